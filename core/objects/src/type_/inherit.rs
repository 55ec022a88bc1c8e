//! What a type takes over from its bases: slots, sizes, flags.
//!
//! A slot is inherited from the first type along the MRO that defines it, that is, has it other than from its own base.

use core::ffi::c_ulong;

use layout::*;

use super::view::same_slot;
use crate::prelude::*;
use crate::slots;

/// Sizes, collector support and flags, from the one base that instances are laid out by.
pub(crate) fn inherit_special(ty: &Type, base: &Type) {
    // SAFETY: the type is being readied; the base is ready.
    unsafe {
        let t = ty.raw();
        let b = base.raw();
        if (*t).tp_flags & Py_TPFLAGS_HAVE_GC == 0
            && (*b).tp_flags & Py_TPFLAGS_HAVE_GC != 0
            && (*t).tp_traverse.is_none()
            && (*t).tp_clear.is_none()
        {
            (*t).tp_flags |= Py_TPFLAGS_HAVE_GC;
            (*t).tp_traverse = (*b).tp_traverse;
            (*t).tp_clear = (*b).tp_clear;
        }
        (*t).tp_flags |= (*b).tp_flags & Py_TPFLAGS_PREHEADER as c_ulong;
        if (*t).tp_basicsize == 0 {
            (*t).tp_basicsize = (*b).tp_basicsize;
        }
        if (*t).tp_itemsize == 0 {
            (*t).tp_itemsize = (*b).tp_itemsize;
        }
        if (*t).tp_weaklistoffset == 0 {
            (*t).tp_weaklistoffset = (*b).tp_weaklistoffset;
        }
        if (*t).tp_dictoffset == 0 {
            (*t).tp_dictoffset = (*b).tp_dictoffset;
        }
        let kinds: [(&Type, c_ulong); 8] = [
            (
                &crate::exceptions::types::BaseException,
                Py_TPFLAGS_BASE_EXC_SUBCLASS,
            ),
            (&super::PyType_Type, Py_TPFLAGS_TYPE_SUBCLASS),
            (&crate::long::PyLong_Type, Py_TPFLAGS_LONG_SUBCLASS),
            (&crate::bytes::PyBytes_Type, Py_TPFLAGS_BYTES_SUBCLASS),
            (&crate::unicode::PyUnicode_Type, Py_TPFLAGS_UNICODE_SUBCLASS),
            (&crate::tuple::PyTuple_Type, Py_TPFLAGS_TUPLE_SUBCLASS),
            (&crate::list::PyList_Type, Py_TPFLAGS_LIST_SUBCLASS),
            (&crate::dict::PyDict_Type, Py_TPFLAGS_DICT_SUBCLASS),
        ];
        for (kind, flag) in kinds {
            if base.is_subtype(kind) {
                (*t).tp_flags |= flag;
                break;
            }
        }
        (*t).tp_flags |= (*b).tp_flags & (_Py_TPFLAGS_MATCH_SELF | Py_TPFLAGS_ITEMS_AT_END);
    }
}

/// Copies the functions of a sub-table (`as_number` and the like) that `base` itself defines and the type lacks.
///
/// # Safety
/// The pointers are NULL or tables of `T`, which is nothing but nullable pointers.
unsafe fn inherit_table<T>(to: *mut T, from: *mut T, from_base: *mut T) {
    if to.is_null() || from.is_null() {
        return;
    }
    let n = size_of::<T>() / size_of::<usize>();
    // SAFETY: `n` words each, says the caller.
    unsafe {
        let (to, from, from_base) = (
            to.cast::<usize>(),
            from.cast::<usize>(),
            from_base.cast::<usize>(),
        );
        for i in 0..n {
            if *to.add(i) == 0
                && *from.add(i) != 0
                && (from_base.is_null() || *from.add(i) != *from_base.add(i))
            {
                *to.add(i) = *from.add(i);
            }
        }
    }
}

/// Does the type's own dict say how instances compare or hash? Then neither slot is inherited.
fn overrides_hash(ty: &Type) -> bool {
    let Some(dict) = ty.dict_opt() else {
        return false;
    };
    [id!(__eq__), id!(__hash__)]
        .into_iter()
        .any(|name| matches!(dict.get_str(name), Ok(Some(_))))
}

/// The slots that one type along the MRO has to give.
pub(crate) fn inherit_slots(ty: &Type, base: &Type) {
    // SAFETY: the type is being readied; the base is ready, so its tables are whole.
    unsafe {
        let t = ty.raw();
        let b = base.raw();
        let bb = (*b).tp_base;
        macro_rules! sub {
            ($field:ident) => {
                inherit_table(
                    (*t).$field,
                    (*b).$field,
                    if bb.is_null() {
                        core::ptr::null_mut()
                    } else {
                        (*bb).$field
                    },
                )
            };
        }
        macro_rules! defined {
            ($slot:ident) => {
                (*b).$slot.is_some()
                    && (bb.is_null()
                        || (*b).$slot.map(|f| f as usize) != (*bb).$slot.map(|f| f as usize))
            };
        }
        macro_rules! copy {
            ($slot:ident) => {
                if (*t).$slot.is_none() && defined!($slot) {
                    (*t).$slot = (*b).$slot;
                }
            };
        }
        sub!(tp_as_number);
        sub!(tp_as_async);
        sub!(tp_as_sequence);
        sub!(tp_as_mapping);
        sub!(tp_as_buffer);

        copy!(tp_dealloc);
        if (*t).tp_getattr.is_none() && (*t).tp_getattro.is_none() {
            (*t).tp_getattr = (*b).tp_getattr;
            (*t).tp_getattro = (*b).tp_getattro;
        }
        if (*t).tp_setattr.is_none() && (*t).tp_setattro.is_none() {
            (*t).tp_setattr = (*b).tp_setattr;
            (*t).tp_setattro = (*b).tp_setattro;
        }
        copy!(tp_repr);
        // The offset is wanted by PyVectorcall_Call even without the flag.
        if (*t).tp_vectorcall_offset == 0
            && (*b).tp_vectorcall_offset != 0
            && (bb.is_null() || (*b).tp_vectorcall_offset != (*bb).tp_vectorcall_offset)
        {
            (*t).tp_vectorcall_offset = (*b).tp_vectorcall_offset;
        }
        if (*t).tp_call.is_none() && (*b).tp_flags & Py_TPFLAGS_HAVE_VECTORCALL != 0 {
            (*t).tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
        }
        copy!(tp_call);
        copy!(tp_str);
        // Comparison and hash go together or not at all.
        if (*t).tp_richcompare.is_none() && (*t).tp_hash.is_none() && !overrides_hash(ty) {
            (*t).tp_richcompare = (*b).tp_richcompare;
            (*t).tp_hash = (*b).tp_hash;
        }
        copy!(tp_iter);
        copy!(tp_iternext);
        copy!(tp_descr_get);
        if (*b).tp_descr_get.is_some()
            && (*t).tp_descr_get.map(|f| f as usize) == (*b).tp_descr_get.map(|f| f as usize)
            && (*t).tp_flags & Py_TPFLAGS_IMMUTABLETYPE != 0
            && (*b).tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR != 0
        {
            (*t).tp_flags |= Py_TPFLAGS_METHOD_DESCRIPTOR;
        }
        copy!(tp_descr_set);
        if (*t).tp_dictoffset == 0
            && (*b).tp_dictoffset != 0
            && (bb.is_null() || (*b).tp_dictoffset != (*bb).tp_dictoffset)
        {
            (*t).tp_dictoffset = (*b).tp_dictoffset;
        }
        copy!(tp_init);
        copy!(tp_alloc);
        copy!(tp_is_gc);
        copy!(tp_finalize);
        if (*t).tp_flags & Py_TPFLAGS_HAVE_GC == (*b).tp_flags & Py_TPFLAGS_HAVE_GC {
            copy!(tp_free);
        } else if (*t).tp_flags & Py_TPFLAGS_HAVE_GC != 0
            && (*t).tp_free.is_none()
            && same_slot((*b).tp_free, slots::PyObject_Free as *const () as *const _)
        {
            // A collected subtype of a plain base.
            (*t).tp_free = Some(slots::PyObject_GC_Del);
        }
    }
}

/// Sub-tables of the one base, for a type that has none of its own.
pub(crate) fn inherit_tables(ty: &Type, base: &Type) {
    // SAFETY: the type is being readied; the base is ready.
    unsafe {
        let t = ty.raw();
        let b = base.raw();
        macro_rules! share {
            ($($field:ident)*) => {$(
                if (*t).$field.is_null() {
                    (*t).$field = (*b).$field;
                }
            )*};
        }
        share!(tp_as_async tp_as_sequence tp_as_mapping tp_as_number tp_as_buffer);
    }
}

/// Whether pattern matching takes instances for sequences or mappings: as the first base that says so.
pub(crate) fn inherit_collection_flags(ty: &Type, base: &Type) {
    const COLLECTION: c_ulong = (Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING) as c_ulong;
    // SAFETY: the type is being readied.
    unsafe {
        if (*ty.raw()).tp_flags & COLLECTION == 0 {
            (*ty.raw()).tp_flags |= base.flags() & COLLECTION;
        }
    }
}
