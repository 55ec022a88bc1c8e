//! `BufferedRWPair`: a reader and a writer as one stream.

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{owned_fields, slots};

use super::base_type::{self, STREAM, check_readable, check_writable};
use super::buffered::{READER, WRITER};
use super::field::{Field, HeadCell};
use super::support::*;
use crate::heap_type::HeapType;

#[repr(C)]
pub struct RwPairObject {
    head: HeadCell,
    reader: Field,
    writer: Field,
}

object_view!(
    /// `_io.BufferedRWPair`.
    pub RwPair, RwPairObject, "_io.BufferedRWPair", |o| objects::type_::is_subtype_instance(o, &RWPAIR)
);
owned_fields!(RwPair, heap = true, [reader, writer]);

impl RwPair {
    fn s(&self) -> &RwPairObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    fn half(&self, half: &Field) -> PyResult {
        half.get()
            .ok_or_else(|| raise!(ValueError, "I/O operation on uninitialized object"))
    }

    /// Hands a call on to the reader.
    fn by_reader(&self, name: &Str, args: &[&Object]) -> PyResult {
        self.half(&self.s().reader)?.call_method(name, args)
    }

    /// Hands a call on to the writer.
    fn by_writer(&self, name: &Str, args: &[&Object]) -> PyResult {
        self.half(&self.s().writer)?.call_method(name, args)
    }
}

#[pymethods]
impl RwPair {
    /// A buffered reader and a buffered writer together.
    #[init("BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)")]
    fn init(
        &self,
        reader: &Object,
        writer: &Object,
        #[default(DEFAULT_BUFFER_SIZE)] buffer_size: isize,
    ) -> PyResult<()> {
        check_readable(reader)?;
        check_writable(writer)?;
        let size = Long::from_isize(buffer_size)?;
        let made = READER.call(&[reader, &*size])?;
        self.s().writer.set(Some(WRITER.call(&[writer, &*size])?));
        self.s().reader.set(Some(made));
        Ok(())
    }

    #[method(varargs, "read")]
    fn read(&self, args: &Tuple) -> PyResult {
        self.by_reader(interned!("read"), args.as_slice())
    }

    #[method(varargs, "peek")]
    fn peek(&self, args: &Tuple) -> PyResult {
        self.by_reader(interned!("peek"), args.as_slice())
    }

    #[method(varargs, "read1")]
    fn read1(&self, args: &Tuple) -> PyResult {
        self.by_reader(interned!("read1"), args.as_slice())
    }

    #[method(varargs, "readinto")]
    fn readinto(&self, args: &Tuple) -> PyResult {
        self.by_reader(interned!("readinto"), args.as_slice())
    }

    #[method(varargs, "readinto1")]
    fn readinto1(&self, args: &Tuple) -> PyResult {
        self.by_reader(interned!("readinto1"), args.as_slice())
    }

    #[method(varargs, "write")]
    fn write(&self, args: &Tuple) -> PyResult {
        self.by_writer(interned!("write"), args.as_slice())
    }

    #[method("flush()")]
    fn flush(&self) -> PyResult {
        self.by_writer(interned!("flush"), &[])
    }

    #[method("readable()")]
    fn readable(&self) -> PyResult {
        self.by_reader(interned!("readable"), &[])
    }

    #[method("writable()")]
    fn writable(&self) -> PyResult {
        self.by_writer(interned!("writable"), &[])
    }

    #[method("close()")]
    fn close(&self) -> PyResult<()> {
        let first = self.by_writer(interned!("close"), &[]).map(|_| ());
        and_then_always(first, || {
            self.by_reader(interned!("close"), &[]).map(|_| ())
        })
    }

    #[method("isatty()")]
    fn isatty(&self) -> PyResult {
        let r = self.by_writer(interned!("isatty"), &[])?;
        if r.is_true()? {
            return Ok(r);
        }
        self.by_reader(interned!("isatty"), &[])
    }

    #[getter("closed")]
    fn closed(&self) -> PyResult {
        self.half(&self.s().writer)?.get_attr(interned!("closed"))
    }
}

pub static RWPAIR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.BufferedRWPair".as_ptr(),
    tp_basicsize: size_of::<RwPairObject>() as isize,
    tp_doc: RwPair::DOC,
    tp_dealloc: slots::dealloc::<RwPair>(base_type::dealloc_fields),
    tp_traverse: slots::traverse::<RwPair>(base_type::traverse_fields),
    tp_clear: slots::clear::<RwPair>(base_type::clear_fields),
    tp_methods: RwPair::METHODS,
    tp_getset: RwPair::GETSET,
    tp_init: Some(RwPair::INIT),
    ..STREAM
});
