//! `cpython/pyctype.h`: ASCII character classes, whatever the locale; and white space, which `str` methods look up inline.

use core::ffi::{c_uchar, c_uint};

const LOWER: c_uint = 1;
const UPPER: c_uint = 2;
const DIGIT: c_uint = 4;
const SPACE: c_uint = 8;
const HEX: c_uint = 16;

const fn classes() -> [c_uint; 256] {
    let mut t = [0; 256];
    let mut c = 0;
    while c < 128 {
        let b = c as u8;
        if b.is_ascii_lowercase() {
            t[c] |= LOWER;
        }
        if b.is_ascii_uppercase() {
            t[c] |= UPPER;
        }
        if b.is_ascii_digit() {
            t[c] |= DIGIT;
        }
        if b.is_ascii_hexdigit() {
            t[c] |= HEX;
        }
        if matches!(b, 9..=13 | 32) {
            t[c] |= SPACE;
        }
        c += 1;
    }
    t
}

const fn mapped(upper: bool) -> [c_uchar; 256] {
    let mut t = [0; 256];
    let mut c = 0;
    while c < 256 {
        let b = c as u8;
        t[c] = if upper {
            b.to_ascii_uppercase()
        } else {
            b.to_ascii_lowercase()
        };
        c += 1;
    }
    t
}

const fn spaces() -> [c_uchar; 128] {
    let mut t = [0; 128];
    let mut c = 0;
    while c < 128 {
        t[c] = matches!(c as u8, 9..=13 | 28..=32) as c_uchar;
        c += 1;
    }
    t
}

#[unsafe(no_mangle)]
pub static _Py_ctype_table: [c_uint; 256] = classes();
#[unsafe(no_mangle)]
pub static _Py_ctype_tolower: [c_uchar; 256] = mapped(false);
#[unsafe(no_mangle)]
pub static _Py_ctype_toupper: [c_uchar; 256] = mapped(true);
#[unsafe(no_mangle)]
pub static _Py_ascii_whitespace: [c_uchar; 128] = spaces();
