//! The stages after the symbol table one by one, for the tests of the compiler that the standard library has
//! (`_testinternalcapi.compiler_codegen`, `optimize_cfg`, `assemble_code_object`).
//!
//! The sequences here may come from anywhere: whatever they hold, the answer is a result or an error.

pub use crate::codegen::sequence::{Handler, Instruction, Label, Sequence};
pub use crate::codegen::unit::Metadata;

use crate::assemble::Assembler;
use crate::ast::Mod;
use crate::code::Code;
use crate::codegen::generate_sequence;
use crate::constant::Constant;
use crate::error::CompileError;
use crate::flowgraph::{self, ConstTable, Graph};
use crate::host::Host;
use crate::options::Options;
use crate::text::{Name, Wtf8String};
use crate::{preprocess, symtable};

/// The instructions that code generation makes of a module, with those of nested blocks; and its tables.
pub fn codegen(
    module: &mut Mod,
    filename: impl Into<Wtf8String>,
    options: &Options,
    host: &mut dyn Host,
) -> Result<(Sequence, Metadata), CompileError> {
    let future = crate::future::future_features(module)?;
    let features = options.flags | future.features;
    let settings = preprocess::Settings {
        optimize: options.optimize,
        features,
        syntax_check_only: false,
        warnings: true,
    };
    preprocess::preprocess(module, settings, host)?;
    let table = symtable::build(module, future, features, host)?;
    let filename = Name::from_wtf8(&filename.into());
    generate_sequence(module, table, filename, *options, future, host)
}

/// Optimises a sequence; `consts` may grow and shrink. A constant that folding makes is found among those given by
/// equality; CPython, which has no table of theirs here, adds a second one unless the object is the same.
pub fn optimize_cfg(
    sequence: Sequence,
    consts: &mut Vec<Constant>,
    nlocals: usize,
) -> Result<Sequence, CompileError> {
    let mut table = ConstTable::new();
    for c in consts.drain(..) {
        table.append(c);
    }
    let mut graph = Graph::default();
    graph.load(&sequence)?;
    flowgraph::optimize(&mut graph, &mut table, nlocals, 0)?;
    let optimized = flowgraph::relayout(&mut graph)?;
    *consts = table.take_keys();
    Ok(optimized)
}

/// Assembles a sequence as it is.
pub fn assemble_code_object(
    filename: impl Into<Wtf8String>,
    sequence: Sequence,
    mut metadata: Metadata,
) -> Result<Code, CompileError> {
    let mut graph = Graph::default();
    graph.load(&sequence)?;
    flowgraph::resolve(&mut graph)?;
    let mut assembler = Assembler::default();
    let finished = flowgraph::finish(&mut graph, &metadata, 0, &mut assembler.instructions)?;
    let mut consts = std::mem::take(&mut metadata.consts);
    let filename = Name::from_wtf8(&filename.into());
    Ok(assembler.assemble(
        &mut metadata,
        &finished,
        &mut consts,
        Vec::new(),
        0,
        filename,
    ))
}
