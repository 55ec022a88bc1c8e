//! What our own Rust declares: the records, typedefs and constants of `layout` (a file a header), and the exported functions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, Fields, FnArg, Item, Lit, Meta, Pat, ReturnType, Type};

/// In which of the two builds an item or a field exists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Build {
    Both,
    Gil,
    FreeThreaded,
}

impl Build {
    fn of(attributes: &[Attribute]) -> Self {
        for a in attributes.iter().filter(|a| a.path().is_ident("cfg")) {
            let Meta::List(list) = &a.meta else { continue };
            let text = list.tokens.to_string();
            if text.contains("free-threaded") {
                return if text.starts_with("not") {
                    Self::Gil
                } else {
                    Self::FreeThreaded
                };
            }
        }
        Self::Both
    }

    pub fn condition(self) -> Option<&'static str> {
        match self {
            Self::Both => None,
            Self::Gil => Some("!defined(Py_GIL_DISABLED)"),
            Self::FreeThreaded => Some("defined(Py_GIL_DISABLED)"),
        }
    }
}

pub struct Field {
    pub name: String,
    pub ty: Type,
    pub build: Build,
}

pub struct Record {
    pub name: String,
    pub union: bool,
    pub packed: bool,
    pub align: Option<u32>,
    pub fields: Vec<Field>,
    pub build: Build,
}

impl Record {
    /// C knows no more of it than its name.
    pub fn is_opaque(&self) -> bool {
        matches!(&self.fields[..], [f] if f.name == "_opaque")
    }
}

pub struct Alias {
    pub name: String,
    pub ty: Box<Type>,
    pub build: Build,
}

pub enum Value {
    Number(i128),
    Float(String),
    Text(String),
}

pub struct Constant {
    pub name: String,
    /// The last word of its type.
    pub ty: String,
    pub value: Value,
    pub build: Build,
}

pub enum LayoutItem {
    Record(Record),
    Alias(Alias),
    Constant(Constant),
}

pub struct Layout {
    /// By header path (`cpython/object.h`).
    pub headers: HashMap<String, Vec<LayoutItem>>,
}

fn parse(path: &Path) -> Result<syn::File, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    syn::parse_file(&text).map_err(|e| format!("{}: {e}", path.display()))
}

pub fn rust_files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(dir) = pending.pop() {
        for entry in std::fs::read_dir(&dir).map_err(|e| format!("{}: {e}", dir.display()))? {
            let path = entry.map_err(|e| e.to_string())?.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

impl Layout {
    pub fn read(root: &Path) -> Result<Self, String> {
        let base = root.join("core/layout/src");
        let mut headers = HashMap::new();
        for file in rust_files(&base)? {
            let relative = file.strip_prefix(&base).map_err(|e| e.to_string())?;
            let header = relative.with_extension("h").to_string_lossy().into_owned();
            headers.insert(header, items(parse(&file)?));
        }
        Ok(Self { headers })
    }

    pub fn header(&self, name: &str) -> &[LayoutItem] {
        self.headers.get(name).map_or(&[], Vec::as_slice)
    }

    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.headers.values().flatten().filter_map(|i| match i {
            LayoutItem::Record(r) => Some(r),
            _ => None,
        })
    }

    pub fn constants(&self) -> impl Iterator<Item = &Constant> {
        self.headers.values().flatten().filter_map(|i| match i {
            LayoutItem::Constant(c) => Some(c),
            _ => None,
        })
    }
}

fn items(file: syn::File) -> Vec<LayoutItem> {
    file.items
        .into_iter()
        .filter_map(|item| match item {
            Item::Struct(s) => Some(record(
                s.ident.to_string(),
                false,
                &s.attrs,
                match s.fields {
                    Fields::Named(f) => f.named,
                    _ => return None,
                },
            )),
            Item::Union(u) => Some(record(u.ident.to_string(), true, &u.attrs, u.fields.named)),
            Item::Type(t) => Some(LayoutItem::Alias(Alias {
                name: t.ident.to_string(),
                build: Build::of(&t.attrs),
                ty: t.ty,
            })),
            Item::Const(c) => Some(LayoutItem::Constant(Constant {
                name: c.ident.to_string(),
                ty: match &*c.ty {
                    Type::Path(p) => p.path.segments.last()?.ident.to_string(),
                    _ => String::new(),
                },
                value: value(&c.expr)?,
                build: Build::of(&c.attrs),
            })),
            _ => None,
        })
        .collect()
}

fn record(
    name: String,
    union: bool,
    attributes: &[Attribute],
    fields: syn::punctuated::Punctuated<syn::Field, syn::token::Comma>,
) -> LayoutItem {
    let repr: String = attributes
        .iter()
        .filter(|a| a.path().is_ident("repr"))
        .filter_map(|a| match &a.meta {
            Meta::List(l) => Some(l.tokens.to_string()),
            _ => None,
        })
        .collect();
    let align = repr.split_once("align").and_then(|(_, rest)| {
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    });
    LayoutItem::Record(Record {
        name,
        union,
        packed: repr.contains("packed"),
        align,
        build: Build::of(attributes),
        fields: fields
            .into_iter()
            .filter_map(|f| {
                Some(Field {
                    name: f.ident?.to_string().trim_start_matches("r#").to_owned(),
                    build: Build::of(&f.attrs),
                    ty: f.ty,
                })
            })
            .collect(),
    })
}

fn value(e: &Expr) -> Option<Value> {
    match e {
        Expr::Lit(l) => match &l.lit {
            Lit::Int(i) => i.base10_parse().ok().map(Value::Number),
            Lit::Float(f) => Some(Value::Float(f.base10_digits().to_owned())),
            Lit::CStr(s) => Some(Value::Text(s.value().to_string_lossy().into_owned())),
            _ => None,
        },
        Expr::Unary(u) => match (&u.op, value(&u.expr)?) {
            (syn::UnOp::Neg(_), Value::Number(n)) => Some(Value::Number(-n)),
            _ => None,
        },
        Expr::Paren(p) => value(&p.expr),
        _ => None,
    }
}

/// An exported function, as its Rust signature has it.
pub struct Exported {
    pub file: PathBuf,
    pub parameters: Vec<(String, Type)>,
    pub result: Option<Type>,
    pub diverges: bool,
    /// Doc comment, a line each.
    pub docs: Vec<String>,
}

/// Every `#[no_mangle] extern "C"` function in the source, outside of macros. A naked function's signature says nothing
/// (its arguments are variadic), so it is left out.
pub fn exported_functions(root: &Path) -> Result<HashMap<String, Exported>, String> {
    let mut found = HashMap::new();
    for dir in [
        "capi/src",
        "core/objects/src",
        "core/eval/src",
        "core/runtime/src",
        "core/base/src",
    ] {
        for path in rust_files(&root.join(dir))? {
            let text =
                std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            if !text.contains("no_mangle") {
                continue;
            }
            let file = syn::parse_file(&text).map_err(|e| format!("{}: {e}", path.display()))?;
            collect(&file.items, &path, &mut found);
        }
    }
    Ok(found)
}

fn collect(items: &[Item], path: &Path, found: &mut HashMap<String, Exported>) {
    for item in items {
        match item {
            Item::Mod(m) => {
                if let Some((_, items)) = &m.content {
                    collect(items, path, found);
                }
            }
            Item::Fn(f) => {
                let text = |a: &Attribute| match &a.meta {
                    Meta::List(l) => format!("{}", l.tokens),
                    Meta::Path(p) => p.get_ident().map_or(String::new(), ToString::to_string),
                    Meta::NameValue(_) => String::new(),
                };
                let has = |word: &str| f.attrs.iter().any(|a| text(a).contains(word));
                if !has("no_mangle") || has("naked") || f.sig.abi.is_none() {
                    continue;
                }
                let parameters = f
                    .sig
                    .inputs
                    .iter()
                    .filter_map(|a| match a {
                        FnArg::Typed(t) => Some((
                            match &*t.pat {
                                Pat::Ident(i) => {
                                    i.ident.to_string().trim_start_matches('_').to_owned()
                                }
                                _ => String::new(),
                            },
                            (*t.ty).clone(),
                        )),
                        FnArg::Receiver(_) => None,
                    })
                    .collect();
                let result = match &f.sig.output {
                    ReturnType::Default => None,
                    ReturnType::Type(_, t) => Some((**t).clone()),
                };
                found.insert(
                    f.sig.ident.to_string(),
                    Exported {
                        file: path.to_owned(),
                        parameters,
                        diverges: matches!(result, Some(Type::Never(_))),
                        result,
                        docs: docs(&f.attrs),
                    },
                );
            }
            _ => {}
        }
    }
}

fn docs(attributes: &[Attribute]) -> Vec<String> {
    attributes
        .iter()
        .filter(|a| a.path().is_ident("doc"))
        .filter_map(|a| match &a.meta {
            Meta::NameValue(n) => match &n.value {
                Expr::Lit(l) => match &l.lit {
                    Lit::Str(s) => Some(s.value().trim().to_owned()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
        .collect()
}
