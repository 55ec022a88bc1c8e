//! `bytes`.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `bytes`.
    pub Bytes, layout::PyBytesObject, "bytes", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_BYTES_SUBCLASS)
);

impl Bytes {
    pub fn empty() -> &'static Bytes {
        todo!()
    }
    pub fn from_slice(s: &[u8]) -> PyResult<Ref<Bytes>> {
        todo!()
    }
    /// `n` uninitialised bytes, to be filled through `as_mut_ptr` before anyone sees it.
    pub fn with_len(n: usize) -> PyResult<Ref<Bytes>> {
        todo!()
    }
    pub fn as_slice(&self) -> &[u8] {
        todo!()
    }
    pub fn as_mut_ptr(&self) -> *mut u8 {
        todo!()
    }
    pub fn len(&self) -> usize {
        todo!()
    }
    /// Shortens a bytes object that nobody else has seen.
    pub fn resize_fresh(this: Ref<Bytes>, n: usize) -> PyResult<Ref<Bytes>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyBytes_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytes".as_ptr(),
    tp_basicsize: size_of::<layout::PyBytesObject>() as isize,
    tp_itemsize: 1,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BYTES_SUBCLASS,
    ..Type::EMPTY
});
