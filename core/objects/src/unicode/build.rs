//! Making strings: allocation, choice of width, the shared one-character strings.

use base::mem::{self, Domain};
use base::{PyResult, Ref, refcount};
use layout::*;

use super::chars::{self, Chars, Unit, class_of, copy_units};
use super::{PyUnicode_Type, Str, state};
use crate::exceptions::no_memory;
use crate::runtime_data::_PyRuntime;

impl Str {
    /// The empty string.
    #[inline(always)]
    pub fn empty() -> &'static Str {
        // SAFETY: static.
        unsafe {
            Str::from_raw(
                (&raw mut _PyRuntime
                    .static_objects
                    .singletons
                    .strings
                    .literals
                    ._py_empty)
                    .cast(),
            )
        }
    }

    /// The shared string of one character below 256.
    #[inline(always)]
    pub fn latin1_char(c: u8) -> &'static Str {
        // SAFETY: static; the index is within the half that the test chose.
        unsafe {
            let strings = &raw mut _PyRuntime.static_objects.singletons.strings;
            if c < 128 {
                Str::from_raw(
                    (&raw mut (*strings).ascii)
                        .cast::<PyASCIIObjectWithData<2>>()
                        .add(c as usize)
                        .cast(),
                )
            } else {
                Str::from_raw(
                    (&raw mut (*strings).latin1)
                        .cast::<PyCompactUnicodeObjectWithData<2>>()
                        .add(c as usize - 128)
                        .cast(),
                )
            }
        }
    }

    /// `PyUnicode_New`: room for `len` characters up to `max_char`, to be filled before anyone sees it. Zero-terminated.
    ///
    /// The caller must write characters that make the invariants true: one at least must need the width.
    #[inline]
    pub fn with_len(len: usize, max_char: u32) -> PyResult<Ref<Str>> {
        if len == 0 {
            return Ok(Str::empty().to_ref());
        }
        let ascii = max_char < 0x80;
        let kind = if max_char < 0x100 {
            1
        } else if max_char < 0x10000 {
            2
        } else {
            4
        };
        let head = if ascii {
            size_of::<PyASCIIObject>()
        } else {
            size_of::<PyCompactUnicodeObject>()
        };
        if len > (isize::MAX as usize - head) / kind - 1 {
            return Err(no_memory());
        }
        let p: *mut PyCompactUnicodeObject =
            mem::alloc(Domain::Obj, head + (len + 1) * kind).cast();
        if p.is_null() {
            return Err(no_memory());
        }
        // SAFETY: fresh; the block has the size just computed.
        unsafe {
            refcount::init(p.cast());
            (*p)._base.ob_base.ob_type = PyUnicode_Type.as_mut_ptr();
            base::reftracer::created(p.cast());
            (*p)._base.length = len as isize;
            (*p)._base.hash = -1;
            (*p)._base.state = state::compact(kind, ascii);
            if !ascii {
                (*p).utf8_length = 0;
                (*p).utf8 = core::ptr::null_mut();
            }
            let end = p.cast::<u8>().add(head + len * kind);
            match kind {
                1 => end.write(0),
                2 => end.cast::<u16>().write(0),
                _ => end.cast::<u32>().write(0),
            }
            Ok(Ref::from_raw_owned(p))
        }
    }

    /// The data of a fresh string as units of its kind.
    ///
    /// # Safety
    /// The string is fresh, of kind `U`, and every unit is written before it is read.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn fresh_units<U: Unit>(&self) -> &mut [U] {
        debug_assert_eq!(self.kind(), U::KIND);
        // SAFETY: nobody else sees the string.
        unsafe { core::slice::from_raw_parts_mut(self.data().cast::<U>(), self.len()) }
    }

    /// Writes one code point into a string that nobody else has seen; it must fit the width and lie within.
    pub fn poke(&self, i: usize, c: u32) {
        debug_assert!(i < self.len());
        // SAFETY: within the string's units of that width.
        unsafe {
            match self.kind() {
                1 => self.data().add(i).write(c as u8),
                2 => self.data().cast::<u16>().add(i).write(c as u16),
                _ => self.data().cast::<u32>().add(i).write(c),
            }
        }
    }

    /// Writes code points into a fresh string from `at` on, converting to its width, in which they must fit.
    ///
    /// # Safety
    /// The string is fresh and has room for them.
    #[inline]
    pub unsafe fn fill(&self, at: usize, from: Chars<'_>) {
        // SAFETY: within bounds, says the caller.
        unsafe {
            let n = from.len();
            match self.kind() {
                1 => {
                    let to = core::slice::from_raw_parts_mut(self.data().add(at), n);
                    each_width!(from, f => copy_units(f, to))
                }
                2 => {
                    let to = core::slice::from_raw_parts_mut(self.data().cast::<u16>().add(at), n);
                    each_width!(from, f => copy_units(f, to))
                }
                _ => {
                    let to = core::slice::from_raw_parts_mut(self.data().cast::<u32>().add(at), n);
                    each_width!(from, f => copy_units(f, to))
                }
            }
        }
    }

    /// ASCII text, as the caller knows.
    #[inline]
    pub(crate) fn from_ascii(s: &[u8]) -> PyResult<Ref<Str>> {
        debug_assert!(s.is_ascii());
        match s {
            [] => Ok(Str::empty().to_ref()),
            [c] => Ok(Str::latin1_char(*c).to_ref()),
            _ => {
                let new = Str::with_len(s.len(), 0x7f)?;
                // SAFETY: fresh, with room for all of `s`.
                unsafe { core::ptr::copy_nonoverlapping(s.as_ptr(), new.data(), s.len()) };
                Ok(new)
            }
        }
    }

    /// Every byte a character.
    pub fn from_latin1(s: &[u8]) -> PyResult<Ref<Str>> {
        Str::from_chars(Chars::One(s))
    }

    /// The narrowest width is chosen.
    pub fn from_code_points(s: &[u32]) -> PyResult<Ref<Str>> {
        Str::from_chars(Chars::Four(s))
    }

    /// A string of these characters, in the narrowest width.
    #[inline]
    pub fn from_chars(s: Chars<'_>) -> PyResult<Ref<Str>> {
        match s.len() {
            0 => return Ok(Str::empty().to_ref()),
            1 => return Str::from_char(s.at(0)),
            _ => {}
        }
        Str::from_chars_bounded(s, s.max_char_bound())
    }

    /// As `from_chars`, where the width class is known.
    #[inline]
    pub(crate) fn from_chars_bounded(s: Chars<'_>, bound: u32) -> PyResult<Ref<Str>> {
        let new = Str::with_len(s.len(), bound)?;
        if !s.is_empty() {
            // SAFETY: fresh, same length, and the bound says that they fit.
            unsafe { new.fill(0, s) };
        }
        Ok(new)
    }

    /// A string of one character (a code point up to 0x10ffff, surrogates too).
    #[inline]
    pub fn from_char(c: u32) -> PyResult<Ref<Str>> {
        if c < 0x100 {
            return Ok(Str::latin1_char(c as u8).to_ref());
        }
        let new = Str::with_len(1, c)?;
        // SAFETY: fresh, one unit.
        unsafe {
            if c < 0x10000 {
                new.data().cast::<u16>().write(c as u16);
            } else {
                new.data().cast::<u32>().write(c);
            }
        }
        Ok(new)
    }

    /// From an iterator of code points, read twice.
    pub(crate) fn from_code_iter(
        it: impl Iterator<Item = u32> + Clone,
        len: usize,
    ) -> PyResult<Ref<Str>> {
        let bound = class_of(it.clone().fold(0, |a, c| a | c));
        if len == 1 && bound <= 0xff {
            return Str::from_char(it.fold(0, |_, c| c));
        }
        let new = Str::with_len(len, bound)?;
        if len == 0 {
            return Ok(new);
        }
        // SAFETY: fresh; the iterator gives the same `len` items again.
        unsafe {
            match new.kind() {
                1 => write_units::<u8>(&new, it),
                2 => write_units::<u16>(&new, it),
                _ => write_units::<u32>(&new, it),
            }
        }
        Ok(new)
    }

    /// Formats as Rust does.
    pub fn format(args: core::fmt::Arguments<'_>) -> PyResult<Ref<Str>> {
        match args.as_str() {
            Some(s) => Str::from_str(s),
            None => Str::from_str(&args.to_string()),
        }
    }

    /// The shared string, if the text is empty or one character below 256 and this is not it.
    pub(crate) fn shared(this: Ref<Str>) -> Ref<Str> {
        match this.len() {
            0 => Str::empty().to_ref(),
            1 => match this.char_at(0) {
                c @ 0..=0xff => Str::latin1_char(c as u8).to_ref(),
                _ => this,
            },
            _ => this,
        }
    }

    /// Makes a fresh compact string shorter or longer in place; the new part is not initialised.
    ///
    /// # Safety
    /// The caller has the only reference, the string is compact, exact and not interned, and `len` is not 0.
    pub(crate) unsafe fn resize_unique(this: Ref<Str>, len: usize) -> PyResult<Ref<Str>> {
        // SAFETY: unique, so the block may move.
        unsafe {
            let kind = this.kind();
            let ascii = this.is_ascii();
            let head = if ascii {
                size_of::<PyASCIIObject>()
            } else {
                size_of::<PyCompactUnicodeObject>()
            };
            if len > (isize::MAX as usize - head) / kind - 1 {
                return Err(no_memory());
            }
            if !ascii {
                this.drop_utf8();
            }
            let old = this.into_ptr();
            let p: *mut PyASCIIObject =
                mem::realloc(Domain::Obj, old.cast(), head + (len + 1) * kind).cast();
            if p.is_null() {
                drop(Ref::<Str>::from_raw_owned(old));
                return Err(no_memory());
            }
            (*p).length = len as isize;
            (*p).hash = -1;
            let end = p.cast::<u8>().add(head + len * kind);
            core::ptr::write_bytes(end, 0, kind);
            Ok(Ref::from_raw_owned(p))
        }
    }

    /// May the string be changed in place: no other reference, no cached identity?
    #[inline]
    pub(crate) fn is_modifiable(&self) -> bool {
        // SAFETY: live.
        unsafe {
            refcount::is_unique(self.as_ptr())
                && self.is_exact()
                && self.is_compact()
                && self.cached_hash() == -1
                && !self.is_interned()
        }
    }
}

unsafe fn write_units<U: Unit>(new: &Str, it: impl Iterator<Item = u32>) {
    // SAFETY: fresh and of this kind, says the caller.
    let to = unsafe { new.fresh_units::<U>() };
    for (t, c) in to.iter_mut().zip(it) {
        *t = U::of(c);
    }
}

/// The narrowest string of units whose bound is not known.
pub fn from_units<U: Unit>(s: &[U]) -> PyResult<Ref<Str>> {
    Str::from_chars(U::chars(s))
}

use chars::each_width;
