//! `replace`.

use crate::clinic::*;
use crate::prelude::*;
use crate::unicode::Unit;
use crate::unicode::search::{Matches, SameWidth, count_chars, with_same_width};

/// Tells where a text stands, the first so many times.
struct Places<F>(F, usize);
impl<F: FnMut(usize)> SameWidth<()> for Places<F> {
    fn run<U: Unit>(self, hay: &[U], needle: &[U]) {
        Matches::new(hay, needle).take(self.1).for_each(self.0);
    }
}

impl Str {
    /// `s.replace(old, new, count)`; a negative count is all.
    pub fn replace(&self, old: &Str, new: &Str, count: isize) -> PyResult<Ref<Str>> {
        let limit = usize::try_from(count).unwrap_or(usize::MAX);
        if limit == 0 || old.len() > self.len() || old.eq_str(new) {
            return self.to_exact();
        }
        let n = count_chars(self.chars(), old.chars(), limit)?;
        if n == 0 {
            return self.to_exact();
        }
        let grown = (new.len() as isize - old.len() as isize)
            .checked_mul(n as isize)
            .and_then(|d| d.checked_add(self.len() as isize))
            .filter(|t| *t <= isize::MAX / 4);
        let Some(total) = grown else {
            return Err(raise!(OverflowError, "replace string is too long"));
        };
        let total = total as usize;
        let out = Str::with_len(total, self.max_char().max(new.max_char()))?;
        let mut filled = 0;
        let mut push = |text: &Str, start: usize, end: usize| {
            // SAFETY: the string is fresh, as wide as either text, and as long as all pieces together.
            unsafe { out.fill(filled, text.chars().slice(start, end)) };
            filled += end - start;
        };
        if old.is_empty() {
            for i in 0..self.len().min(n) {
                push(new, 0, new.len());
                push(self, i, i + 1);
            }
            match n > self.len() {
                true => push(new, 0, new.len()),
                false => push(self, n, self.len()),
            }
        } else {
            let mut from = 0;
            let place = |at: usize| {
                push(self, from, at);
                push(new, 0, new.len());
                from = at + old.len();
            };
            let places = Places(place, n);
            with_same_width(self.chars(), old.chars(), (), places)?;
            push(self, from, self.len());
        }
        debug_assert_eq!(filled, total);
        if total == 1 || new.max_char() < self.max_char() {
            // What is gone may have been all that needed the width.
            return Str::from_chars(out.chars());
        }
        Ok(out)
    }
}

#[pymethods(export = REPLACE)]
impl Str {
    /// A copy in which a text is replaced by another wherever it occurs, or the first count times.
    #[method("replace(old, new, /, count=-1)")]
    fn replace_method(&self, old: &Str, new: &Str, count: isize) -> PyResult<Ref<Str>> {
        self.replace(old, new, count)
    }
}
