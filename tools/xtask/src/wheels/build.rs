//! `cargo xtask wheels --build`: extension modules built from source against our headers, under both libraries.
//!
//! They are built in the reference's root by its compilers and interpreter, with `include/` mounted where the stock headers lie: so
//! every build tool finds it without being told, and nothing else. Two kinds: packages from their source distributions, which then do
//! what their wheels do (`ext-tests/wheels`), and modules of our own made with Cython, pybind11, nanobind, cffi and PyO3
//! (`ext-tests/build`), which are built against the stock headers, too. PyO3 declares the C API itself, and asks our interpreter which
//! one that is; Cargo runs on the host.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::packages::{self, Group, finish, pip, settings};
use super::{compared, name, programs, report};
use crate::conformance::sides::Sides;
use crate::reference::{Root, target, top};

/// What builds.
const TOOLS: Group = Group {
    name: "tools",
    requirements: &[
        "setuptools==84.2.1",
        "setuptools-scm==9.2.2",
        "packaging==26.3",
        "cython==3.3.1",
        "pybind11==3.1.0",
        "nanobind==3.1.0",
        "cffi==2.1.1",
        "pycparser==3.12",
    ],
};

/// The packages whose programs run with what was built of these.
const SOURCES: Group = Group {
    name: "build-sources",
    requirements: &[
        "greenlet==3.5.6",
        "markupsafe==3.0.4",
        "msgpack==1.2.4",
        "psutil==7.2.2",
        "pyyaml==6.0.3",
        "ujson==6.1.0",
    ],
};

/// numpy is built by meson, and takes as long as all others together: only when it is named.
const NUMPY: Group = Group {
    name: "build-numpy",
    requirements: &["numpy==2.5.5"],
};

/// What builds numpy, besides the meson that it brings along.
const NUMPY_TOOLS: Group = Group {
    name: "numpy-tools",
    requirements: &[
        "cython==3.3.1",
        "meson==1.12.1",
        "meson-python==0.22.1",
        "ninja==1.13.2",
        "packaging==26.3",
        "pyproject-metadata==0.12.1",
    ],
};

/// What keeps its build short, and free of what the root may or may not have: no BLAS, one set of instructions, no optimisation; and
/// a folder of its own, so that a build that was broken off goes on.
const NUMPY_SETTINGS: &[&str] = &[
    "build-dir=build",
    "setup-args=-Dallow-noblas=true",
    "setup-args=-Dblas=none",
    "setup-args=-Dlapack=none",
    "setup-args=-Dcpu-dispatch=none",
    "setup-args=-Ddisable-optimization=true",
    "setup-args=-Dbuildtype=plain",
];

/// Where Python.h is, in the root.
const STOCK_INCLUDE: &str = "/usr/include/python3.14";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Headers {
    Ours,
    Stock,
}

impl Headers {
    fn name(self) -> &'static str {
        match self {
            Headers::Ours => "our headers",
            Headers::Stock => "stock headers",
        }
    }

    fn folder(self) -> PathBuf {
        let name = match self {
            Headers::Ours => "ours",
            Headers::Stock => "stock",
        };
        target().join("wheels/built").join(name)
    }

    /// A command in the root that sees these headers.
    fn command(self, root: &Root, program: &str) -> Result<Command, String> {
        let include = top().join("include");
        match self {
            Headers::Stock => root.command(program),
            Headers::Ours => root.command_showing(program, &[(&include, STOCK_INCLUDE.as_ref())]),
        }
    }
}

pub fn run(sides: &Sides, python: &Path, names: &[&str], record: bool) -> Result<(), String> {
    let root = Root::find()?;
    let tools = packages::fetch(&root, &TOOLS)?;
    let sources = packages::fetch_sources(&root, &SOURCES)?;
    proof(&root)?;
    let wanted = |name: &str| names.is_empty() || names.iter().any(|n| name.contains(n));
    let (mut done, mut failed) = (0, 0);
    let mut count = |what: &str, problems: String| {
        report(what, &problems);
        done += 1;
        failed += usize::from(!problems.is_empty());
    };

    let from_sources = programs("wheels")?;
    let mut packages: Vec<(&str, &Path, &Path, &[&str])> = Vec::new();
    for package in SOURCES.requirements {
        let package = package.split('=').next().unwrap_or(package);
        if wanted(package) {
            packages.push((package, &tools, &sources, &[]));
        }
    }
    let (numpy_tools, numpy);
    if names.contains(&"numpy") {
        numpy_tools = packages::fetch(&root, &NUMPY_TOOLS)?;
        numpy = packages::fetch_sources(&root, &NUMPY)?;
        packages.push(("numpy", &numpy_tools, &numpy, NUMPY_SETTINGS));
    }
    for (package, tools, sources, settings) in packages {
        let what = format!("{package} from source, our headers");
        let built = Headers::Ours.folder().join(package);
        match sdist(&root, tools, &sources.join(package), settings, &built) {
            Err(why) => count(&what, why + "\n"),
            Ok(()) => {
                for program in from_sources.iter().filter(|p| name(p) == package) {
                    count(&what, compared(sides, &built, program, false)?);
                }
            }
        }
    }
    let own = programs("build")?;
    let own: Vec<&PathBuf> = own.iter().filter(|p| name(p) != "pyo3").collect();
    for headers in [Headers::Ours, Headers::Stock] {
        if !own.iter().any(|p| wanted(&name(p))) {
            continue;
        }
        let built = headers.folder().join("own");
        if let Err(why) = modules(&root, headers, &tools, &built) {
            count(headers.name(), why + "\n");
            continue;
        }
        // cffi's module wants cffi's own at run time.
        let path = [built.as_path(), &tools].map(|p| p.display().to_string());
        let path = PathBuf::from(path.join(":"));
        for program in own.iter().filter(|p| wanted(&name(p))) {
            let what = format!("{}, {}", name(program), headers.name());
            let record = record && headers == Headers::Ours;
            count(&what, compared(sides, &path, program, record)?);
        }
    }
    if wanted("pyo3") {
        let program = top().join("ext-tests/build/pyo3.py");
        for abi3 in [false, true] {
            let what = if abi3 { "pyo3, abi3" } else { "pyo3" };
            match pyo3(python, root.path(), abi3) {
                Err(why) => count(what, why + "\n"),
                Ok(built) => count(what, compared(sides, &built, &program, record && !abi3)?),
            }
        }
    }
    println!("wheels --build: {} passed, {failed} failed", done - failed);
    match failed {
        0 => Ok(()),
        _ => Err("wheels --build: not as under the reference".to_owned()),
    }
}

/// That the headers that the builds see are ours.
fn proof(root: &Root) -> Result<(), String> {
    let mut cat = Headers::Ours.command(root, "cat")?;
    cat.arg(Path::new(STOCK_INCLUDE).join("Python.h"));
    let shown = cat.output().map_err(|e| format!("cat: {e}"))?;
    let ours = fs::read(top().join("include/Python.h")).map_err(|e| format!("Python.h: {e}"))?;
    match shown.stdout == ours {
        true => Ok(()),
        false => Err(format!("{STOCK_INCLUDE} does not show our headers")),
    }
}

/// Installs a package from its sources into a folder of its own, by pip, with the tools that are there.
fn sdist(
    root: &Root,
    tools: &Path,
    source: &Path,
    configured: &[&str],
    built: &Path,
) -> Result<(), String> {
    let _ = fs::remove_dir_all(built);
    let bin = tools.join("bin");
    let wheel = pip(root)?.get_args().next().map(PathBuf::from);
    let mut install = Headers::Ours.command(root, "python3.14")?;
    install
        .arg(wheel.unwrap_or_default())
        .args(["install", "-q", "--no-deps", "--no-compile", "--no-index"])
        .args(["--no-build-isolation", "--no-cache-dir", "--target"])
        .args([built, source])
        .args(configured.iter().map(|s| format!("--config-settings={s}")))
        .envs(settings())
        .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
        .env("PYTHONPATH", tools);
    finish(install, "pip")?;
    match compiled(built) {
        true => Ok(()),
        false => Err("nothing was compiled: the package made do without".to_owned()),
    }
}

/// Whether there is an extension module below a folder.
fn compiled(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|e| Some(e.ok()?.path()))
        .any(|path| path.extension().is_some_and(|e| e == "so") || path.is_dir() && compiled(&path))
}

/// Our own modules, all at once.
fn modules(root: &Root, headers: Headers, tools: &Path, built: &Path) -> Result<(), String> {
    let _ = fs::remove_dir_all(built);
    let work = headers.folder().join("work");
    let mut setup = headers.command(root, "python3.14")?;
    setup
        .arg(top().join("ext-tests/build/modules/setup.py"))
        .args(["-q", "build_ext", "--build-lib"])
        .arg(built)
        .arg("--build-temp")
        .arg(&work)
        .env("BUILD_WORK", &work)
        .env("PYTHONPATH", tools)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("CFLAGS", "-O1");
    finish(setup, "setup.py")
}

/// The crate in `ext-tests/build/pyo3`, for our interpreter (with the reference's library, which has `_sysconfigdata`).
fn pyo3(python: &Path, root: &Path, abi3: bool) -> Result<PathBuf, String> {
    let kind = if abi3 { "pyo3-abi3" } else { "pyo3" };
    let built = Headers::Ours.folder().join(kind);
    let work = target().join("wheels/built/pyo3");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "-q", "--manifest-path"])
        .arg(top().join("ext-tests/build/pyo3/Cargo.toml"))
        .args(if abi3 { &["--features=abi3"][..] } else { &[] })
        .env("CARGO_TARGET_DIR", &work)
        .env("PYO3_PYTHON", python)
        .env("PYO3_BUILD_EXTENSION_MODULE", "1")
        .env("PYTHONHOME", root.join("usr"));
    finish(cargo, "cargo")?;
    let suffix = if abi3 {
        "abi3"
    } else {
        "cpython-314-x86_64-linux-gnu"
    };
    let module = built.join(format!("built_pyo3.{suffix}.so"));
    let made = work.join("debug/libbuilt_pyo3.so");
    fs::create_dir_all(&built)
        .and_then(|()| fs::copy(&made, &module))
        .map_err(|e| format!("{}: {e}", made.display()))?;
    Ok(built)
}
