//! Encoding and decoding: the codecs that are built into `str`.

use base::{PyResult, Ref};

use super::Str;

mod filesystem;

impl Str {
    /// `errors` as for `bytes.decode("utf-8", errors)`.
    pub fn decode_utf8(bytes: &[u8], errors: Option<&core::ffi::CStr>) -> PyResult<Ref<Str>> {
        let _ = errors;
        match core::str::from_utf8(bytes) {
            Ok(s) => Str::from_str(s),
            Err(e) => {
                let at = e.valid_up_to();
                let end = at + e.error_len().unwrap_or(bytes.len() - at);
                Err(crate::codecs::errors::decode_error(
                    "utf-8",
                    bytes,
                    at,
                    end,
                    "invalid utf-8",
                ))
            }
        }
    }
}
