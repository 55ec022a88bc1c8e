//! `cargo xtask abi headers`: each header, alone, in every configuration, as C11 and as C++17, without a warning.
//!
//! The measure is what the stock headers do under the same compiler: `abi/header-matrix.tsv` has what they do not compile as, which
//! `--record` finds out, and ours need not either. A header stands alone after `Python.h` (kept precompiled), and really alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Report;
use super::ledger::Ledger;
use super::probe::{Configuration, Headers, compiler};
use crate::reference::{Root, target, top};

pub const USAGE: &str = "usage: cargo xtask abi headers [--record]
  compiles each header alone, with -Wall -Wextra -Werror, in every configuration, as C11 and C++17, wherever the stock one compiles;
  --record finds out where that is (needs the reference).";

const FACTS: &str = "abi/header-matrix.tsv";
const STRICT: &[&str] = &[
    "-Wall",
    "-Wextra",
    "-Werror",
    "-fsyntax-only",
    "-fmax-errors=3",
];

const PUBLIC: &[Configuration] = &[
    Configuration::new("full", &[], false),
    Configuration::new("free-threaded", &["Py_GIL_DISABLED"], false),
    Configuration::new("3.2", &["Py_LIMITED_API=0x03020000"], false),
    Configuration::new("3.8", &["Py_LIMITED_API=0x03080000"], false),
    Configuration::new("3.12", &["Py_LIMITED_API=0x030c0000"], false),
    Configuration::new("3.14", &["Py_LIMITED_API=0x030e0000"], false),
];
const INTERNAL: &[Configuration] = &[
    Configuration::new("core", &["Py_BUILD_CORE"], true),
    Configuration::new(
        "core-free-threaded",
        &["Py_BUILD_CORE", "Py_GIL_DISABLED"],
        true,
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    C,
    Cpp,
}

impl Language {
    fn options(self) -> [&'static str; 2] {
        match self {
            Language::C => ["-xc", "-std=c11"],
            Language::Cpp => ["-xc++", "-std=c++17"],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Language::C => "c",
            Language::Cpp => "c++",
        }
    }
}

/// One compilation.
struct Unit {
    header: String,
    configuration: Configuration,
    language: Language,
    /// Without `Python.h` before it.
    bare: bool,
}

impl Unit {
    /// `core/c++`, `full/c/bare`.
    fn name(&self) -> String {
        let bare = if self.bare { "/bare" } else { "" };
        format!("{}/{}{bare}", self.configuration.name, self.language.name())
    }
}

pub fn run(record: bool) -> Result<Report, String> {
    let ours = Headers::ours();
    let mut headers = ours.names(true)?;
    headers.extend(tier(&ours.folder)?);
    let mut units = Vec::new();
    for header in &headers {
        let internal = header.starts_with("internal/");
        let configurations = if internal { INTERNAL } else { PUBLIC };
        for (i, configuration) in configurations.iter().enumerate() {
            for language in [Language::C, Language::Cpp] {
                for bare in [false, true] {
                    if i > 0 && (bare || header.starts_with("cpython/")) {
                        continue;
                    }
                    units.push(Unit {
                        header: header.clone(),
                        configuration: *configuration,
                        language,
                        bare,
                    });
                }
            }
        }
    }
    if record {
        let stock = Headers::stock(&Root::find()?);
        let failures = compile(&stock, &units)?;
        write(&units, &failures)?;
    }
    let not_stock = read()?;
    let wanted = |u: &Unit| {
        !not_stock
            .get(&u.header)
            .is_some_and(|names| names.contains(&u.name()))
    };
    let total = units.len();
    units.retain(wanted);
    let failures = compile(&ours, &units)?;
    let mut ledger = Ledger::read("headers")?;
    let mut problems = Vec::new();
    for (i, why) in failures {
        let name = format!("{} {}", units[i].header, units[i].name());
        if !ledger.has(&name) {
            problems.push(format!("{name}: {why}"));
        }
    }
    problems.extend(all_at_once(&ours)?);
    let (known, idle) = ledger.close();
    problems.extend(idle);
    Ok(Report {
        summary: format!(
            "headers: {} headers, {} compilations ({} where the stock header does not compile are left out), {} fail, {known} known",
            headers.len(),
            units.len(),
            total - units.len(),
            problems.len()
        ),
        problems,
    })
}

fn tier(include: &Path) -> Result<Vec<String>, String> {
    let folder = include.join("cpython");
    let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let names = entries.filter_map(|f| Some(f.ok()?.file_name().to_string_lossy().into_owned()));
    Ok(names
        .filter(|n| n.ends_with(".h"))
        .map(|n| format!("cpython/{n}"))
        .collect())
}

/// The units that do not compile, with the first error, on all processors.
fn compile(headers: &Headers, units: &[Unit]) -> Result<BTreeMap<usize, String>, String> {
    let folder = target().join("abi/headers");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut prefixes = BTreeMap::new();
    for configuration in PUBLIC.iter().chain(INTERNAL) {
        for language in [Language::C, Language::Cpp] {
            let name = format!("{}-{}", configuration.name, language.name());
            prefixes.insert(
                name.clone(),
                precompile(headers, *configuration, language, &folder.join(name))?,
            );
        }
    }
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(BTreeMap::new());
    let work = || {
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(unit) = units.get(i) else { return };
            let prefix =
                &prefixes[&format!("{}-{}", unit.configuration.name, unit.language.name())];
            if let Some(why) = one(headers, unit, prefix, &folder.join(format!("unit{i}.c"))) {
                failures
                    .lock()
                    .unwrap_or_else(|e| e.into_inner())
                    .insert(i, why);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    Ok(failures.into_inner().unwrap_or_else(|e| e.into_inner()))
}

/// A header that includes `Python.h`, compiled beforehand where the compiler can.
fn precompile(
    headers: &Headers,
    c: Configuration,
    language: Language,
    folder: &Path,
) -> Result<PathBuf, String> {
    let file = folder.join("prefix.h");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&file, "#include <Python.h>\n"))
        .map_err(|e| format!("{}: {e}", file.display()))?;
    let kind = match language {
        Language::C => "-xc-header",
        Language::Cpp => "-xc++-header",
    };
    // where it fails, the units will show why
    let _ = Command::new(compiler())
        .args([kind, language.options()[1], "-Wall", "-Wextra"])
        .args(c.definitions.iter().map(|d| format!("-D{d}")))
        .args(headers.options(c.internal))
        .arg("-o")
        .arg(folder.join("prefix.h.gch"))
        .arg(&file)
        .output();
    Ok(file)
}

/// What the compiler says first about a unit, if anything.
fn one(headers: &Headers, unit: &Unit, prefix: &Path, file: &Path) -> Option<String> {
    let written = fs::write(file, format!("#include <{}>\n", unit.header));
    if let Err(e) = written {
        return Some(e.to_string());
    }
    let mut command = Command::new(compiler());
    command
        .args(unit.language.options())
        .args(STRICT)
        .args(
            unit.configuration
                .definitions
                .iter()
                .map(|d| format!("-D{d}")),
        )
        .args(headers.options(unit.configuration.internal));
    if !unit.bare {
        command.arg("-include").arg(prefix);
    }
    let said = said(command.arg(file));
    let _ = fs::remove_file(file);
    said
}

fn said(command: &mut Command) -> Option<String> {
    let out = match command.output() {
        Ok(out) if out.status.success() => return None,
        Ok(out) => String::from_utf8_lossy(&out.stderr).into_owned(),
        Err(e) => return Some(e.to_string()),
    };
    let first = out
        .lines()
        .find(|l| l.contains("error:"))
        .or(out.lines().next());
    Some(first.unwrap_or("fails without a word").to_owned())
}

/// All headers of a configuration in one file, by the other compiler where there is one: clang warns where gcc does not.
fn all_at_once(headers: &Headers) -> Result<Vec<String>, String> {
    let mut problems = Vec::new();
    if Command::new("clang").arg("--version").output().is_err() {
        println!("headers: not asked of clang, which is not there");
        return Ok(problems);
    }
    let file = target().join("abi/headers/all.c");
    for configuration in PUBLIC.iter().chain(INTERNAL) {
        let mut text = String::from("#include <Python.h>\n");
        for name in headers.names(configuration.internal)? {
            let _ = writeln!(text, "#include <{name}>");
        }
        fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
        for language in [Language::C, Language::Cpp] {
            if configuration.internal && language == Language::Cpp {
                continue; // the stock internal headers are C
            }
            let mut command = Command::new("clang");
            command
                .args(language.options())
                .args(["-Wall", "-Wextra", "-Werror", "-fsyntax-only"])
                .args(configuration.definitions.iter().map(|d| format!("-D{d}")))
                .args(headers.options(configuration.internal))
                .arg(&file);
            if let Some(why) = said(&mut command) {
                problems.push(format!(
                    "all headers {}/{} (clang): {why}",
                    configuration.name,
                    language.name()
                ));
            }
        }
    }
    Ok(problems)
}

/// Header to the units as which the stock one does not compile.
fn read() -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let rows = super::signatures::read_table(FACTS)?.into_iter();
    let row = |row: Vec<String>| match &row[..] {
        [header, names] => Ok((
            header.clone(),
            names.split(' ').map(str::to_owned).collect(),
        )),
        _ => Err(format!("{FACTS}: not two columns: {row:?}")),
    };
    rows.map(row).collect()
}

fn write(units: &[Unit], failures: &BTreeMap<usize, String>) -> Result<(), String> {
    let mut by_header: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for i in failures.keys() {
        by_header
            .entry(&units[*i].header)
            .or_default()
            .push(units[*i].name());
    }
    let mut text = String::from(
        "# As what the stock headers do not compile alone: made by `cargo xtask abi headers --record`; facts only\n# header\tconfiguration/language\n",
    );
    for (header, names) in by_header {
        let _ = writeln!(text, "{header}\t{}", names.join(" "));
    }
    fs::write(top().join(FACTS), text).map_err(|e| format!("{FACTS}: {e}"))
}
