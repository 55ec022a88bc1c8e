//! `zlib`: compression with the zlib library itself (so that the output is the reference's to the byte), bound by `libz-sys`.
//! `stream` wraps a stream of it; `compressor` and `decompressor` are the objects that take their data in pieces.

mod compressor;
mod decompressor;
mod stream;

use core::ffi::{CStr, c_int};
use core::fmt::Arguments;

use base::local::LocalRef;
use libz_sys as z;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;
use runtime::pystate::allow_threads;
use stream::{CHUNK, Stream, no_memory};

const MAX_WBITS: c_int = 15;
const DEF_MEM_LEVEL: c_int = 8;

/// From this many bytes on, checksums are made without the GIL.
const GIL_MINSIZE: usize = 5 * 1024;

/// `zlib.error`, of the interpreter's module that was made last.
static ERROR: LocalRef<Type> = LocalRef::new();

/// Raises `zlib.error`.
fn error(message: Arguments<'_>) -> Raised {
    let class = ERROR.get().unwrap_or(&exceptions::types::Exception);
    exceptions::raise(class, message)
}

/// Compute an Adler-32 checksum of data.
///
/// "value" is the checksum to start from. The result is an int.
#[pyfunction("adler32(data, value=1, /)")]
fn adler32(data: Buffer, #[default(1)] value: Bits32) -> u64 {
    checksum(data.as_slice(), value.0, z::adler32)
}

/// Compute a CRC-32 checksum of data.
///
/// "value" is the checksum to start from. The result is an int.
#[pyfunction("crc32(data, value=0, /)")]
fn crc32(data: Buffer, #[default(0)] value: Bits32) -> u64 {
    checksum(data.as_slice(), value.0, z::crc32)
}

type Checksum = unsafe extern "C" fn(z::uLong, *const z::Bytef, z::uInt) -> z::uLong;

fn checksum(data: &[u8], start: u32, function: Checksum) -> u64 {
    let run = || {
        data.chunks(u32::MAX as usize)
            .fold(z::uLong::from(start), |sum, chunk| {
                // SAFETY: the bytes of the chunk.
                unsafe { function(sum, chunk.as_ptr(), chunk.len() as z::uInt) }
            })
    };
    let sum = if data.len() > GIL_MINSIZE {
        allow_threads(run)
    } else {
        run()
    };
    sum as u64 & 0xffff_ffff
}

/// Returns a bytes object containing compressed data.
///
/// "data" is a bytes-like object; "level" is 0 to 9, or -1 for the default; "wbits" is the window buffer size and the format of
/// the container.
#[pyfunction("compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)")]
fn compress(
    data: Buffer,
    #[default(z::Z_DEFAULT_COMPRESSION)] level: i32,
    #[default(MAX_WBITS)] wbits: i32,
) -> PyResult<Ref<Bytes>> {
    let no_room = || no_memory("Out of memory while compressing data");
    let strategy = z::Z_DEFAULT_STRATEGY;
    let mut stream = Stream::deflate(level, z::Z_DEFLATED, wbits, DEF_MEM_LEVEL, strategy)
        .map_err(|failure| match failure.code {
            z::Z_MEM_ERROR => no_room(),
            z::Z_STREAM_ERROR => error(format_args!("Bad compression level")),
            _ => failure.raise("while compressing data"),
        })?;
    let mut out = Vec::new();
    match allow_threads(|| stream.compress(data.as_slice(), &mut out, z::Z_FINISH)) {
        z::Z_MEM_ERROR => return Err(no_room()),
        code @ z::Z_STREAM_ERROR => {
            return Err(stream.failure(code).raise("while compressing data"));
        }
        _ => {}
    }
    stream
        .end()
        .map_err(|failure| failure.raise("while finishing compression"))?;
    Bytes::from_slice(&out)
}

/// Returns a bytes object containing the uncompressed data.
///
/// "data" is compressed data; "wbits" is the window buffer size and the format of the container; "bufsize" is the initial size
/// of the output buffer.
#[pyfunction("decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)")]
fn decompress(
    data: Buffer,
    #[default(MAX_WBITS)] wbits: i32,
    #[default(CHUNK as isize)] bufsize: isize,
) -> PyResult<Ref<Bytes>> {
    let no_room = || no_memory("Out of memory while decompressing data");
    let Ok(bufsize) = usize::try_from(bufsize) else {
        return Err(raise!(ValueError, "bufsize must be non-negative"));
    };
    let mut stream = Stream::inflate(wbits).map_err(|failure| match failure.code {
        z::Z_MEM_ERROR => no_room(),
        _ => failure.raise("while preparing to decompress data"),
    })?;
    let mut out = Vec::new();
    if out.try_reserve_exact(bufsize.max(1)).is_err() {
        return Err(exceptions::no_memory());
    }
    let mut input = data.as_slice();
    let code = allow_threads(|| {
        stream.decompress(&mut input, &mut out, usize::MAX, z::Z_SYNC_FLUSH, None)
    })
    .unwrap_or_else(|failure| failure.code);
    match code {
        z::Z_STREAM_END => {}
        z::Z_MEM_ERROR => return Err(no_room()),
        z::Z_OK => {
            return Err(stream
                .failure(z::Z_BUF_ERROR)
                .raise("while decompressing data"));
        }
        code => return Err(stream.failure(code).raise("while decompressing data")),
    }
    stream
        .end()
        .map_err(|failure| failure.raise("while finishing decompression"))?;
    Bytes::from_slice(&out)
}

fn exec(module: &Module) -> PyResult<()> {
    let namespace = Dict::new()?;
    namespace.set_text("__module__", &*Str::from_str("zlib")?)?;
    let bases = Tuple::from_slice(&[&exceptions::types::Exception])?;
    let class = Type::create(&*Str::from_str("error")?, &bases, &namespace)?;
    module.add("error", &class)?;
    ERROR.set(class);
    compressor::COMPRESS.make(module)?;
    decompressor::DECOMPRESS.make(module)?;
    decompressor::ZLIB_DECOMPRESSOR.add_to(module, None)?;
    for (name, value) in [
        ("MAX_WBITS", MAX_WBITS),
        ("DEFLATED", z::Z_DEFLATED),
        ("DEF_MEM_LEVEL", DEF_MEM_LEVEL),
        ("DEF_BUF_SIZE", CHUNK as c_int),
        ("Z_NO_COMPRESSION", z::Z_NO_COMPRESSION),
        ("Z_BEST_SPEED", z::Z_BEST_SPEED),
        ("Z_BEST_COMPRESSION", z::Z_BEST_COMPRESSION),
        ("Z_DEFAULT_COMPRESSION", z::Z_DEFAULT_COMPRESSION),
        ("Z_FILTERED", z::Z_FILTERED),
        ("Z_HUFFMAN_ONLY", z::Z_HUFFMAN_ONLY),
        ("Z_RLE", z::Z_RLE),
        ("Z_FIXED", z::Z_FIXED),
        ("Z_DEFAULT_STRATEGY", z::Z_DEFAULT_STRATEGY),
        ("Z_NO_FLUSH", z::Z_NO_FLUSH),
        ("Z_PARTIAL_FLUSH", z::Z_PARTIAL_FLUSH),
        ("Z_SYNC_FLUSH", z::Z_SYNC_FLUSH),
        ("Z_FULL_FLUSH", z::Z_FULL_FLUSH),
        ("Z_FINISH", z::Z_FINISH),
        ("Z_BLOCK", z::Z_BLOCK),
        ("Z_TREES", z::Z_TREES),
    ] {
        module.add_int(name, i64::from(value))?;
    }
    // SAFETY: the library's version is a static C string.
    let version = unsafe { CStr::from_ptr(z::zlibVersion()) }.to_string_lossy();
    module.add_str("ZLIB_VERSION", &version)?;
    module.add_str("ZLIB_RUNTIME_VERSION", &version)?;
    module.add_str("__version__", "1.0")
}

crate::module!(
    c"zlib",
    c"Compression and decompression in the formats of zlib, gzip and raw deflate.",
    methods = method_table![
        adler32,
        compress,
        compressor::compressobj,
        crc32,
        decompress,
        decompressor::decompressobj
    ],
    exec = exec
);
