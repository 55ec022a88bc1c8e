//! Asking a set of headers: generated C, one question a line, for the host's compiler (`$CC`, else `cc`).
//!
//! The compiler's errors tell by their lines which questions the headers do not understand; what they do, a program can print.
//! Our headers and the stock ones are asked by the same compiler, with the C library's headers of the host.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::reference::{Root, target, top};

/// Headers that stand apart: generated bodies, macros to be included elsewhere, other platforms and libraries.
const LEFT_OUT: &[&str] = &[
    "pycore_blocks_output_buffer.h",
    "pycore_crossinterp_data_registry.h",
    "pycore_emscripten_signal.h",
    "pycore_emscripten_trampoline.h",
    "pycore_fileutils_windows.h",
    "pycore_global_objects_fini_generated.h",
    "pycore_obmalloc_init.h",
    "pycore_pymem_init.h",
    "pycore_runtime_init.h",
    "pycore_runtime_init_generated.h",
    "pycore_unicodeobject_generated.h",
    "py_curses.h", // wants curses
    "pyexpat.h",   // wants Expat
];

/// One way of including the headers.
#[derive(Clone, Copy)]
pub struct Configuration {
    pub name: &'static str,
    pub definitions: &'static [&'static str],
    /// The internal headers too.
    pub internal: bool,
}

impl Configuration {
    pub const fn new(
        name: &'static str,
        definitions: &'static [&'static str],
        internal: bool,
    ) -> Configuration {
        Configuration {
            name,
            definitions,
            internal,
        }
    }
}

/// Ours or the stock ones.
#[derive(Clone)]
pub struct Headers {
    pub folder: PathBuf,
    after: Option<PathBuf>,
}

impl Headers {
    pub fn ours() -> Headers {
        Headers {
            folder: top().join("include"),
            after: None,
        }
    }

    pub fn stock(root: &Root) -> Headers {
        let usr = root.path().join("usr/include");
        Headers {
            folder: usr.join("python3.14"),
            after: Some(usr),
        }
    }

    /// Compiler options that find them.
    pub fn options(&self, internal: bool) -> Vec<String> {
        let path = |p: &Path| p.to_string_lossy().into_owned();
        let mut options = vec![format!("-I{}", path(&self.folder))];
        if internal {
            for folder in ["internal", "internal/mimalloc"] {
                options.push(format!("-I{}", path(&self.folder.join(folder))));
            }
        }
        if let Some(after) = &self.after {
            // Debian's pyconfig.h is in a folder of the machine's; what else is there is not wanted
            options.extend(["-idirafter".to_owned(), path(after)]);
        }
        options
    }

    /// Names of the public and, if asked, the internal headers, those of `LEFT_OUT` left out.
    pub fn names(&self, internal: bool) -> Result<Vec<String>, String> {
        let mut names = list(&self.folder, "")?;
        if internal {
            names.extend(list(&self.folder.join("internal"), "internal/")?);
        }
        names.retain(|n| !LEFT_OUT.contains(&n.rsplit('/').next().unwrap_or(n)));
        Ok(names)
    }
}

fn list(folder: &Path, prefix: &str) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|f| Some(f.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|n| n.ends_with(".h"))
        .map(|n| format!("{prefix}{n}"))
        .collect();
    names.sort();
    Ok(names)
}

pub fn compiler() -> String {
    std::env::var("CC").unwrap_or_else(|_| "cc".to_owned())
}

/// Lines that a question may have.
const ROOM: usize = 8;

/// All headers in one configuration, ready for questions.
pub struct Probe {
    file: PathBuf,
    prelude: String,
    options: Vec<String>,
}

impl Probe {
    /// Includes those headers that both sides have (which header exists is for others to compare).
    pub fn new(headers: &Headers, configuration: Configuration) -> Result<Probe, String> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let folder = target().join("abi");
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut prelude =
            String::from("#include <Python.h>\n#include <stddef.h>\n#include <stdio.h>\n");
        let names = Headers::ours().names(configuration.internal)?;
        // the stock one wants a file that is generated beside it
        for name in names.iter().filter(|n| *n != "pydtrace.h") {
            prelude += &format!("#if __has_include(<{name}>)\n#include <{name}>\n#endif\n");
        }
        let mut options = vec!["-std=gnu11".to_owned(), "-w".to_owned()];
        options.extend(headers.options(configuration.internal));
        options.extend(configuration.definitions.iter().map(|d| format!("-D{d}")));
        Ok(Probe {
            file: folder.join(format!("probe{number}.c")),
            prelude,
            options,
        })
    }

    fn compile(
        &self,
        before: &str,
        body: &str,
        after: &str,
        more: &[&str],
    ) -> Result<Output, String> {
        let text = format!("{}{before}\n{body}\n{after}\n", self.prelude);
        fs::write(&self.file, text).map_err(|e| format!("{}: {e}", self.file.display()))?;
        let out = Command::new(compiler())
            .args(&self.options)
            .args(more)
            .arg(&self.file)
            .output();
        out.map_err(|e| format!("{}: {e}", compiler()))
    }

    /// The declarations that the compiler refuses after the headers, by number, with what it says. It is asked again without these,
    /// since an error may hide the next one.
    pub fn refused(
        &self,
        before: &str,
        declarations: &[String],
    ) -> Result<BTreeMap<usize, String>, String> {
        let mut refused = BTreeMap::new();
        loop {
            let more = self.refused_once(before, declarations, &refused)?;
            if more.is_empty() {
                return Ok(refused);
            }
            refused.extend(more);
        }
    }

    fn refused_once(
        &self,
        before: &str,
        declarations: &[String],
        without: &BTreeMap<usize, String>,
    ) -> Result<BTreeMap<usize, String>, String> {
        let mut body = String::new();
        let asked = (0..).zip(declarations);
        for (i, declaration) in asked.filter(|(i, _)| !without.contains_key(i)) {
            // another semicolon, for an error at the first one
            let line = (i + 1) * ROOM;
            body += &format!("#line {line} \"questions\"\n{declaration}\n;\n");
        }
        // preprocessed first: what a macro stands for is then where the question is
        let out = self.compile(before, &body, "", &["-E"])?;
        let file = self.file.with_extension("i");
        fs::write(&file, &out.stdout).map_err(|e| format!("{}: {e}", file.display()))?;
        let mut text = String::from_utf8_lossy(&out.stderr).into_owned();
        let out = Command::new(compiler())
            .args(["-std=gnu11", "-w", "-fsyntax-only", "-fmax-errors=0"])
            .arg(&file)
            .output()
            .map_err(|e| format!("{}: {e}", compiler()))?;
        text += &String::from_utf8_lossy(&out.stderr);
        let _ = fs::remove_file(&file);
        let mut refused = BTreeMap::new();
        let mut others = Vec::new();
        for line in text.lines().filter(|l| l.contains("error: ")) {
            let own = line
                .strip_prefix("questions:")
                .and_then(|l| l.split_once(':'));
            match own.and_then(|(n, rest)| Some((n.parse::<usize>().ok()?, rest))) {
                Some((n, rest)) => {
                    let said = rest.split_once("error: ").map_or(rest, |(_, said)| said);
                    refused
                        .entry(n / ROOM - 1)
                        .or_insert_with(|| said.to_owned());
                }
                None => others.push(line),
            }
        }
        match others.is_empty() {
            true => Ok(refused),
            false => Err(others[..others.len().min(10)].join("\n")),
        }
    }

    /// What a program of these statements prints.
    pub fn print(&self, before: &str, statements: &[String]) -> Result<String, String> {
        let program = self.file.with_extension("bin");
        let name = program.to_string_lossy().into_owned();
        // the headers' inline functions name what no library is linked for; with -O1 they are dropped
        let options = ["-O1", "-Wl,--unresolved-symbols=ignore-all", "-o", &name];
        let before = format!("{before}\nint main(void) {{");
        let out = self.compile(&before, &statements.join("\n"), "return 0; }", &options)?;
        if !out.status.success() {
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            return Err(said.lines().take(10).collect::<Vec<_>>().join("\n"));
        }
        let out = Command::new(&program)
            .output()
            .map_err(|e| format!("{name}: {e}"))?;
        let _ = fs::remove_file(&program);
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }
}
