//! Moving values on the stack, and doing nothing.

use crate::prelude::*;
use opdef::inst;

#[inst("--")]
pub unsafe fn NOP() {}

/// Marks the side of a branch that was not taken, for monitoring.
#[inst("--")]
pub unsafe fn NOT_TAKEN() {}

/// Never reached: inline caches are skipped.
#[inst("--")]
pub unsafe fn CACHE() -> Unwind {
    crate::errors::unknown_opcode(0)
}

#[inst("--")]
pub unsafe fn RESERVED() -> Unwind {
    crate::errors::unknown_opcode(17)
}

#[inst("--")]
pub unsafe fn EXTENDED_ARG(ip: Ip, oparg: usize) -> Again {
    let unit = (*ip.add(1)).op;
    Again {
        opcode: unit.code,
        oparg: oparg << 8 | unit.arg as usize,
        ip: ip.add(1),
    }
}

#[inst("value --")]
pub unsafe fn POP_TOP() {}

#[inst("-- null")]
pub unsafe fn PUSH_NULL() -> StackRef {
    StackRef::NULL
}

#[inst("value --")]
pub unsafe fn END_FOR() {}

#[inst("iter --")]
pub unsafe fn POP_ITER() {}

#[inst("receiver, value -- result")]
pub unsafe fn END_SEND(value: StackRef) -> StackRef {
    value
}

#[inst("bottom, unused[oparg - 1] -- bottom, unused[oparg - 1], top")]
pub unsafe fn COPY(bottom: &StackRef) -> StackRef {
    bottom.dup()
}

/// Exchanges the top with the item `oparg` deep.
#[inst("bottom, unused[oparg - 2], top -- bottom, unused[oparg - 2], top")]
pub unsafe fn SWAP(bottom: *mut StackRef, top: *mut StackRef) {
    core::ptr::swap(bottom, top);
}
