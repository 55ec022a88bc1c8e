//! `cpython/pydebug.h`: the flags of before `PyConfig`, as C variables: `runtime::config::flags` has them.

use core::ffi::c_char;
use core::ptr::null_mut;

use runtime::config::flags::Py_IgnoreEnvironmentFlag;

/// An environment variable, unless the environment is ignored.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_GETENV(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        if Py_IgnoreEnvironmentFlag != 0 {
            return null_mut();
        }
        libc::getenv(name)
    }
}
