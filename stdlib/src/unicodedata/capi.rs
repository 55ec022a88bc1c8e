//! `_ucnhash_CAPI`: names by C functions, for other parts of the runtime and extensions (`pycore_ucnhash.h`).

use core::ffi::{c_char, c_int, c_void};

use base::{PyResult, Ref};
use layout::{_PyUnicode_Name_CAPI, PyUnicodeData_CAPSULE_NAME};
use objects::capsule::Capsule;

use super::tables::SEQUENCES;

static NAMES: _PyUnicode_Name_CAPI = _PyUnicode_Name_CAPI {
    getname: Some(get_name),
    getcode: Some(get_code),
};

/// Writes the name of a character and a NUL. 1, or 0 if it has none or the buffer is too small.
unsafe extern "C" fn get_name(
    code: u32,
    buffer: *mut c_char,
    size: c_int,
    _with_sequences: c_int,
) -> c_int {
    let Some(name) = char::from_u32(code).and_then(unicode_names2::name) else {
        return 0;
    };
    let name = name.to_string();
    if usize::try_from(size).is_ok_and(|size| name.len() < size) {
        // SAFETY: the caller's buffer is that large.
        unsafe {
            core::ptr::copy_nonoverlapping(name.as_ptr(), buffer.cast(), name.len());
            buffer.add(name.len()).write(0);
        }
        return 1;
    }
    0
}

/// The character of a name. 1, or 0 if there is none: a sequence of several has no code here.
unsafe extern "C" fn get_code(
    name: *const c_char,
    length: c_int,
    code: *mut u32,
    _with_sequences: c_int,
) -> c_int {
    let Ok(length) = usize::try_from(length) else {
        return 0;
    };
    // SAFETY: the caller's text.
    let name = unsafe { core::slice::from_raw_parts(name.cast::<u8>(), length) };
    let found = core::str::from_utf8(name).ok();
    let found = found.filter(|n| SEQUENCES.binary_search_by_key(n, |row| row.0).is_err());
    match found.and_then(compiler::unicode::character_by_name) {
        Some(c) => {
            // SAFETY: the caller's place.
            unsafe { *code = c as u32 };
            1
        }
        None => 0,
    }
}

pub(super) fn capsule() -> PyResult<Ref<Capsule>> {
    let table = core::ptr::from_ref(&NAMES).cast_mut().cast::<c_void>();
    // SAFETY: the table and its name are static.
    unsafe { Capsule::new(table, PyUnicodeData_CAPSULE_NAME.as_ptr(), None) }
}
