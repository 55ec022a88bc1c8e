//! The guard against running out of stack on deeply nested trees.

use crate::error::CompileError;
use crate::host::Host;

/// Stack that a compilation grants itself where the host names no limit: safe on a 2 MiB thread.
const DEFAULT_BUDGET: usize = 1 << 20;

/// Knows how far down the stack may grow (it grows downwards wherever we run).
#[derive(Clone, Copy)]
pub struct StackGuard {
    limit: usize,
}

#[inline(always)]
fn stack_address() -> usize {
    let marker = 0u8;
    std::ptr::addr_of!(marker) as usize
}

impl StackGuard {
    pub fn new(host: &dyn Host) -> StackGuard {
        StackGuard {
            limit: host
                .stack_limit()
                .unwrap_or_else(|| stack_address().saturating_sub(DEFAULT_BUDGET)),
        }
    }

    /// Called on entry of every function that recurses over the tree.
    #[inline(always)]
    pub fn check(self) -> Result<(), CompileError> {
        if stack_address() < self.limit {
            Err(CompileError::recursion())
        } else {
            Ok(())
        }
    }
}
