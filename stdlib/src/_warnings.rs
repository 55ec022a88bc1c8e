//! `_warnings`: issuing warnings, and the filters that hold before `warnings` is imported.

use objects::clinic::*;
use objects::prelude::*;
use objects::warnings::{self, Warning, lock};

use crate::module;

/// Issues a warning, or maybe ignores it or raises an exception.
#[pyfunction("warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())")]
fn warn(
    message: &Object,
    category: Option<&Object>,
    stacklevel: isize,
    source: Option<&Object>,
    skip_file_prefixes: Option<&Tuple>,
) -> PyResult<()> {
    let category = warnings::category_of(message, category)?;
    let skip = skip_file_prefixes.map_or(&[][..], Tuple::as_slice);
    let level = if skip.is_empty() {
        stacklevel
    } else {
        stacklevel.max(2)
    };
    warnings::warn_at(
        &category,
        message,
        level,
        source.filter(|s| !is_none(s)),
        skip,
    )
}

/// The line of the source, from the module's loader; importlib says which that is, and complains of modules that have two.
fn line_of_source(globals: &Dict, line: i64) -> PyResult<Option<Ref>> {
    // SAFETY: attached; set when the interpreter starts.
    let importlib = unsafe { Object::from_ptr((*base::tstate::interp()).imports.importlib) };
    let loader = importlib
        .get_attr(interned!("_bootstrap_external"))?
        .call_method(interned!("_bless_my_loader"), &[globals])?;
    let Some(name) = globals.get_str(id!(__name__))? else {
        return Ok(None);
    };
    let Some(get_source) = loader.get_attr_opt(interned!("get_source"))? else {
        return Ok(None);
    };
    let source = match get_source.call(&[&name]) {
        Ok(source) => source,
        // A loader that does not know the module: so it is with the main one.
        Err(raised) => {
            objects::exceptions::clear_if(&objects::exceptions::types::ImportError, raised)?;
            return Ok(None);
        }
    };
    if is_none(&source) {
        return Ok(None);
    }
    if source.downcast::<Str>().is_none() {
        return Err(raise!(
            TypeError,
            "must be str, not {}",
            source.class().tp_name()
        ));
    }
    let lines = source.call_method(interned!("splitlines"), &[])?;
    let Some(lines) = lines.downcast::<List>() else {
        return Ok(None);
    };
    Ok(usize::try_from(line - 1).ok().and_then(|i| lines.get(i)))
}

/// Issues a warning with everything named by the caller.
#[pyfunction(
    "warn_explicit(message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)"
)]
fn warn_explicit(
    message: &Object,
    category: &Object,
    filename: &Str,
    lineno: i32,
    module: Option<&Object>,
    registry: Option<&Object>,
    module_globals: Option<&Object>,
    source: Option<&Object>,
) -> PyResult<()> {
    let category = warnings::category_of(message, Some(category))?;
    let mut source_line = None;
    if let Some(globals) = module_globals.filter(|g| !is_none(g)) {
        let Some(globals) = globals.downcast::<Dict>() else {
            return Err(raise!(
                TypeError,
                "module_globals must be a dict, not '{}'",
                globals.class().tp_name()
            ));
        };
        source_line = line_of_source(globals, i64::from(lineno))?;
    }
    warnings::warn_with(&Warning {
        category: &category,
        message,
        filename,
        line: i64::from(lineno),
        module,
        registry,
        source_line: source_line.as_deref(),
        source: source.filter(|s| !is_none(s)),
    })
}

#[pyfunction("_filters_mutated_lock_held()")]
fn _filters_mutated_lock_held() -> PyResult<()> {
    lock::filters_mutated()
}

#[pyfunction("_acquire_lock()")]
fn _acquire_lock() {
    lock::acquire()
}

#[pyfunction("_release_lock()")]
fn _release_lock() -> PyResult<()> {
    lock::release()
}

fn exec(module: &Module) -> PyResult<()> {
    warnings::init_state()?;
    // SAFETY: attached; the state owns what was just made.
    let (filters, once, default, context) = unsafe {
        let s = &(*base::tstate::interp()).warnings;
        (
            Object::from_ptr(s.filters).to_ref(),
            Object::from_ptr(s.once_registry).to_ref(),
            Object::from_ptr(s.default_action).to_ref(),
            Object::from_ptr(s.context).to_ref(),
        )
    };
    module.add("filters", &filters)?;
    module.add("_onceregistry", &once)?;
    module.add("_defaultaction", &default)?;
    module.add("_warnings_context", &context)
}

module!(
    c"_warnings",
    c"What warnings are made of.",
    methods = method_table![
        warn,
        warn_explicit,
        _filters_mutated_lock_held,
        _acquire_lock,
        _release_lock,
    ],
    exec = exec
);
