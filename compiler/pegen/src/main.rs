//! The parser generator: `cargo run -p pegen` rewrites the generated files of `compiler` from `compiler/grammar`.
//!
//! With `--check` it writes nothing and fails if a file is out of date.

mod emit;
mod first;
mod grammar;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

const COMMAND: &str = "cargo run -p pegen";

fn main() -> ExitCode {
    let check = std::env::args().any(|arg| arg == "--check");
    let mut stale = false;
    for (path, text) in outputs() {
        if std::fs::read_to_string(&path).ok().as_deref() == Some(&text) {
            continue;
        }
        stale = true;
        if check {
            eprintln!("{} is out of date: run `{COMMAND}`", path.display());
        } else {
            std::fs::write(&path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        }
    }
    if check && stale {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The files to generate and what they should hold.
fn outputs() -> [(PathBuf, String); 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("pegen lies within compiler");
    let read = |name: &str| {
        std::fs::read_to_string(root.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let tokens = grammar::Tokens::parse(&read("grammar/Tokens"));
    let grammar = grammar::parse(&read("grammar/python.gram"), tokens);
    let kinds = emit::kinds(&first::First::new(&grammar), COMMAND);
    let parser = emit::Emit::new(first::First::new(&grammar)).parser(COMMAND);
    [
        (root.join("src/tokenizer/kinds.rs"), rustfmt(&kinds)),
        (root.join("src/parser/generated.rs"), rustfmt(&parser)),
    ]
}

/// The text as rustfmt lays it out.
fn rustfmt(text: &str) -> String {
    use std::io::Write;
    let mut child = Command::new("rustfmt")
        .args([
            "--edition",
            "2024",
            "--config",
            "max_width=140,use_small_heuristics=Max",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is installed");
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(text.as_bytes())
        .expect("rustfmt reads");
    let output = child.wait_with_output().expect("rustfmt ends");
    if output.status.success() {
        String::from_utf8(output.stdout).expect("UTF-8")
    } else {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_generated_files_are_current() {
        for (path, text) in super::outputs() {
            let held = std::fs::read_to_string(&path).expect("readable");
            assert!(held == text, "{} is out of date", path.display());
        }
    }
}
