//! `intrcheck.h`: around fork, and interrupts.

use core::ffi::c_int;

/// Before `fork`: the import lock is taken, `os.register_at_fork` functions run.
#[unsafe(no_mangle)]
pub extern "C" fn PyOS_BeforeFork() {
    stdlib::posix::process::before_fork()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_AfterFork_Parent() {
    stdlib::posix::process::after_fork_parent()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_AfterFork_Child() {
    stdlib::posix::process::after_fork_child()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_AfterFork() {
    stdlib::posix::process::after_fork_child()
}

/// 1 if SIGINT has come; it is taken then. Only on the main thread.
#[unsafe(no_mangle)]
pub extern "C" fn PyOS_InterruptOccurred() -> c_int {
    c_int::from(runtime::signals::is_main_thread() && runtime::signals::take(libc::SIGINT))
}
