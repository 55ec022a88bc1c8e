//! What the compiler asks of whoever runs it.

use crate::ast::Location;
use crate::error::CompileError;

/// The surroundings of a compilation.
pub trait Host {
    /// Issues a SyntaxWarning. An `Err` ends the compilation: where the warning is an error, a SyntaxError with this
    /// message, or [`ErrorKind::Raised`](crate::error::ErrorKind) for whatever else went wrong.
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError>;

    /// Decodes source text that is in an encoding other than UTF-8. An `Err` becomes a SyntaxError with its message,
    /// unless it is [`ErrorKind::Raised`](crate::error::ErrorKind).
    fn decode(&mut self, encoding: &str, bytes: &[u8]) -> Result<String, CompileError> {
        crate::source::decode_simple(encoding, bytes)
    }

    /// Normal form KC of an identifier that is not ASCII.
    fn normalize(&mut self, name: &str) -> Result<String, CompileError> {
        Ok(crate::unicode::nfkc(name))
    }

    /// The character of a name or alias, for `\N{...}`. An `Err` says why there are no names.
    fn character_by_name(&mut self, name: &str) -> Result<Option<char>, String> {
        Ok(crate::unicode::character_by_name(name))
    }

    /// Line `lineno` of the file that is being compiled, with its newline, to show in a SyntaxError; `None` takes it
    /// from the text at hand.
    fn source_line(&mut self, _lineno: i32) -> Option<String> {
        None
    }

    /// The name of the file, for the one message that has it.
    fn filename(&self) -> Option<&str> {
        None
    }

    /// The lowest address that recursion may reach on this thread's stack; `None` leaves it to the compiler, which
    /// then grants itself a fixed amount.
    fn stack_limit(&self) -> Option<usize> {
        None
    }
}

impl<H: Host + ?Sized> Host for &mut H {
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError> {
        (**self).syntax_warning(message, location)
    }
    fn decode(&mut self, encoding: &str, bytes: &[u8]) -> Result<String, CompileError> {
        (**self).decode(encoding, bytes)
    }
    fn normalize(&mut self, name: &str) -> Result<String, CompileError> {
        (**self).normalize(name)
    }
    fn character_by_name(&mut self, name: &str) -> Result<Option<char>, String> {
        (**self).character_by_name(name)
    }
    fn source_line(&mut self, lineno: i32) -> Option<String> {
        (**self).source_line(lineno)
    }
    fn filename(&self) -> Option<&str> {
        (**self).filename()
    }
    fn stack_limit(&self) -> Option<usize> {
        (**self).stack_limit()
    }
}

/// A host that ignores warnings.
pub struct NullHost;

impl Host for NullHost {
    fn syntax_warning(&mut self, _: &str, _: Location) -> Result<(), CompileError> {
        Ok(())
    }
}
