//! `cargo xtask conformance ast` and `pyc`: what comes of all files of the stock library and its tests.
//!
//! A script of `tools/oracle` writes digests for each file and variant, under both sides: of syntax trees and the code that comes of
//! them, or of `.pyc` files.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::sides::{Side, Sides};
use crate::reference::target;

const USAGE: &str = "usage: cargo xtask conformance ast|pyc [OPTION...] [PATH...]
  --python FILE    our launcher, its library beside it (target/debug/python3.14)
  --fresh          run the reference again, too
  -v               show all differences, not five of a kind
Paths are of the reference's root; by default the whole library.";

/// How many processes at a time.
const PARTS: usize = 2;

/// `what` is compared: the script is called `dump_WHAT.py`.
pub fn run(what: &str, words: &[&str]) -> Result<(), String> {
    let (mut fresh, mut verbose, mut paths) = (false, false, Vec::new());
    let mut python = target().join("debug/python3.14");
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        match word {
            "--python" => {
                let value = words.next().ok_or(USAGE)?;
                python = std::path::absolute(value).map_err(|e| e.to_string())?;
            }
            "--fresh" => fresh = true,
            "-v" => verbose = true,
            _ if word.starts_with('-') => return Err(USAGE.to_owned()),
            _ => {
                paths.push(word);
                fresh = true;
            }
        }
    }
    if paths.is_empty() {
        paths.push("/usr/lib/python3.14");
    }
    let sides = Sides::new(&python)?;
    let theirs = digests(what, &sides, Side::Reference, &paths, fresh)?;
    let ours = digests(what, &sides, Side::Ours, &paths, true)?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, digest) in &theirs {
        let here = ours.get(key).map_or("nothing", String::as_str);
        if here != digest {
            let variant = key.split_once('\t').map_or("", |(_, variant)| variant);
            let n = counts.entry(variant).or_default();
            *n += 1;
            if verbose || *n <= 5 {
                println!("{key}\n  theirs {digest}\n  ours   {here}");
            }
        }
    }
    let different: usize = counts.values().sum();
    println!("{} of {} equal", theirs.len() - different, theirs.len());
    for (variant, n) in &counts {
        println!("  {n} differ in {variant}");
    }
    if different > 0 || theirs.is_empty() {
        return Err(format!("{what}: not equal"));
    }
    Ok(())
}

/// File and variant, and what was said of them.
fn digests(
    what: &str,
    sides: &Sides,
    side: Side,
    paths: &[&str],
    fresh: bool,
) -> Result<BTreeMap<String, String>, String> {
    let outputs: Vec<PathBuf> = (0..PARTS)
        .map(|n| sides.output(side, &format!("{what}-{n}")))
        .collect();
    if fresh || !outputs.iter().all(|path| path.exists()) {
        std::thread::scope(|scope| {
            let runs: Vec<_> = outputs
                .iter()
                .enumerate()
                .map(|(n, output)| {
                    scope.spawn(move || {
                        let (part, parts) = (n.to_string(), PARTS.to_string());
                        let output = output.to_str().ok_or("a path that is not UTF-8")?;
                        let arguments = [&[output, &*part, &*parts], paths].concat();
                        sides.run(side, &format!("dump_{what}.py"), &arguments)
                    })
                })
                .collect();
            runs.into_iter()
                .try_for_each(|run| run.join().unwrap_or_else(|_| Err("a panic".to_owned())))
        })?;
    }
    let mut found = BTreeMap::new();
    for output in outputs {
        let text = fs::read(&output).map_err(|e| format!("{}: {e}", output.display()))?;
        for line in String::from_utf8_lossy(&text).lines() {
            let mut fields = line.splitn(3, '\t');
            if let (Some(path), Some(variant), Some(digest)) =
                (fields.next(), fields.next(), fields.next())
            {
                found.insert(format!("{path}\t{variant}"), digest.to_owned());
            }
        }
    }
    Ok(found)
}
