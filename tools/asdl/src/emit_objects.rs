//! Writes `core/runtime/src/ast_objects/generated.rs`: nodes to objects and back, and where the interpreter keeps the classes.

use crate::emit::{field_name, type_name};
use crate::grammar::{Constructor, Field, Grammar, Quantifier, Shape, Type};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The field of `ast_state` that holds the interned name of a node's field.
fn name_slot(name: &str) -> String {
    if name == "type" {
        "r#type".into()
    } else {
        name.into()
    }
}

/// Whether the Rust type is a struct of a kind and a range.
fn has_kind(ty: &Type) -> bool {
    ty.shape == Shape::Sum && !ty.attributes.is_empty()
}

fn enum_name(ty: &Type) -> String {
    let name = type_name(&ty.name);
    if has_kind(ty) {
        format!("{name}Kind")
    } else {
        name
    }
}

const RANGE: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

/// `[a.to_object(b)?, ..., range]`
fn values(ty: &Type, fields: &[Field], prefix: &str) -> String {
    let mut all: Vec<String> = fields
        .iter()
        .map(|f| format!("{prefix}{}.to_object(b)?", field_name(&f.name)))
        .collect();
    if !ty.attributes.is_empty() {
        all.extend(RANGE.map(|a| format!("self.range.{a}.to_object(b)?")));
    }
    format!("[{}]", all.join(", "))
}

fn pattern(enum_name: &str, c: &Constructor) -> String {
    if c.fields.is_empty() {
        return format!("{enum_name}::{}", c.name);
    }
    let names: Vec<&str> = c.fields.iter().map(|f| field_name(&f.name)).collect();
    format!("{enum_name}::{} {{ {} }}", c.name, names.join(", "))
}

fn to_object(out: &mut String, ty: &Type) {
    let name = type_name(&ty.name);
    let _ = writeln!(
        out,
        "impl ToObject for {name} {{\n    fn to_object(&self, b: &Builder<'_>) -> PyResult {{"
    );
    if ty.is_simple() {
        let _ = writeln!(out, "        b.singleton(match self {{");
        for c in &ty.constructors {
            let _ = writeln!(
                out,
                "            {name}::{0} => b.state.{0}_singleton,",
                c.name
            );
        }
        let _ = writeln!(out, "        }})\n    }}\n}}\n");
        return;
    }
    let _ = writeln!(out, "        b.enter()?;");
    if ty.shape == Shape::Product {
        let _ = writeln!(
            out,
            "        b.node(b.state.{}_type, {})",
            ty.name,
            values(ty, &ty.constructors[0].fields, "self.")
        );
    } else {
        let kind = enum_name(ty);
        let scrutinee = if has_kind(ty) { "&self.kind" } else { "self" };
        let _ = writeln!(out, "        match {scrutinee} {{");
        for c in &ty.constructors {
            let _ = writeln!(
                out,
                "            {} => b.node(b.state.{}_type, {}),",
                pattern(&kind, c),
                c.name,
                values(ty, &c.fields, "")
            );
        }
        let _ = writeln!(out, "        }}");
    }
    let _ = writeln!(out, "    }}\n}}\n");
}

/// How a field is read from its object.
fn read(f: &Field, owner: &str) -> String {
    let how = match f.quantifier {
        Quantifier::One if f.ty == "constant" => "constant",
        Quantifier::One => "required",
        Quantifier::Optional => "optional",
        Quantifier::Sequence => "sequence",
        Quantifier::SequenceOfOptional => "sequence_of_optional",
    };
    format!(
        "{}: r.{how}(o, r.state.{}, {owner:?})?",
        field_name(&f.name),
        name_slot(&f.name)
    )
}

fn location(ty: &Type) -> String {
    let optional = ty
        .attributes
        .iter()
        .any(|a| a.quantifier == Quantifier::Optional);
    format!("r.location(o, {:?}, {optional})?", ty.name)
}

/// The function that reads the fields of one constructor. One each, so that no frame holds the fields of all.
fn constructor_reader(out: &mut String, ty: &Type, c: &Constructor) {
    let kind = enum_name(ty);
    let fields: Vec<String> = c.fields.iter().map(|f| read(f, &c.name)).collect();
    let _ = writeln!(
        out,
        "fn read_{}_{}(o: &Object, r: &Reader<'_>) -> PyResult<{kind}> {{\n    Ok({kind}::{} {{ {} }})\n}}\n",
        ty.name,
        c.name,
        c.name,
        fields.join(", ")
    );
}

fn from_object(out: &mut String, ty: &Type) {
    let name = type_name(&ty.name);
    let kind = enum_name(ty);
    if ty.shape == Shape::Sum {
        for c in ty.constructors.iter().filter(|c| !c.fields.is_empty()) {
            constructor_reader(out, ty, c);
        }
    }
    let _ = writeln!(
        out,
        "impl FromObject for {name} {{\n    const WHAT: &'static str = {:?};\n    fn from_object(o: &Object, r: &Reader<'_>) -> PyResult<Option<{name}>> {{",
        ty.name
    );
    if ty.shape == Shape::Product {
        let mut fields: Vec<String> = ty.constructors[0]
            .fields
            .iter()
            .map(|f| read(f, &ty.name))
            .collect();
        if !ty.attributes.is_empty() {
            fields.push(format!("range: {}", location(ty)));
        }
        let _ = writeln!(
            out,
            "        r.enter({:?})?;\n        Ok(Some({name} {{ {} }}))\n    }}\n}}\n",
            ty.name,
            fields.join(", ")
        );
        return;
    }
    if !ty.is_simple() {
        let _ = writeln!(
            out,
            "        if is_none(o) {{\n            return Ok(None);\n        }}\n        r.enter({:?})?;",
            ty.name
        );
    }
    if has_kind(ty) {
        let _ = writeln!(out, "        let range = {};", location(ty));
    }
    let classes: Vec<String> = ty
        .constructors
        .iter()
        .map(|c| format!("r.state.{}_type", c.name))
        .collect();
    let value = |c: &Constructor| match c.fields.is_empty() {
        true => format!("{kind}::{}", c.name),
        false => format!("read_{}_{}(o, r)?", ty.name, c.name),
    };
    let which = format!("r.which(o, &[{}], {:?})?", classes.join(", "), ty.name);
    match ty.constructors.as_slice() {
        [only] => {
            let _ = writeln!(out, "        {which};\n        let kind = {};", value(only));
        }
        [first @ .., last] => {
            let _ = writeln!(out, "        let kind = match {which} {{");
            for (i, c) in first.iter().enumerate() {
                let _ = writeln!(out, "            {i} => {},", value(c));
            }
            let _ = writeln!(out, "            _ => {},\n        }};", value(last));
        }
        [] => {}
    }
    let result = if has_kind(ty) {
        match name.as_str() {
            "Expr" | "Stmt" => format!("{name}::new(kind, range)"),
            _ => format!("{name} {{ kind, range }}"),
        }
    } else {
        "kind".into()
    };
    let _ = writeln!(out, "        Ok(Some({result}))\n    }}\n}}\n");
}

fn slot_table(
    out: &mut String,
    what: &str,
    name: &str,
    rows: impl Iterator<Item = (String, String)>,
) {
    let _ = writeln!(out, "/// {what}\npub static {name}: &[(&str, usize)] = &[");
    for (text, field) in rows {
        let _ = writeln!(out, "    ({text:?}, offset_of!(ast_state, {field})),");
    }
    let _ = writeln!(out, "];\n");
}

/// The conversions, as one Rust file.
pub fn rust_objects(grammar: &Grammar) -> String {
    let mut out = String::from(
        "//! Generated by `cargo run -p asdl` from compiler/grammar/python.asdl. Do not edit.\n\
         //!\n\
         //! Syntax trees to objects and back, and where the interpreter's state keeps classes, singletons and names.\n\n\
         use super::from_objects::{FromObject, Reader};\n\
         use super::to_objects::{Builder, ToObject};\n\
         use compiler::ast::*;\n\
         use core::mem::offset_of;\n\
         use layout::ast_state;\n\
         use objects::prelude::{Object, PyResult, is_none};\n\n",
    );
    let classes = grammar.types.iter().flat_map(|t| {
        let own = std::iter::once(t.name.clone());
        let constructors = (t.shape == Shape::Sum)
            .then(|| t.constructors.iter().map(|c| c.name.clone()))
            .into_iter()
            .flatten();
        own.chain(constructors)
    });
    slot_table(
        &mut out,
        "The classes, in the order of the grammar.",
        "CLASSES",
        classes.map(|n| (n.clone(), format!("{n}_type"))),
    );
    let singletons = grammar
        .types
        .iter()
        .filter(|t| t.is_simple())
        .flat_map(|t| &t.constructors);
    slot_table(
        &mut out,
        "The one instance of each class that has no fields.",
        "SINGLETONS",
        singletons.map(|c| (c.name.clone(), format!("{}_singleton", c.name))),
    );
    let names: BTreeSet<&str> = grammar
        .types
        .iter()
        .flat_map(|t| {
            t.constructors
                .iter()
                .flat_map(|c| &c.fields)
                .chain(&t.attributes)
        })
        .map(|f| f.name.as_str())
        .collect();
    slot_table(
        &mut out,
        "The names of fields and attributes.",
        "NAMES",
        names.iter().map(|n| (n.to_string(), name_slot(n))),
    );
    for ty in &grammar.types {
        to_object(&mut out, ty);
        from_object(&mut out, ty);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
