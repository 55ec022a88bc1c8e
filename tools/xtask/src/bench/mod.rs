//! `cargo xtask bench`: time and peak memory of pyperformance's standard-library-only benchmarks, of compiling the standard
//! library, and of starting up, under the reference and under ours by turns, as ratios of the best values. `--capi`: of the functions
//! of the C API instead, called from one extension.

pub mod capi;
mod measure;
mod plot;
pub mod programs;
pub mod side;
mod table;

use crate::reference::Root;
use crate::wheels::packages::{WHEELS, fetch};
use measure::Effort;
use side::Side;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: cargo xtask bench [OPTION...]
  --capi           the C API: an extension, compiled against the stock headers with `cc`, that runs under both
  --filter TEXT    only those whose name contains TEXT (may be given several times)
  --runs N         processes a side and benchmark, by turns (3; --capi: 20); starting up is timed 10 times as often
  --values N       values a process and benchmark (3)
  --seconds S      how long a value should take on the reference (0.1; --capi: 0.002)
  --python FILE    our launcher, its library beside it (target/release/python3.14)
  --output DIR     where bench.txt, bench.tsv and bench.svg (--capi: capi.txt, ...) go (target/bench)
The reference is looked for in the root that REFERENCE_ROOT names (else target/reference).";

pub fn run(words: &[&str]) -> Result<(), String> {
    let target = crate::reference::target();
    let mut filters: Vec<&str> = Vec::new();
    let mut effort = Effort {
        runs: 3,
        values: 3,
        seconds: 0.1,
    };
    let mut python = target.join("release/python3.14");
    let mut output = target.join("bench");
    let capi = words.contains(&"--capi");
    if capi {
        // short turns, since many: a call takes nanoseconds, and a quiet moment of that length is soon found
        (effort.runs, effort.seconds) = (20, 0.002);
    }
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        match word {
            "--help" => {
                println!("{USAGE}");
                return Ok(());
            }
            "--capi" => continue,
            _ => {}
        }
        let value = *words.next().ok_or(USAGE)?;
        let wrong = |_| format!("{word} {value}: not a number\n{USAGE}");
        match word {
            "--filter" => filters.push(value),
            "--runs" => effort.runs = value.parse().map_err(wrong)?,
            "--values" => effort.values = value.parse().map_err(wrong)?,
            "--seconds" => {
                effort.seconds = value
                    .parse()
                    .map_err(|_| format!("{word} {value}: not a number"))?;
            }
            "--python" => python = std::path::absolute(value).map_err(|e| e.to_string())?,
            "--output" => output = std::path::absolute(value).map_err(|e| e.to_string())?,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let root = std::env::var_os("REFERENCE_ROOT").map_or(target.join("reference"), PathBuf::from);
    if !root.join("usr/bin/python3.14").exists() {
        return Err(format!("no reference in {}\n{USAGE}", root.display()));
    }
    if !python.exists() {
        return Err(format!(
            "no {}: cargo build --release -p python3_14 -p launcher && tools/stage target/release",
            python.display()
        ));
    }
    std::fs::create_dir_all(&output).map_err(|e| e.to_string())?;
    let extension = target.join("bench/capi");
    let path = if capi {
        capi::build(&capi::stock_headers(&root), &extension)?;
        capi::path(&extension)
    } else {
        programs::path(&programs::fetch(&target)?)
    };
    let reference = Side::reference(&root, &path, &output)?;
    let ours = Side::ours(&root, &python, &path, &output)?;
    reference.check(false)?;
    ours.check(true)?;

    if capi {
        let rows = measure::script("capi", &capi::script(&filters), &reference, &ours, &effort)?;
        return write(&rows, &output, "capi");
    }
    let wanted = |name: &str| filters.is_empty() || filters.iter().any(|f| name.contains(f));
    let starts = programs::STARTS.iter().filter(|(name, _)| wanted(name));
    let scripts: Vec<_> = programs::scripts(&programs::site(&target))
        .into_iter()
        .filter(|(name, _)| wanted(name))
        .collect();
    let numpy = wanted(programs::NUMPY.0);
    let total = starts.clone().count() + usize::from(numpy) + scripts.len();
    let mut rows = Vec::new();
    let mut done = 0;
    for (name, arguments) in starts {
        rows.push(measure::start(
            name,
            arguments,
            &[],
            &reference,
            &ours,
            &effort,
        )?);
        done += 1;
        progress(done, total, &rows[rows.len() - 1..]);
    }
    if numpy {
        let (name, arguments) = programs::NUMPY;
        let packages = Root::find().and_then(|root| fetch(&root, &WHEELS));
        match packages {
            Ok(site) => {
                let path = site.display().to_string();
                let path = [("PYTHONPATH", path.as_str())];
                let row = measure::start(name, arguments, &path, &reference, &ours, &effort)?;
                rows.push(row);
                progress(done + 1, total, &rows[rows.len() - 1..]);
            }
            Err(why) => eprintln!("bench: {name}: {why}"),
        }
        done += 1;
    }
    for (name, script) in scripts {
        let found = measure::script(name, &script, &reference, &ours, &effort)?;
        done += 1;
        progress(done, total, &found);
        rows.extend(found);
    }
    write(&rows, &output, "bench")
}

/// The figures as text, as a table to compare with and as a picture.
fn write(rows: &[measure::Row], output: &Path, name: &str) -> Result<(), String> {
    let text = table::text(rows);
    println!("{text}");
    let file = |extension: &str| output.join(name).with_extension(extension);
    let write = |extension: &str, content: &str| {
        std::fs::write(file(extension), content).map_err(|e| e.to_string())
    };
    write("txt", &text)?;
    write("tsv", &table::tsv(rows))?;
    plot::svg(rows, &file("svg"))?;
    eprintln!("bench: written to {}", output.display());
    Ok(())
}

fn progress(done: usize, total: usize, rows: &[measure::Row]) {
    for row in rows {
        eprintln!("[{done}/{total}] {}", table::line(row, 26));
    }
}
