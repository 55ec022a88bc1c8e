//! `internal/pycore_bytesobject.h`: searching and repeating bytes.

use core::ffi::c_char;

use objects::unicode::search;

use crate::support::*;

/// The index of the needle plus `offset`, or -1.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_Find(
    hay: *const c_char,
    n: isize,
    needle: *const c_char,
    m: isize,
    offset: isize,
) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        search::find(bytes(hay, n.max(0)), bytes(needle, m.max(0)))
            .map_or(-1, |i| i as isize + offset)
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_ReverseFind(
    hay: *const c_char,
    n: isize,
    needle: *const c_char,
    m: isize,
    offset: isize,
) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        search::rfind(bytes(hay, n.max(0)), bytes(needle, m.max(0)))
            .map_or(-1, |i| i as isize + offset)
    }
}

/// Fills memory with repetitions of the source.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_Repeat(to: *mut c_char, n: isize, from: *const c_char, m: isize) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let (n, m) = (n.max(0) as usize, m.max(0) as usize);
            let mut at = 0;
            while m > 0 && at < n {
                let k = m.min(n - at);
                core::ptr::copy_nonoverlapping(from, to.add(at), k);
                at += k;
            }
        }
    }
}
