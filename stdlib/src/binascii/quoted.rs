//! Quoted-printable, and uuencoded lines.

use objects::prelude::*;

use super::{error, reserve};

const LINE: usize = 76;

fn hex_value(c: u8) -> Option<u8> {
    char::from(c).to_digit(16).map(|d| d as u8)
}

pub fn decode(data: &[u8], header: bool) -> PyResult<Vec<u8>> {
    let mut out = reserve(data.len())?;
    let mut rest = data;
    loop {
        rest = match rest {
            [] | [b'='] => return Ok(out),
            // A soft line break.
            [b'=', b'\n', tail @ ..] => tail,
            [b'=', b'\r', tail @ ..] => match memchr::memchr(b'\n', tail) {
                Some(i) => &tail[i + 1..],
                None => &[],
            },
            // Broken encoders write this.
            [b'=', b'=', tail @ ..] => {
                out.push(b'=');
                tail
            }
            [b'=', tail @ ..] => match tail {
                [a, b, after @ ..]
                    if let (Some(high), Some(low)) = (hex_value(*a), hex_value(*b)) =>
                {
                    out.push(high << 4 | low);
                    after
                }
                _ => {
                    out.push(b'=');
                    tail
                }
            },
            [b'_', tail @ ..] if header => {
                out.push(b' ');
                tail
            }
            [c, tail @ ..] => {
                out.push(*c);
                tail
            }
        };
    }
}

/// What has no place in the text as it is.
fn must_quote(
    data: &[u8],
    at: usize,
    line: usize,
    quote_tabs: bool,
    text: bool,
    header: bool,
) -> bool {
    let next = data.get(at + 1);
    match data[at] {
        127.. | b'=' => true,
        b'_' => header,
        // A line with a dot alone ends a mail.
        b'.' => line == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)),
        b'\r' | b'\n' => !text,
        b'\t' | b' ' => next.is_none() || (quote_tabs && (data[at] == b'\t' || data[at] < 33)),
        c => c < 33,
    }
}

pub fn encode(data: &[u8], quote_tabs: bool, text: bool, header: bool) -> PyResult<Vec<u8>> {
    let mut out = reserve(data.len())?;
    // Line ends are all as the first one is.
    let crlf = memchr::memchr(b'\n', data).is_some_and(|i| i > 0 && data[i - 1] == b'\r');
    let end: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let quote = |out: &mut Vec<u8>, c: u8| {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        out.extend_from_slice(&[
            b'=',
            DIGITS[usize::from(c >> 4)],
            DIGITS[usize::from(c & 15)],
        ]);
    };
    let (mut at, mut line) = (0, 0);
    while at < data.len() {
        out.try_reserve(8)
            .map_err(|_| objects::exceptions::no_memory())?;
        let c = data[at];
        if must_quote(data, at, line, quote_tabs, text, header) {
            if line + 3 >= LINE {
                out.push(b'=');
                out.extend_from_slice(end);
                line = 0;
            }
            quote(&mut out, c);
            line += 3;
            at += 1;
        } else if text && (c == b'\n' || (c == b'\r' && data.get(at + 1) == Some(&b'\n'))) {
            line = 0;
            // White space at the end of a line would be lost.
            if let Some(last @ (b' ' | b'\t')) = out.last().copied() {
                out.pop();
                quote(&mut out, last);
            }
            out.extend_from_slice(end);
            at += if c == b'\r' { 2 } else { 1 };
        } else {
            if data.get(at + 1).is_some_and(|next| *next != b'\n') && line + 1 >= LINE {
                out.push(b'=');
                out.extend_from_slice(end);
                line = 0;
            }
            line += 1;
            out.push(if header && c == b' ' { b'_' } else { c });
            at += 1;
        }
    }
    Ok(out)
}

/// One line of uuencoded data.
pub fn uu_decode(data: &[u8]) -> PyResult<Vec<u8>> {
    let Some((&first, rest)) = data.split_first() else {
        return Err(error(format_args!("Missing length byte")));
    };
    let wanted = usize::from(first.wrapping_sub(b' ') & 63);
    let mut out = reserve(wanted)?;
    let (mut bits, mut have) = (0u32, 0);
    let mut at = 0;
    while out.len() < wanted {
        // Spaces may have been eaten at the end of the line.
        let value = match rest.get(at) {
            None | Some(b'\n' | b'\r') => 0,
            Some(c @ 32..=96) => u32::from(c - b' ') & 63,
            Some(_) => return Err(error(format_args!("Illegal char"))),
        };
        at += 1;
        bits = bits << 6 | value;
        have += 6;
        if have >= 8 {
            have -= 8;
            out.push((bits >> have) as u8);
            bits &= (1 << have) - 1;
        }
    }
    let padding = |c: &u8| matches!(c, b' ' | b'`' | b'\n' | b'\r');
    if !rest.get(at..).unwrap_or(&[]).iter().all(padding) {
        return Err(error(format_args!("Trailing garbage")));
    }
    Ok(out)
}

pub fn uu_encode(data: &[u8], backtick: bool) -> PyResult<Vec<u8>> {
    if data.len() > 45 {
        return Err(error(format_args!("At most 45 bytes at once")));
    }
    let letter = |value: u32| {
        if backtick && value == 0 {
            b'`'
        } else {
            value as u8 + b' '
        }
    };
    let mut out = vec![letter(data.len() as u32)];
    for chunk in data.chunks(3) {
        let byte = |i: usize| u32::from(*chunk.get(i).unwrap_or(&0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for shift in [18, 12, 6, 0] {
            out.push(letter(word >> shift & 63));
        }
    }
    out.push(b'\n');
    Ok(out)
}
