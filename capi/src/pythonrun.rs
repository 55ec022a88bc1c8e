//! `pythonrun.h`: running source text and showing exceptions.

use core::ffi::{CStr, c_char, c_int};

use layout::PyCompilerFlags;
use objects::prelude::*;
use runtime::compile::{self, Mode};
use runtime::{import, run_main};

/// Shows the current exception on `sys.stderr` and clears it. SystemExit ends the process.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Print() {
    if base::error::occurred() {
        objects::exceptions::print::print_current(Raised::ASSUMED);
    }
}

/// Runs statements in `__main__`. 0, or -1 after an exception was shown.
///
/// # Safety
/// `command` is a C string; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleStringFlags(
    command: *const c_char,
    _flags: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    let source = unsafe { CStr::from_ptr(command) }.to_bytes();
    let run = || -> PyResult<()> {
        let main = import::add_module(id!(__main__))?;
        let Some(m) = main.downcast::<Module>() else {
            return Ok(());
        };
        let code = compile::compile_source(source, interned!("<string>"), Mode::File, 0, -1, true)?;
        runtime::frames::eval_code(&code, m.dict(), m.dict())?;
        Ok(())
    };
    match run() {
        Ok(()) => 0,
        Err(raised) => {
            run_main::report(raised);
            -1
        }
    }
}

/// # Safety
/// As `PyRun_SimpleStringFlags`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleString(command: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { PyRun_SimpleStringFlags(command, core::ptr::null_mut()) }
}
