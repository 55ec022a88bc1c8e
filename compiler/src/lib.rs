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
