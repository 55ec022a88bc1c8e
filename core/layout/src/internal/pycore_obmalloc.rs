//! `internal/pycore_obmalloc.h`: the internal tier (`Py_BUILD_CORE`).
#![allow(unused_imports)]

use crate::*;
use core::ffi::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _obmalloc_global_state {
    pub dump_debug_stats: c_int,
    pub interpreter_leaks: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _obmalloc_state {
    pub pools: _obmalloc_pools,
    pub mgmt: _obmalloc_mgmt,
    pub usage: _obmalloc_usage,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _obmalloc_pools {
    pub used: [poolp; 64],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _obmalloc_mgmt {
    pub arenas: *mut arena_object,
    pub maxarenas: pymem_uint,
    pub unused_arena_objects: *mut arena_object,
    pub usable_arenas: *mut arena_object,
    pub nfp2lasta: [*mut arena_object; 65],
    pub narenas_currently_allocated: usize,
    pub ntimes_arena_allocated: usize,
    pub narenas_highwater: usize,
    pub raw_allocated_blocks: Py_ssize_t,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct arena_object {
    pub address: usize,
    pub pool_address: *mut pymem_block,
    pub nfreepools: pymem_uint,
    pub ntotalpools: pymem_uint,
    pub freepools: *mut pool_header,
    pub nextarena: *mut arena_object,
    pub prevarena: *mut arena_object,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct pool_header {
    pub r#ref: pool_header_ref,
    pub freeblock: *mut pymem_block,
    pub nextpool: *mut pool_header,
    pub prevpool: *mut pool_header,
    pub arenaindex: pymem_uint,
    pub szidx: pymem_uint,
    pub nextoffset: pymem_uint,
    pub maxnextoffset: pymem_uint,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union pool_header_ref {
    pub _padding: *mut pymem_block,
    pub count: pymem_uint,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct _obmalloc_usage {
    pub arena_map_root: arena_map_top_t,
    pub arena_map_mid_count: c_int,
    pub arena_map_bot_count: c_int,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct arena_map_top_t {
    pub ptrs: [*mut arena_map_mid_t; 32768],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct arena_map_mid_t {
    pub ptrs: [*mut arena_map_bot_t; 32768],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct arena_map_bot_t {
    pub arenas: [arena_coverage_t; 16384],
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct arena_coverage_t {
    pub tail_hi: i32,
    pub tail_lo: i32,
}

pub type pymem_uint = c_uint;

pub type pymem_block = u8;

pub type poolp = *mut pool_header;

pub const ALIGNMENT: c_int = 16;
pub const ALIGNMENT_SHIFT: c_int = 4;
pub const SMALL_REQUEST_THRESHOLD: c_int = 512;
pub const NB_SMALL_SIZE_CLASSES: c_int = 32;
pub const SYSTEM_PAGE_SIZE: c_int = 4096;
pub const WITH_PYMALLOC_RADIX_TREE: c_int = 1;
pub const ARENA_BITS: c_int = 20;
pub const ARENA_SIZE: c_int = 1048576;
pub const ARENA_SIZE_MASK: c_int = 1048575;
pub const POOL_BITS: c_int = 14;
pub const POOL_SIZE: c_int = 16384;
pub const POOL_SIZE_MASK: c_int = 16383;
pub const MAX_POOLS_IN_ARENA: c_int = 64;
pub const POOL_OVERHEAD: c_ulong = 48;
pub const DUMMY_SIZE_IDX: c_int = 65535;
pub const OBMALLOC_USED_POOLS_SIZE: c_int = 64;
pub const INITIAL_ARENA_OBJECTS: c_int = 16;
pub const POINTER_BITS: c_int = 64;
pub const IGNORE_BITS: c_int = 0;
pub const ADDRESS_BITS: c_int = 64;
pub const INTERIOR_BITS: c_int = 15;
pub const MAP_TOP_BITS: c_int = 15;
pub const MAP_TOP_LENGTH: c_int = 32768;
pub const MAP_TOP_MASK: c_int = 32767;
pub const MAP_MID_BITS: c_int = 15;
pub const MAP_MID_LENGTH: c_int = 32768;
pub const MAP_MID_MASK: c_int = 32767;
pub const MAP_BOT_BITS: c_int = 14;
pub const MAP_BOT_LENGTH: c_int = 16384;
pub const MAP_BOT_MASK: c_int = 16383;
pub const MAP_BOT_SHIFT: c_int = 20;
pub const MAP_MID_SHIFT: c_int = 34;
pub const MAP_TOP_SHIFT: c_int = 49;
