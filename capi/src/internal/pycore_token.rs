//! `internal/pycore_token.h`: operators' token numbers, and the names of all.

use core::ffi::c_int;

use compiler::tokenizer::kinds;

use crate::support::{Text, joined, joined_len, starts};

/// The kinds in their order, then three that only messages know.
const NAMES: [&str; kinds::N_TOKENS as usize + 1] = {
    let mut names = ["<N_TOKENS>"; kinds::N_TOKENS as usize + 1];
    let mut i = 0;
    while i < names.len() - 3 {
        names[i] = kinds::TOKEN_NAMES[i];
        i += 1;
    }
    names[i] = "<ERRORTOKEN>";
    names[i + 1] = "<ENCODING>";
    names
};
static TEXT: [u8; joined_len(&NAMES)] = joined(&NAMES);
#[unsafe(no_mangle)]
pub static _PyParser_TokenNames: [Text; NAMES.len()] = starts(&NAMES, &TEXT);

fn byte(c: c_int) -> u8 {
    u8::try_from(c).unwrap_or(0)
}
#[unsafe(no_mangle)]
pub extern "C" fn _PyToken_OneChar(a: c_int) -> c_int {
    c_int::from(kinds::one_char(byte(a)))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyToken_TwoChars(a: c_int, b: c_int) -> c_int {
    c_int::from(kinds::two_char((byte(a), byte(b))))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyToken_ThreeChars(a: c_int, b: c_int, c: c_int) -> c_int {
    c_int::from(kinds::three_char((byte(a), byte(b), byte(c))))
}
