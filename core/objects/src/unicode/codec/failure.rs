//! What a codec does where it cannot go on: the error handlers, the common ones natively and the others by calling them.
//!
//! A codec is a function that runs until the end or the first thing it cannot convert (`Bad`). `decode_with` and
//! `encode_with` run it, let the handler decide, and go on where that says.

use base::{PyResult, Ref};

use crate::codecs::{self, errors as raising};
use crate::prelude::*;
use crate::unicode::{Chars, Unit, Writer, each_width};

/// What could not be converted: a range of the input, and why.
#[derive(Clone, Copy)]
pub struct Bad {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// The handlers with a native short cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Strict,
    Ignore,
    Replace,
    SurrogateEscape,
    Other,
}

fn kind(errors: Option<&str>) -> Kind {
    match errors {
        None | Some("strict") => Kind::Strict,
        Some("ignore") => Kind::Ignore,
        Some("replace") => Kind::Replace,
        Some("surrogateescape") => Kind::SurrogateEscape,
        Some(_) => Kind::Other,
    }
}

/// The pair that a handler returned, its second item made a position within the input.
fn answer(result: Ref, len: usize, message: &str) -> PyResult<(Ref, usize)> {
    let pair = result
        .downcast::<Tuple>()
        .filter(|t| t.len() == 2)
        .map(|t| t.as_slice());
    let Some([what, position]) = pair else {
        return Err(raise!(TypeError, "{}", message));
    };
    if position.downcast::<Long>().is_none() && !crate::sequence::has_index(position) {
        return Err(raise!(TypeError, "{}", message));
    }
    let given = position.index_isize(false)?;
    let at = if given < 0 {
        given + len as isize
    } else {
        given
    };
    if at < 0 || at > len as isize {
        return Err(raise!(
            IndexError,
            "position {} from error handler out of bounds",
            given
        ));
    }
    Ok((what.to_ref(), at as usize))
}

/// A decoder: reads from `*at` on and writes; gives what it cannot read, with `*at` where that begins.
pub trait Decode {
    fn run(&mut self, input: &[u8], at: &mut usize, out: &mut Writer) -> PyResult<Option<Bad>>;
}

impl<F: FnMut(&[u8], &mut usize, &mut Writer) -> PyResult<Option<Bad>>> Decode for F {
    fn run(&mut self, input: &[u8], at: &mut usize, out: &mut Writer) -> PyResult<Option<Bad>> {
        self(input, at, out)
    }
}

/// Runs a decoder over the input; gives the text and how many bytes were read.
pub fn decode_with(
    encoding: &str,
    errors: Option<&str>,
    input: &[u8],
    mut out: Writer,
    mut decoder: impl Decode,
) -> PyResult<(Ref<Str>, usize)> {
    let mut at = 0;
    // A handler may put other input in the place of the given one.
    let mut replaced: Option<Ref<Bytes>> = None;
    let kind = kind(errors);
    let mut handler: Option<Ref> = None;
    loop {
        let s = replaced.as_ref().map_or(input, |b| b.as_slice());
        let Some(bad) = decoder.run(s, &mut at, &mut out)? else {
            break;
        };
        match kind {
            Kind::Strict => {
                return Err(raising::decode_error(
                    encoding, s, bad.start, bad.end, bad.reason,
                ));
            }
            Kind::Ignore => {
                at = bad.end;
                continue;
            }
            Kind::Replace => {
                out.push_char(0xfffd)?;
                at = bad.end;
                continue;
            }
            Kind::SurrogateEscape if s[bad.start..bad.end].iter().all(|b| *b >= 0x80) => {
                for b in &s[bad.start..bad.end] {
                    out.push_char(0xdc00 + *b as u32)?;
                }
                at = bad.end;
                continue;
            }
            _ => {}
        }
        let exception = raising::new_decode_error(encoding, s, bad.start, bad.end, bad.reason)?;
        let f = match &handler {
            Some(f) => f,
            None => handler.insert(codecs::lookup_error(errors.unwrap_or("strict"))?),
        };
        let result = f.call(&[&exception])?;
        let object = exception.get_attr(id!(object))?;
        match object.downcast_into::<Bytes>() {
            Ok(b) => replaced = Some(b),
            Err(_) => {
                return Err(raise!(
                    TypeError,
                    "exception attribute object must be bytes"
                ));
            }
        }
        let len = replaced.as_ref().map_or(0, |b| b.len());
        let message = "decoding error handler must return (str, int) tuple";
        let (what, position) = answer(result, len, message)?;
        match what.downcast::<Str>() {
            Some(s) => out.push_substring_of(s, 0, s.len())?,
            None => return Err(raise!(TypeError, "{}", message)),
        }
        at = position;
    }
    Ok((out.finish()?, at))
}

/// An encoder: writes characters from `*at` on; gives what it cannot write.
pub trait Encode {
    /// As many bytes a character takes at most. For what is known beforehand there is room when `run` and `replacement` begin.
    const LONGEST: usize;
    fn run(&mut self, input: Chars<'_>, at: &mut usize, out: &mut Vec<u8>)
    -> PyResult<Option<Bad>>;
    /// Writes the text that a handler gave instead; false if that cannot be.
    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool>;
    /// Bytes that a handler gave must be so many, or a multiple.
    fn unit(&self) -> usize {
        1
    }
}

/// Gives `write` the characters from `*at` on, to the end or to surrogates, which no UTF has bytes for.
#[inline(always)]
pub(super) fn without_surrogates(
    input: Chars<'_>,
    at: &mut usize,
    mut write: impl FnMut(u32),
) -> Option<Bad> {
    let is_surrogate = |c: u32| (0xd800..0xe000).contains(&c);
    each_width!(input, s => {
        while let Some(c) = s.get(*at) {
            let c = c.code();
            if is_surrogate(c) {
                let run = s[*at..].iter().take_while(|c| is_surrogate(c.code())).count();
                return Some(Bad { start: *at, end: *at + run, reason: "surrogates not allowed" });
            }
            write(c);
            *at += 1;
        }
    });
    None
}

/// Runs an encoder over a string.
pub fn encode_with(
    encoding: &str,
    errors: Option<&str>,
    text: &Str,
    mut out: Vec<u8>,
    encoder: &mut impl Encode,
) -> PyResult<Ref<Bytes>> {
    let mut at = 0;
    let kind = kind(errors);
    let mut handler: Option<Ref> = None;
    loop {
        room_for(&mut out, text.len().saturating_sub(at), encoder)?;
        let Some(mut bad) = encoder.run(text.chars(), &mut at, &mut out)? else {
            break;
        };
        match kind {
            Kind::Strict => {
                return Err(raising::encode_error(
                    encoding, text, bad.start, bad.end, bad.reason,
                ));
            }
            Kind::Ignore => {
                at = bad.end;
                continue;
            }
            Kind::Replace => {
                let mark = Str::latin1_char(b'?');
                let mut good = true;
                for _ in bad.start..bad.end {
                    good = good && encoder.replacement(mark, &mut out)?;
                }
                if good {
                    at = bad.end;
                    continue;
                }
                return Err(raising::encode_error(
                    encoding, text, bad.start, bad.end, bad.reason,
                ));
            }
            Kind::SurrogateEscape if encoder.unit() == 1 => {
                while bad.start < bad.end {
                    match text.char_at(bad.start) {
                        c @ 0xdc80..=0xdcff => out.push((c & 0xff) as u8),
                        _ => break,
                    }
                    bad.start += 1;
                }
                if bad.start == bad.end {
                    at = bad.end;
                    continue;
                }
            }
            _ => {}
        }
        let exception = raising::new_encode_error(encoding, text, bad.start, bad.end, bad.reason)?;
        let f = match &handler {
            Some(f) => f,
            None => handler.insert(codecs::lookup_error(errors.unwrap_or("strict"))?),
        };
        let result = f.call(&[&exception])?;
        let message = "encoding error handler must return (str/bytes, int) tuple";
        let (what, position) = answer(result, text.len(), message)?;
        let good = if let Some(b) = what.downcast::<Bytes>() {
            room(&mut out, b.len())?;
            out.extend_from_slice(b.as_slice());
            b.len().is_multiple_of(encoder.unit())
        } else if let Some(s) = what.downcast::<Str>() {
            room_for(&mut out, s.len(), encoder)?;
            encoder.replacement(s, &mut out)?
        } else {
            return Err(raise!(TypeError, "{}", message));
        };
        if !good {
            return Err(Raised::set(exception));
        }
        at = position;
    }
    Bytes::from_slice(&out)
}

/// The error handler of a translation, looked up when it is needed.
pub struct TranslateHandler<'a> {
    errors: &'a str,
    function: Option<Ref>,
}

impl<'a> TranslateHandler<'a> {
    pub fn new(errors: Option<&'a str>) -> Self {
        TranslateHandler {
            errors: errors.unwrap_or("strict"),
            function: None,
        }
    }

    /// Writes what stands for the characters `start..end`, and says where to go on.
    pub fn answer(
        &mut self,
        text: &Str,
        start: usize,
        end: usize,
        reason: &str,
        out: &mut Writer,
    ) -> PyResult<usize> {
        let f = match &self.function {
            Some(f) => f,
            None => self.function.insert(codecs::lookup_error(self.errors)?),
        };
        let exception = raising::new_translate_error(text, start, end, reason)?;
        let message = "translating error handler must return (str, int) tuple";
        let (what, at) = answer(f.call(&[&exception])?, text.len(), message)?;
        match what.downcast::<Str>() {
            Some(s) => out.push_substring_of(s, 0, s.len())?,
            None => return Err(raise!(TypeError, "{}", message)),
        }
        Ok(at)
    }
}

/// Makes room for `n` bytes more, or MemoryError.
#[inline]
pub fn room(out: &mut Vec<u8>, n: usize) -> PyResult<()> {
    match out.try_reserve(n) {
        Ok(()) => Ok(()),
        Err(_) => Err(crate::exceptions::no_memory()),
    }
}

/// Makes room for `n` characters more.
fn room_for<E: Encode>(out: &mut Vec<u8>, n: usize, _encoder: &E) -> PyResult<()> {
    room(out, n.saturating_mul(E::LONGEST))
}

/// Room for `n` bytes, or MemoryError.
pub fn buffer(n: usize) -> PyResult<Vec<u8>> {
    let mut v = Vec::new();
    room(&mut v, n)?;
    Ok(v)
}
