//! `cargo xtask conformance leaks`: what stock test files leave behind when they run several times in one process.
//!
//! `tools/oracle/leaks.py` measures blocks of memory, objects of the collector and open files as the stock `-R 3:3` does: three runs to warm
//! up, then three of which each must leave more than the one before. A file fails where ours leaks a kind of thing that the reference does not, or
//! does not come to its end.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::sides::{Side, Sides};
use super::tests::one::Runner;
use super::tests::words::Words;

const USAGE: &str = "usage: cargo xtask conformance leaks [OPTION...] [TEST...]
  --set NAME       the tests of that set in conformance/sets.tsv (spine)
  --theme NAME     those of that theme in conformance/lib-test.tsv that pass on the reference
  --jobs N         how many at a time (2)
  --timeout S      seconds for one file under one interpreter (900)
  --python FILE    our launcher, its library beside it (target/debug/python3.14)
  --fresh          run the reference again, too
Logs and results: target/conformance.";

/// What a file leaves behind: by kind, the growth in each run.
#[derive(Default)]
struct Growth {
    kinds: BTreeMap<String, String>,
    done: bool,
    end: String,
}

impl Growth {
    fn parse(text: &str) -> Growth {
        let mut growth = Growth::default();
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("end", how)) => growth.end = how.to_owned(),
                Some((kind, deltas)) => {
                    growth.kinds.insert(kind.to_owned(), deltas.to_owned());
                }
                None => growth.done |= line == "done",
            }
        }
        growth
    }

    /// What is said about the kinds that the other does not leave behind; empty if all is well.
    fn beyond(&self, reference: &Growth) -> String {
        let mut said = Vec::new();
        if !self.done {
            match reference.done {
                true => said.push(format!("no result ({})", self.end)),
                false => return String::new(),
            }
        }
        for (kind, deltas) in &self.kinds {
            if !reference.kinds.contains_key(kind) {
                said.push(format!("{kind} [{deltas}]"));
            }
        }
        said.join(", ")
    }
}

pub fn run(words: &[&str]) -> Result<(), String> {
    let Some(Words {
        tests,
        jobs,
        timeout,
        python,
        fresh,
    }) = Words::read(words, USAGE, 900, |_, _| Ok(false))?
    else {
        return Ok(());
    };
    if tests.is_empty() {
        return Err(USAGE.to_owned());
    }
    let runner = Runner {
        sides: Sides::new(&python)?,
        timeout: Duration::from_secs(timeout),
        script: "leaks.py",
        suffix: ".leaks.txt".to_owned(),
        arguments: Vec::new(),
        since: None,
    };
    let (next, leaking) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(test) = tests.get(n) else { break };
                    let mut there = Growth::parse(&runner.kept(test, fresh));
                    if !there.done && !fresh {
                        there = Growth::parse(&runner.kept(test, true));
                    }
                    let here = Growth::parse(&runner.run(Side::Ours, test));
                    let said = here.beyond(&there);
                    let both = here.kinds.keys().any(|k| there.kinds.contains_key(k));
                    let remark = match (said.is_empty(), there.done, both) {
                        (false, ..) => format!("LEAKS  {test}: {said}"),
                        (_, false, _) => {
                            format!("-      {test}: the reference has no result ({})", there.end)
                        }
                        (.., true) => format!("clean  {test}: no more than the reference"),
                        _ => format!("clean  {test}"),
                    };
                    println!("[{}/{}] {remark}", n + 1, tests.len());
                    if let (false, Ok(mut leaking)) = (said.is_empty(), leaking.lock()) {
                        leaking.push(test.clone());
                    }
                }
            });
        }
    });
    let leaking = leaking.into_inner().unwrap_or_default();
    println!("{} of {} files leak", leaking.len(), tests.len());
    match leaking.is_empty() {
        true => Ok(()),
        false => Err(format!("leaking: {}", leaking.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::Growth;

    #[test]
    fn only_what_the_reference_does_not_leave_behind_counts() {
        let there = Growth::parse("references 1 1 1\ndone\nend exit 0\n");
        let here = Growth::parse("references 2 2 2\nmemory-blocks 1 2 3\ndone\nend exit 0\n");
        assert_eq!(here.beyond(&there), "memory-blocks [1 2 3]");
        assert_eq!(there.beyond(&here), "");
        let dead = Growth::parse("\nend signal 6\n");
        assert_eq!(dead.beyond(&there), "no result (signal 6)");
    }
}
