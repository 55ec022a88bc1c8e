//! What the stock headers say: a generated C program, compiled and run in the reference.
//!
//! The program has one expression a line. A first pass of the compiler tells by its errors which names the headers do not know; a second
//! compiles and runs the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use super::{Entry, Structs};
use crate::reference::{Root, target};

pub struct Found {
    pub entries: BTreeMap<String, Entry>,
    /// Structs (`Name`) and fields (`Name.path`) of ours that the headers do not have.
    pub unknown: BTreeSet<String>,
    /// The words of `_Py_DebugOffsets`.
    pub debug_offsets: Vec<u64>,
}

/// Headers that are not for this platform, or stand apart: generated bodies and macros to be included elsewhere.
const LEFT_OUT: &[&str] = &[
    "pycore_emscripten_signal.h",
    "pycore_emscripten_trampoline.h",
    "pycore_fileutils_windows.h",
    "pycore_blocks_output_buffer.h",
    "pycore_crossinterp_data_registry.h", // by pycore_crossinterp.h
    "pycore_runtime_init.h",
    "pycore_runtime_init_generated.h",
    "pycore_obmalloc_init.h",
    "pycore_pymem_init.h",
    "pycore_global_objects_fini_generated.h",
    "pycore_unicodeobject_generated.h",
];

/// One expression to be asked.
struct Question {
    entry: String,
    /// Empty: the size and alignment.
    path: String,
    expressions: Vec<String>,
}

pub fn ask(root: &Root, structs: &Structs, free_threaded: bool) -> Result<Found, String> {
    let c = Compiler::new(root, free_threaded)?;
    let roots = c.type_names(structs)?;
    let questions = questions(structs, &roots);
    let lines: Vec<&str> = questions
        .iter()
        .flat_map(|q| q.expressions.iter().map(String::as_str))
        .collect();
    let bad = c.rejected(&lines)?;
    let good: Vec<&str> = (0..lines.len())
        .filter(|i| !bad.contains(i))
        .map(|i| lines[i])
        .collect();
    let mut answers = c.run(&good)?.into_iter();
    let mut found = Found {
        entries: BTreeMap::new(),
        unknown: BTreeSet::new(),
        debug_offsets: c.debug_offsets()?,
    };
    let mut line = 0;
    for q in &questions {
        let mut values = Vec::new();
        for _ in &q.expressions {
            if !bad.contains(&line) {
                values.push(answers.next().ok_or("the C program answers too little")?);
            }
            line += 1;
        }
        match (values[..].as_ref(), q.path.is_empty()) {
            ([size, align], true) => {
                let entry = Entry {
                    size: *size,
                    align: *align,
                    offsets: Vec::new(),
                };
                found.entries.insert(q.entry.clone(), entry);
            }
            ([offset, base], false) => {
                if let Some(e) = found.entries.get_mut(&q.entry) {
                    e.offsets.push((q.path.clone(), offset - base));
                }
            }
            (_, true) => drop(found.unknown.insert(q.entry.clone())),
            (_, false) => drop(found.unknown.insert(format!("{}.{}", q.entry, q.path))),
        }
    }
    for name in structs.0.keys() {
        if !found.entries.contains_key(name) && !seen_flat(name, structs, &found.entries) {
            found.unknown.insert(name.clone());
        }
    }
    Ok(found)
}

/// An unnamed member's type has no entry; its fields stand in the struct around it.
fn seen_flat(name: &str, structs: &Structs, entries: &BTreeMap<String, Entry>) -> bool {
    structs.0.iter().any(|(outer, members)| {
        let here = members
            .iter()
            .any(|m| unnamed(&m.name) && m.of.as_deref() == Some(name));
        here && (entries.contains_key(outer) || seen_flat(outer, structs, entries))
    })
}

fn unnamed(field: &str) -> bool {
    field
        .strip_prefix("anon")
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Where in C a struct of ours is found: by a name of its own, or as the member of one.
#[derive(Clone)]
struct Place {
    root: String,
    path: String,
}

impl Place {
    fn member(&self, path: &str) -> String {
        match self.path.is_empty() {
            true => path.to_owned(),
            false => format!("{}.{path}", self.path),
        }
    }
}

fn questions(structs: &Structs, roots: &BTreeMap<String, String>) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut seen = BTreeSet::new();
    let mut queue: Vec<(String, Place)> = Vec::new();
    for (name, c_name) in roots {
        let place = Place {
            root: c_name.clone(),
            path: String::new(),
        };
        queue.push((name.clone(), place));
    }
    while let Some((name, place)) = queue.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let what = match place.path.is_empty() {
            true => format!("({})", place.root),
            false => format!("((({} *)0)->{})", place.root, place.path),
        };
        questions.push(Question {
            entry: name.clone(),
            path: String::new(),
            expressions: vec![format!("sizeof{what}"), format!("__alignof__{what}")],
        });
        let mut fields = Vec::new();
        flatten(structs, &name, "", "", &mut fields);
        for (ours, c, of, array) in fields {
            let base = match place.path.is_empty() {
                true => "0".to_owned(),
                false => format!("offsetof({}, {})", place.root, place.path),
            };
            questions.push(Question {
                entry: name.clone(),
                path: ours,
                expressions: vec![
                    format!("offsetof({}, {})", place.root, place.member(&c)),
                    base,
                ],
            });
            if let Some(of) = of
                && structs.0.contains_key(&of)
                && !roots.contains_key(&of)
            {
                let c = if array { format!("{c}[0]") } else { c };
                let inner = Place {
                    root: place.root.clone(),
                    path: place.member(&c),
                };
                queue.push((of, inner));
            }
        }
    }
    questions
}

type Flat = (String, String, Option<String>, bool);

/// The fields with those of unnamed members: our path, C's path, the type, whether an array.
fn flatten(structs: &Structs, name: &str, ours: &str, c: &str, out: &mut Vec<Flat>) {
    for m in structs.0.get(name).into_iter().flatten() {
        let path = format!("{ours}{}", m.name);
        if let Some(of) = &m.of
            && unnamed(&m.name)
            && !m.array
        {
            flatten(structs, of, &format!("{path}."), c, out);
            continue;
        }
        let c_name = m.name.trim_start_matches("r#");
        out.push((path, format!("{c}{c_name}"), m.of.clone(), m.array));
    }
}

struct Compiler<'a> {
    root: &'a Root,
    file: PathBuf,
    prelude: String,
    definitions: &'static [&'static str],
}

impl Compiler<'_> {
    fn new(root: &Root, free_threaded: bool) -> Result<Compiler<'_>, String> {
        let folder = target().join("abi");
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let mut prelude = String::from(
            "#include <Python.h>\n#include <stddef.h>\n#include <stdio.h>\n#include <structmember.h>\n#include <datetime.h>\n#include <frameobject.h>\n",
        );
        let internal = root.path().join("usr/include/python3.14/internal");
        let mut names: Vec<String> = fs::read_dir(&internal)
            .map_err(|e| format!("{}: {e}", internal.display()))?
            .filter_map(|f| Some(f.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|n| n.ends_with(".h") && !LEFT_OUT.contains(&n.as_str()))
            .collect();
        names.sort();
        for name in names {
            prelude += &format!("#include \"internal/{name}\"\n");
        }
        let definitions: &[&str] = match free_threaded {
            true => &["-DPy_BUILD_CORE", "-DPy_GIL_DISABLED"],
            false => &["-DPy_BUILD_CORE"],
        };
        Ok(Compiler {
            root,
            file: folder.join("layout.c"),
            prelude,
            definitions,
        })
    }

    /// Runs the compiler over `body` between braces of main.
    fn compile(&self, body: &[String], options: &[&str]) -> Result<Output, String> {
        let mut text = self.prelude.clone();
        text += "int main(void) {\n#line 1 \"questions\"\n";
        for line in body {
            text += line;
            text.push('\n');
        }
        text += "return 0; }\n";
        fs::write(&self.file, text).map_err(|e| format!("{}: {e}", self.file.display()))?;
        self.root
            .command("gcc")?
            .args([
                "-w",
                "-fmax-errors=0",
                "-I/usr/include/python3.14",
                "-I/usr/include/python3.14/internal",
                "-I/usr/include/python3.14/internal/mimalloc",
            ])
            .args(self.definitions)
            .args(options)
            .arg(&self.file)
            .output()
            .map_err(|e| format!("gcc: {e}"))
    }

    /// The indices of the expressions that the compiler does not take.
    fn rejected(&self, expressions: &[&str]) -> Result<BTreeSet<usize>, String> {
        let body: Vec<String> = expressions
            .iter()
            .map(|e| format!("{{ size_t n = {e}; (void)n; }}"))
            .collect();
        let out = self.compile(&body, &["-fsyntax-only"])?;
        let text = String::from_utf8_lossy(&out.stderr);
        let mut bad = BTreeSet::new();
        let mut others = Vec::new();
        for line in text.lines().filter(|l| l.contains(" error: ")) {
            match line
                .strip_prefix("questions:")
                .and_then(|l| l.split(':').next())
            {
                Some(n) => drop(bad.insert(n.parse::<usize>().map_err(|e| e.to_string())? - 1)),
                None => others.push(line),
            }
        }
        match others.is_empty() {
            true => Ok(bad),
            false => Err(others.join("\n")),
        }
    }

    /// Which of our names are types there, and how they are spelled.
    fn type_names(&self, structs: &Structs) -> Result<BTreeMap<String, String>, String> {
        let mut spellings: Vec<(&String, String)> = Vec::new();
        for name in structs.0.keys() {
            for kind in ["", "struct ", "union "] {
                spellings.push((name, format!("{kind}{name}")));
            }
        }
        let sizes: Vec<String> = spellings
            .iter()
            .map(|(_, s)| format!("sizeof({s})"))
            .collect();
        let bad = self.rejected(&sizes.iter().map(String::as_str).collect::<Vec<_>>())?;
        let mut names = BTreeMap::new();
        for (i, (name, spelling)) in spellings.into_iter().enumerate() {
            if !bad.contains(&i) {
                names.entry(name.clone()).or_insert(spelling);
            }
        }
        Ok(names)
    }

    fn debug_offsets(&self) -> Result<Vec<u64>, String> {
        let statement = "static const _Py_DebugOffsets t = _Py_DebugOffsets_INIT(_Py_Debug_Cookie); \
                         for (size_t i = 0; i < sizeof t / 8; i++) printf(\"%zu\\n\", ((size_t *)&t)[i]);";
        self.run_body(&[statement.to_owned()])
    }

    fn run(&self, expressions: &[&str]) -> Result<Vec<u64>, String> {
        let body: Vec<String> = expressions
            .iter()
            .map(|e| format!("printf(\"%zu\\n\", (size_t)({e}));"))
            .collect();
        self.run_body(&body)
    }

    /// The numbers that a program of these statements prints.
    fn run_body(&self, body: &[String]) -> Result<Vec<u64>, String> {
        let program = self.file.with_extension("bin");
        let name = program.to_string_lossy().into_owned();
        // The headers' inline functions name what no library is linked for: they are dropped with -O1.
        let options = ["-O1", "-Wl,--unresolved-symbols=ignore-all", "-o", &name];
        let out = self.compile(body, &options)?;
        if !out.status.success() {
            return Err(String::from_utf8_lossy(&out.stderr).into_owned());
        }
        let out = self
            .root
            .command(&program)?
            .output()
            .map_err(|e| format!("{name}: {e}"))?;
        String::from_utf8_lossy(&out.stdout)
            .lines()
            .map(|l| l.parse().map_err(|e| format!("{l}: {e}")))
            .collect()
    }
}
