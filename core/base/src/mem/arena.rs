//! Memory in large pieces, through the table that `PyObject_GetArenaAllocator` gives out and `PyObject_SetArenaAllocator` changes.
//!
//! The chunks of the data stack come from here, as in the stock library: who takes a thread's stack apart on his own,
//! as greenlet does, gives its chunks back through that table.

use core::ffi::c_void;

use layout::PyObjectArenaAllocator;

use super::{_PyRuntime, blocks};

unsafe extern "C" fn default_alloc(_: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: plain allocation.
    unsafe { blocks::malloc(size.max(1)) }
}

unsafe extern "C" fn default_free(_: *mut c_void, p: *mut c_void, _: usize) {
    // SAFETY: `p` came from `default_alloc`, says the table's contract.
    unsafe { blocks::free(p) }
}

/// What the table holds at first.
pub const TABLE: PyObjectArenaAllocator = PyObjectArenaAllocator {
    ctx: core::ptr::null_mut(),
    alloc: Some(default_alloc),
    free: Some(default_free),
};

/// `size` bytes; NULL if there are none.
pub fn alloc(size: usize) -> *mut c_void {
    // SAFETY: a live table; its function takes any size.
    unsafe {
        let t = _PyRuntime.allocators.obj_arena;
        t.alloc
            .map_or(core::ptr::null_mut(), |alloc| alloc(t.ctx, size))
    }
}

/// Gives back the `size` bytes at `p`, which may be NULL.
///
/// # Safety
/// `p` came from [`alloc`] with this size, and nobody uses it any more.
pub unsafe fn free(p: *mut c_void, size: usize) {
    // SAFETY: the caller's contract.
    unsafe {
        let t = _PyRuntime.allocators.obj_arena;
        if let Some(free) = t.free
            && !p.is_null()
        {
            free(t.ctx, p, size);
        }
    }
}
