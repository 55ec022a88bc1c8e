//! `replace`.

use crate::clinic::*;
use crate::prelude::*;
use crate::unicode::search::{Matches, SameWidth, count_chars, with_same_width};
use crate::unicode::{Unit, Writer};

struct Places<'a, F>(F, usize, core::marker::PhantomData<&'a ()>);
impl<F: FnMut(usize) -> PyResult<()>> SameWidth<PyResult<()>> for Places<'_, F> {
    fn run<U: Unit>(mut self, hay: &[U], needle: &[U]) -> PyResult<()> {
        Matches::new(hay, needle)
            .take(self.1)
            .try_for_each(|at| (self.0)(at))
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
        let mut w = Writer::with_capacity(total as usize);
        w.c_struct().overallocate = 0;
        if self.is_ascii() && new.is_ascii() {
            w.prepare(total as usize, 0x7f)?;
        }
        w.c_struct().overallocate = 1;
        if old.is_empty() {
            let s = self.chars();
            for (i, c) in s.iter().enumerate() {
                if i < n {
                    w.push_substring_of(new, 0, new.len())?;
                }
                w.push_char(c)?;
            }
            if n > s.len() {
                w.push_substring_of(new, 0, new.len())?;
            }
            return w.finish();
        }
        let mut from = 0;
        let place = |at: usize| {
            w.push_substring_of(self, from, at)?;
            w.push_substring_of(new, 0, new.len())?;
            from = at + old.len();
            Ok(())
        };
        with_same_width(
            self.chars(),
            old.chars(),
            Ok(()),
            Places(place, n, core::marker::PhantomData),
        )??;
        w.push_substring_of(self, from, self.len())?;
        w.finish()
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
