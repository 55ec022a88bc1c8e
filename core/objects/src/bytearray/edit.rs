//! `bytearray`: construction, and the methods that only it has.

use base::{Object, PyResult, Ref, critical_section};

use super::{ByteArray, PyByteArray_Type};
use crate::bytes_methods::methods::shared_methods;
use crate::bytes_methods::{self, BytesLike, Needle, ascii, hex, pad, split};
use crate::clinic::*;
use crate::prelude::*;

impl ByteArray {
    fn fill(
        &self,
        source: Option<&Object>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult<()> {
        if !self.is_empty() {
            self.resize(0)?;
        }
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
            return Ok(());
        };
        if let Some(s) = o.downcast::<Str>() {
            if encoding.is_none() {
                return Err(raise!(TypeError, "string argument without an encoding"));
            }
            let b = crate::unicode::codec::encode(s, encoding, errors)?;
            return self.splice(0, self.len(), b.as_slice());
        }
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
        if crate::sequence::has_index(o) {
            match o.index_isize_overflow() {
                Ok(n) if n < 0 => return Err(raise!(ValueError, "negative count")),
                Ok(n) => {
                    self.resize(n as usize)?;
                    // SAFETY: there is room for `n`.
                    unsafe { core::ptr::write_bytes(self.as_mut_ptr(), 0, n as usize) };
                    return Ok(());
                }
                Err(e) => crate::exceptions::clear_if(&crate::exceptions::types::TypeError, e)?,
            }
        }
        if crate::buffer::has_buffer(o) {
            let view = Buffer::get_with(o, layout::PyBUF_FULL_RO)?;
            self.resize(view.len())?;
            if !view.is_empty() {
                // SAFETY: there is room for the view's bytes.
                unsafe { crate::buffer::to_contiguous(self.as_mut_ptr(), view.view(), b'C') };
            }
            return Ok(());
        }
        match self.push_all(o) {
            Ok(()) => Ok(()),
            Err(e) if bytes_methods::is_iterable(o) => Err(e),
            Err(e) => {
                crate::exceptions::clear_if(&crate::exceptions::types::TypeError, e)?;
                Err(raise!(
                    TypeError,
                    "cannot convert '{:.200}' object to bytearray",
                    o.class().tp_name()
                ))
            }
        }
    }

    /// The ints of an iterable, put at the end one by one: the iterator sees the array grow.
    fn push_all(&self, iterable: &Object) -> PyResult<()> {
        if self.is_empty()
            && let Some(bytes) = bytes_of_ints(iterable)?
        {
            self.resize(bytes.len())?;
            // SAFETY: there is room for all of them.
            unsafe {
                self.as_mut_ptr()
                    .copy_from_nonoverlapping(bytes.as_ptr(), bytes.len())
            };
            return Ok(());
        }
        let it = iterable.iter()?;
        while let Some(item) = it.next()? {
            let b = bytes_methods::byte(&item)?;
            self.push(b)?;
        }
        Ok(())
    }

    fn reduced(&self, protocol: i32) -> PyResult<Ref<Tuple>> {
        let state = crate::iter::object_state(self)?;
        let args = if self.is_empty() {
            Tuple::empty().to_ref()
        } else if protocol < 3 {
            // Old protocols know no bytes: Latin-1 text and how to encode it.
            let text = self.with(Str::from_latin1)?;
            Tuple::from_slice(&[&text, interned!("latin-1")])?
        } else {
            Tuple::from_slice(&[&*self.with(Bytes::from_slice)?])?
        };
        Tuple::from_slice(&[self.class(), &args, &state])
    }
}

/// What an exact list or tuple holds, if that is nothing but ints of the right size: no code runs then, and the array needs no more room than that.
fn bytes_of_ints(items: &Object) -> PyResult<Option<Vec<u8>>> {
    let byte = |o: &Object| {
        o.downcast::<Long>()
            .filter(|n| n.is_exactly(crate::long::PyLong_Type.as_mut_ptr()))
            .and_then(|n| u8::try_from(n.to_i64()?).ok())
    };
    if let Some(l) = items.downcast::<List>()
        && l.is_exactly(crate::list::PyList_Type.as_mut_ptr())
    {
        let mut bytes = crate::grow::vec_for(l.len())?;
        for i in 0..bytes.capacity() {
            let Some(item) = l.get(i) else { break };
            let Some(b) = byte(&item) else {
                return Ok(None);
            };
            bytes.push(b);
        }
        return Ok(Some(bytes));
    }
    if let Some(t) = items.downcast::<Tuple>()
        && t.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr())
    {
        let mut bytes = crate::grow::vec_for(t.len())?;
        for item in t.as_slice() {
            let Some(b) = byte(item) else {
                return Ok(None);
            };
            bytes.push(b);
        }
        return Ok(Some(bytes));
    }
    Ok(None)
}

#[pymethods]
impl ByteArray {
    /// bytearray(iterable_of_ints) -> bytearray
    /// bytearray(string, encoding[, errors]) -> bytearray
    /// bytearray(bytes_or_buffer) -> a copy that can be changed
    /// bytearray(int) -> as many zero bytes
    /// bytearray() -> no bytes
    #[init(
        nosig,
        "bytearray(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
    )]
    fn init(
        &self,
        source: Option<&Object>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult<()> {
        self.fill(source, encoding, errors)
    }

    /// How many bytes are allocated.
    #[method("__alloc__()")]
    fn alloc(&self) -> isize {
        // SAFETY: live.
        unsafe { (*self.raw()).ob_alloc }
    }

    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        self.reduced(2)
    }

    #[method("__reduce_ex__(proto=0, /)")]
    fn reduce_ex(&self, proto: i32) -> PyResult<Ref<Tuple>> {
        self.reduced(proto)
    }

    /// The size of the object in memory, in bytes.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        // SAFETY: live types and object.
        unsafe { (*self.type_ptr()).tp_basicsize as usize + (*self.raw()).ob_alloc as usize }
    }

    /// Puts one byte at the end.
    #[method("append(item, /)")]
    fn append(&self, item: &Object) -> PyResult<()> {
        let b = bytes_methods::byte(item)?;
        critical_section!(*self);
        self.push(b)
    }

    /// Removes all bytes.
    #[method("clear()")]
    fn clear(&self) -> PyResult<()> {
        critical_section!(*self);
        self.resize(0)
    }

    /// A copy.
    #[method("copy()")]
    fn copy(&self) -> PyResult<Ref<ByteArray>> {
        self.with(ByteArray::from_slice)
    }

    /// Puts the ints of an iterable at the end.
    #[method("extend(iterable_of_ints, /)")]
    fn extend(&self, iterable_of_ints: &Object) -> PyResult<()> {
        if crate::buffer::has_buffer(iterable_of_ints) {
            // The bytes go where the end is now, or was, if getting the buffer makes the array shorter.
            let end = self.len();
            let v = Buffer::get(iterable_of_ints)?.as_slice().to_vec();
            critical_section!(*self);
            let at = end.min(self.len());
            return self.splice(at, at, &v);
        }
        if !bytes_methods::is_iterable(iterable_of_ints) {
            return Err(raise!(
                TypeError,
                "can't extend bytearray with {:.100}",
                iterable_of_ints.class().tp_name()
            ));
        }
        if iterable_of_ints
            .downcast::<Str>()
            .is_some_and(|s| !s.is_empty())
        {
            return Err(raise!(
                TypeError,
                "expected iterable of integers; got: 'str'"
            ));
        }
        let v = bytes_methods::from_iterable(iterable_of_ints, "byte")?;
        critical_section!(*self);
        self.splice(self.len(), self.len(), &v)
    }

    /// A bytearray of hexadecimal text, where white space may stand between the bytes.
    #[classmethod("fromhex(string, /)")]
    fn fromhex(cls: &Type, string: &Object) -> PyResult {
        let v = hex::from_hex(string)?;
        if core::ptr::eq(cls, &PyByteArray_Type) {
            return Ok(ByteArray::from_slice(&v)?.upcast());
        }
        cls.call(&[&*Bytes::from_slice(&v)?])
    }

    /// Puts one byte before an index.
    #[method("insert(index, item, /)")]
    fn insert(&self, index: isize, item: &Object) -> PyResult<()> {
        let b = bytes_methods::byte(item)?;
        critical_section!(*self);
        let n = self.len() as isize;
        let at = if index < 0 {
            (index + n).max(0)
        } else {
            index.min(n)
        } as usize;
        self.splice(at, at, &[b])
    }

    /// Takes one byte out, the last unless an index is given.
    #[method("pop(index=-1, /)")]
    fn pop(&self, index: isize) -> PyResult<i32> {
        critical_section!(*self);
        let n = self.len() as isize;
        if n == 0 {
            return Err(raise!(IndexError, "pop from empty bytearray"));
        }
        let at = if index < 0 { index + n } else { index };
        if at < 0 || at >= n {
            return Err(raise!(IndexError, "pop index out of range"));
        }
        self.check_exports()?;
        // SAFETY: within bounds.
        let b = unsafe { *self.as_mut_ptr().offset(at) };
        self.splice(at as usize, at as usize + 1, &[])?;
        Ok(b as i32)
    }

    /// Removes the first byte of a value.
    #[method("remove(value, /)")]
    fn remove(&self, value: &Object) -> PyResult<()> {
        let b = bytes_methods::byte(value)?;
        critical_section!(*self);
        // SAFETY: locked; nothing runs Python code.
        match memchr::memchr(b, unsafe { self.slice_unchecked() }) {
            Some(i) => self.splice(i, i + 1, &[]),
            None => Err(raise!(ValueError, "value not found in bytearray")),
        }
    }

    /// Makes the array so many bytes long, cut or with zeros added.
    #[method("resize(size, /)")]
    fn resize_method(&self, size: isize) -> PyResult<()> {
        if size < 0 {
            return Err(raise!(
                ValueError,
                "bytearray.resize(): new size must be >= 0, got {}",
                size
            ));
        }
        critical_section!(*self);
        let old = self.len();
        self.resize(size as usize)?;
        if size as usize > old {
            // SAFETY: the new part is within the block.
            unsafe { core::ptr::write_bytes(self.as_mut_ptr().add(old), 0, size as usize - old) };
        }
        Ok(())
    }

    /// Turns the order of the bytes round.
    #[method("reverse()")]
    fn reverse(&self) {
        critical_section!(*self);
        // SAFETY: locked; nothing else looks at the bytes meanwhile.
        unsafe { core::slice::from_raw_parts_mut(self.as_mut_ptr(), self.len()) }.reverse();
    }
}

shared_methods!(ByteArray);
