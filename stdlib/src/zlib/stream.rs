//! One compressing or decompressing stream of the zlib library, and what its answers mean.

use core::ffi::{CStr, c_int, c_uint, c_void};

use libz_sys as z;
use objects::exceptions;
use objects::prelude::*;

/// How the output of an operation grows, and the default of `bufsize`.
pub const CHUNK: usize = 16 * 1024;

extern "C" fn allocate(_: *mut c_void, items: c_uint, size: c_uint) -> *mut c_void {
    // SAFETY: `calloc` takes any sizes.
    unsafe { libc::calloc(items as usize, size as usize) }
}

extern "C" fn release(_: *mut c_void, block: *mut c_void) {
    // SAFETY: a block of `allocate`.
    unsafe { libc::free(block) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Deflate,
    Inflate,
}

/// A stream that was set up, until it is ended. The library holds its address.
pub struct Stream {
    z: Box<z::z_stream>,
    direction: Direction,
    ended: bool,
}

// SAFETY: the library's state is reached through its stream only.
unsafe impl Send for Stream {}

fn blank() -> Box<z::z_stream> {
    Box::new(z::z_stream {
        next_in: core::ptr::null_mut(),
        avail_in: 0,
        total_in: 0,
        next_out: core::ptr::null_mut(),
        avail_out: 0,
        total_out: 0,
        msg: core::ptr::null_mut(),
        state: core::ptr::null_mut(),
        zalloc: allocate,
        zfree: release,
        opaque: core::ptr::null_mut(),
        data_type: 0,
        adler: 0,
        reserved: 0,
    })
}

/// An answer of the library that is no success, with its own words for it if it has any.
pub struct Failure {
    pub code: c_int,
    text: Option<String>,
}

impl Failure {
    /// `zlib.error: Error CODE WHILE: TEXT`.
    pub fn raise(&self, while_: &str) -> Raised {
        let own = match self.code {
            z::Z_BUF_ERROR => Some("incomplete or truncated stream"),
            z::Z_STREAM_ERROR => Some("inconsistent stream state"),
            z::Z_DATA_ERROR => Some("invalid input data"),
            z::Z_VERSION_ERROR => Some("library version mismatch"),
            _ => None,
        };
        match self.text.as_deref().or(own) {
            Some(text) => super::error(format_args!("Error {} {while_}: {text:.200}", self.code)),
            None => super::error(format_args!("Error {} {while_}", self.code)),
        }
    }
}

/// `MemoryError: MESSAGE`.
pub fn no_memory(message: &str) -> Raised {
    exceptions::raise(&exceptions::types::MemoryError, format_args!("{message}"))
}

impl Stream {
    pub fn deflate(
        level: c_int,
        method: c_int,
        wbits: c_int,
        mem_level: c_int,
        strategy: c_int,
    ) -> Result<Stream, Failure> {
        let mut z = blank();
        // SAFETY: a fresh stream with its allocator.
        let code = unsafe {
            z::deflateInit2_(
                &mut *z,
                level,
                method,
                wbits,
                mem_level,
                strategy,
                z::zlibVersion(),
                size_of::<z::z_stream>() as c_int,
            )
        };
        Stream::started(z, Direction::Deflate, code)
    }

    pub fn inflate(wbits: c_int) -> Result<Stream, Failure> {
        let mut z = blank();
        // SAFETY: a fresh stream with its allocator.
        let code = unsafe {
            z::inflateInit2_(
                &mut *z,
                wbits,
                z::zlibVersion(),
                size_of::<z::z_stream>() as c_int,
            )
        };
        Stream::started(z, Direction::Inflate, code)
    }

    fn started(z: Box<z::z_stream>, direction: Direction, code: c_int) -> Result<Stream, Failure> {
        let stream = Stream {
            z,
            direction,
            ended: code != z::Z_OK,
        };
        match code {
            z::Z_OK => Ok(stream),
            _ => Err(stream.failure(code)),
        }
    }

    pub fn failure(&self, code: c_int) -> Failure {
        let text = if self.z.msg.is_null() || code == z::Z_VERSION_ERROR {
            None
        } else {
            // SAFETY: the library's messages are static C strings.
            let text = unsafe { CStr::from_ptr(self.z.msg) };
            Some(text.to_string_lossy().into_owned())
        };
        Failure { code, text }
    }

    fn check(&self, code: c_int) -> Result<(), Failure> {
        match code {
            z::Z_OK => Ok(()),
            _ => Err(self.failure(code)),
        }
    }

    /// A stream in the same state.
    pub fn try_clone(&mut self) -> Result<Stream, Failure> {
        if self.ended {
            return Err(self.failure(z::Z_STREAM_ERROR));
        }
        let mut copy = blank();
        // SAFETY: both are whole streams; the source is live.
        let code = unsafe {
            match self.direction {
                Direction::Deflate => z::deflateCopy(&mut *copy, &mut *self.z),
                Direction::Inflate => z::inflateCopy(&mut *copy, &mut *self.z),
            }
        };
        Stream::started(copy, self.direction, code)
    }

    pub fn set_dictionary(&mut self, dictionary: &[u8]) -> Result<(), Failure> {
        let n = dictionary.len().min(c_uint::MAX as usize) as c_uint;
        // SAFETY: a live stream; the library copies the dictionary.
        let code = unsafe {
            match self.direction {
                Direction::Deflate => z::deflateSetDictionary(&mut *self.z, dictionary.as_ptr(), n),
                Direction::Inflate => z::inflateSetDictionary(&mut *self.z, dictionary.as_ptr(), n),
            }
        };
        self.check(code)
    }

    pub fn is_ended(&self) -> bool {
        self.ended
    }

    /// Frees what the library holds. Harmless when done before.
    pub fn end(&mut self) -> Result<(), Failure> {
        if self.ended {
            return Ok(());
        }
        self.ended = true;
        // SAFETY: a live stream, ended once.
        let code = unsafe {
            match self.direction {
                Direction::Deflate => z::deflateEnd(&mut *self.z),
                Direction::Inflate => z::inflateEnd(&mut *self.z),
            }
        };
        self.check(code)
    }

    /// One call of the library, which takes from `input` and appends to `out`, up to its capacity and `limit`. Gives the code
    /// and how much of the input is left.
    fn step(&mut self, input: &mut &[u8], out: &mut Vec<u8>, limit: usize, flush: c_int) -> c_int {
        if self.ended {
            return z::Z_STREAM_ERROR;
        }
        let given = input.len().min(c_uint::MAX as usize);
        let room = (out.capacity() - out.len())
            .min(limit.saturating_sub(out.len()))
            .min(c_uint::MAX as usize);
        // An empty slice's address will do: nothing is read from it.
        self.z.next_in = input.as_ptr().cast_mut();
        self.z.avail_in = given as c_uint;
        self.z.next_out = out.spare_capacity_mut().as_mut_ptr().cast();
        self.z.avail_out = room as c_uint;
        // SAFETY: a live stream over the input and the spare room of `out`, of which it tells how much it has filled.
        unsafe {
            let code = match self.direction {
                Direction::Deflate => z::deflate(&mut *self.z, flush),
                Direction::Inflate => z::inflate(&mut *self.z, flush),
            };
            let written = room - self.z.avail_out as usize;
            out.set_len(out.len() + written);
            *input = &input[given - self.z.avail_in as usize..];
            code
        }
    }

    /// Room for more output; None if the limit is reached.
    fn grow(out: &mut Vec<u8>, limit: usize) -> Option<bool> {
        if out.len() >= limit {
            return Some(false);
        }
        if out.len() < out.capacity() {
            return Some(true);
        }
        let more = out.len().max(CHUNK).min(limit - out.len());
        out.try_reserve(more).is_ok().then_some(true)
    }

    /// Compresses all of the input. `Z_MEM_ERROR` also when there is no memory for the output.
    pub fn compress(&mut self, mut input: &[u8], out: &mut Vec<u8>, flush: c_int) -> c_int {
        loop {
            let last = input.len() <= c_uint::MAX as usize;
            let mode = if last { flush } else { z::Z_NO_FLUSH };
            let mut code;
            loop {
                if Stream::grow(out, usize::MAX).is_none() {
                    return z::Z_MEM_ERROR;
                }
                code = self.step(&mut input, out, usize::MAX, mode);
                if code == z::Z_STREAM_ERROR {
                    return code;
                }
                if out.len() < out.capacity() || code == z::Z_STREAM_END {
                    break;
                }
            }
            if last && input.is_empty() || code == z::Z_STREAM_END {
                return code;
            }
        }
    }

    /// Decompresses until the input is used up, `limit` is reached, the stream ends or something is wrong; `dictionary` is for
    /// the stream that asks for one.
    pub fn decompress(
        &mut self,
        input: &mut &[u8],
        out: &mut Vec<u8>,
        limit: usize,
        flush: c_int,
        dictionary: Option<&[u8]>,
    ) -> Result<c_int, Failure> {
        loop {
            match Stream::grow(out, limit) {
                None => return Ok(z::Z_MEM_ERROR),
                Some(false) if !out.is_empty() || limit == 0 => return Ok(z::Z_OK),
                Some(_) => {}
            }
            let code = self.step(input, out, limit, flush);
            match code {
                z::Z_NEED_DICT if let Some(dictionary) = dictionary => {
                    self.set_dictionary(dictionary)?;
                    continue;
                }
                z::Z_OK | z::Z_BUF_ERROR => {}
                _ => return Ok(code),
            }
            let full = out.len() == out.capacity() || out.len() >= limit;
            if !full && (input.is_empty() || code == z::Z_BUF_ERROR) {
                return Ok(code);
            }
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // What the library says when it is closed early is of no interest.
        let _ = self.end();
    }
}
