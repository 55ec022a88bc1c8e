//! Code generation, the optimiser and the assembler one by one, as `_testinternalcapi` shows them.
//!
//! The reference writes its own once, with `tools/oracle/dump_stages.py DUMP DIRECTORY...`.

use super::bytecode::{Quiet, STACK};
use compiler::ast::Location;
use compiler::code::Code;
use compiler::constant::Constant;
use compiler::introspect::{self, Label, Metadata, Sequence};
use compiler::options::Options;
use compiler::text::Name;
use std::fmt::Write as _;

const MALFORMED: &str = "malformed dump";

fn tuple(c: &Constant) -> Result<&[Constant], String> {
    match c {
        Constant::Tuple(items) => Ok(items),
        _ => Err(MALFORMED.into()),
    }
}

fn int(c: &Constant) -> Result<i32, String> {
    match c {
        Constant::Int(i) => i.to_i64().and_then(|i| i32::try_from(i).ok()),
        Constant::Bool(b) => Some(*b as i32),
        _ => None,
    }
    .ok_or_else(|| MALFORMED.to_string())
}

fn string(c: &Constant) -> Result<&str, String> {
    match c {
        Constant::Str(s) => s.as_str().ok_or_else(|| MALFORMED.to_string()),
        _ => Err(MALFORMED.into()),
    }
}

/// A recorded sequence: its jumps hold indices, which become labels here.
fn sequence(c: &Constant) -> Result<Sequence, String> {
    let [instructions, _nested] = tuple(c)? else {
        return Err(MALFORMED.into());
    };
    let instructions = tuple(instructions)?;
    let mut s = Sequence::default();
    for (index, i) in instructions.iter().enumerate() {
        let values = tuple(i)?.iter().map(int).collect::<Result<Vec<_>, _>>()?;
        let [op, arg, line, end_line, col, end_col] = values[..] else {
            return Err(MALFORMED.into());
        };
        s.use_label(Label(index as u32));
        let location = Location::new(line, col, end_line, end_col);
        s.add(op as u16, arg.max(0), location);
    }
    Ok(s)
}

/// One line for each instruction, those inside indented.
fn describe_theirs(c: &Constant, depth: usize, out: &mut String) -> Result<(), String> {
    let [instructions, nested] = tuple(c)? else {
        return Err(MALFORMED.into());
    };
    for i in tuple(instructions)? {
        let values = tuple(i)?.iter().map(int).collect::<Result<Vec<_>, _>>()?;
        let _ = writeln!(out, "{:depth$}{values:?}", "");
    }
    tuple(nested)?
        .iter()
        .try_for_each(|n| describe_theirs(n, depth + 1, out))
}

fn describe_ours(mut s: Sequence, depth: usize, out: &mut String) {
    s.apply_label_map();
    for i in &s.instructions {
        let arg = if compiler::opcode::has_arg(i.opcode) {
            i.oparg
        } else {
            -1
        };
        let l = i.location;
        let values = [
            i.opcode as i32,
            arg,
            l.lineno,
            l.end_lineno,
            l.col_offset,
            l.end_col_offset,
        ];
        let _ = writeln!(out, "{:depth$}{values:?}", "");
    }
    for nested in s.nested {
        describe_ours(nested, depth + 1, out);
    }
}

fn describe_code(code: &Code) -> String {
    let mut out = format!("{code:?}");
    out.truncate(out.floor_char_boundary(4000));
    out
}

fn metadata(c: &Constant) -> Result<Metadata, String> {
    let mut m = Metadata::default();
    for pair in tuple(c)? {
        let [key, value] = tuple(pair)? else {
            return Err(MALFORMED.into());
        };
        let names = || -> Result<Vec<(Name, i32)>, String> {
            let mut names = Vec::new();
            for pair in tuple(value)? {
                let [name, index] = tuple(pair)? else {
                    return Err(MALFORMED.into());
                };
                names.push((Name::from(string(name)?), int(index)?));
            }
            names.sort_by_key(|(_, index)| *index);
            Ok(names)
        };
        let number = || int(value).map(|n| n as u32);
        match string(key)? {
            "name" => m.name = Some(Name::from(string(value)?)),
            "qualname" => m.qualname = Some(Name::from(string(value)?)),
            "consts" => {
                // A mapping to indices, or a list.
                for c in tuple(value)? {
                    let c = match c {
                        Constant::Tuple(pair) if pair.len() == 2 => &pair[0],
                        c => c,
                    };
                    m.consts.insert(c.clone(), ());
                }
            }
            "names" => names()?
                .into_iter()
                .for_each(|(n, _)| m.names.insert(n, ())),
            "varnames" => names()?
                .into_iter()
                .for_each(|(n, _)| m.varnames.insert(n, ())),
            "cellvars" => names()?
                .into_iter()
                .for_each(|(n, _)| m.cellvars.insert(n, ())),
            "freevars" => names()?
                .into_iter()
                .for_each(|(n, i)| m.freevars.insert(n, i as usize)),
            "fasthidden" => names()?
                .into_iter()
                .for_each(|(n, on)| m.fast_hidden.insert(n, on != 0)),
            "argcount" => m.argcount = number()?,
            "posonlyargcount" => m.posonlyargcount = number()?,
            "kwonlyargcount" => m.kwonlyargcount = number()?,
            "firstlineno" => m.firstlineno = int(value)?,
            _ => {}
        }
    }
    Ok(m)
}

fn consts_text(consts: &[Constant]) -> String {
    let mut out = String::new();
    for c in consts {
        match c {
            Constant::Code(code) => {
                let _ = writeln!(out, "code {}", code.qualname);
            }
            c => {
                let _ = writeln!(out, "{c:?}");
            }
        }
    }
    out
}

/// What the reference had and what we have.
fn compare(record: &[Constant]) -> Result<(String, String), String> {
    let (mut theirs, mut ours) = (String::new(), String::new());
    match record {
        [_, Constant::Bytes(source), expected, consts] => {
            let mut host = Quiet::here();
            let options = Options::default();
            let mut module =
                compiler::parse(&source[..], compiler::Mode::File, &options, &mut host)
                    .map_err(|e| e.to_string())?;
            let (s, mut m) = introspect::codegen(&mut module, "stages", &options, &mut host)
                .map_err(|e| e.to_string())?;
            describe_theirs(expected, 0, &mut theirs)?;
            theirs.push_str(&consts_text(tuple(consts)?));
            describe_ours(s, 0, &mut ours);
            ours.push_str(&consts_text(&m.consts.take_keys()));
        }
        [_, before, consts, nlocals, after, consts_after] => {
            let mut consts = tuple(consts)?.to_vec();
            let nlocals = int(nlocals)?.max(0) as usize;
            let s = introspect::optimize_cfg(sequence(before)?, &mut consts, nlocals)
                .map_err(|e| e.to_string())?;
            describe_theirs(after, 0, &mut theirs)?;
            theirs.push_str(&consts_text(tuple(consts_after)?));
            describe_ours(s, 0, &mut ours);
            ours.push_str(&consts_text(&consts));
        }
        [_, before, description, Constant::Code(code)] => {
            let made = introspect::assemble_code_object(
                &code.filename,
                sequence(before)?,
                metadata(description)?,
            )
            .map_err(|e| e.to_string())?;
            theirs = describe_code(code);
            ours = describe_code(&made);
        }
        _ => return Err(MALFORMED.into()),
    }
    Ok((theirs, ours))
}

fn run_all(dump: &[u8]) -> Result<(usize, usize), String> {
    let load = |data: &[u8]| compiler::marshal::loads(data).map_err(|e| format!("{e:?}"));
    let records = load(dump)?;
    let (mut total, mut different) = (0, 0);
    for record in tuple(&records)? {
        let Constant::Bytes(record) = record else {
            return Err(MALFORMED.into());
        };
        let record = load(record)?;
        let record = tuple(&record)?;
        total += 1;
        let (theirs, ours) = compare(record).unwrap_or_else(|e| (String::new(), e));
        if theirs == ours {
            continue;
        }
        different += 1;
        if different <= 10 {
            let kind = record.first().map(string).unwrap_or(Ok("?"))?;
            println!("record {total}: {kind}");
            if let Some((n, (a, b))) = theirs
                .lines()
                .map(Some)
                .chain([None])
                .zip(ours.lines().map(Some).chain([None]))
                .enumerate()
                .find(|(_, (a, b))| a != b)
            {
                println!("  {n}: theirs {a:?}\n  {n}: ours   {b:?}");
            }
        }
    }
    Ok((total, different))
}

pub fn run(args: &[&str]) -> Result<(), String> {
    let path = args
        .iter()
        .position(|a| *a == "--dump")
        .and_then(|i| args.get(i + 1))
        .ok_or(
            "conformance stages: --dump FILE is needed (tools/oracle/dump_stages.py writes it)",
        )?;
    let dump = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || run_all(&dump))
        .map_err(|e| e.to_string())?;
    let (total, different) = work.join().map_err(|_| "the comparison crashed")??;
    println!("{} of {total} equal", total - different);
    if different == 0 {
        Ok(())
    } else {
        Err("stages differ".into())
    }
}
