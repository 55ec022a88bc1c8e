//! `BytesIO`: bytes in memory as a buffered stream.

use core::cell::{Cell, UnsafeCell};

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{owned_fields, slots};

use super::abstracts::BUFFEREDIOBASE;
use super::base_type::{self, STREAM};
use super::field::HeadCell;
use super::support::*;

#[repr(C)]
pub struct BytesIoObject {
    head: HeadCell,
    #[allow(
        clippy::box_collection,
        reason = "zeroed memory is None for a box, not for a vector"
    )]
    data: UnsafeCell<Option<Box<Vec<u8>>>>,
    pos: Cell<usize>,
    closed: Cell<bool>,
}

object_view!(
    /// `_io.BytesIO`.
    pub BytesIo, BytesIoObject, "_io.BytesIO", |o| objects::type_::is_subtype_instance(o, &BYTESIO)
);
owned_fields!(BytesIo, heap = false, []);

impl BytesIo {
    fn s(&self) -> &BytesIoObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    /// Runs `f`, which runs no Python code, on the bytes.
    fn with<R>(&self, f: impl FnOnce(&mut Vec<u8>) -> PyResult<R>) -> PyResult<R> {
        critical_section!(**self);
        if self.s().closed.get() {
            return Err(closed_file());
        }
        // SAFETY: nobody else is at them meanwhile.
        f(unsafe { (*self.s().data.get()).get_or_insert_with(Box::default) })
    }

    /// Takes up to `n` bytes from the position on; below zero is all.
    fn take(&self, n: isize, line: bool) -> PyResult<Ref<Bytes>> {
        self.with(|d| {
            let rest = d.get(self.s().pos.get()..).unwrap_or(&[]);
            let mut n = usize::try_from(n).unwrap_or(rest.len()).min(rest.len());
            if line && let Some(i) = memchr::memchr(b'\n', &rest[..n]) {
                n = i + 1;
            }
            let bytes = Bytes::from_slice(&rest[..n])?;
            self.s().pos.set(self.s().pos.get() + n);
            Ok(bytes)
        })
    }
}

#[pymethods]
impl BytesIo {
    /// Bytes in memory as a stream.
    #[init("BytesIO(initial_bytes=b'')")]
    fn init(&self, initial_bytes: Option<&Object>) -> PyResult<()> {
        let data = match initial_bytes.filter(|b| !is_none(b)) {
            Some(b) => Buffer::get(b)?.as_slice().to_vec(),
            None => Vec::new(),
        };
        self.s().closed.set(false);
        self.s().pos.set(0);
        self.with(|d| {
            *d = data;
            Ok(())
        })
    }

    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        self.take(size_arg(size)?, false)
    }

    #[method("read1(size=-1, /)")]
    fn read1(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        self.take(size_arg(size)?, false)
    }

    #[method("readline(size=-1, /)")]
    fn readline(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        self.take(size_arg(size)?, true)
    }

    #[method("readinto(buffer, /)")]
    fn readinto(&self, buffer: &Object) -> PyResult<usize> {
        let buffer = writable_buffer("readinto", buffer)?;
        let bytes = self.take(buffer.len() as isize, false)?;
        // SAFETY: the buffer has room, and is held.
        unsafe {
            core::ptr::copy(bytes.as_slice().as_ptr(), buffer.as_mut_ptr(), bytes.len());
        }
        Ok(bytes.len())
    }

    #[method("write(b, /)")]
    fn write(&self, b: Buffer) -> PyResult<usize> {
        self.with(|d| {
            let (pos, new) = (self.s().pos.get(), b.as_slice());
            if new.is_empty() {
                return Ok(0);
            }
            let end = pos
                .checked_add(new.len())
                .filter(|&e| isize::try_from(e).is_ok());
            let Some(end) = end else {
                return Err(raise!(OverflowError, "new buffer size too large"));
            };
            if d.try_reserve(end.saturating_sub(d.len())).is_err() {
                return Err(objects::exceptions::no_memory());
            }
            if d.len() < end {
                d.resize(end, 0);
            }
            d[pos..end].copy_from_slice(new);
            self.s().pos.set(end);
            Ok(new.len())
        })
    }

    #[method("getvalue()")]
    fn getvalue(&self) -> PyResult<Ref<Bytes>> {
        self.with(|d| Bytes::from_slice(d))
    }

    #[method("tell()")]
    fn tell(&self) -> PyResult<usize> {
        self.with(|_| Ok(self.s().pos.get()))
    }

    #[method("seek(pos, whence=0, /)")]
    fn seek(&self, pos: isize, whence: i32) -> PyResult<usize> {
        self.with(|d| {
            let from = match whence {
                0 if pos < 0 => return Err(raise!(ValueError, "negative seek value {pos}")),
                0 => 0,
                1 => self.s().pos.get(),
                2 => d.len(),
                _ => {
                    return Err(raise!(
                        ValueError,
                        "invalid whence ({whence}, should be 0, 1 or 2)"
                    ));
                }
            };
            let Some(to) = (from as isize).checked_add(pos) else {
                return Err(raise!(OverflowError, "new position too large"));
            };
            self.s().pos.set(to.max(0) as usize);
            Ok(to.max(0) as usize)
        })
    }

    #[method("truncate(size=None, /)")]
    fn truncate(&self, size: Option<&Object>) -> PyResult<usize> {
        let size = match size.filter(|s| !is_none(s)) {
            Some(s) => s.index_isize_overflow()?,
            None => self.s().pos.get() as isize,
        };
        if size < 0 {
            return Err(raise!(ValueError, "negative size value {size}"));
        }
        self.with(|d| {
            d.truncate(size as usize);
            Ok(size as usize)
        })
    }

    #[method("close()")]
    fn close(&self) {
        critical_section!(**self);
        self.s().closed.set(true);
        // SAFETY: nobody else is at them meanwhile.
        drop(unsafe { (*self.s().data.get()).take() });
    }

    #[method("flush()")]
    fn flush(&self) -> PyResult<()> {
        self.with(|_| Ok(()))
    }

    #[method("isatty()")]
    fn isatty(&self) -> PyResult<bool> {
        self.with(|_| Ok(false))
    }

    #[method("readable()")]
    fn readable(&self) -> PyResult<bool> {
        self.with(|_| Ok(true))
    }

    #[method("writable()")]
    fn writable(&self) -> PyResult<bool> {
        self.with(|_| Ok(true))
    }

    #[method("seekable()")]
    fn seekable(&self) -> PyResult<bool> {
        self.with(|_| Ok(true))
    }

    #[getter("closed")]
    fn closed(&self) -> bool {
        self.s().closed.get()
    }
}

extern "C" fn dealloc(this: *mut BytesIo) {
    // SAFETY: the count is zero; the bytes are released once.
    unsafe {
        base_type::dealloc_stream(this.cast(), || drop((*(*this).s().data.get()).take()));
    }
}

pub static BYTESIO: Type = Type::extension(PyTypeObject {
    tp_name: c"_io.BytesIO".as_ptr(),
    tp_basicsize: size_of::<BytesIoObject>() as isize,
    tp_doc: BytesIo::DOC,
    tp_base: BUFFEREDIOBASE.as_mut_ptr(),
    tp_dealloc: slots::dealloc::<BytesIo>(dealloc),
    tp_traverse: slots::traverse::<BytesIo>(base_type::traverse_fields),
    tp_clear: slots::clear::<BytesIo>(base_type::clear_fields),
    tp_methods: BytesIo::METHODS,
    tp_getset: BytesIo::GETSET,
    tp_init: Some(BytesIo::INIT),
    tp_new: slots::GENERIC_NEW,
    ..STREAM
});
