//! What the functions are where a part of the argument is infinite or not a number (annex G of the C standard).
//!
//! Rows go by the real part, columns by the imaginary: -inf, negative, -0, +0, positive, inf, nan. A cell has a letter for each
//! part of the value: `i I` infinities, `n` nan, `0 z` zeros, `1 m` plus and minus one, and multiples of pi: `p P` one,
//! `h H` a half, `q Q` a quarter, `t T` three quarters. `!!` is a domain error; `..` is computed elsewhere.

use core::f64::consts::PI;

type Table = [&'static [u8; 20]; 7];

fn class(x: f64) -> usize {
    if x.is_nan() {
        6
    } else if x.is_infinite() {
        if x < 0.0 { 0 } else { 5 }
    } else if x == 0.0 {
        if x.is_sign_negative() { 2 } else { 3 }
    } else if x < 0.0 {
        1
    } else {
        4
    }
}

fn part(letter: u8) -> f64 {
    match letter {
        b'i' => f64::INFINITY,
        b'I' => -f64::INFINITY,
        b'0' => 0.0,
        b'z' => -0.0,
        b'1' => 1.0,
        b'm' => -1.0,
        b'p' => PI,
        b'P' => -PI,
        b'h' => PI / 2.0,
        b'H' => -PI / 2.0,
        b'q' => PI / 4.0,
        b'Q' => -PI / 4.0,
        b't' => PI * 0.75,
        b'T' => -PI * 0.75,
        _ => f64::NAN,
    }
}

/// The value by a table; None for a domain error.
pub fn value(table: &Table, (x, y): (f64, f64)) -> Option<(f64, f64)> {
    let at = class(y) * 3;
    let row = table[class(x)];
    match (row[at], row[at + 1]) {
        (b'!', _) => None,
        (re, im) => Some((part(re), part(im))),
    }
}

pub const EXP: Table = [
    b"00 .. 0z 00 .. 00 00",
    b"!! .. .. .. .. !! nn",
    b"!! .. .. .. .. !! nn",
    b"!! .. .. .. .. !! nn",
    b"!! .. .. .. .. !! nn",
    b"!! .. iz i0 .. !! in",
    b"nn nn nz n0 nn nn nn",
];
pub const LOG: Table = [
    b"iT iP iP ip ip it in",
    b"iH .. .. .. .. ih nn",
    b"iH .. .. .. .. ih nn",
    b"iH .. .. .. .. ih nn",
    b"iH .. .. .. .. ih nn",
    b"iQ iz iz i0 i0 iq in",
    b"in nn nn nn nn in nn",
];
pub const SQRT: Table = [
    b"iI 0I 0I 0i 0i ii ni",
    b"iI .. .. .. .. ii nn",
    b"iI .. .. .. .. ii nn",
    b"iI .. .. .. .. ii nn",
    b"iI .. .. .. .. ii nn",
    b"iI iz iz i0 i0 ii in",
    b"iI nn nn nn nn ii nn",
];
pub const ACOS: Table = [
    b"ti pi pi pI pI tI ni",
    b"hi .. .. .. .. hI nn",
    b"hi .. .. .. .. hI hn",
    b"hi .. .. .. .. hI hn",
    b"hi .. .. .. .. hI nn",
    b"qi 0i 0i 0I 0I qI ni",
    b"ni nn nn nn nn nI nn",
];
pub const ACOSH: Table = [
    b"iT iP iP ip ip it in",
    b"iH .. .. .. .. ih nn",
    b"iH .. .. .. .. ih nh",
    b"iH .. .. .. .. ih nh",
    b"iH .. .. .. .. ih nn",
    b"iQ iz iz i0 i0 iq in",
    b"in nn nn nn nn in nn",
];
pub const ASINH: Table = [
    b"IQ Iz Iz I0 I0 Iq In",
    b"IH .. .. .. .. Ih nn",
    b"IH .. .. .. .. Ih nn",
    b"iH .. .. .. .. ih nn",
    b"iH .. .. .. .. ih nn",
    b"iQ iz iz i0 i0 iq in",
    b"in nn nz n0 nn in nn",
];
pub const ATANH: Table = [
    b"zH zH zH zh zh zh zn",
    b"zH .. .. .. .. zh nn",
    b"zH .. .. .. .. zh zn",
    b"0H .. .. .. .. 0h 0n",
    b"0H .. .. .. .. 0h nn",
    b"0H 0H 0H 0h 0h 0h 0n",
    b"0H nn nn nn nn 0h nn",
];
pub const COSH: Table = [
    b"!! .. i0 iz .. !! in",
    b"!! .. .. .. .. !! nn",
    b"!! .. .. .. .. !! n0",
    b"!! .. .. .. .. !! n0",
    b"!! .. .. .. .. !! nn",
    b"!! .. iz i0 .. !! in",
    b"nn nn n0 n0 nn nn nn",
];
pub const SINH: Table = [
    b"!! .. Iz I0 .. !! in",
    b"!! .. .. .. .. !! nn",
    b"!! .. .. .. .. !! 0n",
    b"!! .. .. .. .. !! 0n",
    b"!! .. .. .. .. !! nn",
    b"!! .. iz i0 .. !! in",
    b"nn nn nz n0 nn nn nn",
];
pub const TANH: Table = [
    b"m0 .. mz m0 .. m0 m0",
    b"!! .. .. .. .. !! nn",
    b"!! .. .. .. .. !! zn",
    b"!! .. .. .. .. !! 0n",
    b"!! .. .. .. .. !! nn",
    b"10 .. 1z 10 .. 10 10",
    b"nn nn nz n0 nn nn nn",
];
pub const RECT: Table = [
    b"!! .. I0 Iz .. !! in",
    b"!! .. .. .. .. !! nn",
    b"00 .. .. .. .. 00 00",
    b"00 .. .. .. .. 00 00",
    b"!! .. .. .. .. !! nn",
    b"!! .. iz i0 .. !! in",
    b"nn nn n0 n0 nn nn nn",
];
