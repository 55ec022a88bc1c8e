//! `cargo run -p asdl [-- --check]`: regenerates the AST node types from the grammar.

use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|a| a == "--check");
    match asdl::regenerate(std::path::Path::new("."), check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) if !check => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("generated files are out of date: run `cargo run -p asdl`");
            ExitCode::FAILURE
        }
        Err(e) => {
            eprintln!("asdl: {e}");
            ExitCode::FAILURE
        }
    }
}
