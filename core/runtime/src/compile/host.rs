//! The compiler's surroundings: warnings through `warnings`, codecs through the registry, the native stack's limit.

use base::tstate;
use compiler::ast::Location;
use compiler::error::{CompileError, ErrorKind};
use objects::exceptions::types;
use objects::prelude::*;
use objects::{exceptions, warnings};

/// The compiler's host while the runtime runs.
pub struct RuntimeHost {
    filename: Ref<Str>,
    shown: String,
}

impl RuntimeHost {
    pub fn new(filename: &Str) -> RuntimeHost {
        RuntimeHost {
            filename: filename.to_ref(),
            shown: filename.to_string_lossy().into_owned(),
        }
    }
}

fn raised() -> CompileError {
    CompileError::new(ErrorKind::Raised, "")
}

impl compiler::host::Host for RuntimeHost {
    fn syntax_warning(&mut self, message: &str, location: Location) -> Result<(), CompileError> {
        match warnings::warn_explicit(
            &types::SyntaxWarning,
            message,
            &self.filename,
            location.lineno,
        ) {
            Ok(()) => Ok(()),
            // a warning that is an error becomes a SyntaxError at its place
            Err(r) => {
                if exceptions::matches(&types::SyntaxWarning) {
                    r.clear();
                    return Err(CompileError::syntax(message, location));
                }
                Err(raised())
            }
        }
    }

    fn decode(&mut self, encoding: &str, bytes: &[u8]) -> Result<String, CompileError> {
        if let Ok(text) = compiler::source::decode_simple(encoding, bytes) {
            return Ok(text);
        }
        let decode = || -> PyResult<String> {
            let data = Bytes::from_slice(bytes)?;
            let text = objects::codecs::decode(&data, encoding, None)?;
            match text.downcast::<Str>() {
                Some(s) => Ok(s.as_utf8()?.to_owned()),
                None => Err(raise!(
                    TypeError,
                    "decoder should return a string result, not '{}'",
                    text.class().tp_name()
                )),
            }
        };
        decode().map_err(|r| {
            // an unknown encoding or undecodable text is a SyntaxError with the codec's own words
            if exceptions::matches(&types::LookupError) {
                r.clear();
                return CompileError::new(
                    ErrorKind::SyntaxError,
                    format!("unknown encoding: {encoding}"),
                );
            }
            raised()
        })
    }

    fn source_line(&mut self, lineno: i32) -> Option<String> {
        if self.shown.starts_with('<') {
            return None;
        }
        let text = std::fs::read(&self.shown).ok()?;
        let line = text
            .split_inclusive(|&b| b == b'\n')
            .nth(usize::try_from(lineno - 1).ok()?)?;
        String::from_utf8(line.to_vec()).ok()
    }

    fn filename(&self) -> Option<&str> {
        Some(&self.shown)
    }

    fn stack_limit(&self) -> Option<usize> {
        // SAFETY: attached.
        Some(unsafe { (*tstate::current_impl()).c_stack_soft_limit })
    }
}
