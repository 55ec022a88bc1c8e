//! Memory that is kept back for Rust's own containers, for when there is no other.
//!
//! Objects are made fallibly, and where memory is used up the next one is a MemoryError. But a `Vec` that grows on the way there cannot
//! fail, it aborts. So while there is no memory the global allocator takes blocks from here, objects do not; they fail first,
//! the error goes up, and the containers on the way give their blocks back. What grows with input asks beforehand: by `try_reserve`, or, where
//! a whole piece of work is meant (compiling a source, a product of long numbers), by [`is_available`].
//!
//! The reserve is part of the library's zeroed data: it is there from the start, and costs no page until it is used.

use core::alloc::Layout;
use core::ptr::{NonNull, null_mut};
use core::sync::atomic::{AtomicBool, Ordering};

use linked_list_allocator::Heap;
use parking_lot_core::SpinWait;

const SIZE: usize = 8 << 20;
/// Larger blocks are not given: who asks for that many can mostly do without, and one must not take all.
const LARGEST: usize = SIZE / 8;

#[repr(align(4096))]
struct Area(#[expect(dead_code, reason = "only its address counts")] [u8; SIZE]);

static mut AREA: Area = Area([0; SIZE]);

/// The free blocks, which only the holder of `LOCKED` touches.
static mut HEAP: Heap = Heap::empty();
static LOCKED: AtomicBool = AtomicBool::new(false);

/// Runs `f` on the free blocks.
fn with_heap<R>(f: impl FnOnce(&mut Heap) -> R) -> R {
    let mut spin = SpinWait::new();
    while LOCKED.swap(true, Ordering::Acquire) {
        spin.spin();
    }
    // SAFETY: the lock is ours, and `f` allocates nothing. The area is this heap's alone.
    let result = unsafe {
        let heap = &raw mut HEAP;
        let heap = &mut *heap;
        if heap.size() == 0 {
            heap.init((&raw mut AREA).cast(), SIZE);
        }
        f(heap)
    };
    LOCKED.store(false, Ordering::Release);
    result
}

/// Whether a block is one of the reserve's.
#[inline(always)]
pub(super) fn holds(p: *mut u8) -> bool {
    p.addr().wrapping_sub((&raw const AREA).addr()) < SIZE
}

/// A block, or NULL if it is too large or the reserve is used up.
#[cold]
pub(super) fn alloc(layout: Layout) -> *mut u8 {
    if layout.size() > LARGEST {
        return null_mut();
    }
    with_heap(|heap| heap.allocate_first_fit(layout)).map_or(null_mut(), NonNull::as_ptr)
}

/// # Safety
/// `p` is a block of the reserve, of this layout, and not used again.
#[cold]
pub(super) unsafe fn dealloc(p: *mut u8, layout: Layout) {
    if let Some(p) = NonNull::new(p) {
        // SAFETY: the caller's contract.
        with_heap(|heap| unsafe { heap.deallocate(p, layout) });
    }
}

/// What the reserve is good for without being asked.
const SMALL: usize = SIZE / 2;

/// Whether there is room for work that takes `size` bytes in blocks of any size, and cannot fail on the way. Nothing is taken.
pub fn is_available(size: usize) -> bool {
    if size <= SMALL {
        return true;
    }
    let (protection, flags) = (
        libc::PROT_READ | libc::PROT_WRITE,
        libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
    );
    // SAFETY: a mapping of its own, which nobody has seen when it goes.
    unsafe {
        let p = libc::mmap(null_mut(), size, protection, flags, -1, 0);
        p != libc::MAP_FAILED && libc::munmap(p, size) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_and_go() {
        // SAFETY: right layouts; each block is freed once.
        unsafe {
            let layouts = [(1, 1), (24, 8), (100_000, 16), (LARGEST, 64)]
                .map(|(size, align)| Layout::from_size_align_unchecked(size, align));
            for _ in 0..3 {
                let blocks = layouts.map(alloc);
                for (p, layout) in blocks.into_iter().zip(layouts) {
                    assert!(holds(p) && p.addr() % layout.align() == 0);
                    p.write_bytes(1, layout.size());
                }
                for (p, layout) in blocks.into_iter().zip(layouts) {
                    dealloc(p, layout);
                }
            }
            let too_large = Layout::from_size_align_unchecked(LARGEST + 1, 1);
            assert!(alloc(too_large).is_null());
        }
    }

    #[test]
    fn work_that_no_memory_is_enough_for() {
        assert!(is_available(1000) && is_available(100 << 20));
        assert!(!is_available(usize::MAX / 2));
    }
}
