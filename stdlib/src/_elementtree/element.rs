//! The struct of an element and what keeps it whole: the tag, two texts, and the part that only elements with attributes or
//! children have.
//!
//! A text may be a list of pieces, left by the tree builder and marked in the pointer's lowest bit: it is joined when somebody
//! asks for it. Nothing here keeps a pointer into the children across code that may change them.

use core::ffi::{c_int, c_void};
use core::ptr::null_mut;

use base::mem::{self, Domain};
use layout::*;
use objects::prelude::*;
use objects::{alloc, exceptions, gc};

use crate::heap_type::{self, Visitor};

use super::state;

/// So many children need no memory of their own.
const STATIC_CHILDREN: usize = 4;

/// The mark of a text that is a list to be joined.
const JOIN: usize = 1;

/// Attributes and children.
#[repr(C)]
pub struct Extra {
    /// A dictionary, or NULL.
    attrib: *mut PyObject,
    length: usize,
    allocated: usize,
    /// `inline_children`, or a block.
    children: *mut *mut PyObject,
    inline_children: [*mut PyObject; STATIC_CHILDREN],
}

impl Extra {
    /// # Safety
    /// Nobody else refers to the extra.
    unsafe fn free(extra: *mut Extra) {
        if extra.is_null() {
            return;
        }
        // SAFETY: it owns its references; they are no longer reachable when they are released.
        unsafe {
            drop(Ref::<Object>::from_owned_opt((*extra).attrib));
            for i in 0..(*extra).length {
                base::refcount::decref(*(*extra).children.add(i));
            }
            if (*extra).children != (&raw mut (*extra).inline_children).cast() {
                mem::free(Domain::Mem, (*extra).children.cast());
            }
            mem::free(Domain::Mem, extra.cast());
        }
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ElementObject {
    ob_base: PyObject,
    tag: *mut PyObject,
    /// Before the first child; perhaps marked.
    text: *mut PyObject,
    /// After the element, in its parent; perhaps marked.
    tail: *mut PyObject,
    extra: *mut Extra,
    pub(super) weakreflist: *mut PyObject,
}

object_view!(
    /// `xml.etree.ElementTree.Element`, of any module.
    pub Element, ElementObject, "xml.etree.ElementTree.Element", |o| {
        state::is_own(o.type_ptr(), DEALLOC) || state::own_type(o.class(), DEALLOC).is_some()
    }
);

/// Which of an element's two texts.
#[derive(Clone, Copy)]
pub enum Side {
    Text,
    Tail,
}

fn unmarked(p: *mut PyObject) -> *mut PyObject {
    p.map_addr(|a| a & !JOIN)
}

fn is_exact_list(o: &Object) -> bool {
    o.is_exactly(objects::list::PyList_Type.raw())
}

/// `TypeError` for what should have been an element.
#[cold]
pub fn not_an_element(o: &Object) -> Raised {
    raise!(
        TypeError,
        "expected an Element, not \"{:.200}\"",
        o.class().tp_name()
    )
}

pub fn expect_element(o: &Object) -> PyResult<&Element> {
    o.downcast::<Element>().ok_or_else(|| not_an_element(o))
}

/// Is the dictionary of no subclass, and empty?
fn is_empty_dict(o: &Object) -> bool {
    o.downcast::<Dict>()
        .is_some_and(|d| d.is_exact_dict() && d.is_empty())
}

impl Element {
    /// A new element of the class `Element` itself.
    pub fn create(own: &Type, tag: &Object, attrib: Option<&Object>) -> PyResult<Ref<Element>> {
        let this: Ref<Element> = alloc::gc_new(own)?;
        // SAFETY: fresh.
        unsafe {
            let raw = this.raw();
            (*raw).tag = tag.to_ref().into_ptr();
            (*raw).text = none_ref().into_ptr();
            (*raw).tail = none_ref().into_ptr();
            (*raw).extra = null_mut();
            (*raw).weakreflist = null_mut();
        }
        gc::track(&this);
        if let Some(attrib) = attrib
            && !is_empty_dict(attrib)
        {
            this.set_attrib(attrib.to_ref())?;
        }
        Ok(this)
    }

    /// Makes the fields of an instance fresh from `tp_alloc` valid.
    pub fn set_up(&self) {
        // SAFETY: fresh and zeroed.
        unsafe {
            let raw = self.raw();
            (*raw).tag = none_ref().into_ptr();
            (*raw).text = none_ref().into_ptr();
            (*raw).tail = none_ref().into_ptr();
        }
    }

    /// The class `Element` that this is an instance of, perhaps through subclasses.
    pub fn own_type(&self) -> PyResult<&Type> {
        state::own_type(self.class(), DEALLOC).ok_or_else(exceptions::bad_internal_call)
    }

    /// Is the class `Element` itself?
    #[inline]
    pub fn is_exact(&self) -> bool {
        state::is_own(self.type_ptr(), DEALLOC)
    }

    pub fn tag(&self) -> Ref {
        // SAFETY: an owning field, NULL once the collector has cleared it.
        unsafe { Ref::from_borrowed_opt((*self.raw()).tag) }.unwrap_or_else(none_ref)
    }

    pub fn set_tag(&self, tag: Ref) {
        // SAFETY: an owning field.
        unsafe { objects::owned::set_field(&raw mut (*self.raw()).tag, tag) }
    }

    fn text_slot(&self, side: Side) -> *mut *mut PyObject {
        // SAFETY: only addresses are taken.
        unsafe {
            match side {
                Side::Text => &raw mut (*self.raw()).text,
                Side::Tail => &raw mut (*self.raw()).tail,
            }
        }
    }

    /// The text as it is kept, and whether it is a list to be joined.
    pub fn stored_text(&self, side: Side) -> (Ref, bool) {
        // SAFETY: an owning field, whose mark does not belong to the pointer.
        unsafe {
            let p = *self.text_slot(side);
            let o = Ref::from_borrowed_opt(unmarked(p)).unwrap_or_else(none_ref);
            (o, p.addr() & JOIN != 0)
        }
    }

    /// Sets the text; `join`: it is a list to be joined on demand.
    pub fn store_text(&self, side: Side, value: Ref, join: bool) {
        let new = value.into_ptr().map_addr(|a| a | usize::from(join));
        // SAFETY: the field owned what it held, and is changed before that is released.
        unsafe {
            let old = self.text_slot(side).replace(new);
            drop(Ref::<Object>::from_owned_opt(unmarked(old)));
        }
    }

    /// The text as everybody sees it.
    pub fn text(&self, side: Side) -> PyResult {
        let (stored, join) = self.stored_text(side);
        if !join || !is_exact_list(&stored) {
            return Ok(stored);
        }
        let joined = Str::from_str("")?.join_iterable(&stored)?.upcast();
        self.store_text(side, joined.clone(), false);
        Ok(joined)
    }

    /// Adds a piece of text, or a list of them, as the tree builder does; false if there is a text that somebody has set.
    pub fn add_text(&self, side: Side, data: &Object) -> PyResult<bool> {
        let (stored, join) = self.stored_text(side);
        if is_none(&stored) {
            self.store_text(side, data.to_ref(), is_exact_list(data));
            return Ok(true);
        }
        match stored.downcast::<List>() {
            Some(pieces) if join => {
                if data.downcast::<Str>().is_some() {
                    pieces.push(data)?;
                } else {
                    let end = pieces.len();
                    pieces.set_slice(end, end, Some(data))?;
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    #[inline]
    fn extra(&self) -> *mut Extra {
        // SAFETY: live.
        unsafe { (*self.raw()).extra }
    }

    pub fn has_extra(&self) -> bool {
        !self.extra().is_null()
    }

    fn extra_or_new(&self) -> PyResult<*mut Extra> {
        let extra = self.extra();
        if !extra.is_null() {
            return Ok(extra);
        }
        let extra = mem::alloc(Domain::Mem, size_of::<Extra>()).cast::<Extra>();
        if extra.is_null() {
            return Err(exceptions::no_memory());
        }
        // SAFETY: fresh, and then the element's.
        unsafe {
            (*extra).attrib = null_mut();
            (*extra).length = 0;
            (*extra).allocated = STATIC_CHILDREN;
            (*extra).children = (&raw mut (*extra).inline_children).cast();
            (*self.raw()).extra = extra;
        }
        Ok(extra)
    }

    /// Releases attributes and children.
    pub fn clear_extra(&self) {
        drop(self.take_extra());
    }

    /// Takes attributes and children out of the element.
    pub fn take_extra(&self) -> TakenExtra {
        // SAFETY: live; the element gives it up.
        unsafe { TakenExtra((&raw mut (*self.raw()).extra).replace(null_mut())) }
    }

    /// Puts back what was taken, releasing what has come since.
    pub fn put_extra(&self, taken: TakenExtra) {
        let extra = core::mem::ManuallyDrop::new(taken).0;
        // SAFETY: live; the element owns it again.
        unsafe {
            Extra::free((&raw mut (*self.raw()).extra).replace(extra));
        }
    }

    #[inline]
    pub fn len(&self) -> usize {
        let extra = self.extra();
        if extra.is_null() {
            return 0;
        }
        // SAFETY: the element's.
        unsafe { (*extra).length }
    }

    /// A child, or None past the end.
    #[inline]
    pub fn child(&self, i: usize) -> Option<Ref<Element>> {
        if i >= self.len() {
            return None;
        }
        // SAFETY: within the children, which are elements.
        unsafe { Ref::from_borrowed_opt(*(*self.extra()).children.add(i)) }
    }

    /// A child without a reference of its own, NULL past the end.
    pub fn child_ptr(&self, i: usize) -> *mut PyObject {
        if i >= self.len() {
            return null_mut();
        }
        // SAFETY: within the children.
        unsafe { *(*self.extra()).children.add(i) }
    }

    /// Makes room for `more` children, by the stock pattern, which `__sizeof__` shows.
    pub fn reserve(&self, more: usize) -> PyResult<*mut Extra> {
        let extra = self.extra_or_new()?;
        // SAFETY: the element's; the block is its own, or not yet there.
        unsafe {
            let size = (*extra).length + more;
            if size <= (*extra).allocated {
                return Ok(extra);
            }
            let size = (size >> 3) + if size < 9 { 3 } else { 6 } + size;
            let Some(bytes) = size.checked_mul(size_of::<*mut PyObject>()) else {
                return Err(exceptions::no_memory());
            };
            let inline: *mut *mut PyObject = (&raw mut (*extra).inline_children).cast();
            let own = (*extra).children != inline;
            let block: *mut *mut PyObject = if own {
                mem::realloc(Domain::Mem, (*extra).children.cast(), bytes).cast()
            } else {
                mem::alloc(Domain::Mem, bytes).cast()
            };
            if block.is_null() {
                return Err(exceptions::no_memory());
            }
            if !own {
                block.copy_from_nonoverlapping(inline, (*extra).length);
            }
            (*extra).children = block;
            (*extra).allocated = size;
        }
        Ok(extra)
    }

    #[inline]
    pub fn push(&self, child: Ref<Element>) -> PyResult<()> {
        let extra = self.reserve(1)?;
        // SAFETY: there is room.
        unsafe {
            *(*extra).children.add((*extra).length) = child.into_ptr();
            (*extra).length += 1;
        }
        Ok(())
    }

    /// Inserts a child before the `at`th, or at the end.
    pub fn insert_child(&self, at: usize, child: Ref<Element>) -> PyResult<()> {
        self.splice(at.min(self.len()), 0, &[child.into_ptr()])
            .map(drop)
    }

    /// Replaces `count` children from `at` on by others, whose references are taken whatever the outcome; gives back the old ones.
    pub fn splice(&self, at: usize, count: usize, new: &[*mut PyObject]) -> PyResult<Vec<Ref>> {
        let prepared = (|| {
            let mut old = Vec::new();
            old.try_reserve_exact(count)
                .map_err(|_| exceptions::no_memory())?;
            let extra = self.reserve(new.len().saturating_sub(count))?;
            Ok((old, extra))
        })();
        let (mut old, extra) = match prepared {
            Ok(prepared) => prepared,
            Err(raised) => {
                for &o in new {
                    // SAFETY: the caller's reference.
                    unsafe { base::refcount::decref(o) };
                }
                return Err(raised);
            }
        };
        // SAFETY: `at` and `count` are within the children, say the callers; there is room; nothing runs meanwhile.
        unsafe {
            let first = (*extra).children.add(at);
            for i in 0..count {
                old.push(Ref::from_raw_owned(*first.add(i)));
            }
            let after = (*extra).length - at - count;
            first.add(new.len()).copy_from(first.add(count), after);
            first.copy_from_nonoverlapping(new.as_ptr(), new.len());
            (*extra).length = (*extra).length - count + new.len();
        }
        Ok(old)
    }

    /// Puts a child in the place of another, which is given back; `at` is within the children.
    pub fn replace(&self, at: usize, child: Ref<Element>) -> Ref {
        // SAFETY: within the children, says the caller.
        unsafe { Ref::from_raw_owned((*self.extra()).children.add(at).replace(child.into_ptr())) }
    }

    /// Takes out the children `start`, `start + step`, ...: `count` of them, all within the children.
    pub fn remove_every(&self, start: usize, step: usize, count: usize) -> PyResult<Vec<Ref>> {
        let mut old = Vec::new();
        old.try_reserve_exact(count)
            .map_err(|_| exceptions::no_memory())?;
        // SAFETY: the places are within the children, says the caller; nothing runs meanwhile.
        unsafe {
            let extra = self.extra();
            let children = (*extra).children;
            let mut to = start;
            for from in start..(*extra).length {
                let removed = (from - start).is_multiple_of(step) && old.len() < count;
                if removed {
                    old.push(Ref::from_raw_owned(*children.add(from)));
                } else {
                    *children.add(to) = *children.add(from);
                    to += 1;
                }
            }
            (*extra).length = to;
        }
        Ok(old)
    }

    /// The attributes, if there are any.
    pub fn attrib(&self) -> Option<Ref> {
        let extra = self.extra();
        if extra.is_null() {
            return None;
        }
        // SAFETY: an owning field.
        unsafe { Ref::from_borrowed_opt((*extra).attrib) }
    }

    /// The attributes as a dictionary; whoever restores a pickle may have put something else there.
    pub fn attrib_dict(&self) -> PyResult<Option<Ref<Dict>>> {
        match self.attrib().map(Ref::downcast_into::<Dict>) {
            None => Ok(None),
            Some(Ok(dict)) => Ok(Some(dict)),
            Some(Err(_)) => Err(exceptions::bad_internal_call()),
        }
    }

    /// The attributes, which are made if there are none.
    pub fn attrib_or_new(&self) -> PyResult {
        if let Some(attrib) = self.attrib() {
            return Ok(attrib);
        }
        self.extra_or_new()?;
        let made = Dict::new()?.upcast();
        self.set_attrib(made.clone())?;
        Ok(made)
    }

    pub fn set_attrib(&self, attrib: Ref) -> PyResult<()> {
        let extra = self.extra_or_new()?;
        // SAFETY: an owning field.
        unsafe { objects::owned::set_field(&raw mut (*extra).attrib, attrib) };
        Ok(())
    }

    pub fn drop_attrib(&self) {
        let extra = self.extra();
        if !extra.is_null() {
            // SAFETY: an owning field.
            unsafe { objects::owned::clear_field(&raw mut (*extra).attrib) };
        }
    }

    /// The size in bytes, without the collector's head.
    pub fn byte_size(&self) -> usize {
        // SAFETY: live.
        unsafe {
            let mut size = (*self.type_ptr()).tp_basicsize as usize;
            let extra = self.extra();
            if !extra.is_null() {
                size += size_of::<Extra>();
                if (*extra).children != (&raw mut (*extra).inline_children).cast() {
                    size += (*extra).allocated * size_of::<*mut PyObject>();
                }
            }
            size
        }
    }

    fn clear_fields(&self) {
        // SAFETY: owning fields, each emptied before the release.
        unsafe {
            let raw = self.raw();
            objects::owned::clear_field(&raw mut (*raw).tag);
            for side in [Side::Text, Side::Tail] {
                let old = self.text_slot(side).replace(null_mut());
                drop(Ref::<Object>::from_owned_opt(unmarked(old)));
            }
        }
        self.clear_extra();
    }
}

/// Attributes and children taken out of an element.
pub struct TakenExtra(*mut Extra);

impl TakenExtra {
    /// The attributes, moved out.
    pub fn take_attrib(&self) -> Option<Ref> {
        if self.0.is_null() {
            return None;
        }
        // SAFETY: an owning field of an extra that is ours.
        unsafe { Ref::from_owned_opt((&raw mut (*self.0).attrib).replace(null_mut())) }
    }
}

impl Drop for TakenExtra {
    fn drop(&mut self) {
        // SAFETY: nobody else refers to it.
        unsafe { Extra::free(self.0) }
    }
}

/// `tp_dealloc`, which is also what the class is known by.
pub const DEALLOC: Option<destructor> = objects::slots::dealloc::<Element>(dealloc);

extern "C" fn dealloc(this: *mut Element) {
    // SAFETY: the last reference is gone; an instance of a heap type counts on it.
    unsafe {
        let o: *mut PyObject = this.cast();
        let ty = (*o).ob_type;
        heap_type::let_go(o, (*this.cast::<ElementObject>()).weakreflist);
        (*this).clear_fields();
        objects::freelist::free_instance(o);
        base::refcount::decref(ty.cast());
    }
}

pub extern "C" fn traverse(this: &Element, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit; the fields are live.
    unsafe {
        let raw = this.raw();
        let mut visitor = Visitor::new(visit, arg);
        visitor.call((*raw).ob_base.ob_type.cast());
        visitor.call((*raw).tag);
        visitor.call(unmarked((*raw).text));
        visitor.call(unmarked((*raw).tail));
        let extra = (*raw).extra;
        if !extra.is_null() {
            visitor.call((*extra).attrib);
            for i in 0..(*extra).length {
                visitor.call(*(*extra).children.add(i));
            }
        }
        visitor.answer()
    }
}

pub extern "C" fn clear(this: &Element) -> c_int {
    this.clear_fields();
    0
}
