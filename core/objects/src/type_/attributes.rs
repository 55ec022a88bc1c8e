//! The attributes of types: lookup and assignment (with what assignment to a special method entails), and the computed ones
//! (`__name__`, `__module__`, `__doc__`, ...); `annotations` and `bases` have theirs, `methods` the tables.

use core::ffi::{c_char, c_void};

use base::mem::{self, Domain};
use layout::*;

use super::{bases, create, doc, slotdefs};
use crate::exceptions::{self, types};
use crate::prelude::*;

/// `type.__getattribute__`: data descriptors of the metaclass, then the class's own MRO, then the metaclass's rest.
pub extern "C" fn type_getattro(ty: &Type, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "attribute name must be string, not '{}'",
            name.class().tp_name()
        ));
    };
    match find(ty, name)? {
        Some(v) => Ok(v),
        None => {
            let raised = raise!(
                AttributeError,
                "type object '{}' has no attribute '{}'",
                ty.tp_name(),
                name.to_string_lossy()
            );
            crate::object::attributes::add_context(ty, name);
            Err(raised)
        }
    }
}

/// As [`type_getattro`], None for an absent attribute.
pub fn get_attr_opt(ty: &Type, name: &Str) -> PyResult<Option<Ref>> {
    match find(ty, name) {
        Err(e) => exceptions::clear_if(&types::AttributeError, e).map(|()| None),
        found => found,
    }
}

fn find(ty: &Type, name: &Str) -> PyResult<Option<Ref>> {
    // A metaclass's `mro()` may look at a type that is just being made ready.
    if !ty.has(Py_TPFLAGS_READY) && !ty.has(Py_TPFLAGS_READYING) {
        ty.ready()?;
    }
    let metatype = ty.class();
    let meta = metatype.lookup(name);
    let mut meta_get = None;
    // SAFETY: live types; slots' contracts.
    unsafe {
        if let Some(m) = &meta {
            let mt = m.type_ptr();
            meta_get = (*mt).tp_descr_get;
            if let Some(get) = meta_get
                && (*mt).tp_descr_set.is_some()
            {
                return Ref::from_c(get(m.as_ptr(), ty.as_ptr(), metatype.as_ptr())).map(Some);
            }
        }
        if let Some(own) = ty.lookup(name) {
            return match (*own.type_ptr()).tp_descr_get {
                // Without an instance: descriptors give themselves, or bind to the class.
                Some(get) => {
                    Ref::from_c(get(own.as_ptr(), core::ptr::null_mut(), ty.as_ptr())).map(Some)
                }
                None => Ok(Some(own)),
            };
        }
        match (meta, meta_get) {
            (Some(m), Some(get)) => {
                Ref::from_c(get(m.as_ptr(), ty.as_ptr(), metatype.as_ptr())).map(Some)
            }
            (m, _) => Ok(m),
        }
    }
}

fn is_dunder(name: &Str) -> bool {
    let n = name.len();
    n > 4
        && name.starts_with("__")
        && name.char_at(n - 1) == u32::from(b'_')
        && name.char_at(n - 2) == u32::from(b'_')
}

#[cold]
pub(super) fn immutable(ty: &Type, name: &str) -> Raised {
    raise!(
        TypeError,
        "cannot set '{name}' attribute of immutable type '{}'",
        ty.tp_name()
    )
}

/// `type.__setattr__`.
pub(super) extern "C" fn type_setattro(ty: &Type, name: &Object, value: Option<&Object>) -> Status {
    set_attr(ty, name, value).into()
}

fn set_attr(ty: &Type, name: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "attribute name must be string, not '{}'",
            name.class().tp_name()
        ));
    };
    if ty.has(Py_TPFLAGS_IMMUTABLETYPE) {
        return Err(raise!(
            TypeError,
            "cannot set {} attribute of immutable type '{}'",
            name.repr()?.to_string_lossy(),
            ty.tp_name()
        ));
    }
    // Slots and the cache go by identity of names.
    let name = if name.is_exactly(crate::unicode::PyUnicode_Type.raw()) {
        Str::intern(name.to_ref())
    } else {
        Str::intern(Str::from_wtf8(&name.to_wtf8()?)?)
    };
    // A data descriptor of the metaclass goes first.
    if let Some(d) = ty.class().lookup(&name) {
        // SAFETY: the slot's contract.
        unsafe {
            if let Some(set) = (*d.type_ptr()).tp_descr_set {
                Status::from_c(set(
                    d.as_ptr(),
                    ty.as_ptr(),
                    value.map_or(core::ptr::null_mut(), Object::as_ptr),
                ))?;
                return Ok(());
            }
        }
    }
    let dict = ty.dict().to_ref();
    match value {
        Some(v) => {
            // The old value outlives the cache entry that borrows it.
            let _old = dict.get_str(&name)?;
            ty.modified();
            dict.change_for_type(|d| d.set(&name, v))?;
        }
        None => {
            let old = dict.get_str(&name)?;
            ty.modified();
            if old.is_none() || !dict.change_for_type(|d| d.discard(&name))? {
                let raised = raise!(
                    AttributeError,
                    "type object '{}' has no attribute '{}'",
                    ty.tp_name(),
                    name.to_string_lossy()
                );
                crate::object::attributes::add_context(ty, &name);
                return Err(raised);
            }
        }
    }
    // The cache may have been filled again between the two steps.
    ty.modified();
    if is_dunder(&name) {
        slotdefs::update_slot(ty, &name);
    }
    Ok(())
}

/// Sets an entry of a type's dict behind `__setattr__`, for attributes that the runtime keeps there.
pub(super) fn set_dict_entry(ty: &Type, name: &Str, value: Option<&Object>) -> PyResult<()> {
    let dict = ty.dict().to_ref();
    let _old = dict.get_str(name)?;
    match value {
        Some(v) => dict.change_for_type(|d| d.set(name, v))?,
        None => drop(dict.change_for_type(|d| d.discard(name))?),
    }
    ty.modified();
    Ok(())
}

/// TypeError unless the attribute may be set and a value is given.
pub(super) fn check_settable<'a>(
    ty: &Type,
    value: Option<&'a Object>,
    name: &str,
) -> PyResult<&'a Object> {
    if ty.has(Py_TPFLAGS_IMMUTABLETYPE) {
        return Err(immutable(ty, name));
    }
    let Some(value) = value else {
        return Err(raise!(
            TypeError,
            "cannot delete '{name}' attribute of immutable type '{}'",
            ty.tp_name()
        ));
    };
    crate::audit!("object.__setattr__", ty, name, value)?;
    Ok(value)
}

/// `tp_name` of a name: a copy of its UTF-8 form, without zeros.
pub(crate) fn c_name(name: &Str) -> PyResult<*const c_char> {
    let text = name.as_utf8()?;
    if text.as_bytes().contains(&0) {
        return Err(raise!(
            ValueError,
            "type name must not contain null characters"
        ));
    }
    create::copy_c_string(text.as_bytes())
}

pub(super) extern "C" fn get_name(ty: &Type, _: *mut c_void) -> PyResult {
    if ty.is_heap() {
        // SAFETY: heap types keep their name.
        return Ok(unsafe { (*(*ty.heap()).ht_name.cast::<Str>()).to_ref().upcast() });
    }
    Ok(Str::intern(Str::from_str(&ty.name())?).upcast())
}

pub(super) extern "C" fn set_name(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__name__")?;
        let Some(name) = value.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "can only assign string to {}.__name__, not '{}'",
                ty.tp_name(),
                value.class().tp_name()
            ));
        };
        let c = c_name(name)?;
        // SAFETY: a heap type owns its name, in both forms.
        unsafe {
            let (raw, heap) = (ty.raw(), ty.heap());
            (*raw).tp_name = c;
            let old_c = core::mem::replace(&mut (*heap)._ht_tpname, c.cast_mut());
            mem::free(Domain::Mem, old_c.cast());
            let old = core::mem::replace(&mut (*heap).ht_name, name.to_ref().into_ptr());
            drop(Ref::<Object>::from_owned_opt(old));
        }
        Ok(())
    };
    run().into()
}

pub(super) extern "C" fn get_qualname(ty: &Type, closure: *mut c_void) -> PyResult {
    if ty.is_heap() {
        return Ok(ty.qualname()?.upcast());
    }
    get_name(ty, closure)
}

pub(super) extern "C" fn set_qualname(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__qualname__")?;
        if value.downcast::<Str>().is_none() {
            return Err(raise!(
                TypeError,
                "can only assign string to {}.__qualname__, not '{}'",
                ty.tp_name(),
                value.class().tp_name()
            ));
        }
        // SAFETY: a heap type owns its name.
        unsafe {
            let old = core::mem::replace(&mut (*ty.heap()).ht_qualname, value.to_ref().into_ptr());
            drop(Ref::<Object>::from_owned_opt(old));
        }
        Ok(())
    };
    run().into()
}

/// `__module__`: of heap types from the dict, of static ones what stands before the last dot of the name. None if absent.
pub(crate) fn module(ty: &Type) -> PyResult<Option<Ref>> {
    if ty.is_heap() {
        return ty.dict().get_str(id!(__module__));
    }
    let full = ty.tp_name();
    Ok(Some(match full.rfind('.') {
        Some(i) => Str::intern(Str::from_str(&full[..i])?).upcast(),
        None => id!(builtins).to_ref().upcast(),
    }))
}

pub(super) extern "C" fn get_module(ty: &Type, _: *mut c_void) -> PyResult {
    module(ty)?.ok_or_else(|| exceptions::raise_object(&types::AttributeError, id!(__module__)))
}

pub(super) extern "C" fn set_module(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__module__")?;
        ty.dict().discard(id!(__firstlineno__))?;
        set_dict_entry(ty, id!(__module__), Some(value))
    };
    run().into()
}

pub(super) extern "C" fn get_abstract(ty: &Type, _: *mut c_void) -> PyResult {
    // `type` itself has the descriptor in its dict, not a value.
    if !core::ptr::eq(ty, &super::PyType_Type)
        && let Some(v) = ty.dict().get_str(id!(__abstractmethods__))?
    {
        return Ok(v);
    }
    Err(exceptions::raise_object(
        &types::AttributeError,
        id!(__abstractmethods__),
    ))
}

pub(super) extern "C" fn set_abstract(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let is_abstract = match value {
            Some(v) => {
                let b = v.is_true()?;
                ty.change_dict(|d| d.set(id!(__abstractmethods__), v))?;
                b
            }
            None => {
                if !ty.change_dict(|d| d.discard(id!(__abstractmethods__)))? {
                    return Err(exceptions::raise_object(
                        &types::AttributeError,
                        id!(__abstractmethods__),
                    ));
                }
                false
            }
        };
        // SAFETY: a flag that only instantiation reads.
        unsafe {
            if is_abstract {
                (*ty.raw()).tp_flags |= Py_TPFLAGS_IS_ABSTRACT;
            } else {
                (*ty.raw()).tp_flags &= !Py_TPFLAGS_IS_ABSTRACT;
            }
        }
        Ok(())
    };
    run().into()
}

pub(super) extern "C" fn get_bases(ty: &Type, _: *mut c_void) -> PyResult {
    Ok(ty.bases().map_or_else(none_ref, |b| b.to_ref().upcast()))
}

pub(super) extern "C" fn set_bases(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    bases::assign(ty, value).into()
}

pub(super) extern "C" fn get_mro(ty: &Type, _: *mut c_void) -> PyResult {
    Ok(ty.mro().map_or_else(none_ref, |m| m.to_ref().upcast()))
}

pub(super) extern "C" fn get_dict(ty: &Type, _: *mut c_void) -> PyResult {
    match ty.dict_opt() {
        Some(d) => Ok(crate::descr::proxy::MappingProxy::new(d)?.upcast()),
        None => Ok(none_ref()),
    }
}

pub(super) extern "C" fn get_doc(ty: &Type, _: *mut c_void) -> PyResult {
    // SAFETY: C strings of the type; a descriptor's slot.
    unsafe {
        let raw = ty.raw();
        if !ty.is_heap() && !(*raw).tp_doc.is_null() {
            return doc::c_doc((*raw).tp_name, (*raw).tp_doc);
        }
        let Some(d) = ty.dict().get_str(id!(__doc__))? else {
            return Ok(none_ref());
        };
        match (*d.type_ptr()).tp_descr_get {
            Some(get) => Ref::from_c(get(d.as_ptr(), core::ptr::null_mut(), ty.as_ptr())),
            None => Ok(d),
        }
    }
}

pub(super) extern "C" fn set_doc(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__doc__")?;
        set_dict_entry(ty, id!(__doc__), Some(value))
    };
    run().into()
}

pub(super) extern "C" fn get_signature(ty: &Type, _: *mut c_void) -> PyResult {
    // SAFETY: C strings of the type.
    unsafe { doc::c_signature((*ty.raw()).tp_name, (*ty.raw()).tp_doc, 0) }
}
