//! `deque`: items in a ring, added and taken at both ends.
//!
//! The ring's size is a power of two (or there is none). `state` counts changes: iterators compare it. The struct has the
//! stock size, and `__sizeof__` tells what the stock blocks of 64 items would take; nothing outside reads the fields.

use core::ffi::{c_int, c_void};

use base::mem::{self, Domain};
use base::{Length, Status, refcount};
use layout::*;
use objects::clinic::*;
use objects::exceptions::no_memory;
use objects::prelude::*;
use objects::repr::{ReprGuard, Writer};
use objects::sequence::{compare_lengths, compare_op, search_bounds};

use super::deque_iter;
use crate::heap_type::{self, HeapType};

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

#[cold]
fn mutated() -> Raised {
    raise!(RuntimeError, "deque mutated during iteration")
}

/// Calls a function with each item in a range until it says stop; the deque must not change meanwhile.
fn scan(
    this: &Deque,
    start: usize,
    stop: usize,
    changed: fn() -> Raised,
    mut f: impl FnMut(usize, &Object) -> PyResult<bool>,
) -> PyResult<Option<usize>> {
    let state = this.state();
    for i in start..stop {
        let Some(item) = this.get(i) else { break };
        let found = f(i, &item)?;
        if this.state() != state {
            return Err(changed());
        }
        if found {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

#[pymethods]
impl Deque {
    /// Adds an item on the right.
    #[method("append(item, /)")]
    fn append(&self, item: &Object) -> PyResult<()> {
        self.push_back(item.to_ref())
    }

    /// Adds an item on the left.
    #[method("appendleft(item, /)")]
    fn appendleft(&self, item: &Object) -> PyResult<()> {
        self.push_front(item.to_ref())
    }

    /// Removes all items.
    #[method("clear()")]
    fn clear_(&self) {
        self.clear()
    }

    /// A copy of the same class.
    #[method("__copy__()")]
    fn dunder_copy(&self) -> PyResult {
        self.renew()
    }

    /// A copy of the same class.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        self.renew()
    }

    /// How many items equal the value.
    #[method("count(value, /)")]
    fn count(&self, value: &Object) -> PyResult<usize> {
        let mut n = 0;
        scan(self, 0, self.len(), mutated, |_, item| {
            n += usize::from(item.compare_bool(value, CompareOp::Eq)?);
            Ok(false)
        })?;
        Ok(n)
    }

    /// Adds every item of an iterable on the right.
    #[method("extend(iterable, /)")]
    fn extend_(&self, iterable: &Object) -> PyResult<()> {
        self.extend(iterable, false)
    }

    /// Adds every item of an iterable on the left, one after the other.
    #[method("extendleft(iterable, /)")]
    fn extendleft(&self, iterable: &Object) -> PyResult<()> {
        self.extend(iterable, true)
    }

    /// The first index of a value within bounds.
    #[method(
        "index(value, start=0, stop=sys.maxsize, /)",
        shown = "($self, value, [start, [stop]])"
    )]
    fn index(&self, value: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<usize> {
        let (start, stop) = search_bounds(self.len(), start.0, stop.0);
        let stop = stop.min(self.len());
        scan(self, start, stop, mutated, |_, item| {
            item.compare_bool(value, CompareOp::Eq)
        })?
        .ok_or_else(|| raise!(ValueError, "deque.index(x): x not in deque"))
    }

    /// Puts a value before the item at the index.
    #[method("insert(index, value, /)")]
    fn insert(&self, index: isize, value: &Object) -> PyResult<()> {
        let n = self.len() as isize;
        if self.maxlen().is_some_and(|m| m == self.len()) {
            return Err(raise!(IndexError, "deque already at its maximum size"));
        }
        if index >= n {
            return self.push_back(value.to_ref());
        }
        if index <= -n || index == 0 {
            return self.push_front(value.to_ref());
        }
        self.rotate(-index)?;
        if index < 0 {
            self.push_back(value.to_ref())?;
        } else {
            self.push_front(value.to_ref())?;
        }
        self.rotate(index)
    }

    /// Removes and returns the rightmost item.
    #[method("pop()")]
    fn pop(&self) -> PyResult {
        self.pop_back()
            .ok_or_else(|| raise!(IndexError, "pop from an empty deque"))
    }

    /// Removes and returns the leftmost item.
    #[method("popleft()")]
    fn popleft(&self) -> PyResult {
        self.pop_front()
            .ok_or_else(|| raise!(IndexError, "pop from an empty deque"))
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let state = objects::iter::object_state(self)?;
        let items = self.iter()?;
        let args = match self.maxlen() {
            None => Tuple::empty().to_ref(),
            Some(m) => Tuple::from_array([
                Tuple::empty().to_ref().upcast(),
                Long::from_usize(m)?.upcast(),
            ])?,
        };
        Tuple::from_array([self.class().to_ref().upcast(), args.upcast(), state, items])
    }

    /// Removes the first item that equals the value.
    #[method("remove(value, /)")]
    fn remove(&self, value: &Object) -> PyResult<()> {
        let found = scan(
            self,
            0,
            self.len(),
            || raise!(IndexError, "deque mutated during iteration"),
            |_, item| item.compare_bool(value, CompareOp::Eq),
        )?;
        match found {
            Some(i) => {
                drop(self.remove_at(i));
                Ok(())
            }
            None => Err(raise!(ValueError, "deque.remove(x): x not in deque")),
        }
    }

    /// An iterator from right to left.
    #[method("__reversed__()")]
    fn reversed(&self) -> PyResult {
        deque_iter::new(self, &deque_iter::BACKWARD)
    }

    /// Reverses the order of the items in place.
    #[method("reverse()")]
    fn reverse(&self) {
        let n = self.len();
        // SAFETY: items change places; nothing runs.
        unsafe {
            for i in 0..n / 2 {
                core::ptr::swap(self.slot(i), self.slot(n - 1 - i));
            }
        }
    }

    /// Moves n items from the right end to the left.
    #[method("rotate(n=1, /)")]
    fn rotate_(&self, n: isize) -> PyResult<()> {
        self.rotate(n)
    }

    /// The size in bytes, with the blocks.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        // SAFETY: live.
        unsafe {
            // The stock deque leaves the first place of its first block free.
            let blocks = (1 + self.len()).div_ceil(BLOCK).max(1);
            (*self.type_ptr()).tp_basicsize as usize + blocks * (BLOCK + 2) * size_of::<usize>()
        }
    }

    /// The greatest number of items, or None.
    #[getter("maxlen")]
    fn maxlen_(&self) -> PyResult {
        match self.maxlen() {
            Some(m) => Ok(Long::from_usize(m)?.upcast()),
            None => Ok(none_ref()),
        }
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }

    #[init("deque(iterable=<unrepresentable>, maxlen=None)")]
    fn init(&self, iterable: Option<&Object>, maxlen: Option<&Object>) -> PyResult<()> {
        let max = match maxlen {
            Some(m) if !is_none(m) => {
                let Some(m) = m.downcast::<Long>() else {
                    return Err(raise!(TypeError, "an integer is required"));
                };
                match m.as_isize()? {
                    m if m < 0 => {
                        return Err(raise!(ValueError, "maxlen must be non-negative"));
                    }
                    m => m,
                }
            }
            _ => -1,
        };
        // SAFETY: live.
        unsafe { (*self.raw()).maxlen = max };
        if self.len() > 0 {
            self.clear();
        }
        match iterable {
            Some(it) => self.extend(it, false),
            None => Ok(()),
        }
    }
}

extern "C" fn new(ty: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    Ok(new_empty(ty)?.upcast())
}

extern "C" fn dealloc(this: *mut Deque) {
    // SAFETY: the last reference is gone.
    unsafe {
        objects::gc::untrack(Object::from_ptr(this.cast()));
        if !(*this.cast::<DequeObject>()).weakreflist.is_null() {
            objects::weakref::clear_weakrefs(this.cast());
        }
        (*this).clear();
        heap_type::free(this.cast());
    }
}

extern "C" fn traverse(this: &Deque, visit: visitproc, arg: *mut c_void) -> c_int {
    for i in 0..this.len() {
        // SAFETY: in range.
        let r = unsafe { visit(*this.slot(i), arg) };
        if r != 0 {
            return r;
        }
    }
    heap_type::traverse_type(this, visit, arg)
}

extern "C" fn tp_clear(this: &Deque) -> c_int {
    this.clear();
    0
}

extern "C" fn length(this: &Deque) -> Length {
    Length::from(Ok::<usize, Raised>(this.len()))
}

extern "C" fn contains(this: &Deque, value: &Object) -> Status {
    scan(this, 0, this.len(), mutated, |_, item| {
        item.compare_bool(value, CompareOp::Eq)
    })
    .map(|found| found.is_some())
    .into()
}

fn position(this: &Deque, i: isize) -> PyResult<usize> {
    usize::try_from(i)
        .ok()
        .filter(|i| *i < this.len())
        .ok_or_else(|| raise!(IndexError, "deque index out of range"))
}

extern "C" fn item(this: &Deque, i: isize) -> PyResult {
    let i = position(this, i)?;
    Ok(this.get(i).unwrap_or_else(none_ref))
}

extern "C" fn ass_item(this: &Deque, i: isize, value: Option<&Object>) -> Status {
    let done = position(this, i).map(|i| match value {
        None => drop(this.remove_at(i)),
        Some(v) => {
            // SAFETY: in range; the old item is released after the store.
            let old = unsafe { this.slot(i).replace(v.to_ref().into_ptr()) };
            // SAFETY: the slot owned it.
            drop(unsafe { Ref::<Object>::from_owned_opt(old) });
        }
    });
    done.into()
}

extern "C" fn concat(this: &Deque, other: &Object) -> PyResult {
    if other.downcast::<Deque>().is_none() {
        return Err(raise!(
            TypeError,
            "can only concatenate deque (not \"{}\") to deque",
            other.class().tp_name()
        ));
    }
    let new = this.renew()?;
    if let Some(d) = new.downcast::<Deque>() {
        d.extend(other, false)?;
    }
    Ok(new)
}

extern "C" fn inplace_concat(this: &Deque, other: &Object) -> PyResult {
    this.extend(other, false)?;
    Ok(this.to_ref().upcast())
}

extern "C" fn repeat(this: &Deque, times: isize) -> PyResult {
    let new = this.renew()?;
    if let Some(d) = new.downcast::<Deque>() {
        d.repeat_in_place(times)?;
    }
    Ok(new)
}

extern "C" fn inplace_repeat(this: &Deque, times: isize) -> PyResult {
    this.repeat_in_place(times)?;
    Ok(this.to_ref().upcast())
}

extern "C" fn repr(this: &Deque) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str("[...]")?.upcast());
    };
    let items = List::from_iterable(this)?;
    let mut out = Writer::new();
    out.push(&this.class().name());
    out.push("(");
    out.push_repr(&items)?;
    if let Some(m) = this.maxlen() {
        out.push(&format!(", maxlen={m}"));
    }
    out.push(")");
    out.finish()
}

extern "C" fn richcompare(this: &Deque, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Deque>() else {
        return not_implemented_result();
    };
    let (n, m) = (this.len(), other.len());
    if this.is(other) {
        match op {
            Py_EQ => return Ok(py_bool(true).to_ref()),
            Py_NE => return Ok(py_bool(false).to_ref()),
            _ => {}
        }
    }
    if n != m && (op == Py_EQ || op == Py_NE) {
        return Ok(py_bool(op == Py_NE).to_ref());
    }
    // Through iterators: they notice when a comparison changes a deque.
    let (a, b) = (this.iter()?, other.iter()?);
    loop {
        match (a.next()?, b.next()?) {
            (Some(x), Some(y)) => {
                if !x.compare_bool(&y, CompareOp::Eq)? {
                    return match op {
                        Py_EQ => Ok(py_bool(false).to_ref()),
                        Py_NE => Ok(py_bool(true).to_ref()),
                        _ => {
                            let r = x.rich_compare(&y, compare_op(op))?.is_true()?;
                            Ok(py_bool(r).to_ref())
                        }
                    };
                }
            }
            (x, y) => {
                let r = compare_lengths(x.is_some(), y.is_some(), op);
                return Ok(py_bool(r).to_ref());
            }
        }
    }
}

extern "C" fn tp_iter(this: &Deque) -> PyResult {
    deque_iter::new(this, &deque_iter::FORWARD)
}

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: objects::slots::length(length),
    sq_concat: objects::slots::binary(concat),
    sq_repeat: objects::slots::item(repeat),
    sq_item: objects::slots::item(item),
    sq_ass_item: objects::slots::set_item(ass_item),
    sq_contains: objects::slots::contains(contains),
    sq_inplace_concat: objects::slots::binary(inplace_concat),
    sq_inplace_repeat: objects::slots::item(inplace_repeat),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

pub static DEQUE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"collections.deque".as_ptr(),
    tp_basicsize: size_of::<DequeObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Deque>(dealloc),
    tp_repr: objects::slots::repr(repr),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_hash: objects::freelist::UNHASHABLE,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_doc: c"deque([iterable[, maxlen]])\n--\n\nA row of items that grows and shrinks quickly at both ends.".as_ptr(),
    tp_traverse: objects::slots::traverse(traverse),
    tp_clear: objects::slots::clear(tp_clear),
    tp_richcompare: objects::slots::richcompare(richcompare),
    tp_weaklistoffset: core::mem::offset_of!(DequeObject, weakreflist) as isize,
    tp_iter: objects::slots::iter(tp_iter),
    tp_methods: Deque::METHODS,
    tp_getset: Deque::GETSET,
    tp_init: Some(Deque::INIT),
    tp_new: objects::slots::new(new),
    ..Type::EMPTY
});

#[cfg(not(feature = "free-threaded"))]
const _: () = assert!(size_of::<DequeObject>() == 216);
