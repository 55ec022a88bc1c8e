//! Python text outside the runtime: [`Wtf8String`], any `str` value; [`Name`], a shared one, mostly an identifier; and
//! [`Wtf8`], which both lend.
//!
//! All hold generalised UTF-8: as UTF-8, but surrogates (which a Python string may contain, and which a string literal
//! or an AST object can put even into a name) are encoded like any other three-byte code point. The bytes are always
//! well-formed in that sense, every constructor sees to it, so equality of bytes is equality of strings.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

use crate::ordered::FxHasher;

/// A borrowed Python string.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Wtf8([u8]);

impl Wtf8 {
    /// The bytes must be generalised UTF-8.
    fn of(bytes: &[u8]) -> &Wtf8 {
        // SAFETY: a `Wtf8` is laid out as the slice it holds.
        unsafe { &*(bytes as *const [u8] as *const Wtf8) }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The string, unless it contains surrogates.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn is_ascii(&self) -> bool {
        self.0.is_ascii()
    }

    pub fn starts_with(&self, prefix: &str) -> bool {
        self.0.starts_with(prefix.as_bytes())
    }

    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints(&self.0)
    }

    /// `len()` as Python counts it.
    pub fn code_point_count(&self) -> usize {
        self.0.iter().filter(|b| **b & 0xc0 != 0x80).count()
    }

    pub fn to_wtf8_string(&self) -> Wtf8String {
        Wtf8String(self.0.to_vec())
    }
}

impl<'a> From<&'a str> for &'a Wtf8 {
    fn from(s: &'a str) -> Self {
        Wtf8::of(s.as_bytes())
    }
}

impl PartialEq<str> for Wtf8 {
    fn eq(&self, other: &str) -> bool {
        self.0 == *other.as_bytes()
    }
}

impl fmt::Debug for Wtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf8_lossy(&self.0), f)
    }
}

/// Lossy where there are surrogates; exact text must go through the bytes.
impl fmt::Display for Wtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

/// An owned Python string.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wtf8String(Vec<u8>);

/// Why bytes are not generalised UTF-8: where it first fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Malformed {
    pub at: usize,
}

impl Wtf8String {
    pub const fn new() -> Wtf8String {
        Wtf8String(Vec::new())
    }

    /// Checks that the bytes are generalised UTF-8 (what the codec `utf-8` with `surrogatepass` accepts).
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Wtf8String, Malformed> {
        match validate(&bytes) {
            Ok(()) => Ok(Wtf8String(bytes)),
            Err(e) => Err(e),
        }
    }

    /// `code_point` must be at most 0x10ffff; a larger one becomes U+FFFD.
    pub fn push(&mut self, code_point: u32) {
        match char::from_u32(code_point) {
            Some(c) => self
                .0
                .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None if code_point <= 0x10ffff => self.0.extend_from_slice(&[
                0xe0 | (code_point >> 12) as u8,
                0x80 | (code_point >> 6 & 0x3f) as u8,
                0x80 | (code_point & 0x3f) as u8,
            ]),
            None => self.push(0xfffd),
        }
    }

    pub fn push_str(&mut self, s: &str) {
        self.0.extend_from_slice(s.as_bytes());
    }

    pub fn push_wtf8(&mut self, s: &Wtf8) {
        self.0.extend_from_slice(&s.0);
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Deref for Wtf8String {
    type Target = Wtf8;

    fn deref(&self) -> &Wtf8 {
        Wtf8::of(&self.0)
    }
}

impl From<&str> for Wtf8String {
    fn from(s: &str) -> Self {
        Wtf8String(s.as_bytes().to_vec())
    }
}

impl From<String> for Wtf8String {
    fn from(s: String) -> Self {
        Wtf8String(s.into_bytes())
    }
}

impl From<&Name> for Wtf8String {
    fn from(s: &Name) -> Self {
        Wtf8String(s.as_bytes().to_vec())
    }
}

impl FromIterator<u32> for Wtf8String {
    fn from_iter<I: IntoIterator<Item = u32>>(iter: I) -> Self {
        let mut s = Wtf8String::new();
        iter.into_iter().for_each(|c| s.push(c));
        s
    }
}

impl PartialEq<str> for Wtf8String {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl fmt::Debug for Wtf8String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Wtf8String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

/// Iterates over the code points of well-formed generalised UTF-8.
#[derive(Clone)]
pub struct CodePoints<'a>(&'a [u8]);

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (&first, rest) = self.0.split_first()?;
        let (len, bits) = match first {
            0..0x80 => (0, first as u32),
            0x80..0xe0 => (1, first as u32 & 0x1f),
            0xe0..0xf0 => (2, first as u32 & 0x0f),
            0xf0.. => (3, first as u32 & 0x07),
        };
        let len = len.min(rest.len());
        let (tail, rest) = rest.split_at(len);
        self.0 = rest;
        Some(tail.iter().fold(bits, |c, b| c << 6 | (*b as u32 & 0x3f)))
    }
}

fn validate(mut bytes: &[u8]) -> Result<(), Malformed> {
    let total = bytes.len();
    loop {
        match std::str::from_utf8(bytes) {
            Ok(_) => return Ok(()),
            Err(e) => {
                bytes = &bytes[e.valid_up_to()..];
                match bytes {
                    [0xed, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..] => bytes = rest,
                    _ => {
                        return Err(Malformed {
                            at: total - bytes.len(),
                        });
                    }
                }
            }
        }
    }
}

/// An identifier, or another text that is shared: immutable, compared by content.
#[derive(Clone, Eq, PartialOrd, Ord)]
pub struct Name {
    bytes: Rc<[u8]>,
    /// Of the bytes: tables of names compare little else, and need not look at the text where this differs.
    hash: u64,
}

impl PartialEq for Name {
    #[inline]
    fn eq(&self, other: &Name) -> bool {
        self.hash == other.hash && (self.same(other) || equal_bytes(&self.bytes, &other.bytes))
    }
}

/// Equality in two words where that is enough, without a call.
#[inline]
fn equal_bytes(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.len() > 16 {
        return a == b;
    }
    // Both ends, which overlap in the middle.
    match (ends::<8>(a), ends::<8>(b)) {
        (Some(a), Some(b)) => a == b,
        _ => match (ends::<4>(a), ends::<4>(b)) {
            (Some(a), Some(b)) => a == b,
            _ => a.iter().eq(b),
        },
    }
}

#[inline]
fn ends<const N: usize>(bytes: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
    bytes.first_chunk().zip(bytes.last_chunk())
}

impl Name {
    /// Any Python string can be a name when it comes from an AST object.
    pub fn from_wtf8(s: &Wtf8) -> Name {
        Name::of(s.as_bytes())
    }

    fn of(bytes: &[u8]) -> Name {
        let mut hasher = FxHasher::default();
        hasher.write(bytes);
        Name {
            bytes: Rc::from(bytes),
            hash: hasher.finish(),
        }
    }

    /// Whether both are one allocation; a quick yes, never a proof of no.
    pub fn same(&self, other: &Name) -> bool {
        Rc::ptr_eq(&self.bytes, &other.bytes)
    }
}

impl Deref for Name {
    type Target = Wtf8;

    fn deref(&self) -> &Wtf8 {
        Wtf8::of(&self.bytes)
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// A name as the key of a table that is asked by what the source holds.
#[derive(PartialEq, Eq)]
pub struct Spelling(pub Name);

impl Borrow<[u8]> for Spelling {
    fn borrow(&self) -> &[u8] {
        &self.0.bytes
    }
}

impl Hash for Spelling {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.bytes.hash(state);
    }
}

impl From<&str> for Name {
    fn from(s: &str) -> Self {
        Name::of(s.as_bytes())
    }
}

impl From<String> for Name {
    fn from(s: String) -> Self {
        Name::from(s.as_str())
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        *self.bytes == *other.as_bytes()
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        *self.bytes == *other.as_bytes()
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_survive_a_round_trip() {
        let points = [0x61, 0xd800, 0xdc00, 0x1f600, 0xe9];
        let s: Wtf8String = points.iter().copied().collect();
        assert_eq!(s.code_points().collect::<Vec<_>>(), points);
        assert_eq!(s.code_point_count(), 5);
        assert_eq!(Wtf8String::from_bytes(s.as_bytes().to_vec()), Ok(s));
        assert_eq!(
            Wtf8String::from_bytes(vec![b'a', 0xff]),
            Err(Malformed { at: 1 })
        );
    }
}
