//! What is measured: pyperformance's benchmarks that need the standard library alone, compiling that library, and starting
//! up. Fetches the former with pip into the target directory; nothing of them is kept in the tree.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// pyperformance's own names; `bm_NAME/run_benchmark.py` is the script.
const PYPERFORMANCE: &[&str] = &[
    "richards",
    "richards_super",
    "deltablue",
    "nbody",
    "fannkuch",
    "spectral_norm",
    "float",
    "chaos",
    "hexiom",
    "raytrace",
    "generators",
    "comprehensions",
    "deepcopy",
    "json_dumps",
    "json_loads",
    "nqueens",
    "unpack_sequence",
    "coroutines",
    "crypto_pyaes",
    "meteor_contest",
    "mdp",
    "pprint",
    "regex_compile",
    "typing_runtime_protocols",
];

/// What `tools/bench/stdlib_compiler.py` measures.
const COMPILER: &[&str] = &["compile_stdlib", "parse_stdlib", "ast_stdlib"];

/// Command lines whose whole life is timed.
pub const STARTS: &[(&str, &[&str])] = &[
    ("start: -c pass", &["-c", "pass"]),
    ("start: -I -S -c pass", &["-I", "-S", "-c", "pass"]),
    ("start: -c 'import json'", &["-c", "import json"]),
];

/// `pyaes` is what crypto_pyaes encrypts with.
const PACKAGES: &[&str] = &["pyperformance==1.14.0", "pyaes==1.6.1"];

/// The packages' directory, fetched when it is not there yet.
pub fn fetch(target: &Path) -> Result<PathBuf, String> {
    let site = target.join("bench/site");
    if !site.join("pyperformance").is_dir() {
        eprintln!("bench: fetching {}", PACKAGES.join(", "));
        let status = Command::new("python3")
            .args(["-m", "pip", "install", "-q", "--no-deps", "--target"])
            .arg(&site)
            .args(PACKAGES)
            .status()
            .map_err(|e| format!("python3 (its pip fetches the benchmarks): {e}"))?;
        if !status.success() {
            return Err("pip could not fetch the benchmarks".to_owned());
        }
    }
    Ok(site)
}

/// Names, and scripts with their arguments.
pub fn scripts(site: &Path) -> Vec<(&'static str, Vec<OsString>)> {
    let fetched = site.join("pyperformance/data-files/benchmarks");
    let own = crate::reference::top().join("tools/bench/stdlib_compiler.py");
    let pyperformance = PYPERFORMANCE.iter().map(|name| {
        let script = fetched.join(format!("bm_{name}/run_benchmark.py"));
        (*name, vec![script.into_os_string()])
    });
    let compiler = COMPILER
        .iter()
        .map(|name| (*name, vec![own.clone().into(), (*name).into()]));
    pyperformance.chain(compiler).collect()
}
