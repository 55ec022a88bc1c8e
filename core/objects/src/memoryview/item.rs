//! Items of a view: reading and writing them by a native one-letter format, or through `struct` where the format is richer.

use base::{Object, PyResult, Raised, Ref};

use crate::prelude::*;

/// A native format: its letter and size. `None` for all others.
pub fn native(format: &[u8]) -> Option<(u8, usize)> {
    let f = match format {
        [c] => *c,
        [b'@', c] => *c,
        _ => return None,
    };
    let size = match f {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    };
    Some((f, size))
}

/// The static text of a native format.
pub fn native_text(f: u8, at: bool) -> Option<&'static core::ffi::CStr> {
    macro_rules! table {
        ($($c:literal)*) => {
            match f {
                $(c if c == $c.as_bytes()[0] => Some(if at {
                    // SAFETY: ends with its only zero.
                    unsafe { core::ffi::CStr::from_bytes_with_nul_unchecked(concat!("@", $c, "\0").as_bytes()) }
                } else {
                    // SAFETY: ends with its only zero.
                    unsafe { core::ffi::CStr::from_bytes_with_nul_unchecked(concat!($c, "\0").as_bytes()) }
                }),)*
                _ => None,
            }
        };
    }
    table!("c" "b" "B" "h" "H" "i" "I" "l" "L" "q" "Q" "n" "N" "f" "d" "e" "?" "P")
}

pub fn is_byte(f: u8) -> bool {
    matches!(f, b'b' | b'B' | b'c')
}

/// The letter of a format that items can be read by here.
pub fn supported(format: &[u8]) -> PyResult<u8> {
    native(format).map(|(f, _)| f).ok_or_else(|| {
        raise!(
            NotImplementedError,
            "memoryview: unsupported format {}",
            String::from_utf8_lossy(format)
        )
    })
}

/// Reads one item.
///
/// # Safety
/// `p` points to an item of that format, perhaps unaligned.
pub unsafe fn unpack(p: *const u8, f: u8) -> PyResult {
    // SAFETY: as above.
    unsafe {
        Ok(match f {
            b'B' => Long::small(*p as i32).to_ref().upcast(),
            b'b' => Long::from_i64(i64::from(*p.cast::<i8>()))?.upcast(),
            b'c' => Bytes::byte(*p).to_ref().upcast(),
            b'?' => py_bool(*p != 0).to_ref().upcast(),
            b'h' => Long::from_i64(p.cast::<i16>().read_unaligned() as i64)?.upcast(),
            b'H' => Long::from_i64(p.cast::<u16>().read_unaligned() as i64)?.upcast(),
            b'i' => Long::from_i64(p.cast::<i32>().read_unaligned() as i64)?.upcast(),
            b'I' => Long::from_i64(p.cast::<u32>().read_unaligned() as i64)?.upcast(),
            b'l' | b'q' | b'n' => Long::from_i64(p.cast::<i64>().read_unaligned())?.upcast(),
            b'L' | b'Q' | b'N' => Long::from_u64(p.cast::<u64>().read_unaligned())?.upcast(),
            b'P' => {
                Long::from_pointer(p.cast::<*const core::ffi::c_void>().read_unaligned())?.upcast()
            }
            b'f' => Float::from_f64(p.cast::<f32>().read_unaligned() as f64)?.upcast(),
            b'd' => Float::from_f64(p.cast::<f64>().read_unaligned())?.upcast(),
            b'e' => Float::from_f64(half_to_f64(p.cast::<u16>().read_unaligned()))?.upcast(),
            _ => return Err(not_supported(f)),
        })
    }
}

#[cold]
fn not_supported(f: u8) -> Raised {
    raise!(
        NotImplementedError,
        "memoryview: format {} not supported",
        f as char
    )
}

/// A half-precision float's value.
pub fn half_to_f64(h: u16) -> f64 {
    let sign = if h >> 15 != 0 { -1.0 } else { 1.0 };
    let fraction = (h & 0x3ff) as f64;
    match h >> 10 & 0x1f {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN.copysign(sign),
        e => sign * (1.0 + fraction / 1024.0) * 2f64.powi(e as i32 - 15),
    }
}

/// The nearest half-precision float; `None` if the value is too large.
pub fn f64_to_half(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    let a = x.abs();
    if a.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // Scaled so that one unit is the spacing of halves around the value; rounding is to even.
    let exponent = if a < 2f64.powi(-14) {
        -14
    } else {
        ((a.to_bits() >> 52) as i32) - 1023
    };
    let units = (a / 2f64.powi(exponent - 10)).round_ties_even();
    let bits = if exponent == -14 && units < 1024.0 {
        units as u32
    } else {
        ((exponent + 15) as u32) * 1024 + (units as u32 - 1024)
    };
    (bits < 0x7c00).then_some(sign | bits as u16)
}

/// Writes one item.
///
/// # Safety
/// `p` points to room for an item of that format, perhaps unaligned.
pub unsafe fn pack(p: *mut u8, value: &Object, f: u8) -> PyResult<()> {
    let bad_type = || {
        raise!(
            TypeError,
            "memoryview: invalid type for format '{}'",
            f as char
        )
    };
    let bad_value = || {
        raise!(
            ValueError,
            "memoryview: invalid value for format '{}'",
            f as char
        )
    };
    // An overflow or a wrong type becomes the message of memoryview.
    let fix = |e: Raised| {
        use crate::exceptions::{matches, types};
        if matches(&types::TypeError) {
            e.clear();
            return bad_type();
        }
        if matches(&types::OverflowError) || matches(&types::ValueError) {
            e.clear();
            return bad_value();
        }
        e
    };
    // SAFETY: as above.
    unsafe {
        match f {
            b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
                let n = value.index().and_then(|n| n.as_i64()).map_err(fix)?;
                match f {
                    b'b' => p
                        .cast::<i8>()
                        .write(i8::try_from(n).map_err(|_| bad_value())?),
                    b'h' => p
                        .cast::<i16>()
                        .write_unaligned(i16::try_from(n).map_err(|_| bad_value())?),
                    b'i' => p
                        .cast::<i32>()
                        .write_unaligned(i32::try_from(n).map_err(|_| bad_value())?),
                    _ => p.cast::<i64>().write_unaligned(n),
                }
            }
            b'B' | b'H' | b'I' | b'L' | b'Q' | b'N' | b'P' => {
                let n = value.index().and_then(|n| n.as_u64()).map_err(fix)?;
                match f {
                    b'B' => p.write(u8::try_from(n).map_err(|_| bad_value())?),
                    b'H' => p
                        .cast::<u16>()
                        .write_unaligned(u16::try_from(n).map_err(|_| bad_value())?),
                    b'I' => p
                        .cast::<u32>()
                        .write_unaligned(u32::try_from(n).map_err(|_| bad_value())?),
                    _ => p.cast::<u64>().write_unaligned(n),
                }
            }
            b'f' | b'd' | b'e' => {
                let x = crate::float::as_f64(value).map_err(fix)?;
                match f {
                    b'f' => {
                        let y = x as f32;
                        if y.is_infinite() && !x.is_infinite() {
                            return Err(bad_value());
                        }
                        p.cast::<f32>().write_unaligned(y);
                    }
                    b'd' => p.cast::<f64>().write_unaligned(x),
                    _ => p
                        .cast::<u16>()
                        .write_unaligned(f64_to_half(x).ok_or_else(bad_value)?),
                }
            }
            b'?' => p.write(value.is_true()? as u8),
            b'c' => match value.downcast::<Bytes>() {
                None => return Err(bad_type()),
                Some(b) => match b.as_slice() {
                    [b] => p.write(*b),
                    _ => return Err(bad_value()),
                },
            },
            _ => return Err(not_supported(f)),
        }
    }
    Ok(())
}

/// Reads items of any format that `struct` knows.
pub struct Unpacker(Ref, usize);

impl Unpacker {
    pub fn new(format: &[u8], itemsize: usize) -> PyResult<Unpacker> {
        let module = crate::iter::builtin("__import__")?.call(&[interned!("struct")])?;
        let format = Str::from_latin1(format)?;
        let s = module.call_method(interned!("Struct"), &[&format])?;
        Ok(Unpacker(s.get_attr(interned!("unpack_from"))?, itemsize))
    }

    /// # Safety
    /// `p` points to an item.
    pub unsafe fn unpack(&self, p: *const u8) -> PyResult {
        // SAFETY: an item is so many bytes.
        let bytes = Bytes::from_slice(unsafe { core::slice::from_raw_parts(p, self.1) })?;
        let r = self.0.call(&[&bytes])?;
        match r.downcast::<Tuple>().map(|t| t.as_slice()) {
            Some([one]) => Ok((*one).to_ref()),
            _ => Ok(r),
        }
    }
}
