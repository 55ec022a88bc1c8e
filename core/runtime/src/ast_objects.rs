//! Syntax trees as Python objects: the classes of `_ast`, and conversion both ways.

use compiler::options::Options;
use objects::prelude::*;

use crate::compile::Mode;

/// Is it an instance of `_ast.AST`?
pub fn is_ast(_object: &Object) -> PyResult<bool> {
    Ok(false)
}

pub fn compile_object(
    _object: &Object,
    _filename: &Str,
    _mode: Mode,
    _flags: u32,
    _optimize: i32,
) -> PyResult {
    Err(raise!(NotImplementedError, "compile() of a syntax tree"))
}

pub fn to_object(_tree: &compiler::ast::Mod, _filename: &Str, _options: &Options) -> PyResult {
    Err(raise!(NotImplementedError, "compile() to a syntax tree"))
}
