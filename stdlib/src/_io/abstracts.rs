//! `_BufferedIOBase` and `_TextIOBase`: the methods that buffered and text streams are to have.

use layout::*;
use objects::clinic::*;
use objects::prelude::*;

use super::base_type::STREAM;
use super::field::Head;
use super::support::*;
use crate::heap_type::HeapType;

object_view!(
    /// `_io._BufferedIOBase`.
    pub BufferedIoBase, Head, "_io._BufferedIOBase",
    |o| objects::type_::is_subtype_instance(o, &BUFFEREDIOBASE)
);

/// Reads into a buffer by a method that gives bytes.
fn read_into(o: &Object, buffer: &Object, method: &Str) -> PyResult<usize> {
    let buffer = Buffer::get_writable(buffer)?;
    let data = o.call_method(method, &[&*Long::from_usize(buffer.len())?])?;
    let Some(bytes) = data.downcast::<Bytes>() else {
        return Err(raise!(TypeError, "read() should return bytes"));
    };
    let n = bytes.len();
    if n > buffer.len() {
        return Err(raise!(
            ValueError,
            "read() returned too much data: {} bytes requested, {n} returned",
            buffer.len()
        ));
    }
    // SAFETY: the buffer has room, and is held.
    unsafe { core::ptr::copy(bytes.as_slice().as_ptr(), buffer.as_mut_ptr(), n) };
    Ok(n)
}

#[pymethods]
impl BufferedIoBase {
    /// Take the raw stream away and give it.
    #[method("detach()")]
    fn detach(&self) -> PyResult<()> {
        Err(unsupported("detach"))
    }

    /// Read up to `size` bytes, or all.
    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult<()> {
        let _ = size;
        Err(unsupported("read"))
    }

    /// Read up to `size` bytes with at most one read of the raw stream.
    #[method("read1(size=-1, /)")]
    fn read1(&self, size: Option<&Object>) -> PyResult<()> {
        let _ = size;
        Err(unsupported("read1"))
    }

    /// Fill a buffer.
    #[method("readinto(buffer, /)")]
    fn readinto(&self, buffer: &Object) -> PyResult<usize> {
        read_into(self, buffer, interned!("read"))
    }

    /// Fill a buffer with at most one read of the raw stream.
    #[method("readinto1(buffer, /)")]
    fn readinto1(&self, buffer: &Object) -> PyResult<usize> {
        read_into(self, buffer, interned!("read1"))
    }

    /// Write bytes.
    #[method("write(b, /)")]
    fn write(&self, b: &Object) -> PyResult<()> {
        let _ = b;
        Err(unsupported("write"))
    }
}

pub static BUFFEREDIOBASE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io._BufferedIOBase".as_ptr(),
    tp_doc: c"Base of buffered streams.".as_ptr(),
    tp_methods: BufferedIoBase::METHODS,
    ..STREAM
});

object_view!(
    /// `_io._TextIOBase`.
    pub TextIoBase, Head, "_io._TextIOBase", |o| objects::type_::is_subtype_instance(o, &TEXTIOBASE)
);

#[pymethods]
impl TextIoBase {
    /// Take the buffer away and give it.
    #[method("detach()")]
    fn detach(&self, #[defining_class] _cls: &Type) -> PyResult<()> {
        Err(unsupported("detach"))
    }

    /// Read up to `size` characters, or all.
    #[method("read(size=-1, /)")]
    fn read(&self, #[defining_class] _cls: &Type, size: Option<&Object>) -> PyResult<()> {
        let _ = size;
        Err(unsupported("read"))
    }

    /// Read a line.
    #[method("readline(size=-1, /)")]
    fn readline(&self, #[defining_class] _cls: &Type, size: Option<&Object>) -> PyResult<()> {
        let _ = size;
        Err(unsupported("readline"))
    }

    /// Write text.
    #[method("write(s, /)")]
    fn write(&self, #[defining_class] _cls: &Type, s: &Object) -> PyResult<()> {
        let _ = s;
        Err(unsupported("write"))
    }

    /// The name of the encoding.
    #[getter("encoding")]
    fn encoding(&self) {}

    /// The line ends met so far.
    #[getter("newlines")]
    fn newlines(&self) {}

    /// How errors are handled.
    #[getter("errors")]
    fn errors(&self) {}
}

pub static TEXTIOBASE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io._TextIOBase".as_ptr(),
    tp_doc: c"Base of text streams.".as_ptr(),
    tp_methods: TextIoBase::METHODS,
    tp_getset: TextIoBase::GETSET,
    ..STREAM
});
