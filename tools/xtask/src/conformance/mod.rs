//! Comparisons with the reference.

pub mod bytecode;
pub mod digests;
mod dump;
pub mod errors;
pub mod leaks;
pub mod sides;
pub mod snippets;
pub mod stages;
pub mod symtable;
pub mod tests;
