//! Docstrings lose their common indentation at compile time, as `inspect.cleandoc` would take it, but keep their lines.

use crate::text::Wtf8String;

const TAB: usize = 8;

fn expand_tabs(doc: &[u8]) -> Vec<u8> {
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
    out
}

/// `doc` without the indentation that all its lines after the first share, and without that of the first.
pub(crate) fn clean_doc(doc: &Wtf8String) -> Wtf8String {
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
    let mut clean = first[indent(first)..].to_vec();
    for line in lines {
        clean.push(b'\n');
        clean.extend_from_slice(&line[indent(line).min(margin)..]);
    }
    Wtf8String::from_bytes(clean).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_common_indentation() {
        let clean = |s: &str| clean_doc(&Wtf8String::from(s)).to_string();
        assert_eq!(clean("  a\n    b\n      c\n\n    "), "a\nb\n  c\n\n");
        assert_eq!(clean("a\n\tb\n        c"), "a\nb\nc");
        assert_eq!(clean("a\n  b\n c\n"), "a\n b\nc\n");
    }
}
