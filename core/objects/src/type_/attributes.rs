//! The attributes of types: lookup and assignment (with what assignment to a special method entails), and the computed ones
//! (`__name__`, `__bases__`, `__annotations__`, ...).

use core::ffi::{c_char, c_ulong, c_void};
use core::mem::offset_of;

use base::mem::{self, Domain};
use layout::*;

use super::{create, doc, mro, slotdefs, subtype};
use crate::exceptions::{self, types};
use crate::prelude::*;
use crate::slots;

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
fn immutable(ty: &Type, name: &str) -> Raised {
    raise!(
        TypeError,
        "cannot set '{name}' attribute of immutable type '{}'",
        ty.tp_name()
    )
}

/// `type.__setattr__`.
extern "C" fn type_setattro(ty: &Type, name: &Object, value: Option<&Object>) -> Status {
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
fn set_dict_entry(ty: &Type, name: &Str, value: Option<&Object>) -> PyResult<()> {
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
fn check_settable<'a>(ty: &Type, value: Option<&'a Object>, name: &str) -> PyResult<&'a Object> {
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

type Get = extern "C" fn(&Type, *mut c_void) -> PyResult;

extern "C" fn get_name(ty: &Type, _: *mut c_void) -> PyResult {
    if ty.is_heap() {
        // SAFETY: heap types keep their name.
        return Ok(unsafe { (*(*ty.heap()).ht_name.cast::<Str>()).to_ref().upcast() });
    }
    Ok(Str::intern(Str::from_str(&ty.name())?).upcast())
}

extern "C" fn set_name(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
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

extern "C" fn get_qualname(ty: &Type, closure: *mut c_void) -> PyResult {
    if ty.is_heap() {
        return Ok(ty.qualname()?.upcast());
    }
    get_name(ty, closure)
}

extern "C" fn set_qualname(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
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

extern "C" fn get_module(ty: &Type, _: *mut c_void) -> PyResult {
    module(ty)?.ok_or_else(|| exceptions::raise_object(&types::AttributeError, id!(__module__)))
}

extern "C" fn set_module(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__module__")?;
        ty.dict().discard(id!(__firstlineno__))?;
        set_dict_entry(ty, id!(__module__), Some(value))
    };
    run().into()
}

extern "C" fn get_abstract(ty: &Type, _: *mut c_void) -> PyResult {
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

extern "C" fn set_abstract(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
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

extern "C" fn get_bases(ty: &Type, _: *mut c_void) -> PyResult {
    Ok(ty.bases().map_or_else(none_ref, |b| b.to_ref().upcast()))
}

extern "C" fn set_bases(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    assign_bases(ty, value).into()
}

/// `cls.__bases__ = value`: layouts must agree, no cycle may arise, and MROs, slots and registers follow.
fn assign_bases(ty: &Type, value: Option<&Object>) -> PyResult<()> {
    let value = check_settable(ty, value, "__bases__")?;
    let Some(bases) = value.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "can only assign tuple to {}.__bases__, not {}",
            ty.tp_name(),
            value.class().tp_name()
        ));
    };
    if bases.is_empty() {
        return Err(raise!(
            TypeError,
            "can only assign non-empty tuple to {}.__bases__, not ()",
            ty.tp_name()
        ));
    }
    for b in bases.as_slice() {
        let Some(base) = b.downcast::<Type>() else {
            return Err(raise!(
                TypeError,
                "{}.__bases__ must be tuple of classes, not '{}'",
                ty.tp_name(),
                b.class().tp_name()
            ));
        };
        // Also along `tp_base`: a metaclass's mro() may be running, with bases set and the MRO not yet.
        if base.is_subtype(ty) || (base.mro().is_some() && base.is_subtype_by_base(ty)) {
            return Err(raise!(
                TypeError,
                "a __bases__ item causes an inheritance cycle"
            ));
        }
    }
    let new_base = create::best_base(bases)?.to_ref();
    let Some(old_base) = ty.base() else {
        return Err(raise!(TypeError, "cannot set __bases__ of object"));
    };
    subtype::check_assignable(old_base, &new_base, "__bases__")?;
    let old_base = old_base.to_ref();
    let old_bases = ty.bases().map(|b| b.to_ref());
    // SAFETY: the fields own their references; each is replaced whole.
    unsafe {
        let raw = ty.raw();
        let swap_bases = |bases: &Tuple, base: &Type| {
            let b = core::mem::replace(&mut (*raw).tp_bases, bases.to_ref().into_ptr());
            let t = core::mem::replace(&mut (*raw).tp_base, base.to_ref().into_ptr().cast());
            drop(Ref::<Object>::from_owned_opt(b));
            drop(Ref::<Object>::from_owned_opt(t));
        };
        swap_bases(bases, &new_base);
        // Subclasses too; on failure everything goes back.
        let mut done = Vec::new();
        let outcome = recompute_hierarchy(ty, &mut done);
        // A metaclass's mro() may have assigned other bases meanwhile: those stay.
        let still_ours = core::ptr::eq((*raw).tp_bases, bases.as_ptr());
        if let Err(e) = outcome {
            for step in done.into_iter().rev() {
                let slot = &raw mut (*step.class.raw()).tp_mro;
                if core::ptr::eq(*slot, step.new.as_ptr()) {
                    let old = step.old.map_or(core::ptr::null_mut(), Ref::into_ptr);
                    drop(Ref::<Object>::from_owned_opt(slot.replace(old)));
                    step.class.modified();
                }
            }
            if still_ours && let Some(b) = &old_bases {
                swap_bases(b, &old_base);
            }
            return Err(e);
        }
        if !still_ours {
            return Ok(());
        }
        if let Some(old) = &old_bases {
            for b in old.as_slice() {
                if let Some(b) = b.downcast::<Type>() {
                    subtype::remove_subclass(b, ty);
                }
            }
        }
        for b in bases.as_slice() {
            if let Some(b) = b.downcast::<Type>() {
                subtype::add_subclass(b, ty)?;
            }
        }
        ty.modified();
        slotdefs::update_all_slots(ty);
        let interp = base::tstate::interp();
        (*interp).rare_events.set_bases = (*interp).rare_events.set_bases.saturating_add(1);
    }
    Ok(())
}

/// One MRO that an assignment of `__bases__` replaced.
struct NewMro {
    class: Ref<Type>,
    new: Ref<Tuple>,
    old: Option<Ref<Tuple>>,
}

fn recompute_hierarchy(ty: &Type, done: &mut Vec<NewMro>) -> PyResult<()> {
    let mro::Computed::Replaced { new, old } = mro::compute(ty)? else {
        // Done already, from within.
        return Ok(());
    };
    done.push(NewMro {
        class: ty.to_ref(),
        new,
        old,
    });
    let mut subclasses = Vec::new();
    ty.each_subclass(&mut |s| subclasses.push(s.to_ref()));
    for s in subclasses {
        recompute_hierarchy(&s, done)?;
    }
    Ok(())
}

extern "C" fn get_mro(ty: &Type, _: *mut c_void) -> PyResult {
    Ok(ty.mro().map_or_else(none_ref, |m| m.to_ref().upcast()))
}

extern "C" fn get_dict(ty: &Type, _: *mut c_void) -> PyResult {
    match ty.dict_opt() {
        Some(d) => Ok(crate::descr::proxy::MappingProxy::new(d)?.upcast()),
        None => Ok(none_ref()),
    }
}

extern "C" fn get_doc(ty: &Type, _: *mut c_void) -> PyResult {
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

extern "C" fn set_doc(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__doc__")?;
        set_dict_entry(ty, id!(__doc__), Some(value))
    };
    run().into()
}

extern "C" fn get_signature(ty: &Type, _: *mut c_void) -> PyResult {
    // SAFETY: C strings of the type.
    unsafe { doc::c_signature((*ty.raw()).tp_name, (*ty.raw()).tp_doc, 0) }
}

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
extern "C" fn get_annotate(ty: &Type, _: *mut c_void) -> PyResult {
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

extern "C" fn set_annotate(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
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
extern "C" fn get_annotations(ty: &Type, closure: *mut c_void) -> PyResult {
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

extern "C" fn set_annotations(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
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

extern "C" fn get_type_params(ty: &Type, _: *mut c_void) -> PyResult {
    // `type` itself has the descriptor in its dict, not a value.
    if core::ptr::eq(ty, &super::PyType_Type) {
        return Ok(Tuple::empty().to_ref().upcast());
    }
    Ok(ty
        .dict()
        .get_str(id!(__type_params__))?
        .unwrap_or_else(|| Tuple::empty().to_ref().upcast()))
}

extern "C" fn set_type_params(ty: &Type, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let value = check_settable(ty, value, "__type_params__")?;
        set_dict_entry(ty, id!(__type_params__), Some(value))
    };
    run().into()
}

// Methods.

extern "C" fn method_mro(ty: &Type, _: Option<&Object>) -> PyResult {
    Ok(List::from_vec(ty.linearise()?)?.upcast())
}

extern "C" fn subclasses(ty: &Type, _: Option<&Object>) -> PyResult {
    let list = List::new()?;
    let mut all = Vec::new();
    ty.each_subclass(&mut |s| all.push(s.to_ref()));
    for s in all {
        list.push(&s)?;
    }
    Ok(list.upcast())
}

extern "C" fn prepare(_: &Object, _: &Tuple, _: Option<&Dict>) -> PyResult {
    Ok(Dict::new()?.upcast())
}

extern "C" fn instance_check(ty: &Object, instance: &Object) -> PyResult {
    Ok(py_bool(crate::abstract_::instance::real_is_instance(instance, ty)?).to_ref())
}

extern "C" fn subclass_check(ty: &Object, subclass: &Object) -> PyResult {
    Ok(py_bool(crate::abstract_::instance::real_is_subclass(subclass, ty)?).to_ref())
}

extern "C" fn dir(ty: &Object, _: Option<&Object>) -> PyResult {
    crate::object::type_dir(ty)
}

extern "C" fn sizeof(ty: &Type, _: Option<&Object>) -> PyResult {
    let size = if ty.is_heap() {
        // SAFETY: a heap type's shared keys.
        let keys = unsafe {
            let k = (*ty.heap()).ht_cached_keys;
            if k.is_null() {
                0
            } else {
                crate::dict::keys::size(k)
            }
        };
        size_of::<PyHeapTypeObject>() + keys
    } else {
        size_of::<PyTypeObject>()
    };
    Ok(Long::from_usize(size)?.upcast())
}

extern "C" fn repr(ty: &Type) -> PyResult {
    let module = module(ty)?;
    let name = ty.qualname()?;
    let text = match module.as_ref().and_then(|m| m.downcast::<Str>()) {
        Some(m) if !m.eq_literal("builtins") => {
            format!(
                "<class '{}.{}'>",
                m.to_string_lossy(),
                name.to_string_lossy()
            )
        }
        Some(_) => format!("<class '{}'>", name.to_string_lossy()),
        None => format!("<class '{}'>", ty.tp_name()),
    };
    Ok(Str::from_str(&text)?.upcast())
}

extern "C" fn union_or(a: &Object, b: &Object) -> PyResult {
    crate::union_::or(a, b)
}

static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_or: slots::number(union_or),
    // SAFETY: all-zero is valid.
    ..unsafe { zeroed() }
});

static METHODS: slots::Table<[PyMethodDef; 8]> = slots::Table::new([
    slots::noargs::<Type>(
        c"mro",
        method_mro,
        c"mro($self, /)\n--\n\nThe method resolution order, as a list.",
    ),
    slots::noargs::<Type>(
        c"__subclasses__",
        subclasses,
        c"__subclasses__($self, /)\n--\n\nThe direct subclasses that are alive.",
    ),
    slots::with_flags(
        slots::keywords::<Object>(
            c"__prepare__",
            prepare,
            c"__prepare__($cls, name, bases, /, **kwds)\n--\n\nThe namespace that a class body runs in.",
        ),
        METH_CLASS,
    ),
    slots::onearg::<Object>(
        c"__instancecheck__",
        instance_check,
        c"__instancecheck__($self, instance, /)\n--\n\nIs it an instance?",
    ),
    slots::onearg::<Object>(
        c"__subclasscheck__",
        subclass_check,
        c"__subclasscheck__($self, subclass, /)\n--\n\nIs it a subclass?",
    ),
    slots::noargs::<Object>(
        c"__dir__",
        dir,
        c"__dir__($self, /)\n--\n\nThe names that dir() shows for a class.",
    ),
    slots::noargs::<Type>(
        c"__sizeof__",
        sizeof,
        c"__sizeof__($self, /)\n--\n\nSize of the type in memory, in bytes.",
    ),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 7]> = slots::Table::new([
    slots::member(
        c"__basicsize__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_basicsize),
        Py_READONLY,
    ),
    slots::member(
        c"__itemsize__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_itemsize),
        Py_READONLY,
    ),
    slots::member(
        c"__flags__",
        Py_T_ULONG,
        offset_of!(PyTypeObject, tp_flags),
        Py_READONLY,
    ),
    slots::member(
        c"__weakrefoffset__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_weaklistoffset),
        Py_READONLY,
    ),
    slots::member(
        c"__base__",
        _Py_T_OBJECT,
        offset_of!(PyTypeObject, tp_base),
        Py_READONLY,
    ),
    slots::member(
        c"__dictoffset__",
        Py_T_PYSSIZET,
        offset_of!(PyTypeObject, tp_dictoffset),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

static GETSET: slots::Table<[PyGetSetDef; 13]> = slots::Table::new([
    slots::getset::<Type>(c"__name__", Some(get_name as Get), Some(set_name), c""),
    slots::getset::<Type>(c"__qualname__", Some(get_qualname), Some(set_qualname), c""),
    slots::getset::<Type>(c"__bases__", Some(get_bases), Some(set_bases), c""),
    slots::getset::<Type>(c"__mro__", Some(get_mro), None, c""),
    slots::getset::<Type>(c"__module__", Some(get_module), Some(set_module), c""),
    slots::getset::<Type>(
        c"__abstractmethods__",
        Some(get_abstract),
        Some(set_abstract),
        c"",
    ),
    slots::getset::<Type>(c"__dict__", Some(get_dict), None, c""),
    slots::getset::<Type>(c"__doc__", Some(get_doc), Some(set_doc), c""),
    slots::getset::<Type>(c"__text_signature__", Some(get_signature), None, c""),
    slots::getset::<Type>(
        c"__annotations__",
        Some(get_annotations),
        Some(set_annotations),
        c"",
    ),
    slots::getset::<Type>(c"__annotate__", Some(get_annotate), Some(set_annotate), c""),
    slots::getset::<Type>(
        c"__type_params__",
        Some(get_type_params),
        Some(set_type_params),
        c"",
    ),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyType_Type: Type = Type::new(PyTypeObject {
    tp_name: c"type".as_ptr(),
    tp_basicsize: size_of::<PyHeapTypeObject>() as isize,
    tp_itemsize: size_of::<PyMemberDef>() as isize,
    tp_dealloc: slots::dealloc::<Type>(subtype::type_dealloc),
    tp_vectorcall_offset: offset_of!(PyTypeObject, tp_vectorcall) as isize,
    tp_repr: slots::repr::<Type>(repr),
    tp_as_number: AS_NUMBER.ptr(),
    tp_call: slots::call::<Type>(create::type_call),
    tp_getattro: slots::getattro::<Type>(type_getattro),
    tp_setattro: slots::setattro::<Type>(type_setattro),
    tp_flags: Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_TYPE_SUBCLASS
        | Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_HAVE_VECTORCALL
        | Py_TPFLAGS_ITEMS_AT_END as c_ulong,
    tp_doc: c"type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"
        .as_ptr(),
    tp_traverse: slots::traverse::<Type>(subtype::type_traverse),
    tp_clear: slots::clear::<Type>(subtype::type_clear),
    tp_weaklistoffset: offset_of!(PyTypeObject, tp_weaklist) as isize,
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: GETSET.first(),
    tp_dictoffset: offset_of!(PyTypeObject, tp_dict) as isize,
    tp_init: slots::init::<Object>(create::type_init),
    tp_alloc: slots::GENERIC_ALLOC,
    tp_new: slots::new(create::type_new),
    tp_free: Some(slots::PyObject_GC_Del),
    tp_is_gc: slots::inquiry_int::<Type>(subtype::type_is_gc),
    tp_vectorcall: slots::vectorcall::<Type>(create::type_vectorcall),
    ..Type::EMPTY
});
