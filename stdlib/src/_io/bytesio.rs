//! `BytesIO`: bytes in memory as a buffered stream.
//!
//! The block is a `bytes` object, which may be longer than the stream: what the caller gave and what `getvalue` hands out are
//! shared until the stream is changed. While buffers are exported the block neither moves nor changes its length.

use core::cell::Cell;
use core::ffi::c_int;

use base::{NextResult, Status, refcount};
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{MemoryView, buffer, owned_fields, slots};

use super::base_type::{self, STREAM};
use super::field::{Field, Head, HeadCell};
use super::support::*;
use crate::heap_type::HeapType;

#[repr(C)]
pub struct BytesIoObject {
    head: HeadCell,
    /// NULL once closed.
    block: Field<Bytes>,
    pos: Cell<usize>,
    /// How much of the block is the stream's.
    size: Cell<usize>,
    exports: Cell<usize>,
}

object_view!(
    /// `_io.BytesIO`.
    pub BytesIo, BytesIoObject, "_io.BytesIO", |o| objects::type_::is_subtype_instance(o, &BYTESIO)
);
owned_fields!(BytesIo, heap = true, []);

impl BytesIo {
    fn s(&self) -> &BytesIoObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    fn block(&self) -> PyResult<Ref<Bytes>> {
        self.s().block.get().ok_or_else(closed_file)
    }

    fn check_exports(&self) -> PyResult<()> {
        if self.s().exports.get() > 0 {
            return Err(raise!(
                BufferError,
                "Existing exports of data: object cannot be re-sized"
            ));
        }
        Ok(())
    }

    /// What a read of up to `n` bytes (below zero: all) or of a line takes; the position moves behind it.
    fn advance(&self, block: &Bytes, n: isize, line: bool) -> core::ops::Range<usize> {
        let start = self.s().pos.get().min(self.s().size.get());
        let rest = &block.as_slice()[start..self.s().size.get()];
        let mut n = usize::try_from(n).unwrap_or(rest.len()).min(rest.len());
        if line && let Some(i) = memchr::memchr(b'\n', &rest[..n]) {
            n = i + 1;
        }
        if n > 0 {
            self.s().pos.set(start + n);
        }
        start..start + n
    }

    /// Reads up to `n` bytes; below zero is all.
    fn take(&self, n: isize, line: bool) -> PyResult<Ref<Bytes>> {
        critical_section!(**self);
        let block = self.block()?;
        let range = self.advance(&block, n, line);
        if range == (0..block.len()) && range.len() > 1 && self.s().exports.get() == 0 {
            return Ok(block);
        }
        Bytes::from_slice(&block.as_slice()[range])
    }

    /// Makes the block the stream's alone, with room for `room` bytes. Nothing is exported.
    fn own(&self, room: usize) -> PyResult<()> {
        let block = self.block()?;
        let size = self.s().size.get();
        // SAFETY: live; one count is ours, one the field's.
        let shared = unsafe { refcount::count(block.as_object_ptr()) } > 2 || block.len() <= 1;
        if !shared && room <= block.len() && room >= block.len() / 2 {
            return Ok(());
        }
        let grown = if room > block.len() {
            // A little ahead, as lists grow; much ahead would waste.
            room.saturating_add((room >> 3) + if room < 9 { 3 } else { 6 })
        } else {
            room
        };
        let new = if shared {
            let new = Bytes::with_len(grown.max(size))?;
            // SAFETY: fresh; it has room for what the stream holds.
            unsafe {
                core::ptr::copy_nonoverlapping(block.as_slice().as_ptr(), new.as_mut_ptr(), size);
            }
            new
        } else {
            drop(block);
            match self.s().block.take() {
                Some(only) => match Bytes::resize_fresh(only, grown.max(size)) {
                    Ok(new) => new,
                    Err(raised) => {
                        // The block is gone with the failure: an empty stream remains.
                        self.s().size.set(0);
                        self.s().block.set(Some(Bytes::empty().to_ref()));
                        return Err(raised);
                    }
                },
                None => return Err(closed_file()),
            }
        };
        self.s().block.set(Some(new));
        Ok(())
    }

    fn put(&self, value: &Object) -> PyResult<usize> {
        self.block()?;
        let new = Buffer::get_with(value, PyBUF_CONTIG_RO)?;
        critical_section!(**self);
        // The exporter may have run anything.
        self.block()?;
        self.check_exports()?;
        let new = new.as_slice();
        if new.is_empty() {
            return Ok(0);
        }
        let (pos, size) = (self.s().pos.get(), self.s().size.get());
        let end = pos
            .checked_add(new.len())
            .filter(|&e| isize::try_from(e).is_ok())
            .ok_or_else(|| raise!(OverflowError, "new buffer size too large"))?;
        self.own(end.max(size))?;
        let block = self.block()?;
        // SAFETY: `own` made room up to `end`, and nobody else sees the block.
        unsafe {
            let p = block.as_mut_ptr();
            if pos > size {
                p.add(size).write_bytes(0, pos - size);
            }
            core::ptr::copy(new.as_ptr(), p.add(pos), new.len());
        }
        self.s().pos.set(end);
        self.s().size.set(end.max(size));
        Ok(new.len())
    }

    /// Starts anew with what `initial` holds.
    fn restart(&self, initial: Option<&Object>) -> PyResult<()> {
        self.check_exports()?;
        let block = match initial {
            None => Bytes::empty().to_ref(),
            Some(o) => match o.downcast::<Bytes>().filter(|b| b.is_exact()) {
                Some(b) => b.to_ref(),
                None => Bytes::from_slice(Buffer::get_with(o, PyBUF_CONTIG_RO)?.as_slice())?,
            },
        };
        self.check_exports()?;
        critical_section!(**self);
        self.s().pos.set(0);
        self.s().size.set(block.len());
        self.s().block.set(Some(block));
        Ok(())
    }
}

/// The instance's dictionary, if it has one.
fn attributes(io: &BytesIo) -> Option<Ref<Dict>> {
    // SAFETY: NULL or a dictionary.
    unsafe { Ref::from_borrowed_opt((*io.raw().cast::<Head>()).dict.cast::<PyDictObject>()) }
}

#[pymethods]
impl BytesIo {
    /// Bytes in memory as a stream.
    #[init("BytesIO(initial_bytes=b'')")]
    fn init(&self, initial_bytes: Option<&Object>) -> PyResult<()> {
        self.restart(initial_bytes.filter(|b| !is_none(b)))
    }

    /// Read up to size bytes; all that are left if it is negative or missing.
    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        self.take(size_arg(size)?, false)
    }

    /// As read().
    #[method("read1(size=-1, /)")]
    fn read1(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        self.take(size_arg(size)?, false)
    }

    /// Read a line, of at most size bytes.
    #[method("readline(size=-1, /)")]
    fn readline(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        self.take(size_arg(size)?, true)
    }

    /// A list of the lines that are left; no more are read once they exceed size bytes together.
    #[method("readlines(size=None, /)")]
    fn readlines(&self, size: Option<&Object>) -> PyResult<Ref<List>> {
        let most = size_arg(size)?;
        self.block()?;
        let lines = List::new()?;
        let mut total = 0usize;
        loop {
            let line = self.take(-1, true)?;
            if line.is_empty() {
                return Ok(lines);
            }
            lines.push(&line)?;
            total += line.len();
            if most > 0 && total >= most as usize {
                return Ok(lines);
            }
        }
    }

    /// Fill a buffer with what comes next; tells how many bytes that were.
    #[method("readinto(buffer, /)")]
    fn readinto(&self, buffer: &Object) -> PyResult<usize> {
        let buffer = writable_buffer("readinto", buffer)?;
        critical_section!(**self);
        let block = self.block()?;
        let range = self.advance(&block, buffer.len() as isize, false);
        let n = range.len();
        // SAFETY: the buffer has room, and is held; it may be an export of the same block.
        unsafe {
            core::ptr::copy(block.as_slice()[range].as_ptr(), buffer.as_mut_ptr(), n);
        }
        Ok(n)
    }

    /// Write bytes at the position; tells how many.
    #[method("write(b, /)")]
    fn write(&self, b: &Object) -> PyResult<usize> {
        self.put(b)
    }

    /// Write each of an iterable of bytes; no line ends are added.
    #[method("writelines(lines, /)")]
    fn writelines(&self, lines: &Object) -> PyResult<()> {
        self.block()?;
        let it = lines.iter()?;
        while let Some(line) = objects::owned::next(&it)? {
            self.put(&line)?;
        }
        Ok(())
    }

    /// All that the stream holds.
    #[method("getvalue()")]
    fn getvalue(&self) -> PyResult<Ref<Bytes>> {
        critical_section!(**self);
        let block = self.block()?;
        let size = self.s().size.get();
        if size == block.len() && self.s().exports.get() == 0 {
            return Ok(block);
        }
        // SAFETY: live; one count is ours, one the field's.
        let shared = unsafe { refcount::count(block.as_object_ptr()) } > 2;
        if shared || size <= 1 || self.s().exports.get() > 0 {
            let exact = Bytes::from_slice(&block.as_slice()[..size])?;
            if self.s().exports.get() == 0 {
                self.s().block.set(Some(exact.clone()));
            }
            return Ok(exact);
        }
        drop(block);
        let Some(only) = self.s().block.take() else {
            return Err(closed_file());
        };
        let exact = Bytes::resize_fresh(only, size)?;
        self.s().block.set(Some(exact.clone()));
        Ok(exact)
    }

    /// A view of all that the stream holds, through which it can be changed.
    #[method("getbuffer()")]
    fn getbuffer(&self) -> PyResult<Ref<MemoryView>> {
        self.block()?;
        let exporter: Ref<Exporter> = objects::owned::alloc(&BYTESIO_BUFFER)?;
        // SAFETY: fresh.
        unsafe { (*exporter.raw()).source.set(Some(self.to_ref())) };
        MemoryView::from_object(&exporter)
    }

    /// The position.
    #[method("tell()")]
    fn tell(&self) -> PyResult<usize> {
        self.block()?;
        Ok(self.s().pos.get())
    }

    /// Move the position, which may lie behind the end: from the start (0), the position (1) or the end (2).
    #[method("seek(pos, whence=0, /)")]
    fn seek(&self, pos: isize, whence: i32) -> PyResult<usize> {
        self.block()?;
        let from = match whence {
            0 if pos < 0 => return Err(raise!(ValueError, "negative seek value {pos}")),
            0 => 0,
            1 => self.s().pos.get(),
            2 => self.s().size.get(),
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
    }

    /// Cut the stream at a size, by default the position.
    #[method("truncate(size=None, /)")]
    fn truncate(&self, size: Option<&Object>) -> PyResult<usize> {
        self.block()?;
        self.check_exports()?;
        let size = match size.filter(|s| !is_none(s)) {
            Some(s) => s.index_isize_overflow()?,
            None => self.s().pos.get() as isize,
        };
        if size < 0 {
            return Err(raise!(ValueError, "negative size value {size}"));
        }
        critical_section!(**self);
        self.block()?;
        self.check_exports()?;
        if (size as usize) < self.s().size.get() {
            self.s().size.set(size as usize);
            self.own(size as usize)?;
        }
        Ok(size as usize)
    }

    /// Let go of the bytes.
    #[method("close()")]
    fn close(&self) -> PyResult<()> {
        self.check_exports()?;
        self.s().block.set(None);
        Ok(())
    }

    #[method("flush()")]
    fn flush(&self) -> PyResult<()> {
        self.block().map(drop)
    }

    #[method("isatty()")]
    fn isatty(&self) -> PyResult<bool> {
        self.block().map(|_| false)
    }

    #[method("readable()")]
    fn readable(&self) -> PyResult<bool> {
        self.block().map(|_| true)
    }

    #[method("writable()")]
    fn writable(&self) -> PyResult<bool> {
        self.block().map(|_| true)
    }

    #[method("seekable()")]
    fn seekable(&self) -> PyResult<bool> {
        self.block().map(|_| true)
    }

    #[method("__getstate__()")]
    fn getstate(&self) -> PyResult<Ref<Tuple>> {
        let value = self.getvalue()?;
        let dict = match attributes(self) {
            Some(d) => d.copy()?.upcast(),
            None => none_ref(),
        };
        let pos = Long::from_usize(self.s().pos.get())?;
        Tuple::from_array([value.upcast(), pos.upcast(), dict])
    }

    #[method("__setstate__(state, /)", nosig)]
    fn setstate(&self, state: &Object) -> PyResult<()> {
        let items = state
            .downcast::<Tuple>()
            .map(|t| t.as_slice())
            .unwrap_or(&[]);
        let &[value, pos, dict, ..] = items else {
            return Err(raise!(
                TypeError,
                "{:.200}.__setstate__ argument should be 3-tuple, got {:.200}",
                self.class().tp_name(),
                state.class().tp_name()
            ));
        };
        self.check_exports()?;
        self.block()?;
        let new = Buffer::get(value)?;
        if pos.downcast::<Long>().is_none() {
            return Err(raise!(
                TypeError,
                "second item of state must be an integer, not {:.200}",
                pos.class().tp_name()
            ));
        }
        let at = pos.index_isize_overflow()?;
        if at < 0 {
            return Err(raise!(ValueError, "position value cannot be negative"));
        }
        let dict = match dict.downcast::<Dict>() {
            Some(d) => Some(d),
            None if is_none(dict) => None,
            None => {
                return Err(raise!(
                    TypeError,
                    "third item of state should be a dict, got a {:.200}",
                    dict.class().tp_name()
                ));
            }
        };
        drop(new);
        self.restart(Some(value))?;
        self.s().pos.set(at as usize);
        if let Some(d) = dict {
            match attributes(self) {
                Some(own) => own.update(d)?,
                // SAFETY: the field is empty and owns what it gets.
                None => unsafe {
                    (*self.raw().cast::<Head>()).dict = d.to_ref().into_ptr().cast();
                },
            }
        }
        Ok(())
    }

    #[method("__sizeof__()")]
    fn sizeof(&self) -> PyResult<isize> {
        let own = size_of::<BytesIoObject>() as isize;
        match self.s().block.get() {
            // SAFETY: live; one count is ours, one the field's.
            Some(b) if unsafe { refcount::count(b.as_object_ptr()) } == 2 => {
                let block = b.call_method(id!(__sizeof__), &[])?;
                Ok(own + block.index_isize_overflow()?)
            }
            _ => Ok(own),
        }
    }

    #[getter("closed")]
    fn closed(&self) -> bool {
        !self.s().block.is_some()
    }
}

extern "C" fn new(cls: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    let new: Ref<BytesIo> = objects::owned::alloc(cls)?;
    new.s().block.set(Some(Bytes::empty().to_ref()));
    Ok(new.upcast())
}

extern "C" fn next(this: &BytesIo) -> NextResult {
    NextResult::from(
        this.take(-1, true)
            .map(|line| (!line.is_empty()).then(|| line.upcast())),
    )
}

extern "C" fn dealloc(this: *mut BytesIo) {
    // SAFETY: the count is zero; the block is released once.
    unsafe {
        if (*this).s().exports.get() > 0 {
            let raised = raise!(
                SystemError,
                "deallocated BytesIO object has exported buffers"
            );
            let _: Raised = raised;
            objects::exceptions::write_unraisable_object(None);
        }
        base_type::dealloc_stream(this.cast(), || drop((*this).s().block.take()));
    }
}

pub static BYTESIO: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.BytesIO".as_ptr(),
    tp_basicsize: size_of::<BytesIoObject>() as isize,
    tp_doc: BytesIo::DOC,
    tp_dealloc: slots::dealloc::<BytesIo>(dealloc),
    tp_traverse: slots::traverse::<BytesIo>(base_type::traverse_fields),
    tp_clear: slots::clear::<BytesIo>(base_type::clear_fields),
    tp_iternext: slots::next(next),
    tp_methods: BytesIo::METHODS,
    tp_getset: BytesIo::GETSET,
    tp_init: Some(BytesIo::INIT),
    tp_new: slots::new(new),
    ..STREAM
});

#[repr(C)]
pub struct ExporterObject {
    ob_base: PyObject,
    source: Field<BytesIo>,
}

object_view!(
    /// `_io._BytesIOBuffer`: what the memoryview of `getbuffer` holds on to.
    pub Exporter, ExporterObject, "_io._BytesIOBuffer", |o| o.is_exactly(BYTESIO_BUFFER.as_mut_ptr())
);
owned_fields!(Exporter, heap = true, [source]);

impl Exporter {
    fn source(&self) -> PyResult<Ref<BytesIo>> {
        // SAFETY: live.
        unsafe { (*self.raw()).source.get() }.ok_or_else(objects::exceptions::bad_internal_call)
    }
}

extern "C" fn getbuffer(this: &Exporter, view: *mut Py_buffer, flags: c_int) -> Status {
    let fill = || {
        if view.is_null() {
            return Err(raise!(
                BufferError,
                "bytesiobuf_getbuffer: view==NULL argument is obsolete"
            ));
        }
        let io = this.source()?;
        critical_section!(**io);
        let s = io.s();
        if s.exports.get() == 0 {
            io.own(s.size.get())?;
        }
        let block = io.block()?;
        // SAFETY: the caller gives a view to fill; the block stays while it is exported.
        unsafe {
            buffer::fill_info(
                view,
                Some(this),
                block.as_mut_ptr().cast(),
                s.size.get() as isize,
                false,
                flags,
            )?;
        }
        s.exports.set(s.exports.get() + 1);
        Ok(())
    };
    fill().into()
}

extern "C" fn releasebuffer(this: &Exporter, _: *mut Py_buffer) {
    // SAFETY: live.
    if let Some(io) = unsafe { (*this.raw()).source.get() } {
        critical_section!(**io);
        io.s().exports.set(io.s().exports.get() - 1);
    }
}

static mut AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: slots::getbuffer(getbuffer),
    bf_releasebuffer: slots::releasebuffer(releasebuffer),
};

pub static BYTESIO_BUFFER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io._BytesIOBuffer".as_ptr(),
    tp_basicsize: size_of::<ExporterObject>() as isize,
    tp_dealloc: slots::dealloc::<Exporter>(objects::owned::dealloc),
    tp_traverse: slots::traverse::<Exporter>(objects::owned::traverse),
    tp_clear: slots::clear::<Exporter>(objects::owned::clear),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_as_buffer: &raw mut AS_BUFFER,
    ..Type::EMPTY
});
