//! The conversions at the border: what a C caller passes into borrowed views, what Rust returns into what C expects.
//!
//! A NULL where an object is needed is a SystemError, not a crash; a wrong type is what the reference raises. Panics cannot cross:
//! the artifact aborts on panic (`src/lib.rs` of the root).

use core::ffi::{CStr, c_char, c_int};
use core::ptr::null_mut;

use layout::{PyObject, PyThreadState};
use objects::exceptions::bad_internal_call;
use objects::prelude::*;

/// A borrowed reference that goes back to C, or NULL.
pub type Borrowed = *mut PyObject;

/// The current thread state; a fatal error that names the function if there is none: before initialisation, after
/// finalisation, or where the GIL is released. Functions that cannot do without have it as their first line, the common ones at
/// least: two loads and a test. Where that would show (`PyLong_AsLong`) a call without crashes, as it does in CPython.
#[inline(always)]
pub fn attached(function: &str) -> *mut PyThreadState {
    let t = base::tstate::current_or_null();
    if t.is_null() {
        released(function);
    }
    t
}

#[cold]
#[inline(never)]
pub fn released(function: &str) -> ! {
    base::fatal::error(
        Some(function),
        "the function must be called with the GIL held, after Python initialization and before Python finalization, \
         but the GIL is released (the current Python thread state is NULL)",
    )
}

/// The object, or SystemError for NULL.
#[inline(always)]
pub fn some<T>(o: Option<&T>) -> PyResult<&T> {
    match o {
        Some(o) => Ok(o),
        None => Err(null_argument()),
    }
}

/// An attribute's name; NULL is "bad argument to internal function".
pub fn attribute_name(name: Option<&Object>) -> PyResult<&Str> {
    let name = name.ok_or_else(bad_internal_call)?;
    name.downcast().ok_or_else(|| {
        raise!(
            TypeError,
            "attribute name must be string, not '{:.200}'",
            name.class().tp_name()
        )
    })
}

#[cold]
pub fn null_argument() -> Raised {
    if base::error::occurred() {
        return Raised::ASSUMED;
    }
    raise!(SystemError, "null argument to internal routine")
}

/// The typed view, or "bad argument to internal function" for NULL and for other types.
#[inline(always)]
pub fn arg<T: Subtype>(o: Option<&Object>) -> PyResult<&T> {
    match o {
        Some(o) if T::check(o) => {
            // SAFETY: layout, just checked.
            Ok(unsafe { o.downcast_unchecked() })
        }
        _ => Err(bad_internal_call()),
    }
}

/// Runs a fallible body for a function whose result is one of `base::status`' types.
#[inline(always)]
pub fn run<T, R: From<PyResult<T>>>(f: impl FnOnce() -> PyResult<T>) -> R {
    R::from(f())
}

/// As [`run`], for `int` results: 0 or a truth value; -1 with an exception.
#[inline(always)]
pub fn flag(f: impl FnOnce() -> PyResult<bool>) -> c_int {
    match f() {
        Ok(b) => c_int::from(b),
        Err(_) => -1,
    }
}

/// As [`run`], for results whose failure is told by `bad` and the exception.
#[inline(always)]
pub fn value<T>(bad: T, f: impl FnOnce() -> PyResult<T>) -> T {
    f().unwrap_or(bad)
}

/// A borrowed result of a reference that something else keeps alive.
#[inline(always)]
pub fn borrowed(r: PyResult<&Object>) -> Borrowed {
    match r {
        Ok(o) => o.as_ptr(),
        Err(_) => null_mut(),
    }
}

/// A borrowed result: the container that the reference came from goes on owning it.
#[inline(always)]
pub fn lend<T: Subtype>(r: Option<Ref<T>>) -> Borrowed {
    match r {
        Some(o) => o.as_object_ptr(),
        None => null_mut(),
    }
}

/// A new reference that may be absent without an error.
#[inline(always)]
pub fn optional(r: PyResult<Option<Ref>>) -> *mut PyObject {
    match r {
        Ok(Some(o)) => o.into_ptr(),
        _ => null_mut(),
    }
}

/// The three-way result of `PyDict_GetItemRef` and kin: 1 and a new reference, 0 and NULL, -1 and NULL with an exception.
///
/// # Safety
/// `out` is writable.
#[inline(always)]
pub unsafe fn found(out: *mut *mut PyObject, r: PyResult<Option<Ref>>) -> c_int {
    let (p, code) = match r {
        Ok(Some(o)) => (o.into_ptr(), 1),
        Ok(None) => (null_mut(), 0),
        Err(_) => (null_mut(), -1),
    };
    // SAFETY: the caller's contract.
    unsafe { out.write(p) };
    code
}

/// The text of a C string as a str, from UTF-8.
///
/// # Safety
/// `s` is a C string or NULL (SystemError).
pub unsafe fn text(s: *const c_char) -> PyResult<Ref<Str>> {
    if s.is_null() {
        return Err(null_argument());
    }
    // SAFETY: the caller's contract.
    Str::decode_utf8(unsafe { CStr::from_ptr(s) }.to_bytes(), None)
}

/// The same, interned: for attribute names.
///
/// # Safety
/// As [`text`].
pub unsafe fn name(s: *const c_char) -> PyResult<Ref<Str>> {
    // SAFETY: the caller's contract.
    Ok(Str::intern(unsafe { text(s) }?))
}

/// The text of a C string for messages; NULL is `None`.
///
/// # Safety
/// `s` is NULL or a C string that outlives the result.
pub unsafe fn lossy<'a>(s: *const c_char) -> Option<std::borrow::Cow<'a, str>> {
    if s.is_null() {
        return None;
    }
    // SAFETY: the caller's contract.
    Some(unsafe { CStr::from_ptr(s) }.to_string_lossy())
}

/// The text of a C string for messages, looked at only if one is written. NULL is empty.
pub struct Message(*const c_char);

impl Message {
    /// # Safety
    /// `s` is NULL or a C string that outlives the message.
    #[inline(always)]
    pub unsafe fn new(s: *const c_char) -> Message {
        Message(s)
    }
}

impl core::fmt::Display for Message {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // SAFETY: as `new` was promised.
        f.write_str(&unsafe { lossy(self.0) }.unwrap_or_default())
    }
}

/// The optional name of an encoding or an error handler.
///
/// # Safety
/// As [`lossy`].
pub unsafe fn ascii<'a>(s: *const c_char) -> Option<&'a str> {
    if s.is_null() {
        return None;
    }
    // SAFETY: the caller's contract.
    let name = unsafe { CStr::from_ptr(s) }.to_bytes();
    // A byte at a time: names are too short for what `from_utf8` prepares. What is not text names no codec.
    if name.iter().all(u8::is_ascii) {
        // SAFETY: ASCII.
        return Some(unsafe { core::str::from_utf8_unchecked(name) });
    }
    Some(core::str::from_utf8(name).unwrap_or("\u{fffd}"))
}

/// Bytes that C passes as pointer and length; a negative length is that of the C string.
///
/// # Safety
/// `p` holds `n` bytes that outlive the result.
#[inline(always)]
pub unsafe fn bytes<'a>(p: *const c_char, n: isize) -> &'a [u8] {
    if n == 0 || p.is_null() {
        return &[];
    }
    // SAFETY: the caller's contract.
    unsafe {
        if n < 0 {
            CStr::from_ptr(p).to_bytes()
        } else {
            core::slice::from_raw_parts(p.cast(), n as usize)
        }
    }
}

/// Forgets the type of a result.
#[inline(always)]
pub fn up<T: Subtype>(r: PyResult<Ref<T>>) -> PyResult {
    r.map(Ref::upcast)
}

/// Reports the exception that is set as unraisable, for functions that cannot fail; `better` names those that can.
pub fn report_ignored(function: &str, better: &str) {
    objects::exceptions::write_unraisable(
        format_args!("Exception ignored in {function}(); consider using {better}"),
        None,
    );
}

/// The truth of functions that cannot fail: an exception is reported as unraisable and counts as no.
pub fn quietly(function: &str, better: &str, r: PyResult<bool>) -> c_int {
    match r {
        Ok(b) => c_int::from(b),
        Err(_) => {
            report_ignored(function, better);
            0
        }
    }
}

/// A pointer to constant text, in tables that C reads.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Text(pub *const c_char);
// SAFETY: never written.
unsafe impl Sync for Text {}

/// How long names are together, each with a zero behind it.
pub const fn joined_len(names: &[&str]) -> usize {
    let (mut i, mut n) = (0, 0);
    while i < names.len() {
        n += names[i].len() + 1;
        i += 1;
    }
    n
}

/// Names one after the other, each with a zero behind it; `N` is [`joined_len`].
pub const fn joined<const N: usize>(names: &[&str]) -> [u8; N] {
    let mut out = [0; N];
    let (mut i, mut at) = (0, 0);
    while i < names.len() {
        let name = names[i].as_bytes();
        let mut k = 0;
        while k < name.len() {
            out[at] = name[k];
            at += 1;
            k += 1;
        }
        at += 1;
        i += 1;
    }
    out
}

/// Where the names begin in the text that [`joined`] made.
pub const fn starts<const N: usize>(names: &[&str], text: &'static [u8]) -> [Text; N] {
    let mut out = [Text(core::ptr::null()); N];
    let (mut i, mut at) = (0, 0);
    while i < N {
        out[i] = Text(text.split_at(at).1.as_ptr().cast());
        at += names[i].len() + 1;
        i += 1;
    }
    out
}
