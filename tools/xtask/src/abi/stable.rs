//! `cargo xtask abi stable LIBRARY`: the promises of the stable ABI (`abi/stable-abi.tsv`).
//!
//! Every function and datum is exported. Everything of the limited API is usable with `Py_LIMITED_API` from its version on, and not
//! below, asked of our headers in each version. Where the stock headers themselves keep to other versions (a name was always shown),
//! ours do as they do: `abi/headers.tsv` says which. Structs are incomplete, complete, or have the promised members.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Report;
use super::ledger::Ledger;
use super::probe::{Configuration, Headers, Probe};
use super::signatures::read_table;
use super::symbols::exported;

pub const USAGE: &str = "usage: cargo xtask abi stable LIBRARY
  compares what LIBRARY exports and our headers show, in Py_LIMITED_API 3.2 to 3.14, with what the stable ABI promises.";

/// Conditions of the manifest that do not hold here.
const OFF: &[&str] = &[
    "MS_WINDOWS",
    "USE_STACKCHECK",
    "Py_REF_DEBUG",
    "Py_TRACE_REFS",
];

const VERSIONS: [Configuration; 13] = [
    Configuration::new("3.2", &["Py_LIMITED_API=0x03020000"], false),
    Configuration::new("3.3", &["Py_LIMITED_API=0x03030000"], false),
    Configuration::new("3.4", &["Py_LIMITED_API=0x03040000"], false),
    Configuration::new("3.5", &["Py_LIMITED_API=0x03050000"], false),
    Configuration::new("3.6", &["Py_LIMITED_API=0x03060000"], false),
    Configuration::new("3.7", &["Py_LIMITED_API=0x03070000"], false),
    Configuration::new("3.8", &["Py_LIMITED_API=0x03080000"], false),
    Configuration::new("3.9", &["Py_LIMITED_API=0x03090000"], false),
    Configuration::new("3.10", &["Py_LIMITED_API=0x030a0000"], false),
    Configuration::new("3.11", &["Py_LIMITED_API=0x030b0000"], false),
    Configuration::new("3.12", &["Py_LIMITED_API=0x030c0000"], false),
    Configuration::new("3.13", &["Py_LIMITED_API=0x030d0000"], false),
    Configuration::new("3.14", &["Py_LIMITED_API=0x030e0000"], false),
];

struct Item {
    kind: String,
    name: String,
    /// Index of its version in `VERSIONS`.
    since: usize,
    abi_only: bool,
    shown: String,
    members: Vec<String>,
}

pub fn run(library: &Path) -> Result<Report, String> {
    let items = items()?;
    let mut ledger = Ledger::read("stable")?;
    let mut problems = Vec::new();

    let have = exported(library)?;
    for item in &items {
        let kind = match item.kind.as_str() {
            "function" => "func",
            "data" => "data",
            _ => continue,
        };
        let is = have.get(&item.name).copied();
        if is != Some(kind) && !ledger.has(&item.name) {
            problems.push(format!(
                "{}: exported as {is:?}, promised as {kind}",
                item.name
            ));
        }
    }

    let public: Vec<&Item> = items.iter().filter(|i| !i.abi_only).collect();
    let questions: Vec<String> = public.iter().map(|i| question(i)).collect();
    let structs: Vec<usize> = (0..public.len())
        .filter(|i| !public[*i].shown.is_empty())
        .collect();
    let complete: Vec<String> = structs
        .iter()
        .map(|i| format!("char size_{}[sizeof({0})];", public[*i].name))
        .collect();
    let stock = stock_versions()?;
    let mut seen: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); public.len()];
    for (version, configuration) in VERSIONS.iter().enumerate() {
        let probe = Probe::new(&Headers::ours(), *configuration)?;
        let refused = probe.refused("", &questions)?;
        for (i, versions) in seen.iter_mut().enumerate() {
            if !refused.contains_key(&i) {
                versions.insert(version);
            }
        }
        let refused = probe.refused("", &complete)?;
        for (question, i) in structs.iter().enumerate() {
            let item = public[*i];
            let known = !refused.contains_key(&question);
            let wrong = match item.shown.as_str() {
                "opaque" => known,
                "full-abi" => !known && version >= item.since,
                _ => false,
            };
            if wrong && !ledger.has(&item.name) {
                let word = if known { "complete" } else { "incomplete" };
                problems.push(format!(
                    "{} is {word} in {}, promised {}",
                    item.name, configuration.name, item.shown
                ));
            }
        }
    }
    let mut like_stock = 0;
    for (item, seen) in public.iter().zip(&seen) {
        let promised: BTreeSet<usize> = (item.since..VERSIONS.len()).collect();
        if *seen == promised {
            continue;
        }
        if stock.get(&item.name) == Some(seen) {
            like_stock += 1;
        } else if !ledger.has(&item.name) {
            let names: Vec<&str> = seen.iter().map(|v| VERSIONS[*v].name).collect();
            let since = VERSIONS[item.since].name;
            problems.push(format!(
                "{} {}: usable in {}, promised since {since}",
                item.kind,
                item.name,
                names.join(" ")
            ));
        }
    }
    let (known, idle) = ledger.close();
    problems.extend(idle);
    Ok(Report {
        summary: format!(
            "stable ABI: {} items, {} in the limited API, {like_stock} shown in other versions as in the stock headers; {} differ, {known} known",
            items.len(),
            public.len(),
            problems.len()
        ),
        problems,
    })
}

fn items() -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    for row in read_table("abi/stable-abi.tsv")? {
        let [kind, name, since, abi_only, only_if, shown, members] = &row[..] else {
            return Err(format!("abi/stable-abi.tsv: not seven columns: {row:?}"));
        };
        if OFF.contains(&only_if.as_str()) {
            continue;
        }
        let since = VERSIONS.iter().position(|v| v.name == since);
        items.push(Item {
            kind: kind.clone(),
            name: name.clone(),
            since: since.ok_or_else(|| format!("abi/stable-abi.tsv: unknown version: {row:?}"))?,
            abi_only: !abi_only.is_empty(),
            shown: shown.clone(),
            members: members.split_whitespace().map(str::to_owned).collect(),
        });
    }
    Ok(items)
}

/// C that compiles where the item can be used.
fn question(item: &Item) -> String {
    let name = &item.name;
    let declared = match item.kind.as_str() {
        "function" | "data" => format!("__typeof__(&({name})) q_{name};"),
        "const" => format!("__typeof__({name}) q_{name};"),
        "macro" => format!("#error no {name}"),
        // a typedef's own; a tag need not be declared
        _ if name == "symtable" => format!("struct {name} *q_{name};"),
        _ => format!("{name} *q_{name};"),
    };
    let members = item
        .members
        .iter()
        .map(|m| format!(" __typeof__((({name} *)0)->{m}) q_{name}_{m};"));
    let members: String = members.collect();
    format!("#ifndef {name}\n{declared}{members}\n#endif")
}

/// The versions in which the stock headers show a name, as a declaration or a macro.
fn stock_versions() -> Result<BTreeMap<String, BTreeSet<usize>>, String> {
    let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for row in read_table("abi/headers.tsv")? {
        let [_, _, _, name, visible, ..] = &row[..] else {
            continue;
        };
        let entry = found.entry(name.clone()).or_default();
        let names: Vec<&str> = visible.split(['+', ',']).collect();
        let position = |n: &str| VERSIONS.iter().position(|v| v.name == n);
        match visible.contains(',') {
            true => entry.extend(names.iter().filter_map(|n| position(n))),
            false => entry.extend(
                names
                    .iter()
                    .filter_map(|n| position(n))
                    .flat_map(|first| first..VERSIONS.len()),
            ),
        }
    }
    Ok(found)
}
