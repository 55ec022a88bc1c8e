//! The text forms of any object: `repr`, `str`, `ascii`, `format`.

use crate::prelude::*;
use crate::recursion;

fn must_be_str(r: Ref, what: &str) -> PyResult<Ref<Str>> {
    r.downcast_into::<Str>().map_err(|r| {
        raise!(
            TypeError,
            "{what} returned non-string (type {})",
            r.class().tp_name()
        )
    })
}

/// `PyObject_Repr`.
pub fn repr(o: &Object) -> PyResult<Ref<Str>> {
    // SAFETY: the slot's contract.
    unsafe {
        let Some(f) = (*o.type_ptr()).tp_repr else {
            return Str::format(format_args!(
                "<{} object at {:p}>",
                o.class().tp_name(),
                o.as_ptr()
            ));
        };
        recursion::enter(" while getting the repr of an object")?;
        must_be_str(Ref::from_c(f(o.as_ptr()))?, "__repr__")
    }
}

/// `PyObject_Str`.
pub fn str(o: &Object) -> PyResult<Ref<Str>> {
    if o.is_exactly(crate::unicode::PyUnicode_Type.raw()) {
        // SAFETY: layout, just checked.
        return Ok(unsafe { o.to_ref().downcast_into_unchecked() });
    }
    // SAFETY: the slot's contract.
    unsafe {
        let Some(f) = (*o.type_ptr()).tp_str else {
            return repr(o);
        };
        recursion::enter(" while getting the str of an object")?;
        must_be_str(Ref::from_c(f(o.as_ptr()))?, "__str__")
    }
}

/// `PyObject_ASCII`: `repr` with what is not ASCII escaped.
pub fn ascii(o: &Object) -> PyResult<Ref<Str>> {
    crate::unicode::repr::escape_non_ascii(&*repr(o)?)
}

/// `PyObject_Format`.
pub fn format(o: &Object, spec: Option<&Str>) -> PyResult<Ref<Str>> {
    let empty = spec.is_none_or(|s| s.is_empty());
    if empty
        && (o.is_exactly(crate::unicode::PyUnicode_Type.raw())
            || o.is_exactly(crate::long::PyLong_Type.raw()))
    {
        return str(o);
    }
    let Some(f) = o.lookup_special(id!(__format__))? else {
        return Err(raise!(
            TypeError,
            "Type {} doesn't define __format__",
            o.class().tp_name()
        ));
    };
    let r = f.call(&[spec.unwrap_or(Str::empty())])?;
    r.downcast_into::<Str>().map_err(|r| {
        raise!(
            TypeError,
            "__format__ must return a str, not {}",
            r.class().tp_name()
        )
    })
}
