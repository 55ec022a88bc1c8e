//! Warnings: who is warned of what, by the filters of `warnings.py` or, before that is imported, by those kept here.
//!
//! `warnings.filters` and its kin, once the module is there, are the truth; the interpreter's state mirrors them. A context
//! may have filters of its own (`_warnings_context`), which come first and, if there are any, alone. Which warnings were shown
//! is kept in each module's `__warningregistry__`, which is void when `filters_version` moves on.

use core::fmt::Arguments;

use base::{Object, PyResult, Raised, Ref};
use layout::*;

use crate::context::ContextVar;
use crate::exceptions::print::{error_file, write_object, write_text};
use crate::exceptions::{raise_any, replace, types};
use crate::prelude::*;
use crate::traceback::frames::Running;

pub mod filters;
pub mod lock;

pub(crate) fn state() -> *mut _warnings_runtime_state {
    // SAFETY: attached; only the address is taken.
    unsafe { &raw mut (*base::tstate::interp()).warnings }
}

/// `_PyWarnings_InitState`.
pub fn init_state() -> PyResult<()> {
    // SAFETY: attached; the interpreter owns what the fields hold.
    unsafe {
        let s = state();
        if (*s).filters.is_null() {
            (*s).filters = filters::initial()?.into_ptr();
        }
        if (*s).once_registry.is_null() {
            (*s).once_registry = Dict::new()?.into_ptr();
        }
        if (*s).default_action.is_null() {
            (*s).default_action = Str::from_str("default")?.into_ptr();
        }
        if (*s).context.is_null() {
            (*s).context = ContextVar::create(interned!("_warnings_context"), None)?.into_ptr();
        }
        (*s).filters_version = 0;
    }
    Ok(())
}

/// Drops the state at the interpreter's end.
pub fn fini() {
    // SAFETY: attached; the interpreter owns what the fields hold.
    unsafe {
        let s = state();
        crate::clear_field!(
            (*s).filters,
            (*s).once_registry,
            (*s).default_action,
            (*s).context
        );
    }
}

/// `warnings.<name>`, if the module is there (or can be had, with `import`) and has it.
pub(crate) fn module_attr(name: &Str, import: bool) -> PyResult<Option<Ref>> {
    // SAFETY: attached; the interpreter owns the table of modules.
    let (modules, finalizing) = unsafe {
        let interp = base::tstate::interp();
        (
            Ref::<Object>::from_borrowed_opt((*interp).imports.modules),
            !(*interp)._finalizing.is_null(),
        )
    };
    let Some(modules) = modules else {
        return Ok(None);
    };
    let mut module = modules.get_item_opt(interned!("warnings"))?;
    if module.is_none() && import && !finalizing {
        // SAFETY: attached.
        let builtins =
            unsafe { Ref::<Dict>::from_borrowed_opt((*base::tstate::interp()).builtins) };
        let function = match builtins {
            Some(b) => b.get_str(id!(__import__))?,
            None => None,
        };
        let Some(function) = function else {
            return Ok(None);
        };
        match function.call(&[interned!("warnings")]) {
            Ok(m) => module = Some(m),
            Err(raised) => {
                crate::exceptions::clear_if(&types::ImportError, raised)?;
                return Ok(None);
            }
        }
    }
    match module {
        Some(m) => m.get_attr_opt(name),
        None => Ok(None),
    }
}

/// Was this warning shown already (`should_set`: and mark it as shown)?
fn already_warned(registry: &Dict, key: &Object, should_set: bool) -> PyResult<bool> {
    // SAFETY: attached.
    let version = unsafe { (*state()).filters_version };
    let current = registry
        .get_str(interned!("version"))?
        .is_some_and(|v| v.downcast::<Long>().and_then(Long::to_i64) == Some(version));
    if current {
        if let Some(seen) = registry.get(key)?
            && seen.is_true()?
        {
            return Ok(true);
        }
    } else {
        registry.clear();
        registry.set(interned!("version"), &*Long::from_i64(version)?)?;
    }
    if should_set {
        registry.set(key, py_bool(true))?;
    }
    Ok(false)
}

/// A module name made of a file name.
fn normalize_module(filename: &Object) -> PyResult<Ref> {
    let Some(name) = filename.downcast::<Str>() else {
        return Ok(filename.to_ref());
    };
    let n = name.len();
    if n == 0 {
        return Ok(Str::from_str("<unknown>")?.upcast());
    }
    if n >= 3 && name.substring(n - 3, n)?.eq_literal(".py") {
        return Ok(name.substring(0, n - 3)?.upcast());
    }
    Ok(filename.to_ref())
}

/// Without `warnings.py`: "file:line: Category: text" and the source line, on `sys.stderr`.
fn show(filename: &Object, line: i64, text: &Str, category: &Object, source: Option<&Object>) {
    let Some(file) = error_file() else {
        write_text(None, "lost sys.stderr\n");
        return;
    };
    let outcome = (|| -> PyResult<()> {
        let name = category.get_attr(id!(__name__))?.str()?;
        let filename = filename.str()?;
        write_object(Some(&file), &filename);
        write_text(Some(&file), &format!(":{line}: "));
        write_object(Some(&file), &name);
        write_text(Some(&file), ": ");
        write_object(Some(&file), text);
        write_text(Some(&file), "\n");
        match source {
            Some(s) => {
                let s = s.str()?;
                write_text(Some(&file), &format!("  {}\n", s.to_string_lossy().trim()));
            }
            None => {
                let line = i32::try_from(line).unwrap_or(0);
                crate::traceback::print::display_source_line(&file, &filename, line, 2)?;
            }
        }
        Ok(())
    })();
    if let Err(raised) = outcome {
        raised.clear();
    }
}

/// What a warning is about.
pub struct Warning<'a> {
    pub category: &'a Object,
    /// A Warning instance, or text for one of `category`.
    pub message: &'a Object,
    pub filename: &'a Object,
    pub line: i64,
    /// None: made of the file name.
    pub module: Option<&'a Object>,
    pub registry: Option<&'a Object>,
    pub source_line: Option<&'a Object>,
    /// The object that is to blame (ResourceWarning).
    pub source: Option<&'a Object>,
}

/// `warn_explicit`: filters, registries, and showing or raising.
pub fn warn_with(w: &Warning<'_>) -> PyResult<()> {
    // Late at shutdown modules are None; there is nobody to ask what to do.
    if w.module.is_some_and(is_none) {
        return Ok(());
    }
    let registry = match w.registry.filter(|r| !is_none(r)) {
        None => None,
        Some(r) => match r.downcast::<Dict>() {
            Some(d) => Some(d),
            None => return Err(raise!(TypeError, "'registry' must be a dict or None")),
        },
    };
    let module = match w.module {
        Some(m) => m.to_ref(),
        None => normalize_module(w.filename)?,
    };
    let (message, text, category): (Ref, Ref, Ref) = if w.message.is_instance(&types::Warning)? {
        let class: Ref = w.message.class().to_ref().upcast();
        (w.message.to_ref(), w.message.str()?.upcast(), class)
    } else {
        let made = w.category.call(&[w.message])?;
        (made, w.message.to_ref(), w.category.to_ref())
    };
    let line = Long::from_i64(w.line)?;
    let key = Tuple::from_slice(&[&text, &category, &line])?;
    if let Some(r) = registry
        && already_warned(r, &key, false)?
    {
        return Ok(());
    }
    let (action, item) = filters::action_for(&category, &text, w.line, &module)?;
    let is = |s: &str| action.downcast::<Str>().is_some_and(|a| a.eq_literal(s));
    if is("error") {
        return Err(raise_any(&category, Some(&message)));
    }
    if is("ignore") {
        return Ok(());
    }
    if !is("always") && !is("all") {
        if let Some(r) = registry {
            r.set(&key, py_bool(true))?;
        }
        let short = Tuple::from_slice(&[&text, &category])?;
        let shown = if is("once") {
            match registry {
                Some(r) => already_warned(r, &short, true)?,
                None => already_warned(&*filters::once_registry()?, &short, true)?,
            }
        } else if is("module") {
            match registry {
                Some(r) => already_warned(r, &short, true)?,
                None => false,
            }
        } else if is("default") {
            false
        } else {
            return Err(raise!(
                RuntimeError,
                "Unrecognized action ({}) in warnings.filters:\n {}",
                action.repr()?.to_string_lossy(),
                item.unwrap_or_else(none_ref).repr()?.to_string_lossy()
            ));
        };
        if shown {
            return Ok(());
        }
    }
    let text = text.str()?;
    let Some(show_fn) = module_attr(interned!("_showwarnmsg"), w.source.is_some())? else {
        show(w.filename, w.line, &text, &category, w.source_line);
        return Ok(());
    };
    if !show_fn.is_callable() {
        return Err(raise!(
            TypeError,
            "warnings._showwarnmsg() must be set to a callable"
        ));
    }
    let Some(class) = module_attr(interned!("WarningMessage"), false)? else {
        return Err(raise!(
            RuntimeError,
            "unable to get warnings.WarningMessage"
        ));
    };
    let record = class.call(&[
        &message,
        &category,
        w.filename,
        &line,
        none(),
        w.source_line.unwrap_or(none()),
        w.source.unwrap_or(none()),
    ])?;
    drop(show_fn.call(&[&record])?);
    Ok(())
}

/// Frames of the import system do not count as callers.
fn is_internal(filename: &Object) -> bool {
    filename.downcast::<Str>().is_some_and(|f| {
        let f = f.to_string_lossy();
        f.contains("importlib") && f.contains("_bootstrap")
    })
}

fn is_skipped(filename: &Object, prefixes: &[&Object]) -> bool {
    let Some(f) = filename.downcast::<Str>() else {
        return false;
    };
    prefixes.iter().any(|p| {
        p.downcast::<Str>()
            .is_some_and(|p| f.starts_with(&p.to_string_lossy()))
    })
}

/// `warnings.warn`: the place is that of the caller `stack_level` levels up.
pub fn warn_at(
    category: &Object,
    message: &Object,
    stack_level: isize,
    source: Option<&Object>,
    skip: &[&Object],
) -> PyResult<()> {
    for p in skip {
        if p.downcast::<Str>().is_none() {
            return Err(raise!(
                TypeError,
                "Found non-str '{}' in skip_file_prefixes.",
                p.class().tp_name()
            ));
        }
    }
    let mut frame = Running::current();
    let plain = stack_level <= 0 || frame.is_some_and(|f| is_internal(&f.filename()));
    let mut level = stack_level;
    while level > 1 {
        let Some(f) = frame else { break };
        frame = f.back();
        if !plain {
            while let Some(f) = frame
                && (is_internal(&f.filename()) || is_skipped(&f.filename(), skip))
            {
                frame = f.back();
            }
        }
        level -= 1;
    }
    let (globals, filename, line) = match frame {
        Some(f) => (f.globals(), f.filename(), i64::from(f.line())),
        None => {
            // SAFETY: attached; the interpreter owns the dictionary.
            let sys =
                unsafe { Ref::<Object>::from_borrowed_opt((*base::tstate::interp()).sysdict) };
            (
                sys.unwrap_or_else(none_ref),
                Str::from_str("<sys>")?.upcast(),
                0,
            )
        }
    };
    let Some(globals) = globals.downcast::<Dict>() else {
        return Ok(());
    };
    let name = interned!("__warningregistry__");
    let registry = match globals.get_str(name)? {
        Some(r) => r,
        None => {
            let r: Ref = Dict::new()?.upcast();
            globals.set(name, &r)?;
            r
        }
    };
    let module = match globals.get_str(id!(__name__))? {
        Some(m) if is_none(&m) || m.downcast::<Str>().is_some() => m,
        _ => Str::from_str("<string>")?.upcast(),
    };
    warn_with(&Warning {
        category,
        message,
        filename: &filename,
        line,
        module: Some(&module),
        registry: Some(&registry),
        source_line: None,
        source,
    })
}

/// `PyErr_WarnEx(category, message, stack_level)`; Err if the warning was turned into an exception.
pub fn warn(category: &Type, message: Arguments<'_>, stack_level: isize) -> PyResult<()> {
    let message = Str::format(message)?;
    warn_at(category, &message, stack_level, None, &[])
}

/// ResourceWarning with a source object.
pub fn warn_resource(source: &Object, stack_level: isize, message: Arguments<'_>) -> PyResult<()> {
    let message = Str::format(message)?;
    warn_at(
        &types::ResourceWarning,
        &message,
        stack_level,
        Some(source),
        &[],
    )
}

/// `PyErr_WarnExplicit`: at a place in a file, without a registry.
pub fn warn_explicit(category: &Type, message: &str, filename: &Str, line: i32) -> PyResult<()> {
    let message = Str::from_str(message)?;
    warn_with(&Warning {
        category,
        message: &message,
        filename,
        line: i64::from(line),
        module: None,
        registry: None,
        source_line: None,
        source: None,
    })
}

/// `_PyErr_WarnUnawaitedCoroutine`: through `warnings._warn_unawaited_coroutine`, or plainly.
pub fn warn_unawaited_coroutine(coroutine: &Object) {
    let ignored = |result: PyResult<()>| {
        if result.is_err() {
            crate::exceptions::write_unraisable(
                format_args!("Exception ignored while finalizing coroutine"),
                Some(coroutine),
            );
        }
    };
    let mut warned = false;
    ignored((|| {
        let Some(f) = module_attr(interned!("_warn_unawaited_coroutine"), true)? else {
            return Ok(());
        };
        match f.call(&[coroutine]) {
            Ok(_) => warned = true,
            Err(raised) => {
                // A warning that a filter made an error is the warning all the same.
                warned = crate::exceptions::matches(&types::RuntimeWarning);
                return Err(raised);
            }
        }
        Ok(())
    })());
    if !warned {
        ignored((|| {
            let name = coroutine.get_attr(id!(__qualname__))?.str()?;
            let name = name.to_string_lossy();
            warn(
                &types::RuntimeWarning,
                format_args!("coroutine '{name}' was never awaited"),
                1,
            )
        })());
    }
}

/// The category of a warning by its message and what the caller named.
pub fn category_of(message: &Object, category: Option<&Object>) -> PyResult<Ref> {
    let category: Ref = if message.is_instance(&types::Warning)? {
        message.class().to_ref().upcast()
    } else {
        match category.filter(|c| !is_none(c)) {
            Some(c) => c.to_ref(),
            None => types::UserWarning.to_ref().upcast(),
        }
    };
    let bad = |_: Option<Raised>| {
        raise!(
            TypeError,
            "category must be a Warning subclass, not '{}'",
            category.class().tp_name()
        )
    };
    match category.is_subclass(&types::Warning) {
        Ok(true) => Ok(category),
        Ok(false) => Err(bad(None)),
        Err(raised) => {
            raised.clear();
            Err(bad(None))
        }
    }
}

/// Mirrors a value into the state.
pub(crate) fn keep(slot: *mut *mut PyObject, value: Ref) {
    // SAFETY: a field of the interpreter's state.
    unsafe { replace(slot, Some(value)) }
}
