//! `cargo xtask abi signatures`: the types of exported functions and data against the dump of the stock library (`abi/signatures.tsv`).
//!
//! Twice. The Rust that is exported: result and each parameter as the machine passes them, and what pointers point to. And our headers:
//! after all of them every symbol is declared again in the dump's words, which the C compiler refuses unless both declarations are of
//! compatible types, `const` and all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

use super::Report;
use super::ledger::Ledger;
use super::machine::{Names, Typed};
use super::probe::{Configuration, Headers, Probe};
use crate::headers::rust::{Exported, exported_functions};
use crate::reference::top;

pub const USAGE: &str = "usage: cargo xtask abi signatures [-v]
  compares the types of exported functions and data with the stock library's: those of our Rust, and those of our headers;
  -v names the functions whose Rust signature says nothing (variadic, or made by a macro).";

const FACTS: &str = "abi/signatures.tsv";

/// Incomplete types of the headers, and what they are in our Rust.
const OWN_TYPES: &[(&str, &str)] = &[
    ("Table", "_Py_hashtable_t"),
    ("Allocator", "_Py_hashtable_allocator_t"),
    ("Arena", "_arena"),
    ("CodeUnitMetadata", "_PyCompile_CodeUnitMetadata"),
];

/// One symbol of the dump.
struct Fact {
    name: String,
    function: bool,
    /// Result (or the data's type), then parameters.
    types: Vec<String>,
    declaration: String,
}

/// A table's rows, comments left out.
pub fn read_table(name: &str) -> Result<Vec<Vec<String>>, String> {
    let text = fs::read_to_string(top().join(name)).map_err(|e| format!("{name}: {e}"))?;
    let lines = text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    Ok(lines
        .map(|l| l.split('\t').map(str::to_owned).collect())
        .collect())
}

pub fn run(verbose: bool) -> Result<Report, String> {
    let facts = facts()?;
    let mut ledger = Ledger::read("signatures")?;
    let mut problems = Vec::new();
    let rust = in_rust(&facts, &mut ledger, &mut problems)?;
    let declared = in_headers(&facts, &mut ledger, &mut problems)?;
    if verbose {
        for name in &rust.unread {
            println!("not read: {name}");
        }
    }
    let (known, idle) = ledger.close();
    problems.extend(idle);
    Ok(Report {
        summary: format!(
            "signatures: {} in the dump; in Rust {} compared, {} of them pointers to anything, or any object, on one side, {} not read; {declared} declared by \
             headers; {} differ, {known} known",
            facts.len(),
            rust.compared,
            rust.loosely,
            rust.unread.len(),
            problems.len()
        ),
        problems,
    })
}

fn facts() -> Result<Vec<Fact>, String> {
    let row = |row: Vec<String>| match <[String; 4]>::try_from(row) {
        Ok([name, kind, types, declaration]) => Ok(Fact {
            name,
            function: kind == "function",
            types: types.split(' ').map(str::to_owned).collect(),
            declaration,
        }),
        Err(row) => Err(format!("{FACTS}: not four columns: {row:?}")),
    };
    read_table(FACTS)?.into_iter().map(row).collect()
}

#[derive(Default)]
struct InRust<'a> {
    compared: usize,
    loosely: usize,
    unread: Vec<&'a str>,
}

fn in_rust<'a>(
    facts: &'a [Fact],
    ledger: &mut Ledger,
    problems: &mut Vec<String>,
) -> Result<InRust<'a>, String> {
    let mut names = Names::read(&top())?;
    for (ours, stock) in OWN_TYPES {
        names.stands_for(ours, stock);
    }
    let exported = exported_functions(&top())?;
    let mut found = InRust::default();
    for fact in facts.iter().filter(|f| f.function) {
        let Some(own) = exported.get(&fact.name) else {
            found.unread.push(&fact.name);
            continue;
        };
        found.compared += 1;
        let ours = types(own, &names);
        let equal = ours.len() == fact.types.len();
        let pairs = ours.iter().zip(&fact.types).map(|(a, b)| names.same(a, b));
        let pairs: Option<Vec<Typed>> = pairs.collect();
        match pairs {
            Some(pairs) if equal => found.loosely += usize::from(pairs.contains(&Typed::Loosely)),
            _ if ledger.has(&fact.name) => {}
            _ => {
                let file = own.file.strip_prefix(top()).unwrap_or(&own.file);
                let (ours, stock) = (ours.join(" "), fact.types.join(" "));
                problems.push(format!(
                    "{}: {ours}, stock {stock} ({})",
                    fact.name,
                    file.display()
                ));
            }
        }
    }
    Ok(found)
}

/// Result and parameters; `?` where the type has no word.
fn types(own: &Exported, names: &Names) -> Vec<String> {
    let unknown = || "?".to_owned();
    let result = match &own.result {
        None => "void".to_owned(),
        Some(t) => names.seen(&own.file, t).unwrap_or_else(unknown),
    };
    let parameters = own
        .parameters
        .iter()
        .map(|(_, t)| names.seen(&own.file, t).unwrap_or_else(unknown));
    std::iter::once(result).chain(parameters).collect()
}

/// Each symbol that a stock header declares, under the configurations in which some show it.
fn in_headers(
    facts: &[Fact],
    ledger: &mut Ledger,
    problems: &mut Vec<String>,
) -> Result<usize, String> {
    let configurations = [
        Configuration::new("internal", &["Py_BUILD_CORE"], true),
        Configuration::new("limited 3.14", &["Py_LIMITED_API=0x030e0000"], false),
        Configuration::new("limited 3.2", &["Py_LIMITED_API=0x03020000"], false),
    ];
    let visible = visible()?;
    let mut refused: BTreeMap<&str, String> = BTreeMap::new();
    let mut accepted = BTreeSet::new();
    for configuration in configurations {
        let shown: Vec<&Fact> = facts
            .iter()
            .filter(|f| {
                visible
                    .get(&f.name)
                    .is_some_and(|v| shows(v, configuration))
            })
            .collect();
        // a declaration that nobody contradicts proves nothing: the headers must have one
        let exists = shown
            .iter()
            .map(|f| format!("__typeof__(&({0})) known_{0};", f.name));
        let mut questions: Vec<String> = exists.collect();
        let mut again = vec![Vec::new(); shown.len()];
        for (i, f) in shown.iter().enumerate() {
            for text in redeclarations(f) {
                again[i].push(questions.len());
                questions.push(text);
            }
        }
        let undo: String = shown
            .iter()
            .map(|f| format!("#undef {}\n", f.name))
            .collect();
        let said = Probe::new(&Headers::ours(), configuration)?.refused(&undo, &questions)?;
        for (i, f) in shown.iter().enumerate() {
            let told = again[i].iter().map(|q| said.get(q));
            let why = match told.collect::<Option<Vec<_>>>() {
                Some(all) => all.first().copied(),
                None => said.get(&i),
            };
            match why {
                None => drop(accepted.insert(&f.name)),
                Some(why) => {
                    let why = format!("{why} ({})", configuration.name);
                    refused.entry(&f.name).or_insert(why);
                }
            }
        }
    }
    for (name, why) in refused {
        if !ledger.has(name) {
            let stock = facts
                .iter()
                .find(|f| f.name == name)
                .map_or("", |f| &f.declaration);
            problems.push(format!("{name}: in the headers: {why}; stock {stock}"));
        }
    }
    Ok(accepted.len())
}

/// The declaration, its name in parentheses: no macro of that name is meant. The dump has lost the `const` of `const void`, so any
/// of its void pointers may be one.
fn redeclarations(f: &Fact) -> Vec<String> {
    let at = format!("{}(", f.name);
    let (before, after) = match f.declaration.find(&at) {
        Some(i) if f.function => (
            format!("{}({})(", &f.declaration[..i], f.name),
            &f.declaration[i + at.len()..],
        ),
        _ => (f.declaration.clone(), ""),
    };
    let parts: Vec<&str> = after.split("void *").collect();
    let voids = (parts.len() - 1).min(6);
    (0..1_u32 << voids)
        .map(|chosen| {
            let mut text = format!("extern {before}");
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    let constant = i <= voids && chosen & (1 << (i - 1)) != 0;
                    text += if constant { "const void *" } else { "void *" };
                }
                text += part;
            }
            text + ";"
        })
        .collect()
}

/// Symbol to the configurations in which the stock headers declare it.
fn visible() -> Result<HashMap<String, String>, String> {
    let rows = read_table("abi/headers.tsv")?.into_iter();
    let declared = rows.filter_map(|row| match &row[..] {
        [_, _, kind, name, visible, ..] if kind == "function" || kind == "data" => {
            Some((name.clone(), visible.clone()))
        }
        _ => None,
    });
    Ok(declared.collect())
}

/// Whether something of this visibility (see `tools/oracle/header_facts.py`) is seen there.
fn shows(visible: &str, configuration: Configuration) -> bool {
    if visible.ends_with("+ft") {
        return false;
    }
    let versions = visible
        .trim_end_matches("+gil")
        .trim_end_matches("+limited");
    match configuration.name {
        "internal" => !visible.ends_with("+limited"),
        "limited 3.2" => versions == "3.2" || versions.starts_with("3.2,"),
        _ => versions.starts_with("3.") && (!versions.contains(',') || versions.ends_with(",3.14")),
    }
}
