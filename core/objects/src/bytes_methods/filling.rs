//! Writing the bytes of a fresh object, from the first to the last.
//!
//! So what a method makes is written where it stays: not into a vector of the same size that is copied then, and whose
//! allocation could not fail with MemoryError. Invariant: every byte is written before the object is handed out.

use core::mem::{MaybeUninit, take};

/// What is left to be written.
pub struct Filling<'a>(&'a mut [MaybeUninit<u8>]);

impl Filling<'_> {
    /// Has `f` write `n` bytes at `to`.
    ///
    /// # Safety
    /// There is room for them, which nobody else uses.
    pub unsafe fn run(to: *mut u8, n: usize, f: impl FnOnce(&mut Filling<'_>)) {
        // SAFETY: the caller's contract.
        let mut filling = Filling(unsafe { core::slice::from_raw_parts_mut(to.cast(), n) });
        f(&mut filling);
        debug_assert!(
            filling.0.is_empty(),
            "{} bytes not written",
            filling.0.len()
        );
        filling.pad(filling.0.len(), 0);
    }

    /// The next `n` bytes; fewer if there are no more.
    fn next(&mut self, n: usize) -> &mut [MaybeUninit<u8>] {
        debug_assert!(
            n <= self.0.len(),
            "{n} bytes for a room of {}",
            self.0.len()
        );
        let room = take(&mut self.0);
        let n = n.min(room.len());
        let (now, later) = room.split_at_mut(n);
        self.0 = later;
        now
    }

    pub fn push(&mut self, byte: u8) {
        self.pad(1, byte);
    }

    pub fn extend(&mut self, bytes: &[u8]) {
        self.next(bytes.len()).write_copy_of_slice(bytes);
    }

    /// What `f` makes of each byte.
    pub fn extend_by(&mut self, bytes: &[u8], mut f: impl FnMut(u8) -> u8) {
        for (to, byte) in self.next(bytes.len()).iter_mut().zip(bytes) {
            to.write(f(*byte));
        }
    }

    /// `n` times the byte.
    pub fn pad(&mut self, n: usize, byte: u8) {
        for to in self.next(n) {
            to.write(byte);
        }
    }
}
