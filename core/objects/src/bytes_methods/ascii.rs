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

pub fn lower() -> impl FnMut(u8) -> u8 {
    |b| b.to_ascii_lowercase()
}
pub fn upper() -> impl FnMut(u8) -> u8 {
    |b| b.to_ascii_uppercase()
}

pub fn swapcase() -> impl FnMut(u8) -> u8 {
    |b| {
        if b.is_ascii_alphabetic() { b ^ 0x20 } else { b }
    }
}

pub fn capitalize() -> impl FnMut(u8) -> u8 {
    let mut first = true;
    move |b| {
        if core::mem::replace(&mut first, false) {
            b.to_ascii_uppercase()
        } else {
            b.to_ascii_lowercase()
        }
    }
}

pub fn title() -> impl FnMut(u8) -> u8 {
    let mut inside = false;
    move |b| {
        let capital = !core::mem::replace(&mut inside, b.is_ascii_alphabetic());
        if capital {
            b.to_ascii_uppercase()
        } else {
            b.to_ascii_lowercase()
        }
    }
}
