//! `internal/pycore_compile.h`, `pycore_flowgraph.h` and `pycore_instruction_sequence.h`: stages of the compiler one by one, for
//! the tests of the stock one.

use core::ffi::{c_int, c_void};

use compiler::text::Wtf8String;
use layout::PyCompilerFlags;
use layout::internal::pycore_ast::_mod;
use objects::prelude::*;
use runtime::compile::stages::{self, CodeUnitMetadata, InstructionSequence};

use crate::support::*;

fn filename_of(filename: &Object) -> PyResult<&Str> {
    filename
        .downcast::<Str>()
        .ok_or_else(|| raise!(TypeError, "filename must be a str"))
}

/// The code of a tree of structs. The arena is not used: constants that folding makes belong to the code.
///
/// # Safety
/// `tree` is NULL or a tree, `flags` NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyAST_Compile(
    tree: *mut _mod,
    filename: &Object,
    flags: *mut PyCompilerFlags,
    optimize: c_int,
    _arena: *mut c_void,
) -> PyResult {
    // SAFETY: the caller's.
    let flags = unsafe { flags.as_ref() }.map_or(0, |f| f.cf_flags as u32);
    // SAFETY: the caller's.
    up(unsafe { runtime::ast_objects::compile_c(tree, filename_of(filename)?, flags, optimize) })
}

/// A tuple: what code generation makes of a module, and a dict of the module's tables.
///
/// # Safety
/// `flags` is NULL or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCompile_CodeGen(
    ast: &Object,
    filename: &Object,
    flags: *mut PyCompilerFlags,
    optimize: c_int,
    mode: c_int,
) -> PyResult {
    // SAFETY: the caller's.
    let flags = unsafe { flags.as_ref() }.map_or(0, |f| f.cf_flags as u32);
    up(stages::codegen(
        ast,
        filename_of(filename)?,
        flags,
        optimize,
        mode,
    ))
}

/// The sequence after the optimiser of the flow graph; the list `consts` changes with it.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_OptimizeCfg(
    instructions: &Object,
    consts: &Object,
    nlocals: c_int,
) -> PyResult {
    up(stages::optimize_cfg(instructions, consts, nlocals))
}

/// The code object of a sequence.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_Assemble(
    metadata: &CodeUnitMetadata<'_>,
    filename: &Object,
    instructions: &Object,
) -> PyResult {
    up(stages::assemble(
        metadata,
        filename_of(filename)?,
        instructions,
    ))
}

/// An empty sequence.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInstructionSequence_New() -> PyResult {
    up(InstructionSequence::make(Default::default()))
}

/// A docstring without the indentation that its lines share.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_CleanDoc(doc: Option<&Object>) -> PyResult {
    let Some(doc) = some(doc)?.downcast::<Str>() else {
        return Err(raise!(SystemError, "a docstring must be a str"));
    };
    let clean = compiler::docstring::clean_doc(&Wtf8String::from(doc.as_utf8()?))
        .map_err(|_| raise!(SystemError, "a docstring that cannot be cleaned"))?;
    up(Str::decode_utf8(clean.as_bytes(), None))
}

fn intrinsic_name(names: &[&str], index: c_int) -> PyResult {
    let name = usize::try_from(index).ok().and_then(|i| names.get(i));
    match name {
        Some(name) => up(Str::from_str(name)),
        None => Err(Raised::ASSUMED),
    }
}

/// What `CALL_INTRINSIC_1` with this argument is called; NULL, and no exception, if there is none of it.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_GetUnaryIntrinsicName(index: c_int) -> PyResult {
    intrinsic_name(&stdlib::_opcode::INTRINSIC_1_NAMES, index)
}

/// What `CALL_INTRINSIC_2` with this argument is called; NULL, and no exception, if there is none of it.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_GetBinaryIntrinsicName(index: c_int) -> PyResult {
    intrinsic_name(&stdlib::_opcode::INTRINSIC_2_NAMES, index)
}
