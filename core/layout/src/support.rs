//! The little that C expresses with a macro or an anonymous struct and Rust needs a name for.

use crate::*;

/// `struct { PyASCIIObject _ascii; uint8_t _data[N]; }`: a statically allocated ASCII string (`_Py_ID`, `_Py_STR`).
/// `N` counts the terminating zero.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyASCIIObjectWithData<const N: usize> {
    pub _ascii: PyASCIIObject,
    pub _data: [u8; N],
}

/// A statically allocated Latin-1 string beyond ASCII; `N` counts the terminating zero.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyCompactUnicodeObjectWithData<const N: usize> {
    pub _latin1: PyCompactUnicodeObject,
    pub _data: [u8; N],
}

/// A value of all-zero bytes, for const-initialised statics.
///
/// # Safety
/// All-zero bytes must be a valid `T`. True of every struct of this crate: they hold integers, raw pointers,
/// optional function pointers and unions of these.
pub const unsafe fn zeroed<T: Copy>() -> T {
    // SAFETY: the caller vouches for `T`.
    unsafe { core::mem::MaybeUninit::zeroed().assume_init() }
}
