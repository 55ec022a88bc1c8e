//! Attribute instructions: the general forms, and what the specialised ones look at.

use layout::*;

use crate::prelude::*;

/// `LOAD_ATTR`; for a call, a method comes as the function and its `self`.
///
/// # Safety
/// A live slot; `attr` and, for a call, `self_or_null` may be written.
#[inline(always)]
pub unsafe fn load(
    owner: StackRef,
    name: &Str,
    for_call: bool,
    attr: *mut StackRef,
    self_or_null: *mut StackRef,
) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        if for_call {
            match owner.as_object().get_method(name) {
                Ok((method, true)) => {
                    attr.write(StackRef::from_ref(method));
                    self_or_null.write(owner);
                }
                Ok((value, false)) => {
                    owner.close();
                    attr.write(StackRef::from_ref(value));
                    self_or_null.write(StackRef::NULL);
                }
                Err(e) => {
                    owner.close();
                    return Err(e);
                }
            }
        } else {
            let value = owner.as_object().get_attr(name);
            owner.close();
            attr.write(StackRef::from_ref(value?));
        }
    }
    Ok(())
}

/// The inline values of an instance, which follow its basic size.
///
/// # Safety
/// The object's type has inline values.
#[inline(always)]
pub unsafe fn inline_values(o: *mut PyObject) -> *mut PyDictValues {
    // SAFETY: as the caller says.
    unsafe {
        let size = (*(*o).ob_type).tp_basicsize as usize;
        o.cast::<u8>().add(size).cast()
    }
}

/// The managed dict of an instance, before its header.
///
/// # Safety
/// The object's type has a managed dict.
#[inline(always)]
pub unsafe fn managed_dict(o: *mut PyObject) -> *mut *mut PyDictObject {
    // SAFETY: as the caller says.
    unsafe { o.cast::<u8>().offset(MANAGED_DICT_OFFSET as isize).cast() }
}

/// Are the inline values in use?
///
/// # Safety
/// The object's type has inline values.
#[inline(always)]
pub unsafe fn has_inline_values(owner: &StackRef) -> bool {
    // SAFETY: as the caller says.
    unsafe { (*inline_values(owner.ptr())).valid != 0 }
}

/// Are they in use, and was no dict made?
///
/// # Safety
/// The object's type has inline values and a managed dict.
#[inline(always)]
pub unsafe fn has_only_inline_values(owner: &StackRef) -> bool {
    // SAFETY: as the caller says.
    unsafe { has_inline_values(owner) && (*managed_dict(owner.ptr())).is_null() }
}

/// A word of the object: an inline value or a slot.
///
/// # Safety
/// The offset was found for the object's type.
#[inline(always)]
pub unsafe fn word_at(owner: &StackRef, offset: u16) -> *mut PyObject {
    // SAFETY: as the caller says.
    unsafe { *owner.ptr().cast::<u8>().add(offset as usize).cast() }
}

/// # Safety
/// The slot holds an object.
#[inline(always)]
unsafe fn module_dict(owner: &StackRef) -> *mut PyObject {
    // SAFETY: the caller checks the type.
    unsafe { (*owner.ptr().cast::<PyModuleObject>()).md_dict }
}

/// # Safety
/// The slot holds an object.
#[inline(always)]
pub unsafe fn module_has(owner: &StackRef, version: u32, index: u16) -> bool {
    // SAFETY: the exact type is checked first: `ModuleType.__getattribute__` is what the dict answers.
    unsafe {
        let o = owner.as_object();
        if !same_slot!(o.class().raw(), objects::module::PyModule_Type, tp_getattro) {
            return false;
        }
        let keys = (*module_dict(owner).cast::<PyDictObject>()).ma_keys;
        (*keys).dk_version == version
            && !(*crate::names::unicode_entries(keys).add(index as usize))
                .me_value
                .is_null()
    }
}

/// # Safety
/// [`module_has`] held.
#[inline(always)]
pub unsafe fn module_value(owner: &StackRef, index: u16) -> StackRef {
    // SAFETY: as the caller says.
    unsafe { crate::names::value_at(module_dict(owner), index) }
}

/// The entry of the instance's dict where the name was found before, if it is there still.
///
/// # Safety
/// The object's type has a managed dict.
#[inline(always)]
pub unsafe fn hinted(owner: &StackRef, name: &Str, hint: u16) -> Option<*mut PyDictUnicodeEntry> {
    // SAFETY: bounds and kind are checked.
    unsafe {
        let dict = *managed_dict(owner.ptr());
        if dict.is_null() {
            return None;
        }
        let keys = (*dict).ma_keys;
        if (*keys).dk_kind as u32 != DICT_KEYS_UNICODE || hint as isize >= (*keys).dk_nentries {
            return None;
        }
        let entry = crate::names::unicode_entries(keys).add(hint as usize);
        ((*entry).me_key == name.as_ptr() && !(*entry).me_value.is_null()).then_some(entry)
    }
}

/// # Safety
/// [`hinted`] has answered.
#[inline(always)]
pub unsafe fn hinted_value(owner: &StackRef, hint: u16) -> StackRef {
    // SAFETY: as the caller says.
    unsafe {
        let keys = (**managed_dict(owner.ptr())).ma_keys;
        let entry = crate::names::unicode_entries(keys).add(hint as usize);
        StackRef::from_object(Object::from_ptr((*entry).me_value))
    }
}

/// The owner is a class of this version.
///
/// # Safety
/// The slot holds an object.
#[inline(always)]
pub unsafe fn class_version_is(owner: &StackRef, version: u32) -> bool {
    // SAFETY: the flag says that it is a type.
    unsafe {
        (*(*owner.ptr()).ob_type).tp_flags & Py_TPFLAGS_TYPE_SUBCLASS as core::ffi::c_ulong != 0
            && (*owner.ptr().cast::<PyTypeObject>()).tp_version_tag == version
    }
}

/// The class' shared keys have this version, so that no instance value hides the class attribute.
///
/// # Safety
/// A heap type with inline values.
#[inline(always)]
pub unsafe fn shared_keys_version_is(owner: &StackRef, version: u32) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let ty = (*owner.ptr()).ob_type.cast::<PyHeapTypeObject>();
        (*(*ty).ht_cached_keys).dk_version == version
    }
}

/// # Safety
/// The offset is the type's dict offset.
#[inline(always)]
pub unsafe fn has_no_dict(owner: &StackRef, offset: u16) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        // The offset counts from the managed dict's place, the lowest there is.
        owner
            .ptr()
            .cast::<u8>()
            .offset(MANAGED_DICT_OFFSET as isize + offset as isize)
            .cast::<*mut PyObject>()
            .read()
            .is_null()
    }
}

// Stores.

/// # Safety
/// The guards held; the old value is released last.
#[inline(always)]
pub unsafe fn store_inline(value: StackRef, owner: &StackRef, offset: u16) {
    // SAFETY: as the caller says.
    unsafe {
        let o = owner.ptr();
        let slot = o.cast::<u8>().add(offset as usize).cast::<*mut PyObject>();
        let values = inline_values(o);
        let old = slot.replace(value.into_ref().into_ptr());
        if old.is_null() {
            let first = (&raw mut (*values).values).cast::<*mut PyObject>();
            let index = slot.offset_from(first) as usize;
            // The order of insertion lies before the values, growing downwards from them.
            let size = (*values).size as usize;
            insertion_order(values).add(size).write(index as u8);
            (*values).size = (size + 1) as u8;
        } else {
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }
}

/// The bytes that note the order in which inline values were set: after the values themselves.
///
/// # Safety
/// `values` is live.
#[inline(always)]
unsafe fn insertion_order(values: *mut PyDictValues) -> *mut u8 {
    // SAFETY: `capacity` values lie between.
    unsafe {
        (&raw mut (*values).values)
            .cast::<*mut PyObject>()
            .add((*values).capacity as usize)
            .cast()
    }
}

/// # Safety
/// The type was checked.
#[inline(always)]
pub unsafe fn store_slot(value: StackRef, owner: &StackRef, offset: u16) {
    // SAFETY: as the caller says.
    unsafe {
        let slot = owner
            .ptr()
            .cast::<u8>()
            .add(offset as usize)
            .cast::<*mut PyObject>();
        let old = slot.replace(value.into_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// # Safety
/// The object's type has a managed dict.
#[inline(always)]
pub unsafe fn can_store_hinted(owner: &StackRef, name: &Str, hint: u16) -> bool {
    // SAFETY: as the caller says; a watched dict takes the general way.
    unsafe {
        hinted(owner, name, hint).is_some()
            && (**managed_dict(owner.ptr()))._ma_watcher_tag & DICT_WATCHER_MASK as u64 == 0
    }
}

/// # Safety
/// [`can_store_hinted`] held.
#[inline(always)]
pub unsafe fn store_hinted(value: StackRef, owner: &StackRef, hint: u16) {
    // SAFETY: as the caller says.
    unsafe {
        let keys = (**managed_dict(owner.ptr())).ma_keys;
        let entry = crate::names::unicode_entries(keys).add(hint as usize);
        let old = core::mem::replace(&mut (*entry).me_value, value.into_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

// super().

unsafe extern "C" {
    static PySuper_Type: Type;
}

/// # Safety
/// The slots hold objects.
#[inline(always)]
pub unsafe fn is_plain_super(global_super: &StackRef, class: &StackRef) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        global_super.as_object().is(&PySuper_Type)
            && objects::type_::has_flag(
                class.as_object(),
                Py_TPFLAGS_TYPE_SUBCLASS as core::ffi::c_ulong,
            )
    }
}

/// `LOAD_SUPER_ATTR`: makes the `super` object and asks it.
///
/// # Safety
/// Live slots; `attr` and, for a call, `null` may be written.
pub unsafe fn super_attr(
    frame: Frame,
    oparg: usize,
    global_super: StackRef,
    class: StackRef,
    self_: StackRef,
    attr: *mut StackRef,
    null: *mut StackRef,
) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let callable = global_super.into_ref();
        let class = class.into_ref();
        let self_ = self_.into_ref();
        let given = oparg & 2 != 0;
        let mut object = if given {
            callable.call(&[&class, &self_])
        } else {
            callable.call(&[])
        };
        if (*(*frame).instr_ptr).op.code >= layout::MIN_INSTRUMENTED_OPCODE as u8 {
            let first: &Object = if given {
                &class
            } else {
                crate::monitor::missing()
            };
            let ts = base::tstate::current();
            object = crate::monitor::native_returned(ts, frame, &callable, first, object);
        }
        let object = object?;
        let value = object.get_attr(name_at(frame, oparg >> 2))?;
        attr.write(StackRef::from_ref(value));
        if oparg & 1 != 0 {
            null.write(StackRef::NULL);
        }
        Ok(())
    }
}

/// `super(class, self).name` without the object.
pub fn super_lookup(class: &Object, self_: &Object, name: &Str) -> PyResult {
    // SAFETY: static; the guards saw a class.
    let object = unsafe { PySuper_Type.call(&[class, self_])? };
    object.get_attr(name)
}

/// As [`super_lookup`], for a call.
pub fn super_method(class: &Object, self_: &Object, name: &Str) -> PyResult<(StackRef, StackRef)> {
    if let Some(function) = super_function(class, self_, name) {
        return Ok((StackRef::from_ref(function), StackRef::from_object(self_)));
    }
    let value = super_lookup(class, self_, name)?;
    Ok((StackRef::from_ref(value), StackRef::NULL))
}

/// The method descriptor that `super()` finds, if it is one that may be called with `self` first.
fn super_function(class: &Object, self_: &Object, name: &Str) -> Option<Ref> {
    if name.eq_literal("__class__") {
        return None;
    }
    let start = class.downcast::<Type>()?;
    let owner = self_.class();
    if !owner.is_subtype(start) {
        return None;
    }
    // SAFETY: the MRO is a tuple of types as long as the type is ready; held by `mro`.
    unsafe {
        let mro = Ref::<Tuple>::from_borrowed_opt((*owner.raw()).tp_mro)?;
        let mut past = false;
        for base in mro.as_slice() {
            if past {
                let base = base.downcast::<Type>()?;
                if let Ok(Some(found)) = base.dict().get_str(name) {
                    let method = found.class().flags()
                        & Py_TPFLAGS_METHOD_DESCRIPTOR as core::ffi::c_ulong
                        != 0;
                    return method.then_some(found);
                }
            } else if base.is(start) {
                past = true;
            }
        }
    }
    None
}

/// `LOAD_SPECIAL`: `__enter__`, `__exit__`, `__aenter__`, `__aexit__` of the type.
///
/// # Safety
/// A live slot.
pub unsafe fn special(owner: StackRef, which: usize) -> PyResult<(StackRef, StackRef)> {
    let name = match which {
        0 => id!(__enter__),
        1 => id!(__exit__),
        2 => id!(__aenter__),
        _ => id!(__aexit__),
    };
    // SAFETY: as the caller says.
    unsafe { special_or(owner, name, |object| no_special(object, which)) }
}

/// A special method of the type by name; SystemError if there is none.
///
/// # Safety
/// A live slot.
pub unsafe fn special_named(owner: StackRef, name: &Str) -> PyResult<(StackRef, StackRef)> {
    // SAFETY: as the caller says.
    unsafe { special_or(owner, name, |_| raise!(SystemError, "no special method")) }
}

#[inline(always)]
unsafe fn special_or(
    owner: StackRef,
    name: &Str,
    missing: impl FnOnce(&Object) -> Raised,
) -> PyResult<(StackRef, StackRef)> {
    // SAFETY: as the caller says.
    unsafe {
        let object = owner.as_object();
        let class = object.class();
        let Some(found) = class.lookup(name) else {
            let raised = missing(object);
            owner.close();
            return Err(raised);
        };
        let flags = found.class().flags();
        if flags & Py_TPFLAGS_METHOD_DESCRIPTOR as core::ffi::c_ulong != 0 {
            return Ok((StackRef::from_ref(found), owner));
        }
        let bound = match (*found.class().raw()).tp_descr_get {
            Some(get) => Ref::from_c(get(found.as_object_ptr(), object.as_ptr(), class.as_ptr())),
            None => Ok(found),
        };
        owner.close();
        Ok((StackRef::from_ref(bound?), StackRef::NULL))
    }
}

/// Is it a context manager of the other kind, with `async` or without (`_PyEval_SpecialMethodCanSuggest`)?
#[cold]
pub fn is_other_manager(class: &Type, which: usize) -> bool {
    let has = |a: &Str, b: &Str| class.lookup(a).is_some() && class.lookup(b).is_some();
    if which < 2 {
        has(id!(__aenter__), id!(__aexit__))
    } else {
        has(id!(__enter__), id!(__exit__))
    }
}

#[cold]
fn no_special(object: &Object, which: usize) -> Raised {
    let class = object.class();
    let name = class.tp_name();
    let other_kind = is_other_manager(class, which);
    let (kind, missed, hint) = match which {
        0 => ("context manager", "__enter__", "async with"),
        1 => ("context manager", "__exit__", "async with"),
        2 => ("asynchronous context manager", "__aenter__", "with"),
        _ => ("asynchronous context manager", "__aexit__", "with"),
    };
    let support =
        format!("'{name}' object does not support the {kind} protocol (missed {missed} method)");
    if other_kind {
        let other = if which < 2 {
            "asynchronous context manager"
        } else {
            "context manager"
        };
        return raise!(
            TypeError,
            "'{}' object does not support the {} protocol (missed {} method) but it supports the {} protocol. Did you mean to use '{}'?",
            name,
            kind,
            missed,
            other,
            hint
        );
    }
    raise!(TypeError, "{}", support)
}
