//! The guard against running out of stack on deeply nested source and trees.

use crate::error::CompileError;
use crate::host::Host;
use std::cell::Cell;

/// Stack that is left alone: what a leaf and its error path may need.
const MARGIN: usize = 128 << 10;
/// Stack that a compilation grants itself where nothing is known: safe on a 2 MiB thread.
const DEFAULT_BUDGET: usize = 1 << 20;

/// Knows how far down the stack may grow (it grows downwards wherever we run).
#[derive(Clone, Copy)]
pub struct StackGuard {
    limit: usize,
}

#[inline(always)]
pub(crate) fn stack_address() -> usize {
    let marker = 0u8;
    std::ptr::addr_of!(marker) as usize
}

impl StackGuard {
    pub fn new(host: &dyn Host) -> StackGuard {
        StackGuard {
            limit: host.stack_limit().unwrap_or_else(thread_limit),
        }
    }

    /// Whether the stack has grown past the limit.
    #[inline(always)]
    pub fn exceeded(self) -> bool {
        stack_address() < self.limit
    }

    /// Called on entry of every function that recurses over the tree.
    #[inline(always)]
    pub fn check(self) -> Result<(), CompileError> {
        if self.exceeded() {
            Err(CompileError::recursion())
        } else {
            Ok(())
        }
    }
}

/// The lowest address that this thread should use.
fn thread_limit() -> usize {
    thread_local! {
        static LIMIT: Cell<usize> = const { Cell::new(0) };
    }
    if LIMIT.get() == 0 {
        let fixed = || stack_address().saturating_sub(DEFAULT_BUDGET);
        LIMIT.set(lowest_stack_address().map_or_else(fixed, |lowest| lowest + MARGIN));
    }
    LIMIT.get()
}

#[cfg(target_os = "linux")]
fn lowest_stack_address() -> Option<usize> {
    let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
    // SAFETY: the call fills in the attributes of the running thread when it returns 0.
    if unsafe { libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) } != 0 {
        return None;
    }
    let (mut lowest, mut size) = (std::ptr::null_mut(), 0);
    // SAFETY: filled in above; destroyed once and not used afterwards.
    let result = unsafe {
        let result = libc::pthread_attr_getstack(attributes.as_ptr(), &mut lowest, &mut size);
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        result
    };
    (result == 0).then_some(lowest as usize)
}

#[cfg(not(target_os = "linux"))]
fn lowest_stack_address() -> Option<usize> {
    None
}
