//! `internal/pycore_compile.h` and `pycore_flowgraph.h`: stages of the compiler one by one, which our compiler does not open to
//! the tests of the stock one.

use core::ffi::{c_int, c_void};

use compiler::text::Wtf8String;
use layout::PyCompilerFlags;
use objects::prelude::*;

use crate::support::*;

#[cold]
fn missing(what: &str) -> PyResult {
    up(Err::<Ref, _>(raise!(
        NotImplementedError,
        "{what} is not supported yet"
    )))
}

/// NULL with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_CodeGen(
    _ast: Option<&Object>,
    _filename: Option<&Object>,
    _flags: *mut PyCompilerFlags,
    _optimize: c_int,
    _mode: c_int,
) -> PyResult {
    missing("the code generator alone")
}

/// NULL with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_OptimizeCfg(
    _instructions: Option<&Object>,
    _consts: Option<&Object>,
    _nlocals: c_int,
) -> PyResult {
    missing("the optimiser of the flow graph alone")
}

/// NULL with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_Assemble(
    _metadata: *mut c_void,
    _filename: Option<&Object>,
    _instructions: Option<&Object>,
) -> PyResult {
    missing("the assembler alone")
}

/// NULL with NotImplementedError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyInstructionSequence_New() -> PyResult {
    missing("an InstructionSequence")
}

/// A docstring without the indentation that its lines share.
#[unsafe(no_mangle)]
pub extern "C" fn _PyCompile_CleanDoc(doc: &Object) -> PyResult {
    let Some(doc) = doc.downcast::<Str>() else {
        return Err(raise!(SystemError, "a docstring must be a str"));
    };
    let clean = compiler::docstring::clean_doc(&Wtf8String::from(doc.as_utf8()?))
        .map_err(|_| raise!(SystemError, "a docstring that cannot be cleaned"))?;
    up(Str::decode_utf8(clean.as_bytes(), None))
}
