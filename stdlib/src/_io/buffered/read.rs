//! Reading through the buffer.

use objects::MemoryView;
use objects::exceptions::{self, types};
use objects::prelude::*;

use super::super::support::*;
use super::{Buffered, Moved};

impl Buffered {
    /// One read of the raw stream into memory.
    fn raw_read(&self, start: *mut u8, len: usize) -> PyResult<Moved> {
        // SAFETY: callers give memory that lives until the call is over, as long as nobody keeps the view.
        let view = unsafe { MemoryView::from_memory(start, len as isize, true)? };
        let answer = call_retrying(&*self.stream()?, interned!("readinto"), &[&view])?;
        if is_none(&answer) {
            return Ok(Moved::WouldBlock);
        }
        let Ok(n) = as_offset(&answer) else {
            return Err(exceptions::raise_from_cause(
                &types::OSError,
                format_args!("raw readinto() failed"),
            ));
        };
        self.moved(n, len, "readinto")
    }

    /// One read into the rest of the buffer.
    fn fill(&self) -> PyResult<Moved> {
        let s = self.s();
        let start = if self.valid_read() {
            s.read_end.get()
        } else {
            0
        };
        // SAFETY: `start` is within the buffer.
        let at = unsafe { s.buffer.get().add(start as usize) };
        let moved = self.raw_read(at, (s.size.get() - start) as usize)?;
        if let Moved::Bytes(n @ 1..) = moved {
            s.read_end.set(start + n as i64);
            s.raw_pos.set(start + n as i64);
        }
        Ok(moved)
    }

    /// Before reading past the buffer: what was written goes out.
    fn before_read(&self) -> PyResult<()> {
        if self.s().writable.get() {
            self.flush_and_rewind()?;
        }
        Ok(())
    }

    /// `read(n)` if the buffer has it all.
    fn read_fast(&self, n: i64) -> PyResult<Option<Ref<Bytes>>> {
        if n > self.readahead() {
            return Ok(None);
        }
        let bytes = Bytes::from_slice(self.ahead(n))?;
        self.advance(n as usize);
        Ok(Some(bytes))
    }

    pub(super) fn read_n(&self, n: i64) -> PyResult {
        if let Some(bytes) = self.read_fast(n)? {
            return Ok(bytes.upcast());
        }
        let _entered = self.enter()?;
        if let Some(bytes) = self.read_fast(n)? {
            return Ok(bytes.upcast());
        }
        let s = self.s();
        let mut out: Vec<u8> = Vec::new();
        if n > (1 << 16) {
            // Into the result at once.
            return self.read_large(n);
        }
        let ahead = self.ahead(n);
        out.try_extend(ahead)?;
        self.advance(out.len());
        self.before_read()?;
        self.reset_read();
        let n = n as usize;
        s.pos.set(0);
        s.raw_pos.set(0);
        while out.len() < n {
            if s.read_end.get() >= s.size.get() || s.read_end.get() < s.pos.get() {
                s.pos.set(0);
                self.reset_read();
            }
            match self.fill()? {
                Moved::WouldBlock if out.is_empty() => return Ok(none_ref()),
                Moved::WouldBlock | Moved::Bytes(0) => break,
                Moved::Bytes(_) => {
                    let piece = self.ahead((n - out.len()) as i64);
                    out.try_extend(piece)?;
                    let len = piece.len();
                    self.advance(len);
                }
            }
        }
        Ok(Bytes::from_slice(&out)?.upcast())
    }

    /// `read(n)` for much: whole blocks go past the buffer.
    fn read_large(&self, n: i64) -> PyResult {
        let s = self.s();
        let n = n as usize;
        let out = Bytes::with_len(n)?;
        let mut done = 0;
        // SAFETY: `done` stays within the fresh bytes.
        let copy = |piece: &[u8], at: usize| unsafe {
            core::ptr::copy_nonoverlapping(piece.as_ptr(), out.as_mut_ptr().add(at), piece.len());
        };
        let ahead = self.ahead(n as i64);
        copy(ahead, 0);
        done += ahead.len();
        self.advance(done);
        self.before_read()?;
        self.reset_read();
        let mut end = false;
        let size = s.size.get() as usize;
        while !end {
            let block = (n - done) / size * size;
            if block == 0 {
                break;
            }
            // SAFETY: within the fresh bytes.
            match self.raw_read(unsafe { out.as_mut_ptr().add(done) }, block)? {
                Moved::WouldBlock if done == 0 => return Ok(none_ref()),
                Moved::WouldBlock | Moved::Bytes(0) => end = true,
                Moved::Bytes(k) => done += k,
            }
        }
        s.pos.set(0);
        s.raw_pos.set(0);
        s.read_end.set(0);
        while !end && done < n && s.read_end.get() < s.size.get() {
            match self.fill()? {
                Moved::WouldBlock if done == 0 => return Ok(none_ref()),
                Moved::WouldBlock | Moved::Bytes(0) => break,
                Moved::Bytes(_) => {
                    let piece = self.ahead((n - done) as i64);
                    copy(piece, done);
                    let len = piece.len();
                    done += len;
                    self.advance(len);
                }
            }
        }
        Ok(Bytes::resize_fresh(out, done)?.upcast())
    }

    pub(super) fn read_all(&self) -> PyResult {
        let _entered = self.enter()?;
        let ahead = self.ahead(i64::MAX);
        let mut first = Bytes::from_slice(ahead)?;
        let had = ahead.len();
        self.advance(had);
        self.before_read()?;
        self.reset_read();
        let raw = self.stream()?;
        if let Some(readall) = raw.get_attr_opt(interned!("readall"))? {
            let rest = readall.call(&[])?;
            if is_none(&rest) {
                return Ok(if had == 0 { rest } else { first.upcast() });
            }
            let Some(bytes) = rest.downcast::<Bytes>() else {
                return Err(raise!(TypeError, "readall() should return bytes"));
            };
            if had == 0 {
                return Ok(rest);
            }
            first = first.concat(bytes.as_slice())?;
            return Ok(first.upcast());
        }
        let mut all = first.as_slice().to_vec();
        loop {
            let piece = raw.call_method(interned!("read"), &[])?;
            let bytes = piece.downcast::<Bytes>();
            if bytes.is_none() && !is_none(&piece) {
                return Err(raise!(TypeError, "read() should return bytes"));
            }
            match bytes.filter(|b| !b.is_empty()) {
                None if all.is_empty() => return Ok(piece),
                None => return Ok(Bytes::from_slice(&all)?.upcast()),
                Some(bytes) => {
                    all.try_extend(bytes.as_slice())?;
                    let at = self.s().abs_pos.get();
                    if at != -1 {
                        self.s().abs_pos.set(at + bytes.len() as i64);
                    }
                }
            }
        }
    }

    pub(super) fn read_one(&self, n: isize) -> PyResult<Ref<Bytes>> {
        let n = if n < 0 { self.s().size.get() } else { n as i64 };
        self.check_open("read of closed file")?;
        if n == 0 {
            return Ok(Bytes::empty().to_ref());
        }
        let have = self.readahead();
        if have > 0 {
            let bytes = Bytes::from_slice(self.ahead(n))?;
            self.advance(bytes.len());
            return Ok(bytes);
        }
        let _entered = self.enter()?;
        self.before_read()?;
        self.reset_read();
        if n == 1 {
            let mut one = [0u8];
            return match self.raw_read(one.as_mut_ptr(), 1)? {
                Moved::Bytes(1) => Bytes::from_slice(&one),
                _ => Ok(Bytes::empty().to_ref()),
            };
        }
        let out = Bytes::with_len(n as usize)?;
        let got = match self.raw_read(out.as_mut_ptr(), n as usize)? {
            Moved::Bytes(k) => k,
            Moved::WouldBlock => 0,
        };
        Bytes::resize_fresh(out, got)
    }

    pub(super) fn read_into(&self, buffer: &Buffer, once: bool) -> PyResult<Option<usize>> {
        self.check_open("readinto of closed file")?;
        let len = buffer.len();
        // SAFETY: `at` stays within the buffer, which is held; the two may be the same memory.
        let copy = |piece: &[u8], at: usize| unsafe {
            core::ptr::copy(piece.as_ptr(), buffer.as_mut_ptr().add(at), piece.len());
        };
        let ahead = self.ahead(len as i64);
        copy(ahead, 0);
        let mut done = ahead.len();
        self.advance(done);
        if done == len {
            return Ok(Some(done));
        }
        let _entered = self.enter()?;
        self.before_read()?;
        self.reset_read();
        let s = self.s();
        s.pos.set(0);
        while done < len {
            let rest = len - done;
            let moved = if rest > s.size.get() as usize {
                // SAFETY: within the buffer.
                self.raw_read(unsafe { buffer.as_mut_ptr().add(done) }, rest)?
            } else if once && done > 0 {
                Moved::Bytes(0)
            } else {
                match self.fill()? {
                    Moved::Bytes(1..) => {
                        let piece = self.ahead(rest as i64);
                        copy(piece, done);
                        let k = piece.len();
                        self.advance(k);
                        done += k;
                        if s.read_end.get() >= s.size.get() && done < len {
                            self.reset_read();
                            s.pos.set(0);
                        }
                        continue;
                    }
                    other => other,
                }
            };
            match moved {
                Moved::WouldBlock if done == 0 => return Ok(None),
                Moved::WouldBlock | Moved::Bytes(0) => break,
                Moved::Bytes(k) => {
                    done += k;
                    if once {
                        break;
                    }
                }
            }
        }
        Ok(Some(done))
    }

    pub(super) fn peek_buffer(&self) -> PyResult<Ref<Bytes>> {
        let _entered = self.enter()?;
        self.before_read()?;
        if self.readahead() == 0 {
            self.reset_read();
            self.fill()?;
            self.s().pos.set(0);
        }
        Bytes::from_slice(self.ahead(i64::MAX))
    }

    pub(super) fn read_line(&self, limit: isize) -> PyResult<Ref<Bytes>> {
        self.check_open("readline of closed file")?;
        let mut limit = if limit < 0 { i64::MAX } else { limit as i64 };
        let ahead = self.ahead(limit);
        let had = ahead.len();
        if let Some(i) = memchr::memchr(b'\n', ahead) {
            let line = Bytes::from_slice(&ahead[..=i])?;
            self.advance(i + 1);
            return Ok(line);
        }
        if had as i64 == limit {
            let line = Bytes::from_slice(ahead)?;
            self.advance(had);
            return Ok(line);
        }
        let mut line = ahead.to_vec();
        let _entered = self.enter()?;
        self.advance(had);
        limit -= had as i64;
        self.before_read()?;
        loop {
            self.reset_read();
            self.s().pos.set(0);
            if !matches!(self.fill()?, Moved::Bytes(1..)) {
                break;
            }
            let piece = self.ahead(limit);
            if let Some(i) = memchr::memchr(b'\n', piece) {
                line.try_extend(&piece[..=i])?;
                self.advance(i + 1);
                break;
            }
            line.try_extend(piece)?;
            let k = piece.len();
            self.advance(k);
            limit -= k as i64;
            if limit == 0 {
                break;
            }
        }
        Bytes::from_slice(&line)
    }
}
