//! The current thread state, in one instruction: an initial-exec thread-local pointer.
//!
//! `thread_local!` would cost a call in a shared library; the recipe here is stable inline assembly on x86-64 and
//! aarch64 falls back to `thread_local!`. One pointer is all of the static TLS that we take, so `dlopen` works.

use layout::{_PyThreadStateImpl, PyInterpreterState, PyThreadState};

#[cfg(target_arch = "x86_64")]
core::arch::global_asm!(
    ".pushsection .tbss.libpython_tstate,\"awT\",@nobits",
    ".globl libpython_current_tstate",
    ".hidden libpython_current_tstate",
    ".type libpython_current_tstate,@object",
    ".size libpython_current_tstate,8",
    ".p2align 3",
    "libpython_current_tstate:",
    ".zero 8",
    ".popsection",
);

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn slot_offset() -> isize {
    let offset: isize;
    // SAFETY: loads the link-time offset of our own thread-local from the GOT.
    unsafe {
        core::arch::asm!("mov {0}, qword ptr [rip + libpython_current_tstate@GOTTPOFF]", out(reg) offset,
            options(pure, readonly, nostack, preserves_flags));
    }
    offset
}

/// The current thread state, or NULL if the thread is not attached.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub fn current_or_null() -> *mut PyThreadState {
    let value: *mut PyThreadState;
    // SAFETY: reads our own thread-local word. Not `pure`: it changes when a thread detaches and attaches.
    unsafe {
        core::arch::asm!("mov {0}, qword ptr fs:[{1}]", out(reg) value, in(reg) slot_offset(),
            options(readonly, nostack, preserves_flags));
    }
    value
}

/// Makes `tstate` (or nothing) the thread's current one. Only attach and detach in `runtime` call this.
///
/// # Safety
/// `tstate` is NULL or a live thread state that no other thread uses.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub unsafe fn set_current(tstate: *mut PyThreadState) {
    // SAFETY: writes our own thread-local word.
    unsafe {
        core::arch::asm!("mov qword ptr fs:[{1}], {0}", in(reg) tstate, in(reg) slot_offset(),
            options(nostack, preserves_flags));
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod portable {
    use super::*;
    use core::cell::Cell;
    std::thread_local!(static CURRENT: Cell<*mut PyThreadState> = const { Cell::new(core::ptr::null_mut()) });
    #[inline(always)]
    pub fn current_or_null() -> *mut PyThreadState {
        CURRENT.with(Cell::get)
    }
    /// # Safety
    /// `tstate` is NULL or a live thread state that no other thread uses.
    #[inline(always)]
    pub unsafe fn set_current(tstate: *mut PyThreadState) {
        CURRENT.with(|c| c.set(tstate));
    }
}
#[cfg(not(target_arch = "x86_64"))]
pub use portable::{current_or_null, set_current};

/// The current thread state. The thread must be attached: internal code runs only so, and the exported functions
/// that may be called without one check first.
#[inline(always)]
pub fn current() -> *mut PyThreadState {
    let tstate = current_or_null();
    debug_assert!(!tstate.is_null(), "called without a thread state");
    tstate
}

/// The current thread state with the private fields that follow the public struct.
#[inline(always)]
pub fn current_impl() -> *mut _PyThreadStateImpl {
    current().cast()
}

/// The current interpreter.
#[inline(always)]
pub fn interp() -> *mut PyInterpreterState {
    // SAFETY: attached.
    unsafe { (*current()).interp }
}

/// The thread's own address as `_Py_ThreadId` gives it (owner field of biased reference counts).
#[inline(always)]
pub fn thread_pointer() -> usize {
    let value: usize;
    #[cfg(target_arch = "x86_64")]
    // SAFETY: `fs:0` holds the thread pointer in the SysV ABI.
    unsafe {
        core::arch::asm!("mov {0}, qword ptr fs:[0]", out(reg) value, options(pure, readonly, nostack, preserves_flags));
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: reads the thread pointer register.
    unsafe {
        core::arch::asm!("mrs {0}, tpidr_el0", out(reg) value, options(pure, readonly, nostack, preserves_flags));
    }
    value
}

/// The native stack pointer, near enough for stack-limit checks.
#[inline(always)]
pub fn stack_pointer() -> usize {
    let value: usize;
    #[cfg(target_arch = "x86_64")]
    // SAFETY: reads a register.
    unsafe {
        core::arch::asm!("mov {0}, rsp", out(reg) value, options(nomem, nostack, preserves_flags));
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: reads a register.
    unsafe {
        core::arch::asm!("mov {0}, sp", out(reg) value, options(nomem, nostack, preserves_flags));
    }
    value
}

/// Is the native stack below its soft limit (`_Py_ReachedRecursionLimit`)?
#[inline(always)]
pub fn stack_exhausted() -> bool {
    // SAFETY: attached.
    stack_pointer() < unsafe { (*current_impl()).c_stack_soft_limit }
}
