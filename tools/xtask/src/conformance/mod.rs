//! Comparisons with the reference.

pub mod bytecode;
