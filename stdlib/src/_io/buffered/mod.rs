//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: one struct, a buffer over a raw stream.
//!
//! The buffer holds a stretch of the file. `pos` is the logical position in it, `raw_pos` that of the raw stream; `read_end` and
//! `write_end` are -1 while nothing has been read or written into it. `abs_pos` is the raw stream's position in the file, -1
//! if unknown. The lock keeps other threads out while the raw stream is called, and notices a call from within.

mod methods;
mod read;
mod types;
mod write;

use core::cell::{Cell, UnsafeCell};

use base::mem::{self, Domain};
use layout::*;
use objects::exceptions::no_memory;
use objects::owned_fields;
use objects::prelude::*;

use super::field::{Field, HeadCell};
use super::fileio::{self, FileIo};
use super::support::*;

pub use types::{RANDOM, READER, WRITER};

#[repr(C)]
pub struct BufferedObject {
    head: HeadCell,
    raw: Field,
    ok: Cell<bool>,
    detached: Cell<bool>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    finalizing: Cell<bool>,
    /// Both this and the raw stream are of our own classes: `closed` need not be asked by name.
    fast_closed: Cell<bool>,
    lock: UnsafeCell<PyMutex>,
    owner: Cell<u64>,
    abs_pos: Cell<i64>,
    buffer: Cell<*mut u8>,
    size: Cell<i64>,
    pos: Cell<i64>,
    raw_pos: Cell<i64>,
    read_end: Cell<i64>,
    write_pos: Cell<i64>,
    write_end: Cell<i64>,
}

object_view!(
    /// Any of the three.
    pub Buffered, BufferedObject, "_io._Buffered", |o| {
        objects::type_::is_subtype_instance(o, &READER)
            || objects::type_::is_subtype_instance(o, &WRITER)
            || objects::type_::is_subtype_instance(o, &RANDOM)
    }
);
owned_fields!(Buffered, heap = true, [raw]);

/// What a call of the raw stream came to.
enum Moved {
    Bytes(usize),
    WouldBlock,
}

/// Holds the lock.
struct Entered<'a>(&'a Buffered);

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        let s = self.0.s();
        s.owner.set(0);
        // SAFETY: locked by `enter`.
        unsafe { base::lock::unlock(s.lock.get()) };
    }
}

impl Buffered {
    fn s(&self) -> &BufferedObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    fn enter(&self) -> PyResult<Entered<'_>> {
        let s = self.s();
        let me = runtime::pystate::thread_ident();
        // SAFETY: the mutex is in a live object, which the caller's arguments keep.
        unsafe {
            if !base::lock::try_lock(s.lock.get()) {
                if s.owner.get() == me {
                    return Err(raise!(
                        RuntimeError,
                        "reentrant call inside {}",
                        *self.repr()?
                    ));
                }
                if runtime::pystate::finalizing().is_null() {
                    base::lock::lock(s.lock.get());
                } else {
                    self.enter_at_shutdown();
                }
            }
        }
        s.owner.set(me);
        Ok(Entered(self))
    }

    /// A daemon thread that was stopped may hold the lock for good: waiting has an end.
    fn enter_at_shutdown(&self) {
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(1);
        loop {
            runtime::pystate::allow_threads(|| {
                std::thread::sleep(std::time::Duration::from_millis(10));
            });
            // SAFETY: the mutex is in a live object, which the caller's arguments keep.
            if unsafe { base::lock::try_lock(self.s().lock.get()) } {
                return;
            }
            if std::time::Instant::now() < deadline {
                continue;
            }
            let shown = self.ascii().map(|s| s.to_string_lossy().into_owned());
            base::fatal::error(
                Some("_enter_buffered_busy"),
                &format!(
                    "could not acquire lock for {} at interpreter shutdown, possibly due to daemon threads",
                    shown.as_deref().unwrap_or("a stream")
                ),
            );
        }
    }

    /// The raw stream, once initialised.
    fn stream(&self) -> PyResult {
        let s = self.s();
        match s.raw.get() {
            Some(raw) if s.ok.get() => Ok(raw),
            _ if s.detached.get() => Err(raise!(ValueError, "raw stream has been detached")),
            _ => Err(raise!(ValueError, "I/O operation on uninitialized object")),
        }
    }

    fn closed(&self) -> PyResult<bool> {
        let s = self.s();
        let raw = self.stream()?;
        if s.buffer.get().is_null() {
            return Ok(true);
        }
        if s.fast_closed.get()
            && let Some(file) = raw.downcast::<FileIo>()
        {
            return Ok(file.is_closed());
        }
        is_closed(&raw)
    }

    /// Fails if the stream is closed and nothing is left to read from the buffer.
    fn check_open(&self, message: &str) -> PyResult<()> {
        if self.closed()? && self.readahead() == 0 {
            return Err(raise!(ValueError, "{message}"));
        }
        Ok(())
    }

    fn valid_read(&self) -> bool {
        self.s().readable.get() && self.s().read_end.get() != -1
    }

    fn valid_write(&self) -> bool {
        self.s().writable.get() && self.s().write_end.get() != -1
    }

    /// How many bytes can be read from the buffer.
    fn readahead(&self) -> i64 {
        if self.valid_read() {
            self.s().read_end.get() - self.s().pos.get()
        } else {
            0
        }
    }

    /// How far the raw stream is ahead of the logical position.
    fn raw_offset(&self) -> i64 {
        let s = self.s();
        if (self.valid_read() || self.valid_write()) && s.raw_pos.get() >= 0 {
            s.raw_pos.get() - s.pos.get()
        } else {
            0
        }
    }

    fn reset_read(&self) {
        self.s().read_end.set(-1);
    }

    fn reset_write(&self) {
        self.s().write_pos.set(0);
        self.s().write_end.set(-1);
    }

    /// `from..to` of the buffer.
    ///
    /// # Safety
    /// Both are within it, and it is not written while the slice lives.
    unsafe fn bytes(&self, from: i64, to: i64) -> &[u8] {
        // SAFETY: the caller vouches.
        unsafe {
            core::slice::from_raw_parts(
                self.s().buffer.get().add(from as usize),
                (to - from) as usize,
            )
        }
    }

    /// What can be read ahead, up to `most` bytes.
    fn ahead(&self, most: i64) -> &[u8] {
        let n = self.readahead().min(most);
        if n <= 0 || self.s().buffer.get().is_null() {
            return &[];
        }
        let pos = self.s().pos.get();
        // SAFETY: the positions are within the buffer; callers copy before anything runs.
        unsafe { self.bytes(pos, pos + n) }
    }

    fn advance(&self, n: usize) {
        self.s().pos.set(self.s().pos.get() + n as i64);
    }

    fn position(&self, answer: &Object) -> PyResult<i64> {
        let n = as_offset(answer)?;
        if n < 0 {
            return Err(raise!(OSError, "Raw stream returned invalid position {n}"));
        }
        self.s().abs_pos.set(n);
        Ok(n)
    }

    /// What a read or write by the raw stream came to, of which it says that it moved `n` of `len` bytes.
    fn moved(&self, n: i64, len: usize, function: &str) -> PyResult<Moved> {
        match usize::try_from(n) {
            Ok(count) if count <= len => {
                let at = self.s().abs_pos.get();
                if count > 0 && at != -1 {
                    self.s().abs_pos.set(at + n);
                }
                Ok(Moved::Bytes(count))
            }
            _ => Err(raise!(
                OSError,
                "raw {function}() returned invalid length {n} (should have been between 0 and {len})"
            )),
        }
    }

    fn raw_tell(&self) -> PyResult<i64> {
        let at = self.stream()?.call_method(interned!("tell"), &[])?;
        self.position(&at)
    }

    fn raw_seek(&self, target: i64, whence: i32) -> PyResult<i64> {
        let raw = self.stream()?;
        let (target, whence) = (Long::from_i64(target)?, Long::from_i64(i64::from(whence))?);
        let at = raw.call_method(interned!("seek"), &[&*target, &*whence])?;
        self.position(&at)
    }

    /// The common part of the constructors, after the raw stream's capabilities have been checked.
    fn set_up(
        &self,
        ty: &Type,
        raw: &Object,
        size: isize,
        readable: bool,
        writable: bool,
    ) -> PyResult<()> {
        let s = self.s();
        s.raw.set(Some(raw.to_ref()));
        s.readable.set(readable);
        s.writable.set(writable);
        if size <= 0 {
            return Err(raise!(ValueError, "buffer size must be strictly positive"));
        }
        let fresh = mem::alloc(Domain::Mem, size as usize).cast::<u8>();
        if fresh.is_null() {
            return Err(no_memory());
        }
        // SAFETY: NULL or ours.
        unsafe { mem::free(Domain::Mem, s.buffer.replace(fresh).cast()) };
        s.size.set(size as i64);
        s.abs_pos.set(0);
        s.pos.set(0);
        s.raw_pos.set(0);
        self.reset_read();
        self.reset_write();
        // The position is only asked for; streams that have none are fine.
        s.ok.set(true);
        if let Err(raised) = self.raw_tell() {
            raised.clear();
        }
        s.fast_closed
            .set(self.is_exactly(ty.as_mut_ptr()) && fileio::is_plain(raw));
        Ok(())
    }

    /// Writes out what is pending and puts the raw stream where the logical position is.
    fn flush_and_rewind(&self) -> PyResult<()> {
        self.flush_write()?;
        if self.s().readable.get() {
            let sought = self.raw_seek(-self.raw_offset(), 1);
            self.reset_read();
            sought?;
        }
        Ok(())
    }

    /// Frees the buffer.
    fn free_buffer(&self) {
        // SAFETY: NULL or ours, and nobody uses it any more.
        unsafe {
            mem::free(
                Domain::Mem,
                self.s().buffer.replace(core::ptr::null_mut()).cast(),
            )
        };
    }
}
