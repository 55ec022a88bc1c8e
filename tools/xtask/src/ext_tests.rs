//! `cargo xtask ext-tests`: the programs in `ext-tests/`, and what the reference printed for them.
//!
//! A case is `DIR/NAME.py`, or `DIR/NAME.sh` where a process has to be started in a special way, beside `NAME.expected`. Output, then
//! errors, then the exit status if it is not 0, must be what is recorded; addresses, the interpreter's path and temporary ones do not
//! count. Where the reference can be had it runs too, and must still say what was recorded. A shell script gets the interpreter in
//! `$PYTHON` and a fresh directory in `$TMP`; those of `outside/` and `programs/` use the stock interpreter `$REFERENCE` too, hence
//! run in the reference's root. `ext-tests/ledger.tsv` names the cases that fail, and what each waits for. (`ext-tests/run-c` runs what is written in C,
//! `xtask wheels` what needs packages.)

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::reference::{Root, target, top};
use crate::wheels::packages;

const USAGE: &str = "usage: cargo xtask ext-tests [OPTION...] [NAME...]
  NAME             only cases whose path contains it
  --python FILE    our launcher, its library beside it (target/debug/python3.14)
  --record         write what the reference prints to NAME.expected";

/// Run by `ext-tests/run-c`, by their own `run`, and by `xtask wheels`.
const ELSEWHERE: &[&str] = &["capi", "embed", "extension", "build", "paths", "wheels"];
/// Cases that need the stock interpreter beside ours.
const IN_ROOT: &[&str] = &["outside", "programs"];
/// The case that needs a package, which is fetched for it.
const SPY: &str = "outside/pyspy.sh";
const STOCK: &str = "/usr/bin/python3.14";

pub fn run(words: &[&str]) -> Result<(), String> {
    let mut python = target().join("debug/python3.14");
    let mut record = false;
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
            "--record" => record = true,
            _ if word.starts_with('-') => return Err(USAGE.to_owned()),
            _ => names.push(word),
        }
    }
    let mut cases = cases()?;
    cases.retain(|c| names.is_empty() || names.iter().any(|n| c.to_string_lossy().contains(n)));
    let root = Root::find();
    if record {
        let root = root?;
        if cases.iter().any(|case| case.ends_with(SPY)) {
            packages::fetch(&root, &packages::PY_SPY)?;
        }
        for case in &cases {
            let said = Setting::Reference(&root).run(case, Path::new(STOCK))?;
            let path = case.with_extension("expected");
            fs::write(&path, said).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        println!("ext-tests: {} recorded", cases.len());
        return Ok(());
    }
    if let Err(why) = &root {
        println!("ext-tests: the recorded output is not compared with the reference: {why}");
    }
    let (mut passed, mut failed, mut skipped, mut waiting) = (0, 0, 0, 0);
    let ledger = ledger()?;
    for case in &cases {
        let name = case.strip_prefix(top()).unwrap_or(case).display();
        let expected = fs::read_to_string(case.with_extension("expected")).unwrap_or_default();
        let folder = case.parent().unwrap_or(case);
        let in_root = IN_ROOT.iter().any(|n| folder.ends_with(n));
        let ours = match (&root, in_root) {
            (Ok(root), true) => Setting::Reference(root),
            (Err(why), true) => {
                println!("skipped {name}: {why}");
                skipped += 1;
                continue;
            }
            (_, false) => Setting::Host,
        };
        if let (Ok(root), true) = (&root, case.ends_with(SPY))
            && let Err(why) = packages::fetch(root, &packages::PY_SPY)
        {
            println!("skipped {name}: {why}");
            skipped += 1;
            continue;
        }
        let mut problems = compare("ours", &expected, &ours.run(case, &python)?);
        let id = case.strip_prefix(top().join("ext-tests")).unwrap_or(case);
        let id = id.display().to_string();
        let waits = ledger.contains(&id);
        if waits && !problems.is_empty() {
            println!("waits   {name} (ledger)");
            if names.is_empty() {
                waiting += 1;
                continue;
            }
        } else if waits {
            problems = "  came good: remove it from ext-tests/ledger.tsv\n".to_owned();
        }
        if let Ok(root) = &root {
            let said = Setting::Reference(root).run(case, Path::new(STOCK))?;
            problems += &compare("the reference", &expected, &said);
        }
        if problems.is_empty() {
            passed += 1;
        } else {
            failed += 1;
            println!("FAILED {name}\n{problems}");
        }
    }
    println!(
        "ext-tests: {passed} passed, {failed} failed, {waiting} wait (ledger), {skipped} skipped"
    );
    match failed {
        0 => Ok(()),
        _ => Err("ext-tests: not as recorded".to_owned()),
    }
}

/// The cases that are known to fail, each with a reason.
fn ledger() -> Result<Vec<String>, String> {
    let path = top().join("ext-tests/ledger.tsv");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|l| match l.split_once('\t') {
            Some((name, reason)) if !reason.is_empty() => Ok(name.to_owned()),
            _ => Err(format!("{}: no reason: {l}", path.display())),
        })
        .collect()
}

fn cases() -> Result<Vec<PathBuf>, String> {
    let error = |e: std::io::Error| format!("ext-tests: {e}");
    let mut cases = Vec::new();
    for folder in fs::read_dir(top().join("ext-tests")).map_err(error)? {
        let folder = folder.map_err(error)?.path();
        let elsewhere = ELSEWHERE.iter().any(|n| folder.ends_with(n));
        if elsewhere || !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(&folder).map_err(error)? {
            let file = file.map_err(error)?.path();
            let program = file.extension().is_some_and(|e| e == "py" || e == "sh");
            // A Python file without recorded output is a part of another case; a script always is one.
            let case = file.with_extension("expected").exists()
                || file.extension().is_some_and(|e| e == "sh");
            if program && case {
                cases.push(file);
            }
        }
    }
    cases.sort();
    Ok(cases)
}

/// Where a case runs.
enum Setting<'a> {
    Host,
    Reference(&'a Root),
}

impl Setting<'_> {
    fn run(&self, case: &Path, python: &Path) -> Result<String, String> {
        let temporary = target().join("ext-tests");
        let error = |e: std::io::Error| format!("{}: {e}", case.display());
        let _ = fs::remove_dir_all(&temporary);
        fs::create_dir_all(&temporary).map_err(error)?;
        let folder = case.parent().unwrap_or(Path::new("."));
        let program = match case.extension().is_some_and(|e| e == "sh") {
            true => Path::new("bash"),
            false => python,
        };
        let mut command = match self {
            Setting::Host => {
                let mut command = Command::new("timeout");
                command
                    .env_clear()
                    .env("PATH", std::env::var_os("PATH").unwrap_or_default())
                    .env("HOME", "/root")
                    .current_dir(folder);
                command
            }
            Setting::Reference(root) => root.command("timeout")?,
        };
        command.args(["-s", "KILL", "300", "env", "-C"]).arg(folder);
        command.arg(program);
        if program == python {
            command.args(["-W", "ignore"]);
        }
        let out = command
            .arg(case.file_name().unwrap_or_default())
            .env("LANG", "C.UTF-8")
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("PYTHON", python)
            .env("REFERENCE", STOCK)
            .env("TMP", &temporary)
            .env("PYSPY", target().join("wheels/py-spy/bin/py-spy"))
            .stdin(Stdio::null())
            .output()
            .map_err(error)?;
        let mut said = String::from_utf8_lossy(&out.stdout).into_owned();
        said += &String::from_utf8_lossy(&out.stderr);
        if !out.status.success() {
            match out.status.code() {
                Some(code) => said += &format!("exit status {code}\n"),
                None => said += &format!("{}\n", out.status),
            }
        }
        for (path, name) in [
            (python, "PYTHON"),
            (folder, "DIR"),
            (temporary.as_path(), "TMP"),
        ] {
            said = said.replace(&path.display().to_string(), name);
        }
        Ok(without_addresses(&said))
    }
}

/// `0x7f...` is `0x`.
pub fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += "0x";
        out += part.trim_start_matches(|c: char| c.is_ascii_digit() || ('a'..='f').contains(&c));
    }
    out
}

/// The first lines that differ; nothing if none do.
pub fn compare(who: &str, expected: &str, said: &str) -> String {
    let expected = without_addresses(expected);
    if expected.trim_end() == said.trim_end() {
        return String::new();
    }
    let mut out = String::new();
    let (e, s): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), said.lines().collect());
    let differ = (0..e.len().max(s.len())).filter(|&i| e.get(i) != s.get(i));
    for i in differ.take(5) {
        let line = |lines: &[&str]| lines.get(i).copied().unwrap_or("(nothing)").to_owned();
        let n = i + 1;
        out += &format!(
            "  line {n}, recorded: {}\n  line {n}, {who}: {}\n",
            line(&e),
            line(&s)
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_do_not_count_and_all_else_does() {
        assert_eq!(without_addresses("<a at 0x7fa2>, 0x1"), "<a at 0x>, 0x");
        assert!(compare("ours", "a\n<b 0x12>\n", "a\n<b 0x>\n").is_empty());
        assert!(compare("ours", "a\nb\n", "a\n").contains("(nothing)"));
    }
}
