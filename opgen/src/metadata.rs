//! The metadata tables: names, inline cache sizes, general forms.

use std::fmt::Write;

use crate::Result;
use crate::definition::Set;

/// The text of `metadata.rs`.
pub fn write(set: &Set) -> Result<String> {
    let mut out = String::from(
        "//! Written by `cargo run -p opgen`. Do not edit.\n//!\n//! What the definitions say of each instruction.\n\nuse layout::*;\n\n",
    );
    out.push_str("/// The instruction numbers.\npub mod op {\n");
    for (name, n) in crate::emit::numbers() {
        if set.instructions.contains_key(&name) {
            let _ = writeln!(out, "    pub const {name}: u8 = {n};");
        }
    }
    out.push_str(
        "}\n\n\
         /// Every instruction defined: number, name, units of inline cache, general form.\n\
         pub static INSTRUCTIONS: &[(u8, &str, u8, u8)] = &[\n",
    );
    for (name, i) in &set.instructions {
        let general = set.general.get(name).unwrap_or(name);
        let _ = writeln!(
            out,
            "    ({name} as u8, \"{name}\", {}, {general} as u8),",
            i.units
        );
    }
    out.push_str("];\n");
    Ok(out)
}
