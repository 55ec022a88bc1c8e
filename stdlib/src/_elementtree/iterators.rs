//! What `iter()` and `itertext()` return: a walk over an element and all below it, parents first.

use core::ffi::{c_int, c_void};
use core::ptr::null_mut;

use base::mem::{self, Domain};
use layout::*;
use objects::prelude::*;
use objects::{alloc, exceptions, gc, slots};

use crate::heap_type::{HeapType, Visitor};

use super::element::{Element, Side};
use super::state::State;

/// So deep may a tree be before the stack must grow.
const FIRST_DEPTH: usize = 8;

/// An element whose children are being walked.
#[derive(Clone, Copy)]
struct Level {
    /// Owned.
    parent: *mut PyObject,
    /// The child that comes next.
    next: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ElementIterObject {
    ob_base: PyObject,
    stack: *mut Level,
    depth: usize,
    room: usize,
    /// Where the walk begins; NULL once it has.
    root: *mut PyObject,
    /// The tag of the elements wanted, or None.
    sought_tag: *mut PyObject,
    /// Are texts wanted, not elements?
    texts: c_int,
}

object_view!(
    /// `_elementtree._element_iterator`.
    pub ElementIter, ElementIterObject, "_elementtree._element_iterator", |o| {
        super::state::is_own(o.type_ptr(), DEALLOC)
    }
);

pub fn create(state: &State, root: &Element, tag: &Object, texts: bool) -> PyResult {
    let stack: *mut Level = mem::alloc(Domain::Mem, FIRST_DEPTH * size_of::<Level>()).cast();
    if stack.is_null() {
        return Err(exceptions::no_memory());
    }
    let made = state
        .element_iterator
        .require_type()
        .and_then(|ty| alloc::gc_new::<ElementIter>(&ty));
    let this = match made {
        Ok(this) => this,
        Err(raised) => {
            // SAFETY: nobody else has it.
            unsafe { mem::free(Domain::Mem, stack.cast()) };
            return Err(raised);
        }
    };
    // SAFETY: fresh.
    unsafe {
        let raw = this.raw();
        (*raw).stack = stack;
        (*raw).depth = 0;
        (*raw).room = FIRST_DEPTH;
        (*raw).root = root.to_ref().into_ptr();
        (*raw).sought_tag = tag.to_ref().into_ptr();
        (*raw).texts = c_int::from(texts);
    }
    gc::track(&this);
    Ok(this.upcast())
}

/// Where the walk has come to.
enum Step {
    /// Down to an element.
    Down(Ref<Element>),
    /// Up again: past the last child of an element, which the walk did not begin with.
    Up(Ref<Element>),
    End,
}

impl ElementIter {
    /// Remembers an element, whose children come next.
    fn push(&self, parent: Ref<Element>) -> PyResult<()> {
        // SAFETY: the stack is the iterator's own; nothing runs meanwhile.
        unsafe {
            let raw = self.raw();
            if (*raw).depth == (*raw).room {
                let room = (*raw).room * 2;
                let grown =
                    mem::realloc(Domain::Mem, (*raw).stack.cast(), room * size_of::<Level>());
                if grown.is_null() {
                    return Err(exceptions::no_memory());
                }
                (*raw).stack = grown.cast();
                (*raw).room = room;
            }
            *(*raw).stack.add((*raw).depth) = Level {
                parent: parent.into_ptr(),
                next: 0,
            };
            (*raw).depth += 1;
        }
        Ok(())
    }

    fn step(&self) -> PyResult<Step> {
        // SAFETY: the stack and the root are the iterator's own; levels hold elements.
        unsafe {
            let raw = self.raw();
            let child = loop {
                if (*raw).depth == 0 {
                    let root = (&raw mut (*raw).root).replace(null_mut());
                    match Ref::<Element>::from_owned_opt(root) {
                        Some(root) => break root,
                        None => return Ok(Step::End),
                    }
                }
                let top = (*raw).stack.add((*raw).depth - 1);
                let parent: &Element = Object::from_ptr((*top).parent).downcast_unchecked();
                if let Some(child) = parent.child((*top).next) {
                    (*top).next += 1;
                    break child;
                }
                (*raw).depth -= 1;
                let parent = Ref::<Element>::from_raw_owned((*top).parent);
                // The text after the element that the walk began with is not within it.
                if (*raw).texts != 0 && (*raw).depth != 0 {
                    return Ok(Step::Up(parent));
                }
                drop(parent);
            };
            self.push(child.clone())?;
            Ok(Step::Down(child))
        }
    }

    fn next_element(&self) -> PyResult<Option<Ref>> {
        // SAFETY: set for the iterator's life.
        let tag = unsafe { Object::from_ptr((*self.raw()).sought_tag) };
        loop {
            let Step::Down(element) = self.step()? else {
                return Ok(None);
            };
            if is_none(tag) || element.tag().compare_bool(tag, CompareOp::Eq)? {
                return Ok(Some(element.upcast()));
            }
        }
    }

    fn next_text(&self) -> PyResult<Option<Ref>> {
        loop {
            let text = match self.step()? {
                Step::Down(element) => {
                    let tag = element.tag();
                    // Comments and the like have a function for a tag.
                    if !is_none(&tag) && tag.downcast::<Str>().is_none() {
                        continue;
                    }
                    element.text(Side::Text)?
                }
                Step::Up(element) => element.text(Side::Tail)?,
                Step::End => return Ok(None),
            };
            if !is_none(&text) && text.is_true()? {
                return Ok(Some(text));
            }
        }
    }
}

extern "C" fn next(this: &ElementIter) -> NextResult {
    // SAFETY: a plain number.
    let texts = unsafe { (*this.raw()).texts != 0 };
    if texts {
        this.next_text().into()
    } else {
        this.next_element().into()
    }
}

const DEALLOC: Option<destructor> = slots::dealloc::<ElementIter>(dealloc);

extern "C" fn dealloc(this: *mut ElementIter) {
    // SAFETY: the last reference is gone; an instance of a heap type counts on it.
    unsafe {
        let o: *mut PyObject = this.cast();
        let ty = (*o).ob_type;
        gc::untrack(Object::from_ptr(o));
        let raw = this.cast::<ElementIterObject>();
        for i in (0..(*raw).depth).rev() {
            base::refcount::decref((*(*raw).stack.add(i)).parent);
        }
        mem::free(Domain::Mem, (*raw).stack.cast());
        objects::owned::clear_field(&raw mut (*raw).sought_tag);
        objects::owned::clear_field(&raw mut (*raw).root);
        objects::freelist::free_instance(o);
        base::refcount::decref(ty.cast());
    }
}

extern "C" fn traverse(this: &ElementIter, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit; the fields are live.
    unsafe {
        let raw = this.raw();
        let mut visitor = Visitor::new(visit, arg);
        for i in 0..(*raw).depth {
            visitor.call((*(*raw).stack.add(i)).parent);
        }
        visitor.call((*raw).root);
        visitor.call((*raw).sought_tag);
        visitor.call((*raw).ob_base.ob_type.cast());
        visitor.answer()
    }
}

pub static ELEMENT_ITERATOR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_elementtree._element_iterator".as_ptr(),
    tp_basicsize: size_of::<ElementIterObject>() as isize,
    tp_dealloc: DEALLOC,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: slots::traverse(traverse),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(next),
    ..Type::EMPTY
});

#[cfg(not(feature = "free-threaded"))]
const _: () = assert!(size_of::<ElementIterObject>() == 64);
