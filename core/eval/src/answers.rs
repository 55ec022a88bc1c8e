//! What an instruction's body answers to the dispatch, beyond values to push.
//!
//! Bodies are inlined into the one arm that calls them, so these never exist at run time.

use base::{Ref, StackRef, Subtype};
use layout::PyObject;

use crate::prelude::*;

/// A specialised form's condition: if false, the general form runs instead.
pub struct Guard(pub bool);

/// After trying to specialise: run what stands at this place now, or go on with the general form.
pub enum Adapt {
    Again,
    Continue,
}

/// Where to go on in the same frame.
pub enum Jump {
    Next,
    To(Ip),
    /// Push, then go on with the next instruction.
    Push(StackRef),
    /// Push, then jump.
    PushTo(Ip, StackRef),
}

/// What a call came to.
pub enum Called {
    Value(StackRef),
    /// A value, and a jump.
    ValueTo(Ip, StackRef),
    /// A frame that took the inputs over; it returns to the next instruction.
    Frame(Frame),
    /// A frame that returns to this many units after the present instruction.
    Generator(Frame, usize),
}

impl Called {
    #[inline(always)]
    pub fn value(r: Ref) -> Called {
        Called::Value(StackRef::from_ref(r))
    }
}

/// Another frame goes on: `offset` units after its `instr_ptr`, with `value` pushed.
pub struct Switch {
    pub frame: Frame,
    pub offset: usize,
    pub value: StackRef,
}

/// The evaluation function returns this.
pub struct Leave(pub *mut PyObject);

/// An exception is set.
pub enum Unwind {
    /// Newly raised here: the traceback gets an entry.
    Error,
    /// On its way already.
    Reraise,
}

/// A result whose error goes on unwinding, as [`Unwind::Reraise`].
pub type Reraising<T> = Result<T, base::Raised>;

/// Dispatch this opcode next, as if it stood at `ip`.
pub struct Again {
    pub opcode: u8,
    pub oparg: usize,
    pub ip: Ip,
}

/// A tool's callback was called, and may have moved the frame by setting `f_lineno`.
pub enum Traced {
    Stays,
    /// The frame's own instruction and stack pointers say where it goes on.
    Moved,
}

/// What can lie on the value stack.
pub trait IntoSlot {
    fn into_slot(self) -> StackRef;
}

impl IntoSlot for StackRef {
    #[inline(always)]
    fn into_slot(self) -> StackRef {
        self
    }
}

impl<T: Subtype> IntoSlot for Ref<T> {
    #[inline(always)]
    fn into_slot(self) -> StackRef {
        StackRef::from_ref(self)
    }
}
