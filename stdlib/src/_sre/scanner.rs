//! `_sre.SRE_Scanner`: one match after the other on the same text.

use base::{PyResult, critical_section, object_view};
use layout::{PyObject, PyTypeObject};
use objects::clinic::*;
use objects::prelude::*;

use super::matched;
use super::pattern::Pattern;
use super::subject::Subject;
use crate::heap_type::HeapType;

/// The object's struct.
#[repr(C)]
pub struct ScannerObject {
    ob_base: PyObject,
    pattern: *mut PyObject,
    string: *mut PyObject,
    /// Keeps the memory of a bytes-like object from moving between one match and the next; NULL for a string.
    memory: *mut PyObject,
    pos: usize,
    /// Where the next match may begin; -1 when there is none.
    at: isize,
    endpos: isize,
    /// The next match must not be empty where it may begin.
    must_advance: bool,
}

object_view!(
    /// A scanner.
    pub Scanner, ScannerObject, "_sre.SRE_Scanner", |o| o.is_exactly(SCANNER.as_mut_ptr())
);
objects::owned_fields!(Scanner, heap = true, [pattern, string, memory]);

pub static SCANNER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_sre.SRE_Scanner".as_ptr(),
    tp_basicsize: size_of::<ScannerObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Scanner>(objects::owned::dealloc),
    tp_flags: layout::Py_TPFLAGS_HAVE_GC
        | layout::Py_TPFLAGS_IMMUTABLETYPE
        | layout::Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: objects::slots::traverse::<Scanner>(objects::owned::traverse),
    tp_clear: objects::slots::clear::<Scanner>(objects::owned::clear),
    tp_methods: Scanner::METHODS,
    tp_getset: Scanner::GETSET,
    ..Type::EMPTY
});

/// `pattern.scanner(string, pos, endpos)`.
pub fn new(pattern: &Pattern, string: &Object, pos: isize, endpos: isize) -> PyResult {
    let subject = Subject::of(pattern, string)?;
    let state = subject.state(pattern, pos, endpos)?;
    let memory = match subject {
        Subject::Text(_) => None,
        Subject::Memory(..) => Some(objects::MemoryView::from_object(string)?),
    };
    let s = objects::owned::alloc::<Scanner>(SCANNER.live()?)?;
    // SAFETY: fresh.
    unsafe {
        let p = s.raw();
        (*p).pattern = pattern.to_ref().into_ptr();
        (*p).string = string.to_ref().into_ptr();
        (*p).memory = memory.map_or(core::ptr::null_mut(), |m| m.upcast().into_ptr());
        (*p).pos = state.start;
        (*p).at = state.start as isize;
        (*p).endpos = state.end as isize;
        (*p).must_advance = false;
    }
    Ok(s.upcast())
}

impl Scanner {
    fn next(&self, search: bool) -> PyResult {
        critical_section!(*self);
        // SAFETY: live; the fields are the scanner's own.
        unsafe {
            let p = self.raw();
            let (Some(pattern), Some(string)) = (
                Ref::<Pattern>::from_borrowed_opt((*p).pattern),
                Ref::<Object>::from_borrowed_opt((*p).string),
            ) else {
                return Ok(none_ref());
            };
            if (*p).at < 0 {
                return Ok(none_ref());
            }
            let subject = Subject::of(&pattern, &string)?;
            let mut state = subject.state(&pattern, (*p).at, (*p).endpos)?;
            state.must_advance = (*p).must_advance;
            let found = if search {
                subject.search(&pattern, &mut state)?
            } else {
                subject.matches(&pattern, &mut state)?
            };
            if found {
                (*p).must_advance = state.ptr == state.start;
                (*p).at = state.ptr as isize;
            } else {
                (*p).at = -1;
            }
            matched::result(&pattern, &string, &subject, &state, (*p).pos, found)
        }
    }
}

#[pymethods]
impl Scanner {
    /// The match at the present position.
    #[method("match()")]
    fn match_method(&self) -> PyResult {
        self.next(false)
    }

    /// The next match from the present position on.
    #[method("search()")]
    fn search(&self) -> PyResult {
        self.next(true)
    }

    #[getter("pattern")]
    fn pattern(&self) -> Ref {
        // SAFETY: owned since the beginning, until cleared by the collector.
        unsafe { Ref::from_borrowed_opt((*self.raw()).pattern) }.unwrap_or_else(none_ref)
    }
}
