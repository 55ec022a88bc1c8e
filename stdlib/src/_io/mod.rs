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

use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;

pub use support::DEFAULT_BUFFER_SIZE;

fn exec(module: &Module) -> PyResult<()> {
    module.add_int("DEFAULT_BUFFER_SIZE", DEFAULT_BUFFER_SIZE as i64)?;
    module.add("UnsupportedOperation", &*support::unsupported_class()?)?;
    module.add("BlockingIOError", &types::BlockingIOError)?;
    base_type::IOBASE.add_to(module, None)?;
    newline::DECODER.add_to(module, None)?;
    for (ty, base) in [
        (&base_type::RAWIOBASE, &base_type::IOBASE),
        (&abstracts::BUFFEREDIOBASE, &base_type::IOBASE),
        (&abstracts::TEXTIOBASE, &base_type::IOBASE),
        (&fileio::FILEIO, &base_type::RAWIOBASE),
        (&bytesio::BYTESIO, &abstracts::BUFFEREDIOBASE),
        (&stringio::STRINGIO, &abstracts::TEXTIOBASE),
        (&buffered::READER, &abstracts::BUFFEREDIOBASE),
        (&buffered::WRITER, &abstracts::BUFFEREDIOBASE),
        (&buffered::RANDOM, &abstracts::BUFFEREDIOBASE),
        (&rwpair::RWPAIR, &abstracts::BUFFEREDIOBASE),
        (&textio::TEXTIOWRAPPER, &abstracts::TEXTIOBASE),
    ] {
        ty.add_to(module, Some(base))?;
    }
    bytesio::BYTESIO_BUFFER.add_to(module, None)
}

crate::module!(
    c"_io",
    c"The file objects and streams behind the module io.",
    methods = method_table![open::open, open::text_encoding, open::open_code],
    exec = exec
);
