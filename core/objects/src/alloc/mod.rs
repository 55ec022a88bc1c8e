//! Allocation of objects: memory, header, type reference, collector head.
//!
//! Each function gives an object with one reference, not yet tracked by the collector; `generic` gives it zeroed, the others
//! leave what follows the header uninitialised. `base::mem` is for plain memory. An object's block begins before the object:
//! first the pre-header (weak-reference list and managed dict, by `Py_TPFLAGS_PREHEADER`), then the collector's head
//! (default build only), then the object.

use core::ffi::c_ulong;

use base::mem::{self, Domain};
use base::{PyResult, Ref, Subtype};
use layout::*;

use crate::Type;
use crate::exceptions::no_memory;

/// The collector's head: two words before the object in the default build.
const HEAD_SIZE: usize = if cfg!(feature = "free-threaded") {
    0
} else {
    size_of::<PyGC_Head>()
};

/// How many bytes lie before an object of a type with these flags (`_PyType_PreHeaderSize`).
#[inline(always)]
pub fn preheader_size(flags: c_ulong) -> usize {
    let gc = if flags & Py_TPFLAGS_HAVE_GC != 0 {
        HEAD_SIZE
    } else {
        0
    };
    let managed = if flags & Py_TPFLAGS_PREHEADER as c_ulong != 0 {
        2 * size_of::<*mut PyObject>()
    } else {
        0
    };
    gc + managed
}

/// `_PyObject_VAR_SIZE`: the size of an instance with `items` items, or None if it does not fit the address space.
#[inline(always)]
pub fn instance_size(ty: &Type, items: usize) -> Option<usize> {
    // SAFETY: live type.
    let (basic, item) = unsafe { ((*ty.raw()).tp_basicsize, (*ty.raw()).tp_itemsize) };
    let size = item.unsigned_abs().checked_mul(items)?;
    let size = size.checked_add(basic as usize)?.checked_add(7)? & !7;
    (size <= isize::MAX as usize - 64).then_some(size)
}

/// The bytes that follow `tp_basicsize` of a type with inline values (`_PyInlineValuesSize`).
#[inline]
pub fn inline_values_size(ty: &Type) -> usize {
    // SAFETY: types with inline values are heap types whose shared keys live with them.
    unsafe {
        let keys = (*ty.raw().cast::<PyHeapTypeObject>()).ht_cached_keys;
        let n = ((*keys).dk_nentries + (*keys).dk_usable) as usize;
        ((n + 7) & !7) + (n + 1) * size_of::<*mut PyObject>()
    }
}

/// Writes the header of a fresh object: one reference, and a count on a heap type.
///
/// # Safety
/// `op` is allocated for an instance of `ty` and fresh.
#[inline(always)]
pub unsafe fn init_header(op: *mut PyObject, ty: &Type) {
    // SAFETY: fresh.
    unsafe {
        base::refcount::init(op);
        (*op).ob_type = ty.raw();
        if ty.flags() & Py_TPFLAGS_HEAPTYPE != 0 {
            base::refcount::incref(ty.raw().cast());
        }
        base::reftracer::created(op);
    }
}

/// Memory for `size` bytes of object with what goes before it; the pre-header and collector head are zeroed, the object is not.
#[inline(always)]
fn allocate(ty: &Type, size: usize) -> PyResult<*mut PyObject> {
    let flags = ty.flags();
    let before = preheader_size(flags);
    let block = mem::alloc(Domain::Obj, size + before).cast::<u8>();
    if block.is_null() {
        return Err(no_memory());
    }
    // SAFETY: the block holds `before + size` bytes. Head and pre-header are two words each: stores, not a call of `memset`.
    unsafe {
        let op = block.add(before).cast::<PyObject>();
        let words = op.cast::<[usize; 2]>();
        if before != 0 {
            words.sub(1).write([0; 2]);
            if before > size_of::<[usize; 2]>() {
                words.sub(2).write([0; 2]);
            }
        }
        Ok(op)
    }
}

/// Zeroes an object. `memset` writes what is small with masked stores, from which the loads of who initialises the object cannot
/// be forwarded: they wait until the store is done, longer than all the rest of an allocation takes.
///
/// # Safety
/// `op` has `size` bytes, a multiple of 8.
#[inline(always)]
unsafe fn zero(op: *mut PyObject, size: usize) {
    const SMALL: usize = 256;
    // SAFETY: the caller's contract.
    unsafe {
        if size > SMALL {
            return core::ptr::write_bytes(op.cast::<u8>(), 0, size);
        }
        let words = op.cast::<u64>();
        for i in 0..size / 8 {
            // Volatile, or the optimiser makes a `memset` of it.
            words.add(i).write_volatile(0);
        }
    }
}

/// `PyType_GenericAlloc`: the default `tp_alloc`. Zeroed, tracked if the type takes part in collection.
///
/// The one item more than asked for is what the stock library allocates too: types rely on the room.
pub fn generic(ty: &Type, items: usize) -> PyResult {
    let object = generic_untracked(ty, items)?;
    if ty.flags() & Py_TPFLAGS_HAVE_GC != 0 {
        crate::gc::track(&object);
    }
    Ok(object)
}

/// As [`generic`], untracked (`_PyType_AllocNoTrack`).
pub fn generic_untracked(ty: &Type, items: usize) -> PyResult {
    let flags = ty.flags();
    let items_plus = items.checked_add(1).ok_or_else(no_memory)?;
    let mut size = instance_size(ty, items_plus).ok_or_else(no_memory)?;
    let inline = flags & Py_TPFLAGS_INLINE_VALUES as c_ulong != 0;
    if inline {
        size += inline_values_size(ty);
    }
    let op = allocate(ty, size)?;
    // SAFETY: fresh, of `size` bytes.
    unsafe {
        zero(op, size);
        init_header(op, ty);
        if (*ty.raw()).tp_itemsize != 0 {
            (*op.cast::<PyVarObject>()).ob_size = items as Py_ssize_t;
        }
        if flags & Py_TPFLAGS_HAVE_GC != 0 {
            crate::gc::link(op);
        }
        if inline {
            crate::dict::init_inline_values(op, ty);
        }
        Ok(Ref::from_raw_owned(op))
    }
}

/// `PyObject_New`: no collector head. The fields past the header are NOT initialised.
#[inline]
pub fn new<T: Subtype>(ty: &Type) -> PyResult<Ref<T>> {
    let size = instance_size(ty, 0).ok_or_else(no_memory)?;
    let op = allocate(ty, size)?;
    // SAFETY: fresh.
    unsafe {
        init_header(op, ty);
        Ok(Ref::from_raw_owned(op))
    }
}

/// As [`new`], with so many bytes behind the struct that no size in the object tells of.
pub(crate) fn new_with_room<T: Subtype>(ty: &Type, room: usize) -> PyResult<Ref<T>> {
    let size = instance_size(ty, 0).and_then(|n| n.checked_add(room));
    let op = allocate(ty, size.ok_or_else(no_memory)?)?;
    // SAFETY: fresh.
    unsafe {
        init_header(op, ty);
        Ok(Ref::from_raw_owned(op))
    }
}

/// `PyObject_NewVar`: `n` items of `tp_itemsize`; sets `ob_size`. NOT initialised past the var header.
#[inline]
pub fn new_var<T: Subtype>(ty: &Type, n: usize) -> PyResult<Ref<T>> {
    let size = instance_size(ty, n).ok_or_else(no_memory)?;
    let op = allocate(ty, size)?;
    // SAFETY: fresh; a var object.
    unsafe {
        init_header(op, ty);
        (*op.cast::<PyVarObject>()).ob_size = n as Py_ssize_t;
        Ok(Ref::from_raw_owned(op))
    }
}

/// `PyObject_GC_New`: with a collector head, untracked. NOT initialised past the header.
#[inline]
pub fn gc_new<T: Subtype>(ty: &Type) -> PyResult<Ref<T>> {
    let mut size = instance_size(ty, 0).ok_or_else(no_memory)?;
    let inline = ty.flags() & Py_TPFLAGS_INLINE_VALUES as c_ulong != 0;
    if inline {
        size += inline_values_size(ty);
    }
    let op = allocate(ty, size)?;
    // SAFETY: fresh, of `size` bytes.
    unsafe {
        init_header(op, ty);
        crate::gc::link(op);
        if inline {
            crate::dict::init_inline_values(op, ty);
        }
        Ok(Ref::from_raw_owned(op))
    }
}

/// `PyUnstable_Object_GC_NewWithExtraData`: zeroed past its header, with `extra` bytes right behind the instance. That is where the values
/// of attributes would begin: zeros mean that there are none, so that such an object's attributes lie in a dict.
pub fn gc_new_extra<T: Subtype>(ty: &Type, extra: usize) -> PyResult<Ref<T>> {
    let inline = ty.flags() & Py_TPFLAGS_INLINE_VALUES as c_ulong != 0;
    let extra = match inline {
        true => extra.max(inline_values_size(ty)),
        false => extra,
    };
    let size = instance_size(ty, 0)
        .and_then(|s| s.checked_add(extra))
        .ok_or_else(no_memory)?;
    let op = allocate(ty, size)?;
    // SAFETY: fresh, of `size` bytes.
    unsafe {
        core::ptr::write_bytes(op.cast::<u8>(), 0, size);
        init_header(op, ty);
        crate::gc::link(op);
        Ok(Ref::from_raw_owned(op))
    }
}

/// `PyObject_GC_NewVar`. NOT initialised past the var header.
#[inline]
pub fn gc_new_var<T: Subtype>(ty: &Type, n: usize) -> PyResult<Ref<T>> {
    let size = instance_size(ty, n).ok_or_else(no_memory)?;
    let op = allocate(ty, size)?;
    // SAFETY: fresh; a var object.
    unsafe {
        init_header(op, ty);
        (*op.cast::<PyVarObject>()).ob_size = n as Py_ssize_t;
        crate::gc::link(op);
        Ok(Ref::from_raw_owned(op))
    }
}

/// `PyObject_GC_Resize`: the object, perhaps elsewhere, with room for `n` items.
///
/// # Safety
/// The caller owns the only reference, of an untracked object made by `gc_new_var`, and forgets it if this succeeds.
pub unsafe fn gc_resize(op: *mut PyObject, n: usize) -> PyResult<*mut PyObject> {
    // SAFETY: live, unique, says the caller.
    unsafe {
        let ty = Type::from_raw((*op).ob_type);
        let size = instance_size(ty, n).ok_or_else(no_memory)?;
        let before = preheader_size(ty.flags());
        let block = mem::realloc(
            Domain::Obj,
            op.cast::<u8>().sub(before).cast(),
            size + before,
        );
        if block.is_null() {
            return Err(no_memory());
        }
        let op = block.cast::<u8>().add(before).cast::<PyObject>();
        (*op.cast::<PyVarObject>()).ob_size = n as Py_ssize_t;
        Ok(op)
    }
}

/// Frees the memory of an object made by `new` or `new_var` (`PyObject_Free`).
///
/// # Safety
/// The object is dead and untracked.
#[inline]
pub unsafe fn free(o: *mut PyObject) {
    // SAFETY: no pre-header: the block begins with the object.
    unsafe { mem::free(Domain::Obj, o.cast()) }
}

/// Frees the memory of an object made by `gc_new*` or of a type with a pre-header (`PyObject_GC_Del`).
///
/// # Safety
/// The object is dead.
#[inline]
pub unsafe fn gc_free(o: *mut PyObject) {
    // SAFETY: the type is still there: its count is released by the caller after this.
    unsafe {
        let before = preheader_size((*(*o).ob_type).tp_flags);
        if (*(*o).ob_type).tp_flags & Py_TPFLAGS_HAVE_GC != 0 {
            crate::gc::unlink(o);
        }
        mem::free(Domain::Obj, o.cast::<u8>().sub(before).cast());
    }
}
