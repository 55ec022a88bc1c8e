//! A string's characters as a slice of one of the three widths, and how code is written once for all of them.
//!
//! `each_width!(chars, s => expr)` compiles `expr` for `s: &[u8]`, `&[u16]` and `&[u32]`.

/// A code unit: a code point stored in one, two or four bytes.
pub trait Unit: Copy + Eq + Ord + Send + Sync + 'static {
    /// `PyUnicode_1BYTE_KIND` and so on, which is the size in bytes.
    const KIND: usize;
    fn code(self) -> u32;
    /// The low bits of a code point that is known to fit.
    fn of(code: u32) -> Self;
    /// Is the code point representable in this width?
    fn fits(code: u32) -> bool;
    /// The slice, as the enum of widths.
    fn chars(s: &[Self]) -> Chars<'_>;
    /// Where the unit first occurs.
    fn find(self, s: &[Self]) -> Option<usize>;
    /// Where the unit last occurs.
    fn rfind(self, s: &[Self]) -> Option<usize>;
}

impl Unit for u8 {
    const KIND: usize = 1;
    #[inline(always)]
    fn code(self) -> u32 {
        self as u32
    }
    #[inline(always)]
    fn of(code: u32) -> u8 {
        code as u8
    }
    #[inline(always)]
    fn fits(code: u32) -> bool {
        code < 0x100
    }
    #[inline(always)]
    fn chars(s: &[u8]) -> Chars<'_> {
        Chars::One(s)
    }
    #[inline(always)]
    fn find(self, s: &[u8]) -> Option<usize> {
        memchr::memchr(self, s)
    }
    #[inline(always)]
    fn rfind(self, s: &[u8]) -> Option<usize> {
        memchr::memrchr(self, s)
    }
}

impl Unit for u16 {
    const KIND: usize = 2;
    #[inline(always)]
    fn code(self) -> u32 {
        self as u32
    }
    #[inline(always)]
    fn of(code: u32) -> u16 {
        code as u16
    }
    #[inline(always)]
    fn fits(code: u32) -> bool {
        code < 0x10000
    }
    #[inline(always)]
    fn chars(s: &[u16]) -> Chars<'_> {
        Chars::Two(s)
    }
    #[inline]
    fn find(self, s: &[u16]) -> Option<usize> {
        s.iter().position(|c| *c == self)
    }
    #[inline]
    fn rfind(self, s: &[u16]) -> Option<usize> {
        s.iter().rposition(|c| *c == self)
    }
}

impl Unit for u32 {
    const KIND: usize = 4;
    #[inline(always)]
    fn code(self) -> u32 {
        self
    }
    #[inline(always)]
    fn of(code: u32) -> u32 {
        code
    }
    #[inline(always)]
    fn fits(_: u32) -> bool {
        true
    }
    #[inline(always)]
    fn chars(s: &[u32]) -> Chars<'_> {
        Chars::Four(s)
    }
    #[inline]
    fn find(self, s: &[u32]) -> Option<usize> {
        s.iter().position(|c| *c == self)
    }
    #[inline]
    fn rfind(self, s: &[u32]) -> Option<usize> {
        s.iter().rposition(|c| *c == self)
    }
}

/// The characters of a string (or a part of one) in their stored width.
#[derive(Clone, Copy)]
pub enum Chars<'a> {
    One(&'a [u8]),
    Two(&'a [u16]),
    Four(&'a [u32]),
}

/// Compiles an expression for the slice of each width: `each_width!(chars, s => s.len())`.
#[macro_export]
macro_rules! each_width {
    ($chars:expr, $s:ident => $e:expr) => {
        match $chars {
            $crate::unicode::Chars::One($s) => $e,
            $crate::unicode::Chars::Two($s) => $e,
            $crate::unicode::Chars::Four($s) => $e,
        }
    };
}
pub use each_width;

impl<'a> Chars<'a> {
    #[inline(always)]
    pub fn len(self) -> usize {
        each_width!(self, s => s.len())
    }

    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Bytes a character: `PyUnicode_KIND`.
    #[inline(always)]
    pub fn kind(self) -> usize {
        match self {
            Chars::One(_) => 1,
            Chars::Two(_) => 2,
            Chars::Four(_) => 4,
        }
    }

    /// The code point at an index within bounds.
    #[inline(always)]
    pub fn at(self, i: usize) -> u32 {
        each_width!(self, s => s[i].code())
    }

    #[inline(always)]
    pub fn get(self, i: usize) -> Option<u32> {
        each_width!(self, s => s.get(i).map(|c| c.code()))
    }

    /// The part from `start` to `end`, which must be within bounds and in order.
    #[inline(always)]
    pub fn slice(self, start: usize, end: usize) -> Chars<'a> {
        match self {
            Chars::One(s) => Chars::One(&s[start..end]),
            Chars::Two(s) => Chars::Two(&s[start..end]),
            Chars::Four(s) => Chars::Four(&s[start..end]),
        }
    }

    /// Every code point in turn.
    #[inline]
    pub fn iter(self) -> CharIter<'a> {
        CharIter {
            chars: self,
            at: 0,
            end: self.len(),
        }
    }

    /// An upper bound of the code points that decides about the width: 0x7f, 0xff, 0xffff or 0x10ffff.
    pub fn max_char_bound(self) -> u32 {
        match self {
            Chars::One(s) => {
                if s.is_ascii() {
                    0x7f
                } else {
                    0xff
                }
            }
            Chars::Two(s) => class_of(s.iter().fold(0, |a, c| a | *c) as u32),
            Chars::Four(s) => class_of(s.iter().fold(0, |a, c| a | *c)),
        }
    }

    /// The memory as bytes.
    #[inline]
    pub fn as_bytes(self) -> &'a [u8] {
        each_width!(self, s => {
            // SAFETY: any integer slice is readable as bytes.
            unsafe { core::slice::from_raw_parts(s.as_ptr().cast::<u8>(), size_of_val(s)) }
        })
    }

    /// Are the code points the same, whatever the width?
    pub fn same(self, other: Chars<'_>) -> bool {
        if self.len() != other.len() {
            return false;
        }
        match (self, other) {
            (Chars::One(a), Chars::One(b)) => a == b,
            (Chars::Two(a), Chars::Two(b)) => a == b,
            (Chars::Four(a), Chars::Four(b)) => a == b,
            _ => {
                each_width!(self, a => each_width!(other, b => a.iter().zip(b).all(|(x, y)| x.code() == y.code())))
            }
        }
    }
}

/// The bound of the width class that a code point (or the union of several) belongs to.
#[inline(always)]
pub fn class_of(code: u32) -> u32 {
    if code < 0x80 {
        0x7f
    } else if code < 0x100 {
        0xff
    } else if code < 0x10000 {
        0xffff
    } else {
        0x10ffff
    }
}

/// See [`Chars::iter`].
#[derive(Clone)]
pub struct CharIter<'a> {
    chars: Chars<'a>,
    at: usize,
    end: usize,
}

impl Iterator for CharIter<'_> {
    type Item = u32;
    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.at >= self.end {
            return None;
        }
        let c = self.chars.at(self.at);
        self.at += 1;
        Some(c)
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.at;
        (n, Some(n))
    }
}

impl DoubleEndedIterator for CharIter<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.at >= self.end {
            return None;
        }
        self.end -= 1;
        Some(self.chars.at(self.end))
    }
}

impl ExactSizeIterator for CharIter<'_> {}

/// Copies code units into a wider (or equal) width, or into a narrower one that is known to hold them.
#[inline]
pub fn copy_units<A: Unit, B: Unit>(from: &[A], to: &mut [B]) {
    debug_assert_eq!(from.len(), to.len());
    if A::KIND == B::KIND {
        // SAFETY: same size and length; distinct memory, since `to` is exclusive.
        unsafe {
            core::ptr::copy_nonoverlapping(from.as_ptr().cast::<B>(), to.as_mut_ptr(), from.len());
        }
        return;
    }
    for (t, f) in to.iter_mut().zip(from) {
        *t = B::of(f.code());
    }
}
