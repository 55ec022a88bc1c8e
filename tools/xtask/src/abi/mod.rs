//! `xtask abi`: the built library and its headers against the stock ones, one subject a file; all of them without a subcommand.
//!
//! What is to be compared with are facts in the tree (`abi/*.tsv`, each naming the script that made it) or the stock headers, compiled.
//! `abi/differences.tsv` is the ledger of what differs and is meant to: check, name, reason. A line that no difference needs is an
//! error, as is a difference without a line.

mod ledger;
mod machine;
mod macros;
mod matrix;
mod probe;
mod signatures;
mod stable;

pub mod layout;
pub mod symbols;
pub mod tests;

use std::path::PathBuf;

use crate::reference::{Root, target, top};

const USAGE: &str = "usage: cargo xtask abi [LIBRARY]            everything below, and a table (LIBRARY: target/debug/libpython3.14.so.1.0)
       cargo xtask abi symbols LIBRARY [--update]   exported symbols
       cargo xtask abi signatures [-v]              types of functions and data, of our Rust and of our headers
       cargo xtask abi stable LIBRARY               what the stable ABI promises, by version
       cargo xtask abi layout [--write]             struct layouts, in both builds (needs the reference)
       cargo xtask abi macros                       constants of the headers (needs the reference)
       cargo xtask abi tests [--help]               how many functions a test in C calls
       cargo xtask abi headers [--record]           each header alone, in every configuration, as C11 and C++17
Differences that are meant are in abi/differences.tsv, with the reason.";

/// What a check found.
#[derive(Default)]
pub struct Report {
    pub summary: String,
    pub problems: Vec<String>,
}

impl Report {
    fn show(self) -> Result<String, String> {
        println!("{}", self.summary);
        match self.problems.is_empty() {
            true => Ok(self.summary),
            false => Err(self.problems.join("\n")),
        }
    }
}

pub fn run(words: &[&str]) -> Result<(), String> {
    if words.iter().any(|w| matches!(*w, "--help" | "-h")) {
        let usage = match words[0] {
            "layout" => return layout::run(words.get(1..).unwrap_or_default()),
            "symbols" => symbols::USAGE,
            "signatures" => signatures::USAGE,
            "stable" => stable::USAGE,
            "macros" => macros::USAGE,
            "tests" => tests::USAGE,
            "headers" => matrix::USAGE,
            _ => USAGE,
        };
        println!("{usage}");
        return Ok(());
    }
    match words {
        ["symbols", rest @ ..] => symbols::run(&top(), rest),
        ["layout", rest @ ..] => layout::run(rest),
        ["signatures"] => signatures::run(false)?.show().map(drop),
        ["signatures", "-v"] => signatures::run(true)?.show().map(drop),
        ["stable", library] => stable::run(library.as_ref())?.show().map(drop),
        ["macros"] => macros::run(&Root::find()?)?.show().map(drop),
        ["tests", rest @ ..] => tests::run(rest),
        ["headers"] => matrix::run(false)?.show().map(drop),
        ["headers", "--record"] => matrix::run(true)?.show().map(drop),
        [] => all(target().join("debug/libpython3.14.so.1.0")),
        [library] if library.contains('/') => all(library.into()),
        _ => Err(USAGE.to_owned()),
    }
}

/// Every check, then a table of how each came out.
fn all(library: PathBuf) -> Result<(), String> {
    let name = library.to_string_lossy();
    let printed = || "as printed above".to_owned();
    let root = Root::find();
    let with_root = |check: &dyn Fn(&Root) -> Result<String, String>| match &root {
        Ok(root) => Some(check(root)),
        Err(_) => None,
    };
    let outcomes = [
        (
            "symbols",
            Some(symbols::run(&top(), &[&name]).map(|()| printed())),
        ),
        (
            "signatures",
            Some(signatures::run(false).and_then(Report::show)),
        ),
        ("stable", Some(stable::run(&library).and_then(Report::show))),
        (
            "layout",
            with_root(&|_| layout::run(&[]).map(|()| printed())),
        ),
        (
            "macros",
            with_root(&|r| macros::run(r).and_then(Report::show)),
        ),
        ("headers", Some(matrix::run(false).and_then(Report::show))),
        ("tests", Some(tests::run(&[]).map(|()| printed()))),
    ];
    let mut failed = Vec::new();
    println!();
    for (check, outcome) in &outcomes {
        let text = match outcome {
            Some(Ok(_)) => "clean".to_owned(),
            Some(Err(problems)) => {
                failed.push(format!("{check}:\n{problems}"));
                format!("{} differences", problems.lines().count())
            }
            None => "skipped: no reference".to_owned(),
        };
        println!("{check:<12}{text}");
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(failed.join("\n")),
    }
}
