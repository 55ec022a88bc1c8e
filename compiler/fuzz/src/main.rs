//! Feeds a target with inputs: `fuzz TARGET [--iterations N] [--seed N] [--first N] [--seeds FILE...]`.
//!
//! The work is done by a second process of the same program, which notes down the number of the input at hand. Where it
//! dies or stands still, this one makes that input again, writes it to `target/fuzz/`, and goes on behind it.

use fuzz::mutate::Seeds;
use fuzz::random::Random;
use fuzz::targets::{TARGETS, Target};
use std::error::Error;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

const USAGE: &str = "usage: fuzz tokenizer|parser|compiler|marshal [OPTION...]
  --iterations N   how many inputs (1000000)
  --seed N         which inputs (1)
  --first N        the number of the first (0)
  --seeds FILE...  sources to make inputs from, beside the fixtures; last of the options";

/// An input that takes longer is a finding.
const PATIENCE: Duration = Duration::from_secs(10);
/// So is one that makes the process larger, in bytes.
const MEMORY: u64 = 3 << 30;
/// Findings after which it is enough.
const ENOUGH: usize = 20;

struct Job {
    name: String,
    target: Target,
    iterations: u64,
    seed: u64,
    first: u64,
    seeds: Vec<PathBuf>,
    /// Where the worker notes its progress; given to the worker alone.
    note: Option<PathBuf>,
}

fn job() -> Result<Job, Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let name = args.next().ok_or(USAGE)?;
    let target = TARGETS.iter().find(|(n, _)| *n == name).ok_or(USAGE)?.1;
    let mut job = Job {
        name,
        target,
        iterations: 1_000_000,
        seed: 1,
        first: 0,
        seeds: Vec::new(),
        note: None,
    };
    while let Some(option) = args.next() {
        if option == "--seeds" {
            job.seeds = args.by_ref().map(PathBuf::from).collect();
            break;
        }
        let value = args.next().ok_or(USAGE)?;
        match option.as_str() {
            "--iterations" => job.iterations = value.parse()?,
            "--seed" => job.seed = value.parse()?,
            "--first" => job.first = value.parse()?,
            "--note" => job.note = Some(value.into()),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(job)
}

fn input(job: &Job, seeds: &Seeds, number: u64) -> (Vec<u8>, u64) {
    let mut r = Random::of(job.seed, number);
    let choice = r.next();
    (seeds.input(&job.name, &mut r), choice)
}

fn work(job: &Job, note: &PathBuf) -> Result<(), Box<dyn Error>> {
    let limit = libc::rlimit {
        rlim_cur: MEMORY,
        rlim_max: MEMORY,
    };
    // SAFETY: the structure outlives the call.
    unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) };
    let seeds = Seeds::load(&job.seeds)?;
    let note = std::fs::OpenOptions::new().write(true).open(note)?;
    for number in job.first..job.first + job.iterations {
        let (input, choice) = input(job, &seeds, number);
        note.write_all_at(&number.to_le_bytes(), 0)?;
        (job.target)(&input, choice);
    }
    note.write_all_at(&u64::MAX.to_le_bytes(), 0)?;
    Ok(())
}

fn supervise(job: &Job) -> Result<usize, Box<dyn Error>> {
    let folder = PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or("target".into()));
    let folder = folder.join("fuzz");
    std::fs::create_dir_all(&folder)?;
    let note = folder.join(format!("{}.{}.note", job.name, std::process::id()));
    let seeds = Seeds::load(&job.seeds)?;
    let end = job.first + job.iterations;
    let (mut first, mut found, started) = (job.first, 0, Instant::now());
    while first < end && found < ENOUGH {
        std::fs::write(&note, first.to_le_bytes())?;
        let mut worker = Command::new(std::env::current_exe()?)
            .args([&job.name, "--seed", &job.seed.to_string()])
            .args(["--first", &first.to_string()])
            .args(["--iterations", &(end - first).to_string()])
            .arg("--note")
            .arg(&note)
            .arg("--seeds")
            .args(&job.seeds)
            .spawn()?;
        let read = || -> std::io::Result<u64> {
            let bytes = std::fs::read(&note)?;
            Ok(u64::from_le_bytes(bytes.try_into().unwrap_or([0; 8])))
        };
        let (mut last, mut since) = (first, Instant::now());
        let how = loop {
            if let Some(status) = worker.try_wait()? {
                break status.to_string();
            }
            let number = read()?;
            if number != last {
                (last, since) = (number, Instant::now());
            } else if since.elapsed() > PATIENCE {
                worker.kill()?;
                worker.wait()?;
                break "stands still".to_owned();
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        let number = read()?;
        if number == u64::MAX {
            break;
        }
        found += 1;
        let (input, choice) = input(job, &seeds, number);
        let file = folder.join(format!("{}-{}-{number}-{choice}", job.name, job.seed));
        std::fs::write(&file, &input)?;
        println!(
            "input {number} (choice {choice}): {how}; {}",
            file.display()
        );
        first = number + 1;
    }
    let _ = std::fs::remove_file(&note);
    println!(
        "{}: {} inputs of seed {} in {:.0} s, {found} findings",
        job.name,
        first.max(end) - job.first,
        job.seed,
        started.elapsed().as_secs_f64()
    );
    Ok(found)
}

fn main() -> ExitCode {
    let done = job().and_then(|job| match &job.note {
        Some(note) => work(&job, note).map(|()| 0),
        None => supervise(&job),
    });
    match done {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(e) => {
            eprintln!("fuzz: {e}");
            ExitCode::FAILURE
        }
    }
}
