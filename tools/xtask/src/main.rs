//! Developer commands: `cargo xtask COMMAND ...`.

mod abi;
mod bench;
mod conformance;
mod dispatch;
mod ext_tests;
mod headers;
mod order;
mod reference;
mod ship;
mod wheels;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND
  bench [--help]                                                measure time and memory against the reference
  ship                                                          the release build, optimised by a profile
  order [--help]                                                find out which functions should lie together
  conformance bytecode [--fresh] [--dump FILE [--root DIR]] [-v] [FILTER]  compare our bytecode with the reference's
  conformance snippets --dump FILE [-v] [FILTER]                compare code, errors and warnings of small programs
  conformance symtable --dump FILE [--root DIR]                 compare symbol tables
  conformance stages --dump FILE                                compare code generation, optimiser, assembler one by one
  conformance errors [--help]                                   what is said about 20,000 spoilt programs
  conformance ast [--help]                                      compare syntax trees, and code made from them
  conformance pyc [--help]                                      compare .pyc files, byte for byte
  abi [--help]                                                  compare exported symbols, types, layouts, headers with the stock ones
  headers [--check]                                             write include/ from our Rust and include/fragments/
  conformance tests [--help]                                    stock test files under ours and under the reference
  conformance leaks [--help]                                    what stock test files leave behind, under both
  dispatch [--help]                                             count the interpreter's indirect jumps
  ext-tests [--help]                                            programs with recorded output
  wheels [--help]                                               packages from PyPI, under both
  reference [--help]                                            make, find or enter the reference's root
  codegen [--check]                                             regenerate what is generated";

fn main() -> ExitCode {
    forget_python_settings();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match &words[..] {
        ["conformance", "bytecode", rest @ ..] => conformance::bytecode::run(rest),
        ["conformance", "snippets", rest @ ..] => conformance::snippets::run(rest),
        ["conformance", "symtable", rest @ ..] => conformance::symtable::run(rest),
        ["conformance", "stages", rest @ ..] => conformance::stages::run(rest),
        ["conformance", "errors", rest @ ..] => conformance::errors::run(rest),
        ["conformance", "ast", rest @ ..] => conformance::digests::run("ast", rest),
        ["conformance", "pyc", rest @ ..] => conformance::digests::run("pyc", rest),
        ["conformance", "tests", rest @ ..] => conformance::tests::run(rest),
        ["conformance", "leaks", rest @ ..] => conformance::leaks::run(rest),
        ["dispatch", rest @ ..] => dispatch::run(rest),
        ["ext-tests", rest @ ..] => ext_tests::run(rest),
        ["reference", rest @ ..] => reference::run(rest),
        ["order", rest @ ..] => order::run(rest),
        ["ship", rest @ ..] => ship::run(rest),
        ["wheels", rest @ ..] => wheels::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["abi", rest @ ..] => abi::run(rest),
        ["headers", rest @ ..] => headers::run(std::path::Path::new("."), rest),
        ["codegen", rest @ ..] => codegen(rest.contains(&"--check")),
        _ => Err(USAGE.to_string()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What the caller has set for Pythons of his own (`PYTHONUNBUFFERED`, say) is no part of a comparison.
fn forget_python_settings() {
    for (name, _) in std::env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"PYTHON") {
            // SAFETY: nothing has started a thread yet.
            unsafe { std::env::remove_var(name) };
        }
    }
}

fn codegen(check: bool) -> Result<(), String> {
    let up_to_date = asdl::regenerate(std::path::Path::new("."), check)?;
    if check && !up_to_date {
        Err(format!(
            "{} is out of date: run `cargo xtask codegen`",
            asdl::NODES
        ))
    } else {
        Ok(())
    }
}
