//! `deque`: items in a ring, added and taken at both ends.
//!
//! The ring's size is a power of two (or there is none). `state` counts changes: iterators compare it. The struct has the
//! stock size, and `__sizeof__` tells what the stock blocks of 64 items would take; nothing outside reads the fields.
//!
//! Here is the ring; `methods` and `slots` are what Python sees of it, `iter` its iterators.

pub mod iter;
mod methods;
mod slots;

use base::mem::{self, Domain};
use base::refcount;
use layout::*;
use objects::clinic::*;
use objects::exceptions::no_memory;
use objects::prelude::*;

use crate::heap_type::HeapType;

const BLOCK: usize = 64;
const CENTRE: usize = BLOCK / 2;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct DequeObject {
    ob_base: PyVarObject,
    ring: *mut *mut PyObject,
    size: usize,
    head: usize,
    /// Where the first item would stand in its stock block.
    left: usize,
    pub state: usize,
    maxlen: isize,
    weakreflist: *mut PyObject,
    reserved: [usize; 17],
}

object_view!(
    /// `collections.deque`.
    pub Deque, DequeObject, "collections.deque", |o| objects::type_::is_subtype_instance(o, &DEQUE)
);

impl Deque {
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    pub fn state(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).state }
    }

    fn maxlen(&self) -> Option<usize> {
        // SAFETY: live.
        usize::try_from(unsafe { (*self.raw()).maxlen }).ok()
    }

    fn touch(&self) {
        // SAFETY: live.
        unsafe { (*self.raw()).state = (*self.raw()).state.wrapping_add(1) }
    }

    /// The slot of item `i`.
    #[inline(always)]
    unsafe fn slot(&self, i: usize) -> *mut *mut PyObject {
        // SAFETY: `i` is below the ring's size, says the caller.
        unsafe {
            let d = self.raw();
            (*d).ring.add(((*d).head + i) & ((*d).size - 1))
        }
    }

    #[inline]
    pub fn get(&self, i: usize) -> Option<Ref> {
        if i >= self.len() {
            return None;
        }
        // SAFETY: in range; nothing runs.
        unsafe { Ref::from_borrowed_opt(*self.slot(i)) }
    }

    /// Makes room for one more.
    fn reserve(&self) -> PyResult<()> {
        // SAFETY: the items move to a larger ring, in order.
        unsafe {
            let d = self.raw();
            let n = self.len();
            if n < (*d).size {
                return Ok(());
            }
            let size = if (*d).size == 0 { 8 } else { (*d).size * 2 };
            let ring: *mut *mut PyObject =
                mem::alloc(Domain::Mem, size * size_of::<usize>()).cast();
            if ring.is_null() {
                return Err(no_memory());
            }
            for i in 0..n {
                *ring.add(i) = *self.slot(i);
            }
            mem::free(Domain::Mem, (*d).ring.cast());
            (*d).ring = ring;
            (*d).size = size;
            (*d).head = 0;
            Ok(())
        }
    }

    pub fn push_back(&self, item: Ref) -> PyResult<()> {
        self.reserve()?;
        // SAFETY: there is room.
        unsafe {
            let d = self.raw();
            *self.slot(self.len()) = item.into_ptr();
            (*d).ob_base.ob_size += 1;
        }
        self.touch();
        if self.maxlen().is_some_and(|m| self.len() > m) {
            drop(self.pop_front());
        }
        Ok(())
    }

    pub fn push_front(&self, item: Ref) -> PyResult<()> {
        self.reserve()?;
        // SAFETY: there is room.
        unsafe {
            let d = self.raw();
            (*d).head = (*d).head.wrapping_sub(1) & ((*d).size - 1);
            *(*d).ring.add((*d).head) = item.into_ptr();
            (*d).ob_base.ob_size += 1;
            (*d).left = (*d).left.wrapping_sub(1) % BLOCK;
        }
        self.touch();
        if self.maxlen().is_some_and(|m| self.len() > m) {
            drop(self.pop_back());
        }
        Ok(())
    }

    pub fn pop_back(&self) -> Option<Ref> {
        let n = self.len();
        if n == 0 {
            return None;
        }
        // SAFETY: in range; the reference moves out.
        unsafe {
            let d = self.raw();
            let item = *self.slot(n - 1);
            (*d).ob_base.ob_size -= 1;
            self.touch();
            self.recentre();
            Ref::from_owned_opt(item)
        }
    }

    pub fn pop_front(&self) -> Option<Ref> {
        if self.len() == 0 {
            return None;
        }
        // SAFETY: in range; the reference moves out.
        unsafe {
            let d = self.raw();
            let item = *(*d).ring.add((*d).head);
            (*d).head = ((*d).head + 1) & ((*d).size - 1);
            (*d).ob_base.ob_size -= 1;
            (*d).left = ((*d).left + 1) % BLOCK;
            self.touch();
            self.recentre();
            Ref::from_owned_opt(item)
        }
    }

    fn recentre(&self) {
        if self.len() == 0 {
            // SAFETY: live.
            unsafe { (*self.raw()).left = CENTRE }
        }
    }

    fn clear(&self) {
        // SAFETY: the deque is empty before anything is released.
        unsafe {
            let d = self.raw();
            let (ring, size, head, n) = ((*d).ring, (*d).size, (*d).head, self.len());
            (*d).ring = core::ptr::null_mut();
            (*d).size = 0;
            (*d).head = 0;
            (*d).ob_base.ob_size = 0;
            (*d).left = CENTRE;
            self.touch();
            for i in 0..n {
                refcount::decref(*ring.add((head + i) & (size - 1)));
            }
            mem::free(Domain::Mem, ring.cast());
        }
    }

    fn extend(&self, iterable: &Object, front: bool) -> PyResult<()> {
        let source = if iterable.is(self) {
            List::from_iterable(self)?.upcast()
        } else {
            iterable.to_ref()
        };
        let it = source.iter()?;
        while let Some(item) = objects::owned::next(&it)? {
            if self.maxlen() == Some(0) {
                continue;
            }
            if front {
                self.push_front(item)?;
            } else {
                self.push_back(item)?;
            }
        }
        Ok(())
    }

    fn rotate(&self, n: isize) -> PyResult<()> {
        let len = self.len();
        if len <= 1 {
            return Ok(());
        }
        let half = (len as isize) / 2;
        let mut n = n % len as isize;
        if n > half {
            n -= len as isize;
        } else if n < -half {
            n += len as isize;
        }
        // SAFETY: items move within the ring; nothing runs.
        unsafe {
            let d = self.raw();
            let mask = (*d).size - 1;
            for _ in 0..n.unsigned_abs() {
                if n > 0 {
                    let item = *self.slot(len - 1);
                    (*d).head = (*d).head.wrapping_sub(1) & mask;
                    *(*d).ring.add((*d).head) = item;
                } else {
                    let item = *(*d).ring.add((*d).head);
                    (*d).head = ((*d).head + 1) & mask;
                    *self.slot(len - 1) = item;
                }
            }
            (*d).left = ((*d).left as isize - n).rem_euclid(BLOCK as isize) as usize;
        }
        self.touch();
        Ok(())
    }

    fn remove_at(&self, i: usize) -> Option<Ref> {
        let n = self.len();
        if i >= n {
            return None;
        }
        // SAFETY: the items behind move one down; nothing runs.
        unsafe {
            let d = self.raw();
            let item = *self.slot(i);
            for j in i..n - 1 {
                *self.slot(j) = *self.slot(j + 1);
            }
            (*d).ob_base.ob_size -= 1;
            self.touch();
            self.recentre();
            Ref::from_owned_opt(item)
        }
    }

    /// A new deque of the same class and maximum.
    fn renew(&self) -> PyResult {
        if self.is_exactly(DEQUE.as_mut_ptr()) {
            let new = new_empty(DEQUE.live()?)?;
            // SAFETY: fresh.
            unsafe { (*new.raw()).maxlen = (*self.raw()).maxlen };
            new.extend(self, false)?;
            return Ok(new.upcast());
        }
        let class = self.class();
        let new = match self.maxlen() {
            None => class.call(&[self])?,
            Some(m) => class.call(&[self, &*Long::from_usize(m)?])?,
        };
        if new.downcast::<Deque>().is_none() {
            return Err(raise!(
                TypeError,
                "{}() must return a deque, not {}",
                class.tp_name(),
                new.class().tp_name()
            ));
        }
        Ok(new)
    }

    fn repeat_in_place(&self, times: isize) -> PyResult<()> {
        let n = self.len();
        if n == 0 || times == 1 {
            return Ok(());
        }
        if times <= 0 {
            self.clear();
            return Ok(());
        }
        let Some(total) = n
            .checked_mul(times as usize)
            .filter(|t| *t <= isize::MAX as usize / size_of::<usize>())
        else {
            return Err(no_memory());
        };
        let items = List::from_iterable(self)?;
        let mut more = total - n;
        if let Some(m) = self.maxlen() {
            // Only the last `m` items can stay.
            more = more.min(m.div_ceil(n.max(1)).saturating_mul(n));
        }
        let mut i = 0;
        while more > 0 {
            if let Some(item) = items.get(i % n) {
                self.push_back(item)?;
            }
            i += 1;
            more -= 1;
        }
        Ok(())
    }
}

fn new_empty(ty: &Type) -> PyResult<Ref<Deque>> {
    let d = objects::owned::alloc::<Deque>(ty)?;
    // SAFETY: fresh and zeroed.
    unsafe {
        (*d.raw()).ob_base.ob_size = 0;
        (*d.raw()).left = CENTRE;
        (*d.raw()).maxlen = -1;
    }
    Ok(d)
}

pub static DEQUE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"collections.deque".as_ptr(),
    tp_basicsize: size_of::<DequeObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Deque>(slots::dealloc),
    tp_repr: objects::slots::repr(slots::repr),
    tp_as_sequence: &raw mut slots::AS_SEQUENCE,
    tp_hash: objects::freelist::UNHASHABLE,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_doc: c"deque([iterable[, maxlen]])\n--\n\nA row of items that grows and shrinks quickly at both ends.".as_ptr(),
    tp_traverse: objects::slots::traverse(slots::traverse),
    tp_clear: objects::slots::clear(slots::tp_clear),
    tp_richcompare: objects::slots::richcompare(slots::richcompare),
    tp_weaklistoffset: core::mem::offset_of!(DequeObject, weakreflist) as isize,
    tp_iter: objects::slots::iter(slots::tp_iter),
    tp_methods: Deque::METHODS,
    tp_getset: Deque::GETSET,
    tp_init: Some(Deque::INIT),
    tp_new: objects::slots::new(slots::new),
    ..Type::EMPTY
});

#[cfg(not(feature = "free-threaded"))]
const _: () = assert!(size_of::<DequeObject>() == 216);
