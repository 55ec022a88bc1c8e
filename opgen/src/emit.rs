//! The dispatch: one arm an instruction, each of which takes its inputs, runs its micro-ops, pushes, and fetches the next
//! code unit itself.
//!
//! The text is an expression, included by `eval::interpreter`, whose local macros (`next!`, `error!`, `deopt!`, ...) it
//! uses. Before a micro-op that escapes, the stack pointer and the instruction pointer are stored in the frame, and what is
//! below the stack pointer is exactly what is alive.

use std::collections::HashMap;
use std::fmt::Write;

use crate::Result;
use crate::definition::{Answer, Mode, Op, Set};
use crate::effect::{Item, Size, count};

/// The text of `cases.rs`.
pub fn cases(set: &Set) -> Result<String> {
    let mut out =
        String::from("// Written by `cargo run -p opgen`. Do not edit.\nmatch opcode {\n");
    for i in set.instructions.values() {
        let units = 1 + i.units;
        let general = set.general.get(&i.name).unwrap_or(&i.name);
        let _ = writeln!(out, "    // {}", i.name);
        let _ = writeln!(out, "    op::{} => {{", i.name);
        let mut ends = false;
        let mut copies = Copies::default();
        for name in &i.parts {
            let op = set
                .ops
                .get(name)
                .ok_or_else(|| format!("{}: no micro-op {name}", i.name))?;
            ends = emit_op(&mut out, op, units, general, &mut copies)?;
        }
        if !ends {
            let _ = writeln!(out, "        next!({units})");
        }
        out.push_str("    }\n");
    }
    out.push_str(
        "    // Numbers without an instruction. (All 256 are named: no bounds check.)\n    ",
    );
    let unknown: Vec<String> = unknown_numbers(set)?;
    out.push_str(&unknown.join(" | "));
    out.push_str(" => unknown!(),\n}\n");
    Ok(out)
}

/// The instruction numbers, as `opcode_ids.h` has them.
pub fn numbers() -> Vec<(String, u8)> {
    include_str!("../../core/layout/src/opcode_ids.rs")
        .lines()
        .filter_map(|l| {
            let (name, value) = l.strip_prefix("pub const ")?.split_once(": c_int = ")?;
            Some((name.to_owned(), value.trim_end_matches(';').parse().ok()?))
        })
        .collect()
}

fn unknown_numbers(set: &Set) -> Result<Vec<String>> {
    let mut known = [false; 256];
    for (name, n) in numbers() {
        if set.instructions.contains_key(&name) {
            known[n as usize] = true;
        }
    }
    Ok((0..=255u8)
        .filter(|n| !known[*n as usize])
        .map(|n| n.to_string())
        .collect())
}

/// How an input leaves the stack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Stays.
    Kept,
    /// Looked at in place, closed after the body.
    Closed,
    /// Handed to the body.
    Taken,
}

/// Stack slots that the arm has read into locals, from the first micro-op that looks at them to the one that removes them.
/// Without these the compiler reads a slot again after every store to the frame, since it cannot know that they differ.
#[derive(Default)]
struct Copies {
    /// The stack pointer's height over that at the arm's start.
    height: isize,
    /// By height of the slot.
    names: HashMap<isize, String>,
    made: usize,
}

impl Copies {
    /// The local that holds the slot `below` the stack pointer, if one does.
    fn find(&self, below: &str) -> Option<String> {
        let below: isize = below.parse().ok()?;
        self.names.get(&(self.height - below)).cloned()
    }

    /// A name for a new local; None where the height is not known before the run.
    fn make(&mut self, below: &str) -> Option<String> {
        let below: isize = below.parse().ok()?;
        let name = format!("slot{}", self.made);
        self.made += 1;
        self.names.insert(self.height - below, name.clone());
        Some(name)
    }

    /// After a micro-op: what it removed is forgotten; all is, if other code ran, where a local would have to be kept on the
    /// native stack instead.
    fn pass(&mut self, op: &Op, kept: usize) {
        let all = |items: &[Item]| items.iter().all(|i| i.size == Size::One);
        if op.escapes || !all(&op.effect.inputs) || !all(&op.effect.outputs) {
            *self = Copies {
                made: self.made,
                ..Copies::default()
            };
        } else if op.answer != Answer::Guard {
            let low = self.height - (op.effect.inputs.len() - kept) as isize;
            self.names.retain(|height, _| *height < low);
            self.height = low + (op.effect.outputs.len() - kept) as isize;
        }
    }
}

/// Writes one micro-op. True if it ends the arm itself.
fn emit_op(
    out: &mut String,
    op: &Op,
    units: usize,
    general: &str,
    copies: &mut Copies,
) -> Result<bool> {
    let e = &op.effect;
    let fail = |why: &str| format!("{}: {}: {why}", op.place, op.name);
    let param = |name: &str| op.params.iter().find(|p| p.name == name);
    let kept = if op.answer == Answer::Guard {
        e.inputs.len()
    } else {
        e.kept()
    };
    let fates: Vec<Fate> = e
        .inputs
        .iter()
        .enumerate()
        .map(|(n, item)| {
            if n < kept {
                return Fate::Kept;
            }
            match param(&item.name).map(|p| p.mode) {
                Some(Mode::Value | Mode::Address) => Fate::Taken,
                _ => Fate::Closed,
            }
        })
        .collect();
    // Taken items at the top leave before the body runs; one below leaves a NULL that its slot keeps until the end.
    let top = fates
        .iter()
        .rposition(|f| *f != Fate::Taken)
        .map_or(0, |n| n + 1);
    let mut w = |line: std::fmt::Arguments<'_>| {
        let _ = writeln!(out, "        {line}");
    };

    let mut arguments = Vec::new();
    for (n, item) in e.inputs.iter().enumerate() {
        let Some(p) = param(&item.name) else { continue };
        if e.inputs[..n].iter().any(|i| i.name == item.name) {
            continue;
        }
        let off = count(&e.inputs[n..]);
        let many = matches!(item.size, Size::Many(_));
        match p.mode {
            Mode::Borrow if many => return Err(fail("take an array by address")),
            Mode::Borrow if !op.escapes => {
                let below = off.to_string();
                if let Some(copy) = copies.find(&below) {
                    w(format_args!("let {} = &*{copy};", item.name));
                } else if let Some(copy) = copies.make(&below) {
                    w(format_args!(
                        "let {copy} = core::mem::ManuallyDrop::new(sp.sub({off}).read());"
                    ));
                    w(format_args!("let {} = &*{copy};", item.name));
                } else {
                    w(format_args!("let {} = &*sp.sub({off});", item.name));
                }
            }
            Mode::Borrow => w(format_args!("let {} = &*sp.sub({off});", item.name)),
            Mode::Address | Mode::Look => w(format_args!("let {} = sp.sub({off});", item.name)),
            Mode::Value if many => return Err(fail("take an array by address")),
            Mode::Value => {
                w(format_args!("let {} = sp.sub({off}).read();", item.name));
                if n < top {
                    w(format_args!("sp.sub({off}).write(StackRef::NULL);"));
                }
            }
        }
        if fates[n] == Fate::Taken && n < top && p.mode == Mode::Address {
            return Err(fail("an array that is taken must be on top"));
        }
    }
    let lowered = &e.inputs[top.max(kept)..];
    if !lowered.is_empty() {
        w(format_args!("sp = sp.sub({});", count(lowered)));
    }
    let remaining = &e.inputs[kept..top.max(kept)];
    let remaining_fates = &fates[kept..top.max(kept)];
    let outputs: &[Item] = if op.answer == Answer::Guard {
        &[]
    } else {
        &e.outputs[kept..]
    };
    for (n, item) in outputs.iter().enumerate() {
        if param(&item.name).is_some_and(|p| p.mode == Mode::Address)
            && !e.inputs.iter().any(|i| i.name == item.name)
        {
            if !remaining.is_empty() {
                return Err(fail("outputs written in place need inputs taken by value"));
            }
            let before = count(&outputs[..n]);
            w(format_args!("let {} = sp.add({before});", item.name));
        }
    }
    for c in &op.caches {
        if param(&c.name).is_some() {
            let load = match c.units {
                1 => "load_u16",
                2 => "load_u32",
                4 => "load_u64",
                _ => return Err(fail("a cache operand has 1, 2 or 4 units")),
            };
            w(format_args!("let {} = {load}(ip.add({}));", c.name, c.at));
        }
    }
    if param("next").is_some() {
        w(format_args!("let next = ip.add({units});"));
    }
    if param("prev").is_some() {
        w(format_args!("let prev = (*frame).instr_ptr;"));
    }
    for p in &op.params {
        arguments.push(p.name.clone());
    }
    let closes = remaining_fates.contains(&Fate::Closed);
    let switches = matches!(op.answer, Answer::Switch | Answer::Leave);
    // A guard only looks.
    let escapes = op.escapes && op.answer != Answer::Guard;
    if escapes || op.fallible || closes || switches || op.answer == Answer::Unwind {
        w(format_args!("(*frame).instr_ptr = ip;"));
    }
    if escapes || switches {
        w(format_args!("(*frame).stackpointer = sp.cast();"));
    }
    let call = format!(
        "bytecodes::{}::{}({})",
        op.module,
        op.name,
        arguments.join(", ")
    );
    let body = if op.fallible {
        let exit = if op.reraises { "unwind" } else { "error" };
        format!("match {call} {{ Ok(v) => v, Err(_) => {exit}!() }}")
    } else {
        call
    };

    // Removing the borrowed inputs; the value `answer` waits in a local meanwhile.
    let removal = |w: &mut dyn FnMut(std::fmt::Arguments<'_>), push: &str| {
        if remaining.is_empty() {
            if !push.is_empty() {
                w(format_args!("{push}"));
            }
            return;
        }
        if remaining.iter().all(|i| i.size == Size::One) {
            let n = remaining.len();
            for (k, fate) in remaining_fates.iter().enumerate() {
                if *fate == Fate::Closed {
                    match copies.find(&(n - k + lowered.len()).to_string()) {
                        Some(copy) => w(format_args!(
                            "let close{k} = core::mem::ManuallyDrop::into_inner({copy});"
                        )),
                        None => w(format_args!("let close{k} = sp.sub({}).read();", n - k)),
                    }
                }
            }
            w(format_args!("sp = sp.sub({n});"));
            if !push.is_empty() {
                w(format_args!("{push}"));
            }
            w(format_args!("(*frame).stackpointer = sp.cast();"));
            for (k, fate) in remaining_fates.iter().enumerate() {
                if *fate == Fate::Closed {
                    w(format_args!("close{k}.close();"));
                }
            }
        } else {
            w(format_args!(
                "sp = pop_many(frame, sp, {});",
                count(remaining)
            ));
            if !push.is_empty() {
                w(format_args!("{push}"));
            }
        }
    };

    let ended = match op.answer {
        Answer::Guard => {
            w(format_args!("if !{body}.0 {{ deopt!(op::{general}) }}"));
            Ok(false)
        }
        Answer::Adapt => {
            w(format_args!(
                "if let Adapt::Again = {body} {{ redispatch!() }}"
            ));
            Ok(false)
        }
        Answer::Values(n) => {
            let in_place = outputs
                .iter()
                .filter(|i| param(&i.name).is_some_and(|p| p.mode == Mode::Address))
                .count();
            if n + in_place != outputs.len() {
                return Err(fail(
                    "the body does not answer as many values as the effect pushes",
                ));
            }
            if n == 0 {
                w(format_args!("{body};"));
                removal(&mut w, "");
                if in_place > 0 {
                    w(format_args!("sp = sp.add({});", count(outputs)));
                }
            } else {
                w(format_args!("let answer = {body};"));
                let push = if n == 1 {
                    "sp.write(answer.into_slot()); sp = sp.add(1);".to_owned()
                } else {
                    let mut s = String::new();
                    for k in 0..n {
                        let _ = write!(s, "sp.add({k}).write(answer.{k}.into_slot()); ");
                    }
                    let _ = write!(s, "sp = sp.add({n});");
                    s
                };
                removal(&mut w, &push);
            }
            Ok(false)
        }
        Answer::Jump => {
            w(format_args!("let answer = {body};"));
            removal(&mut w, "");
            w(format_args!("jump!(answer, {units})"));
            Ok(true)
        }
        Answer::Called => {
            w(format_args!("match {body} {{"));
            w(format_args!("    Called::Value(answer) => {{"));
            removal(&mut w, "sp.write(answer); sp = sp.add(1);");
            w(format_args!("    }}"));
            w(format_args!("    Called::ValueTo(target, answer) => {{"));
            removal(&mut w, "sp.write(answer); sp = sp.add(1);");
            w(format_args!("    goto!(target)"));
            w(format_args!("    }}"));
            let gone = count(remaining);
            w(format_args!("    Called::Frame(callee) => {{"));
            w(format_args!("    sp = sp.sub({gone});"));
            w(format_args!("    enter!(callee, {units})"));
            w(format_args!("    }}"));
            w(format_args!("    Called::Generator(callee, offset) => {{"));
            w(format_args!("    sp = sp.sub({gone});"));
            w(format_args!("    enter!(callee, offset)"));
            w(format_args!("    }}"));
            w(format_args!("}}"));
            Ok(false)
        }
        Answer::Switch => {
            w(format_args!("switch!({body})"));
            Ok(true)
        }
        Answer::Leave => {
            w(format_args!("return {body}.0;"));
            Ok(true)
        }
        Answer::Unwind => {
            w(format_args!(
                "match {body} {{ Unwind::Error => error!(), Unwind::Reraise => unwind!() }}"
            ));
            Ok(true)
        }
        Answer::Traced => {
            if !remaining.is_empty() {
                return Err(fail("what a tracer can move keeps its inputs"));
            }
            w(format_args!("if let Traced::Moved = {body} {{ moved!() }}"));
            Ok(false)
        }
        Answer::Again => {
            w(format_args!("let answer = {body};"));
            if escapes {
                // A tracer may have popped what the place that it jumped to has no use for.
                w(format_args!("sp = (*frame).stackpointer.cast();"));
            }
            w(format_args!("again!(answer)"));
            Ok(true)
        }
    };
    if ended.is_ok() {
        copies.pass(op, kept);
    }
    ended
}
