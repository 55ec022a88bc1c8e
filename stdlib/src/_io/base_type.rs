//! `_IOBase`, from which all streams come, and `_RawIOBase`: what a stream can do by its other methods.
//!
//! A stream that dies open is closed by its finaliser. `__IOBase_closed` in the dictionary says that the base has been closed;
//! subclasses answer `closed` themselves.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::owned;
use objects::prelude::*;
use objects::slots;
use objects::type_::subtype;

use super::field::Head;
use super::support::*;
use crate::heap_type::{self, HeapType};

object_view!(
    /// `_io._IOBase`.
    pub IoBase, Head, "_io._IOBase", |o| objects::type_::is_subtype_instance(o, &IOBASE)
);

/// Has the base part been closed?
fn base_closed(o: &Object) -> PyResult<bool> {
    o.has_attr(interned!("__IOBase_closed"))
}

/// Fails if the stream says that it is closed.
pub fn check_closed(o: &Object) -> PyResult<()> {
    match o.get_attr_opt(interned!("closed"))? {
        Some(c) if c.is_true()? => Err(closed_file()),
        _ => Ok(()),
    }
}

fn check_capability(o: &Object, name: &Str, message: &str) -> PyResult<()> {
    let r = o.call_method(name, &[])?;
    if r.is(py_bool(true)) {
        Ok(())
    } else {
        Err(unsupported(message))
    }
}

pub fn check_seekable(o: &Object) -> PyResult<()> {
    check_capability(o, interned!("seekable"), "File or stream is not seekable.")
}

pub fn check_readable(o: &Object) -> PyResult<()> {
    check_capability(o, interned!("readable"), "File or stream is not readable.")
}

pub fn check_writable(o: &Object) -> PyResult<()> {
    check_capability(o, interned!("writable"), "File or stream is not writable.")
}

/// `_IOBase.close`, as subclasses call it.
pub fn base_close(o: &Object) -> PyResult<()> {
    if base_closed(o)? {
        return Ok(());
    }
    let flushed = o.call_method(interned!("flush"), &[]).map(|_| ());
    and_then_always(flushed, || {
        o.set_attr(interned!("__IOBase_closed"), py_bool(true))
    })
}

/// A line, by `peek` if there is one and else byte by byte.
fn read_line(o: &Object, limit: isize) -> PyResult<Ref<Bytes>> {
    let peek = o.get_attr_opt(interned!("peek"))?;
    let read = interned!("read");
    let mut line: Vec<u8> = Vec::new();
    while limit < 0 || (line.len() as isize) < limit {
        let mut want = 1;
        if let Some(peek) = &peek {
            let ahead = loop {
                match peek.call(&[Long::small(1)]) {
                    Ok(r) => break r,
                    Err(raised) => trap_eintr(raised)?,
                }
            };
            let Some(ahead) = ahead.downcast::<Bytes>() else {
                return Err(raise!(
                    OSError,
                    "peek() should have returned a bytes object, not '{:.200}'",
                    ahead.class().tp_name()
                ));
            };
            let s = ahead.as_slice();
            if !s.is_empty() {
                let most = if limit >= 0 {
                    s.len().min(limit as usize - line.len())
                } else {
                    s.len()
                };
                want = memchr::memchr(b'\n', &s[..most]).map_or(most, |i| i + 1);
            }
        }
        let got = call_retrying(o, read, &[&*Long::from_usize(want)?])?;
        let Some(bytes) = got.downcast::<Bytes>() else {
            if is_none(&got) {
                break;
            }
            return Err(raise!(
                OSError,
                "read() should have returned a bytes object, not '{:.200}'",
                got.class().tp_name()
            ));
        };
        if bytes.is_empty() {
            break;
        }
        line.try_extend(bytes.as_slice())?;
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Bytes::from_slice(&line)
}

#[pymethods]
impl IoBase {
    /// Change the stream position to the given byte offset.
    #[method("seek(offset, whence=os.SEEK_SET, /)")]
    fn seek(&self, offset: &Object, #[default(0)] whence: i32) -> PyResult<()> {
        let _ = (offset, whence);
        Err(unsupported("seek"))
    }

    /// The current stream position.
    #[method("tell()")]
    fn tell(&self) -> PyResult {
        self.call_method(interned!("seek"), &[Long::small(0), Long::small(1)])
    }

    /// Cut the file at a position, by default the current one.
    #[method("truncate(size=None, /)")]
    fn truncate(&self, size: Option<&Object>) -> PyResult<()> {
        let _ = size;
        Err(unsupported("truncate"))
    }

    /// Write out what is buffered.
    #[method("flush()")]
    fn flush(&self) -> PyResult<()> {
        if base_closed(self)? {
            return Err(closed_file());
        }
        Ok(())
    }

    /// Flush and close; nothing if it is closed already.
    #[method("close()")]
    fn close(&self) -> PyResult<()> {
        base_close(self)
    }

    /// Can the position be changed?
    #[method("seekable()")]
    fn seekable(&self) -> bool {
        false
    }

    /// Can the stream be read?
    #[method("readable()")]
    fn readable(&self) -> bool {
        false
    }

    /// Can the stream be written?
    #[method("writable()")]
    fn writable(&self) -> bool {
        false
    }

    #[method("_checkClosed()")]
    fn check_closed_(&self) -> PyResult<()> {
        check_closed(self)
    }

    #[method("_checkSeekable()")]
    fn check_seekable_(&self) -> PyResult<bool> {
        check_seekable(self).map(|()| true)
    }

    #[method("_checkReadable()")]
    fn check_readable_(&self) -> PyResult<bool> {
        check_readable(self).map(|()| true)
    }

    #[method("_checkWritable()")]
    fn check_writable_(&self) -> PyResult<bool> {
        check_writable(self).map(|()| true)
    }

    /// The file descriptor beneath, if there is one.
    #[method("fileno()")]
    fn fileno(&self) -> PyResult<()> {
        Err(unsupported("fileno"))
    }

    /// Is the stream interactive?
    #[method("isatty()")]
    fn isatty(&self) -> PyResult<bool> {
        check_closed(self).map(|()| false)
    }

    #[method("__enter__()")]
    fn enter(&self) -> PyResult {
        check_closed(self)?;
        Ok(self.to_ref().upcast())
    }

    #[method(nosig, "__exit__(*args)")]
    fn exit(&self, args: &[&Object]) -> PyResult {
        let _ = args;
        self.call_method(interned!("close"), &[])
    }

    /// Read a line, of at most `size` bytes if that is given.
    #[method("readline(size=-1, /)")]
    fn readline(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        read_line(self, size_arg(size)?)
    }

    /// A list of lines; no more are read once they exceed `hint` bytes together.
    #[method("readlines(hint=-1, /)")]
    fn readlines(&self, hint: Option<&Object>) -> PyResult<Ref<List>> {
        let hint = size_arg(hint)?;
        if hint <= 0 {
            return List::from_iterable(self);
        }
        let lines = List::new()?;
        let it = self.iter()?;
        let mut total = 0usize;
        while let Some(line) = owned::next(&it)? {
            lines.push(&line)?;
            total = total.saturating_add(line.length()?);
            if total > hint as usize {
                break;
            }
        }
        Ok(lines)
    }

    /// Write each line of an iterable; no line ends are added.
    #[method("writelines(lines, /)")]
    fn writelines(&self, lines: &Object) -> PyResult<()> {
        check_closed(self)?;
        let it = lines.iter()?;
        while let Some(line) = owned::next(&it)? {
            call_retrying(self, interned!("write"), &[&line])?;
        }
        Ok(())
    }

    #[getter("__dict__")]
    fn dict(&self) -> PyResult {
        objects::object::attributes::get_dict(self)
    }

    #[getter("closed")]
    fn closed(&self) -> PyResult<bool> {
        base_closed(self)
    }
}

extern "C" fn iter(this: &IoBase) -> PyResult {
    check_closed(this)?;
    Ok(this.to_ref().upcast())
}

extern "C" fn next(this: &IoBase) -> NextResult {
    NextResult::from((|| {
        let line = this.call_method(interned!("readline"), &[])?;
        Ok((line.length()? > 0).then_some(line))
    })())
}

/// Closes a stream that dies open.
pub extern "C" fn finalize(this: &IoBase) {
    let pending = base::error::take_current();
    let closed = this
        .get_attr_opt(interned!("closed"))
        .and_then(|c| c.map_or(Ok(true), |c| c.is_true()));
    match closed {
        Ok(false) => {
            if let Err(raised) = this.set_attr(interned!("_finalizing"), py_bool(true)) {
                raised.clear();
            }
            if this.call_method(interned!("close"), &[]).is_err() {
                exceptions::write_unraisable_object(Some(this));
            }
        }
        Ok(true) => {}
        Err(raised) => raised.clear(),
    }
    base::error::restore(pending);
}

/// The deallocator of every stream: finalises, then releases the struct's own fields by `fields`, the dictionary and the memory.
///
/// # Safety
/// The count of `o` is zero; its struct begins with `Head`; `fields` releases the rest.
pub unsafe fn dealloc_stream(o: *mut PyObject, fields: impl FnOnce()) {
    // SAFETY: says the caller.
    unsafe {
        if subtype::finalize_from_dealloc(o) {
            return;
        }
        let head = o.cast::<Head>();
        heap_type::let_go(o, (*head).weaklist);
        fields();
        owned::clear_field(&raw mut (*head).dict);
        heap_type::free(o);
    }
}

extern "C" fn dealloc(this: *mut IoBase) {
    // SAFETY: the count is zero; there are no more fields.
    unsafe { dealloc_stream(this.cast(), || {}) }
}

/// Visits the dictionary.
///
/// # Safety
/// `o` is a stream.
unsafe fn traverse_head(o: &Object, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: NULL or live.
    unsafe {
        let dict = (*o.as_ptr().cast::<Head>()).dict;
        if dict.is_null() { 0 } else { visit(dict, arg) }
    }
}

/// Releases the dictionary.
///
/// # Safety
/// `o` is a stream.
pub unsafe fn clear_head(o: &Object) {
    // SAFETY: the field owns its reference.
    unsafe { owned::clear_field(&raw mut (*o.as_ptr().cast::<Head>()).dict) }
}

/// `tp_dealloc` of a stream whose object fields are listed by `owned_fields!`.
pub extern "C" fn dealloc_fields<T: owned::Owned>(this: *mut T) {
    // SAFETY: the count is zero; `each` gives the owning fields.
    unsafe {
        dealloc_stream(this.cast(), || {
            T::each(this.cast(), &mut |slot| owned::clear_field(slot));
        })
    }
}

/// `tp_traverse` of the same.
pub extern "C" fn traverse_fields<T: owned::Owned>(
    this: &T,
    visit: visitproc,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: a live stream.
    unsafe {
        let r = traverse_head(
            Object::from_ptr((this as *const T).cast_mut().cast()),
            visit,
            arg,
        );
        if r != 0 {
            return r;
        }
    }
    owned::traverse(this, visit, arg)
}

/// `tp_clear` of the same.
pub extern "C" fn clear_fields<T: owned::Owned>(this: &T) -> c_int {
    // SAFETY: a live stream.
    unsafe { clear_head(Object::from_ptr((this as *const T).cast_mut().cast())) };
    owned::clear(this)
}

extern "C" fn traverse(this: &IoBase, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: a stream.
    match unsafe { traverse_head(this, visit, arg) } {
        0 => heap_type::traverse_type(this, visit, arg),
        r => r,
    }
}

extern "C" fn clear(this: &IoBase) -> c_int {
    // SAFETY: a stream.
    unsafe { clear_head(this) };
    0
}

/// What the type objects of all streams have in common.
pub const STREAM: PyTypeObject = PyTypeObject {
    tp_basicsize: size_of::<Head>() as isize,
    tp_dealloc: slots::dealloc::<IoBase>(dealloc),
    tp_traverse: slots::traverse(traverse),
    tp_clear: slots::clear(clear),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    tp_weaklistoffset: offset_of!(Head, weaklist) as isize,
    tp_dictoffset: offset_of!(Head, dict) as isize,
    ..Type::EMPTY
};

pub static IOBASE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io._IOBase".as_ptr(),
    tp_doc: c"The base of all streams.".as_ptr(),
    tp_iter: slots::iter(iter),
    tp_iternext: slots::next(next),
    tp_methods: IoBase::METHODS,
    tp_getset: IoBase::GETSET,
    tp_finalize: slots::finalize(finalize),
    tp_new: slots::new(objects::object::object_new),
    ..STREAM
});

object_view!(
    /// `_io._RawIOBase`.
    pub RawIoBase, Head, "_io._RawIOBase", |o| objects::type_::is_subtype_instance(o, &RAWIOBASE)
);

#[pymethods]
impl RawIoBase {
    /// Read up to `size` bytes by `readinto`; all there is if `size` is below zero.
    #[method("read(size=-1, /)")]
    fn read(&self, size: isize) -> PyResult {
        if size < 0 {
            return self.call_method(interned!("readall"), &[]);
        }
        let array = ByteArray::from_slice(&[])?;
        array.resize(size as usize)?;
        let n = self.call_method(interned!("readinto"), &[&array])?;
        if is_none(&n) {
            return Ok(n);
        }
        let n = as_offset(&n)?;
        let bytes = array.to_vec();
        match usize::try_from(n).ok().and_then(|n| bytes.get(..n)) {
            Some(s) => Ok(Bytes::from_slice(s)?.upcast()),
            None => Err(raise!(
                ValueError,
                "readinto returned {n} outside buffer size {}",
                bytes.len()
            )),
        }
    }

    /// Read to the end of the stream.
    #[method("readall()")]
    fn readall(&self) -> PyResult {
        let mut all: Vec<u8> = Vec::new();
        let mut any = false;
        loop {
            let size = Long::from_isize(DEFAULT_BUFFER_SIZE)?;
            let chunk = call_retrying(self, interned!("read"), &[&*size])?;
            if is_none(&chunk) {
                if !any {
                    return Ok(chunk);
                }
                break;
            }
            let Some(bytes) = chunk.downcast::<Bytes>() else {
                return Err(raise!(TypeError, "read() should return bytes"));
            };
            if bytes.is_empty() {
                break;
            }
            any = true;
            if all.try_reserve(bytes.len()).is_err() {
                return Err(exceptions::no_memory());
            }
            all.extend_from_slice(bytes.as_slice());
        }
        Ok(Bytes::from_slice(&all)?.upcast())
    }

    #[method(varargs, "readinto")]
    fn readinto(&self, _args: &Tuple) -> PyResult<()> {
        Err(exceptions::raise_none(&types::NotImplementedError))
    }

    #[method(varargs, "write")]
    fn write(&self, _args: &Tuple) -> PyResult<()> {
        Err(exceptions::raise_none(&types::NotImplementedError))
    }
}

pub static RAWIOBASE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io._RawIOBase".as_ptr(),
    tp_doc: c"Base of raw streams.".as_ptr(),
    tp_methods: RawIoBase::METHODS,
    ..STREAM
});
