//! `Writer`: text under construction in a `str` that grows and widens; the body of `_PyUnicodeWriter` and `PyUnicodeWriter`.

use base::{Object, PyResult, Ref};
use layout::*;

use super::chars::{Chars, class_of};
use super::{Str, utf8};
use crate::abstract_::Protocol;
use crate::exceptions::no_memory;

/// The C struct, whose `buffer` is owned.
#[repr(transparent)]
pub struct Writer(_PyUnicodeWriter);

impl Default for Writer {
    fn default() -> Writer {
        Writer::new()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // SAFETY: the buffer is owned, or NULL.
        unsafe { drop(Ref::<Str>::from_owned_opt(self.0.buffer)) };
    }
}

impl Writer {
    /// An empty writer that grows generously.
    #[inline]
    pub const fn new() -> Writer {
        Writer(_PyUnicodeWriter {
            buffer: core::ptr::null_mut(),
            data: core::ptr::null_mut(),
            kind: 0,
            maxchar: 0,
            size: 0,
            pos: 0,
            min_length: 0,
            min_char: 0,
            overallocate: 1,
            readonly: 0,
        })
    }

    /// An empty writer whose first block has room for `n` characters.
    #[inline]
    pub const fn with_capacity(n: usize) -> Writer {
        let mut w = Writer::new();
        w.0.min_length = n as isize;
        w
    }

    /// The C struct as a writer, in place.
    ///
    /// # Safety
    /// `p` is a live, initialised `_PyUnicodeWriter` that nobody else uses.
    #[inline(always)]
    pub unsafe fn from_c<'a>(p: *mut _PyUnicodeWriter) -> &'a mut Writer {
        // SAFETY: transparent.
        unsafe { &mut *p.cast::<Writer>() }
    }

    /// The C struct.
    #[inline(always)]
    pub fn c_struct(&mut self) -> &mut _PyUnicodeWriter {
        &mut self.0
    }

    /// Characters written.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.0.pos as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.0.pos == 0
    }

    #[inline(always)]
    fn buffer(&self) -> &Str {
        // SAFETY: not NULL once anything was prepared; a str.
        unsafe { Str::from_raw(self.0.buffer.cast()) }
    }

    /// Makes room for `n` more characters up to `max_char`.
    #[inline(always)]
    pub fn prepare(&mut self, n: usize, max_char: u32) -> PyResult<()> {
        if max_char <= self.0.maxchar && n <= (self.0.size - self.0.pos) as usize {
            return Ok(());
        }
        self.prepare_slow(n, max_char)
    }

    #[cold]
    #[inline(never)]
    fn prepare_slow(&mut self, n: usize, max_char: u32) -> PyResult<()> {
        let w = &mut self.0;
        if n == 0 && (max_char <= w.maxchar || w.buffer.is_null()) {
            return Ok(());
        }
        let max_char = class_of(max_char).max(w.min_char).max(w.maxchar);
        let Some(need) = (w.pos as usize)
            .checked_add(n)
            .filter(|n| *n <= isize::MAX as usize / 8)
        else {
            return Err(no_memory());
        };
        let old_size = w.size as usize;
        let mut size = need.max(old_size);
        if need > old_size {
            if w.overallocate != 0 {
                size += size / 4;
            }
            size = size.max(w.min_length.max(0) as usize);
        }
        let old = w.buffer;
        let new = if old.is_null() {
            Str::with_len(size, max_char)?
        } else if max_char > w.maxchar || w.readonly != 0 || old_size == 0 {
            let new = Str::with_len(size, max_char)?;
            // SAFETY: both live; the new one is fresh, as wide, and has room for what was written.
            unsafe {
                new.fill(0, self.buffer().chars().slice(0, self.0.pos as usize));
                drop(Ref::<Str>::from_raw_owned(old));
            }
            new
        } else {
            self.0.buffer = core::ptr::null_mut();
            self.0.size = 0;
            self.0.maxchar = 0;
            // SAFETY: the buffer is the writer's alone. If it cannot grow it is gone, and the writer empty.
            let grown = unsafe { Str::resize_unique(Ref::from_raw_owned(old), size) };
            grown.inspect_err(|_| self.0.pos = 0)?
        };
        self.adopt(new);
        self.0.readonly = 0;
        Ok(())
    }

    fn adopt(&mut self, s: Ref<Str>) {
        self.0.data = s.data().cast();
        self.0.kind = s.kind() as core::ffi::c_int;
        self.0.maxchar = s.max_char();
        self.0.size = s.len() as isize;
        self.0.buffer = s.into_ptr();
    }

    /// What is pushed next is the last piece: no room is kept behind it, and a string that is all there is stays itself.
    pub fn last(&mut self) {
        self.0.overallocate = 0;
    }

    /// Appends one code point.
    #[inline(always)]
    pub fn push_char(&mut self, c: u32) -> PyResult<()> {
        self.prepare(1, c)?;
        // SAFETY: there is room, and the width suffices.
        unsafe {
            let at = self.0.pos as usize;
            match self.0.kind {
                1 => self.0.data.cast::<u8>().add(at).write(c as u8),
                2 => self.0.data.cast::<u16>().add(at).write(c as u16),
                _ => self.0.data.cast::<u32>().add(at).write(c),
            }
        }
        self.0.pos += 1;
        Ok(())
    }

    /// Appends code points whose width class is at most `bound`.
    #[inline]
    pub(crate) fn push_bounded(&mut self, s: Chars<'_>, bound: u32) -> PyResult<()> {
        let n = s.len();
        if n == 0 {
            return Ok(());
        }
        self.prepare(n, bound)?;
        // SAFETY: there is room, and the width suffices.
        unsafe { self.buffer().fill(self.0.pos as usize, s) };
        self.0.pos += n as isize;
        Ok(())
    }

    /// Appends code points.
    #[inline]
    pub fn push_chars(&mut self, s: Chars<'_>) -> PyResult<()> {
        self.push_bounded(s, s.max_char_bound())
    }

    /// Appends the text of a string; the first one whole is only referred to.
    #[inline]
    pub fn push_str(&mut self, s: &Str) -> PyResult<()> {
        let n = s.len();
        if n == 0 {
            return Ok(());
        }
        if self.0.buffer.is_null() && self.0.overallocate == 0 && s.is_exact() {
            self.adopt(s.to_ref());
            self.0.readonly = 1;
            self.0.pos = n as isize;
            self.0.size = n as isize;
            return Ok(());
        }
        self.push_bounded(s.chars(), s.max_char())
    }

    /// Appends part of a string.
    pub fn push_substring(&mut self, s: &Str, start: usize, end: usize) -> PyResult<()> {
        if start == 0 && end == s.len() {
            return self.push_str(s);
        }
        self.push_substring_of(s, start, end)
    }

    /// As `push_substring`, always by copying.
    pub(crate) fn push_substring_of(&mut self, s: &Str, start: usize, end: usize) -> PyResult<()> {
        let part = s.chars().slice(start, end);
        if s.is_ascii() {
            self.push_bounded(part, 0x7f)
        } else {
            self.push_chars(part)
        }
    }

    /// Appends ASCII text, as the caller knows.
    #[inline]
    pub fn push_ascii(&mut self, s: &[u8]) -> PyResult<()> {
        debug_assert!(s.is_ascii());
        self.push_bounded(Chars::One(s), 0x7f)
    }

    #[inline]
    pub fn push_text(&mut self, s: &str) -> PyResult<()> {
        self.push_wtf8(s.as_bytes())
    }

    pub fn push_wtf8(&mut self, s: &[u8]) -> PyResult<()> {
        let n = utf8::ascii_prefix(s);
        self.push_ascii(&s[..n])?;
        if n < s.len() {
            for c in utf8::wtf8_chars(&s[n..]) {
                self.push_char(c)?;
            }
        }
        Ok(())
    }

    /// Appends a character `n` times.
    pub fn push_repeat(&mut self, c: u32, n: usize) -> PyResult<()> {
        if n == 0 {
            return Ok(());
        }
        self.prepare(n, c)?;
        // SAFETY: there is room, and the width suffices.
        unsafe {
            let at = self.0.pos as usize;
            match self.0.kind {
                1 => core::ptr::write_bytes(self.0.data.cast::<u8>().add(at), c as u8, n),
                2 => core::slice::from_raw_parts_mut(self.0.data.cast::<u16>().add(at), n)
                    .fill(c as u16),
                _ => core::slice::from_raw_parts_mut(self.0.data.cast::<u32>().add(at), n).fill(c),
            }
        }
        self.0.pos += n as isize;
        Ok(())
    }

    /// Appends `str(o)`.
    pub fn push_object_str(&mut self, o: &Object) -> PyResult<()> {
        if let Some(s) = o.downcast::<Str>()
            && s.is_exact()
        {
            return self.push_str(s);
        }
        let s = o.str()?;
        self.push_str(&s)
    }

    /// Appends `repr(o)`.
    pub fn push_repr(&mut self, o: &Object) -> PyResult<()> {
        let s = o.repr()?;
        self.push_str(&s)
    }

    /// The code point at an index below `len()`.
    #[inline]
    pub fn char_at(&self, i: usize) -> u32 {
        self.buffer().char_at(i)
    }

    /// Forgets all but the first `n` characters.
    pub fn truncate(&mut self, n: usize) {
        self.0.pos = self.0.pos.min(n as isize);
    }

    /// What is written so far, as a string of its own.
    pub fn copy(&self) -> PyResult<Ref<Str>> {
        match self.len() {
            0 => Ok(Str::empty().to_ref()),
            n => self.buffer().substring(0, n),
        }
    }

    /// The text, leaving the writer empty.
    pub fn finish(mut self) -> PyResult<Ref<Str>> {
        self.take()
    }

    /// As `finish`, for a writer that C owns.
    pub fn take(&mut self) -> PyResult<Ref<Str>> {
        let (n, readonly) = (self.0.pos as usize, self.0.readonly != 0);
        let p = core::mem::replace(&mut self.0.buffer, core::ptr::null_mut());
        self.0.size = 0;
        self.0.pos = 0;
        self.0.maxchar = 0;
        // SAFETY: the buffer was owned, or NULL.
        let Some(s) = (unsafe { Ref::<Str>::from_owned_opt(p) }) else {
            return Ok(Str::empty().to_ref());
        };
        if n == 0 {
            return Ok(Str::empty().to_ref());
        }
        if readonly && s.len() == n {
            return Ok(s);
        }
        if n == 1 && s.char_at(0) < 0x100 {
            return Str::from_char(s.char_at(0));
        }
        if s.len() == n {
            return Ok(s);
        }
        // SAFETY: a buffer that is not read-only is the writer's alone.
        unsafe { Str::resize_unique(s, n) }
    }
}

/// Formatting into a writer; an error means that an exception is set.
impl core::fmt::Write for Writer {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        self.push_text(s).map_err(|raised| {
            // The formatter's caller turns `fmt::Error` back into `Raised`.
            let _stays_set = raised;
            core::fmt::Error
        })
    }
}
