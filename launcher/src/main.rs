//! `python3.14`: hands the command line to the library beside it.

use std::ffi::{c_char, c_int};

unsafe extern "C" {
    fn Py_BytesMain(argc: c_int, argv: *mut *mut c_char) -> c_int;
}

fn main() {
    let args: Vec<_> = std::env::args_os()
        .map(|a| {
            std::ffi::CString::new(std::os::unix::ffi::OsStringExt::into_vec(a)).unwrap_or_default()
        })
        .collect();
    let mut argv: Vec<*mut c_char> = args.iter().map(|a| a.as_ptr().cast_mut()).collect();
    argv.push(std::ptr::null_mut());
    // SAFETY: a NULL-terminated array of C strings that outlive the call.
    let status = unsafe { Py_BytesMain(args.len() as c_int, argv.as_mut_ptr()) };
    std::process::exit(status);
}
