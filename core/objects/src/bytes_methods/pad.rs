//! Padding and stripping.

use base::{Object, PyResult, Ref};

use super::ascii::is_space;
use super::{BytesLike, buffer};
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
    let out = this.with(|s| -> PyResult<Vec<u8>> {
        let mut v = buffer(s.len().saturating_add(left).saturating_add(right))?;
        v.resize(left, fill);
        v.extend_from_slice(s);
        v.resize(v.len() + right, fill);
        Ok(v)
    })?;
    T::make(&out)
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
    let out = this.with(|s| -> PyResult<Vec<u8>> {
        let sign = usize::from(matches!(s.first(), Some(b'+' | b'-')));
        let mut v = buffer(s.len() + pad)?;
        v.extend_from_slice(&s[..sign]);
        v.resize(sign + pad, b'0');
        v.extend_from_slice(&s[sign..]);
        Ok(v)
    })?;
    T::make(&out)
}

pub fn expandtabs<T: BytesLike>(this: &T, tabsize: i32) -> PyResult<Ref<T>> {
    let out = this.with(|s| -> PyResult<Vec<u8>> {
        let mut v = buffer(s.len())?;
        let mut column = 0;
        for b in s {
            match b {
                b'\t' if tabsize <= 0 => {}
                b'\t' => {
                    let n = tabsize as usize - column % tabsize as usize;
                    column += n;
                    if v.try_reserve(n).is_err() {
                        return Err(raise!(OverflowError, "result too long"));
                    }
                    v.resize(v.len() + n, b' ');
                }
                b'\n' | b'\r' => {
                    column = 0;
                    v.push(*b);
                }
                _ => {
                    column += 1;
                    v.push(*b);
                }
            }
        }
        Ok(v)
    })?;
    T::make(&out)
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
