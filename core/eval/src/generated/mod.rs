//! Written by `cargo run -p opgen` from `core/bytecodes` (but for this file).

#[rustfmt::skip]
pub mod metadata;
