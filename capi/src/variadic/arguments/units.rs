//! The simple units: each writes what an argument is worth to the addresses that follow.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::{Py_buffer, Py_complex, PyBUF_SIMPLE, PyBUF_WRITABLE, PyObject, PyTypeObject};
use objects::prelude::*;

use super::failure::{Bad, Converted, must_be, words};
use super::held::{Cleanups, Converter, Held};
use crate::variadic::{Format, VaList};

/// What a converter returns that wants to be called again, with NULL, to clean up.
const CLEANUP_SUPPORTED: c_int = layout::Py_CLEANUP_SUPPORTED as c_int;

/// An int by `__index__`, in C's `long`.
#[inline]
fn long(arg: &Object) -> PyResult<i64> {
    match arg.downcast::<Long>() {
        Some(i) => i.as_i64(),
        None => arg.index()?.as_i64(),
    }
}

#[inline]
fn low_bits(arg: &Object) -> PyResult<u64> {
    match arg.downcast::<Long>() {
        Some(i) => Ok(i.as_u64_mask()),
        None => Ok(arg.index()?.as_u64_mask()),
    }
}

#[inline]
fn within(value: i64, min: i64, max: i64, what: &str) -> PyResult<i64> {
    if value < min {
        Err(raise!(OverflowError, "{what} is less than minimum"))
    } else if value > max {
        Err(raise!(OverflowError, "{what} is greater than maximum"))
    } else {
        Ok(value)
    }
}

/// The bytes of an object that need no release; the object's owner keeps them.
fn lasting_bytes(arg: &Object) -> Result<(*const c_char, isize), Bad> {
    // SAFETY: a live type and its buffer table; the view is released at once, and such exporters keep the memory while they live.
    unsafe {
        let procs = (*arg.type_ptr()).tp_as_buffer;
        if !procs.is_null() && (*procs).bf_releasebuffer.is_some() {
            return Err(must_be("read-only bytes-like object", arg));
        }
        let mut view = core::mem::zeroed::<Py_buffer>();
        objects::buffer::get_buffer(arg, &mut view, PyBUF_SIMPLE)?;
        let out = (view.buf.cast_const().cast(), view.len);
        objects::buffer::release(&mut view);
        Ok(out)
    }
}

fn utf8(s: &Str) -> PyResult<&str> {
    s.as_utf8()
}

/// Converts by one simple unit.
pub(super) unsafe fn convert_one(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    let c = f.next();
    // SAFETY: for every store: the unit's address follows in `va` and is writable, says the caller.
    unsafe {
        match c {
            b'O' => {
                if f.take(b'!') {
                    let ty = Type::from_raw(va.arg::<*mut PyTypeObject>());
                    let out = va.arg::<*mut *mut PyObject>();
                    if !arg.class().is_subtype(ty) {
                        return Err(must_be(&ty.tp_name(), arg));
                    }
                    *out = arg.as_ptr();
                } else if f.take(b'&') {
                    let convert = va.arg::<*mut c_void>();
                    let address = va.arg::<*mut c_void>();
                    // SAFETY: a converter, as the unit says.
                    let convert = core::mem::transmute::<*mut c_void, Converter>(convert);
                    match convert(arg.as_ptr(), address) {
                        0 => return Err(words("(unspecified)")),
                        CLEANUP_SUPPORTED => held.push(Held::Converted(convert, address)),
                        _ => {}
                    }
                } else {
                    *va.arg::<*mut *mut PyObject>() = arg.as_ptr();
                }
            }
            b'i' => {
                let v = within(
                    long(arg)?,
                    i64::from(i32::MIN),
                    i64::from(i32::MAX),
                    "signed integer",
                )?;
                *va.arg::<*mut i32>() = v as i32;
            }
            b'n' => {
                *va.arg::<*mut isize>() = match arg.downcast::<Long>() {
                    Some(i) => i.as_isize()?,
                    None => arg.index()?.as_isize()?,
                }
            }
            b'l' => *va.arg::<*mut i64>() = long(arg)?,
            b'L' => *va.arg::<*mut i64>() = arg.index()?.as_long_long()?,
            b'p' => *va.arg::<*mut c_int>() = c_int::from(arg.is_true()?),
            b'b' => {
                let v = within(long(arg)?, 0, 255, "unsigned byte integer")?;
                *va.arg::<*mut u8>() = v as u8;
            }
            b'B' => *va.arg::<*mut u8>() = low_bits(arg)? as u8,
            b'h' => {
                let v = within(
                    long(arg)?,
                    i64::from(i16::MIN),
                    i64::from(i16::MAX),
                    "signed short integer",
                )?;
                *va.arg::<*mut i16>() = v as i16;
            }
            b'H' => *va.arg::<*mut u16>() = low_bits(arg)? as u16,
            b'I' => *va.arg::<*mut u32>() = low_bits(arg)? as u32,
            b'k' | b'K' => {
                let out = va.arg::<*mut u64>();
                if !objects::abstract_::number::is_index(arg) {
                    return Err(must_be("int", arg));
                }
                *out = low_bits(arg)?;
            }
            b'f' => *va.arg::<*mut f32>() = objects::float::as_f64(arg)? as f32,
            b'd' => *va.arg::<*mut f64>() = objects::float::as_f64(arg)?,
            b'D' => {
                let (real, imag) = objects::complex::as_parts(arg)?;
                *va.arg::<*mut Py_complex>() = Py_complex { real, imag };
            }
            b'c' => {
                let out = va.arg::<*mut u8>();
                let (kind, n, first) = if let Some(b) = arg.downcast::<Bytes>() {
                    ("bytes", b.len(), b.as_slice().first().copied())
                } else if let Some(b) = arg.downcast::<ByteArray>() {
                    ("bytearray", b.len(), b.slice_unchecked().first().copied())
                } else {
                    return Err(must_be("a byte string of length 1", arg));
                };
                match first {
                    Some(byte) if n == 1 => *out = byte,
                    _ => {
                        return Err(Bad::Words(
                            format!(
                                "must be a byte string of length 1, not a {kind} object of length {n}"
                            ),
                            Vec::new(),
                        ));
                    }
                }
            }
            b'C' => {
                let out = va.arg::<*mut c_int>();
                let Some(s) = arg.downcast::<Str>() else {
                    return Err(must_be("a unicode character", arg));
                };
                if s.len() != 1 {
                    return Err(Bad::Words(
                        format!(
                            "must be a unicode character, not a string of length {}",
                            s.len()
                        ),
                        Vec::new(),
                    ));
                }
                *out = s.char_at(0) as c_int;
            }
            b's' | b'z' => return convert_text(arg, c, f, va, held),
            b'y' => {
                if f.take(b'*') {
                    return hold_buffer(arg, va, held);
                }
                let out = va.arg::<*mut *const c_char>();
                let (p, n) = lasting_bytes(arg)?;
                *out = p;
                if f.take(b'#') {
                    *va.arg::<*mut isize>() = n;
                } else if libc::strlen(p) != n as usize {
                    return Err(raise!(ValueError, "embedded null byte").into());
                }
            }
            b'e' => return convert_encoded(arg, f, va, held),
            b'S' | b'Y' | b'U' => {
                let out = va.arg::<*mut *mut PyObject>();
                let (good, expected) = match c {
                    b'S' => (arg.downcast::<Bytes>().is_some(), "bytes"),
                    b'Y' => (arg.downcast::<ByteArray>().is_some(), "bytearray"),
                    _ => (arg.downcast::<Str>().is_some(), "str"),
                };
                if !good {
                    return Err(must_be(expected, arg));
                }
                *out = arg.as_ptr();
            }
            b'w' => {
                let view = va.arg::<*mut Py_buffer>();
                if !f.take(b'*') {
                    return Err(words("(invalid use of 'w' format character)"));
                }
                if let Err(raised) = objects::buffer::get_buffer(arg, view, PyBUF_WRITABLE) {
                    raised.clear();
                    return Err(must_be("read-write bytes-like object", arg));
                }
                held.push(Held::Buffer(view));
            }
            _ => return Err(words("(impossible<bad format char>)")),
        }
    }
    Ok(())
}

unsafe fn hold_buffer(arg: &Object, va: &mut VaList, held: &mut Cleanups) -> Converted {
    // SAFETY: the unit's address follows, says the caller.
    unsafe {
        let view = va.arg::<*mut Py_buffer>();
        objects::buffer::get_buffer(arg, view, PyBUF_SIMPLE)?;
        held.push(Held::Buffer(view));
    }
    Ok(())
}

/// `s`, `z`, and both with `*` and `#`.
unsafe fn convert_text(
    arg: &Object,
    c: u8,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    let none = c == b'z' && is_none(arg);
    // SAFETY: the unit's addresses follow, says the caller.
    unsafe {
        if f.take(b'*') {
            if none || arg.downcast::<Str>().is_some() {
                let view = va.arg::<*mut Py_buffer>();
                match arg.downcast::<Str>() {
                    Some(s) => {
                        let text = utf8(s)?;
                        objects::buffer::fill_info(
                            view,
                            Some(arg),
                            text.as_ptr().cast_mut().cast(),
                            text.len() as isize,
                            true,
                            0,
                        )?;
                    }
                    None => {
                        objects::buffer::fill_info(view, None, null_mut(), 0, true, 0)?;
                    }
                }
                held.push(Held::Buffer(view));
                return Ok(());
            }
            return hold_buffer(arg, va, held);
        }
        let out = va.arg::<*mut *const c_char>();
        if f.take(b'#') {
            let size = va.arg::<*mut isize>();
            let (p, n) = if none {
                (core::ptr::null(), 0)
            } else if let Some(s) = arg.downcast::<Str>() {
                let text = utf8(s)?;
                (text.as_ptr().cast(), text.len() as isize)
            } else {
                lasting_bytes(arg)?
            };
            *out = p;
            *size = n;
            return Ok(());
        }
        if none {
            *out = core::ptr::null();
            return Ok(());
        }
        let Some(s) = arg.downcast::<Str>() else {
            return Err(must_be(if c == b'z' { "str or None" } else { "str" }, arg));
        };
        let text = utf8(s)?;
        if memchr_nul(text.as_bytes()) {
            return Err(raise!(ValueError, "embedded null character").into());
        }
        *out = text.as_ptr().cast(); // the str keeps its UTF-8 with a NUL behind it
    }
    Ok(())
}

fn memchr_nul(s: &[u8]) -> bool {
    // SAFETY: a slice's bounds.
    !unsafe { libc::memchr(s.as_ptr().cast(), 0, s.len()) }.is_null()
}

/// `es`, `et`, and both with `#`: encoded text in memory of the caller's or of ours.
unsafe fn convert_encoded(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    // SAFETY: the unit's addresses follow, says the caller.
    unsafe {
        let encoding = va.arg::<*const c_char>();
        let recode = match f.peek() {
            b's' => true,
            b't' => false,
            _ => return Err(words("(unknown parser marker combination)")),
        };
        let buffer = va.arg::<*mut *mut c_char>();
        f.next();
        if buffer.is_null() {
            return Err(words("(buffer is NULL)"));
        }
        let owned: Vec<u8>;
        let encoded: Ref<Bytes>;
        let data: &[u8] = if let (false, Some(b)) = (recode, arg.downcast::<Bytes>()) {
            b.as_slice()
        } else if let (false, Some(b)) = (recode, arg.downcast::<ByteArray>()) {
            owned = b.to_vec();
            &owned
        } else if let Some(s) = arg.downcast::<Str>() {
            let name = if encoding.is_null() {
                "utf-8"
            } else {
                CStr::from_ptr(encoding).to_str().unwrap_or("\u{fffd}")
            };
            encoded = objects::unicode::codec::encode(s, Some(name), None)?;
            encoded.as_slice()
        } else {
            let expected = if recode {
                "str"
            } else {
                "str, bytes or bytearray"
            };
            return Err(must_be(expected, arg));
        };
        let size = data.len();
        let mut allocate = || -> Converted {
            let p = base::mem::alloc(base::mem::Domain::Mem, size + 1).cast::<c_char>();
            if p.is_null() {
                return Err(objects::exceptions::no_memory().into());
            }
            *buffer = p;
            held.push(Held::Memory(buffer));
            Ok(())
        };
        if f.take(b'#') {
            let length = va.arg::<*mut isize>();
            if length.is_null() {
                return Err(words("(buffer_len is NULL)"));
            }
            if (*buffer).is_null() {
                allocate()?;
            } else if size as isize + 1 > *length {
                return Err(raise!(
                    ValueError,
                    "encoded string too long ({size}, maximum length {})",
                    *length - 1
                )
                .into());
            }
            *length = size as isize;
        } else {
            if memchr_nul(data) {
                return Err(must_be("encoded string without null bytes", arg));
            }
            allocate()?;
        }
        core::ptr::copy_nonoverlapping(data.as_ptr(), (*buffer).cast::<u8>(), size);
        *(*buffer).add(size) = 0;
    }
    Ok(())
}
