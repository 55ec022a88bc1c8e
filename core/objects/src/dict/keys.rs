//! The keys object of a dict: a header, the hash index (8, 16, 32 or 64 bits wide), and the entries in insertion order.
//!
//! Three kinds: *general* (entries hold hash, key, value), *unicode* (all keys are exact `str`, whose own hash is used) and
//! *split* (as unicode, shared by the instances of a class, values elsewhere). Specialised instructions, `_asyncio`
//! and `_testinternalcapi` read this memory, so the layout is `pycore_dict.h`'s to the byte.
//!
//! Invariants: `dk_usable + dk_nentries` never exceeds two thirds of the index; a change of keys resets `dk_version`
//! to 0; an index slot is -1 (never used), -2 (deleted) or a position in the entries.

use base::mem::{self, Domain};
use base::{PyResult, refcount, tstate};
use layout::*;

use crate::exceptions::no_memory;
use crate::freelist;

pub(crate) type Keys = *mut PyDictKeysObject;

pub const EMPTY: isize = DKIX_EMPTY as isize;
pub const DUMMY: isize = DKIX_DUMMY as isize;

pub(super) const LOG_MINSIZE: u8 = 3;
pub(super) const MINSIZE: usize = 1 << LOG_MINSIZE;
const PERTURB_SHIFT: u32 = 5;
const IMMORTAL: isize = _Py_IMMORTAL_INITIAL_REFCNT as isize;

#[repr(C)]
struct EmptyKeys {
    keys: PyDictKeysObject,
    indices: [i8; 8],
}

/// The keys of every empty dict: immutable, never freed. Its version 1 is valid for ever, since it never changes.
static mut EMPTY_KEYS: EmptyKeys = {
    // SAFETY: all-zero is valid for the struct.
    let mut keys: PyDictKeysObject = unsafe { zeroed() };
    keys.dk_refcnt = IMMORTAL;
    keys.dk_log2_index_bytes = 3;
    keys.dk_kind = DICT_KEYS_UNICODE as u8;
    keys.dk_version = 1;
    EmptyKeys {
        keys,
        indices: [-1; 8],
    }
};

#[inline(always)]
pub fn empty() -> Keys {
    (&raw mut EMPTY_KEYS).cast()
}

/// Two thirds: how many entries an index of `n` slots may serve.
#[inline(always)]
pub const fn usable_fraction(n: usize) -> usize {
    (n << 1) / 3
}

/// The smallest table (as log2) with at least `min` index slots.
#[inline]
pub const fn log2_for_size(min: usize) -> u8 {
    let min = if min < MINSIZE { MINSIZE } else { min };
    (usize::BITS - (min - 1).leading_zeros()) as u8
}

/// The smallest table (as log2) that takes `n` entries without growing.
#[inline]
pub const fn log2_for_entries(n: usize) -> u8 {
    log2_for_size((n * 3).div_ceil(2))
}

#[inline(always)]
pub unsafe fn size(k: Keys) -> usize {
    // SAFETY: live keys, says the caller.
    1usize << unsafe { (*k).dk_log2_size }
}

#[inline(always)]
pub unsafe fn is_unicode(k: Keys) -> bool {
    // SAFETY: live keys, says the caller.
    unsafe { (*k).dk_kind != DICT_KEYS_GENERAL as u8 }
}

#[inline(always)]
unsafe fn indices(k: Keys) -> *mut u8 {
    // SAFETY: the index follows the header.
    unsafe { k.cast::<u8>().add(size_of::<PyDictKeysObject>()) }
}

#[inline(always)]
unsafe fn entries_start(k: Keys) -> *mut u8 {
    // SAFETY: the entries follow the index.
    unsafe { indices(k).add(1usize << (*k).dk_log2_index_bytes) }
}

/// The entries of a general table.
#[inline(always)]
pub unsafe fn general_entries(k: Keys) -> *mut PyDictKeyEntry {
    // SAFETY: general keys, says the caller.
    unsafe { entries_start(k).cast() }
}

/// The entries of a unicode or split table.
#[inline(always)]
pub unsafe fn unicode_entries(k: Keys) -> *mut PyDictUnicodeEntry {
    // SAFETY: unicode or split keys, says the caller.
    unsafe { entries_start(k).cast() }
}

/// Key and hash of the entry at `ix`; NULL if it was deleted.
#[inline(always)]
pub unsafe fn entry_key(k: Keys, ix: usize) -> (*mut PyObject, Py_hash_t) {
    // SAFETY: `ix` is below dk_nentries, says the caller.
    unsafe {
        if is_unicode(k) {
            let key = (*unicode_entries(k).add(ix)).me_key;
            (key, if key.is_null() { -1 } else { str_hash(key) })
        } else {
            let e = general_entries(k).add(ix);
            ((*e).me_key, (*e).me_hash)
        }
    }
}

/// The key of the entry at `ix`.
#[inline(always)]
pub unsafe fn raw_key(k: Keys, ix: usize) -> *mut PyObject {
    // SAFETY: `ix` is below dk_nentries, says the caller.
    unsafe {
        if is_unicode(k) {
            (*unicode_entries(k).add(ix)).me_key
        } else {
            (*general_entries(k).add(ix)).me_key
        }
    }
}

/// Where a combined table keeps the value of the entry at `ix`.
#[inline(always)]
pub unsafe fn value_slot(k: Keys, ix: usize) -> *mut *mut PyObject {
    // SAFETY: `ix` is below dk_nentries and the table is combined, says the caller.
    unsafe {
        if is_unicode(k) {
            &raw mut (*unicode_entries(k).add(ix)).me_value
        } else {
            &raw mut (*general_entries(k).add(ix)).me_value
        }
    }
}

/// The hash that an exact `str` caches, -1 if it has none yet.
#[inline(always)]
pub unsafe fn str_hash(key: *mut PyObject) -> Py_hash_t {
    // SAFETY: an exact str, says the caller.
    unsafe { (*key.cast::<PyASCIIObject>()).hash }
}

#[inline(always)]
pub unsafe fn get_index(k: Keys, i: usize) -> isize {
    // SAFETY: `i` is below the size of the index, whose width follows from it.
    unsafe {
        let log2 = (*k).dk_log2_size;
        let p = indices(k);
        if log2 < 8 {
            *p.cast::<i8>().add(i) as isize
        } else if log2 < 16 {
            *p.cast::<i16>().add(i) as isize
        } else if log2 < 32 {
            *p.cast::<i32>().add(i) as isize
        } else {
            *p.cast::<i64>().add(i) as isize
        }
    }
}

#[inline(always)]
pub unsafe fn set_index(k: Keys, i: usize, ix: isize) {
    // SAFETY: `i` is below the size of the index, whose width follows from it; `ix` fits it.
    unsafe {
        let log2 = (*k).dk_log2_size;
        let p = indices(k);
        if log2 < 8 {
            *p.cast::<i8>().add(i) = ix as i8;
        } else if log2 < 16 {
            *p.cast::<i16>().add(i) = ix as i16;
        } else if log2 < 32 {
            *p.cast::<i32>().add(i) = ix as i32;
        } else {
            *p.cast::<i64>().add(i) = ix as i64;
        }
    }
}

/// The probe sequence: open addressing whose steps mix in the upper bits of the hash.
pub(super) struct Probe {
    pub slot: usize,
    perturb: usize,
    mask: usize,
}

impl Probe {
    #[inline(always)]
    pub unsafe fn new(k: Keys, hash: Py_hash_t) -> Probe {
        // SAFETY: live keys, says the caller.
        let mask = unsafe { size(k) } - 1;
        Probe {
            slot: hash as usize & mask,
            perturb: hash as usize,
            mask,
        }
    }
    #[inline(always)]
    pub fn step(&mut self) {
        self.perturb >>= PERTURB_SHIFT;
        self.slot = self
            .slot
            .wrapping_mul(5)
            .wrapping_add(self.perturb)
            .wrapping_add(1)
            & self.mask;
    }
}

/// A slot for a new entry with this hash, whose key is known to be absent.
pub(super) unsafe fn find_empty_slot(k: Keys, hash: Py_hash_t) -> usize {
    // SAFETY: a third of the slots is never used, so the probe ends.
    unsafe {
        let mut probe = Probe::new(k, hash);
        while get_index(k, probe.slot) >= 0 {
            probe.step();
        }
        probe.slot
    }
}

/// The slot that refers to entry `ix`.
pub(super) unsafe fn find_slot_of(k: Keys, hash: Py_hash_t, ix: isize) -> Option<usize> {
    // SAFETY: as in `find_empty_slot`.
    unsafe {
        let mut probe = Probe::new(k, hash);
        loop {
            let found = get_index(k, probe.slot);
            if found == ix {
                return Some(probe.slot);
            }
            if found == EMPTY {
                return None;
            }
            probe.step();
        }
    }
}

/// Fills the index of a fresh table from its first `n` entries.
pub(super) unsafe fn build_indices(k: Keys, n: usize) {
    // SAFETY: the table is fresh and has room for `n` entries, all with keys.
    unsafe {
        if is_unicode(k) {
            let entries = unicode_entries(k);
            for ix in 0..n {
                let hash = str_hash((*entries.add(ix)).me_key);
                let mut probe = Probe::new(k, hash);
                while get_index(k, probe.slot) != EMPTY {
                    probe.step();
                }
                set_index(k, probe.slot, ix as isize);
            }
        } else {
            let entries = general_entries(k);
            for ix in 0..n {
                let mut probe = Probe::new(k, (*entries.add(ix)).me_hash);
                while get_index(k, probe.slot) != EMPTY {
                    probe.step();
                }
                set_index(k, probe.slot, ix as isize);
            }
        }
    }
}

const fn log2_index_bytes(log2_size: u8) -> u8 {
    if log2_size < 8 {
        log2_size
    } else if log2_size < 16 {
        log2_size + 1
    } else if log2_size < 32 {
        log2_size + 2
    } else {
        log2_size + 3
    }
}

const fn entry_size(unicode: bool) -> usize {
    if unicode {
        size_of::<PyDictUnicodeEntry>()
    } else {
        size_of::<PyDictKeyEntry>()
    }
}

/// A new empty table of `1 << log2_size` slots.
pub(super) fn new(log2_size: u8, unicode: bool) -> PyResult<Keys> {
    if log2_size >= 56 {
        return Err(no_memory());
    }
    let usable = usable_fraction(1usize << log2_size);
    let log2_bytes = log2_index_bytes(log2_size);
    let index_bytes = 1usize << log2_bytes;
    let entry_bytes = entry_size(unicode) * usable;
    // SAFETY: the block is fresh and as large as header, index and entries need.
    unsafe {
        let mut k: Keys = core::ptr::null_mut();
        if log2_size == LOG_MINSIZE && unicode {
            k = freelist::pop_mem(&raw mut (*freelist::lists()).dictkeys);
        }
        if k.is_null() {
            k = mem::alloc(
                Domain::Mem,
                size_of::<PyDictKeysObject>() + index_bytes + entry_bytes,
            )
            .cast();
            if k.is_null() {
                return Err(no_memory());
            }
        }
        k.write(PyDictKeysObject {
            dk_refcnt: 1,
            dk_log2_size: log2_size,
            dk_log2_index_bytes: log2_bytes,
            dk_kind: if unicode {
                DICT_KEYS_UNICODE
            } else {
                DICT_KEYS_GENERAL
            } as u8,
            #[cfg(feature = "free-threaded")]
            dk_mutex: PyMutex { _bits: 0 },
            dk_version: 0,
            dk_usable: usable as isize,
            dk_nentries: 0,
            dk_indices: [],
        });
        let index = indices(k);
        index.write_bytes(0xff, index_bytes);
        index.add(index_bytes).write_bytes(0, entry_bytes);
        Ok(k)
    }
}

/// Bytes of a keys object (`_PyDict_KeysSize`).
pub unsafe fn byte_size(k: Keys) -> usize {
    // SAFETY: live keys, says the caller.
    unsafe {
        size_of::<PyDictKeysObject>()
            + (1usize << (*k).dk_log2_index_bytes)
            + entry_size(is_unicode(k)) * usable_fraction(size(k))
    }
}

/// Frees the memory alone: the entries have been moved away or released.
pub(super) unsafe fn free(k: Keys) {
    // SAFETY: the last reference is gone, says the caller.
    unsafe {
        if (*k).dk_log2_size == LOG_MINSIZE
            && is_unicode(k)
            && freelist::push(
                &raw mut (*freelist::lists()).dictkeys,
                k,
                Py_dictkeys_MAXFREELIST,
            )
        {
            return;
        }
        mem::free(Domain::Mem, k.cast());
    }
}

#[inline(always)]
pub(super) unsafe fn incref(k: Keys) {
    // SAFETY: live keys, says the caller.
    unsafe {
        if (*k).dk_refcnt != IMMORTAL {
            (*k).dk_refcnt += 1;
        }
    }
}

/// `dictkeys_decref`: the last reference releases keys and values (may run code) and frees the table.
#[inline]
pub unsafe fn decref(k: Keys) {
    // SAFETY: the caller gives up one reference.
    unsafe {
        if (*k).dk_refcnt == IMMORTAL {
            return;
        }
        (*k).dk_refcnt -= 1;
        if (*k).dk_refcnt == 0 {
            release(k);
        }
    }
}

unsafe fn release(k: Keys) {
    // SAFETY: nobody else refers to the table any more, so code that the releases run cannot reach it.
    unsafe {
        let n = (*k).dk_nentries as usize;
        for ix in 0..n {
            let (key, _) = entry_key(k, ix);
            if !key.is_null() {
                refcount::decref(key);
            }
            let value = *value_slot(k, ix);
            if !value.is_null() {
                refcount::decref(value);
            }
        }
        free(k);
    }
}

/// A version number that stands for the present state of the keys (`_PyDictKeys_GetVersionForCurrentState`): 0 if there are
/// no more numbers.
pub unsafe fn version(k: Keys) -> u32 {
    // SAFETY: live keys; attached.
    unsafe {
        if (*k).dk_version != 0 {
            return (*k).dk_version;
        }
        let next = &raw mut (*tstate::interp()).dict_state.next_keys_version;
        if *next == 0 {
            return 0;
        }
        let v = *next;
        *next = v.wrapping_add(1);
        (*k).dk_version = v;
        v
    }
}
