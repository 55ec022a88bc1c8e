//! `cargo xtask order`: which functions of the library should lie together, into `functions.order`.
//!
//! The kernel maps code in pieces of sixteen pages, so a process that starts up and needs a quarter of the functions holds nearly
//! all code in memory when they lie scattered. Valgrind says which run; `build.rs` has the linker put them side by side.

use crate::bench::programs;
use crate::bench::side::Side;
use crate::reference;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const USAGE: &str = "usage: cargo xtask order [--start | --only NAME,NAME...] [--python FILE]...
  writes functions.order, by what runs in the release build (or in the libraries beside the FILEs: what one build inlines, another
  calls) when it starts up, and in the benchmarks (an hour). With --start the benchmarks' functions stay as they are; with --only some benchmarks run, those whose names
  begin so, and speak for all (two minutes for a dozen small ones). Needs valgrind, nm, and the reference's root (see
  `reference`). To be repeated when much has changed.";

const HEADER: &str = "\
# The functions that run when the interpreter starts up; after an empty line those that run in half of the benchmarks or more, in a fifth,
# in a twentieth, in fewer. Names without the compiler's hashes; .cold: what lies apart of a function. Written by `cargo xtask order`, read by build.rs.
";

pub fn run(words: &[&str]) -> Result<(), String> {
    let target = reference::target();
    let (only, words): (Option<Vec<&str>>, _) = match words {
        ["--start", rest @ ..] => (Some(Vec::new()), rest),
        ["--only", names, rest @ ..] => (Some(names.split(',').collect()), rest),
        all => (None, all),
    };
    let mut pythons = Vec::new();
    for pair in words.chunks(2) {
        match pair {
            ["--python", file] => {
                pythons.push(std::path::absolute(file).map_err(|e| e.to_string())?)
            }
            _ => return Err(USAGE.to_owned()),
        }
    }
    if pythons.is_empty() {
        pythons.push(target.join("release/python3.14"));
    }
    let file = reference::top().join("functions.order");
    let root = std::env::var_os("REFERENCE_ROOT").map_or(target.join("reference"), PathBuf::from);
    let site = programs::fetch(&target)?;
    let stand_in = reference::top().join("tools/bench");
    let path = format!("{}:{}", stand_in.display(), site.display());

    let starts: Vec<Vec<_>> = programs::STARTS
        .iter()
        .map(|(_, words)| words.iter().map(Into::into).collect())
        .collect();
    let scripts: Vec<Vec<_>> = programs::scripts(&site)
        .into_iter()
        .filter(|(name, _)| {
            only.as_ref()
                .is_none_or(|only| only.iter().any(|o| name.starts_with(o)))
        })
        .map(|(_, script)| script)
        .collect();
    let old = match &only {
        Some(_) => groups(&std::fs::read_to_string(&file).unwrap_or_default()),
        None => Vec::new(),
    };
    let mut builds = Vec::new();
    for python in &pythons {
        let side = Side::ours(&root, python, &path, &target.join("bench"))?;
        builds.push((
            side,
            symbols(&python.with_file_name("libpython3.14.so.1.0"))?,
        ));
    }
    let mut first = BTreeSet::new();
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (n, program) in starts.iter().chain(&scripts).enumerate() {
        let total = starts.len() + scripts.len();
        eprintln!("order: {}/{total} {program:?}", n + 1);
        let mut ran = BTreeSet::new();
        for (side, symbols) in &builds {
            ran.append(&mut functions_run(side, program, &target, symbols)?);
        }
        if n < starts.len() {
            first.extend(ran);
        } else {
            ran.into_iter()
                .for_each(|name| *uses.entry(name).or_default() += 1);
        }
    }
    let mut text = HEADER.to_owned();
    for (n, group) in grouped(first, &uses, scripts.len(), &old)
        .iter()
        .enumerate()
    {
        if n > 0 {
            text.push('\n');
        }
        group
            .iter()
            .for_each(|name| text.extend([name.as_str(), "\n"]));
    }
    std::fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))
}

/// Who runs in that part of the benchmarks, or more, lies together; what runs in fewer comes last.
const SHARES: [f64; 3] = [0.5, 0.2, 0.05];

/// The functions `first`, then a group for each of the shares, then the rest: by the uses counted in some number of `programs`, and
/// by the group that a function had in `old`, whichever comes first. Who is in a group is in none that follows.
fn grouped(
    first: BTreeSet<String>,
    uses: &BTreeMap<String, usize>,
    programs: usize,
    old: &[BTreeSet<String>],
) -> Vec<BTreeSet<String>> {
    let mut groups = vec![BTreeSet::new(); 2 + SHARES.len()];
    let last = groups.len() - 1;
    let mut places: BTreeMap<&String, usize> = BTreeMap::new();
    for (n, group) in old.iter().enumerate() {
        // who ran at the start and does no longer may run anywhere
        let place = if n == 0 { last } else { n.min(last) };
        group.iter().for_each(|name| {
            places.insert(name, place);
        });
    }
    for (name, &count) in uses {
        let share = count as f64 / programs as f64;
        let place = 1 + SHARES.iter().take_while(|&&least| share < least).count();
        let entry = places.entry(name).or_insert(last);
        *entry = place.min(*entry);
    }
    for (name, place) in places {
        if !first.contains(name) {
            groups[place].insert(name.clone());
        }
    }
    groups[0] = first;
    groups
}

/// The names of the library's functions that run in a program, under all names that their code has.
fn functions_run(
    side: &Side,
    program: &[OsString],
    target: &Path,
    symbols: &BTreeMap<u64, Vec<String>>,
) -> Result<BTreeSet<String>, String> {
    let record = target.join("callgrind.out");
    let watcher = [
        "valgrind".to_owned(),
        "--tool=callgrind".to_owned(),
        "--dump-instr=yes".to_owned(),
        format!("--callgrind-out-file={}", record.display()),
    ];
    let _ = std::fs::remove_file(&record);
    let effort = [("BENCH_VALUES", "1"), ("BENCH_SECONDS", "0.001")];
    let outcome = side
        .command(&watcher, program, &effort)
        .output()
        .map_err(|e| format!("valgrind: {e}"))?;
    if !outcome.status.success() {
        let said = String::from_utf8_lossy(&outcome.stderr);
        return Err(format!("{program:?}: {}", said.trim_end()));
    }
    let text = std::fs::read(&record).map_err(|e| format!("{}: {e}", record.display()))?;
    let mut ran = BTreeSet::new();
    for address in addresses(&String::from_utf8_lossy(&text), "libpython3.14") {
        if let Some((_, names)) = symbols.range(..=address).next_back() {
            ran.extend(names.iter().map(|name| without_hash(name)));
        }
    }
    Ok(ran)
}

/// The groups of the file as it stands, some of which may be empty.
fn groups(text: &str) -> Vec<BTreeSet<String>> {
    let mut groups = vec![BTreeSet::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match groups.last_mut() {
            Some(group) if !line.is_empty() => {
                group.insert(line.to_owned());
            }
            _ => groups.push(BTreeSet::new()),
        }
    }
    groups
}

/// The library's functions by address, with all names that their code has: the compiler merges functions that are equal.
fn symbols(library: &Path) -> Result<BTreeMap<u64, Vec<String>>, String> {
    let out = Command::new("nm")
        .arg("--defined-only")
        .arg(library)
        .output()
        .map_err(|e| format!("nm: {e}"))?;
    let text = String::from_utf8_lossy(&out.stdout);
    let mut at: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for line in text.lines() {
        if let [address, "t" | "T" | "w" | "W", name] =
            line.split_whitespace().collect::<Vec<_>>()[..]
            && let Ok(address) = u64::from_str_radix(address, 16)
        {
            at.entry(address).or_default().push(name.to_owned());
        }
    }
    Ok(at)
}

/// The addresses of an object's instructions in a record of callgrind. (Its names do not tell the parts of a function.)
/// Objects are numbered: only the first mention has the name too. Addresses are relative to the last one where that is shorter.
fn addresses(record: &str, object: &str) -> BTreeSet<u64> {
    let mut objects: BTreeMap<&str, bool> = BTreeMap::new();
    let mut inside = false;
    let mut address = 0u64;
    let mut found = BTreeSet::new();
    for line in record.lines() {
        if let Some((key @ ("ob" | "cob"), value)) = line.split_once('=') {
            let (number, name) = value.split_once(' ').unwrap_or((value, ""));
            if !name.is_empty() {
                objects.insert(number, name.contains(object));
            }
            if key == "ob" {
                inside = objects.get(number).copied().unwrap_or(false);
            }
            continue;
        }
        let first = line.split(' ').next().unwrap_or(line);
        let number = |text: &str| text.parse::<u64>().ok();
        let next = match first.split_at_checked(1) {
            Some(("+", more)) => number(more).and_then(|n| address.checked_add(n)),
            Some(("-", less)) => number(less).and_then(|n| address.checked_sub(n)),
            Some(("*", "")) => Some(address),
            _ => first
                .strip_prefix("0x")
                .and_then(|hex| u64::from_str_radix(hex, 16).ok()),
        };
        if let Some(next) = next {
            address = next;
            if inside {
                found.insert(address);
            }
        }
    }
    found
}

/// A mangled name up to what changes from one compiler, or one build, to the next; the part of a function that lies apart from
/// it stays told from it (`.cold`).
fn without_hash(name: &str) -> String {
    let (name, cold) = match name.strip_suffix(".cold") {
        Some(name) => (name, ".cold"),
        None => (name, ""),
    };
    let name = name.split(".llvm.").next().unwrap_or(name);
    // copies that whole-program optimisation makes are numbered
    let name = match name.rsplit_once('.') {
        Some((name, number)) if number.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => name,
    };
    let name = match name.rfind("17h") {
        Some(at) if name.starts_with("_ZN") && name.len() == at + "17h".len() + 17 => &name[..at],
        _ => name,
    };
    format!("{name}{cold}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_record() {
        let record = "ob=(1) /lib/libpython3.14.so\nfl=(1) a.rs\nfn=(1) one\n0x10 1 2\ncob=(2) /lib/libc.so\n\
                      cfn=(2) two\ncalls=1 0x99\n+3 0 7\nob=(2)\nfn=(2)\n0x99 1 1\nob=(1)\nfn=(3) three'2\n-147 1 1\n* 1 1\n";
        let found: Vec<_> = addresses(record, "libpython").into_iter().collect();
        assert_eq!(found, [0x06, 0x10, 0x13]);
    }

    #[test]
    fn groups_by_how_many_programs_run_a_function() {
        let set = |names: &str| names.split_whitespace().map(str::to_owned).collect();
        let uses = [
            ("start", 9),
            ("often", 5),
            ("promoted", 2),
            ("rare", 1),
            ("known", 1),
        ]
        .map(|(name, count)| (name.to_owned(), count))
        .into();
        let old = [set("gone"), set("known"), set(""), set("promoted unseen")];
        let found = grouped(set("start"), &uses, 10, &old);
        let expected = ["start", "known often", "promoted", "rare unseen", "gone"].map(set);
        assert_eq!(found, expected);
    }

    #[test]
    fn hashes() {
        let name = "_ZN7objects4dict6lookup6lookup17hf881bd1776fe7731E";
        assert_eq!(without_hash(name), "_ZN7objects4dict6lookup6lookup");
        assert_eq!(
            without_hash(&format!("{name}.llvm.123")),
            "_ZN7objects4dict6lookup6lookup"
        );
        assert_eq!(
            without_hash(&format!("{name}.517.cold")),
            "_ZN7objects4dict6lookup6lookup.cold"
        );
        assert_eq!(without_hash("mi_malloc"), "mi_malloc");
    }
}
