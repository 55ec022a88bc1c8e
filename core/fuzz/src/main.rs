//! Random programs for the interpreter: calls of all that is built in, on all kinds of objects, with classes whose special methods do
//! what they should not, and with allocations that fail. A program follows from the seed and its number.
//!
//! `grammar.txt` says what programs look like, `python/prelude.py` what they find, `python/worker.py` runs them: many in one process, which notes the
//! number of the one at hand. Where it dies, that program is made smaller and written down. What was found is kept in `found/`; `--replay` runs it again.

mod catalogue;
mod generate;
mod grammar;
mod minimise;
mod worker;

use catalogue::Catalogue;
use generate::Generator;
use grammar::Grammar;
use minimise::Minimiser;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use worker::{End, Workers};

const USAGE: &str = "usage: object_fuzz [OPTION...]
  --python FILE   our launcher, its library beside it (target/debug/python3.14)
  --seed N        which programs; by default others each time
  --first N       the number of the first (0)
  --seconds N     how long (600)
  --jobs N        processes at a time (2)
  --show N        print that program of the seed, and end
  --replay        only run what was found before (core/fuzz/found), or the files that follow
Findings go to target/object-fuzz.";

/// Programs in one process.
const BATCH: u64 = 100;
/// Findings of one kind that are made small.
const OF_A_KIND: usize = 3;

struct Options {
    python: PathBuf,
    seed: u64,
    first: u64,
    seconds: u64,
    jobs: usize,
    show: Option<u64>,
    replay: Option<Vec<PathBuf>>,
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from)
}

fn options() -> Result<Options, String> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let mut options = Options {
        python: target().join("debug/python3.14"),
        seed: now.map_or(1, |t| t.as_secs()),
        first: 0,
        seconds: 600,
        jobs: 2,
        show: None,
        replay: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--replay" {
            options.replay = Some(words.by_ref().map(PathBuf::from).collect());
            break;
        }
        let value = words.next().ok_or(USAGE)?;
        let number = || value.parse::<u64>().map_err(|_| USAGE.to_owned());
        match word.as_str() {
            "--python" => options.python = value.into(),
            "--seed" => options.seed = number()?,
            "--first" => options.first = number()?,
            "--seconds" => options.seconds = number()?,
            "--jobs" => options.jobs = number()? as usize,
            "--show" => options.show = Some(number()?),
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(options)
}

/// A run: what all its threads share.
struct Run<'a> {
    options: &'a Options,
    workers: &'a Workers,
    generator: Generator<'a>,
    next: AtomicU64,
    done: AtomicU64,
    slow: AtomicU64,
    /// How often each kind was found.
    found: Mutex<HashMap<String, usize>>,
    started: Instant,
}

impl Run<'_> {
    fn over(&self) -> bool {
        self.started.elapsed() > Duration::from_secs(self.options.seconds)
    }

    fn work(&self, name: &str) -> Result<(), std::io::Error> {
        while !self.over() {
            let batch = self.next.fetch_add(1, Ordering::Relaxed);
            let start = self.options.first + batch * BATCH;
            self.batch(name, start, batch % 2 == 1)?;
        }
        Ok(())
    }

    fn batch(&self, name: &str, start: u64, debug: bool) -> Result<(), std::io::Error> {
        let programs: Vec<String> = (start..start + BATCH)
            .map(|n| self.generator.program(self.options.seed, n))
            .collect();
        let mut from = 0;
        while from < programs.len() && !self.over() {
            let first = start + from as u64;
            let rest = &programs[from..];
            let next = match self.workers.run(name, rest, first, debug)? {
                End::Well => break,
                End::Slow(number) => {
                    self.slow.fetch_add(1, Ordering::Relaxed);
                    number + 1
                }
                End::Badly(number, mark, said) => {
                    let upto = (number - first) as usize + 1;
                    self.finding(name, &rest[..upto], number, &mark, &said, debug)?;
                    number + 1
                }
            };
            from = (next - start) as usize;
        }
        self.done.fetch_add(BATCH, Ordering::Relaxed);
        Ok(())
    }

    fn finding(
        &self,
        name: &str,
        programs: &[String],
        number: u64,
        mark: &str,
        said: &str,
        debug: bool,
    ) -> Result<(), std::io::Error> {
        let times = match self.found.lock() {
            Ok(mut found) => {
                let times = found.entry(mark.to_owned()).or_default();
                *times += 1;
                *times
            }
            Err(_) => 1,
        };
        // All crashes without a word look the same.
        let limit = if mark.contains(',') { OF_A_KIND } else { 30 };
        if times > limit {
            return Ok(());
        }
        let small = Minimiser::new(self.workers, name, debug, mark).minimise(programs);
        let again = if small.is_some() { "" } else { " (not again)" };
        let lines = small.unwrap_or_else(|| {
            programs
                .last()
                .into_iter()
                .flat_map(|p| p.lines())
                .map(str::to_owned)
                .collect()
        });
        let file = target().join(format!("object-fuzz/{}-{number}.txt", self.options.seed));
        std::fs::write(&file, lines.join("\n") + "\n")?;
        let said: Vec<&str> = said
            .lines()
            .filter(|l| !l.starts_with("the grammar"))
            .collect();
        let said = said[said.len().saturating_sub(4)..].join("\n    ");
        let mode = if debug { ", PYTHONMALLOC=debug" } else { "" };
        println!(
            "== seed {} program {number}: {mark}{again}{mode}; {}\n    {said}\n{}",
            self.options.seed,
            file.display(),
            lines.join("\n")
        );
        Ok(())
    }

    fn progress(&self) {
        let found = self.found.lock().map_or(0, |f| f.values().sum::<usize>());
        let (done, slow) = (
            self.done.load(Ordering::Relaxed),
            self.slow.load(Ordering::Relaxed),
        );
        eprintln!(
            "{:.0} s: {done} programs, {slow} given up, {found} findings",
            self.started.elapsed().as_secs_f64()
        );
    }
}

fn explore(options: &Options, workers: &Workers) -> Result<usize, String> {
    let grammar = Grammar::parse(include_str!("../grammar.txt"))?;
    let catalogue = Catalogue::parse(&workers.catalogue()?);
    let run = Run {
        options,
        workers,
        generator: Generator {
            grammar: &grammar,
            catalogue: &catalogue,
        },
        next: AtomicU64::new(0),
        done: AtomicU64::new(0),
        slow: AtomicU64::new(0),
        found: Mutex::default(),
        started: Instant::now(),
    };
    if let Some(number) = options.show {
        println!("{}", run.generator.program(options.seed, number));
        return Ok(0);
    }
    eprintln!(
        "seed {}, {} functions, {} types",
        options.seed,
        catalogue.functions.len(),
        catalogue.types.len()
    );
    std::thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = (0..options.jobs.max(1))
            .map(|i| scope.spawn(move || run.work(&format!("job{i}"))))
            .collect();
        let mut told = Instant::now();
        while !threads.iter().all(|t| t.is_finished()) {
            std::thread::sleep(Duration::from_millis(200));
            if told.elapsed() > Duration::from_secs(20) {
                told = Instant::now();
                run.progress();
            }
        }
        for t in threads {
            t.join()
                .map_err(|_| "a thread panicked".to_owned())?
                .map_err(|e| e.to_string())?;
        }
        Ok::<(), String>(())
    })?;
    run.progress();
    let found = run.found.lock().map(|f| f.clone()).unwrap_or_default();
    for (mark, times) in &found {
        println!("{times} times: {mark}");
    }
    Ok(found.len())
}

/// Runs what was found before, in both ways of allocating.
fn replay(workers: &Workers, files: &[PathBuf]) -> Result<usize, String> {
    let mut files = files.to_vec();
    if files.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
        let entries =
            std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        files = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        files.sort();
    }
    let read =
        |f: &PathBuf| std::fs::read_to_string(f).map_err(|e| format!("{}: {e}", f.display()));
    let programs = files
        .iter()
        .map(read)
        .collect::<Result<Vec<String>, String>>()?;
    let mut bad = 0;
    for debug in [false, true] {
        let mut from = 0;
        while from < programs.len() {
            let end = workers
                .run("replay", &programs[from..], from as u64, debug)
                .map_err(|e| e.to_string())?;
            let (at, what) = match end {
                End::Well => break,
                End::Slow(at) => (at, "stands still".to_owned()),
                End::Badly(at, mark, _) => (at, mark),
            };
            bad += 1;
            let at = at as usize;
            println!(
                "{}: {what}",
                files
                    .get(at)
                    .map_or("the end".into(), |f| f.display().to_string())
            );
            from = at + 1;
        }
    }
    println!("{} programs that once failed: {bad} fail", programs.len());
    Ok(bad)
}

fn main() -> ExitCode {
    let done = options().and_then(|options| {
        let workers = Workers::new(&options.python, target().join("object-fuzz"))
            .map_err(|e| e.to_string())?;
        match &options.replay {
            Some(files) => replay(&workers, files),
            None => explore(&options, &workers),
        }
    });
    match done {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}
