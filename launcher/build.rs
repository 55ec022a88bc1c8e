//! Links the launcher against a stub that has the real library's SONAME, so that it needs no build order: at run time the
//! loader finds the library beside the program or in `../lib`.

use std::path::PathBuf;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let source = out.join("stub.c");
    std::fs::write(
        &source,
        "int Py_BytesMain(int argc, char **argv) { (void)argc; (void)argv; return 1; }\n",
    )
    .expect("OUT_DIR is writable");
    let cc = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let status = Command::new(&cc)
        .args([
            "-shared",
            "-fPIC",
            "-nostdlib",
            "-Wl,-soname,libpython3.14.so.1.0",
            "-o",
        ])
        .arg(out.join("libpython3.14.so"))
        .arg(&source)
        .status();
    assert!(
        status.is_ok_and(|s| s.success()),
        "the C compiler `{cc}` could not make the launcher's stub; install gcc or set CC"
    );
    println!("cargo::rustc-link-search=native={}", out.display());
    println!("cargo::rustc-link-lib=dylib=python3.14");
    println!("cargo::rustc-link-lib=dylib=c"); // whose start-up code calls `main`; `std` would bring it
    println!("cargo::rustc-link-arg-bins=-Wl,-rpath,$ORIGIN:$ORIGIN/../lib");
}
