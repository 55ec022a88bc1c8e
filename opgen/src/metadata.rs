//! The metadata tables: names, inline cache sizes, general forms.

use std::fmt::Write;

use crate::Result;
use crate::definition::Set;

/// The text of `metadata.rs`.
pub fn write(set: &Set) -> Result<String> {
    let mut out = String::from(
        "//! Written by `cargo run -p opgen`. Do not edit.\n//!\n//! What the definitions say of each instruction.\n\n",
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
            "    (op::{name}, \"{name}\", {}, op::{general}),",
            i.units
        );
    }
    out.push_str(
        "];\n\n/// Slots pushed less slots popped.\npub fn stack_effect(opcode: u8, oparg: isize) -> Option<isize> {\n    Some(match opcode {\n",
    );
    for (name, i) in &set.instructions {
        let mut terms = Vec::new();
        for part in &i.parts {
            let op = &set.ops[part];
            if op.answer == crate::definition::Answer::Guard {
                continue;
            }
            let kept = op.effect.kept();
            let (gone, new) = (&op.effect.inputs[kept..], &op.effect.outputs[kept..]);
            if gone.is_empty() && new.is_empty() {
                continue;
            }
            terms.push(format!(
                "({}) - ({})",
                crate::effect::count(new),
                crate::effect::count(gone)
            ));
        }
        let sum = if terms.is_empty() {
            "0".to_owned()
        } else {
            terms.join(" + ")
        };
        let _ = writeln!(out, "        op::{name} => {sum},");
    }
    out.push_str("        _ => return None,\n    })\n}\n");
    Ok(out)
}
