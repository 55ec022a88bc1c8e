//! `abi/headers.tsv`: what the stock headers declare, where, of which type and in which configuration. Facts only; the file is
//! written by `tools/oracle/header_facts.py`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Kind {
    Function,
    Inline,
    Data,
    Typedef,
    Record,
    Enumerator,
    Macro,
}

#[derive(Clone, Debug)]
pub struct Fact {
    pub header: String,
    pub kind: Kind,
    pub name: String,
    /// `3.N`, `full`, `core`, with `+gil`, `+ft` or `+limited`: the script says what they mean.
    pub visible: String,
    /// The C type; of an enumerator its enum's tag.
    pub ctype: String,
    /// A function's parameters (`type @name`), a macro's number.
    pub detail: String,
}

pub struct Facts {
    /// In the stock order within each header.
    pub by_header: BTreeMap<String, Vec<Fact>>,
    /// Typedef name to the type that it names.
    pub typedefs: HashMap<String, String>,
    /// Typedefs that only internal headers show.
    pub internal_typedefs: HashSet<String>,
    /// Tags of structs and unions.
    pub tags: HashSet<String>,
    /// Symbols that the stock library exports.
    pub exported: HashSet<String>,
}

impl Facts {
    pub fn read(root: &Path) -> Result<Self, String> {
        let read = |name: &str| {
            std::fs::read_to_string(root.join(name)).map_err(|e| format!("{name}: {e}"))
        };
        let mut facts = Self {
            by_header: BTreeMap::new(),
            typedefs: HashMap::new(),
            internal_typedefs: HashSet::new(),
            tags: HashSet::new(),
            exported: read("abi/symbols-3.14.tsv")?
                .lines()
                .filter(|l| !l.starts_with('#'))
                .filter_map(|l| l.split('\t').next())
                .map(str::to_owned)
                .collect(),
        };
        let mut rows: Vec<(u32, Fact)> = Vec::new();
        for line in read("abi/headers.tsv")?
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let columns: Vec<&str> = line.split('\t').collect();
            let [header, at, kind, name, visible, ctype, detail, ..] = columns[..] else {
                return Err(format!("abi/headers.tsv: short line: {line}"));
            };
            let kind = match kind {
                "function" => Kind::Function,
                "inline" => Kind::Inline,
                "data" => Kind::Data,
                "typedef" => Kind::Typedef,
                "struct" | "union" => Kind::Record,
                "enumerator" => Kind::Enumerator,
                "macro" => Kind::Macro,
                other => return Err(format!("abi/headers.tsv: unknown kind {other}")),
            };
            if kind == Kind::Typedef {
                facts.typedefs.insert(name.to_owned(), ctype.to_owned());
                if header.starts_with("internal/") {
                    facts.internal_typedefs.insert(name.to_owned());
                }
            }
            if kind == Kind::Record {
                facts.tags.insert(name.to_owned());
            }
            let fact = Fact {
                header: header.to_owned(),
                kind,
                name: name.to_owned(),
                visible: visible.to_owned(),
                ctype: ctype.to_owned(),
                detail: detail.to_owned(),
            };
            rows.push((at.parse().unwrap_or(0), fact));
        }
        rows.sort_by(|a, b| (&a.1.header, a.0).cmp(&(&b.1.header, b.0)));
        for (_, fact) in rows {
            facts
                .by_header
                .entry(fact.header.clone())
                .or_default()
                .push(fact);
        }
        Ok(facts)
    }

    pub fn header(&self, name: &str) -> &[Fact] {
        self.by_header.get(name).map_or(&[], Vec::as_slice)
    }

    /// The preprocessor condition under which a declaration of that visibility stands in that header.
    pub fn condition(header: &str, visible: &str) -> Option<String> {
        let tier_is_full = header.starts_with("cpython/");
        let tier_is_core = header.starts_with("internal/");
        let (base, build) = match visible.split_once('+') {
            Some((base, build)) => (base, Some(build)),
            None => (visible, None),
        };
        let mut conditions = Vec::new();
        match base {
            "core" if tier_is_core => {}
            "core" => conditions.push("defined(Py_BUILD_CORE)".to_owned()),
            "full" if tier_is_core || tier_is_full => {}
            "full" => conditions.push("!defined(Py_LIMITED_API)".to_owned()),
            "3.2" => {
                if build == Some("limited") {
                    conditions.push("defined(Py_LIMITED_API)".to_owned());
                }
            }
            versions if versions.contains(',') => {
                let last: u32 = versions
                    .rsplit_once("3.")
                    .and_then(|(_, v)| v.parse().ok())
                    .unwrap_or(14);
                let limit = format!("Py_LIMITED_API+0 < 0x03{:02x}0000", last + 1);
                conditions.push(if build == Some("limited") {
                    format!("(defined(Py_LIMITED_API) && {limit})")
                } else {
                    format!("(!defined(Py_LIMITED_API) || {limit})")
                });
            }
            version => {
                let minor: u32 = version
                    .strip_prefix("3.")
                    .and_then(|v| v.parse().ok())
                    .unwrap_or(2);
                let limit = format!("Py_LIMITED_API+0 >= 0x03{minor:02x}0000");
                conditions.push(if build == Some("limited") {
                    format!("(defined(Py_LIMITED_API) && {limit})")
                } else {
                    format!("(!defined(Py_LIMITED_API) || {limit})")
                });
            }
        }
        match build {
            Some("ft") => conditions.push("defined(Py_GIL_DISABLED)".to_owned()),
            Some("gil") => conditions.push("!defined(Py_GIL_DISABLED)".to_owned()),
            _ => {}
        }
        (!conditions.is_empty()).then(|| conditions.join(" && "))
    }
}
