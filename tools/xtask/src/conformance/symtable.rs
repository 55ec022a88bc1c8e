//! Symbol tables, block by block and flag by flag, as `_symtable` shows them.
//!
//! The reference writes its own once, with `tools/oracle/dump_symtable.py DUMP DIRECTORY...`.

use super::bytecode::{Quiet, STACK, read_source};
use compiler::future::future_features;
use compiler::options::Options;
use compiler::symtable::{EntryId, SymbolTable};
use std::fmt::Write as _;

fn write(out: &mut String, table: &SymbolTable, id: EntryId, depth: usize) {
    let e = table.entry(id);
    let varnames: Vec<String> = e.varnames.iter().map(|n| n.to_string()).collect();
    let (kind, line, nested) = (e.block_type as i32, e.location.lineno, e.nested as i32);
    let _ = writeln!(
        out,
        "{depth} {} {kind} {line} {nested} {}",
        e.name,
        varnames.join(",")
    );
    let mut symbols: Vec<_> = e.symbols.iter().collect();
    symbols.sort();
    for (name, flags) in symbols {
        let _ = writeln!(out, "  {name} {flags}");
    }
    for child in &e.children {
        write(out, table, *child, depth + 1);
    }
}

fn ours(path: &str, root: &str) -> Result<String, String> {
    let mut host = Quiet::here();
    let options = Options::default();
    let source = read_source(path, root)?;
    let build = |host: &mut Quiet| {
        let module = compiler::parse(&source[..], compiler::Mode::File, &options, host)?;
        let future = future_features(&module)?;
        compiler::symtable::build(&module, future, future.features, host)
    };
    let table = build(&mut host).map_err(|e| e.to_string())?;
    let mut out = String::new();
    write(&mut out, &table, table.top, 0);
    Ok(out)
}

pub fn run(args: &[&str]) -> Result<(), String> {
    let option = |name: &str| {
        args.iter()
            .position(|a| *a == name)
            .and_then(|i| args.get(i + 1))
            .copied()
    };
    let dump_path = option("--dump").ok_or(
        "conformance symtable: --dump FILE is needed (tools/oracle/dump_symtable.py writes it)",
    )?;
    let root = option("--root").unwrap_or("");
    let dump = std::fs::read(dump_path).map_err(|e| format!("{dump_path}: {e}"))?;
    let dump = String::from_utf8_lossy(&dump);
    let work = || {
        let (mut total, mut different) = (0, 0);
        for file in dump.strip_prefix("FILE ").unwrap_or(&dump).split("\nFILE ") {
            let (path, theirs) = file.split_once('\n').unwrap_or((file, ""));
            total += 1;
            let ours = ours(path, root).unwrap_or_else(|e| e);
            if ours.trim_end() == theirs.trim_end() {
                continue;
            }
            different += 1;
            if different <= 5 {
                println!("{path}");
                for (a, b) in theirs
                    .lines()
                    .zip(ours.lines())
                    .filter(|(a, b)| a != b)
                    .take(3)
                {
                    println!("theirs {a}\nours   {b}");
                }
            }
        }
        println!("{} of {total} equal", total - different);
        different
    };
    let different = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        thread
            .map_err(|e| e.to_string())?
            .join()
            .map_err(|_| "the comparison panicked".to_string())
    })?;
    if different == 0 {
        Ok(())
    } else {
        Err("symbol tables differ".into())
    }
}
