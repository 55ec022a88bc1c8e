//! Source text to code objects, as CPython 3.14 does it, bit for bit; knows nothing of the runtime.
//!
//! The way of a module: `tokenizer` and `parser` make the [`ast`]; `preprocess` rewrites it (`__debug__`, docstrings, folding);
//! `symtable` decides what each name means; `codegen` writes instruction sequences; `flowgraph` optimises them as a
//! graph of basic blocks; `assemble` lays out bytes and tables. The result is a [`code::Code`], plain data.

pub mod ast;
pub mod code;
pub mod constant;
pub mod error;
pub mod future;
pub mod host;
pub mod mangle;
pub mod opcode;
pub mod options;
pub mod ordered;
pub mod parser;
pub mod recursion;
pub mod source;
pub mod symtable;
pub mod text;
pub mod tokenizer;
pub mod unicode;

pub use parser::{Mode, parse};

mod assemble;
mod codegen;
pub mod docstring;
mod flowgraph;
pub mod introspect;
pub mod preprocess;
pub mod unparse;

use error::CompileError;
use host::Host;
use options::Options;
use std::rc::Rc;

/// Compiles a tree. It is rewritten on the way, so that a caller who wants it afterwards keeps a copy.
pub fn compile(
    module: &mut ast::Mod,
    filename: impl Into<text::Wtf8String>,
    options: &Options,
    host: &mut dyn Host,
) -> Result<Rc<code::Code>, CompileError> {
    let future = future::future_features(module)?;
    let flags = options.flags | future.features;
    let settings = preprocess::Settings {
        optimize: options.optimize,
        features: flags,
        syntax_check_only: false,
        warnings: true,
    };
    preprocess::preprocess(module, settings, host)?;
    let table = symtable::build(module, future, flags, host)?;
    let filename = text::Name::from_wtf8(&filename.into());
    codegen::generate(module, table, filename, *options, future, host)
}
pub mod marshal;
