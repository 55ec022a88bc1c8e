//! The artifact's link line: its SONAME, and relocated words in the file itself, where outside tools read type objects.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let soname = if std::env::var_os("CARGO_FEATURE_FREE_THREADED").is_some() {
        "libpython3.14t.so.1.0"
    } else {
        "libpython3.14.so.1.0"
    };
    println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,{soname}");
    println!("cargo::rustc-cdylib-link-arg=-Wl,--apply-dynamic-relocs");
}
