//! `xtask abi symbols LIBRARY`: what the built library exports, against what the stock one exports (`abi/symbols-3.14.tsv`).
//!
//! `abi/missing-symbols.txt` is the ledger of those that are not there yet; it only shrinks. A symbol that is missing and not in
//! it, one in it that has come, and one that the stock library does not have (`abi/extra-symbols.tsv` names those with a reason)
//! are errors; `--update` takes what has come out of the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

pub const USAGE: &str = "usage: cargo xtask abi symbols LIBRARY [--update]
  compares what LIBRARY exports with what the stock library does; --update takes what has come out of abi/missing-symbols.txt.";

const STOCK: &str = "abi/symbols-3.14.tsv";
const LEDGER: &str = "abi/missing-symbols.txt";
const EXTRA: &str = "abi/extra-symbols.tsv";

fn read(root: &Path, name: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(name)).map_err(|e| format!("{name}: {e}"))
}

/// First column of the lines that are no comments.
fn names(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .filter_map(|l| l.split('\t').next())
        .map(str::to_owned)
        .collect()
}

/// Name to kind (`func` or `data`) of the dynamic symbols that the library defines.
pub fn exported(library: &Path) -> Result<BTreeMap<String, &'static str>, String> {
    let out = Command::new("nm")
        .args(["--dynamic", "--defined-only", "--format=posix"])
        .arg(library)
        .output()
        .map_err(|e| format!("nm: {e}"))?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&out.stdout)
        .lines()
        .filter_map(|l| {
            let mut words = l.split_whitespace();
            let name = words.next()?;
            let kind = if matches!(words.next()?, "T" | "t" | "W" | "i") {
                "func"
            } else {
                "data"
            };
            Some((name.to_owned(), kind))
        })
        .collect())
}

pub fn run(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let update = arguments.contains(&"--update");
    let library = arguments
        .iter()
        .find(|a| !a.starts_with("--"))
        .ok_or(USAGE)?;
    let have = exported(Path::new(library))?;
    let table = read(root, STOCK)?;
    let stock: BTreeMap<&str, &str> = table
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut columns = l.split('\t');
            Some((columns.next()?, columns.next()?))
        })
        .collect();
    let allowed = names(&read(root, EXTRA).unwrap_or_default());
    let ledger = names(&read(root, LEDGER).unwrap_or_default());

    let missing: BTreeSet<String> = stock
        .keys()
        .filter(|n| !have.contains_key(**n))
        .map(|n| (*n).to_owned())
        .collect();
    let extra: Vec<&String> = have
        .keys()
        .filter(|n| !stock.contains_key(n.as_str()) && !allowed.contains(*n))
        .collect();
    // What the stock library does not say the kind of (`notype`: labels in assembly) may be either.
    let wrong_kind: Vec<&str> = stock
        .iter()
        .filter(|(_, kind)| **kind != "notype")
        .filter(|(n, kind)| have.get(**n).is_some_and(|k| k != *kind))
        .map(|(n, _)| *n)
        .collect();
    println!(
        "symbols: {} of {} exported, {} missing, {} more than the stock library",
        stock.len() - missing.len(),
        stock.len(),
        missing.len(),
        extra.len()
    );
    let mut problems = Vec::new();
    let lost: Vec<&String> = missing.difference(&ledger).collect();
    let come: Vec<&String> = ledger.difference(&missing).collect();
    if !extra.is_empty() {
        problems.push(format!("exported, and not by the stock library: {extra:?}"));
    }
    if !wrong_kind.is_empty() {
        problems.push(format!(
            "a function for data or the other way round: {wrong_kind:?}"
        ));
    }
    let first_time = ledger.is_empty() && !root.join(LEDGER).exists();
    if !lost.is_empty() && !first_time {
        problems.push(format!("no longer exported: {lost:?}"));
    } else if update {
        let mut text = format!(
            "# {} symbols of the stock library that ours does not export yet; written by `cargo xtask abi symbols --update`\n",
            missing.len()
        );
        for name in &missing {
            text.push_str(name);
            text.push('\n');
        }
        std::fs::write(root.join(LEDGER), text).map_err(|e| format!("{LEDGER}: {e}"))?;
    } else if !come.is_empty() {
        problems.push(format!(
            "in the ledger, and there: {come:?}; run `cargo xtask abi symbols {library} --update`"
        ));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.join("\n"))
    }
}
