//! `cargo xtask abi macros`: value and type of every constant that a macro or an enumerator of the stock headers names, in ours and in
//! theirs, by one generated C program for each, in each configuration.
//!
//! Names come from `abi/headers.tsv`. A name that is no constant there (a type, an attribute, an expression that runs code) must be
//! none in ours either; of an address only the fact counts that it is one. Whether function-like macros and inline functions exist is
//! compared by `tools/oracle/header_facts.py` (in `ext-tests/run-c`).

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use super::ledger::Ledger;
use super::probe::{Configuration, Headers, Probe};
use super::signatures::read_table;
use crate::reference::Root;

pub const USAGE: &str = "usage: cargo xtask abi macros
  compares type and value of each constant of the headers with the stock ones, in seven configurations; needs the reference.";

const CONFIGURATIONS: &[Configuration] = &[
    Configuration::new("internal", &["Py_BUILD_CORE"], true),
    Configuration::new(
        "internal, free-threaded",
        &["Py_BUILD_CORE", "Py_GIL_DISABLED"],
        true,
    ),
    Configuration::new("full", &[], false),
    Configuration::new("limited 3.2", &["Py_LIMITED_API=0x03020000"], false),
    Configuration::new("limited 3.8", &["Py_LIMITED_API=0x03080000"], false),
    Configuration::new("limited 3.12", &["Py_LIMITED_API=0x030c0000"], false),
    Configuration::new("limited 3.14", &["Py_LIMITED_API=0x030e0000"], false),
];

/// How the program shows a constant: name, type, value.
const SHOW: &str = r#"
#define TYPE(x) _Generic((x), _Bool: "bool", char: "char", signed char: "schar", unsigned char: "uchar", short: "short", \
    unsigned short: "ushort", int: "int", unsigned: "unsigned", long: "long", unsigned long: "ulong", long long: "llong", \
    unsigned long long: "ullong", float: "float", double: "double", char *: "text", const char *: "text", default: "address")
#define TEXT(x) _Generic((x), char *: (x), const char *: (x), default: (char *)0)
#define REAL(x) _Generic((x), float: (x), double: (x), default: 0.0)
#define WHOLE(x) _Generic((x), float: 0, double: 0, _Bool: (x), char: (x), signed char: (x), unsigned char: (x), short: (x), \
    unsigned short: (x), int: (x), unsigned: (x), long: (x), unsigned long: (x), long long: (x), unsigned long long: (x), default: 0)
static void show(const char *name, const char *type, const char *text, double real, long long whole)
{
    printf("%s\t%s\t", name, type);
    if (text) printf("%s\n", text);
    else if (*type == 'd' || *type == 'f') printf("%.17g\n", real);
    else printf("%lld\n", whole);
}
"#;

pub fn run(root: &Root) -> Result<Report, String> {
    let names = names()?;
    let mut ledger = Ledger::read("macros")?;
    let mut problems = BTreeSet::new();
    let mut compared = 0;
    for configuration in CONFIGURATIONS {
        let asked: Vec<&str> = names
            .iter()
            .filter(|(_, place)| configuration.internal || !place.internal)
            .map(|(name, _)| name.as_str())
            .collect();
        let (ours, theirs) = std::thread::scope(|scope| {
            let ours = scope.spawn(|| values(&Headers::ours(), *configuration, &asked));
            let theirs = values(&Headers::stock(root), *configuration, &asked);
            (ours.join(), theirs)
        });
        let ours = ours.map_err(|_| "macros: a thread failed")?;
        let (ours, theirs) = (ours?, theirs?);
        compared += theirs.len();
        for name in asked {
            let none = "no constant".to_owned();
            let (ours, theirs) = (ours.get(name), theirs.get(name));
            let header = &names[name].header;
            if ours != theirs && !ledger.has(name) && !ledger.has(header) {
                problems.insert(format!(
                    "{name} ({header}, {}): {}, stock {}",
                    configuration.name,
                    ours.unwrap_or(&none),
                    theirs.unwrap_or(&none)
                ));
            }
        }
    }
    let (known, idle) = ledger.close();
    let problems: Vec<String> = problems.into_iter().chain(idle).collect();
    Ok(Report {
        summary: format!(
            "macros: {compared} constants in {} configurations, {} differ, {known} known",
            CONFIGURATIONS.len(),
            problems.len()
        ),
        problems,
    })
}

struct Place {
    header: String,
    /// Shown with `Py_BUILD_CORE` only.
    internal: bool,
}

/// The macros without parameters and the enumerators of the stock headers, include guards left out.
fn names() -> Result<BTreeMap<String, Place>, String> {
    let mut names = BTreeMap::new();
    for row in read_table("abi/headers.tsv")? {
        let [header, _, kind, name, visible, ctype, ..] = &row[..] else {
            continue;
        };
        let constant = kind == "enumerator" || kind == "macro" && ctype.is_empty();
        if constant && !name.ends_with("_H") {
            let place = Place {
                header: header.clone(),
                internal: visible.starts_with("core"),
            };
            names.insert(name.clone(), place);
        }
    }
    Ok(names)
}

/// Type and value by name, of those that are constants.
fn values(
    headers: &Headers,
    configuration: Configuration,
    names: &[&str],
) -> Result<BTreeMap<String, String>, String> {
    let probe = Probe::new(headers, configuration)?;
    // `+ 0` makes a pointer of an array; a static's value must be constant; an undefined name is refused
    let constants: Vec<String> = (0..)
        .zip(names)
        .map(|(i, n)| format!("static const __typeof__(({n}) + 0) v{i} = ({n});"))
        .collect();
    let refused = probe.refused("", &constants)?;
    let statements: Vec<String> = (0..)
        .zip(names)
        .filter(|(i, _)| !refused.contains_key(i))
        .map(|(i, n)| {
            let own = format!("static const __typeof__(({n}) + 0) v{i} = ({n});");
            format!("{{ {own} show(\"{n}\", TYPE(v{i}), TEXT(v{i}), REAL(v{i}), WHOLE(v{i})); }}")
        })
        .collect();
    let said = probe.print(SHOW, &statements)?;
    let lines = said.lines().filter_map(|l| l.split_once('\t'));
    Ok(lines
        .map(|(n, v)| (n.to_owned(), v.replace('\t', " ")))
        .collect())
}
