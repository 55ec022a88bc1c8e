//! `bytearray`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `bytearray`.
    pub ByteArray, layout::PyByteArrayObject, "bytearray", |o| crate::type_::is_subtype_instance(o, &PyByteArray_Type)
);

impl ByteArray {
    pub fn from_slice(s: &[u8]) -> PyResult<Ref<ByteArray>> {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    pub fn as_mut_ptr(&self) -> *mut u8 {
        todo!()
    }
    pub fn resize(&self, n: usize) -> PyResult<()> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyByteArray_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytearray".as_ptr(),
    tp_basicsize: size_of::<layout::PyByteArrayObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE,
    ..Type::EMPTY
});
