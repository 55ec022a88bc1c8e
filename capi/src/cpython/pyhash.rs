//! `cpython/pyhash.h`: hashes of memory, pointers, numbers.

use core::ffi::c_void;

use layout::{Py_hash_t, PyHash_FuncDef};
use objects::prelude::*;
use objects::pyhash;

unsafe extern "C" fn siphash(p: *const c_void, n: isize) -> Py_hash_t {
    // SAFETY: the caller's contract.
    pyhash::hash_bytes(unsafe { core::slice::from_raw_parts(p.cast(), n.max(0) as usize) })
}

struct Definition(PyHash_FuncDef);
// SAFETY: never written.
unsafe impl Sync for Definition {}
static SIPHASH: Definition = Definition(PyHash_FuncDef {
    hash: Some(siphash),
    name: c"siphash13".as_ptr(),
    hash_bits: 64,
    seed_bits: 128,
});
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_HashPointer(p: *const c_void) -> Py_hash_t {
    pyhash::hash_pointer(p)
}

/// The hash of bytes with that content.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_HashBuffer(p: *const c_void, n: isize) -> Py_hash_t {
    // SAFETY: the caller's contract.
    unsafe {
        if n <= 0 {
            return 0;
        }
        siphash(p, n)
    }
}

/// The hash of identity.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GenericHash(o: &Object) -> Py_hash_t {
    pyhash::hash_pointer(o.as_ptr())
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_HashDouble(o: &Object, v: f64) -> Py_hash_t {
    objects::float::hash_f64(v).unwrap_or_else(|| pyhash::hash_pointer(o.as_ptr()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyHash_GetFuncDef() -> *const PyHash_FuncDef {
    &SIPHASH.0
}
