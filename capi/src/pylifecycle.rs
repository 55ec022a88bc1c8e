//! `pylifecycle.h`: initialisation, finalisation, the whole program.

use core::ffi::{c_char, c_int};

use layout::{PyConfig, PyStatus};
use libc::wchar_t;
use runtime::config::{defaults, status};
use runtime::{lifecycle, run_main};

/// Runs the interpreter as the `python` command does, with bytes of the command line. Gives the exit status.
///
/// # Safety
/// `argv` holds `argc` C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_BytesMain(argc: c_int, argv: *mut *mut c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { run_main::bytes_main(argc, argv.cast_const().cast()) }
}

/// As `Py_BytesMain`, with wide strings.
///
/// # Safety
/// `argv` holds `argc` wide C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_Main(argc: c_int, argv: *mut *mut wchar_t) -> c_int {
    // SAFETY: the caller's contract.
    let args: Vec<Vec<wchar_t>> = (0..argc.max(0) as usize)
        .map(|i| unsafe { runtime::config::wide::slice(*argv.add(i)) }.to_vec())
        .collect();
    run_main::main(&args)
}

/// Runs what the configuration names, finalises, gives the exit status.
#[unsafe(no_mangle)]
pub extern "C" fn Py_RunMain() -> c_int {
    run_main::run_main()
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_IsInitialized() -> c_int {
    c_int::from(lifecycle::is_initialized())
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_IsFinalizing() -> c_int {
    c_int::from(!runtime::pystate::finalizing().is_null())
}

/// Initialises with a configuration (copied).
///
/// # Safety
/// `config` was initialised by a `PyConfig_Init*` function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_InitializeFromConfig(config: *const PyConfig) -> PyStatus {
    if config.is_null() {
        return status::error(c"Py_InitializeFromConfig", c"initialization config is NULL");
    }
    // SAFETY: the caller's contract.
    unsafe { lifecycle::initialize(config) }
}

/// Initialises with defaults; without signal handlers if `initsigs` is 0. A failure ends the process.
#[unsafe(no_mangle)]
pub extern "C" fn Py_InitializeEx(initsigs: c_int) {
    // SAFETY: a configuration of our own.
    unsafe {
        let mut c = core::mem::MaybeUninit::<PyConfig>::uninit();
        defaults::init_compat(c.as_mut_ptr());
        (*c.as_mut_ptr()).install_signal_handlers = initsigs;
        let s = lifecycle::initialize(c.as_ptr());
        defaults::clear(c.as_mut_ptr());
        if status::is_exception(&s) {
            libc::exit(run_main::exit_status(&s));
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_Initialize() {
    Py_InitializeEx(1);
}

/// Finalises; -1 if buffered output could not be written.
///
/// # Safety
/// Attached with the main interpreter.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_FinalizeEx() -> c_int {
    // SAFETY: the caller's contract.
    unsafe { lifecycle::finalize() }
}

/// # Safety
/// As `Py_FinalizeEx`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_Finalize() {
    // SAFETY: the caller's contract.
    unsafe { lifecycle::finalize() };
}

/// Ends the process as an error status asks: prints it, or exits with its code.
#[unsafe(no_mangle)]
pub extern "C" fn Py_ExitStatusException(s: PyStatus) {
    // SAFETY: ends the process.
    unsafe { libc::exit(run_main::exit_status(&s)) }
}
