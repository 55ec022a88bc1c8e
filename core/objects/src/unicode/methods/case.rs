//! Case conversion, and the questions about kinds of characters.

use crate::clinic::*;
use crate::prelude::*;
use crate::unicode::database::*;
use crate::unicode::{Chars, Writer};

/// A capital sigma at the end of a word becomes a final sigma: a cased letter goes before it and none comes after, whatever
/// ignorable characters lie between.
fn final_sigma(s: Chars<'_>, at: usize) -> bool {
    let before = s
        .slice(0, at)
        .iter()
        .rev()
        .find(|c| !is_case_ignorable(*c))
        .is_some_and(is_cased);
    before
        && !s
            .slice(at + 1, s.len())
            .iter()
            .find(|c| !is_case_ignorable(*c))
            .is_some_and(is_cased)
}

const CAPITAL_SIGMA: u32 = 0x3a3;

fn push_lower(w: &mut Writer, s: Chars<'_>, at: usize, c: u32) -> PyResult<()> {
    if c == CAPITAL_SIGMA {
        return w.push_char(if final_sigma(s, at) { 0x3c2 } else { 0x3c3 });
    }
    push_all(w, full_lower(c))
}

fn push_all(w: &mut Writer, m: Mapped) -> PyResult<()> {
    for c in m.as_slice() {
        w.push_char(*c)?;
    }
    Ok(())
}

/// ASCII text changed byte by byte.
fn map_ascii(s: &[u8], mut f: impl FnMut(u8) -> u8) -> PyResult<Ref<Str>> {
    if let [c] = s {
        return Str::from_char(f(*c) as u32);
    }
    let new = Str::with_len(s.len(), 0x7f)?;
    if s.is_empty() {
        return Ok(new);
    }
    // SAFETY: fresh, one byte a character.
    let to = unsafe { new.fresh_units::<u8>() };
    for (t, c) in to.iter_mut().zip(s) {
        *t = f(*c);
    }
    Ok(new)
}

impl Str {
    /// Each character through `f`, which writes any number of them.
    fn map_chars(
        &self,
        mut f: impl FnMut(&mut Writer, Chars<'_>, usize, u32) -> PyResult<()>,
    ) -> PyResult<Ref<Str>> {
        let s = self.chars();
        let mut w = Writer::with_capacity(s.len());
        for (i, c) in s.iter().enumerate() {
            f(&mut w, s, i, c)?;
        }
        w.finish()
    }

    fn all(&self, f: impl Fn(u32) -> bool) -> bool {
        !self.is_empty() && self.iter_chars().all(f)
    }

    /// At least one character of the wanted case, and none of the others.
    fn has_case(&self, wanted: impl Fn(u32) -> bool, other: impl Fn(u32) -> bool) -> bool {
        let mut seen = false;
        for c in self.iter_chars() {
            if other(c) || is_title(c) {
                return false;
            }
            seen = seen || wanted(c);
        }
        seen
    }
}

#[pymethods(export = CASE)]
impl Str {
    /// The first character in upper case, the rest in lower case.
    #[method("capitalize()")]
    fn capitalize(&self) -> PyResult<Ref<Str>> {
        if let Some(s) = self.as_ascii() {
            let mut first = true;
            return map_ascii(s.as_bytes(), |c| {
                if core::mem::take(&mut first) {
                    c.to_ascii_uppercase()
                } else {
                    c.to_ascii_lowercase()
                }
            });
        }
        self.map_chars(|w, s, i, c| match i {
            0 => push_all(w, full_title(c)),
            _ => push_lower(w, s, i, c),
        })
    }

    /// The text for comparisons that ignore case.
    #[method("casefold()")]
    fn casefold(&self) -> PyResult<Ref<Str>> {
        if let Some(s) = self.as_ascii() {
            return map_ascii(s.as_bytes(), |c| c.to_ascii_lowercase());
        }
        self.map_chars(|w, _, _, c| push_all(w, full_fold(c)))
    }

    /// Each word with a capital in front and the rest in lower case.
    #[method("title()")]
    fn title(&self) -> PyResult<Ref<Str>> {
        let mut inside = false;
        self.map_chars(|w, s, i, c| {
            if inside {
                push_lower(w, s, i, c)?;
            } else {
                push_all(w, full_title(c))?;
            }
            inside = is_cased(c);
            Ok(())
        })
    }

    /// All in lower case.
    #[method("lower()")]
    fn lower(&self) -> PyResult<Ref<Str>> {
        if let Some(s) = self.as_ascii() {
            return map_ascii(s.as_bytes(), |c| c.to_ascii_lowercase());
        }
        self.map_chars(push_lower)
    }

    /// All in upper case.
    #[method("upper()")]
    fn upper(&self) -> PyResult<Ref<Str>> {
        if let Some(s) = self.as_ascii() {
            return map_ascii(s.as_bytes(), |c| c.to_ascii_uppercase());
        }
        self.map_chars(|w, _, _, c| push_all(w, full_upper(c)))
    }

    /// Upper case to lower case, and lower to upper.
    #[method("swapcase()")]
    fn swapcase(&self) -> PyResult<Ref<Str>> {
        self.map_chars(|w, s, i, c| {
            if is_upper(c) {
                push_lower(w, s, i, c)
            } else if is_lower(c) {
                push_all(w, full_upper(c))
            } else {
                w.push_char(c)
            }
        })
    }

    /// Is the cased text, of which there is some, all in lower case?
    #[method("islower()")]
    fn islower(&self) -> bool {
        self.has_case(is_lower, is_upper)
    }

    /// Is the cased text, of which there is some, all in upper case?
    #[method("isupper()")]
    fn isupper(&self) -> bool {
        self.has_case(is_upper, is_lower)
    }

    /// Do capitals stand at the beginnings of words, and only there?
    #[method("istitle()")]
    fn istitle(&self) -> bool {
        let (mut cased, mut previous) = (false, false);
        for c in self.iter_chars() {
            if is_upper(c) || is_title(c) {
                if previous {
                    return false;
                }
                previous = true;
                cased = true;
            } else if is_lower(c) {
                if !previous {
                    return false;
                }
                cased = true;
            } else {
                previous = false;
            }
        }
        cased
    }

    /// Is the text, not empty, all white space?
    #[method("isspace()")]
    fn isspace(&self) -> bool {
        self.all(is_space)
    }

    /// Is the text, not empty, all decimal digits?
    #[method("isdecimal()")]
    fn isdecimal(&self) -> bool {
        self.all(is_decimal)
    }

    /// Is the text, not empty, all digits?
    #[method("isdigit()")]
    fn isdigit(&self) -> bool {
        self.all(is_digit)
    }

    /// Is the text, not empty, all numeric characters?
    #[method("isnumeric()")]
    fn isnumeric(&self) -> bool {
        self.all(is_numeric)
    }

    /// Is the text, not empty, all letters?
    #[method("isalpha()")]
    fn isalpha(&self) -> bool {
        self.all(is_alpha)
    }

    /// Is the text, not empty, all letters and numbers?
    #[method("isalnum()")]
    fn isalnum(&self) -> bool {
        self.all(is_alnum)
    }

    /// Would repr() show every character as it is?
    #[method("isprintable()")]
    fn isprintable(&self) -> bool {
        self.iter_chars().all(is_printable)
    }
}
