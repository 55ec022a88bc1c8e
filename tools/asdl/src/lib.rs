//! Reads the abstract grammar of Python and writes the Rust that depends on its shape alone: the node types of
//! `compiler::ast` with the static description table, the conversions between them and Python objects, and the structs by
//! which C knows a tree. Used by `xtask codegen`; also runs on its own.
//!
//! Invariant: the output is a pure function of the grammar text, so a difference in a checked-in file means that
//! one of the two was edited without the other.

mod emit;
mod emit_c;
mod emit_objects;
mod grammar;

pub use emit::rust_nodes;
pub use emit_c::{c_layout, c_reader};
pub use emit_objects::rust_objects;
pub use grammar::{Constructor, Field, Grammar, Quantifier, Shape, Type, parse};

/// Grammar, relative to the top of the tree.
pub const GRAMMAR: &str = "compiler/grammar/python.asdl";
/// What [`rust_nodes`] writes, relative to the top of the tree.
pub const NODES: &str = "compiler/src/ast/generated.rs";
/// What [`rust_objects`] writes, relative to the top of the tree.
pub const OBJECTS: &str = "core/runtime/src/ast_objects/generated.rs";

/// What [`c_layout`] writes, relative to the top of the tree.
pub const C_LAYOUT: &str = "core/layout/src/internal/pycore_ast.rs";
/// What [`c_reader`] writes, relative to the top of the tree.
pub const C_READER: &str = "core/runtime/src/ast_objects/c_generated.rs";

/// Regenerates the checked-in files under `top`; with `check`, only says whether they are up to date.
pub fn regenerate(top: &std::path::Path, check: bool) -> Result<bool, String> {
    let read = |p: &str| std::fs::read_to_string(top.join(p)).map_err(|e| format!("{p}: {e}"));
    let grammar = parse(&read(GRAMMAR)?)?;
    let mut up_to_date = true;
    for (path, text) in [
        (NODES, rust_nodes(&grammar)),
        (OBJECTS, rust_objects(&grammar)),
        (C_LAYOUT, c_layout(&grammar)),
        (C_READER, c_reader(&grammar)),
    ] {
        let current = read(path).unwrap_or_default();
        if !check && text != current {
            std::fs::write(top.join(path), &text).map_err(|e| format!("{path}: {e}"))?;
        }
        up_to_date &= text == current;
    }
    Ok(up_to_date)
}
