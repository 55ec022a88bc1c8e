//! `cpython/pydebug.h`: the flags of before `PyConfig`, as C variables. `Py_Initialize` starts from them.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

macro_rules! flags {
    ($($name:ident = $value:literal;)*) => {$(
        #[unsafe(no_mangle)]
        pub static mut $name: c_int = $value;
    )*};
}

flags! {
    Py_UTF8Mode = 0;
    Py_DebugFlag = 0;
    Py_VerboseFlag = 0;
    Py_QuietFlag = 0;
    Py_InteractiveFlag = 0;
    Py_InspectFlag = 0;
    Py_OptimizeFlag = 0;
    Py_NoSiteFlag = 0;
    Py_BytesWarningFlag = 0;
    Py_FrozenFlag = 0;
    Py_IgnoreEnvironmentFlag = 0;
    Py_DontWriteBytecodeFlag = 0;
    Py_NoUserSiteDirectory = 0;
    Py_UnbufferedStdioFlag = 0;
    Py_HashRandomizationFlag = 0;
    Py_IsolatedFlag = 0;
}
/// An environment variable, unless the environment is ignored.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_GETENV(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if Py_IgnoreEnvironmentFlag != 0 {
                return null_mut();
            }
            libc::getenv(name)
        }
    }
}
