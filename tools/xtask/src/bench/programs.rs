//! What is measured: pyperformance's benchmarks that need the standard library alone, compiling that library, and starting
//! up. Fetches the former with pip into the target directory; nothing of them is kept in the tree.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// pyperformance's own names, with the arguments that its variants give: `bm_NAME/run_benchmark.py` is the script. Left out are
/// those that need packages beyond [`PACKAGES`], and `python_startup`, which is among [`STARTS`].
const PYPERFORMANCE: &[&str] = &[
    "2to3",
    "argparse many_optionals",
    "argparse subparsers",
    "async_generators",
    "async_tree none",
    "async_tree none --task-groups",
    "async_tree cpu_io_mixed",
    "async_tree cpu_io_mixed --task-groups",
    "async_tree io",
    "async_tree io --task-groups",
    "async_tree memoization",
    "async_tree memoization --task-groups",
    "async_tree eager",
    "async_tree eager --task-groups",
    "async_tree eager_cpu_io_mixed",
    "async_tree eager_cpu_io_mixed --task-groups",
    "async_tree eager_io",
    "async_tree eager_io --task-groups",
    "async_tree eager_memoization",
    "async_tree eager_memoization --task-groups",
    "asyncio_tcp",
    "asyncio_tcp --ssl",
    "barnes_hut",
    "base64",
    "bpe_tokeniser",
    "chaos",
    "comprehensions",
    "concurrent_imap",
    "coroutines",
    "crypto_pyaes",
    "decimal_factorial",
    "decimal_pi",
    "deepcopy",
    "deltablue",
    "fannkuch",
    "float",
    "gc_collect",
    "gc_traversal",
    "generators",
    "go",
    "hexiom",
    "json_dumps",
    "json_loads",
    "logging",
    "mdp",
    "meteor_contest",
    "nbody",
    "nqueens",
    "pathlib",
    "pickle pickle",
    "pickle pickle_dict",
    "pickle pickle_list",
    "pickle --pure-python pickle",
    "pickle unpickle",
    "pickle unpickle_list",
    "pickle --pure-python unpickle",
    "pidigits",
    "pprint",
    "pyflate",
    "raytrace",
    "regex_compile",
    "regex_dna",
    "regex_effbot",
    "regex_v8",
    "richards",
    "richards_super",
    "scimark",
    "spectral_norm",
    "sqlite_synth",
    "telco",
    "tomli_loads",
    "typing_runtime_protocols",
    "unpack_sequence",
    "xml_etree",
];

/// What `tools/bench/stdlib_compiler.py` measures.
const COMPILER: &[&str] = &["compile_stdlib", "parse_stdlib", "ast_stdlib"];

/// Command lines whose whole life is timed.
pub const STARTS: &[(&str, &[&str])] = &[
    ("start: -c pass", &["-c", "pass"]),
    ("start: -I -S -c pass", &["-I", "-S", "-c", "pass"]),
    ("start: -c 'import json'", &["-c", "import json"]),
];

/// One more, with the packages of `xtask wheels` on the path.
pub const NUMPY: (&str, &[&str]) = ("start: -c 'import numpy'", &["-c", "import numpy"]);

/// Two benchmarks measure packages in plain Python that need nothing further: crypto_pyaes and tomli_loads.
const PACKAGES: &[&str] = &["pyperformance==1.14.0", "pyaes==1.6.1", "tomli==2.0.1"];

/// Where the packages lie.
pub fn site(target: &Path) -> PathBuf {
    target.join("bench/site")
}

/// The packages' directory, fetched when it is not there yet.
pub fn fetch(target: &Path) -> Result<PathBuf, String> {
    let site = site(target);
    let mut names = PACKAGES.iter().filter_map(|p| p.split('=').next());
    if !names.all(|name| site.join(name).is_dir()) {
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

/// Where modules are found: the stand-in for pyperf, the packages, what 2to3 brings along.
pub fn path(site: &Path) -> String {
    let stand_in = crate::reference::top().join("tools/bench");
    let lib2to3 = site.join("pyperformance/data-files/benchmarks/bm_2to3/vendor/src");
    let folders = [&stand_in, site, &lib2to3];
    folders.map(|f| f.display().to_string()).join(":")
}

/// Names, and scripts with their arguments.
pub fn scripts(site: &Path) -> Vec<(&'static str, Vec<OsString>)> {
    let fetched = site.join("pyperformance/data-files/benchmarks");
    let own = crate::reference::top().join("tools/bench/stdlib_compiler.py");
    let pyperformance = PYPERFORMANCE.iter().map(|name| {
        let mut words = name.split(' ');
        let folder = format!("bm_{}", words.next().unwrap_or_default());
        let script = fetched.join(folder).join("run_benchmark.py");
        let command = std::iter::once(script.into_os_string()).chain(words.map(OsString::from));
        (*name, command.collect())
    });
    let compiler = COMPILER
        .iter()
        .map(|name| (*name, vec![own.clone().into(), (*name).into()]));
    pyperformance.chain(compiler).collect()
}
