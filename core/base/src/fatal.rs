//! The end of the process where going on would be worse (`Py_FatalError`).

use crate::mem::_PyRuntime;

/// Writes `Fatal Python error: function: message` and the runtime's state to stderr, and aborts.
#[cold]
pub fn error(function: Option<&str>, message: &str) -> ! {
    // SAFETY: static words, read only.
    let state = unsafe {
        let r = &raw const _PyRuntime;
        let finalizing = !(*r)._finalizing.is_null();
        match () {
            () if finalizing => {
                "finalizing (tstate=".to_owned() + &format!("{:p})", (*r)._finalizing)
            }
            () if (*r).initialized != 0 => "initialized".to_owned(),
            () if (*r).core_initialized != 0 => "core initialized".to_owned(),
            () if (*r).preinitialized != 0 => "preinitialized".to_owned(),
            () if (*r).preinitializing != 0 => "preinitializing".to_owned(),
            () => "unknown".to_owned(),
        }
    };
    match function {
        Some(f) => eprintln!("Fatal Python error: {f}: {message}"),
        None => eprintln!("Fatal Python error: {message}"),
    }
    eprintln!("Python runtime state: {state}");
    // SAFETY: the process ends.
    unsafe { crate::upcalls::dump_stacks() };
    std::process::abort()
}
