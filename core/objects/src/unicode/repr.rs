//! `repr` and `ascii` of strings.

use base::{PyResult, Ref};

use super::chars::Chars;
use super::{Str, Unit, Writer, database, each_width};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// `repr(s)`.
pub fn repr(s: &Str) -> PyResult<Ref<Str>> {
    quote(s, database::is_printable)
}

/// `ascii(s)`.
pub fn ascii(s: &Str) -> PyResult<Ref<Str>> {
    quote(s, |c| (0x20..0x7f).contains(&c))
}

/// Turns a `repr` into an `ascii`: what is not ASCII is escaped (`PyObject_ASCII`).
pub fn escape_non_ascii(s: &Str) -> PyResult<Ref<Str>> {
    if s.is_ascii() {
        return Ok(s.to_ref());
    }
    let mut w = Writer::with_capacity(s.len() + 8);
    for c in s.iter_chars() {
        if c < 0x80 {
            w.push_char(c)?;
        } else {
            push_escape(&mut w, c)?;
        }
    }
    w.finish()
}

/// Appends `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub(crate) fn push_escape(w: &mut Writer, c: u32) -> PyResult<()> {
    let (letter, digits) = if c < 0x100 {
        (b'x', 2)
    } else if c < 0x10000 {
        (b'u', 4)
    } else {
        (b'U', 8)
    };
    let mut text = [b'\\'; 10];
    text[1] = letter;
    for i in 0..digits {
        text[2 + i] = HEX[(c >> (4 * (digits - 1 - i)) & 15) as usize];
    }
    w.push_ascii(&text[..2 + digits])
}

fn quote(s: &Str, printable: impl Fn(u32) -> bool) -> PyResult<Ref<Str>> {
    let chars = s.chars();
    let (single, double) = match chars {
        Chars::One(b) => (
            memchr::memchr(b'\'', b).is_some(),
            memchr::memchr(b'"', b).is_some(),
        ),
        _ => each_width!(chars, u => (
            u.iter().any(|c| c.code() == 39),
            u.iter().any(|c| c.code() == 34),
        )),
    };
    let quote = if single && !double { b'"' } else { b'\'' };
    let mut w = Writer::with_capacity(s.len() + 2);
    w.c_struct().overallocate = 0;
    w.push_char(quote as u32)?;
    w.c_struct().overallocate = 1;
    // Runs that need no escape are copied whole.
    let mut run = 0;
    for (i, c) in chars.iter().enumerate() {
        if c != quote as u32 && c != 0x5c && printable(c) {
            continue;
        }
        w.push_substring_of(s, run, i)?;
        run = i + 1;
        match c {
            0x5c => w.push_ascii(b"\\\\")?,
            9 => w.push_ascii(b"\\t")?,
            10 => w.push_ascii(b"\\n")?,
            13 => w.push_ascii(b"\\r")?,
            c if c == quote as u32 => w.push_ascii(&[b'\\', quote])?,
            c => push_escape(&mut w, c)?,
        }
    }
    w.push_substring_of(s, run, s.len())?;
    w.push_char(quote as u32)?;
    w.finish()
}
