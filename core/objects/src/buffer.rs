//! The buffer protocol from the consumer's side: `Buffer`, released when dropped.

use base::{Object, PyResult};
use layout::Py_buffer;

/// A buffer got from an exporter (`PyObject_GetBuffer`).
pub struct Buffer {
    view: Py_buffer,
}

impl Buffer {
    /// Contiguous bytes (`PyBUF_SIMPLE`). TypeError "a bytes-like object is required, not 'int'".
    pub fn get(object: &Object) -> PyResult<Buffer> {
        Buffer::get_with(object, 0)
    }
    pub fn get_writable(object: &Object) -> PyResult<Buffer> {
        Buffer::get_with(object, 1)
    }
    /// With `PyBUF_*` flags.
    pub fn get_with(object: &Object, flags: i32) -> PyResult<Buffer> {
        let _ = (object, flags);
        todo!()
    }
    pub fn as_slice(&self) -> &[u8] {
        todo!()
    }
    pub fn as_mut_ptr(&self) -> *mut u8 {
        self.view.buf.cast()
    }
    pub fn len(&self) -> usize {
        self.view.len as usize
    }
    pub fn is_empty(&self) -> bool {
        self.view.len == 0
    }
    pub fn view(&self) -> &Py_buffer {
        &self.view
    }
}
