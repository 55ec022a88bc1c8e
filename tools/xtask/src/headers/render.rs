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
use super::rust::{Alias, Build, Constant, Exported, Layout, LayoutItem, Record, Value};

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

/// Words that C++ or a platform header takes for itself.
const RESERVED: &[&str] = &[
    "class",
    "new",
    "this",
    "template",
    "operator",
    "default",
    "delete",
    "namespace",
    "try",
    "catch",
    "throw",
    "using",
    "private",
    "public",
    "protected",
    "virtual",
    "typename",
    "union",
    "struct",
    "register",
    "explicit",
    "export",
    "friend",
    "inline",
    "mutable",
    "typeid",
    "typedef",
    "bool",
    "true",
    "false",
    "and",
    "or",
    "not",
    "xor",
    "nullptr",
    "requires",
    "concept",
    "signed",
    "asm",
    "auto",
    "errno",
    "stdin",
    "stdout",
    "stderr",
];

pub struct Header<'a> {
    sources: &'a Sources,
    name: &'a str,
    done: RefCell<HashSet<String>>,
    report: &'a RefCell<Report>,
    facts: HashMap<&'a str, Vec<&'a Fact>>,
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

    fn fact(&self, name: &str, kind: Kind) -> Option<&'a Fact> {
        self.facts
            .get(name)?
            .iter()
            .copied()
            .find(|f| f.kind == kind)
    }

    /// The guard macro that the stock header leaves defined; the others are tier files, included through their public header.
    fn guard(&self) -> Option<&'a str> {
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

    fn cpython_tier(&self) -> String {
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

    fn wrap(&self, body: &str) -> String {
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

    fn renderer_with<'r>(
        &'r self,
        nested: &'r (dyn Fn(&str) -> Option<String> + 'r),
    ) -> Renderer<'r> {
        Renderer {
            facts: &self.sources.facts,
            nested,
            internal: self.name.starts_with("internal/"),
        }
    }

    /// A record's fields in braces, nested records spelled out.
    fn body(&self, record: &Record, depth: usize) -> String {
        let indent = "    ".repeat(depth + 1);
        let mut out = String::from("{\n");
        let mut open = Build::Both;
        let switch = |out: &mut String, open: &mut Build, to: Build| {
            if *open != to {
                if *open != Build::Both {
                    out.push_str("#endif\n");
                }
                if let Some(c) = to.condition() {
                    let _ = writeln!(out, "#if {c}");
                }
                *open = to;
            }
        };
        for field in &record.fields {
            if field.name == "_align" {
                continue;
            }
            switch(&mut out, &mut open, field.build);
            let bits = (field.name == "bits").then(|| self.bit_fields(record, field.build));
            if let Some(bits) = bits.filter(|b| !b.is_empty()) {
                let base = match record.fields.iter().any(|f| f.name == "_align") {
                    true => "unsigned int",
                    false => match &field.ty {
                        syn::Type::Path(p) => match p
                            .path
                            .segments
                            .last()
                            .map(|s| s.ident.to_string())
                            .as_deref()
                        {
                            Some("u16") => "uint16_t",
                            Some("u8") => "uint8_t",
                            _ => "unsigned int",
                        },
                        _ => "unsigned int",
                    },
                };
                for (name, width) in bits {
                    let _ = writeln!(out, "{indent}{base} {name}:{width};");
                }
                continue;
            }
            let nested = |name: &str| {
                if let Some(body) = self.nested_enum(name, &indent) {
                    return Some(body);
                }
                let inner = self.sources.layout.records().find(|r| {
                    r.name == name
                        && (r.build == Build::Both
                            || field.build == Build::Both
                            || r.build == field.build)
                })?;
                if self.is_named(name) {
                    return None;
                }
                let word = if inner.union { "union" } else { "struct" };
                Some(format!("{word} {}", self.body(inner, depth + 1)))
            };
            let name = if field.name.starts_with("anon") {
                ""
            } else {
                &field.name
            };
            match self.renderer_with(&nested).declare(&field.ty, name) {
                Some(text) => {
                    let _ = writeln!(out, "{indent}{text};");
                }
                None => self.report.borrow_mut().problems.push(format!(
                    "{}: no C for the type of {}.{}",
                    self.name, record.name, field.name
                )),
            }
        }
        switch(&mut out, &mut open, Build::Both);
        let _ = write!(out, "{}}}", "    ".repeat(depth));
        out
    }

    /// An enum that C declares where its field stands, or knows by a tag only.
    fn nested_enum(&self, name: &str, indent: &str) -> Option<String> {
        if self.is_named(name) {
            return None;
        }
        let first = self.sources.layout.constants().find(|c| c.ty == name)?;
        let tagged = self
            .sources
            .facts
            .by_header
            .values()
            .flatten()
            .find(|f| f.kind == Kind::Enumerator && f.name == first.name);
        if let Some(f) = tagged.filter(|f| !f.ctype.is_empty()) {
            return Some(format!("enum {}", f.ctype));
        }
        let values: Vec<String> = self
            .sources
            .layout
            .constants()
            .filter(|c| c.ty == name)
            .filter_map(|c| match c.value {
                Value::Number(n) => Some(format!("{indent}    {} = {n},\n", c.name)),
                _ => None,
            })
            .collect();
        (!values.is_empty()).then(|| format!("enum {{\n{}{indent}}}", values.concat()))
    }

    fn is_named(&self, name: &str) -> bool {
        self.sources.facts.typedefs.contains_key(name) || self.sources.facts.tags.contains(name)
    }

    fn bit_fields(&self, record: &Record, build: Build) -> Vec<(String, u32)> {
        let prefix = format!("{}_", record.name);
        let mut fields: Vec<(i128, String, u32)> = Vec::new();
        for c in self.sources.layout.constants() {
            let Some(name) = c
                .name
                .strip_prefix(&prefix)
                .and_then(|n| n.strip_suffix("_SHIFT"))
            else {
                continue;
            };
            if !(c.build == build || c.build == Build::Both || build == Build::Both) {
                continue;
            }
            let (Value::Number(shift), Some(mask)) = (
                &c.value,
                self.sources
                    .layout
                    .constants()
                    .find(|m| m.name == format!("{prefix}{name}_MASK") && (m.build == c.build)),
            ) else {
                continue;
            };
            if let Value::Number(mask) = mask.value {
                fields.push((*shift, name.to_owned(), mask.count_ones()));
            }
        }
        fields.sort();
        let mut out = Vec::new();
        let mut at = 0;
        for (shift, name, width) in fields {
            if shift > at {
                out.push((String::new(), (shift - at) as u32));
            }
            at = shift + i128::from(width);
            out.push((name, width));
        }
        let whole = !record
            .fields
            .iter()
            .any(|f| f.name == "_align" && (f.build == build || f.build == Build::Both));
        if whole && (1..32).contains(&at) && matches!(self.bits_type(record, build), Some("u32")) {
            out.push((String::new(), 32 - at as u32));
        }
        out
    }

    /// The Rust integer that a record's bit-fields share.
    fn bits_type(&self, record: &Record, build: Build) -> Option<&'static str> {
        let field = record
            .fields
            .iter()
            .find(|f| f.name == "bits" && f.build == build)?;
        match &field.ty {
            syn::Type::Path(p) => ["u8", "u16", "u32"]
                .into_iter()
                .find(|w| p.path.is_ident(w)),
            _ => None,
        }
    }

    fn take(&self, key: &str, name: &str, names: &[&str], singled: &HashSet<String>) -> bool {
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

    fn types(&self, names: &[&str], singled: &HashSet<String>) -> String {
        let layout = self.sources.layout.header(self.name);
        let mut out = Conditional::new(self.name);
        let records: HashSet<&str> = layout
            .iter()
            .filter_map(|i| match i {
                LayoutItem::Record(r) => Some(r.name.as_str()),
                _ => None,
            })
            .collect();
        let aliases: HashSet<&str> = layout
            .iter()
            .filter_map(|i| match i {
                LayoutItem::Alias(a) => Some(a.name.as_str()),
                _ => None,
            })
            .collect();
        // names of structs first, then what Rust does not know (types that only C can name), then definitions in order
        for f in self.sources.facts.header(self.name) {
            if f.kind != Kind::Typedef || aliases.contains(f.name.as_str()) {
                continue;
            }
            let is_record = f.ctype.starts_with("struct ") || f.ctype.starts_with("union ");
            if f.ctype.starts_with("enum ") || (!is_record && records.contains(f.name.as_str())) {
                continue;
            }
            if f.ctype.contains('(') && !f.ctype.contains("(*") {
                let split = split_function(&f.ctype);
                if self.take("typedef", &f.name, names, singled) {
                    out.put(
                        &f.visible,
                        &format!("typedef {} {}({});", split.0, f.name, split.1),
                    );
                }
                continue;
            }
            if self.take("typedef", &f.name, names, singled) {
                out.put(
                    &f.visible,
                    &format!("typedef {};", name_in(&f.ctype, &f.name)),
                );
            }
        }
        if names.is_empty() {
            for name in self.foreign_structs(layout) {
                out.put("core", &name);
            }
        }
        out.blank();
        for item in self.in_order(layout) {
            match item {
                LayoutItem::Record(r) => {
                    if let Some((visible, text)) = self.record(r, names, singled) {
                        out.put_build(&visible, r.build, &text);
                        out.blank();
                    }
                }
                LayoutItem::Alias(a) => {
                    if let Some((visible, text)) = self.alias(a, names, singled) {
                        out.put_build(&visible, a.build, &text);
                    }
                }
                LayoutItem::Constant(_) => {}
            }
        }
        out.finish()
    }

    /// Names of structs of other internal headers, which need not have been included for a pointer to them.
    fn foreign_structs(&self, items: &[LayoutItem]) -> Vec<String> {
        let mut found = std::collections::BTreeSet::new();
        if !self.name.starts_with("internal/") {
            return Vec::new();
        }
        let facts = &self.sources.facts;
        let mut note = |text: &str| {
            for word in text.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
                if facts.internal_typedefs.contains(word)
                    && self.fact(word, Kind::Typedef).is_none()
                    && let Some(t) = facts.typedefs.get(word)
                    && t.starts_with("struct ")
                {
                    found.insert(format!("typedef {t} {word};"));
                }
            }
        };
        for item in items {
            match item {
                LayoutItem::Record(r) => r
                    .fields
                    .iter()
                    .for_each(|f| note(&quote::ToTokens::to_token_stream(&f.ty).to_string())),
                LayoutItem::Alias(a) => note(&quote::ToTokens::to_token_stream(&a.ty).to_string()),
                LayoutItem::Constant(_) => {}
            }
        }
        for f in facts.header(self.name) {
            note(&f.ctype);
        }
        found.into_iter().collect()
    }

    /// As in Rust, but what a definition needs whole stands before it, as C demands.
    fn in_order<'i>(&self, items: &'i [LayoutItem]) -> Vec<&'i LayoutItem> {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, item) in items.iter().enumerate() {
            let name = match item {
                LayoutItem::Record(r) => &r.name,
                LayoutItem::Alias(a) => &a.name,
                LayoutItem::Constant(_) => continue,
            };
            by_name.entry(name).or_default().push(i);
        }
        let mut order = Vec::new();
        let mut seen = HashSet::new();
        for i in 0..items.len() {
            self.place(i, items, &by_name, &mut seen, &mut order);
        }
        order.into_iter().map(|i| &items[i]).collect()
    }

    fn place(
        &self,
        at: usize,
        items: &[LayoutItem],
        by_name: &HashMap<&str, Vec<usize>>,
        seen: &mut HashSet<usize>,
        order: &mut Vec<usize>,
    ) {
        if !seen.insert(at) {
            return;
        }
        let types: Vec<&syn::Type> = match &items[at] {
            LayoutItem::Record(r) => r.fields.iter().map(|f| &f.ty).collect(),
            LayoutItem::Alias(a) => vec![&a.ty],
            LayoutItem::Constant(_) => Vec::new(),
        };
        for ty in types {
            let text = quote::ToTokens::to_token_stream(ty).to_string();
            let words: Vec<&str> = text
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|w| !w.is_empty())
                .collect();
            for (i, word) in words.iter().enumerate() {
                // behind a pointer a struct's name is enough
                let pointed = i > 0 && matches!(words[i - 1], "mut" | "const");
                for &other in by_name.get(word).map_or(&[][..], Vec::as_slice) {
                    if pointed && matches!(items[other], LayoutItem::Record(_)) {
                        continue;
                    }
                    self.place(other, items, by_name, seen, order);
                }
            }
        }
        order.push(at);
    }

    fn record(
        &self,
        r: &Record,
        names: &[&str],
        singled: &HashSet<String>,
    ) -> Option<(String, String)> {
        if !self.is_named(&r.name) || !self.take("record", &r.name, names, singled) {
            return None;
        }
        let word = if r.union { "union" } else { "struct" };
        let tag = match self.sources.facts.typedefs.get(&r.name) {
            Some(t) => t
                .strip_prefix("struct ")
                .or_else(|| t.strip_prefix("union "))
                .unwrap_or(&r.name),
            None => &r.name,
        };
        let fact = self
            .fact(tag, Kind::Record)
            .or_else(|| self.fact(&r.name, Kind::Typedef));
        let visible = fact.map_or("full", |f| &f.visible).to_owned();
        let mut attributes = String::new();
        if r.packed {
            attributes.push_str(" __attribute__((packed))");
        }
        if let Some(align) = r.align {
            let _ = write!(attributes, " __attribute__((aligned({align})))");
        }
        Some((
            visible.split('+').next().unwrap_or("full").to_owned(),
            format!("{word} {tag} {}{attributes};", self.body(r, 0)),
        ))
    }

    fn alias(
        &self,
        a: &Alias,
        names: &[&str],
        singled: &HashSet<String>,
    ) -> Option<(String, String)> {
        let fact = self.fact(&a.name, Kind::Typedef);
        let enumerators: Vec<&Constant> = self
            .sources
            .layout
            .header(self.name)
            .iter()
            .filter_map(|i| match i {
                LayoutItem::Constant(c) if c.ty == a.name => Some(c),
                _ => None,
            })
            .collect();
        let at_top_level = enumerators
            .first()
            .is_some_and(|c| self.fact(&c.name, Kind::Enumerator).is_some());
        let is_enum =
            fact.is_some_and(|f| f.ctype.starts_with("enum ")) || fact.is_none() && at_top_level;
        if is_enum {
            if !self.take("enum", &a.name, names, singled) {
                return None;
            }
            let visible = fact.map_or_else(
                || {
                    enumerators
                        .first()
                        .and_then(|c| self.fact(&c.name, Kind::Enumerator))
                        .map_or("full".to_owned(), |f| f.visible.clone())
                },
                |f| f.visible.clone(),
            );
            let mut body = String::new();
            for c in &enumerators {
                if let Value::Number(n) = c.value {
                    let _ = writeln!(body, "    {} = {n},", c.name);
                }
            }
            if let Some(f) = fact {
                let tag = f.ctype.trim_start_matches("enum ");
                let tag = if tag == a.name {
                    String::new()
                } else {
                    format!("{tag} ")
                };
                return Some((
                    visible,
                    format!("typedef enum {tag}{{\n{body}}} {};", a.name),
                ));
            }
            let tag = enumerators
                .first()
                .and_then(|c| self.fact(&c.name, Kind::Enumerator))
                .map_or("", |f| f.ctype.as_str());
            let tag = if tag.is_empty() {
                String::new()
            } else {
                format!("{tag} ")
            };
            return Some((visible, format!("enum {tag}{{\n{body}}};")));
        }
        let fact = fact?;
        if !self.take("typedef", &a.name, names, singled) {
            return None;
        }
        let nested = |_: &str| None;
        let name = a.name.as_str();
        // a typedef of a function, not of a pointer to one, is not expressible in Rust
        if fact.ctype.contains('(') && !fact.ctype.contains("(*") {
            let split = split_function(&fact.ctype);
            return Some((
                fact.visible.clone(),
                format!("typedef {} {name}({});", split.0, split.1),
            ));
        }
        let text = self
            .renderer_with(&nested)
            .declare(&a.ty, name)
            .unwrap_or_else(|| name_in(&fact.ctype, name));
        Some((fact.visible.clone(), format!("typedef {text};")))
    }

    fn constants(&self, names: &[&str], singled: &HashSet<String>) -> String {
        let mut out = Conditional::new(self.name);
        let layout: HashMap<&str, Vec<&Constant>> = {
            let mut map: HashMap<&str, Vec<&Constant>> = HashMap::new();
            for item in self.sources.layout.header(self.name) {
                if let LayoutItem::Constant(c) = item {
                    map.entry(&c.name).or_default().push(c);
                }
            }
            map
        };
        let mut anonymous: Vec<&Fact> = Vec::new();
        for f in self.sources.facts.header(self.name) {
            match f.kind {
                Kind::Macro if f.ctype.is_empty() && Some(f.name.as_str()) != self.guard() => {
                    let known = layout.get(f.name.as_str());
                    if known.is_none() && f.detail.is_empty() {
                        continue;
                    }
                    if !self.take("macro", &f.name, names, singled) {
                        continue;
                    }
                    match known {
                        Some(cs) if cs.len() > 1 || f.detail.is_empty() => {
                            for c in cs {
                                out.put_build(
                                    &f.visible,
                                    c.build,
                                    &format!("#define {} {}", f.name, number(c)),
                                );
                            }
                        }
                        _ => out.put(&f.visible, &format!("#define {} {}", f.name, f.detail)),
                    }
                }
                Kind::Enumerator
                    if f.ctype.is_empty()
                        && layout.get(f.name.as_str()).is_some_and(|c| {
                            !self.sources.facts.typedefs.contains_key(&c[0].ty)
                                || !self.is_enum_alias(&c[0].ty)
                        })
                        && self.take("macro", &f.name, names, singled) =>
                {
                    anonymous.push(f);
                }
                _ => {}
            }
        }
        if let Some(first) = anonymous.first() {
            let mut body = String::new();
            for f in &anonymous {
                if let Value::Number(n) = layout[f.name.as_str()][0].value {
                    let _ = writeln!(body, "    {} = {n},", f.name);
                }
            }
            out.put(&first.visible, &format!("enum {{\n{body}}};"));
        }
        out.finish()
    }

    /// Function-like macros that stand for nothing.
    fn empty_macros(&self) -> String {
        let mut out = Conditional::new(self.name);
        for f in self.sources.facts.header(self.name) {
            if f.kind == Kind::Macro
                && !f.ctype.is_empty()
                && self.take("macro", &f.name, &[], &HashSet::new())
            {
                out.put(&f.visible, &format!("#define {}{}", f.name, f.ctype));
            }
        }
        out.finish()
    }

    fn is_enum_alias(&self, name: &str) -> bool {
        self.sources
            .layout
            .header(self.name)
            .iter()
            .any(|i| matches!(i, LayoutItem::Alias(a) if a.name == name))
    }

    fn declarations(&self, names: &[&str], singled: &HashSet<String>) -> String {
        let mut out = Conditional::new(self.name);
        for f in self.sources.facts.header(self.name) {
            // the list is the default build's: what only the other one shows is taken on trust, but for the internal tier
            let other_build = f.visible.ends_with("+ft") && !self.name.starts_with("internal/");
            if !self.sources.facts.exported.contains(&f.name) && !other_build {
                continue;
            }
            match f.kind {
                Kind::Data if self.take("data", &f.name, names, singled) => {
                    out.put(&f.visible, &data(f));
                }
                Kind::Function if self.take("function", &f.name, names, singled) => {
                    out.put(&f.visible, &self.function(f));
                }
                _ => {}
            }
        }
        out.finish()
    }

    fn function(&self, f: &Fact) -> String {
        let noreturn = f.ctype.starts_with("noreturn ");
        let ctype = f.ctype.trim_start_matches("noreturn ");
        let (result, _) = split_function(ctype);
        let stock: Vec<(String, String)> = split_parameters(&f.detail)
            .into_iter()
            .map(|p| match p.split_once(" @") {
                Some((ty, name)) => (ty.to_owned(), name.to_owned()),
                None => (p, String::new()),
            })
            .collect();
        let mut shown: Vec<String> = stock
            .iter()
            .map(|(ty, name)| name_in(ty, &safe(name)))
            .collect();
        let mut result_text = result.clone();
        let mut docs = String::new();
        if let Some(own) = self.sources.exported.get(&f.name) {
            match self.own_signature(own, &result, &stock, noreturn) {
                Some((own_result, own_parameters)) => {
                    result_text = own_result;
                    shown = own_parameters;
                    self.report.borrow_mut().from_rust += 1;
                }
                None => self.report.borrow_mut().differing.push(format!(
                    "{} ({}): {}",
                    f.name,
                    own.file.display(),
                    f.ctype
                )),
            }
            docs = doc_comment(&own.docs);
        } else {
            self.report.borrow_mut().planned += 1;
        }
        if shown.is_empty() {
            shown.push("void".into());
        }
        let head = if noreturn { "_Py_NO_RETURN " } else { "" };
        format!(
            "{docs}{head}PyAPI_FUNC({result_text}) {}({});",
            f.name,
            shown.join(", ")
        )
    }

    /// The Rust signature in C, if it is the stock type.
    fn own_signature(
        &self,
        own: &Exported,
        result: &str,
        stock: &[(String, String)],
        noreturn: bool,
    ) -> Option<(String, Vec<String>)> {
        let nested = |_: &str| None;
        let renderer = self.renderer_with(&nested);
        // Rust may say more (a view of a type, const) or less (c_void); what a caller passes must be the same
        let same = |ours: &str, theirs: &str| {
            compact(ours) == compact(theirs) || self.passed_as(ours) == self.passed_as(theirs)
        };
        let own_result = match &own.result {
            None => "void".to_owned(),
            Some(t) => renderer.declare(t, "")?,
        };
        if !same(&own_result, result)
            || own.diverges && !noreturn
            || own.parameters.len() != stock.len()
        {
            return None;
        }
        let mut shown = Vec::new();
        for ((name, ty), (theirs, stock_name)) in own.parameters.iter().zip(stock) {
            let bare = renderer.declare(ty, "")?;
            if !same(&bare, theirs) {
                return None;
            }
            let name = if name.is_empty() { stock_name } else { name };
            // where only the typedef's name differs, theirs says more
            let text = if compact(&bare) == compact(theirs) {
                renderer.declare(ty, &safe(name))?
            } else {
                name_in(theirs, &safe(name))
            };
            shown.push(text);
        }
        let shown_result = if compact(&own_result) == compact(result) {
            own_result
        } else {
            result.to_owned()
        };
        Some((shown_result, shown))
    }

    /// The machine's view of a type: any pointer, an integer of some width, a double, or a struct by name.
    fn passed_as(&self, text: &str) -> String {
        let text = text.trim();
        if text.contains('*') || matches!(text, "va_list" | "PyThread_type_lock") {
            return "pointer".into();
        }
        if self
            .sources
            .facts
            .typedefs
            .get(text)
            .is_some_and(|t| t.contains('*'))
        {
            return "pointer".into();
        }
        let plain = self.canonical(text.trim_start_matches("const "));
        match plain.as_str() {
            "long" | "unsignedlong" | "longlong" | "unsignedlonglong" => "8 bytes".into(),
            "int" | "unsigned" => "4 bytes".into(),
            _ => plain,
        }
    }

    /// Typedefs of numbers and function pointers resolved, enums as their integer.
    fn canonical(&self, text: &str) -> String {
        let mut out = String::new();
        let mut word = String::new();
        let flush = |word: &mut String, out: &mut String| {
            if word.is_empty() {
                return;
            }
            out.push_str(&self.resolve(word));
            out.push(' ');
            word.clear();
        };
        for c in text.chars() {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
            } else {
                flush(&mut word, &mut out);
                out.push(c);
            }
        }
        flush(&mut word, &mut out);
        let text = compact(&out.replace("enum ", "").replace("struct ", ""));
        text.replace("unsignedint", "int")
    }

    fn resolve(&self, word: &str) -> String {
        match word {
            "size_t" | "uint64_t" | "uintptr_t" => return "unsigned long".into(),
            "Py_ssize_t" | "int64_t" | "ssize_t" | "Py_hash_t" | "intptr_t" => {
                return "long".into();
            }
            "uint32_t" => return "unsigned int".into(),
            "int32_t" => return "int".into(),
            "uint16_t" => return "unsigned short".into(),
            "uint8_t" => return "unsigned char".into(),
            "wchar_t" => return "int".into(),
            "PyOS_sighandler_t" => return word.into(),
            _ => {}
        }
        match self.sources.facts.typedefs.get(word) {
            Some(t) if t.starts_with("enum ") => "int".into(),
            Some(t) if t.starts_with("struct ") || t.starts_with("union ") || t.contains('(') => {
                word.into()
            }
            Some(t) if t != word => t
                .split(' ')
                .map(|w| self.resolve(w))
                .collect::<Vec<_>>()
                .join(" "),
            _ => word.into(),
        }
    }
}

fn compact(text: &str) -> String {
    // `const` may stand before or after the word that it qualifies; the headers write it before
    text.split_whitespace().collect()
}

fn safe(name: &str) -> String {
    if RESERVED.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

fn tier_key(tier: &str) -> String {
    format!(
        "Py_CPYTHON_{}_H",
        tier.trim_start_matches("cpython/")
            .trim_end_matches(".h")
            .to_uppercase()
    )
}

fn derived_guard(name: &str) -> String {
    let word: String = name
        .trim_end_matches(".h")
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("Py_{word}_H")
}

/// `RESULT (PARAMETERS)` taken apart.
fn split_function(ctype: &str) -> (String, String) {
    let Some(stripped) = ctype.strip_suffix(')') else {
        return (ctype.to_owned(), String::new());
    };
    let mut depth = 1;
    for (i, c) in stripped.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (
                stripped[..i].trim().to_owned(),
                stripped[i + 1..].to_owned(),
            );
        }
    }
    (ctype.to_owned(), String::new())
}

fn split_parameters(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut part) = (Vec::new(), 0, String::new());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(part.trim().to_owned());
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    if !part.trim().is_empty() {
        parts.push(part.trim().to_owned());
    }
    parts
}

/// The name put where a C declarator has it.
fn name_in(ctype: &str, name: &str) -> String {
    let ctype = match ctype {
        "struct __va_list_tag *" => "va_list",
        other => other,
    };
    if name.is_empty() {
        return ctype.to_owned();
    }
    if let Some(i) = ctype.find("(*") {
        let at = i + 2 + ctype[i + 2..].chars().take_while(|c| *c == '*').count();
        return format!("{}{name}{}", &ctype[..at], &ctype[at..]);
    }
    if let Some(i) = ctype.find('[') {
        return format!("{} {name}{}", ctype[..i].trim(), &ctype[i..]);
    }
    let space = if ctype.ends_with('*') { "" } else { " " };
    format!("{ctype}{space}{name}")
}

fn data(f: &Fact) -> String {
    if let Some(i) = f.ctype.find("(*") {
        let at = i + 2;
        return format!(
            "PyAPI_DATA({}) (*{}{};",
            f.ctype[..i].trim(),
            f.name,
            &f.ctype[at..]
        );
    }
    match f.ctype.find('[') {
        Some(i) => format!(
            "PyAPI_DATA({}) {}{};",
            f.ctype[..i].trim(),
            f.name,
            &f.ctype[i..]
        ),
        None => format!("PyAPI_DATA({}) {};", f.ctype, f.name),
    }
}

fn number(c: &Constant) -> String {
    match &c.value {
        Value::Float(f) => f.clone(),
        Value::Text(t) => format!("\"{}\"", t.escape_default()),
        Value::Number(n) => {
            let suffix = match c.ty.as_str() {
                "c_uint" | "u32" => "U",
                "c_long" | "i64" | "Py_ssize_t" | "isize" | "Py_hash_t" => "L",
                "c_ulong" | "u64" | "usize" => "UL",
                "c_longlong" => "LL",
                "c_ulonglong" => "ULL",
                _ => "",
            };
            if *n == i128::from(i64::MIN) {
                format!("({}{suffix} - 1)", n + 1)
            } else if *n < 0 {
                format!("({n}{suffix})")
            } else {
                format!("{n}{suffix}")
            }
        }
    }
}

/// What a C programmer reads: the doc comment up to its `# Safety` part, whose first words it keeps.
fn doc_comment(docs: &[String]) -> String {
    let lines: Vec<&str> = docs
        .iter()
        .map(String::as_str)
        .filter(|l| !l.starts_with("# ") && !l.starts_with("C contract"))
        .collect();
    let text = lines.join("\n");
    let text = text.trim().replace("*/", "* /");
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::from("/* ");
    out.push_str(
        &text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect::<Vec<_>>()
            .join("\n   "),
    );
    out.push_str(" */\n");
    out
}

/// Where the leading comment and includes of a fragment end.
fn prologue(lines: &[String]) -> usize {
    let (mut end, mut in_comment) = (0, false);
    for (i, line) in lines.iter().enumerate() {
        let t = line.trim();
        if in_comment || t.starts_with("/*") {
            in_comment = !t.contains("*/");
            if end == i || in_comment {
                end = i + 1;
            }
            continue;
        }
        let word: String = t
            .trim_start_matches('#')
            .trim()
            .chars()
            .take_while(|c| c.is_alphabetic())
            .collect();
        if t.starts_with("#") && word == "include" {
            end = i + 1;
        } else if t.is_empty() {
            if end == i {
                end = i + 1;
            }
        } else {
            break;
        }
    }
    end
}

/// No more than one empty line in a row.
fn squeeze(text: &str) -> String {
    let mut out = String::new();
    let mut empty = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Text under preprocessor conditions, neighbours with the same one together.
struct Conditional<'a> {
    header: &'a str,
    open: Option<String>,
    out: String,
}

impl<'a> Conditional<'a> {
    fn new(header: &'a str) -> Self {
        Self {
            header,
            open: None,
            out: String::new(),
        }
    }

    fn put(&mut self, visible: &str, text: &str) {
        self.put_build(visible, Build::Both, text);
    }

    fn put_build(&mut self, visible: &str, build: Build, text: &str) {
        let own = Facts::condition(self.header, visible);
        let condition = match (own, build.condition()) {
            (Some(a), Some(b)) if a.contains(b) => Some(a),
            (Some(a), Some(b)) => Some(format!("{a} && {b}")),
            (a, b) => a.or_else(|| b.map(str::to_owned)),
        };
        if condition != self.open {
            if self.open.is_some() {
                self.out.push_str("#endif\n");
            }
            if let Some(c) = &condition {
                let _ = writeln!(self.out, "#if {c}");
            }
            self.open = condition;
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn finish(mut self) -> String {
        if self.open.is_some() {
            self.out.push_str("#endif\n");
        }
        self.out.push('\n');
        self.out
    }
}
