//! One test file under one interpreter.
//!
//! In a fresh directory of its own, with a limit of time.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crate::conformance::sides::{Side, Sides};
use crate::reference::top;

/// What became of the methods of a file: `passed`, `failed`, `skipped` or `crashed`, and how the process ended.
#[derive(Default)]
pub struct Verdicts {
    methods: BTreeMap<String, String>,
    pub end: String,
}

impl Verdicts {
    fn parse(text: &str) -> Verdicts {
        let mut v = Verdicts::default();
        for line in text.lines() {
            let Some((word, id)) = line.split_once(' ') else {
                continue;
            };
            match word {
                "end" => v.end = id.to_owned(),
                "start" => {
                    v.methods.insert(id.to_owned(), "crashed".to_owned());
                }
                _ => {
                    v.methods.insert(id.to_owned(), word.to_owned());
                }
            }
        }
        v
    }

    /// Whether it came as far as its tests, so that there is something to compare.
    pub fn began(&self) -> bool {
        !self.methods.is_empty() || self.end == "exit 0"
    }

    pub fn ran(&self) -> usize {
        self.methods.values().filter(|w| *w != "skipped").count()
    }

    pub fn count(&self, word: &str) -> usize {
        self.methods.values().filter(|w| *w == word).count()
    }

    pub fn word(&self, id: &str) -> &str {
        self.methods.get(id).map_or("did not run:", String::as_str)
    }

    /// Methods that passed there and did not here, or failed here and are not known there, and those that crashed.
    pub fn worse_than(&self, reference: &Verdicts) -> Vec<String> {
        let mut ids = Vec::new();
        for (id, there) in &reference.methods {
            if there == "passed" && self.word(id) != "passed"
                || there == "skipped" && matches!(self.word(id), "failed" | "crashed")
            {
                ids.push(id.clone());
            }
        }
        for (id, here) in &self.methods {
            let there = reference.methods.contains_key(id);
            if here == "crashed" && !ids.contains(id) || here != "passed" && !there {
                ids.push(id.clone());
            }
        }
        ids
    }
}

/// Runs test files by a script of `tools/oracle`, which is given the file to write results to, and the test's name.
pub struct Runner {
    pub sides: Sides,
    pub timeout: Duration,
    pub script: &'static str,
    /// How the results' names end: `.txt`.
    pub suffix: String,
    /// What the script is given besides.
    pub arguments: Vec<String>,
    /// What ours wrote after this moment, in an earlier run, need not be run again.
    pub since: Option<SystemTime>,
}

impl Runner {
    pub fn log(&self, side: &str, test: &str) -> PathBuf {
        let name = format!("{test}{}.log", self.suffix.trim_end_matches(".txt"));
        self.sides.folder.join(side).join(name)
    }

    pub fn ours(&self, test: &str) -> Verdicts {
        let kept = self.since.and_then(|since| {
            let file = self.result("ours", test);
            let written = fs::metadata(&file).and_then(|m| m.modified()).ok()?;
            let text = fs::read_to_string(&file).ok()?;
            let ended = written > since && text.contains("\nend ");
            Some(Verdicts::parse(&text)).filter(|v| ended && v.began())
        });
        kept.unwrap_or_else(|| Verdicts::parse(&self.run(Side::Ours, test)))
    }

    pub fn reference(&self, test: &str, fresh: bool) -> Verdicts {
        Verdicts::parse(&self.kept(test, fresh))
    }

    /// What the script wrote under the reference, perhaps in an earlier run.
    pub fn kept(&self, test: &str, fresh: bool) -> String {
        let kept = self.result("reference", test);
        match fs::read_to_string(&kept) {
            Ok(text)
                if !fresh
                    && text.contains("\nend ")
                    && !text.contains("\nend no end")
                    && Verdicts::parse(&text).began() =>
            {
                text
            }
            _ => self.run(Side::Reference, test),
        }
    }

    fn result(&self, side: &str, test: &str) -> PathBuf {
        let name = format!("{test}{}", self.suffix);
        self.sides.folder.join(side).join(name)
    }

    /// What the script wrote, then `end` and how it ended.
    pub fn run(&self, side: Side, test: &str) -> String {
        let python = &self.sides.executable(side);
        let side = side.name();
        let result = self.result(side, test);
        let _ = fs::remove_file(&result);
        let end = match self.finish(side, python, test, &result) {
            Ok(Some(status)) => ending(status),
            Ok(None) => format!("no end after {} s", self.timeout.as_secs()),
            Err(e) => e,
        };
        let mut text = fs::read_to_string(&result).unwrap_or_default();
        text += &format!("\nend {end}\n");
        let _ = fs::write(&result, &text);
        text
    }

    /// None: it took too long, and was killed with all that it started.
    fn finish(
        &self,
        side: &str,
        python: &Path,
        test: &str,
        result: &Path,
    ) -> Result<Option<ExitStatus>, String> {
        let temporary = Temporary::new(&self.sides)?;
        let log = self.log(side, test);
        let file = fs::File::create(&log).map_err(|e| format!("{}: {e}", log.display()))?;
        let error_file = file
            .try_clone()
            .map_err(|e| format!("{}: {e}", log.display()))?;
        let mut command = self.sides.command(Path::new("env"))?;
        // SAFETY: between fork and exec only system calls are made. Who is started in the background inherits that interrupts are
        // ignored, and tests that interrupt themselves would wait for ever.
        unsafe {
            command.pre_exec(|| {
                libc::signal(libc::SIGINT, libc::SIG_DFL);
                set_memory_limit(MEMORY_LIMIT)
            })
        };
        let mut child = command
            // In the fresh directory: `env -C` there, since the root is entered from the tree.
            .arg("-C")
            .arg(&temporary.inside)
            .arg(python)
            .arg(top().join("tools/oracle").join(self.script))
            .arg(result)
            .arg(test)
            .args(&self.arguments)
            .env("TMPDIR", &temporary.inside)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(error_file)
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{}: {e}", python.display()))?;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
                break Some(status);
            }
            if start.elapsed() > self.timeout {
                // SAFETY: the child leads a group of its own, and has not been reaped.
                unsafe { libc::kill(-(child.id() as libc::pid_t), libc::SIGKILL) };
                let _ = child.wait();
                break None;
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        Ok(status)
    }
}

/// A test that goes wrong gets a MemoryError, and not all of the machine: test_asyncio.test_runners, whose interrupt was
/// ignored, once took 21 GB.
const MEMORY_LIMIT: u64 = 8 << 30;

/// Of this process's addresses, and of what it becomes and starts, which may set itself another.
fn set_memory_limit(bytes: u64) -> std::io::Result<()> {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: it writes the struct, and reads it.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_AS, &mut limit) == 0 {
            limit.rlim_cur = bytes.min(limit.rlim_max);
            if libc::setrlimit(libc::RLIMIT_AS, &limit) == 0 {
                return Ok(());
            }
        }
    }
    Err(std::io::Error::last_os_error())
}

/// A fresh directory, which goes with all that is in it. It has a short name, however deep this tree lies: sockets are made there, and
/// theirs may have 107 bytes.
struct Temporary {
    inside: PathBuf,
    outside: PathBuf,
}

impl Temporary {
    fn new(sides: &Sides) -> Result<Temporary, String> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let inside = PathBuf::from(format!("/tmp/xtask-{}-{count}", std::process::id()));
        let outside = sides.outside(&inside);
        let _ = fs::remove_dir_all(&outside);
        fs::create_dir_all(&outside).map_err(|e| format!("{}: {e}", outside.display()))?;
        Ok(Temporary { inside, outside })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.outside);
    }
}

fn ending(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit {code}"),
        (_, Some(signal)) => format!("signal {signal}"),
        _ => "unknown end".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worse_is_what_passes_there_and_not_here() {
        let there = Verdicts::parse(
            "start a\npassed a\nstart b\nskipped b\nstart c\nfailed c\nstart d\npassed d\n",
        );
        let here =
            Verdicts::parse("start a\nfailed a\nstart b\nskipped b\nstart c\nfailed c\nstart e\n");
        assert_eq!(here.worse_than(&there), ["a", "d", "e"]);
        assert_eq!((here.ran(), there.ran()), (3, 3));
        assert!(there.worse_than(&there).is_empty());
    }
}
