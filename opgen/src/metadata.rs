//! The metadata tables: names, inline cache sizes, general forms.

use std::fmt::Write;

use crate::Result;
use crate::definition::Set;
use crate::effect::{Item, Size};

/// An effect on the depth of the stack: a number, and expressions added or subtracted.
#[derive(Default)]
struct Sum {
    number: isize,
    plus: Vec<String>,
    minus: Vec<String>,
}

impl Sum {
    fn add(&mut self, items: &[Item], sign: isize) {
        for item in items {
            match &item.size {
                Size::One => self.number += sign,
                Size::Many(e) => {
                    let (own, other) = match sign {
                        1 => (&mut self.plus, &mut self.minus),
                        _ => (&mut self.minus, &mut self.plus),
                    };
                    match other.iter().position(|o| o == e) {
                        Some(i) => drop(other.remove(i)),
                        None => own.push(e.clone()),
                    }
                }
            }
        }
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let (0, [only], []) = (self.number, &self.plus[..], &self.minus[..]) {
            return f.write_str(only);
        }
        let group = |e: &String| match e.contains(' ') {
            true => format!("({e})"),
            false => e.clone(),
        };
        let mut terms: Vec<String> = self.plus.iter().map(group).collect();
        if self.number != 0 || terms.is_empty() && self.minus.is_empty() {
            terms.insert(0, self.number.to_string());
        }
        f.write_str(&terms.join(" + "))?;
        for e in &self.minus {
            let space = if terms.is_empty() { "" } else { " " };
            write!(f, "{space}-{space}{}", group(e))?;
        }
        Ok(())
    }
}

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
        let mut sum = Sum::default();
        for part in &i.parts {
            let op = &set.ops[part];
            if op.answer == crate::definition::Answer::Guard {
                continue;
            }
            let kept = op.effect.kept();
            let (gone, new) = (&op.effect.inputs[kept..], &op.effect.outputs[kept..]);
            sum.add(new, 1);
            sum.add(gone, -1);
        }
        let _ = writeln!(out, "        op::{name} => {sum},");
    }
    out.push_str("        _ => return None,\n    })\n}\n");
    Ok(out)
}
