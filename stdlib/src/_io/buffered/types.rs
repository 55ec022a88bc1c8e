//! The three types.

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::slots;

use super::super::base_type::{self, STREAM, check_readable, check_seekable, check_writable};
use super::super::support::*;
use super::{Buffered, BufferedObject};
use crate::heap_type::HeapType;

object_view!(
    /// `_io.BufferedReader`.
    pub Reader, BufferedObject, "_io.BufferedReader", |o| objects::type_::is_subtype_instance(o, &READER)
);
object_view!(
    /// `_io.BufferedWriter`.
    pub Writer, BufferedObject, "_io.BufferedWriter", |o| objects::type_::is_subtype_instance(o, &WRITER)
);
object_view!(
    /// `_io.BufferedRandom`.
    pub Random, BufferedObject, "_io.BufferedRandom", |o| objects::type_::is_subtype_instance(o, &RANDOM)
);

fn common(o: &Object) -> &Buffered {
    // SAFETY: the three have one layout.
    unsafe { o.downcast_unchecked() }
}

fn begin(o: &Object) -> &Buffered {
    let b = common(o);
    b.s().ok.set(false);
    b.s().detached.set(false);
    b
}

#[pymethods]
impl Reader {
    /// A buffer over a raw stream to be read.
    #[init("BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)")]
    fn init(
        &self,
        raw: &Object,
        #[default(DEFAULT_BUFFER_SIZE)] buffer_size: isize,
    ) -> PyResult<()> {
        let b = begin(self);
        check_readable(raw)?;
        finish(b, b.set_up(&READER, raw, buffer_size, true, false))
    }
}

#[pymethods]
impl Writer {
    /// A buffer over a raw stream to be written.
    #[init("BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)")]
    fn init(
        &self,
        raw: &Object,
        #[default(DEFAULT_BUFFER_SIZE)] buffer_size: isize,
    ) -> PyResult<()> {
        let b = begin(self);
        check_writable(raw)?;
        finish(b, b.set_up(&WRITER, raw, buffer_size, false, true))
    }
}

#[pymethods]
impl Random {
    /// A buffer over a raw stream that can be read, written and moved in.
    #[init("BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)")]
    fn init(
        &self,
        raw: &Object,
        #[default(DEFAULT_BUFFER_SIZE)] buffer_size: isize,
    ) -> PyResult<()> {
        let b = begin(self);
        check_seekable(raw)?;
        check_readable(raw)?;
        check_writable(raw)?;
        finish(b, b.set_up(&RANDOM, raw, buffer_size, true, true))
    }
}

fn finish(b: &Buffered, done: PyResult<()>) -> PyResult<()> {
    if done.is_err() {
        b.s().ok.set(false);
    }
    done
}

extern "C" fn repr(this: &Buffered) -> PyResult {
    named_repr(this, format_args!("<{}>", this.class().tp_name()), "")
}

extern "C" fn next(this: &Buffered) -> NextResult {
    NextResult::from((|| {
        this.stream()?;
        let line = if this.is_exactly(READER.as_mut_ptr()) || this.is_exactly(RANDOM.as_mut_ptr()) {
            this.read_line(-1)?
        } else {
            let line = this.call_method(interned!("readline"), &[])?;
            line.downcast_into::<Bytes>().map_err(|other| {
                raise!(
                    OSError,
                    "readline() should have returned a bytes object, not '{:.200}'",
                    other.class().tp_name()
                )
            })?
        };
        Ok((!line.is_empty()).then_some(line))
    })())
}

extern "C" fn dealloc(this: *mut Buffered) {
    // SAFETY: the count is zero; the fields are released once.
    unsafe {
        (*this).s().finalizing.set(true);
        base_type::dealloc_stream(this.cast(), || {
            (*this).s().ok.set(false);
            (*this).free_buffer();
            (*this).s().raw.set(None);
        });
    }
}

extern "C" fn clear(this: &Buffered) -> core::ffi::c_int {
    this.s().ok.set(false);
    base_type::clear_fields(this)
}

const BUFFERED: PyTypeObject = PyTypeObject {
    tp_basicsize: size_of::<BufferedObject>() as isize,
    tp_dealloc: slots::dealloc::<Buffered>(dealloc),
    tp_traverse: slots::traverse::<Buffered>(base_type::traverse_fields),
    tp_clear: slots::clear::<Buffered>(clear),
    tp_repr: slots::repr(repr),
    tp_getset: getset_concat!(Buffered::COMMON_GETSET),
    ..STREAM
};

pub static READER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.BufferedReader".as_ptr(),
    tp_doc: Reader::DOC,
    tp_iternext: slots::next(next),
    tp_methods: methods_concat!(Buffered::COMMON, Buffered::READING, Buffered::SIMPLE_FLUSH),
    tp_init: Some(Reader::INIT),
    ..BUFFERED
});

pub static WRITER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.BufferedWriter".as_ptr(),
    tp_doc: Writer::DOC,
    tp_methods: methods_concat!(Buffered::COMMON, Buffered::WRITING),
    tp_init: Some(Writer::INIT),
    ..BUFFERED
});

pub static RANDOM: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.BufferedRandom".as_ptr(),
    tp_doc: Random::DOC,
    tp_iternext: slots::next(next),
    tp_methods: methods_concat!(Buffered::COMMON, Buffered::READING, Buffered::WRITING),
    tp_init: Some(Random::INIT),
    ..BUFFERED
});
