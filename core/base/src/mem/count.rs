//! How many blocks are allocated (`sys.getallocatedblocks`): those of Python objects and all else that is not the C library's.

use core::ffi::c_void;

/// What a visitor is told of an area of blocks of one size (`mi_heap_area_t`).
#[repr(C)]
struct Area {
    blocks: *mut c_void,
    reserved: usize,
    committed: usize,
    used: usize,
    block_size: usize,
    full_block_size: usize,
    reserved1: *mut c_void,
}

type Visitor =
    unsafe extern "C" fn(*const c_void, *const Area, *mut c_void, usize, *mut c_void) -> bool;

unsafe extern "C" {
    fn mi_heap_main() -> *mut c_void;
    fn mi_heap_visit_blocks(
        heap: *const c_void,
        each_block: bool,
        visitor: Visitor,
        arg: *mut c_void,
    ) -> bool;
}

unsafe extern "C" fn visit(
    _heap: *const c_void,
    area: *const Area,
    _block: *mut c_void,
    _size: usize,
    total: *mut c_void,
) -> bool {
    // SAFETY: called by `allocated_blocks`, with the total.
    unsafe { *total.cast::<usize>() += (*area).used };
    true
}

/// Blocks that are allocated now.
pub fn allocated_blocks() -> usize {
    let mut total = 0usize;
    // SAFETY: the main heap, which all threads share, lives for ever; the visitor allocates nothing.
    unsafe { mi_heap_visit_blocks(mi_heap_main(), false, visit, (&raw mut total).cast()) };
    total
}
