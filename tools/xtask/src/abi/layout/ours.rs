//! Our structs, read from the source of `core/layout`.

use std::collections::BTreeMap;
use std::path::Path;

use syn::{Attribute, Field, Fields, Item, Type};

/// Name and type of each field of each struct and union.
pub struct Structs(pub BTreeMap<String, Vec<Member>>);

pub struct Member {
    pub name: String,
    /// The type's name, if it is one of ours by value; `array` if so many of it.
    pub of: Option<String>,
    pub array: bool,
}

/// Reads the tree of modules below `src/lib.rs` as one build sees it.
pub fn read(src: &Path, free_threaded: bool) -> Result<Structs, String> {
    let mut structs = Structs(BTreeMap::new());
    module(&src.join("lib.rs"), src, free_threaded, &mut structs)?;
    Ok(structs)
}

fn module(file: &Path, folder: &Path, ft: bool, structs: &mut Structs) -> Result<(), String> {
    let error = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
    let text = std::fs::read_to_string(file).map_err(|e| error(&e))?;
    let parsed = syn::parse_file(&text).map_err(|e| error(&e))?;
    for item in &parsed.items {
        match item {
            Item::Mod(m) if m.content.is_none() && enabled(&m.attrs, ft) => {
                let name = m.ident.to_string();
                let name = name.trim_start_matches("r#");
                let (flat, nested) = (folder.join(format!("{name}.rs")), folder.join(name));
                match flat.exists() {
                    true => module(&flat, &nested, ft, structs)?,
                    false => module(&nested.join("mod.rs"), &nested, ft, structs)?,
                }
            }
            Item::Struct(s) if is_c(&s.attrs) && enabled(&s.attrs, ft) => {
                if s.generics.params.is_empty()
                    && let Fields::Named(fields) = &s.fields
                {
                    let members = fields.named.iter().filter(|f| enabled(&f.attrs, ft));
                    let members = members.map(member).collect();
                    structs.0.insert(s.ident.to_string(), members);
                }
            }
            Item::Union(u) if is_c(&u.attrs) && enabled(&u.attrs, ft) => {
                let members = u.fields.named.iter().filter(|f| enabled(&f.attrs, ft));
                let members = members.map(member).collect();
                structs.0.insert(u.ident.to_string(), members);
            }
            _ => {}
        }
    }
    Ok(())
}

fn member(field: &Field) -> Member {
    let (of, array) = match &field.ty {
        Type::Array(a) => (by_value(&a.elem), true),
        other => (by_value(other), false),
    };
    Member {
        name: field
            .ident
            .as_ref()
            .map(|i| i.to_string())
            .unwrap_or_default(),
        of,
        array,
    }
}

fn by_value(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(p) => p.path.get_ident().map(|i| i.to_string()),
        _ => None,
    }
}

fn is_c(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| {
        let mut c = false;
        if a.path().is_ident("repr") {
            let _ = a.parse_nested_meta(|meta| {
                c |= meta.path.is_ident("C");
                if meta.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<syn::LitInt>()?;
                }
                Ok(())
            });
        }
        c
    })
}

/// Whether a `cfg` on the one feature, if there is one, lets the item stand.
fn enabled(attributes: &[Attribute], ft: bool) -> bool {
    attributes.iter().all(|a| {
        if !a.path().is_ident("cfg") {
            return true;
        }
        let text = match &a.meta {
            syn::Meta::List(list) => list.tokens.to_string().replace(' ', ""),
            _ => String::new(),
        };
        match text.as_str() {
            "feature=\"free-threaded\"" => ft,
            "not(feature=\"free-threaded\")" => !ft,
            "test" => false,
            _ => true,
        }
    })
}
