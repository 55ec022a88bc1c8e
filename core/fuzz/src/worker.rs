//! Running programs: a process of the interpreter under test, with limits, and how it ended.

use std::fs;
use std::io::Error;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Address space of a worker, in bytes.
const MEMORY: u64 = 1 << 30;
/// A program that takes longer is given up: most often a number of astronomical size.
const PATIENCE: Duration = Duration::from_secs(3);

const SCRIPTS: &[(&str, &str)] = &[
    ("prelude.py", include_str!("../python/prelude.py")),
    ("worker.py", include_str!("../python/worker.py")),
    ("catalogue.py", include_str!("../python/catalogue.py")),
];

/// How a batch ended.
pub enum End {
    /// All programs ran.
    Well,
    /// That one stood still.
    Slow(u64),
    /// In that program; what to recognise it by, and what was said.
    Badly(u64, String, String),
}

/// The interpreter, and a directory with what its workers need.
pub struct Workers {
    python: PathBuf,
    folder: PathBuf,
}

impl Workers {
    pub fn new(python: &Path, folder: PathBuf) -> Result<Workers, Error> {
        fs::create_dir_all(&folder)?;
        for (name, text) in SCRIPTS {
            fs::write(folder.join(name), text)?;
        }
        let library = std::env::current_exe()?.with_file_name("libnomemory.so");
        fs::copy(library, folder.join("nomemory.so"))?;
        let python = std::path::absolute(python)?;
        Ok(Workers { python, folder })
    }

    fn command(&self, script: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.args(["-S", "-B"]).arg(self.folder.join(script));
        command
            .env_clear()
            .env("PYTHONHASHSEED", "0")
            .stdin(Stdio::null());
        command
    }

    /// What `catalogue.py` prints.
    pub fn catalogue(&self) -> Result<String, String> {
        let out = self
            .command("catalogue.py")
            .output()
            .map_err(|e| e.to_string())?;
        match out.status.success() {
            true => Ok(String::from_utf8_lossy(&out.stdout).into_owned()),
            false => Err(String::from_utf8_lossy(&out.stderr).into_owned()),
        }
    }

    /// Runs programs in one process, the first having the number `first`. `name` is the caller's own for files. With `debug`, Python's memory
    /// is checked for writes beyond its blocks.
    pub fn run(
        &self,
        name: &str,
        programs: &[String],
        first: u64,
        debug: bool,
    ) -> Result<End, Error> {
        let path = |what: &str| self.folder.join(format!("{name}.{what}"));
        let (cases, note, errors) = (path("cases"), path("note"), path("errors"));
        fs::write(&cases, programs.join("\n---\n"))?;
        fs::write(&note, first.to_string())?;
        let mut command = self.command("worker.py");
        command.arg(&cases).arg(first.to_string()).arg(&note);
        if debug {
            command.env("PYTHONMALLOC", "debug");
        }
        command
            .stdout(Stdio::null())
            .stderr(fs::File::create(&errors)?);
        // SAFETY: nothing but a system call happens in the child.
        unsafe {
            command.pre_exec(|| {
                for (what, value) in [(libc::RLIMIT_AS, MEMORY), (libc::RLIMIT_CORE, 0)] {
                    let limit = libc::rlimit {
                        rlim_cur: value,
                        rlim_max: value,
                    };
                    libc::setrlimit(what, &limit);
                }
                Ok(())
            })
        };
        let mut child = command.spawn()?;
        let read = || -> Result<i64, Error> {
            Ok(fs::read_to_string(&note)?
                .trim()
                .parse()
                .unwrap_or(first as i64))
        };
        let (mut last, mut since) = (first as i64, Instant::now());
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            let at = read()?;
            if at != last {
                (last, since) = (at, Instant::now());
            } else if since.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                return Ok(End::Slow(
                    u64::try_from(at).unwrap_or(first + programs.len() as u64),
                ));
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        if status.success() {
            return Ok(End::Well);
        }
        let said = String::from_utf8_lossy(&fs::read(&errors)?).into_owned();
        let last = first + programs.len() as u64 - 1;
        let at = u64::try_from(read()?).unwrap_or(last);
        let how = match status.signal() {
            Some(signal) => format!("signal {signal}"),
            None => status.to_string(),
        };
        Ok(End::Badly(at, format!("{how}{}", place(&said)), said))
    }
}

/// Where it panicked, or what else is known of the cause.
fn place(said: &str) -> String {
    let line = said.lines().rev().find(|l| {
        l.contains(" panicked at ")
            || l.starts_with("Fatal Python error")
            || l.starts_with("broken:")
            || l.contains("allocation of")
            || l.starts_with("Debug memory")
    });
    let Some(line) = line else {
        return String::new();
    };
    let line = line.split_once(" panicked at ").map_or(line, |(_, at)| at);
    // A SystemError names the function; the line of the program in front of it is different each time.
    let line = line
        .rsplit_once(" -> ")
        .map_or(line, |(_, message)| message);
    format!(", {line}")
}
