//! Escape sequences of string and bytes literals, as CPython's `unicode_escape` codec and bytes parser read them.

use crate::host::Host;
use crate::text::Wtf8String;

/// The first escape sequence that means nothing: the offset of the character after its backslash.
pub(super) type InvalidEscape = Option<usize>;

/// Where the codec would stand: it sees a non-ASCII character as `\UXXXXXXXX`.
struct Positions<'t> {
    text: &'t str,
}

impl Positions<'_> {
    fn of(&self, at: usize) -> usize {
        let mut position = 0;
        let mut escaped = false;
        for (i, c) in self.text.char_indices() {
            if i >= at {
                break;
            }
            if c.is_ascii() {
                position += 1;
                escaped = c == '\\' && !escaped;
            } else {
                // A backslash before it is itself written as an escape.
                position += 10 + if escaped { 5 } else { 0 };
                escaped = false;
            }
        }
        position
    }

    fn error(&self, start: usize, end: usize, reason: &str) -> String {
        let (start, end) = (self.of(start), self.of(end));
        if end == start + 1 {
            format!(
                "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {start}: {reason}"
            )
        } else {
            format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{}: {reason}",
                end - 1
            )
        }
    }
}

fn simple_escape(c: u8) -> Option<u8> {
    Some(match c {
        b'\\' | b'\'' | b'"' => c,
        b'b' => 8,
        b'f' => 12,
        b't' => b'\t',
        b'n' => b'\n',
        b'r' => b'\r',
        b'v' => 11,
        b'a' => 7,
        _ => return None,
    })
}

/// Up to three octal digits: their value and how many.
fn octal(bytes: &[u8]) -> (u32, usize) {
    let digits = bytes
        .iter()
        .take(3)
        .take_while(|b| (b'0'..=b'7').contains(b));
    digits.fold((0, 0), |(value, n), b| {
        (value * 8 + (b - b'0') as u32, n + 1)
    })
}

pub(super) fn unescape_text(
    text: &str,
    host: &mut dyn Host,
) -> Result<(Wtf8String, InvalidEscape), String> {
    let bytes = text.as_bytes();
    let positions = Positions { text };
    let (mut out, mut invalid, mut i) = (Wtf8String::new(), None, 0);
    while let Some(n) = memchr::memchr(b'\\', &bytes[i..]) {
        out.push_str(&text[i..i + n]);
        let start = i + n;
        i = start + 1;
        let Some(&c) = bytes.get(i) else {
            // Only before a replacement field; the tokenizer has warned about `\{`.
            out.push('\\' as u32);
            break;
        };
        i += 1;
        match c {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, n) = octal(&bytes[i - 1..]);
                if value > 0o377 && invalid.is_none() {
                    invalid = Some(i - 1);
                }
                out.push(value);
                i += n - 1;
            }
            b'x' | b'u' | b'U' => {
                let (want, name) = match c {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let have = bytes[i..]
                    .iter()
                    .take(want)
                    .take_while(|b| b.is_ascii_hexdigit())
                    .count();
                let value = u32::from_str_radix(&text[i..i + have], 16).unwrap_or(0);
                i += have;
                if have < want {
                    return Err(positions.error(start, i, name));
                }
                if value > 0x10ffff {
                    return Err(positions.error(start, i, "illegal Unicode character"));
                }
                out.push(value);
            }
            b'N' => {
                let malformed = "malformed \\N character escape";
                if bytes.get(i) != Some(&b'{') {
                    return Err(positions.error(start, i, malformed));
                }
                let Some(len) = memchr::memchr(b'}', &bytes[i + 1..]) else {
                    return Err(positions.error(start, bytes.len(), malformed));
                };
                let name = &text[i + 1..i + 1 + len];
                if name.is_empty() {
                    return Err(positions.error(start, i + 1, malformed));
                }
                i += len + 2;
                match host
                    .character_by_name(name)
                    .map_err(|why| format!("(unicode error) {why}"))?
                {
                    Some(c) => out.push(c as u32),
                    None => {
                        return Err(positions.error(start, i, "unknown Unicode character name"));
                    }
                }
            }
            _ => match simple_escape(c) {
                Some(c) => out.push(c as u32),
                None => {
                    out.push(b'\\' as u32);
                    i -= 1; // whatever it is, it stands for itself
                    if invalid.is_none() {
                        // A backslash before a non-ASCII character is no error: the codec never sees it so.
                        invalid = c.is_ascii().then_some(i);
                    }
                    if c.is_ascii() {
                        out.push(c as u32);
                        i += 1;
                    }
                }
            },
        }
    }
    out.push_str(&text[i..]);
    Ok((out, invalid))
}

pub(super) fn unescape_bytes(bytes: &[u8]) -> Result<(Vec<u8>, InvalidEscape), String> {
    let (mut out, mut invalid, mut i) = (Vec::with_capacity(bytes.len()), None, 0);
    while let Some(n) = memchr::memchr(b'\\', &bytes[i..]) {
        out.extend_from_slice(&bytes[i..i + n]);
        i += n + 1;
        let Some(&c) = bytes.get(i) else {
            return Err("(value error) Trailing \\ in string".into());
        };
        i += 1;
        match c {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, n) = octal(&bytes[i - 1..]);
                if value > 0o377 && invalid.is_none() {
                    invalid = Some(i - 1);
                }
                out.push(value as u8);
                i += n - 1;
            }
            b'x' => {
                let digit = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
                let (Some(high), Some(low)) = (digit(i), digit(i + 1)) else {
                    return Err(format!(
                        "(value error) invalid \\x escape at position {}",
                        i - 2
                    ));
                };
                out.push((high * 16 + low) as u8);
                i += 2;
            }
            _ => match simple_escape(c) {
                Some(c) => out.push(c),
                None => {
                    invalid = invalid.or(Some(i - 1));
                    out.extend_from_slice(&[b'\\', c]);
                }
            },
        }
    }
    out.extend_from_slice(&bytes[i..]);
    Ok((out, invalid))
}
