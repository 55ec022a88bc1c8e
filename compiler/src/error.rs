//! How compilation fails: one type for every stage, which the runtime turns into an exception.

use crate::ast::Location;
use crate::text::Wtf8String;
use std::fmt;

/// The exception to raise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    RecursionError,
    RuntimeError,
    KeyError,
    MemoryError,
    OverflowError,
    SystemError,
    TypeError,
    ValueError,
    /// A docstring with surrogates: cleaning it goes by way of UTF-8.
    UnicodeEncodeError,
    /// The input ends within a statement (`_IncompleteInputError`, asked for by `PyCF_ALLOW_INCOMPLETE_INPUT`).
    IncompleteInput,
    /// Interactive input has ended where a statement could begin; no exception.
    EndOfInput,
    /// The host has raised an exception of its own (a warning that is an error, an interrupt); pass it on.
    Raised,
}

/// The attributes of a SyntaxError as Python sees them: columns are characters from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxDetail {
    pub lineno: i32,
    pub offset: i32,
    pub text: Option<String>,
    /// Both -1: the exception has no end.
    pub end_lineno: i32,
    pub end_offset: i32,
    /// The exception's arguments have None for the file name; its attribute is set later.
    pub hide_filename: bool,
    /// What the parser knew when it gave up.
    pub parsed: Option<Parsed>,
}

/// `SyntaxError._metadata`, from which `traceback` looks for misspelt keywords.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// Line (from 1) and byte column (from 0) of the last compound statement that was right; both 0 if there is none.
    pub last_statement: (i32, i32),
    /// The whole source, unless it is read from a file.
    pub source: Option<String>,
}

/// A failed compilation. The tokenizer and the parser fill in `detail`; later stages know a `location`, which has columns as UTF-8
/// byte offsets from 0; -1 where unknown.
#[derive(Clone, PartialEq, Debug)]
pub struct CompileError {
    pub kind: ErrorKind,
    pub message: String,
    pub location: Option<Location>,
    pub detail: Option<Box<SyntaxDetail>>,
    /// The exception is made from its message alone and told its place afterwards: `args` does not have it.
    pub place_apart: bool,
    /// What could not be encoded, of a `UnicodeEncodeError`.
    pub unencodable: Option<Box<Wtf8String>>,
}

impl CompileError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> CompileError {
        CompileError {
            kind,
            message: message.into(),
            location: None,
            detail: None,
            place_apart: false,
            unencodable: None,
        }
    }

    pub fn syntax(message: impl Into<String>, location: Location) -> CompileError {
        CompileError {
            kind: ErrorKind::SyntaxError,
            message: message.into(),
            location: Some(location),
            detail: None,
            place_apart: false,
            unencodable: None,
        }
    }

    pub(crate) fn with_place_apart(self) -> CompileError {
        CompileError {
            place_apart: true,
            ..self
        }
    }

    /// Too deep a nesting for the stack that is left.
    pub fn recursion() -> CompileError {
        CompileError::new(
            ErrorKind::RecursionError,
            "Stack overflow during compilation",
        )
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.message)?;
        if let Some(l) = self.location {
            write!(f, " ({}:{})", l.lineno, l.col_offset + 1)?;
        }
        Ok(())
    }
}

impl std::error::Error for CompileError {}
