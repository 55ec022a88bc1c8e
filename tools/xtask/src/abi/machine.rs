//! What a Rust type is to the machine, in the words of `abi/signatures.tsv` (`s4`, `u8`, `f8`, `*_object`, `void`, ...).

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use syn::{GenericArgument, Item, PathArguments, Type, UseTree};

use crate::headers::facts::Facts;
use crate::headers::rust::{Layout, LayoutItem, rust_files};

/// The names that a signature of ours may use.
pub struct Names {
    /// Aliases of `layout` (`Py_hash_t`, `destructor`).
    aliases: HashMap<String, Type>,
    /// Types of our own that stand for one of the headers (`Table`: `_Py_hashtable_t`).
    ours: HashMap<String, String>,
    /// Aliases of the source itself, by file.
    local: HashMap<PathBuf, HashMap<String, Type>>,
    /// Tags of the C typedefs (`PyObject`: `_object`).
    tags: HashMap<String, String>,
    /// Views of object structs (`List`: `PyListObject`).
    views: HashMap<String, String>,
    /// Tags of all structs that begin with an object.
    objects: HashSet<String>,
}

impl Names {
    pub fn read(root: &Path) -> Result<Names, String> {
        let facts = Facts::read(root)?;
        let layout = Layout::read(root)?;
        let mut aliases = HashMap::new();
        for item in layout.headers.into_values().flatten() {
            if let LayoutItem::Alias(a) = item {
                aliases.insert(a.name, *a.ty);
            }
        }
        let tags = facts.typedefs.iter().filter_map(|(name, of)| {
            let tag = of
                .strip_prefix("struct ")
                .or_else(|| of.strip_prefix("union "))?;
            Some((name.clone(), tag.to_owned()))
        });
        // what every file of the evaluator sees
        aliases.extend(local_aliases(&root.join("core/eval/src/prelude.rs"))?);
        let mut local = HashMap::new();
        for file in rust_files(&root.join("capi/src"))? {
            let found = local_aliases(&file)?;
            local.insert(file, found);
        }
        let mut names = Names {
            ours: HashMap::new(),
            aliases,
            local,
            tags: tags.collect(),
            views: views(&root.join("core"))?,
            objects: HashSet::new(),
        };
        let views = names.views.values().map(|of| names.tag(of));
        names.objects = views
            .chain([names.tag("PyObject"), names.tag("PyVarObject")])
            .collect();
        Ok(names)
    }

    /// Takes it that a type of ours stands for one of the headers.
    pub fn stands_for(&mut self, ours: &str, stock: &str) {
        self.ours.insert(ours.to_owned(), stock.to_owned());
    }

    /// The C struct behind a name of a pointer's target.
    fn tag(&self, name: &str) -> String {
        let name = self.ours.get(name).map_or(name, String::as_str);
        self.tags.get(name).map_or(name, String::as_str).to_owned()
    }

    /// A view, or any Python object: `view:TAG`.
    fn object(&self, name: &str) -> Option<String> {
        if name == "Object" {
            return Some("_object".to_owned());
        }
        self.views
            .get(name)
            .map(|of| format!("view:{}", self.tag(of)))
    }

    /// A type as the source in `file` writes it.
    pub fn seen(&self, file: &Path, ty: &Type) -> Option<String> {
        match ty {
            Type::Ptr(p) => self.target(file, &p.elem),
            Type::Reference(r) => self.target(file, &r.elem),
            Type::Array(a) => Some(format!("*{}", self.seen(file, &a.elem)?)),
            Type::Tuple(t) if t.elems.is_empty() => Some("void".to_owned()),
            Type::Never(_) => Some("void".to_owned()),
            Type::BareFn(_) => Some("*fn".to_owned()),
            Type::Paren(p) => self.seen(file, &p.elem),
            Type::Group(g) => self.seen(file, &g.elem),
            Type::Path(p) => {
                let last = p.path.segments.last()?;
                let name = last.ident.to_string();
                if let PathArguments::AngleBracketed(arguments) = &last.arguments {
                    let first = arguments.args.iter().find_map(|a| match a {
                        GenericArgument::Type(t) => Some(t),
                        _ => None,
                    });
                    if first.is_none() {
                        return self.named(file, &name); // a lifetime
                    }
                    return match (name.as_str(), first) {
                        ("Option" | "Cell" | "UnsafeCell" | "SyncCell" | "Racy", Some(t)) => {
                            self.seen(file, t)
                        }
                        ("NonNull", Some(t)) => self.target(file, t),
                        _ => None,
                    };
                }
                self.named(file, &name)
            }
            _ => None,
        }
    }

    fn target(&self, file: &Path, ty: &Type) -> Option<String> {
        match ty {
            Type::BareFn(_) => Some("*fn".to_owned()),
            other => Some(format!("*{}", self.seen(file, other)?)),
        }
    }

    fn named(&self, file: &Path, name: &str) -> Option<String> {
        let plain = match name {
            "c_char" | "c_schar" | "i8" => "s1",
            "c_uchar" | "u8" | "bool" => "u1",
            "c_short" | "i16" => "s2",
            "c_ushort" | "u16" => "u2",
            "c_int" | "i32" | "wchar_t" | "Status" | "pid_t" => "s4",
            "c_uint" | "u32" | "uid_t" | "gid_t" | "mode_t" => "u4",
            "c_long" | "c_longlong" | "i64" | "isize" | "Length" | "Hash" | "time_t" | "off_t" => {
                "s8"
            }
            "c_ulong" | "c_ulonglong" | "u64" | "usize" => "u8",
            "f32" => "f4",
            "f64" | "c_double" => "f8",
            "c_void" => "void",
            "PyResult" | "NextResult" | "Ref" | "Stolen" | "Borrowed" => "*_object",
            "VaList" => "__va_list_tag",
            "FILE" => "_IO_FILE",
            _ => {
                let local = self.local.get(file).and_then(|names| names.get(name));
                if let Some(ty) = local.or_else(|| self.aliases.get(name)) {
                    return self.seen(file, ty);
                }
                return self.object(name).or_else(|| Some(self.tag(name)));
            }
        };
        Some(plain.to_owned())
    }

    /// Whether a caller who goes by the second type passes, or gets, what the first one is.
    pub fn same(&self, ours: &str, stock: &str) -> Option<Typed> {
        if ours == stock {
            return Some(Typed::Fully);
        }
        let (Some(to), Some(stock_to)) = (ours.strip_prefix('*'), stock.strip_prefix('*')) else {
            let enums = matches!((ours, stock), ("s4" | "u4", "e4"));
            let bytes = matches!((ours, stock), ("s1" | "u1", "s1" | "u1"));
            return (enums || bytes).then_some(Typed::Fully);
        };
        // a view checks what it is given
        let of = to.strip_prefix("view:").unwrap_or(to);
        let object = |tag: &str| self.objects.contains(tag);
        match () {
            () if of == stock_to => Some(Typed::Fully),
            () if to != of && stock_to == "_object" => Some(Typed::Fully),
            () if of == "_object" && object(stock_to) || object(of) && stock_to == "_object" => {
                Some(Typed::Loosely)
            }
            () if to == "void" || stock_to == "void" => Some(Typed::Loosely),
            () => self.same(to, stock_to),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    Fully,
    /// A pointer on both sides, on one to anything or to any object.
    Loosely,
}

/// What a file gives a name of its own: `type A = B`, `use B as A`.
fn local_aliases(file: &Path) -> Result<HashMap<String, Type>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let parsed = syn::parse_file(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut aliases = HashMap::new();
    for item in parsed.items {
        match item {
            Item::Type(t) => drop(aliases.insert(t.ident.to_string(), *t.ty)),
            Item::Use(u) => renames(&u.tree, &mut aliases),
            _ => {}
        }
    }
    Ok(aliases)
}

fn renames(tree: &UseTree, aliases: &mut HashMap<String, Type>) {
    match tree {
        UseTree::Path(p) => renames(&p.tree, aliases),
        UseTree::Group(g) => g.items.iter().for_each(|t| renames(t, aliases)),
        UseTree::Rename(r) => {
            let path = r.ident.clone().into();
            let ty = Type::Path(syn::TypePath { qself: None, path });
            aliases.insert(r.rename.to_string(), ty);
        }
        _ => {}
    }
}

/// Every `object_view!` of the tree below a folder.
fn views(folder: &Path) -> Result<HashMap<String, String>, String> {
    let mut found = HashMap::new();
    for path in rust_files(folder)? {
        let text =
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        if !text.contains("object_view!(") {
            continue;
        }
        let file = syn::parse_file(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        for item in &file.items {
            let Item::Macro(m) = item else { continue };
            let called = m.mac.path.segments.last();
            if called.is_none_or(|s| s.ident != "object_view") {
                continue;
            }
            let Ok((view, of)) = m.mac.parse_body_with(view) else {
                continue;
            };
            found.insert(view, of);
        }
    }
    Ok(found)
}

/// The beginning of what `object_view!` is given: the view and the struct.
fn view(input: syn::parse::ParseStream<'_>) -> syn::Result<(String, String)> {
    input.call(syn::Attribute::parse_outer)?;
    input.parse::<syn::Visibility>()?;
    let view: syn::Ident = input.parse()?;
    input.parse::<syn::Token![,]>()?;
    let of: syn::Path = input.parse()?;
    input.step(|rest| {
        let mut rest = *rest;
        while let Some((_, next)) = rest.token_tree() {
            rest = next;
        }
        Ok(((), rest))
    })?;
    let of = of.segments.last().map(|s| s.ident.to_string());
    Ok((view.to_string(), of.unwrap_or_default()))
}
