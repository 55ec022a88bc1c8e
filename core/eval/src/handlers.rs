//! Exceptions in the evaluation loop: raising, unwinding to a handler, matching.

use layout::*;
use objects::exceptions::types;

use crate::prelude::*;
use crate::{frame as frames, monitor};

/// Where an exception came to.
pub enum Outcome {
    /// A handler in the same frame, whose stack pointer is set.
    Handler(Ip),
    /// The frame is gone; the exception goes on in this one.
    Caller(Frame),
    /// The evaluation function returns NULL.
    Leave,
}

/// Is the object an exception class?
pub fn is_exception_class(o: &Object) -> bool {
    o.downcast::<Type>()
        .is_some_and(|t| t.flags() & Py_TPFLAGS_BASE_EXC_SUBCLASS as core::ffi::c_ulong != 0)
}

/// Is the object an exception?
pub fn is_exception(o: &Object) -> bool {
    objects::type_::has_flag(o, Py_TPFLAGS_BASE_EXC_SUBCLASS as core::ffi::c_ulong)
}

/// One step of unwinding. `fresh`: the exception was raised here, so the traceback gets an entry. The handler is the one
/// that protects `ip`; the frame's own pointer may stand where a re-raised exception came from.
///
/// # Safety
/// `frame` runs, with its pointers saved.
#[cold]
#[inline(never)]
pub unsafe fn unwind(ts: Ts, frame: Frame, mut ip: Ip, fresh: bool) -> Outcome {
    // SAFETY: as the caller says; slots between the handler's level and the stack pointer are live.
    unsafe {
        if fresh {
            if !base::error::occurred() {
                let _raised = raise!(SystemError, "error return without exception set");
            }
            if !frames::is_incomplete(frame) {
                let f = crate::frameobject::object_of(frame);
                if f.is_null() {
                    // No memory for the frame object: the exception goes on without this entry.
                } else {
                    if let Err(raised) = objects::traceback::here(f) {
                        let _in_its_place = raised;
                    }
                }
            }
            monitor::raise(ts, frame, (*frame).instr_ptr);
        } else {
            monitor::reraise(ts, frame);
        }
        loop {
            let code = code_of(frame);
            let base = local(frame, (*code).co_nlocalsplus as usize);
            let offset = ip.offset_from(frames::bytecode(frame));
            let found = handler_for(code, offset as u32);
            let level = found.as_ref().map_or(0, |h| h.depth as usize);
            let bottom = base.add(level);
            let mut sp = (*frame).stackpointer.cast::<StackRef>();
            while sp > bottom {
                sp = sp.sub(1);
                (*frame).stackpointer = sp.cast();
                sp.read().close();
            }
            let Some(handler) = found else {
                monitor::unwind(ts, frame);
                return match leave_with_exception(ts, frame) {
                    Some(caller) => Outcome::Caller(caller),
                    None => Outcome::Leave,
                };
            };
            if handler.lasti {
                sp.write(StackRef::tag_int(frames::last_instruction(frame)));
                sp = sp.add(1);
            }
            let exception = base::error::take_current();
            let Some(exception) = exception else {
                let _raised = raise!(SystemError, "error return without exception set");
                continue;
            };
            sp.write(StackRef::from_ref(exception));
            (*frame).stackpointer = sp.add(1).cast();
            // The frame still stands where it raised, until an instruction of the handler says otherwise: line events
            // compare with that.
            ip = frames::bytecode(frame).add(handler.target as usize);
            if monitor::handled(ts, frame, ip).is_err() {
                // The handler has not begun: what protects it has nothing to clean up yet.
                ip = ip.sub(1);
                continue;
            }
            return Outcome::Handler(ip);
        }
    }
}

/// Ends the frame with the exception set. The caller within the same evaluation, if there is one.
///
/// # Safety
/// `frame` is the current one.
#[cold]
pub unsafe fn leave_with_exception(ts: Ts, frame: Frame) -> Option<Frame> {
    // SAFETY: as the caller says; the frame is unlinked before it is cleared.
    unsafe {
        (*ts).py_recursion_remaining += 1;
        let caller = (*frame).previous;
        (*ts).current_frame = caller;
        frames::clear_and_pop(ts, frame);
        (*caller).return_offset = 0;
        if (*caller).owner as u32 == FRAME_OWNED_BY_INTERPRETER {
            (*ts).current_frame = (*caller).previous;
            return None;
        }
        Some(caller)
    }
}

/// An entry of the exception table, in code units.
pub struct Handler {
    target: u32,
    depth: u32,
    lasti: bool,
}

struct Table<'a>(&'a [u8]);

impl Table<'_> {
    fn number(&mut self) -> Option<u32> {
        let mut value = 0u32;
        loop {
            let (&b, rest) = self.0.split_first()?;
            self.0 = rest;
            value = value << 6 | u32::from(b & 63);
            if b & 64 == 0 {
                return Some(value);
            }
        }
    }
}

/// The handler that protects the instruction at `offset` (in units). Entries are sorted and do not overlap.
unsafe fn handler_for(code: *mut PyCodeObject, offset: u32) -> Option<Handler> {
    // SAFETY: the table is a bytes object that the code object keeps.
    let bytes = unsafe {
        let table = (*code).co_exceptiontable.cast::<PyBytesObject>();
        core::slice::from_raw_parts(
            (&raw const (*table).ob_sval).cast::<u8>(),
            (*table).ob_base.ob_size as usize,
        )
    };
    // Entries begin with a byte whose top bit is set: halve while the middle's start is not past the offset.
    let (mut low, mut high) = (0, bytes.len());
    while high - low > 32 {
        let mut middle = (low + high) / 2;
        while middle > low && bytes[middle] & 128 == 0 {
            middle -= 1;
        }
        if middle == low {
            break;
        }
        match Table(&bytes[middle..]).number() {
            Some(start) if start <= offset => low = middle,
            _ => high = middle,
        }
    }
    let mut table = Table(&bytes[low..]);
    loop {
        let start = table.number()?;
        let length = table.number()?;
        let target = table.number()?;
        let packed = table.number()?;
        if start > offset {
            return None;
        }
        if offset - start < length {
            return Some(Handler {
                target,
                depth: packed >> 1,
                lasti: packed & 1 != 0,
            });
        }
    }
}

// Raising.

/// `RAISE_VARARGS`: `raise`, `raise x`, `raise x from y`.
///
/// # Safety
/// `n` live slots, which are taken over.
pub unsafe fn raise(arguments: *mut StackRef, n: usize) -> Unwind {
    // SAFETY: as the caller says.
    unsafe {
        match n {
            0 => raise_again(),
            1 => raise_one(arguments.read().into_ref(), None),
            2 => {
                let cause = arguments.add(1).read().into_ref();
                raise_one(arguments.read().into_ref(), Some(cause))
            }
            _ => {
                crate::construct::release(arguments, n);
                let _raised = raise!(SystemError, "bad RAISE_VARARGS oparg");
                Unwind::Error
            }
        }
    }
}

fn raise_again() -> Unwind {
    // SAFETY: attached.
    let handled = unsafe { topmost_handled(base::tstate::current()) };
    match handled {
        Some(e) if !objects::is_none(&e) => {
            let _raised = Raised::set(e);
            Unwind::Reraise
        }
        _ => {
            let _raised = raise!(RuntimeError, "No active exception to reraise");
            Unwind::Error
        }
    }
}

/// The exception being handled (`PyErr_GetHandledException`), through suspended generators.
///
/// # Safety
/// `ts` is the current thread state.
pub unsafe fn topmost_handled(ts: Ts) -> Option<Ref> {
    // SAFETY: the chain belongs to the thread.
    unsafe {
        let mut item = (*ts).exc_info;
        loop {
            let value = (*item).exc_value;
            if (value.is_null() || value == none().as_ptr()) && !(*item).previous_item.is_null() {
                item = (*item).previous_item;
                continue;
            }
            return if value == none().as_ptr() {
                None
            } else {
                Ref::from_borrowed_opt(value)
            };
        }
    }
}

fn raise_one(exception: Ref, cause: Option<Ref>) -> Unwind {
    if let Err(_raised) = raise_with_cause(exception, cause) {}
    Unwind::Error
}

/// Calls an exception class; its answer must be an exception.
fn instance_of(class: &Object) -> PyResult {
    let value = class.call(&[])?;
    if is_exception(&value) {
        return Ok(value);
    }
    Err(raise!(
        TypeError,
        "calling {} should have returned an instance of BaseException, not {}",
        class.repr()?.to_string_lossy(),
        value.class().repr()?.to_string_lossy()
    ))
}

/// Sets the exception that `raise` names.
fn raise_with_cause(exception: Ref, cause: Option<Ref>) -> PyResult<()> {
    let value = if is_exception_class(&exception) {
        instance_of(&exception)?
    } else if is_exception(&exception) {
        exception
    } else {
        return Err(raise!(
            TypeError,
            "exceptions must derive from BaseException"
        ));
    };
    if let Some(cause) = cause {
        let fixed = if is_exception_class(&cause) {
            Some(instance_of(&cause)?)
        } else if is_exception(&cause) {
            Some(cause)
        } else if objects::is_none(&cause) {
            None
        } else {
            return Err(raise!(
                TypeError,
                "exception causes must derive from BaseException"
            ));
        };
        // SAFETY: an exception; the old cause is released last.
        unsafe {
            let e = value.as_object_ptr().cast::<PyBaseExceptionObject>();
            let new = fixed.map_or(core::ptr::null_mut(), Ref::into_ptr);
            let old = core::mem::replace(&mut (*e).cause, new);
            (*e).suppress_context = 1;
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }
    let class = value.class().to_ref();
    Err(objects::exceptions::raise_object(&class, &value))
}

/// `RERAISE`.
///
/// # Safety
/// `values` are `n` live slots that stay.
pub unsafe fn reraise(
    frame: Frame,
    values: *mut StackRef,
    n: usize,
    exception: StackRef,
) -> Unwind {
    // SAFETY: as the caller says.
    unsafe {
        if n > 0 {
            let lasti = &*values;
            let index = if lasti.is_tagged_int() {
                Some(lasti.untag_int())
            } else {
                lasti
                    .as_object()
                    .downcast::<Long>()
                    .and_then(|l| l.to_i64())
                    .map(|i| i as isize)
            };
            match index {
                Some(i) => (*frame).instr_ptr = frames::bytecode(frame).offset(i),
                None => {
                    exception.close();
                    let _raised = raise!(SystemError, "lasti is not an int");
                    return Unwind::Error;
                }
            }
        }
        let _raised = Raised::set(exception.into_ref());
        Unwind::Reraise
    }
}

/// `POP_EXCEPT`.
///
/// # Safety
/// A running frame.
#[inline(always)]
pub unsafe fn pop_except(ts: Ts, exception: StackRef) {
    // SAFETY: the chain belongs to the thread.
    unsafe {
        let new = if objects::is_none(exception.as_object()) {
            exception.close();
            core::ptr::null_mut()
        } else {
            exception.into_ref().into_ptr()
        };
        let old = core::mem::replace(&mut (*(*ts).exc_info).exc_value, new);
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// `PUSH_EXC_INFO`: the value becomes the exception being handled; the former one is kept below it.
///
/// # Safety
/// A running frame.
#[inline(always)]
pub unsafe fn push_exc_info(ts: Ts, value: StackRef) -> (StackRef, StackRef) {
    // SAFETY: the chain belongs to the thread; its reference to the former moves.
    unsafe {
        let info = (*ts).exc_info;
        let copy = value.dup().into_ref().into_ptr();
        let old = core::mem::replace(&mut (*info).exc_value, copy);
        let previous = match Ref::<Object>::from_owned_opt(old) {
            Some(p) => StackRef::from_ref(p),
            None => StackRef::from_immortal(none()),
        };
        (previous, value)
    }
}

// Matching.

const CANNOT_CATCH: &str = "catching classes that do not inherit from BaseException is not allowed";

/// `CHECK_EXC_MATCH`.
pub fn matches(exception: &Object, kind: &Object) -> PyResult<bool> {
    check_except(kind)?;
    given_matches(exception, kind)
}

/// TypeError for what `except` cannot catch.
pub fn check_except(kind: &Object) -> PyResult<()> {
    check_kind(kind, |class| {
        if is_exception_class(class) {
            Ok(())
        } else {
            Err(raise!(TypeError, "{}", CANNOT_CATCH))
        }
    })
}

/// TypeError for what `except*` cannot catch.
pub fn check_except_star(kind: &Object) -> PyResult<()> {
    check_kind(kind, |class| {
        if !is_exception_class(class) {
            return Err(raise!(TypeError, "{}", CANNOT_CATCH));
        }
        if class.is_subclass(&types::BaseExceptionGroup)? {
            return Err(raise!(
                TypeError,
                "catching ExceptionGroup with except* is not allowed. Use except instead."
            ));
        }
        Ok(())
    })
}

fn check_kind(kind: &Object, check: impl Fn(&Object) -> PyResult<()>) -> PyResult<()> {
    match kind.downcast::<Tuple>() {
        Some(t) => t.as_slice().iter().try_for_each(|k| check(k)),
        None => check(kind),
    }
}

/// `PyErr_GivenExceptionMatches`.
pub fn given_matches(exception: &Object, kind: &Object) -> PyResult<bool> {
    if let Some(kinds) = kind.downcast::<Tuple>() {
        for k in kinds.as_slice() {
            if given_matches(exception, k)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let class: &Object = if is_exception(exception) {
        exception.class()
    } else {
        exception
    };
    if is_exception_class(class)
        && is_exception_class(kind)
        && let (Some(c), Some(k)) = (class.downcast::<Type>(), kind.downcast::<Type>())
    {
        return Ok(c.is_subtype(k));
    }
    Ok(exception.is(kind))
}

/// `CHECK_EG_MATCH`: (rest, matched) of an `except*` clause; the matched part becomes the exception being handled.
///
/// # Safety
/// A running frame.
pub unsafe fn group_match(
    ts: Ts,
    frame: Frame,
    exception: &Object,
    kind: &Object,
) -> PyResult<(Ref, Ref)> {
    check_except_star(kind)?;
    // SAFETY: as the caller says.
    unsafe {
        let (rest, matched) = split(frame, exception, kind)?;
        if !objects::is_none(&matched) {
            let copy = matched.clone().into_ptr();
            let old = core::mem::replace(&mut (*(*ts).exc_info).exc_value, copy);
            drop(Ref::<Object>::from_owned_opt(old));
        }
        Ok((rest, matched))
    }
}

/// What an `except*` clause leaves of an exception, and what it takes.
///
/// # Safety
/// A running frame.
pub unsafe fn split(frame: Frame, exception: &Object, kind: &Object) -> PyResult<(Ref, Ref)> {
    if objects::is_none(exception) {
        return Ok((none_ref(), none_ref()));
    }
    if given_matches(exception, kind)? {
        if exception.is_instance(&types::BaseExceptionGroup)? {
            return Ok((none_ref(), exception.to_ref()));
        }
        // A naked exception is wrapped, with a traceback of this place.
        let excs = Tuple::from_slice(&[exception])?;
        let class =
            objects::exceptions::new_exception(&types::BaseExceptionGroup, &[Str::empty(), &excs])?;
        // SAFETY: as the caller's.
        unsafe {
            let f = crate::frameobject::object_of(frame);
            if !f.is_null() {
                // PyTraceBack_Here works on the exception that is set.
                let saved = base::error::take_current();
                let _set = Raised::set(class.clone());
                if let Err(raised) = objects::traceback::here(f) {
                    let _in_its_place = raised;
                }
                base::error::restore(saved);
            }
        }
        return Ok((none_ref(), class));
    }
    if exception.is_instance(&types::BaseExceptionGroup)? {
        let pair = exception.call_method(interned!("split"), &[kind])?;
        let Some(tuple) = pair.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "{}.split must return a tuple, not {}",
                exception.class().name(),
                pair.class().name()
            ));
        };
        if tuple.len() < 2 {
            return Err(raise!(
                TypeError,
                "{}.split must return a 2-tuple, got tuple of size {}",
                exception.class().name(),
                tuple.len()
            ));
        }
        let items = tuple.as_slice();
        return Ok((items[1].to_ref(), items[0].to_ref()));
    }
    Ok((exception.to_ref(), none_ref()))
}

/// `CLEANUP_THROW`.
pub fn cleanup_throw(exception: &Object) -> PyResult<(Ref, Ref)> {
    if exception.is_instance(&types::StopIteration)? {
        let value = exception.get_attr(id!(value))?;
        return Ok((none_ref(), value));
    }
    Err(Raised::set(exception.to_ref()))
}

/// `END_ASYNC_FOR`.
pub fn end_async_for(exception: &Object) -> PyResult<()> {
    if given_matches(exception, &types::StopAsyncIteration)? {
        return Ok(());
    }
    Err(Raised::set(exception.to_ref()))
}

/// `WITH_EXCEPT_START`.
pub fn call_exit(exit: &Object, self_: &StackRef, exception: &Object) -> PyResult {
    let traceback = exception
        .get_attr_opt(interned!("__traceback__"))?
        .unwrap_or_else(none_ref);
    let class: &Object = exception.class();
    match self_.as_object_opt() {
        Some(s) => exit.call(&[s, class, exception, &traceback]),
        None => exit.call(&[class, exception, &traceback]),
    }
}
