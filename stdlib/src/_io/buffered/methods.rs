//! The methods, in groups from which the three types take theirs.

use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;

use super::super::base_type::check_seekable;
use super::super::support::*;
use super::Buffered;

#[pymethods(export = COMMON)]
impl Buffered {
    /// Take the raw stream away and give it.
    #[method("detach()")]
    fn detach(&self) -> PyResult {
        self.stream()?;
        self.call_method(interned!("flush"), &[])?;
        let s = self.s();
        let raw = self.stream()?;
        s.raw.set(None);
        s.detached.set(true);
        s.ok.set(false);
        Ok(raw)
    }

    /// Flush and close the raw stream.
    #[method("close()")]
    fn close(&self) -> PyResult {
        let raw = self.stream()?;
        let s = self.s();
        {
            let _entered = self.enter()?;
            if self.closed()? {
                return Ok(none_ref());
            }
        }
        if s.finalizing.get() {
            self.warn_at_death(self);
        }
        let flushed = self.call_method(interned!("flush"), &[]);
        let first = flushed.map(|_| ()).map_err(|raised| raised.take());
        let _entered = self.enter()?;
        let closed = raw.call_method(interned!("close"), &[]);
        self.reset_read();
        self.free_buffer();
        match first {
            Ok(()) => closed,
            Err(e) => {
                exceptions::chain_exceptions(e);
                Err(Raised::ASSUMED)
            }
        }
    }

    /// Can the position be changed?
    #[method("seekable()")]
    fn seekable(&self) -> PyResult {
        self.stream()?.call_method(interned!("seekable"), &[])
    }

    /// The file descriptor.
    #[method("fileno()")]
    fn fileno(&self) -> PyResult {
        self.stream()?.call_method(interned!("fileno"), &[])
    }

    /// Is it a terminal?
    #[method("isatty()")]
    fn isatty(&self) -> PyResult {
        self.stream()?.call_method(interned!("isatty"), &[])
    }

    #[method("_dealloc_warn(source, /)")]
    fn dealloc_warn(&self, source: &Object) {
        self.warn_at_death(source);
    }

    /// Move to a position and give it.
    #[method("seek(target, whence=0, /)")]
    fn seek(&self, target: &Object, whence: i32) -> PyResult<i64> {
        let raw = self.stream()?;
        if !(0..=2).contains(&whence) && whence != libc::SEEK_HOLE && whence != libc::SEEK_DATA {
            return Err(raise!(ValueError, "whence value {whence} unsupported"));
        }
        self.check_open("seek of closed file")?;
        check_seekable(&raw)?;
        let mut target = as_offset(target)?;
        let s = self.s();
        if whence <= 1 && s.readable.get() {
            // Within what has been read, only the logical position moves.
            let current = match s.abs_pos.get() {
                -1 => self.raw_tell()?,
                at => at,
            };
            let ahead = self.readahead();
            if ahead > 0 {
                let offset = if whence == 0 {
                    target.checked_sub(current - self.raw_offset())
                } else {
                    Some(target)
                };
                if let Some(offset) = offset.filter(|&o| o >= -s.pos.get() && o <= ahead) {
                    s.pos.set(s.pos.get() + offset);
                    return Ok((current - ahead + offset).max(0));
                }
            }
        }
        let _entered = self.enter()?;
        if s.writable.get() {
            self.flush_write()?;
        }
        if whence == 1 {
            target = target.saturating_sub(self.raw_offset());
        }
        let n = self.raw_seek(target, whence)?;
        s.raw_pos.set(-1);
        if s.readable.get() {
            self.reset_read();
        }
        Ok(n)
    }

    /// The position.
    #[method("tell()")]
    fn tell(&self) -> PyResult<i64> {
        self.stream()?;
        Ok((self.raw_tell()? - self.raw_offset()).max(0))
    }

    /// Cut the file at a position, by default the current one.
    #[method("truncate(pos=None, /)")]
    fn truncate(&self, pos: Option<&Object>) -> PyResult {
        let raw = self.stream()?;
        self.check_open("truncate of closed file")?;
        if !self.s().writable.get() {
            return Err(unsupported("truncate"));
        }
        let _entered = self.enter()?;
        self.flush_and_rewind()?;
        let r = raw.call_method(interned!("truncate"), &[pos.unwrap_or(none())])?;
        if let Err(raised) = self.raw_tell() {
            raised.clear();
        }
        Ok(r)
    }

    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        let s = self.s();
        let own = objects::alloc::instance_size(self.class(), 0).unwrap_or(0);
        own + if s.buffer.get().is_null() {
            0
        } else {
            s.size.get() as usize
        }
    }

    #[method("__getstate__()")]
    fn getstate(&self) -> PyResult<()> {
        Err(no_pickle(self))
    }

    #[getter("raw")]
    fn raw_stream(&self) -> PyResult {
        match self.s().raw.get() {
            Some(raw) => Ok(raw),
            None => Ok(none_ref()),
        }
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

    #[getter("closed")]
    fn closed_(&self) -> PyResult {
        self.stream()?.get_attr(interned!("closed"))
    }

    #[getter("name")]
    fn name(&self) -> PyResult {
        self.stream()?.get_attr(interned!("name"))
    }

    #[getter("mode")]
    fn mode(&self) -> PyResult {
        self.stream()?.get_attr(interned!("mode"))
    }
}

impl Buffered {
    /// Lets the raw stream warn that it dies open.
    fn warn_at_death(&self, source: &Object) {
        let s = self.s();
        if !s.ok.get() {
            return;
        }
        if let Some(raw) = s.raw.get()
            && let Err(raised) = raw.call_method(interned!("_dealloc_warn"), &[source])
        {
            raised.clear();
        }
    }
}

#[pymethods(export = READING)]
impl Buffered {
    /// Can it be read?
    #[method("readable()")]
    fn readable(&self) -> PyResult {
        self.stream()?.call_method(interned!("readable"), &[])
    }

    /// Read `size` bytes, or all there is; fewer at the end.
    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult {
        let n = size_arg(size)?;
        self.stream()?;
        if n < -1 {
            return Err(raise!(ValueError, "read length must be non-negative or -1"));
        }
        self.check_open("read of closed file")?;
        if n == -1 {
            self.read_all()
        } else {
            self.read_n(n as i64)
        }
    }

    /// What is buffered, without moving; reads once if nothing is.
    #[method("peek(size=0, /)")]
    fn peek(&self, size: isize) -> PyResult<Ref<Bytes>> {
        let _ = size;
        self.stream()?;
        self.check_open("peek of closed file")?;
        self.peek_buffer()
    }

    /// Read up to `size` bytes with at most one read of the raw stream.
    #[method("read1(size=-1, /)")]
    fn read1(&self, size: isize) -> PyResult<Ref<Bytes>> {
        self.stream()?;
        self.read_one(size)
    }

    /// Fill a buffer.
    #[method("readinto(buffer, /)")]
    fn readinto(&self, buffer: &Object) -> PyResult<Option<usize>> {
        let buffer = writable_buffer("readinto", buffer)?;
        self.stream()?;
        self.read_into(&buffer, false)
    }

    /// Fill a buffer with at most one read of the raw stream.
    #[method("readinto1(buffer, /)")]
    fn readinto1(&self, buffer: &Object) -> PyResult<Option<usize>> {
        let buffer = writable_buffer("readinto1", buffer)?;
        self.stream()?;
        self.read_into(&buffer, true)
    }

    /// Read a line.
    #[method("readline(size=-1, /)")]
    fn readline(&self, size: Option<&Object>) -> PyResult<Ref<Bytes>> {
        let n = size_arg(size)?;
        self.stream()?;
        self.read_line(n)
    }
}

#[pymethods(export = WRITING)]
impl Buffered {
    /// Can it be written?
    #[method("writable()")]
    fn writable(&self) -> PyResult {
        self.stream()?.call_method(interned!("writable"), &[])
    }

    /// Write bytes; they may stay in the buffer for a while.
    #[method("write(buffer, /)")]
    fn write(&self, buffer: Buffer) -> PyResult<usize> {
        self.write_bytes(buffer.as_slice())
    }

    /// Write out what is buffered.
    #[method("flush()")]
    fn flush(&self) -> PyResult<()> {
        self.stream()?;
        self.check_open("flush of closed file")?;
        let _entered = self.enter()?;
        self.flush_and_rewind()
    }
}

#[pymethods(export = SIMPLE_FLUSH)]
impl Buffered {
    /// Flush the raw stream.
    #[method("flush()")]
    fn simple_flush(&self) -> PyResult {
        self.stream()?.call_method(interned!("flush"), &[])
    }
}
