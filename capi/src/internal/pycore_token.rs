//! `internal/pycore_token.h`: operators' token numbers.

use core::ffi::c_int;

use compiler::tokenizer::kinds;

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
