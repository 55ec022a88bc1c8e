//! `cpython/floatobject.h`: floats as bytes.

use core::ffi::{c_char, c_int};

use objects::float::pack;
use objects::prelude::*;

unsafe fn write<const N: usize>(p: *mut c_char, mut little: [u8; N], le: c_int) {
    if le == 0 {
        little.reverse();
    }
    // SAFETY: `p` has room for the bytes, by contract.
    unsafe { p.cast::<[u8; N]>().write(little) }
}

unsafe fn read<const N: usize>(p: *const c_char, le: c_int) -> [u8; N] {
    // SAFETY: `p` holds the bytes, by contract.
    let mut b = unsafe { p.cast::<[u8; N]>().read() };
    if le == 0 {
        b.reverse();
    }
    b
}

#[cold]
fn overflow(format: char) -> c_int {
    let _raised = raise!(
        OverflowError,
        "float too large to pack with {format} format"
    );
    -1
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFloat_Pack2(v: f64, p: *mut c_char, le: c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match pack::to_half(v) {
            Some(bits) => {
                write(p, bits.to_le_bytes(), le);
                0
            }
            None => overflow('e'),
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFloat_Pack4(v: f64, p: *mut c_char, le: c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        match pack::to_single(v) {
            Some(f) => {
                write(p, f.to_le_bytes(), le);
                0
            }
            None => overflow('f'),
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFloat_Pack8(v: f64, p: *mut c_char, le: c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        write(p, v.to_le_bytes(), le);
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFloat_Unpack2(p: *const c_char, le: c_int) -> f64 {
    // SAFETY: the caller's contract.
    unsafe { pack::from_half(u16::from_le_bytes(read(p, le))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFloat_Unpack4(p: *const c_char, le: c_int) -> f64 {
    // SAFETY: the caller's contract.
    unsafe { pack::from_single(u32::from_le_bytes(read(p, le))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFloat_Unpack8(p: *const c_char, le: c_int) -> f64 {
    // SAFETY: the caller's contract.
    unsafe { f64::from_le_bytes(read(p, le)) }
}
