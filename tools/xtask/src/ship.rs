//! `cargo xtask ship`: the release build, optimised by a profile. As the stock library is built: an instrumented build, a
//! training run over ordinary programs, and a second build that lays out and inlines the code by what ran.
//!
//! The flags are added to those of `.cargo/config.toml` (cargo joins such lists), and reach only what runs in the
//! library: `--target` keeps them from build scripts and macros.

use crate::bench::{capi, programs};
use crate::reference;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const USAGE: &str = "usage: cargo xtask ship [--trained]
Builds the library and its launcher by a profile into target/ship. Needs `rustup component add llvm-tools`.
  --trained   by the profile of the last time: for small changes since, such as of functions.order";

pub fn run(words: &[&str]) -> Result<(), String> {
    let trained = match words {
        [] => false,
        ["--trained"] => true,
        ["--help" | "-h"] => {
            println!("{USAGE}");
            return Ok(());
        }
        _ => return Err(USAGE.to_owned()),
    };
    let target = reference::target();
    let host = host()?;
    let tool = profile_tool(&host)?;
    let merged = target.join("pgo/merged.profdata");
    if !trained {
        learn(&target, &host, &tool, &merged)?;
    } else if !merged.exists() {
        return Err(format!(
            "no {}: run it without --trained first",
            merged.display()
        ));
    }
    eprintln!("ship: optimised build");
    // What never ran of a function lies apart from the rest of it (never: what runs once at start-up must not): a process
    // that starts up maps less code.
    let flag = format!("-Cprofile-use={}", merged.display());
    let apart = [
        "-Cllvm-args=-enable-split-machine-functions",
        "-Cllvm-args=-mfs-psi-cutoff=0",
    ];
    let built = build(&target.join("pgo/use"), &host, &[&flag, apart[0], apart[1]])?;

    let out = target.join("ship");
    std::fs::create_dir_all(&out).map_err(|e| e.to_string())?;
    for name in ["libpython3_14.so", "python3_14"] {
        std::fs::copy(built.join(name), out.join(name)).map_err(|e| format!("{name}: {e}"))?;
    }
    stage(&out)?;
    eprintln!("ship: {}", out.join("python3.14").display());
    Ok(())
}

/// Runs an instrumented build and leaves what it did in the file `merged`.
fn learn(target: &Path, host: &str, tool: &Path, merged: &Path) -> Result<(), String> {
    let profile = target.join("pgo/profile");
    let _ = std::fs::remove_dir_all(&profile);
    std::fs::create_dir_all(&profile).map_err(|e| format!("{}: {e}", profile.display()))?;

    eprintln!("ship: instrumented build");
    let flag = format!("-Cprofile-generate={}", profile.display());
    let trainee = build(&target.join("pgo/generate"), host, &[&flag])?;
    train(&trainee, target, &profile)?;
    eprintln!("ship: merging the profiles");
    succeed(
        Command::new(tool)
            .args(["merge", "-o"])
            .arg(merged)
            .arg(&profile),
    )
}

/// Builds with more flags; the directory of the results.
fn build(target: &Path, host: &str, flags: &[&str]) -> Result<PathBuf, String> {
    succeed(
        Command::new("cargo")
            .args([
                "build",
                "-q",
                "--profile",
                "ship",
                "-p",
                "python3_14",
                "-p",
                "launcher",
            ])
            .args(["--target", host, "--config"])
            .arg(format!("build.rustflags={flags:?}"))
            .arg("--target-dir")
            .arg(target)
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_TARGET_DIR"),
    )?;
    Ok(target.join(host).join("ship"))
}

/// Runs what shall be fast: the benchmarks, for a moment each, and our own test programs. Their outcome does not matter.
fn train(built: &Path, target: &Path, profile: &Path) -> Result<(), String> {
    stage(built)?;
    let site = programs::fetch(target)?;
    let top = reference::top();
    let path = format!("{}:{}", top.join("tools/bench").display(), site.display());
    let mut scripts: Vec<Vec<OsString>> = programs::scripts(&site)
        .into_iter()
        .map(|(_, script)| script)
        .collect();
    // Not those that use up all memory there is.
    for folder in std::fs::read_dir(top.join("ext-tests"))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|folder| folder.file_name() != "memory")
    {
        let files = std::fs::read_dir(folder.path()).into_iter().flatten();
        let python = |p: &PathBuf| p.extension().is_some_and(|e| e == "py");
        let found = files.flatten().map(|f| f.path()).filter(python);
        scripts.extend(found.map(|file| vec![file.into()]));
    }
    scripts.sort();
    // The C API's functions too, which Python programs hardly call; there are many, each for a shorter moment, but long enough
    // that none counts as cold.
    let extension = target.join("pgo/capi");
    let headers = ["-I".into(), top.join("include").into_os_string()];
    capi::build(&headers, &extension)?;
    let path = format!("{path}:{}", extension.display());
    let capi = capi::script(&[]);
    scripts.push(capi.clone());
    for (n, script) in scripts.iter().enumerate() {
        let words: Vec<_> = script.iter().map(|word| word.to_string_lossy()).collect();
        eprintln!(
            "ship: training {}/{} {}",
            n + 1,
            scripts.len(),
            words.join(" ")
        );
        let (patience, seconds) = if *script == capi {
            ("900", "0.05")
        } else {
            ("60", "0.5")
        };
        let status = Command::new("timeout")
            .arg(patience)
            .arg(built.join("python3.14"))
            .args(script)
            .env("PYTHONPATH", &path)
            .env("BENCH_VALUES", "1")
            .env("BENCH_SECONDS", seconds)
            // Processes that run the same code add to the same few files.
            .env("LLVM_PROFILE_FILE", profile.join("%4m.profraw"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if status.is_ok_and(|s| s.code() == Some(124)) {
            eprintln!("ship: not learnt from: it took more than {patience} s");
        }
    }
    Ok(())
}

fn stage(directory: &Path) -> Result<(), String> {
    let script = reference::top().join("tools/stage");
    succeed(Command::new(script).arg(directory))
}

fn host() -> Result<String, String> {
    let version = output(Command::new("rustc").arg("-vV"))?;
    let line = version.lines().find_map(|l| l.strip_prefix("host: "));
    Ok(line.ok_or("rustc -vV names no host")?.to_owned())
}

fn profile_tool(host: &str) -> Result<PathBuf, String> {
    let root = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let tool = Path::new(root.trim()).join(format!("lib/rustlib/{host}/bin/llvm-profdata"));
    if tool.exists() {
        return Ok(tool);
    }
    Err(format!("no {}\n{USAGE}", tool.display()))
}

fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn succeed(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?}: {status}")),
        Err(e) => Err(format!("{command:?}: {e}")),
    }
}
