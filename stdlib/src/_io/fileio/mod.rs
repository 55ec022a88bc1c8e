//! `FileIO`: a file descriptor as a raw stream.
//!
//! The descriptor is -1 when closed. `stat` is what the file was when opened; `open` uses it to save system calls, and it is
//! forgotten once the stream is written. `opening` fills all this in.

mod opening;

use core::cell::Cell;

use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;
use objects::{owned_fields, slots, warnings};

use super::base_type::{self, STREAM};
use super::field::HeadCell;
use super::support::*;
use crate::heap_type::HeapType;

/// Of the file when it was opened.
#[derive(Clone, Copy, Default)]
struct Stat {
    known: bool,
    size: i64,
    mode: u32,
}

#[repr(C)]
pub struct FileIoObject {
    head: HeadCell,
    fd: Cell<i32>,
    created: Cell<bool>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    appending: Cell<bool>,
    /// -1 unknown, 0 no, 1 yes.
    seekable: Cell<i8>,
    closefd: Cell<bool>,
    finalizing: Cell<bool>,
    blksize: Cell<u32>,
    stat: Cell<Stat>,
}

object_view!(
    /// `_io.FileIO`.
    pub FileIo, FileIoObject, "_io.FileIO", |o| objects::type_::is_subtype_instance(o, &FILEIO)
);
owned_fields!(FileIo, heap = true, []);

/// `FileIO.closed` for streams that keep a plain `FileIO`.
pub fn is_plain(o: &Object) -> bool {
    o.is_exactly(FILEIO.as_mut_ptr())
}

impl FileIo {
    fn s(&self) -> &FileIoObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    pub fn is_closed(&self) -> bool {
        self.s().fd.get() < 0
    }

    fn fd(&self) -> PyResult<i32> {
        match self.s().fd.get() {
            fd if fd < 0 => Err(raise!(ValueError, "I/O operation on closed file")),
            fd => Ok(fd),
        }
    }

    fn fail(&self, errno: i32) -> Raised {
        exceptions::os_error(errno, None)
    }

    fn close_descriptor(&self) -> PyResult<()> {
        let fd = self.s().fd.replace(-1);
        if fd < 0 {
            return Ok(());
        }
        // An interrupted close has closed nevertheless.
        let (r, errno) = runtime::pystate::allow_threads(|| {
            // SAFETY: a system call on a number.
            let r = unsafe { libc::close(fd) };
            (r, errno())
        });
        if r < 0 { Err(self.fail(errno)) } else { Ok(()) }
    }

    fn mode_text(&self) -> &'static str {
        let s = self.s();
        match (
            s.created.get(),
            s.appending.get(),
            s.readable.get(),
            s.writable.get(),
        ) {
            (true, _, true, _) => "xb+",
            (true, ..) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, ..) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, _) => "rb",
            _ => "wb",
        }
    }

    fn seek_to(&self, pos: i64, whence: i32) -> PyResult<i64> {
        let fd = self.s().fd.get();
        let (r, errno) = runtime::pystate::allow_threads(|| {
            // SAFETY: a system call on numbers.
            let r = unsafe { libc::lseek(fd, pos, whence) };
            (r, errno())
        });
        if self.s().seekable.get() < 0 {
            self.s().seekable.set(i8::from(r >= 0));
        }
        if r < 0 { Err(self.fail(errno)) } else { Ok(r) }
    }

    fn not_open_for(&self, action: &str) -> Raised {
        unsupported(&format!("File not open for {action}"))
    }

    /// Reads once into memory: `None` if it would block.
    fn read_once(&self, fd: i32, at: *mut u8, len: usize) -> PyResult<Option<usize>> {
        let at = at as usize;
        // SAFETY: the caller's memory, of that length.
        let r =
            system_call(|| unsafe { libc::read(fd, at as *mut _, len.min(isize::MAX as usize)) })?;
        match r {
            Ok(n) => Ok(Some(n as usize)),
            Err(libc::EAGAIN) => Ok(None),
            Err(errno) => Err(self.fail(errno)),
        }
    }

    fn dealloc_warn_(&self, source: &Object) {
        let s = self.s();
        if s.fd.get() < 0 || !s.closefd.get() {
            return;
        }
        let pending = base::error::take_current();
        let text = source.repr().map(|r| r.to_string_lossy().into_owned());
        let warned = text
            .and_then(|t| warnings::warn_resource(source, 1, format_args!("unclosed file {t}")));
        if warned.is_err() {
            if exceptions::matches(&types::Warning) {
                exceptions::write_unraisable_object(Some(self));
            } else {
                drop(base::error::take_current());
            }
        }
        base::error::restore(pending);
    }
}

#[pymethods]
impl FileIo {
    /// Read up to `size` bytes with one system call; None if it would block.
    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult<Option<Ref<Bytes>>> {
        let fd = self.fd()?;
        if !self.s().readable.get() {
            return Err(self.not_open_for("reading"));
        }
        let size = size_arg(size)?;
        if size < 0 {
            return self.readall();
        }
        let bytes = Bytes::with_len(size as usize)?;
        if size == 1 {
            // The objects of one byte are shared, but a fresh one is not.
            let mut one = [0u8];
            return match self.read_once(fd, one.as_mut_ptr(), 1)? {
                None => Ok(None),
                Some(n) => Bytes::from_slice(&one[..n]).map(Some),
            };
        }
        match self.read_once(fd, bytes.as_mut_ptr(), size as usize)? {
            None => Ok(None),
            Some(n) => Bytes::resize_fresh(bytes, n).map(Some),
        }
    }

    /// Read to the end of the file; None if nothing can be had without blocking.
    #[method("readall()")]
    fn readall(&self) -> PyResult<Option<Ref<Bytes>>> {
        let fd = self.fd()?;
        let s = self.s();
        let stat = s.stat.get();
        let mut expected: usize = 0;
        if stat.known && stat.size > 0 && stat.mode & libc::S_IFMT == libc::S_IFREG {
            let mut end = stat.size as usize;
            // Only a large file is worth asking where in it we are.
            if end > 65536 {
                // SAFETY: system calls on numbers.
                let at = runtime::pystate::allow_threads(|| unsafe {
                    libc::lseek(fd, 0, libc::SEEK_CUR)
                });
                if at > 0 {
                    end = end.saturating_sub(at as usize);
                }
            }
            expected = end;
        }
        // One byte more tells the end without another allocation.
        let mut bytes = Bytes::with_len(if expected > 0 { expected + 1 } else { 8192 })?;
        let mut done = 0;
        loop {
            if done >= bytes.len() {
                let grown = done + done.clamp(8192, 1 << 26);
                bytes = Bytes::resize_fresh(bytes, grown)?;
            }
            // SAFETY: within the bytes.
            let at = unsafe { bytes.as_mut_ptr().add(done) };
            match self.read_once(fd, at, bytes.len() - done)? {
                None if done == 0 => return Ok(None),
                None | Some(0) => break,
                Some(n) => done += n,
            }
        }
        if done == 1 {
            return Bytes::from_slice(&bytes.as_slice()[..1]).map(Some);
        }
        Bytes::resize_fresh(bytes, done).map(Some)
    }

    /// Fill a buffer with one system call; None if it would block.
    #[method("readinto(buffer, /)")]
    fn readinto(&self, buffer: &Object) -> PyResult<Option<usize>> {
        let buffer = writable_buffer("readinto", buffer)?;
        let fd = self.fd()?;
        if !self.s().readable.get() {
            return Err(self.not_open_for("reading"));
        }
        self.read_once(fd, buffer.as_mut_ptr(), buffer.len())
    }

    /// Write bytes with one system call; how many were written, None if it would block.
    #[method("write(b, /)")]
    fn write(&self, b: Buffer) -> PyResult<Option<usize>> {
        let fd = self.fd()?;
        let s = self.s();
        if !s.writable.get() {
            return Err(self.not_open_for("writing"));
        }
        s.stat.set(Stat {
            known: false,
            ..s.stat.get()
        });
        let (at, len) = (b.as_slice().as_ptr() as usize, b.len());
        // SAFETY: the buffer is held.
        match system_call(|| unsafe { libc::write(fd, at as *const _, len) })? {
            Ok(n) => Ok(Some(n as usize)),
            Err(libc::EAGAIN) => Ok(None),
            Err(errno) => Err(self.fail(errno)),
        }
    }

    /// Move to a position and give it.
    #[method("seek(pos, whence=0, /)")]
    fn seek(&self, pos: &Object, whence: i32) -> PyResult<i64> {
        self.fd()?;
        self.seek_to(as_offset(pos)?, whence)
    }

    /// The position.
    #[method("tell()")]
    fn tell(&self) -> PyResult<i64> {
        self.fd()?;
        self.seek_to(0, libc::SEEK_CUR)
    }

    /// Cut the file at a size, by default the position.
    #[method("truncate(size=None, /)")]
    fn truncate(&self, size: Option<&Object>) -> PyResult {
        let fd = self.fd()?;
        if !self.s().writable.get() {
            return Err(self.not_open_for("writing"));
        }
        let size = match size.filter(|s| !is_none(s)) {
            Some(size) => size.to_ref(),
            None => Long::from_i64(self.seek_to(0, libc::SEEK_CUR)?)?.upcast(),
        };
        let n = as_offset(&size)?;
        let s = self.s();
        s.stat.set(Stat {
            known: false,
            ..s.stat.get()
        });
        // SAFETY: a system call on numbers.
        match system_call(|| unsafe { libc::ftruncate(fd, n) as isize })? {
            Ok(_) => Ok(size),
            Err(errno) => Err(self.fail(errno)),
        }
    }

    /// Close the descriptor, unless it is to stay open.
    #[method("close()")]
    fn close(&self) -> PyResult<()> {
        let s = self.s();
        let closed = base_type::base_close(self);
        if !s.closefd.get() {
            s.fd.set(-1);
            return closed;
        }
        if s.finalizing.get() {
            let pending = base::error::take_current();
            self.dealloc_warn_(self);
            base::error::restore(pending);
        }
        and_then_always(closed, || self.close_descriptor())
    }

    /// Can the position be changed?
    #[method("seekable()")]
    fn seekable(&self) -> PyResult<bool> {
        self.fd()?;
        if self.s().seekable.get() < 0
            && let Err(raised) = self.seek_to(0, libc::SEEK_CUR)
        {
            raised.clear();
        }
        Ok(self.s().seekable.get() > 0)
    }

    /// Was the file opened for reading?
    #[method("readable()")]
    fn readable(&self) -> PyResult<bool> {
        self.fd()?;
        Ok(self.s().readable.get())
    }

    /// Was the file opened for writing?
    #[method("writable()")]
    fn writable(&self) -> PyResult<bool> {
        self.fd()?;
        Ok(self.s().writable.get())
    }

    /// The descriptor.
    #[method("fileno()")]
    fn fileno(&self) -> PyResult<i32> {
        self.fd()
    }

    /// Is it a terminal?
    #[method("isatty()")]
    fn isatty(&self) -> PyResult<bool> {
        let fd = self.fd()?;
        // SAFETY: a system call on a number.
        Ok(runtime::pystate::allow_threads(|| unsafe { libc::isatty(fd) }) != 0)
    }

    #[method("_isatty_open_only()")]
    fn isatty_open_only(&self) -> PyResult<bool> {
        let stat = self.s().stat.get();
        if stat.known && stat.mode & libc::S_IFMT != libc::S_IFCHR {
            return Ok(false);
        }
        self.isatty()
    }

    #[method("_dealloc_warn(object, /)")]
    fn dealloc_warn(&self, object: &Object) {
        self.dealloc_warn_(object);
    }

    #[method("__getstate__()")]
    fn getstate(&self) -> PyResult<()> {
        Err(no_pickle(self))
    }

    /// True if the file is closed
    #[getter("closed")]
    fn closed(&self) -> bool {
        self.is_closed()
    }

    /// True if closing closes the descriptor.
    #[getter("closefd")]
    fn closefd(&self) -> bool {
        self.s().closefd.get()
    }

    /// The mode.
    #[getter("mode")]
    fn mode(&self) -> &'static str {
        self.mode_text()
    }

    /// The preferred size of blocks.
    #[getter("_blksize")]
    fn blksize(&self) -> PyResult<Ref<Long>> {
        let size = i64::from(self.s().blksize.get());
        Long::from_i64(if size == 0 {
            DEFAULT_BUFFER_SIZE as i64
        } else {
            size
        })
    }

    #[getter("_finalizing")]
    fn finalizing(&self) -> bool {
        self.s().finalizing.get()
    }

    #[setter("_finalizing")]
    fn set_finalizing(&self, value: Option<&Object>) -> PyResult<()> {
        self.s().finalizing.set(finalizing_flag(value)?);
        Ok(())
    }
}

extern "C" fn repr(this: &FileIo) -> PyResult {
    let s = this.s();
    let name = this.class().tp_name();
    if s.fd.get() < 0 {
        return Ok(Str::format(format_args!("<{name} [closed]>"))?.upcast());
    }
    let closefd = if s.closefd.get() { "True" } else { "False" };
    let more = format!(" mode='{}' closefd={closefd}", this.mode_text());
    named_repr(
        this,
        format_args!("<{name} fd={}{more}>", s.fd.get()),
        &more,
    )
}

pub static FILEIO: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.FileIO".as_ptr(),
    tp_basicsize: size_of::<FileIoObject>() as isize,
    tp_doc: FileIo::DOC,
    tp_dealloc: slots::dealloc::<FileIo>(base_type::dealloc_fields),
    tp_traverse: slots::traverse::<FileIo>(base_type::traverse_fields),
    tp_clear: slots::clear::<FileIo>(base_type::clear_fields),
    tp_repr: slots::repr(repr),
    tp_methods: FileIo::METHODS,
    tp_getset: FileIo::GETSET,
    tp_new: Some(FileIo::NEW),
    tp_init: Some(FileIo::INIT),
    ..STREAM
});
