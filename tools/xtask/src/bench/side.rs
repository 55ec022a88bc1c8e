//! One of the two interpreters that are compared, and one run of it.
//!
//! Both run under the dynamic loader, C library and standard library of the reference's root (see `xtask reference`), so
//! that nothing but the interpreter differs; no change of root, hence no privilege, is needed.

use std::ffi::OsStr;
use std::fs::Permissions;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

pub struct Side {
    pub name: &'static str,
    root: PathBuf,
    libraries: String,
    program: PathBuf,
    path: String,
    /// A script that starts this side as [`Side::run`] does, for programs that start further processes.
    again: PathBuf,
}

/// What a finished process leaves behind.
pub struct Outcome {
    pub output: String,
    pub errors: String,
    /// Processor time, its own and the kernel's for it: what else runs on the machine then matters less.
    pub seconds: f64,
    pub peak_kib: i64,
    pub status: ExitStatus,
}

impl Side {
    pub fn reference(root: &Path, path: &str, folder: &Path) -> Result<Side, String> {
        let program = root.join("usr/bin/python3.14");
        let libraries = format!("{}/usr/lib/x86_64-linux-gnu", root.display());
        Side::new("reference", root, libraries, program, path, folder)
    }

    /// `program` has its library beside it, which must come before the root's library of the same name.
    pub fn ours(root: &Path, program: &Path, path: &str, folder: &Path) -> Result<Side, String> {
        let own = program.parent().unwrap_or(Path::new("."));
        let libraries = format!(
            "{}:{}/usr/lib/x86_64-linux-gnu",
            own.display(),
            root.display()
        );
        Side::new("ours", root, libraries, program.to_owned(), path, folder)
    }

    fn new(
        name: &'static str,
        root: &Path,
        libraries: String,
        program: PathBuf,
        path: &str,
        folder: &Path,
    ) -> Result<Side, String> {
        let again = folder.join(format!("{name}.sh"));
        let side = Side {
            name,
            root: root.to_owned(),
            libraries,
            program,
            path: path.to_owned(),
            again,
        };
        let text = format!(
            "#!/bin/sh\nexec '{}' --library-path '{}' '{}' \"$@\"\n",
            side.loader().display(),
            side.libraries,
            side.program.display()
        );
        std::fs::write(&side.again, text)
            .and_then(|()| std::fs::set_permissions(&side.again, Permissions::from_mode(0o755)))
            .map_err(|e| format!("{}: {e}", side.again.display()))?;
        Ok(side)
    }

    fn loader(&self) -> PathBuf {
        self.root.join("lib64/ld-linux-x86-64.so.2")
    }

    /// That the library meant is the library that answers.
    pub fn check(&self, is_ours: bool) -> Result<(), String> {
        let run = self.run(["-c", "import sys; print(sys.version)"], &[])?;
        if run.output.contains("Rust") != is_ours || !run.output.starts_with("3.14") {
            let said = format!("{}{}", run.output, run.errors);
            return Err(format!(
                "{} answers, as the {}: {said}",
                self.program.display(),
                self.name
            ));
        }
        Ok(())
    }

    pub fn run<I>(&self, arguments: I, environment: &[(&str, &str)]) -> Result<Outcome, String>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        finish(self.command(&[], arguments, environment))
            .map_err(|e| format!("{}: {e}", self.program.display()))
    }

    /// The command line of a run, behind the words of a program that watches it.
    pub fn command<I>(
        &self,
        watcher: &[String],
        arguments: I,
        environment: &[(&str, &str)],
    ) -> Command
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let loader = self.loader();
        let mut command = match watcher {
            [] => Command::new(loader),
            [program, options @ ..] => {
                let mut command = Command::new(program);
                command.args(options).arg(loader);
                command
            }
        };
        command
            .arg("--library-path")
            .arg(&self.libraries)
            .arg(&self.program)
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("PYTHONHOME", self.root.join("usr"))
            .env("PYTHONPATH", &self.path)
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONWARNINGS", "ignore")
            .env("BENCH_PYTHON", &self.again)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// Runs to the end, as `Command::output` does, but reaps with `wait4`, which also tells the peak of resident memory.
fn finish(mut command: Command) -> std::io::Result<Outcome> {
    let mut child = command.spawn()?;
    let errors = child.stderr.take().map(|mut pipe| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = pipe.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    });
    let mut output = Vec::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_end(&mut output)?;
    }
    let mut status = 0;
    // SAFETY: all-zero is a valid `rusage`.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: our own child, which nobody else waits for; both places outlive the call.
    if unsafe { libc::wait4(child.id() as libc::pid_t, &mut status, 0, &mut usage) } < 0 {
        return Err(std::io::Error::last_os_error());
    }
    Ok(Outcome {
        output: String::from_utf8_lossy(&output).into_owned(),
        errors: errors.and_then(|t| t.join().ok()).unwrap_or_default(),
        seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        peak_kib: usage.ru_maxrss,
        status: ExitStatus::from_raw(status),
    })
}

fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 * 1e-6
}
