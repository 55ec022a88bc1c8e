//! `send`, `throw`, `close`, iteration.

use layout::*;
use objects::exceptions::types;

use super::object::Generator;
use crate::generated::metadata::op;
use crate::interpreter::eval_frame;
use crate::prelude::*;

/// What came of resuming.
pub enum Sent {
    Yield(Ref),
    Return(Ref),
}

/// Resumes with a value (None if absent), or with the exception that is set.
pub(super) fn resume(
    this: &Generator,
    value: Option<&Object>,
    throwing: bool,
    closing: bool,
) -> PyResult<Sent> {
    let state = this.state();
    if state == FRAME_CREATED
        && let Some(v) = value
        && !objects::is_none(v)
    {
        let what = if this.is_coroutine() {
            "can't send non-None value to a just-started coroutine"
        } else if this.is_async() {
            "can't send non-None value to a just-started async generator"
        } else {
            "can't send non-None value to a just-started generator"
        };
        return Err(raise!(TypeError, "{}", what));
    }
    if state == FRAME_EXECUTING {
        return Err(already_executing(this));
    }
    if this.is_finished() {
        if this.is_coroutine() && !closing {
            // Without this, a second await would look like an exhausted iterator.
            return Err(raise!(
                RuntimeError,
                "cannot reuse already awaited coroutine"
            ));
        }
        if throwing {
            return Err(Raised::ASSUMED);
        }
        // An exhausted generator answers None.
        return Ok(Sent::Return(none_ref()));
    }
    let ts = base::tstate::current();
    let _alive = this.to_ref();
    // SAFETY: suspended or new; linked for the time of the evaluation.
    let result = unsafe {
        let sent = StackRef::from_object(value.unwrap_or(none()));
        let frame = super::instructions::link(ts, this.raw(), sent);
        if throwing {
            chain_context(ts);
        }
        eval_frame(ts, frame, throwing)
    };
    // SAFETY: a new reference or NULL.
    match unsafe { Ref::<Object>::from_owned_opt(result) } {
        None => Err(Raised::ASSUMED),
        Some(r) if this.is_suspended() => Ok(Sent::Yield(r)),
        Some(r) => Ok(Sent::Return(r)),
    }
}

/// The exception thrown in gets the exception being handled as its context.
unsafe fn chain_context(ts: Ts) {
    // SAFETY: attached.
    unsafe {
        // The generator's own: it has just been linked. What its caller handles is none of its business.
        let own = (*(*ts).exc_info).exc_value;
        if own.is_null() || own == none().as_ptr() {
            return;
        }
        let Some(exception) = base::error::take_current() else {
            return;
        };
        let class = exception.class().to_ref();
        let _set = objects::exceptions::raise_object(&class, &exception);
    }
}

#[cold]
fn already_executing(this: &Generator) -> Raised {
    raise!(ValueError, "{} already executing", this.kind())
}

/// `send(value)` as Python sees it: StopIteration at the end.
pub(super) fn send(this: &Generator, value: &Object) -> PyResult {
    finish(this, resume(this, Some(value), false, false)?)
}

/// A return becomes StopIteration (StopAsyncIteration for asynchronous generators).
pub(super) fn finish(this: &Generator, sent: Sent) -> PyResult {
    match sent {
        Sent::Yield(v) => Ok(v),
        Sent::Return(v) if this.is_async() => {
            drop(v);
            Err(objects::exceptions::raise_none(&types::StopAsyncIteration))
        }
        Sent::Return(v) if objects::is_none(&v) => {
            Err(objects::exceptions::raise_none(&types::StopIteration))
        }
        Sent::Return(v) => Err(objects::exceptions::stop_iteration(Some(&v))),
    }
}

pub(super) extern "C" fn next(this: &Generator) -> NextResult {
    let result = match resume(this, None, false, false) {
        Ok(Sent::Yield(v)) => Ok(Some(v)),
        Ok(Sent::Return(v)) => {
            if objects::is_none(&v) {
                Ok(None)
            } else {
                Err(objects::exceptions::stop_iteration(Some(&v)))
            }
        }
        Err(e) => Err(e),
    };
    NextResult::from(result)
}

/// The `am_send` slot.
///
/// # Safety
/// As the slot prescribes.
pub(super) unsafe extern "C" fn am_send(
    this: *mut PyObject,
    value: *mut PyObject,
    result: *mut *mut PyObject,
) -> PySendResult {
    // SAFETY: the slot is called on instances.
    unsafe {
        let this = Generator::from_raw(this.cast());
        match resume(this, Object::from_ptr_opt(value), false, false) {
            Ok(Sent::Yield(v)) => {
                result.write(v.into_ptr());
                PYGEN_NEXT
            }
            Ok(Sent::Return(v)) => {
                result.write(v.into_ptr());
                PYGEN_RETURN
            }
            Err(_) => {
                result.write(core::ptr::null_mut());
                PYGEN_ERROR
            }
        }
    }
}

/// What the generator delegates to (`yield from`, `await`), if it does now (`_PyGen_yf`).
pub fn delegate_of(generator: &Object) -> Option<Ref> {
    let this: &Generator = generator.downcast()?;
    if this.state() != FRAME_SUSPENDED_YIELD_FROM {
        return None;
    }
    // SAFETY: a suspended frame's top is the receiver.
    unsafe {
        let top = (*this.frame()).stackpointer.cast::<StackRef>().sub(1);
        Some((*top).dup().into_ref())
    }
}

/// Closes what is delegated to: its `close()` if it has one.
fn close_iterator(iterator: &Object) -> PyResult<()> {
    if let Some(g) = iterator.downcast::<Generator>()
        && !g.is_async()
    {
        return close(g).map(drop);
    }
    match iterator.get_attr_opt(id!(close)) {
        Ok(Some(method)) => method.call(&[]).map(drop),
        Ok(None) => Ok(()),
        Err(raised) => {
            let _set = raised;
            objects::exceptions::write_unraisable(
                format_args!("Exception ignored while closing an iterator"),
                Some(iterator),
            );
            Ok(())
        }
    }
}

/// `close()`.
pub(super) fn close(this: &Generator) -> PyResult {
    if this.state() == FRAME_CREATED {
        // SAFETY: it never ran: its frame is cleared where it lies.
        unsafe {
            let _alive = this.to_ref();
            this.set_state(FRAME_COMPLETED);
            let frame = this.frame();
            crate::frame::clear_except_code(frame);
            this.set_state(FRAME_CLEARED);
        }
        return Ok(none_ref());
    }
    if this.is_finished() {
        return Ok(none_ref());
    }
    let mut failed = false;
    if let Some(delegate) = delegate_of(this) {
        this.set_state(FRAME_EXECUTING);
        failed = close_iterator(&delegate).is_err();
        this.set_state(FRAME_SUSPENDED_YIELD_FROM);
    }
    if !failed {
        if this.is_suspended() && !has_handlers(this) {
            // No handler can see GeneratorExit: the frame just ends.
            // SAFETY: suspended.
            unsafe {
                let _alive = this.to_ref();
                this.set_state(FRAME_COMPLETED);
                crate::frame::clear_except_code(this.frame());
                let g = this.raw();
                let value =
                    core::mem::replace(&mut (*g).gi_exc_state.exc_value, core::ptr::null_mut());
                drop(Ref::<Object>::from_owned_opt(value));
                this.set_state(FRAME_CLEARED);
            }
            return Ok(none_ref());
        }
        let _set = objects::exceptions::raise_none(&types::GeneratorExit);
    }
    match resume(this, None, true, true) {
        Ok(Sent::Yield(_)) => Err(raise!(
            RuntimeError,
            "{} ignored GeneratorExit",
            this.kind()
        )),
        Ok(Sent::Return(v)) => Ok(v),
        Err(raised) => {
            if objects::exceptions::matches(&types::GeneratorExit)
                || objects::exceptions::matches(&types::StopIteration)
            {
                raised.clear();
                return Ok(none_ref());
            }
            Err(raised)
        }
    }
}

/// Can anybody see GeneratorExit: a handler of the generator's own, or a tool? The `RESUME` that follows the yield tells.
fn has_handlers(this: &Generator) -> bool {
    // SAFETY: a suspended frame stands at a `RESUME`.
    unsafe {
        let unit = (*(*this.frame()).instr_ptr).op;
        !matches!(unit.code, op::RESUME | op::RESUME_CHECK)
            || crate::monitor::unwinding_is_watched()
            || unit.arg & RESUME_OPARG_DEPTH1_MASK as u8 == 0
    }
}

/// `throw(...)`: into what is delegated to, if it can take it, else into the generator.
pub(super) fn throw(
    this: &Generator,
    close_on_exit: bool,
    kind: &Object,
    value: Option<&Object>,
    traceback: Option<&Object>,
) -> PyResult {
    if let Some(delegate) = delegate_of(this) {
        if close_on_exit && crate::handlers::given_matches(kind, &types::GeneratorExit)? {
            // `close` on the delegate, then GeneratorExit here.
            this.set_state(FRAME_EXECUTING);
            let closed = close_iterator(&delegate);
            this.set_state(FRAME_SUSPENDED_YIELD_FROM);
            if closed.is_err() {
                return finish(this, resume(this, None, true, false)?);
            }
            return throw_here(this, kind, value, traceback);
        }
        let inner = delegate.downcast::<Generator>().filter(|g| !g.is_async());
        let method = match inner {
            Some(_) => None,
            None => match delegate.get_attr_opt(id!(throw))? {
                Some(method) => Some(method),
                None => return throw_here(this, kind, value, traceback),
            },
        };
        this.set_state(FRAME_EXECUTING);
        // The delegate's caller is this generator, for tracebacks and introspection.
        let ts = base::tstate::current();
        // SAFETY: attached; unlinked again below.
        let saved = unsafe {
            let saved = (*ts).current_frame;
            (*this.frame()).previous = saved;
            (*ts).current_frame = this.frame();
            saved
        };
        let result = match (inner, method) {
            (Some(inner), _) => throw(inner, close_on_exit, kind, value, traceback),
            (None, Some(method)) => match (value, traceback) {
                (Some(v), Some(t)) => method.call(&[kind, v, t]),
                (Some(v), None) => method.call(&[kind, v]),
                (None, _) => method.call(&[kind]),
            },
            (None, None) => Err(raise!(SystemError, "nothing to throw into")),
        };
        // SAFETY: as above.
        unsafe {
            (*ts).current_frame = saved;
            (*this.frame()).previous = core::ptr::null_mut();
        }
        this.set_state(FRAME_SUSPENDED_YIELD_FROM);
        return match result {
            Ok(v) => Ok(v),
            // The delegate is over or raised: the generator goes on from its `yield from`.
            Err(_raised) => finish(this, resume(this, None, true, false)?),
        };
    }
    throw_here(this, kind, value, traceback)
}

fn throw_here(
    this: &Generator,
    kind: &Object,
    value: Option<&Object>,
    traceback: Option<&Object>,
) -> PyResult {
    let traceback = traceback.filter(|t| !objects::is_none(t));
    if let Some(t) = traceback
        && t.class().tp_name() != "traceback"
    {
        return Err(raise!(
            TypeError,
            "throw() third argument must be a traceback object"
        ));
    }
    let exception = if crate::handlers::is_exception_class(kind) {
        match normalize(kind, value) {
            Ok(e) => e,
            // What making it raised is thrown in its place.
            Err(raised) => raised.take().unwrap_or_else(none_ref),
        }
    } else if crate::handlers::is_exception(kind) {
        if value.is_some_and(|v| !objects::is_none(v)) {
            return Err(raise!(
                TypeError,
                "instance exception may not have a separate value"
            ));
        }
        kind.to_ref()
    } else {
        return Err(raise!(
            TypeError,
            "exceptions must be classes or instances deriving from BaseException, not {}",
            kind.class().name()
        ));
    };
    if let Some(t) = traceback {
        exception.set_attr(interned!("__traceback__"), t)?;
    }
    let _set = Raised::set(exception);
    finish(this, resume(this, None, true, false)?)
}

/// An instance from a class and a value, as the old three-argument form has it.
fn normalize(class: &Object, value: Option<&Object>) -> PyResult {
    let made = match value {
        None => class.call(&[]),
        Some(v) if objects::is_none(v) => class.call(&[]),
        Some(v) if v.is_instance(class)? => return Ok(v.to_ref()),
        Some(v) => match v.downcast::<Tuple>() {
            Some(t) => class.call_tuple(t, None),
            None => class.call(&[v]),
        },
    }?;
    if !crate::handlers::is_exception(&made) {
        return Err(raise!(
            TypeError,
            "calling {} should have returned an instance of BaseException, not {}",
            class.repr()?.to_string_lossy(),
            made.class().name()
        ));
    }
    Ok(made)
}

/// The value of the StopIteration that is set (`_PyGen_FetchStopIterationValue`); without an exception, None. Another
/// exception stays set.
pub fn fetch_stop_iteration_value() -> PyResult {
    if !base::error::occurred() {
        return Ok(none_ref());
    }
    if !objects::exceptions::matches(&types::StopIteration) {
        return Err(Raised::ASSUMED);
    }
    let Some(exception) = base::error::take_current() else {
        return Ok(none_ref());
    };
    // SAFETY: a StopIteration has this layout.
    let value = unsafe { (*exception.as_object_ptr().cast::<PyStopIterationObject>()).value };
    // SAFETY: NULL or live.
    Ok(unsafe { Ref::from_borrowed_opt(value) }.unwrap_or_else(none_ref))
}

/// `PyIter_Send`'s body for any object.
///
/// # Safety
/// Live objects.
pub unsafe fn send_to(iterator: &Object, value: &Object) -> PyResult<Sent> {
    // SAFETY: slots follow the C conventions.
    unsafe {
        let methods = (*iterator.type_ptr()).tp_as_async;
        if !methods.is_null()
            && let Some(send) = (*methods).am_send
        {
            let mut result = core::ptr::null_mut();
            let kind = send(iterator.as_ptr(), value.as_ptr(), &raw mut result);
            return match kind {
                PYGEN_NEXT => Ok(Sent::Yield(Ref::from_c(result)?)),
                PYGEN_RETURN => Ok(Sent::Return(Ref::from_c(result)?)),
                _ => Err(Raised::ASSUMED),
            };
        }
        let result = match (*iterator.type_ptr()).tp_iternext {
            Some(next) if objects::is_none(value) => {
                Ref::<Object>::from_owned_opt(next(iterator.as_ptr()))
            }
            _ => iterator.call_method(id!(send), &[value]).ok(),
        };
        match result {
            Some(v) => Ok(Sent::Yield(v)),
            None => Ok(Sent::Return(fetch_stop_iteration_value()?)),
        }
    }
}
