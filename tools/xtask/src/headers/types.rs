//! Records, typedefs and enums of a header, from `layout`, in an order that C accepts.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::facts::Kind;
use super::render::Header;
use super::rust::{Alias, Build, Constant, LayoutItem, Record, Value};
use super::text::{Conditional, name_in, split_function};

impl Header<'_> {
    /// A record's fields in braces, nested records spelled out.
    pub(super) fn body(&self, record: &Record, depth: usize) -> String {
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
                if inner.is_opaque() {
                    return Some(format!("struct {name}"));
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
    pub(super) fn nested_enum(&self, name: &str, indent: &str) -> Option<String> {
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

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.sources.facts.typedefs.contains_key(name) || self.sources.facts.tags.contains(name)
    }

    pub(super) fn bit_fields(&self, record: &Record, build: Build) -> Vec<(String, u32)> {
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
    pub(super) fn bits_type(&self, record: &Record, build: Build) -> Option<&'static str> {
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

    pub(super) fn types(&self, names: &[&str], singled: &HashSet<String>) -> String {
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
    pub(super) fn foreign_structs(&self, items: &[LayoutItem]) -> Vec<String> {
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
    pub(super) fn in_order<'i>(&self, items: &'i [LayoutItem]) -> Vec<&'i LayoutItem> {
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

    pub(super) fn place(
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

    pub(super) fn record(
        &self,
        r: &Record,
        names: &[&str],
        singled: &HashSet<String>,
    ) -> Option<(String, String)> {
        if r.is_opaque() || !self.is_named(&r.name) || !self.take("record", &r.name, names, singled)
        {
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

    pub(super) fn alias(
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
}
