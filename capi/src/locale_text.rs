//! Text of the locale, as C programs have it in `char *`: decoded and encoded as UTF-8 in UTF-8 mode, as ASCII in the "C" locale, else by the
//! C library as `LC_CTYPE` says at the moment. What cannot be converted is an error, or a lone surrogate for each byte (`surrogateescape`).

use core::ffi::{c_char, c_int};

use layout::{_Py_ERROR_STRICT, _Py_ERROR_SURROGATEESCAPE, _Py_ERROR_SURROGATEPASS};
use libc::wchar_t;
use objects::unicode::utf8::{push_wtf8, wtf8_chars};
use runtime::config::locale;

/// Who converts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    Utf8,
    Ascii,
    CLibrary,
}

impl Codec {
    /// `current`: by the C library, whatever the mode.
    pub(crate) fn choose(current: bool) -> Codec {
        if current {
            Codec::CLibrary
        } else if locale::utf8_mode() {
            Codec::Utf8
        } else if locale::is_legacy() && locale::is_ascii() {
            Codec::Ascii
        } else {
            Codec::CLibrary
        }
    }
}

pub(crate) enum Failure {
    NoMemory,
    /// Where, and why.
    At(usize, &'static core::ffi::CStr),
    /// The error handler is none of those that are known here.
    Handler,
}

fn is_escape(c: u32) -> bool {
    (0xdc80..=0xdcff).contains(&c)
}

fn is_surrogate(c: u32) -> bool {
    (0xd800..0xe000).contains(&c)
}

/// Whether bytes are to be escaped, by a `_Py_error_handler`.
fn escapes(codec: Codec, errors: c_int) -> Result<bool, Failure> {
    match errors as u32 {
        _Py_ERROR_STRICT => Ok(false),
        _Py_ERROR_SURROGATEESCAPE => Ok(true),
        _Py_ERROR_SURROGATEPASS if codec == Codec::Utf8 => Ok(false),
        _ => Err(Failure::Handler),
    }
}

fn room<T>(n: usize) -> Result<Vec<T>, Failure> {
    let mut out = Vec::new();
    match out.try_reserve_exact(n) {
        Ok(()) => Ok(out),
        Err(_) => Err(Failure::NoMemory),
    }
}

pub(crate) fn decode(codec: Codec, raw: &[u8], errors: c_int) -> Result<Vec<u32>, Failure> {
    let escape = escapes(codec, errors)?;
    let pass = errors as u32 == _Py_ERROR_SURROGATEPASS;
    let mut out = room(raw.len())?;
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let taken = match codec {
            Codec::Ascii => rest[0].is_ascii().then(|| (u32::from(rest[0]), 1)),
            Codec::Utf8 => utf8_char(rest, pass),
            Codec::CLibrary => c_char_of(rest),
        };
        match taken {
            Some((c, n)) if !is_surrogate(c) || pass => {
                out.push(c);
                at += n;
            }
            _ if !escape => return Err(Failure::At(at, c"decoding error")),
            _ => {
                let n = taken.map_or(1, |(_, n)| n);
                out.extend(rest[..n].iter().map(|b| 0xdc00 + u32::from(*b)));
                at += n;
            }
        }
    }
    Ok(out)
}

/// The first character and its length.
fn utf8_char(raw: &[u8], pass: bool) -> Option<(u32, usize)> {
    let longest = &raw[..raw.len().min(4)];
    let valid = match core::str::from_utf8(longest) {
        Ok(s) => s,
        Err(e) => core::str::from_utf8(&longest[..e.valid_up_to()]).unwrap_or_default(),
    };
    if let Some(c) = valid.chars().next() {
        return Some((c.into(), c.len_utf8()));
    }
    let surrogate = wtf8_chars(raw).next().filter(|c| is_surrogate(*c));
    surrogate.filter(|_| pass).map(|c| (c, 3))
}

/// Room for glibc's and musl's `mbstate_t`, with some to spare.
#[repr(C)]
struct State([u64; 2]);

unsafe extern "C" {
    fn mbrtowc(to: *mut wchar_t, s: *const c_char, n: usize, state: *mut State) -> usize;
    fn wcstombs(to: *mut c_char, s: *const wchar_t, n: usize) -> usize;
}

fn c_char_of(raw: &[u8]) -> Option<(u32, usize)> {
    let (mut c, mut state) = (0, State([0; 2]));
    // SAFETY: reads no more than the slice; the zeroed state is the initial one.
    let n = unsafe { mbrtowc(&mut c, raw.as_ptr().cast(), raw.len(), &mut state) };
    // -1 is no character, -2 a piece of one.
    match n {
        0 => Some((0, 1)),
        n if n <= raw.len() && c as u32 <= u32::from(char::MAX) => Some((c as u32, n)),
        _ => None,
    }
}

pub(crate) fn encode(codec: Codec, text: &[u32], errors: c_int) -> Result<Vec<u8>, Failure> {
    let escape = escapes(codec, errors)?;
    let pass = errors as u32 == _Py_ERROR_SURROGATEPASS;
    let mut out = room(text.len().saturating_mul(4))?;
    for (i, &c) in text.iter().enumerate() {
        let converted = match c {
            c if is_escape(c) && escape => {
                out.push(c as u8);
                true
            }
            c if (is_surrogate(c) && !pass) || c > u32::from(char::MAX) => false,
            c => match codec {
                Codec::Ascii => {
                    out.push(c as u8);
                    c < 0x80
                }
                Codec::Utf8 => {
                    push_wtf8(&mut out, c);
                    true
                }
                Codec::CLibrary => push_c_char(&mut out, c),
            },
        };
        if !converted {
            return Err(Failure::At(i, c"encoding error"));
        }
    }
    Ok(out)
}

fn push_c_char(out: &mut Vec<u8>, c: u32) -> bool {
    let source = [c as wchar_t, 0];
    let mut raw = [0u8; 32];
    // SAFETY: a wide C string, and room for what one character becomes.
    let n = unsafe { wcstombs(raw.as_mut_ptr().cast(), source.as_ptr(), raw.len()) };
    if let Some(bytes) = raw.get(..n) {
        out.extend_from_slice(bytes);
    }
    n <= raw.len()
}
