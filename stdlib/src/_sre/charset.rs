//! What a single character is asked: categories, sets, case folding.

use objects::unicode::database as unicode;

pub const FAILURE: u32 = 0;
pub const SUCCESS: u32 = 1;
pub const ANY: u32 = 2;
pub const ANY_ALL: u32 = 3;
pub const ASSERT: u32 = 4;
pub const ASSERT_NOT: u32 = 5;
pub const AT: u32 = 6;
pub const BRANCH: u32 = 7;
pub const CATEGORY: u32 = 8;
pub const CHARSET: u32 = 9;
pub const BIGCHARSET: u32 = 10;
pub const GROUPREF: u32 = 11;
pub const GROUPREF_EXISTS: u32 = 12;
pub const IN: u32 = 13;
pub const INFO: u32 = 14;
pub const JUMP: u32 = 15;
pub const LITERAL: u32 = 16;
pub const MARK: u32 = 17;
pub const MAX_UNTIL: u32 = 18;
pub const MIN_UNTIL: u32 = 19;
pub const NOT_LITERAL: u32 = 20;
pub const NEGATE: u32 = 21;
pub const RANGE: u32 = 22;
pub const REPEAT: u32 = 23;
pub const REPEAT_ONE: u32 = 24;
pub const MIN_REPEAT_ONE: u32 = 26;
pub const ATOMIC_GROUP: u32 = 27;
pub const POSSESSIVE_REPEAT: u32 = 28;
pub const POSSESSIVE_REPEAT_ONE: u32 = 29;
pub const GROUPREF_IGNORE: u32 = 30;
pub const IN_IGNORE: u32 = 31;
pub const LITERAL_IGNORE: u32 = 32;
pub const NOT_LITERAL_IGNORE: u32 = 33;
pub const GROUPREF_LOC_IGNORE: u32 = 34;
pub const IN_LOC_IGNORE: u32 = 35;
pub const LITERAL_LOC_IGNORE: u32 = 36;
pub const NOT_LITERAL_LOC_IGNORE: u32 = 37;
pub const GROUPREF_UNI_IGNORE: u32 = 38;
pub const IN_UNI_IGNORE: u32 = 39;
pub const LITERAL_UNI_IGNORE: u32 = 40;
pub const NOT_LITERAL_UNI_IGNORE: u32 = 41;
pub const RANGE_UNI_IGNORE: u32 = 42;

/// `\w` among ASCII.
#[inline]
pub fn is_word(c: u32) -> bool {
    c < 128 && (c as u8).is_ascii_alphanumeric() || c == '_' as u32
}

/// `\w` of the C locale.
#[inline]
pub fn is_locale_word(c: u32) -> bool {
    // SAFETY: a byte; the table of the locale has all of them.
    c < 256 && unsafe { libc::isalnum(c as i32) } != 0 || c == '_' as u32
}

/// `\w` among all characters.
#[inline]
pub fn is_unicode_word(c: u32) -> bool {
    if c < 128 {
        is_word(c)
    } else {
        unicode::is_alnum(c)
    }
}

fn is_ascii_space(c: u32) -> bool {
    matches!(c, 9..=13 | 32)
}

/// Is the character of a category?
#[inline]
pub fn category(code: u32, c: u32) -> bool {
    let ascii_digit = |c: u32| c.wrapping_sub(48) < 10;
    match code {
        0 => ascii_digit(c),
        1 => !ascii_digit(c),
        2 => is_ascii_space(c),
        3 => !is_ascii_space(c),
        4 => is_word(c),
        5 => !is_word(c),
        6 => c == 10,
        7 => c != 10,
        8 => is_locale_word(c),
        9 => !is_locale_word(c),
        10 => unicode::is_decimal(c),
        11 => !unicode::is_decimal(c),
        12 => unicode::is_space(c),
        13 => !unicode::is_space(c),
        14 => is_unicode_word(c),
        15 => !is_unicode_word(c),
        16 => unicode::is_linebreak(c),
        17 => !unicode::is_linebreak(c),
        _ => false,
    }
}

#[inline]
pub fn lower_ascii(c: u32) -> u32 {
    if c.wrapping_sub(65) < 26 { c + 32 } else { c }
}

#[inline]
pub fn lower_unicode(c: u32) -> u32 {
    if c < 128 {
        lower_ascii(c)
    } else {
        unicode::to_lower(c)
    }
}

#[inline]
pub fn lower_locale(c: u32) -> u32 {
    if c < 256 {
        // SAFETY: any value of an unsigned char may be asked.
        unsafe { libc::tolower(c as i32) as u32 }
    } else {
        c
    }
}

#[inline]
pub fn upper_locale(c: u32) -> u32 {
    if c < 256 {
        // SAFETY: any value of an unsigned char may be asked.
        unsafe { libc::toupper(c as i32) as u32 }
    } else {
        c
    }
}

/// Is the character in the set whose code is `set`?
#[inline]
pub fn in_set(set: &[u32], c: u32) -> bool {
    in_set_any(set, [c])
}

/// As `in_set`, of a character that counts by any of these forms.
#[inline]
fn in_set_any<const N: usize>(set: &[u32], forms: [u32; N]) -> bool {
    let mut good = true;
    let mut i = 0;
    let at = |i: usize| set.get(i).copied().unwrap_or(0);
    loop {
        let op = at(i);
        i += 1;
        match op {
            LITERAL => {
                if forms.contains(&at(i)) {
                    return good;
                }
                i += 1;
            }
            CATEGORY => {
                if forms.iter().any(|&c| category(at(i), c)) {
                    return good;
                }
                i += 1;
            }
            CHARSET => {
                let has = |c: u32| c < 256 && at(i + (c / 32) as usize) & 1 << (c % 32) != 0;
                if forms.into_iter().any(has) {
                    return good;
                }
                i += 8;
            }
            RANGE => {
                if forms.iter().any(|&c| at(i) <= c && c <= at(i + 1)) {
                    return good;
                }
                i += 2;
            }
            RANGE_UNI_IGNORE => {
                let (low, high) = (at(i), at(i + 1));
                let within = |c: u32| low <= c && c <= high;
                if forms
                    .into_iter()
                    .any(|c| within(c) || within(unicode::to_upper(c)))
                {
                    return good;
                }
                i += 2;
            }
            NEGATE => good = !good,
            BIGCHARSET => {
                let count = at(i) as usize;
                i += 1;
                // 256 bytes, four to a word, name the block of each run of 256 characters.
                let has = |c: u32| {
                    let high = (c >> 8) as usize;
                    let block = (at(i + high / 4).to_ne_bytes()[high % 4]) as usize;
                    let bit = block * 256 + (c & 255) as usize;
                    at(i + 64 + bit / 32) & 1 << (bit % 32) != 0
                };
                if forms.into_iter().any(|c| c < 0x10000 && has(c)) {
                    return good;
                }
                i += 64 + count * 8;
            }
            _ => return !good,
        }
    }
}

/// In the set of a locale-dependent pattern, by either case.
pub fn in_set_locale(set: &[u32], c: u32) -> bool {
    let (low, up) = (lower_locale(c), upper_locale(c));
    if up == low {
        return in_set(set, low);
    }
    // Each member counts by either case before what is negated is known: members come from an alternation, too.
    in_set_any(set, [low, up])
}

/// Does the one-character instruction at the beginning of `code` accept the character?
#[inline]
pub fn accepts(code: &[u32], c: u32) -> bool {
    let arg = || code.get(1).copied().unwrap_or(0);
    let set = || code.get(2..).unwrap_or(&[]);
    let locale = |x: u32| c == x || lower_locale(c) == x || upper_locale(c) == x;
    match code.first().copied().unwrap_or(FAILURE) {
        ANY => c != 10,
        ANY_ALL => true,
        LITERAL => c == arg(),
        NOT_LITERAL => c != arg(),
        LITERAL_IGNORE => lower_ascii(c) == arg(),
        NOT_LITERAL_IGNORE => lower_ascii(c) != arg(),
        LITERAL_UNI_IGNORE => lower_unicode(c) == arg(),
        NOT_LITERAL_UNI_IGNORE => lower_unicode(c) != arg(),
        LITERAL_LOC_IGNORE => locale(arg()),
        NOT_LITERAL_LOC_IGNORE => !locale(arg()),
        IN => in_set(set(), c),
        IN_IGNORE => in_set(set(), lower_ascii(c)),
        IN_UNI_IGNORE => in_set(set(), lower_unicode(c)),
        IN_LOC_IGNORE => in_set_locale(set(), c),
        CATEGORY => category(arg(), c),
        _ => false,
    }
}
