//! Raising, handling, `with`.

use opdef::inst;

use crate::prelude::*;
use crate::{errors, handlers};

#[inst("arguments[oparg] --")]
pub unsafe fn RAISE_VARARGS(oparg: usize, arguments: *mut StackRef) -> Unwind {
    handlers::raise(arguments, oparg)
}

/// Raises the top again; with an argument, the instruction that raised it first is the frame's last.
#[inst("values[oparg], exception -- values[oparg]")]
pub unsafe fn RERAISE(
    frame: Frame,
    oparg: usize,
    values: *mut StackRef,
    exception: StackRef,
) -> Unwind {
    handlers::reraise(frame, values, oparg, exception)
}

#[inst("exception --")]
pub unsafe fn POP_EXCEPT(ts: Ts, exception: StackRef) {
    handlers::pop_except(ts, exception);
}

#[inst("value -- previous, value")]
pub unsafe fn PUSH_EXC_INFO(ts: Ts, value: StackRef) -> (StackRef, StackRef) {
    handlers::push_exc_info(ts, value)
}

#[inst("exception, kind -- exception, result")]
pub unsafe fn CHECK_EXC_MATCH(exception: &StackRef, kind: &StackRef) -> PyResult<StackRef> {
    let matches = handlers::matches(exception.as_object(), kind.as_object())?;
    Ok(StackRef::from_immortal(py_bool(matches)))
}

#[inst("exception, kind -- rest, matched")]
pub unsafe fn CHECK_EG_MATCH(
    ts: Ts,
    frame: Frame,
    exception: &StackRef,
    kind: &StackRef,
) -> PyResult<(Ref, Ref)> {
    handlers::group_match(ts, frame, exception.as_object(), kind.as_object())
}

/// An exception came out of a sub-iterator that was closed: StopIteration gives its value.
#[inst("sub_iter, last_sent, exception -- none, value")]
pub unsafe fn CLEANUP_THROW(exception: &StackRef) -> Reraising<(Ref, Ref)> {
    handlers::cleanup_throw(exception.as_object())
}

/// StopAsyncIteration ends the loop; anything else goes on.
#[inst("awaitable, exception --")]
pub unsafe fn END_ASYNC_FOR(exception: &StackRef) -> Reraising<()> {
    handlers::end_async_for(exception.as_object())
}

/// Calls `__exit__` with the exception, which stays on the stack.
#[inst(
    "exit_func, exit_self, lasti, previous, value -- exit_func, exit_self, lasti, previous, value, result"
)]
pub unsafe fn WITH_EXCEPT_START(
    exit_func: &StackRef,
    exit_self: &StackRef,
    value: &StackRef,
) -> PyResult<Ref> {
    handlers::call_exit(exit_func.as_object(), exit_self, value.as_object())
}

/// `__init__` must answer None.
#[inst("value --")]
pub unsafe fn EXIT_INIT_CHECK(value: &StackRef) -> PyResult<()> {
    if objects::is_none(value.as_object()) {
        return Ok(());
    }
    Err(errors::init_must_return_none(value.as_object()))
}
