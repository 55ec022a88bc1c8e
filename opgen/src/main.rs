//! `cargo run -p opgen [-- --check]`: writes (or compares) the files generated from `core/bytecodes`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|a| a == "--check");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = match opgen::generate(&root) {
        Ok(files) => files,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let mut stale = false;
    for (path, text) in files {
        let target = root.join(path);
        if std::fs::read_to_string(&target).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            eprintln!("{path} is not current: run `cargo run -p opgen`");
            stale = true;
        } else if let Err(e) = std::fs::write(&target, text) {
            eprintln!("{path}: {e}");
            stale = true;
        }
    }
    if stale {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
