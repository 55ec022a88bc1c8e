//! `Type`, the Rust view of `PyTypeObject`: static type objects and accessors.

use core::ffi::c_ulong;

use base::{Object, PyResult, Ref, object_view};
use layout::*;

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

    /// As `new`, for the types of built-in extension modules: not in the interpreters' tables of built-in types.
    pub const fn extension(mut object: PyTypeObject) -> Type {
        object.ob_base.ob_base = base::refcount::static_header(PyType_Type.as_mut_ptr());
        object.tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
        // SAFETY: the view is transparent over the struct.
        unsafe { core::mem::transmute::<PyTypeObject, Type>(object) }
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

    /// `PyType_IsSubtype`.
    pub fn is_subtype(&self, other: &Type) -> bool {
        let _ = other;
        todo!()
    }

    /// The name as `tp_name` has it, after the last dot for static types.
    pub fn name(&self) -> std::borrow::Cow<'_, str> {
        // SAFETY: tp_name is a C string for as long as the type lives.
        let full = unsafe { core::ffi::CStr::from_ptr((*self.raw()).tp_name) }.to_string_lossy();
        match full.rfind('.') {
            Some(i) => std::borrow::Cow::Owned(full[i + 1..].to_owned()),
            None => full,
        }
    }

    /// `tp_name` whole, as `%s` of `tp_name` in C messages.
    pub fn tp_name(&self) -> std::borrow::Cow<'_, str> {
        // SAFETY: as in `name`.
        unsafe { core::ffi::CStr::from_ptr((*self.raw()).tp_name) }.to_string_lossy()
    }

    /// `_PyType_LookupRef`: through the MRO and the type cache; None if absent.
    pub fn lookup(&self, name: &crate::Str) -> Option<Ref> {
        let _ = name;
        todo!()
    }

    /// The special method `name` of an object's type, bound to nothing (`_PyObject_LookupSpecial` is in `abstract_`).
    pub fn has_special(&self, name: &crate::Str) -> bool {
        self.lookup(name).is_some()
    }

    /// Makes a static type ready (`_PyStaticType_InitBuiltin`/`PyType_Ready`).
    pub fn ready(&self) -> PyResult<()> {
        todo!()
    }

    /// `PyType_FromModuleAndSpec`, the body of all `PyType_From*Spec`. `bases`: a tuple, one type, or None.
    ///
    /// # Safety
    /// `spec` is a valid `PyType_Spec`.
    pub unsafe fn from_spec(
        module: Option<&Object>,
        spec: *const PyType_Spec,
        bases: Option<&Object>,
    ) -> PyResult<Ref<Type>> {
        let _ = (module, spec, bases);
        todo!()
    }

    /// `type(name, bases, namespace)`.
    pub fn create(
        name: &crate::Str,
        bases: &crate::Tuple,
        namespace: &crate::Dict,
    ) -> PyResult<Ref<Type>> {
        let _ = (name, bases, namespace);
        todo!()
    }

    /// `PyType_Modified`: the type or a base changed; caches of it are void.
    pub fn modified(&self) {
        todo!()
    }

    /// The type's own dictionary (`_PyType_GetDict`), borrowed.
    pub fn dict(&self) -> &crate::Dict {
        todo!()
    }

    /// `__qualname__` of heap types, the name of static ones; for messages.
    pub fn qualname(&self) -> PyResult<Ref<crate::Str>> {
        todo!()
    }

    /// `tp_alloc`: a new instance with room for `items` items.
    pub fn alloc(&self, items: usize) -> PyResult {
        let _ = items;
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyType_Type: Type = Type::new(PyTypeObject {
    tp_name: c"type".as_ptr(),
    tp_basicsize: size_of::<PyHeapTypeObject>() as isize,
    tp_itemsize: size_of::<PyMemberDef>() as isize,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_TYPE_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
