//! How many blocks are allocated (`sys.getallocatedblocks`): those of Python objects and of Rust's containers.
//!
//! A build with debug assertions counts them as they come and go. Others ask mimalloc, which costs nothing until somebody asks, but
//! knows late of what was freed by another thread than that which allocated it, or in a page that had been full; and they do
//! not count the large blocks, which are the C library's. So who looks for leaks takes a build with assertions.

use core::ffi::c_void;
use core::sync::atomic::{AtomicIsize, Ordering};

static BLOCKS: AtomicIsize = AtomicIsize::new(0);

/// Notes a new block, unless it is NULL.
#[inline(always)]
pub(super) fn new_block(p: *mut c_void) -> *mut c_void {
    if cfg!(debug_assertions) && !p.is_null() {
        BLOCKS.fetch_add(1, Ordering::Relaxed);
    }
    p
}

/// Notes that a block goes, unless it is NULL.
#[inline(always)]
pub(super) fn freed_block(p: *mut c_void) {
    if cfg!(debug_assertions) && !p.is_null() {
        BLOCKS.fetch_sub(1, Ordering::Relaxed);
    }
}

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
    fn mi_good_size(size: usize) -> usize;
    fn mi_heap_visit_blocks(
        heap: *const c_void,
        each_block: bool,
        visitor: Visitor,
        arg: *mut c_void,
    ) -> bool;
}

/// What all areas hold together.
#[derive(Default)]
struct Total {
    blocks: usize,
    bytes: usize,
    with_overhead: usize,
    reserved: usize,
    committed: usize,
}

unsafe extern "C" fn visit(
    _heap: *const c_void,
    area: *const Area,
    _block: *mut c_void,
    _size: usize,
    total: *mut c_void,
) -> bool {
    // SAFETY: called by `total`, with its result.
    unsafe {
        let (area, total) = (&*area, &mut *total.cast::<Total>());
        total.blocks += area.used;
        total.bytes += area.used * area.block_size;
        total.with_overhead += area.used * area.full_block_size;
        total.reserved += area.reserved;
        total.committed += area.committed;
    }
    true
}

fn total() -> Total {
    let mut total = Total::default();
    // SAFETY: the main heap, which all threads share, lives for ever; the visitor allocates nothing.
    unsafe { mi_heap_visit_blocks(mi_heap_main(), false, visit, (&raw mut total).cast()) };
    total
}

/// What can be told of the objects' allocator (`_PyObject_DebugMallocStats`); `None` if it is not mimalloc. The words are those that the stock library
/// has for mimalloc; it has no line for medium and large blocks, which are the C library's here.
pub fn statistics() -> Option<String> {
    if !super::allocators::is_mimalloc() {
        return None;
    }
    let mut classes = 0;
    let mut size = 1;
    while size < super::blocks::LARGE {
        classes += 1;
        // SAFETY: asks for the size of the block that a request would get, which is no smaller.
        size = unsafe { mi_good_size(size) } + 1;
    }
    let t = total();
    Some(format!(
        "Small block threshold = {}, in {classes} size classes.\n    Allocated Blocks: {}\n    Allocated Bytes: {}\n    \
         Allocated Bytes w/ Overhead: {}\n    Bytes Reserved: {}\n    Bytes Committed: {}\n",
        super::blocks::LARGE - 1,
        t.blocks,
        t.bytes,
        t.with_overhead,
        t.reserved,
        t.committed
    ))
}

/// Blocks that are allocated now.
pub fn allocated_blocks() -> usize {
    if cfg!(debug_assertions) {
        return BLOCKS.load(Ordering::Relaxed).max(0) as usize;
    }
    total().blocks
}
