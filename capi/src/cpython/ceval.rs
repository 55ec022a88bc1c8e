//! `cpython/ceval.h`: tracing, extra data of code, perf maps.

use core::ffi::{CStr, c_char, c_int, c_uint, c_void};

use layout::{Py_tracefunc, PyCodeObject, PyCompilerFlags, freefunc};
use objects::prelude::*;
use runtime::perf;

fn report(r: PyResult<()>, function: &str) {
    if r.is_err() {
        objects::exceptions::write_unraisable(
            format_args!("Exception ignored in {function}"),
            None,
        );
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_SetProfile(f: Option<Py_tracefunc>, o: Option<&Object>) {
    report(
        eval::monitor::legacy::set_profile(f, o),
        "PyEval_SetProfile",
    )
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_SetTrace(f: Option<Py_tracefunc>, o: Option<&Object>) {
    report(eval::monitor::legacy::set_trace(f, o), "PyEval_SetTrace")
}

/// As `PyEval_SetProfile`, for each thread of the interpreter.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_SetProfileAllThreads(f: Option<Py_tracefunc>, o: Option<&Object>) {
    runtime::interpreters::on_each_thread(|| {
        report(
            eval::monitor::legacy::set_profile(f, o),
            "PyEval_SetProfileAllThreads",
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_SetTraceAllThreads(f: Option<Py_tracefunc>, o: Option<&Object>) {
    runtime::interpreters::on_each_thread(|| {
        report(
            eval::monitor::legacy::set_trace(f, o),
            "PyEval_SetTraceAllThreads",
        )
    })
}

/// Adds the future features of the running code; 1 if any flag is set.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_MergeCompilerFlags(flags: *mut PyCompilerFlags) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let mut result = c_int::from((*flags).cf_flags != 0);
        let inherited = runtime::frames::inherited_future_flags();
        if inherited != 0 {
            result = 1;
            (*flags).cf_flags |= inherited as c_int;
        }
        result
    }
}

/// A place for extra data in code objects; -1 if all are taken.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Eval_RequestCodeExtraIndex(free: Option<freefunc>) -> isize {
    objects::code::extra::request_index(free).unwrap_or(-1)
}

/// Opens `/tmp/perf-PID.map`; 0, or -1 if it cannot be.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_PerfMapState_Init() -> c_int {
    if perf::map::open() { 0 } else { -1 }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_PerfMapState_Fini() {
    perf::map::close()
}

/// Adds a piece of machine code; 0, or -1 if the map cannot be opened.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_WritePerfMapEntry(
    address: *const c_void,
    size: c_uint,
    entry: *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    let entry = unsafe { CStr::from_ptr(entry) };
    if perf::map::write(address.addr(), size as usize, entry.to_bytes()) {
        0
    } else {
        -1
    }
}

/// Appends another process's map to ours; 0, or -1 if either cannot be had.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_CopyPerfMapFile(path: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    let path = unsafe { CStr::from_ptr(path) }.to_bytes();
    let path: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(path);
    if perf::map::append(std::path::Path::new(path)) {
        0
    } else {
        -1
    }
}

/// Gives a code object its trampoline before it runs, if trampolines are on. 0.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_PerfTrampoline_CompileCode(code: *mut PyCodeObject) -> c_int {
    // SAFETY: the caller's contract.
    perf::compile(unsafe { Code::from_raw(code) });
    0
}

/// Whether the children of a fork keep what their parent has written down. Gives the new setting.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_PerfTrampoline_SetPersistAfterFork(enable: c_int) -> c_int {
    perf::set_persist_after_fork(enable != 0);
    enable
}

/// A converter for `O&`: a slice index clipped to `Py_ssize_t`; None leaves the variable alone.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SliceIndex(o: Option<&Object>, out: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match crate::support::some(o).and_then(objects::slice::eval_index) {
            Ok(Some(i)) => {
                *out = i;
                1
            }
            Ok(None) => 1,
            Err(_) => 0,
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SliceIndexNotNone(o: Option<&Object>, out: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let Ok(o) = crate::support::some(o) else {
            return 0;
        };
        if !objects::abstract_::number::is_index(o) {
            let _raised = raise!(
                TypeError,
                "slice indices must be integers or have an __index__ method"
            );
            return 0;
        }
        match o.index_isize(true) {
            Ok(i) => {
                *out = i;
                1
            }
            Err(_) => 0,
        }
    }
}
