//! The buffer protocol: `Buffer`, the consumer's side, released when dropped; and the bodies of the `PyBuffer_*` functions.

use core::ffi::{c_char, c_int, c_void};

use base::{Object, PyResult, Raised, Ref};
use layout::*;

use crate::abstract_::Protocol;
use crate::prelude::raise;
use crate::type_::ObjectClass;

/// A view with shape or strides may point into itself, so it must not move.
enum Place {
    Inline(Py_buffer),
    Fixed(Box<Py_buffer>),
}

/// A buffer got from an exporter (`PyObject_GetBuffer`).
pub struct Buffer {
    view: Place,
}

impl Buffer {
    /// Contiguous bytes (`PyBUF_SIMPLE`). TypeError "a bytes-like object is required, not 'int'".
    #[inline]
    pub fn get(object: &Object) -> PyResult<Buffer> {
        Buffer::get_with(object, PyBUF_SIMPLE)
    }

    pub fn get_writable(object: &Object) -> PyResult<Buffer> {
        Buffer::get_with(object, PyBUF_WRITABLE)
    }

    /// With `PyBUF_*` flags.
    pub fn get_with(object: &Object, flags: c_int) -> PyResult<Buffer> {
        // SAFETY: all-zero is valid for the struct; an exporter fills it.
        unsafe {
            if flags & !PyBUF_WRITABLE == 0 {
                let mut view: Py_buffer = zeroed();
                get_buffer(object, &raw mut view, flags)?;
                Ok(Buffer {
                    view: Place::Inline(view),
                })
            } else {
                let mut view: Box<Py_buffer> = Box::new(zeroed());
                get_buffer(object, &raw mut *view, flags)?;
                Ok(Buffer {
                    view: Place::Fixed(view),
                })
            }
        }
    }

    #[inline]
    pub fn view(&self) -> &Py_buffer {
        match &self.view {
            Place::Inline(v) => v,
            Place::Fixed(v) => v,
        }
    }

    /// The bytes. The exporter may let others change them meanwhile: copy what must stay.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        let v = self.view();
        if v.len <= 0 || v.buf.is_null() {
            return &[];
        }
        // SAFETY: a contiguous view has `len` bytes until it is released.
        unsafe { core::slice::from_raw_parts(v.buf.cast(), v.len as usize) }
    }

    pub fn as_mut_ptr(&self) -> *mut u8 {
        self.view().buf.cast()
    }

    pub fn len(&self) -> usize {
        self.view().len as usize
    }

    pub fn is_empty(&self) -> bool {
        self.view().len == 0
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: got by `get_buffer`.
        unsafe {
            match &mut self.view {
                Place::Inline(v) => release(v),
                Place::Fixed(v) => release(&raw mut **v),
            }
        }
    }
}

/// `PyObject_CheckBuffer`.
#[inline]
pub fn has_buffer(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let b = (*o.type_ptr()).tp_as_buffer;
        !b.is_null() && (*b).bf_getbuffer.is_some()
    }
}

/// `PyObject_GetBuffer`.
///
/// # Safety
/// `view` is writable.
#[inline]
pub unsafe fn get_buffer(object: &Object, view: *mut Py_buffer, flags: c_int) -> PyResult<()> {
    if flags != PyBUF_SIMPLE && (flags == PyBUF_READ || flags == PyBUF_WRITE) {
        return Err(crate::exceptions::bad_internal_call());
    }
    // SAFETY: live types; the slot has the protocol's contract.
    unsafe {
        let b = (*object.type_ptr()).tp_as_buffer;
        let get = if b.is_null() { None } else { (*b).bf_getbuffer };
        let Some(get) = get else {
            return Err(raise!(
                TypeError,
                "a bytes-like object is required, not '{:.100}'",
                object.class().tp_name()
            ));
        };
        if get(object.as_ptr(), view, flags) < 0 {
            Err(Raised::ASSUMED)
        } else {
            Ok(())
        }
    }
}

/// `PyBuffer_Release`: harmless if there is nothing to release.
///
/// # Safety
/// `view` was filled by an exporter, or its `obj` is NULL.
#[inline]
pub unsafe fn release(view: *mut Py_buffer) {
    // SAFETY: the view owns its reference to the exporter.
    unsafe {
        let Some(o) = Ref::<Object>::from_owned_opt((*view).obj) else {
            return;
        };
        let b = (*o.type_ptr()).tp_as_buffer;
        if !b.is_null()
            && let Some(f) = (*b).bf_releasebuffer
        {
            f(o.as_ptr(), view);
        }
        (*view).obj = core::ptr::null_mut();
    }
}

/// `PyBuffer_FillInfo`: one row of bytes.
///
/// # Safety
/// `view` is writable; `buf` has `len` bytes for as long as `object` promises.
pub unsafe fn fill_info(
    view: *mut Py_buffer,
    object: Option<&Object>,
    buf: *mut c_void,
    len: isize,
    readonly: bool,
    flags: c_int,
) -> PyResult<()> {
    if view.is_null() {
        return Err(raise!(
            BufferError,
            "PyBuffer_FillInfo: view==NULL argument is obsolete"
        ));
    }
    if flags != PyBUF_SIMPLE {
        if flags == PyBUF_READ || flags == PyBUF_WRITE {
            return Err(crate::exceptions::bad_internal_call());
        }
        if flags & PyBUF_WRITABLE == PyBUF_WRITABLE && readonly {
            return Err(raise!(BufferError, "Object is not writable."));
        }
    }
    // SAFETY: writable, says the caller.
    unsafe {
        (*view).obj = object.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr());
        (*view).buf = buf;
        (*view).len = len;
        (*view).readonly = readonly as c_int;
        (*view).itemsize = 1;
        (*view).format = if flags & PyBUF_FORMAT == PyBUF_FORMAT {
            c"B".as_ptr().cast_mut()
        } else {
            core::ptr::null_mut()
        };
        (*view).ndim = 1;
        (*view).shape = if flags & PyBUF_ND == PyBUF_ND {
            &raw mut (*view).len
        } else {
            core::ptr::null_mut()
        };
        (*view).strides = if flags & PyBUF_STRIDES == PyBUF_STRIDES {
            &raw mut (*view).itemsize
        } else {
            core::ptr::null_mut()
        };
        (*view).suboffsets = core::ptr::null_mut();
        (*view).internal = core::ptr::null_mut();
    }
    Ok(())
}

fn dims(view: &Py_buffer, p: *mut isize) -> &[isize] {
    if p.is_null() {
        return &[];
    }
    // SAFETY: the arrays of a view have `ndim` entries.
    unsafe { core::slice::from_raw_parts(p, view.ndim.max(0) as usize) }
}

fn contiguous(view: &Py_buffer, fortran: bool) -> bool {
    if view.len == 0 {
        return true;
    }
    let shape = dims(view, view.shape);
    let strides = dims(view, view.strides);
    if strides.is_empty() {
        // Without strides it is C-contiguous, which is the same up to one dimension, or where all but one are 1.
        return !fortran || view.ndim <= 1 || shape.iter().filter(|n| **n > 1).count() <= 1;
    }
    let mut want = view.itemsize;
    let mut check = |i: usize| {
        let n = shape.get(i).copied().unwrap_or(1);
        let good = n <= 1 || strides[i] == want;
        want = want.wrapping_mul(n);
        good
    };
    if fortran {
        (0..strides.len()).all(&mut check)
    } else {
        (0..strides.len()).rev().all(&mut check)
    }
}

/// `PyBuffer_IsContiguous`; `order` is `C`, `F` or `A`.
pub fn is_contiguous(view: &Py_buffer, order: u8) -> bool {
    if !view.suboffsets.is_null() {
        return false;
    }
    match order {
        b'C' => contiguous(view, false),
        b'F' => contiguous(view, true),
        b'A' => contiguous(view, false) || contiguous(view, true),
        _ => false,
    }
}

/// `PyBuffer_GetPointer`: the address of an item.
///
/// # Safety
/// The indices are within the shape.
pub unsafe fn item_pointer(view: &Py_buffer, indices: &[isize]) -> *mut u8 {
    let mut p: *mut u8 = view.buf.cast();
    let strides = dims(view, view.strides);
    let suboffsets = dims(view, view.suboffsets);
    // SAFETY: within the exporter's memory, says the caller.
    unsafe {
        for (d, i) in indices.iter().enumerate() {
            p = p.offset(strides[d] * i);
            if let Some(s) = suboffsets.get(d)
                && *s >= 0
            {
                p = p.cast::<*mut u8>().read().offset(*s);
            }
        }
    }
    p
}

/// `PyBuffer_FillContiguousStrides`.
pub fn fill_contiguous_strides(shape: &[isize], strides: &mut [isize], itemsize: isize, order: u8) {
    let mut step = itemsize;
    let n = shape.len().min(strides.len());
    for k in 0..n {
        let i = if order == b'F' { k } else { n - 1 - k };
        strides[i] = step;
        step = step.wrapping_mul(shape[i]);
    }
}

/// Steps an index vector through a shape; the last index runs fastest, or the first (Fortran).
fn advance(indices: &mut [isize], shape: &[isize], fortran: bool) {
    for k in 0..indices.len() {
        let i = if fortran { k } else { indices.len() - 1 - k };
        if indices[i] < shape[i] - 1 {
            indices[i] += 1;
            return;
        }
        indices[i] = 0;
    }
}

/// Calls `f` with the address of every item of a view that has shape and strides, in the order given.
fn each_item(view: &Py_buffer, fortran: bool, mut f: impl FnMut(*mut u8)) {
    let shape = dims(view, view.shape);
    let total = if view.itemsize > 0 {
        view.len / view.itemsize
    } else {
        0
    };
    let mut indices = vec![0isize; shape.len()];
    for _ in 0..total {
        // SAFETY: the indices stay within the shape.
        f(unsafe { item_pointer(view, &indices) });
        advance(&mut indices, shape, fortran);
    }
}

/// `PyBuffer_FromContiguous`: writes packed items into a view.
///
/// # Safety
/// `from` has `len` bytes; the view is writable memory.
pub unsafe fn from_contiguous(view: &Py_buffer, from: *const u8, len: isize, order: u8) {
    let len = len.min(view.len);
    // SAFETY: each item is within the exporter's memory, and there are `len` bytes to read.
    unsafe {
        if is_contiguous(view, order) {
            core::ptr::copy_nonoverlapping(from, view.buf.cast(), len as usize);
            return;
        }
        let size = view.itemsize.max(1) as usize;
        let mut left = len as usize / size;
        let mut at = from;
        each_item(view, order == b'F', |p| {
            if left > 0 {
                core::ptr::copy_nonoverlapping(at, p, size);
                at = at.add(size);
                left -= 1;
            }
        });
    }
}

/// `PyBuffer_ToContiguous`: the items of a view, packed in C (`C`, `A`) or Fortran order.
///
/// # Safety
/// `to` has room for `view.len` bytes.
pub unsafe fn to_contiguous(to: *mut u8, view: &Py_buffer, order: u8) {
    // SAFETY: each item is within the exporter's memory, and there is room for all.
    unsafe {
        if is_contiguous(view, order)
            || view.shape.is_null()
            || view.strides.is_null() && order != b'F'
        {
            core::ptr::copy_nonoverlapping(view.buf.cast(), to, view.len as usize);
            return;
        }
        let mut own = [0isize; PyBUF_MAX_NDIM as usize];
        let mut copy = *view;
        if copy.strides.is_null() {
            let n = copy.ndim.max(0) as usize;
            fill_contiguous_strides(dims(view, view.shape), &mut own[..n], view.itemsize, b'C');
            copy.strides = own.as_mut_ptr();
        }
        let size = view.itemsize.max(1) as usize;
        let mut at = to;
        each_item(&copy, !matches!(order, b'C' | b'A'), |p| {
            core::ptr::copy_nonoverlapping(p, at, size);
            at = at.add(size);
        });
    }
}

/// `PyObject_CopyData`: the items of one exporter into another.
pub fn copy_data(to: &Object, from: &Object) -> PyResult<()> {
    if !has_buffer(to) || !has_buffer(from) {
        return Err(raise!(
            TypeError,
            "both destination and source must be bytes-like objects"
        ));
    }
    let to = Buffer::get_with(to, PyBUF_FULL)?;
    let from = Buffer::get_with(from, PyBUF_FULL_RO)?;
    if to.view().len < from.view().len {
        return Err(raise!(
            BufferError,
            "destination is too small to receive data from source"
        ));
    }
    let mut packed = Vec::new();
    if packed.try_reserve_exact(from.len()).is_err() {
        return Err(crate::exceptions::no_memory());
    }
    // SAFETY: the vector has room for the source's bytes; the views are live.
    unsafe {
        to_contiguous(packed.as_mut_ptr(), from.view(), b'C');
        packed.set_len(from.len());
        from_contiguous(to.view(), packed.as_ptr(), from.view().len, b'C');
    }
    Ok(())
}

/// `PyBuffer_SizeFromFormat`: what `struct.calcsize` says.
pub fn size_from_format(format: &core::ffi::CStr) -> PyResult<isize> {
    let module = crate::iter::builtin("__import__")?.call(&[crate::interned!("struct")])?;
    let text = crate::Str::decode_utf8(format.to_bytes(), None)?;
    module
        .call_method(crate::interned!("calcsize"), &[&text])?
        .index_isize(false)
}

/// The format of a view; unsigned bytes if it names none.
///
/// # Safety
/// The view's format is NULL or a C string for as long as the result is used.
pub unsafe fn format_of(view: &Py_buffer) -> &[u8] {
    if view.format.is_null() {
        return b"B";
    }
    // SAFETY: as above.
    unsafe { core::ffi::CStr::from_ptr(view.format as *const c_char) }.to_bytes()
}
