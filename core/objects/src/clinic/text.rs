//! Conversion of arguments that are text or bytes.

use core::ops::Deref;

use base::{Object, PyResult, Raised};

use super::convert::{ArgName, Argument, FromArg};
use super::errors::{bad_argument, wrong_type};
use crate::{Buffer, Str, raise};

/// UTF-8 borrowed from the argument; NULs are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf8<'a>(pub &'a str);

impl Deref for Utf8<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

fn utf8<'a>(arg: &'a Object, name: &'static ArgName, or_none: bool) -> PyResult<&'a str> {
    match arg.downcast::<Str>() {
        Some(text) => text.as_utf8(),
        None => Err(wrong_type::<Str>(name, or_none, arg)),
    }
}

fn without_nul(text: &str) -> PyResult<&str> {
    if memchr::memchr(0, text.as_bytes()).is_none() {
        Ok(text)
    } else {
        Err(embedded_nul())
    }
}

#[cold]
fn embedded_nul() -> Raised {
    raise!(ValueError, "embedded null character")
}

impl<'a> FromArg<'a> for Utf8<'a> {
    type Default = &'a str;

    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        utf8(arg, name, false).map(Utf8)
    }

    fn from_arg_or_none(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        utf8(arg, name, true).map(Utf8)
    }

    fn from_default(default: &'a str) -> Self {
        Utf8(default)
    }
}

/// UTF-8 that C could read: a NUL in it is a ValueError.
impl<'a> FromArg<'a> for &'a str {
    type Default = &'a str;

    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        utf8(arg, name, false).and_then(without_nul)
    }

    fn from_arg_or_none(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        utf8(arg, name, true).and_then(without_nul)
    }

    fn from_default(default: &'a str) -> Self {
        default
    }
}

/// The one code point of a string of length 1 (surrogates too).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Char(pub u32);

impl<'a> FromArg<'a> for Char {
    type Default = char;

    fn from_arg(arg: &'a Object, name: &'static ArgName) -> PyResult<Self> {
        let Some(text) = arg.downcast::<Str>() else {
            return Err(bad_argument(name, "a unicode character", arg));
        };
        match text.len() {
            1 => Ok(Char(text.char_at(0))),
            length => {
                let ArgName { function, argument } = name;
                let colon = match argument {
                    Argument::Numbered(_) => "",
                    _ => ":",
                };
                Err(raise!(
                    TypeError,
                    "{function}(){colon} {argument} must be a unicode character, not a string of length {length}"
                ))
            }
        }
    }

    fn from_default(default: char) -> Self {
        Char(default.into())
    }
}

/// Contiguous bytes of any exporter, released on drop.
impl<'a> FromArg<'a> for Buffer {
    type Default = Buffer;

    fn from_arg(arg: &'a Object, _: &'static ArgName) -> PyResult<Self> {
        Buffer::get(arg)
    }

    fn from_default(default: Buffer) -> Self {
        default
    }
}
