//! Measuring one program: both sides by turns, the reference first, which also says how many loops make a value.

use super::side::{Outcome, Side};
use std::ffi::OsString;

/// The best of a side's values.
#[derive(Clone, Copy)]
pub struct Best {
    pub seconds: f64,
    pub peak_kib: i64,
}

impl Best {
    const WORST: Best = Best {
        seconds: f64::INFINITY,
        peak_kib: i64::MAX,
    };

    fn take(&mut self, seconds: f64, peak_kib: i64) {
        self.seconds = self.seconds.min(seconds);
        self.peak_kib = self.peak_kib.min(peak_kib);
    }
}

/// A line of the table. `ours` says why there is no figure where there is none.
pub struct Row {
    pub name: String,
    pub reference: Best,
    pub ours: Result<Best, String>,
}

impl Row {
    /// Ours over the reference's: below one is faster.
    pub fn time_ratio(&self) -> Option<f64> {
        let ours = self.ours.as_ref().ok()?;
        Some(ours.seconds / self.reference.seconds)
    }

    pub fn memory_ratio(&self) -> Option<f64> {
        let ours = self.ours.as_ref().ok()?;
        Some(ours.peak_kib as f64 / self.reference.peak_kib as f64)
    }
}

pub struct Effort {
    pub runs: usize,
    pub values: usize,
    pub seconds: f64,
}

/// A script with its arguments, which may hold several benchmarks.
pub fn script(
    name: &str,
    script: &[OsString],
    reference: &Side,
    ours: &Side,
    effort: &Effort,
) -> Result<Vec<Row>, String> {
    let values = effort.values.to_string();
    let seconds = effort.seconds.to_string();
    let mut loops = String::new();
    let mut rows: Vec<Row> = Vec::new();
    for turn in 0..effort.runs {
        let environment = [
            ("BENCH_VALUES", values.as_str()),
            ("BENCH_SECONDS", seconds.as_str()),
            ("BENCH_LOOPS", loops.as_str()),
        ];
        let outcome = reference.run(script, &environment)?;
        let found = figures(&outcome);
        if found.is_empty() {
            let why = format!("nor can the reference: {}", reason(&outcome));
            return Ok(vec![Row {
                name: name.to_owned(),
                reference: Best::WORST,
                ours: Err(why),
            }]);
        }
        if turn == 0 {
            rows.extend(found.iter().map(|f| Row {
                name: f.name.clone(),
                reference: Best::WORST,
                ours: Ok(Best::WORST),
            }));
            let known: Vec<String> = found
                .iter()
                .map(|f| format!("{}={}", f.name, f.loops))
                .collect();
            loops = known.join(",");
        }
        for row in &mut rows {
            if let Some(f) = found.iter().find(|f| f.name == row.name) {
                row.reference.take(f.best, outcome.peak_kib);
            }
        }
        if rows.iter().all(|row| row.ours.is_err()) {
            break;
        }
        let environment = [
            ("BENCH_VALUES", values.as_str()),
            ("BENCH_SECONDS", seconds.as_str()),
            ("BENCH_LOOPS", loops.as_str()),
        ];
        let outcome = ours.run(script, &environment)?;
        let found = figures(&outcome);
        for row in &mut rows {
            match (
                found.iter().find(|f| f.name == row.name),
                row.ours.as_mut().ok(),
            ) {
                (Some(f), Some(best)) if outcome.status.success() => {
                    best.take(f.best, outcome.peak_kib);
                }
                _ => row.ours = Err(reason(&outcome)),
            }
        }
    }
    Ok(rows)
}

/// A command line from `exec` to reaping; many short turns, since the noise is large.
pub fn start(
    name: &str,
    arguments: &[&str],
    environment: &[(&str, &str)],
    reference: &Side,
    ours: &Side,
    effort: &Effort,
) -> Result<Row, String> {
    let mut row = Row {
        name: name.to_owned(),
        reference: Best::WORST,
        ours: Ok(Best::WORST),
    };
    for _ in 0..effort.runs * 10 {
        let outcome = reference.run(arguments, environment)?;
        row.reference.take(outcome.seconds, outcome.peak_kib);
        let outcome = ours.run(arguments, environment)?;
        match row.ours.as_mut() {
            Ok(best) if outcome.status.success() => best.take(outcome.seconds, outcome.peak_kib),
            _ => {
                row.ours = Err(reason(&outcome));
                break;
            }
        }
    }
    Ok(row)
}

struct Figure {
    name: String,
    loops: u64,
    best: f64,
}

/// The lines `bench NAME LOOPS SECONDS...` of tools/bench/pyperf.py.
fn figures(outcome: &Outcome) -> Vec<Figure> {
    let lines = outcome
        .output
        .lines()
        .filter_map(|l| l.strip_prefix("bench "));
    lines
        .filter_map(|line| {
            let mut words = line.split(' ');
            let name = words.next()?.to_owned();
            let loops = words.next()?.parse().ok()?;
            let best = words
                .filter_map(|w| w.parse().ok())
                .fold(f64::INFINITY, f64::min);
            Some(Figure { name, loops, best })
        })
        .collect()
}

fn reason(outcome: &Outcome) -> String {
    let last = outcome
        .errors
        .lines()
        .rev()
        .find(|l| !l.trim().is_empty())
        .unwrap_or("no figure came");
    if outcome.status.code() == Some(1) {
        last.to_owned()
    } else {
        format!("{last} ({})", outcome.status)
    }
}
