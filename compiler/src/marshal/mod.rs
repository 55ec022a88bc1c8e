//! The `marshal` format, versions 0 to 5, apart from what the values are.
//!
//! [`Reader`] hands what it reads to a [`Builder`], [`Writer`] asks a [`Source`] what a value is; so the runtime reads into
//! and writes from live objects with the same code that here ([`plain`]) serves constants and code as plain data.
//! Since version 3 a value that occurs again is written as a reference to its first occurrence, by identity.

pub mod plain;
mod read;
mod write;

pub use plain::{dumps, loads};
pub use read::{Builder, CodeParts, Input, Reader, SliceInput};
pub use write::{Source, View, Writer};

/// `marshal.version`
pub const VERSION: i32 = 5;

/// Nesting deeper than this is refused both ways.
pub const MAX_DEPTH: u32 = 2000;

/// With a type, the value joins the list that references index.
const FLAG_REF: u8 = 0x80;

mod ty {
    pub const NULL: u8 = b'0';
    pub const NONE: u8 = b'N';
    pub const FALSE: u8 = b'F';
    pub const TRUE: u8 = b'T';
    pub const STOPITER: u8 = b'S';
    pub const ELLIPSIS: u8 = b'.';
    pub const INT: u8 = b'i';
    /// Read, but no longer written.
    pub const INT64: u8 = b'I';
    pub const FLOAT: u8 = b'f';
    pub const BINARY_FLOAT: u8 = b'g';
    pub const COMPLEX: u8 = b'x';
    pub const BINARY_COMPLEX: u8 = b'y';
    pub const LONG: u8 = b'l';
    pub const STRING: u8 = b's';
    pub const INTERNED: u8 = b't';
    pub const REF: u8 = b'r';
    pub const TUPLE: u8 = b'(';
    pub const LIST: u8 = b'[';
    pub const DICT: u8 = b'{';
    pub const CODE: u8 = b'c';
    pub const UNICODE: u8 = b'u';
    pub const UNKNOWN: u8 = b'?';
    pub const SET: u8 = b'<';
    pub const FROZENSET: u8 = b'>';
    pub const SLICE: u8 = b':';
    pub const ASCII: u8 = b'a';
    pub const ASCII_INTERNED: u8 = b'A';
    pub const SMALL_TUPLE: u8 = b')';
    pub const SHORT_ASCII: u8 = b'z';
    pub const SHORT_ASCII_INTERNED: u8 = b'Z';
}

/// Bits of a digit in the file.
const DIGIT_BITS: u32 = 15;

/// What is wrong with the data, or with what was to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarshalError {
    /// EOFError
    Eof(&'static str),
    /// ValueError
    Value(&'static str),
    /// TypeError
    Type(&'static str),
    Memory,
}

impl std::fmt::Display for MarshalError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            MarshalError::Eof(m) | MarshalError::Value(m) | MarshalError::Type(m) => m,
            MarshalError::Memory => "out of memory",
        })
    }
}

impl std::error::Error for MarshalError {}
