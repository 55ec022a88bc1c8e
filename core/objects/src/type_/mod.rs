//! `type`: the Rust view, static type objects, and what other files ask of types.

mod view;
pub use view::*;
