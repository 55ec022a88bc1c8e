//! Subscripts (`PyObject_GetItem` and kin), lengths, and generic notation on classes.

use layout::*;

use super::number::{self, TooLarge};
use crate::exceptions::{self, types};
use crate::prelude::*;

macro_rules! table {
    ($o:expr, $table:ident, $field:ident) => {
        // SAFETY: a table of a ready type is NULL or whole.
        unsafe { (*$o.type_ptr()).$table.as_ref().and_then(|t| t.$field) }
    };
}
pub(crate) use table;

/// `PyObject_GetItem`.
#[inline]
pub fn get_item(o: &Object, key: &Object) -> PyResult {
    if let Some(f) = table!(o, tp_as_mapping, mp_subscript) {
        // SAFETY: live operands.
        return unsafe { Ref::from_c(f(o.as_ptr(), key.as_ptr())) };
    }
    get_item_otherwise(o, key)
}

#[cold]
fn get_item_otherwise(o: &Object, key: &Object) -> PyResult {
    if table!(o, tp_as_sequence, sq_item).is_some() {
        if number::is_index(key) {
            return super::sequence::get(o, number::as_isize(key, TooLarge::IndexError)?);
        }
        return Err(raise!(
            TypeError,
            "sequence index must be integer, not '{}'",
            key.class().tp_name()
        ));
    }
    if let Some(class) = o.downcast::<Type>() {
        // `type[int]` is itself a generic alias.
        if core::ptr::eq(class, &crate::type_::PyType_Type) {
            return generic_alias(o, key);
        }
        if let Some(f) = o.get_attr_opt(id!(__class_getitem__))?
            && !is_none(&f)
        {
            return f.call(&[key]);
        }
        return Err(raise!(
            TypeError,
            "type '{}' is not subscriptable",
            class.name()
        ));
    }
    Err(raise!(
        TypeError,
        "'{}' object is not subscriptable",
        o.class().tp_name()
    ))
}

/// `types.GenericAlias(origin, item)`.
pub fn generic_alias(origin: &Object, item: &Object) -> PyResult {
    Ok(crate::genericalias::GenericAlias::new(origin, item)?.upcast())
}

/// `PyObject_SetItem`, or `PyObject_DelItem` for None.
pub fn set_item(o: &Object, key: &Object, value: Option<&Object>) -> PyResult<()> {
    let raw = value.map_or(core::ptr::null_mut(), Object::as_ptr);
    if let Some(f) = table!(o, tp_as_mapping, mp_ass_subscript) {
        // SAFETY: live operands; NULL deletes.
        return unsafe { Status::from_c(f(o.as_ptr(), key.as_ptr(), raw)) }.map(drop);
    }
    // SAFETY: a table is NULL or whole.
    if unsafe { !(*o.type_ptr()).tp_as_sequence.is_null() } {
        if number::is_index(key) {
            let i = number::as_isize(key, TooLarge::IndexError)?;
            return super::sequence::set(o, i, value);
        }
        if table!(o, tp_as_sequence, sq_ass_item).is_some() {
            return Err(raise!(
                TypeError,
                "sequence index must be integer, not '{}'",
                key.class().tp_name()
            ));
        }
    }
    Err(raise!(
        TypeError,
        "'{}' object does not support item {}",
        o.class().tp_name(),
        if value.is_some() {
            "assignment"
        } else {
            "deletion"
        }
    ))
}

/// `PyMapping_GetOptionalItem`.
pub fn get_item_opt(o: &Object, key: &Object) -> PyResult<Option<Ref>> {
    if o.is_exactly(crate::dict::PyDict_Type.raw())
        && let Some(d) = o.downcast::<Dict>()
    {
        return d.get(key);
    }
    match get_item(o, key) {
        Ok(v) => Ok(Some(v)),
        Err(e) => exceptions::clear_if(&types::KeyError, e).map(|()| None),
    }
}

#[inline(always)]
pub(super) fn checked(n: Py_ssize_t) -> PyResult<usize> {
    usize::try_from(n).map_err(|_| Raised::ASSUMED)
}

/// `PyMapping_Size`.
#[inline(always)]
pub fn mapping_length(o: &Object) -> PyResult<usize> {
    if let Some(f) = table!(o, tp_as_mapping, mp_length) {
        // SAFETY: a live object.
        return checked(unsafe { f(o.as_ptr()) });
    }
    no_mapping_length(o)
}

#[cold]
fn no_mapping_length(o: &Object) -> PyResult<usize> {
    if table!(o, tp_as_sequence, sq_length).is_some() {
        return Err(raise!(
            TypeError,
            "{} is not a mapping",
            o.class().tp_name()
        ));
    }
    Err(raise!(
        TypeError,
        "object of type '{}' has no len()",
        o.class().tp_name()
    ))
}

/// `PyObject_Size`.
#[inline(always)]
pub fn length(o: &Object) -> PyResult<usize> {
    if let Some(f) = table!(o, tp_as_sequence, sq_length).or(table!(o, tp_as_mapping, mp_length)) {
        // SAFETY: a live object.
        return checked(unsafe { f(o.as_ptr()) });
    }
    no_length(o)
}

#[cold]
fn no_length(o: &Object) -> PyResult<usize> {
    Err(raise!(
        TypeError,
        "object of type '{}' has no len()",
        o.class().tp_name()
    ))
}

/// `_PyObject_HasLen`.
pub fn has_length(o: &Object) -> bool {
    table!(o, tp_as_sequence, sq_length)
        .or(table!(o, tp_as_mapping, mp_length))
        .is_some()
}

/// `PyObject_LengthHint`.
pub fn length_hint(o: &Object, default: usize) -> PyResult<usize> {
    if has_length(o) {
        match length(o) {
            Ok(n) => return Ok(n),
            Err(e) => exceptions::clear_if(&types::TypeError, e)?,
        }
    }
    let Some(hint) = o.lookup_special(id!(__length_hint__))? else {
        return Ok(default);
    };
    let r = match hint.call(&[]) {
        Ok(r) => r,
        Err(e) => {
            exceptions::clear_if(&types::TypeError, e)?;
            return Ok(default);
        }
    };
    if r.is(not_implemented()) {
        return Ok(default);
    }
    let Some(n) = r.downcast::<Long>() else {
        return Err(raise!(
            TypeError,
            "__length_hint__ must be an integer, not {}",
            r.class().tp_name()
        ));
    };
    let n = n.as_isize()?;
    usize::try_from(n).map_err(|_| raise!(ValueError, "__length_hint__() should return >= 0"))
}
