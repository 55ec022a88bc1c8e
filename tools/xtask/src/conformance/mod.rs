//! Comparisons with the reference.

pub mod bytecode;
pub mod snippets;
pub mod stages;
pub mod symtable;
pub mod tests;
