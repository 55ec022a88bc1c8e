//! `internal/pycore_structseq.h`.

use core::ffi::c_ulong;
use core::ptr::null_mut;

use layout::{PyStructSequence_Desc, PyTypeObject};
use objects::structseq;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyStructSequence_NewType(
    desc: *mut PyStructSequence_Desc,
    flags: c_ulong,
) -> *mut PyTypeObject {
    // SAFETY: the caller's contract.
    unsafe { structseq::new_type(desc, flags).map_or(null_mut(), |t| t.into_ptr().cast()) }
}
