//! Both interpreters in the same surroundings.
//!
//! Ours is given a prefix of its own in the reference's root: our executable and library, the stock standard library and
//! extension modules. So both run the same files under the same names. The headers are ours: what is built with our executable is built
//! against them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::reference::{Root, target, top};

pub struct Sides {
    root: Root,
    /// Where results and logs go, in Cargo's output directory.
    pub folder: PathBuf,
    prefix: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Ours,
    Reference,
}

impl Side {
    pub fn name(self) -> &'static str {
        match self {
            Side::Ours => "ours",
            Side::Reference => "reference",
        }
    }
}

impl Sides {
    /// `python` is our launcher, its library beside it.
    pub fn new(python: &Path) -> Result<Sides, String> {
        Sides::within(python, target().join("conformance"))
    }

    /// The same, with results, logs and our prefix in that folder of Cargo's output directory.
    pub fn within(python: &Path, folder: PathBuf) -> Result<Sides, String> {
        let error = |what: &Path| {
            let what = what.display().to_string();
            move |e: std::io::Error| format!("{what}: {e}")
        };
        let prefix = folder.join("prefix");
        let _ = fs::remove_dir_all(&prefix);
        let bin = prefix.join("bin");
        fs::create_dir_all(&bin).map_err(error(&bin))?;
        for name in ["lib", "include"] {
            fs::create_dir_all(prefix.join(name)).map_err(error(&prefix))?;
        }
        for name in ["python3.14", "libpython3.14.so.1.0"] {
            let from = python.with_file_name(name);
            let from = from.canonicalize().map_err(error(&from))?;
            fs::copy(&from, bin.join(name)).map_err(error(&from))?;
        }
        for (to, name) in [
            (Path::new("/usr/lib/python3.14"), "lib/python3.14"),
            (&top().join("include"), "include/python3.14"),
        ] {
            std::os::unix::fs::symlink(to, prefix.join(name)).map_err(error(&prefix))?;
        }
        for side in [Side::Ours.name(), Side::Reference.name()] {
            let path = folder.join(side);
            fs::create_dir_all(&path).map_err(error(&path))?;
        }
        let sides = Sides {
            root: Root::find()?,
            folder,
            prefix,
        };
        sides.check()?;
        Ok(sides)
    }

    /// That ours answers, and not the stock library.
    fn check(&self) -> Result<(), String> {
        let python = self.executable(Side::Ours);
        let out = self
            .command(&python)?
            .args(["-c", "import sys; print(sys.version, sys.prefix)"])
            .output()
            .map_err(|e| format!("{}: {e}", python.display()))?;
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        let prefix = self.prefix.display().to_string();
        if said.contains("Rust") && said.trim_end().ends_with(&prefix) {
            return Ok(());
        }
        let errors = String::from_utf8_lossy(&out.stderr);
        Err(format!("{}: {said}{errors}", python.display()))
    }

    pub fn executable(&self, side: Side) -> PathBuf {
        match side {
            Side::Ours => self.prefix.join("bin/python3.14"),
            Side::Reference => "/usr/bin/python3.14".into(),
        }
    }

    /// A command that will run in the root.
    pub fn command(&self, program: &Path) -> Result<Command, String> {
        self.root.command(program)
    }

    /// Where a path of the root is seen from outside.
    pub fn outside(&self, path: &Path) -> PathBuf {
        self.root.inside(path)
    }

    /// A script of `tools/oracle` under one side, to its end.
    pub fn run(&self, side: Side, script: &str, arguments: &[&str]) -> Result<(), String> {
        let status = self
            .command(&self.executable(side))?
            .arg(top().join("tools/oracle").join(script))
            .args(arguments)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .status()
            .map_err(|e| format!("{script}: {e}"))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("{script} under {}: {status}", side.name()))
        }
    }

    /// Where a side's output called `name` goes.
    pub fn output(&self, side: Side, name: &str) -> PathBuf {
        self.folder.join(side.name()).join(name)
    }
}
