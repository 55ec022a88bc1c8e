//! `cpython/pymem.h`: the allocator tables.

use layout::{PyMemAllocatorDomain, PyMemAllocatorEx, PyObjectArenaAllocator};

unsafe fn table(domain: PyMemAllocatorDomain) -> Option<*mut PyMemAllocatorEx> {
    // SAFETY: only addresses are taken.
    unsafe {
        let t = &raw mut base::mem::_PyRuntime.allocators.standard;
        Some(match domain as u32 {
            0 => &raw mut (*t).raw,
            1 => &raw mut (*t).mem,
            2 => &raw mut (*t).obj,
            _ => return None,
        })
    }
}
/// Copies the domain's allocator; all NULL for an unknown domain.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_GetAllocator(
    domain: PyMemAllocatorDomain,
    allocator: *mut PyMemAllocatorEx,
) {
    // SAFETY: the caller's contract.
    unsafe {
        match table(domain) {
            Some(t) => *allocator = *t,
            None => *allocator = core::mem::zeroed(),
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_SetAllocator(
    domain: PyMemAllocatorDomain,
    allocator: *mut PyMemAllocatorEx,
) {
    // SAFETY: the caller's contract.
    unsafe {
        if let Some(t) = table(domain) {
            *t = *allocator
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GetArenaAllocator(allocator: *mut PyObjectArenaAllocator) {
    // SAFETY: the caller's contract.
    unsafe { *allocator = base::mem::_PyRuntime.allocators.obj_arena }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_SetArenaAllocator(allocator: *mut PyObjectArenaAllocator) {
    // SAFETY: the caller's contract.
    unsafe { base::mem::_PyRuntime.allocators.obj_arena = *allocator }
}

/// Puts the checks of `PYTHONMALLOC=debug` around the allocators that are set.
#[unsafe(no_mangle)]
pub extern "C" fn PyMem_SetupDebugHooks() {
    // SAFETY: wraps the tables in place; before threads, by contract.
    unsafe { base::mem::debug::install() }
}
