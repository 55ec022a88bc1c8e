//! Reads the abstract grammar of Python and writes the Rust that depends on its shape alone: the node types of
//! `compiler::ast` and the static description table. Used by `xtask codegen`; also runs on its own.
//!
//! Invariant: the output is a pure function of the grammar text, so a difference in the checked-in file means that
//! one of the two was edited without the other.

mod emit;
mod grammar;

pub use emit::rust_nodes;
pub use grammar::{Constructor, Field, Grammar, Quantifier, Shape, Type, parse};

/// Grammar, relative to the top of the tree.
pub const GRAMMAR: &str = "compiler/grammar/python.asdl";
/// What [`rust_nodes`] writes, relative to the top of the tree.
pub const NODES: &str = "compiler/src/ast/generated.rs";

/// Regenerates the checked-in file under `top`; with `check`, only says whether it is up to date.
pub fn regenerate(top: &std::path::Path, check: bool) -> Result<bool, String> {
    let read = |p: &str| std::fs::read_to_string(top.join(p)).map_err(|e| format!("{p}: {e}"));
    let text = rust_nodes(&parse(&read(GRAMMAR)?)?);
    let current = read(NODES).unwrap_or_default();
    if !check && text != current {
        std::fs::write(top.join(NODES), &text).map_err(|e| format!("{NODES}: {e}"))?;
    }
    Ok(text == current)
}
