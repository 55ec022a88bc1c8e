//! What the compiler asks of whoever runs it.

use crate::ast::Location;
use crate::error::CompileError;

/// The surroundings of a compilation.
pub trait Host {
    /// Issues a SyntaxWarning. An `Err` ends the compilation: where the warning is an error, a SyntaxError with this
    /// message, or [`ErrorKind::Raised`](crate::error::ErrorKind) for whatever else went wrong.
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError>;

    /// The lowest address that recursion may reach on this thread's stack; `None` leaves it to the compiler, which
    /// then grants itself a fixed amount.
    fn stack_limit(&self) -> Option<usize> {
        None
    }
}

/// A host that ignores warnings.
pub struct NullHost;

impl Host for NullHost {
    fn syntax_warning(&mut self, _: &str, _: Location) -> Result<(), CompileError> {
        Ok(())
    }
}
