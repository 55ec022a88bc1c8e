//! Wide strings of the configuration: `wchar_t *` owned by the raw domain, and lists of them.
//!
//! Bytes from the environment and the command line are decoded as UTF-8 with lone surrogates for undecodable bytes
//! (surrogateescape), or by the locale where it is not UTF-8; `to_bytes` gives the same bytes back.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use base::mem::{self, Domain};
use layout::{Py_ssize_t, PyStatus, PyWideStringList};
use libc::wchar_t;

use super::status;

/// Decodes bytes of the environment. UTF-8 with surrogateescape.
pub fn decode(bytes: &[u8]) -> Vec<wchar_t> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        match std::str::from_utf8(rest) {
            Ok(s) => {
                out.extend(s.chars().map(|c| c as wchar_t));
                break;
            }
            Err(e) => {
                let (good, bad) = rest.split_at(e.valid_up_to());
                if let Ok(s) = std::str::from_utf8(good) {
                    out.extend(s.chars().map(|c| c as wchar_t));
                }
                out.push(0xDC00 + wchar_t::from(bad[0]));
                rest = &bad[1..];
            }
        }
    }
    out
}

/// Decodes bytes of the environment where the locale knows ASCII alone. With surrogateescape.
pub fn decode_ascii(bytes: &[u8]) -> Vec<wchar_t> {
    let decode = |b: &u8| match b.is_ascii() {
        true => wchar_t::from(*b),
        false => 0xDC00 + wchar_t::from(*b),
    };
    bytes.iter().map(decode).collect()
}

/// Decodes bytes of the system as the locale says that is in force.
pub fn decode_locale(bytes: &[u8]) -> Vec<wchar_t> {
    match super::locale::is_ascii() {
        true => decode_ascii(bytes),
        false => decode(bytes),
    }
}

/// The bytes that `decode` came from.
pub fn encode(text: &[wchar_t]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &c in text {
        let c = c as u32;
        if (0xDC80..=0xDCFF).contains(&c) {
            out.push((c - 0xDC00) as u8);
        } else if let Some(ch) = char::from_u32(c) {
            out.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            out.push(b'?');
        }
    }
    out
}

/// The wide characters of a NUL-terminated string.
///
/// # Safety
/// `s` is NULL or a valid wide C string that lives for `'a`.
pub unsafe fn slice<'a>(s: *const wchar_t) -> &'a [wchar_t] {
    if s.is_null() {
        return &[];
    }
    // SAFETY: terminated, says the caller.
    unsafe { std::slice::from_raw_parts(s, libc::wcslen(s)) }
}

/// The text as bytes for the file system.
///
/// # Safety
/// As `slice`.
pub unsafe fn to_os(s: *const wchar_t) -> OsString {
    // SAFETY: the caller's contract.
    OsString::from_vec(encode(unsafe { slice(s) }))
}

/// Lossy text, for messages and comparisons.
pub fn lossy(text: &[wchar_t]) -> String {
    text.iter()
        .map(|&c| char::from_u32(c as u32).unwrap_or('\u{FFFD}'))
        .collect()
}

/// [`lossy`] of a C string.
///
/// # Safety
/// As `slice`.
pub unsafe fn to_string(s: *const wchar_t) -> String {
    // SAFETY: the caller's contract.
    lossy(unsafe { slice(s) })
}

/// A new raw-domain copy, NUL-terminated. NULL if there is no memory.
pub fn alloc(text: &[wchar_t]) -> *mut wchar_t {
    let p: *mut wchar_t = mem::alloc(Domain::Raw, (text.len() + 1) * size_of::<wchar_t>()).cast();
    if !p.is_null() {
        // SAFETY: room for the text and its end was just allocated.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), p, text.len());
            *p.add(text.len()) = 0;
        }
    }
    p
}

/// Replaces an owned string.
///
/// # Safety
/// `*slot` is NULL or a raw-domain string.
pub unsafe fn set(slot: *mut *mut wchar_t, text: Option<&[wchar_t]>) -> PyStatus {
    // SAFETY: the slot owns its string.
    unsafe {
        let new = match text {
            Some(t) => {
                let p = alloc(t);
                if p.is_null() {
                    return status::no_memory();
                }
                p
            }
            None => core::ptr::null_mut(),
        };
        mem::free(Domain::Raw, slot.replace(new).cast());
        status::ok()
    }
}

/// Replaces an owned string by Rust text.
///
/// # Safety
/// As `set`.
pub unsafe fn set_str(slot: *mut *mut wchar_t, text: &str) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { set(slot, Some(&decode(text.as_bytes()))) }
}

/// Replaces an owned string by bytes of the file system or environment.
///
/// # Safety
/// As `set`.
pub unsafe fn set_os(slot: *mut *mut wchar_t, text: &OsStr) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { set(slot, Some(&decode_locale(text.as_bytes()))) }
}

/// Appends a copy to a list (`PyWideStringList_Append`).
///
/// # Safety
/// `list` owns its strings.
pub unsafe fn append(list: *mut PyWideStringList, text: &[wchar_t]) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe { insert(list, (*list).length, text) }
}

/// Inserts a copy; an index past the end appends (`PyWideStringList_Insert`).
///
/// # Safety
/// `list` owns its strings.
pub unsafe fn insert(list: *mut PyWideStringList, index: Py_ssize_t, text: &[wchar_t]) -> PyStatus {
    // SAFETY: the list owns an array of `length` strings; it grows by one.
    unsafe {
        if index < 0 {
            return status::error(
                c"PyWideStringList_Insert",
                c"PyWideStringList_Insert index must be >= 0",
            );
        }
        let len = (*list).length as usize;
        let at = (index as usize).min(len);
        let item = alloc(text);
        if item.is_null() {
            return status::no_memory();
        }
        let items: *mut *mut wchar_t = mem::realloc(
            Domain::Raw,
            (*list).items.cast(),
            (len + 1) * size_of::<*mut wchar_t>(),
        )
        .cast();
        if items.is_null() {
            mem::free(Domain::Raw, item.cast());
            return status::no_memory();
        }
        core::ptr::copy(items.add(at), items.add(at + 1), len - at);
        *items.add(at) = item;
        (*list).items = items;
        (*list).length = len as isize + 1;
        status::ok()
    }
}

/// The strings of a list.
///
/// # Safety
/// `list` is valid for `'a`.
pub unsafe fn items<'a>(list: *const PyWideStringList) -> impl Iterator<Item = &'a [wchar_t]> {
    // SAFETY: an array of `length` wide C strings.
    let array: &[*mut wchar_t] = unsafe {
        if (*list).length <= 0 {
            &[]
        } else {
            std::slice::from_raw_parts((*list).items, (*list).length as usize)
        }
    };
    // SAFETY: each is terminated.
    array.iter().map(|&p| unsafe { slice(p) })
}

/// Empties a list.
///
/// # Safety
/// `list` owns its strings.
pub unsafe fn clear(list: *mut PyWideStringList) {
    // SAFETY: the list owns its array and strings.
    unsafe {
        for i in 0..(*list).length.max(0) as usize {
            mem::free(Domain::Raw, (*(*list).items.add(i)).cast());
        }
        mem::free(Domain::Raw, (*list).items.cast());
        (*list).items = core::ptr::null_mut();
        (*list).length = 0;
    }
}

/// Replaces a list by a copy of another.
///
/// # Safety
/// Both are valid; `to` owns its strings.
pub unsafe fn copy_list(to: *mut PyWideStringList, from: *const PyWideStringList) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        clear(to);
        for text in items(from) {
            let s = append(to, text);
            if status::is_exception(&s) {
                return s;
            }
        }
        status::ok()
    }
}
