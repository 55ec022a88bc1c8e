//! Syntax trees as Python objects: the module `_ast`, and conversion both ways.
//!
//! The classes are made once per interpreter from `compiler::ast::DESCRIPTION` ([`classes`]) and live in its `ast_state`.
//! `generated.rs` walks trees in either direction with the help of [`to_objects::Builder`] and [`from_objects::Reader`],
//! `c_generated.rs` reads C's ([`from_c`]);
//! what a tree made by a program must fulfil beyond its shape, `compiler::ast::validate` says.

#[rustfmt::skip]
#[allow(non_snake_case)]
mod c_generated;
mod classes;
mod from_c;
mod from_objects;
#[rustfmt::skip]
#[allow(non_snake_case)]
mod generated;
mod module;
mod node;
mod replace;
mod to_objects;

use compiler::ast::Mod;
use compiler::options::flags;
use layout::ast_state;
use objects::prelude::*;

pub use classes::clear;
pub use module::PyInit__ast;

use crate::compile::{self as compiling, Mode};
pub(crate) use from_objects::text;
use from_objects::{FromObject, Reader};
use to_objects::{Builder, ToObject};

/// Is it an instance of `_ast.AST`?
pub fn is_ast(object: &Object) -> PyResult<bool> {
    match classes::state_if_ready() {
        // no class, no instance
        None => Ok(false),
        // SAFETY: set for good once the state is ready.
        Some(s) => object.is_instance(unsafe { Object::from_ptr(s.AST_type) }),
    }
}

/// The tree must be of the kind that the mode wants.
fn check_mode(object: &Object, mode: Mode) -> PyResult<&'static ast_state> {
    let state = classes::state()?;
    let (class, name) = match mode {
        Mode::File => (state.Module_type, "Module"),
        Mode::Eval => (state.Expression_type, "Expression"),
        Mode::Interactive => (state.Interactive_type, "Interactive"),
        Mode::FunctionType => (state.FunctionType_type, "FunctionType"),
    };
    // SAFETY: set for good once the state is ready.
    if object.is_instance(unsafe { Object::from_ptr(class) })? {
        return Ok(state);
    }
    Err(raise!(
        TypeError,
        "expected {} node, got {}",
        name,
        object.class().tp_name()
    ))
}

/// The compiler's tree of an object, valid.
pub(crate) fn from_object(object: &Object, mode: Mode) -> PyResult<Mod> {
    let state = check_mode(object, mode)?;
    crate::audit::audit("compile", || Tuple::from_slice(&[object, none()]))?;
    let tree = Mod::from_object(object, &Reader::new(state))?
        .ok_or_else(|| raise!(TypeError, "expected a tree, got NoneType"))?;
    compiling::validate(&tree)?;
    Ok(tree)
}

/// `compile()` of a tree: to code, or with `PyCF_ONLY_AST` to a tree.
pub fn compile_object(
    object: &Object,
    filename: &Str,
    mode: Mode,
    cf_flags: u32,
    optimize: i32,
) -> PyResult {
    if cf_flags & flags::OPTIMIZED_AST == flags::ONLY_AST {
        check_mode(object, mode)?;
        return Ok(object.to_ref());
    }
    let mut tree = from_object(object, mode)?;
    let options = compiling::options(cf_flags, optimize, 14);
    if cf_flags & flags::ONLY_AST != 0 {
        compiling::optimize_ast(&mut tree, filename, &options)?;
        return to_object(&tree);
    }
    Ok(compiling::compile_ast(&mut tree, filename, &options)?.upcast())
}

/// `_PyAST_Compile`: the code of a tree that C made.
///
/// # Safety
/// NULL or a tree, of which nobody changes anything meanwhile.
pub unsafe fn compile_c(
    tree: *mut layout::internal::pycore_ast::_mod,
    filename: &Str,
    cf_flags: u32,
    optimize: i32,
) -> PyResult {
    // SAFETY: the caller's.
    let mut tree = unsafe { from_c::from_c(tree) }?;
    let options = compiling::options(cf_flags, optimize, 14);
    Ok(compiling::compile_ast(&mut tree, filename, &options)?.upcast())
}

/// The objects of a tree.
pub fn to_object(tree: &Mod) -> PyResult {
    tree.to_object(&Builder::new(classes::state()?))
}
