//! Generators, coroutines and asynchronous generators.
//!
//! The three share one struct whose tail is the frame. `gi_frame_state` says where it stands; while it runs, its
//! exception state is linked into the thread's chain.

pub(crate) mod anext;
pub(crate) mod asyncgen;
mod attributes;
pub(crate) mod awaitable;
mod instructions;
mod object;
mod send;

pub use anext::anext_awaitable;
pub use asyncgen::*;
pub use awaitable::*;
pub use instructions::*;
pub use object::*;
pub use send::*;
