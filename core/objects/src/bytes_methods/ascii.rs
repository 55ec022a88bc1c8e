//! Case and character classes, which know ASCII only.

/// White space as `bytes.split()` has it.
#[inline]
pub fn is_space(b: u8) -> bool {
    matches!(b, 9..=13 | 32)
}

fn all(s: &[u8], f: impl Fn(&u8) -> bool) -> bool {
    !s.is_empty() && s.iter().all(f)
}

pub fn isspace(s: &[u8]) -> bool {
    all(s, |b| is_space(*b))
}
pub fn isalpha(s: &[u8]) -> bool {
    all(s, u8::is_ascii_alphabetic)
}
pub fn isalnum(s: &[u8]) -> bool {
    all(s, u8::is_ascii_alphanumeric)
}
pub fn isdigit(s: &[u8]) -> bool {
    all(s, u8::is_ascii_digit)
}
pub fn islower(s: &[u8]) -> bool {
    s.iter().any(u8::is_ascii_lowercase) && !s.iter().any(u8::is_ascii_uppercase)
}
pub fn isupper(s: &[u8]) -> bool {
    s.iter().any(u8::is_ascii_uppercase) && !s.iter().any(u8::is_ascii_lowercase)
}

pub fn istitle(s: &[u8]) -> bool {
    let (mut cased, mut previous) = (false, false);
    for b in s {
        if b.is_ascii_uppercase() {
            if previous {
                return false;
            }
            (previous, cased) = (true, true);
        } else if b.is_ascii_lowercase() {
            if !previous {
                return false;
            }
            cased = true;
        } else {
            previous = false;
        }
    }
    cased
}

pub fn lower(s: &[u8]) -> Vec<u8> {
    s.to_ascii_lowercase()
}
pub fn upper(s: &[u8]) -> Vec<u8> {
    s.to_ascii_uppercase()
}

pub fn swapcase(s: &[u8]) -> Vec<u8> {
    s.iter()
        .map(|b| {
            if b.is_ascii_alphabetic() {
                b ^ 0x20
            } else {
                *b
            }
        })
        .collect()
}

pub fn capitalize(s: &[u8]) -> Vec<u8> {
    let mut v = s.to_ascii_lowercase();
    if let Some(b) = v.first_mut() {
        b.make_ascii_uppercase();
    }
    v
}

pub fn title(s: &[u8]) -> Vec<u8> {
    let mut inside = false;
    s.iter()
        .map(|b| {
            let c = if inside {
                b.to_ascii_lowercase()
            } else {
                b.to_ascii_uppercase()
            };
            inside = b.is_ascii_alphabetic();
            c
        })
        .collect()
}
