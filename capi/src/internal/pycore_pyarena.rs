//! `internal/pycore_pyarena.h`: memory that is freed all at once, with the objects that it refers to.

use core::ffi::{c_int, c_void};

use objects::prelude::*;

/// `PyArena`: opaque to C.
pub struct Arena {
    blocks: Vec<*mut c_void>,
    objects: Vec<Ref>,
}
#[unsafe(no_mangle)]
pub extern "C" fn _PyArena_New() -> *mut Arena {
    Box::into_raw(Box::new(Arena {
        blocks: Vec::new(),
        objects: Vec::new(),
    }))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArena_Free(a: *mut Arena) {
    // SAFETY: the caller's contract.
    unsafe {
        let arena = Box::from_raw(a);
        for p in arena.blocks {
            base::mem::free(base::mem::Domain::Mem, p);
        }
    }
}

/// Aligned for anything; NULL with MemoryError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArena_Malloc(a: *mut Arena, size: usize) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe {
        let p = base::mem::alloc(base::mem::Domain::Mem, size);
        if p.is_null() {
            let _raised = objects::exceptions::no_memory();
        } else {
            (*a).blocks.push(p);
        }
        p
    }
}

/// Takes the reference over. 0.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyArena_AddPyObject(a: *mut Arena, o: Stolen) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if let Some(o) = o.take() {
            (*a).objects.push(o);
        }
        0
    }
}
