//! `memoryview`: a window on an exporter's memory, and `managedbuffer`, the one export that all views of it share.
//!
//! A view counts as an export of its managed buffer until it is released; the exporter is released with the last. Shape, strides
//! and suboffsets are in the object itself (`ob_array`); `view.obj` is borrowed from the managed buffer.

use core::ffi::c_int;

use base::{Object, PyResult, Raised, Ref, object_view};
use layout::*;

use crate::buffer;
use crate::prelude::*;
use crate::{alloc, gc};

mod item;
mod managed;
mod methods;
mod types;

pub use managed::{_PyManagedBuffer_Type, ManagedBuffer};
pub use types::{_PyMemoryIter_Type, PyMemoryView_Type};

object_view!(
    /// `memoryview`.
    pub MemoryView, layout::PyMemoryViewObject, "memoryview", |o| crate::type_::is_subtype_instance(o, &PyMemoryView_Type)
);

const RELEASED: &str = "operation forbidden on released memoryview object";

impl MemoryView {
    /// `PyMemoryView_FromObject`.
    pub fn from_object(o: &Object) -> PyResult<Ref<MemoryView>> {
        MemoryView::from_object_with(o, PyBUF_FULL_RO)
    }

    /// What `get`, which is the slot of one of `o`'s classes, exports (`_PyMemoryView_FromBufferProc`).
    pub fn from_slot(o: &Object, flags: c_int, get: getbufferproc) -> PyResult<Ref<MemoryView>> {
        // SAFETY: the slot's contract: its own object, a writable view.
        let mbuf = ManagedBuffer::filled_by(|view| unsafe {
            Status::from_c(get(o.as_ptr(), view, flags)).map(|_| ())
        })?;
        // SAFETY: the export is held by the managed buffer.
        unsafe { MemoryView::of(&mbuf, &(*mbuf.raw()).master) }
    }

    /// With the flags that the exporter is asked with.
    pub fn from_object_with(o: &Object, flags: c_int) -> PyResult<Ref<MemoryView>> {
        if let Some(m) = o.downcast::<MemoryView>() {
            m.check_released()?;
            m.check_restricted()?;
            return m.again();
        }
        if !buffer::has_buffer(o) {
            return Err(raise!(
                TypeError,
                "memoryview: a bytes-like object is required, not '{:.200}'",
                o.class().tp_name()
            ));
        }
        let mbuf = ManagedBuffer::export(o, flags)?;
        // SAFETY: the export is held by the managed buffer.
        unsafe { MemoryView::of(&mbuf, &(*mbuf.raw()).master) }
    }

    /// `PyMemoryView_FromBuffer`: of a view that the caller keeps.
    ///
    /// # Safety
    /// The memory outlives the object.
    pub unsafe fn from_buffer(info: &Py_buffer) -> PyResult<Ref<MemoryView>> {
        if info.buf.is_null() {
            return Err(raise!(
                ValueError,
                "PyMemoryView_FromBuffer(): info->buf must not be NULL"
            ));
        }
        let mbuf = ManagedBuffer::empty()?;
        // SAFETY: fresh.
        unsafe {
            (*mbuf.raw()).master = *info;
            (*mbuf.raw()).master.obj = core::ptr::null_mut();
            MemoryView::of(&mbuf, &(*mbuf.raw()).master)
        }
    }

    /// A view of one row of bytes (`PyMemoryView_FromMemory`).
    ///
    /// # Safety
    /// The memory outlives the object.
    pub unsafe fn from_memory(p: *mut u8, len: isize, writable: bool) -> PyResult<Ref<MemoryView>> {
        let mbuf = ManagedBuffer::empty()?;
        // SAFETY: fresh; the master's shape points into itself, which does not move.
        unsafe {
            buffer::fill_info(
                &raw mut (*mbuf.raw()).master,
                None,
                p.cast(),
                len,
                !writable,
                PyBUF_FULL_RO,
            )?;
            MemoryView::of(&mbuf, &(*mbuf.raw()).master)
        }
    }

    /// A view of an exporter's contiguous memory as one row of bytes, whatever its format and shape.
    pub(crate) fn from_exporter_as_bytes(
        o: &Object,
        view: &Py_buffer,
    ) -> PyResult<Ref<MemoryView>> {
        let new = MemoryView::from_object(o)?;
        let v = new.view();
        if v.ndim == 1 && v.itemsize == 1 {
            // SAFETY: fresh: nobody else sees the view.
            unsafe { (*new.raw()).view.format = c"B".as_ptr().cast_mut() };
            return Ok(new);
        }
        // SAFETY: the managed buffer of the first view holds the memory for the second.
        unsafe {
            let mut row = *view;
            let (mut len, mut one) = (view.len, 1isize);
            row.format = c"B".as_ptr().cast_mut();
            row.ndim = 1;
            row.itemsize = 1;
            row.shape = &raw mut len;
            row.strides = &raw mut one;
            row.suboffsets = core::ptr::null_mut();
            MemoryView::of(ManagedBuffer::from_raw((*new.raw()).mbuf), &row)
        }
    }

    /// Another view of the same.
    fn again(&self) -> PyResult<Ref<MemoryView>> {
        // SAFETY: not released, says the caller.
        unsafe { MemoryView::of(ManagedBuffer::from_raw((*self.raw()).mbuf), self.view()) }
    }

    /// A registered view, with what `src` says.
    unsafe fn of(mbuf: &ManagedBuffer, src: &Py_buffer) -> PyResult<Ref<MemoryView>> {
        // SAFETY: the caller vouches for the buffers.
        unsafe { MemoryView::with_room(mbuf, src, src.ndim) }
    }

    /// A registered view with room for `ndim` dimensions, which may be more than `src` has.
    unsafe fn with_room(
        mbuf: &ManagedBuffer,
        src: &Py_buffer,
        ndim: c_int,
    ) -> PyResult<Ref<MemoryView>> {
        if src.ndim > PyBUF_MAX_NDIM || ndim > PyBUF_MAX_NDIM {
            return Err(raise!(
                ValueError,
                "memoryview: number of dimensions must not exceed 64"
            ));
        }
        let room = ndim.max(src.ndim).max(0) as usize;
        let new = alloc::gc_new_var::<MemoryView>(&PyMemoryView_Type, 3 * room)?;
        // SAFETY: fresh, with 3 entries a dimension; `src` describes live memory.
        unsafe {
            let m = new.raw();
            (*m).mbuf = core::ptr::null_mut();
            (*m).hash = -1;
            (*m).flags = 0;
            (*m).exports = 0;
            (*m).weakreflist = core::ptr::null_mut();
            let array: *mut isize = (&raw mut (*m).ob_array).cast();
            let view = &raw mut (*m).view;
            *view = *src;
            if src.format.is_null() {
                (*view).format = c"B".as_ptr().cast_mut();
            }
            (*view).shape = array;
            (*view).strides = array.add(room);
            (*view).suboffsets = core::ptr::null_mut();
            let n = src.ndim.max(0) as usize;
            match n {
                0 => {
                    (*view).shape = core::ptr::null_mut();
                    (*view).strides = core::ptr::null_mut();
                }
                1 => {
                    *array = if src.shape.is_null() {
                        src.len / src.itemsize.max(1)
                    } else {
                        *src.shape
                    };
                    *array.add(room) = if src.strides.is_null() {
                        src.itemsize
                    } else {
                        *src.strides
                    };
                }
                _ => {
                    core::ptr::copy_nonoverlapping(src.shape, array, n);
                    if src.strides.is_null() {
                        let shape = core::slice::from_raw_parts(array, n);
                        let strides = core::slice::from_raw_parts_mut(array.add(room), n);
                        buffer::fill_contiguous_strides(shape, strides, src.itemsize, b'C');
                    } else {
                        core::ptr::copy_nonoverlapping(src.strides, array.add(room), n);
                    }
                }
            }
            if !src.suboffsets.is_null() && n > 0 {
                core::ptr::copy_nonoverlapping(src.suboffsets, array.add(2 * room), n);
                (*view).suboffsets = array.add(2 * room);
            }
            (*m).mbuf = mbuf.to_ref().into_ptr().cast();
            (*mbuf.raw()).exports += 1;
        }
        new.update_flags();
        gc::track(&new);
        Ok(new)
    }

    /// What the view describes.
    #[inline]
    pub fn view(&self) -> &Py_buffer {
        // SAFETY: live; only fresh objects' views change.
        unsafe { &(*self.raw()).view }
    }

    #[inline]
    fn ndim(&self) -> usize {
        self.view().ndim.max(0) as usize
    }

    fn shape(&self) -> &[isize] {
        dims(self.view().shape, self.ndim())
    }

    fn strides(&self) -> &[isize] {
        dims(self.view().strides, self.ndim())
    }

    /// Sets the contiguity flags anew, after shape and strides were made.
    fn update_flags(&self) {
        let v = self.view();
        let mut flags = match v.ndim {
            0 => _Py_MEMORYVIEW_SCALAR | _Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN,
            _ => {
                let c = if buffer::is_contiguous(v, b'C') {
                    _Py_MEMORYVIEW_C
                } else {
                    0
                };
                let f = if buffer::is_contiguous(v, b'F') {
                    _Py_MEMORYVIEW_FORTRAN
                } else {
                    0
                };
                c | f
            }
        };
        if !v.suboffsets.is_null() {
            flags |= _Py_MEMORYVIEW_PIL;
            flags &= !(_Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN);
        }
        // SAFETY: live.
        unsafe { (*self.raw()).flags = flags };
    }

    fn has_flag(&self, flag: c_int) -> bool {
        // SAFETY: live.
        unsafe { (*self.raw()).flags & flag != 0 }
    }

    fn is_released(&self) -> bool {
        // SAFETY: the managed buffer lives as long as the view.
        self.has_flag(_Py_MEMORYVIEW_RELEASED)
            || unsafe { (*(*self.raw()).mbuf).flags & _Py_MANAGED_BUFFER_RELEASED != 0 }
    }

    fn check_released(&self) -> PyResult<()> {
        if self.is_released() {
            return Err(raise!(ValueError, "{}", RELEASED));
        }
        Ok(())
    }

    fn check_restricted(&self) -> PyResult<()> {
        if self.has_flag(_Py_MEMORYVIEW_RESTRICTED) {
            return Err(raise!(
                ValueError,
                "cannot create new view on restricted memoryview"
            ));
        }
        Ok(())
    }

    /// `release()`: gives the export back; BufferError while others look through this view.
    pub fn release(&self) -> PyResult<()> {
        if self.has_flag(_Py_MEMORYVIEW_RELEASED) {
            return Ok(());
        }
        // SAFETY: live; the managed buffer counts this view until now.
        unsafe {
            let m = self.raw();
            match (*m).exports {
                0 => {}
                n => {
                    return Err(raise!(
                        BufferError,
                        "memoryview has {} exported buffer{}",
                        n,
                        if n == 1 { "" } else { "s" }
                    ));
                }
            }
            (*m).flags |= _Py_MEMORYVIEW_RELEASED;
            if !(*m).mbuf.is_null() {
                let mbuf = ManagedBuffer::from_raw((*m).mbuf);
                (*mbuf.raw()).exports -= 1;
                if (*mbuf.raw()).exports == 0 {
                    mbuf.release();
                }
            }
        }
        Ok(())
    }

    /// Counts this view as exported while `f` runs foreign code, so that nothing releases it.
    fn held<R>(&self, f: impl FnOnce() -> R) -> R {
        // SAFETY: live.
        unsafe { (*self.raw()).exports += 1 };
        let r = f();
        // SAFETY: live.
        unsafe { (*self.raw()).exports -= 1 };
        r
    }

    /// The items packed, in C, Fortran or (`A`) whichever order they lie in.
    pub(crate) fn packed(&self, order: u8) -> PyResult<Ref<Bytes>> {
        let v = self.view();
        let n = v.len.max(0) as usize;
        let out = Bytes::with_len(n)?;
        let order = match order {
            b'A' if buffer::is_contiguous(v, b'F') && !buffer::is_contiguous(v, b'C') => b'F',
            b'A' => b'C',
            o => o,
        };
        if n > 0 {
            // SAFETY: fresh, with room for the view's bytes.
            unsafe { buffer::to_contiguous(out.as_mut_ptr(), v, order) };
        }
        Ok(out)
    }
}

fn dims<'a>(p: *mut isize, n: usize) -> &'a [isize] {
    if p.is_null() {
        return &[];
    }
    // SAFETY: the arrays have an entry a dimension, and live in the object that the caller borrows.
    unsafe { core::slice::from_raw_parts(p, n) }
}

/// A row of integers as a tuple.
fn int_tuple(values: &[isize]) -> PyResult<Ref<Tuple>> {
    let mut v = Vec::new();
    for n in values {
        v.push(Long::from_isize(*n)?.upcast());
    }
    Tuple::from_vec(v)
}

#[cold]
fn out_of_bounds(dimension: usize) -> Raised {
    raise!(IndexError, "index out of bounds on dimension {}", dimension)
}

/// `PyMemoryView_GetContiguous`: the view itself if it is contiguous in that order, else one of a copy, which is only for reading.
pub fn contiguous(o: &Object, writable: bool, order: u8) -> PyResult<Ref<MemoryView>> {
    let m = MemoryView::from_object(o)?;
    let v = m.view();
    if writable && v.readonly != 0 {
        return Err(raise!(BufferError, "underlying buffer is not writable"));
    }
    if buffer::is_contiguous(v, order) {
        return Ok(m);
    }
    if writable {
        return Err(raise!(
            BufferError,
            "writable contiguous buffer requested for a non-contiguous object."
        ));
    }
    let len = v.len.max(0) as usize;
    let copy = Bytes::with_len(len)?;
    if len != 0 {
        // SAFETY: fresh, with room for the view's bytes.
        unsafe { buffer::to_contiguous(copy.as_mut_ptr(), v, order) };
    }
    // The shape and the format stay; the steps are those of the order.
    let ndim = v.ndim.max(0) as usize;
    let mut shape = vec![0isize; ndim];
    let mut strides = vec![0isize; ndim];
    // SAFETY: a view of that many dimensions has a shape; the buffer info lives until it is copied.
    unsafe {
        if ndim > 0 && !v.shape.is_null() {
            shape.copy_from_slice(core::slice::from_raw_parts(v.shape, ndim));
        }
        buffer::fill_contiguous_strides(&shape, &mut strides, v.itemsize, order);
        let mut info: Py_buffer = core::mem::zeroed();
        info.buf = copy.as_mut_ptr().cast();
        info.len = v.len;
        info.itemsize = v.itemsize;
        info.readonly = 1;
        info.ndim = v.ndim;
        info.shape = shape.as_mut_ptr();
        info.strides = strides.as_mut_ptr();
        let managed = ManagedBuffer::empty()?;
        let master = &raw mut (*managed.raw()).master;
        *master = info;
        if !v.format.is_null() {
            let n = libc::strlen(v.format) + 1;
            let format = base::mem::alloc(base::mem::Domain::Mem, n).cast::<core::ffi::c_char>();
            if format.is_null() {
                return Err(crate::exceptions::no_memory());
            }
            core::ptr::copy_nonoverlapping(v.format, format, n);
            (*master).format = format;
            (*managed.raw()).flags |= _Py_MANAGED_BUFFER_FREE_FORMAT as i32;
        }
        (*master).obj = copy.into_ptr();
        MemoryView::of(&managed, &*master)
    }
}
