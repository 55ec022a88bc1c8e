//! A failed compilation as a Python exception.

use compiler::error::{CompileError, ErrorKind, Parsed};
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Raises what the compiler reports. `source` gives the line to show where the error has none.
pub fn raise(error: CompileError, filename: &Str, source: &[u8]) -> Raised {
    let ty: &Type = match error.kind {
        ErrorKind::Raised => return Raised::ASSUMED,
        ErrorKind::SyntaxError => &types::SyntaxError,
        ErrorKind::IndentationError => &types::IndentationError,
        ErrorKind::TabError => &types::TabError,
        ErrorKind::IncompleteInput => &types::_IncompleteInputError,
        ErrorKind::RecursionError => {
            // The stack was used as far as it goes; by now it is free again.
            let used = objects::recursion::usable() / 1024;
            let message = format_args!("Stack overflow (used {used} kB) during compilation");
            return exceptions::raise(&types::RecursionError, message);
        }
        ErrorKind::MemoryError => {
            return exceptions::raise(&types::MemoryError, format_args!("{}", error.message));
        }
        ErrorKind::OverflowError => {
            return exceptions::raise(&types::OverflowError, format_args!("{}", error.message));
        }
        ErrorKind::SystemError => {
            return exceptions::raise(&types::SystemError, format_args!("{}", error.message));
        }
        ErrorKind::TypeError => {
            return exceptions::raise(&types::TypeError, format_args!("{}", error.message));
        }
        ErrorKind::ValueError => {
            return exceptions::raise(&types::ValueError, format_args!("{}", error.message));
        }
        ErrorKind::RuntimeError => {
            return exceptions::raise(&types::RuntimeError, format_args!("{}", error.message));
        }
        ErrorKind::KeyError => {
            return exceptions::raise(&types::KeyError, format_args!("{}", error.message));
        }
        ErrorKind::UnicodeEncodeError => {
            // Encoding it once more raises the exception with all it has.
            if let Some(text) = &error.unencodable
                && let Err(raised) =
                    Str::from_wtf8(text.as_bytes()).and_then(|text| text.as_utf8().map(drop))
            {
                return raised;
            }
            return exceptions::raise(&types::ValueError, format_args!("{}", error.message));
        }
        ErrorKind::EndOfInput => {
            return exceptions::raise(&types::EOFError, format_args!("{}", error.message));
        }
    };
    match syntax_error(ty, &error, filename, source) {
        Ok(e) => exceptions::raise_any(ty, Some(&e)),
        Err(raised) => raised,
    }
}

/// Gives the exception what `traceback` needs to look for misspelt keywords.
fn set_metadata(exception: &Object, parsed: &Parsed) -> PyResult<()> {
    let (line, column) = parsed.last_statement;
    let source = match &parsed.source {
        Some(source) => Str::from_str(source)?.upcast(),
        None => none_ref(),
    };
    let metadata = Tuple::from_array([number(line)?, number(column)?, source])?;
    exception.set_attr(interned!("_metadata"), &metadata)
}

/// The attributes that the second argument of SyntaxError gives.
const PLACE: [&str; 6] = [
    "filename",
    "lineno",
    "offset",
    "text",
    "end_lineno",
    "end_offset",
];

fn number(n: i32) -> PyResult {
    Ok(Long::from_i64(n.into())?.upcast())
}

fn syntax_error(ty: &Type, error: &CompileError, filename: &Str, source: &[u8]) -> PyResult {
    let message = Str::from_wtf8(error.message.as_bytes())?;
    let file: Ref = filename.to_ref().upcast();
    let hidden = error.detail.as_ref().is_some_and(|d| d.hide_filename);
    let details = match (&error.detail, &error.location) {
        (Some(d), _) => {
            let file = if hidden { none_ref() } else { file };
            let text = match &d.text {
                Some(t) => Str::from_str(t)?.upcast(),
                None => none_ref(),
            };
            if d.end_lineno == -1 && d.end_offset == -1 {
                Tuple::from_array([file, number(d.lineno)?, number(d.offset)?, text])?
            } else {
                Tuple::from_array([
                    file,
                    number(d.lineno)?,
                    number(d.offset)?,
                    text,
                    number(d.end_lineno)?,
                    number(d.end_offset)?,
                ])?
            }
        }
        (None, Some(l)) => {
            // what stands after parsing counts bytes, as the reference does
            let line = line_of(filename, source, l.lineno);
            let text = match &line {
                Some(t) => Str::from_str(t)?.upcast(),
                None => none_ref(),
            };
            let details = [
                file,
                number(l.lineno)?,
                number(l.col_offset + 1)?,
                text,
                number(l.end_lineno)?,
                number(l.end_col_offset + 1)?,
            ];
            if error.place_apart {
                let exception = exceptions::new_exception(ty, &[&message])?;
                for (name, value) in PLACE.into_iter().zip(&details) {
                    exception.set_attr(Str::intern_static(name), value)?;
                }
                return Ok(exception);
            }
            Tuple::from_array(details)?
        }
        (None, None) => return exceptions::new_exception(ty, &[&message]),
    };
    let made = exceptions::new_exception(ty, &[&message, &details])?;
    if hidden {
        made.set_attr(interned!("filename"), filename)?;
    }
    if let Some(parsed) = error.detail.as_ref().and_then(|d| d.parsed.as_ref()) {
        set_metadata(&made, parsed)?;
    }
    Ok(made)
}

/// The text of a line: of the file, or of the source at hand.
fn line_of(filename: &Str, source: &[u8], lineno: i32) -> Option<String> {
    let index = usize::try_from(lineno - 1).ok()?;
    let pick = |text: &[u8]| {
        let line = text.split_inclusive(|&b| b == b'\n').nth(index)?;
        Some(String::from_utf8_lossy(line).into_owned())
    };
    if !source.is_empty() {
        return pick(source);
    }
    super::host::file_line(&filename.to_string_lossy(), lineno)
}
