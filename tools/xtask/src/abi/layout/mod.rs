//! `cargo xtask abi layout`: size, alignment and offsets of every struct in `core/layout`, in both builds, against the stock
//! headers, compiled.
//!
//! What the stock headers say is written down as constant assertions in `core/layout/tests`, which every check of the workspace's
//! tests compiles, reference or not; this command asks the headers again and compares.

mod ours;
mod stock;

use std::fs;
use std::process::Command;

use crate::reference::{Root, target, top};
use ours::Structs;

const USAGE: &str = "usage: cargo xtask abi layout [--write]
  compares the structs of core/layout with the stock headers, in both builds; --write renews the recorded assertions
  in core/layout/tests/recorded/. Needs the reference (cargo xtask reference).";

/// The two builds: the recorded file, Cargo's features, the C compiler's definitions.
struct Build {
    file: &'static str,
    free_threaded: bool,
}

const BUILDS: [Build; 2] = [
    Build {
        file: "gil.rs",
        free_threaded: false,
    },
    Build {
        file: "ft.rs",
        free_threaded: true,
    },
];

/// One struct as the headers have it: size, alignment, offsets by path.
struct Entry {
    size: u64,
    align: u64,
    offsets: Vec<(String, u64)>,
}

pub fn run(words: &[&str]) -> Result<(), String> {
    let write = match words {
        [] => false,
        ["--write"] => true,
        ["--help" | "-h"] => {
            println!("{USAGE}");
            return Ok(());
        }
        _ => return Err(USAGE.to_owned()),
    };
    let root = Root::find()?;
    let tests = top().join("core/layout/tests/recorded");
    let mut exceptions = Exceptions::read()?;
    let mut problems = Vec::new();
    for build in &BUILDS {
        let structs = ours::read(&top().join("core/layout/src"), build.free_threaded)?;
        let found = stock::ask(&root, &structs, build.free_threaded)?;
        for name in &found.unknown {
            if !exceptions.has(name) {
                problems.push(format!("{name}: not in the stock headers ({})", build.file));
            }
        }
        let text = render(&found);
        let path = tests.join(build.file);
        if write {
            fs::write(&path, &text).map_err(|e| format!("{}: {e}", path.display()))?;
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            problems.push(format!(
                "{} is not what the headers say: cargo xtask abi layout --write",
                path.display()
            ));
        }
        let offsets: usize = found.entries.values().map(|e| e.offsets.len()).sum();
        println!(
            "{}: {} structs, {offsets} offsets; {} of ours not in the headers",
            build.file,
            found.entries.len(),
            found.unknown.len()
        );
        if let Err(e) = assertions_hold(build) {
            problems.push(e);
        }
    }
    problems.extend(exceptions.unused());
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems.join("\n")),
    }
}

/// Compiles the assertions.
fn assertions_hold(build: &Build) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "-q", "-p", "layout", "--tests"]);
    if build.free_threaded {
        cargo.args(["--features", "free-threaded"]);
    }
    let out = cargo
        .current_dir(top())
        .env("CARGO_TARGET_DIR", target())
        .output()
        .map_err(|e| format!("cargo: {e}"))?;
    match out.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&out.stderr).into_owned()),
    }
}

fn render(found: &stock::Found) -> String {
    let mut out = String::from(
        "// Written by `cargo xtask abi layout --write` from the stock headers. Do not edit.\nstock! {\n",
    );
    for (name, e) in &found.entries {
        out += &format!("{name} {} {} {{", e.size, e.align);
        for (path, offset) in &e.offsets {
            out += &format!(" {path} = {offset},");
        }
        out += " }\n";
    }
    let words: Vec<String> = found.debug_offsets.iter().map(u64::to_string).collect();
    out + &format!(
        "}}\n\nconst DEBUG_OFFSETS: &[u64] = &[{}];\n",
        words.join(", ")
    )
}

/// Names of ours that the headers do not have, with the reason: `core/layout/tests/recorded/exceptions.tsv`.
struct Exceptions(Vec<(String, bool)>);

impl Exceptions {
    fn read() -> Result<Exceptions, String> {
        let path = top().join("core/layout/tests/recorded/exceptions.tsv");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let lines = text
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty());
        let names = lines.map(|l| match l.split_once('\t') {
            Some((name, reason)) if !reason.is_empty() => Ok((name.to_owned(), false)),
            _ => Err(format!("{}: no reason: {l}", path.display())),
        });
        Ok(Exceptions(names.collect::<Result<_, _>>()?))
    }

    /// Whether there is a line; a `*` at the end of one stands for anything.
    fn has(&mut self, name: &str) -> bool {
        let mut found = false;
        for (pattern, used) in &mut self.0 {
            let hit = match pattern.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => pattern == name,
            };
            *used |= hit;
            found |= hit;
        }
        found
    }

    fn unused(&self) -> Vec<String> {
        let unused = self.0.iter().filter(|(_, used)| !used);
        unused
            .map(|(name, _)| format!("exceptions.tsv: {name} is in the headers: remove the line"))
            .collect()
    }
}
