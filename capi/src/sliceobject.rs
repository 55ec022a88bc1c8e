//! `sliceobject.h`: slices and their indices.

use layout::PyObject;
use objects::prelude::*;
use objects::slice;

use crate::support::*;

/// NULL stands for None.
#[unsafe(no_mangle)]
pub extern "C" fn PySlice_New(
    start: Option<&Object>,
    stop: Option<&Object>,
    step: Option<&Object>,
) -> PyResult {
    up(Slice::new(start, stop, step))
}

unsafe fn store(out: [*mut isize; 3], (start, stop, step): (isize, isize, isize)) {
    // SAFETY: the caller's contract.
    unsafe {
        *out[0] = start;
        *out[1] = stop;
        *out[2] = step;
    }
}
/// The three numbers, None replaced by the defaults; -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySlice_Unpack(
    o: Option<&Object>,
    start: *mut isize,
    stop: *mut isize,
    step: *mut isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { arg::<Slice>(o)?.unpack_into(&mut *start, &mut *stop, &mut *step) }
    })
}

/// Clips unpacked numbers to a length; the number of items.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySlice_AdjustIndices(
    length: isize,
    start: *mut isize,
    stop: *mut isize,
    step: isize,
) -> isize {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let (a, b, n) = slice::adjust_indices(length, *start, *stop, step);
            *start = a;
            *stop = b;
            n as isize
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySlice_GetIndicesEx(
    o: Option<&Object>,
    length: isize,
    start: *mut isize,
    stop: *mut isize,
    step: *mut isize,
    count: *mut isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let (a, b, c) = arg::<Slice>(o)?.unpack()?;
                let (a, b, n) = slice::adjust_indices(length, a, b, c);
                store([start, stop, step], (a, b, c));
                *count = n as isize;
                Ok(())
            }
        }
    })
}

/// The numbers of a slice of ints, without clipping; -1 (without an exception) for others.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySlice_GetIndices(
    o: Option<&Object>,
    length: isize,
    start: *mut isize,
    stop: *mut isize,
    step: *mut isize,
) -> i32 {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let Some(s) = o.and_then(|o| o.downcast::<Slice>()) else {
                return -1;
            };
            let number = |o: &Object, default: isize| -> Option<isize> {
                if is_none(o) {
                    return Some(default);
                }
                o.downcast::<Long>()?.to_i64().map(|v| v as isize)
            };
            let Some(c) = number(s.step(), 1) else {
                return -1;
            };
            let from_end = |i: isize, given: &Object| {
                if i < 0 && !is_none(given) {
                    i + length
                } else {
                    i
                }
            };
            let (Some(a), Some(b)) = (
                number(s.start(), if c < 0 { length - 1 } else { 0 }),
                number(s.stop(), if c < 0 { -1 } else { length }),
            ) else {
                return -1;
            };
            let (a, b) = (from_end(a, s.start()), from_end(b, s.stop()));
            store([start, stop, step], (a, b, c));
            if b > length || a >= length || c == 0 {
                -1
            } else {
                0
            }
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PySlice_FromIndices(start: isize, stop: isize) -> PyResult {
    up(Slice::from_owned(
        Long::from_isize(start)?.upcast(),
        Long::from_isize(stop)?.upcast(),
        none_ref(),
    ))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PySlice_GetLongIndices(
    o: Option<&Object>,
    length: Option<&Object>,
    start: *mut *mut PyObject,
    stop: *mut *mut PyObject,
    step: *mut *mut PyObject,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                for place in [start, stop, step] {
                    *place = core::ptr::null_mut();
                }
                let [a, b, c] = arg::<Slice>(o)?.long_indices(some(length)?)?;
                *start = a.into_ptr();
                *stop = b.into_ptr();
                *step = c.into_ptr();
                Ok(())
            }
        }
    })
}
