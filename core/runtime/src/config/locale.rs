//! The locale that text of the system is in: what it is called, what it means, and what takes the place of the "C" locale.

use core::ffi::CStr;

use base::mem::_PyRuntime;

/// The name of the LC_CTYPE locale.
pub fn lc_ctype() -> String {
    // SAFETY: asks only; the answer is a C string valid until the next setlocale.
    unsafe {
        let p = libc::setlocale(libc::LC_CTYPE, core::ptr::null());
        if p.is_null() {
            String::new()
        } else {
            CStr::from_ptr(p).to_string_lossy().into_owned()
        }
    }
}

/// Does the locale say nothing about text?
pub fn is_legacy() -> bool {
    matches!(lc_ctype().as_str(), "C" | "POSIX")
}

/// Is UTF-8 mode on?
pub fn utf8_mode() -> bool {
    // SAFETY: a static word, set by pre-initialisation.
    unsafe { _PyRuntime.preconfig.utf8_mode > 0 }
}

/// The encoding of the locale, as the system names it; UTF-8 in UTF-8 mode.
pub fn encoding() -> String {
    if utf8_mode() {
        return "utf-8".to_owned();
    }
    // SAFETY: the answer is a C string valid until the next setlocale.
    let name = unsafe { CStr::from_ptr(libc::nl_langinfo(libc::CODESET)) };
    match name.to_str() {
        Ok(name) if !name.is_empty() => name.to_owned(),
        _ => "utf-8".to_owned(),
    }
}

/// Whether text of the environment is ASCII, as in the "C" locale where nothing took its place.
pub fn is_ascii() -> bool {
    matches!(&*encoding(), "ANSI_X3.4-1968" | "US-ASCII")
}

/// Takes over what the user's environment says of text.
pub fn from_environment() {
    // SAFETY: a C string; no other thread runs yet.
    unsafe { libc::setlocale(libc::LC_CTYPE, c"".as_ptr()) };
}

/// One that means UTF-8 takes the place of the "C" locale, for child processes too (PEP 538). False where the user
/// insists (LC_ALL) or the system has none.
pub fn coerce(warn: bool) -> bool {
    if std::env::var_os("LC_ALL").is_some_and(|v| !v.is_empty()) {
        return false;
    }
    for target in [c"C.UTF-8", c"C.utf8", c"UTF-8"] {
        // SAFETY: C strings; no other thread runs yet.
        unsafe {
            if libc::setlocale(libc::LC_CTYPE, target.as_ptr()).is_null()
                || CStr::from_ptr(libc::nl_langinfo(libc::CODESET)).is_empty()
            {
                continue;
            }
            libc::setenv(c"LC_CTYPE".as_ptr(), target.as_ptr(), 1);
        }
        if warn {
            crate::complain!(
                "Python detected LC_CTYPE=C: LC_CTYPE coerced to {} (set another locale or PYTHONCOERCECLOCALE=0 to disable this locale coercion behavior).",
                target.to_string_lossy()
            );
        }
        return true;
    }
    false
}
