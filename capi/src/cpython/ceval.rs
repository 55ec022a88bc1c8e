//! `cpython/ceval.h`: tracing, extra data of code, perf maps.

use core::ffi::{CStr, c_char, c_int, c_uint, c_void};

use layout::{Py_tracefunc, PyCodeObject, PyCompilerFlags, freefunc};
use objects::prelude::*;

use crate::support::*;

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
        {
            let mut result = c_int::from((*flags).cf_flags != 0);
            let inherited = runtime::frames::inherited_future_flags();
            if inherited != 0 {
                result = 1;
                (*flags).cf_flags |= inherited as c_int;
            }
            result
        }
    }
}

/// A place for extra data in code objects; -1 if all are taken.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Eval_RequestCodeExtraIndex(free: Option<freefunc>) -> isize {
    {
        // SAFETY: attached.
        unsafe {
            let interp = base::tstate::interp();
            let i = (*interp).co_extra_user_count;
            if i == layout::MAX_CO_EXTRA_USERS as isize - 1 {
                return -1;
            }
            (*interp).co_extra_user_count += 1;
            (*interp).co_extra_freefuncs[i as usize] = free;
            i
        }
    }
}

use std::sync::Mutex;

/// The perf map of this process, `/tmp/perf-PID.map`, once somebody writes to it.
static PERF_MAP: Mutex<Option<std::fs::File>> = Mutex::new(None);

fn perf_map() -> std::sync::MutexGuard<'static, Option<std::fs::File>> {
    PERF_MAP
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn open_perf_map(map: &mut Option<std::fs::File>) -> c_int {
    use std::os::unix::fs::OpenOptionsExt;
    if map.is_some() {
        return 0;
    }
    let path = format!("/tmp/perf-{}.map", std::process::id());
    let file = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .custom_flags(libc::O_NOFOLLOW)
        .mode(0o600)
        .open(path);
    match file {
        Ok(f) => {
            *map = Some(f);
            0
        }
        Err(_) => -1,
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_PerfMapState_Init() -> c_int {
    open_perf_map(&mut perf_map())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_PerfMapState_Fini() {
    *perf_map() = None
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
    unsafe {
        {
            use std::io::Write;
            let mut map = perf_map();
            if open_perf_map(&mut map) != 0 {
                return -1;
            }
            if let Some(f) = map.as_mut() {
                let line = format!(
                    "{:x} {size:x} {}\n",
                    address as usize,
                    lossy(entry).unwrap_or_default()
                );
                let _written = f.write_all(line.as_bytes());
            }
            0
        }
    }
}

/// Appends another process's map to ours.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_CopyPerfMapFile(path: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            use std::io::Write;
            let path = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(
                CStr::from_ptr(path).to_bytes(),
            );
            let mut map = perf_map();
            if open_perf_map(&mut map) != 0 {
                return -1;
            }
            let (Ok(data), Some(f)) = (std::fs::read(path), map.as_mut()) else {
                return -1;
            };
            if f.write_all(&data).is_ok() { 0 } else { -1 }
        }
    }
}

/// 0: there are no trampolines to compile.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_PerfTrampoline_CompileCode(_code: *mut PyCodeObject) -> c_int {
    0
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_PerfTrampoline_SetPersistAfterFork(_enable: c_int) -> c_int {
    0
}

/// A converter for `O&`: a slice index clipped to `Py_ssize_t`; None leaves the variable alone.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SliceIndex(o: &Object, out: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            match objects::slice::eval_index(o) {
                Ok(Some(i)) => {
                    *out = i;
                    1
                }
                Ok(None) => 1,
                Err(_) => 0,
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SliceIndexNotNone(o: &Object, out: *mut isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
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
}
