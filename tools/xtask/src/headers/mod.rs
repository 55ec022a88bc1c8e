//! `xtask headers`: writes `include/` from what our Rust declares and the fragments that hold what Rust cannot express.
//!
//! Which header has which name, in which configuration, is a fact of the stock headers (`abi/headers.tsv`); types, constants and
//! the signatures of the functions that exist come from `core/layout` and `capi`. A function that is exported by the stock library
//! and not written here yet is declared from the facts. Where a Rust signature and the facts disagree, that is an error to mend.

mod constants;
mod ctype;
pub(crate) mod facts;
mod functions;
mod render;
pub(crate) mod rust;
mod text;
mod types;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use render::{Header, Report, Sources};

/// Internal header, a tab, what it includes.
const INTERNAL: &str = "abi/internal-includes.tsv";

/// Headers of other compilers. (Nor is there `cpython/pystats.h`, for builds with statistics, and `cpython/pthread_stubs.h`.)
const NOT_OURS: &[&str] = &["cpython/pyatomic_msc.h", "cpython/pyatomic_std.h"];

fn walk(dir: &Path, base: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            walk(&path, base, found);
        } else if let Ok(relative) = path.strip_prefix(base) {
            found.insert(relative.to_string_lossy().into_owned());
        }
    }
}

pub fn run(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let check = arguments.contains(&"--check");
    let sources = Sources {
        facts: facts::Facts::read(root)?,
        layout: rust::Layout::read(root)?,
        exported: rust::exported_functions(root)?,
    };
    let include = root.join("include");
    let fragments = include.join("fragments");
    let mut names: BTreeSet<String> = sources.facts.by_header.keys().cloned().collect();
    walk(&fragments, &fragments, &mut names);
    names.insert("pyconfig.h".into());
    names.retain(|n| !NOT_OURS.contains(&n.as_str()));

    // an internal header brings in those whose types it needs
    let text =
        std::fs::read_to_string(root.join(INTERNAL)).map_err(|e| format!("{INTERNAL}: {e}"))?;
    let includes: BTreeMap<&str, String> = text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(name, list)| {
            let lines = list.split_whitespace().map(|i| format!("#include {i}\n"));
            (name, lines.collect())
        })
        .collect();

    let report = RefCell::new(Report::default());
    let mut stale = Vec::new();
    let mut written = BTreeSet::new();
    for name in &names {
        let fragment = std::fs::read_to_string(fragments.join(name)).ok();
        let internal = includes.get(name.as_str());
        if name.starts_with("internal/") && fragment.is_none() && internal.is_none() {
            continue; // of the stock library's own source, or of another platform
        }
        let fragment = match internal {
            Some(lines) => Some(format!(
                "{lines}{}",
                fragment.as_deref().unwrap_or_default()
            )),
            None => fragment,
        };
        let text = if name == "pyconfig.h" {
            pyconfig::header()
        } else {
            Header::new(&sources, name, &report).render(fragment.as_deref().unwrap_or(""))
        };
        written.insert(name.clone());
        let target = include.join(name);
        if std::fs::read_to_string(&target).ok().as_deref() == Some(&text) {
            continue;
        }
        stale.push(name.clone());
        if !check {
            if let Some(dir) = target.parent() {
                std::fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
            }
            std::fs::write(&target, text).map_err(|e| format!("{}: {e}", target.display()))?;
        }
    }
    let mut present = BTreeSet::new();
    walk(&include, &include, &mut present);
    for name in present
        .iter()
        .filter(|n| !n.starts_with("fragments/") && !written.contains(*n))
    {
        stale.push(format!("{name} (no longer made)"));
        if !check {
            std::fs::remove_file(include.join(name)).map_err(|e| format!("{name}: {e}"))?;
        }
    }

    let report = report.into_inner();
    for problem in &report.problems {
        eprintln!("headers: {problem}");
    }
    for line in &report.differing {
        eprintln!("headers: signature differs from the stock one: {line}");
    }
    println!(
        "headers: {} files; functions: {} from our Rust, {} planned, {} with another type",
        written.len(),
        report.from_rust,
        report.planned,
        report.differing.len()
    );
    if !report.problems.is_empty() {
        return Err("headers: not everything could be written".into());
    }
    if check && !stale.is_empty() {
        return Err(format!(
            "out of date: {}; run `cargo xtask headers`",
            stale.join(", ")
        ));
    }
    Ok(())
}
