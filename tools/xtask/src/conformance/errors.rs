//! `cargo xtask conformance errors`: what is said about wrong programs.
//!
//! `tools/oracle/dump_errors.py` spoils statements of the stock library, one token each, with a fixed seed; both sides compile each program
//! and write down the exception, attribute by attribute, or the code, and the warnings. All must agree but for those in the ledger.

use std::collections::BTreeMap;
use std::fs;

use super::sides::{Side, Sides};
use crate::reference::{target, top};

const USAGE: &str = "usage: cargo xtask conformance errors [OPTION...]
  --count N        how many programs (20000)
  --seed N         which (3)
  --python FILE    our launcher, its library beside it (target/debug/python3.14)
  -v               show all differences, not five of a kind
Ledger: conformance/errors.tsv.";

/// The columns of an answer, as `dump_errors.py` writes them.
const COLUMNS: [&str; 9] = [
    "type",
    "message",
    "line",
    "column",
    "end line",
    "end column",
    "text",
    "metadata",
    "warnings",
];

pub fn run(words: &[&str]) -> Result<(), String> {
    let (mut count, mut seed, mut verbose) = ("20000", "3", false);
    let mut python = target().join("debug/python3.14");
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        let mut value = || words.next().copied().ok_or(USAGE);
        match word {
            "--count" => count = value()?,
            "--seed" => seed = value()?,
            "--python" => python = std::path::absolute(value()?).map_err(|e| e.to_string())?,
            "-v" => verbose = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let sides = Sides::new(&python)?;
    let name = format!("errors-{seed}-{count}");
    let cases = sides.folder.join(format!("{name}.cases"));
    let cases_path = cases.to_str().ok_or("the target directory is not UTF-8")?;
    let script = "dump_errors.py";
    let library = "/usr/lib/python3.14";
    sides.run(
        Side::Reference,
        script,
        &["make", count, seed, cases_path, library],
    )?;
    let mut answers = Vec::new();
    for side in [Side::Reference, Side::Ours] {
        let output = sides.output(side, &name);
        let path = output.to_str().ok_or("the target directory is not UTF-8")?;
        let ran = sides.run(side, script, &["answer", cases_path, path]);
        let text = fs::read_to_string(&output).map_err(|e| format!("{path}: {e}"))?;
        ran.map_err(|e| format!("{e}, at program {}", text.lines().count() + 1))?;
        answers.push(text);
    }
    let programs = fs::read_to_string(&cases).map_err(|e| format!("{cases_path}: {e}"))?;
    let ledger_path = top().join("conformance/errors.tsv");
    let ledger =
        fs::read_to_string(&ledger_path).map_err(|e| format!("{}: {e}", ledger_path.display()))?;
    let listed: Vec<&str> = ledger
        .lines()
        .filter_map(|line| line.split_once('\t').map(|(program, _)| program))
        .collect();
    compare(&programs, &answers[0], &answers[1], &listed, verbose)
}

/// The first column in which two answers differ.
fn difference(theirs: &str, ours: &str) -> Option<&'static str> {
    let pairs = theirs.split('\t').zip(ours.split('\t'));
    let mut columns = pairs.zip(COLUMNS);
    columns.find_map(|((a, b), column)| (a != b).then_some(column))
}

fn compare(
    programs: &str,
    theirs: &str,
    ours: &str,
    listed: &[&str],
    verbose: bool,
) -> Result<(), String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut total, mut known) = (0, 0);
    for ((program, theirs), ours) in programs.lines().zip(theirs.lines()).zip(ours.lines()) {
        total += 1;
        let different = difference(theirs, ours);
        match (different, listed.contains(&program)) {
            (None, false) => {}
            (None, true) => *counts.entry("the ledger, and are equal now").or_default() += 1,
            (Some(_), true) => known += 1,
            (Some(column), false) => {
                let n = counts.entry(column).or_default();
                *n += 1;
                if verbose || *n <= 5 {
                    println!("{column}: {program}\n  theirs {theirs}\n  ours   {ours}");
                }
            }
        }
    }
    let different: usize = counts.values().sum();
    println!(
        "{} of {total} equal, {known} listed",
        total - different - known
    );
    for (column, n) in &counts {
        println!("  {n} differ in {column}");
    }
    if different > 0 || total == 0 {
        return Err("errors differ".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_column_that_differs_and_the_ledger() {
        let a = "\"SyntaxError\"\t\"invalid syntax\"\t1\t2";
        assert_eq!(difference(a, a), None);
        assert_eq!(difference(a, &a.replace("\t2", "\t3")), Some("column"));
        let b = a.replace("\t2", "\t3");
        assert!(compare("\"x x\"", a, &b, &[], false).is_err());
        assert!(compare("\"x x\"", a, &b, &["\"x x\""], false).is_ok());
        assert!(compare("\"x x\"", a, a, &["\"x x\""], false).is_err());
    }
}
