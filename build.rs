//! The artifact's link line: its SONAME, relocated words in the file itself, where outside tools read type objects, and in
//! release builds the functions that run at start-up side by side (`cargo xtask order` says why, and which).

use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=functions.order");
    let soname = if std::env::var_os("CARGO_FEATURE_FREE_THREADED").is_some() {
        "libpython3.14t.so.1.0"
    } else {
        "libpython3.14.so.1.0"
    };
    println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,{soname}");
    println!("cargo::rustc-cdylib-link-arg=-Wl,--apply-dynamic-relocs");
    // Twenty thousand relocated words take 8 KB in this form, else half a megabyte that is read when the library is loaded.
    println!("cargo::rustc-cdylib-link-arg=-Wl,-z,pack-relative-relocs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        let names = std::fs::read_to_string("functions.order").expect("the file is in the tree");
        let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        let script = out.join("functions.ld");
        std::fs::write(&script, linker_script(&names)).expect("OUT_DIR is writable");
        println!("cargo::rustc-cdylib-link-arg=-Wl,-T,{}", script.display());
    }
}

/// Puts the sections of the named functions first, the file's groups one after the other, and cold ones apart from the rest. A
/// name that no function has is no error.
fn linker_script(names: &str) -> String {
    let mut groups = String::new();
    for group in names.split("\n\n") {
        groups.push_str("    *(\n");
        for line in group.lines().filter(|line| !line.starts_with('#')) {
            // What lies apart from the rest of a function, as it mostly does not run.
            let (name, prefixes) = match line.strip_suffix(".cold") {
                Some(name) => (name, &["split."][..]),
                None => (line, &["", "hot.", "unlikely."][..]),
            };
            // What the compiler numbers anew follows; a profile, or `#[cold]`, puts a word in front.
            let hash = match name.get(..2) {
                Some("_Z") => "17h*",
                Some("_R") => "*",
                _ => "",
            };
            for prefix in prefixes {
                groups.push_str(&format!("      .text.{prefix}{name}{hash}\n"));
            }
        }
        groups.push_str("    )\n");
    }
    format!(
        "SECTIONS {{\n  .text : {{\n{groups}    *(.text.hot.*)\n    *(.text.unlikely.*)\n    *(.text .text.*)\n  }}\n}} INSERT AFTER .fini;\n"
    )
}
