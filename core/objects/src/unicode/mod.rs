//! `str`: immutable text in the narrowest of three widths.
//!
//! Layout: the characters follow the struct (`compact`), after `PyASCIIObject` for ASCII text and after
//! `PyCompactUnicodeObject` otherwise; only instances of subclasses hold them in a block of their own. Invariants, on which
//! extensions rely: the kind is the narrowest that fits, `ascii` tells whether all are below 128, a zero unit ends the data,
//! and ASCII text is its own UTF-8. Two fields change in a string that others see, the cached hash and the cached UTF-8 form;
//! both are published atomically.

use core::sync::atomic::{AtomicIsize, AtomicPtr, Ordering};

use base::{PyResult, Ref, object_view};
use layout::*;

use crate::abstract_::CompareOp;

pub mod build;
pub mod chars;
pub mod codec;
pub mod database;
mod edit;
pub mod format;
pub mod intern;
mod iter;
mod methods;
pub mod names;
pub mod percent;
pub(crate) mod repr;
pub mod search;
#[cfg_attr(feature = "free-threaded", path = "state_ft.rs")]
#[cfg_attr(not(feature = "free-threaded"), path = "state_gil.rs")]
mod state;
mod types;
pub mod utf8;
pub mod writer;

pub use build::from_units;
pub use chars::{Chars, Unit, each_width};
pub(crate) use edit::repeat_bytes;
pub use iter::{_PyUnicodeASCIIIter_Type, PyUnicodeIter_Type};
pub(crate) use methods::window;
pub use repr::{ascii, escape_non_ascii};
pub use types::PyUnicode_Type;
pub use writer::Writer;

object_view!(
    /// `str`.
    pub Str, layout::PyUnicodeObject, "str", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_UNICODE_SUBCLASS)
);

impl Str {
    #[inline(always)]
    fn ascii_struct(&self) -> *mut PyASCIIObject {
        self.raw().cast()
    }

    #[inline(always)]
    fn compact_struct(&self) -> *mut PyCompactUnicodeObject {
        self.raw().cast()
    }

    /// The number of characters.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live; never changes once others see the string.
        unsafe { (*self.ascii_struct()).length as usize }
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes a character: 1, 2 or 4.
    #[inline(always)]
    pub fn kind(&self) -> usize {
        // SAFETY: live; fixed at birth.
        unsafe {
            (((*self.ascii_struct()).state.bits & _PyUnicodeObject_state_kind_MASK)
                >> _PyUnicodeObject_state_kind_SHIFT) as usize
        }
    }

    /// Are all characters below 128?
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        // SAFETY: live; fixed at birth.
        unsafe { (*self.ascii_struct()).state.bits & _PyUnicodeObject_state_ascii_MASK != 0 }
    }

    /// Do the characters follow the struct?
    #[inline(always)]
    pub fn is_compact(&self) -> bool {
        // SAFETY: live; fixed at birth.
        unsafe { (*self.ascii_struct()).state.bits & _PyUnicodeObject_state_compact_MASK != 0 }
    }

    /// Is it a `str` and not an instance of a subclass?
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        self.is_exactly(PyUnicode_Type.as_mut_ptr())
    }

    /// Where the characters are (`PyUnicode_DATA`).
    #[inline(always)]
    pub fn data(&self) -> *mut u8 {
        // SAFETY: layout: compact data follows the struct; else the pointer is in the struct.
        unsafe {
            let bits = (*self.ascii_struct()).state.bits;
            if bits & _PyUnicodeObject_state_compact_MASK != 0 {
                if bits & _PyUnicodeObject_state_ascii_MASK != 0 {
                    self.ascii_struct().add(1).cast()
                } else {
                    self.compact_struct().add(1).cast()
                }
            } else {
                (*self.raw()).data.any.cast()
            }
        }
    }

    /// The characters, for as long as the string is borrowed.
    #[inline(always)]
    pub fn chars(&self) -> Chars<'_> {
        let (p, n) = (self.data(), self.len());
        // SAFETY: the data holds `len` units of the kind, and does not change.
        unsafe {
            match self.kind() {
                1 => Chars::One(core::slice::from_raw_parts(p, n)),
                2 => Chars::Two(core::slice::from_raw_parts(p.cast(), n)),
                _ => Chars::Four(core::slice::from_raw_parts(p.cast(), n)),
            }
        }
    }

    /// The text, if it is ASCII.
    #[inline(always)]
    pub fn as_ascii(&self) -> Option<&str> {
        if self.is_ascii() {
            // SAFETY: ASCII is UTF-8.
            Some(unsafe {
                core::str::from_utf8_unchecked(core::slice::from_raw_parts(self.data(), self.len()))
            })
        } else {
            None
        }
    }

    /// The code point at an index, which must be within bounds.
    #[inline(always)]
    pub fn char_at(&self, index: usize) -> u32 {
        self.chars().at(index)
    }

    /// `PyUnicode_MAX_CHAR_VALUE`: the largest code point that the storage allows.
    #[inline]
    pub fn max_char(&self) -> u32 {
        if self.is_ascii() {
            return 0x7f;
        }
        match self.kind() {
            1 => 0xff,
            2 => 0xffff,
            _ => 0x10ffff,
        }
    }

    #[inline(always)]
    fn hash_cell(&self) -> &AtomicIsize {
        // SAFETY: live; all access to the field of a shared string is atomic (extensions read it whole).
        unsafe { AtomicIsize::from_ptr(&raw mut (*self.ascii_struct()).hash) }
    }

    /// The hash, if it has been computed, else -1.
    #[inline(always)]
    pub fn cached_hash(&self) -> Py_hash_t {
        self.hash_cell().load(Ordering::Relaxed)
    }

    /// The hash, computed once.
    #[inline(always)]
    pub fn hash_value(&self) -> Py_hash_t {
        match self.cached_hash() {
            -1 => self.compute_hash(),
            h => h,
        }
    }

    #[cold]
    #[inline(never)]
    fn compute_hash(&self) -> Py_hash_t {
        let h = crate::pyhash::hash_bytes(self.chars().as_bytes());
        self.hash_cell().store(h, Ordering::Relaxed);
        h
    }

    /// Compares the texts as `op` says.
    #[inline]
    pub fn compare_text(&self, other: &Str, op: CompareOp) -> bool {
        match op {
            CompareOp::Eq => self.eq_str(other),
            CompareOp::Ne => !self.eq_str(other),
            CompareOp::Lt => self.cmp_str(other).is_lt(),
            CompareOp::Le => self.cmp_str(other).is_le(),
            CompareOp::Gt => self.cmp_str(other).is_gt(),
            CompareOp::Ge => self.cmp_str(other).is_ge(),
        }
    }

    /// Content equality.
    #[inline]
    pub fn eq_str(&self, other: &Str) -> bool {
        if self.is(other) {
            return true;
        }
        let n = self.len();
        // SAFETY: both hold `n` units of the same kind.
        unsafe {
            let kind = self.kind();
            n == other.len()
                && kind == other.kind()
                && libc::memcmp(self.data().cast(), other.data().cast(), n * kind) == 0
        }
    }

    /// Is the text that of a Rust string?
    #[inline]
    pub fn eq_literal(&self, s: &str) -> bool {
        match self.as_ascii() {
            Some(t) => t == s,
            None => !s.is_ascii() && self.iter_chars().eq(s.chars().map(u32::from)),
        }
    }

    #[inline]
    pub fn iter_chars(&self) -> chars::CharIter<'_> {
        self.chars().iter()
    }

    pub fn starts_with(&self, prefix: &str) -> bool {
        match self.as_ascii() {
            Some(t) => t.starts_with(prefix),
            None => {
                let mut it = self.iter_chars();
                prefix.chars().all(|c| it.next() == Some(c as u32))
            }
        }
    }

    #[inline(always)]
    fn utf8_cell(&self) -> &AtomicPtr<core::ffi::c_char> {
        // SAFETY: not ASCII, say the callers, so the struct has the field; all access to it is atomic.
        unsafe { AtomicPtr::from_ptr(&raw mut (*self.compact_struct()).utf8) }
    }

    #[inline]
    pub fn is_interned(&self) -> bool {
        // SAFETY: live.
        unsafe { state::interned(self.ascii_struct()) != SSTATE_NOT_INTERNED }
    }

    /// An exact `str` of the same text: itself, unless it is an instance of a subclass.
    pub fn to_exact(&self) -> PyResult<Ref<Str>> {
        if self.is_exact() {
            Ok(self.to_ref())
        } else {
            Str::from_chars(self.chars())
        }
    }

    /// Order by code points.
    pub fn cmp_str(&self, other: &Str) -> core::cmp::Ordering {
        if self.is(other) {
            return core::cmp::Ordering::Equal;
        }
        match (self.chars(), other.chars()) {
            (Chars::One(a), Chars::One(b)) => a.cmp(b),
            (a, b) => each_width!(a, a => each_width!(b, b => {
                a.iter().map(|c| c.code()).cmp(b.iter().map(|c| c.code()))
            })),
        }
    }
}

/// For messages: lone surrogates are shown as U+FFFD.
impl core::fmt::Display for Str {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(&self.to_string_lossy())
    }
}
