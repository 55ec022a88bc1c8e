//! `compile`, `eval`, `exec`.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

use crate::compile::{self as compiling, FLAGS_MASK, Mode};

const ONLY_AST: u32 = compiler::options::flags::ONLY_AST;

/// Source text of a str or bytes-like object, as bytes, and whether it was a str.
pub fn source_text(source: &Object, function: &str, what: &str) -> PyResult<(Vec<u8>, bool)> {
    let (bytes, text) = if let Some(s) = source.downcast::<Str>() {
        (s.as_utf8()?.as_bytes().to_vec(), true)
    } else {
        match objects::Buffer::get(source) {
            Ok(b) => (b.as_slice().to_vec(), false),
            Err(raised) => {
                objects::exceptions::clear_if(&objects::exceptions::types::TypeError, raised)?;
                return Err(raise!(
                    TypeError,
                    "{}() arg 1 must be a {} object",
                    function,
                    what
                ));
            }
        }
    };
    if bytes.contains(&0) {
        return Err(raise!(
            SyntaxError,
            "source code string cannot contain null bytes"
        ));
    }
    Ok((bytes, text))
}

/// A path argument: a string, bytes or what has `__fspath__`.
pub struct Path(Ref<Str>);

impl<'a> FromArg<'a> for Path {
    type Default = Ref<Str>;

    fn from_arg(arg: &'a Object, _: &'static ArgName) -> PyResult<Path> {
        Ok(Path(crate::fs_path::decoded(arg)?))
    }

    fn from_default(default: Ref<Str>) -> Path {
        Path(default)
    }
}

/// Compile source into a code object that exec() or eval() runs, or into a syntax tree.
#[pyfunction(
    "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)"
)]
pub fn compile(
    source: &Object,
    filename: Path,
    mode: &str,
    flags: i32,
    #[default(false)] dont_inherit: bool,
    #[default(-1)] optimize: i32,
    #[default(-1)] _feature_version: i32,
) -> PyResult {
    let Path(filename) = filename;
    let mut flags = flags as u32;
    if flags & !FLAGS_MASK != 0 {
        return Err(raise!(ValueError, "compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(raise!(ValueError, "compile(): invalid optimize value"));
    }
    if !dont_inherit {
        flags |= crate::frames::inherited_future_flags();
    }
    let mode = match mode {
        "exec" => Mode::File,
        "eval" => Mode::Eval,
        "single" => Mode::Interactive,
        "func_type" if flags & ONLY_AST != 0 => Mode::FunctionType,
        "func_type" => {
            return Err(raise!(
                ValueError,
                "compile() mode 'func_type' requires flag PyCF_ONLY_AST"
            ));
        }
        _ if flags & ONLY_AST != 0 => {
            return Err(raise!(
                ValueError,
                "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
            ));
        }
        _ => {
            return Err(raise!(
                ValueError,
                "compile() mode must be 'exec', 'eval' or 'single'"
            ));
        }
    };
    let feature_version = if _feature_version >= 0 && flags & ONLY_AST != 0 {
        _feature_version
    } else {
        14
    };
    if crate::ast_objects::is_ast(source)? {
        return crate::ast_objects::compile_object(source, &filename, mode, flags, optimize);
    }
    let (bytes, is_text) = source_text(source, "compile", "string, bytes or AST")?;
    if is_text {
        flags |= compiler::options::flags::IGNORE_COOKIE;
    }
    let options = compiling::options(flags, optimize, feature_version);
    let mut tree = compiling::parse(&bytes, &filename, mode, &options)?;
    if flags & ONLY_AST != 0 {
        compiling::optimize_ast(&mut tree, &filename, &options)?;
        return crate::ast_objects::to_object(&tree);
    }
    Ok(compiling::compile_ast(&mut tree, &filename, &options)?.upcast())
}

/// The namespaces of eval() and exec(): as given, or the caller's.
fn namespaces(
    globals: Option<&Object>,
    locals: Option<&Object>,
    function: &str,
) -> PyResult<(Ref<Dict>, Ref)> {
    let globals = globals.filter(|g| !is_none(g));
    let locals = locals.filter(|l| !is_none(l));
    if let Some(l) = locals.filter(|l| !l.is_mapping()) {
        return Err(if function == "eval" {
            raise!(TypeError, "locals must be a mapping")
        } else {
            raise!(
                TypeError,
                "locals must be a mapping or None, not {}",
                l.class().tp_name()
            )
        });
    }
    let (globals, locals) = match globals {
        Some(g) => {
            let Some(d) = g.downcast::<Dict>() else {
                return Err(if function == "eval" {
                    if g.is_mapping() {
                        raise!(
                            TypeError,
                            "globals must be a real dict; try eval(code, {{}}, mapping)"
                        )
                    } else {
                        raise!(TypeError, "globals must be a dict")
                    }
                } else {
                    raise!(
                        TypeError,
                        "exec() globals must be a dict, not {}",
                        g.class().tp_name()
                    )
                });
            };
            (
                d.to_ref(),
                locals.map_or_else(|| g.to_ref(), Object::to_ref),
            )
        }
        None => {
            let Some(g) = crate::frames::globals_or_main()? else {
                return Err(raise!(SystemError, "globals and locals cannot be NULL"));
            };
            let locals = match locals {
                Some(l) => l.to_ref(),
                None => crate::frames::frame_locals()?,
            };
            match g.downcast_into::<Dict>() {
                Ok(d) => (d, locals),
                Err(_) => return Err(raise!(SystemError, "globals must be a dict")),
            }
        }
    };
    if !globals.contains(id!(__builtins__))? {
        globals.set(id!(__builtins__), &crate::frames::current_builtins())?;
    }
    Ok((globals, locals))
}

/// The value of an expression, given as source text or as code made by compile().
#[pyfunction("eval(source, /, globals=None, locals=None)")]
pub fn eval(source: &Object, globals: Option<&Object>, locals: Option<&Object>) -> PyResult {
    let (globals, locals) = namespaces(globals, locals, "eval")?;
    if let Some(code) = source.downcast::<Code>() {
        objects::audit!("exec", code)?;
        if free_variables(code) > 0 {
            return Err(raise!(
                TypeError,
                "code object passed to eval() may not contain free variables"
            ));
        }
        return crate::frames::eval_code(code, &globals, &locals);
    }
    let (bytes, is_text) = source_text(source, "eval", "string, bytes or code")?;
    // an expression may be indented
    let skip = bytes
        .iter()
        .take_while(|&&b| b == b' ' || b == b'\t')
        .count();
    let code = compiling::compile_source(
        &bytes[skip..],
        interned!("<string>"),
        Mode::Eval,
        crate::frames::inherited_future_flags(),
        -1,
        is_text,
    )?;
    crate::frames::run_code(&code, &globals, &locals)
}

/// Run statements, given as source text or as code made by compile(). closure= gives the cells of free variables.
#[pyfunction("exec(source, /, globals=None, locals=None, *, closure=None)")]
pub fn exec(
    source: &Object,
    globals: Option<&Object>,
    locals: Option<&Object>,
    closure: Option<&Object>,
) -> PyResult<()> {
    let (globals, locals) = namespaces(globals, locals, "exec")?;
    let closure = closure.filter(|c| !is_none(c));
    if let Some(code) = source.downcast::<Code>() {
        let wanted = free_variables(code);
        if wanted == 0 {
            if closure.is_some() {
                return Err(raise!(
                    TypeError,
                    "cannot use a closure with this code object"
                ));
            }
        } else {
            let fits = closure
                .and_then(|c| c.downcast::<Tuple>())
                .is_some_and(|t| {
                    t.len() == wanted && t.as_slice().iter().all(|c| c.downcast::<Cell>().is_some())
                });
            if !fits {
                return Err(raise!(
                    TypeError,
                    "code object requires a closure of exactly length {}",
                    wanted
                ));
            }
        }
        crate::audit::audit("exec", || Tuple::from_slice(&[code]))?;
        crate::frames::eval_code_with_closure(
            code,
            &globals,
            &locals,
            closure.and_then(|c| c.downcast::<Tuple>()),
        )?;
        return Ok(());
    }
    if closure.is_some() {
        return Err(raise!(
            TypeError,
            "closure can only be used when source is a code object"
        ));
    }
    let (bytes, is_text) = source_text(source, "exec", "string, bytes or code")?;
    let code = compiling::compile_source(
        &bytes,
        interned!("<string>"),
        Mode::File,
        crate::frames::inherited_future_flags(),
        -1,
        is_text,
    )?;
    crate::frames::run_code(&code, &globals, &locals)?;
    Ok(())
}

/// The number of cells that a code object takes from outside.
fn free_variables(code: &Code) -> usize {
    // SAFETY: a live code object.
    unsafe { (*code.raw()).co_nfreevars as usize }
}
