//! `python3.14`: hands the command line to the library beside it.
//!
//! `main` is C's own: Rust's would open `/dev/null` in the place of standard descriptors that are closed, and would ignore
//! SIGPIPE before the library looks at what it inherits. Without `std` the program is a page of code.
#![no_std]
#![no_main]

use core::ffi::{c_char, c_int};

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

/// Nothing here can panic; the language wants to be told what would happen.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
