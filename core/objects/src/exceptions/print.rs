//! Showing exceptions: through `traceback.py` when it can be imported, natively otherwise.
//!
//! Writing goes to `sys.stderr`, or to the process's standard error when that is missing or None. Failures on the way are
//! dropped: this is the last resort already.

use core::fmt::Arguments;

use base::{Object, PyResult, Ref};
use layout::*;

use super::{BaseExc, group::Group};
use crate::prelude::*;
use crate::traceback::{Traceback, frame_code};

/// `sys.<name>`; None if there is no such attribute (or no `sys` any more).
pub fn sys_object(name: &Str) -> PyResult<Option<Ref>> {
    // SAFETY: attached; the interpreter owns the dictionary.
    let dict = unsafe { Ref::<Dict>::from_borrowed_opt((*base::tstate::interp()).sysdict) };
    match dict {
        Some(d) => d.get_str(name),
        None => Ok(None),
    }
}

/// `sys.stderr`, unless it is missing or None.
pub fn error_file() -> Option<Ref> {
    match sys_object(id!(stderr)) {
        Ok(file) => file.filter(|f| !is_none(f)),
        Err(raised) => {
            raised.clear();
            None
        }
    }
}

/// Writes text to a file object, or to standard error if there is none.
pub fn write_text(file: Option<&Object>, text: &str) {
    match file {
        Some(_) => match Str::from_str(text) {
            Ok(s) => write_object(file, &s),
            Err(raised) => {
                raised.clear();
                write_raw(text.as_bytes()); // there is no memory
            }
        },
        None => write_raw(text.as_bytes()),
    }
}

pub fn write_object(file: Option<&Object>, text: &Str) {
    match file {
        Some(f) => {
            let pending = base::error::take_current();
            if let Err(raised) = f.call_method(interned!("write"), &[text]) {
                let out_of_memory = super::matches(&super::types::MemoryError);
                raised.clear();
                if out_of_memory {
                    write_raw(text.to_string_lossy().as_bytes());
                }
            }
            base::error::restore(pending);
        }
        None => write_raw(text.to_string_lossy().as_bytes()),
    }
}

fn write_raw(mut bytes: &[u8]) {
    while !bytes.is_empty() {
        // SAFETY: the slice is valid; a failed write is given up.
        let n = unsafe { libc::write(2, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(n) {
            Ok(n) if n > 0 => bytes = &bytes[n..],
            _ => return,
        }
    }
}

/// Formatted text to `sys.stderr` (`PySys_FormatStderr`).
pub fn write_stderr(text: Arguments<'_>) {
    write_text(error_file().as_deref(), &text.to_string());
}

/// The class as tracebacks name it: qualified by its module, unless that is `builtins` or `__main__`.
pub fn type_display_name(class: &Object) -> String {
    let outcome = (|| -> PyResult<String> {
        let name = class
            .get_attr(id!(__qualname__))?
            .str()?
            .to_string_lossy()
            .into_owned();
        let module = class.get_attr_opt(id!(__module__))?;
        let Some(module) = module.as_ref().and_then(|m| m.downcast::<Str>()) else {
            return Ok(format!("<unknown>.{name}"));
        };
        if module.eq_literal("builtins") || module.eq_literal("__main__") {
            return Ok(name);
        }
        Ok(format!("{}.{name}", module.to_string_lossy()))
    })();
    outcome.unwrap_or_else(|raised| {
        let out_of_memory = super::matches(&super::types::MemoryError);
        raised.clear();
        match class.downcast::<Type>() {
            Some(class) if out_of_memory => class.tp_name().into_owned(),
            _ => "<unknown>".into(),
        }
    })
}

/// One line of a source file, without its indentation.
pub fn source_line(filename: &str, line: i32) -> Option<String> {
    use std::io::BufRead;
    let wanted = usize::try_from(line).ok()?.checked_sub(1)?;
    let file = std::fs::File::open(filename).ok()?;
    let mut reader = std::io::BufReader::new(file);
    let mut buffer = Vec::new();
    for _ in 0..=wanted {
        buffer.clear();
        if reader.read_until(b'\n', &mut buffer).ok()? == 0 {
            return None;
        }
    }
    let text = String::from_utf8_lossy(&buffer);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

const RECURSIVE_CUTOFF: usize = 3;
const LIMIT: usize = 1000;

fn limit() -> usize {
    match sys_object(interned!("tracebacklimit")) {
        Ok(Some(v)) => match v.downcast::<Long>().map(Long::to_i64) {
            Some(Some(n)) => usize::try_from(n).unwrap_or(0),
            Some(None) => LIMIT,
            None => LIMIT,
        },
        Ok(None) => LIMIT,
        Err(raised) => {
            raised.clear();
            LIMIT
        }
    }
}

/// `PyTraceBack_Print`: header, then each frame with its source line; long repetitions are summed up.
pub fn print_traceback(file: Option<&Object>, traceback: &Object) {
    let Some(first) = traceback.downcast::<Traceback>() else {
        return;
    };
    let limit = limit();
    if limit == 0 {
        return;
    }
    write_text(file, "Traceback (most recent call last):\n");
    let mut entries = Vec::new();
    let mut cursor = Some(first.to_ref());
    while let Some(tb) = cursor {
        cursor = tb.next();
        entries.push(tb);
    }
    let skip = entries.len().saturating_sub(limit);
    let mut last: Option<(String, String, i32)> = None;
    let mut repeated = 0;
    let flush = |repeated: usize| {
        if repeated > RECURSIVE_CUTOFF {
            let n = repeated - RECURSIVE_CUTOFF;
            let s = if n == 1 { "" } else { "s" };
            write_text(
                file,
                &format!("  [Previous line repeated {n} more time{s}]\n"),
            );
        }
    };
    for tb in &entries[skip..] {
        // SAFETY: a traceback's frame has code.
        let (filename, name) = unsafe {
            let frame = (*tb.raw()).tb_frame;
            if frame.is_null() {
                continue;
            }
            let code = frame_code(frame);
            let text = |p: *mut PyObject| {
                Object::from_ptr_opt(p)
                    .and_then(|o| {
                        o.downcast::<Str>()
                            .map(|s| s.to_string_lossy().into_owned())
                    })
                    .unwrap_or_else(|| "?".into())
            };
            (text((*code).co_filename), text((*code).co_name))
        };
        let line = tb.line();
        let same = last
            .as_ref()
            .is_some_and(|l| l.0 == filename && l.1 == name && l.2 == line);
        if !same {
            flush(repeated);
            repeated = 0;
        }
        repeated += 1;
        if repeated <= RECURSIVE_CUTOFF {
            write_text(
                file,
                &format!("  File \"{filename}\", line {line}, in {name}\n"),
            );
            if let Some(text) = source_line(&filename, line) {
                write_text(file, &format!("    {text}\n"));
            }
        }
        last = Some((filename, name, line));
    }
    flush(repeated);
}

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exception natively: chain first, then traceback, type, message and notes.
pub fn print_native(file: Option<&Object>, exception: &Object) {
    let mut seen = Vec::new();
    print_chained(file, exception, &mut seen, 0);
}

fn print_chained(
    file: Option<&Object>,
    exception: &Object,
    seen: &mut Vec<*mut PyObject>,
    depth: usize,
) {
    let Some(e) = exception.downcast::<BaseExc>() else {
        write_text(
            file,
            "TypeError: print_exception(): Exception expected for value, ",
        );
        write_text(file, &format!("{} found\n", exception.class().name()));
        return;
    };
    seen.push(exception.as_ptr());
    let earlier = match e.cause() {
        Some(cause) => Some((cause, CAUSE)),
        None if !e.suppresses_context() => e.context().map(|c| (c, CONTEXT)),
        None => None,
    };
    if let Some((earlier, words)) = earlier
        && !seen.contains(&earlier.as_ptr())
        && depth < LIMIT
        && crate::recursion::enter(" while printing an exception")
            .map_err(base::Raised::clear)
            .is_ok()
    {
        print_chained(file, &earlier, seen, depth + 1);
        write_text(file, words);
    }
    if let Some(tb) = e.traceback() {
        print_traceback(file, &tb);
    }
    write_text(file, &type_display_name(e.class()));
    match e.str() {
        Ok(s) => {
            if !s.is_empty() {
                write_text(file, ": ");
                write_object(file, &s);
            }
        }
        Err(raised) => {
            raised.clear();
            write_text(file, ": <exception str() failed>");
        }
    }
    write_text(file, "\n");
    print_notes(file, e);
    if let Some(group) = e.downcast::<Group>() {
        for (i, sub) in group.exceptions().as_slice().iter().enumerate() {
            write_text(
                file,
                &format!("  +-+---------------- {} ----------------\n", i + 1),
            );
            print_chained(file, sub, seen, depth + 1);
        }
    }
}

fn print_notes(file: Option<&Object>, e: &BaseExc) {
    let outcome = (|| -> PyResult<()> {
        let Some(notes) = e.get_attr_opt(id!(__notes__))? else {
            return Ok(());
        };
        if !notes.is_sequence() {
            write_object(file, &*notes.repr()?);
            write_text(file, "\n");
            return Ok(());
        }
        for note in Tuple::from_iterable(&notes)?.as_slice() {
            write_object(file, &*note.str()?);
            write_text(file, "\n");
        }
        Ok(())
    })();
    if let Err(raised) = outcome {
        raised.clear();
    }
}

/// `PyErr_Display`: by `traceback._print_exception_bltin`, or natively. The traceback counts if the exception has none.
pub fn display(exception: &Object, traceback: Option<&Object>) -> PyResult<()> {
    if let Some(e) = exception.downcast::<BaseExc>()
        && e.traceback().is_none()
        && let Some(tb) = traceback.filter(|t| Traceback::check_instance(t))
    {
        e.set_traceback(Some(tb.to_ref()));
    }
    let file = error_file();
    if file.is_none() && sys_object(id!(stderr))?.is_some() {
        return Ok(()); // `sys.stderr = None` asks for silence
    }
    let printed = (|| -> PyResult<bool> {
        let Some(import) = builtin_import()? else {
            return Ok(false);
        };
        let module = import.call(&[interned!("traceback")])?;
        let Some(print) = module.get_attr_opt(interned!("_print_exception_bltin"))? else {
            return Ok(false);
        };
        drop(print.call(&[exception])?);
        Ok(true)
    })();
    match printed {
        Ok(true) => {}
        Ok(false) => print_native(file.as_deref(), exception),
        Err(raised) => {
            raised.clear();
            print_native(file.as_deref(), exception);
        }
    }
    if let Some(f) = file
        && let Err(raised) = f.call_method(interned!("flush"), &[])
    {
        raised.clear();
    }
    Ok(())
}

/// The exception on `sys.stderr` without the help of any Python code's modules.
pub fn native(exception: &Object) {
    print_native(error_file().as_deref(), exception);
}

/// `sys.__unraisablehook__`.
pub fn unraisable(args: &Object) -> PyResult<()> {
    super::write_unraisable_default(args)
}

/// `PyErr_Print` for exceptions other than SystemExit: remembers it as `sys.last_exc` and hands it to `sys.excepthook`.
pub fn print_current(raised: base::Raised) {
    let Some(exception) = raised.take() else {
        return;
    };
    let traceback = super::traceback_of(&exception).unwrap_or_else(none_ref);
    let class: Ref = exception.class().to_ref().upcast();
    // SAFETY: attached; the interpreter owns the dictionary.
    let sys = unsafe { Ref::<Dict>::from_borrowed_opt((*base::tstate::interp()).sysdict) };
    if let Some(sys) = sys {
        for (name, value) in [
            (interned!("last_exc"), &exception),
            (interned!("last_type"), &class),
            (interned!("last_value"), &exception),
            (interned!("last_traceback"), &traceback),
        ] {
            if let Err(raised) = sys.set(name, value) {
                raised.clear();
            }
        }
    }
    let hook = sys_object(interned!("excepthook")).unwrap_or_else(|raised| {
        raised.clear();
        None
    });
    let Some(hook) = hook else {
        write_stderr(format_args!("sys.excepthook is missing\n"));
        if let Err(raised) = display(&exception, None) {
            raised.clear();
        }
        return;
    };
    if let Err(raised) = hook.call(&[&class, &exception, &traceback]) {
        let own = raised.take();
        write_stderr(format_args!("Error in sys.excepthook:\n"));
        for (e, more) in [
            (own.as_ref(), "\nOriginal exception was:\n"),
            (Some(&exception), ""),
        ] {
            if let Some(e) = e
                && let Err(raised) = display(e, None)
            {
                raised.clear();
            }
            if !more.is_empty() {
                write_stderr(format_args!("{more}"));
            }
        }
    }
}

/// `builtins.__import__`.
fn builtin_import() -> PyResult<Option<Ref>> {
    // SAFETY: attached; the interpreter owns the dictionary.
    let dict = unsafe { Ref::<Dict>::from_borrowed_opt((*base::tstate::interp()).builtins) };
    match dict {
        Some(d) => d.get_str(id!(__import__)),
        None => Ok(None),
    }
}
