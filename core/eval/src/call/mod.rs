//! Calls from the evaluation loop and into it.
//!
//! `call` in the instructions' helpers is the address of the callable's slot; its `self` (or NULL) and the arguments follow.

mod bind;
mod builtin;
mod enter;
mod vector;

pub use bind::push_frame;
pub use builtin::*;
pub use enter::*;
pub use vector::*;
