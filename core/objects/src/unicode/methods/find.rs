//! Searching: `find` and kin, `count`, `startswith`, `endswith`, `removeprefix`, `removesuffix`.

use super::window;
use crate::clinic::*;
use crate::prelude::*;
use crate::unicode::search::{count_chars, ends_with, find_chars, rfind_chars, starts_with};

impl Str {
    /// Where `sub` occurs first (or last) between the bounds.
    pub fn find_in(
        &self,
        sub: &Str,
        start: Option<isize>,
        end: Option<isize>,
        last: bool,
    ) -> PyResult<Option<usize>> {
        let Some((a, b)) = window(self.len(), start, end) else {
            return Ok(None);
        };
        let part = self.chars().slice(a, b);
        let found = if last {
            rfind_chars(part, sub.chars())?
        } else {
            find_chars(part, sub.chars())?
        };
        Ok(found.map(|i| a + i))
    }

    fn tail_match(&self, other: &Str, bounds: Option<(usize, usize)>, at_end: bool) -> bool {
        let Some((a, b)) = bounds else {
            return false;
        };
        let part = self.chars().slice(a, b);
        if at_end {
            ends_with(part, other.chars())
        } else {
            starts_with(part, other.chars())
        }
    }

    fn match_any(
        &self,
        what: &Object,
        start: SliceIndexNone,
        end: SliceIndexNone,
        name: &str,
        at_end: bool,
    ) -> PyResult<bool> {
        let bounds = window(self.len(), start.0, end.0);
        if let Some(t) = what.downcast::<Tuple>() {
            for item in t.as_slice() {
                let Some(s) = item.downcast::<Str>() else {
                    return Err(raise!(
                        TypeError,
                        "tuple for {} must only contain str, not {:.100}",
                        name,
                        item.class().tp_name()
                    ));
                };
                if self.tail_match(s, bounds, at_end) {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match what.downcast::<Str>() {
            Some(s) => Ok(self.tail_match(s, bounds, at_end)),
            None => Err(raise!(
                TypeError,
                "{} first arg must be str or a tuple of str, not {:.100}",
                name,
                what.class().tp_name()
            )),
        }
    }
}

fn signed(found: Option<usize>) -> isize {
    found.map_or(-1, |i| i as isize)
}

fn required(found: Option<usize>) -> PyResult<usize> {
    found.ok_or_else(|| raise!(ValueError, "substring not found"))
}

#[pymethods(export = FIND)]
impl Str {
    /// How often a text occurs in s[start:end], without overlap.
    #[method("count(sub[, start[, end]], /)")]
    fn count(&self, sub: &Str, start: SliceIndexNone, end: SliceIndexNone) -> PyResult<usize> {
        match window(self.len(), start.0, end.0) {
            Some((a, b)) => count_chars(self.chars().slice(a, b), sub.chars(), usize::MAX),
            None => Ok(0),
        }
    }

    /// The lowest index at which a text occurs in s[start:end]; -1 if it does not.
    #[method("find(sub[, start[, end]], /)")]
    fn find(&self, sub: &Str, start: SliceIndexNone, end: SliceIndexNone) -> PyResult<isize> {
        Ok(signed(self.find_in(sub, start.0, end.0, false)?))
    }

    /// The highest index at which a text occurs in s[start:end]; -1 if it does not.
    #[method("rfind(sub[, start[, end]], /)")]
    fn rfind(&self, sub: &Str, start: SliceIndexNone, end: SliceIndexNone) -> PyResult<isize> {
        Ok(signed(self.find_in(sub, start.0, end.0, true)?))
    }

    /// As find(), but ValueError if the text does not occur.
    #[method("index(sub[, start[, end]], /)")]
    fn index(&self, sub: &Str, start: SliceIndexNone, end: SliceIndexNone) -> PyResult<usize> {
        required(self.find_in(sub, start.0, end.0, false)?)
    }

    /// As rfind(), but ValueError if the text does not occur.
    #[method("rindex(sub[, start[, end]], /)")]
    fn rindex(&self, sub: &Str, start: SliceIndexNone, end: SliceIndexNone) -> PyResult<usize> {
        required(self.find_in(sub, start.0, end.0, true)?)
    }

    /// Does s[start:end] begin with a text, or with one of a tuple of texts?
    #[method("startswith(prefix[, start[, end]], /)")]
    fn startswith(
        &self,
        prefix: &Object,
        start: SliceIndexNone,
        end: SliceIndexNone,
    ) -> PyResult<bool> {
        self.match_any(prefix, start, end, "startswith", false)
    }

    /// Does s[start:end] end with a text, or with one of a tuple of texts?
    #[method("endswith(suffix[, start[, end]], /)")]
    fn endswith(
        &self,
        suffix: &Object,
        start: SliceIndexNone,
        end: SliceIndexNone,
    ) -> PyResult<bool> {
        self.match_any(suffix, start, end, "endswith", true)
    }

    /// The text without a beginning, if it begins so.
    #[method("removeprefix(prefix, /)")]
    fn removeprefix(&self, prefix: &Str) -> PyResult<Ref<Str>> {
        if starts_with(self.chars(), prefix.chars()) {
            return self.substring(prefix.len(), self.len());
        }
        self.to_exact()
    }

    /// The text without an end, if it ends so.
    #[method("removesuffix(suffix, /)")]
    fn removesuffix(&self, suffix: &Str) -> PyResult<Ref<Str>> {
        if ends_with(self.chars(), suffix.chars()) {
            return self.substring(0, self.len() - suffix.len());
        }
        self.to_exact()
    }
}
