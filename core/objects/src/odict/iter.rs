//! `odict_iterator` and the views of an ordered dictionary.

use core::ffi::c_int;

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::{ODict, Shape};
use crate::clinic::*;
use crate::dict::views::{DictView, PyDictItems_Type, PyDictKeys_Type, PyDictValues_Type};
use crate::owned::{self, clear_field, get_field};
use crate::owned_fields;
use crate::prelude::*;

pub(super) const KEYS: c_int = 1;
pub(super) const VALUES: c_int = 2;
pub(super) const REVERSED: c_int = 4;

/// `position` is that of the next entry; `left` how many are.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ODictIterObject {
    pub ob_base: PyObject,
    pub kind: c_int,
    pub odict: *mut PyObject,
    pub shape: Shape,
    pub position: isize,
}

object_view!(
    /// `odict_iterator`.
    pub ODictIter, ODictIterObject, "odict_iterator", |o| o.is_exactly(PyODictIter_Type.as_mut_ptr())
);
owned_fields!(ODictIter, heap = false, [odict]);

/// A new iterator over keys, values or both.
pub(super) fn new(o: &ODict, kind: c_int) -> PyResult {
    let it = owned::alloc::<ODictIter>(&PyODictIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        let p = it.raw();
        (*p).kind = kind;
        (*p).shape = o.shape();
        (*p).position = if kind & REVERSED != 0 {
            let d = o.dict().raw();
            if (*d).ma_values.is_null() {
                (*(*d).ma_keys).dk_nentries - 1
            } else {
                (*d).ma_used - 1
            }
        } else {
            0
        };
        (*p).odict = o.to_ref().into_ptr();
    }
    Ok(it.upcast())
}

impl ODictIter {
    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the dict is held; positions are checked against its table, whose shape is that of the start.
        unsafe {
            let it = self.raw();
            let Some(o) = get_field(&raw mut (*it).odict) else {
                return Ok(None);
            };
            let o: Ref<ODict> = o.downcast_into_unchecked();
            let shape = o.shape();
            if shape != (*it).shape {
                let message = if shape.used != (*it).shape.used
                    && shape.moves == (*it).shape.moves
                    && shape.table == (*it).shape.table
                    && shape.filled == (*it).shape.filled
                {
                    "OrderedDict changed size during iteration"
                } else {
                    "OrderedDict mutated during iteration"
                };
                return Err(raise!(RuntimeError, "{}", message));
            }
            let d = o.dict();
            let reverse = (*it).kind & REVERSED != 0;
            let mut at = (*it).position;
            let entry = loop {
                if at < 0 {
                    break None;
                }
                let mut pos = at as usize;
                match d.next_entry(&mut pos) {
                    Some(e) if !reverse => {
                        (*it).position = pos as isize;
                        break Some(e);
                    }
                    Some(e) if pos == at as usize + 1 => {
                        (*it).position = at - 1;
                        break Some(e);
                    }
                    Some(_) => at -= 1,
                    None if reverse => at -= 1,
                    None => break None,
                }
            };
            let Some((key, value)) = entry else {
                clear_field(&raw mut (*it).odict);
                return Ok(None);
            };
            match (*it).kind & (KEYS | VALUES) {
                KEYS => Ok(Some(key)),
                VALUES => Ok(Some(value)),
                _ => Ok(Some(Tuple::from_array([key, value])?.upcast())),
            }
        }
    }
}

extern "C" fn next(this: &ODictIter) -> NextResult {
    this.advance().into()
}

#[pymethods]
impl ODictIter {
    /// The state for pickling: an iterator over a list of what is left.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        let copy = owned::alloc::<ODictIter>(&PyODictIter_Type)?;
        // SAFETY: fresh; the dict, if there is one, is held.
        unsafe {
            let (from, to) = (self.raw(), copy.raw());
            (*to).kind = (*from).kind;
            (*to).shape = (*from).shape;
            (*to).position = (*from).position;
            (*to).odict =
                get_field(&raw mut (*from).odict).map_or(core::ptr::null_mut(), |o| o.into_ptr());
        }
        let rest = List::from_iterable(&copy)?;
        crate::iter::reduce_with("iter", vec![rest.upcast()])
    }
}

#[unsafe(no_mangle)]
pub static PyODictIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"odict_iterator".as_ptr(),
    tp_basicsize: size_of::<ODictIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ODictIter>(owned::dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse::<ODictIter>(owned::traverse),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(next),
    tp_methods: ODictIter::METHODS,
    ..Type::EMPTY
});

/// The ordered dictionary behind a view.
fn viewed(this: &DictView) -> Option<Ref<ODict>> {
    // SAFETY: a view holds its dict.
    let d = unsafe { Object::from_ptr((*this.raw()).dv_dict.cast()).to_ref() };
    d.downcast_into().ok()
}

fn view_iter(this: &DictView, kind: c_int) -> PyResult {
    match viewed(this) {
        Some(o) => new(&o, kind),
        None => Err(crate::exceptions::bad_internal_call()),
    }
}

extern "C" fn keys_iter(this: &DictView) -> PyResult {
    view_iter(this, KEYS)
}
extern "C" fn values_iter(this: &DictView) -> PyResult {
    view_iter(this, VALUES)
}
extern "C" fn items_iter(this: &DictView) -> PyResult {
    view_iter(this, KEYS | VALUES)
}

#[pymethods(export = ODICT_KEYS)]
impl DictView {
    /// An iterator over the view, newest first.
    #[method("__reversed__()")]
    fn odict_keys_reversed(&self) -> PyResult {
        view_iter(self, KEYS | REVERSED)
    }
}

#[pymethods(export = ODICT_VALUES)]
impl DictView {
    /// An iterator over the view, newest first.
    #[method("__reversed__()")]
    fn odict_values_reversed(&self) -> PyResult {
        view_iter(self, VALUES | REVERSED)
    }
}

#[pymethods(export = ODICT_ITEMS)]
impl DictView {
    /// An iterator over the view, newest first.
    #[method("__reversed__()")]
    fn odict_items_reversed(&self) -> PyResult {
        view_iter(self, KEYS | VALUES | REVERSED)
    }
}

const fn view(
    name: &'static core::ffi::CStr,
    base: *mut PyTypeObject,
    iter: extern "C" fn(&DictView) -> PyResult,
    methods: *mut PyMethodDef,
) -> Type {
    Type::new(PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<_PyDictViewObject>() as isize,
        tp_iter: crate::slots::iter(iter),
        tp_methods: methods,
        tp_base: base,
        ..Type::EMPTY
    })
}

#[unsafe(no_mangle)]
pub static PyODictKeys_Type: Type = view(
    c"odict_keys",
    PyDictKeys_Type.as_mut_ptr(),
    keys_iter,
    crate::methods_concat!(DictView::ODICT_KEYS),
);
#[unsafe(no_mangle)]
pub static PyODictItems_Type: Type = view(
    c"odict_items",
    PyDictItems_Type.as_mut_ptr(),
    items_iter,
    crate::methods_concat!(DictView::ODICT_ITEMS),
);
#[unsafe(no_mangle)]
pub static PyODictValues_Type: Type = view(
    c"odict_values",
    PyDictValues_Type.as_mut_ptr(),
    values_iter,
    crate::methods_concat!(DictView::ODICT_VALUES),
);
