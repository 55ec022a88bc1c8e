//! `bytearray`: bytes that change and grow.
//!
//! The block has a zero after the last byte. `ob_start` may stand past the block's beginning, where bytes were removed from the
//! front. While a view is exported (`ob_exports`) the block must neither move nor change its length.

use base::mem::{self, Domain};
use base::{PyResult, Ref, critical_section, object_view};

use crate::exceptions::no_memory;
use crate::prelude::raise;

mod edit;

mod types;

pub use types::PyByteArray_Type;

object_view!(
    /// `bytearray`.
    pub ByteArray, layout::PyByteArrayObject, "bytearray", |o| crate::type_::is_subtype_instance(o, &PyByteArray_Type)
);

/// What an empty array's data pointer points to.
#[unsafe(no_mangle)]
pub static mut _PyByteArray_empty_string: [core::ffi::c_char; 1] = [0];

impl ByteArray {
    pub fn from_slice(s: &[u8]) -> PyResult<Ref<ByteArray>> {
        ByteArray::fresh(s.len(), |p| {
            // SAFETY: room for all of `s`.
            unsafe { core::ptr::copy_nonoverlapping(s.as_ptr(), p, s.len()) }
        })
    }

    /// A new array of `n` bytes, which `fill` writes to the address it is given.
    pub(crate) fn fresh(n: usize, fill: impl FnOnce(*mut u8)) -> PyResult<Ref<ByteArray>> {
        let new = crate::alloc::new::<ByteArray>(&PyByteArray_Type)?;
        if n == 0 {
            // SAFETY: fresh.
            unsafe { new.init_fields() };
            return Ok(new);
        }
        let room = n.saturating_add(1);
        let block = mem::alloc(Domain::Obj, room).cast::<core::ffi::c_char>();
        if block.is_null() {
            // SAFETY: fresh; it dies now.
            unsafe { new.init_fields() };
            return Err(no_memory());
        }
        fill(block.cast());
        // SAFETY: fresh, with room for `n` bytes and the one behind them.
        unsafe {
            *block.add(n) = 0;
            let p = new.raw();
            (*p).ob_bytes = block;
            (*p).ob_start = block;
            (*p).ob_alloc = room as isize;
            (*p).ob_exports = 0;
            (*p).ob_base.ob_size = n as isize;
        }
        Ok(new)
    }

    /// Makes a fresh object's fields those of an empty array.
    ///
    /// # Safety
    /// Fresh.
    unsafe fn init_fields(&self) {
        // SAFETY: fresh.
        unsafe {
            let p = self.raw();
            (*p).ob_base.ob_size = 0;
            (*p).ob_alloc = 0;
            (*p).ob_bytes = core::ptr::null_mut();
            (*p).ob_start = core::ptr::null_mut();
            (*p).ob_exports = 0;
        }
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

    /// Where the bytes are (`PyByteArray_AS_STRING`): never NULL.
    #[inline(always)]
    pub fn as_mut_ptr(&self) -> *mut u8 {
        // SAFETY: live.
        unsafe {
            let p = (*self.raw()).ob_start;
            if p.is_null() {
                (&raw mut _PyByteArray_empty_string).cast()
            } else {
                p.cast()
            }
        }
    }

    /// The bytes, borrowed.
    ///
    /// # Safety
    /// Nothing resizes or writes the array while the slice is used.
    #[inline(always)]
    pub unsafe fn slice_unchecked(&self) -> &[u8] {
        // SAFETY: the block holds `ob_size` bytes.
        unsafe { core::slice::from_raw_parts(self.as_mut_ptr(), self.len()) }
    }

    /// A copy of the bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        crate::bytes_methods::BytesLike::with(self, |s| s.to_vec())
    }

    /// One export more or less.
    pub(crate) fn count_export(&self, by: isize) {
        critical_section!(*self);
        // SAFETY: live.
        unsafe { (*self.raw()).ob_exports += by }
    }

    /// BufferError while a view is exported.
    pub(crate) fn check_exports(&self) -> PyResult<()> {
        // SAFETY: live.
        if unsafe { (*self.raw()).ob_exports } > 0 {
            return Err(raise!(
                BufferError,
                "Existing exports of data: object cannot be re-sized"
            ));
        }
        Ok(())
    }

    /// `PyByteArray_Resize`: new bytes are not initialised.
    pub fn resize(&self, n: usize) -> PyResult<()> {
        // SAFETY: live; the block moves only when no view is exported.
        unsafe {
            let p = self.raw();
            let old = (*p).ob_base.ob_size as usize;
            if n == old {
                return Ok(());
            }
            self.check_exports()?;
            if n > isize::MAX as usize - 1 {
                return Err(no_memory());
            }
            let alloc = (*p).ob_alloc as usize;
            let offset = if (*p).ob_start.is_null() {
                0
            } else {
                (*p).ob_start.offset_from((*p).ob_bytes) as usize
            };
            let size = n + 1;
            let want = if size + offset <= alloc {
                if n < alloc / 2 {
                    size
                } else {
                    (*p).ob_base.ob_size = n as isize;
                    *(*p).ob_start.add(n) = 0;
                    return Ok(());
                }
            } else if n as f64 <= alloc as f64 * 1.125 {
                // A little more each time: appending is cheap in the long run.
                n + (n >> 3) + if n < 9 { 3 } else { 6 }
            } else {
                size
            };
            let block: *mut core::ffi::c_char;
            if offset > 0 {
                block = mem::alloc(Domain::Obj, want).cast();
                if block.is_null() {
                    return Err(no_memory());
                }
                core::ptr::copy_nonoverlapping((*p).ob_start, block, old.min(n));
                mem::free(Domain::Obj, (*p).ob_bytes.cast());
            } else {
                block = mem::realloc(Domain::Obj, (*p).ob_bytes.cast(), want).cast();
                if block.is_null() {
                    return Err(no_memory());
                }
            }
            (*p).ob_bytes = block;
            (*p).ob_start = block;
            (*p).ob_alloc = want as isize;
            (*p).ob_base.ob_size = n as isize;
            *block.add(n) = 0;
        }
        Ok(())
    }

    /// Replaces the bytes from `low` to `high` by others.
    pub fn splice(&self, low: usize, high: usize, new: &[u8]) -> PyResult<()> {
        let old = self.len();
        let (gone, added) = (high - low, new.len());
        let tail = old - high;
        // SAFETY: all offsets are within the block, whose room is made before it is written.
        unsafe {
            if added < gone {
                self.check_exports()?;
                let p = self.raw();
                let less = gone - added;
                if low == 0 {
                    // From the front: the beginning moves, and the rest only when the block gets smaller.
                    (*p).ob_start = (*p).ob_start.add(less);
                    if let Err(e) = self.resize(old - less) {
                        (*p).ob_start = (*p).ob_start.sub(less);
                        return Err(e);
                    }
                } else {
                    let d = self.as_mut_ptr();
                    core::ptr::copy(d.add(high), d.add(low + added), tail);
                    self.resize(old - less)?;
                }
            } else if added > gone {
                if old > isize::MAX as usize - (added - gone) {
                    return Err(no_memory());
                }
                self.resize(old + added - gone)?;
                let d = self.as_mut_ptr();
                core::ptr::copy(d.add(high), d.add(low + added), tail);
            }
            if added > 0 {
                core::ptr::copy_nonoverlapping(new.as_ptr(), self.as_mut_ptr().add(low), added);
            }
        }
        Ok(())
    }

    pub fn push(&self, b: u8) -> PyResult<()> {
        let n = self.len();
        if n == isize::MAX as usize {
            return Err(raise!(
                OverflowError,
                "cannot add more objects to bytearray"
            ));
        }
        self.resize(n + 1)?;
        // SAFETY: there is room for it now.
        unsafe { *self.as_mut_ptr().add(n) = b };
        Ok(())
    }
}
