//! `internal/pycore_hashtable.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_hashtable_t {
    pub nentries: usize,
    pub nbuckets: usize,
    pub buckets: *mut _Py_slist_t,
    pub get_entry_func: Option<_Py_hashtable_get_entry_func>,
    pub hash_func: Option<_Py_hashtable_hash_func>,
    pub compare_func: Option<_Py_hashtable_compare_func>,
    pub key_destroy_func: Option<_Py_hashtable_destroy_func>,
    pub value_destroy_func: Option<_Py_hashtable_destroy_func>,
    pub alloc: _Py_hashtable_allocator_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_slist_t {
    pub head: *mut _Py_slist_item_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_slist_item_t {
    pub next: *mut _Py_slist_item_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_hashtable_allocator_t {
    pub malloc: Option<unsafe extern "C" fn(usize) -> *mut c_void>,
    pub free: Option<unsafe extern "C" fn(*mut c_void)>,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_hashtable_entry_t {
    pub _Py_slist_item: _Py_slist_item_t,
    pub key_hash: Py_uhash_t,
    pub key: *mut c_void,
    pub value: *mut c_void,
}

pub type _Py_hashtable_hash_func = unsafe extern "C" fn(*const c_void) -> Py_uhash_t;

pub type _Py_hashtable_compare_func = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;

pub type _Py_hashtable_destroy_func = unsafe extern "C" fn(*mut c_void);

pub type _Py_hashtable_get_entry_func =
    unsafe extern "C" fn(*mut _Py_hashtable_t, *const c_void) -> *mut _Py_hashtable_entry_t;

pub type _Py_hashtable_foreach_func =
    unsafe extern "C" fn(*mut _Py_hashtable_t, *const c_void, *const c_void, *mut c_void) -> c_int;
