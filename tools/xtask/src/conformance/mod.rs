//! Comparisons with the reference.

pub mod bytecode;
pub mod snippets;
pub mod symtable;
