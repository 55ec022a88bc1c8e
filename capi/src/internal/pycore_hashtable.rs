//! `internal/pycore_hashtable.h`: a C hash table of pointers, with chained buckets.
//!
//! The struct is the stock one: extensions read its counters and call its functions through inline code.

use core::ffi::{c_int, c_void};
use core::ptr::null_mut;

use layout::{
    _Py_hashtable_allocator_t as Allocator, _Py_hashtable_compare_func as Compare,
    _Py_hashtable_destroy_func as Destroy, _Py_hashtable_entry_t as Entry,
    _Py_hashtable_foreach_func as Visit, _Py_hashtable_hash_func as Hasher,
    _Py_hashtable_t as Table, _Py_slist_t as Bucket, Py_uhash_t,
};

const MIN_BUCKETS: usize = 16;
/// Entries a bucket at which the table grows, and shrinks.
const HIGH: f64 = 0.5;
const LOW: f64 = 0.1;

unsafe extern "C" fn mem_malloc(n: usize) -> *mut c_void {
    base::mem::alloc(base::mem::Domain::Mem, n)
}
unsafe extern "C" fn mem_free(p: *mut c_void) {
    // SAFETY: a block of that domain.
    unsafe { base::mem::free(base::mem::Domain::Mem, p) }
}

unsafe fn malloc(t: *const Table, n: usize) -> *mut c_void {
    // SAFETY: a live table has an allocator.
    unsafe { (*t).alloc.malloc.map_or(null_mut(), |f| f(n)) }
}
unsafe fn free(t: *const Table, p: *mut c_void) {
    // SAFETY: as in `malloc`; a block of that allocator.
    unsafe {
        if let Some(f) = (*t).alloc.free {
            f(p);
        }
    }
}

unsafe fn hash(t: *const Table, key: *const c_void) -> Py_uhash_t {
    // SAFETY: a live table has a hash function, which takes its keys.
    unsafe { (*t).hash_func.map_or(0, |f| f(key)) }
}

unsafe fn bucket_of(t: *const Table, hash: Py_uhash_t) -> *mut Bucket {
    // SAFETY: the number of buckets is a power of two.
    unsafe { (*t).buckets.add(hash as usize & ((*t).nbuckets - 1)) }
}

unsafe fn find(t: *const Table, key: *const c_void) -> *mut Entry {
    // SAFETY: a live table; the chains end with NULL.
    unsafe {
        let h = hash(t, key);
        let mut e = (*bucket_of(t, h)).head.cast::<Entry>();
        while !e.is_null() {
            if (*e).key_hash == h && (*t).compare_func.is_some_and(|f| f(key, (*e).key) != 0) {
                break;
            }
            e = (*e)._Py_slist_item.next.cast();
        }
        e
    }
}

/// What the header calls through the table's field.
unsafe extern "C" fn get_entry(t: *mut Table, key: *const c_void) -> *mut Entry {
    // SAFETY: the caller's contract.
    unsafe { find(t, key) }
}

/// Gives the table as many buckets as suit its entries. False if there is no memory.
unsafe fn rehash(t: *mut Table) -> bool {
    // SAFETY: a live table; entries move between chains without being freed.
    unsafe {
        let wanted = ((*t).nentries as f64 * 2.0 / (HIGH + LOW)) as usize;
        let n = wanted.max(MIN_BUCKETS).next_power_of_two();
        if n == (*t).nbuckets {
            return true;
        }
        let fresh = malloc(t, n.saturating_mul(size_of::<Bucket>())).cast::<Bucket>();
        if fresh.is_null() {
            return false;
        }
        fresh.write_bytes(0, n);
        let (old, count) = ((*t).buckets, (*t).nbuckets);
        (*t).buckets = fresh;
        (*t).nbuckets = n;
        for i in 0..count {
            let mut e = (*old.add(i)).head.cast::<Entry>();
            while !e.is_null() {
                let next = (*e)._Py_slist_item.next;
                push(t, e);
                e = next.cast();
            }
        }
        free(t, old.cast());
        true
    }
}

unsafe fn push(t: *mut Table, e: *mut Entry) {
    // SAFETY: a live table and an entry in no chain.
    unsafe {
        let b = bucket_of(t, (*e).key_hash);
        (*e)._Py_slist_item.next = (*b).head;
        (*b).head = e.cast();
    }
}

unsafe fn destroy_entry(t: *mut Table, e: *mut Entry) {
    // SAFETY: an entry taken out of its chain.
    unsafe {
        if let Some(f) = (*t).key_destroy_func {
            f((*e).key);
        }
        if let Some(f) = (*t).value_destroy_func {
            f((*e).value);
        }
        free(t, e.cast());
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_hash_ptr(key: *const c_void) -> Py_uhash_t {
    objects::pyhash::hash_pointer(key) as Py_uhash_t
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_compare_direct(a: *const c_void, b: *const c_void) -> c_int {
    c_int::from(core::ptr::eq(a, b))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_hashtable_new(
    hasher: Option<Hasher>,
    compare: Option<Compare>,
) -> *mut Table {
    // SAFETY: NULL chooses the default.
    unsafe { _Py_hashtable_new_full(hasher, compare, None, None, null_mut()) }
}

/// NULL if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_new_full(
    hasher: Option<Hasher>,
    compare: Option<Compare>,
    key_destroy: Option<Destroy>,
    value_destroy: Option<Destroy>,
    allocator: *mut Allocator,
) -> *mut Table {
    // SAFETY: the caller's contract.
    unsafe {
        let alloc = if allocator.is_null() {
            Allocator {
                malloc: Some(mem_malloc),
                free: Some(mem_free),
            }
        } else {
            *allocator
        };
        let Some(make) = alloc.malloc else {
            return null_mut();
        };
        let t = make(size_of::<Table>()).cast::<Table>();
        if t.is_null() {
            return null_mut();
        }
        t.write(Table {
            nentries: 0,
            nbuckets: MIN_BUCKETS,
            buckets: null_mut(),
            get_entry_func: Some(get_entry),
            hash_func: hasher,
            compare_func: compare,
            key_destroy_func: key_destroy,
            value_destroy_func: value_destroy,
            alloc,
        });
        (*t).buckets = malloc(t, MIN_BUCKETS * size_of::<Bucket>()).cast();
        if (*t).buckets.is_null() {
            free(t, t.cast());
            return null_mut();
        }
        (*t).buckets.write_bytes(0, MIN_BUCKETS);
        t
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_destroy(t: *mut Table) {
    // SAFETY: the caller's contract.
    unsafe {
        for i in 0..(*t).nbuckets {
            let mut e = (*(*t).buckets.add(i)).head.cast::<Entry>();
            while !e.is_null() {
                let next = (*e)._Py_slist_item.next;
                destroy_entry(t, e);
                e = next.cast();
            }
        }
        free(t, (*t).buckets.cast());
        free(t, t.cast());
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_clear(t: *mut Table) {
    // SAFETY: the caller's contract.
    unsafe {
        for i in 0..(*t).nbuckets {
            let mut e = (*(*t).buckets.add(i)).head.cast::<Entry>();
            (*(*t).buckets.add(i)).head = null_mut();
            while !e.is_null() {
                let next = (*e)._Py_slist_item.next;
                destroy_entry(t, e);
                e = next.cast();
            }
        }
        (*t).nentries = 0;
        rehash(t);
    }
}

/// NULL if there is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_get(t: *mut Table, key: *const c_void) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe {
        let e = find(t, key);
        if e.is_null() { null_mut() } else { (*e).value }
    }
}

/// Adds an entry whose key is not there yet. 0, or -1 if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_set(
    t: *mut Table,
    key: *const c_void,
    value: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let e = malloc(t, size_of::<Entry>()).cast::<Entry>();
        if e.is_null() {
            return -1;
        }
        (*e).key_hash = hash(t, key);
        (*e).key = key.cast_mut();
        (*e).value = value;
        (*t).nentries += 1;
        if (*t).nentries as f64 / (*t).nbuckets as f64 > HIGH && !rehash(t) {
            (*t).nentries -= 1;
            free(t, e.cast());
            return -1;
        }
        push(t, e);
        0
    }
}

/// Takes an entry out; its value, or NULL. The key is not destroyed.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_steal(t: *mut Table, key: *const c_void) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe {
        let e = find(t, key);
        if e.is_null() {
            return null_mut();
        }
        let mut link = &raw mut (*bucket_of(t, (*e).key_hash)).head;
        while (*link).cast::<Entry>() != e {
            link = &raw mut (**link).next;
        }
        *link = (*e)._Py_slist_item.next;
        (*t).nentries -= 1;
        let value = (*e).value;
        free(t, e.cast());
        if ((*t).nentries as f64 / (*t).nbuckets as f64) < LOW {
            rehash(t);
        }
        value
    }
}

/// Until the function answers other than 0, which is given back.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_foreach(
    t: *mut Table,
    visit: Visit,
    data: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        for i in 0..(*t).nbuckets {
            let mut e = (*(*t).buckets.add(i)).head.cast::<Entry>();
            while !e.is_null() {
                let r = visit(t, (*e).key, (*e).value, data);
                if r != 0 {
                    return r;
                }
                e = (*e)._Py_slist_item.next.cast();
            }
        }
        0
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_len(t: *const Table) -> usize {
    // SAFETY: the caller's contract.
    unsafe { (*t).nentries }
}

/// The bytes that the table takes.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_hashtable_size(t: *const Table) -> usize {
    // SAFETY: the caller's contract.
    unsafe {
        size_of::<Table>()
            + (*t).nbuckets * size_of::<Bucket>()
            + (*t).nentries * size_of::<Entry>()
    }
}
