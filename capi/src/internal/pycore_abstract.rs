//! `internal/pycore_abstract.h`: indices.

use core::ffi::c_void;

use objects::abstract_::number;
use objects::prelude::*;

use crate::support::*;

/// An int by `__index__`, perhaps of a subclass.
#[unsafe(no_mangle)]
pub extern "C" fn _PyNumber_Index(o: Option<&Object>) -> PyResult {
    up(number::index(some(o)?))
}

/// A converter for `O&`: leaves the variable alone for None.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_convert_optional_to_ssize_t(
    o: Option<&Object>,
    out: *mut c_void,
) -> core::ffi::c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if o.is_some_and(is_none) {
            return 1;
        }
        let convert = || {
            let o = some(o)?;
            if !number::is_index(o) {
                return Err(raise!(
                    TypeError,
                    "argument should be integer or None, not '{:.200}'",
                    o.class().tp_name()
                ));
            }
            o.index_isize_overflow()
        };
        match convert() {
            Ok(v) => {
                *out.cast::<isize>() = v;
                1
            }
            Err(_) => 0,
        }
    }
}
