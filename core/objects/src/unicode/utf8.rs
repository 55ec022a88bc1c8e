//! UTF-8 and strings: making them from valid text, the cached UTF-8 form, WTF-8 for text that may hold surrogates.

use core::sync::atomic::Ordering;
use std::borrow::Cow;

use base::mem::{self, Domain};
use base::{PyResult, Ref};

use super::{Chars, Str, Unit, each_width};
use crate::exceptions::no_memory;

/// The number of bytes before the first that is not ASCII.
#[inline]
pub fn ascii_prefix(s: &[u8]) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut at = 0;
    let (words, rest) = s.as_chunks::<8>();
    for w in words {
        let bits = u64::from_le_bytes(*w) & HIGH;
        if bits != 0 {
            return at + (bits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at + rest.iter().position(|b| *b >= 0x80).unwrap_or(rest.len())
}

/// The code points of valid WTF-8.
#[derive(Clone)]
pub(crate) struct Wtf8Iter<'a>(core::slice::Iter<'a, u8>);

impl Iterator for Wtf8Iter<'_> {
    type Item = u32;
    #[inline]
    fn next(&mut self) -> Option<u32> {
        let a = *self.0.next()? as u32;
        if a < 0x80 {
            return Some(a);
        }
        let mut more = || self.0.next().map_or(0, |b| *b as u32 & 0x3f);
        Some(if a < 0xe0 {
            (a & 0x1f) << 6 | more()
        } else if a < 0xf0 {
            (a & 0xf) << 12 | more() << 6 | more()
        } else {
            (a & 7) << 18 | more() << 12 | more() << 6 | more()
        })
    }
}

/// Appends a code point (surrogates too) as UTF-8.
#[inline]
pub fn push_wtf8(out: &mut Vec<u8>, c: u32) {
    if c < 0x80 {
        out.push(c as u8);
    } else if c < 0x800 {
        out.extend_from_slice(&[0xc0 | (c >> 6) as u8, 0x80 | (c & 0x3f) as u8]);
    } else if c < 0x10000 {
        out.extend_from_slice(&[
            0xe0 | (c >> 12) as u8,
            0x80 | (c >> 6 & 0x3f) as u8,
            0x80 | (c & 0x3f) as u8,
        ]);
    } else {
        out.extend_from_slice(&[
            0xf0 | (c >> 18) as u8,
            0x80 | (c >> 12 & 0x3f) as u8,
            0x80 | (c >> 6 & 0x3f) as u8,
            0x80 | (c & 0x3f) as u8,
        ]);
    }
}

#[inline]
fn is_surrogate(c: u32) -> bool {
    c & 0xffff_f800 == 0xd800
}

/// The length as UTF-8; `None` if there is a surrogate.
pub(crate) fn utf8_len(chars: Chars<'_>) -> Option<usize> {
    let mut n = 0;
    each_width!(chars, s => for c in s {
        let c = c.code();
        n += if c < 0x80 { 1 } else if c < 0x800 { 2 } else if c < 0x10000 {
            if is_surrogate(c) { return None; }
            3
        } else { 4 };
    });
    Some(n)
}

impl Str {
    pub fn from_str(s: &str) -> PyResult<Ref<Str>> {
        Str::from_wtf8(s.as_bytes())
    }

    /// Valid WTF-8 (UTF-8 that may hold lone surrogates).
    #[inline]
    pub fn from_wtf8(s: &[u8]) -> PyResult<Ref<Str>> {
        let ascii = ascii_prefix(s);
        if ascii == s.len() {
            return Str::from_ascii(s);
        }
        // Every byte but the continuation bytes begins a character.
        let len = s.iter().filter(|b| (**b as i8) >= -0x40).count();
        Str::from_code_iter(Wtf8Iter(s.iter()), len)
    }

    /// The cached UTF-8 form (`PyUnicode_AsUTF8AndSize`), zero-terminated; UnicodeEncodeError for surrogates.
    #[inline]
    pub fn as_utf8(&self) -> PyResult<&str> {
        match self.as_ascii() {
            Some(s) => Ok(s),
            None => self.cached_utf8(),
        }
    }

    /// The UTF-8 form of what is not ASCII, if somebody has asked for it before.
    pub(crate) fn utf8_if_known(&self) -> Option<&[u8]> {
        let p = self.utf8_cell().load(Ordering::Acquire);
        if p.is_null() {
            return None;
        }
        // SAFETY: the length was written before the pointer was published; both stay as long as the string.
        unsafe {
            let n = (*self.compact_struct()).utf8_length as usize;
            Some(core::slice::from_raw_parts(p.cast(), n))
        }
    }

    fn cached_utf8(&self) -> PyResult<&str> {
        let cell = self.utf8_cell();
        let mut p = cell.load(Ordering::Acquire);
        if p.is_null() {
            let Some(n) = utf8_len(self.chars()) else {
                return Err(self.surrogate_error());
            };
            let block = mem::alloc(Domain::Mem, n + 1).cast::<u8>();
            if block.is_null() {
                return Err(no_memory());
            }
            // SAFETY: the block holds the `n` bytes that the characters take, and a zero. The length is written before the
            // pointer is published; every thread writes the same one.
            unsafe {
                write_utf8(self.chars(), block);
                block.add(n).write(0);
                core::sync::atomic::AtomicIsize::from_ptr(
                    &raw mut (*self.compact_struct()).utf8_length,
                )
                .store(n as isize, Ordering::Relaxed);
                match cell.compare_exchange(
                    core::ptr::null_mut(),
                    block.cast(),
                    Ordering::Release,
                    Ordering::Acquire,
                ) {
                    Ok(_) => p = block.cast(),
                    Err(theirs) => {
                        mem::free(Domain::Mem, block.cast());
                        p = theirs;
                    }
                }
            }
        }
        // SAFETY: the cache lives as long as the string and is valid UTF-8 of that length.
        unsafe {
            let n = (*self.compact_struct()).utf8_length as usize;
            Ok(core::str::from_utf8_unchecked(core::slice::from_raw_parts(
                p.cast::<u8>(),
                n,
            )))
        }
    }

    /// The UnicodeEncodeError for the first run of surrogates.
    #[cold]
    fn surrogate_error(&self) -> base::Raised {
        let start = self.iter_chars().position(is_surrogate).unwrap_or(0);
        let end = start
            + self
                .iter_chars()
                .skip(start)
                .take_while(|c| is_surrogate(*c))
                .count();
        crate::codecs::errors::encode_error("utf-8", self, start, end, "surrogates not allowed")
    }

    /// Frees the cached UTF-8 form, if it has memory of its own.
    ///
    /// # Safety
    /// Nobody else sees the string, and it is not ASCII and compact.
    pub(super) unsafe fn drop_utf8(&self) {
        // SAFETY: unique; an ASCII string's data that is its UTF-8 is not freed twice.
        unsafe {
            let p = self.utf8_cell().load(Ordering::Relaxed);
            if !p.is_null() && p.cast::<u8>() != self.data() {
                mem::free(Domain::Mem, p.cast());
            }
            self.utf8_cell()
                .store(core::ptr::null_mut(), Ordering::Relaxed);
            (*self.compact_struct()).utf8_length = 0;
        }
    }

    /// UTF-8 with U+FFFD for surrogates, for messages.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        match self.as_ascii() {
            Some(s) => Cow::Borrowed(s),
            None => Cow::Owned(
                self.iter_chars()
                    .map(|c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect(),
            ),
        }
    }

    /// WTF-8.
    pub fn to_wtf8(&self) -> PyResult<Vec<u8>> {
        let mut out = crate::grow::vec_for(self.len())?;
        match self.as_ascii() {
            Some(s) => out.extend_from_slice(s.as_bytes()),
            None => {
                for c in self.iter_chars() {
                    crate::grow::Grow::try_room(&mut out, 4)?;
                    push_wtf8(&mut out, c);
                }
            }
        }
        Ok(out)
    }
}

/// Writes characters without surrogates as UTF-8.
///
/// # Safety
/// `out` has room for them.
pub(crate) unsafe fn write_utf8(chars: Chars<'_>, out: *mut u8) -> usize {
    let mut p = out;
    // SAFETY: in bounds, says the caller.
    unsafe {
        each_width!(chars, s => for c in s {
            let c = c.code();
            if c < 0x80 {
                p.write(c as u8);
                p = p.add(1);
            } else if c < 0x800 {
                p.write(0xc0 | (c >> 6) as u8);
                p.add(1).write(0x80 | (c & 0x3f) as u8);
                p = p.add(2);
            } else if c < 0x10000 {
                p.write(0xe0 | (c >> 12) as u8);
                p.add(1).write(0x80 | (c >> 6 & 0x3f) as u8);
                p.add(2).write(0x80 | (c & 0x3f) as u8);
                p = p.add(3);
            } else {
                p.write(0xf0 | (c >> 18) as u8);
                p.add(1).write(0x80 | (c >> 12 & 0x3f) as u8);
                p.add(2).write(0x80 | (c >> 6 & 0x3f) as u8);
                p.add(3).write(0x80 | (c & 0x3f) as u8);
                p = p.add(4);
            }
        });
        p.offset_from(out) as usize
    }
}

/// The code points of valid WTF-8.
pub fn wtf8_chars(s: &[u8]) -> impl Iterator<Item = u32> + Clone + '_ {
    Wtf8Iter(s.iter())
}

impl Str {
    /// The bytes that the cached UTF-8 form takes, for `__sizeof__`.
    pub(super) fn utf8_cache_size(&self) -> usize {
        if self.is_ascii() || self.utf8_cell().load(Ordering::Relaxed).is_null() {
            return 0;
        }
        // SAFETY: live, not ASCII.
        unsafe { (*self.compact_struct()).utf8_length as usize + 1 }
    }
}
