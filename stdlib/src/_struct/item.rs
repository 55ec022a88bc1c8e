//! One item between a Python value and its bytes.

use objects::float::pack;
use objects::prelude::*;

use super::error;
use super::format::{Code, Kind};

/// The int of a value, or the module's error.
fn int(value: &Object) -> PyResult<Ref<Long>> {
    if let Some(int) = value.downcast::<Long>() {
        return Ok(int.to_ref());
    }
    // SAFETY: a live type and its method table, read whole.
    let has_index = unsafe {
        let methods = (*value.type_ptr()).tp_as_number;
        !methods.is_null() && (*methods).nb_index.is_some()
    };
    if has_index {
        value.index()
    } else {
        Err(error(format_args!("required argument is not an integer")))
    }
}

#[cold]
fn out_of_range(code: &Code) -> Raised {
    let bits = code.size as u32 * 8;
    let letter = char::from(code.letter);
    if code.kind == Kind::Unsigned {
        let max = u64::MAX >> (64 - bits);
        error(format_args!(
            "'{letter}' format requires 0 <= number <= {max}"
        ))
    } else {
        let max = i64::MAX >> (64 - bits);
        error(format_args!(
            "'{letter}' format requires {} <= number <= {max}",
            -max - 1
        ))
    }
}

/// Writes the low bytes of a word in the byte order asked for.
fn put(out: &mut [u8], word: u64, big: bool) {
    let n = out.len();
    if big {
        out.copy_from_slice(&word.to_be_bytes()[8 - n..]);
    } else {
        out.copy_from_slice(&word.to_le_bytes()[..n]);
    }
}

fn get(bytes: &[u8], big: bool) -> u64 {
    let mut word = [0u8; 8];
    let n = bytes.len();
    if big {
        word[8 - n..].copy_from_slice(bytes);
        u64::from_be_bytes(word)
    } else {
        word[..n].copy_from_slice(bytes);
        u64::from_le_bytes(word)
    }
}

fn double(value: &Object, what: &str) -> PyResult<f64> {
    match value.downcast::<Float>() {
        Some(float) => Ok(float.value()),
        None => objects::float::as_f64(value).map_err(|raised| {
            raised.clear();
            error(format_args!("required argument is not a {what}"))
        }),
    }
}

fn single(value: f64, overflow: bool) -> PyResult<u32> {
    match pack::to_single(value) {
        Some(single) => Ok(single.to_bits()),
        None if !overflow => Ok((value as f32).to_bits()),
        None => Err(raise!(
            OverflowError,
            "float too large to pack with f format"
        )),
    }
}

/// Writes `value` into `out`, which is zeroed and as long as the item.
pub fn write(code: &Code, big: bool, value: &Object, out: &mut [u8]) -> PyResult<()> {
    match code.kind {
        Kind::Signed => {
            let number = int(value)?;
            let bits = code.size as u32 * 8;
            match number.to_i64() {
                Some(n) if n << (64 - bits) >> (64 - bits) == n => put(out, n as u64, big),
                _ => return Err(out_of_range(code)),
            }
        }
        Kind::Unsigned => {
            let number = int(value)?;
            match number.to_u64() {
                Some(n) if code.size == 8 || n >> (code.size as u32 * 8) == 0 => put(out, n, big),
                _ => return Err(out_of_range(code)),
            }
        }
        Kind::Pointer => {
            let number = int(value)?;
            let word = if number.is_negative() {
                number.to_i64().map(|n| n as u64)
            } else {
                number.to_u64()
            };
            put(
                out,
                word.ok_or_else(|| error(format_args!("int too large to convert")))?,
                big,
            );
        }
        Kind::Bool => out[0] = u8::from(value.is_true()?),
        Kind::Char => match value.downcast::<Bytes>().map(Bytes::as_slice) {
            Some([byte]) => out[0] = *byte,
            _ => {
                return Err(error(format_args!(
                    "char format requires a bytes object of length 1"
                )));
            }
        },
        Kind::Bytes | Kind::Pascal => write_bytes(code, value, out)?,
        Kind::Half => {
            let value = double(value, "float")?;
            let half = pack::to_half(value)
                .ok_or_else(|| raise!(OverflowError, "float too large to pack with e format"))?;
            put(out, u64::from(half), big);
        }
        Kind::Single => put(out, u64::from(single(double(value, "float")?, true)?), big),
        Kind::Double => put(out, double(value, "float")?.to_bits(), big),
        Kind::SingleComplex | Kind::DoubleComplex => {
            let (real, imag) = objects::complex::as_parts(value).map_err(|raised| {
                raised.clear();
                error(format_args!("required argument is not a complex"))
            })?;
            let (first, second) = out.split_at_mut(code.size / 2);
            if code.kind == Kind::SingleComplex {
                put(first, u64::from(single(real, false)?), big);
                put(second, u64::from(single(imag, false)?), big);
            } else {
                put(first, real.to_bits(), big);
                put(second, imag.to_bits(), big);
            }
        }
        Kind::Pad => {}
    }
    Ok(())
}

fn write_bytes(code: &Code, value: &Object, out: &mut [u8]) -> PyResult<()> {
    let buffer;
    let source = if let Some(bytes) = value.downcast::<Bytes>() {
        bytes.as_slice()
    } else if let Some(array) = value.downcast::<ByteArray>() {
        buffer = Buffer::get(array)?;
        buffer.as_slice()
    } else {
        return Err(error(format_args!(
            "argument for '{}' must be a bytes object",
            char::from(code.letter)
        )));
    };
    if code.kind == Kind::Bytes {
        let n = source.len().min(out.len());
        out[..n].copy_from_slice(&source[..n]);
    } else if let [length, text @ ..] = out {
        let n = source.len().min(text.len());
        text[..n].copy_from_slice(&source[..n]);
        *length = n.min(255) as u8;
    }
    Ok(())
}

/// The value that the bytes of an item are.
pub fn read(code: &Code, big: bool, bytes: &[u8]) -> PyResult {
    Ok(match code.kind {
        Kind::Signed => {
            let shift = 64 - code.size as u32 * 8;
            Long::from_i64((get(bytes, big) << shift) as i64 >> shift)?.upcast()
        }
        Kind::Unsigned | Kind::Pointer => Long::from_u64(get(bytes, big))?.upcast(),
        Kind::Bool => py_bool(bytes[0] != 0).to_ref(),
        Kind::Char | Kind::Bytes => Bytes::from_slice(bytes)?.upcast(),
        Kind::Pascal => match bytes {
            [length, text @ ..] => {
                Bytes::from_slice(&text[..usize::from(*length).min(text.len())])?.upcast()
            }
            [] => Bytes::from_slice(b"")?.upcast(),
        },
        Kind::Half => Float::from_f64(pack::from_half(get(bytes, big) as u16))?.upcast(),
        Kind::Single => Float::from_f64(pack::from_single(get(bytes, big) as u32))?.upcast(),
        Kind::Double => Float::from_f64(f64::from_bits(get(bytes, big)))?.upcast(),
        Kind::SingleComplex => {
            let part = |b: &[u8]| f64::from(f32::from_bits(get(b, big) as u32));
            Complex::from_parts(part(&bytes[..4]), part(&bytes[4..]))?.upcast()
        }
        Kind::DoubleComplex => {
            let part = |b: &[u8]| f64::from_bits(get(b, big));
            Complex::from_parts(part(&bytes[..8]), part(&bytes[8..]))?.upcast()
        }
        Kind::Pad => none_ref(),
    })
}
