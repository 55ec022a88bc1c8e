//! Attribute loads and stores, `super`.
//!
//! A form rests on the type's version: while that stands, the lookup along the MRO has the same outcome, so only the
//! instance's own values need a look.

use core::ffi::c_ulong;

use layout::*;
use objects::dict::lookup::string_lookup;
use objects::function::PyFunction_Type;

use super::{become_, fail};
use crate::attribute::{inline_values, managed_dict};
use crate::cache::{store_u32, store_u64};
use crate::generated::metadata::op;
use crate::prelude::*;

unsafe extern "C" {
    static PyMemberDescr_Type: Type;
    static PyProperty_Type: Type;
    static PySuper_Type: Type;
}

/// What the class has under the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Absent,
    /// Called with the instance: a function or method descriptor.
    Method,
    /// No descriptor.
    Plain,
    /// `__get__` only.
    NonOverriding,
    /// A member of object type in a fixed place; `__slots__`.
    Slot,
    Property,
    Overriding,
    /// Its class may change what it is.
    Mutable,
}

fn has(ty: &Type, flag: impl Into<i64>) -> bool {
    ty.flags() & flag.into() as c_ulong != 0
}

fn classify(descriptor: Option<&Object>, storing: bool) -> Kind {
    let Some(d) = descriptor else {
        return Kind::Absent;
    };
    let class = d.class();
    if !has(class, Py_TPFLAGS_IMMUTABLETYPE as i64) {
        return Kind::Mutable;
    }
    // SAFETY: live types; the struct is read after the type check.
    unsafe {
        if (*class.raw()).tp_descr_set.is_some() {
            if class.is(&PyMemberDescr_Type) {
                let member = (*d.as_ptr().cast::<PyMemberDescrObject>()).d_member;
                let fixed = matches!((*member).r#type, Py_T_OBJECT_EX | _Py_T_OBJECT)
                    && (*member).flags & (Py_AUDIT_READ | Py_RELATIVE_OFFSET) == 0
                    && !(storing && (*member).flags & Py_READONLY != 0)
                    && (0..=i64::from(u16::MAX)).contains(&((*member).offset as i64));
                return if fixed { Kind::Slot } else { Kind::Overriding };
            }
            if class.is(&PyProperty_Type) {
                return Kind::Property;
            }
            return Kind::Overriding;
        }
        if (*class.raw()).tp_descr_get.is_some() {
            if has(class, Py_TPFLAGS_METHOD_DESCRIPTOR as i64) {
                return Kind::Method;
            }
            return Kind::NonOverriding;
        }
    }
    Kind::Plain
}

/// Where the instance has the slot; `None` if the descriptor has been borrowed from a class that is not the instance's.
unsafe fn slot_of(owner: &Object, descr: &Object) -> Option<u16> {
    // SAFETY: the caller's: a member descriptor.
    unsafe {
        let descr = descr.as_ptr().cast::<PyMemberDescrObject>();
        let class = Type::from_raw((*descr).d_common.d_type);
        if !owner.class().is_subtype(class) {
            return None;
        }
        fits((*(*descr).d_member).offset)
    }
}

/// The class attribute and the version under which it is that one; 0 if there is none.
fn lookup(ty: &Type, name: &Str) -> (Option<Ref>, u32) {
    let found = ty.lookup(name);
    // SAFETY: live.
    let version = unsafe { (*ty.raw()).tp_version_tag };
    (found, version)
}

fn fits(v: isize) -> Option<u16> {
    u16::try_from(v).ok()
}

/// # Safety
/// `ip` is a `LOAD_ATTR`.
#[cold]
pub unsafe fn load_attr(owner: &Object, ip: Ip, name: &Str, for_call: bool) {
    // SAFETY: as the caller says.
    unsafe {
        let done = if owner.is_exactly(objects::module::PyModule_Type.raw()) {
            module(owner, ip, name)
        } else if let Some(class) = owner.downcast::<Type>() {
            class_attribute(class, ip, name)
        } else {
            instance(owner, ip, name, for_call)
        };
        match done {
            Some(form) => become_(ip, form),
            None => fail(ip, op::LOAD_ATTR),
        }
    }
}

unsafe fn module(owner: &Object, ip: Ip, name: &Str) -> Option<u8> {
    // SAFETY: layout; a module's dict is an exact dict.
    unsafe {
        let dict = (*owner.as_ptr().cast::<PyModuleObject>()).md_dict;
        let dict: &Dict = Object::from_ptr(dict).downcast()?;
        let index = fits(string_lookup((*dict.raw()).ma_keys, name))?;
        let version = dict.keys_version();
        if version == 0 {
            return None;
        }
        store_u32(ip.add(2), version);
        (*ip.add(4)).cache = index;
    }
    Some(op::LOAD_ATTR_MODULE)
}

unsafe fn class_attribute(class: &Type, ip: Ip, name: &Str) -> Option<u8> {
    let meta = class.class();
    // SAFETY: live types.
    unsafe {
        if !same_slot!(meta.raw(), objects::type_::PyType_Type, tp_getattro) {
            return None;
        }
        let (on_meta, meta_version) = lookup(meta, name);
        if matches!(
            classify(on_meta.as_deref(), false),
            Kind::Slot | Kind::Property | Kind::Overriding | Kind::Mutable
        ) {
            return None;
        }
        let (found, version) = lookup(class, name);
        if version == 0
            || !matches!(
                classify(found.as_deref(), false),
                Kind::Method | Kind::Plain
            )
        {
            return None;
        }
        let descr = found?;
        store_u32(ip.add(2), version);
        store_u64(ip.add(6), descr.as_object_ptr() as u64);
        if has(meta, Py_TPFLAGS_IMMUTABLETYPE as i64) {
            return Some(op::LOAD_ATTR_CLASS);
        }
        if meta_version == 0 {
            return None;
        }
        store_u32(ip.add(4), meta_version);
        Some(op::LOAD_ATTR_CLASS_WITH_METACLASS_CHECK)
    }
}

/// A Python function of just `n` positional parameters.
unsafe fn is_simple(function: *mut PyObject, n: i32) -> bool {
    // SAFETY: live; the struct is read after the type check.
    unsafe {
        if function.is_null() || (*function).ob_type != PyFunction_Type.raw() {
            return false;
        }
        let code = (*function.cast::<PyFunctionObject>())
            .func_code
            .cast::<PyCodeObject>();
        (*code).co_flags & (CO_VARARGS | CO_VARKEYWORDS | CO_OPTIMIZED) == CO_OPTIMIZED
            && (*code).co_kwonlyargcount == 0
            && (*code).co_argcount == n
    }
}

/// A class whose `__getattribute__` is a Python function, and that has no `__getattr__`.
unsafe fn own_getattribute(class: &Type, ip: Ip) -> Option<u8> {
    let (getter, version) = lookup(class, objects::id!(__getattribute__));
    let getter = getter?;
    // SAFETY: live types; a function after the check.
    unsafe {
        if version == 0
            || class.lookup(objects::id!(__getattr__)).is_some()
            || !is_simple(getter.as_object_ptr(), 2)
            || crate::interpreter::is_pep523(base::tstate::current())
        {
            return None;
        }
        let function_version = super::calls::function_version(getter.as_object_ptr().cast());
        if function_version == 0 {
            return None;
        }
        store_u32(ip.add(2), version);
        store_u32(ip.add(4), function_version);
        store_u64(ip.add(6), getter.as_object_ptr() as u64);
    }
    Some(op::LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN)
}

unsafe fn instance(owner: &Object, ip: Ip, name: &Str, for_call: bool) -> Option<u8> {
    let class = owner.class();
    // SAFETY: live types.
    unsafe {
        if !same_slot!(class.raw(), objects::object::PyBaseObject_Type, tp_getattro) {
            let in_python = objects::slots::getattro::<Object>(objects::type_::slot_tp_getattro);
            let slot = (*class.raw()).tp_getattro;
            return if !for_call && slot.map(|f| f as usize) == in_python.map(|f| f as usize) {
                own_getattribute(class, ip)
            } else {
                None
            };
        }
        let (found, version) = lookup(class, name);
        if version == 0 {
            return None;
        }
        let kind = classify(found.as_deref(), false);
        store_u32(ip.add(2), version);
        if kind == Kind::Overriding && is_class_of_object(found.as_deref(), name) {
            (*ip.add(4)).cache = fits(core::mem::offset_of!(PyObject, ob_type) as isize)?;
            return Some(op::LOAD_ATTR_SLOT);
        }
        match kind {
            Kind::Overriding | Kind::Mutable => None,
            Kind::Slot => {
                let descr = found?;
                (*ip.add(4)).cache = slot_of(owner, &descr)?;
                Some(op::LOAD_ATTR_SLOT)
            }
            Kind::Property => {
                let descr = found?;
                let getter = (*descr.as_object_ptr().cast::<propertyobject>()).prop_get;
                if for_call
                    || !is_simple(getter, 1)
                    || super::calls::function_version(getter.cast()) == 0
                    || crate::interpreter::is_pep523(base::tstate::current())
                {
                    return None;
                }
                store_u64(ip.add(6), getter as u64);
                Some(op::LOAD_ATTR_PROPERTY)
            }
            Kind::Method | Kind::Plain => {
                if may_be_shadowed(owner, name) {
                    return own_value(owner, ip, name);
                }
                if (kind == Kind::Method) != for_call {
                    return None;
                }
                from_class(owner, ip, name, &*found?, for_call)
            }
            Kind::Absent | Kind::NonOverriding => own_value(owner, ip, name),
        }
    }
}

/// Is the descriptor `object.__class__`? What it reads is a field that every object has.
fn is_class_of_object(descriptor: Option<&Object>, name: &Str) -> bool {
    let own = || objects::object::PyBaseObject_Type.lookup(name);
    name.is(objects::id!(__class__))
        && descriptor.is_some_and(|d| own().is_some_and(|own| own.is(d)))
}

/// Does the instance have a value of this name, or do others of its class?
unsafe fn may_be_shadowed(owner: &Object, name: &Str) -> bool {
    let class = owner.class();
    // SAFETY: flags tell the layout.
    unsafe {
        if !has(class, Py_TPFLAGS_MANAGED_DICT as i64) && (*class.raw()).tp_dictoffset == 0 {
            return false;
        }
        if has(class, Py_TPFLAGS_INLINE_VALUES as i64)
            && (*inline_values(owner.as_ptr())).valid != 0
        {
            let keys = (*class.raw().cast::<PyHeapTypeObject>()).ht_cached_keys;
            return string_lookup(keys, name) >= 0;
        }
        match objects::dict::instance_dict_opt(owner) {
            Some(d) => d.contains(name).unwrap_or_else(|e| {
                e.clear();
                true
            }),
            None => false,
        }
    }
}

/// A value in the instance: inline, or in its dict.
unsafe fn own_value(owner: &Object, ip: Ip, name: &Str) -> Option<u8> {
    // SAFETY: flags tell the layout.
    unsafe {
        match place(owner, name)? {
            Place::Inline(offset) => {
                (*ip.add(4)).cache = offset;
                Some(op::LOAD_ATTR_INSTANCE_VALUE)
            }
            Place::Dict(index) => {
                (*ip.add(4)).cache = index;
                Some(op::LOAD_ATTR_WITH_HINT)
            }
        }
    }
}

enum Place {
    /// Bytes from the object's start.
    Inline(u16),
    /// The entry's index.
    Dict(u16),
}

unsafe fn place(owner: &Object, name: &Str) -> Option<Place> {
    let class = owner.class();
    // SAFETY: flags tell the layout.
    unsafe {
        if !has(class, Py_TPFLAGS_MANAGED_DICT as i64) {
            return None;
        }
        let o = owner.as_ptr();
        if has(class, Py_TPFLAGS_INLINE_VALUES as i64) {
            let values = inline_values(o);
            if (*values).valid != 0 {
                let keys = (*class.raw().cast::<PyHeapTypeObject>()).ht_cached_keys;
                let index = string_lookup(keys, name);
                if index < 0 {
                    return None;
                }
                let slot = (&raw mut (*values).values)
                    .cast::<*mut PyObject>()
                    .offset(index);
                return Some(Place::Inline(fits(
                    slot.cast::<u8>().offset_from(o.cast::<u8>()),
                )?));
            }
        }
        let dict = *managed_dict(o);
        if dict.is_null() {
            return None;
        }
        let index = string_lookup((*dict).ma_keys, name);
        // Split keys have no entries of their own.
        if (*(*dict).ma_keys).dk_kind as u32 != DICT_KEYS_UNICODE {
            return None;
        }
        Some(Place::Dict(fits(index)?))
    }
}

/// A class attribute that no instance value hides.
unsafe fn from_class(
    owner: &Object,
    ip: Ip,
    name: &Str,
    descr: &Object,
    for_call: bool,
) -> Option<u8> {
    let class = owner.class();
    // SAFETY: flags tell the layout.
    unsafe {
        store_u64(ip.add(6), descr.as_ptr() as u64);
        if has(class, Py_TPFLAGS_INLINE_VALUES as i64) {
            let keys = (*class.raw().cast::<PyHeapTypeObject>()).ht_cached_keys;
            if string_lookup(keys, name) != DKIX_EMPTY as isize {
                return None;
            }
            let version = objects::dict::keys::version(keys);
            if version == 0 {
                return None;
            }
            store_u32(ip.add(4), version);
            return Some(if for_call {
                op::LOAD_ATTR_METHOD_WITH_VALUES
            } else {
                op::LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES
            });
        }
        let offset = if has(class, Py_TPFLAGS_MANAGED_DICT as i64) {
            MANAGED_DICT_OFFSET as isize
        } else {
            (*class.raw()).tp_dictoffset
        };
        if offset == 0 {
            return Some(if for_call {
                op::LOAD_ATTR_METHOD_NO_DICT
            } else {
                op::LOAD_ATTR_NONDESCRIPTOR_NO_DICT
            });
        }
        if !for_call || offset < MANAGED_DICT_OFFSET as isize {
            return None;
        }
        let relative = fits(offset - MANAGED_DICT_OFFSET as isize)?;
        let slot = owner.as_ptr().cast::<u8>().offset(offset);
        if !(*slot.cast::<*mut PyObject>()).is_null() {
            return None;
        }
        (*ip.add(4)).cache = relative;
        Some(op::LOAD_ATTR_METHOD_LAZY_DICT)
    }
}

/// # Safety
/// `ip` is a `STORE_ATTR`.
#[cold]
pub unsafe fn store_attr(owner: &Object, ip: Ip, name: &Str) {
    // SAFETY: as the caller says.
    unsafe {
        match store_form(owner, ip, name) {
            Some(form) => become_(ip, form),
            None => fail(ip, op::STORE_ATTR),
        }
    }
}

unsafe fn store_form(owner: &Object, ip: Ip, name: &Str) -> Option<u8> {
    let class = owner.class();
    // SAFETY: live types; flags tell the layout.
    unsafe {
        if !same_slot!(class.raw(), objects::object::PyBaseObject_Type, tp_setattro) {
            return None;
        }
        let (found, version) = lookup(class, name);
        if version == 0 {
            return None;
        }
        store_u32(ip.add(2), version);
        match classify(found.as_deref(), true) {
            Kind::Slot => {
                let descr = found?;
                (*ip.add(4)).cache = slot_of(owner, &descr)?;
                Some(op::STORE_ATTR_SLOT)
            }
            Kind::Overriding | Kind::Property | Kind::Mutable => None,
            _ => match place(owner, name)? {
                Place::Inline(offset) => {
                    if !(*managed_dict(owner.as_ptr())).is_null() {
                        return None;
                    }
                    (*ip.add(4)).cache = offset;
                    Some(op::STORE_ATTR_INSTANCE_VALUE)
                }
                Place::Dict(index) => {
                    (*ip.add(4)).cache = index;
                    Some(op::STORE_ATTR_WITH_HINT)
                }
            },
        }
    }
}

/// # Safety
/// `ip` is a `LOAD_SUPER_ATTR`.
#[cold]
pub unsafe fn load_super_attr(global_super: &Object, class: &Object, ip: Ip, for_call: bool) {
    // SAFETY: as the caller says.
    unsafe {
        if !global_super.is(&PySuper_Type) || class.downcast::<Type>().is_none() {
            return fail(ip, op::LOAD_SUPER_ATTR);
        }
        become_(
            ip,
            if for_call {
                op::LOAD_SUPER_ATTR_METHOD
            } else {
                op::LOAD_SUPER_ATTR_ATTR
            },
        );
    }
}
