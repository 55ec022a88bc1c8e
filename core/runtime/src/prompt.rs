//! The plain prompt: reads a statement, compiles it in interactive mode, runs it, until the end of input.
//!
//! It is what runs without a terminal, with PYTHON_BASIC_REPL, and as `sys._baserepl`. Lines come from the C library's `stdin`,
//! prompts go to the descriptor of stderr.

use base::tstate;
use compiler::code::flags::FUTURE_MASK;
use compiler::options::flags::{ALLOW_INCOMPLETE_INPUT, DONT_IMPLY_DEDENT};
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

use crate::compile::{self, Mode};
use crate::{import, run_main, sys};

unsafe extern "C" {
    static mut stdin: *mut libc::FILE;
}

/// A line from a stream, without its end; None at the end of input.
fn read_line(file: *mut libc::FILE) -> PyResult<Option<Vec<u8>>> {
    loop {
        let mut line: *mut core::ffi::c_char = core::ptr::null_mut();
        let mut room = 0usize;
        let (p, r) = (&raw mut line, &raw mut room);
        // SAFETY: the C library allocates the line, and it is freed once copied; the stream is open.
        let (text, error) = crate::pystate::allow_threads(|| unsafe {
            *libc::__errno_location() = 0;
            let n = libc::getline(p, r, file);
            let error = *libc::__errno_location();
            let text = (n > 0)
                .then(|| core::slice::from_raw_parts((*p).cast::<u8>(), n as usize).to_vec());
            if n < 0 {
                libc::clearerr(file);
            }
            libc::free((*p).cast());
            (text, error)
        });
        match text {
            Some(mut text) => {
                if text.last() == Some(&b'\n') {
                    text.pop();
                }
                return Ok(Some(text));
            }
            None if error == libc::EINTR => crate::signals::check()?,
            None => return Ok(None),
        }
    }
}

fn write_stderr(text: &[u8]) {
    // SAFETY: the slice's length is given; nothing could be done about an error.
    unsafe { libc::write(2, text.as_ptr().cast(), text.len()) };
}

/// `sys.ps1` or `sys.ps2` as text; a prompt that cannot be had is empty.
fn show_prompt(name: &str) {
    let text = match sys::get(name) {
        Ok(Some(p)) => p.str(),
        Ok(None) => return,
        Err(raised) => Err(raised),
    };
    match text.and_then(|text| text.to_wtf8()) {
        Ok(text) => write_stderr(&text),
        Err(raised) => raised.clear(),
    }
}

/// Only blanks and comments: nothing to compile, and nothing to wait for.
fn is_blank(line: &[u8]) -> bool {
    line.iter()
        .find(|b| !b" \t\r\x0c".contains(b))
        .is_none_or(|&b| b == b'#')
}

enum Statement {
    Code(Ref<Code>),
    More,
}

/// What a statement is called: as text of the prompt, and as code, which is numbered: `<stdin-5>`.
pub struct Name<'a> {
    filename: &'a Str,
    code: Ref<Str>,
}

impl<'a> Name<'a> {
    pub fn next(filename: &'a Str) -> PyResult<Name<'a>> {
        // SAFETY: attached; a word of the interpreter's.
        let count = unsafe { (*tstate::interp())._interactive_src_count };
        let text = filename.to_string_lossy();
        let inner = text.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
        let code = match inner {
            Some(inner) => format!("<{inner}-{count}>"),
            None => format!("{text}-{count}"),
        };
        Ok(Name {
            filename,
            code: Str::from_str(&code)?,
        })
    }

    /// A statement's code; the next one has another number when [`Name::used`] says so.
    pub fn compile(&self, source: &[u8], cf: u32) -> PyResult<Ref<Code>> {
        compile::compile_statement(source, self.filename, &self.code, cf)
    }

    pub fn used() {
        // SAFETY: attached; a word of the interpreter's.
        unsafe { (*tstate::interp())._interactive_src_count += 1 };
    }
}

/// Compiles the lines so far. `More` if they begin a statement that is not finished. A compound statement is finished by
/// an empty line: so the lines must also compile without their last newline.
fn compile_lines(source: &[u8], name: &Name<'_>, cf: u32) -> PyResult<Statement> {
    let lenient = cf | ALLOW_INCOMPLETE_INPUT | DONT_IMPLY_DEDENT;
    let attempt = |text: &[u8], flags| name.compile(text, flags);
    let raised = match attempt(source, lenient) {
        Ok(code) => return Ok(Statement::Code(code)),
        Err(raised) => raised,
    };
    exceptions::clear_if(&types::SyntaxError, raised)?;
    let mut with_end = source.to_vec();
    with_end.push(b'\n');
    match attempt(&with_end, lenient) {
        Ok(_) => return Ok(Statement::More),
        Err(raised) if exceptions::matches(&types::_IncompleteInputError) => {
            raised.clear();
            return Ok(Statement::More);
        }
        Err(raised) => exceptions::clear_if(&types::SyntaxError, raised)?,
    }
    attempt(&with_end, cf).map(Statement::Code)
}

/// An empty line ends a block: one that has no body yet is an error now.
fn check_block(source: &[u8], name: &Name<'_>, cf: u32) -> PyResult<()> {
    let mut with_end = source.to_vec();
    with_end.push(b'\n');
    match name.compile(&with_end, cf) {
        Err(raised) if exceptions::matches(&types::IndentationError) => Err(raised),
        Err(raised) => exceptions::clear_if(&types::SyntaxError, raised),
        Ok(_) => Ok(()),
    }
}

/// Shows what a statement raised; a wish to leave is passed on.
fn show(raised: Raised) -> PyResult<()> {
    if exceptions::matches(&types::SystemExit) {
        return Err(raised);
    }
    exceptions::print::print_current(raised);
    Ok(())
}

/// Runs the prompt in `__main__`, on the C library's stdin. An error is SystemExit.
pub fn run() -> PyResult<()> {
    // SAFETY: the process' own stream.
    unsafe { run_file(stdin, &*Str::from_str("<stdin>")?) }
}

/// The same on another stream, under a name of its own (`PyRun_InteractiveLoop`).
///
/// # Safety
/// `file` is open.
pub unsafe fn run_file(file: *mut libc::FILE, filename: &Str) -> PyResult<()> {
    for (name, text) in [("ps1", ">>> "), ("ps2", "... ")] {
        if sys::get(name)?.is_none() {
            sys::set(name, &*Str::from_str(text)?)?;
        }
    }
    let module = import::add_module(id!(__main__))?;
    let Some(m) = module.downcast::<Module>() else {
        return Ok(());
    };
    let globals = m.dict().to_ref();
    // `from __future__` holds for what follows
    let mut future = 0;
    let mut source: Vec<u8> = Vec::new();
    let mut begun = false;
    loop {
        crate::stdio::flush_quietly();
        show_prompt(if begun { "ps2" } else { "ps1" });
        let line = match read_line(file) {
            Ok(line) => line,
            Err(raised) => {
                write_stderr(b"\n");
                show(raised)?;
                source.clear();
                begun = false;
                continue;
            }
        };
        let end = line.is_none();
        let blank = line
            .as_ref()
            .is_some_and(|l| l.iter().all(u8::is_ascii_whitespace));
        match line {
            Some(line) if !begun && is_blank(&line) => continue,
            Some(line) => {
                if begun {
                    source.push(b'\n');
                }
                source.extend_from_slice(&line);
            }
            None => {
                write_stderr(b"\n");
                if !begun {
                    return Ok(());
                }
                source.push(b'\n');
            }
        }
        begun = true;
        let name = Name::next(filename)?;
        let compiled = if end {
            name.compile(&source, future).map(Statement::Code)
        } else {
            compile_lines(&source, &name, future)
        };
        let outcome = match compiled {
            Ok(Statement::More) => match blank {
                true => match check_block(&source, &name, future) {
                    Ok(()) => continue,
                    Err(raised) => Err(raised),
                },
                false => continue,
            },
            Ok(Statement::Code(code)) => {
                // SAFETY: live.
                future |= unsafe { (*code.raw()).co_flags } as u32 & FUTURE_MASK;
                Name::used();
                run_statement(&code, &source, filename, &globals)
            }
            Err(raised) => Err(raised),
        };
        source.clear();
        begun = false;
        if let Err(raised) = outcome {
            show(raised)?;
        }
    }
}

/// Runs what was typed; tracebacks show its lines.
pub fn run_statement(code: &Code, source: &[u8], filename: &Str, globals: &Dict) -> PyResult<()> {
    let mut text = source.to_vec();
    text.push(b'\n');
    objects::audit!("compile", none(), filename)?;
    run_main::remember_source(
        code,
        &*Str::from_str(&String::from_utf8_lossy(&text))?,
        filename,
    )?;
    let result = crate::frames::run_code(code, globals, globals).map(drop);
    crate::stdio::flush_quietly();
    result
}

/// Runs the file that PYTHONSTARTUP names, in `__main__`; what it raises is shown.
pub fn run_startup(globals: &Dict) -> PyResult<()> {
    // SAFETY: attached; a word of the configuration.
    if unsafe { (*tstate::interp()).config.use_environment } == 0 {
        return Ok(());
    }
    let Some(path) = std::env::var_os("PYTHONSTARTUP").filter(|p| !p.is_empty()) else {
        return Ok(());
    };
    use std::os::unix::ffi::OsStrExt;
    let name = Str::decode_fs_default(path.as_bytes())?;
    crate::audit::audit("cpython.run_startup", || Tuple::from_slice(&[&name]))?;
    let source = match std::fs::read(&path) {
        Ok(source) => source,
        Err(e) => {
            crate::complain!("Could not open PYTHONSTARTUP");
            let raised = exceptions::os_error(e.raw_os_error().unwrap_or(0), Some(&name));
            exceptions::print::print_current(raised);
            return Ok(());
        }
    };
    let run = || -> PyResult<()> {
        globals.set(id!(__file__), &name)?;
        let code = compile::compile_file(&source, &name, Mode::File, 0)?;
        crate::frames::run_code(&code, globals, globals)?;
        globals.discard(id!(__file__))?;
        Ok(())
    };
    match run() {
        Ok(()) => Ok(()),
        Err(raised) => show(raised),
    }
}
