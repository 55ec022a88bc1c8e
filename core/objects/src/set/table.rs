//! The table of a set: open addressing with short linear runs, so that a probe mostly stays in a cache line.
//!
//! The layout is `setobject.h`'s. An entry is unused (key NULL, hash 0), deleted (key [`dummy`], hash -1) or active. The order
//! of the table is the order of iteration, so probing and growth follow the stock pattern exactly. A comparison may run
//! code that changes the set: it is noticed by the table pointer and the entry's key, and the search starts again.

use base::mem::{self, Domain};
use base::{Object, PyResult, Ref, refcount};
use layout::*;

use super::AnySet;
use crate::abstract_::{CompareOp, Protocol};
use crate::dict::lookup::is_exact_str;
use crate::exceptions::no_memory;
use crate::{Str, Type};

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
pub(super) const MINSIZE: usize = PySet_MINSIZE as usize;

static DUMMY_TYPE: Type = Type::new(PyTypeObject {
    tp_name: c"<dummy key> type".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    ..Type::EMPTY
});
static mut DUMMY: PyObject = base::refcount::static_header(DUMMY_TYPE.as_mut_ptr());

/// What stands in a deleted entry (`_PySet_Dummy`).
#[inline(always)]
pub fn dummy() -> *mut PyObject {
    &raw mut DUMMY
}

/// The same for constant tables.
pub const DUMMY_ADDRESS: *mut PyObject = &raw mut DUMMY;

enum Found {
    Active(usize),
    Unused(usize),
}

/// Walks the probe sequence over (mask, hash), calling `visit` with each index until it gives a result.
#[inline(always)]
fn probe<R>(mask: usize, hash: Py_hash_t, mut visit: impl FnMut(usize) -> Option<R>) -> R {
    let mut perturb = hash as usize;
    let mut i = perturb & mask;
    loop {
        let run = if i + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        // Not `..=`, whose extra state would be kept in the loop.
        for at in i..i + run + 1 {
            if let Some(r) = visit(at) {
                return r;
            }
        }
        perturb >>= PERTURB_SHIFT;
        i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
    }
}

impl AnySet {
    #[inline(always)]
    pub(super) fn table(&self) -> *mut setentry {
        // SAFETY: live.
        unsafe { (*self.raw()).table }
    }
    #[inline(always)]
    pub(super) fn mask(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).mask as usize }
    }
    #[inline(always)]
    pub(super) fn fill(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).fill as usize }
    }
    /// Number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).used as usize }
    }

    /// Finds the key's entry, or the unused entry where the search ended.
    #[inline]
    fn find(&self, key: &Object, hash: Py_hash_t) -> PyResult<Found> {
        self.find_noting(key, hash, |_| {})
    }

    /// As `find`; `note` is told of each deleted entry on the way, or None where the search begins anew.
    #[inline]
    fn find_noting(
        &self,
        key: &Object,
        hash: Py_hash_t,
        mut note: impl FnMut(Option<usize>),
    ) -> PyResult<Found> {
        match self.find_quick(key, hash, &mut note) {
            Some(found) => Ok(found),
            None => self.find_comparing(key, hash, note),
        }
    }

    /// As `find`, as long as that needs no comparison of objects: nothing runs.
    #[inline(always)]
    fn find_quick(
        &self,
        key: &Object,
        hash: Py_hash_t,
        mut note: impl FnMut(Option<usize>),
    ) -> Option<Found> {
        let table = self.table();
        // SAFETY: indices are within the table.
        probe(self.mask(), hash, |at| unsafe {
            let e = *table.add(at);
            if e.hash == hash {
                if e.key == key.as_ptr() {
                    return Some(Some(Found::Active(at)));
                }
                if e.key.is_null() {
                    return Some(Some(Found::Unused(at)));
                }
                // never a deleted entry, whose hash no key has
                return Some(None);
            }
            if e.hash == -1 {
                note(Some(at));
            }
            (e.hash == 0 && e.key.is_null()).then_some(Some(Found::Unused(at)))
        })
    }

    fn find_comparing(
        &self,
        key: &Object,
        hash: Py_hash_t,
        mut note: impl FnMut(Option<usize>),
    ) -> PyResult<Found> {
        loop {
            note(None);
            let table = self.table();
            let mask = self.mask();
            // SAFETY: the table is the set's as long as no comparison has changed that, which is checked after each.
            let step = probe(mask, hash, |at| unsafe {
                let e = table.add(at);
                let start = (*e).key;
                if start.is_null() && (*e).hash == 0 {
                    return Some(Ok(Some(Found::Unused(at))));
                }
                if (*e).hash != hash {
                    if (*e).hash == -1 {
                        note(Some(at));
                    }
                    return None;
                }
                if start == key.as_ptr() {
                    return Some(Ok(Some(Found::Active(at))));
                }
                let start = Object::from_ptr(start);
                if is_exact_str(start) && is_exact_str(key) {
                    return start
                        .downcast_unchecked::<Str>()
                        .eq_str(key.downcast_unchecked())
                        .then_some(Ok(Some(Found::Active(at))));
                }
                let start = start.to_ref();
                match start.compare_bool(key, CompareOp::Eq) {
                    Err(e) => Some(Err(e)),
                    Ok(equal) => {
                        if self.table() != table
                            || self.mask() != mask
                            || (*e).key != start.as_object_ptr()
                        {
                            Some(Ok(None))
                        } else if equal {
                            Some(Ok(Some(Found::Active(at))))
                        } else {
                            None
                        }
                    }
                }
            });
            if let Some(found) = step? {
                return Ok(found);
            }
        }
    }

    /// Adds a key: was it new?
    pub fn add_hashed(&self, key: &Object, hash: Py_hash_t) -> PyResult<bool> {
        self.add_owned(key.to_ref(), hash)
    }

    /// Adds a key of which the caller gives a reference: was it new?
    pub(super) fn add_owned(&self, key: Ref, hash: Py_hash_t) -> PyResult<bool> {
        let mut deleted = None;
        match self.find_noting(&key, hash, |at| deleted = at)? {
            Found::Active(_) => Ok(false),
            // SAFETY: the entry is unused and nothing has run since it was found. The last deleted one before it is to be taken
            // first (the order of elements shows it), unless a comparison that came after has filled it.
            Found::Unused(at) => unsafe {
                let s = self.raw();
                if let Some(at) = deleted.filter(|at| (*(*s).table.add(*at)).hash == -1) {
                    *(*s).table.add(at) = setentry {
                        key: key.into_ptr(),
                        hash,
                    };
                    (*s).used += 1;
                    return Ok(true);
                }
                *(*s).table.add(at) = setentry {
                    key: key.into_ptr(),
                    hash,
                };
                (*s).fill += 1;
                (*s).used += 1;
                if (self.fill() * 5) < self.mask() * 3 {
                    return Ok(true);
                }
                self.resize(self.roomy())?;
                Ok(true)
            },
        }
    }

    /// The room to ask for when the table has become full.
    pub(super) fn roomy(&self) -> usize {
        let used = self.len();
        if used > 50000 { used * 2 } else { used * 4 }
    }

    pub fn contains_hashed(&self, key: &Object, hash: Py_hash_t) -> PyResult<bool> {
        if self.len() == 0 {
            return Ok(false);
        }
        Ok(matches!(self.find(key, hash)?, Found::Active(_)))
    }

    /// As `contains_hashed`, if that can be told without comparing objects: nothing runs.
    #[inline]
    pub(super) fn contains_quick(&self, key: &Object, hash: Py_hash_t) -> Option<bool> {
        let found = self.find_quick(key, hash, |_| {})?;
        Some(matches!(found, Found::Active(_)))
    }

    /// Removes a key: was it there?
    pub fn discard_hashed(&self, key: &Object, hash: Py_hash_t) -> PyResult<bool> {
        match self.find(key, hash)? {
            Found::Unused(_) => Ok(false),
            Found::Active(at) => {
                drop(self.take_at(at));
                Ok(true)
            }
        }
    }

    /// Turns an active entry into a deleted one, giving its key.
    pub(super) fn take_at(&self, at: usize) -> Ref {
        // SAFETY: the entry is active, says the caller.
        unsafe {
            let s = self.raw();
            let e = (*s).table.add(at);
            let old = (*e).key;
            (*e).key = dummy();
            (*e).hash = -1;
            (*s).used -= 1;
            Ref::from_raw_owned(old)
        }
    }

    /// The element at or after `*position`, borrowed, with its hash.
    #[inline]
    pub fn next_raw(&self, position: &mut usize) -> Option<(*mut PyObject, Py_hash_t)> {
        let mask = self.mask();
        let table = self.table();
        let mut i = *position;
        while i <= mask {
            // SAFETY: `i` is within the table.
            let e = unsafe { *table.add(i) };
            i += 1;
            if !e.key.is_null() && e.key != dummy() {
                *position = i;
                return Some((e.key, e.hash));
            }
        }
        *position = i;
        None
    }

    /// As `next_raw`, owned: safe whatever the caller runs between steps.
    #[inline]
    pub fn next_hashed(&self, position: &mut usize) -> Option<(Ref, Py_hash_t)> {
        let (key, hash) = self.next_raw(position)?;
        // SAFETY: an active key, and nothing has run since it was read.
        Some((unsafe { Object::from_ptr(key).to_ref() }, hash))
    }

    /// Rebuilds the table for at least `min` + 1 entries, without the deleted ones.
    pub(super) fn resize(&self, min: usize) -> PyResult<()> {
        let mut size = MINSIZE;
        while size <= min {
            size <<= 1;
        }
        // SAFETY: nothing runs; the old table is used only until it is freed, or copied aside if it is the small one.
        unsafe {
            let s = self.raw();
            let old = (*s).table;
            let small: *mut setentry = (&raw mut (*s).smalltable).cast();
            let old_is_small = old == small;
            let old_size = (*s).mask as usize + 1;
            let mut copy = [setentry {
                key: core::ptr::null_mut(),
                hash: 0,
            }; MINSIZE];
            let mut from = old;
            let new = if size == MINSIZE {
                if old_is_small {
                    if (*s).fill == (*s).used {
                        return Ok(());
                    }
                    core::ptr::copy_nonoverlapping(old, copy.as_mut_ptr(), MINSIZE);
                    from = copy.as_mut_ptr();
                }
                small
            } else {
                let Some(bytes) = size.checked_mul(size_of::<setentry>()) else {
                    return Err(no_memory());
                };
                let t: *mut setentry = mem::alloc(Domain::Mem, bytes).cast();
                if t.is_null() {
                    return Err(no_memory());
                }
                t
            };
            new.write_bytes(0, size);
            (*s).mask = size as isize - 1;
            (*s).table = new;
            (*s).fill = (*s).used;
            for i in 0..old_size {
                let e = *from.add(i);
                if !e.key.is_null() && e.key != dummy() {
                    insert_clean(new, size - 1, e);
                }
            }
            if !old_is_small {
                mem::free(Domain::Mem, old.cast());
            }
            Ok(())
        }
    }

    /// Copies the elements of `other` in.
    pub(super) fn merge_set(&self, other: &AnySet) -> PyResult<()> {
        if self.is(other) || other.len() == 0 {
            return Ok(());
        }
        if (self.fill() + other.len()) * 5 >= self.mask() * 3 {
            self.resize((self.len() + other.len()) * 2)?;
        }
        // SAFETY: an empty table receives keys that are known to differ; nothing runs.
        unsafe {
            let s = self.raw();
            if self.fill() == 0 {
                let plain = self.mask() == other.mask() && other.fill() == other.len();
                for i in 0..=other.mask() {
                    let e = *other.table().add(i);
                    if e.key.is_null() || e.key == dummy() {
                        continue;
                    }
                    refcount::incref(e.key);
                    if plain {
                        *(*s).table.add(i) = e;
                    } else {
                        insert_clean((*s).table, self.mask(), e);
                    }
                }
                (*s).fill = other.len() as isize;
                (*s).used = other.len() as isize;
                return Ok(());
            }
        }
        let mut pos = 0;
        while let Some((key, hash)) = other.next_hashed(&mut pos) {
            self.add_owned(key, hash)?;
        }
        Ok(())
    }

    /// Empties the set; elements are released last.
    pub fn clear(&self) {
        // SAFETY: the set is empty and has the small table before anything is released.
        unsafe {
            let s = self.raw();
            if (*s).fill == 0 && (*s).mask as usize == MINSIZE - 1 {
                return;
            }
            let small: *mut setentry = (&raw mut (*s).smalltable).cast();
            let old = (*s).table;
            let size = (*s).mask as usize + 1;
            let mut copy = [setentry {
                key: core::ptr::null_mut(),
                hash: 0,
            }; MINSIZE];
            let from = if old == small {
                core::ptr::copy_nonoverlapping(old, copy.as_mut_ptr(), MINSIZE);
                copy.as_mut_ptr()
            } else {
                old
            };
            self.reset();
            for i in 0..size {
                let key = (*from.add(i)).key;
                if !key.is_null() && key != dummy() {
                    refcount::decref(key);
                }
            }
            if old != small {
                mem::free(Domain::Mem, old.cast());
            }
        }
    }

    /// Writes the state of an empty set, forgetting the former one.
    pub(super) unsafe fn reset(&self) {
        // SAFETY: the former table was taken away, or the set is fresh, says the caller.
        unsafe {
            let s = self.raw();
            let small: *mut setentry = (&raw mut (*s).smalltable).cast();
            small.write_bytes(0, MINSIZE);
            (*s).fill = 0;
            (*s).used = 0;
            (*s).mask = MINSIZE as isize - 1;
            (*s).table = small;
            (*s).hash = -1;
        }
    }

    /// Releases the table of a dying set.
    pub(super) unsafe fn release_table(&self) {
        // SAFETY: the last reference is gone.
        unsafe {
            let s = self.raw();
            let mut left = (*s).used;
            let mut entry = (*s).table;
            while left > 0 {
                let key = (*entry).key;
                if !key.is_null() && key != dummy() {
                    left -= 1;
                    refcount::decref(key);
                }
                entry = entry.add(1);
            }
            if (*s).table != (&raw mut (*s).smalltable).cast() {
                mem::free(Domain::Mem, (*s).table.cast());
            }
        }
    }

    /// Exchanges the contents of two sets.
    pub(super) fn swap(&self, other: &AnySet) {
        // SAFETY: both are live; pointers to a small table are made to point at the set's own.
        unsafe {
            let (a, b) = (self.raw(), other.raw());
            let (sa, sb): (*mut setentry, *mut setentry) = (
                (&raw mut (*a).smalltable).cast(),
                (&raw mut (*b).smalltable).cast(),
            );
            let (ta, tb) = ((*a).table, (*b).table);
            core::ptr::swap(&raw mut (*a).fill, &raw mut (*b).fill);
            core::ptr::swap(&raw mut (*a).used, &raw mut (*b).used);
            core::ptr::swap(&raw mut (*a).mask, &raw mut (*b).mask);
            core::ptr::swap(&raw mut (*a).smalltable, &raw mut (*b).smalltable);
            (*a).table = if tb == sb { sa } else { tb };
            (*b).table = if ta == sa { sb } else { ta };
            (*a).hash = -1;
            (*b).hash = -1;
        }
    }
}

/// Puts an entry whose key is known to be absent into a table without deleted entries.
unsafe fn insert_clean(table: *mut setentry, mask: usize, e: setentry) {
    // SAFETY: the table has unused entries, so the probe ends.
    probe(mask, e.hash, |at| unsafe {
        let slot = table.add(at);
        if (*slot).key.is_null() {
            *slot = e;
            Some(())
        } else {
            None
        }
    })
}
