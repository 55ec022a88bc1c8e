//! `Py_RunMain`: runs what the configuration names, then the prompt if asked, and gives the exit status.

use std::os::unix::ffi::OsStrExt;

use base::tstate;
use layout::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

use crate::config::{self, status, wide};
use crate::{compile, import, lifecycle, sys};

/// `Py_BytesMain`.
///
/// # Safety
/// `argv` holds `argc` C strings.
pub unsafe fn bytes_main(argc: i32, argv: *const *const core::ffi::c_char) -> i32 {
    let decoded = |decode: fn(&[u8]) -> Vec<libc::wchar_t>| -> Vec<Vec<libc::wchar_t>> {
        // SAFETY: the caller's contract.
        let bytes = |i| unsafe { core::ffi::CStr::from_ptr(*argv.add(i)) }.to_bytes();
        (0..argc.max(0) as usize)
            .map(|i| decode(bytes(i)))
            .collect()
    };
    // In which encoding the arguments are, the options among them say, too.
    let again = || config::locale::is_ascii().then(|| decoded(wide::decode_ascii));
    run_program(&decoded(wide::decode), again)
}

/// The whole program: initialise, run, finalise.
pub fn main(args: &[Vec<libc::wchar_t>]) -> i32 {
    run_program(args, || None)
}

/// `again` gives the arguments anew, should they read otherwise once the locale is set and UTF-8 mode decided.
fn run_program(
    args: &[Vec<libc::wchar_t>],
    again: impl FnOnce() -> Option<Vec<Vec<libc::wchar_t>>>,
) -> i32 {
    // SAFETY: the configuration is ours; this is the process' first use of the runtime.
    unsafe {
        let pre = config::preconfig::init_python();
        let s = config::preconfig::preinitialize(&pre, args);
        if status::is_exception(&s) {
            return exit_status(&s);
        }
        let mut c = core::mem::MaybeUninit::<PyConfig>::uninit();
        config::defaults::init_python(c.as_mut_ptr());
        let c = c.as_mut_ptr();
        let again = again();
        for a in again.as_deref().unwrap_or(args) {
            let s = wide::append(&raw mut (*c).argv, a);
            if status::is_exception(&s) {
                return exit_status(&s);
            }
        }
        let s = lifecycle::initialize(c);
        config::defaults::clear(c);
        if status::is_exception(&s) {
            return exit_status(&s);
        }
        run_main()
    }
}

/// What `Py_ExitStatusException` does, as a status: prints an error.
pub fn exit_status(s: &PyStatus) -> i32 {
    if status::is_exit(s) {
        return s.exitcode;
    }
    // SAFETY: error statuses hold static C strings or NULL.
    unsafe {
        let text = |p: *const core::ffi::c_char| {
            if p.is_null() {
                String::new()
            } else {
                core::ffi::CStr::from_ptr(p).to_string_lossy().into_owned()
            }
        };
        if s.func.is_null() {
            crate::complain!("Fatal Python error: {}", text(s.err_msg));
        } else {
            crate::complain!("Fatal Python error: {}: {}", text(s.func), text(s.err_msg));
        }
        let runtime = &raw const base::mem::_PyRuntime;
        let state = if lifecycle::is_initialized() {
            "initialized"
        } else if (*runtime).core_initialized != 0 {
            "core initialized"
        } else if (*runtime).preinitialized != 0 {
            "preinitialized"
        } else if (*runtime).preinitializing != 0 {
            "preinitializing"
        } else {
            "unknown"
        };
        crate::complain!("Python runtime state: {state}");
        let t = tstate::current_or_null();
        if t.is_null() {
            crate::complain!();
        } else {
            if let Some(e) = Raised::ASSUMED.take() {
                exceptions::print::native(&e);
            }
            let out = crate::dump::Out(2);
            out.put("\n");
            crate::dump::thread_header(out, t, true);
            crate::dump::frames(out, t);
        }
    }
    1
}

/// `Py_RunMain`: the runtime is initialised, and is finalised on return.
pub fn run_main() -> i32 {
    let mut code = run_python();
    // SAFETY: attached with the main interpreter.
    if unsafe { lifecycle::finalize() } < 0 {
        code = 120;
    }
    if INTERRUPTED.load(core::sync::atomic::Ordering::Relaxed) {
        // die as a program without handlers would, so that shells see it
        crate::signals::set_action(libc::SIGINT, libc::SIG_DFL);
        // SAFETY: no preconditions.
        unsafe { libc::kill(libc::getpid(), libc::SIGINT) };
        return 130;
    }
    code
}

static INTERRUPTED: core::sync::atomic::AtomicBool = core::sync::atomic::AtomicBool::new(false);

fn run_python() -> i32 {
    let interp = tstate::interp();
    // SAFETY: attached; the configuration does not change any more. Debuggers begin with the thread that is named main.
    unsafe {
        if let Err(raised) = crate::interpreters::set_running_main(interp) {
            return report(raised);
        }
        let code = run_and_report(&(*interp).config);
        (*interp).threads.main = core::ptr::null_mut();
        code
    }
}

fn run_and_report(c: &PyConfig) -> i32 {
    let result = run_configured(c);
    let mut code = match result {
        Ok(()) => 0,
        Err(Exit::Status(n)) => n,
        Err(Exit::Raised(raised)) => report(raised),
    };
    // -i, or PYTHONINSPECT set by the program itself
    let inspect = inspects()
        || c.use_environment != 0
            && std::env::var_os("PYTHONINSPECT").is_some_and(|v| !v.is_empty());
    if inspect && stdin_is_interactive(c) {
        set_inspect(false);
        code = match interactive_hook().and_then(|()| repl(c, false)) {
            Ok(()) => 0,
            Err(raised) => report(raised),
        };
    }
    code
}

/// Does an exit lead to the prompt (`-i`)? The prompt itself clears it.
fn inspects() -> bool {
    // SAFETY: attached; a word of the configuration.
    unsafe { (*tstate::interp()).config.inspect != 0 }
}

fn set_inspect(on: bool) {
    // SAFETY: attached; a word of the configuration.
    unsafe { (*tstate::interp()).config.inspect = on.into() }
}

fn stdin_is_interactive(c: &PyConfig) -> bool {
    // SAFETY: asks only.
    c.interactive != 0 || unsafe { libc::isatty(0) } == 1
}

enum Exit {
    Status(i32),
    Raised(Raised),
}

impl From<Raised> for Exit {
    fn from(r: Raised) -> Exit {
        Exit::Raised(r)
    }
}

fn run_configured(c: &PyConfig) -> Result<(), Exit> {
    let main = import::add_module(id!(__main__))?;
    // SAFETY: configuration strings are terminated.
    let (command, module, filename) = unsafe {
        (
            wide::slice(c.run_command),
            wide::slice(c.run_module),
            wide::to_os(c.run_filename),
        )
    };
    let main_dict = match main.downcast::<Module>() {
        Some(m) => m.dict().to_ref(),
        None => return Err(Exit::Status(1)),
    };
    if !c.run_filename.is_null() {
        // a directory or zip file with a __main__ module goes onto sys.path and is run as a package
        let path = std::path::Path::new(&filename);
        if path.is_dir() || is_zip(path) {
            prepend_path(&*Str::decode_fs_default(filename.as_bytes())?)?;
            return Ok(run_module("__main__", false)?);
        }
    }
    if c.safe_path == 0 {
        compute_path0(c)?;
    }
    if !c.run_command.is_null() {
        return run_command(command, &main_dict);
    }
    if !c.run_module.is_null() {
        let name: Vec<u32> = module.iter().map(|&c| c as u32).collect();
        let name = Str::from_code_points(&name)?;
        return Ok(run_module(&name.to_string_lossy(), true)?);
    }
    if !c.run_filename.is_null() {
        return run_file(c, &filename, &main_dict);
    }
    run_stdin(c, &main_dict)
}

/// `-c`: the text is kept for tracebacks.
fn run_command(command: &[libc::wchar_t], main_dict: &Dict) -> Result<(), Exit> {
    let source: Vec<u32> = command.iter().map(|&c| c as u32).collect();
    let source = Str::from_code_points(&source)?;
    crate::audit::audit("cpython.run_command", || Tuple::from_slice(&[&source]))?;
    let source = dedent(source)?;
    if let Err(raised) = source.as_utf8() {
        crate::complain!("Unable to decode the command from the command line:");
        return Err(Exit::Raised(raised));
    }
    let code = compile::compile_source(
        &source.to_wtf8()?,
        interned!("<string>"),
        compile::Mode::File,
        0,
        -1,
        true,
    )?;
    remember_source(&code, &source, interned!("<string>"))?;
    crate::frames::run_code(&code, main_dict, main_dict)?;
    Ok(())
}

/// The command without the indentation that all its lines share, as `textwrap.dedent` has it.
fn dedent(source: Ref<Str>) -> PyResult<Ref<Str>> {
    let text = source.to_wtf8()?;
    let blank = |line: &[u8]| line.iter().all(|b| b" \t\r".contains(b));
    let mut margin: Option<&[u8]> = None;
    for line in text.split(|&b| b == b'\n').filter(|l| !blank(l)) {
        let n = line.iter().take_while(|b| b" \t".contains(b)).count();
        margin = Some(match margin {
            None => &line[..n],
            Some(m) => {
                let same = m.iter().zip(&line[..n]).take_while(|(a, b)| a == b).count();
                &m[..same]
            }
        });
    }
    let cut = margin.map_or(0, <[u8]>::len);
    if cut == 0 {
        return Ok(source);
    }
    let mut out = Vec::with_capacity(text.len());
    for (i, line) in text.split(|&b| b == b'\n').enumerate() {
        if i > 0 {
            out.push(b'\n');
        }
        if !blank(line) {
            out.extend_from_slice(&line[cut..]);
        }
    }
    Str::from_wtf8(&out)
}

/// Gives `linecache` the source of code that lies in no file, so that tracebacks can show it.
pub fn remember_source(code: &Code, source: &Str, name: &Str) -> PyResult<()> {
    let register = import::import_attr("linecache", interned!("_register_code"))?;
    if register.is_callable() {
        register.call(&[code, source, name])?;
    }
    Ok(())
}

/// The program from stdin: the prompt, if somebody sits there.
fn run_stdin(c: &PyConfig, main_dict: &Dict) -> Result<(), Exit> {
    let interactive = stdin_is_interactive(c);
    if interactive {
        set_inspect(false);
        header(c)?;
        crate::prompt::run_startup(main_dict)?;
        interactive_hook()?;
    }
    crate::audit::audit("cpython.run_stdin", || Ok(Tuple::empty().to_ref()))?;
    if interactive {
        return Ok(repl(c, true)?);
    }
    let mut source = Vec::new();
    use std::io::Read;
    if crate::pystate::allow_threads(|| std::io::stdin().lock().read_to_end(&mut source)).is_err() {
        return Err(Exit::Status(1));
    }
    let name = Str::from_str("<stdin>")?;
    with_file(main_dict, &name, || {
        let code = compile::compile_file(&source, &name, compile::Mode::File, 0)?;
        Ok(run_file_code(&code, main_dict)?)
    })
}

/// Runs with `__file__` and `__cached__` in the main module. They are gone when the program has ended, but not before its error was told, and not where
/// SystemExit ended it.
fn with_file(
    main_dict: &Dict,
    name: &Str,
    run: impl FnOnce() -> Result<(), Exit>,
) -> Result<(), Exit> {
    let cached = interned!("__cached__");
    main_dict.set(id!(__file__), name)?;
    main_dict.set(cached, none())?;
    let result = match run() {
        Err(Exit::Raised(raised)) if inspects() || !exceptions::matches(&types::SystemExit) => {
            Err(Exit::Status(report(raised)))
        }
        Err(exit @ Exit::Raised(_)) => return Err(exit),
        other => other,
    };
    // The key is made anew, as ever there: a program that has used up the memory hears of it here.
    let key = Str::from_str("__file__");
    if let Err(raised) = key.and_then(|k| main_dict.discard(&k)) {
        crate::complain!("python: failed to delete __main__.__file__");
        return Err(Exit::Status(report(raised)));
    }
    main_dict.discard(cached)?;
    result
}

/// Runs what a file holds. Its output is flushed, so that it stands before the traceback.
fn run_file_code(code: &Code, main_dict: &Dict) -> PyResult<()> {
    let result = crate::frames::run_code(code, main_dict, main_dict);
    crate::stdio::flush_quietly();
    result.map(drop)
}

fn is_zip(path: &std::path::Path) -> bool {
    use std::io::{Read, Seek, SeekFrom};
    let Ok(mut f) = std::fs::File::open(path) else {
        return false;
    };
    let mut start = [0u8; 4];
    if f.read_exact(&mut start).is_ok() && &start == b"PK\x03\x04" {
        return true;
    }
    // a zip file may follow a script: its end record is in the last 22 bytes or a little more
    let Ok(end) = f.seek(SeekFrom::End(0)) else {
        return false;
    };
    let from = end.saturating_sub(22);
    let mut tail = Vec::new();
    f.seek(SeekFrom::Start(from)).is_ok()
        && f.read_to_end(&mut tail).is_ok()
        && tail.starts_with(b"PK\x05\x06")
}

/// The first entry of `sys.path`, as the arguments say.
fn compute_path0(c: &PyConfig) -> PyResult<()> {
    // SAFETY: the configuration's own list.
    let first = unsafe { wide::items(&raw const c.argv) }.next();
    let Some(directory) = first.and_then(config::files::script_directory) else {
        return Ok(());
    };
    prepend_path(&*Str::decode_fs_default(&wide::encode(&directory))?)
}

/// Puts a first entry onto `sys.path`, which other interpreters will have, too.
fn prepend_path(first: &Str) -> PyResult<()> {
    let bytes = first.encode_fs_default()?;
    // SAFETY: attached; the configuration owns its string.
    let status = unsafe {
        let slot = &raw mut (*tstate::interp()).config.sys_path_0;
        wide::set(slot, Some(&wide::decode(bytes.as_slice())))
    };
    if status::is_exception(&status) {
        return Err(objects::exceptions::no_memory());
    }
    sys::prepend_path(first)
}

fn run_module(name: &str, set_argv0: bool) -> PyResult<()> {
    objects::audit!("cpython.run_module", name)?;
    let runpy = import::import("runpy")?;
    let run = runpy.get_attr(interned!("_run_module_as_main"))?;
    run.call(&[&*Str::from_str(name)?, py_bool(set_argv0)])?;
    Ok(())
}

fn run_file(c: &PyConfig, filename: &std::ffi::OsStr, main_dict: &Dict) -> Result<(), Exit> {
    let name = Str::decode_fs_default(filename.as_bytes())?;
    crate::audit::audit("cpython.run_file", || Tuple::from_slice(&[&name]))?;
    let cannot = |error: std::io::Error| {
        // SAFETY: configuration strings are terminated.
        let program = unsafe { wide::to_os(c.program_name) };
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text).to_owned();
        crate::complain!(
            "{}: can't open file '{}': [Errno {}] {}",
            program.to_string_lossy(),
            std::path::Path::new(filename).display(),
            error.raw_os_error().unwrap_or(0),
            text
        );
        Exit::Status(2)
    };
    let mut source = match std::fs::read(filename) {
        Ok(s) => s,
        Err(e) => return Err(cannot(e)),
    };
    if c.skip_source_first_line != 0 {
        // the newline stays, so that line numbers hold
        let end = source
            .iter()
            .position(|&b| b == b'\n')
            .unwrap_or(source.len());
        source.drain(..end);
    }
    with_file(main_dict, &name, || {
        run_file_source(filename, &name, &source, main_dict)
    })
}

fn run_file_source(
    filename: &std::ffi::OsStr,
    name: &Str,
    source: &[u8],
    main_dict: &Dict,
) -> Result<(), Exit> {
    let is_pyc = filename.as_bytes().ends_with(b".pyc");
    let importlib = import::add_module(interned!("_frozen_importlib_external"))?;
    let loader_name = if is_pyc {
        "SourcelessFileLoader"
    } else {
        "SourceFileLoader"
    };
    let loader = importlib
        .get_attr(&*Str::from_str(loader_name)?)?
        .call(&[id!(__main__), name])?;
    main_dict.set(id!(__loader__), &loader)?;
    let code: Ref<Code> = if is_pyc {
        let code = source.get(16..).map_or_else(
            || Err(raise!(RuntimeError, "Bad magic number in .pyc file")),
            crate::marshal::loads,
        )?;
        match code.downcast_into::<Code>() {
            Ok(c) => c,
            Err(_) => {
                return Err(Exit::Raised(raise!(
                    RuntimeError,
                    "Bad code object in .pyc file"
                )));
            }
        }
    } else {
        compile::compile_file(source, name, compile::Mode::File, 0)?
    };
    Ok(run_file_code(&code, main_dict)?)
}

/// The version lines of the prompt.
fn header(c: &PyConfig) -> PyResult<()> {
    if c.quiet == 0 {
        crate::complain!("Python {} on linux", crate::version::full());
        if c.site_import != 0 {
            crate::complain!(
                "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information."
            );
        }
    }
    Ok(())
}

/// `sys.__interactivehook__`, which site sets: history and completion.
fn interactive_hook() -> PyResult<()> {
    let Some(hook) = sys::get("__interactivehook__")? else {
        return Ok(());
    };
    crate::audit::audit("cpython.run_interactivehook", || {
        Tuple::from_slice(&[&hook])
    })?;
    if let Err(raised) = hook.call(&[]) {
        crate::complain!("Failed calling sys.__interactivehook__");
        exceptions::print::print_current(raised);
    }
    Ok(())
}

/// The prompt until the end of input: `_pyrepl` on a terminal, unless PYTHON_BASIC_REPL is set; else the plain one.
fn repl(c: &PyConfig, startup: bool) -> PyResult<()> {
    // SAFETY: asks only.
    let terminal = unsafe { libc::isatty(0) == 1 && libc::isatty(1) == 1 };
    let basic = c.use_environment != 0
        && std::env::var_os("PYTHON_BASIC_REPL").is_some_and(|v| !v.is_empty());
    if !terminal || basic {
        return crate::prompt::run();
    }
    let console = import::import("_pyrepl.main")?.get_attr(interned!("interactive_console"))?;
    let main = import::add_module(id!(__main__))?;
    let names = Tuple::from_slice(&[
        interned!("mainmodule"),
        interned!("quiet"),
        interned!("pythonstartup"),
    ])?;
    let _ = startup;
    console.call_kw(&[&*main, py_bool(true), py_bool(false)], Some(&names))?;
    Ok(())
}

/// Shows an exception and gives the exit status it means; SystemExit is not shown.
pub fn report(raised: Raised) -> i32 {
    // with -i, leaving is shown as any exception
    let inspect = inspects();
    if exceptions::matches(&types::SystemExit) && !inspect {
        return system_exit(raised);
    }
    if exceptions::matches(&types::KeyboardInterrupt) && !inspect {
        INTERRUPTED.store(true, core::sync::atomic::Ordering::Relaxed);
    }
    exceptions::print::print_current(raised);
    1
}

fn system_exit(raised: Raised) -> i32 {
    let Some(e) = raised.take() else { return 0 };
    let code = match e.get_attr(id!(code)) {
        Ok(code) => code,
        Err(r) => {
            r.clear();
            return 0;
        }
    };
    if is_none(&code) {
        return 0;
    }
    if let Some(n) = code.downcast::<Long>() {
        return n.as_i64().map_or_else(
            |raised| {
                raised.clear();
                -1
            },
            |n| n as i32,
        );
    }
    let shown = code.str();
    if let Ok(Some(stderr)) = sys::get("stderr")
        && !is_none(&stderr)
        && let Ok(s) = &shown
    {
        let wrote = stderr
            .call_method(id!(write), &[s])
            .and_then(|_| stderr.call_method(id!(write), &[interned!("\n")]));
        if let Err(r) = wrote {
            r.clear();
        }
        return 1;
    }
    match shown {
        Ok(s) => crate::complain!("{}", s.to_string_lossy()),
        Err(r) => r.clear(),
    }
    1
}
