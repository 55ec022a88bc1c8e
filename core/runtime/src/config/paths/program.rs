//! The first half of path configuration: what was started, and what lies beside it that leads elsewhere.
//!
//! A file that says where things are (`pyvenv.cfg`, `._pth`, `pybuilddir.txt`) may be absent; one that is there and cannot be read
//! ends the start, with the exception that the stock program would raise, from its line.

use libc::wchar_t;
use objects::prelude::*;

use layout::*;

use super::{Search, absolute, environment, or, raise_unread};
use crate::config::files::{self, Unread, Wide, text};
use crate::config::wide;

/// From the directory of a program that was built to that of the sources.
const SOURCES: &str = "..";

impl Search {
    pub(super) fn find_program(&mut self, c: &PyConfig) -> PyResult<()> {
        if self.program_name.is_empty() {
            // SAFETY: the configuration's list is valid.
            let first = unsafe { wide::items(&raw const c.orig_argv) }.next();
            self.program_name = or(first.unwrap_or(&[]).to_vec(), &text("python3"));
        }
        if self.executable.is_empty() {
            if files::has_separator(&self.program_name) {
                self.executable = absolute(&self.program_name, 266)?;
            } else {
                let path = environment("PATH");
                let colon = wchar_t::from(b':');
                let on_path = path
                    .split(|c| *c == colon)
                    .filter(|_| !path.is_empty())
                    .map(|dir| files::join(dir, &self.program_name))
                    .find(|p| files::is_program(p));
                self.executable = on_path.unwrap_or_default();
            }
        }
        if self.executable.is_empty() {
            self.executable_dir = absolute(&[], 295)?;
            self.real_executable_dir.clone_from(&self.executable_dir);
        }
        let shown = or(
            environment("PYTHONEXECUTABLE"),
            &environment("__PYVENV_LAUNCHER__"),
        );
        if !shown.is_empty() {
            // started by another program, whose name is to be shown; the libraries belong to this one
            self.base_executable.clone_from(&self.executable);
            self.real_executable.clone_from(&self.executable);
            self.executable_dir = files::directory(&shown);
            self.executable = shown;
        }
        Ok(())
    }

    pub(super) fn find_home(&mut self, c: &PyConfig) -> PyResult<()> {
        let mut settings = Vec::new();
        if self.set_path.is_empty() {
            if self.home.is_empty() && c.use_environment != 0 {
                self.home = environment("PYTHONHOME");
            }
            let beside = or(
                self.executable_dir.clone(),
                &files::directory(&self.executable),
            );
            // first above the program's directory, then in it
            let name = text("pyvenv.cfg");
            for (directory, line) in [(files::directory(&beside), 355), (beside, 358)] {
                match files::lines(&files::join(&directory, &name)) {
                    Ok(lines) => {
                        (self.venv_prefix, settings) = (directory, lines);
                        break;
                    }
                    Err(why) if why.is_absent() => {}
                    Err(why) => return Err(raise_unread(why, line)),
                }
            }
        }
        if self.home.is_empty()
            && let Some(home) = settings.iter().find_map(|l| setting(l, "home"))
        {
            if self.base_executable.is_empty() {
                self.base_executable = program_of_environment(home, &self.executable);
            }
            self.executable_dir = home.to_vec();
            self.real_executable_dir = home.to_vec();
        }
        if self.base_executable.is_empty() {
            self.base_executable = or(self.executable.clone(), &self.real_executable);
        }
        if self.real_executable.is_empty() {
            self.real_executable.clone_from(&self.base_executable);
        }
        match files::final_target(&self.real_executable) {
            Some(target) => self.real_executable = target,
            None if files::is_file(&self.real_executable) => self.warn(format_args!(
                "Failed to find real location of {}",
                String::from_utf8_lossy(&wide::encode(&self.real_executable))
            )),
            None => {}
        }
        let directory = files::directory(&self.real_executable);
        if self.executable_dir.is_empty() {
            self.executable_dir.clone_from(&directory);
            self.real_executable_dir.clone_from(&directory);
        }
        if self.real_executable_dir.is_empty() {
            self.real_executable_dir = directory;
        }
        Ok(())
    }

    /// `._pth`, beside the library or the program.
    pub(super) fn find_path_file(&mut self) -> PyResult<()> {
        if !self.set_path.is_empty() || self.home_was_set {
            return Ok(());
        }
        for beside in [&self.library, &self.executable, &self.real_executable] {
            if beside.is_empty() {
                continue;
            }
            let mut path = beside.clone();
            path.extend(text("._pth"));
            match files::lines(&path) {
                Ok(lines) => {
                    let directory = files::directory(&path);
                    self.home.clone_from(&directory);
                    self.path_file = Some((directory, lines));
                    break;
                }
                Err(Unread::Os(_)) => {}
                Err(why) => return Err(raise_unread(why, 477)),
            }
        }
        Ok(())
    }

    /// `pybuilddir.txt`: its line names the directory of the extension modules.
    pub(super) fn find_build(&mut self, c: &mut PyConfig) -> PyResult<()> {
        let looks =
            !self.home_was_set && !self.real_executable_dir.is_empty() && self.set_path.is_empty();
        if !looks && c._is_python_build <= 0 {
            return Ok(());
        }
        let here = self.real_executable_dir.clone();
        let lines = match files::lines(&files::join(&here, &text("pybuilddir.txt"))) {
            Ok(lines) => lines,
            Err(why) if why.is_absent() => return Ok(()),
            Err(why) => return Err(raise_unread(why, 504)),
        };
        self.platstdlib_dir = match lines.first() {
            Some(line) => files::join(&here, line),
            None => here.clone(),
        };
        self.build_prefix = files::join(&here, &text(SOURCES));
        if self.build_prefix.is_empty() {
            return Ok(());
        }
        let sources = files::above(&self.build_prefix, &[text("Lib/os.py")], files::is_file);
        if !self.stdlib_was_set {
            let above = or(sources.clone(), &self.build_prefix);
            self.stdlib_dir = files::join(&above, &text("Lib"));
        }
        self.prefix = or(core::mem::take(&mut self.prefix), &sources);
        self.exec_prefix = or(core::mem::take(&mut self.exec_prefix), &self.build_prefix);
        c._is_python_build = 1;
        Ok(())
    }
}

/// A line of `pyvenv.cfg`.
fn setting<'a>(line: &'a [wchar_t], key: &str) -> Option<&'a [wchar_t]> {
    let (name, value) = files::partition(line, b'=')?;
    let name = String::from_utf8(wide::encode(files::trimmed(name))).ok()?;
    name.eq_ignore_ascii_case(key)
        .then(|| files::trimmed(value))
}

/// The program from which a virtual environment was made: what its own links to, or one of the usual names in its home.
fn program_of_environment(home: &[wchar_t], started: &[wchar_t]) -> Wide {
    let target = files::final_target(started).unwrap_or_else(|| started.to_vec());
    if target != started && !target.is_empty() {
        return target;
    }
    let name = files::name(started);
    let same = files::join(home, name);
    if files::is_file(&same) {
        return same;
    }
    ["python3", "python3.14"]
        .map(text)
        .iter()
        .filter(|other| *other != name)
        .map(|other| files::join(home, other))
        .find(|other| files::is_file(other))
        .unwrap_or(same)
}
