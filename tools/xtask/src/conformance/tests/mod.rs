//! `cargo xtask conformance tests`: stock test files under ours and under the reference, method by method.
//!
//! A file passes when here as many methods run as on the reference, and each that does worse than there (fails, is skipped, crashes) has
//! its line in the ledger. The reference's results are kept in the target directory, since they do not change.

pub mod ledger;
pub mod one;
pub mod select;
pub mod words;

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::sides::Sides;
use crate::reference::top;
use ledger::Ledger;
use one::{Runner, Verdicts};
use words::Words;

const USAGE: &str = "usage: cargo xtask conformance tests [OPTION...] [TEST...]
  --set NAME       the tests of that set in conformance/sets.tsv (spine)
  --theme NAME     those of that theme in conformance/lib-test.tsv that pass on the reference
  --without PREFIX leave out the tests whose names begin so, and say which; may be given again
  --again          what fails runs once more, alone, and that counts: many tests wait for one another by the clock
  --use RESOURCE   enable it (cpu), for both; may be given again
  --jobs N         how many at a time (2)
  --timeout S      seconds for one file under one interpreter (600)
  --python FILE    our launcher, its library beside it (target/debug/python3.14)
  --fresh          run the reference again, too
  -v               show the last lines of what failing files print
Logs and results: target/conformance. Ledger: conformance/ledger.tsv.";

pub struct Options {
    pub jobs: usize,
    /// The reference runs again, too.
    pub fresh: bool,
    pub verbose: bool,
    /// What fails runs once more, alone.
    pub again: bool,
    /// What comes before a file's name in the names of its methods.
    pub prefix: &'static str,
}

pub fn run(words: &[&str]) -> Result<(), String> {
    let (mut again, mut verbose) = (false, false);
    let mut resources: Vec<String> = Vec::new();
    let mut without: Vec<&str> = Vec::new();
    let read = Words::read(words, USAGE, 600, |word, value| {
        match word {
            "--without" => without.push(value()?),
            "--again" => again = true,
            "--use" => resources.push(value()?.to_owned()),
            "-v" => verbose = true,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let Some(Words {
        mut tests,
        jobs,
        timeout,
        python,
        fresh,
    }) = read
    else {
        return Ok(());
    };
    let options = Options {
        jobs,
        fresh,
        verbose,
        again,
        prefix: "test.",
    };
    let left_out: Vec<String> = tests
        .extract_if(.., |test| {
            without.iter().any(|prefix| test.starts_with(prefix))
        })
        .collect();
    if !left_out.is_empty() {
        println!("left out: {}", left_out.join(" "));
    }
    if tests.is_empty() {
        return Err(USAGE.to_owned());
    }
    // What passes with a resource says nothing of a run without it.
    let suffix = match resources.is_empty() {
        true => ".txt".to_owned(),
        false => format!(".{}.txt", resources.join("-")),
    };
    let runner = Runner {
        sides: Sides::new(&python)?,
        timeout: Duration::from_secs(timeout),
        script: "run_tests.py",
        suffix,
        arguments: resources,
        since: None,
    };
    let ledger = Ledger::read(&top().join("conformance/ledger.tsv"))?;
    compare(&tests, &runner, &ledger, &options)
}

/// Runs all, tells of each and of all, and writes `result.tsv`.
pub fn compare(
    tests: &[String],
    runner: &Runner,
    ledger: &Ledger,
    options: &Options,
) -> Result<(), String> {
    let folder = &runner.sides.folder;
    let mut rows = run_all(tests, runner, ledger, options);
    if options.again {
        let failed = rows.extract_if(.., |row| !row.passed());
        let failed: Vec<String> = failed.map(|row| row.test).collect();
        if !failed.is_empty() {
            println!("once more, alone: {}", failed.join(" "));
            let alone = Options {
                jobs: 1,
                ..*options
            };
            rows.extend(run_all(&failed, runner, ledger, &alone));
            rows.sort_by(|a, b| a.test.cmp(&b.test));
        }
    }

    let mut table = String::from("# test, ran here, ran there, failed, skipped, waiting, passed\n");
    for row in &rows {
        table += &row.tsv();
    }
    let result = folder.join("result.tsv");
    std::fs::write(&result, table).map_err(|e| format!("{}: {e}", result.display()))?;
    let passed = rows.iter().filter(|r| r.passed()).count();
    let ran: usize = rows.iter().map(|r| r.ours.ran()).sum();
    let there: usize = rows.iter().map(|r| r.reference.ran()).sum();
    let waiting: usize = rows.iter().map(|r| r.waiting.len()).sum();
    println!(
        "{passed} of {} files passed; {ran} methods ran here, {there} on the reference; {waiting} wait (ledger)",
        rows.len()
    );
    match passed == rows.len() {
        true => Ok(()),
        false => Err(format!("logs are in {}", folder.display())),
    }
}

/// What became of one file.
struct Row {
    test: String,
    ours: Verdicts,
    reference: Verdicts,
    /// Methods that do worse here, without a line in the ledger.
    worse: Vec<String>,
    /// Those with one.
    waiting: Vec<String>,
    /// Lines of the ledger that have come good.
    stale: Vec<String>,
    seconds: f64,
}

impl Row {
    fn new(
        test: &str,
        ours: Verdicts,
        reference: Verdicts,
        ledger: &Ledger,
        prefix: &str,
        seconds: f64,
    ) -> Self {
        let (mut worse, mut waiting) = (Vec::new(), Vec::new());
        for id in ours.worse_than(&reference) {
            match ledger.covers(&id) {
                true => waiting.push(id),
                false => worse.push(id),
            }
        }
        let stale = ledger.stale(&format!("{prefix}{test}"), &waiting);
        Row {
            test: test.to_owned(),
            ours,
            reference,
            worse,
            waiting,
            stale,
            seconds,
        }
    }

    fn passed(&self) -> bool {
        self.reference.began()
            && self.worse.is_empty()
            && self.stale.is_empty()
            && (self.ours.end == "exit 0"
                || !self.waiting.is_empty()
                || self.ours.end == self.reference.end)
    }

    fn line(&self) -> String {
        let mark = if self.passed() { "passed" } else { "FAILED" };
        let end = match self.ours.end == self.reference.end {
            true => String::new(),
            false => format!(", {} ({})", self.ours.end, self.reference.end),
        };
        let waiting = match self.waiting.len() {
            0 => String::new(),
            n => format!(", {n} wait"),
        };
        format!(
            "{mark} {:<30} ran {:>4} of {:>4}, failed {} ({}), skipped {} ({}){waiting}{end}  {:.1} s",
            self.test,
            self.ours.ran(),
            self.reference.ran(),
            self.ours.count("failed"),
            self.reference.count("failed"),
            self.ours.count("skipped"),
            self.reference.count("skipped"),
            self.seconds,
        )
    }

    fn tsv(&self) -> String {
        format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
            self.test,
            self.ours.ran(),
            self.reference.ran(),
            self.ours.count("failed"),
            self.ours.count("skipped"),
            self.waiting.len(),
            self.passed()
        )
    }
}

fn run_all(tests: &[String], runner: &Runner, ledger: &Ledger, options: &Options) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<Row>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.max(1) {
            scope.spawn(|| {
                while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let reference = runner.reference(test, options.fresh);
                    let start = Instant::now();
                    let ours = runner.ours(test);
                    let seconds = start.elapsed().as_secs_f64();
                    let row = Row::new(test, ours, reference, ledger, options.prefix, seconds);
                    let Ok(mut rows) = rows.lock() else { return };
                    rows.push(row);
                    report(
                        rows.len(),
                        tests.len(),
                        &rows[rows.len() - 1],
                        runner,
                        options,
                    );
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap_or_default();
    rows.sort_by(|a, b| a.test.cmp(&b.test));
    rows
}

fn report(done: usize, total: usize, row: &Row, runner: &Runner, options: &Options) {
    let mut text = format!("[{done}/{total}] {}\n", row.line());
    let shown = if options.verbose { usize::MAX } else { 12 };
    if !row.reference.began() {
        let log = runner.log("reference", &row.test);
        text += &format!("    the reference ran no test: see {}\n", log.display());
    } else if row.ours.ran() == 0 && row.reference.ran() > 0 {
        text += "    no method ran\n";
    } else {
        for id in row.worse.iter().take(shown) {
            text += &format!("    {} {id}\n", row.ours.word(id));
        }
        if row.worse.len() > shown {
            text += &format!("    and {} more (-v)\n", row.worse.len() - shown);
        }
    }
    for id in &row.stale {
        text += &format!("    came good, remove from the ledger: {id}\n");
    }
    if options.verbose && !row.passed() {
        let log: PathBuf = runner.log("ours", &row.test);
        let log = std::fs::read(log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log).into_owned();
        let lines: Vec<&str> = log.lines().collect();
        for line in &lines[lines.len().saturating_sub(30)..] {
            text += &format!("    | {line}\n");
        }
    }
    print!("{text}");
}
