//! `bytes`: immutable bytes behind the struct, with a zero after the last.
//!
//! The empty one and those of a single byte are shared statics.

use core::sync::atomic::{AtomicIsize, Ordering};

use base::mem::{self, Domain};
use base::{PyResult, Ref, object_view, refcount};
use layout::*;

use crate::exceptions::no_memory;
use crate::runtime_data::_PyRuntime;

mod types;

pub use types::{PyBytes_Type, concat};

object_view!(
    /// `bytes`.
    pub Bytes, layout::PyBytesObject, "bytes", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_BYTES_SUBCLASS)
);

/// The struct without the bytes: `PyBytesObject_SIZE` less the final zero.
const HEAD: usize = core::mem::offset_of!(PyBytesObject, ob_sval);

impl Bytes {
    #[inline(always)]
    pub fn empty() -> &'static Bytes {
        // SAFETY: static.
        unsafe { Bytes::from_raw(&raw mut _PyRuntime.static_objects.singletons.bytes_empty) }
    }

    /// The shared object of one byte.
    #[inline(always)]
    pub fn byte(b: u8) -> &'static Bytes {
        // SAFETY: static; a byte is within bounds.
        unsafe {
            let table = (&raw mut _PyRuntime.static_objects.singletons.bytes_characters)
                .cast::<_Py_static_objects_singletons_bytes_characters>();
            Bytes::from_raw(&raw mut (*table.add(b as usize)).ob)
        }
    }

    pub fn from_slice(s: &[u8]) -> PyResult<Ref<Bytes>> {
        match s {
            [] => Ok(Bytes::empty().to_ref()),
            [b] => Ok(Bytes::byte(*b).to_ref()),
            _ => {
                let new = Bytes::with_len(s.len())?;
                // SAFETY: fresh, with room for all of `s`.
                unsafe { core::ptr::copy_nonoverlapping(s.as_ptr(), new.as_mut_ptr(), s.len()) };
                Ok(new)
            }
        }
    }

    /// `n` uninitialised bytes, to be filled through `as_mut_ptr` before anyone sees it.
    #[inline]
    pub fn with_len(n: usize) -> PyResult<Ref<Bytes>> {
        if n == 0 {
            return Ok(Bytes::empty().to_ref());
        }
        Bytes::fresh(n)
    }

    /// As `with_len`, never the shared empty one.
    #[inline]
    pub fn fresh(n: usize) -> PyResult<Ref<Bytes>> {
        Bytes::from_block(n, |size| mem::alloc(Domain::Obj, size))
    }

    /// `n` zeros, which take no memory before they are written to if they are many.
    pub fn zeroed(n: usize) -> PyResult<Ref<Bytes>> {
        if n == 0 {
            return Ok(Bytes::empty().to_ref());
        }
        Bytes::from_block(n, |size| mem::calloc(Domain::Obj, 1, size))
    }

    #[inline(always)]
    fn from_block(
        n: usize,
        block: impl FnOnce(usize) -> *mut core::ffi::c_void,
    ) -> PyResult<Ref<Bytes>> {
        if n > isize::MAX as usize - HEAD - 1 {
            return Err(crate::prelude::raise!(
                OverflowError,
                "byte string is too large"
            ));
        }
        let p: *mut PyBytesObject = block(HEAD + n + 1).cast();
        if p.is_null() {
            return Err(no_memory());
        }
        // SAFETY: fresh; the block has room for the head, the bytes and the zero.
        unsafe {
            refcount::init(p.cast());
            (*p).ob_base.ob_base.ob_type = PyBytes_Type.as_mut_ptr();
            base::reftracer::created(p.cast());
            (*p).ob_base.ob_size = n as isize;
            (*p).ob_shash = -1;
            p.cast::<u8>().add(HEAD + n).write(0);
            Ok(Ref::from_raw_owned(p))
        }
    }

    /// Is it `bytes` and not an instance of a subclass?
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        self.is_exactly(PyBytes_Type.as_mut_ptr())
    }

    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: layout: `ob_size` bytes follow the head.
        unsafe { core::slice::from_raw_parts(self.as_mut_ptr(), self.len()) }
    }

    #[inline(always)]
    pub fn as_mut_ptr(&self) -> *mut u8 {
        // SAFETY: live.
        unsafe { (&raw mut (*self.raw()).ob_sval).cast() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_base.ob_size as usize }
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    fn hash_cell(&self) -> &AtomicIsize {
        // SAFETY: live; all access to the field of a shared object is atomic.
        unsafe { AtomicIsize::from_ptr(&raw mut (*self.raw()).ob_shash) }
    }

    /// The hash, computed once.
    #[inline]
    pub fn hash_value(&self) -> Py_hash_t {
        match self.hash_cell().load(Ordering::Relaxed) {
            -1 => {
                let h = crate::pyhash::hash_bytes(self.as_slice());
                self.hash_cell().store(h, Ordering::Relaxed);
                h
            }
            h => h,
        }
    }

    /// Gives a bytes object that nobody else has seen another length (`_PyBytes_Resize`); new bytes are not initialised.
    pub fn resize_fresh(this: Ref<Bytes>, n: usize) -> PyResult<Ref<Bytes>> {
        let old = this.len();
        if old == n {
            return Ok(this);
        }
        if n == 0 {
            return Ok(Bytes::empty().to_ref());
        }
        if old == 0 {
            return Bytes::with_len(n);
        }
        // SAFETY: live.
        if !unsafe { refcount::is_unique(this.as_object_ptr()) } {
            // The shared object of one byte.
            let new = Bytes::with_len(n)?;
            let m = old.min(n);
            // SAFETY: fresh, with room for the common part.
            unsafe { core::ptr::copy_nonoverlapping(this.as_mut_ptr(), new.as_mut_ptr(), m) };
            return Ok(new);
        }
        if n > isize::MAX as usize - HEAD - 1 {
            return Err(no_memory());
        }
        // SAFETY: unique, so the block may move.
        unsafe {
            let p = this.into_ptr();
            let q: *mut PyBytesObject = mem::realloc(Domain::Obj, p.cast(), HEAD + n + 1).cast();
            if q.is_null() {
                drop(Ref::<Bytes>::from_raw_owned(p));
                return Err(no_memory());
            }
            (*q).ob_base.ob_size = n as isize;
            (*q).ob_shash = -1;
            q.cast::<u8>().add(HEAD + n).write(0);
            Ok(Ref::from_raw_owned(q))
        }
    }

    pub fn concat(&self, other: &[u8]) -> PyResult<Ref<Bytes>> {
        let n = self.len();
        let new = Bytes::with_len(n + other.len())?;
        // SAFETY: fresh, with room for both.
        unsafe {
            core::ptr::copy_nonoverlapping(self.as_mut_ptr(), new.as_mut_ptr(), n);
            core::ptr::copy_nonoverlapping(other.as_ptr(), new.as_mut_ptr().add(n), other.len());
        }
        Ok(new)
    }
}
