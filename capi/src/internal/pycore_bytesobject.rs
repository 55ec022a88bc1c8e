//! `internal/pycore_bytesobject.h`: searching and repeating bytes, undoing escapes, and a writer of bytes.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::{null, null_mut};

use layout::{_PyBytesWriter, PyObject};
use objects::prelude::*;
use objects::unicode::codec::escape;

use objects::unicode::search;

use crate::support::*;

/// The index of the needle plus `offset`, or -1.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_Find(
    hay: *const c_char,
    n: isize,
    needle: *const c_char,
    m: isize,
    offset: isize,
) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        search::find(bytes(hay, n.max(0)), bytes(needle, m.max(0)))
            .map_or(-1, |i| i as isize + offset)
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_ReverseFind(
    hay: *const c_char,
    n: isize,
    needle: *const c_char,
    m: isize,
    offset: isize,
) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        search::rfind(bytes(hay, n.max(0)), bytes(needle, m.max(0)))
            .map_or(-1, |i| i as isize + offset)
    }
}

/// Fills memory with repetitions of the source.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_Repeat(to: *mut c_char, n: isize, from: *const c_char, m: isize) {
    // SAFETY: the caller's contract.
    unsafe {
        let (n, m) = (n.max(0) as usize, m.max(0) as usize);
        let mut at = 0;
        while m > 0 && at < n {
            let k = m.min(n - at);
            core::ptr::copy_nonoverlapping(from, to.add(at), k);
            at += k;
        }
    }
}

/// Undoes the escapes of a bytes literal. The first invalid one is told (the character, or a number above 255, and where it stands): -1
/// and NULL if there is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_DecodeEscape2(
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    first_invalid: *mut c_int,
    first_invalid_at: *mut *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        *first_invalid = -1;
        *first_invalid_at = null();
        let (text, invalid) = escape::decode_bytes_telling(bytes(s, n.max(0)), ascii(errors))?;
        if let Some(invalid) = invalid {
            *first_invalid = invalid.value() as c_int;
            *first_invalid_at = s.add(invalid.at);
        }
        up(Ok(text))
    }
}

/// Where the writer's bytes begin: on the stack, in a bytes object or in a bytearray.
unsafe fn start(w: *mut _PyBytesWriter) -> *mut c_char {
    // SAFETY: the caller's writer.
    unsafe {
        if (*w).use_small_buffer != 0 {
            (&raw mut (*w).small_buffer).cast()
        } else if (*w).use_bytearray != 0 {
            (*(*w).buffer.cast::<layout::PyByteArrayObject>()).ob_start
        } else {
            (&raw mut (*(*w).buffer.cast::<layout::PyBytesObject>()).ob_sval).cast()
        }
    }
}

/// An empty writer, which begins on its own stack buffer.
///
/// # Safety
/// C contract.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_Init(w: *mut _PyBytesWriter) {
    // SAFETY: the caller's writer; the small buffer need not be set.
    unsafe {
        (*w).buffer = null_mut();
        (*w).allocated = 0;
        (*w).min_size = 0;
        (*w).use_bytearray = 0;
        (*w).overallocate = 0;
        (*w).use_small_buffer = 0;
    }
}

/// Gives back what the writer holds; for when no result is wanted.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_Dealloc(w: *mut _PyBytesWriter) {
    // SAFETY: the writer owns its buffer.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(core::mem::replace(
            &mut (*w).buffer,
            null_mut(),
        )));
    }
}

/// Room for at least `size` bytes in all, 512 without an allocation; where to write, or NULL with MemoryError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_Alloc(w: *mut _PyBytesWriter, size: isize) -> *mut c_void {
    // SAFETY: the caller's writer, just initialised.
    unsafe {
        (*w).use_small_buffer = 1;
        (*w).allocated = (*w).small_buffer.len() as isize;
        _PyBytesWriter_Prepare(w, start(w).cast(), size)
    }
}

/// Adds room for `size` more bytes than were asked for so far. `str` is where writing has come to; gives where it goes on.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_Prepare(
    w: *mut _PyBytesWriter,
    str: *mut c_void,
    size: isize,
) -> *mut c_void {
    // SAFETY: the caller's writer.
    unsafe {
        if size == 0 {
            return str;
        }
        let Some(new) = (*w).min_size.checked_add(size) else {
            let _raised = objects::exceptions::no_memory();
            _PyBytesWriter_Dealloc(w);
            return null_mut();
        };
        let mut str = str;
        if new > (*w).allocated {
            str = _PyBytesWriter_Resize(w, str, new);
            if str.is_null() {
                return null_mut();
            }
        }
        (*w).min_size = new;
        str
    }
}

/// Room for `size` bytes in all, and some more if the writer overallocates.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_Resize(
    w: *mut _PyBytesWriter,
    str: *mut c_void,
    size: isize,
) -> *mut c_void {
    // SAFETY: the caller's writer; `str` lies in its buffer.
    unsafe {
        let room = match (*w).overallocate {
            0 => size,
            _ => size.saturating_add(size / 4),
        };
        let done = str.cast::<c_char>().offset_from(start(w));
        let made: PyResult<*mut PyObject> = if (*w).use_small_buffer != 0 {
            let new: PyResult = match (*w).use_bytearray {
                0 => up(Bytes::with_len(room.max(0) as usize)),
                _ => crate::bytearrayobject::PyByteArray_FromStringAndSize(null(), room.max(0)),
            };
            new.map(Ref::into_ptr)
        } else if (*w).use_bytearray != 0 {
            match crate::bytearrayobject::PyByteArray_Resize(
                Some(Object::from_ptr((*w).buffer)),
                room,
            )
            .0
            {
                0 => Ok((*w).buffer),
                _ => Err(Raised::ASSUMED),
            }
        } else {
            match crate::cpython::bytesobject::_PyBytes_Resize(&raw mut (*w).buffer, room).0 {
                0 => Ok((*w).buffer),
                _ => Err(Raised::ASSUMED),
            }
        };
        let Ok(buffer) = made else {
            _PyBytesWriter_Dealloc(w);
            return null_mut();
        };
        (*w).buffer = buffer;
        if (*w).use_small_buffer != 0 {
            let from: *const c_char = (&raw const (*w).small_buffer).cast();
            (*w).use_small_buffer = 0;
            core::ptr::copy_nonoverlapping(from, start(w), done.max(0) as usize);
        }
        (*w).allocated = room;
        start(w).offset(done).cast()
    }
}

/// What was written up to `str`, as bytes or a bytearray; the writer is empty then.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_Finish(
    w: *mut _PyBytesWriter,
    str: *mut c_void,
) -> PyResult {
    // SAFETY: the caller's writer; `str` lies in its buffer.
    unsafe {
        let first = start(w);
        let n = str.cast::<c_char>().offset_from(first);
        let written = bytes(first, n.max(0));
        if (*w).use_small_buffer == 0 && (*w).use_bytearray == 0 && n == (*w).allocated && n > 0 {
            // it fits: no copy
            let buffer = core::mem::replace(&mut (*w).buffer, null_mut());
            return Ok(Ref::from_raw_owned(buffer));
        }
        let result = match (*w).use_bytearray {
            0 => up(Bytes::from_slice(written)),
            _ => up(ByteArray::from_slice(written)),
        };
        _PyBytesWriter_Dealloc(w);
        result
    }
}

/// Appends; where writing goes on.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytesWriter_WriteBytes(
    w: *mut _PyBytesWriter,
    str: *mut c_void,
    from: *const c_void,
    size: isize,
) -> *mut c_void {
    // SAFETY: the caller's writer and bytes.
    unsafe {
        let to = _PyBytesWriter_Prepare(w, str, size);
        if to.is_null() {
            return to;
        }
        core::ptr::copy_nonoverlapping(from.cast::<u8>(), to.cast::<u8>(), size.max(0) as usize);
        to.byte_offset(size)
    }
}
