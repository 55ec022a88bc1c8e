//! What the instructions do with generators.

use core::ffi::c_char;

use layout::*;

use super::asyncgen::Asend;
use super::object::{PyAsyncGen_Type, PyCoro_Type, PyGen_Type};
use super::send::Sent;
use crate::frame as frames;
use crate::interpreter::is_pep523;
use crate::prelude::*;

/// The generator that a frame lies in.
///
/// # Safety
/// The frame is owned by a generator.
#[inline(always)]
pub unsafe fn generator_of(frame: Frame) -> *mut PyGenObject {
    // SAFETY: as the caller says.
    unsafe {
        frame
            .cast::<u8>()
            .sub(core::mem::offset_of!(PyGenObject, gi_iframe))
            .cast()
    }
}

/// Links a suspended generator below the thread and gives its frame, with `value` pushed.
#[inline(always)]
unsafe fn start(ts: Ts, generator: *mut PyGenObject, value: StackRef) -> Frame {
    // SAFETY: the caller checked its state.
    unsafe {
        let frame = &raw mut (*generator).gi_iframe;
        let sp = (*frame).stackpointer.cast::<StackRef>();
        sp.write(value);
        (*frame).stackpointer = sp.add(1).cast();
        (*generator).gi_frame_state = FRAME_EXECUTING as i8;
        (*generator).gi_exc_state.previous_item = (*ts).exc_info;
        (*ts).exc_info = &raw mut (*generator).gi_exc_state;
        frame
    }
}

/// Starts a generator from native code, for `send`.
///
/// # Safety
/// It is suspended or new.
pub(super) unsafe fn link(ts: Ts, generator: *mut PyGenObject, value: StackRef) -> Frame {
    // SAFETY: as the caller says.
    unsafe { start(ts, generator, value) }
}

/// Resumes a generator within the evaluation loop.
///
/// # Safety
/// [`is_resumable`] held.
#[inline(always)]
pub unsafe fn resume_inline(ts: Ts, frame: Frame, generator: &StackRef, value: StackRef) -> Frame {
    // SAFETY: as the caller says.
    unsafe {
        let callee = start(ts, generator.ptr().cast(), value.heap_safe());
        (*callee).previous = frame;
        callee
    }
}

/// A generator or coroutine that is suspended or new.
///
/// # Safety
/// A live slot.
#[inline(always)]
pub unsafe fn is_resumable(ts: Ts, receiver: &StackRef) -> bool {
    // SAFETY: the exact type is checked before the struct is read.
    unsafe {
        let ty = (*receiver.ptr()).ob_type;
        (ty == PyGen_Type.raw() || ty == PyCoro_Type.raw())
            && ((*receiver.ptr().cast::<PyGenObject>()).gi_frame_state as i32) < FRAME_EXECUTING
            && !is_pep523(ts)
    }
}

/// A plain generator that is suspended or new.
///
/// # Safety
/// A live slot.
#[inline(always)]
pub unsafe fn is_resumable_generator(ts: Ts, receiver: &StackRef) -> bool {
    // SAFETY: the exact type is checked before the struct is read.
    unsafe {
        (*receiver.ptr()).ob_type == PyGen_Type.raw()
            && ((*receiver.ptr().cast::<PyGenObject>()).gi_frame_state as i32) < FRAME_EXECUTING
            && !is_pep523(ts)
    }
}

/// `RETURN_GENERATOR`.
///
/// # Safety
/// A frame that has just begun.
pub unsafe fn make_from_frame(ts: Ts, frame: Frame) -> PyResult<Switch> {
    // SAFETY: as the caller says; the frame moves into the generator.
    unsafe {
        let generator = super::object::allocate(frame)?;
        let inner = &raw mut (*generator).gi_iframe;
        (*frame).instr_ptr = (*frame).instr_ptr.add(1);
        frames::copy(frame, inner);
        (*generator).gi_frame_state = FRAME_CREATED as i8;
        (*inner).owner = FRAME_OWNED_BY_GENERATOR as c_char;
        (*ts).py_recursion_remaining += 1;
        let caller = (*frame).previous;
        (*ts).current_frame = caller;
        frames::pop_space(ts, frame);
        objects::gc::track(Object::from_ptr(generator.cast()));
        Ok(Switch {
            frame: caller,
            offset: (*caller).return_offset as usize,
            value: StackRef::from_ref(Ref::<Object>::from_raw_owned(generator)),
        })
    }
}

/// `YIELD_VALUE`.
///
/// # Safety
/// A generator's frame runs.
#[inline(always)]
pub unsafe fn suspend(ts: Ts, frame: Frame, kind: usize, value: StackRef) -> Switch {
    // SAFETY: as the caller says.
    unsafe {
        (*frame).instr_ptr = (*frame).instr_ptr.add(1);
        let generator = generator_of(frame);
        (*generator).gi_frame_state = (FRAME_SUSPENDED + kind as i32) as i8;
        (*ts).exc_info = (*generator).gi_exc_state.previous_item;
        (*generator).gi_exc_state.previous_item = core::ptr::null_mut();
        (*ts).py_recursion_remaining += 1;
        let caller = (*frame).previous;
        (*ts).current_frame = caller;
        (*frame).previous = core::ptr::null_mut();
        Switch {
            frame: caller,
            offset: 1 + INLINE_CACHE_ENTRIES_SEND as usize,
            value: value.heap_safe(),
        }
    }
}

/// `SEND`.
///
/// # Safety
/// Live slots; `end` is where an exhausted receiver leads.
#[inline(always)]
pub unsafe fn send_instruction(
    ts: Ts,
    frame: Frame,
    end: Ip,
    return_offset: usize,
    receiver: &StackRef,
    value: *const StackRef,
) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        if is_resumable(ts, receiver) {
            let sent = value.read();
            (*frame).stackpointer = value.cast_mut().cast();
            return Ok(Called::Generator(
                resume_inline(ts, frame, receiver, sent),
                return_offset,
            ));
        }
        send_to_any(ts, frame, receiver.as_object(), (*value).as_object(), end)
    }
}

#[inline(never)]
unsafe fn send_to_any(
    ts: Ts,
    frame: Frame,
    receiver: &Object,
    value: &Object,
    end: Ip,
) -> PyResult<Called> {
    // SAFETY: live objects.
    unsafe {
        // An `async for` over a generator: nobody sees the StopIteration that would carry each of its values.
        if let Some(step) = receiver.downcast::<Asend>()
            && objects::is_none(value)
            && !crate::monitor::watches_raise(ts)
        {
            return Ok(match super::asyncgen::asend_sent(step, None)? {
                Sent::Yield(v) => Called::value(v),
                Sent::Return(v) => Called::ValueTo(end, StackRef::from_ref(v)),
            });
        }
        let next = (*receiver.type_ptr()).tp_iternext;
        let result = match next {
            Some(next) if objects::is_none(value) => {
                Ref::<Object>::from_owned_opt(next(receiver.as_ptr()))
            }
            _ => receiver.call_method(id!(send), &[value]).ok(),
        };
        if let Some(r) = result {
            return Ok(Called::value(r));
        }
        if base::error::occurred()
            && objects::exceptions::matches(&objects::exceptions::types::StopIteration)
        {
            crate::monitor::raise(ts, frame, (*frame).instr_ptr);
        }
        let result = super::send::fetch_stop_iteration_value()?;
        Ok(Called::ValueTo(end, StackRef::from_ref(result)))
    }
}

/// Ends a generator's frame (`clear_gen_frame`).
///
/// # Safety
/// The frame is unlinked.
pub unsafe fn clear_frame(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe {
        let generator = generator_of(frame);
        (*generator).gi_frame_state = FRAME_CLEARED as i8;
        (*ts).exc_info = (*generator).gi_exc_state.previous_item;
        (*generator).gi_exc_state.previous_item = core::ptr::null_mut();
        // Its frame object, if it lives on, has no caller any more.
        (*frame).previous = core::ptr::null_mut();
        frames::clear_except_code(frame);
        let value = core::mem::replace(
            &mut (*generator).gi_exc_state.exc_value,
            core::ptr::null_mut(),
        );
        drop(Ref::<Object>::from_owned_opt(value));
    }
}

/// `GET_YIELD_FROM_ITER`.
///
/// # Safety
/// A running frame.
pub unsafe fn yield_from_iter(frame: Frame, iterable: &Object) -> PyResult {
    if iterable.is_exactly(PyCoro_Type.raw()) {
        // SAFETY: as the caller says.
        if unsafe { (*code_of(frame)).co_flags } & (CO_COROUTINE | CO_ITERABLE_COROUTINE) == 0 {
            return Err(raise!(
                TypeError,
                "cannot 'yield from' a coroutine object in a non-coroutine generator"
            ));
        }
        return Ok(iterable.to_ref());
    }
    if iterable.is_exactly(PyGen_Type.raw()) {
        return Ok(iterable.to_ref());
    }
    iterable.iter()
}

fn is_awaitable_type(class: &Type) -> bool {
    // SAFETY: a live type.
    unsafe {
        let methods = (*class.raw()).tp_as_async;
        !methods.is_null() && (*methods).am_await.is_some()
    }
}

#[cold]
fn async_with_error(class: &Type, kind: usize) -> Raised {
    let name = if kind == 1 { "__aenter__" } else { "__aexit__" };
    raise!(
        TypeError,
        "'async with' received an object from {} that does not implement __await__: {}",
        name,
        class.name()
    )
}

/// TypeError if `async with` got an object of that type, which nobody can await (`_PyEval_FormatAwaitableError`).
pub fn check_async_with(class: &Type, kind: usize) -> PyResult<()> {
    match !is_awaitable_type(class) && (kind == 1 || kind == 2) {
        true => Err(async_with_error(class, kind)),
        false => Ok(()),
    }
}

/// `GET_AWAITABLE`.
pub fn awaitable_for(iterable: &Object, kind: usize) -> PyResult {
    let iterator = match super::awaitable_iter(iterable) {
        Ok(i) => i,
        Err(raised) => {
            if is_awaitable_type(iterable.class()) || kind == 0 {
                return Err(raised);
            }
            raised.clear();
            return Err(async_with_error(iterable.class(), kind));
        }
    };
    if iterator.is_exactly(PyCoro_Type.raw())
        && let Some(_other) = super::delegate_of(&iterator)
    {
        return Err(raise!(RuntimeError, "coroutine is being awaited already"));
    }
    Ok(iterator)
}

/// `GET_AITER`.
pub fn async_iterator(iterable: &Object) -> PyResult {
    let class = iterable.class();
    // SAFETY: live types; slots follow the C conventions.
    unsafe {
        let methods = (*class.raw()).tp_as_async;
        let get = if methods.is_null() {
            None
        } else {
            (*methods).am_aiter
        };
        let Some(get) = get else {
            return Err(raise!(
                TypeError,
                "'async for' requires an object with __aiter__ method, got {}",
                class.name()
            ));
        };
        let iterator: Ref = Ref::from_c(get(iterable.as_ptr()))?;
        let methods = (*iterator.type_ptr()).tp_as_async;
        if methods.is_null() || (*methods).am_anext.is_none() {
            return Err(raise!(
                TypeError,
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                iterator.class().name()
            ));
        }
        Ok(iterator)
    }
}

/// `GET_ANEXT`.
pub fn async_next(iterator: &Object) -> PyResult {
    let class = iterator.class();
    // SAFETY: live types; slots follow the C conventions.
    unsafe {
        let methods = (*class.raw()).tp_as_async;
        if iterator.is_exactly(PyAsyncGen_Type.raw())
            && let Some(next) = (*methods).am_anext
        {
            return Ref::from_c(next(iterator.as_ptr()));
        }
        let next = if methods.is_null() {
            None
        } else {
            (*methods).am_anext
        };
        let Some(next) = next else {
            return Err(raise!(
                TypeError,
                "'async for' requires an iterator with __anext__ method, got {}",
                class.name()
            ));
        };
        let awaitable: Ref = Ref::from_c(next(iterator.as_ptr()))?;
        super::awaitable_iter(&awaitable).map_err(|_raised| {
            objects::exceptions::raise_from_cause(
                &objects::exceptions::types::TypeError,
                format_args!(
                    "'async for' received an invalid object from __anext__: {}",
                    awaitable.class().name()
                ),
            )
        })
    }
}

/// A generator that was looped over or delegated to is at its end: tools hear of the StopIteration that never was.
///
/// # Safety
/// A running frame.
pub unsafe fn report_end(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    receiver: &Object,
    value: &Object,
) -> PyResult<()> {
    if receiver.downcast::<super::object::Generator>().is_none() {
        return Ok(());
    }
    let exception =
        objects::exceptions::new_exception(&objects::exceptions::types::StopIteration, &[value])?;
    // SAFETY: as the caller says.
    unsafe {
        let kind = crate::monitor::events::STOP_ITERATION;
        crate::monitor::event(ts, frame, ip, kind, &[&exception])
    }
}
