//! `pystrcmp.h`: comparing ASCII strings whatever their case.

use core::ffi::{c_char, c_int};

/// NULL comes before every text.
unsafe fn compare(a: *const c_char, b: *const c_char, n: usize) -> c_int {
    if a.is_null() || b.is_null() {
        return c_int::from(b.is_null()) - c_int::from(a.is_null());
    }
    for i in 0..n {
        // SAFETY: neither string has ended yet.
        let (x, y) = unsafe {
            (
                (*a.add(i) as u8).to_ascii_lowercase(),
                (*b.add(i) as u8).to_ascii_lowercase(),
            )
        };
        if x != y || x == 0 {
            return c_int::from(x) - c_int::from(y);
        }
    }
    0
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_mystricmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { compare(a, b, usize::MAX) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_mystrnicmp(a: *const c_char, b: *const c_char, n: isize) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { compare(a, b, n.max(0) as usize) }
}
