//! Raw memory by domain (`PyMem_RawMalloc`, `PyMem_Malloc`, `PyObject_Malloc`), through the allocator table in `_PyRuntime`
//! that `PyMem_SetAllocator` changes.
//!
//! The default allocator of the `mem` and `obj` domains is that of `blocks`, of `raw` the C library's; `allocators` has both behind the C
//! signature and puts them in by name (PYTHONMALLOC), `debug` wraps them in checks. All are fallible: NULL, and the
//! caller raises MemoryError. A zero-byte request gives a unique pointer.

mod allocators;
pub mod arena;
mod blocks;
mod count;
pub mod debug;
mod reserve;

pub use allocators::{allocator_name, current_allocator_name, libc_api, mimalloc_api, set_up};
pub use blocks::Blocks;
pub use count::{allocated_blocks, statistics};
pub use reserve::is_available;

use core::ffi::c_void;

use layout::{_PyRuntimeState, PyMemAllocatorEx};

unsafe extern "C" {
    /// The runtime's state; `objects` defines it, since it embeds objects.
    pub static mut _PyRuntime: _PyRuntimeState;
}

/// The three allocation domains.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Domain {
    Raw,
    Mem,
    Obj,
}

#[inline(always)]
fn table(domain: Domain) -> *mut PyMemAllocatorEx {
    // SAFETY: static, const-initialised; only addresses are taken.
    unsafe {
        match domain {
            Domain::Raw => &raw mut _PyRuntime.allocators.standard.raw,
            Domain::Mem => &raw mut _PyRuntime.allocators.standard.mem,
            Domain::Obj => &raw mut _PyRuntime.allocators.standard.obj,
        }
    }
}

/// Allocates `size` bytes; NULL if there are none, or more than `isize::MAX` are asked for.
#[inline(always)]
pub fn alloc(domain: Domain, size: usize) -> *mut c_void {
    if size > isize::MAX as usize {
        return core::ptr::null_mut();
    }
    // SAFETY: the table always holds a full allocator.
    unsafe {
        let t = table(domain);
        match (*t).malloc {
            Some(f) => f((*t).ctx, size),
            None => core::ptr::null_mut(),
        }
    }
}

/// Allocates `n * size` zeroed bytes; NULL on failure or overflow.
#[inline(always)]
pub fn calloc(domain: Domain, n: usize, size: usize) -> *mut c_void {
    if size != 0 && n > isize::MAX as usize / size {
        return core::ptr::null_mut();
    }
    // SAFETY: the table always holds a full allocator.
    unsafe {
        let t = table(domain);
        match (*t).calloc {
            Some(f) => f((*t).ctx, n, size),
            None => core::ptr::null_mut(),
        }
    }
}

/// Resizes a block; NULL on failure, with the old block intact.
///
/// # Safety
/// `ptr` is NULL or a block of the same domain.
#[inline(always)]
pub unsafe fn realloc(domain: Domain, ptr: *mut c_void, size: usize) -> *mut c_void {
    if size > isize::MAX as usize {
        return core::ptr::null_mut();
    }
    // SAFETY: the caller vouches for `ptr`.
    unsafe {
        let t = table(domain);
        match (*t).realloc {
            Some(f) => f((*t).ctx, ptr, size),
            None => core::ptr::null_mut(),
        }
    }
}

/// Frees a block.
///
/// # Safety
/// `ptr` is NULL or a block of the same domain, not used again.
#[inline(always)]
pub unsafe fn free(domain: Domain, ptr: *mut c_void) {
    // SAFETY: the caller vouches for `ptr`.
    unsafe {
        let t = table(domain);
        if let Some(f) = (*t).free {
            f((*t).ctx, ptr);
        }
    }
}
