//! `bytearray`: the type object and its slots.

use core::ffi::c_int;

use base::mem::{self, Domain};
use base::{Length, Object, PyResult, Status, critical_section};
use layout::*;

use super::ByteArray;
use crate::bytes_methods::{self, BytesLike, percent};
use crate::methods_concat;
use crate::prelude::*;
use crate::slice::adjust_indices;

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(length),
    sq_concat: crate::slots::binary(concat),
    sq_repeat: crate::slots::item(repeat),
    sq_item: crate::slots::item(item),
    sq_ass_item: crate::slots::set_item(set_item),
    sq_contains: crate::slots::contains(contains),
    sq_inplace_concat: crate::slots::binary(inplace_concat),
    sq_inplace_repeat: crate::slots::item(inplace_repeat),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(length),
    mp_subscript: crate::slots::binary(subscript),
    mp_ass_subscript: crate::slots::set_subscript(set_subscript),
};

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_remainder: crate::slots::number(remainder),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: crate::slots::getbuffer(getbuffer),
    bf_releasebuffer: crate::slots::releasebuffer(releasebuffer),
};

#[unsafe(no_mangle)]
pub static PyByteArray_Type: Type = Type::new(PyTypeObject {
    tp_name: c"bytearray".as_ptr(),
    tp_basicsize: size_of::<PyByteArrayObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ByteArray>(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_str: crate::slots::repr(str),
    tp_as_buffer: &raw mut AS_BUFFER,
    tp_flags: Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    tp_doc: ByteArray::DOC,
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_iter: crate::slots::iter(crate::bytes_methods::iter::of_bytearray),
    tp_methods: methods_concat!(ByteArray::METHOD_DEFS, ByteArray::SHARED),
    tp_init: Some(ByteArray::INIT),
    tp_new: crate::slots::new(array_new),
    ..Type::EMPTY
});

extern "C" fn array_new(cls: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    // An allocator's zeros are the fields of an empty array.
    cls.alloc(0)
}

extern "C" fn dealloc(this: *mut ByteArray) {
    // SAFETY: the last reference is gone.
    unsafe {
        let a = &*this;
        let p = a.raw();
        if (*p).ob_exports > 0 {
            let _raised = raise!(
                SystemError,
                "deallocated bytearray object has exported buffers"
            );
            crate::exceptions::write_unraisable(
                format_args!("while deallocating a bytearray"),
                None,
            );
        }
        if !(*p).ob_bytes.is_null() {
            mem::free(Domain::Obj, (*p).ob_bytes.cast());
        }
        if let Some(free) = (*a.type_ptr()).tp_free {
            free(this.cast());
        }
    }
}

extern "C" fn length(this: &ByteArray) -> Length {
    Length(this.len() as isize)
}

extern "C" fn repr(this: &ByteArray) -> PyResult {
    let prefix = format!("{}(b", this.class().name());
    Ok(this
        .with(|s| bytes_methods::repr(s, &prefix, ")"))?
        .upcast())
}

extern "C" fn str(this: &ByteArray) -> PyResult {
    bytes_methods::bytes_warning(format_args!("str() on a bytearray instance"))?;
    repr(this)
}

extern "C" fn concat(this: &ByteArray, other: &Object) -> PyResult {
    if !crate::buffer::has_buffer(other) {
        return Err(raise!(
            TypeError,
            "can't concat {:.100} to {:.100}",
            other.class().tp_name(),
            this.class().tp_name()
        ));
    }
    let b = Buffer::get(other)?;
    let b = b.as_slice();
    let new = this.with(|a| {
        ByteArray::filled(a.len() + b.len(), |out| {
            out.extend(a);
            out.extend(b);
        })
    })?;
    Ok(new.upcast())
}

extern "C" fn inplace_concat(this: &ByteArray, other: &Object) -> PyResult {
    if let Some(b) = other.downcast::<Bytes>().filter(|b| b.is_exact()) {
        critical_section!(*this);
        this.splice(this.len(), this.len(), b.as_slice())?;
        return Ok(this.to_ref().upcast());
    }
    if !crate::buffer::has_buffer(other) {
        return Err(raise!(
            TypeError,
            "can't concat {:.100} to {:.100}",
            other.class().tp_name(),
            this.class().tp_name()
        ));
    }
    if other.is(this) {
        let copy = this.to_vec();
        critical_section!(*this);
        this.splice(this.len(), this.len(), &copy)?;
    } else {
        let b = Buffer::get(other)?;
        critical_section!(*this);
        this.splice(this.len(), this.len(), b.as_slice())?;
    }
    Ok(this.to_ref().upcast())
}

fn repeated_len(n: usize, times: usize) -> PyResult<usize> {
    let total = n.checked_mul(times);
    total
        .filter(|t| isize::try_from(*t).is_ok())
        .ok_or_else(crate::exceptions::no_memory)
}

extern "C" fn repeat(this: &ByteArray, times: isize) -> PyResult {
    let times = times.max(0) as usize;
    let made = this.with(|s| {
        let total = repeated_len(s.len(), times)?;
        ByteArray::filled(total, |out| match s {
            [byte] => out.pad(total, *byte),
            _ => (0..times).for_each(|_| out.extend(s)),
        })
    })?;
    Ok(made.upcast())
}

extern "C" fn inplace_repeat(this: &ByteArray, times: isize) -> PyResult {
    critical_section!(*this);
    let times = times.max(0) as usize;
    let n = this.len();
    let total = repeated_len(n, times)?;
    this.resize(total)?;
    let mut done = n;
    while done < total {
        let more = done.min(total - done);
        // SAFETY: locked; the first `done` bytes are there, and room for `total`.
        unsafe {
            let start = (*this.raw()).ob_start;
            core::ptr::copy_nonoverlapping(start, start.add(done), more);
        }
        done += more;
    }
    Ok(this.to_ref().upcast())
}

extern "C" fn item(this: &ByteArray, index: isize) -> PyResult {
    match this.with(|s| usize::try_from(index).ok().and_then(|i| s.get(i).copied())) {
        Some(b) => Ok(Long::small(b as i32).to_ref().upcast()),
        None => Err(raise!(IndexError, "bytearray index out of range")),
    }
}

extern "C" fn set_item(this: &ByteArray, index: isize, value: Option<&Object>) -> Status {
    (|| {
        let b = value.map(bytes_methods::byte).transpose()?;
        critical_section!(*this);
        match usize::try_from(index).ok().filter(|i| *i < this.len()) {
            Some(i) => match b {
                Some(b) => {
                    // SAFETY: within bounds.
                    unsafe { *this.as_mut_ptr().add(i) = b };
                    Ok(())
                }
                None => this.splice(i, i + 1, &[]),
            },
            None => Err(raise!(IndexError, "bytearray index out of range")),
        }
    })()
    .into()
}

extern "C" fn contains(this: &ByteArray, item: &Object) -> Status {
    bytes_methods::contains(this, item).into()
}

extern "C" fn subscript(this: &ByteArray, key: &Object) -> PyResult {
    if crate::sequence::has_index(key) {
        let i = key.index_isize(false)?;
        return item(this, if i < 0 { i + this.len() as isize } else { i });
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(raise!(
            TypeError,
            "bytearray indices must be integers or slices, not {:.200}",
            key.class().tp_name()
        ));
    };
    let (start, stop, step) = slice.unpack()?;
    let picked: Vec<u8> = this.with(|s| {
        let (start, _, count) = adjust_indices(s.len() as isize, start, stop, step);
        if step == 1 && count > 0 {
            return s[start as usize..start as usize + count].to_vec();
        }
        (0..count)
            .map(|i| s[(start + i as isize * step) as usize])
            .collect()
    });
    Ok(ByteArray::from_slice(&picked)?.upcast())
}

extern "C" fn set_subscript(this: &ByteArray, key: &Object, value: Option<&Object>) -> Status {
    assign(this, key, value).into()
}

fn assign(this: &ByteArray, key: &Object, value: Option<&Object>) -> PyResult<()> {
    if crate::sequence::has_index(key) {
        let i = key.index_isize(false)?;
        let i = if i < 0 { i + this.len() as isize } else { i };
        return Status::from_c(set_item(this, i, value).0).map(drop);
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(raise!(
            TypeError,
            "bytearray indices must be integers or slices, not {:.200}",
            key.class().tp_name()
        ));
    };
    let (start, stop, step) = slice.unpack()?;
    let new: Vec<u8> = match value {
        None => Vec::new(),
        Some(v) => match v.downcast::<ByteArray>() {
            Some(a) => a.to_vec(),
            None if v.downcast::<Str>().is_some() || v.downcast::<Long>().is_some() => {
                return Err(raise!(
                    TypeError,
                    "can assign only bytes, buffers, or iterables of ints in range(0, 256)"
                ));
            }
            None if crate::buffer::has_buffer(v) => Buffer::get(v)?.as_slice().to_vec(),
            None => {
                let made = PyByteArray_Type.call(&[v])?;
                match made.downcast::<ByteArray>() {
                    Some(a) => a.to_vec(),
                    None => return Err(crate::exceptions::bad_internal_call()),
                }
            }
        },
    };
    critical_section!(*this);
    let (mut start, stop, count) = adjust_indices(this.len() as isize, start, stop, step);
    if step == 1 {
        let low = start as usize;
        return this.splice(low, (stop.max(start)) as usize, &new);
    }
    if value.is_none() || new.is_empty() {
        if count == 0 {
            return Ok(());
        }
        this.check_exports()?;
        // Ascending order, then the survivors close up.
        let stride = step.unsigned_abs();
        if step < 0 {
            start += step * (count as isize - 1);
        }
        let start = start as usize;
        let n = this.len();
        let mut to = start;
        // SAFETY: all within the block; locked.
        unsafe {
            let p = this.as_mut_ptr();
            for from in start..n {
                let d = from - start;
                if d.is_multiple_of(stride) && d / stride < count {
                    continue;
                }
                *p.add(to) = *p.add(from);
                to += 1;
            }
        }
        return this.resize(to);
    }
    if new.len() != count {
        return Err(raise!(
            ValueError,
            "attempt to assign bytes of size {} to extended slice of size {}",
            new.len(),
            count
        ));
    }
    for (i, b) in new.iter().enumerate() {
        // SAFETY: the positions are within the array.
        unsafe { *this.as_mut_ptr().offset(start + i as isize * step) = *b };
    }
    Ok(())
}

extern "C" fn remainder(a: &Object, b: &Object) -> PyResult {
    match a.downcast::<ByteArray>() {
        Some(f) => {
            let _pin = f.pin();
            Ok(ByteArray::from_slice(&percent::format(&f.to_vec(), b)?)?.upcast())
        }
        None => not_implemented_result(),
    }
}

extern "C" fn richcompare(this: &ByteArray, other: &Object, op: c_int) -> PyResult {
    if other.downcast::<Str>().is_some() {
        if op == Py_EQ || op == Py_NE {
            bytes_methods::bytes_warning(format_args!("Comparison between bytearray and string"))?;
        }
        return not_implemented_result();
    }
    if !crate::buffer::has_buffer(other) {
        return not_implemented_result();
    }
    // While the other's buffer is got, the array stays where it is.
    let _pin = this.pin();
    match this.with(|s| bytes_methods::compare(s, other, op))? {
        Some(holds) => Ok(py_bool(holds).to_ref().upcast()),
        None => not_implemented_result(),
    }
}

extern "C" fn getbuffer(this: &ByteArray, view: *mut Py_buffer, flags: c_int) -> Status {
    critical_section!(*this);
    // SAFETY: the caller gives a view to fill; the block stays while it is exported.
    unsafe {
        let filled = crate::buffer::fill_info(
            view,
            Some(this),
            this.as_mut_ptr().cast(),
            this.len() as isize,
            false,
            flags,
        );
        if filled.is_ok() {
            (*this.raw()).ob_exports += 1;
        }
        filled.into()
    }
}

extern "C" fn releasebuffer(this: &ByteArray, _: *mut Py_buffer) {
    critical_section!(*this);
    // SAFETY: live; it was counted by `getbuffer`.
    unsafe { (*this.raw()).ob_exports -= 1 };
}
