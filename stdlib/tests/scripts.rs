//! Scripts whose output was recorded from the reference interpreter, run by ours: exceptions, the collector, weak references,
//! context variables, the objects of typing, and small modules.
//!
//! Needs the launcher: `PYTHON_UNDER_TEST=path cargo test -p stdlib --test scripts`. Without the variable nothing is run.

use std::path::Path;
use std::process::Command;

/// Addresses differ from run to run.
fn masked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..]
            .bytes()
            .take_while(u8::is_ascii_hexdigit)
            .count();
        out.push_str(&rest[..at + 2]);
        if digits >= 6 {
            out.push_str("...");
        } else {
            out.push_str(&rest[at + 2..at + 2 + digits]);
        }
        rest = &rest[at + 2 + digits..];
    }
    out.push_str(rest);
    out
}

fn check(name: &str) {
    let Some(python) = std::env::var_os("PYTHON_UNDER_TEST") else {
        return;
    };
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let output = Command::new(python)
        .arg(format!("{name}.py"))
        .current_dir(&directory)
        .output()
        .unwrap_or_else(|e| panic!("the launcher does not start: {e}"));
    let expected =
        std::fs::read_to_string(directory.join(format!("{name}.txt"))).unwrap_or_default();
    let ours = masked(&String::from_utf8_lossy(&output.stdout));
    for (i, (a, b)) in expected.lines().zip(ours.lines()).enumerate() {
        assert_eq!(a, b, "{name}.txt, line {}", i + 1);
    }
    assert_eq!(
        expected.lines().count(),
        ours.lines().count(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

macro_rules! scripts {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            check(stringify!($name));
        }
    )*};
}

scripts! { chaining weakref_gc context typing_objects modules collector_stress unraisable_warnings }
