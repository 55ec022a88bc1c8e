//! `odict_iterator` and the views of an ordered dictionary.

use core::ffi::c_int;

use base::{NextResult, Object, PyResult, Ref, object_view};
use layout::*;

use super::ODict;
use crate::clinic::*;
use crate::dict::views::{DictView, PyDictItems_Type, PyDictKeys_Type, PyDictValues_Type};
use crate::exceptions::key_error;
use crate::owned::{self, clear_field, get_field};
use crate::owned_fields;
use crate::prelude::*;

pub(super) const KEYS: c_int = 1;
pub(super) const VALUES: c_int = 2;
pub(super) const REVERSED: c_int = 4;

/// `di_current` is the key that comes next, NULL at the end.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ODictIterObject {
    pub ob_base: PyObject,
    pub kind: c_int,
    pub di_odict: *mut PyObject,
    pub di_size: isize,
    pub di_state: usize,
    pub di_current: *mut PyObject,
    /// The stock iterator's spare pair.
    pub di_result: *mut PyObject,
}

object_view!(
    /// `odict_iterator`.
    pub ODictIter, ODictIterObject, "odict_iterator", |o| o.is_exactly(PyODictIter_Type.as_mut_ptr())
);
owned_fields!(ODictIter, heap = false, [di_odict, di_current, di_result]);

/// A new iterator over keys, values or both.
pub(super) fn new(o: &ODict, kind: c_int) -> PyResult {
    let it = owned::alloc::<ODictIter>(&PyODictIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        let p = it.raw();
        (*p).kind = kind;
        (*p).di_size = o.dict().len() as isize;
        (*p).di_state = o.state();
        (*p).di_current = o
            .end(kind & REVERSED != 0)
            .map_or(core::ptr::null_mut(), |(key, _)| key.into_ptr());
        (*p).di_odict = o.to_ref().into_ptr();
    }
    Ok(it.upcast())
}

impl ODictIter {
    /// The key that comes next; the iterator has then gone on.
    fn next_key(&self, o: &ODict) -> PyResult<Option<Ref>> {
        // SAFETY: the fields own their references.
        unsafe {
            let it = self.raw();
            let Some(key) = get_field(&raw mut (*it).di_current) else {
                return Ok(None);
            };
            if (*it).di_state != o.state() {
                return Err(super::mutated());
            }
            if (*it).di_size != o.dict().len() as isize {
                // It stays so.
                (*it).di_size = -1;
                return Err(raise!(
                    RuntimeError,
                    "OrderedDict changed size during iteration"
                ));
            }
            let reverse = (*it).kind & REVERSED != 0;
            let next = key.hash().and_then(|hash| o.neighbour(&key, hash, reverse));
            match next {
                Ok(Some((next, _))) => owned::set_field(&raw mut (*it).di_current, next),
                Ok(None) => clear_field(&raw mut (*it).di_current),
                Err(e) => {
                    clear_field(&raw mut (*it).di_current);
                    return Err(e);
                }
            }
            Ok(Some(key))
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields own their references.
        unsafe {
            let it = self.raw();
            let Some(o) = get_field(&raw mut (*it).di_odict) else {
                return Ok(None);
            };
            let o: Ref<ODict> = o.downcast_into_unchecked();
            let entry = self.next_key(&o).and_then(|key| {
                let Some(key) = key else {
                    return Ok(None);
                };
                if (*it).kind & VALUES == 0 {
                    return Ok(Some(key));
                }
                let Some(value) = o.dict().get(&key)? else {
                    return Err(key_error(&key));
                };
                if (*it).kind & KEYS == 0 {
                    return Ok(Some(value));
                }
                Ok(Some(Tuple::from_array([key, value])?.upcast()))
            });
            if !matches!(entry, Ok(Some(_))) && (*it).di_size != -1 && (*it).di_state == o.state() {
                clear_field(&raw mut (*it).di_current);
                clear_field(&raw mut (*it).di_odict);
            }
            entry
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
            (*to).di_size = (*from).di_size;
            (*to).di_state = (*from).di_state;
            let share = |field| get_field(field).map_or(core::ptr::null_mut(), Ref::into_ptr);
            (*to).di_odict = share(&raw mut (*from).di_odict);
            (*to).di_current = share(&raw mut (*from).di_current);
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
