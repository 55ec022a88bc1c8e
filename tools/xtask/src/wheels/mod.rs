//! `cargo xtask wheels`: strangers' extension modules, unmodified as PyPI has them, under ours and under the reference.
//!
//! Each program of `ext-tests/wheels` does the main work of one package; what it prints must be equal under both libraries, and what
//! is recorded beside it. Both run in the reference's root (the wheels want its C library) with one folder of packages, ours with the
//! stock standard library; before anything else it is proved that it is ours that answers.

mod build;
pub mod packages;
mod suites;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::conformance::sides::{Side, Sides};
use crate::ext_tests::{compare, without_addresses};
use crate::reference::{Root, target, top};

const USAGE: &str = "usage: cargo xtask wheels [OPTION...] [NAME...]
  NAME             only programs, suites or builds whose name contains it
  --build          instead: what is built from source against our headers (numpy, in 20 minutes, when named)
  --suites         the packages' own tests instead (msgpack, greenlet, lxml; numpy, in 13 minutes, when named)
  --fresh          suites: run the reference again, too
  --resume         suites: do not run again what has run to its end with this library
  -v               suites: show the last lines of what failing ones print
  --python FILE    our launcher, its library beside it (target/debug/python3.14)
  --fetch          only get the packages
  --record         write what the reference prints to NAME.expected
Programs, and the ledger of tests that fail: ext-tests/wheels, ext-tests/build. The packages are kept in target/wheels.";

pub fn run(words: &[&str]) -> Result<(), String> {
    let mut python = target().join("debug/python3.14");
    let (mut fetch_only, mut record) = (false, false);
    let (mut from_source, mut own_tests) = (false, false);
    let (mut fresh, mut resume, mut verbose) = (false, false, false);
    let mut names = Vec::new();
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        match word {
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(());
            }
            "--python" => {
                let file = words.next().ok_or(USAGE)?;
                python = std::path::absolute(file).map_err(|e| e.to_string())?;
            }
            "--suites" => own_tests = true,
            "--fresh" => fresh = true,
            "--resume" => resume = true,
            "-v" => verbose = true,
            "--build" => from_source = true,
            "--fetch" => fetch_only = true,
            "--record" => record = true,
            _ if word.starts_with('-') => return Err(USAGE.to_owned()),
            _ => names.push(word),
        }
    }
    let site = packages::fetch(&Root::find()?, &packages::WHEELS)?;
    if fetch_only {
        return Ok(());
    }
    let sides = Sides::within(&python, target().join("wheels"))?;
    if from_source {
        return build::run(&sides, &python, &names, record);
    }
    if own_tests {
        let wanted = |suite: &&&str| match names.is_empty() {
            true => !suite.starts_with("numpy"),
            false => names.iter().any(|n| suite.contains(n)),
        };
        let suites = suites::NAMES.iter().filter(wanted);
        let suites = suites.map(|s| s.to_string()).collect();
        let since = match resume {
            true => std::fs::metadata(python.with_file_name("libpython3.14.so.1.0"))
                .and_then(|m| m.modified())
                .ok(),
            false => None,
        };
        return suites::run(sides, suites, since, fresh, verbose);
    }
    let mut programs = programs("wheels")?;
    programs.retain(|p| names.is_empty() || names.iter().any(|n| name(p).contains(n)));
    let mut failed = 0;
    for (n, program) in programs.iter().enumerate() {
        let problems = compared(&sides, &site, program, record)?;
        let what = format!("{} ({}/{})", name(program), n + 1, programs.len());
        report(&what, &problems);
        failed += usize::from(!problems.is_empty());
    }
    println!(
        "wheels: {} passed, {failed} failed",
        programs.len() - failed
    );
    match failed {
        0 => Ok(()),
        _ => Err("wheels: not as under the reference".to_owned()),
    }
}

/// Those in a folder of `ext-tests`.
fn programs(folder: &str) -> Result<Vec<PathBuf>, String> {
    let folder = top().join("ext-tests").join(folder);
    let files = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut programs: Vec<PathBuf> = files.filter_map(|f| Some(f.ok()?.path())).collect();
    programs.retain(|p| p.extension().is_some_and(|e| e == "py"));
    programs.sort();
    Ok(programs)
}

fn report(what: &str, problems: &str) {
    match problems.is_empty() {
        true => println!("passed {what}"),
        false => print!("FAILED {what}\n{problems}"),
    }
}

fn name(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// A program under both sides: where they differ, or differ from what is recorded.
fn compared(sides: &Sides, site: &Path, program: &Path, record: bool) -> Result<String, String> {
    let theirs = said(sides, Side::Reference, site, program)?;
    let path = program.with_extension("expected");
    if record {
        fs::write(&path, &theirs).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let ours = said(sides, Side::Ours, site, program)?;
    Ok(compare("the reference", &recorded, &theirs) + &compare("ours", &theirs, &ours))
}

/// Output, errors and exit status. The program's folder is not on the path: it is called as the package is.
fn said(sides: &Sides, side: Side, site: &Path, program: &Path) -> Result<String, String> {
    let python = sides.executable(side);
    let out = sides
        .command(Path::new("timeout"))?
        .args(["-s", "KILL", "300"])
        .arg(&python)
        .args(["-P", "-W", "ignore"])
        .arg(program)
        .env("PYTHONPATH", site)
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("{}: {e}", program.display()))?;
    let mut said = String::from_utf8_lossy(&out.stdout).into_owned();
    said += &String::from_utf8_lossy(&out.stderr);
    if !out.status.success() {
        said += &format!("{}\n", out.status);
    }
    let folder = program.parent().unwrap_or(program);
    for (path, name) in [(site, "SITE"), (folder, "DIR"), (&python, "PYTHON")] {
        said = said.replace(&path.display().to_string(), name);
    }
    Ok(without_addresses(&said))
}
