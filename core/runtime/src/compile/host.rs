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

/// A line of a source file, decoded, without what follows a NUL; `None` if there is no such file or line.
pub fn file_line(name: &str, lineno: i32) -> Option<String> {
    if name.starts_with('<') {
        return None;
    }
    let index = usize::try_from(lineno - 1).ok()?;
    let text = std::fs::read(name).ok()?;
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let line = text.split_inclusive(|&b| b == b'\n').nth(index)?;
    let line = line.split(|&b| b == 0).next().unwrap_or(line);
    let declared = compiler::source::declared_encoding(text).map(|(encoding, _)| encoding);
    let encoding = declared.as_deref().unwrap_or("utf-8");
    if encoding == "utf-8" {
        return Some(String::from_utf8_lossy(line).into_owned());
    }
    if let Ok(line) = compiler::source::decode_simple(encoding, line) {
        return Some(line);
    }
    let decoded = Bytes::from_slice(line)
        .and_then(|line| objects::codecs::decode_text(&line, encoding, Some("replace")));
    match decoded {
        Ok(text) => Some(text.downcast::<Str>()?.to_string_lossy().into_owned()),
        Err(raised) => {
            raised.clear();
            None
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
            let text = objects::codecs::decode_text(&data, encoding, None)?;
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
            // an unknown encoding or undecodable text is a SyntaxError in the codec's own words
            if !exceptions::matches(&types::LookupError)
                && !exceptions::matches(&types::UnicodeDecodeError)
                && !exceptions::matches(&types::SyntaxError)
            {
                return raised();
            }
            let words = r.take().map(|e| e.str()).transpose();
            match words {
                Ok(Some(words)) => {
                    CompileError::new(ErrorKind::SyntaxError, words.to_string_lossy().into_owned())
                }
                Ok(None) | Err(_) => raised(),
            }
        })
    }

    fn normalize(&mut self, name: &str) -> Result<String, CompileError> {
        let normalize = || -> PyResult<String> {
            let function = crate::import::import_attr("unicodedata", interned!("normalize"))?;
            let form = function.call(&[interned!("NFKC"), &*Str::from_str(name)?])?;
            match form.downcast::<Str>() {
                Some(form) => Ok(form.as_utf8()?.to_owned()),
                None => Err(raise!(
                    TypeError,
                    "unicodedata.normalize() must return a string, not {}",
                    form.class().tp_name()
                )),
            }
        };
        normalize().map_err(|_| raised())
    }

    fn character_by_name(&mut self, name: &str) -> Result<Option<char>, String> {
        if let Err(raised) = objects::unicode::names::require() {
            raised.clear();
            return Err("\\N escapes not supported (can't load unicodedata module)".into());
        }
        Ok(compiler::unicode::character_by_name(name))
    }

    fn source_line(&mut self, lineno: i32) -> Option<String> {
        file_line(&self.shown, lineno)
    }

    fn filename(&self) -> Option<&str> {
        Some(&self.shown)
    }

    fn stack_limit(&self) -> Option<usize> {
        // SAFETY: attached.
        Some(unsafe { (*tstate::current_impl()).c_stack_soft_limit })
    }
}
