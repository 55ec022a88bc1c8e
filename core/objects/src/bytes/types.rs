//! `bytes`: the type object, its slots, construction and the methods that only it has.

use core::ffi::c_int;

use base::mem::{self, Domain};
use base::{Hash, Length, Object, PyResult, Ref, Status};
use layout::*;

use super::{Bytes, HEAD};
use crate::bytes_methods::methods::shared_methods;
use crate::bytes_methods::{self, BytesLike, Needle, ascii, hex, pad, percent, split};
use crate::clinic::*;
use crate::methods_concat;
use crate::prelude::*;
use crate::slice::adjust_indices;

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(bytes_length),
    sq_concat: crate::slots::binary(bytes_concat),
    sq_repeat: crate::slots::item(bytes_repeat),
    sq_item: crate::slots::item(bytes_item),
    sq_contains: crate::slots::contains(bytes_contains),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(bytes_length),
    mp_subscript: crate::slots::binary(bytes_subscript),
    mp_ass_subscript: None,
};

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_remainder: crate::slots::number(bytes_remainder),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: crate::slots::getbuffer(bytes_getbuffer),
    bf_releasebuffer: None,
};

#[unsafe(no_mangle)]
pub static PyBytes_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytes".as_ptr(),
    tp_basicsize: (HEAD + 1) as isize,
    tp_itemsize: 1,
    tp_dealloc: crate::slots::dealloc::<Bytes>(bytes_dealloc),
    tp_repr: crate::slots::repr(bytes_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(bytes_hash),
    tp_str: crate::slots::repr(bytes_str),
    tp_as_buffer: &raw mut AS_BUFFER,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_BYTES_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    tp_doc: Bytes::DOC,
    tp_richcompare: crate::slots::richcompare(bytes_richcompare),
    tp_iter: crate::slots::iter(crate::bytes_methods::iter::of_bytes),
    tp_methods: methods_concat!(Bytes::METHOD_DEFS, Bytes::SHARED),
    tp_new: Some(Bytes::NEW),
    ..Type::EMPTY
});

extern "C" fn bytes_dealloc(this: *mut Bytes) {
    // SAFETY: the last reference is gone.
    unsafe {
        let b = &*this;
        if b.is_exact() {
            mem::free(Domain::Obj, this.cast());
        } else if let Some(free) = (*b.type_ptr()).tp_free {
            free(this.cast());
        }
    }
}

extern "C" fn bytes_hash(this: &Bytes) -> Hash {
    Hash(this.hash_value())
}

extern "C" fn bytes_repr(this: &Bytes) -> PyResult {
    Ok(bytes_methods::repr(this.as_slice(), "b", "")?.upcast())
}

extern "C" fn bytes_str(this: &Bytes) -> PyResult {
    bytes_methods::bytes_warning(format_args!("str() on a bytes instance"))?;
    bytes_repr(this)
}

extern "C" fn bytes_length(this: &Bytes) -> Length {
    Length(this.len() as isize)
}

extern "C" fn bytes_concat(this: &Bytes, other: &Object) -> PyResult {
    concat(this, other)
}

/// `a + b` for bytes-like objects, as bytes.
pub fn concat(a: &Object, b: &Object) -> PyResult {
    if let (Some(x), Some(y)) = (exact(a), exact(b)) {
        return if x.is_empty() {
            Ok(b.to_ref())
        } else if y.is_empty() {
            Ok(a.to_ref())
        } else {
            joined(x.as_slice(), y.as_slice())
        };
    }
    if !crate::buffer::has_buffer(a) || !crate::buffer::has_buffer(b) {
        return Err(raise!(
            TypeError,
            "can't concat {:.100} to {:.100}",
            b.class().tp_name(),
            a.class().tp_name()
        ));
    }
    let (x, y) = (Buffer::get(a)?, Buffer::get(b)?);
    if x.is_empty() && b.downcast::<Bytes>().is_some_and(Bytes::is_exact) {
        return Ok(b.to_ref());
    }
    if y.is_empty() && a.downcast::<Bytes>().is_some_and(Bytes::is_exact) {
        return Ok(a.to_ref());
    }
    joined(x.as_slice(), y.as_slice())
}

/// A `bytes` object, not of a subclass: its buffer is itself.
#[inline(always)]
fn exact(o: &Object) -> Option<&Bytes> {
    o.downcast::<Bytes>().filter(|b| b.is_exact())
}

fn joined(x: &[u8], y: &[u8]) -> PyResult {
    // Neither is longer than half of what memory has addresses for, so that the sum is right, if too large.
    let new = Bytes::with_len(x.len() + y.len())?;
    if !new.is_empty() {
        // SAFETY: fresh, with room for both.
        unsafe {
            let p = new.as_mut_ptr();
            core::ptr::copy_nonoverlapping(x.as_ptr(), p, x.len());
            core::ptr::copy_nonoverlapping(y.as_ptr(), p.add(x.len()), y.len());
        }
    }
    Ok(Bytes::shared(new).upcast())
}

extern "C" fn bytes_repeat(this: &Bytes, times: isize) -> PyResult {
    if times == 1 && this.is_exact() {
        return Ok(this.to_ref().upcast());
    }
    let times = times.max(0) as usize;
    let n = this.len();
    let Some(total) = n.checked_mul(times).filter(|t| *t <= isize::MAX as usize) else {
        return Err(raise!(OverflowError, "repeated bytes are too long"));
    };
    // A new object even if it is empty, as the stock library has it.
    let new = Bytes::fresh(total)?;
    if total > 0 {
        // SAFETY: fresh, with room for all copies.
        unsafe { crate::unicode::repeat_bytes(this.as_mut_ptr(), n, new.as_mut_ptr(), total) };
    }
    Ok(new.upcast())
}

extern "C" fn bytes_item(this: &Bytes, index: isize) -> PyResult {
    match usize::try_from(index)
        .ok()
        .and_then(|i| this.as_slice().get(i))
    {
        Some(b) => Ok(Long::small(*b as i32).to_ref().upcast()),
        None => Err(raise!(IndexError, "index out of range")),
    }
}

extern "C" fn bytes_contains(this: &Bytes, item: &Object) -> Status {
    bytes_methods::contains(this, item).into()
}

extern "C" fn bytes_subscript(this: &Bytes, key: &Object) -> PyResult {
    if crate::sequence::has_index(key) {
        let i = key.index_isize(false)?;
        return bytes_item(this, if i < 0 { i + this.len() as isize } else { i });
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(raise!(
            TypeError,
            "byte indices must be integers or slices, not {:.200}",
            key.class().tp_name()
        ));
    };
    let (start, stop, step) = slice.unpack()?;
    let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
    let s = this.as_slice();
    if count == s.len() && step == 1 && this.is_exact() {
        return Ok(this.to_ref().upcast());
    }
    if count == 0 {
        return Ok(Bytes::empty().to_ref().upcast());
    }
    if step == 1 {
        return Ok(Bytes::from_slice(&s[start as usize..start as usize + count])?.upcast());
    }
    let new = Bytes::with_len(count)?;
    for i in 0..count {
        // SAFETY: fresh, with room for `count`; the positions are within the bytes.
        unsafe { *new.as_mut_ptr().add(i) = s[(start + i as isize * step) as usize] };
    }
    Ok(Bytes::shared(new).upcast())
}

extern "C" fn bytes_remainder(a: &Object, b: &Object) -> PyResult {
    match a.downcast::<Bytes>() {
        Some(f) => Ok(Bytes::from_slice(&percent::format(f.as_slice(), b)?)?.upcast()),
        None => not_implemented_result(),
    }
}

extern "C" fn bytes_getbuffer(this: &Bytes, view: *mut Py_buffer, flags: c_int) -> Status {
    // SAFETY: the caller gives a view to fill; bytes do not move or change.
    unsafe {
        crate::buffer::fill_info(
            view,
            Some(this),
            this.as_mut_ptr().cast(),
            this.len() as isize,
            true,
            flags,
        )
    }
    .into()
}

extern "C" fn bytes_richcompare(this: &Bytes, other: &Object, op: c_int) -> PyResult {
    let Some(o) = other.downcast::<Bytes>() else {
        if op == Py_EQ || op == Py_NE {
            warn_comparison(other)?;
        }
        return not_implemented_result();
    };
    let holds = match op {
        Py_EQ => this.as_slice() == o.as_slice(),
        Py_NE => this.as_slice() != o.as_slice(),
        _ => crate::sequence::compare_lengths(this.as_slice(), o.as_slice(), op),
    };
    Ok(py_bool(holds).to_ref().upcast())
}

/// `-b` warns of comparisons that are never true.
fn warn_comparison(other: &Object) -> PyResult<()> {
    if other.downcast::<Str>().is_some() {
        bytes_methods::bytes_warning(format_args!("Comparison between bytes and string"))?;
    } else if other.downcast::<Long>().is_some() {
        bytes_methods::bytes_warning(format_args!("Comparison between bytes and int"))?;
    }
    Ok(())
}

impl Bytes {
    /// The shared object, if there is one of these bytes.
    pub(crate) fn shared(this: Ref<Bytes>) -> Ref<Bytes> {
        match this.as_slice() {
            [] => Bytes::empty().to_ref(),
            [b] => Bytes::byte(*b).to_ref(),
            _ => this,
        }
    }
}

/// What `bytes(source, encoding, errors)` holds.
fn construct(
    source: Option<&Object>,
    encoding: Option<&str>,
    errors: Option<&str>,
) -> PyResult<Ref<Bytes>> {
    let Some(o) = source else {
        if encoding.is_some() || errors.is_some() {
            return Err(raise!(
                TypeError,
                "{} without a string argument",
                if encoding.is_some() {
                    "encoding"
                } else {
                    "errors"
                }
            ));
        }
        return Ok(Bytes::empty().to_ref());
    };
    if encoding.is_some() || errors.is_some() {
        return match o.downcast::<Str>() {
            None => Err(raise!(
                TypeError,
                "{} without a string argument",
                if encoding.is_some() {
                    "encoding"
                } else {
                    "errors"
                }
            )),
            Some(_) if encoding.is_none() => {
                Err(raise!(TypeError, "string argument without an encoding"))
            }
            Some(s) => crate::unicode::codec::encode(s, encoding, errors),
        };
    }
    if let Some(f) = o.lookup_special(id!(__bytes__))? {
        let r = f.call(&[])?;
        return r.downcast_into::<Bytes>().map_err(|r| {
            raise!(
                TypeError,
                "__bytes__ returned non-bytes (type {:.200})",
                r.class().tp_name()
            )
        });
    }
    if o.downcast::<Str>().is_some() {
        return Err(raise!(TypeError, "string argument without an encoding"));
    }
    if crate::sequence::has_index(o) {
        match o.index_isize_overflow() {
            Ok(n) if n < 0 => return Err(raise!(ValueError, "negative count")),
            Ok(n) => return Bytes::zeroed(n as usize),
            Err(e) => crate::exceptions::clear_if(&crate::exceptions::types::TypeError, e)?,
        }
    }
    Bytes::from_object(o)
}

impl Bytes {
    /// `PyBytes_FromObject`: of a bytes-like object or an iterable of ints.
    pub fn from_object(o: &Object) -> PyResult<Ref<Bytes>> {
        if let Some(b) = o.downcast::<Bytes>()
            && b.is_exact()
        {
            return Ok(b.to_ref());
        }
        if crate::buffer::has_buffer(o) {
            let view = Buffer::get_with(o, PyBUF_FULL_RO)?;
            let new = Bytes::with_len(view.len())?;
            if !new.is_empty() {
                // SAFETY: fresh, with room for the view's bytes.
                unsafe { crate::buffer::to_contiguous(new.as_mut_ptr(), view.view(), b'C') };
            }
            return Ok(Bytes::shared(new));
        }
        if o.downcast::<Str>().is_none() {
            match bytes_methods::from_iterable(o, "bytes") {
                Ok(v) => return Bytes::from_slice(&v),
                Err(e) => {
                    if !crate::exceptions::matches(&crate::exceptions::types::TypeError)
                        || bytes_methods::is_iterable(o)
                    {
                        return Err(e);
                    }
                    e.clear();
                }
            }
        }
        Err(raise!(
            TypeError,
            "cannot convert '{:.200}' object to bytes",
            o.class().tp_name()
        ))
    }
}

#[pymethods]
impl Bytes {
    /// bytes(iterable_of_ints) -> bytes
    /// bytes(string, encoding[, errors]) -> bytes
    /// bytes(bytes_or_buffer) -> a copy
    /// bytes(int) -> as many zero bytes
    /// bytes() -> no bytes
    #[new(
        nosig,
        "bytes(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
    )]
    fn new(
        cls: &Type,
        source: Option<&Object>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult {
        let made = construct(source, encoding, errors)?;
        if core::ptr::eq(cls, &PyBytes_Type) {
            return Ok(made.upcast());
        }
        let new = cls.alloc(made.len())?;
        // SAFETY: fresh, of a subclass of `bytes` with room for them and the zero after.
        unsafe {
            let b: &Bytes = new.downcast_unchecked();
            (*b.raw()).ob_shash = -1;
            core::ptr::copy_nonoverlapping(made.as_mut_ptr(), b.as_mut_ptr(), made.len() + 1);
        }
        Ok(new)
    }

    #[method("__getnewargs__()")]
    fn getnewargs(&self) -> PyResult<Ref<Tuple>> {
        Tuple::from_slice(&[&*Bytes::from_slice(self.as_slice())?])
    }

    /// The object itself, or a copy of a subclass's instance.
    #[method("__bytes__()")]
    fn to_bytes(&self) -> PyResult<Ref<Bytes>> {
        self.same()
    }

    /// Bytes of hexadecimal text, where white space may stand between them.
    #[classmethod("fromhex(string, /)")]
    fn fromhex(cls: &Type, string: &Object) -> PyResult {
        let made = Bytes::from_slice(&hex::from_hex(string)?)?;
        if core::ptr::eq(cls, &PyBytes_Type) {
            return Ok(made.upcast());
        }
        cls.call(&[&made])
    }
}

shared_methods!(Bytes);
