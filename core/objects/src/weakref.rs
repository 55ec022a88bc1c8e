//! Weak references and proxies.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `weakref.ReferenceType`.
    pub WeakRef, layout::PyWeakReference, "weakref.ReferenceType", |o| crate::type_::is_subtype_instance(o, &_PyWeakref_RefType)
);

impl WeakRef {
    pub fn new(object: &Object, callback: Option<&Object>) -> PyResult<Ref<WeakRef>> {
        todo!()
    }
    /// The object, if it lives.
    pub fn get(&self) -> Option<Ref> {
        todo!()
    }
}
/// `PyObject_ClearWeakRefs`: for a tp_dealloc, before anything is torn down. Runs callbacks.
pub unsafe fn clear_weakrefs(object: *mut PyObject) {
    todo!()
}

#[unsafe(no_mangle)]
pub static _PyWeakref_RefType: Type = Type::new(PyTypeObject {
    tp_name: c"weakref.ReferenceType".as_ptr(),
    tp_basicsize: size_of::<layout::PyWeakReference>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
