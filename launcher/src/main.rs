//! `python3.14`: hands the command line to the library beside it.
//!
//! `main` is C's own: Rust's would open `/dev/null` in the place of standard descriptors that are closed, and would ignore
//! SIGPIPE before the library looks at what it inherits.
#![no_main]

use std::ffi::{c_char, c_int};

unsafe extern "C" {
    fn Py_BytesMain(argc: c_int, argv: *mut *mut c_char) -> c_int;
}

/// # Safety
/// Called by the C library, with a NULL-terminated array of `argc` C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(argc: c_int, argv: *mut *mut c_char) -> c_int {
    // SAFETY: the arguments as they come.
    unsafe { Py_BytesMain(argc, argv) }
}
