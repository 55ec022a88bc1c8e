//! Comparisons with the reference.

pub mod ast;
pub mod bytecode;
pub mod errors;
pub mod leaks;
mod sides;
pub mod snippets;
pub mod stages;
pub mod symtable;
pub mod tests;
