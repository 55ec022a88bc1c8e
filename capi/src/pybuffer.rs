//! `pybuffer.h`: the buffer protocol.

use core::ffi::{CStr, c_char, c_int, c_void};

use layout::Py_buffer;
use objects::buffer;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CheckBuffer(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(buffer::has_buffer))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GetBuffer(
    o: Option<&Object>,
    view: *mut Py_buffer,
    flags: c_int,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { buffer::get_buffer(some(o)?, view, flags) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_Release(view: *mut Py_buffer) {
    // SAFETY: the caller's contract.
    unsafe { buffer::release(view) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_FillInfo(
    view: *mut Py_buffer,
    o: Option<&Object>,
    buf: *mut c_void,
    len: isize,
    readonly: c_int,
    flags: c_int,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if view.is_null() {
                return Err(raise!(
                    BufferError,
                    "PyBuffer_FillInfo: view==NULL argument is obsolete"
                ));
            }
            buffer::fill_info(view, o, buf, len, readonly != 0, flags)
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_IsContiguous(view: *const Py_buffer, order: c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(!view.is_null() && buffer::is_contiguous(&*view, order as u8)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_GetPointer(
    view: *const Py_buffer,
    indices: *const isize,
) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe {
        buffer::item_pointer(
            &*view,
            core::slice::from_raw_parts(indices, (*view).ndim.max(0) as usize),
        )
        .cast()
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_SizeFromFormat(format: *const c_char) -> Length {
    run(|| {
        if format.is_null() {
            return Err(null_argument());
        }
        // SAFETY: the caller's contract.
        unsafe { buffer::size_from_format(CStr::from_ptr(format)) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_FromContiguous(
    view: *const Py_buffer,
    from: *const c_void,
    len: isize,
    order: c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            buffer::from_contiguous(&*view, from.cast(), len, order as u8);
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_ToContiguous(
    to: *mut c_void,
    view: *const Py_buffer,
    len: isize,
    order: c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            if len != (*view).len {
                return Err(raise!(
                    ValueError,
                    "PyBuffer_ToContiguous: len != view->len"
                ));
            }
            buffer::to_contiguous(to.cast(), &*view, order as u8);
            Ok(())
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyBuffer_FillContiguousStrides(
    ndim: c_int,
    shape: *const isize,
    strides: *mut isize,
    itemsize: c_int,
    order: c_char,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let n = ndim.max(0) as usize;
        if n > 0 {
            buffer::fill_contiguous_strides(
                core::slice::from_raw_parts(shape, n),
                core::slice::from_raw_parts_mut(strides, n),
                itemsize as isize,
                order as u8,
            );
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CopyData(to: Option<&Object>, from: Option<&Object>) -> Status {
    run(|| buffer::copy_data(some(to)?, some(from)?))
}

/// The buffer protocol of Python 2: no view is kept, so the memory must be of an exporter that does not move it.
unsafe fn old_buffer(
    o: Option<&Object>,
    writable: bool,
    out: *mut *mut c_void,
    len: *mut isize,
) -> PyResult<()> {
    if out.is_null() || len.is_null() {
        return Err(null_argument());
    }
    let flags = if writable {
        layout::PyBUF_WRITABLE
    } else {
        layout::PyBUF_SIMPLE
    };
    let b = match Buffer::get_with(some(o)?, flags) {
        Err(_) if writable => {
            return Err(raise!(TypeError, "expected a writable bytes-like object"));
        }
        other => other?,
    };
    // SAFETY: the caller's contract.
    unsafe {
        *out = b.as_mut_ptr().cast();
        *len = b.len() as isize;
    }
    Ok(())
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_AsCharBuffer(
    o: Option<&Object>,
    out: *mut *mut c_void,
    len: *mut isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { old_buffer(o, false, out, len) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_AsReadBuffer(
    o: Option<&Object>,
    out: *mut *mut c_void,
    len: *mut isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { old_buffer(o, false, out, len) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_AsWriteBuffer(
    o: Option<&Object>,
    out: *mut *mut c_void,
    len: *mut isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { old_buffer(o, true, out, len) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CheckReadBuffer(o: Option<&Object>) -> c_int {
    match some(o).and_then(Buffer::get) {
        Ok(_) => 1,
        Err(raised) => {
            raised.clear();
            0
        }
    }
}
