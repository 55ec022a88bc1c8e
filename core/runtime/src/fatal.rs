//! Fatal errors: what cannot be an exception ends the process, after saying where Python was (`Py_FatalError`).

use std::io::Write;

/// Prints the error and what is known of the interpreter and aborts. Never called twice: an error while reporting aborts at once.
pub fn error(function: Option<&str>, message: &str) -> ! {
    use core::sync::atomic::{AtomicBool, Ordering};
    static REPORTING: AtomicBool = AtomicBool::new(false);
    if !REPORTING.swap(true, Ordering::SeqCst) {
        // SAFETY: C streams may hold what the program wrote before.
        unsafe { libc::fflush(core::ptr::null_mut()) };
        let mut err = std::io::stderr();
        let _ = match function {
            Some(f) => writeln!(err, "Fatal Python error: {f}: {message}"),
            None => writeln!(err, "Fatal Python error: {message}"),
        };
        let _ = writeln!(err, "Python runtime state: {}", state());
        let _ = err.flush();
        let attached = !base::tstate::current_or_null().is_null();
        if attached && base::error::occurred() {
            objects::exceptions::print::print_current(base::Raised::ASSUMED);
        } else if !attached {
            let _ = writeln!(
                err,
                "\nCurrent thread 0x{:016x} [unknown] (most recent call first):\n  <no Python frame>",
                crate::pystate::thread_ident()
            );
        }
    }
    std::process::abort()
}

fn state() -> &'static str {
    if !crate::pystate::finalizing().is_null() {
        "finalizing"
    } else if crate::lifecycle::is_initialized() {
        "initialized"
    } else {
        "unknown"
    }
}
