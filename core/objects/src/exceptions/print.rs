//! Showing exceptions: through `traceback.py` when it can be imported, natively otherwise.
//!
//! Writing goes to `sys.stderr`, or to the process's standard error when that is missing or None. Failures on the way are
//! dropped: this is the last resort already.

use core::fmt::Arguments;
use std::collections::HashSet;

use base::{Object, PyResult, Ref};
use layout::*;

use super::BaseExc;
use crate::prelude::*;
use crate::traceback::Traceback;

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

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exception natively: chain first, then traceback, type and message. Notes and groups are left to `traceback.py`.
pub fn print_native(file: Option<&Object>, exception: &Object) {
    if let Err(raised) = print_chain(file, exception, &mut HashSet::new()) {
        raised.clear();
        dump(exception);
        write_raw(b"lost sys.stderr\n");
    }
}

/// `_PyObject_Dump`: what can be told of an object without `sys.stderr`.
pub fn dump(o: &Object) {
    let kept = base::error::take_current();
    let repr = match o.repr() {
        Ok(r) => r.to_string_lossy().into_owned(),
        Err(raised) => {
            raised.clear();
            "<repr failed>".into()
        }
    };
    let text = format!(
        "object address  : {:p}\nobject refcount : {}\nobject type     : {:p}\nobject type name: {}\nobject repr     : {repr}\n",
        o.as_ptr(),
        o.refcount(),
        o.class().raw(),
        o.class().tp_name(),
    );
    write_raw(text.as_bytes());
    base::error::restore(kept);
}

fn print_chain(
    file: Option<&Object>,
    exception: &Object,
    seen: &mut HashSet<*mut PyObject>,
) -> PyResult<()> {
    crate::recursion::enter(" in print_exception_recursive")?;
    seen.insert(exception.as_ptr());
    let Some(e) = exception.downcast::<BaseExc>() else {
        let class = exception.class().tp_name();
        return put(
            file,
            &format!("TypeError: print_exception(): Exception expected for value, {class} found\n"),
        );
    };
    let earlier = match e.cause() {
        Some(cause) => Some((cause, CAUSE)),
        None if !e.suppresses_context() => e.context().map(|c| (c, CONTEXT)),
        None => None,
    };
    if let Some((earlier, words)) = earlier
        && !seen.contains(&earlier.as_ptr())
    {
        print_chain(file, &earlier, seen)?;
        put(file, words)?;
    }
    if let (Some(tb), Some(file)) = (e.traceback(), file)
        && let Some(tb) = tb.downcast::<Traceback>()
    {
        crate::traceback::print::print(tb, file)?;
    }
    if e.get_attr_opt(interned!("print_file_and_line"))?.is_some() {
        let filename = e.get_attr(id!(filename))?;
        let filename = match is_none(&filename) {
            true => interned!("<string>").to_ref(),
            false => filename.str()?,
        };
        let filename = filename.to_string_lossy();
        put(file, &format!("  File \"{filename}\", line 0\n"))?;
    }
    put(file, &type_display_name(e.class()))?;
    match e.str() {
        Ok(s) if s.is_empty() => {}
        Ok(s) => {
            put(file, ": ")?;
            write_object(file, &s);
        }
        Err(raised) => {
            raised.clear();
            put(file, ": <exception str() failed>")?;
        }
    }
    put(file, "\n")
}

/// Text to a file that may refuse it.
fn put(file: Option<&Object>, text: &str) -> PyResult<()> {
    match file {
        Some(f) => f
            .call_method(interned!("write"), &[&*Str::from_str(text)?])
            .map(drop),
        None => {
            write_raw(text.as_bytes());
            Ok(())
        }
    }
}

/// `PyErr_Display`: on `sys.stderr`, unless that is None.
pub fn display(exception: &Object, traceback: Option<&Object>) -> PyResult<()> {
    match sys_object(id!(stderr))? {
        Some(file) if is_none(&file) => {}
        Some(file) => display_to(&file, exception, traceback),
        None => {
            dump(exception);
            write_raw(b"lost sys.stderr\n");
        }
    }
    Ok(())
}

/// By `traceback._print_exception_bltin`, which takes `sys.stderr`, or natively to the file. The traceback counts if the exception has none.
pub fn display_to(file: &Object, exception: &Object, traceback: Option<&Object>) {
    if let Some(e) = exception.downcast::<BaseExc>()
        && e.traceback().is_none()
        && let Some(tb) = traceback.filter(|t| Traceback::check_instance(t))
    {
        e.set_traceback(Some(tb.to_ref()));
    }
    let printed = (|| -> PyResult<bool> {
        let module = import(interned!("traceback"))?;
        let Some(print) = module.get_attr_opt(interned!("_print_exception_bltin"))? else {
            return Ok(false);
        };
        drop(print.call(&[exception])?);
        Ok(true)
    })();
    match printed {
        Ok(true) => return,
        Ok(false) => {}
        Err(raised) => raised.clear(),
    }
    print_native(Some(file), exception);
    if let Err(raised) = file.call_method(interned!("flush"), &[]) {
        raised.clear();
    }
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
    if let Err(raised) = crate::audit!(
        "sys.excepthook",
        hook.as_deref().unwrap_or(none()),
        &*class,
        &*exception,
        &*traceback
    ) {
        if super::matches(&super::types::RuntimeError) {
            raised.clear();
            return;
        }
        super::write_unraisable(format_args!("Exception ignored in audit hook"), None);
    }
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

/// A module by way of `builtins.__import__`.
pub(crate) fn import(name: &Str) -> PyResult {
    // SAFETY: attached; the interpreter owns the dictionary.
    let dict = unsafe { Ref::<Dict>::from_borrowed_opt((*base::tstate::interp()).builtins) };
    let import = match dict {
        Some(d) => d.get_str(id!(__import__))?,
        None => None,
    };
    match import {
        Some(import) => import.call(&[name]),
        None => Err(raise!(ImportError, "__import__ not found")),
    }
}
