//! Taking apart: `split`, `rsplit`, `splitlines`, `partition`.

use base::{PyResult, Ref};

use super::BytesLike;
use super::ascii::is_space;
use crate::prelude::*;
use crate::unicode::search;

fn limit(maxsplit: isize) -> usize {
    usize::try_from(maxsplit).unwrap_or(usize::MAX)
}

/// Hears of each range; there may be no memory for it.
type Sink<'a> = &'a mut dyn FnMut(usize, usize) -> PyResult<()>;

/// Tells the ranges between separators.
fn ranges(s: &[u8], sep: Option<&[u8]>, max: usize, found: Sink) -> PyResult<()> {
    let n = s.len();
    if let Some(sep) = sep {
        let mut from = 0;
        for at in search::Matches::new(s, sep).take(max) {
            found(from, at)?;
            from = at + sep.len();
        }
        return found(from, n);
    }
    let mut i = 0;
    let mut left = max;
    loop {
        while i < n && is_space(s[i]) {
            i += 1;
        }
        if i == n {
            return Ok(());
        }
        if left == 0 {
            return found(i, n);
        }
        let from = i;
        while i < n && !is_space(s[i]) {
            i += 1;
        }
        found(from, i)?;
        left -= 1;
    }
}

/// The same from the right.
fn ranges_right(s: &[u8], sep: Option<&[u8]>, max: usize, found: Sink) -> PyResult<()> {
    let mut left = max;
    let mut i = s.len();
    if let Some(sep) = sep {
        while left > 0
            && let Some(at) = search::rfind(&s[..i], sep)
        {
            found(at + sep.len(), i)?;
            i = at;
            left -= 1;
        }
        return found(0, i);
    }
    loop {
        while i > 0 && is_space(s[i - 1]) {
            i -= 1;
        }
        if i == 0 {
            return Ok(());
        }
        if left == 0 {
            return found(0, i);
        }
        let end = i;
        while i > 0 && !is_space(s[i - 1]) {
            i -= 1;
        }
        found(i, end)?;
        left -= 1;
    }
}

/// The parts that `tell` names, in a list.
fn collect<T: BytesLike>(
    this: &T,
    list: Ref<List>,
    tell: impl FnOnce(&[u8], Sink) -> PyResult<()>,
) -> PyResult<Ref<List>> {
    this.with(|s| {
        tell(s, &mut |a, b| {
            if a == 0 && b == s.len() && this.object().downcast::<Bytes>().is_some() {
                list.push_owned(this.same()?.upcast())
            } else {
                list.push_owned(T::make(&s[a..b])?.upcast())
            }
        })?;
        Ok(list)
    })
}

pub fn split<T: BytesLike>(
    this: &T,
    sep: Option<&Object>,
    maxsplit: isize,
    right: bool,
) -> PyResult<Ref<List>> {
    let sep = {
        let _pin = this.pin();
        sep.map(Buffer::get).transpose()?
    };
    let part = sep.as_ref().map(|b| b.as_slice());
    if part.is_some_and(|p| p.is_empty()) {
        return Err(raise!(ValueError, "empty separator"));
    }
    let max = limit(maxsplit);
    let list = List::for_parts(max)?;
    if right {
        let list = collect(this, list, |s, found| ranges_right(s, part, max, found))?;
        list.reverse_in_place();
        Ok(list)
    } else {
        collect(this, list, |s, found| ranges(s, part, max, found))
    }
}

pub fn splitlines<T: BytesLike>(this: &T, keepends: bool) -> PyResult<Ref<List>> {
    collect(this, List::new()?, |s, found| {
        let mut i = 0;
        while i < s.len() {
            let from = i;
            i += memchr::memchr2(b'\n', b'\r', &s[i..]).unwrap_or(s.len() - i);
            let mut end = i;
            if i < s.len() {
                i += if s[i] == b'\r' && s.get(i + 1) == Some(&b'\n') {
                    2
                } else {
                    1
                };
                if keepends {
                    end = i;
                }
            }
            found(from, end)?;
        }
        Ok(())
    })
}

pub fn partition<T: BytesLike>(this: &T, sep: &Object, last: bool) -> PyResult<Ref<Tuple>> {
    let held = Buffer::get(sep)?;
    let part = held.as_slice();
    if part.is_empty() {
        return Err(raise!(ValueError, "empty separator"));
    }
    // bytes give the separator object itself, bytearrays a copy.
    let middle: Ref = match sep.downcast::<Bytes>() {
        Some(b) if T::NAME == "bytes" => b.to_ref().upcast(),
        _ => T::make(part)?.upcast(),
    };
    let found = this.with(|s| {
        if last {
            search::rfind(s, part)
        } else {
            search::find(s, part)
        }
    });
    let Some(at) = found else {
        let all = this.same()?.upcast();
        let (a, b) = (T::make(&[])?.upcast(), T::make(&[])?.upcast());
        return Tuple::from_array(if last { [a, b, all] } else { [all, a, b] });
    };
    let (a, b) = this.with(|s| (T::make(&s[..at]), T::make(&s[at + part.len()..])));
    Tuple::from_array([a?.upcast(), middle, b?.upcast()])
}
