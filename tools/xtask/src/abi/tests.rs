//! `xtask abi tests`: how many of the stock library's functions are called by a test in C.
//!
//! What counts is what was recorded: a line `PyList_Append(list, item) -> 0` in a `.expected` file of `ext-tests/capi` or `embed` is a call that was
//! made, and whose outcome is compared (`ext-tests/capi/check.h` prints them, and `ext-tests/embed/lives`). `abi/tested-functions.txt` holds the number that there were;
//! fewer are an error, and `--update` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::reference::top;

pub const USAGE: &str = "usage: cargo xtask abi tests [--missing [HEADER]] [--update]
  --missing   name the functions that no test calls, by header
  --update    write their number to abi/tested-functions.txt, which only grows";
const STOCK: &str = "abi/symbols-3.14.tsv";
const RATCHET: &str = "abi/tested-functions.txt";
const CASES: [&str; 2] = ["ext-tests/capi", "ext-tests/embed"];

fn read(name: &str) -> Result<String, String> {
    fs::read_to_string(top().join(name)).map_err(|e| format!("{name}: {e}"))
}

/// Name and header of the functions that the stock library exports.
fn functions(table: &str) -> BTreeMap<&str, &str> {
    let rows = table.lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| {
        let mut columns = l.split('\t');
        let (name, kind) = (columns.next()?, columns.next()?);
        let tier = columns.next()?;
        let header = columns.next().filter(|h| !h.is_empty()).unwrap_or(tier);
        (kind == "func").then_some((name, header))
    })
    .collect()
}

/// The names that are followed by a parenthesis in the calls of recorded lines.
fn called(text: &str) -> impl Iterator<Item = &str> {
    let calls = text.lines().filter_map(|l| Some(l.split_once(" -> ")?.0));
    calls.flat_map(|call| {
        let open = call.match_indices('(').map(|(at, _)| at);
        open.map(|at| {
            let before = call[..at].strip_suffix(')').unwrap_or(&call[..at]);
            let name = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            &before[name.map_or(0, |i| i + 1)..]
        })
    })
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) -> Result<(), String> {
    let error = |e: std::io::Error| format!("{}: {e}", folder.display());
    for entry in fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "expected") {
            let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            found.extend(called(&text).map(str::to_owned));
        }
    }
    Ok(())
}

pub fn run(arguments: &[&str]) -> Result<(), String> {
    let (mut missing, mut update, mut header) = (false, false, None);
    for &argument in arguments {
        match argument {
            "--missing" => missing = true,
            "--update" => update = true,
            name if missing && !name.starts_with('-') => header = Some(name),
            _ => return Err(USAGE.to_owned()),
        }
    }
    let table = read(STOCK)?;
    let functions = functions(&table);
    let mut found = BTreeSet::new();
    for folder in CASES {
        collect(&top().join(folder), &mut found)?;
    }
    let tested = functions.keys().filter(|f| found.contains(**f)).count();
    let all = functions.len();
    println!("tests in C: {tested} of {all} functions are called by one");
    if missing {
        let mut by_header: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, in_header) in &functions {
            if !found.contains(*name) && header.is_none_or(|h| h == *in_header) {
                by_header.entry(in_header).or_default().push(name);
            }
        }
        for (header, names) in by_header {
            println!("{header}: {}", names.join(" "));
        }
    }
    if update {
        return fs::write(top().join(RATCHET), format!("{tested}\n"))
            .map_err(|e| format!("{RATCHET}: {e}"));
    }
    let least: usize = read(RATCHET)?
        .trim()
        .parse()
        .map_err(|e| format!("{RATCHET}: {e}"))?;
    match tested < least {
        true => Err(format!("there were {least}")),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_what_stands_before_the_arrow() {
        let text = "== growing\nPyList_Append(list, keep(item)) -> f(0)\n(Py_NewRef)(item) -> 1\nlist -> []\n";
        let names: Vec<&str> = called(text).collect();
        assert_eq!(names, ["PyList_Append", "keep", "", "Py_NewRef"]);
    }

    #[test]
    fn functions_stand_in_the_table_with_their_header() {
        let table = "# symbol\nPyList_New\tfunc\tpublic\tlistobject.h\nPyX\tfunc\tundeclared\t\nPyList_Type\tdata\tpublic\tlistobject.h\n";
        let expected = BTreeMap::from([("PyList_New", "listobject.h"), ("PyX", "undeclared")]);
        assert_eq!(functions(table), expected);
    }
}
