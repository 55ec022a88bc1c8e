//! The object protocol: what can be asked of any object (`abstract.h`, `object.h`).

pub mod call;
pub mod number;
mod protocol;

pub use protocol::{CompareOp, Protocol};
