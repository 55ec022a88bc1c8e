//! `bytes % values`.

use base::{Object, PyResult};

use crate::percent::{Conversion, Values, integer, lay_out, read, real_text};
use crate::prelude::*;

/// `format % args`.
pub fn format(format: &[u8], args: &Object) -> PyResult<Vec<u8>> {
    let plain = args.downcast::<Bytes>().is_some()
        || args.downcast::<Str>().is_some()
        || args.downcast::<ByteArray>().is_some();
    let mut values = Values::new(args, plain);
    let mut out = super::buffer(format.len() + 100)?;
    let mut at = 0;
    while at < format.len() {
        let run = memchr::memchr(b'%', &format[at..]).map_or(format.len(), |i| at + i);
        out.extend_from_slice(&format[at..run]);
        at = run;
        if at == format.len() {
            break;
        }
        at += 1;
        if format.get(at) == Some(&b'%') {
            at += 1;
            out.push(b'%');
            continue;
        }
        if format.get(at) == Some(&b'(') {
            values.asked()?;
            let key = Bytes::from_slice(key(format, &mut at)?)?;
            values.key(&key)?;
        }
        let c = read(&mut at, |i| format.get(i).map(|b| *b as u32), &mut values)?;
        let value = values.take()?;
        convert(&mut out, &value, &c, at)?;
    }
    values.finish("bytes")?;
    Ok(out)
}

/// The key between parentheses, which may nest; `at` moves past it.
fn key<'a>(format: &'a [u8], at: &mut usize) -> PyResult<&'a [u8]> {
    let start = *at + 1;
    let mut depth = 1;
    for (i, b) in format.iter().enumerate().skip(start) {
        match b {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    *at = i + 1;
                    return Ok(&format[start..i]);
                }
            }
            _ => {}
        }
    }
    Err(raise!(ValueError, "incomplete format key"))
}

fn pad(out: &mut Vec<u8>, b: u8, n: usize) -> PyResult<()> {
    if out.try_reserve(n).is_err() {
        return Err(crate::exceptions::no_memory());
    }
    out.resize(out.len() + n, b);
    Ok(())
}

fn convert(out: &mut Vec<u8>, value: &Object, c: &Conversion, at: usize) -> PyResult<()> {
    let code = u8::try_from(c.code).unwrap_or(0);
    let text: Vec<u8> = match code {
        b's' | b'b' => plain_bytes(value)?,
        b'r' | b'a' => value.ascii()?.to_wtf8()?,
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
            let text = integer(value, c)?;
            return number(out, text.chars().as_bytes(), c);
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            // Whatever keeps it from being a float, the message is the same.
            let x = crate::float::as_f64(value).map_err(|raised| {
                raised.clear();
                raise!(
                    TypeError,
                    "float argument required, not {:.200}",
                    value.class().tp_name()
                )
            })?;
            return number(out, &real_text(x, c)?, c);
        }
        b'c' => vec![character(value)?],
        _ => {
            return Err(raise!(
                ValueError,
                "unsupported format character '{}' (0x{:x}) at index {}",
                code as char,
                c.code,
                at - 1
            ));
        }
    };
    let mut n = text.len();
    if let Some(p) = c.precision
        && code != b'c'
    {
        n = n.min(p);
    }
    let missing = c.width.saturating_sub(n);
    if !c.left {
        pad(out, b' ', missing)?;
    }
    out.extend_from_slice(&text[..n]);
    if c.left {
        pad(out, b' ', missing)?;
    }
    Ok(())
}

fn number(out: &mut Vec<u8>, text: &[u8], c: &Conversion) -> PyResult<()> {
    let l = lay_out(text, c);
    pad(out, b' ', l.before)?;
    out.extend(l.sign);
    out.extend_from_slice(l.prefix);
    pad(out, b'0', l.zeros)?;
    out.extend_from_slice(l.digits);
    pad(out, b' ', l.after)
}

/// `%b`: bytes-like objects, or what `__bytes__` gives.
fn plain_bytes(value: &Object) -> PyResult<Vec<u8>> {
    if let Some(b) = value.downcast::<Bytes>() {
        return Ok(b.as_slice().to_vec());
    }
    if let Some(f) = value.lookup_special(id!(__bytes__))? {
        let r = f.call(&[])?;
        return match r.downcast::<Bytes>() {
            Some(b) => Ok(b.as_slice().to_vec()),
            None => Err(raise!(
                TypeError,
                "__bytes__ returned non-bytes (type {:.200})",
                r.class().tp_name()
            )),
        };
    }
    if crate::buffer::has_buffer(value) {
        return Ok(Buffer::get(value)?.as_slice().to_vec());
    }
    Err(raise!(
        TypeError,
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{:.100}'",
        value.class().tp_name()
    ))
}

fn character(value: &Object) -> PyResult<u8> {
    if let Some(b) = value.downcast::<Bytes>() {
        if let [b] = b.as_slice() {
            return Ok(*b);
        }
        return Err(raise!(
            TypeError,
            "%c requires an integer in range(256) or a single byte, not a bytes object of length {}",
            b.len()
        ));
    }
    if let Some(b) = value.downcast::<ByteArray>() {
        let v = b.to_vec();
        if let [b] = v.as_slice() {
            return Ok(*b);
        }
        return Err(raise!(
            TypeError,
            "%c requires an integer in range(256) or a single byte, not a bytearray object of length {}",
            v.len()
        ));
    }
    if !crate::sequence::has_index(value) {
        return Err(raise!(
            TypeError,
            "%c requires an integer in range(256) or a single byte, not {}",
            crate::repr::full_name(value.class())
        ));
    }
    match value.index()?.to_i64() {
        Some(c @ 0..=255) => Ok(c as u8),
        _ => Err(raise!(OverflowError, "%c arg not in range(256)")),
    }
}
