//! Frames in motion: dispatch, specialisation, calls, generators, monitoring.
//!
//! The instructions are defined in `core/bytecodes`; `opgen` turns them into the dispatch (`generated/`). The other files
//! hold what the bodies call: the general case of each subject, out of line.

/// Whether a type has the same function in a slot as another.
macro_rules! same_slot {
    ($a:expr, $b:expr, $slot:ident) => {
        match ((*$a).$slot, (*$b.raw()).$slot) {
            (Some(f), Some(g)) => core::ptr::fn_addr_eq(f, g),
            (f, g) => f.is_none() && g.is_none(),
        }
    };
}

pub mod answers;
pub mod attribute;
pub mod breaker;
mod bytecodes;
pub mod cache;
pub mod call;
pub mod construct;
pub mod errors;
pub mod extended;
pub mod frame;
pub mod frameobject;
pub mod functions;
pub mod generated;
pub mod genobject;
pub mod handlers;
pub mod importing;
pub mod init_cleanup;
pub mod interpreter;
pub mod intrinsics;
pub mod iterators;
pub mod monitor;
pub mod names;
pub mod numbers;
pub mod operators;
pub mod patterns;
pub mod prelude;
mod specialize;
mod startup;
mod static_types;
pub mod subscripts;

pub use startup::init_interpreter;
