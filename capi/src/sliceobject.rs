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
        let (a, b, n) = slice::adjust_indices(length, *start, *stop, step);
        *start = a;
        *stop = b;
        n as isize
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
            let (a, b, c) = arg::<Slice>(o)?.unpack()?;
            let (a, b, n) = slice::adjust_indices(length, a, b, c);
            store([start, stop, step], (a, b, c));
            *count = n as isize;
            Ok(())
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
        let Some(s) = o.and_then(|o| o.downcast::<Slice>()) else {
            return -1;
        };
        // A number that does not fit counts as -1, and its exception stays set: the result does not tell.
        let number = |o: &Object| -> Option<isize> {
            o.downcast::<Long>().map(|n| n.as_isize().unwrap_or(-1))
        };
        let place = |o: &Object, default: isize| -> Option<isize> {
            if is_none(o) {
                return Some(default);
            }
            let i = number(o)?;
            Some(if i < 0 { i.wrapping_add(length) } else { i })
        };
        let c = if is_none(s.step()) {
            1
        } else {
            let Some(c) = number(s.step()) else {
                return -1;
            };
            c
        };
        let down = c < 0;
        let Some(a) = place(s.start(), if down { length - 1 } else { 0 }) else {
            return -1;
        };
        let Some(b) = place(s.stop(), if down { -1 } else { length }) else {
            return -1;
        };
        store([start, stop, step], (a, b, c));
        if b > length || a >= length || c == 0 {
            -1
        } else {
            0
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
            for place in [start, stop, step] {
                *place = core::ptr::null_mut();
            }
            let [a, b, c] = arg::<Slice>(o)?.long_indices(some(length)?)?;
            *start = a.into_ptr();
            *stop = b.into_ptr();
            *step = c.into_ptr();
            Ok(())
        }
    })
}
