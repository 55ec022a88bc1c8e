//! The stock error handlers: functions of an exception that answer `(replacement, position)` or raise it.

use base::{Object, PyResult, Ref};

use crate::clinic::*;
use crate::exceptions::types::{UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError};
use crate::exceptions::{BaseExc, unicode_error};
use crate::prelude::*;
use crate::unicode::Writer;
use crate::unicode::repr::push_escape;

/// Which exception it is, with the object and the range that it tells of.
enum Failure {
    Encode(Ref<Str>, usize, usize),
    Decode(Ref<Bytes>, usize, usize),
    Translate(Ref<Str>, usize, usize),
}

fn wrong_type(exception: &Object) -> Raised {
    raise!(
        TypeError,
        "don't know how to handle {:.200} in error callback",
        exception.class().tp_name()
    )
}

fn failure(exception: &Object) -> PyResult<Failure> {
    let class = exception.class();
    let base = exception
        .downcast::<BaseExc>()
        .ok_or_else(|| wrong_type(exception))?;
    if !super::is_unicode_error(exception) {
        return Err(wrong_type(exception));
    }
    let (object, start, end) = unicode_error::range_of(base)?;
    // SAFETY: the attribute's type was checked with the exception's.
    unsafe {
        Ok(if class.is_subtype(&UnicodeDecodeError) {
            Failure::Decode(object.downcast_into_unchecked(), start, end)
        } else if class.is_subtype(&UnicodeEncodeError) {
            Failure::Encode(object.downcast_into_unchecked(), start, end)
        } else {
            debug_assert!(class.is_subtype(&UnicodeTranslateError));
            Failure::Translate(object.downcast_into_unchecked(), start, end)
        })
    }
}

fn answer(text: &Object, position: usize) -> PyResult<Ref<Tuple>> {
    let at = Long::from_usize(position)?;
    Tuple::from_slice(&[text, &at])
}

/// Raises the exception that the handler was given.
fn strict(exception: &Object) -> Raised {
    if exception.downcast::<BaseExc>().is_some() {
        Raised::set(exception.to_ref())
    } else {
        raise!(TypeError, "codec must pass exception instance")
    }
}

/// Implements the 'strict' error handling, which raises a UnicodeError on coding errors.
#[pyfunction("strict_errors(exc, /)", nosig)]
fn strict_errors(exc: &Object) -> PyResult {
    Err(strict(exc))
}

/// Implements the 'ignore' error handling, which ignores malformed data and continues.
#[pyfunction("ignore_errors(exc, /)", nosig)]
fn ignore_errors(exc: &Object) -> PyResult<Ref<Tuple>> {
    match failure(exc)? {
        Failure::Encode(_, _, end) | Failure::Decode(_, _, end) | Failure::Translate(_, _, end) => {
            answer(Str::empty(), end)
        }
    }
}

/// Implements the 'replace' error handling, which replaces malformed data with a replacement marker.
#[pyfunction("replace_errors(exc, /)", nosig)]
fn replace_errors(exc: &Object) -> PyResult<Ref<Tuple>> {
    let mut w = Writer::new();
    let end = match failure(exc)? {
        Failure::Encode(_, start, end) => {
            w.push_repeat(b'?' as u32, end.saturating_sub(start))?;
            end
        }
        Failure::Decode(_, _, end) => {
            w.push_char(0xfffd)?;
            end
        }
        Failure::Translate(_, start, end) => {
            w.push_repeat(0xfffd, end.saturating_sub(start))?;
            end
        }
    };
    answer(&*w.finish()?, end)
}

/// Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML
/// character reference.
#[pyfunction("xmlcharrefreplace_errors(exc, /)", nosig)]
fn xmlcharrefreplace_errors(exc: &Object) -> PyResult<Ref<Tuple>> {
    let Failure::Encode(text, start, end) = failure(exc)? else {
        return Err(wrong_type(exc));
    };
    let mut w = Writer::new();
    for c in text.chars().slice(start.min(end), end).iter() {
        w.push_text(&format!("&#{c};"))?;
    }
    answer(&*w.finish()?, end)
}

/// Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.
#[pyfunction("backslashreplace_errors(exc, /)", nosig)]
fn backslashreplace_errors(exc: &Object) -> PyResult<Ref<Tuple>> {
    let mut w = Writer::new();
    let end = match failure(exc)? {
        Failure::Decode(bytes, start, end) => {
            for b in &bytes.as_slice()[start.min(end)..end] {
                push_escape(&mut w, *b as u32)?;
            }
            end
        }
        Failure::Encode(text, start, end) | Failure::Translate(text, start, end) => {
            for c in text.chars().slice(start.min(end), end).iter() {
                push_escape(&mut w, c)?;
            }
            end
        }
    };
    answer(&*w.finish()?, end)
}

/// Implements the 'namereplace' error handling, which replaces an unencodable character with a \N{...} escape sequence.
#[pyfunction("namereplace_errors(exc, /)", nosig)]
fn namereplace_errors(exc: &Object) -> PyResult<Ref<Tuple>> {
    let Failure::Encode(text, start, end) = failure(exc)? else {
        return Err(wrong_type(exc));
    };
    crate::unicode::names::require()?;
    let mut w = Writer::new();
    for c in text.chars().slice(start.min(end), end).iter() {
        match char::from_u32(c).and_then(unicode_names2::name) {
            Some(name) => w.push_text(&format!("\\N{{{name}}}"))?,
            None => push_escape(&mut w, c)?,
        }
    }
    answer(&*w.finish()?, end)
}

/// How surrogates are written in the encodings that `surrogatepass` knows.
#[derive(Clone, Copy)]
enum Coding {
    Utf8,
    Utf16(bool),
    Utf32(bool),
}

fn coding(exception: &BaseExc) -> PyResult<Option<Coding>> {
    let name = unicode_error::encoding_of(exception)?;
    let Some(name) = name.downcast::<Str>() else {
        return Ok(None);
    };
    let name = name
        .to_string_lossy()
        .to_ascii_lowercase()
        .replace(['-', '_'], "");
    let native = cfg!(target_endian = "big");
    Ok(Some(match name.as_str() {
        "utf8" | "cputf8" => Coding::Utf8,
        "utf16" => Coding::Utf16(native),
        "utf16le" => Coding::Utf16(false),
        "utf16be" => Coding::Utf16(true),
        "utf32" => Coding::Utf32(native),
        "utf32le" => Coding::Utf32(false),
        "utf32be" => Coding::Utf32(true),
        _ => return Ok(None),
    }))
}

fn write(c: u32, coding: Coding, out: &mut Vec<u8>) {
    match coding {
        Coding::Utf8 => crate::unicode::utf8::push_wtf8(out, c),
        Coding::Utf16(true) => out.extend_from_slice(&(c as u16).to_be_bytes()),
        Coding::Utf16(false) => out.extend_from_slice(&(c as u16).to_le_bytes()),
        Coding::Utf32(true) => out.extend_from_slice(&c.to_be_bytes()),
        Coding::Utf32(false) => out.extend_from_slice(&c.to_le_bytes()),
    }
}

/// The surrogate that the bytes begin with, and how many bytes it takes.
fn read(s: &[u8], coding: Coding) -> Option<(u32, usize)> {
    let (c, n) = match coding {
        Coding::Utf8 => match s {
            [0xed, b @ 0xa0..=0xbf, c @ 0x80..=0xbf, ..] => {
                (0xd000 | (*b as u32 & 0x3f) << 6 | (*c as u32 & 0x3f), 3)
            }
            _ => return None,
        },
        Coding::Utf16(big) => {
            let b = *s.first_chunk::<2>()?;
            let c = if big {
                u16::from_be_bytes(b)
            } else {
                u16::from_le_bytes(b)
            };
            (c as u32, 2)
        }
        Coding::Utf32(big) => {
            let b = *s.first_chunk::<4>()?;
            (
                if big {
                    u32::from_be_bytes(b)
                } else {
                    u32::from_le_bytes(b)
                },
                4,
            )
        }
    };
    (0xd800..0xe000).contains(&c).then_some((c, n))
}

/// Lets surrogates through the Unicode encodings.
#[pyfunction("surrogatepass(exc, /)", nosig)]
fn surrogatepass(exc: &Object) -> PyResult<Ref<Tuple>> {
    let what = failure(exc)?;
    let Some(base) = exc.downcast::<BaseExc>() else {
        return Err(wrong_type(exc));
    };
    let Some(coding) = coding(base)? else {
        return Err(strict(exc));
    };
    match what {
        Failure::Encode(text, start, end) => {
            let mut out = Vec::new();
            for c in text.chars().slice(start.min(end), end).iter() {
                if !(0xd800..0xe000).contains(&c) {
                    return Err(strict(exc));
                }
                out.try_room(4)?;
                write(c, coding, &mut out);
            }
            answer(&*Bytes::from_slice(&out)?, end)
        }
        Failure::Decode(bytes, start, _) => {
            match bytes.as_slice().get(start..).and_then(|s| read(s, coding)) {
                Some((c, n)) => answer(&*Str::from_char(c)?, start + n),
                None => Err(strict(exc)),
            }
        }
        Failure::Translate(..) => Err(wrong_type(exc)),
    }
}

/// Keeps bytes that cannot be decoded as lone surrogates, and makes bytes of those again.
#[pyfunction("surrogateescape(exc, /)", nosig)]
fn surrogateescape(exc: &Object) -> PyResult<Ref<Tuple>> {
    match failure(exc)? {
        Failure::Encode(text, start, end) => {
            let mut out = Vec::new();
            for c in text.chars().slice(start.min(end), end).iter() {
                if !(0xdc80..=0xdcff).contains(&c) {
                    return Err(strict(exc));
                }
                out.try_push((c & 0xff) as u8)?;
            }
            answer(&*Bytes::from_slice(&out)?, end)
        }
        Failure::Decode(bytes, start, end) => {
            let escaped: Vec<u32> = bytes.as_slice()[start.min(end)..end]
                .iter()
                .take(4)
                .take_while(|b| **b >= 0x80)
                .map(|b| 0xdc00 + *b as u32)
                .collect();
            if escaped.is_empty() {
                return Err(strict(exc));
            }
            answer(&*Str::from_code_points(&escaped)?, start + escaped.len())
        }
        Failure::Translate(..) => Err(wrong_type(exc)),
    }
}

pub(super) const NAMES: [&str; 8] = [
    "strict",
    "ignore",
    "replace",
    "xmlcharrefreplace",
    "backslashreplace",
    "namereplace",
    "surrogatepass",
    "surrogateescape",
];

struct Defs(*mut layout::PyMethodDef);
// SAFETY: the table is never written.
unsafe impl Sync for Defs {}

static DEFS: Defs = Defs(method_table![
    strict_errors,
    ignore_errors,
    replace_errors,
    xmlcharrefreplace_errors,
    backslashreplace_errors,
    namereplace_errors,
    surrogatepass,
    surrogateescape,
]);

/// The handlers by name, as the registry begins.
pub(super) fn table() -> PyResult<Ref<Dict>> {
    let table = Dict::new()?;
    for (i, name) in NAMES.iter().enumerate() {
        // SAFETY: the table has one static entry a name.
        let f = unsafe { crate::CFunction::new(DEFS.0.add(i), None, None, None)? };
        table.set_text(name, &f)?;
    }
    Ok(table)
}

/// What a built-in handler answers, whatever is registered under its name (`PyCodec_StrictErrors` and kin).
pub fn answer_of(name: &str, exc: &Object) -> PyResult {
    let up = |r: PyResult<Ref<Tuple>>| r.map(Ref::upcast);
    match name {
        "ignore" => up(ignore_errors(exc)),
        "replace" => up(replace_errors(exc)),
        "xmlcharrefreplace" => up(xmlcharrefreplace_errors(exc)),
        "backslashreplace" => up(backslashreplace_errors(exc)),
        "namereplace" => up(namereplace_errors(exc)),
        _ => strict_errors(exc),
    }
}
