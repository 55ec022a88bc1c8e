//! Constants of a header: macros and enumerators without a type.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::facts::{Fact, Kind};
use super::render::Header;
use super::rust::{Constant, LayoutItem, Value};
use super::text::{Conditional, number};

impl Header<'_> {
    pub(super) fn constants(&self, names: &[&str], singled: &HashSet<String>) -> String {
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
    pub(super) fn empty_macros(&self) -> String {
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

    pub(super) fn is_enum_alias(&self, name: &str) -> bool {
        self.sources
            .layout
            .header(self.name)
            .iter()
            .any(|i| matches!(i, LayoutItem::Alias(a) if a.name == name))
    }
}
