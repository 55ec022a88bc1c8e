//! The type `array.array` and its slots.

use core::ffi::c_int;

use base::mem::{self, Domain};
use base::{Length, Status};
use layout::*;
use objects::prelude::*;
use objects::repr::Writer;
use objects::sequence::{compare_lengths, has_index};
use objects::slice::adjust_indices;
use objects::slots;

use super::item;
use super::{Array, ArrayObject, compare_op, from_end, iter, new};
use crate::heap_type::{self, HeapType};

extern "C" fn length(this: &Array) -> Length {
    Length(this.len() as isize)
}

extern "C" fn get_item(this: &Array, i: isize) -> PyResult {
    if i < 0 || i as usize >= this.len() {
        return Err(raise!(IndexError, "array index out of range"));
    }
    this.get(i as usize)
}

fn assign(this: &Array, i: isize, value: Option<&Object>) -> PyResult<()> {
    if i < 0 || i as usize >= this.len() {
        return Err(raise!(IndexError, "array assignment index out of range"));
    }
    match value {
        Some(v) => this.set(i as usize, v),
        None => this.splice(i as usize, i as usize + 1, &[]),
    }
}

extern "C" fn set_item(this: &Array, i: isize, value: Option<&Object>) -> Status {
    assign(this, i, value).into()
}

/// Where a slice begins, its step, and how many items it takes.
fn bounds(this: &Array, slice: &Slice) -> PyResult<(usize, isize, usize)> {
    let (start, stop, step) = slice.unpack()?;
    let (start, _, n) = adjust_indices(this.len() as isize, start, stop, step);
    Ok((start.max(0) as usize, step, n))
}

extern "C" fn subscript(this: &Array, key: &Object) -> PyResult {
    if has_index(key) {
        let i = key.index_isize_overflow()?;
        return get_item(this, from_end(i, this.len()));
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(raise!(TypeError, "array indices must be integers"));
    };
    let (start, step, n) = bounds(this, slice)?;
    let size = this.code().size;
    let bytes = this.bytes();
    if step == 1 {
        return Ok(Array::from_bytes(this.code(), &bytes[start * size..][..n * size])?.upcast());
    }
    let new = Array::with_len(&ARRAY, this.code(), n)?;
    for k in 0..n {
        let i = (start as isize + k as isize * step) as usize;
        new.write(k * size, &bytes[i * size..][..size]);
    }
    Ok(new.upcast())
}

fn set_slice(this: &Array, slice: &Slice, value: Option<&Object>) -> PyResult<()> {
    let size = this.code().size;
    let source = match value {
        None => None,
        Some(v) => match v.downcast::<Array>() {
            Some(a) if !core::ptr::eq(a.code(), this.code()) => {
                return Err(raise!(
                    TypeError,
                    "bad argument type for built-in operation"
                ));
            }
            Some(a) => Some(a.bytes().to_vec()),
            None => {
                return Err(raise!(
                    TypeError,
                    "can only assign array (not \"{}\") to array slice",
                    v.class().tp_name()
                ));
            }
        },
    };
    let (mut start, step, n) = bounds(this, slice)?;
    let (wanted, bytes) = match &source {
        Some(s) => (s.len() / size, s.as_slice()),
        None => (0, &[][..]),
    };
    if wanted != n {
        this.check_exports()?;
    }
    if step == 1 {
        return this.splice(start, start + n, bytes);
    }
    if source.is_none() {
        if n == 0 {
            return Ok(());
        }
        // from the lowest index up, each gap closes
        let mut step = step;
        if step < 0 {
            start = (start as isize + step * (n as isize - 1)) as usize;
            step = -step;
        }
        let step = step as usize;
        let all = this.bytes().to_vec();
        let mut kept = all[..start * size].to_vec();
        for (k, chunk) in all[start * size..].chunks_exact(size).enumerate() {
            if k % step != 0 || k / step >= n {
                kept.extend_from_slice(chunk);
            }
        }
        this.resize(kept.len() / size)?;
        this.write(0, &kept);
        return Ok(());
    }
    if wanted != n {
        return Err(raise!(
            ValueError,
            "attempt to assign array of size {} to extended slice of size {}",
            wanted,
            n
        ));
    }
    for (k, chunk) in bytes.chunks_exact(size).enumerate() {
        let i = (start as isize + k as isize * step) as usize;
        this.write(i * size, chunk);
    }
    Ok(())
}

extern "C" fn set_subscript(this: &Array, key: &Object, value: Option<&Object>) -> Status {
    let set = || {
        if has_index(key) {
            let i = key.index_isize_overflow()?;
            return assign(this, from_end(i, this.len()), value);
        }
        match key.downcast::<Slice>() {
            Some(slice) => set_slice(this, slice, value),
            None => Err(raise!(TypeError, "array indices must be integers")),
        }
    };
    set().into()
}

extern "C" fn concat(this: &Array, other: &Object) -> PyResult {
    let Some(other) = other.downcast::<Array>() else {
        return Err(raise!(
            TypeError,
            "can only append array (not \"{:.200}\") to array",
            other.class().tp_name()
        ));
    };
    if !core::ptr::eq(other.code(), this.code()) {
        return Err(raise!(
            TypeError,
            "bad argument type for built-in operation"
        ));
    }
    let n = this
        .len()
        .checked_add(other.len())
        .ok_or_else(objects::exceptions::no_memory)?;
    let new = Array::with_len(&ARRAY, this.code(), n)?;
    new.write(0, this.bytes());
    new.write(this.bytes().len(), other.bytes());
    Ok(new.upcast())
}

/// Copies the first `have` bytes of an array until it is full.
fn fill(array: &Array, have: usize) {
    let total = array.bytes().len();
    let mut done = have;
    while done > 0 && done < total {
        let n = done.min(total - done);
        // SAFETY: both ranges lie in the block, one after the other.
        unsafe {
            core::ptr::copy_nonoverlapping(array.pointer(), array.pointer().add(done), n);
        }
        done += n;
    }
}

extern "C" fn repeat(this: &Array, times: isize) -> PyResult {
    let n = this
        .len()
        .checked_mul(times.max(0) as usize)
        .ok_or_else(objects::exceptions::no_memory)?;
    let new = Array::with_len(&ARRAY, this.code(), n)?;
    if n > 0 {
        new.write(0, this.bytes());
        fill(&new, this.bytes().len());
    }
    Ok(new.upcast())
}

extern "C" fn inplace_repeat(this: &Array, times: isize) -> PyResult {
    let have = this.bytes().len();
    if have > 0 && times != 1 {
        let n = this
            .len()
            .checked_mul(times.max(0) as usize)
            .ok_or_else(objects::exceptions::no_memory)?;
        this.resize(n)?;
        fill(this, have);
    }
    Ok(Object::to_ref(this))
}

extern "C" fn inplace_concat(this: &Array, other: &Object) -> PyResult {
    if other.downcast::<Array>().is_none() {
        return Err(raise!(
            TypeError,
            "can only extend array with array (not \"{:.200}\")",
            other.class().tp_name()
        ));
    }
    this.extend(other)?;
    Ok(Object::to_ref(this))
}

extern "C" fn contains(this: &Array, value: &Object) -> Status {
    let find = || {
        let mut i = 0;
        while i < this.len() {
            if this.get(i)?.compare_bool(value, CompareOp::Eq)? {
                return Ok(true);
            }
            i += 1;
        }
        Ok(false)
    };
    find().into()
}

extern "C" fn repr(this: &Array) -> PyResult {
    let mut out = Writer::new();
    out.push(&this.class().name());
    out.push(&format!("('{}'", char::from(this.code().letter)));
    if this.len() > 0 {
        out.push(", ");
        if this.is_text() {
            out.push_repr(&*this.tounicode()?)?;
        } else {
            let mut items = Vec::new();
            for i in 0..this.len() {
                items.try_push(this.get(i)?)?;
            }
            out.push_repr(&*List::from_vec(items)?)?;
        }
    }
    out.push(")");
    out.finish()
}

extern "C" fn richcompare(this: &Array, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Array>() else {
        return not_implemented_result();
    };
    let (n, m) = (this.len(), other.len());
    if n != m && (op == Py_EQ || op == Py_NE) {
        return Ok(py_bool(op == Py_NE).to_ref());
    }
    let mut i = 0;
    if core::ptr::eq(this.code(), other.code()) && this.code().kind != item::Kind::Float {
        // whole numbers and characters are equal if their bytes are
        let size = this.code().size;
        let same = this
            .bytes()
            .chunks_exact(size)
            .zip(other.bytes().chunks_exact(size))
            .take_while(|(a, b)| a == b)
            .count();
        i = same;
    }
    while i < this.len() && i < other.len() {
        let (x, y) = (this.get(i)?, other.get(i)?);
        if !x.compare_bool(&y, CompareOp::Eq)? {
            return match op {
                Py_EQ => Ok(py_bool(false).to_ref()),
                Py_NE => Ok(py_bool(true).to_ref()),
                _ => x.rich_compare(&y, compare_op(op)),
            };
        }
        i += 1;
    }
    Ok(py_bool(compare_lengths(this.len(), other.len(), op)).to_ref())
}

extern "C" fn getbuffer(this: &Array, view: *mut Py_buffer, flags: c_int) -> Status {
    if view.is_null() {
        return Status::from(Err::<(), _>(raise!(
            BufferError,
            "array_buffer_getbuf: view==NULL argument is obsolete"
        )));
    }
    // SAFETY: the view is the caller's; length and stride point into the view and the table, as long as it is held.
    unsafe {
        let a = this.raw();
        let code = this.code();
        (*view).buf = if (*a).items.is_null() {
            c"".as_ptr().cast_mut().cast()
        } else {
            (*a).items.cast()
        };
        (*view).obj = Object::to_ref(this).into_ptr();
        (*view).len = (this.len() * code.size) as isize;
        (*view).readonly = 0;
        (*view).ndim = 1;
        (*view).itemsize = code.size as isize;
        (*view).suboffsets = core::ptr::null_mut();
        (*view).shape = if flags & PyBUF_ND == PyBUF_ND {
            &raw mut (*a).ob_base.ob_size
        } else {
            core::ptr::null_mut()
        };
        (*view).strides = if flags & PyBUF_STRIDES == PyBUF_STRIDES {
            &raw mut (*view).itemsize
        } else {
            core::ptr::null_mut()
        };
        (*view).format = if flags & PyBUF_FORMAT == PyBUF_FORMAT {
            code.format.as_ptr().cast_mut()
        } else {
            core::ptr::null_mut()
        };
        (*view).internal = core::ptr::null_mut();
        (*a).exports += 1;
    }
    Status::from(Ok::<(), Raised>(()))
}

extern "C" fn releasebuffer(this: &Array, _view: *mut Py_buffer) {
    // SAFETY: live; the view was counted.
    unsafe { (*this.raw()).exports -= 1 };
}

extern "C" fn dealloc(this: *mut Array) {
    // SAFETY: the last reference is gone; the block is the array's own.
    unsafe {
        let a = (*this).raw();
        heap_type::let_go(this.cast(), (*a).weaklist);
        if !(*a).items.is_null() {
            mem::free(Domain::Mem, (*a).items.cast());
        }
        heap_type::free(this.cast());
    }
}

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: slots::length(length),
    sq_concat: slots::binary(concat),
    sq_repeat: slots::item(repeat),
    sq_item: slots::item(get_item),
    sq_ass_item: slots::set_item(set_item),
    sq_contains: slots::contains(contains),
    sq_inplace_concat: slots::binary(inplace_concat),
    sq_inplace_repeat: slots::item(inplace_repeat),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: slots::length(length),
    mp_subscript: slots::binary(subscript),
    mp_ass_subscript: slots::set_subscript(set_subscript),
};

static mut AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: slots::getbuffer(getbuffer),
    bf_releasebuffer: slots::releasebuffer(releasebuffer),
};

pub static ARRAY: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"array.array".as_ptr(),
    tp_basicsize: size_of::<ArrayObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_repr: slots::repr(repr),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_as_buffer: &raw mut AS_BUFFER,
    tp_hash: objects::freelist::UNHASHABLE,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_doc: c"array(typecode [, initializer]) -> array\n\nA row of numbers or characters, all of the C type that the type code names:\n\nb, h, i, l, q: signed integers of 1, 2, 4, 8 and 8 bytes; B, H, I, L, Q: unsigned ones;\nf, d: floating point of 4 and 8 bytes; w: a character (u: the same, deprecated).\n\nThe initializer is a list, a bytes-like object, a str for w, or any iterable of values.".as_ptr(),
    tp_traverse: slots::traverse(heap_type::traverse::<Array>),
    tp_richcompare: slots::richcompare(richcompare),
    tp_weaklistoffset: core::mem::offset_of!(ArrayObject, weaklist) as isize,
    tp_iter: slots::iter(iter::array_iter),
    tp_methods: Array::METHODS,
    tp_getset: Array::GETSET,
    tp_new: slots::new(new),
    ..Type::EMPTY
});

const _: () = assert!(size_of::<ArrayObject>() - size_of::<PyVarObject>() == 40);
