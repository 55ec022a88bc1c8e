//! `internal/pycore_freelist_state.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_freelists {
    pub floats: _Py_freelist,
    pub ints: _Py_freelist,
    pub tuples: [_Py_freelist; 20],
    pub lists: _Py_freelist,
    pub list_iters: _Py_freelist,
    pub tuple_iters: _Py_freelist,
    pub dicts: _Py_freelist,
    pub dictkeys: _Py_freelist,
    pub slices: _Py_freelist,
    pub ranges: _Py_freelist,
    pub range_iters: _Py_freelist,
    pub contexts: _Py_freelist,
    pub async_gens: _Py_freelist,
    pub async_gen_asends: _Py_freelist,
    pub futureiters: _Py_freelist,
    pub object_stack_chunks: _Py_freelist,
    pub unicode_writers: _Py_freelist,
    pub pycfunctionobject: _Py_freelist,
    pub pycmethodobject: _Py_freelist,
    pub pymethodobjects: _Py_freelist,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _Py_freelist {
    pub freelist: *mut c_void,
    pub size: Py_ssize_t,
}

pub const PyTuple_MAXSAVESIZE: c_int = 20;
pub const Py_tuple_MAXFREELIST: c_int = 2000;
pub const Py_lists_MAXFREELIST: c_int = 80;
pub const Py_list_iters_MAXFREELIST: c_int = 10;
pub const Py_tuple_iters_MAXFREELIST: c_int = 10;
pub const Py_dicts_MAXFREELIST: c_int = 80;
pub const Py_dictkeys_MAXFREELIST: c_int = 80;
pub const Py_floats_MAXFREELIST: c_int = 100;
pub const Py_ints_MAXFREELIST: c_int = 100;
pub const Py_slices_MAXFREELIST: c_int = 1;
pub const Py_ranges_MAXFREELIST: c_int = 6;
pub const Py_range_iters_MAXFREELIST: c_int = 6;
pub const Py_contexts_MAXFREELIST: c_int = 255;
pub const Py_async_gens_MAXFREELIST: c_int = 80;
pub const Py_async_gen_asends_MAXFREELIST: c_int = 80;
pub const Py_futureiters_MAXFREELIST: c_int = 255;
pub const Py_object_stack_chunks_MAXFREELIST: c_int = 4;
pub const Py_unicode_writers_MAXFREELIST: c_int = 1;
pub const Py_pycfunctionobject_MAXFREELIST: c_int = 16;
pub const Py_pycmethodobject_MAXFREELIST: c_int = 16;
pub const Py_pymethodobjects_MAXFREELIST: c_int = 20;
