//! `pylifecycle.h`: initialisation, finalisation, the whole program, and what the library says of itself.

use core::ffi::{c_char, c_int};
use core::ptr::{null, null_mut};

use layout::{PyConfig, PyStatus, PyThreadState};
use libc::wchar_t;
use runtime::config::{defaults, early, interpreter, status};
use runtime::lifecycle::{self, subinterpreter};
use runtime::{run_main, version};

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
    if !status::is_exception(&s) {
        base::fatal::error(
            None,
            "Py_ExitStatusException() must not be called on success",
        );
    }
    // SAFETY: ends the process.
    unsafe { libc::exit(run_main::exit_status(&s)) }
}

type ExitFunction = unsafe extern "C" fn();

/// A constant of the library as a C string, made once.
fn constant(cell: &'static std::sync::OnceLock<std::ffi::CString>, text: &str) -> *const c_char {
    cell.get_or_init(|| std::ffi::CString::new(text).unwrap_or_default())
        .as_ptr()
}
static VERSION: std::sync::OnceLock<std::ffi::CString> = std::sync::OnceLock::new();
static BUILD: std::sync::OnceLock<std::ffi::CString> = std::sync::OnceLock::new();
static COMPILER: std::sync::OnceLock<std::ffi::CString> = std::sync::OnceLock::new();
static COPYRIGHT: std::sync::OnceLock<std::ffi::CString> = std::sync::OnceLock::new();

/// Where the paths of before `PyConfig` are kept: strings of the running configuration, which owns them.
fn configured(field: fn(&PyConfig) -> *mut wchar_t) -> *mut wchar_t {
    // SAFETY: a static word; an interpreter that runs has a configuration.
    unsafe {
        let interp = base::mem::_PyRuntime.interpreters.main;
        if interp.is_null() {
            return null_mut();
        }
        field(&(*interp).config)
    }
}
/// To be called at the very end; -1 if the table (of 32) is full.
#[unsafe(no_mangle)]
pub extern "C" fn Py_AtExit(f: ExitFunction) -> c_int {
    if lifecycle::at_exit(f) { 0 } else { -1 }
}

/// Finalises and ends the process.
#[unsafe(no_mangle)]
pub extern "C" fn Py_Exit(code: c_int) {
    {
        // SAFETY: attached with the main interpreter, by contract.
        unsafe {
            let failed = lifecycle::is_initialized() && lifecycle::finalize() < 0;
            libc::exit(if failed { 120 } else { code });
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetVersion() -> *const c_char {
    constant(&VERSION, version::full())
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetBuildInfo() -> *const c_char {
    constant(&BUILD, version::BUILD)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetCompiler() -> *const c_char {
    constant(&COMPILER, version::COMPILER)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetCopyright() -> *const c_char {
    constant(&COPYRIGHT, version::COPYRIGHT)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPlatform() -> *const c_char {
    c"linux".as_ptr()
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPrefix() -> *mut wchar_t {
    configured(|c| c.prefix)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetExecPrefix() -> *mut wchar_t {
    configured(|c| c.exec_prefix)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetProgramName() -> *mut wchar_t {
    or_early(configured(|c| c.program_name), early::program_name)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetProgramFullPath() -> *mut wchar_t {
    configured(|c| c.executable)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPythonHome() -> *mut wchar_t {
    or_early(configured(|c| c.home), early::home)
}

/// What the configuration has, or what was said before there is one.
fn or_early(text: *mut wchar_t, early: fn() -> *const wchar_t) -> *mut wchar_t {
    match text.is_null() {
        true => early().cast_mut(),
        false => text,
    }
}

/// `Py_GetPath`: the module search path joined by colons, made anew when asked for; the last one lives on.
fn joined_path() -> *mut wchar_t {
    static LAST: std::sync::Mutex<Vec<wchar_t>> = std::sync::Mutex::new(Vec::new());
    // SAFETY: a static word; the running configuration's list.
    unsafe {
        let interp = base::mem::_PyRuntime.interpreters.main;
        if interp.is_null() {
            return null_mut();
        }
        let parts: Vec<&[wchar_t]> =
            runtime::config::wide::items(&raw const (*interp).config.module_search_paths).collect();
        let mut text = parts.join(&(b':' as wchar_t));
        text.push(0);
        let mut last = LAST
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = text;
        last.as_mut_ptr()
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPath() -> *mut wchar_t {
    joined_path()
}

/// Before initialisation, as of old: the program's name and home for `Py_Initialize`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_SetProgramName(name: *const wchar_t) {
    // SAFETY: the caller's contract.
    unsafe { early::set_program_name(runtime::config::wide::slice(name)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_SetPythonHome(home: *const wchar_t) {
    // SAFETY: the caller's contract.
    unsafe { early::set_home(runtime::config::wide::slice(home)) }
}

/// Before initialisation: the module search path, joined by colons.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_SetPath(path: *const wchar_t) {
    // SAFETY: the caller's contract.
    unsafe { early::set_path(runtime::config::wide::slice(path)) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_getsig(signum: c_int) -> Handler {
    {
        // SAFETY: asks only.
        unsafe {
            let mut a: libc::sigaction = core::mem::zeroed();
            if libc::sigaction(signum, null(), &mut a) != 0 {
                return handler(libc::SIG_ERR);
            }
            handler(a.sa_sigaction)
        }
    }
}

/// The former handler.
#[unsafe(no_mangle)]
pub extern "C" fn PyOS_setsig(signum: c_int, new: Handler) -> Handler {
    {
        let old = PyOS_getsig(signum);
        let action = new.map_or(libc::SIG_DFL, |f| f as usize);
        if runtime::signals::set_action(signum, action) {
            old
        } else {
            handler(libc::SIG_ERR)
        }
    }
}

/// `PyOS_sighandler_t`; NULL is `SIG_DFL`.
pub type Handler = Option<unsafe extern "C" fn(c_int)>;

fn handler(action: usize) -> Handler {
    // SAFETY: `Option` of a function pointer is a word; what the system gave is one, or a small number that is only passed back.
    unsafe { core::mem::transmute::<usize, Handler>(action) }
}
/// A new interpreter that shares the GIL; its first thread state is the current one afterwards. NULL if it could not be made, and the
/// former state is current.
#[unsafe(no_mangle)]
pub extern "C" fn Py_NewInterpreter() -> *mut PyThreadState {
    let whence = layout::_PyInterpreterState_WHENCE_LEGACY_CAPI;
    // SAFETY: the calling thread is attached, or not at all.
    match unsafe { subinterpreter::new(&interpreter::LEGACY, whence) } {
        Ok(t) => t,
        Err(s) => {
            Py_ExitStatusException(s);
            null_mut()
        }
    }
}

/// Ends the interpreter of a thread state, which must be current and its last. No state is current afterwards.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_EndInterpreter(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { subinterpreter::end(t) }
}
