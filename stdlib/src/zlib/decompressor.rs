//! `decompressobj`, which hands back what it did not take, and `_ZlibDecompressor`, which keeps it (as `gzip` wants).

use core::ffi::c_int;
use core::mem::offset_of;

use layout::*;
use libz_sys as z;
use objects::clinic::*;
use objects::prelude::*;
use objects::{owned, slots};
use parking_lot::Mutex;
use runtime::pystate::allow_threads;

use super::MAX_WBITS;
use super::compressor::{drop_box, lock};
use super::stream::{CHUNK, Stream, no_memory};
use crate::heap_type::HeapType;

#[repr(C)]
pub struct DecompressObject {
    ob_base: PyObject,
    /// A `Box`, from the making of the object to its end.
    stream: *mut Mutex<Stream>,
    unused_data: *mut PyObject,
    unconsumed_tail: *mut PyObject,
    zdict: *mut PyObject,
    eof: bool,
    /// As large as stock.
    _reserved: [usize; 14],
}

object_view!(
    /// `zlib.Decompress`.
    pub Decompress, DecompressObject, "Decompress", |o| o.is_exactly(DECOMPRESS.as_mut_ptr())
);
objects::owned_fields!(
    Decompress,
    heap = true,
    [unused_data, unconsumed_tail, zdict]
);

/// A stream for decompression, with the dictionary that raw deflate data wants from the start.
fn stream_for(wbits: c_int, zdict: Option<&Object>) -> PyResult<Stream> {
    let dictionary = match zdict {
        Some(d) if !objects::buffer::has_buffer(d) => {
            return Err(raise!(
                TypeError,
                "zdict argument must support the buffer protocol"
            ));
        }
        Some(d) if wbits < 0 => Some(dictionary_of(d)?),
        _ => None,
    };
    let mut stream = Stream::inflate(wbits).map_err(|failure| match failure.code {
        z::Z_STREAM_ERROR => raise!(ValueError, "Invalid initialization option"),
        z::Z_MEM_ERROR => no_memory("Can't allocate memory for decompression object"),
        _ => failure.raise("while creating decompression object"),
    })?;
    if let Some(dictionary) = dictionary {
        stream
            .set_dictionary(dictionary.as_slice())
            .map_err(|failure| failure.raise("while setting zdict"))?;
    }
    Ok(stream)
}

fn dictionary_of(zdict: &Object) -> PyResult<Buffer> {
    let dictionary = Buffer::get(zdict)?;
    if dictionary.len() > u32::MAX as usize {
        return Err(raise!(
            OverflowError,
            "zdict length does not fit in an unsigned int"
        ));
    }
    Ok(dictionary)
}

/// Return a decompressor object.
///
/// "wbits" is the window buffer size and the format of the container; "zdict" is the dictionary that the data was compressed
/// with.
#[pyfunction("decompressobj(wbits=MAX_WBITS, zdict=b'')")]
pub fn decompressobj(
    #[default(MAX_WBITS)] wbits: i32,
    #[default(None)] zdict: Option<&Object>,
) -> PyResult<Ref<Decompress>> {
    let stream = stream_for(wbits, zdict)?;
    new(stream, zdict, [Bytes::empty(), Bytes::empty()], false)
}

fn new(
    stream: Stream,
    zdict: Option<&Object>,
    [unused, tail]: [&Object; 2],
    eof: bool,
) -> PyResult<Ref<Decompress>> {
    let this = owned::alloc::<Decompress>(DECOMPRESS.live()?)?;
    // SAFETY: fresh.
    unsafe {
        let d = this.raw();
        (*d).stream = Box::into_raw(Box::new(Mutex::new(stream)));
        (*d).unused_data = unused.to_ref().into_ptr();
        (*d).unconsumed_tail = tail.to_ref().into_ptr();
        (*d).eof = eof;
        if let Some(zdict) = zdict {
            (*d).zdict = zdict.to_ref().into_ptr();
        }
    }
    Ok(this)
}

/// What went wrong, if a code is none of success.
fn check(stream: &Stream, code: c_int) -> PyResult<()> {
    match code {
        z::Z_OK | z::Z_BUF_ERROR | z::Z_STREAM_END => Ok(()),
        z::Z_MEM_ERROR => Err(objects::exceptions::no_memory()),
        code => Err(stream.failure(code).raise("while decompressing data")),
    }
}

/// `decompress` of the stream, without the GIL.
fn run(
    stream: &mut Stream,
    input: &mut &[u8],
    limit: usize,
    flush: c_int,
    zdict: Option<&Object>,
) -> PyResult<(Vec<u8>, c_int)> {
    let dictionary = zdict.map(dictionary_of).transpose()?;
    let dictionary = dictionary.as_ref().map(Buffer::as_slice);
    let mut out = Vec::new();
    let code = allow_threads(|| stream.decompress(input, &mut out, limit, flush, dictionary))
        .map_err(|failure| failure.raise("while setting zdict"))?;
    Ok((out, code))
}

impl Decompress {
    fn stream(&self) -> parking_lot::MutexGuard<'_, Stream> {
        // SAFETY: set when the object was made, and held by it.
        lock(unsafe { &*(*self.raw()).stream })
    }

    fn field(
        &self,
        field: impl FnOnce(*mut DecompressObject) -> *mut *mut PyObject,
    ) -> Option<Ref> {
        // SAFETY: an owning field.
        unsafe { owned::get_field(field(self.raw())) }
    }

    fn zdict(&self) -> Option<Ref> {
        // SAFETY: only the address is taken.
        self.field(|d| unsafe { &raw mut (*d).zdict })
    }

    fn bytes(&self, o: Option<Ref>) -> Ref<Bytes> {
        o.and_then(|o| o.downcast_into::<Bytes>().ok())
            .unwrap_or_else(|| Bytes::empty().to_ref())
    }

    fn unused_data(&self) -> Ref<Bytes> {
        // SAFETY: only the address is taken.
        self.bytes(self.field(|d| unsafe { &raw mut (*d).unused_data }))
    }

    fn unconsumed_tail(&self) -> Ref<Bytes> {
        // SAFETY: only the address is taken.
        self.bytes(self.field(|d| unsafe { &raw mut (*d).unconsumed_tail }))
    }

    /// Keeps what is left of the input: past the end of the stream, or for the next call.
    fn save_rest(&self, rest: &[u8], code: c_int) -> PyResult<()> {
        let mut tail = rest;
        if code == z::Z_STREAM_END && !rest.is_empty() {
            let unused = self.unused_data().concat(rest)?;
            tail = &[];
            // SAFETY: an owning field.
            unsafe { owned::set_field(&raw mut (*self.raw()).unused_data, unused) };
        }
        if !tail.is_empty() || !self.unconsumed_tail().is_empty() {
            let tail = Bytes::from_slice(tail)?;
            // SAFETY: an owning field.
            unsafe { owned::set_field(&raw mut (*self.raw()).unconsumed_tail, tail) };
        }
        Ok(())
    }

    fn set_eof(&self) {
        // SAFETY: a plain field.
        unsafe { (*self.raw()).eof = true };
    }
}

#[pymethods]
impl Decompress {
    /// Return a bytes object containing the decompressed version of the data.
    ///
    /// Unconsumed input data is stored in the unconsumed_tail attribute once "max_length" bytes have been made, and data past
    /// the end of the compressed stream in unused_data. Call the flush() method for what is left in internal buffers.
    #[method("decompress(data, /, max_length=0)")]
    fn decompress(&self, data: Buffer, #[default(0)] max_length: isize) -> PyResult<Ref<Bytes>> {
        let limit = match usize::try_from(max_length) {
            Ok(0) => usize::MAX,
            Ok(n) => n,
            Err(_) => return Err(raise!(ValueError, "max_length must be non-negative")),
        };
        let mut input = data.as_slice();
        let zdict = self.zdict();
        let mut stream = self.stream();
        let flush = z::Z_SYNC_FLUSH;
        let (out, code) = run(&mut stream, &mut input, limit, flush, zdict.as_deref())?;
        self.save_rest(input, code)?;
        if code == z::Z_STREAM_END {
            self.set_eof();
        }
        check(&stream, code)?;
        drop(stream);
        Bytes::from_slice(&out)
    }

    /// Return a bytes object containing any remaining decompressed data.
    ///
    /// "length" is the initial size of the output buffer.
    #[method("flush(length=zlib.DEF_BUF_SIZE, /)")]
    fn flush(&self, #[default(CHUNK as isize)] length: isize) -> PyResult<Ref<Bytes>> {
        if length <= 0 {
            return Err(raise!(ValueError, "length must be greater than zero"));
        }
        let tail = self.unconsumed_tail();
        let mut input = tail.as_slice();
        let zdict = self.zdict();
        let mut stream = self.stream();
        let flush = z::Z_FINISH;
        let (out, code) = run(&mut stream, &mut input, usize::MAX, flush, zdict.as_deref())?;
        self.save_rest(input, code)?;
        if stream.is_ended() {
            // Flushed before: there is nothing more.
            return Bytes::from_slice(&out);
        }
        check(&stream, code)?;
        if code == z::Z_STREAM_END {
            self.set_eof();
            stream
                .end()
                .map_err(|failure| failure.raise("while finishing decompression"))?;
        }
        drop(stream);
        Bytes::from_slice(&out)
    }

    /// Return a copy of the decompression object.
    #[method("copy()")]
    fn copy(&self) -> PyResult<Ref<Decompress>> {
        let copy = self.stream().try_clone();
        let stream = copy.map_err(|failure| match failure.code {
            z::Z_STREAM_ERROR => raise!(ValueError, "Inconsistent stream state"),
            z::Z_MEM_ERROR => no_memory("Can't allocate memory for decompression object"),
            _ => failure.raise("while copying decompression object"),
        })?;
        let (unused, tail) = (self.unused_data(), self.unconsumed_tail());
        // SAFETY: a plain field.
        let eof = unsafe { (*self.raw()).eof };
        new(stream, self.zdict().as_deref(), [&unused, &tail], eof)
    }

    #[method("__copy__()")]
    fn copy_protocol(&self) -> PyResult<Ref<Decompress>> {
        self.copy()
    }

    #[method("__deepcopy__(memo, /)")]
    fn deepcopy(&self, memo: &Object) -> PyResult<Ref<Decompress>> {
        let _ = memo;
        self.copy()
    }
}

extern "C" fn dealloc(this: *mut Decompress) {
    // SAFETY: the last reference is gone.
    unsafe { drop_box(&raw mut (*(*this).raw()).stream) };
    owned::dealloc(this);
}

static mut MEMBERS: [PyMemberDef; 4] = [
    slots::member(
        c"unused_data",
        _Py_T_OBJECT,
        offset_of!(DecompressObject, unused_data),
        Py_READONLY,
    ),
    slots::member(
        c"unconsumed_tail",
        _Py_T_OBJECT,
        offset_of!(DecompressObject, unconsumed_tail),
        Py_READONLY,
    ),
    slots::member(
        c"eof",
        Py_T_BOOL,
        offset_of!(DecompressObject, eof),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
];

pub static DECOMPRESS: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"zlib.Decompress".as_ptr(),
    tp_basicsize: size_of::<DecompressObject>() as isize,
    tp_dealloc: slots::dealloc::<Decompress>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: slots::traverse::<Decompress>(owned::traverse),
    tp_methods: Decompress::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    ..Type::EMPTY
});

/// A stream and the input that it has not taken yet.
struct Feed {
    stream: Stream,
    pending: Vec<u8>,
}

#[repr(C)]
pub struct ZlibDecompressorObject {
    ob_base: PyObject,
    /// A `Box`, from the making of the object to its end.
    feed: *mut Mutex<Feed>,
    zdict: *mut PyObject,
    unused_data: *mut PyObject,
    eof: bool,
    needs_input: bool,
    /// As large as stock.
    _reserved: [usize; 17],
}

object_view!(
    /// `zlib._ZlibDecompressor`.
    pub ZlibDecompressor, ZlibDecompressorObject, "_ZlibDecompressor",
    |o| objects::type_::is_subtype_instance(o, &ZLIB_DECOMPRESSOR)
);
objects::owned_fields!(ZlibDecompressor, heap = true, [zdict, unused_data]);

#[pymethods]
impl ZlibDecompressor {
    /// Create a decompressor object for decompressing data incrementally.
    ///
    /// "zdict" is the dictionary that the data was compressed with.
    #[new("_ZlibDecompressor(wbits=15, zdict=b'')")]
    fn new(
        cls: &Type,
        #[default(MAX_WBITS)] wbits: i32,
        #[default(None)] zdict: Option<&Object>,
    ) -> PyResult<Ref<ZlibDecompressor>> {
        let stream = stream_for(wbits, zdict)?;
        let this = owned::alloc::<ZlibDecompressor>(cls)?;
        let feed = Feed {
            stream,
            pending: Vec::new(),
        };
        // SAFETY: fresh.
        unsafe {
            let d = this.raw();
            (*d).feed = Box::into_raw(Box::new(Mutex::new(feed)));
            (*d).unused_data = Bytes::empty().to_ref().into_ptr();
            (*d).needs_input = true;
            if let Some(zdict) = zdict {
                (*d).zdict = zdict.to_ref().into_ptr();
            }
        }
        Ok(this)
    }

    /// Decompress *data*, returning uncompressed data as bytes.
    ///
    /// If *max_length* is nonnegative, at most so many bytes are returned. If the limit is reached and more can be made,
    /// *needs_input* becomes False, and the next call may pass b'' as data.
    ///
    /// Data found after the end of the stream is in *unused_data*; decompressing past it raises EOFError.
    #[method("decompress(data, max_length=-1)")]
    fn decompress(&self, data: Buffer, #[default(-1)] max_length: isize) -> PyResult<Ref<Bytes>> {
        let limit = usize::try_from(max_length).unwrap_or(usize::MAX);
        // SAFETY: an owning field; the box is held by the object.
        let (zdict, feed) = unsafe {
            (
                owned::get_field(&raw mut (*self.raw()).zdict),
                &*(*self.raw()).feed,
            )
        };
        let mut feed = lock(feed);
        // SAFETY: a plain field.
        if unsafe { (*self.raw()).eof } {
            return Err(raise!(EOFError, "End of stream already reached"));
        }
        let Feed { stream, pending } = &mut *feed;
        let mut held = core::mem::take(pending);
        let mut input = data.as_slice();
        if !held.is_empty() {
            if held.try_reserve(input.len()).is_err() {
                return Err(objects::exceptions::no_memory());
            }
            held.extend_from_slice(input);
            input = &held;
        }
        let flush = z::Z_SYNC_FLUSH;
        let (out, code) = run(stream, &mut input, limit, flush, zdict.as_deref())?;
        check(stream, code)?;
        let eof = code == z::Z_STREAM_END;
        // SAFETY: plain fields, and an owning one.
        unsafe {
            let d = self.raw();
            (*d).eof = eof;
            (*d).needs_input = !eof && input.is_empty();
            if eof && !input.is_empty() {
                owned::set_field(&raw mut (*d).unused_data, Bytes::from_slice(input)?);
            }
        }
        if !eof {
            *pending = input.to_vec();
        }
        drop(feed);
        Bytes::from_slice(&out)
    }
}

extern "C" fn dealloc_feed(this: *mut ZlibDecompressor) {
    // SAFETY: the last reference is gone.
    unsafe { drop_box(&raw mut (*(*this).raw()).feed) };
    owned::dealloc(this);
}

static mut FEED_MEMBERS: [PyMemberDef; 4] = [
    slots::member(
        c"eof",
        Py_T_BOOL,
        offset_of!(ZlibDecompressorObject, eof),
        Py_READONLY,
    ),
    slots::member(
        c"unused_data",
        Py_T_OBJECT_EX,
        offset_of!(ZlibDecompressorObject, unused_data),
        Py_READONLY,
    ),
    slots::member(
        c"needs_input",
        Py_T_BOOL,
        offset_of!(ZlibDecompressorObject, needs_input),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
];

pub static ZLIB_DECOMPRESSOR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"zlib._ZlibDecompressor".as_ptr(),
    tp_basicsize: size_of::<ZlibDecompressorObject>() as isize,
    tp_dealloc: slots::dealloc::<ZlibDecompressor>(dealloc_feed),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    tp_traverse: slots::traverse::<ZlibDecompressor>(owned::traverse),
    tp_doc: ZlibDecompressor::DOC,
    tp_methods: ZlibDecompressor::METHODS,
    tp_members: (&raw mut FEED_MEMBERS).cast(),
    tp_new: Some(ZlibDecompressor::NEW),
    ..Type::EMPTY
});
