//! `opgen`: reads the instruction definitions in `core/bytecodes` and writes the interpreter's dispatch and metadata.
//!
//! `definition` parses, `effect` knows the stack, `escape` checks that no reference hides from the collector while
//! other code may run, `emit` writes. The generated files are checked in; `cargo run -p opgen` renews them and
//! `cargo run -p opgen -- --check` says whether they are current.

pub mod definition;
pub mod effect;
pub mod emit;
pub mod escape;
pub mod metadata;

use std::path::Path;

/// A mistake in a definition, with its place.
pub type Result<T> = std::result::Result<T, String>;

/// The generated files: path below the repository's root, and text.
pub fn generate(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let set = definition::read(&root.join("core/bytecodes"))?;
    Ok(vec![
        ("core/eval/src/generated/cases.rs", emit::cases(&set)?),
        (
            "core/eval/src/generated/metadata.rs",
            metadata::write(&set)?,
        ),
    ])
}
