//! Pointers that C code keeps in a code object (`co_extra`), at places that it asks for once per interpreter.

use core::ffi::c_void;
use core::ptr::null_mut;

use layout::{MAX_CO_EXTRA_USERS, freefunc};

use crate::prelude::*;

/// `_PyCodeObjectExtra`.
#[repr(C)]
struct Extra {
    size: isize,
    items: [*mut c_void; 1],
}

/// A place for extra data in code objects, with what releases it; `None` if all are taken.
pub fn request_index(free: Option<freefunc>) -> Option<isize> {
    // SAFETY: attached.
    unsafe {
        let interp = base::tstate::interp();
        let i = (*interp).co_extra_user_count;
        if i == MAX_CO_EXTRA_USERS as isize - 1 {
            return None;
        }
        (*interp).co_extra_user_count += 1;
        (*interp).co_extra_freefuncs[i as usize] = free;
        Some(i)
    }
}

impl Code {
    /// The pointer at a place; NULL if there is none.
    pub fn extra(&self, index: isize) -> *mut c_void {
        // SAFETY: the block has `size` items.
        unsafe {
            let extra = (*self.raw()).co_extra.cast::<Extra>();
            if extra.is_null() || index < 0 || index >= (*extra).size {
                return null_mut();
            }
            *(&raw const (*extra).items)
                .cast::<*mut c_void>()
                .offset(index)
        }
    }

    /// Puts a pointer at a place, and releases the one that was there.
    pub fn set_extra(&self, index: isize, value: *mut c_void) -> PyResult<()> {
        // SAFETY: attached; the block is this code's, and as long as there are places.
        unsafe {
            let interp = base::tstate::interp();
            let users = (*interp).co_extra_user_count;
            if index < 0 || index >= users {
                return Err(crate::exceptions::bad_internal_call());
            }
            let slot = &raw mut (*self.raw()).co_extra;
            let mut extra = (*slot).cast::<Extra>();
            if extra.is_null() || (*extra).size <= index {
                let had = if extra.is_null() { 0 } else { (*extra).size };
                let bytes =
                    size_of::<Extra>() + (users - 1).max(0) as usize * size_of::<*mut c_void>();
                let grown =
                    base::mem::realloc(base::mem::Domain::Mem, extra.cast(), bytes).cast::<Extra>();
                if grown.is_null() {
                    return Err(crate::exceptions::no_memory());
                }
                for i in had..users {
                    *(&raw mut (*grown).items).cast::<*mut c_void>().offset(i) = null_mut();
                }
                (*grown).size = users;
                *slot = grown.cast();
                extra = grown;
            }
            let place = (&raw mut (*extra).items)
                .cast::<*mut c_void>()
                .offset(index);
            if !(*place).is_null()
                && let Some(free) = (*interp).co_extra_freefuncs[index as usize]
            {
                free(*place);
            }
            *place = value;
            Ok(())
        }
    }
}

/// Releases what is there, and the block: the code object goes.
///
/// # Safety
/// Attached; the block of a code object that nobody uses any more.
pub(super) unsafe fn release(block: *mut c_void) {
    // SAFETY: as many pointers as the block says.
    unsafe {
        let extra = block.cast::<Extra>();
        let interp = base::tstate::interp();
        for i in 0..(*extra).size.min((*interp).co_extra_user_count) {
            let item = *(&raw const (*extra).items).cast::<*mut c_void>().offset(i);
            if let Some(free) = (*interp).co_extra_freefuncs[i as usize] {
                free(item);
            }
        }
        base::mem::free(base::mem::Domain::Mem, block);
    }
}
