//! How compilation fails: one type for every stage, which the runtime turns into an exception.

use crate::ast::Location;
use std::fmt;

/// The exception to raise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    RecursionError,
    MemoryError,
    OverflowError,
    SystemError,
    TypeError,
    ValueError,
    /// The host has raised an exception of its own (a warning that is an error, an interrupt); pass it on.
    Raised,
}

/// A failed compilation. `location` has columns as UTF-8 byte offsets from 0; -1 where unknown.
#[derive(Clone, PartialEq, Debug)]
pub struct CompileError {
    pub kind: ErrorKind,
    pub message: String,
    pub location: Option<Location>,
}

impl CompileError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> CompileError {
        CompileError {
            kind,
            message: message.into(),
            location: None,
        }
    }

    pub fn syntax(message: impl Into<String>, location: Location) -> CompileError {
        CompileError {
            kind: ErrorKind::SyntaxError,
            message: message.into(),
            location: Some(location),
        }
    }

    /// Too deep a nesting for the stack that is left.
    pub fn recursion() -> CompileError {
        CompileError::new(
            ErrorKind::RecursionError,
            "maximum recursion depth exceeded during compilation",
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
