//! Encodings that Expat does not know: Python's codecs of one byte a character.

use core::ffi::{CStr, c_int, c_void};

use objects::prelude::*;

use super::expat::{XML_Char, XML_STATUS_ERROR, XML_STATUS_OK, XmlEncoding};

/// What each byte of the encoding is; -1 if it is none.
fn byte_map(name: &str) -> PyResult<[c_int; 256]> {
    let all: [u8; 256] = core::array::from_fn(|i| i as u8);
    let decoded = objects::unicode::codec::decode(&all, Some(name), Some("replace"))?;
    if decoded.len() != 256 {
        return Err(raise!(ValueError, "multi-byte encodings are not supported"));
    }
    Ok(core::array::from_fn(|i| match decoded.char_at(i) {
        0xfffd => -1,
        c => c as c_int,
    }))
}

/// Expat's handler for unknown encodings (`XML_SetUnknownEncodingHandler`), with the exception set on failure.
///
/// # Safety
/// Called by Expat; attached.
pub unsafe extern "C" fn default_unknown_encoding_handler(
    _data: *mut c_void,
    name: *const XML_Char,
    info: *mut XmlEncoding,
) -> c_int {
    if base::error::occurred() {
        return XML_STATUS_ERROR;
    }
    // SAFETY: Expat's text.
    let name = unsafe { CStr::from_ptr(name) }.to_string_lossy();
    match byte_map(&name) {
        Ok(map) => {
            // SAFETY: Expat's struct, to be filled.
            unsafe {
                *info = XmlEncoding {
                    map,
                    data: core::ptr::null_mut(),
                    convert: None,
                    release: None,
                };
            }
            XML_STATUS_OK
        }
        Err(_raised) => XML_STATUS_ERROR,
    }
}
