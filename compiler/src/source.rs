//! Source bytes to UTF-8 text: byte order mark, coding cookie, decoding, newlines.

use crate::error::{CompileError, ErrorKind, SyntaxDetail};
use crate::host::Host;

/// What is to be parsed.
#[derive(Clone, Copy)]
pub enum Source<'s> {
    /// A `bytes` object, in the encoding it declares.
    Bytes(&'s [u8]),
    /// What a file holds: the same, but errors name the file.
    File(&'s [u8]),
    /// A `str`, as UTF-8.
    Text(&'s str),
}

impl<'s> From<&'s [u8]> for Source<'s> {
    fn from(bytes: &'s [u8]) -> Self {
        Source::Bytes(bytes)
    }
}

impl<'s> From<&'s str> for Source<'s> {
    fn from(text: &'s str) -> Self {
        Source::Text(text)
    }
}

/// The text with `\n` newlines; with `add_newline`, ended by one unless empty.
pub fn read(
    source: Source,
    add_newline: bool,
    host: &mut dyn Host,
) -> Result<Vec<u8>, CompileError> {
    let bytes = match source {
        Source::Text(text) => return translate_newlines(text.as_bytes(), add_newline),
        Source::Bytes(bytes) | Source::File(bytes) => bytes,
    };
    let is_file = matches!(source, Source::File(_));
    // Newlines first: they count the lines in what is said about the encoding.
    let mut text = translate_newlines(bytes, add_newline)?;
    let has_bom = text.starts_with(b"\xef\xbb\xbf");
    if has_bom {
        text.drain(..3);
    }
    let cookie = declared_encoding(&text);
    if let Some((encoding, line)) = cookie.filter(|(encoding, _)| encoding != "utf-8") {
        if has_bom {
            let first = text.split(|b| *b == b'\n').nth(line as usize - 1);
            let first = String::from_utf8_lossy(first.unwrap_or(&[])).into_owned();
            let end = first.chars().count() as i32 + (line - 1) + i32::from(is_file);
            let message = format!("encoding problem: {encoding} with BOM");
            let mut error = located(message, line, 0, end, first);
            if let Some(detail) = &mut error.detail {
                detail.hide_filename = !is_file;
            }
            return Err(error);
        }
        let failed = |error: CompileError| match error.kind {
            ErrorKind::Raised | ErrorKind::MemoryError => error,
            _ => init_error(error.message),
        };
        // The reader of files finds the cookie first and decodes what follows that line.
        let newlines = memchr::memchr_iter(b'\n', &text);
        let cut = match newlines.take(line as usize).last() {
            Some(at) if is_file => at,
            _ => 0,
        };
        let mut decoded = String::new();
        for part in [&text[..cut], &text[cut..]] {
            if !part.is_empty() {
                decoded.push_str(&host.decode(&encoding, part).map_err(failed)?);
            }
        }
        return translate_newlines(decoded.as_bytes(), add_newline);
    }
    if let Err(error) = std::str::from_utf8(&text) {
        let file = host.filename().filter(|_| is_file);
        // A last line that does not end is not counted by the reader of files.
        let unended = is_file && !bytes.ends_with(b"\n");
        return Err(not_utf8(&text, error.valid_up_to(), file, unended));
    }
    Ok(text)
}

/// A SyntaxError from before there are lines to point at.
fn init_error(message: String) -> CompileError {
    let mut error = CompileError::new(ErrorKind::SyntaxError, message);
    error.detail = Some(Box::new(SyntaxDetail {
        lineno: 0,
        offset: -1,
        text: None,
        end_lineno: -1,
        end_offset: -1,
        hide_filename: false,
    }));
    error
}

fn located(message: String, line: i32, offset: i32, end_offset: i32, text: String) -> CompileError {
    let mut error = CompileError::new(ErrorKind::SyntaxError, message);
    error.detail = Some(Box::new(SyntaxDetail {
        lineno: line,
        offset,
        text: Some(text),
        end_lineno: line,
        end_offset,
        hide_filename: true,
    }));
    error
}

fn not_utf8(bytes: &[u8], at: usize, file: Option<&str>, unended: bool) -> CompileError {
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
    let mut line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count() as i32;
    if unended && line > 1 && end + 1 >= bytes.len() {
        line -= 1;
    }
    let col = 1 + String::from_utf8_lossy(&bytes[start..at]).chars().count() as i32;
    let text = String::from_utf8_lossy(&bytes[start..end]).into_owned();
    let byte = bytes[at];
    let in_file = file.map_or(String::new(), |name| format!(" in file {name}"));
    let message = format!(
        "Non-UTF-8 code starting with '\\x{byte:02x}'{in_file} on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    let mut error = located(message, line, col, col, text);
    if let (Some(_), Some(detail)) = (file, &mut error.detail) {
        detail.hide_filename = false;
    }
    error
}

/// The encoding that a comment in the first two lines names (PEP 263), with the usual names of UTF-8 and Latin-1
/// made one; and the number of that line.
pub fn declared_encoding(bytes: &[u8]) -> Option<(String, i32)> {
    let mut lines = bytes.split(|b| *b == b'\n');
    for number in 1..=2 {
        let line = lines.next()?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let blank = line
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t' | 0x0c))
            .count();
        match line.get(blank) {
            Some(b'#') => {
                if let Some(encoding) = cookie(&line[blank..]) {
                    return Some((normal_name(encoding), number));
                }
            }
            None | Some(b'\r') => {}
            Some(_) => return None,
        }
    }
    None
}

/// The name in `coding: name` or `coding=name`.
fn cookie(comment: &[u8]) -> Option<String> {
    let mut at = 0;
    while let Some(n) = memchr::memmem::find(&comment[at..], b"coding") {
        at += n + 6;
        if !matches!(comment.get(at), Some(b':' | b'=')) {
            continue;
        }
        let rest = &comment[at + 1..];
        let rest = &rest[rest
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count()..];
        let name: String = rest
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            .map(|b| *b as char)
            .collect();
        if !name.is_empty() {
            return Some(name);
        }
    }
    None
}

fn normal_name(name: String) -> String {
    let short: String = name
        .chars()
        .take(12)
        .map(|c| {
            if c == '_' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    if short == "utf-8" || short.starts_with("utf-8-") {
        return "utf-8".into();
    }
    for latin in ["latin-1", "iso-8859-1", "iso-latin-1"] {
        if short == latin
            || short
                .strip_prefix(latin)
                .is_some_and(|rest| rest.starts_with('-'))
        {
            return "iso-8859-1".into();
        }
    }
    name
}

/// The encodings that need no codec registry.
pub fn decode_simple(encoding: &str, bytes: &[u8]) -> Result<String, CompileError> {
    match encoding {
        "iso-8859-1" => Ok(bytes.iter().map(|b| *b as char).collect()),
        "utf8" | "UTF8" | "utf-8-sig" => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_string()),
            Err(e) => {
                let (at, message) = (e.valid_up_to(), "invalid start byte");
                let message = if e.error_len() == Some(1) && (0xc2..0xf5).contains(&bytes[at]) {
                    "invalid continuation byte"
                } else {
                    message
                };
                let byte = bytes[at];
                Err(CompileError::new(
                    ErrorKind::ValueError,
                    format!(
                        "'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {message}"
                    ),
                ))
            }
        },
        "latin1" => decode_simple("iso-8859-1", bytes),
        "ascii" | "us-ascii" => match bytes.iter().position(|b| !b.is_ascii()) {
            None => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Some(at) => Err(CompileError::new(
                ErrorKind::ValueError,
                format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                    bytes[at]
                ),
            )),
        },
        _ => Err(CompileError::new(
            ErrorKind::ValueError,
            format!("unknown encoding: {encoding}"),
        )),
    }
}

/// `\r\n` and `\r` to `\n`.
pub(crate) fn translate_newlines(text: &[u8], add_newline: bool) -> Result<Vec<u8>, CompileError> {
    let mut out = Vec::new();
    out.try_reserve_exact(text.len() + 1)
        .map_err(|_| CompileError::new(ErrorKind::MemoryError, ""))?;
    let mut rest = text;
    while let Some(n) = memchr::memchr(b'\r', rest) {
        out.extend_from_slice(&rest[..n]);
        out.push(b'\n');
        rest = &rest[n + 1..];
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    out.extend_from_slice(rest);
    if add_newline && out.last().is_some_and(|b| *b != b'\n') {
        out.push(b'\n');
    }
    Ok(out)
}
