//! Taking apart: `split`, `rsplit`, `splitlines`, `partition`, `rpartition`; and `join`.

use crate::clinic::*;
use crate::prelude::*;
use crate::unicode::Unit;
use crate::unicode::database::{is_linebreak, is_space};
use crate::unicode::each_width;
use crate::unicode::search::{Matches, SameWidth, find_chars, rfind, rfind_chars, with_same_width};

const UNLIMITED: usize = usize::MAX;

fn limit(maxsplit: isize) -> usize {
    usize::try_from(maxsplit).unwrap_or(UNLIMITED)
}

/// Collects parts as new strings.
struct Parts<'a> {
    text: &'a Str,
    list: Ref<List>,
}

impl<'a> Parts<'a> {
    fn new(text: &'a Str, list: Ref<List>) -> Parts<'a> {
        Parts { text, list }
    }
    #[inline]
    fn push(&self, start: usize, end: usize) -> PyResult<()> {
        self.list
            .push_owned(self.text.substring(start, end)?.upcast())
    }
    /// The parts were found from the end.
    fn reversed(self) -> Ref<List> {
        self.list.reverse_in_place();
        self.list
    }
}

struct Split<'a>(Parts<'a>, usize);
impl SameWidth<PyResult<Ref<List>>> for Split<'_> {
    fn run<U: Unit>(self, hay: &[U], sep: &[U]) -> PyResult<Ref<List>> {
        let parts = self.0;
        let mut from = 0;
        for at in Matches::new(hay, sep).take(self.1) {
            parts.push(from, at)?;
            from = at + sep.len();
        }
        parts.push(from, hay.len())?;
        Ok(parts.list)
    }
}

struct RSplit<'a>(Parts<'a>, usize);
impl SameWidth<PyResult<Ref<List>>> for RSplit<'_> {
    fn run<U: Unit>(self, hay: &[U], sep: &[U]) -> PyResult<Ref<List>> {
        let parts = self.0;
        let mut end = hay.len();
        let mut left = self.1;
        while left > 0
            && let Some(at) = rfind(&hay[..end], sep)
        {
            parts.push(at + sep.len(), end)?;
            end = at;
            left -= 1;
        }
        parts.push(0, end)?;
        Ok(parts.reversed())
    }
}

/// The parts between separators, as `cut` finds them.
fn separated<'a, C: SameWidth<PyResult<Ref<List>>>>(
    text: &'a Str,
    sep: &Str,
    max: usize,
    cut: impl FnOnce(Parts<'a>, usize) -> C,
) -> PyResult<Ref<List>> {
    if sep.is_empty() {
        return Err(raise!(ValueError, "empty separator"));
    }
    if text.len() < sep.len() {
        return List::from_slice(&[&text.to_exact()?.upcast()]);
    }
    let list = room(max, text.len() / sep.len() + 1)?;
    if find_chars(text.chars(), sep.chars())?.is_none() {
        list.push_owned(text.to_exact()?.upcast())?;
        return Ok(list);
    }
    // A separator that was found is not wider than the text, so that there are always parts.
    let unused = Ok(list.clone());
    let parts = Parts::new(text, list);
    with_same_width(text.chars(), sep.chars(), unused, cut(parts, max))?
}

/// A list for the parts. Its room can be seen (`sys.getsizeof`): for as many cuts as the caller asked for, however short the
/// text; without a limit, for as many as there may be.
fn room(max: usize, possible: usize) -> PyResult<Ref<List>> {
    List::for_parts(match max {
        UNLIMITED => possible,
        given => given,
    })
}

/// How many words a text may have, but one if it has none.
fn words(text: &Str) -> usize {
    text.len().saturating_sub(1) / 2 + 1
}

impl Str {
    /// `s.split(sep, maxsplit)`; `None` splits at white space.
    pub fn split(&self, sep: Option<&Str>, maxsplit: isize) -> PyResult<Ref<List>> {
        let max = limit(maxsplit);
        if let Some(sep) = sep {
            return separated(self, sep, max, Split);
        }
        let parts = Parts::new(self, room(max, words(self))?);
        each_width!(self.chars(), s => {
            let n = s.len();
            let mut i = 0;
            let mut left = max;
            loop {
                while i < n && is_space(s[i].code()) {
                    i += 1;
                }
                if i == n {
                    break;
                }
                let from = i;
                if left == 0 {
                    parts.push(from, n)?;
                    break;
                }
                while i < n && !is_space(s[i].code()) {
                    i += 1;
                }
                parts.push(from, i)?;
                left -= 1;
            }
        });
        Ok(parts.list)
    }

    /// `s.rsplit(sep, maxsplit)`; `None` splits at white space.
    pub fn rsplit(&self, sep: Option<&Str>, maxsplit: isize) -> PyResult<Ref<List>> {
        let max = limit(maxsplit);
        if let Some(sep) = sep {
            return separated(self, sep, max, RSplit);
        }
        let parts = Parts::new(self, room(max, words(self))?);
        each_width!(self.chars(), s => {
            let mut i = s.len();
            let mut left = max;
            loop {
                while i > 0 && is_space(s[i - 1].code()) {
                    i -= 1;
                }
                if i == 0 {
                    break;
                }
                if left == 0 {
                    parts.push(0, i)?;
                    break;
                }
                let end = i;
                while i > 0 && !is_space(s[i - 1].code()) {
                    i -= 1;
                }
                parts.push(i, end)?;
                left -= 1;
            }
        });
        Ok(parts.reversed())
    }

    /// `s.splitlines(keepends)`.
    pub fn splitlines(&self, keepends: bool) -> PyResult<Ref<List>> {
        let parts = Parts::new(self, List::new()?);
        each_width!(self.chars(), s => {
            let n = s.len();
            let mut i = 0;
            while i < n {
                let from = i;
                while i < n && !is_linebreak(s[i].code()) {
                    i += 1;
                }
                let mut end = i;
                if i < n {
                    i += if s[i].code() == 13 && i + 1 < n && s[i + 1].code() == 10 { 2 } else { 1 };
                    if keepends {
                        end = i;
                    }
                }
                parts.push(from, end)?;
            }
        });
        Ok(parts.list)
    }

    /// `s.partition(sep)`, or `rpartition`.
    pub fn partition(&self, sep: &Str, last: bool) -> PyResult<Ref<Tuple>> {
        if sep.is_empty() {
            return Err(raise!(ValueError, "empty separator"));
        }
        let found = if last {
            rfind_chars(self.chars(), sep.chars())?
        } else {
            find_chars(self.chars(), sep.chars())?
        };
        match found {
            Some(at) => {
                let a = self.substring(0, at)?;
                let b = self.substring(at + sep.len(), self.len())?;
                Tuple::from_slice(&[&a, sep, &b])
            }
            None => {
                let all = self.to_exact()?;
                let e = Str::empty();
                if last {
                    Tuple::from_slice(&[e, e, &all])
                } else {
                    Tuple::from_slice(&[&all, e, e])
                }
            }
        }
    }
}

#[pymethods(export = SPLIT)]
impl Str {
    /// The parts between separators, from the left; at white space if no separator is given.
    #[method("split(sep=None, maxsplit=-1)")]
    fn split_method(&self, sep: Nullable<&Object>, maxsplit: isize) -> PyResult<Ref<List>> {
        self.split(separator(sep)?, maxsplit)
    }

    /// The parts between separators, from the right; at white space if no separator is given.
    #[method("rsplit(sep=None, maxsplit=-1)")]
    fn rsplit_method(&self, sep: Nullable<&Object>, maxsplit: isize) -> PyResult<Ref<List>> {
        self.rsplit(separator(sep)?, maxsplit)
    }

    /// The lines, without their ends unless keepends is true.
    #[method("splitlines(keepends=False)")]
    fn splitlines_method(&self, keepends: bool) -> PyResult<Ref<List>> {
        self.splitlines(keepends)
    }

    /// What is before the first separator, the separator, and what is after it.
    #[method("partition(sep, /)")]
    fn partition_method(&self, sep: &Object) -> PyResult<Ref<Tuple>> {
        self.partition(must_be_str(sep)?, false)
    }

    /// What is before the last separator, the separator, and what is after it.
    #[method("rpartition(sep, /)")]
    fn rpartition_method(&self, sep: &Object) -> PyResult<Ref<Tuple>> {
        self.partition(must_be_str(sep)?, true)
    }

    /// The strings of an iterable, with this one between them.
    #[method("join(iterable, /)")]
    fn join_method(&self, iterable: &Object) -> PyResult<Ref<Str>> {
        self.join_iterable(iterable)
    }
}

fn must_be_str(o: &Object) -> PyResult<&Str> {
    o.downcast::<Str>()
        .ok_or_else(|| raise!(TypeError, "must be str, not {:.100}", o.class().tp_name()))
}

fn separator(sep: Nullable<&Object>) -> PyResult<Option<&Str>> {
    sep.0
        .map(|s| {
            s.downcast::<Str>().ok_or_else(|| {
                raise!(
                    TypeError,
                    "must be str or None, not {:.100}",
                    s.class().tp_name()
                )
            })
        })
        .transpose()
}
