//! `pythonrun.h`: compiling, and showing exceptions.

use core::ffi::{CStr, c_char, c_int};

use objects::exceptions;
use objects::prelude::*;
use runtime::compile::{self, Mode};

use crate::support::*;

/// `Py_single_input`, `Py_file_input`, `Py_eval_input`, `Py_func_type_input`.
pub(crate) fn mode(start: c_int) -> PyResult<Mode> {
    Ok(match start {
        256 => Mode::Interactive,
        257 => Mode::File,
        258 => Mode::Eval,
        345 => Mode::FunctionType,
        _ => return Err(raise!(ValueError, "invalid start argument")),
    })
}

/// A dict of globals with builtins in it.
pub(crate) fn globals_dict(globals: Option<&Object>) -> PyResult<&Dict> {
    let Some(d) = globals.and_then(|g| g.downcast::<Dict>()) else {
        return Err(raise!(SystemError, "globals must be a real dict"));
    };
    if d.get_str(id!(__builtins__))?.is_none() {
        d.set(id!(__builtins__), &runtime::frames::current_builtins())?;
    }
    Ok(d)
}

/// Compiles a C string.
pub(crate) unsafe fn compile_string(
    source: *const c_char,
    filename: &Str,
    start: c_int,
    flags: u32,
    optimize: c_int,
) -> PyResult {
    if source.is_null() {
        return Err(null_argument());
    }
    // SAFETY: the caller's contract.
    let source = unsafe { CStr::from_ptr(source) }.to_bytes();
    if flags & compiler::options::flags::ONLY_AST != 0 {
        let options = compile::options(flags, optimize, 14);
        let mut tree = compile::parse(source, filename, mode(start)?, &options)?;
        compile::optimize_ast(&mut tree, filename, &options)?;
        return runtime::ast_objects::to_object(&tree);
    }
    up(compile::compile_source(
        source,
        filename,
        mode(start)?,
        flags,
        optimize,
        flags & compiler::options::flags::IGNORE_COOKIE != 0,
    ))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_CompileString(
    source: *const c_char,
    filename: *const c_char,
    start: c_int,
) -> PyResult {
    attached("Py_CompileString");
    // SAFETY: the caller's contract.
    up(unsafe {
        let name = Str::decode_fs_default(bytes(filename, -1))?;
        compile_string(source, &name, start, 0, -1)
    })
}

/// Shows the current exception on `sys.stderr` and clears it. SystemExit ends the process.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Print() {
    attached("PyErr_Print");
    PyErr_PrintEx(1)
}

/// As `PyErr_Print`; with 0 `sys.last_exc` and kin are left alone.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_PrintEx(set_last: c_int) {
    attached("PyErr_PrintEx");
    {
        if !base::error::occurred() {
            return;
        }
        if exceptions::matches(&exceptions::types::SystemExit) {
            let code = runtime::run_main::report(Raised::ASSUMED);
            // SAFETY: ends the process; finalisation comes first.
            unsafe {
                runtime::lifecycle::finalize();
                libc::exit(code);
            }
        }
        let _ = set_last;
        exceptions::print::print_current(Raised::ASSUMED);
    }
}

/// Shows an exception, whatever is set.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Display(
    _class: Option<&Object>,
    value: Option<&Object>,
    traceback: Option<&Object>,
) {
    display(value, traceback)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_DisplayException(e: Option<&Object>) {
    display(e, None)
}

fn display(value: Option<&Object>, traceback: Option<&Object>) {
    let Some(value) = value else { return };
    let kept = base::error::take_current();
    let traceback = traceback.filter(|t| !is_none(t));
    if let Err(raised) = exceptions::print::display(value, traceback) {
        raised.clear();
    }
    base::error::restore(kept);
}
