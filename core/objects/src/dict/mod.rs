//! `dict`: compact, ordered; combined and split keys.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `dict`.
    pub Dict, layout::PyDictObject, "dict", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_DICT_SUBCLASS)
);

impl Dict {
    pub fn new() -> PyResult<Ref<Dict>> {
        todo!()
    }
    pub fn with_capacity(n: usize) -> PyResult<Ref<Dict>> {
        todo!()
    }
    /// Number of entries.
    pub fn len(&self) -> usize {
        todo!()
    }
    /// `PyDict_GetItemRef`: None if absent; errors of hashing and comparison pass on.
    pub fn get(&self, key: &Object) -> PyResult<Option<Ref>> {
        todo!()
    }
    /// As `get`, for an exact str key with known hash and no chance of running code.
    pub fn get_str(&self, key: &crate::Str) -> PyResult<Option<Ref>> {
        todo!()
    }
    pub fn get_known_hash(&self, key: &Object, hash: Py_hash_t) -> PyResult<Option<Ref>> {
        todo!()
    }
    pub fn set(&self, key: &Object, value: &Object) -> PyResult<()> {
        todo!()
    }
    pub fn set_known_hash(&self, key: &Object, value: &Object, hash: Py_hash_t) -> PyResult<()> {
        todo!()
    }
    /// KeyError if absent.
    pub fn del(&self, key: &Object) -> PyResult<()> {
        todo!()
    }
    /// Removes if there: was it there?
    pub fn discard(&self, key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn pop(&self, key: &Object) -> PyResult<Option<Ref>> {
        todo!()
    }
    pub fn contains(&self, key: &Object) -> PyResult<bool> {
        todo!()
    }
    pub fn set_default(&self, key: &Object, default: &Object) -> PyResult<Ref> {
        todo!()
    }
    pub fn clear(&self) {
        todo!()
    }
    pub fn copy(&self) -> PyResult<Ref<Dict>> {
        todo!()
    }
    /// `PyDict_Merge(self, other, override)`.
    pub fn merge(&self, other: &Object, override_: bool) -> PyResult<()> {
        todo!()
    }
    pub fn update(&self, other: &Object) -> PyResult<()> {
        todo!()
    }
    /// `PyDict_Next`: the entry at or after `*position`, which advances; nothing may be added or removed meanwhile.
    pub fn next_entry(&self, position: &mut usize) -> Option<(Ref, Ref)> {
        todo!()
    }
    pub fn keys_list(&self) -> PyResult<Ref<crate::List>> {
        todo!()
    }
    pub fn values_list(&self) -> PyResult<Ref<crate::List>> {
        todo!()
    }
    pub fn items_list(&self) -> PyResult<Ref<crate::List>> {
        todo!()
    }
}

// Managed dictionaries and inline values of instances (tp_dictoffset -1).
/// Initialises the inline values of a new instance of a type with Py_TPFLAGS_INLINE_VALUES.
pub unsafe fn init_inline_values(object: *mut PyObject, ty: &Type) {
    todo!()
}
/// `PyObject_GenericGetDict` body: the instance's dict, made if need be (managed or tp_dictoffset).
pub fn instance_dict(object: &Object) -> PyResult<Ref<Dict>> {
    todo!()
}
/// The dict if it exists already (`_PyObject_GetDictPtr`-like; materialises inline values only if `materialize`).
pub fn instance_dict_opt(object: &Object) -> Option<Ref<Dict>> {
    todo!()
}
/// Looks an attribute up in inline values or the instance's dict, without materialising.
pub fn instance_lookup(object: &Object, name: &crate::Str) -> PyResult<Option<Ref>> {
    todo!()
}
/// Stores (or deletes, value None) an attribute in inline values or dict; AttributeError is the caller's when deleting what is absent (false).
pub fn instance_store(
    object: &Object,
    name: &crate::Str,
    value: Option<&Object>,
) -> PyResult<bool> {
    todo!()
}
/// `PyObject_VisitManagedDict`, `PyObject_ClearManagedDict`.
pub unsafe fn visit_managed_dict(
    object: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut core::ffi::c_void,
) -> core::ffi::c_int {
    todo!()
}
pub unsafe fn clear_managed_dict(object: *mut PyObject) {
    todo!()
}
/// New shared keys for a heap type (`_PyDict_NewKeysForClass`); NULL if there is no memory.
pub fn new_keys_for_class(ty: &Type) -> *mut PyDictKeysObject {
    todo!()
}

#[unsafe(no_mangle)]
pub static PyDict_Type: Type = Type::new(PyTypeObject {
    tp_name: c"dict".as_ptr(),
    tp_basicsize: size_of::<layout::PyDictObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
