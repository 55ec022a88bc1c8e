//! The definitions, parsed: `#[inst]` and `#[op]` functions, `compose!` and `family!` items of `core/bytecodes/*.rs`.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Ident, LitInt, LitStr, Token};

use crate::effect::Effect;
use crate::{Result, escape};

/// An inline cache operand.
#[derive(Clone, Debug)]
pub struct Cache {
    pub name: String,
    /// In units from the instruction.
    pub at: usize,
    pub units: usize,
}

/// How a function's parameter is filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// `StackRef`: taken off the stack.
    Value,
    /// `&StackRef`: looked at where it lies; closed afterwards unless kept.
    Borrow,
    /// `*const StackRef`: the address of the item's first slot, otherwise as `Borrow`.
    Look,
    /// `*mut StackRef`: the address of the item's first slot. As an input only, the body takes all slots over.
    Address,
}

#[derive(Clone, Debug)]
pub struct Param {
    pub name: String,
    pub mode: Mode,
}

/// What a body answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// This many outputs to push (0 also for outputs that the body wrote itself).
    Values(usize),
    /// `Guard`: if false, the general form runs instead.
    Guard,
    /// `Adapt`: specialised in place, so run what stands there now, or go on.
    Adapt,
    /// `Jump`.
    Jump,
    /// `Called`: a value, or a new frame to run.
    Called,
    /// `Switch`: another frame goes on.
    Switch,
    /// `Leave`: the evaluation function returns.
    Leave,
    /// `Unwind`: always an error.
    Unwind,
    /// `Again`: dispatch a given opcode at the same place.
    Again,
    /// `Traced`: go on, or where a tracer has moved the frame to.
    Traced,
}

/// A micro-op or a simple instruction.
#[derive(Clone, Debug)]
pub struct Op {
    pub name: String,
    pub module: String,
    pub effect: Effect,
    pub caches: Vec<Cache>,
    pub params: Vec<Param>,
    pub answer: Answer,
    pub fallible: bool,
    /// Its errors are exceptions that go on (`Reraising`): no new entry in the traceback.
    pub reraises: bool,
    /// May other code run inside?
    pub escapes: bool,
    pub is_inst: bool,
    pub place: String,
}

pub struct Instruction {
    pub name: String,
    /// Units of inline cache.
    pub units: usize,
    /// Its micro-ops.
    pub parts: Vec<String>,
}

/// Everything that `core/bytecodes` says.
#[derive(Default)]
pub struct Set {
    pub ops: HashMap<String, Op>,
    pub instructions: BTreeMap<String, Instruction>,
    /// Specialised form -> general form.
    pub general: HashMap<String, String>,
}

struct Attribute {
    effect: Effect,
    caches: Vec<Cache>,
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let effect: LitStr = input.parse()?;
        let mut caches = Vec::new();
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let key: Ident = input.parse()?;
            if key != "cache" {
                return Err(syn::Error::new(key.span(), "expected `cache`"));
            }
            input.parse::<Token![=]>()?;
            let text: LitStr = input.parse()?;
            for part in text.value().split(',').map(str::trim) {
                let form = || syn::Error::new(text.span(), "a cache is `name@offset/units`");
                let (name, place) = part.split_once('@').ok_or_else(form)?;
                let (at, units) = place.split_once('/').unwrap_or((place, "1"));
                caches.push(Cache {
                    name: name.trim().to_owned(),
                    at: at.trim().parse().map_err(|_| form())?,
                    units: units.trim().parse().map_err(|_| form())?,
                });
            }
        }
        Ok(Attribute {
            effect: Effect::parse(&effect.value())
                .map_err(|e| syn::Error::new(effect.span(), e))?,
            caches,
        })
    }
}

/// `NAME/units = _OP + _OP;` ...
struct Compositions(Vec<(Ident, usize, Vec<String>)>);

impl Parse for Compositions {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut all = Vec::new();
        while !input.is_empty() {
            let name: Ident = input.parse()?;
            let units = match input.parse::<Option<Token![/]>>()? {
                Some(_) => input.parse::<LitInt>()?.base10_parse()?,
                None => 0,
            };
            input.parse::<Token![=]>()?;
            let mut parts = Vec::new();
            loop {
                parts.push(input.parse::<Ident>()?.to_string());
                if input.parse::<Option<Token![+]>>()?.is_none() {
                    break;
                }
            }
            input.parse::<Token![;]>()?;
            all.push((name, units, parts));
        }
        Ok(Compositions(all))
    }
}

/// `GENERAL: SPECIAL, SPECIAL;` ...
struct Families(Vec<(Ident, Vec<Ident>)>);

impl Parse for Families {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut all = Vec::new();
        while !input.is_empty() {
            let name: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            let mut members = vec![input.parse()?];
            while input.parse::<Option<Token![,]>>()?.is_some() {
                members.push(input.parse()?);
            }
            input.parse::<Token![;]>()?;
            all.push((name, members));
        }
        Ok(Families(all))
    }
}

/// Reads every `*.rs` in the folder.
pub fn read(folder: &Path) -> Result<Set> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "rs"))
        .collect();
    paths.sort();
    let mut set = Set::default();
    for path in paths {
        let text =
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let module = path
            .file_stem()
            .and_then(|s| s.to_str())
            .unwrap_or_default()
            .to_owned();
        read_file(
            &mut set,
            &text,
            &module,
            &format!("core/bytecodes/{module}.rs"),
        )?;
    }
    check(&set)?;
    Ok(set)
}

fn check(set: &Set) -> Result<()> {
    for i in set.instructions.values() {
        for part in &i.parts {
            let Some(op) = set.ops.get(part) else {
                return Err(format!("{}: no micro-op {part}", i.name));
            };
            if op.caches.iter().any(|c| c.at + c.units > i.units + 1) {
                return Err(format!("{}: {part} reads past the inline cache", i.name));
            }
        }
    }
    for (special, general) in &set.general {
        for name in [special, general] {
            if !set.instructions.contains_key(name) {
                return Err(format!("family {general}: no instruction {name}"));
            }
        }
    }
    Ok(())
}

/// Reads one file's text into the set.
pub fn read_file(set: &mut Set, text: &str, module: &str, path: &str) -> Result<()> {
    let at = |e: syn::Error| {
        let p = e.span().start();
        format!("{path}:{}:{}: {e}", p.line, p.column + 1)
    };
    let file = syn::parse_file(text).map_err(at)?;
    for item in &file.items {
        match item {
            syn::Item::Fn(f) => {
                for a in &f.attrs {
                    let is_inst = a.path().is_ident("inst");
                    if is_inst || a.path().is_ident("op") {
                        let op = function(f, a, is_inst, module, path).map_err(at)?;
                        if is_inst {
                            set.instructions.insert(
                                op.name.clone(),
                                Instruction {
                                    name: op.name.clone(),
                                    units: op
                                        .caches
                                        .iter()
                                        .map(|c| c.at + c.units - 1)
                                        .max()
                                        .unwrap_or(0),
                                    parts: vec![op.name.clone()],
                                },
                            );
                        }
                        if let Some(old) = set.ops.insert(op.name.clone(), op) {
                            return Err(format!("{path}: {} is defined twice", old.name));
                        }
                    }
                }
            }
            syn::Item::Macro(m) if m.mac.path.is_ident("compose") => {
                let c: Compositions = syn::parse2(m.mac.tokens.clone()).map_err(at)?;
                for (name, units, parts) in c.0 {
                    let name = name.to_string();
                    set.instructions
                        .insert(name.clone(), Instruction { name, units, parts });
                }
            }
            syn::Item::Macro(m) if m.mac.path.is_ident("family") => {
                let c: Families = syn::parse2(m.mac.tokens.clone()).map_err(at)?;
                for (general, members) in c.0 {
                    for m in members {
                        set.general.insert(m.to_string(), general.to_string());
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Parameters that are not on the stack.
pub const CONTEXT: [&str; 7] = ["ts", "frame", "ip", "next", "prev", "oparg", "sp"];

fn function(
    f: &syn::ItemFn,
    attribute: &syn::Attribute,
    is_inst: bool,
    module: &str,
    path: &str,
) -> syn::Result<Op> {
    let Attribute { effect, caches } = attribute.parse_args()?;
    let mut params = Vec::new();
    for p in &f.sig.inputs {
        let syn::FnArg::Typed(p) = p else {
            return Err(syn::Error::new(p.span(), "no receiver here"));
        };
        let syn::Pat::Ident(name) = &*p.pat else {
            return Err(syn::Error::new(p.span(), "a plain name is wanted"));
        };
        let name = name.ident.to_string();
        let known = CONTEXT.contains(&name.as_str())
            || caches.iter().any(|c| c.name == name)
            || effect
                .inputs
                .iter()
                .chain(&effect.outputs)
                .any(|i| i.name == name);
        if !known {
            return Err(syn::Error::new(
                p.span(),
                format!("`{name}` is neither on the stack nor a cache nor one of {CONTEXT:?}"),
            ));
        }
        let mode = match &*p.ty {
            syn::Type::Reference(_) => Mode::Borrow,
            syn::Type::Ptr(p) if p.mutability.is_some() => Mode::Address,
            syn::Type::Ptr(_) => Mode::Look,
            _ => Mode::Value,
        };
        params.push(Param { name, mode });
    }
    let (answer, fallible) = answer(&f.sig.output)?;
    let reraises = quote::quote!(#f).to_string().contains("-> Reraising");
    let escapes = escape::check(f, &params)?;
    Ok(Op {
        name: f.sig.ident.to_string(),
        module: module.to_owned(),
        effect,
        caches,
        params,
        answer,
        fallible,
        reraises,
        escapes,
        is_inst,
        place: format!("{path}:{}", f.sig.ident.span().start().line),
    })
}

fn answer(output: &syn::ReturnType) -> syn::Result<(Answer, bool)> {
    let syn::ReturnType::Type(_, ty) = output else {
        return Ok((Answer::Values(0), false));
    };
    if let syn::Type::Path(p) = &**ty
        && let Some(last) = p.path.segments.last()
        && (last.ident == "PyResult" || last.ident == "Reraising")
    {
        return match &last.arguments {
            syn::PathArguments::AngleBracketed(a) => match a.args.first() {
                Some(syn::GenericArgument::Type(inner)) => Ok((plain(inner)?, true)),
                _ => Err(syn::Error::new(ty.span(), "a type is wanted")),
            },
            _ => Ok((Answer::Values(1), true)),
        };
    }
    Ok((plain(ty)?, false))
}

fn plain(ty: &syn::Type) -> syn::Result<Answer> {
    Ok(match ty {
        syn::Type::Tuple(t) => Answer::Values(t.elems.len()),
        syn::Type::Path(p) => {
            let name = p
                .path
                .segments
                .last()
                .map(|s| s.ident.to_string())
                .unwrap_or_default();
            match name.as_str() {
                "StackRef" | "Ref" => Answer::Values(1),
                "Guard" => Answer::Guard,
                "Adapt" => Answer::Adapt,
                "Jump" => Answer::Jump,
                "Called" => Answer::Called,
                "Switch" => Answer::Switch,
                "Leave" => Answer::Leave,
                "Unwind" => Answer::Unwind,
                "Again" => Answer::Again,
                "Traced" => Answer::Traced,
                _ => return Err(syn::Error::new(ty.span(), "not an answer that opgen knows")),
            }
        }
        _ => return Err(syn::Error::new(ty.span(), "not an answer that opgen knows")),
    })
}
