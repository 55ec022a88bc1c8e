//! `__annotations__`, `__annotate__` and `__type_params__` of classes, which stand in their dicts.

use core::ffi::c_void;

use layout::*;

use super::attributes::{check_settable, immutable, set_dict_entry};
use crate::exceptions::{self, types};
use crate::prelude::*;

/// An entry of the type's dict, read through its descriptor slot if it has one.
fn dict_value(ty: &Type, name: &Str) -> PyResult<Option<Ref>> {
    let Some(v) = ty.dict().get_str(name)? else {
        return Ok(None);
    };
    // SAFETY: the slot's contract.
    unsafe {
        match (*v.type_ptr()).tp_descr_get {
            Some(get) => Ref::from_c(get(v.as_ptr(), core::ptr::null_mut(), ty.as_ptr())).map(Some),
            None => Ok(Some(v)),
        }
    }
}

#[cold]
fn no_type_attribute(ty: &Type, name: &str) -> Raised {
    raise!(
        AttributeError,
        "type object '{}' has no attribute '{name}'",
        ty.tp_name()
    )
}

/// `__annotate__`: one that the class body defined under that name, else the function that the compiler left or that was
/// set later (`__annotate_func__`).
pub(super) extern "C" fn get_annotate(ty: &Type, _: *mut c_void) -> PyResult {
    if !ty.is_heap() {
        return Err(no_type_attribute(ty, "__annotate__"));
    }
    for name in [id!(__annotate__), id!(__annotate_func__)] {
        if let Some(v) = dict_value(ty, name)? {
            return Ok(v);
        }
    }
    set_dict_entry(ty, id!(__annotate_func__), Some(none()))?;
    Ok(none_ref())
}

pub(super) extern "C" fn set_annotate(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "cannot delete __annotate__ attribute"));
        };
        if ty.has(Py_TPFLAGS_IMMUTABLETYPE) {
            return Err(immutable(ty, "__annotate__"));
        }
        if !is_none(value) && !value.is_callable() {
            return Err(raise!(TypeError, "__annotate__ must be callable or None"));
        }
        set_dict_entry(ty, id!(__annotate_func__), Some(value))?;
        if !is_none(value) {
            ty.dict().discard(id!(__annotations_cache__))?;
        }
        Ok(())
    };
    run().into()
}

/// `__annotations__`: set, cached, or computed by `__annotate__`.
pub(super) extern "C" fn get_annotations(ty: &Type, closure: *mut c_void) -> PyResult {
    if !ty.is_heap() {
        return Err(no_type_attribute(ty, "__annotations__"));
    }
    if let Some(v) = dict_value(ty, id!(__annotations__))? {
        return Ok(v);
    }
    if let Some(v) = dict_value(ty, id!(__annotations_cache__))? {
        return Ok(v);
    }
    let annotate = get_annotate(ty, closure)?;
    let annotations = if is_none(&annotate) {
        Dict::new()?.upcast()
    } else {
        let r = annotate.call(&[Long::small(1)])?;
        if r.downcast::<Dict>().is_none() {
            return Err(raise!(
                TypeError,
                "__annotate__ returned non-dict of type '{}'",
                r.class().tp_name()
            ));
        }
        r
    };
    set_dict_entry(ty, id!(__annotations_cache__), Some(&annotations))?;
    Ok(annotations)
}

pub(super) extern "C" fn set_annotations(
    ty: &Type,
    value: Option<&Object>,
    _: *mut c_void,
) -> Status {
    let run = || -> PyResult<()> {
        if ty.has(Py_TPFLAGS_IMMUTABLETYPE) {
            return Err(immutable(ty, "__annotations__"));
        }
        match value {
            Some(v) => {
                // Under the name that reading finds first.
                let name = if ty.dict().contains(id!(__annotations__))? {
                    id!(__annotations__)
                } else {
                    id!(__annotations_cache__)
                };
                ty.change_dict(|d| d.set(name, v))?;
                ty.change_dict(|d| d.discard(id!(__annotate_func__)))?;
                ty.change_dict(|d| d.discard(id!(__annotate__)))?;
            }
            None => {
                let had = ty.change_dict(|d| d.discard(id!(__annotations__)))?
                    | ty.change_dict(|d| d.discard(id!(__annotations_cache__)))?;
                if !had {
                    return Err(exceptions::raise_object(
                        &types::AttributeError,
                        id!(__annotations__),
                    ));
                }
                ty.change_dict(|d| d.discard(id!(__annotate_func__)))?;
                ty.change_dict(|d| d.discard(id!(__annotate__)))?;
            }
        }
        Ok(())
    };
    run().into()
}

pub(super) extern "C" fn get_type_params(ty: &Type, _: *mut c_void) -> PyResult {
    // `type` itself has the descriptor in its dict, not a value.
    if core::ptr::eq(ty, &super::PyType_Type) {
        return Ok(Tuple::empty().to_ref().upcast());
    }
    Ok(ty
        .dict()
        .get_str(id!(__type_params__))?
        .unwrap_or_else(|| Tuple::empty().to_ref().upcast()))
}

pub(super) extern "C" fn set_type_params(
    ty: &Type,
    value: Option<&Object>,
    _: *mut c_void,
) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__type_params__")?;
        set_dict_entry(ty, id!(__type_params__), Some(value))
    };
    run().into()
}
