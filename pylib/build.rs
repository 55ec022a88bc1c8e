//! Compiles the packaged standard library into one blob of marshalled code and a table of names.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

include!("corrections.rs");

/// What every start imports. Their code lies together: the kernel maps a file in pieces of sixteen pages.
const START: &[&str] = &[
    "importlib._bootstrap",
    "importlib._bootstrap_external",
    "codecs",
    "encodings",
    "encodings.aliases",
    "encodings.utf_8",
    "abc",
    "io",
    "_collections_abc",
    "stat",
    "genericpath",
    "posixpath",
    "os",
    "_sitebuiltins",
    "site",
    "warnings",
    "_py_warnings",
    "linecache",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=corrections.rs");
    println!("cargo::rerun-if-changed=src/getpath.py");
    let lib = Path::new(rustpython_pylib::LIB_PATH);
    let mut modules = BTreeMap::new();
    collect(lib, lib, &mut modules);
    let mut code = BTreeMap::new();
    for (name, (_, source)) in &modules {
        match compile(name, source) {
            Ok(marshalled) => code.insert(name.as_str(), marshalled),
            Err(e) => panic!("cannot compile the standard library's {name}: {e}"),
        };
    }
    let rest = code.keys().copied().filter(|name| !START.contains(name));
    let mut blob: Vec<u8> = Vec::new();
    let mut places = BTreeMap::new();
    for name in START.iter().copied().chain(rest) {
        let marshalled = code
            .get(name)
            .unwrap_or_else(|| panic!("the package has no {name}"));
        let from = blob.len();
        blob.extend_from_slice(marshalled);
        places.insert(name, (from, blob.len()));
    }
    let mut table = String::from(
        "static BLOB: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/blob.bin\"));\n",
    );
    table.push_str("const fn part(from: usize, to: usize) -> &'static [u8] {\n    BLOB.split_at(to).0.split_at(from).1\n}\n");
    table.push_str("static MODULES: &[Module] = &[\n");
    for (name, (from, to)) in places {
        let is_package = modules[name].0;
        let _ = writeln!(
            table,
            "    Module {{ name: {name:?}, is_package: {is_package}, code: part({from}, {to}) }},",
        );
    }
    table.push_str("];\n");
    let paths = compile("getpath", include_bytes!("src/getpath.py"))
        .unwrap_or_else(|e| panic!("cannot compile getpath: {e}"));
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("blob.bin"), blob).expect("OUT_DIR is writable");
    std::fs::write(Path::new(&out).join("getpath.bin"), paths).expect("OUT_DIR is writable");
    std::fs::write(Path::new(&out).join("table.rs"), table).expect("OUT_DIR is writable");
}

/// Every module under `dir`, by its dotted name. Tests are left out.
fn collect(lib: &Path, dir: &Path, modules: &mut BTreeMap<String, (bool, Vec<u8>)>) {
    let mut entries: Vec<_> = std::fs::read_dir(dir)
        .expect("the package has its Lib")
        .flatten()
        .collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(
                file_name.as_str(),
                "test"
                    | "tests"
                    | "idle_test"
                    | "__pycache__"
                    | "idlelib"
                    | "turtledemo"
                    | "tkinter"
            ) {
                collect(lib, &path, modules);
            }
        } else if let Some(stem) = file_name.strip_suffix(".py") {
            let relative = path
                .strip_prefix(lib)
                .expect("found under lib")
                .to_string_lossy()
                .replace('\\', "/");
            if NOT_IN_STOCK.contains(&relative.as_str()) {
                continue;
            }
            let source = correct(&relative, std::fs::read(&path).expect("readable"));
            let parent = relative
                .rsplit_once('/')
                .map_or(String::new(), |(p, _)| p.replace('/', "."));
            let (name, is_package) = match (stem, parent.as_str()) {
                ("__init__", p) => (p.to_owned(), true),
                (s, "") => (s.to_owned(), false),
                (s, p) => (format!("{p}.{s}"), false),
            };
            modules.insert(name, (is_package, source));
        }
    }
}

/// Undoes what the package changed.
fn correct(relative: &str, source: Vec<u8>) -> Vec<u8> {
    let wanted: Vec<_> = CORRECTIONS.iter().filter(|c| c.0 == relative).collect();
    if wanted.is_empty() {
        return source;
    }
    let text = String::from_utf8(source).expect("the corrected files are UTF-8");
    let mut lines: Vec<&str> = text.lines().collect();
    for (file, first, count, replacement) in wanted {
        let at = lines
            .iter()
            .position(|l| l == first)
            .unwrap_or_else(|| panic!("{file}: {first:?} is gone; look at corrections.rs"));
        let new: Vec<&str> = if replacement.is_empty() {
            vec![]
        } else {
            vec![replacement]
        };
        lines.splice(at..at + count, new);
    }
    let mut out = lines.join("\n").into_bytes();
    out.push(b'\n');
    out
}

fn compile(name: &str, source: &[u8]) -> Result<Vec<u8>, String> {
    let options = compiler::options::Options::default();
    let host = &mut compiler::host::NullHost;
    let mut tree =
        compiler::parse(source, compiler::Mode::File, &options, host).map_err(|e| e.to_string())?;
    let filename = compiler::text::Wtf8String::from(format!("<frozen {name}>").as_str());
    let code = compiler::compile(&mut tree, filename, &options, host).map_err(|e| e.to_string())?;
    let code = compiler::constant::Constant::Code(code);
    compiler::marshal::dumps(&code, compiler::marshal::VERSION).map_err(|e| e.to_string())
}
