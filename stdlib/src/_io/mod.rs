//! `_io`: files, buffers over them, text over those, and streams in memory.
//!
//! A raw stream (`fileio`) moves bytes between the system and memory; `buffered` puts a buffer over any raw stream, `textio` text
//! over any buffered one. The layers talk to each other by method calls, so that each may be written in Python.

mod abstracts;
mod base_type;
mod buffered;
mod bytesio;
mod field;
mod fileio;
mod newline;
mod open;
mod rwpair;
mod stringio;
pub(crate) mod support;
mod textio;
mod textpos;

use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;

pub use support::DEFAULT_BUFFER_SIZE;

fn exec(module: &Module) -> PyResult<()> {
    module.add_int("DEFAULT_BUFFER_SIZE", DEFAULT_BUFFER_SIZE as i64)?;
    module.add("UnsupportedOperation", &*support::unsupported_class()?)?;
    module.add("BlockingIOError", &types::BlockingIOError)?;
    for ty in [
        &base_type::IOBASE,
        &newline::DECODER,
        &base_type::RAWIOBASE,
        &abstracts::BUFFEREDIOBASE,
        &abstracts::TEXTIOBASE,
        &fileio::FILEIO,
        &bytesio::BYTESIO,
        &stringio::STRINGIO,
        &buffered::READER,
        &buffered::WRITER,
        &buffered::RANDOM,
        &rwpair::RWPAIR,
        &textio::TEXTIOWRAPPER,
    ] {
        crate::support::add_type(module, ty)?;
    }
    crate::support::add_type(module, &bytesio::BYTESIO_BUFFER)
}

crate::module!(
    c"_io",
    c"The file objects and streams behind the module io.",
    methods = method_table![open::open, open::text_encoding, open::open_code],
    exec = exec
);
