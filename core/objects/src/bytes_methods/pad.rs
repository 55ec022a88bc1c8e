//! Padding and stripping.

use base::{Object, PyResult, Ref};

use super::BytesLike;
use super::ascii::is_space;
use crate::prelude::*;

/// The one byte to fill with.
pub fn fill(o: Option<&Object>, method: &str) -> PyResult<u8> {
    let Some(o) = o else { return Ok(b' ') };
    let found = if let Some(b) = o.downcast::<Bytes>() {
        b.with(|s| (s.len(), s.first().copied()))
    } else if let Some(b) = o.downcast::<ByteArray>() {
        b.with(|s| (s.len(), s.first().copied()))
    } else {
        return Err(raise!(
            TypeError,
            "{}() argument 2 must be a byte string of length 1, not {:.50}",
            method,
            o.class().tp_name()
        ));
    };
    match found {
        (1, Some(b)) => Ok(b),
        (n, _) => Err(raise!(
            TypeError,
            "{}(): argument 2 must be a byte string of length 1, not a {} object of length {}",
            method,
            o.class().tp_name(),
            n
        )),
    }
}

fn padded<T: BytesLike>(this: &T, left: usize, right: usize, fill: u8) -> PyResult<Ref<T>> {
    if left == 0 && right == 0 {
        return this.same();
    }
    this.with(|s| {
        let width = s.len().saturating_add(left).saturating_add(right);
        T::filled(width, |out| {
            out.pad(left, fill);
            out.extend(s);
            out.pad(right, fill);
        })
    })
}

fn missing<T: BytesLike>(this: &T, width: isize) -> usize {
    this.with(|s| (width.max(0) as usize).saturating_sub(s.len()))
}

pub fn center<T: BytesLike>(this: &T, width: isize, fill: u8) -> PyResult<Ref<T>> {
    let pad = missing(this, width);
    let left = pad / 2 + (pad & width.max(0) as usize & 1);
    padded(this, left, pad - left, fill)
}

pub fn ljust<T: BytesLike>(this: &T, width: isize, fill: u8) -> PyResult<Ref<T>> {
    padded(this, 0, missing(this, width), fill)
}

pub fn rjust<T: BytesLike>(this: &T, width: isize, fill: u8) -> PyResult<Ref<T>> {
    padded(this, missing(this, width), 0, fill)
}

pub fn zfill<T: BytesLike>(this: &T, width: isize) -> PyResult<Ref<T>> {
    let pad = missing(this, width);
    if pad == 0 {
        return this.same();
    }
    this.with(|s| {
        let (sign, digits) = s.split_at(usize::from(matches!(s.first(), Some(b'+' | b'-'))));
        T::filled(s.len() + pad, |out| {
            out.extend(sign);
            out.pad(pad, b'0');
            out.extend(digits);
        })
    })
}

pub fn expandtabs<T: BytesLike>(this: &T, tabsize: i32) -> PyResult<Ref<T>> {
    let tab = usize::try_from(tabsize).unwrap_or(0);
    /// Calls with each byte, and how many times it comes.
    fn each(s: &[u8], tab: usize, mut f: impl FnMut(u8, usize)) {
        let mut column = 0;
        for &b in s {
            match b {
                b'\t' => {
                    let n = if tab == 0 { 0 } else { tab - column % tab };
                    column += n;
                    f(b' ', n);
                }
                b'\n' | b'\r' => {
                    column = 0;
                    f(b, 1);
                }
                _ => {
                    column += 1;
                    f(b, 1);
                }
            }
        }
    }
    this.with(|s| {
        let mut total = Some(0usize);
        each(s, tab, |_, n| total = total.and_then(|t| t.checked_add(n)));
        match total.filter(|t| isize::try_from(*t).is_ok()) {
            Some(total) => T::filled(total, |out| each(s, tab, |b, n| out.pad(n, b))),
            None => Err(raise!(OverflowError, "result too long")),
        }
    })
}

/// Without the bytes of a set (white space if there is none) at the ends.
pub fn strip<T: BytesLike>(
    this: &T,
    set: Option<&Object>,
    left: bool,
    right: bool,
) -> PyResult<Ref<T>> {
    let set = match set {
        Some(o) => Some(Buffer::get(o)?),
        None => None,
    };
    let drop = |b: u8| match &set {
        Some(set) => memchr::memchr(b, set.as_slice()).is_some(),
        None => is_space(b),
    };
    let (a, b, n) = this.with(|s| {
        let (mut a, mut b) = (0, s.len());
        while left && a < b && drop(s[a]) {
            a += 1;
        }
        while right && b > a && drop(s[b - 1]) {
            b -= 1;
        }
        (a, b, s.len())
    });
    if a == 0 && b == n {
        return this.same();
    }
    this.with(|s| T::make(s.get(a..b.min(s.len())).unwrap_or(&[])))
}
