//! The views of a [`Hamt`] that contexts give as `keys()`, `values()` and `items()`: iterators with a length, named as the methods.
//!
//! The nodes on the path are borrowed: the map, which never changes, is held until the walk ends.

#![allow(non_upper_case_globals)] // types have their C names

use core::ffi::{c_int, c_void};

use base::{Length, NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::hamt::{Hamt, Node};
use crate::prelude::*;

object_view!(
    /// A walk through a map.
    pub HamtIter, PyHamtIterator, "hamt iterator",
    |o| [&_PyHamtKeys_Type, &_PyHamtValues_Type, &_PyHamtItems_Type].iter().any(|t| o.is_exactly(t.raw()))
);

/// A walk through the map, of one of the three kinds.
pub(super) fn new(map: &Hamt, ty: &Type) -> PyResult {
    let it = crate::alloc::gc_new::<HamtIter>(ty)?;
    // SAFETY: fresh.
    unsafe {
        let raw = it.raw();
        (*raw).hi_obj = map.to_ref().into_ptr().cast();
        (*raw).hi_yield = None;
        (*raw).hi_iter = zeroed();
        (*raw).hi_iter.i_level = -1;
        if let Some(root) = map.root() {
            (*raw).hi_iter.i_level = 0;
            (*raw).hi_iter.i_nodes[0] = root.as_ptr().cast();
        }
    }
    crate::gc::track(&it);
    Ok(it.upcast())
}

impl HamtIter {
    /// The next key and value.
    fn step(&self) -> Option<(Ref, Ref)> {
        // SAFETY: the nodes are the held map's; `i_level` is below the depth of the deepest tree.
        unsafe {
            let state = &raw mut (*self.raw()).hi_iter;
            while let Ok(level) = usize::try_from((*state).i_level)
                && level < (*state).i_nodes.len()
            {
                let node = Node::from_raw((*state).i_nodes[level].cast());
                let at = (*state).i_pos[level] as usize;
                if at >= node.len() {
                    (*state).i_level -= 1;
                    continue;
                }
                (*state).i_pos[level] += 1;
                let pair = node.pair(at);
                match pair.key {
                    Some(key) => return Some((key, pair.value)),
                    None if level + 1 < (*state).i_nodes.len() => {
                        (*state).i_level += 1;
                        (*state).i_nodes[level + 1] = pair.value.as_ptr().cast();
                        (*state).i_pos[level + 1] = 0;
                    }
                    None => {}
                }
            }
        }
        None
    }
}

extern "C" fn next_key(this: &HamtIter) -> NextResult {
    Ok(this.step().map(|(key, _)| key)).into()
}

extern "C" fn next_value(this: &HamtIter) -> NextResult {
    Ok(this.step().map(|(_, value)| value)).into()
}

extern "C" fn next_item(this: &HamtIter) -> NextResult {
    let item = || -> PyResult<Option<Ref>> {
        Ok(match this.step() {
            Some((key, value)) => Some(Tuple::from_array([key, value])?.upcast()),
            None => None,
        })
    };
    item().into()
}

extern "C" fn length(this: &HamtIter) -> Length {
    // SAFETY: the map is held.
    let map = unsafe { Hamt::from_raw((*this.raw()).hi_obj) };
    Ok::<usize, base::Raised>(map.len()).into()
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        let map = (*op.cast::<PyHamtIterator>()).hi_obj;
        drop(Ref::<Object>::from_owned_opt(map.cast::<PyObject>()));
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    // SAFETY: layout.
    let map = unsafe { (*op.cast::<PyHamtIterator>()).hi_obj };
    crate::visit_field!(visit, arg, map);
    0
}

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(length),
    mp_subscript: None,
    mp_ass_subscript: None,
};

const fn kind(
    name: &'static core::ffi::CStr,
    next: extern "C" fn(&HamtIter) -> NextResult,
) -> Type {
    Type::new(PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<PyHamtIterator>() as isize,
        tp_dealloc: Some(dealloc),
        tp_as_mapping: &raw mut AS_MAPPING,
        tp_flags: Py_TPFLAGS_HAVE_GC,
        tp_traverse: Some(traverse),
        tp_iter: crate::slots::SELF_ITER,
        tp_iternext: crate::slots::next(next),
        ..Type::EMPTY
    })
}

pub static _PyHamtKeys_Type: Type = kind(c"keys", next_key);
pub static _PyHamtValues_Type: Type = kind(c"values", next_value);
pub static _PyHamtItems_Type: Type = kind(c"items", next_item);
