//! Guarding native recursion: the stack limits of the thread state, whatever the depth of Python calls.

use base::{PyResult, tstate};

/// 2^11 words of 8 bytes: the margin that the limits are set with (`_PyOS_STACK_MARGIN_BYTES`).
const MARGIN_BYTES: usize = 1 << MARGIN_SHIFT;
const MARGIN_SHIFT: u32 = 14;

/// `_Py_EnterRecursiveCall(where)`: RecursionError when the native stack is nearly used up. Nothing to undo on the way back.
///
/// `context` begins with a space: `" while calling a Python object"`.
#[inline(always)]
pub fn enter(context: &str) -> PyResult<()> {
    if tstate::stack_exhausted() {
        return exhausted(context);
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn exhausted(context: &str) -> PyResult<()> {
    // SAFETY: attached; the fields are this thread's own.
    unsafe {
        let ts = tstate::current_impl();
        let here = tstate::stack_pointer();
        // Far outside: another stack altogether (a coroutine library's), of which nothing is known.
        if here < (*ts).c_stack_soft_limit.saturating_sub(2 * MARGIN_BYTES) {
            return Ok(());
        }
        let used = (*ts).c_stack_top.saturating_sub(here) / 1024;
        if here < (*ts).c_stack_hard_limit {
            // Below the hard limit not even the exception can be made.
            eprintln!("Fatal Python error: Unrecoverable stack overflow (used {used} kB){context}");
            std::process::abort();
        }
        if (*ts).base.recursion_headroom != 0 {
            return Ok(());
        }
        (*ts).base.recursion_headroom += 1;
        let raised = crate::raise!(RecursionError, "Stack overflow (used {used} kB){context}");
        (*ts).base.recursion_headroom -= 1;
        Err(raised)
    }
}

/// How much native stack this thread may use, in bytes.
pub fn usable() -> usize {
    // SAFETY: attached.
    unsafe {
        let ts = tstate::current_impl();
        (*ts).c_stack_top.saturating_sub((*ts).c_stack_soft_limit)
    }
}

/// How far above the soft limit the native stack is, in units of the margin (`_Py_RecursionLimit_GetMargin`).
#[inline(always)]
pub fn margin() -> isize {
    // SAFETY: attached.
    unsafe {
        (tstate::stack_pointer() as isize - (*tstate::current_impl()).c_stack_soft_limit as isize)
            >> MARGIN_SHIFT
    }
}
