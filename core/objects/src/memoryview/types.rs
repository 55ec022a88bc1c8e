//! `memoryview`: the type object, its slots, and its iterator.

use core::ffi::{c_int, c_void};

use base::{Hash, Length, NextResult, Object, PyResult, Ref, Status, object_view};
use layout::*;

use super::item::{Unpacker, is_byte, native, pack, supported, unpack};
use super::{MemoryView, dims, out_of_bounds};
use crate::buffer::{self, format_of};
use crate::prelude::*;
use crate::slice::adjust_indices;
use crate::{alloc, gc};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(length),
    sq_item: crate::slots::item(item),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(length),
    mp_subscript: crate::slots::binary(subscript),
    mp_ass_subscript: crate::slots::set_subscript(set_subscript),
};

static mut AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: crate::slots::getbuffer(getbuffer),
    bf_releasebuffer: crate::slots::releasebuffer(releasebuffer),
};

#[unsafe(no_mangle)]
pub static PyMemoryView_Type: Type = Type::new(PyTypeObject {
    tp_name: c"memoryview".as_ptr(),
    tp_basicsize: core::mem::offset_of!(PyMemoryViewObject, ob_array) as isize,
    tp_itemsize: size_of::<isize>() as isize,
    tp_dealloc: crate::slots::dealloc::<MemoryView>(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(hash),
    tp_as_buffer: &raw mut AS_BUFFER,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_doc: MemoryView::DOC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_clear: crate::slots::clear(clear),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_weaklistoffset: core::mem::offset_of!(PyMemoryViewObject, weakreflist) as isize,
    tp_iter: crate::slots::iter(view_iter),
    tp_methods: MemoryView::METHODS,
    tp_getset: MemoryView::GETSET,
    tp_new: Some(MemoryView::NEW),
    ..Type::EMPTY
});

extern "C" fn dealloc(this: *mut MemoryView) {
    // SAFETY: the last reference is gone.
    unsafe {
        let m = &*this;
        gc::untrack(m);
        if let Err(e) = m.release() {
            e.clear();
        }
        drop(Ref::<Object>::from_owned_opt((*m.raw()).mbuf));
        if !(*m.raw()).weakreflist.is_null() {
            crate::weakref::clear_weakrefs(this.cast());
        }
        alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &MemoryView, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let m = (*this.raw()).mbuf;
        if m.is_null() { 0 } else { visit(m.cast(), arg) }
    }
}

extern "C" fn clear(this: &MemoryView) -> c_int {
    // SAFETY: live; a view that others look through stays.
    unsafe {
        if (*this.raw()).exports == 0
            && !(*this.raw()).mbuf.is_null()
            && let Err(e) = this.release()
        {
            e.clear();
        }
    }
    0
}

extern "C" fn repr(this: &MemoryView) -> PyResult {
    let state = if this.has_flag(_Py_MEMORYVIEW_RELEASED) {
        "released "
    } else {
        ""
    };
    Ok(Str::format(format_args!("<{}memory at {:p}>", state, this.as_ptr()))?.upcast())
}

extern "C" fn length(this: &MemoryView) -> Length {
    (|| {
        this.check_released()?;
        match this.shape().first() {
            Some(n) => Ok(*n),
            None => Err(raise!(TypeError, "0-dim memory has no length")),
        }
    })()
    .into()
}

impl MemoryView {
    /// The address of item `index` along a dimension, from `p` on.
    fn step(&self, p: *mut u8, dimension: usize, index: isize) -> PyResult<*mut u8> {
        let n = self.shape()[dimension];
        let i = if index < 0 { index + n } else { index };
        if i < 0 || i >= n {
            return Err(out_of_bounds(dimension + 1));
        }
        let suboffsets = dims(self.view().suboffsets, self.ndim());
        // SAFETY: the index is within the shape, so the address is within the exporter's memory.
        unsafe {
            let p = p.offset(self.strides()[dimension] * i);
            Ok(match suboffsets.get(dimension) {
                Some(s) if *s >= 0 => p.cast::<*mut u8>().read().offset(*s),
                _ => p,
            })
        }
    }

    fn format(&self) -> &[u8] {
        // SAFETY: the format lives as long as the view.
        unsafe { format_of(self.view()) }
    }

    fn start(&self) -> *mut u8 {
        self.view().buf.cast()
    }

    /// The address of an item by a tuple of indices, one a dimension.
    fn at_tuple(&self, t: &Tuple) -> PyResult<*mut u8> {
        if t.len() > self.ndim() {
            return Err(raise!(
                TypeError,
                "cannot index {}-dimension view with {}-element tuple",
                self.ndim(),
                t.len()
            ));
        }
        let mut p = self.start();
        for (d, i) in t.as_slice().iter().enumerate() {
            let i = i.index_isize(false)?;
            // The conversion may have released the view.
            self.check_released()?;
            p = self.step(p, d, i)?;
        }
        Ok(p)
    }

    /// Cuts the first dimension of a view down to a slice.
    fn cut(v: &mut Py_buffer, slice: &Slice) -> PyResult<()> {
        let (start, stop, step) = slice.unpack()?;
        // SAFETY: a view of one dimension or more has these arrays, which are the caller's own.
        unsafe {
            let (start, _, count) = adjust_indices(*v.shape, start, stop, step);
            let offset = *v.strides * start;
            v.buf = v.buf.cast::<u8>().offset(offset).cast();
            *v.shape = count as isize;
            *v.strides = (*v.strides).wrapping_mul(step);
            let shape = core::slice::from_raw_parts(v.shape, v.ndim as usize);
            v.len = shape.iter().product::<isize>() * v.itemsize;
        }
        Ok(())
    }

    /// The items as lists of lists.
    pub(super) fn list_of(&self, p: *mut u8, dimension: usize, f: u8) -> PyResult<Ref> {
        if dimension == self.ndim() {
            // SAFETY: an item's address.
            return unsafe { unpack(p, f) };
        }
        let list = List::new()?;
        for i in 0..self.shape()[dimension] {
            let p = self.step(p, dimension, i)?;
            list.push_owned(self.list_of(p, dimension + 1, f)?)?;
        }
        Ok(list.upcast())
    }
}

extern "C" fn item(this: &MemoryView, index: isize) -> PyResult {
    this.check_released()?;
    let f = supported(this.format())?;
    match this.ndim() {
        0 => Err(raise!(TypeError, "invalid indexing of 0-dim memory")),
        // SAFETY: an item's address.
        1 => unsafe { unpack(this.step(this.start(), 0, index)?, f) },
        _ => Err(raise!(
            NotImplementedError,
            "multi-dimensional sub-views are not implemented"
        )),
    }
}

fn is_multi(key: &Object, f: impl Fn(&Object) -> bool) -> bool {
    key.downcast::<Tuple>()
        .is_some_and(|t| t.as_slice().iter().all(|o| f(o)))
}

extern "C" fn subscript(this: &MemoryView, key: &Object) -> PyResult {
    this.check_released()?;
    if this.ndim() == 0 {
        if key.downcast::<Tuple>().is_some_and(Tuple::is_empty) {
            let f = supported(this.format())?;
            // SAFETY: the one item.
            return unsafe { unpack(this.start(), f) };
        }
        if key.is(crate::slice::ellipsis()) {
            return Ok(this.to_ref().upcast());
        }
        return Err(raise!(TypeError, "invalid indexing of 0-dim memory"));
    }
    if crate::sequence::has_index(key) {
        let i = key.index_isize(false)?;
        this.check_released()?;
        return item(this, i);
    }
    if let Some(slice) = key.downcast::<Slice>() {
        this.check_restricted()?;
        let new = this.again()?;
        // SAFETY: fresh: nobody else sees its view.
        MemoryView::cut(unsafe { &mut (*new.raw()).view }, slice)?;
        new.update_flags();
        return Ok(new.upcast());
    }
    if is_multi(key, crate::sequence::has_index)
        && let Some(t) = key.downcast::<Tuple>()
    {
        let f = supported(this.format())?;
        if t.len() < this.ndim() {
            return Err(raise!(NotImplementedError, "sub-views are not implemented"));
        }
        // SAFETY: an item's address.
        return unsafe { unpack(this.at_tuple(t)?, f) };
    }
    if is_multi(key, |o| o.downcast::<Slice>().is_some()) {
        return Err(raise!(
            NotImplementedError,
            "multi-dimensional slicing is not implemented"
        ));
    }
    Err(raise!(TypeError, "memoryview: invalid slice key"))
}

extern "C" fn set_subscript(this: &MemoryView, key: &Object, value: Option<&Object>) -> Status {
    assign(this, key, value).into()
}

/// More than an item of any format takes.
const MAX_ITEM: usize = 16;

fn assign(this: &MemoryView, key: &Object, value: Option<&Object>) -> PyResult<()> {
    this.check_released()?;
    let f = supported(this.format())?;
    if this.view().readonly != 0 {
        return Err(raise!(TypeError, "cannot modify read-only memory"));
    }
    let Some(value) = value else {
        return Err(raise!(TypeError, "cannot delete memory"));
    };
    // Converting the value may release the view: it is stored after another look.
    let store = |p: *mut u8| -> PyResult<()> {
        let mut item = [0u8; MAX_ITEM];
        // SAFETY: room for an item of any format; an item's address.
        unsafe {
            pack(item.as_mut_ptr(), value, f)?;
            this.check_released()?;
            let size = (this.view().itemsize as usize).min(MAX_ITEM);
            core::ptr::copy_nonoverlapping(item.as_ptr(), p, size);
        }
        Ok(())
    };
    if this.ndim() == 0 {
        if key.is(crate::slice::ellipsis()) || key.downcast::<Tuple>().is_some_and(Tuple::is_empty)
        {
            return store(this.start());
        }
        return Err(raise!(TypeError, "invalid indexing of 0-dim memory"));
    }
    if crate::sequence::has_index(key) {
        if this.ndim() > 1 {
            return Err(raise!(NotImplementedError, "sub-views are not implemented"));
        }
        let i = key.index_isize(false)?;
        this.check_released()?;
        return store(this.step(this.start(), 0, i)?);
    }
    if let Some(slice) = key.downcast::<Slice>()
        && this.ndim() == 1
    {
        let src = Buffer::get_with(value, PyBUF_FULL_RO)?;
        let mut arrays = [this.shape()[0], this.strides()[0], 0];
        let mut dest = *this.view();
        if !dest.suboffsets.is_null() {
            // SAFETY: one entry.
            arrays[2] = unsafe { *dest.suboffsets };
            dest.suboffsets = &raw mut arrays[2];
        }
        dest.shape = &raw mut arrays[0];
        dest.strides = &raw mut arrays[1];
        MemoryView::cut(&mut dest, slice)?;
        this.check_released()?;
        return copy_row(&dest, src.view());
    }
    if is_multi(key, crate::sequence::has_index)
        && let Some(t) = key.downcast::<Tuple>()
    {
        if t.len() < this.ndim() {
            return Err(raise!(NotImplementedError, "sub-views are not implemented"));
        }
        return store(this.at_tuple(t)?);
    }
    if key.downcast::<Slice>().is_some() || is_multi(key, |o| o.downcast::<Slice>().is_some()) {
        return Err(raise!(
            NotImplementedError,
            "memoryview slice assignments are currently restricted to ndim = 1"
        ));
    }
    Err(raise!(TypeError, "memoryview: invalid slice key"))
}

/// Copies one row of items onto another of the same format and length; they may overlap.
fn copy_row(dest: &Py_buffer, src: &Py_buffer) -> PyResult<()> {
    // SAFETY: the formats are C strings; the arrays have an entry a dimension.
    unsafe {
        let native_or_text = |v: &Py_buffer| {
            let f = format_of(v);
            native(f).map_or((f.to_vec(), v.itemsize), |(c, _)| (vec![c], v.itemsize))
        };
        let n = *dest.shape;
        let same = native_or_text(dest) == native_or_text(src)
            && src.ndim == 1
            && (if src.shape.is_null() {
                src.len / src.itemsize.max(1)
            } else {
                *src.shape
            }) == n;
        if !same {
            return Err(raise!(
                ValueError,
                "memoryview assignment: lvalue and rvalue have different structures"
            ));
        }
        if dest.len == 0 {
            return Ok(());
        }
        let mut packed = crate::bytes_methods::buffer(src.len as usize)?;
        buffer::to_contiguous(packed.as_mut_ptr(), src, b'C');
        buffer::from_contiguous(dest, packed.as_ptr(), src.len, b'C');
    }
    Ok(())
}

extern "C" fn hash(this: &MemoryView) -> Hash {
    (|| {
        // SAFETY: live; the hash does not change once set.
        let known = unsafe { (*this.raw()).hash };
        if known != -1 {
            return Ok(known);
        }
        this.check_released()?;
        if this.view().readonly == 0 {
            return Err(raise!(ValueError, "cannot hash writable memoryview object"));
        }
        if !native(this.format()).is_some_and(|(f, _)| is_byte(f)) {
            return Err(raise!(
                ValueError,
                "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"
            ));
        }
        // SAFETY: the exporter is held by the managed buffer.
        if let Some(o) = unsafe { Object::from_ptr_opt(this.view().obj) } {
            this.held(|| o.hash())?;
        }
        let h = crate::pyhash::hash_bytes(this.packed(b'C')?.as_slice());
        // SAFETY: live.
        unsafe { (*this.raw()).hash = h };
        Ok(h)
    })()
    .into()
}

/// Reads items for comparison.
enum Reader {
    Native(u8),
    Struct(Unpacker),
}

impl Reader {
    /// # Safety
    /// `p` points to an item.
    unsafe fn read(&self, p: *const u8) -> PyResult {
        // SAFETY: as above.
        unsafe {
            match self {
                Reader::Native(f) => unpack(p, *f),
                Reader::Struct(u) => u.unpack(p),
            }
        }
    }
}

extern "C" fn richcompare(this: &MemoryView, other: &Object, op: c_int) -> PyResult {
    if op != Py_EQ && op != Py_NE {
        return not_implemented_result();
    }
    let answer = |equal: bool| Ok(py_bool(equal == (op == Py_EQ)).to_ref().upcast());
    if this.is_released() {
        return answer(other.is(this));
    }
    if let Some(m) = other.downcast::<MemoryView>()
        && m.is_released()
    {
        return answer(other.is(this));
    }
    let w = match Buffer::get_with(other, PyBUF_FULL_RO) {
        Ok(w) => w,
        Err(e) => {
            e.clear();
            return not_implemented_result();
        }
    };
    match this.held(|| equal(this.view(), w.view()))? {
        Some(e) => answer(e),
        None => not_implemented_result(),
    }
}

/// Are shape and items the same? `None` if a format cannot be read.
fn equal(v: &Py_buffer, w: &Py_buffer) -> PyResult<Option<bool>> {
    if v.ndim != w.ndim {
        return Ok(Some(false));
    }
    let n = v.ndim.max(0) as usize;
    let (vs, ws) = (dims(v.shape, n), dims(w.shape, n));
    for (a, b) in vs.iter().zip(ws) {
        if a != b {
            return Ok(Some(false));
        }
        if *a == 0 {
            break;
        }
    }
    // SAFETY: the formats are C strings.
    let (vf, wf) = unsafe { (format_of(v), format_of(w)) };
    let (x, y) = match (native(vf), native(wf)) {
        (Some((a, _)), Some((b, _))) if a == b => {
            if !matches!(a, b'f' | b'd' | b'e' | b'?')
                && buffer::is_contiguous(v, b'C')
                && buffer::is_contiguous(w, b'C')
            {
                let bytes = |v: &Py_buffer| match v.len {
                    // SAFETY: contiguous views have so many bytes.
                    n if n > 0 => unsafe {
                        core::slice::from_raw_parts(v.buf.cast::<u8>(), n as usize)
                    },
                    _ => &[],
                };
                return Ok(Some(bytes(v) == bytes(w)));
            }
            (Reader::Native(a), Reader::Native(a))
        }
        _ => {
            let make = |f: &[u8], v: &Py_buffer| Unpacker::new(f, v.itemsize.max(0) as usize);
            match (make(vf, v), make(wf, w)) {
                (Ok(a), Ok(b)) => (Reader::Struct(a), Reader::Struct(b)),
                (Err(e), _) | (_, Err(e)) => {
                    if crate::exceptions::matches(&crate::exceptions::types::MemoryError) {
                        return Err(e);
                    }
                    e.clear();
                    return Ok(None);
                }
            }
        }
    };
    let total: isize = vs.iter().product();
    let mut indices = vec![0isize; n];
    for _ in 0..total {
        // SAFETY: the indices stay within both shapes, which are the same.
        let same = unsafe {
            let a = x.read(buffer::item_pointer(v, &indices))?;
            let b = y.read(buffer::item_pointer(w, &indices))?;
            a.rich_compare(&b, CompareOp::Eq)?.is_true()?
        };
        if !same {
            return Ok(Some(false));
        }
        for d in (0..n).rev() {
            indices[d] += 1;
            if indices[d] < vs[d] {
                break;
            }
            indices[d] = 0;
        }
    }
    Ok(Some(true))
}

extern "C" fn getbuffer(this: &MemoryView, view: *mut Py_buffer, flags: c_int) -> Status {
    fill(this, view, flags).into()
}

fn fill(this: &MemoryView, view: *mut Py_buffer, flags: c_int) -> PyResult<()> {
    this.check_released()?;
    this.check_restricted()?;
    let fail = |what: &str| raise!(BufferError, "memoryview: underlying buffer {}", what);
    let wants = |flag: c_int| flags & flag == flag;
    let mut v = *this.view();
    v.obj = core::ptr::null_mut();
    let (c, f) = (
        this.has_flag(_Py_MEMORYVIEW_C),
        this.has_flag(_Py_MEMORYVIEW_FORTRAN),
    );
    if wants(PyBUF_WRITABLE) && v.readonly != 0 {
        return Err(fail("is not writable"));
    }
    if !wants(PyBUF_FORMAT) {
        v.format = core::ptr::null_mut();
    }
    if wants(PyBUF_C_CONTIGUOUS) && !c {
        return Err(fail("is not C-contiguous"));
    }
    if wants(PyBUF_F_CONTIGUOUS) && !f {
        return Err(fail("is not Fortran contiguous"));
    }
    if wants(PyBUF_ANY_CONTIGUOUS) && !c && !f {
        return Err(fail("is not contiguous"));
    }
    if !wants(PyBUF_INDIRECT) && this.has_flag(_Py_MEMORYVIEW_PIL) {
        return Err(fail("requires suboffsets"));
    }
    if !wants(PyBUF_STRIDES) {
        if !c {
            return Err(fail("is not C-contiguous"));
        }
        v.strides = core::ptr::null_mut();
    }
    if !wants(PyBUF_ND) {
        if !v.format.is_null() {
            return Err(raise!(
                BufferError,
                "memoryview: cannot cast to unsigned bytes if the format flag is present"
            ));
        }
        v.ndim = 1;
        v.shape = core::ptr::null_mut();
    }
    v.obj = this.to_ref().upcast().into_ptr();
    // SAFETY: the caller gives a view to fill.
    unsafe {
        *view = v;
        (*this.raw()).exports += 1;
    }
    Ok(())
}

extern "C" fn releasebuffer(this: &MemoryView, _: *mut Py_buffer) {
    // SAFETY: live; it was counted by `fill`.
    unsafe { (*this.raw()).exports -= 1 };
}

/// The iterator's struct, which no header shows.
#[repr(C)]
pub struct MemoryIterObject {
    ob_base: PyObject,
    index: isize,
    /// NULL at the end.
    view: *mut PyObject,
}

object_view!(
    /// An iterator over a view's items.
    pub MemoryIter, MemoryIterObject, "memory_iterator", |o| o.is_exactly(_PyMemoryIter_Type.as_mut_ptr())
);

extern "C" fn view_iter(this: &MemoryView) -> PyResult {
    this.check_released()?;
    match this.ndim() {
        0 => return Err(raise!(TypeError, "invalid indexing of 0-dim memory")),
        1 => {}
        _ => {
            return Err(raise!(
                NotImplementedError,
                "multi-dimensional sub-views are not implemented"
            ));
        }
    }
    supported(this.format())?;
    let it = alloc::gc_new::<MemoryIter>(&_PyMemoryIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).index = 0;
        (*it.raw()).view = this.to_ref().into_ptr();
    }
    gc::track(&it);
    Ok(it.upcast())
}

extern "C" fn iter_next(this: &MemoryIter) -> NextResult {
    // SAFETY: the view is held by the iterator.
    unsafe {
        let it = this.raw();
        if (*it).view.is_null() {
            return Ok(None::<Ref>).into();
        }
        let m = MemoryView::from_raw((*it).view.cast());
        let i = (*it).index;
        if i < m.shape()[0] {
            (*it).index = i + 1;
            return item(m, i).map(Some).into();
        }
        let p = (&raw mut (*it).view).replace(core::ptr::null_mut());
        drop(Ref::<Object>::from_owned_opt(p));
        Ok(None::<Ref>).into()
    }
}

extern "C" fn iter_dealloc(this: *mut MemoryIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*this);
        drop(Ref::<Object>::from_owned_opt((*(*this).raw()).view));
        alloc::gc_free(this.cast());
    }
}

extern "C" fn iter_traverse(this: &MemoryIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let v = (*this.raw()).view;
        if v.is_null() { 0 } else { visit(v, arg) }
    }
}

pub static _PyMemoryIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"memory_iterator".as_ptr(),
    tp_basicsize: size_of::<MemoryIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<MemoryIter>(iter_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(iter_traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(iter_next),
    ..Type::EMPTY
});
