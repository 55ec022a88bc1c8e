//! Blocks of memory of any size, for any thread: mimalloc's, and large ones the C library's.
//!
//! mimalloc is twice as fast for what has the size of an object. But it copies a large block to enlarge it, and what is freed stays
//! resident; the C library has the kernel move the pages, and returns them. So a list that grows, or a long text that
//! is written, takes no more memory at its peak than at its end.
//!
//! Where mimalloc gets no more pages the C library is asked for small blocks too: a program that used memory up with
//! large ones, and freed them, would else have no room for its next object, as much of their room as the C library keeps.
//!
//! Whose a block is, its address tells: mimalloc asks the kernel for addresses of a range that is its own, and no block of
//! the C library's is let out that lies there.

use core::alloc::{GlobalAlloc, Layout};
use core::ffi::{c_int, c_long, c_void};
use core::ptr::{copy_nonoverlapping, null_mut};

// The crate is linked for its C functions, which are named below.
use ::mimalloc as _;

use super::{count, reserve};

unsafe extern "C" {
    fn mi_malloc(size: usize) -> *mut c_void;
    fn mi_calloc(n: usize, size: usize) -> *mut c_void;
    fn mi_free(p: *mut c_void);
    fn mi_malloc_aligned(size: usize, alignment: usize) -> *mut c_void;
    fn mi_zalloc_aligned(size: usize, alignment: usize) -> *mut c_void;
    fn mi_realloc_aligned(p: *mut c_void, size: usize, alignment: usize) -> *mut c_void;
    fn mi_usable_size(p: *const c_void) -> usize;
    fn mi_is_in_heap_region(p: *const c_void) -> bool;
    fn mi_option_set_default(option: c_int, value: c_long);
    fn mi_option_set(option: c_int, value: c_long);
}

/// `mi_option_purge_delay` and `mi_option_arena_reserve`, which the crate does not name.
const PURGE_DELAY: c_int = 15;
const ARENA_RESERVE: c_int = 23;

/// Says how mimalloc shall work, where the environment says nothing (`MIMALLOC_PURGE_DELAY`): freed pages go back after 50 ms. After
/// a second, as it would, a program of many short-lived objects holds a third more; at once, a program that compiles takes a sixth
/// longer.
pub(super) fn set_up() {
    // SAFETY: a word of mimalloc's is written, which threads may read as they like.
    unsafe { mi_option_set_default(PURGE_DELAY, 50) };
}

/// From here a block is large.
pub(super) const LARGE: usize = 64 << 10;
/// Up to here a block's unused end shares its pages with other blocks.
const PAGE: usize = 4096;
/// Both allocators align their blocks so, unless they are smaller.
const ALIGNMENT: usize = 16;

/// The addresses that mimalloc asks for: from 2 to 30 TiB, where neither programs nor the kernel's own choices lie.
const MIMALLOC_FIRST: usize = 2 << 40;
const MIMALLOC_SPAN: usize = 28 << 40;

#[inline(always)]
fn in_range(p: *mut c_void) -> bool {
    p.addr().wrapping_sub(MIMALLOC_FIRST) < MIMALLOC_SPAN
}

/// Whether a block is mimalloc's, which it need not have got where it asked. NULL is not.
#[inline(always)]
fn is_mimallocs(p: *mut c_void) -> bool {
    // SAFETY: it takes any address.
    in_range(p) || unsafe { mi_is_in_heap_region(p) }
}

/// Lets a block of the C library's out, unless its address would lie about it.
unsafe fn checked(p: *mut c_void, size: usize) -> *mut c_void {
    if !in_range(p) {
        return p;
    }
    // SAFETY: a block of `size` bytes, given by the caller.
    unsafe {
        let other = mi_malloc(size);
        if !other.is_null() {
            copy_nonoverlapping(p.cast::<u8>(), other.cast(), size);
        }
        libc::free(p);
        other
    }
}

#[inline(never)]
fn of_c_library(size: usize) -> *mut c_void {
    // SAFETY: plain allocation.
    unsafe { checked(libc::malloc(size), size) }
}

#[inline(never)]
fn zeroed_of_c_library(n: usize, size: usize) -> *mut c_void {
    // SAFETY: plain allocation; the C library checks the product, so that there is none where there is a block.
    unsafe { checked(libc::calloc(n, size), n.wrapping_mul(size)) }
}

/// A block of either, which is not counted.
#[inline(always)]
fn block(size: usize) -> *mut c_void {
    if size < LARGE {
        // SAFETY: plain allocation.
        let p = unsafe { mi_malloc(size) };
        if !p.is_null() {
            return p;
        }
        used_up();
    }
    of_c_library(size)
}

/// From now on mimalloc asks the kernel for the pages that it needs, not first in eight ways for an area of a gibibyte or less:
/// where there is no memory, or little as by `ulimit -v`, that would be for nothing each time.
#[cold]
fn used_up() {
    // SAFETY: a word of mimalloc's is written, which threads may read as they like.
    unsafe { mi_option_set(ARENA_RESERVE, 0) };
}

#[inline(always)]
pub(super) unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
    count::new_block(block(size))
}

#[inline(always)]
pub(super) unsafe extern "C" fn calloc(n: usize, size: usize) -> *mut c_void {
    if n.saturating_mul(size) < LARGE {
        // SAFETY: plain allocation.
        let p = unsafe { mi_calloc(n, size) };
        if !p.is_null() {
            return count::new_block(p);
        }
        used_up();
    }
    count::new_block(zeroed_of_c_library(n, size))
}

/// # Safety
/// `p` is NULL or a block of this file's, not used again.
#[inline(always)]
pub(super) unsafe extern "C" fn free(p: *mut c_void) {
    count::freed_block(p);
    // SAFETY: the caller's contract, and whose it is has been asked.
    unsafe {
        if is_mimallocs(p) {
            mi_free(p);
        } else {
            libc::free(p);
        }
    }
}

/// # Safety
/// `p` is NULL or a block of this file's.
pub(super) unsafe extern "C" fn realloc(p: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the caller's contract; blocks are copied as far as both of them reach.
    unsafe {
        if p.is_null() {
            return malloc(size);
        }
        if !is_mimallocs(p) {
            // A little less than large may grow again.
            if size >= LARGE / 2 {
                return checked(libc::realloc(p, size), size);
            }
            let new = block(size);
            if !new.is_null() {
                let old = libc::malloc_usable_size(p);
                copy_nonoverlapping(p.cast::<u8>(), new.cast(), size.min(old));
                libc::free(p);
            }
            return new;
        }
        let usable = mi_usable_size(p);
        let enough = match usable {
            _ if size >= LARGE => 0,
            ..=PAGE => usable * 3 / 4 + 1,
            _ => usable / 2,
        };
        if size <= usable && size >= enough {
            return p;
        }
        // A larger one; or a small block would lose a quarter. mimalloc leaves it down to the half, so that what is
        // made by writing into a block that is too large, as strings are, would keep that size for life.
        let new = block(size);
        if new.is_null() {
            return if size <= usable { p } else { null_mut() };
        }
        copy_nonoverlapping(p.cast::<u8>(), new.cast(), size.min(usable));
        mi_free(p);
        new
    }
}

/// The allocator of Rust's own containers: they take their memory where objects do, and what is kept back when there is none.
pub struct Blocks;

/// Blocks that need more than the usual alignment are mimalloc's, whatever their size.
#[inline(always)]
fn is_usual(layout: Layout) -> bool {
    layout.align() <= ALIGNMENT && layout.size() >= layout.align()
}

/// Gives a block out, or one of the reserve where there is none.
#[inline(always)]
fn or_reserve(p: *mut c_void, layout: Layout) -> *mut u8 {
    if p.is_null() {
        reserve::alloc(layout)
    } else {
        p.cast()
    }
}

impl Blocks {
    /// A block of another size where the allocator of the old one could not give it: one of the reserve, or the reserve's own.
    ///
    /// # Safety
    /// As for `realloc`.
    #[cold]
    unsafe fn move_block(&self, p: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's contract; the alignment is one already.
        unsafe {
            let wanted = Layout::from_size_align_unchecked(size, layout.align());
            let new = if reserve::holds(p) {
                // Rather a block of the system's: there may be memory again.
                self.alloc(wanted)
            } else {
                reserve::alloc(wanted)
            };
            if !new.is_null() {
                copy_nonoverlapping(p, new, size.min(layout.size()));
                self.dealloc(p, layout);
            }
            new
        }
    }
}

// SAFETY: both allocators are ones, and so is the reserve; each block goes back to the one that it came from.
unsafe impl GlobalAlloc for Blocks {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: plain allocation.
        let p = unsafe {
            if is_usual(layout) {
                malloc(layout.size())
            } else {
                count::new_block(mi_malloc_aligned(layout.size(), layout.align()))
            }
        };
        or_reserve(p, layout)
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: plain allocation; what the reserve gives is cleared.
        unsafe {
            let p = if is_usual(layout) {
                calloc(1, layout.size())
            } else {
                count::new_block(mi_zalloc_aligned(layout.size(), layout.align()))
            };
            if !p.is_null() {
                return p.cast();
            }
            let p = reserve::alloc(layout);
            if !p.is_null() {
                p.write_bytes(0, layout.size());
            }
            p
        }
    }

    #[inline]
    unsafe fn dealloc(&self, p: *mut u8, layout: Layout) {
        // SAFETY: the caller's contract; whose it is, is asked.
        unsafe {
            if reserve::holds(p) {
                reserve::dealloc(p, layout);
            } else {
                free(p.cast());
            }
        }
    }

    #[inline]
    unsafe fn realloc(&self, p: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's contract.
        unsafe {
            if reserve::holds(p) {
                return self.move_block(p, layout, size);
            }
            let new = if is_usual(layout) {
                realloc(p.cast(), size.max(layout.align()))
            } else {
                mi_realloc_aligned(p.cast(), size, layout.align())
            };
            if new.is_null() {
                return self.move_block(p, layout, size);
            }
            new.cast()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way from one size to another keeps the bytes that both have.
    #[test]
    fn sizes_change() {
        let sizes = [
            1, 8, 101, 160, 4096, 5000, 20_000, 40_000, 65_535, 65_536, 100_000, 3_000_000,
        ];
        for from in sizes {
            for to in sizes {
                // SAFETY: each block is used within its size, and freed once.
                unsafe {
                    let p = malloc(from).cast::<u8>();
                    (0..from).for_each(|i| p.add(i).write(i as u8));
                    let p = realloc(p.cast(), to).cast::<u8>();
                    assert_eq!(p.addr() % ALIGNMENT.min(to.next_power_of_two()).min(8), 0);
                    assert!((0..from.min(to)).all(|i| p.add(i).read() == i as u8));
                    free(p.cast());
                }
            }
        }
    }

    #[test]
    fn layouts() {
        for (size, align) in [(4, 8), (8, 16), (100, 64), (100_000, 8), (100_000, 4096)] {
            let new = size * 20;
            // SAFETY: the layouts are right, and each block is freed once, by its layout.
            unsafe {
                let layout = Layout::from_size_align_unchecked(size, align);
                let p = Blocks.alloc_zeroed(layout);
                assert!((0..size).all(|i| p.add(i).read() == 0));
                let p = Blocks.realloc(p, layout, new);
                assert_eq!(p.addr() % align, 0);
                let layout = Layout::from_size_align_unchecked(new, align);
                let p = Blocks.realloc(p, layout, size);
                assert_eq!(p.addr() % align, 0);
                Blocks.dealloc(p, Layout::from_size_align_unchecked(size, align));
            }
        }
    }

    #[test]
    fn what_cannot_be() {
        // SAFETY: no block comes, and nothing is freed.
        unsafe {
            assert!(malloc(isize::MAX as usize - 4096).is_null());
            assert!(calloc(usize::MAX / 2, 3).is_null());
            free(null_mut());
        }
    }

    /// A string is written into a block that is too large, then cut.
    #[test]
    fn small_blocks_are_cut() {
        // SAFETY: the block is freed once.
        unsafe {
            let p = realloc(malloc(160), 101);
            assert!(mi_usable_size(p) < 160);
            free(p);
        }
    }
}
