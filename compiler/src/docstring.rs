//! Docstrings lose their common indentation at compile time, as `inspect.cleandoc` would take it, but keep their lines.

use crate::error::{CompileError, ErrorKind};
use crate::text::{Wtf8, Wtf8String};
use std::borrow::Cow;

const TAB: usize = 8;

fn expand_tabs(doc: &[u8]) -> Cow<'_, [u8]> {
    if !doc.contains(&b'\t') {
        return Cow::Borrowed(doc);
    }
    let mut out = Vec::with_capacity(doc.len());
    let mut column = 0;
    for &b in doc {
        match b {
            b'\t' => {
                let fill = TAB - column % TAB;
                out.resize(out.len() + fill, b' ');
                column += fill;
            }
            b'\n' | b'\r' => {
                out.push(b);
                column = 0;
            }
            _ => {
                out.push(b);
                // Columns count code points.
                column += (b & 0xc0 != 0x80) as usize;
            }
        }
    }
    Cow::Owned(out)
}

/// `doc` without the indentation that all its lines after the first share, and without that of the first.
pub fn clean_doc(doc: &Wtf8) -> Result<Wtf8String, CompileError> {
    if doc.as_str().is_none() {
        return Err(surrogates_not_allowed(doc));
    }
    let expanded = expand_tabs(doc.as_bytes());
    let indent = |line: &[u8]| line.iter().take_while(|b| **b == b' ').count();
    let mut lines = expanded.split(|b| *b == b'\n');
    let first = lines.next().unwrap_or_default();
    let margin = lines
        .clone()
        .filter(|l| indent(l) < l.len())
        .map(indent)
        .min()
        .unwrap_or(0);
    let mut clean = Vec::with_capacity(expanded.len());
    clean.extend_from_slice(&first[indent(first)..]);
    for line in lines {
        clean.push(b'\n');
        clean.extend_from_slice(&line[indent(line).min(margin)..]);
    }
    Ok(Wtf8String::from_bytes(clean).unwrap_or_default())
}

fn surrogates_not_allowed(doc: &Wtf8) -> CompileError {
    let text = Wtf8String::from_bytes(expand_tabs(doc.as_bytes()).into_owned()).unwrap_or_default();
    let mut points: Vec<u32> = text.code_points().collect();
    let is_surrogate = |c: &u32| (0xd800..0xe000).contains(c);
    let start = points.iter().position(is_surrogate).unwrap_or(0);
    let run = points
        .split_off(start)
        .into_iter()
        .take_while(is_surrogate)
        .collect::<Vec<_>>();
    let what = match run[..] {
        [only] => format!("character '\\u{only:04x}' in position {start}"),
        _ => format!(
            "characters in position {start}-{}",
            start + run.len().saturating_sub(1)
        ),
    };
    let message = format!("'utf-8' codec can't encode {what}: surrogates not allowed");
    CompileError {
        unencodable: Some(Box::new(text)),
        ..CompileError::new(ErrorKind::UnicodeEncodeError, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_common_indentation() {
        let clean = |s: &str| clean_doc(&Wtf8String::from(s)).unwrap().to_string();
        assert_eq!(clean("  a\n    b\n      c\n\n    "), "a\nb\n  c\n\n");
        assert_eq!(clean("a\n\tb\n        c"), "a\nb\nc");
        assert_eq!(clean("a\n  b\n c\n"), "a\n b\nc\n");
    }
}
