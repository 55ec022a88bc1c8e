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
    /// The same, by the word of somebody who may not know.
    Unchecked(&'s [u8]),
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

/// Text in UTF-8 with `\n` newlines, and what stands behind it where a file cannot be read to its end.
pub struct Text {
    pub bytes: Vec<u8>,
    pub unreadable: Option<Unreadable>,
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Text {
        Text {
            bytes,
            unreadable: None,
        }
    }
}

/// A line of a file that is not UTF-8. A file is read by lines: an earlier error comes first.
pub struct Unreadable {
    line: Vec<u8>,
    /// Where in the line.
    at: usize,
    /// A cookie or a byte order mark says that the file is UTF-8.
    declared: bool,
    file: Option<String>,
}

impl Unreadable {
    /// Might a cookie name the encoding still, where one may stand?
    pub fn is_undeclared(&self) -> bool {
        !self.declared
    }

    /// The error, in the line of that number.
    pub fn error(&self, lineno: i32) -> CompileError {
        let mut error = match utf8_problem(&self.line) {
            Some(problem) if self.declared => {
                let text = String::from_utf8_lossy(&self.line).into_owned() + "\n";
                located(format!("(unicode error) {problem}"), lineno, 0, -1, text)
            }
            _ => not_utf8(&self.line, self.at, lineno, self.file.as_deref()),
        };
        if let Some(detail) = &mut error.detail {
            detail.hide_filename = false;
        }
        error
    }
}

/// The text with `\n` newlines; with `add_newline`, ended by one unless empty.
pub fn read(source: Source, add_newline: bool, host: &mut dyn Host) -> Result<Text, CompileError> {
    let bytes = match source {
        Source::Text(text) => {
            return Ok(translate_newlines(text.as_bytes(), add_newline)?.into());
        }
        Source::Unchecked(text) => return Ok(translate_newlines(text, add_newline)?.into()),
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
    let declared = has_bom || cookie.is_some();
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
            // the reader of files opens a stream, which has no advice
            _ if is_file => match error.message.split_once("; use codecs.decode()") {
                Some((message, _)) => init_error(message.into()),
                None => init_error(error.message),
            },
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
        return Ok(translate_newlines(decoded.as_bytes(), add_newline)?.into());
    }
    let Err(error) = std::str::from_utf8(&text) else {
        return Ok(text.into());
    };
    let at = error.valid_up_to();
    let start = memchr::memrchr(b'\n', &text[..at]).map_or(0, |n| n + 1);
    let end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |n| at + n);
    let line = text[start..end].to_vec();
    if !is_file {
        let lineno = 1 + memchr::memchr_iter(b'\n', &text[..at]).count() as i32;
        return Err(not_utf8(&line, at - start, lineno, None));
    }
    text.truncate(start);
    Ok(Text {
        bytes: text,
        unreadable: Some(Unreadable {
            line,
            at: at - start,
            declared,
            file: host.filename().map(str::to_string),
        }),
    })
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
        parsed: None,
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
        parsed: None,
    }));
    error
}

fn not_utf8(bytes: &[u8], at: usize, line: i32, file: Option<&str>) -> CompileError {
    let col = 1 + String::from_utf8_lossy(&bytes[..at]).chars().count() as i32;
    let end = memchr::memchr(0, bytes).unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let byte = bytes[at];
    let in_file = file.map_or(String::new(), |name| format!(" in file {name}"));
    let message = format!(
        "Non-UTF-8 code starting with '\\x{byte:02x}'{in_file} on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    located(message, line, col, col, text)
}

/// What the UTF-8 codec says of the first bad bytes.
fn utf8_problem(bytes: &[u8]) -> Option<String> {
    let error = std::str::from_utf8(bytes).err()?;
    let at = error.valid_up_to();
    let reason = match (error.error_len(), bytes[at]) {
        (None, _) => "unexpected end of data",
        (_, 0xc2..0xf5) => "invalid continuation byte",
        _ => "invalid start byte",
    };
    let length = error.error_len().unwrap_or(bytes.len() - at);
    Some(match length {
        1 => format!(
            "'utf-8' codec can't decode byte 0x{:02x} in position {at}: {reason}",
            bytes[at]
        ),
        _ => format!(
            "'utf-8' codec can't decode bytes in position {at}-{}: {reason}",
            at + length - 1
        ),
    })
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
        "utf8" | "UTF8" | "utf-8-sig" => match utf8_problem(bytes) {
            None => Ok(String::from_utf8_lossy(bytes).into_owned()),
            Some(problem) => Err(CompileError::new(ErrorKind::ValueError, problem)),
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
