//! `longobject.h`: ints.

use core::ffi::{c_char, c_int, c_long, c_ulong, c_void};
use core::ptr::null_mut;

use objects::long;
use objects::prelude::*;

use crate::support::*;

/// An int, or what `__index__` gives.
#[inline(always)]
pub(crate) fn with_index<T>(
    o: Option<&Object>,
    f: impl FnOnce(&Long) -> PyResult<T>,
) -> PyResult<T> {
    match o.and_then(|o| o.downcast::<Long>()) {
        Some(i) => f(i),
        None => with_its_index(o, f),
    }
}

/// Apart, so that an int needs no stack frame.
#[cold]
#[inline(never)]
fn with_its_index<T>(o: Option<&Object>, f: impl FnOnce(&Long) -> PyResult<T>) -> PyResult<T> {
    match o {
        None => Err(objects::exceptions::bad_internal_call()),
        Some(o) => f(&*o.index()?),
    }
}

/// An int; no `__index__`.
#[inline(always)]
pub(crate) fn exact<T>(o: Option<&Object>, f: impl FnOnce(&Long) -> PyResult<T>) -> PyResult<T> {
    match o {
        None => Err(objects::exceptions::bad_internal_call()),
        Some(o) => match o.downcast::<Long>() {
            Some(i) => f(i),
            None => Err(raise!(TypeError, "an integer is required")),
        },
    }
}

fn too_large(what: &str) -> Raised {
    raise!(OverflowError, "Python int too large to convert to C {what}")
}

/// `long`, with the side of an overflow told instead of raised.
unsafe fn and_overflow(o: Option<&Object>, overflow: *mut c_int) -> i64 {
    let mut side = 0;
    let r = with_index(o, |i| {
        Ok(match i.to_i64() {
            Some(v) => v,
            None => {
                side = if i.is_negative() { -1 } else { 1 };
                -1
            }
        })
    });
    // SAFETY: the caller's contract.
    unsafe { *overflow = side };
    r.unwrap_or(-1)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromLong(v: c_long) -> PyResult {
    up(Long::from_i64(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromUnsignedLong(v: c_ulong) -> PyResult {
    up(Long::from_u64(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromLongLong(v: i64) -> PyResult {
    up(Long::from_i64(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromUnsignedLongLong(v: u64) -> PyResult {
    up(Long::from_u64(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromSsize_t(v: isize) -> PyResult {
    up(Long::from_isize(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromSize_t(v: usize) -> PyResult {
    up(Long::from_usize(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromInt32(v: i32) -> PyResult {
    up(Long::from_i64(i64::from(v)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromUInt32(v: u32) -> PyResult {
    up(Long::from_i64(i64::from(v)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromInt64(v: i64) -> PyResult {
    up(Long::from_i64(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromUInt64(v: u64) -> PyResult {
    up(Long::from_u64(v))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_FromDouble(v: f64) -> PyResult {
    up(Long::from_f64(v))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_FromVoidPtr(p: *mut c_void) -> PyResult {
    up(Long::from_pointer(p))
}

/// The int of a C string in a base (0: by prefix); `end` (which may be NULL) is set behind it.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_FromString(
    s: *const c_char,
    end: *mut *mut c_char,
    base: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if base != 0 && !(2..=36).contains(&base) {
            return Err(raise!(ValueError, "int() arg 2 must be >= 2 and <= 36"));
        }
        let all = bytes(s, -1);
        let taken = long::prefix_len(all, base as u32);
        if !end.is_null() {
            *end = s.add(taken.unwrap_or(0)).cast_mut();
        }
        long::from_c_text(all, base as u32)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsLong(o: Option<&Object>) -> c_long {
    value(-1, || with_index(o, Long::as_i64))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsLongLong(o: Option<&Object>) -> i64 {
    value(-1, || with_index(o, Long::as_long_long))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsInt(o: Option<&Object>) -> c_int {
    value(-1, || with_index(o, Long::as_i32))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsSsize_t(o: Option<&Object>) -> isize {
    value(-1, || exact(o, Long::as_isize))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsSize_t(o: Option<&Object>) -> usize {
    value(usize::MAX, || exact(o, Long::as_usize))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsUnsignedLong(o: Option<&Object>) -> c_ulong {
    value(u64::MAX, || exact(o, Long::as_u64))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsUnsignedLongLong(o: Option<&Object>) -> u64 {
    value(u64::MAX, || exact(o, Long::as_unsigned_long_long))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsUnsignedLongMask(o: Option<&Object>) -> c_ulong {
    value(u64::MAX, || with_index(o, |i| Ok(i.as_u64_mask())))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsUnsignedLongLongMask(o: Option<&Object>) -> u64 {
    value(u64::MAX, || with_index(o, |i| Ok(i.as_u64_mask())))
}

/// -1 with `overflow` set to the side, if it does not fit.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsLongAndOverflow(
    o: Option<&Object>,
    overflow: *mut c_int,
) -> c_long {
    // SAFETY: the caller's contract.
    unsafe { and_overflow(o, overflow) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsLongLongAndOverflow(
    o: Option<&Object>,
    overflow: *mut c_int,
) -> i64 {
    // SAFETY: the caller's contract.
    unsafe { and_overflow(o, overflow) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsDouble(o: Option<&Object>) -> f64 {
    value(-1.0, || exact(o, Long::as_f64))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyLong_AsVoidPtr(o: Option<&Object>) -> *mut c_void {
    value(null_mut(), || {
        exact(o, |i| match i.to_i64() {
            Some(v) => Ok(v as usize as *mut c_void),
            None if i.is_negative() => Err(too_large("long")),
            None => Ok(i.as_u64()? as usize as *mut c_void),
        })
    })
}

/// A number of a C type, or why not.
fn narrow<T: TryFrom<i128>>(o: Option<&Object>, signed: bool, what: &str) -> PyResult<T> {
    with_index(o, |i| {
        if !signed && i.is_negative() {
            return Err(raise!(ValueError, "Cannot convert negative int"));
        }
        let v = i
            .to_i64()
            .map(i128::from)
            .or_else(|| i.to_u64().map(i128::from));
        v.and_then(|v| T::try_from(v).ok())
            .ok_or_else(|| too_large(what))
    })
}

unsafe fn store<T>(out: *mut T, r: PyResult<T>) -> c_int {
    match r {
        Ok(v) => {
            // SAFETY: the caller's contract.
            unsafe { *out = v };
            0
        }
        Err(_) => -1,
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsInt32(o: Option<&Object>, out: *mut i32) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, narrow(o, true, "int32_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsUInt32(o: Option<&Object>, out: *mut u32) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, narrow(o, false, "uint32_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsInt64(o: Option<&Object>, out: *mut i64) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, narrow(o, true, "int64_t")) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsUInt64(o: Option<&Object>, out: *mut u64) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { store(out, narrow(o, false, "uint64_t")) }
}

const LITTLE: c_int = 1;
const UNSIGNED: c_int = 4;
const REJECT_NEGATIVE: c_int = 8;
const ALLOW_INDEX: c_int = 16;

fn is_little(flags: c_int) -> bool {
    flags == -1 || flags & 2 != 0 || flags & LITTLE != 0
}
/// Writes the int's bytes, truncated or sign-extended; the number of bytes that would hold it all.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_AsNativeBytes(
    o: Option<&Object>,
    buffer: *mut c_void,
    size: isize,
    flags: c_int,
) -> Length {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let convert = |i: &Long| {
                if size < 0 {
                    return Err(objects::exceptions::bad_internal_call());
                }
                if flags != -1 && flags & REJECT_NEGATIVE != 0 && i.is_negative() {
                    return Err(raise!(ValueError, "Cannot convert negative int"));
                }
                let unsigned = flags != -1 && flags & UNSIGNED != 0;
                let roomy = unsigned || flags == -1;
                let out = if size == 0 {
                    &mut [][..]
                } else {
                    core::slice::from_raw_parts_mut(buffer.cast::<u8>(), size as usize)
                };
                long::bytes::fill(i, out, is_little(flags), !unsigned);
                Ok(long::bytes::native_size(i, roomy, size as usize) as isize)
            };
            let o = o.ok_or_else(objects::exceptions::bad_internal_call)?;
            match o.downcast::<Long>() {
                Some(i) => convert(i),
                None if flags != -1 && flags & ALLOW_INDEX != 0 => convert(&*o.index()?),
                None => Err(raise!(
                    TypeError,
                    "expect int, got {}",
                    objects::repr::full_name(o.class())
                )),
            }
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_FromNativeBytes(
    buffer: *const c_void,
    size: usize,
    flags: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if buffer.is_null() {
            return Err(objects::exceptions::bad_internal_call());
        }
        let unsigned = flags != -1 && flags & UNSIGNED != 0;
        long::bytes::from_byte_slice(
            core::slice::from_raw_parts(buffer.cast(), size),
            is_little(flags),
            !unsigned,
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyLong_FromUnsignedNativeBytes(
    buffer: *const c_void,
    size: usize,
    flags: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if buffer.is_null() {
            return Err(objects::exceptions::bad_internal_call());
        }
        long::bytes::from_byte_slice(
            core::slice::from_raw_parts(buffer.cast(), size),
            is_little(flags),
            false,
        )
    })
}

/// `sys.int_info`.
#[unsafe(no_mangle)]
pub extern "C" fn PyLong_GetInfo() -> PyResult {
    up({
        match runtime::sys::get("int_info")? {
            Some(info) => Ok(info),
            None => Err(raise!(RuntimeError, "lost sys.int_info")),
        }
    })
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

fn set_errno(code: c_int) {
    // SAFETY: the thread's own word.
    unsafe { *libc::__errno_location() = code }
}

/// The number without sign that a text begins with, none if it is too large, and where it ends. A base of 0 goes by the prefix; without
/// one a leading zero can only be followed by zeros.
fn leading_number(text: &[u8], base: c_int) -> (Option<c_ulong>, usize) {
    let digit = |at: usize, base: u32| {
        let value = (*text.get(at)? as char).to_digit(36)?;
        (value < base).then_some(value)
    };
    let spaces = |at: usize| text[at..].iter().take_while(|b| is_space(**b)).count();
    let mut at = spaces(0);
    let mut base = u32::try_from(base).unwrap_or(1);
    if text.get(at) == Some(&b'0') {
        let prefix = match text.get(at + 1) {
            Some(b'x' | b'X') => 16,
            Some(b'o' | b'O') => 8,
            Some(b'b' | b'B') => 2,
            _ => 0,
        };
        if prefix != 0 && (base == 0 || base == prefix) {
            if digit(at + 2, prefix).is_none() {
                return (Some(0), at + 1);
            }
            base = prefix;
            at += 2;
        } else if base == 0 {
            at += text[at..].iter().take_while(|b| **b == b'0').count();
            return (Some(0), at + spaces(at));
        }
    }
    if base == 0 {
        base = 10;
    }
    if !(2..=36).contains(&base) {
        return (Some(0), at);
    }
    let mut value = Some(0);
    while let Some(d) = digit(at, base) {
        value = value.and_then(|v: c_ulong| v.checked_mul(base.into())?.checked_add(d.into()));
        at += 1;
    }
    (value, at)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_strtoul(
    s: *const c_char,
    end: *mut *mut c_char,
    base: c_int,
) -> c_ulong {
    // SAFETY: the caller's contract.
    unsafe {
        let (value, taken) = leading_number(bytes(s, -1), base);
        if !end.is_null() {
            *end = s.add(taken).cast_mut();
        }
        value.unwrap_or_else(|| {
            set_errno(libc::ERANGE);
            c_ulong::MAX
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_strtol(
    s: *const c_char,
    end: *mut *mut c_char,
    base: c_int,
) -> c_long {
    // SAFETY: the caller's contract.
    unsafe {
        let spaces = bytes(s, -1).iter().take_while(|b| is_space(**b)).count();
        let sign = *s.add(spaces) as u8;
        let signed = usize::from(matches!(sign, b'+' | b'-'));
        let magnitude = PyOS_strtoul(s.add(spaces + signed), end, base);
        match c_long::try_from(magnitude) {
            Ok(v) if sign == b'-' => -v,
            Ok(v) => v,
            Err(_) if sign == b'-' && magnitude == c_long::MIN.unsigned_abs() => c_long::MIN,
            Err(_) => {
                set_errno(libc::ERANGE);
                c_long::MAX
            }
        }
    }
}
