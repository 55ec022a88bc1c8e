//! `pymacro.h`: versions as numbers.

use core::ffi::{c_int, c_ulong};

/// `PY_VERSION_HEX` of a version.
#[unsafe(no_mangle)]
pub extern "C" fn Py_PACK_FULL_VERSION(
    major: c_int,
    minor: c_int,
    micro: c_int,
    level: c_int,
    serial: c_int,
) -> u32 {
    (major as u32 & 0xff) << 24
        | (minor as u32 & 0xff) << 16
        | (micro as u32 & 0xff) << 8
        | (level as u32 & 0xf) << 4
        | (serial as u32 & 0xf)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_PACK_VERSION(major: c_int, minor: c_int) -> u32 {
    Py_PACK_FULL_VERSION(major, minor, 0, 0, 0)
}

/// The version of this library, as `PY_VERSION_HEX`.
#[unsafe(no_mangle)]
pub static Py_Version: c_ulong = 0x030e_08f0;
