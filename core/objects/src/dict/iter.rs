//! Iterators over dicts: keys, values and items, forwards and backwards.
//!
//! An iterator holds its dict until it is used up, and raises RuntimeError when the size of the dict changed (then it is
//! used up for good). The items iterator reuses its result tuple while nobody else holds it.

use core::ffi::{c_int, c_void};

use base::{NextResult, Object, PyResult, Ref, object_view, refcount};
use layout::*;

use super::{Dict, keys, managed};
use crate::abstract_::Protocol;
use crate::prelude::raise;
use crate::tuple::{self, Tuple};
use crate::type_::ObjectClass;
use crate::{Type, alloc, gc};

/// The memory of all six iterator types (`dictiterobject`).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct DictIterObject {
    pub ob_base: PyObject,
    pub di_dict: *mut PyDictObject,
    pub di_used: Py_ssize_t,
    pub di_pos: Py_ssize_t,
    pub di_result: *mut PyObject,
    pub len: Py_ssize_t,
}

object_view!(
    /// Any of the dict iterators.
    pub DictIter, DictIterObject, "dict_iterator", |o| is_dict_iter(o)
);

fn is_dict_iter(o: &Object) -> bool {
    [
        &PyDictIterKey_Type,
        &PyDictIterValue_Type,
        &PyDictIterItem_Type,
        &PyDictRevIterKey_Type,
        &PyDictRevIterValue_Type,
        &PyDictRevIterItem_Type,
    ]
    .iter()
    .any(|t| o.is_exactly(t.as_mut_ptr()))
}

/// A new iterator of one of the six types.
pub fn new(d: &Dict, ty: &Type) -> PyResult {
    let items = core::ptr::eq(ty.raw(), PyDictIterItem_Type.as_mut_ptr())
        || core::ptr::eq(ty.raw(), PyDictRevIterItem_Type.as_mut_ptr());
    let reverse = is_reverse(ty.raw());
    let result = if items {
        Some(Tuple::from_array([crate::none_ref(), crate::none_ref()])?)
    } else {
        None
    };
    let it = alloc::gc_new::<DictIter>(ty)?;
    // SAFETY: fresh until tracked.
    unsafe {
        let p = it.raw();
        let raw = d.raw();
        (*p).di_used = (*raw).ma_used;
        (*p).len = (*raw).ma_used;
        (*p).di_pos = if !reverse {
            0
        } else if (*raw).ma_values.is_null() {
            (*(*raw).ma_keys).dk_nentries - 1
        } else {
            (*raw).ma_used - 1
        };
        (*p).di_result = result.map_or(core::ptr::null_mut(), |t| t.into_ptr());
        (*p).di_dict = d.to_ref().into_ptr().cast();
    }
    gc::track(&it);
    Ok(it.upcast())
}

/// Another iterator at the same position.
pub(super) fn copy(this: &DictIter) -> PyResult<Ref> {
    // SAFETY: the dict, if there is one, is held.
    unsafe {
        let from = this.raw();
        if (*from).di_dict.is_null() {
            return Tuple::empty().iter();
        }
        let copy = new(Dict::from_raw((*from).di_dict), this.class())?;
        let to = copy.as_object_ptr().cast::<DictIterObject>();
        (*to).di_used = (*from).di_used;
        (*to).di_pos = (*from).di_pos;
        (*to).len = (*from).len;
        Ok(copy)
    }
}

fn is_reverse(ty: *const PyTypeObject) -> bool {
    core::ptr::eq(ty, PyDictRevIterKey_Type.as_mut_ptr())
        || core::ptr::eq(ty, PyDictRevIterValue_Type.as_mut_ptr())
        || core::ptr::eq(ty, PyDictRevIterItem_Type.as_mut_ptr())
}

/// Drops the dict: the iterator is used up.
unsafe fn finish(it: *mut DictIterObject) {
    // SAFETY: the field is cleared before the release.
    unsafe {
        let d = (&raw mut (*it).di_dict).replace(core::ptr::null_mut());
        drop(Ref::<Dict>::from_owned_opt(d));
    }
}

/// The next entry, borrowed from the dict; `None` at the end.
#[inline(always)]
unsafe fn advance(
    it: *mut DictIterObject,
    reverse: bool,
) -> PyResult<Option<(*mut PyObject, *mut PyObject)>> {
    // SAFETY: the dict is held by the iterator; positions are checked against its present table.
    unsafe {
        let d = (*it).di_dict;
        if d.is_null() {
            return Ok(None);
        }
        if (*it).di_used != (*d).ma_used {
            (*it).di_used = -1;
            return Err(raise!(
                RuntimeError,
                "dictionary changed size during iteration"
            ));
        }
        let k = (*d).ma_keys;
        let values = (*d).ma_values;
        let mut i = (*it).di_pos;
        let limit = if values.is_null() {
            (*k).dk_nentries
        } else {
            (*d).ma_used
        };
        let step = if reverse { -1 } else { 1 };
        while i >= 0 && i < limit {
            let (key, value) = if values.is_null() {
                let value = *keys::value_slot(k, i as usize);
                if value.is_null() {
                    i += step;
                    continue;
                }
                (keys::raw_key(k, i as usize), value)
            } else {
                let ix = managed::order_at(values, i as usize);
                (keys::raw_key(k, ix), *managed::value_at(values, ix))
            };
            if (*it).len == 0 {
                (*it).di_used = -1;
                finish(it);
                return Err(raise!(
                    RuntimeError,
                    "dictionary keys changed during iteration"
                ));
            }
            (*it).di_pos = i + step;
            (*it).len -= 1;
            return Ok(Some((key, value)));
        }
        finish(it);
        Ok(None)
    }
}

#[inline(always)]
fn next_part(
    this: &DictIter,
    reverse: bool,
    part: impl Fn((*mut PyObject, *mut PyObject)) -> *mut PyObject,
) -> NextResult {
    // SAFETY: the entry is in the dict, and nothing has run since it was read.
    unsafe {
        NextResult::from(
            advance(this.raw(), reverse)
                .map(|e| e.map(|pair| Object::from_ptr(part(pair)).to_ref())),
        )
    }
}

extern "C" fn next_key(this: &DictIter) -> NextResult {
    next_part(this, false, |(k, _)| k)
}
extern "C" fn next_value(this: &DictIter) -> NextResult {
    next_part(this, false, |(_, v)| v)
}
extern "C" fn rev_next_key(this: &DictIter) -> NextResult {
    next_part(this, true, |(k, _)| k)
}
extern "C" fn rev_next_value(this: &DictIter) -> NextResult {
    next_part(this, true, |(_, v)| v)
}

fn next_item_of(this: &DictIter, reverse: bool) -> PyResult<Option<Ref>> {
    // SAFETY: the entry is in the dict until the references are taken.
    unsafe {
        let it = this.raw();
        let Some((k, v)) = advance(it, reverse)? else {
            return Ok(None);
        };
        let k = Object::from_ptr(k).to_ref();
        let v = Object::from_ptr(v).to_ref();
        let result = (*it).di_result;
        if !result.is_null() && refcount::is_unique(result) {
            return Ok(Some(reuse_pair(result.cast(), k, v)));
        }
        Ok(Some(Tuple::from_array([k, v])?.upcast()))
    }
}

/// Puts two items into a pair that only its iterator holds, and gives a reference to it.
///
/// # Safety
/// `pair` is a live tuple of two items with one reference.
pub unsafe fn reuse_pair(pair: *mut PyTupleObject, a: Ref, b: Ref) -> Ref {
    // SAFETY: nobody else sees the tuple; the old items are released last, when it is consistent.
    unsafe {
        let result = Object::from_ptr(pair.cast()).to_ref();
        let items = tuple::items(pair);
        let old_a = items.replace(a.into_ptr());
        let old_b = items.add(1).replace(b.into_ptr());
        (*pair).ob_hash = -1;
        if !gc::is_tracked(&result) {
            // The collector untracks tuples of plain items; these may be others.
            gc::track(&result);
        }
        drop(Ref::<Object>::from_owned_opt(old_a));
        drop(Ref::<Object>::from_owned_opt(old_b));
        result
    }
}

extern "C" fn next_item(this: &DictIter) -> NextResult {
    next_item_of(this, false).into()
}
extern "C" fn rev_next_item(this: &DictIter) -> NextResult {
    next_item_of(this, true).into()
}

extern "C" fn iter_dealloc(this: *mut DictIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = this.cast::<DictIterObject>();
        gc::untrack(Object::from_ptr(it.cast()));
        finish(it);
        drop(Ref::<Object>::from_owned_opt((*it).di_result));
        alloc::gc_free(it.cast());
    }
}

extern "C" fn iter_traverse(this: &DictIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let it = this.raw();
        for o in [(*it).di_dict.cast::<PyObject>(), (*it).di_result] {
            if !o.is_null() {
                let r = visit(o, arg);
                if r != 0 {
                    return r;
                }
            }
        }
        0
    }
}

/// How many entries are left, for `__length_hint__`.
pub(super) fn remaining(this: &DictIter) -> isize {
    // SAFETY: the dict, if there is one, is held.
    unsafe {
        let it = this.raw();
        if !(*it).di_dict.is_null() && (*it).di_used == (*(*it).di_dict).ma_used {
            (*it).len
        } else {
            0
        }
    }
}

const fn iterator_type(
    name: &'static core::ffi::CStr,
    next: extern "C" fn(&DictIter) -> NextResult,
) -> Type {
    Type::new(PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<DictIterObject>() as isize,
        tp_dealloc: crate::slots::dealloc::<DictIter>(iter_dealloc),
        tp_flags: Py_TPFLAGS_HAVE_GC,
        tp_traverse: crate::slots::traverse(iter_traverse),
        tp_iter: crate::slots::SELF_ITER,
        tp_iternext: crate::slots::next(next),
        tp_methods: DictIter::METHODS,
        ..Type::EMPTY
    })
}

#[unsafe(no_mangle)]
pub static PyDictIterKey_Type: Type = iterator_type(c"dict_keyiterator", next_key);
#[unsafe(no_mangle)]
pub static PyDictIterValue_Type: Type = iterator_type(c"dict_valueiterator", next_value);
#[unsafe(no_mangle)]
pub static PyDictIterItem_Type: Type = iterator_type(c"dict_itemiterator", next_item);
#[unsafe(no_mangle)]
pub static PyDictRevIterKey_Type: Type = iterator_type(c"dict_reversekeyiterator", rev_next_key);
#[unsafe(no_mangle)]
pub static PyDictRevIterValue_Type: Type =
    iterator_type(c"dict_reversevalueiterator", rev_next_value);
#[unsafe(no_mangle)]
pub static PyDictRevIterItem_Type: Type = iterator_type(c"dict_reverseitemiterator", rev_next_item);
