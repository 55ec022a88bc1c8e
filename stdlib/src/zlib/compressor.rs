//! `compressobj`: compression in pieces.

use core::ffi::c_int;
use core::ptr::null_mut;

use layout::*;
use libz_sys as z;
use objects::clinic::*;
use objects::prelude::*;
use objects::{owned, slots};
use parking_lot::Mutex;
use runtime::pystate::allow_threads;

use super::stream::{Stream, no_memory};
use super::{DEF_MEM_LEVEL, MAX_WBITS};
use crate::heap_type::HeapType;

#[repr(C)]
pub struct CompressObject {
    ob_base: PyObject,
    /// A `Box`, from the making of the object to its end.
    stream: *mut Mutex<Stream>,
    zdict: *mut PyObject,
    /// As large as stock.
    _reserved: [usize; 17],
}

object_view!(
    /// `zlib.Compress`.
    pub Compress, CompressObject, "Compress", |o| o.is_exactly(COMPRESS.as_mut_ptr())
);
objects::owned_fields!(Compress, heap = true, [zdict]);

/// The lock's content, waited for without the GIL.
pub fn lock<T: Send>(mutex: &Mutex<T>) -> parking_lot::MutexGuard<'_, T> {
    match mutex.try_lock() {
        Some(guard) => guard,
        None => allow_threads(|| mutex.lock()),
    }
}

/// Frees a boxed field of a dying object.
///
/// # Safety
/// The field is NULL or a box that only the object owns.
pub unsafe fn drop_box<T>(field: *mut *mut T) {
    // SAFETY: the caller vouches.
    unsafe {
        let held = field.replace(null_mut());
        if !held.is_null() {
            drop(Box::from_raw(held));
        }
    }
}

fn new(stream: Stream, zdict: Option<&Object>) -> PyResult<Ref<Compress>> {
    let this = owned::alloc::<Compress>(COMPRESS.live()?)?;
    // SAFETY: fresh.
    unsafe {
        (*this.raw()).stream = Box::into_raw(Box::new(Mutex::new(stream)));
        if let Some(zdict) = zdict {
            (*this.raw()).zdict = zdict.to_ref().into_ptr();
        }
    }
    Ok(this)
}

/// Return a compressor object.
///
/// "level" is 0 to 9, or -1 for the default; "method" must be DEFLATED; "wbits" is the window buffer size and the format of the
/// container; "memLevel", 1 to 9, is how much memory the work may take; "strategy" tunes the algorithm; "zdict" is a dictionary
/// of byte sequences that are expected to be common.
#[pyfunction(
    "compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=<unrepresentable>)"
)]
#[allow(non_snake_case)]
pub fn compressobj(
    #[default(z::Z_DEFAULT_COMPRESSION)] level: i32,
    #[default(z::Z_DEFLATED)] method: i32,
    #[default(MAX_WBITS)] wbits: i32,
    #[default(DEF_MEM_LEVEL)] memLevel: i32,
    #[default(z::Z_DEFAULT_STRATEGY)] strategy: i32,
    #[default(None)] zdict: Option<Buffer>,
) -> PyResult<Ref<Compress>> {
    if zdict.as_ref().is_some_and(|d| d.len() > u32::MAX as usize) {
        return Err(raise!(
            OverflowError,
            "zdict length does not fit in an unsigned int"
        ));
    }
    let mut stream = Stream::deflate(level, method, wbits, memLevel, strategy).map_err(
        |failure| match failure.code {
            z::Z_MEM_ERROR => no_memory("Can't allocate memory for compression object"),
            z::Z_STREAM_ERROR => raise!(ValueError, "Invalid initialization option"),
            _ => failure.raise("while creating compression object"),
        },
    )?;
    if let Some(dictionary) = &zdict {
        stream
            .set_dictionary(dictionary.as_slice())
            .map_err(|failure| match failure.code {
                z::Z_STREAM_ERROR => raise!(ValueError, "Invalid dictionary"),
                _ => raise!(ValueError, "deflateSetDictionary()"),
            })?;
    }
    new(stream, None)
}

impl Compress {
    fn stream(&self) -> parking_lot::MutexGuard<'_, Stream> {
        // SAFETY: set when the object was made, and held by it.
        lock(unsafe { &*(*self.raw()).stream })
    }

    /// Runs the data through the stream; the code of success or a failure.
    fn run(&self, data: &[u8], flush: c_int, while_: &str) -> PyResult<(Ref<Bytes>, c_int)> {
        let mut out = Vec::new();
        let mut stream = self.stream();
        let code = allow_threads(|| stream.compress(data, &mut out, flush));
        if code == z::Z_MEM_ERROR {
            return Err(objects::exceptions::no_memory());
        }
        if code == z::Z_STREAM_ERROR {
            return Err(stream.failure(code).raise(while_));
        }
        drop(stream);
        Ok((Bytes::from_slice(&out)?, code))
    }
}

#[pymethods]
impl Compress {
    /// Returns a bytes object containing compressed data.
    ///
    /// After calling this function, some of the input data may still be stored in internal buffers for later processing. Call
    /// the flush() method to clear these buffers.
    #[method("compress(data, /)")]
    fn compress(&self, data: Buffer) -> PyResult<Ref<Bytes>> {
        let (out, _) = self.run(data.as_slice(), z::Z_NO_FLUSH, "while compressing data")?;
        Ok(out)
    }

    /// Return a bytes object containing any remaining compressed data.
    ///
    /// "mode" is one of the constants Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH. With Z_FINISH the object can no longer be used
    /// afterwards; otherwise more data can still be compressed.
    #[method("flush(mode=zlib.Z_FINISH, /)")]
    fn flush(&self, #[default(z::Z_FINISH)] mode: i32) -> PyResult<Ref<Bytes>> {
        if mode == z::Z_NO_FLUSH {
            return Ok(Bytes::empty().to_ref());
        }
        let (out, code) = self.run(&[], mode, "while flushing")?;
        if code == z::Z_STREAM_END && mode == z::Z_FINISH {
            self.stream()
                .end()
                .map_err(|failure| failure.raise("while finishing compression"))?;
        } else if code != z::Z_OK && code != z::Z_BUF_ERROR {
            return Err(self.stream().failure(code).raise("while flushing"));
        }
        Ok(out)
    }

    /// Return a copy of the compression object.
    #[method("copy()")]
    fn copy(&self) -> PyResult<Ref<Compress>> {
        let copy = self.stream().try_clone();
        let stream = copy.map_err(|failure| match failure.code {
            z::Z_STREAM_ERROR => raise!(ValueError, "Inconsistent stream state"),
            z::Z_MEM_ERROR => no_memory("Can't allocate memory for compression object"),
            _ => failure.raise("while copying compression object"),
        })?;
        // SAFETY: an owning field.
        let zdict = unsafe { owned::get_field(&raw mut (*self.raw()).zdict) };
        new(stream, zdict.as_deref())
    }

    #[method("__copy__()")]
    fn copy_protocol(&self) -> PyResult<Ref<Compress>> {
        self.copy()
    }

    #[method("__deepcopy__(memo, /)")]
    fn deepcopy(&self, memo: &Object) -> PyResult<Ref<Compress>> {
        let _ = memo;
        self.copy()
    }
}

extern "C" fn dealloc(this: *mut Compress) {
    // SAFETY: the last reference is gone.
    unsafe { drop_box(&raw mut (*(*this).raw()).stream) };
    owned::dealloc(this);
}

pub static COMPRESS: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"zlib.Compress".as_ptr(),
    tp_basicsize: size_of::<CompressObject>() as isize,
    tp_dealloc: slots::dealloc::<Compress>(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: slots::traverse::<Compress>(owned::traverse),
    tp_methods: Compress::METHODS,
    ..Type::EMPTY
});
