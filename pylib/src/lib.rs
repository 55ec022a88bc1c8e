//! The standard library that we carry: every pure-Python module of 3.14's `Lib`, compiled at build time by our own
//! compiler and marshalled.
//!
//! The sources are those that the crate `rustpython-pylib` packages, with that project's changes put right again
//! (`corrections.rs`). A module is found by name in a sorted table; its code lies in one blob.

/// A carried module.
#[derive(Debug)]
pub struct Module {
    pub name: &'static str,
    pub is_package: bool,
    /// Marshalled code object, whose file name is `<frozen NAME>`.
    pub code: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// Finds a module by its full name.
pub fn find(name: &str) -> Option<&'static Module> {
    MODULES
        .binary_search_by(|m| m.name.cmp(name))
        .ok()
        .map(|i| &MODULES[i])
}

/// All carried modules, sorted by name.
pub fn all() -> &'static [Module] {
    MODULES
}

/// The program that computes paths (`getpath.py`), as marshalled code: no module, since it runs in a namespace that is made for it.
pub static GETPATH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/getpath.bin"));
