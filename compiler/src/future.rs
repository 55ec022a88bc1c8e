//! `from __future__ import ...`: which features a module asks for, and where it last does so.

use crate::ast::{Alias, Location, Mod, StmtKind, docstring};
use crate::code::flags;
use crate::error::CompileError;

/// What the head of a module asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FutureFeatures {
    /// `CO_FUTURE_` bits.
    pub features: u32,
    /// The last future statement; [`Location::NONE`] without one.
    pub location: Location,
}

fn feature(alias: &Alias) -> Result<u32, CompileError> {
    match alias.name.as_str() {
        Some(
            "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
            | "print_function" | "unicode_literals" | "generator_stop",
        ) => Ok(0),
        Some("barry_as_FLUFL") => Ok(flags::FUTURE_BARRY_AS_BDFL),
        Some("annotations") => Ok(flags::FUTURE_ANNOTATIONS),
        Some("braces") => Err(CompileError::syntax("not a chance", alias.range)),
        _ => Err(CompileError::syntax(
            format!(
                "future feature {:.100} is not defined",
                alias.name.to_string()
            ),
            alias.range,
        )),
    }
}

/// Reads the future statements, which only a docstring and each other may precede.
pub fn future_features(module: &Mod) -> Result<FutureFeatures, CompileError> {
    let mut found = FutureFeatures {
        features: 0,
        location: Location::NONE,
    };
    let (Mod::Module { body, .. } | Mod::Interactive { body }) = module else {
        return Ok(found);
    };
    let skip = docstring(body).is_some() as usize;
    for stmt in &body[skip..] {
        match &stmt.kind {
            StmtKind::ImportFrom {
                module: Some(module),
                names,
                level,
            } if level.unwrap_or(0) == 0 && *module == "__future__" => {
                for alias in names {
                    found.features |= feature(alias).map_err(CompileError::with_place_apart)?;
                }
                found.location = stmt.range;
            }
            _ => break,
        }
    }
    Ok(found)
}
