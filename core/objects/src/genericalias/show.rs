//! How types look inside generic aliases and unions: classes by their qualified name, the rest by repr. Text is WTF-8.

use base::{Object, PyResult};

use crate::prelude::*;

/// One argument of an alias.
pub fn item(out: &mut Vec<u8>, o: &Object) -> PyResult<()> {
    if o.is_exactly(crate::slice::PyEllipsis_Type.raw()) {
        out.extend_from_slice(b"...");
        return Ok(());
    }
    let text = named(o)?;
    let text = match text {
        Some(t) => t,
        None => o.repr()?.to_wtf8()?,
    };
    out.extend_from_slice(&text);
    Ok(())
}

/// The qualified name of what looks like a class.
fn named(o: &Object) -> PyResult<Option<Vec<u8>>> {
    if o.has_attr(id!(__origin__))? && o.has_attr(id!(__args__))? {
        return Ok(None); // an alias
    }
    let Some(qualname) = o.get_attr_opt(id!(__qualname__))? else {
        return Ok(None);
    };
    let Some(module) = o.get_attr_opt(id!(__module__))?.filter(|m| !is_none(m)) else {
        return Ok(None);
    };
    let mut text = Vec::new();
    if !module
        .downcast::<Str>()
        .is_some_and(|m| m.eq_literal("builtins"))
    {
        text.extend_from_slice(&module.str()?.to_wtf8()?);
        text.push(b'.');
    }
    text.extend_from_slice(&qualname.str()?.to_wtf8()?);
    Ok(Some(text))
}

/// A list of arguments in its brackets. IndexError if it shrinks meanwhile.
pub fn list(out: &mut Vec<u8>, list: &List) -> PyResult<()> {
    out.push(b'[');
    for i in 0..list.len() {
        if i > 0 {
            out.extend_from_slice(b", ");
        }
        let Some(o) = list.get(i) else {
            return Err(raise!(IndexError, "list index out of range"));
        };
        item(out, &o)?;
    }
    out.push(b']');
    Ok(())
}

/// `_Py_typing_type_repr`: as [`item`], with `None` for its type.
pub fn type_repr(out: &mut Vec<u8>, o: &Object) -> PyResult<()> {
    if o.is(&crate::object::_PyNone_Type) {
        out.extend_from_slice(b"None");
        return Ok(());
    }
    item(out, o)
}
