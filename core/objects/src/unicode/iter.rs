//! `str_iterator`, and `str_ascii_iterator` for ASCII text.

use base::{NextResult, Object, PyResult, Ref, critical_section, object_view};
use layout::*;

use super::Str;
use crate::clinic::*;
use crate::{Type, alloc, gc};

/// The iterator's struct, which no header shows.
#[repr(C)]
pub struct StrIterObject {
    ob_base: PyObject,
    index: isize,
    /// NULL at the end.
    text: *mut PyObject,
}

object_view!(
    /// An iterator over a string's characters.
    pub StrIter, StrIterObject, "str_iterator", |o| {
        o.is_exactly(PyUnicodeIter_Type.as_mut_ptr()) || o.is_exactly(_PyUnicodeASCIIIter_Type.as_mut_ptr())
    }
);

pub(super) extern "C" fn str_iter(this: &Str) -> PyResult {
    let ty = if this.is_ascii() {
        &_PyUnicodeASCIIIter_Type
    } else {
        &PyUnicodeIter_Type
    };
    let it = alloc::gc_new::<StrIter>(ty)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).index = 0;
        (*it.raw()).text = this.to_ref().into_ptr();
    }
    gc::track(&it);
    Ok(it.upcast())
}

impl StrIter {
    /// The string, unless at the end.
    fn text(&self) -> Option<Ref<Str>> {
        // SAFETY: NULL or an owned str.
        unsafe { Ref::from_borrowed_opt((*self.raw()).text) }
    }

    fn finish(&self) {
        // SAFETY: the field is cleared before the release.
        unsafe {
            let p = (&raw mut (*self.raw()).text).replace(core::ptr::null_mut());
            drop(Ref::<Object>::from_owned_opt(p));
        }
    }
}

extern "C" fn next(this: &StrIter) -> NextResult {
    critical_section!(*this);
    // SAFETY: the string is held by the iterator.
    unsafe {
        let it = this.raw();
        if (*it).text.is_null() {
            return Ok(None::<Ref>).into();
        }
        let s = Str::from_raw((*it).text.cast());
        let i = (*it).index;
        match s.chars().get(i as usize) {
            Some(c) => {
                (*it).index = i + 1;
                Str::from_char(c).map(Some).into()
            }
            None => {
                this.finish();
                Ok(None::<Ref>).into()
            }
        }
    }
}

extern "C" fn dealloc(this: *mut StrIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        let it = &*this;
        gc::untrack(it);
        it.finish();
        alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(
    this: &StrIter,
    visit: visitproc,
    arg: *mut core::ffi::c_void,
) -> core::ffi::c_int {
    // SAFETY: live.
    unsafe {
        let t = (*this.raw()).text;
        if t.is_null() { 0 } else { visit(t, arg) }
    }
}

#[pymethods]
impl StrIter {
    /// How many characters are still to come.
    #[method("__length_hint__()")]
    fn length_hint(&self) -> PyResult<isize> {
        // SAFETY: live.
        let at = unsafe { (*self.raw()).index };
        Ok(self.text().map_or(0, |s| (s.len() as isize - at).max(0)))
    }

    /// How to make this iterator anew, for pickle and copy.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        crate::iter::reduce_position("iter", Str::empty(), || {
            // SAFETY: live.
            Some((self.text()?.upcast(), unsafe { (*self.raw()).index }))
        })
    }

    /// Moves to the position that pickle kept.
    #[method("__setstate__(state, /)", nosig)]
    fn setstate(&self, state: isize) -> PyResult<()> {
        if let Some(s) = self.text() {
            // SAFETY: live.
            unsafe { (*self.raw()).index = state.clamp(0, s.len() as isize) };
        }
        Ok(())
    }
}

const fn iterator(name: &'static core::ffi::CStr) -> Type {
    Type::new(PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<StrIterObject>() as isize,
        tp_dealloc: crate::slots::dealloc::<StrIter>(dealloc),
        tp_flags: Py_TPFLAGS_HAVE_GC,
        tp_traverse: crate::slots::traverse(traverse),
        tp_iter: crate::slots::SELF_ITER,
        tp_iternext: crate::slots::next(next),
        tp_methods: StrIter::METHODS,
        ..Type::EMPTY
    })
}

#[unsafe(no_mangle)]
pub static PyUnicodeIter_Type: Type = iterator(c"str_iterator");

pub static _PyUnicodeASCIIIter_Type: Type = iterator(c"str_ascii_iterator");
