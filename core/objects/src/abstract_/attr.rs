//! Attributes of any object (`PyObject_GetAttr` and kin), special methods, and methods about to be called.

use layout::*;

use crate::exceptions::{self, types};
use crate::object::attributes;
use crate::prelude::*;
use crate::type_::view_same_slot as same_slot;

#[cold]
fn bad_name(name: &Object) -> Raised {
    raise!(
        TypeError,
        "attribute name must be string, not '{}'",
        name.class().tp_name()
    )
}

/// `PyObject_GetAttr` with any object for a name.
#[inline]
pub fn get_attr_object(o: &Object, name: &Object) -> PyResult {
    match name.downcast::<Str>() {
        Some(n) => get_attr(o, n),
        None => Err(bad_name(name)),
    }
}

/// `PyObject_GetAttr`.
#[inline]
pub fn get_attr(o: &Object, name: &Str) -> PyResult {
    // SAFETY: the slots' contracts.
    let r = unsafe {
        let ty = o.type_ptr();
        if let Some(f) = (*ty).tp_getattro {
            Ref::from_c(f(o.as_ptr(), name.as_ptr()))
        } else if let Some(f) = (*ty).tp_getattr {
            let c = c_name(name)?;
            Ref::from_c(f(o.as_ptr(), c.as_ptr().cast_mut()))
        } else {
            return Err(attributes::no_attribute(o, name));
        }
    };
    if r.is_err() {
        attributes::add_context(o, name);
    }
    r
}

/// The name for the slots that take a C string.
fn c_name(name: &Str) -> PyResult<std::ffi::CString> {
    std::ffi::CString::new(name.as_utf8()?)
        .map_err(|_| raise!(ValueError, "embedded null character"))
}

/// `PyObject_GetOptionalAttr`: no exception is made for an absent attribute where that can be helped.
pub fn get_attr_opt(o: &Object, name: &Str) -> PyResult<Option<Ref>> {
    // SAFETY: live type.
    let getattro = unsafe { (*o.type_ptr()).tp_getattro };
    if same_slot(
        getattro,
        crate::slots::PyObject_GenericGetAttr as *const () as *const _,
    ) {
        return attributes::generic_get_attr_opt(o, name);
    }
    if let Some(t) = o.downcast::<Type>()
        && same_slot(
            getattro,
            crate::type_::attributes::type_getattro as *const () as *const _,
        )
    {
        return crate::type_::attributes::get_attr_opt(t, name);
    }
    if let Some(m) = o.downcast::<crate::Module>()
        && same_slot(
            getattro,
            crate::module::module_getattro as *const () as *const _,
        )
    {
        return crate::module::get_attr_opt(m, name);
    }
    match get_attr(o, name) {
        Ok(v) => Ok(Some(v)),
        Err(e) => exceptions::clear_if(&types::AttributeError, e).map(|()| None),
    }
}

/// `PyObject_SetAttr`; None deletes.
pub fn set_attr(o: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(bad_name(name));
    };
    let interned;
    let name = if name.is_interned() || !name.is_exactly(crate::unicode::PyUnicode_Type.raw()) {
        name
    } else {
        interned = Str::intern(name.to_ref());
        &interned
    };
    let raw = value.map_or(core::ptr::null_mut(), Object::as_ptr);
    // SAFETY: the slots' contracts.
    unsafe {
        let ty = o.type_ptr();
        if let Some(f) = (*ty).tp_setattro {
            return Status::from_c(f(o.as_ptr(), name.as_ptr(), raw)).map(drop);
        }
        if let Some(f) = (*ty).tp_setattr {
            let c = c_name(name)?;
            return Status::from_c(f(o.as_ptr(), c.as_ptr().cast_mut(), raw)).map(drop);
        }
        let gettable = (*ty).tp_getattr.is_some() || (*ty).tp_getattro.is_some();
        Err(raise!(
            TypeError,
            "'{}' object has {} attributes ({} .{})",
            o.class().tp_name(),
            if gettable { "only read-only" } else { "no" },
            if value.is_some() { "assign to" } else { "del" },
            name.to_string_lossy()
        ))
    }
}

/// `_PyObject_LookupSpecial`.
pub fn lookup_special(o: &Object, name: &Str) -> PyResult<Option<Ref>> {
    let Some(f) = o.class().lookup(name) else {
        return Ok(None);
    };
    // SAFETY: the slot's contract.
    unsafe {
        match (*f.type_ptr()).tp_descr_get {
            None => Ok(Some(f)),
            Some(get) => Ref::from_c(get(f.as_ptr(), o.as_ptr(), o.type_ptr().cast())).map(Some),
        }
    }
}

/// `_PyObject_GetMethod`: the callable, and whether the object must be passed to it first.
#[inline]
pub fn get_method(o: &Object, name: &Str) -> PyResult<(Ref, bool)> {
    // SAFETY: live types; slots' contracts.
    unsafe {
        let ty = o.type_ptr();
        if !same_slot(
            (*ty).tp_getattro,
            crate::slots::PyObject_GenericGetAttr as *const () as *const _,
        ) || !name.is_exactly(crate::unicode::PyUnicode_Type.raw())
        {
            return Ok((get_attr(o, name)?, false));
        }
        let descr = o.class().lookup(name);
        let mut get = None;
        let mut is_method = false;
        if let Some(d) = &descr {
            let dt = d.type_ptr();
            if (*dt).tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR != 0 {
                is_method = true;
            } else {
                get = (*dt).tp_descr_get;
                if let Some(f) = get
                    && (*dt).tp_descr_set.is_some()
                {
                    let v = Ref::from_c(f(d.as_ptr(), o.as_ptr(), ty.cast()))?;
                    return Ok((v, false));
                }
            }
        }
        if (*ty).tp_dictoffset != 0
            && let Some(v) = crate::dict::instance_lookup(o, name)?
        {
            return Ok((v, false));
        }
        match (descr, get) {
            (Some(d), _) if is_method => Ok((d, true)),
            (Some(d), Some(f)) => Ok((Ref::from_c(f(d.as_ptr(), o.as_ptr(), ty.cast()))?, false)),
            (Some(d), None) => Ok((d, false)),
            (None, _) => Err(attributes::no_attribute(o, name)),
        }
    }
}
