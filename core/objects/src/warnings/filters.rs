//! The filters: lists of (action, message, category, module, line), the first match of which decides.

use base::{Object, PyResult, Ref};

use super::{keep, module_attr, state};
use crate::context::ContextVar;
use crate::exceptions::types;
use crate::prelude::*;

/// The filters of a new interpreter.
pub fn initial() -> PyResult<Ref<List>> {
    let filter = |action: &str, category: &Type, module: Option<&str>| -> PyResult<Ref> {
        let module: Ref = match module {
            Some(m) => Str::from_str(m)?.upcast(),
            None => none_ref(),
        };
        let action = Str::intern(Str::from_str(action)?);
        Ok(Tuple::from_slice(&[&action, none(), category, &module, Long::small(0)])?.upcast())
    };
    List::from_vec(vec![
        filter("default", &types::DeprecationWarning, Some("__main__"))?,
        filter("ignore", &types::DeprecationWarning, None)?,
        filter("ignore", &types::PendingDeprecationWarning, None)?,
        filter("ignore", &types::ImportWarning, None)?,
        filter("ignore", &types::ResourceWarning, None)?,
    ])
}

/// The context's own filters; None if it has none.
fn of_context() -> PyResult<Option<Ref>> {
    // SAFETY: attached; the interpreter owns the variable.
    let var = unsafe { Ref::<Object>::from_borrowed_opt((*state()).context) };
    let Some(var) = var else { return Ok(None) };
    let Some(context) = var
        .downcast::<ContextVar>()
        .map(|v| v.get_or(None))
        .transpose()?
        .flatten()
    else {
        return Ok(None);
    };
    if is_none(&context) {
        return Ok(None);
    }
    let filters = context.get_attr(interned!("_filters"))?;
    if filters.downcast::<List>().is_none() {
        return Err(raise!(
            ValueError,
            "_filters of warnings._warnings_context must be a list"
        ));
    }
    Ok(Some(filters))
}

/// `warnings.onceregistry`.
pub fn once_registry() -> PyResult<Ref<Dict>> {
    // SAFETY: attached; the interpreter owns the registry.
    unsafe {
        if let Some(r) = module_attr(interned!("onceregistry"), false)? {
            if r.downcast::<Dict>().is_none() {
                return Err(raise!(
                    TypeError,
                    "_warnings.onceregistry must be a dict, not '{}'",
                    r.class().tp_name()
                ));
            }
            keep(&raw mut (*state()).once_registry, r);
        }
        match Ref::<Dict>::from_borrowed_opt((*state()).once_registry) {
            Some(d) => Ok(d),
            None => Dict::new(),
        }
    }
}

fn default_action() -> PyResult<Ref> {
    // SAFETY: attached; the interpreter owns the action.
    unsafe {
        if let Some(a) = module_attr(interned!("defaultaction"), false)? {
            if a.downcast::<Str>().is_none() {
                return Err(raise!(
                    TypeError,
                    "_warnings.defaultaction must be a string, not '{}'",
                    a.class().tp_name()
                ));
            }
            keep(&raw mut (*state()).default_action, a);
        }
        match Ref::from_borrowed_opt((*state()).default_action) {
            Some(a) => Ok(a),
            None => Ok(Str::from_str("default")?.upcast()),
        }
    }
}

/// None matches all, exact text itself, and anything else is asked by its `match` method.
fn matches(pattern: &Object, text: &Object) -> PyResult<bool> {
    if is_none(pattern) {
        return Ok(true);
    }
    if pattern.is_exactly(crate::unicode::PyUnicode_Type.raw()) {
        return pattern.equals(text);
    }
    pattern.call_method(interned!("match"), &[text])?.is_true()
}

fn search(
    filters: &List,
    category: &Object,
    text: &Object,
    line: i64,
    module: &Object,
) -> PyResult<Option<(Ref, Ref)>> {
    // The list may change meanwhile.
    let mut i = 0;
    while let Some(item) = filters.get(i) {
        let Some(&[action, message, cat, modpat, lineno]) =
            item.downcast::<Tuple>().map(Tuple::as_slice)
        else {
            return Err(raise!(
                ValueError,
                "warnings.filters item {i} isn't a 5-tuple"
            ));
        };
        if action.downcast::<Str>().is_none() {
            return Err(raise!(
                TypeError,
                "action must be a string, not '{}'",
                action.class().tp_name()
            ));
        }
        if matches(message, text)? && category.is_subclass(cat)? && matches(modpat, module)? {
            let wanted = lineno.index()?.as_i64()?;
            if wanted == 0 || wanted == line {
                return Ok(Some((action.to_ref(), item.clone())));
            }
        }
        i += 1;
    }
    Ok(None)
}

/// What is to happen, and the filter that says so (none: the default).
pub fn action_for(
    category: &Object,
    text: &Object,
    line: i64,
    module: &Object,
) -> PyResult<(Ref, Option<Ref>)> {
    if let Some(own) = of_context()? {
        if let Some(list) = own.downcast::<List>()
            && let Some((action, item)) = search(list, category, text, line, module)?
        {
            return Ok((action, Some(item)));
        }
    } else {
        // SAFETY: attached; the interpreter owns the list.
        let filters = unsafe {
            if let Some(f) = module_attr(interned!("filters"), false)? {
                keep(&raw mut (*state()).filters, f);
            }
            Ref::<Object>::from_borrowed_opt((*state()).filters)
        };
        let Some(filters) = filters.as_ref().and_then(|f| f.downcast::<List>()) else {
            return Err(raise!(ValueError, "_warnings.filters must be a list"));
        };
        if let Some((action, item)) = search(filters, category, text, line, module)? {
            return Ok((action, Some(item)));
        }
    }
    Ok((default_action()?, None))
}
