//! One header: its fragment, with what Rust declares put where the fragment's `@` lines say.
//!
//! `@begin` opens `extern "C"` (left out: after the leading comment and includes), `@types`, `@constants` and `@declarations` stand
//! for what the fragment has not named singly before (`@types NAME...` places just those), `@omit NAME...` leaves out, `@empty`
//! gives the function-like macros an empty body.
//! What is missing of the three stands at `@begin`; a header without a fragment is made of these alone.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::ctype::Renderer;
use super::facts::{Fact, Facts, Kind};
use super::rust::{Exported, Layout};
use super::text::{derived_guard, prologue, squeeze, tier_key};

pub struct Sources {
    pub facts: Facts,
    pub layout: Layout,
    pub exported: HashMap<String, Exported>,
}

#[derive(Default)]
pub struct Report {
    /// Declared as the Rust signature has it.
    pub from_rust: usize,
    /// Declared from the facts: not written yet.
    pub planned: usize,
    /// Written, but with another type than the stock headers declare.
    pub differing: Vec<String>,
    pub problems: Vec<String>,
}

pub struct Header<'a> {
    pub(super) sources: &'a Sources,
    pub(super) name: &'a str,
    pub(super) done: RefCell<HashSet<String>>,
    pub(super) report: &'a RefCell<Report>,
    pub(super) facts: HashMap<&'a str, Vec<&'a Fact>>,
}

impl<'a> Header<'a> {
    pub fn new(sources: &'a Sources, name: &'a str, report: &'a RefCell<Report>) -> Self {
        let mut facts: HashMap<&str, Vec<&Fact>> = HashMap::new();
        for f in sources.facts.header(name) {
            facts.entry(&f.name).or_default().push(f);
        }
        Self {
            sources,
            name,
            done: RefCell::default(),
            report,
            facts,
        }
    }

    pub(super) fn fact(&self, name: &str, kind: Kind) -> Option<&'a Fact> {
        self.facts
            .get(name)?
            .iter()
            .copied()
            .find(|f| f.kind == kind)
    }

    /// The guard macro that the stock header leaves defined; the others are tier files, included through their public header.
    pub(super) fn guard(&self) -> Option<&'a str> {
        self.sources
            .facts
            .header(self.name)
            .iter()
            .find(|f| {
                f.kind == Kind::Macro
                    && f.name.ends_with("_H")
                    && f.ctype.is_empty()
                    && f.detail.is_empty()
            })
            .map(|f| f.name.as_str())
    }

    pub fn render(&self, fragment: &str) -> String {
        let mut lines: Vec<String> = fragment.lines().map(str::to_owned).collect();
        if !lines.iter().any(|l| l.trim() == "@begin") {
            let at = prologue(&lines);
            lines.insert(at, "@begin".into());
        }
        let begin = lines.iter().position(|l| l.trim() == "@begin").unwrap_or(0);
        let missing: Vec<String> = ["@types", "@constants", "@declarations"]
            .iter()
            .filter(|d| !lines.iter().any(|l| l.trim() == **d))
            .map(|d| (*d).to_owned())
            .collect();
        lines.splice(begin + 1..begin + 1, missing);

        // what the fragment itself defines, places singly or leaves out is nobody else's
        for line in &lines {
            let mut words = line.split_whitespace();
            match words.next() {
                Some("@omit") => self.done.borrow_mut().extend(words.map(str::to_owned)),
                Some("#define") => {
                    if let Some(name) = words.next() {
                        let name = name.split('(').next().unwrap_or(name);
                        self.done.borrow_mut().insert(format!("macro {name}"));
                    }
                }
                Some("#") if words.next() == Some("define") => {
                    if let Some(name) = words.next() {
                        let name = name.split('(').next().unwrap_or(name);
                        self.done.borrow_mut().insert(format!("macro {name}"));
                    }
                }
                _ => {}
            }
        }
        let singled: HashSet<String> = lines
            .iter()
            .filter(|l| {
                ["@types ", "@declarations ", "@constants "]
                    .iter()
                    .any(|d| l.starts_with(d))
            })
            .flat_map(|l| l.split_whitespace().skip(1).map(str::to_owned))
            .collect();

        let mut out = String::new();
        let mut closed = false;
        for line in &lines {
            let trimmed = line.trim();
            if !trimmed.starts_with('@') {
                out.push_str(line);
                out.push('\n');
                continue;
            }
            let mut words = trimmed.split_whitespace();
            let directive = words.next().unwrap_or_default();
            let names: Vec<&str> = words.collect();
            match directive {
                "@begin" => out.push_str("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"),
                "@end" => {
                    closed = true;
                    out.push_str("#ifdef __cplusplus\n}\n#endif\n");
                }
                "@types" => out.push_str(&self.types(&names, &singled)),
                "@constants" => out.push_str(&self.constants(&names, &singled)),
                "@declarations" => out.push_str(&self.declarations(&names, &singled)),
                "@empty" => out.push_str(&self.empty_macros()),
                "@cpython" => out.push_str(&self.cpython_tier()),
                "@omit" => {}
                other => self
                    .report
                    .borrow_mut()
                    .problems
                    .push(format!("{}: unknown directive {other}", self.name)),
            }
        }
        if !self.name.contains('/')
            && !fragment.contains("@cpython")
            && !fragment.contains("\"cpython/")
        {
            out.push_str(&self.cpython_tier());
        }
        if !closed {
            out.push_str("\n#ifdef __cplusplus\n}\n#endif\n");
        }
        self.wrap(&squeeze(&out))
    }

    pub(super) fn cpython_tier(&self) -> String {
        let tier = format!("cpython/{}", self.name);
        if !self.sources.facts.by_header.contains_key(&tier) {
            return String::new();
        }
        let key = tier_key(&tier);
        let mut out = String::from("\n#ifndef Py_LIMITED_API\n");
        if Header::new(self.sources, &tier, self.report)
            .guard()
            .is_some()
        {
            let _ = writeln!(out, "#  include \"{tier}\"");
        } else {
            let _ = writeln!(
                out,
                "#  define {key}\n#  include \"{tier}\"\n#  undef {key}"
            );
        }
        out.push_str("#endif\n");
        out
    }

    pub(super) fn wrap(&self, body: &str) -> String {
        let banner = "/* Generated by `cargo xtask headers` from our Rust and include/fragments/: do not edit. */\n";
        if self.name.starts_with("cpython/") && self.guard().is_none() {
            let key = tier_key(self.name);
            let public = self.name.trim_start_matches("cpython/");
            return format!(
                "{banner}#ifndef {key}\n#  error \"include {public}, not its cpython/ tier\"\n#endif\n{body}"
            );
        }
        let guard = self
            .guard()
            .map_or_else(|| derived_guard(self.name), str::to_owned);
        let core = if self.name.starts_with("internal/") {
            "#ifndef Py_BUILD_CORE\n#  error \"internal header: define Py_BUILD_CORE\"\n#endif\n"
        } else {
            ""
        };
        format!("{banner}#ifndef {guard}\n#define {guard}\n{core}{body}\n#endif /* {guard} */\n")
    }

    pub(super) fn renderer_with<'r>(
        &'r self,
        nested: &'r (dyn Fn(&str) -> Option<String> + 'r),
    ) -> Renderer<'r> {
        Renderer {
            facts: &self.sources.facts,
            nested,
            internal: self.name.starts_with("internal/"),
        }
    }

    pub(super) fn take(
        &self,
        key: &str,
        name: &str,
        names: &[&str],
        singled: &HashSet<String>,
    ) -> bool {
        if names.is_empty() {
            if singled.contains(name) {
                return false;
            }
        } else if !names.contains(&name) {
            return false;
        }
        let mut done = self.done.borrow_mut();
        !done.contains(name) && done.insert(format!("{key} {name}"))
    }
}
