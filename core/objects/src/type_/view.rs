//! `Type`, the Rust view of `PyTypeObject`: static type objects and accessors.
//!
//! What the accessors promise: a type's dict, bases and MRO are replaced whole, never edited in place by C (except the dict, through
//! `type.__setattr__`), so that a borrowed one stays valid while the type does and no assignment to `__bases__` runs.

use core::ffi::{c_ulong, c_void};

use base::{Object, PyResult, Ref, Subtype, object_view};
use layout::*;

use super::PyType_Type;

object_view!(
    /// `type`.
    pub Type, layout::PyTypeObject, "type", |o| has_flag(o, layout::Py_TPFLAGS_TYPE_SUBCLASS)
);

// SAFETY: type objects are shared by all threads; the fields that change do so under the type lock or atomically.
unsafe impl Sync for Type {}

/// Does the object's type have this `Py_TPFLAGS_*` bit?
#[inline(always)]
pub fn has_flag(o: &Object, flag: c_ulong) -> bool {
    // SAFETY: live types; the flags word is read whole.
    unsafe { (*o.type_ptr()).tp_flags & flag != 0 }
}

/// `PyObject_TypeCheck`.
#[inline(always)]
pub fn is_subtype_instance(o: &Object, ty: &Type) -> bool {
    core::ptr::eq(o.type_ptr(), ty.raw()) || o.class().is_subtype(ty)
}

/// `Py_TYPE`, typed. In the prelude.
pub trait ObjectClass {
    fn class(&self) -> &Type;
}

impl ObjectClass for Object {
    #[inline(always)]
    fn class(&self) -> &Type {
        // SAFETY: an object's type lives while the object keeps it; callers that run code hold a `to_ref`.
        unsafe { Type::from_raw(self.type_ptr()) }
    }
}

/// Our own flag, in a bit that the headers leave free: the type belongs to a built-in module, which is not in every interpreter.
pub const OF_MODULE: c_ulong = 1;

impl Type {
    /// The base of every static type initialiser: all slots empty.
    // SAFETY: all-zero is valid for the struct.
    pub const EMPTY: PyTypeObject = unsafe { zeroed() };

    /// A static, immortal type object. `PyType_Ready` completes it at start-up (see `static_types.rs`).
    pub const fn new(mut object: PyTypeObject) -> Type {
        object.ob_base.ob_base = base::refcount::static_header(PyType_Type.as_mut_ptr());
        object.tp_flags |= Py_TPFLAGS_IMMUTABLETYPE | _Py_TPFLAGS_STATIC_BUILTIN as c_ulong;
        // SAFETY: the view is transparent over the struct.
        unsafe { core::mem::transmute::<PyTypeObject, Type>(object) }
    }

    /// As `new`, for the types of built-in extension modules: not in the headers' tables of built-in types.
    pub const fn extension(mut object: PyTypeObject) -> Type {
        object.tp_flags |= OF_MODULE;
        Type::new(object)
    }

    /// The raw pointer, in const context.
    pub const fn as_mut_ptr(&self) -> *mut PyTypeObject {
        self.raw()
    }

    #[inline(always)]
    pub fn flags(&self) -> c_ulong {
        // SAFETY: live.
        unsafe { (*self.raw()).tp_flags }
    }

    #[inline(always)]
    pub fn has(&self, flag: c_ulong) -> bool {
        self.flags() & flag != 0
    }

    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        self.has(Py_TPFLAGS_HEAPTYPE)
    }

    #[inline(always)]
    pub fn is_static_builtin(&self) -> bool {
        self.has(_Py_TPFLAGS_STATIC_BUILTIN as c_ulong)
    }

    /// The heap part; only for heap types.
    #[inline(always)]
    pub(crate) fn heap(&self) -> *mut PyHeapTypeObject {
        self.raw().cast()
    }

    /// `tp_base`.
    #[inline(always)]
    pub fn base(&self) -> Option<&Type> {
        // SAFETY: a type keeps its base.
        unsafe { (*self.raw()).tp_base.cast::<Type>().as_ref() }
    }

    /// `tp_mro`, once the type is ready.
    #[inline(always)]
    pub fn mro(&self) -> Option<&crate::Tuple> {
        // SAFETY: NULL or a tuple, kept by the type.
        unsafe { (*self.raw()).tp_mro.cast::<crate::Tuple>().as_ref() }
    }

    /// `tp_bases`, once the type is ready.
    #[inline(always)]
    pub fn bases(&self) -> Option<&crate::Tuple> {
        // SAFETY: NULL or a tuple, kept by the type.
        unsafe { (*self.raw()).tp_bases.cast::<crate::Tuple>().as_ref() }
    }

    /// `PyType_IsSubtype`.
    #[inline]
    pub fn is_subtype(&self, other: &Type) -> bool {
        // No short cut for the type itself: a metaclass's mro() may have left it out.
        match self.mro() {
            Some(mro) => mro
                .as_slice()
                .iter()
                .any(|t| core::ptr::eq(t.as_ptr().cast(), other.raw())),
            None => self.is_subtype_by_base(other),
        }
    }

    /// Before the MRO is there: along `tp_base`, where everything ends at `object`.
    #[cold]
    pub(crate) fn is_subtype_by_base(&self, other: &Type) -> bool {
        let mut at = Some(self);
        while let Some(t) = at {
            if core::ptr::eq(t, other) {
                return true;
            }
            at = t.base();
        }
        core::ptr::eq(other, &crate::object::PyBaseObject_Type)
    }

    /// The name as `tp_name` has it, after the last dot for static types.
    pub fn name(&self) -> std::borrow::Cow<'_, str> {
        if self.is_heap() {
            // SAFETY: a heap type's name is a str that it keeps.
            let name = unsafe { (*self.heap()).ht_name.cast::<crate::Str>().as_ref() };
            if let Some(name) = name {
                return std::borrow::Cow::Owned(name.to_string_lossy().into_owned());
            }
        }
        // SAFETY: tp_name is a C string for as long as the type lives.
        let full = unsafe { core::ffi::CStr::from_ptr((*self.raw()).tp_name) }.to_string_lossy();
        match full.rfind('.') {
            Some(i) if !self.is_heap() => std::borrow::Cow::Owned(full[i + 1..].to_owned()),
            _ => full,
        }
    }

    /// `tp_name` whole, as `%s` of `tp_name` in C messages.
    pub fn tp_name(&self) -> std::borrow::Cow<'_, str> {
        // SAFETY: as in `name`.
        unsafe { core::ffi::CStr::from_ptr((*self.raw()).tp_name) }.to_string_lossy()
    }

    /// The special method `name` of an object's type, bound to nothing (`_PyObject_LookupSpecial` is in `abstract_`).
    pub fn has_special(&self, name: &crate::Str) -> bool {
        self.lookup(name).is_some()
    }

    /// The type's own dictionary (`_PyType_GetDict`), borrowed; None before the type is ready.
    #[inline]
    pub fn dict_opt(&self) -> Option<&crate::Dict> {
        // SAFETY: NULL or the dict, kept by the type or the interpreter.
        unsafe {
            if self.is_static_builtin() {
                return super::statics::state(self)
                    .and_then(|s| (*s).tp_dict.cast::<crate::Dict>().as_ref());
            }
            (*self.raw()).tp_dict.cast::<crate::Dict>().as_ref()
        }
    }

    /// The type's own dictionary (`_PyType_GetDict`), borrowed.
    ///
    /// # Panics
    /// Never for a type that is ready, and no other is reachable.
    #[inline]
    pub fn dict(&self) -> &crate::Dict {
        self.dict_opt().expect("type is ready")
    }

    /// `__qualname__` of heap types, the name of static ones; for messages.
    pub fn qualname(&self) -> PyResult<Ref<crate::Str>> {
        if self.is_heap() {
            // SAFETY: heap types keep a str there.
            unsafe { Ok((*(*self.heap()).ht_qualname.cast::<crate::Str>()).to_ref()) }
        } else {
            crate::Str::from_str(&self.name())
        }
    }

    /// `tp_alloc`: a new instance with room for `items` items.
    #[inline]
    pub fn alloc(&self, items: usize) -> PyResult {
        // SAFETY: the slot's contract.
        unsafe {
            match (*self.raw()).tp_alloc {
                Some(f)
                    if f as usize != crate::slots::PyType_GenericAlloc as *const () as usize =>
                {
                    Ref::from_c(f(self.raw(), items as Py_ssize_t))
                }
                _ => crate::alloc::generic(self, items),
            }
        }
    }

    /// `tp_alloc`, typed.
    ///
    /// # Safety
    /// Instances of the type have `T`'s layout.
    #[inline]
    pub unsafe fn alloc_as<T: Subtype>(&self, items: usize) -> PyResult<Ref<T>> {
        // SAFETY: layout, says the caller.
        self.alloc(items)
            .map(|o| unsafe { o.downcast_into_unchecked() })
    }

    /// `type(self)(*args)` without a call through a name: the type called as any callable.
    pub fn metatype(&self) -> &Type {
        self.class()
    }
}

/// Does `a` hold the same function as `b`? Slot identity decides inheritance and fast paths.
#[inline(always)]
pub(crate) fn same_slot<F: Copy>(a: Option<F>, b: *const c_void) -> bool {
    const { assert!(size_of::<F>() == size_of::<*const c_void>()) };
    // SAFETY: `F` is a function pointer (every caller's), so Option<F> is a nullable pointer.
    unsafe { core::mem::transmute_copy::<Option<F>, *const c_void>(&a) == b }
}
