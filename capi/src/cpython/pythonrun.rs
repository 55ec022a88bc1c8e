//! `cpython/pythonrun.h`: running source text and files.

use core::ffi::{CStr, c_char, c_int};

use layout::PyCompilerFlags;
use objects::prelude::*;
use runtime::{import, prompt};

use crate::pythonrun::{compile_string, globals_dict};
use crate::support::*;

/// Flags of a compilation, as far as programs may set them.
unsafe fn flags(f: *mut PyCompilerFlags) -> u32 {
    if f.is_null() {
        return 0;
    }
    // SAFETY: live, by contract.
    let flags = unsafe { (*f).cf_flags } as u32;
    flags & (runtime::compile::FLAGS_MASK | compiler::options::flags::IGNORE_COOKIE)
}

/// Runs compiled code in namespaces.
fn run_code(code: &Object, globals: Option<&Object>, locals: Option<&Object>) -> PyResult {
    let code = arg::<Code>(Some(code))?;
    let globals = globals_dict(globals)?;
    runtime::frames::run_code(code, globals, locals.unwrap_or(globals))
}

fn main_dict() -> PyResult<Ref<Dict>> {
    let main = import::add_module(id!(__main__))?;
    match main.downcast::<Module>() {
        Some(m) => Ok(m.dict().to_ref()),
        None => Err(objects::exceptions::bad_internal_call()),
    }
}

/// 0, or -1 after the exception was shown.
fn shown(r: PyResult<()>) -> c_int {
    match r {
        Ok(()) => 0,
        Err(_) => {
            crate::pythonrun::PyErr_Print();
            -1
        }
    }
}

/// Everything that is left in a stream.
unsafe fn read_all(file: *mut libc::FILE, close: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut chunk = [0u8; 8192];
    // SAFETY: an open stream; the buffer is that long.
    unsafe {
        loop {
            let n = runtime::pystate::allow_threads(|| {
                libc::fread(chunk.as_mut_ptr().cast(), 1, chunk.len(), file)
            });
            if n == 0 {
                break;
            }
            out.extend_from_slice(&chunk[..n]);
        }
        if close {
            libc::fclose(file);
        }
    }
    out
}

unsafe fn name_of(filename: *const c_char) -> PyResult<Ref<Str>> {
    if filename.is_null() {
        return Str::from_str("???");
    }
    // SAFETY: the caller's contract.
    Str::decode_fs_default(unsafe { CStr::from_ptr(filename) }.to_bytes())
}

unsafe fn run_file(
    file: *mut libc::FILE,
    filename: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
    close: bool,
    cf: *mut PyCompilerFlags,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        let source = read_all(file, close);
        let name = name_of(filename)?;
        let mode = crate::pythonrun::mode(start)?;
        let code = runtime::compile::compile_file(&source, &name, mode, flags(cf))?;
        let result = run_code(&code, globals, locals);
        runtime::stdio::flush_quietly();
        result
    }
}

/// Runs a file, source or compiled, as `__main__`.
unsafe fn simple_file(
    file: *mut libc::FILE,
    filename: *const c_char,
    close: bool,
    cf: *mut PyCompilerFlags,
) -> c_int {
    let body = || -> PyResult<()> {
        // SAFETY: the caller's contract.
        let (dict, name) = unsafe { (main_dict()?, name_of(filename)?) };
        let set_file = dict.get_str(id!(__file__))?.is_none();
        if set_file {
            dict.set(id!(__file__), &name)?;
            dict.set(interned!("__cached__"), none())?;
        }
        let run = || -> PyResult<()> {
            // SAFETY: the caller's contract.
            unsafe {
                if name.to_string_lossy().ends_with(".pyc") {
                    let data = read_all(file, close);
                    let code = objects::marshal::loads(data.get(16..).unwrap_or_default(), true)?;
                    let result = run_code(&code, Some(&dict), None);
                    runtime::stdio::flush_quietly();
                    result?;
                } else {
                    if name.to_string_lossy() != "<stdin>" {
                        let loader = runtime::import::import("importlib.machinery")?
                            .get_attr(interned!("SourceFileLoader"))?
                            .call(&[id!(__main__), &name])?;
                        dict.set(id!(__loader__), &loader)?;
                    }
                    run_file(file, filename, 257, Some(&dict), None, close, cf)?;
                }
            }
            Ok(())
        };
        let r = run();
        if set_file {
            let kept = base::error::take_current();
            for key in [id!(__file__), interned!("__cached__")] {
                if let Err(raised) = dict.discard(key) {
                    raised.clear();
                }
            }
            base::error::restore(kept);
        }
        r
    };
    shown(body())
}

/// Is the stream a terminal, or treated as one?
unsafe fn is_interactive(file: *mut libc::FILE) -> bool {
    // SAFETY: an open stream.
    unsafe { libc::isatty(libc::fileno(file)) != 0 }
}
/// Runs statements in `__main__`. 0, or -1 after an exception was shown.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleStringFlags(
    source: *const c_char,
    cf: *mut PyCompilerFlags,
) -> c_int {
    attached("PyRun_SimpleStringFlags");
    // SAFETY: the caller's contract.
    unsafe {
        {
            let run = || -> PyResult<()> {
                let dict = main_dict()?;
                let code = compile_string(source, interned!("<string>"), 257, flags(cf), -1)?;
                run_code(&code, Some(&dict), None)?;
                Ok(())
            };
            shown(run())
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleString(source: *const c_char) -> c_int {
    attached("PyRun_SimpleString");
    // SAFETY: the caller's contract.
    unsafe { PyRun_SimpleStringFlags(source, core::ptr::null_mut()) }
}

/// Runs source text in namespaces; the value of an expression, None otherwise.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_StringFlags(
    source: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
    cf: *mut PyCompilerFlags,
) -> PyResult {
    attached("PyRun_StringFlags");
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            let code = compile_string(source, interned!("<string>"), start, flags(cf), -1)?;
            run_code(&code, globals, locals)
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_String(
    source: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
) -> PyResult {
    attached("PyRun_String");
    // SAFETY: the caller's contract.
    up(unsafe { PyRun_StringFlags(source, start, globals, locals, core::ptr::null_mut()) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_FileExFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
    close: c_int,
    cf: *mut PyCompilerFlags,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { run_file(file, filename, start, globals, locals, close != 0, cf) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_FileFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
    cf: *mut PyCompilerFlags,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { run_file(file, filename, start, globals, locals, false, cf) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_FileEx(
    file: *mut libc::FILE,
    filename: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
    close: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        run_file(
            file,
            filename,
            start,
            globals,
            locals,
            close != 0,
            core::ptr::null_mut(),
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_File(
    file: *mut libc::FILE,
    filename: *const c_char,
    start: c_int,
    globals: Option<&Object>,
    locals: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        run_file(
            file,
            filename,
            start,
            globals,
            locals,
            false,
            core::ptr::null_mut(),
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleFileExFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    close: c_int,
    cf: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { simple_file(file, filename, close != 0, cf) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleFileEx(
    file: *mut libc::FILE,
    filename: *const c_char,
    close: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { simple_file(file, filename, close != 0, core::ptr::null_mut()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_SimpleFile(file: *mut libc::FILE, filename: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { simple_file(file, filename, false, core::ptr::null_mut()) }
}

/// Runs a file, or the prompt if it is a terminal.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_AnyFileExFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    close: c_int,
    cf: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if is_interactive(file) {
                let r = PyRun_InteractiveLoopFlags(file, filename, cf);
                if close != 0 {
                    libc::fclose(file);
                }
                return r;
            }
            simple_file(file, filename, close != 0, cf)
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_AnyFileFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    cf: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { PyRun_AnyFileExFlags(file, filename, 0, cf) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_AnyFileEx(
    file: *mut libc::FILE,
    filename: *const c_char,
    close: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { PyRun_AnyFileExFlags(file, filename, close, core::ptr::null_mut()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_AnyFile(file: *mut libc::FILE, filename: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { PyRun_AnyFileExFlags(file, filename, 0, core::ptr::null_mut()) }
}

/// The prompt, on the standard input.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_InteractiveLoopFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    _cf: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    shown(unsafe { name_of(filename).and_then(|name| prompt::run_file(file, &name)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_InteractiveLoop(
    file: *mut libc::FILE,
    filename: *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { PyRun_InteractiveLoopFlags(file, filename, core::ptr::null_mut()) }
}

/// Reads one statement and runs it in `__main__`. -1 after an exception was shown.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_InteractiveOneFlags(
    file: *mut libc::FILE,
    filename: *const c_char,
    cf: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let name = match name_of(filename) {
                Ok(n) => n,
                Err(_) => return shown(Err(Raised::ASSUMED)),
            };
            PyRun_InteractiveOneObject(file, Some(&name), cf)
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_InteractiveOne(
    file: *mut libc::FILE,
    filename: *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { PyRun_InteractiveOneFlags(file, filename, core::ptr::null_mut()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRun_InteractiveOneObject(
    file: *mut libc::FILE,
    filename: Option<&Object>,
    cf: *mut PyCompilerFlags,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let body = || -> PyResult<()> {
                let name = some(filename)?;
                let Some(name) = name.downcast::<Str>() else {
                    return Err(raise!(
                        TypeError,
                        "expect str for filename, got {}",
                        name.class().tp_name()
                    ));
                };
                let dict = main_dict()?;
                let mut source = Vec::new();
                loop {
                    let mut line = core::ptr::null_mut();
                    let mut room = 0;
                    let n = runtime::pystate::allow_threads(|| {
                        libc::getline(&mut line, &mut room, file)
                    });
                    if n > 0 {
                        source.extend_from_slice(core::slice::from_raw_parts(
                            line.cast::<u8>(),
                            n as usize,
                        ));
                    }
                    libc::free(line.cast());
                    if n <= 0 && source.is_empty() {
                        return Err(raise!(EOFError, "EOF when reading a line"));
                    }
                    let more = if n > 0 {
                        compiler::options::flags::ALLOW_INCOMPLETE_INPUT
                            | compiler::options::flags::DONT_IMPLY_DEDENT
                    } else {
                        0
                    };
                    match prompt::Name::next(name)?.compile(&source, flags(cf) | more) {
                        Ok(code) => {
                            prompt::Name::used();
                            return prompt::run_statement(&code, &source, name, &dict);
                        }
                        Err(raised)
                            if n > 0
                                && objects::exceptions::matches(
                                    &objects::exceptions::types::_IncompleteInputError,
                                ) =>
                        {
                            raised.clear()
                        }
                        Err(raised) => return Err(raised),
                    }
                }
            };
            shown(body())
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_CompileStringExFlags(
    source: *const c_char,
    filename: *const c_char,
    start: c_int,
    cf: *mut PyCompilerFlags,
    optimize: c_int,
) -> PyResult {
    attached("Py_CompileStringExFlags");
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            let name = Str::decode_fs_default(bytes(filename, -1))?;
            compile_string(source, &name, start, flags(cf), optimize)
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_CompileStringFlags(
    source: *const c_char,
    filename: *const c_char,
    start: c_int,
    cf: *mut PyCompilerFlags,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Py_CompileStringExFlags(source, filename, start, cf, -1) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_CompileStringObject(
    source: *const c_char,
    filename: Option<&Object>,
    start: c_int,
    cf: *mut PyCompilerFlags,
    optimize: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { compile_string(source, arg(filename)?, start, flags(cf), optimize) })
}

/// A line from the terminal, to be freed with `PyMem_Free`; empty at the end, NULL when interrupted.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_Readline(
    input: *mut libc::FILE,
    output: *mut libc::FILE,
    prompt: *const c_char,
) -> *mut c_char {
    // SAFETY: the caller's contract.
    match unsafe { runtime::terminal::read(input, output, prompt) } {
        Ok(Some(line)) => line.into_raw(),
        Ok(None) | Err(_) => core::ptr::null_mut(),
    }
}
