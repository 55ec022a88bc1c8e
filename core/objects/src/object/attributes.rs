//! The generic attribute protocol: data descriptors of the type, the instance's own attributes, then the type's.

use layout::*;

use crate::exceptions::{self, types};
use crate::prelude::*;
use crate::slots;

/// AttributeError "'T' object has no attribute 'name'", which knows the object and the name (for suggestions).
#[cold]
pub fn no_attribute(o: &Object, name: &Str) -> Raised {
    let raised = raise!(
        AttributeError,
        "'{}' object has no attribute '{}'",
        o.class().tp_name(),
        name.to_string_lossy()
    );
    add_context(o, name);
    raised
}

/// Tells the AttributeError in flight its object and name, if it does not know them.
#[cold]
pub fn add_context(o: &Object, name: &Str) {
    if exceptions::matches(&types::AttributeError) {
        exceptions::set_attribute_context(o, name);
    }
}

#[cold]
fn bad_name(name: &Object) -> Raised {
    raise!(
        TypeError,
        "attribute name must be string, not '{}'",
        name.class().tp_name()
    )
}

/// `PyObject_GenericGetAttr`.
#[inline]
pub fn generic_get_attr(o: &Object, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(bad_name(name));
    };
    match lookup(o, name, false)? {
        Some(v) => Ok(v),
        None => Err(no_attribute(o, name)),
    }
}

/// `_PyObject_GenericTryGetAttr`: None instead of AttributeError.
pub fn generic_get_attr_opt(o: &Object, name: &Object) -> PyResult<Option<Ref>> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(bad_name(name));
    };
    lookup(o, name, true)
}

/// `suppress`: an AttributeError of a descriptor's `__get__` counts as absence.
#[inline]
fn lookup(o: &Object, name: &Str, suppress: bool) -> PyResult<Option<Ref>> {
    let class = o.class();
    if class.mro().is_none() {
        class.ready()?;
    }
    let descr = class.lookup(name);
    // SAFETY: live types; slots' contracts.
    unsafe {
        let ty = o.type_ptr();
        let mut get = None;
        if let Some(d) = &descr {
            let dt = d.type_ptr();
            get = (*dt).tp_descr_get;
            if let Some(f) = get
                && (*dt).tp_descr_set.is_some()
            {
                return finish(f(d.as_ptr(), o.as_ptr(), ty.cast()), suppress);
            }
        }
        if (*ty).tp_dictoffset != 0
            && let Some(v) = crate::dict::instance_lookup(o, name)?
        {
            return Ok(Some(v));
        }
        match (descr, get) {
            (Some(d), Some(f)) => finish(f(d.as_ptr(), o.as_ptr(), ty.cast()), suppress),
            (d, _) => Ok(d),
        }
    }
}

#[inline(always)]
unsafe fn finish(value: *mut PyObject, suppress: bool) -> PyResult<Option<Ref>> {
    // SAFETY: a descriptor's answer.
    match unsafe { Ref::from_c(value) } {
        Ok(v) => Ok(Some(v)),
        Err(e) if suppress => exceptions::clear_if(&types::AttributeError, e).map(|()| None),
        Err(e) => Err(e),
    }
}

/// `_PyObject_GenericGetAttrWithDict` with a dict that stands for the instance's.
pub fn generic_get_attr_with(o: &Object, name: &Str, dict: &Dict) -> PyResult<Option<Ref>> {
    let class = o.class();
    let descr = class.lookup(name);
    // SAFETY: live types; slots' contracts.
    unsafe {
        let ty = o.type_ptr();
        let mut get = None;
        if let Some(d) = &descr {
            get = (*d.type_ptr()).tp_descr_get;
            if let Some(f) = get
                && (*d.type_ptr()).tp_descr_set.is_some()
            {
                return finish(f(d.as_ptr(), o.as_ptr(), ty.cast()), false);
            }
        }
        if let Some(v) = dict.get(name)? {
            return Ok(Some(v));
        }
        match (descr, get) {
            (Some(d), Some(f)) => finish(f(d.as_ptr(), o.as_ptr(), ty.cast()), false),
            (d, _) => Ok(d),
        }
    }
}

/// `PyObject_GenericSetAttr`; None deletes.
pub fn generic_set_attr(o: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(bad_name(name));
    };
    let class = o.class();
    if class.mro().is_none() {
        class.ready()?;
    }
    let descr = class.lookup(name);
    // SAFETY: live types; slots' contracts.
    unsafe {
        if let Some(d) = &descr
            && let Some(set) = (*d.type_ptr()).tp_descr_set
        {
            let raw = value.map_or(core::ptr::null_mut(), Object::as_ptr);
            return Status::from_c(set(d.as_ptr(), o.as_ptr(), raw)).map(drop);
        }
        if (*o.type_ptr()).tp_dictoffset == 0 {
            return Err(cannot_set(o, name, descr.is_some()));
        }
    }
    if !crate::dict::instance_store(o, name, value)? {
        return Err(no_attribute(o, name));
    }
    Ok(())
}

/// As [`generic_set_attr`], with a dict that stands for the instance's (`_PyObject_GenericSetAttrWithDict`).
pub fn generic_set_attr_with(
    o: &Object,
    name: &Str,
    value: Option<&Object>,
    dict: &Dict,
) -> PyResult<()> {
    if let Some(d) = o.class().lookup(name) {
        // SAFETY: a live type; the slot's contract.
        unsafe {
            if let Some(set) = (*d.type_ptr()).tp_descr_set {
                let raw = value.map_or(core::ptr::null_mut(), Object::as_ptr);
                return Status::from_c(set(d.as_ptr(), o.as_ptr(), raw)).map(drop);
            }
        }
    }
    match value {
        Some(v) => dict.set(name, v),
        None if dict.discard(name)? => Ok(()),
        None => Err(no_attribute(o, name)),
    }
}

#[cold]
fn cannot_set(o: &Object, name: &Str, on_type: bool) -> Raised {
    let class = o.class().tp_name();
    let name_text = name.to_string_lossy();
    let raised = if on_type {
        raise!(
            AttributeError,
            "'{class}' object attribute '{name_text}' is read-only"
        )
    } else {
        // SAFETY: live type.
        let generic = crate::type_::view_same_slot(
            unsafe { (*o.type_ptr()).tp_setattro },
            slots::PyObject_GenericSetAttr as *const () as *const _,
        );
        if generic {
            raise!(
                AttributeError,
                "'{class}' object has no attribute '{name_text}' and no __dict__ for setting new attributes"
            )
        } else {
            raise!(
                AttributeError,
                "'{class}' object has no attribute '{name_text}'"
            )
        }
    };
    add_context(o, name);
    raised
}

/// `PyObject_GenericGetDict`: a `__dict__` getter.
pub fn get_dict(o: &Object) -> PyResult {
    // SAFETY: live type.
    if unsafe { (*o.type_ptr()).tp_dictoffset } == 0 {
        return Err(raise!(AttributeError, "This object has no __dict__"));
    }
    Ok(crate::dict::instance_dict(o)?.upcast())
}

/// `PyObject_GenericSetDict`: a `__dict__` setter.
pub fn set_dict(o: &Object, value: Option<&Object>) -> PyResult<()> {
    if o.class().has(Py_TPFLAGS_MANAGED_DICT as _) {
        return set_managed(o, value);
    }
    let Some(slot) = crate::dict::managed::dict_slot(o) else {
        return Err(raise!(AttributeError, "This object has no __dict__"));
    };
    let dict = checked_dict(value)?;
    // SAFETY: the slot owns its reference; the old dict goes after the swap.
    unsafe {
        let old = slot.replace(dict.to_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    Ok(())
}

fn checked_dict(value: Option<&Object>) -> PyResult<&Dict> {
    let Some(value) = value else {
        return Err(raise!(TypeError, "cannot delete __dict__"));
    };
    match value.downcast::<Dict>() {
        Some(d) => Ok(d),
        None => Err(raise!(
            TypeError,
            "__dict__ must be set to a dictionary, not a '{}'",
            value.class().tp_name()
        )),
    }
}

fn set_managed(o: &Object, value: Option<&Object>) -> PyResult<()> {
    let dict = match value {
        None => None,
        Some(v) => Some(checked_dict(Some(v))?),
    };
    // SAFETY: the type has the flag.
    unsafe { crate::dict::managed::set_managed_dict(o, dict) }
}
