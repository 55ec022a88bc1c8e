//! The allocators by name, as PYTHONMALLOC, `PyPreConfig.allocator` and `_PyMem_SetupAllocators` choose them.
//!
//! `pymalloc` is the stock library's allocator for small objects. mimalloc has that place here, so both names mean it.

use core::ffi::{CStr, c_int, c_void};
use core::sync::atomic::{AtomicI32, Ordering};

use layout::*;

use super::{_PyRuntime, blocks, debug};

macro_rules! api {
    ($(#[$meta:meta])* $name:ident, $malloc:path, $calloc:path, $realloc:path, $free:path) => {
        $(#[$meta])*
        pub mod $name {
            use super::*;

            unsafe extern "C" fn malloc(_: *mut c_void, size: usize) -> *mut c_void {
                // SAFETY: plain allocation.
                unsafe { $malloc(size.max(1)) }
            }
            unsafe extern "C" fn calloc(_: *mut c_void, n: usize, size: usize) -> *mut c_void {
                // SAFETY: plain allocation; the allocator checks the product.
                unsafe {
                    if n == 0 || size == 0 {
                        $calloc(1, 1)
                    } else {
                        $calloc(n, size)
                    }
                }
            }
            unsafe extern "C" fn realloc(
                _: *mut c_void,
                p: *mut c_void,
                size: usize,
            ) -> *mut c_void {
                // SAFETY: `p` is this allocator's, says the domain's contract.
                unsafe { $realloc(p, size.max(1)) }
            }
            unsafe extern "C" fn free(_: *mut c_void, p: *mut c_void) {
                // SAFETY: `p` is this allocator's, says the domain's contract.
                unsafe { $free(p) }
            }
            pub const TABLE: PyMemAllocatorEx = PyMemAllocatorEx {
                ctx: core::ptr::null_mut(),
                malloc: Some(malloc),
                calloc: Some(calloc),
                realloc: Some(realloc),
                free: Some(free),
            };
        }
    };
}

api!(
    /// mimalloc, with the C library for large blocks.
    mimalloc_api,
    blocks::malloc,
    blocks::calloc,
    blocks::realloc,
    blocks::free
);
api!(
    /// The C library's allocator.
    libc_api,
    libc::malloc,
    libc::calloc,
    libc::realloc,
    libc::free
);

/// The number of an allocator that PYTHONMALLOC names; `None` if it names none.
pub fn allocator_name(text: &str) -> Option<PyMemAllocatorName> {
    let free_threaded = cfg!(feature = "free-threaded");
    Some(match text {
        "" | "default" => PYMEM_ALLOCATOR_DEFAULT,
        "debug" => PYMEM_ALLOCATOR_DEBUG,
        "pymalloc" if !free_threaded => PYMEM_ALLOCATOR_PYMALLOC,
        "pymalloc_debug" if !free_threaded => PYMEM_ALLOCATOR_PYMALLOC_DEBUG,
        "mimalloc" => PYMEM_ALLOCATOR_MIMALLOC,
        "mimalloc_debug" => PYMEM_ALLOCATOR_MIMALLOC_DEBUG,
        "malloc" if !free_threaded => PYMEM_ALLOCATOR_MALLOC,
        "malloc_debug" if !free_threaded => PYMEM_ALLOCATOR_MALLOC_DEBUG,
        _ => return None,
    })
}

/// What [`set_up`] chose last: `pymalloc` and `mimalloc` are one allocator under two names.
static CHOSEN: AtomicI32 = AtomicI32::new(PYMEM_ALLOCATOR_DEFAULT as c_int);

/// The name that PYTHONMALLOC has for the allocator in use; `None` if somebody put in one of their own.
pub fn current_allocator_name() -> Option<&'static CStr> {
    // SAFETY: plain words, written before other threads run or by callers who answer for it.
    let (mem, debug) = unsafe {
        let a = &raw const _PyRuntime.allocators;
        if (*a).is_debug_enabled != 0 {
            ((*a).debug.mem.alloc.malloc, true)
        } else {
            ((*a).standard.mem.malloc, false)
        }
    };
    let is = |table: PyMemAllocatorEx| mem.map(|f| f as usize) == table.malloc.map(|f| f as usize);
    let chosen = CHOSEN.load(Ordering::Relaxed) as PyMemAllocatorName;
    let own_name = matches!(
        chosen,
        PYMEM_ALLOCATOR_MIMALLOC | PYMEM_ALLOCATOR_MIMALLOC_DEBUG
    ) || cfg!(feature = "free-threaded");
    Some(
        match (is(libc_api::TABLE), is(mimalloc_api::TABLE), own_name) {
            (true, ..) if debug => c"malloc_debug",
            (true, ..) => c"malloc",
            (_, true, true) if debug => c"mimalloc_debug",
            (_, true, true) => c"mimalloc",
            (_, true, false) if debug => c"pymalloc_debug",
            (_, true, false) => c"pymalloc",
            _ => return None,
        },
    )
}

/// Do objects come from mimalloc, with or without checks?
pub(super) fn is_mimalloc() -> bool {
    current_allocator_name()
        .and_then(|n| n.to_str().ok())
        .is_some_and(|n| n.starts_with("pymalloc") || n.starts_with("mimalloc"))
}

/// Puts the named allocator into all three domains; false if there is none of that number. NOT_SET changes nothing.
///
/// # Safety
/// No other thread allocates, and no block of a domain that changes is still to be freed.
pub unsafe fn set_up(name: PyMemAllocatorName) -> bool {
    blocks::set_up();
    let (objects, checked) = match name {
        PYMEM_ALLOCATOR_NOT_SET => return true,
        PYMEM_ALLOCATOR_DEFAULT | PYMEM_ALLOCATOR_PYMALLOC | PYMEM_ALLOCATOR_MIMALLOC => {
            (mimalloc_api::TABLE, false)
        }
        PYMEM_ALLOCATOR_DEBUG | PYMEM_ALLOCATOR_PYMALLOC_DEBUG | PYMEM_ALLOCATOR_MIMALLOC_DEBUG => {
            (mimalloc_api::TABLE, true)
        }
        PYMEM_ALLOCATOR_MALLOC => (libc_api::TABLE, false),
        PYMEM_ALLOCATOR_MALLOC_DEBUG => (libc_api::TABLE, true),
        _ => return false,
    };
    CHOSEN.store(name as c_int, Ordering::Relaxed);
    // SAFETY: the caller's contract; a static table.
    unsafe {
        let allocators = &raw mut _PyRuntime.allocators;
        (*allocators).standard = _pymem_allocators_standard {
            raw: libc_api::TABLE,
            mem: objects,
            obj: objects,
        };
        (*allocators).is_debug_enabled = i32::from(checked);
        if checked {
            debug::install();
        }
    }
    true
}
