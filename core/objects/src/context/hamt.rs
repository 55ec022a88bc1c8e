//! An immutable map whose copies share structure (a hash array mapped trie): the variables of a context.
//!
//! A node has up to 32 slots, chosen by 5 bits of the 32-bit hash at each level; only the occupied ones are stored, in order,
//! as pairs of key and value. A pair whose key is NULL holds a deeper node instead. Keys whose hashes are equal throughout share
//! a collision node. Nodes never change once they are seen, so that any number of maps may hold them; they are objects, for
//! the collector's sake.
//!
//! Invariant: no node but the root is empty, and none but the root holds a single pair (it would stand in its parent).

#![allow(non_upper_case_globals)] // types have their C names

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Length, Object, PyResult, Ref, Status, object_view};
use layout::*;

use super::hamt_iter;
use crate::clinic::*;
use crate::prelude::*;

object_view!(
    /// The map.
    pub Hamt, PyHamtObject, "hamt", |o| o.is_exactly(_PyHamt_Type.raw())
);

object_view!(
    /// An inner node.
    pub(super) Node, PyHamtNode_Bitmap, "hamt_bitmap_node",
    |o| o.is_exactly(_PyHamt_BitmapNode_Type.raw()) || o.is_exactly(_PyHamt_CollisionNode_Type.raw())
);

/// A key and value, or a deeper node (no key).
pub(super) struct Pair {
    pub(super) key: Option<Ref>,
    pub(super) value: Ref,
}

impl Pair {
    fn deeper(node: Ref<Node>) -> Pair {
        Pair {
            key: None,
            value: node.upcast(),
        }
    }

    /// Whether the pair moves up into the parent where no other stands beside it.
    fn stands_alone(&self) -> bool {
        self.key.is_some() || node(&self.value).is_collision()
    }

    /// Hands both references over.
    ///
    /// # Safety
    /// Two unfilled items of a node.
    unsafe fn write(self, items: *mut *mut PyObject) {
        // SAFETY: the caller's contract.
        unsafe {
            *items = self.key.map_or(core::ptr::null_mut(), Ref::into_ptr);
            *items.add(1) = self.value.into_ptr();
        }
    }
}

fn hash32(key: &Object) -> PyResult<u32> {
    let h = key.hash()? as u64;
    Ok((h ^ (h >> 32)) as u32)
}

const fn index(hash: u32, shift: u32) -> u32 {
    (hash >> shift) & 31
}

impl Node {
    fn is_collision(&self) -> bool {
        self.is_exactly(_PyHamt_CollisionNode_Type.raw())
    }

    /// The occupied slots; of a collision node, the hash that all its keys have.
    fn bitmap(&self) -> u32 {
        // SAFETY: layout; set for good.
        unsafe { (*self.raw()).b_bitmap }
    }

    pub(super) fn len(&self) -> usize {
        // SAFETY: layout; set for good.
        unsafe { (*self.raw()).ob_base.ob_size as usize / 2 }
    }

    pub(super) fn pair(&self, i: usize) -> Pair {
        debug_assert!(i < self.len());
        // SAFETY: layout; in range.
        unsafe {
            let items = (&raw const (*self.raw()).b_array)
                .cast::<*mut PyObject>()
                .add(2 * i);
            Pair {
                key: Ref::from_borrowed_opt(*items),
                value: Object::from_ptr(*items.add(1)).to_ref(),
            }
        }
    }

    /// Where the stored pairs stand: keys and values by turns.
    fn items(&self) -> *mut *mut PyObject {
        // SAFETY: layout.
        unsafe { (&raw mut (*self.raw()).b_array).cast() }
    }

    /// A node with room for so many pairs, which the caller writes before the collector hears of it.
    fn unfilled(collision: bool, bitmap: u32, pairs: usize) -> PyResult<Ref<Node>> {
        let ty = if collision {
            &_PyHamt_CollisionNode_Type
        } else {
            &_PyHamt_BitmapNode_Type
        };
        let node = crate::alloc::gc_new_var::<Node>(ty, pairs * 2)?;
        // SAFETY: fresh.
        unsafe { (*node.raw()).b_bitmap = bitmap };
        Ok(node)
    }

    fn make<const N: usize>(collision: bool, bitmap: u32, pairs: [Pair; N]) -> PyResult<Ref<Node>> {
        let node = Node::unfilled(collision, bitmap, N)?;
        for (i, pair) in pairs.into_iter().enumerate() {
            // SAFETY: fresh, with room for the pairs.
            unsafe { pair.write(node.items().add(2 * i)) };
        }
        crate::gc::track(&node);
        Ok(node)
    }

    /// The same node with other pairs from a place on: so many fewer, and a new one.
    fn spliced(
        &self,
        bitmap: u32,
        at: usize,
        removed: usize,
        new: Option<Pair>,
    ) -> PyResult<Ref<Node>> {
        let added = usize::from(new.is_some());
        let rest = at + removed;
        let node = Node::unfilled(self.is_collision(), bitmap, self.len() - removed + added)?;
        // SAFETY: fresh, with room for the pairs; the old ones are in range, and each is shared.
        unsafe {
            let share = |from: usize, to: usize, n: usize| {
                for i in 0..2 * n {
                    let item = *self.items().add(2 * from + i);
                    let shared = Ref::<Object>::from_borrowed_opt(item);
                    *node.items().add(2 * to + i) =
                        shared.map_or(core::ptr::null_mut(), Ref::into_ptr);
                }
            };
            share(0, 0, at);
            if let Some(pair) = new {
                pair.write(node.items().add(2 * at));
            }
            share(rest, at + added, self.len() - rest);
        }
        crate::gc::track(&node);
        Ok(node)
    }

    /// Whether this very object is bound to the key.
    fn has_value(&self, at: usize, value: &Object) -> bool {
        // SAFETY: layout; in range.
        unsafe { *self.items().add(2 * at + 1) == value.as_ptr() }
    }

    /// Whether a stored key is this one. It may run code; the caller's map keeps the node.
    #[inline]
    fn has_key(&self, at: usize, key: &Object) -> PyResult<bool> {
        // SAFETY: layout; in range. A key that is compared by running code is held.
        let stored = unsafe { *self.items().add(2 * at) };
        if stored == key.as_ptr() {
            return Ok(true);
        }
        match self.pair(at).key {
            Some(k) => k.equals(key),
            None => Ok(false),
        }
    }

    /// The place of a key in a collision node.
    fn position(&self, key: &Object) -> PyResult<Option<usize>> {
        for i in 0..self.len() {
            if self.has_key(i, key)? {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }

    /// The place of a slot among the stored pairs.
    fn place(&self, bit: u32) -> usize {
        (self.bitmap() & (bit - 1)).count_ones() as usize
    }

    fn find(&self, shift: u32, hash: u32, key: &Object) -> PyResult<Option<Ref>> {
        if self.is_collision() {
            return Ok(self.position(key)?.map(|i| self.pair(i).value));
        }
        let bit = 1u32 << index(hash, shift);
        if self.bitmap() & bit == 0 {
            return Ok(None);
        }
        let at = self.place(bit);
        match self.deeper(at) {
            Some(sub) => sub.find(shift + 5, hash, key),
            None if self.has_key(at, key)? => Ok(Some(self.pair(at).value)),
            None => Ok(None),
        }
    }

    /// The node that stands in a place instead of a key and a value.
    fn deeper(&self, at: usize) -> Option<Ref<Node>> {
        // SAFETY: layout; in range. By the invariant of pairs, a value without a key is a node.
        unsafe {
            if !(*self.items().add(2 * at)).is_null() {
                return None;
            }
            Ref::from_borrowed_opt((*self.items().add(2 * at + 1)).cast::<PyHamtNode_Bitmap>())
        }
    }

    /// The node with the key bound, itself if it is so already, and whether the key is new.
    fn assoc(
        &self,
        shift: u32,
        hash: u32,
        key: &Object,
        value: &Object,
    ) -> PyResult<(Ref<Node>, bool)> {
        let new_pair = || Pair {
            key: Some(key.to_ref()),
            value: value.to_ref(),
        };
        if self.is_collision() {
            if self.bitmap() != hash {
                // Another hash has come this way: a level in between tells them apart.
                let bit = 1 << index(self.bitmap(), shift);
                let wrapped = Node::make(false, bit, [Pair::deeper(self.to_ref())])?;
                return wrapped.assoc(shift, hash, key, value);
            }
            let found = self.position(key)?;
            if found.is_some_and(|at| self.has_value(at, value)) {
                return Ok((self.to_ref(), false));
            }
            let at = found.unwrap_or(self.len());
            let removed = usize::from(found.is_some());
            let node = self.spliced(hash, at, removed, Some(new_pair()))?;
            return Ok((node, found.is_none()));
        }
        let bit = 1u32 << index(hash, shift);
        let at = self.place(bit);
        if self.bitmap() & bit == 0 {
            let node = self.spliced(self.bitmap() | bit, at, 0, Some(new_pair()))?;
            return Ok((node, true));
        }
        let (pair, added) = if let Some(sub) = self.deeper(at) {
            let (new, added) = sub.assoc(shift + 5, hash, key, value)?;
            if new.is(&sub) {
                return Ok((self.to_ref(), false));
            }
            (Pair::deeper(new), added)
        } else if self.has_key(at, key)? {
            if self.has_value(at, value) {
                return Ok((self.to_ref(), false));
            }
            (new_pair(), false)
        } else {
            let old = self.pair(at);
            let other = old.key.as_deref().map_or(Ok(0), hash32)?;
            let sub = two(shift + 5, other, old, hash, new_pair())?;
            (Pair::deeper(sub), true)
        };
        Ok((self.spliced(self.bitmap(), at, 1, Some(pair))?, added))
    }

    /// The node without the key.
    fn without(&self, shift: u32, hash: u32, key: &Object) -> PyResult<Without> {
        let (at, bit) = if self.is_collision() {
            if self.bitmap() != hash {
                return Ok(Without::NotFound);
            }
            match self.position(key)? {
                Some(i) => (i, 0),
                None => return Ok(Without::NotFound),
            }
        } else {
            let bit = 1u32 << index(hash, shift);
            if self.bitmap() & bit == 0 {
                return Ok(Without::NotFound);
            }
            let at = self.place(bit);
            match self.deeper(at) {
                Some(sub) => match sub.without(shift + 5, hash, key)? {
                    Without::NotFound => return Ok(Without::NotFound),
                    Without::Left(pair) if self.len() == 1 && pair.stands_alone() => {
                        return Ok(Without::Left(pair));
                    }
                    Without::Left(pair) => {
                        let node = self.spliced(self.bitmap(), at, 1, Some(pair))?;
                        return Ok(Without::Left(Pair::deeper(node)));
                    }
                    Without::Empty => (at, bit),
                },
                None if self.has_key(at, key)? => (at, bit),
                None => return Ok(Without::NotFound),
            }
        };
        match self.len() {
            1 => return Ok(Without::Empty),
            2 => {
                let other = self.pair(1 - at);
                if other.stands_alone() {
                    return Ok(Without::Left(other));
                }
            }
            _ => {}
        }
        let node = self.spliced(self.bitmap() & !bit, at, 1, None)?;
        Ok(Without::Left(Pair::deeper(node)))
    }

    fn collect(&self, out: &mut Vec<(Ref, Ref)>) -> PyResult<()> {
        for i in 0..self.len() {
            let p = self.pair(i);
            match p.key {
                Some(k) => out.try_push((k, p.value))?,
                None => node(&p.value).collect(out)?,
            }
        }
        Ok(())
    }
}

enum Without {
    NotFound,
    Empty,
    Left(Pair),
}

/// A node with two pairs of different keys.
fn two(shift: u32, hash_a: u32, a: Pair, hash_b: u32, b: Pair) -> PyResult<Ref<Node>> {
    if hash_a == hash_b {
        return Node::make(true, hash_a, [a, b]);
    }
    let (ia, ib) = (index(hash_a, shift), index(hash_b, shift));
    if ia == ib {
        let sub = two(shift + 5, hash_a, a, hash_b, b)?;
        return Node::make(false, 1 << ia, [Pair::deeper(sub)]);
    }
    let pairs = if ia < ib { [a, b] } else { [b, a] };
    Node::make(false, (1 << ia) | (1 << ib), pairs)
}

/// A value that stands without a key is a node.
fn node(o: &Object) -> &Node {
    // SAFETY: by the invariant of pairs.
    unsafe { o.downcast_unchecked() }
}

impl Hamt {
    pub fn empty() -> PyResult<Ref<Hamt>> {
        Hamt::with_root(None, 0)
    }

    fn with_root(root: Option<Ref<Node>>, count: isize) -> PyResult<Ref<Hamt>> {
        let h = crate::alloc::gc_new::<Hamt>(&_PyHamt_Type)?;
        // SAFETY: fresh.
        unsafe {
            (*h.raw()).h_root = root.map_or(core::ptr::null_mut(), Ref::into_ptr).cast();
            (*h.raw()).h_weakreflist = core::ptr::null_mut();
            (*h.raw()).h_count = count;
        }
        crate::gc::track(&h);
        Ok(h)
    }

    pub(super) fn root(&self) -> Option<Ref<Node>> {
        // SAFETY: set for good, or NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).h_root) }
    }

    pub fn len(&self) -> usize {
        // SAFETY: set for good.
        unsafe { (*self.raw()).h_count as usize }
    }

    pub fn find(&self, key: &Object) -> PyResult<Option<Ref>> {
        match self.root() {
            None => Ok(None),
            Some(root) => root.find(0, hash32(key)?, key),
        }
    }

    /// The map with the key bound to the value.
    pub fn assoc(&self, key: &Object, value: &Object) -> PyResult<Ref<Hamt>> {
        let hash = hash32(key)?;
        match self.root() {
            None => {
                let pair = Pair {
                    key: Some(key.to_ref()),
                    value: value.to_ref(),
                };
                let root = Node::make(false, 1 << index(hash, 0), [pair])?;
                Hamt::with_root(Some(root), 1)
            }
            Some(root) => {
                let (new, added) = root.assoc(0, hash, key, value)?;
                if new.is(&root) {
                    return Ok(self.to_ref());
                }
                Hamt::with_root(Some(new), self.len() as isize + isize::from(added))
            }
        }
    }

    /// The map without the key; None if it is not there.
    pub fn without(&self, key: &Object) -> PyResult<Option<Ref<Hamt>>> {
        let Some(root) = self.root() else {
            return Ok(None);
        };
        let hash = hash32(key)?;
        let count = self.len() as isize - 1;
        match root.without(0, hash, key)? {
            Without::NotFound => Ok(None),
            Without::Empty => Ok(Some(Hamt::empty()?)),
            Without::Left(pair) => {
                let root = match &pair.key {
                    None if !node(&pair.value).is_collision() => node(&pair.value).to_ref(),
                    None => {
                        let bit = 1 << index(node(&pair.value).bitmap(), 0);
                        Node::make(false, bit, [pair])?
                    }
                    Some(k) => {
                        let bit = 1 << index(hash32(k)?, 0);
                        Node::make(false, bit, [pair])?
                    }
                };
                Ok(Some(Hamt::with_root(Some(root), count)?))
            }
        }
    }

    /// All keys and values, in the order of the tree.
    pub fn entries(&self) -> PyResult<Vec<(Ref, Ref)>> {
        let mut out = vec_for(self.len())?;
        if let Some(root) = self.root() {
            root.collect(&mut out)?;
        }
        Ok(out)
    }

    /// The same keys with equal values?
    pub fn eq_map(&self, other: &Hamt) -> PyResult<bool> {
        if core::ptr::eq(self, other) {
            return Ok(true);
        }
        if self.len() != other.len() {
            return Ok(false);
        }
        for (key, value) in self.entries()? {
            match other.find(&key)? {
                Some(v) if v.equals(&value)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

unsafe extern "C" fn node_dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        let raw = op.cast::<PyHamtNode_Bitmap>();
        let items = (&raw mut (*raw).b_array).cast::<*mut PyObject>();
        for i in 0..(*raw).ob_base.ob_size {
            drop(Ref::<Object>::from_owned_opt(*items.offset(i)));
        }
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn node_traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    let raw = op.cast::<PyHamtNode_Bitmap>();
    // SAFETY: layout.
    let (items, n) = unsafe {
        (
            (&raw const (*raw).b_array).cast::<*mut PyObject>(),
            (*raw).ob_base.ob_size,
        )
    };
    for i in 0..n {
        // SAFETY: in range.
        let item = unsafe { *items.offset(i) };
        crate::visit_field!(visit, arg, item);
    }
    0
}

unsafe extern "C" fn hamt_dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        let raw = op.cast::<PyHamtObject>();
        if !(*raw).h_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(op);
        }
        crate::exceptions::replace((&raw mut (*raw).h_root).cast(), None);
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn hamt_traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    // SAFETY: layout.
    let root = unsafe { (*op.cast::<PyHamtObject>()).h_root };
    crate::visit_field!(visit, arg, root);
    0
}

extern "C" fn length(this: &Hamt) -> Length {
    Ok::<usize, base::Raised>(this.len()).into()
}

extern "C" fn subscript(this: &Hamt, key: &Object) -> PyResult {
    match this.find(key)? {
        Some(v) => Ok(v),
        None => Err(crate::exceptions::key_error(key)),
    }
}

extern "C" fn contains(this: &Hamt, key: &Object) -> Status {
    this.find(key).map(|v| v.is_some()).into()
}

extern "C" fn iter(this: &Hamt) -> PyResult {
    this.keys()
}

extern "C" fn richcompare(this: &Hamt, other: &Object, op: c_int) -> PyResult {
    let want = match op {
        2 => true,
        3 => false,
        _ => return not_implemented_result(),
    };
    match other.downcast::<Hamt>() {
        Some(other) => Ok(py_bool(this.eq_map(other)? == want).to_ref().upcast()),
        None => not_implemented_result(),
    }
}

#[pymethods]
impl Hamt {
    #[new("hamt()")]
    fn new(_cls: &Type) -> PyResult {
        Ok(Hamt::empty()?.upcast())
    }

    #[method("set(key, value, /)")]
    fn set(&self, key: &Object, value: &Object) -> PyResult<Ref<Hamt>> {
        match self.find(key)? {
            Some(bound) if bound.is(value) => Ok(self.to_ref()),
            _ => self.assoc(key, value),
        }
    }

    #[method("get(key, default=None, /)")]
    fn get(&self, key: &Object, default: Option<&Object>) -> PyResult {
        Ok(self
            .find(key)?
            .unwrap_or_else(|| default.unwrap_or(none()).to_ref()))
    }

    #[method("delete(key, /)")]
    fn delete(&self, key: &Object) -> PyResult<Ref<Hamt>> {
        Ok(self.without(key)?.unwrap_or_else(|| self.to_ref()))
    }

    #[method("items()")]
    pub(super) fn items(&self) -> PyResult {
        hamt_iter::new(self, &hamt_iter::_PyHamtItems_Type)
    }

    #[method("keys()")]
    pub(super) fn keys(&self) -> PyResult {
        hamt_iter::new(self, &hamt_iter::_PyHamtKeys_Type)
    }

    #[method("values()")]
    pub(super) fn values(&self) -> PyResult {
        hamt_iter::new(self, &hamt_iter::_PyHamtValues_Type)
    }
}

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_contains: crate::slots::contains(contains),
    // SAFETY: all-zero is "no such slot".
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(length),
    mp_subscript: crate::slots::binary(subscript),
    mp_ass_subscript: None,
};

pub static _PyHamt_Type: Type = Type::new(PyTypeObject {
    tp_name: c"hamt".as_ptr(),
    tp_basicsize: size_of::<PyHamtObject>() as isize,
    tp_dealloc: Some(hamt_dealloc),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(hamt_traverse),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_weaklistoffset: offset_of!(PyHamtObject, h_weakreflist) as isize,
    tp_iter: crate::slots::iter(iter),
    tp_methods: Hamt::METHODS,
    tp_new: Some(Hamt::NEW),
    ..Type::EMPTY
});

const NODE: PyTypeObject = PyTypeObject {
    tp_basicsize: offset_of!(PyHamtNode_Bitmap, b_array) as isize,
    tp_itemsize: size_of::<*mut PyObject>() as isize,
    tp_dealloc: Some(node_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(node_traverse),
    ..Type::EMPTY
};

pub static _PyHamt_BitmapNode_Type: Type = Type::new(PyTypeObject {
    tp_name: c"hamt_bitmap_node".as_ptr(),
    ..NODE
});

pub static _PyHamt_CollisionNode_Type: Type = Type::new(PyTypeObject {
    tp_name: c"hamt_collision_node".as_ptr(),
    ..NODE
});
