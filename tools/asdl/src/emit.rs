//! Writes `compiler/src/ast/generated.rs`.

use crate::grammar::{Constructor, Field, Grammar, Quantifier, Shape, Type};
use std::fmt::Write;

/// `expr_context` -> `ExprContext`; names that do not follow are listed.
pub(crate) fn type_name(name: &str) -> String {
    match name {
        "boolop" => return "BoolOp".into(),
        "unaryop" => return "UnaryOp".into(),
        "cmpop" => return "CmpOp".into(),
        "excepthandler" => return "ExceptHandler".into(),
        "withitem" => return "WithItem".into(),
        _ => {}
    }
    name.split('_')
        .map(|part| {
            let mut chars = part.chars();
            chars
                .next()
                .map(|c| c.to_ascii_uppercase())
                .into_iter()
                .chain(chars)
                .collect::<String>()
        })
        .collect()
}

pub(crate) fn field_name(name: &str) -> &str {
    if name == "type" { "type_" } else { name }
}

fn field_type(grammar: &Grammar, field: &Field) -> String {
    let (bare, boxed) = match field.ty.as_str() {
        "identifier" => ("Name".to_string(), false),
        "int" => ("i32".to_string(), false),
        "string" => ("Wtf8String".to_string(), false),
        "constant" => ("Constant".to_string(), false),
        other => (
            type_name(other),
            !grammar.get(other).is_some_and(Type::is_simple),
        ),
    };
    let single = if boxed {
        format!("Box<{bare}>")
    } else {
        bare.clone()
    };
    match field.quantifier {
        Quantifier::One => single,
        Quantifier::Optional => format!("Option<{single}>"),
        Quantifier::Sequence => format!("Vec<{bare}>"),
        Quantifier::SequenceOfOptional => format!("Vec<Option<{bare}>>"),
    }
}

fn variant(grammar: &Grammar, out: &mut String, c: &Constructor) {
    if c.fields.is_empty() {
        let _ = writeln!(out, "    {},", c.name);
        return;
    }
    let fields: Vec<String> = c
        .fields
        .iter()
        .map(|f| {
            format!(
                "        {}: {},\n",
                field_name(&f.name),
                field_type(grammar, f)
            )
        })
        .collect();
    let _ = writeln!(out, "    {} {{\n{}    }},", c.name, fields.concat());
}

fn node(grammar: &Grammar, out: &mut String, ty: &Type) {
    let name = type_name(&ty.name);
    if ty.is_simple() {
        let _ = writeln!(
            out,
            "#[derive(Clone, Copy, PartialEq, Eq, Debug)]\npub enum {name} {{"
        );
        for c in &ty.constructors {
            variant(grammar, out, c);
        }
        let _ = writeln!(out, "}}\n");
    } else if ty.shape == Shape::Product {
        let _ = writeln!(
            out,
            "#[derive(Clone, PartialEq, Debug)]\npub struct {name} {{"
        );
        for f in &ty.constructors[0].fields {
            let _ = writeln!(
                out,
                "    pub {}: {},",
                field_name(&f.name),
                field_type(grammar, f)
            );
        }
        if !ty.attributes.is_empty() {
            let _ = writeln!(out, "    pub range: Location,");
        }
        let _ = writeln!(out, "}}\n");
    } else {
        let enum_name = if ty.attributes.is_empty() {
            name.clone()
        } else {
            let _ = writeln!(
                out,
                "#[derive(Clone, PartialEq, Debug)]\npub struct {name} {{\n    pub kind: {name}Kind,\n    pub range: Location,\n}}\n"
            );
            format!("{name}Kind")
        };
        let _ = writeln!(
            out,
            "#[derive(Clone, PartialEq, Debug)]\npub enum {enum_name} {{"
        );
        for c in &ty.constructors {
            variant(grammar, out, c);
        }
        let _ = writeln!(out, "}}\n");
    }
}

fn field_table(out: &mut String, indent: &str, fields: &[Field]) {
    if fields.is_empty() {
        let _ = writeln!(out, "&[],");
        return;
    }
    let _ = writeln!(out, "&[");
    for f in fields {
        let _ = writeln!(
            out,
            "{indent}    FieldDescription {{ name: {:?}, ty: {:?}, quantifier: Quantifier::{:?} }},",
            f.name, f.ty, f.quantifier
        );
    }
    let _ = writeln!(out, "{indent}],");
}

fn description(out: &mut String, ty: &Type) {
    let _ = write!(
        out,
        "    TypeDescription {{\n        name: {:?},\n        is_sum: {},\n        attributes: ",
        ty.name,
        ty.shape == Shape::Sum
    );
    field_table(out, "        ", &ty.attributes);
    let _ = writeln!(out, "        constructors: &[");
    for c in &ty.constructors {
        let _ = write!(
            out,
            "            ConstructorDescription {{ name: {:?}, fields: ",
            c.name
        );
        field_table(out, "            ", &c.fields);
        let _ = writeln!(out, "            }},");
    }
    let _ = writeln!(out, "        ],\n    }},");
}

/// The node types and the description table, as one Rust file.
pub fn rust_nodes(grammar: &Grammar) -> String {
    let mut out = String::from(
        "//! Generated by `cargo run -p asdl` from compiler/grammar/python.asdl. Do not edit.\n\
         //!\n\
         //! The node types of the syntax tree and the table that describes them.\n\n\
         use super::{ConstructorDescription, FieldDescription, Location, Quantifier, TypeDescription};\n\
         use crate::constant::Constant;\n\
         use crate::text::{Name, Wtf8String};\n\n",
    );
    for ty in &grammar.types {
        node(grammar, &mut out, ty);
    }
    out.push_str("/// Every type of the grammar, in its order.\npub static DESCRIPTION: &[TypeDescription] = &[\n");
    for ty in &grammar.types {
        description(&mut out, ty);
    }
    out.push_str("];\n");
    out
}
