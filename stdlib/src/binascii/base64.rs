//! Base 64.

use objects::prelude::*;

use super::{error, reserve};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each character; 255 for those of no value.
const VALUES: [u8; 256] = {
    let mut table = [255; 256];
    let mut i = 0;
    while i < 64 {
        table[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    table
};

pub fn encode(data: &[u8], newline: bool) -> PyResult<Vec<u8>> {
    let mut out = reserve(data.len().div_ceil(3).saturating_mul(4).saturating_add(1))?;
    let group = |word: u32| [18, 12, 6, 0].map(|shift| ALPHABET[(word >> shift & 63) as usize]);
    let (whole, rest) = data.as_chunks::<3>();
    out.extend(
        whole
            .iter()
            .flat_map(|&[a, b, c]| group(u32::from_be_bytes([0, a, b, c]))),
    );
    match *rest {
        [a] => {
            let [x, y, ..] = group(u32::from(a) << 16);
            out.extend_from_slice(&[x, y, b'=', b'=']);
        }
        [a, b] => {
            let [x, y, z, _] = group(u32::from(a) << 16 | u32::from(b) << 8);
            out.extend_from_slice(&[x, y, z, b'=']);
        }
        _ => {}
    }
    if newline {
        out.push(b'\n');
    }
    Ok(out)
}

/// Decodes the groups of four at the beginning that hold letters of the alphabet alone; how many characters they are.
fn decode_whole_groups(data: &[u8], out: &mut Vec<u8>) -> usize {
    let (groups, _) = data.as_chunks::<4>();
    let mut done = 0;
    for group in groups {
        let [a, b, c, d] = group.map(|letter| VALUES[usize::from(letter)]);
        // 255 has the upper bits, which no value of a letter has.
        if (a | b | c | d) & 0xc0 != 0 {
            break;
        }
        out.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
        done += 4;
    }
    done
}

/// What is not of the alphabet is passed over, unless `strict`.
pub fn decode(data: &[u8], strict: bool) -> PyResult<Vec<u8>> {
    let mut out = reserve(data.len().div_ceil(4) * 3)?;
    let begun = decode_whole_groups(data, &mut out);
    // How many characters of a group of four were seen, their bits that are left, and the padding after them.
    let (mut seen, mut left, mut pads) = (0u32, 0u8, 0u32);
    for (i, &c) in data.iter().enumerate().skip(begun) {
        if c == b'=' {
            pads += 1;
            if (seen >= 2 && seen + pads <= 4) || !strict {
                continue;
            }
            if seen == 1 {
                break;
            }
            return Err(error(format_args!(
                "{}",
                if seen == 0 && i == 0 {
                    "Leading padding not allowed"
                } else {
                    "Excess padding not allowed"
                }
            )));
        }
        let value = VALUES[usize::from(c)];
        if value == 255 {
            if strict {
                return Err(error(format_args!("Only base64 data is allowed")));
            }
            continue;
        }
        if pads > 0 && strict {
            return Err(error(format_args!(
                "{}",
                if seen + pads == 4 {
                    "Excess data after padding"
                } else {
                    "Discontinuous padding not allowed"
                }
            )));
        }
        pads = 0;
        match seen {
            0 => {}
            1 => out.push(left << 2 | value >> 4),
            2 => out.push(left << 4 | value >> 2),
            _ => out.push(left << 6 | value),
        }
        left = match seen {
            0 => value,
            1 => value & 15,
            2 => value & 3,
            _ => 0,
        };
        seen = (seen + 1) % 4;
    }
    if seen == 1 {
        return Err(error(format_args!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        )));
    }
    if seen != 0 && seen + pads < 4 {
        return Err(error(format_args!("Incorrect padding")));
    }
    Ok(out)
}
