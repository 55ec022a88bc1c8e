//! Finding one text in another: `memchr`'s vector searches on the memory, whatever the width.

use base::PyResult;
use base::mem::{self, Domain};

use super::chars::{Chars, Unit, copy_units};
use super::{Str, each_width};
use crate::exceptions::no_memory;

/// Up to here it takes longer to prepare a search than to look.
const SHORT: usize = 128;

/// Where `needle`, of two bytes or more, first occurs.
fn find_in_short(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let places = (hay.len() + 1).checked_sub(needle.len())?;
    let mut from = 0;
    while let Some(at) = memchr::memchr(*first, &hay[from..places]) {
        from += at + 1;
        if hay[from..].starts_with(rest) {
            return Some(from - 1);
        }
    }
    None
}

/// Where `needle` first occurs.
#[inline]
pub fn find<U: Unit>(hay: &[U], needle: &[U]) -> Option<usize> {
    if needle.len() > hay.len() {
        return None;
    }
    match needle {
        [] => Some(0),
        [c] => c.find(hay),
        _ if U::KIND == 1 && hay.len() < SHORT => find_in_short(bytes(hay), bytes(needle)),
        _ if U::KIND == 1 => memchr::memmem::find(bytes(hay), bytes(needle)),
        _ => {
            let finder = memchr::memmem::Finder::new(bytes(needle));
            let h = bytes(hay);
            let mut at = 0;
            loop {
                at += finder.find(&h[at..])?;
                if at.is_multiple_of(U::KIND) {
                    return Some(at / U::KIND);
                }
                at += 1;
            }
        }
    }
}

/// Where `needle` last occurs.
#[inline]
pub fn rfind<U: Unit>(hay: &[U], needle: &[U]) -> Option<usize> {
    if needle.len() > hay.len() {
        return None;
    }
    match needle {
        [] => Some(hay.len()),
        [c] => c.rfind(hay),
        _ if U::KIND == 1 => memchr::memmem::rfind(bytes(hay), bytes(needle)),
        _ => {
            let finder = memchr::memmem::FinderRev::new(bytes(needle));
            let mut h = bytes(hay);
            loop {
                let at = finder.rfind(h)?;
                if at.is_multiple_of(U::KIND) {
                    return Some(at / U::KIND);
                }
                h = &h[..at + bytes(needle).len() - 1];
            }
        }
    }
}

/// How often `needle` occurs without overlap, at most `limit` times. The empty one occurs between all characters.
pub fn count<U: Unit>(hay: &[U], needle: &[U], limit: usize) -> usize {
    if needle.is_empty() {
        return (hay.len() + 1).min(limit);
    }
    if let [c] = needle {
        if U::KIND == 1 && limit == usize::MAX {
            return memchr::memchr_iter(c.code() as u8, bytes(hay)).count();
        }
        return hay.iter().filter(|x| *x == c).take(limit).count();
    }
    Matches::new(hay, needle).take(limit).count()
}

/// The places where `needle` (not empty) occurs without overlap.
pub struct Matches<'a, U: Unit> {
    hay: &'a [U],
    needle: &'a [U],
    /// None where the text is so short that preparing one takes longer than to look.
    finder: Option<memchr::memmem::Finder<'a>>,
    at: usize,
}

impl<'a, U: Unit> Matches<'a, U> {
    pub fn new(hay: &'a [U], needle: &'a [U]) -> Matches<'a, U> {
        debug_assert!(!needle.is_empty());
        Matches {
            hay,
            needle,
            finder: (U::KIND != 1 || hay.len() >= SHORT)
                .then(|| memchr::memmem::Finder::new(bytes(needle))),
            at: 0,
        }
    }
}

impl<U: Unit> Iterator for Matches<'_, U> {
    type Item = usize;
    #[inline]
    fn next(&mut self) -> Option<usize> {
        let rest = self.hay.get(self.at..)?;
        let found = if let [c] = self.needle {
            c.find(rest)?
        } else if let Some(finder) = &self.finder {
            let h = bytes(rest);
            let mut at = 0;
            loop {
                at += finder.find(&h[at..])?;
                if at.is_multiple_of(U::KIND) {
                    break at / U::KIND;
                }
                at += 1;
            }
        } else {
            find_in_short(bytes(rest), bytes(self.needle))?
        };
        let at = self.at + found;
        self.at = at + self.needle.len();
        Some(at)
    }
}

#[inline(always)]
fn bytes<U: Unit>(s: &[U]) -> &[u8] {
    // SAFETY: any integer slice is readable as bytes.
    unsafe { core::slice::from_raw_parts(s.as_ptr().cast(), size_of_val(s)) }
}

/// Brings a needle to the width of the text it is sought in, where it is narrower, and calls `f` with both.
///
/// A needle that is wider cannot occur: `none` is the answer. MemoryError if there is no room for the wider needle.
#[inline]
pub fn with_same_width<R>(
    hay: Chars<'_>,
    needle: Chars<'_>,
    none: R,
    f: impl SameWidth<R>,
) -> PyResult<R> {
    Ok(match (hay, needle) {
        (Chars::One(h), Chars::One(n)) => f.run(h, n),
        (Chars::Two(h), Chars::Two(n)) => f.run(h, n),
        (Chars::Four(h), Chars::Four(n)) => f.run(h, n),
        (Chars::One(_), _) | (Chars::Two(_), Chars::Four(_)) => none,
        (Chars::Two(h), n) => f.run(h, Widened::<u16>::new(n)?.units()),
        (Chars::Four(h), n) => f.run(h, Widened::<u32>::new(n)?.units()),
    })
}

/// A computation on two texts of the same width.
pub trait SameWidth<R> {
    fn run<U: Unit>(self, hay: &[U], needle: &[U]) -> R;
}

/// The same characters in a wider width, in memory of the `mem` domain: whoever counts or denies Python's memory sees it.
struct Widened<U> {
    units: *mut U,
    len: usize,
}

impl<U: Unit> Widened<U> {
    fn new(s: Chars<'_>) -> PyResult<Widened<U>> {
        let len = s.len();
        let units: *mut U = mem::calloc(Domain::Mem, len, size_of::<U>()).cast();
        if units.is_null() {
            return Err(no_memory());
        }
        let widened = Widened { units, len };
        // SAFETY: fresh, of that length; nobody else has it. Zeros are units.
        let to = unsafe { core::slice::from_raw_parts_mut(units, len) };
        each_width!(s, s => copy_units(s, to));
        Ok(widened)
    }

    fn units(&self) -> &[U] {
        // SAFETY: so many were written.
        unsafe { core::slice::from_raw_parts(self.units, self.len) }
    }
}

impl<U> Drop for Widened<U> {
    fn drop(&mut self) {
        // SAFETY: allocated by `new`.
        unsafe { mem::free(Domain::Mem, self.units.cast()) }
    }
}

struct Find;
impl SameWidth<Option<usize>> for Find {
    #[inline]
    fn run<U: Unit>(self, hay: &[U], needle: &[U]) -> Option<usize> {
        find(hay, needle)
    }
}

struct RFind;
impl SameWidth<Option<usize>> for RFind {
    #[inline]
    fn run<U: Unit>(self, hay: &[U], needle: &[U]) -> Option<usize> {
        rfind(hay, needle)
    }
}

struct Count(usize);
impl SameWidth<usize> for Count {
    #[inline]
    fn run<U: Unit>(self, hay: &[U], needle: &[U]) -> usize {
        count(hay, needle, self.0)
    }
}

/// Where `needle` first occurs in `hay`.
#[inline]
pub fn find_chars(hay: Chars<'_>, needle: Chars<'_>) -> PyResult<Option<usize>> {
    with_same_width(hay, needle, None, Find)
}

/// Where `needle` last occurs in `hay`.
#[inline]
pub fn rfind_chars(hay: Chars<'_>, needle: Chars<'_>) -> PyResult<Option<usize>> {
    with_same_width(hay, needle, None, RFind)
}

/// How often `needle` occurs in `hay`.
#[inline]
pub fn count_chars(hay: Chars<'_>, needle: Chars<'_>, limit: usize) -> PyResult<usize> {
    with_same_width(hay, needle, 0, Count(limit))
}

fn find_code<U: Unit>(s: &[U], c: u32, forwards: bool) -> Option<usize> {
    match U::fits(c) {
        false => None,
        true if forwards => U::of(c).find(s),
        true => U::of(c).rfind(s),
    }
}

/// Where the character `c` first (or last) occurs.
pub fn find_char(hay: Chars<'_>, c: u32, forwards: bool) -> Option<usize> {
    each_width!(hay, s => find_code(s, c, forwards))
}

/// `needle in hay`.
#[inline]
pub fn contains(hay: &Str, needle: &Str) -> PyResult<bool> {
    Ok(find_chars(hay.chars(), needle.chars())?.is_some())
}

/// Does `s` begin with `prefix`?
#[inline]
pub fn starts_with(s: Chars<'_>, prefix: Chars<'_>) -> bool {
    prefix.len() <= s.len() && s.slice(0, prefix.len()).same(prefix)
}

/// Does `s` end with `suffix`?
#[inline]
pub fn ends_with(s: Chars<'_>, suffix: Chars<'_>) -> bool {
    suffix.len() <= s.len() && s.slice(s.len() - suffix.len(), s.len()).same(suffix)
}
