//! Writing through the buffer.

use objects::MemoryView;
use objects::exceptions::{self, types};
use objects::prelude::*;

use super::super::support::*;
use super::{Buffered, Moved};

/// BlockingIOError that says how much was written.
#[cold]
fn would_block(written: usize) -> Raised {
    let made = (|| {
        let number = Long::from_i64(i64::from(libc::EAGAIN))?;
        let text = Str::from_str("write could not complete without blocking")?;
        types::BlockingIOError.call(&[&*number, &*text, &*Long::from_usize(written)?])
    })();
    match made {
        Ok(e) => exceptions::raise_any(&types::BlockingIOError, Some(&e)),
        Err(raised) => raised,
    }
}

impl Buffered {
    /// One write of the raw stream.
    fn raw_write(&self, start: *const u8, len: usize) -> PyResult<Moved> {
        // SAFETY: callers give memory that lives until the call is over; the view is read-only.
        let view = unsafe { MemoryView::from_memory(start.cast_mut(), len as isize, false)? };
        let answer = call_retrying(&*self.stream()?, interned!("write"), &[&view])?;
        if is_none(&answer) {
            return Ok(Moved::WouldBlock);
        }
        let n = as_offset(&answer)?;
        self.moved(n, len, "write")
    }

    /// Writes out what is pending; the lock is held.
    pub(super) fn flush_write(&self) -> PyResult<()> {
        let s = self.s();
        if self.valid_write() && s.write_pos.get() != s.write_end.get() {
            let rewind = self.raw_offset() + (s.pos.get() - s.write_pos.get());
            if rewind != 0 {
                self.raw_seek(-rewind, 1)?;
                s.raw_pos.set(s.raw_pos.get() - rewind);
            }
            while s.write_pos.get() < s.write_end.get() {
                let (from, to) = (s.write_pos.get(), s.write_end.get());
                // SAFETY: within the buffer.
                let at = unsafe { s.buffer.get().add(from as usize) };
                match self.raw_write(at, (to - from) as usize)? {
                    Moved::WouldBlock => return Err(would_block(0)),
                    Moved::Bytes(n) => {
                        s.write_pos.set(from + n as i64);
                        s.raw_pos.set(s.write_pos.get());
                    }
                }
                check_signals()?;
            }
        }
        self.reset_write();
        Ok(())
    }

    /// Copies into the buffer at a position.
    fn put(&self, at: i64, data: &[u8]) {
        // SAFETY: callers have checked the room; the data may be in the buffer itself only by a mistake of the raw stream.
        unsafe {
            core::ptr::copy(
                data.as_ptr(),
                self.s().buffer.get().add(at as usize),
                data.len(),
            )
        };
    }

    fn move_to(&self, pos: i64) {
        let s = self.s();
        s.pos.set(pos);
        if self.valid_read() && s.read_end.get() < pos {
            s.read_end.set(pos);
        }
    }

    pub(super) fn write_bytes(&self, data: &[u8]) -> PyResult<usize> {
        self.stream()?;
        let _entered = self.enter()?;
        if self.closed()? {
            return Err(raise!(ValueError, "write to closed file"));
        }
        let s = self.s();
        let size = s.size.get();
        let len = data.len() as i64;
        if !self.valid_read() && !self.valid_write() {
            s.pos.set(0);
            s.raw_pos.set(0);
        }
        if len <= size - s.pos.get() && len < size {
            let pos = s.pos.get();
            self.put(pos, data);
            if !self.valid_write() || s.write_pos.get() > pos {
                s.write_pos.set(pos);
            }
            self.move_to(pos + len);
            if s.pos.get() > s.write_end.get() {
                s.write_end.set(s.pos.get());
            }
            return Ok(data.len());
        }
        if let Err(raised) = self.flush_write() {
            return self.keep_unwritten(data, raised);
        }
        let offset = self.raw_offset();
        if offset != 0 {
            self.raw_seek(-offset, 1)?;
            s.raw_pos.set(s.raw_pos.get() - offset);
        }
        let mut done = 0;
        while (data.len() - done) as i64 >= size {
            match self.raw_write(data[done..].as_ptr(), data.len() - done)? {
                Moved::Bytes(n) => done += n,
                Moved::WouldBlock => {
                    if (data.len() - done) as i64 > size {
                        self.put(0, &data[done..done + size as usize]);
                        s.raw_pos.set(0);
                        self.move_to(size);
                        s.write_pos.set(0);
                        s.write_end.set(size);
                        return Err(would_block(done + size as usize));
                    }
                    break;
                }
            }
            check_signals()?;
        }
        if s.readable.get() {
            self.reset_read();
        }
        let rest = &data[done..];
        self.put(0, rest);
        s.write_pos.set(0);
        s.write_end.set(rest.len() as i64);
        self.move_to(rest.len() as i64);
        s.raw_pos.set(0);
        Ok(data.len())
    }

    /// After a flush that would block: keeps in the buffer what it has room for.
    fn keep_unwritten(&self, data: &[u8], raised: Raised) -> PyResult<usize> {
        if !exceptions::matches(&types::BlockingIOError) {
            return Err(raised);
        }
        let s = self.s();
        if s.readable.get() {
            self.reset_read();
        }
        let (from, to) = (s.write_pos.get(), s.write_end.get());
        // SAFETY: within the buffer.
        unsafe {
            let b = s.buffer.get();
            core::ptr::copy(b.add(from as usize), b, (to - from) as usize);
        }
        s.write_end.set(to - from);
        s.raw_pos.set(s.raw_pos.get() - from);
        s.pos.set(s.pos.get() - from);
        s.write_pos.set(0);
        let room = (s.size.get() - s.write_end.get()) as usize;
        let kept = &data[..data.len().min(room)];
        self.put(s.write_end.get(), kept);
        s.write_end.set(s.write_end.get() + kept.len() as i64);
        s.pos.set(s.pos.get() + kept.len() as i64);
        raised.clear();
        if kept.len() == data.len() {
            return Ok(data.len());
        }
        Err(would_block(kept.len()))
    }
}
