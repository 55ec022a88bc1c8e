//! `Py_BuildValue`: objects from C values, as a format says.
//!
//! A value may come with a reference to take over (`N`), so a failure reads on to the format's end and drops what it makes there.

use core::ffi::{c_char, c_int, c_void};

use layout::{Py_complex, PyObject};
use libc::wchar_t;
use objects::prelude::*;

use super::{Format, VaList};

/// The number of values up to `end`, at this level.
fn count(format: Format, end: u8) -> PyResult<usize> {
    let mut f = format;
    let (mut n, mut level) = (0, 0usize);
    while level > 0 || f.peek() != end {
        match f.next() {
            0 => return Err(raise!(SystemError, "unmatched paren in format")),
            b'(' | b'[' | b'{' => {
                if level == 0 {
                    n += 1;
                }
                level += 1;
            }
            b')' | b']' | b'}' => match level.checked_sub(1) {
                Some(l) => level = l,
                None => return Err(raise!(SystemError, "unmatched paren in format")),
            },
            b'#' | b'&' | b',' | b':' | b' ' | b'\t' => {}
            _ if level == 0 => n += 1,
            _ => {}
        }
    }
    Ok(n)
}

fn check_end(f: &mut Format, end: u8) -> PyResult<()> {
    while f.peek() != end {
        if !matches!(f.peek(), b' ' | b'\t' | b',' | b':') {
            return Err(raise!(SystemError, "Unmatched paren in format"));
        }
        f.next();
    }
    f.next();
    Ok(())
}

/// Makes `n` values up to `end` and hands them to `put`; after a failure goes through the rest all the same.
#[inline]
unsafe fn each_value(
    f: &mut Format,
    va: &mut VaList,
    n: usize,
    end: u8,
    mut put: impl FnMut(usize, Ref),
) -> PyResult<()> {
    for i in 0..n {
        // SAFETY: the caller's contract.
        match unsafe { value(f, va) } {
            Ok(v) => put(i, v),
            // SAFETY: as above.
            Err(raised) => return Err(unsafe { skip(f, va, n - i - 1, end, raised) }),
        }
    }
    check_end(f, end)
}

/// Reads on to the end, for the sake of references that are to be taken over. The first exception stays.
#[cold]
unsafe fn skip(f: &mut Format, va: &mut VaList, n: usize, end: u8, raised: Raised) -> Raised {
    let exception = raised.take();
    for _ in 0..n {
        // SAFETY: the caller's contract.
        if let Err(raised) = unsafe { value(f, va) } {
            raised.clear();
        }
    }
    if let Err(raised) = check_end(f, end) {
        raised.clear();
    }
    base::error::restore(exception);
    Raised::ASSUMED
}

unsafe fn values(f: &mut Format, va: &mut VaList, n: usize, end: u8) -> PyResult<Vec<Ref>> {
    let mut made = Vec::new();
    if made.try_reserve_exact(n).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    // SAFETY: the caller's contract.
    unsafe { each_value(f, va, n, end, |_, v| made.push(v))? };
    Ok(made)
}

unsafe fn tuple(f: &mut Format, va: &mut VaList, n: usize, end: u8) -> PyResult<Ref<Tuple>> {
    let made = Tuple::with_len(n)?;
    // SAFETY: the caller's contract.
    unsafe { each_value(f, va, n, end, |i, v| made.put_raw(i, Some(v)))? };
    Ok(made)
}

/// Bytes by pointer and, after `#`, a length. `None` for NULL.
unsafe fn counted<'a>(f: &mut Format, va: &mut VaList) -> Option<&'a [u8]> {
    // SAFETY: the caller's contract.
    unsafe {
        let p = va.arg::<*const c_char>();
        let n = if f.take(b'#') { va.arg::<isize>() } else { -1 };
        if p.is_null() {
            return None;
        }
        Some(crate::support::bytes(p, n))
    }
}

unsafe fn value(f: &mut Format, va: &mut VaList) -> PyResult {
    // SAFETY: each unit's arguments follow in `va`, says the caller.
    unsafe {
        loop {
            return match f.next() {
                b'(' => {
                    let n = count(*f, b')')?;
                    Ok(tuple(f, va, n, b')')?.upcast())
                }
                b'[' => {
                    let n = count(*f, b']')?;
                    Ok(List::from_vec(values(f, va, n, b']')?)?.upcast())
                }
                b'{' => {
                    let n = count(*f, b'}')?;
                    let made = values(f, va, n, b'}')?;
                    if n % 2 != 0 {
                        return Err(raise!(SystemError, "Bad dict format"));
                    }
                    let d = Dict::new()?;
                    for [k, v] in made.as_chunks::<2>().0 {
                        d.set(k, v)?;
                    }
                    Ok(d.upcast())
                }
                b'b' | b'B' | b'h' | b'i' => {
                    Ok(Long::from_i64(i64::from(va.arg::<i32>()))?.upcast())
                }
                b'H' | b'I' => Ok(Long::from_i64(i64::from(va.arg::<u32>()))?.upcast()),
                b'n' | b'l' | b'L' => Ok(Long::from_i64(va.arg::<i64>())?.upcast()),
                b'k' | b'K' => Ok(Long::from_u64(va.arg::<u64>())?.upcast()),
                b'p' => Ok(py_bool(va.arg::<c_int>() != 0).to_ref()),
                b'u' => {
                    let p = va.arg::<*const wchar_t>();
                    let n = if f.take(b'#') { va.arg::<isize>() } else { -1 };
                    if p.is_null() {
                        return Ok(none_ref());
                    }
                    let n = if n < 0 { libc::wcslen(p) } else { n as usize };
                    let units = core::slice::from_raw_parts(p.cast::<u32>(), n);
                    Ok(crate::unicodeobject::from_wide(units)?.upcast())
                }
                b'f' | b'd' => Ok(Float::from_f64(va.double())?.upcast()),
                b'D' => {
                    let c = *va.arg::<*const Py_complex>();
                    Ok(Complex::from_parts(c.real, c.imag)?.upcast())
                }
                b'c' => Ok(Bytes::from_slice(&[va.arg::<i32>() as u8])?.upcast()),
                b'C' => Ok(crate::unicodeobject::from_ordinal(va.arg::<i32>())?.upcast()),
                b's' | b'z' | b'U' => match counted(f, va) {
                    None => Ok(none_ref()),
                    Some(s) => Ok(Str::decode_utf8(s, None)?.upcast()),
                },
                b'y' => match counted(f, va) {
                    None => Ok(none_ref()),
                    Some(s) => Ok(Bytes::from_slice(s)?.upcast()),
                },
                c @ (b'N' | b'S' | b'O') => {
                    if f.take(b'&') {
                        let make = va.arg::<*mut c_void>();
                        let arg = va.arg::<*mut c_void>();
                        // SAFETY: a converter, as the unit says.
                        let make = core::mem::transmute::<
                            *mut c_void,
                            unsafe extern "C" fn(*mut c_void) -> *mut PyObject,
                        >(make);
                        return Ref::from_c(make(arg));
                    }
                    let o = va.arg::<*mut PyObject>();
                    if o.is_null() {
                        // A failed call's result may be passed straight on.
                        if !base::error::occurred() {
                            return Err(raise!(SystemError, "NULL object passed to Py_BuildValue"));
                        }
                        return Err(Raised::ASSUMED);
                    }
                    if c == b'N' {
                        Ok(Ref::from_raw_owned(o))
                    } else {
                        Ok(Object::from_ptr(o).to_ref())
                    }
                }
                b':' | b',' | b' ' | b'\t' => continue,
                _ => Err(raise!(
                    SystemError,
                    "bad format char passed to Py_BuildValue"
                )),
            };
        }
    }
}

/// One value for one unit, a tuple for more, None for an empty format.
///
/// # Safety
/// The format's arguments follow in `va`.
pub unsafe fn build(format: Format, va: &mut VaList) -> PyResult {
    if format.peek() == 0 {
        return Ok(none_ref());
    }
    let mut f = format;
    let n = count(f, 0)?;
    // SAFETY: the caller's contract.
    unsafe {
        match n {
            0 => Ok(none_ref()),
            1 => value(&mut f, va),
            _ => Ok(tuple(&mut f, va, n, 0)?.upcast()),
        }
    }
}

/// The values as the arguments of a call.
///
/// # Safety
/// As [`build`].
pub unsafe fn build_arguments(format: Format, va: &mut VaList) -> PyResult<Ref<Tuple>> {
    let mut f = format;
    let n = count(f, 0)?;
    // SAFETY: the caller's contract.
    unsafe { tuple(&mut f, va, n, 0) }
}
