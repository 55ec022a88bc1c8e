//! `cpython/pylifecycle.h`, and what `internal/pycore_pylifecycle.h` exports: pre-initialisation by arguments, functions at the end.

use core::ffi::{c_char, c_int, c_void};

use layout::{
    PyInterpreterConfig, PyInterpreterState, PyPreConfig, PyStatus, PyThreadState, atexit_callback,
    atexit_datacallbackfunc,
};
use libc::wchar_t;
use objects::prelude::*;
use runtime::config::{preconfig, status, wide};
use runtime::lifecycle::subinterpreter;

use crate::support::*;

/// Called with its data when the interpreter ends, after Python's own functions. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_AtExit(
    interp: *mut PyInterpreterState,
    f: atexit_datacallbackfunc,
    data: *mut c_void,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let c = base::mem::alloc(base::mem::Domain::Mem, size_of::<atexit_callback>())
                    .cast::<atexit_callback>();
                if c.is_null() {
                    return Err(objects::exceptions::no_memory());
                }
                c.write(atexit_callback {
                    func: Some(f),
                    data,
                    next: (*interp).atexit.ll_callbacks,
                });
                (*interp).atexit.ll_callbacks = c;
                Ok(())
            }
        }
    })
}

/// Is the stream a terminal, or (with `-i`) to be treated as one?
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_FdIsInteractive(file: *mut libc::FILE, name: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if libc::isatty(libc::fileno(file)) != 0 {
                return 1;
            }
            let t = base::tstate::current_or_null();
            if t.is_null() || (*(*t).interp).config.interactive == 0 {
                return 0;
            }
            c_int::from(name.is_null() || matches!(lossy(name).as_deref(), Some("<stdin>" | "???")))
        }
    }
}

/// Pre-initialises as the configuration says, and as the options among the arguments do (`-X utf8`, `-E`, `-I`), if it lets them.
///
/// # Safety
/// `config` is NULL (an error) or initialised, `argv` holds `argc` C strings; no other thread uses the runtime.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_PreInitializeFromBytesArgs(
    config: *const PyPreConfig,
    argc: isize,
    argv: *const *mut c_char,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let text = |i| wide::decode(bytes(*argv.add(i), -1));
        let argv: Vec<_> = (0..argc.max(0) as usize).map(text).collect();
        pre_initialize(config, &argv)
    }
}

/// As `Py_PreInitializeFromBytesArgs`.
///
/// # Safety
/// As `Py_PreInitializeFromBytesArgs`, with wide C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_PreInitializeFromArgs(
    config: *const PyPreConfig,
    argc: isize,
    argv: *const *mut wchar_t,
) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let text = |i| wide::slice(*argv.add(i)).to_vec();
        let argv: Vec<_> = (0..argc.max(0) as usize).map(text).collect();
        pre_initialize(config, &argv)
    }
}

/// # Safety
/// As `Py_PreInitialize`.
pub(crate) unsafe fn pre_initialize(config: *const PyPreConfig, argv: &[Vec<wchar_t>]) -> PyStatus {
    // SAFETY: the caller's contract.
    match unsafe { config.as_ref() } {
        // SAFETY: the caller's contract.
        Some(config) => unsafe { preconfig::preinitialize(config, argv) },
        None => status::error(
            c"_Py_PreInitializeFromPyArgv",
            c"preinitialization config is NULL",
        ),
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_IsInterpreterFinalizing(interp: *mut PyInterpreterState) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let by = core::sync::atomic::AtomicPtr::from_ptr(&raw mut (*interp)._finalizing)
                .load(core::sync::atomic::Ordering::Acquire);
            c_int::from(!by.is_null() || !runtime::pystate::finalizing().is_null())
        }
    }
}

/// `setlocale` to what the environment says.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_SetLocaleFromEnv(category: c_int) -> *mut c_char {
    {
        // SAFETY: a C string.
        unsafe { libc::setlocale(category, c"".as_ptr()) }
    }
}

/// Random bytes without waiting for entropy. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyOS_URandomNonblock(p: *mut c_void, n: isize) -> Status {
    run(|| {
        if n < 0 {
            return Err(raise!(ValueError, "negative argument not allowed"));
        }
        // SAFETY: the caller's contract.
        unsafe {
            {
                if libc::getrandom(p, n.max(0) as usize, libc::GRND_NONBLOCK) == n {
                    return Ok(());
                }
                Err(objects::exceptions::os_error(
                    *libc::__errno_location(),
                    None,
                ))
            }
        }
    })
}

/// A new interpreter as the configuration wants it; `*t`, its first thread state, is the current one afterwards. On failure an error
/// status and NULL, and the former state is current.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_NewInterpreterFromConfig(
    t: *mut *mut PyThreadState,
    config: *const PyInterpreterConfig,
) -> PyStatus {
    let whence = layout::_PyInterpreterState_WHENCE_CAPI;
    // SAFETY: the caller's contract.
    unsafe {
        *t = core::ptr::null_mut();
        match subinterpreter::new(&*config, whence) {
            Ok(new) => {
                *t = new;
                status::ok()
            }
            Err(s) => s,
        }
    }
}

/// `main` of a program that has its modules frozen in: runs the frozen `__main__`; the exit status.
///
/// # Safety
/// `argv` holds `argc` C strings; Python is not initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_FrozenMain(argc: c_int, argv: *mut *mut c_char) -> c_int {
    use crate::initconfig::{PyConfig_Clear, PyConfig_InitPythonConfig, PyConfig_SetBytesArgv};
    unsafe extern "C" {
        static mut stdin: *mut libc::FILE;
    }
    // SAFETY: the caller's contract; a configuration of our own.
    unsafe {
        let mut config = core::mem::MaybeUninit::<layout::PyConfig>::zeroed();
        let config = config.as_mut_ptr();
        PyConfig_InitPythonConfig(config);
        (*config).pathconfig_warnings = 0;
        (*config).parse_argv = 0;
        let mut s = PyConfig_SetBytesArgv(config, argc as isize, argv.cast_const().cast());
        if !runtime::config::status::is_exception(&s) {
            s = crate::pylifecycle::Py_InitializeFromConfig(config);
        }
        PyConfig_Clear(config);
        if runtime::config::status::is_exception(&s) {
            crate::pylifecycle::Py_ExitStatusException(s);
        }
        let mut exit = match crate::import::PyImport_ImportFrozenModule(c"__main__".as_ptr()) {
            0 => base::fatal::error(Some("Py_FrozenMain"), "the __main__ module is not frozen"),
            n if n < 0 => {
                crate::pythonrun::PyErr_Print();
                1
            }
            _ => 0,
        };
        let inspect = std::env::var_os("PYTHONINSPECT").is_some_and(|v| !v.is_empty());
        if inspect && libc::isatty(0) != 0 {
            let code = crate::cpython::pythonrun::PyRun_AnyFile(stdin, c"<stdin>".as_ptr());
            exit = c_int::from(code != 0);
        }
        if crate::pylifecycle::Py_FinalizeEx() < 0 {
            exit = 120;
        }
        exit
    }
}
