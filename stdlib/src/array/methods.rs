//! The methods of arrays.

use objects::clinic::*;
use objects::prelude::*;
use objects::sequence::search_bounds;

use super::{Array, from_end, item};

#[pymethods]
impl Array {
    /// Add an item at the end.
    #[method("append($self, v, /)")]
    fn append_(&self, v: &Object) -> PyResult<()> {
        self.append(v)
    }

    /// The address of the items, and how many there are.
    #[method("buffer_info($self, /)")]
    fn buffer_info(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: live.
        let address = unsafe { (*self.raw()).items };
        Tuple::from_array([
            Long::from_pointer(address.cast())?.upcast(),
            Long::from_usize(self.len())?.upcast(),
        ])
    }

    /// Turn round the bytes of every item.
    #[method("byteswap($self, /)")]
    fn byteswap(&self) {
        let (p, size) = (self.pointer(), self.code().size);
        for i in 0..self.len() {
            // SAFETY: in range; nothing else looks at the items meanwhile.
            unsafe { core::slice::from_raw_parts_mut(p.add(i * size), size) }.reverse();
        }
    }

    /// Remove all items.
    #[method("clear($self, /)")]
    fn clear(&self) -> PyResult<()> {
        self.resize(0)
    }

    /// A copy.
    #[method("__copy__($self, /)")]
    fn copy(&self) -> PyResult<Ref<Array>> {
        Array::from_bytes(self.code(), self.bytes())
    }

    /// How many items equal the value.
    #[method("count($self, v, /)")]
    fn count(&self, v: &Object) -> PyResult<usize> {
        let mut n = 0;
        let mut i = 0;
        while i < self.len() {
            n += usize::from(self.get(i)?.compare_bool(v, CompareOp::Eq)?);
            i += 1;
        }
        Ok(n)
    }

    /// A copy.
    #[method("__deepcopy__($self, unused, /)")]
    fn deepcopy(&self, unused: &Object) -> PyResult<Ref<Array>> {
        let _ = unused;
        self.copy()
    }

    /// Add the items of an array of the same type code, or of any iterable.
    #[method("extend($self, bb, /)")]
    fn extend_(&self, bb: &Object) -> PyResult<()> {
        self.extend(bb)
    }

    /// Read n items from a binary file. If there are fewer they are added, and EOFError is raised.
    #[method("fromfile($self, f, n, /)")]
    fn fromfile(&self, f: &Object, n: isize) -> PyResult<()> {
        if n < 0 {
            return Err(raise!(ValueError, "negative count"));
        }
        let wanted = (n as usize)
            .checked_mul(self.code().size)
            .filter(|&b| isize::try_from(b).is_ok())
            .ok_or_else(objects::exceptions::no_memory)?;
        let got = f.call_method(id!(read), &[&*Long::from_usize(wanted)?])?;
        let Some(bytes) = got.downcast::<Bytes>() else {
            return Err(raise!(TypeError, "read() didn't return bytes"));
        };
        self.extend_bytes(bytes.as_slice())?;
        if bytes.len() != wanted {
            return Err(raise!(EOFError, "read() didn't return enough bytes"));
        }
        Ok(())
    }

    /// Add the items of a list: all, or none if one does not fit.
    #[method("fromlist($self, list, /)")]
    fn fromlist(&self, list: &Object) -> PyResult<()> {
        let Some(list) = list.downcast::<List>() else {
            return Err(raise!(TypeError, "arg must be list"));
        };
        let n = list.len();
        let mut bytes = Vec::new();
        let mut i = 0;
        while let Some(value) = list.get(i) {
            let encoded = item::encode(self.code(), &value)?;
            bytes.try_extend(&encoded[..self.code().size])?;
            i += 1;
            if list.len() != n {
                return Err(raise!(RuntimeError, "list changed size during iteration"));
            }
        }
        if bytes.is_empty() {
            return Ok(());
        }
        self.extend_bytes(&bytes)
    }

    /// Add items from their bytes.
    #[method("frombytes($self, buffer, /)")]
    fn frombytes(&self, buffer: Buffer) -> PyResult<()> {
        if buffer.view().itemsize != 1 {
            return Err(raise!(TypeError, "a bytes-like object is required"));
        }
        self.extend_bytes(buffer.as_slice())
    }

    /// Add the characters of a str.
    #[method("fromunicode($self, ustr, /)")]
    fn fromunicode(&self, ustr: &Str) -> PyResult<()> {
        if !self.is_text() {
            return Err(raise!(
                ValueError,
                "fromunicode() may only be called on unicode type arrays ('u' or 'w')"
            ));
        }
        self.extend_text(ustr)
    }

    /// The index of the first item that equals the value.
    #[method("index($self, v, start=0, stop=sys.maxsize, /)")]
    fn index_(&self, v: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<usize> {
        let (start, stop) = search_bounds(self.len(), start.0, stop.0);
        let mut i = start;
        while i < stop && i < self.len() {
            if self.get(i)?.compare_bool(v, CompareOp::Eq)? {
                return Ok(i);
            }
            i += 1;
        }
        Err(raise!(ValueError, "array.index(x): x not in array"))
    }

    /// Insert an item before an index.
    #[method("insert($self, i, v, /)")]
    fn insert(&self, i: isize, v: &Object) -> PyResult<()> {
        let bytes = item::encode(self.code(), v)?;
        let n = self.len();
        let at = from_end(i, n).clamp(0, n as isize) as usize;
        self.splice(at, at, &bytes[..self.code().size])
    }

    /// Remove an item, the last by default, and give it.
    #[method("pop($self, i=-1, /)")]
    fn pop(&self, #[default(-1)] i: isize) -> PyResult {
        let n = self.len();
        if n == 0 {
            return Err(raise!(IndexError, "pop from empty array"));
        }
        let i = from_end(i, n);
        if i < 0 || i as usize >= n {
            return Err(raise!(IndexError, "pop index out of range"));
        }
        let value = self.get(i as usize)?;
        self.splice(i as usize, i as usize + 1, &[])?;
        Ok(value)
    }

    /// How a pickle makes the array again.
    #[method("__reduce_ex__($self, value, /)")]
    fn reduce_ex(&self, value: &Object) -> PyResult<Ref<Tuple>> {
        let state = self.get_attr_opt(id!(__dict__))?.unwrap_or_else(none_ref);
        let reconstructor =
            runtime::import::import_attr("array", interned!("_array_reconstructor"))?;
        let Some(protocol) = value.downcast::<Long>() else {
            return Err(raise!(
                TypeError,
                "__reduce_ex__ argument should be an integer"
            ));
        };
        let protocol = protocol.as_i64()?;
        let letter = Str::from_code_points(&[self.code().letter.into()])?.upcast();
        let class = self.class().to_ref().upcast();
        if protocol < 3 {
            return Tuple::from_array([
                class,
                Tuple::from_array([letter, self.tolist()?.upcast()])?.upcast(),
                state,
            ]);
        }
        Tuple::from_array([
            reconstructor,
            Tuple::from_array([
                class,
                letter,
                Long::from_i64(self.code().machine.into())?.upcast(),
                self.tobytes()?.upcast(),
            ])?
            .upcast(),
            state,
        ])
    }

    /// Remove the first item that equals the value.
    #[method("remove($self, v, /)")]
    fn remove(&self, v: &Object) -> PyResult<()> {
        let mut i = 0;
        while i < self.len() {
            if self.get(i)?.compare_bool(v, CompareOp::Eq)? {
                if i < self.len() {
                    self.splice(i, i + 1, &[])?;
                }
                return Ok(());
            }
            i += 1;
        }
        Err(raise!(ValueError, "array.remove(x): x not in array"))
    }

    /// Turn round the order of the items.
    #[method("reverse($self, /)")]
    fn reverse(&self) {
        let (p, size, n) = (self.pointer(), self.code().size, self.len());
        for i in 0..n / 2 {
            // SAFETY: two items in range, not the same; nothing else looks at them meanwhile.
            unsafe {
                core::ptr::swap_nonoverlapping(p.add(i * size), p.add((n - 1 - i) * size), size)
            };
        }
    }

    /// Write all items to a binary file.
    #[method("tofile($self, f, /)")]
    fn tofile(&self, f: &Object) -> PyResult<()> {
        const BLOCK: usize = 64 * 1024;
        let mut at = 0;
        loop {
            let bytes = match self.bytes().get(at..) {
                Some(rest) if !rest.is_empty() => {
                    Bytes::from_slice(&rest[..rest.len().min(BLOCK)])?
                }
                _ => return Ok(()),
            };
            f.call_method(id!(write), &[&bytes])?;
            at += BLOCK;
        }
    }

    /// The items as a list.
    #[method("tolist($self, /)")]
    fn tolist(&self) -> PyResult<Ref<List>> {
        let mut items = vec_for(self.len())?;
        for i in 0..self.len() {
            items.try_push(self.get(i)?)?;
        }
        List::from_vec(items)
    }

    /// The items' bytes.
    #[method("tobytes($self, /)")]
    fn tobytes(&self) -> PyResult<Ref<Bytes>> {
        Bytes::from_slice(self.bytes())
    }

    /// The characters as a str.
    #[method("tounicode($self, /)")]
    pub(super) fn tounicode(&self) -> PyResult<Ref<Str>> {
        if !self.is_text() {
            return Err(raise!(
                ValueError,
                "tounicode() may only be called on unicode type arrays ('u' or 'w')"
            ));
        }
        let mut characters = Vec::new();
        for c in self.bytes().chunks_exact(4) {
            let c = u32::from_ne_bytes([c[0], c[1], c[2], c[3]]);
            if c > 0x10ffff {
                return Err(raise!(
                    ValueError,
                    "character U+{:x} is not in range [U+0000; U+10ffff]",
                    c
                ));
            }
            characters.try_push(c)?;
        }
        Str::from_code_points(&characters)
    }

    /// The size in memory, in bytes.
    #[method("__sizeof__($self, /)")]
    fn sizeof(&self) -> usize {
        // SAFETY: live.
        let (allocated, basic) = unsafe {
            (
                (*self.raw()).allocated as usize,
                (*self.class().raw()).tp_basicsize as usize,
            )
        };
        basic + allocated * self.code().size
    }

    /// Arrays of one kind of item, for annotations.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }

    /// The letter of the items' type.
    #[getter("typecode")]
    fn typecode(&self) -> PyResult<Ref<Str>> {
        Str::from_code_points(&[self.code().letter.into()])
    }

    /// The size of an item, in bytes.
    #[getter("itemsize")]
    fn itemsize(&self) -> usize {
        self.code().size
    }
}
