//! `memoryview`'s methods and attributes.

use base::{Object, PyResult, Ref};
use layout::*;

use super::item::{is_byte, native, native_text, supported, unpack};
use super::{ManagedBuffer, MemoryView, dims, int_tuple};
use crate::bytes_methods::hex;
use crate::clinic::*;
use crate::prelude::*;

impl MemoryView {
    /// The new format and, perhaps, a shape, put on a fresh view.
    fn recast(&self, format: &Str, shape: Option<&[Ref]>) -> PyResult<()> {
        let bad_format = || {
            raise!(
                ValueError,
                "memoryview: destination format must be a native single character format prefixed with an optional '@'"
            )
        };
        let text = format.as_ascii().ok_or_else(bad_format)?.as_bytes();
        let (dest, size) = native(text).ok_or_else(bad_format)?;
        // SAFETY: fresh: nobody else sees the view; the arrays have room for the dimensions asked for.
        unsafe {
            let v = &mut (*self.raw()).view;
            let from_bytes = native(crate::buffer::format_of(v)).is_some_and(|(f, _)| is_byte(f));
            if !from_bytes && !is_byte(dest) {
                return Err(raise!(
                    TypeError,
                    "memoryview: cannot cast between two non-byte formats"
                ));
            }
            if v.len % size as isize != 0 {
                return Err(raise!(
                    TypeError,
                    "memoryview: length is not a multiple of itemsize"
                ));
            }
            let static_text = native_text(dest, text.len() == 2).ok_or_else(bad_format)?;
            let room = (*self.raw()).ob_base.ob_size as usize / 3;
            let array: *mut isize = (&raw mut (*self.raw()).ob_array).cast();
            v.format = static_text.as_ptr().cast_mut();
            v.itemsize = size as isize;
            v.ndim = 1;
            v.shape = array;
            v.strides = array.add(room);
            v.suboffsets = core::ptr::null_mut();
            *v.shape = v.len / v.itemsize;
            *v.strides = v.itemsize;
            if let Some(shape) = shape {
                let mut len = v.itemsize;
                for (i, n) in shape.iter().enumerate() {
                    let Some(n) = n.downcast::<Long>() else {
                        return Err(raise!(
                            TypeError,
                            "memoryview.cast(): elements of shape must be integers"
                        ));
                    };
                    let n = n.as_isize()?;
                    if n <= 0 {
                        return Err(raise!(
                            ValueError,
                            "memoryview.cast(): elements of shape must be integers > 0"
                        ));
                    }
                    len = match len.checked_mul(n) {
                        Some(l) => l,
                        None => {
                            return Err(raise!(
                                ValueError,
                                "memoryview.cast(): product(shape) > SSIZE_MAX"
                            ));
                        }
                    };
                    *array.add(i) = n;
                }
                v.ndim = shape.len() as i32;
                if shape.is_empty() {
                    v.shape = core::ptr::null_mut();
                    v.strides = core::ptr::null_mut();
                } else {
                    let strides = core::slice::from_raw_parts_mut(v.strides, shape.len());
                    let shape = core::slice::from_raw_parts(v.shape, shape.len());
                    crate::buffer::fill_contiguous_strides(shape, strides, v.itemsize, b'C');
                }
                if v.len != len {
                    return Err(raise!(
                        TypeError,
                        "memoryview: product(shape) * itemsize != buffer size"
                    ));
                }
            }
        }
        self.update_flags();
        Ok(())
    }

    /// The items of a view of one dimension that equal a value, in order, until `f` says stop.
    fn matches(
        &self,
        value: &Object,
        range: core::ops::Range<isize>,
        mut f: impl FnMut(isize) -> bool,
    ) -> PyResult<()> {
        let v = self.view();
        // SAFETY: the format is a C string; the positions are within the shape.
        unsafe {
            let format = supported(crate::buffer::format_of(v))?;
            for i in range {
                self.check_released()?;
                let item = unpack(crate::buffer::item_pointer(v, &[i]), format)?;
                if (item.is(value) || self.held(|| item.equals(value))?) && !f(i) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

#[pymethods]
impl MemoryView {
    /// A view of the memory that an object exports.
    #[new("memoryview(object)")]
    fn new(cls: &Type, object: &Object) -> PyResult<Ref<MemoryView>> {
        let _ = cls;
        MemoryView::from_object(object)
    }

    /// Gives the exporter back its memory. The view is of no use afterwards.
    #[method("release()")]
    fn release_method(&self) -> PyResult<()> {
        self.release()
    }

    /// The items packed as bytes, in C ('C', or 'A' if they do not lie in Fortran order) or Fortran order.
    #[method("tobytes(order='C')")]
    fn tobytes(&self, #[default(None)] order: Nullable<&str>) -> PyResult<Ref<Bytes>> {
        self.check_released()?;
        let order = match order.0 {
            None | Some("C") => b'C',
            Some("F") => b'F',
            Some("A") => b'A',
            Some(_) => return Err(raise!(ValueError, "order must be 'C', 'F' or 'A'")),
        };
        self.packed(order)
    }

    /// Two hexadecimal digits a byte, with `sep` between groups of `bytes_per_sep` bytes, which are counted from the right, or
    /// from the left if the number is negative.
    ///
    /// >>> view = memoryview(b'\x0a\xff\x10')
    /// >>> view.hex()
    /// '0aff10'
    /// >>> view.hex('-', 2)
    /// '0a-ff10'
    #[method("hex(sep=<unrepresentable>, bytes_per_sep=1)")]
    fn hex(&self, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Ref<Str>> {
        self.check_released()?;
        let v = self.packed(b'C')?;
        self.held(|| hex::hex_text(v.as_slice(), sep, bytes_per_sep as isize))
    }

    /// The items as a list, of lists where there is more than one dimension.
    #[method("tolist()")]
    fn tolist(&self) -> PyResult {
        self.check_released()?;
        // SAFETY: the format is a C string.
        let f = supported(unsafe { crate::buffer::format_of(self.view()) })?;
        self.list_of(self.view().buf.cast(), 0, f)
    }

    /// The same memory seen by another format or shape.
    #[method("cast(format, shape=<unrepresentable>)")]
    fn cast(&self, format: &Str, shape: Option<&Object>) -> PyResult<Ref<MemoryView>> {
        self.check_released()?;
        self.check_restricted()?;
        if !self.has_flag(_Py_MEMORYVIEW_C) {
            return Err(raise!(
                TypeError,
                "memoryview: casts are restricted to C-contiguous views"
            ));
        }
        if (shape.is_some() || self.ndim() != 1)
            && (self.shape().contains(&0) || self.strides().contains(&0))
        {
            return Err(raise!(
                TypeError,
                "memoryview: cannot cast view with zeros in shape or strides"
            ));
        }
        let shape = match shape {
            None => None,
            Some(s) => Some(if let Some(l) = s.downcast::<List>() {
                l.to_vec()?
            } else if let Some(t) = s.downcast::<Tuple>() {
                t.as_slice().iter().map(|o| o.to_ref()).collect()
            } else {
                return Err(raise!(TypeError, "shape must be a list or a tuple"));
            }),
        };
        let mut ndim = 1;
        if let Some(s) = &shape {
            ndim = s.len();
            if ndim > PyBUF_MAX_NDIM as usize {
                return Err(raise!(
                    ValueError,
                    "memoryview: number of dimensions must not exceed 64"
                ));
            }
            if self.ndim() != 1 && ndim != 1 {
                return Err(raise!(
                    TypeError,
                    "memoryview: cast must be 1D -> ND or ND -> 1D"
                ));
            }
        }
        // SAFETY: not released; the managed buffer lives as long as the view.
        let new = unsafe {
            MemoryView::with_room(
                ManagedBuffer::from_raw((*self.raw()).mbuf),
                self.view(),
                ndim.max(1) as i32,
            )?
        };
        new.recast(format, shape.as_deref())?;
        Ok(new)
    }

    /// A view of the same memory that does not let it be changed.
    #[method("toreadonly()")]
    fn toreadonly(&self) -> PyResult<Ref<MemoryView>> {
        self.check_released()?;
        self.check_restricted()?;
        let new = self.again()?;
        // SAFETY: fresh.
        unsafe { (*new.raw()).view.readonly = 1 };
        Ok(new)
    }

    #[classmethod("_from_flags(object, flags)")]
    fn from_flags(cls: &Type, object: &Object, flags: i32) -> PyResult<Ref<MemoryView>> {
        let _ = cls;
        MemoryView::from_object_with(object, flags)
    }

    /// How many items equal a value.
    #[method("count(value, /)")]
    fn count(&self, value: &Object) -> PyResult<usize> {
        self.check_released()?;
        match self.ndim() {
            0 => return Err(raise!(TypeError, "invalid indexing of 0-dim memory")),
            1 => {}
            _ => {
                return Err(raise!(
                    NotImplementedError,
                    "multi-dimensional sub-views are not implemented"
                ));
            }
        }
        let mut n = 0;
        self.matches(value, 0..self.shape()[0], |_| {
            n += 1;
            true
        })?;
        Ok(n)
    }

    /// The index of the first item that equals a value.
    #[method("index(value, start=0, stop=sys.maxsize, /)")]
    fn index(&self, value: &Object, start: SliceIndex, stop: SliceIndex) -> PyResult<isize> {
        self.check_released()?;
        match self.ndim() {
            0 => return Err(raise!(TypeError, "invalid lookup on 0-dim memory")),
            1 => {}
            _ => {
                return Err(raise!(
                    NotImplementedError,
                    "multi-dimensional lookup is not implemented"
                ));
            }
        }
        let n = self.shape()[0];
        let clip = |i: isize| if i < 0 { (i + n).max(0) } else { i.min(n) };
        let mut found = None;
        self.matches(value, clip(start.0)..clip(stop.0), |i| {
            found = Some(i);
            false
        })?;
        found.ok_or_else(|| raise!(ValueError, "memoryview.index(x): x not found"))
    }

    #[method("__enter__()")]
    fn enter(&self) -> PyResult<Ref<MemoryView>> {
        self.check_released()?;
        Ok(self.to_ref())
    }

    #[method("__exit__(*exc_info)")]
    fn exit(&self, exc_info: &[&Object]) -> PyResult<()> {
        let _ = exc_info;
        self.release()
    }

    /// The object whose memory this is.
    #[getter("obj")]
    fn obj(&self) -> PyResult {
        self.check_released()?;
        // SAFETY: NULL, or held by the managed buffer.
        Ok(unsafe { Ref::<Object>::from_borrowed_opt(self.view().obj) }.unwrap_or_else(none_ref))
    }

    /// How many bytes the items would take packed.
    #[getter("nbytes")]
    fn nbytes(&self) -> PyResult<isize> {
        self.check_released()?;
        Ok(self.view().len)
    }

    /// May the memory not be changed?
    #[getter("readonly")]
    fn readonly(&self) -> PyResult<bool> {
        self.check_released()?;
        Ok(self.view().readonly != 0)
    }

    /// Bytes an item.
    #[getter("itemsize")]
    fn itemsize(&self) -> PyResult<isize> {
        self.check_released()?;
        Ok(self.view().itemsize)
    }

    /// The format of an item, as struct has it.
    #[getter("format")]
    fn format_text(&self) -> PyResult<Ref<Str>> {
        self.check_released()?;
        // SAFETY: a C string.
        Str::decode_utf8(unsafe { crate::buffer::format_of(self.view()) }, None)
    }

    /// The number of dimensions.
    #[getter("ndim")]
    fn dimensions(&self) -> PyResult<usize> {
        self.check_released()?;
        Ok(self.ndim())
    }

    /// The length of each dimension.
    #[getter("shape")]
    fn shape_tuple(&self) -> PyResult<Ref<Tuple>> {
        self.check_released()?;
        int_tuple(self.shape())
    }

    /// The bytes from one item to the next in each dimension.
    #[getter("strides")]
    fn strides_tuple(&self) -> PyResult<Ref<Tuple>> {
        self.check_released()?;
        int_tuple(self.strides())
    }

    /// For memory that is reached through pointers.
    #[getter("suboffsets")]
    fn suboffsets_tuple(&self) -> PyResult<Ref<Tuple>> {
        self.check_released()?;
        int_tuple(dims(self.view().suboffsets, self.ndim()))
    }

    /// Do the items lie in C order without gaps?
    #[getter("c_contiguous")]
    fn c_contiguous(&self) -> PyResult<bool> {
        self.check_released()?;
        Ok(self.has_flag(_Py_MEMORYVIEW_C))
    }

    /// Do the items lie in Fortran order without gaps?
    #[getter("f_contiguous")]
    fn f_contiguous(&self) -> PyResult<bool> {
        self.check_released()?;
        Ok(self.has_flag(_Py_MEMORYVIEW_FORTRAN))
    }

    /// Do the items lie without gaps?
    #[getter("contiguous")]
    fn contiguous(&self) -> PyResult<bool> {
        self.check_released()?;
        Ok(self.has_flag(_Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN))
    }

    /// memoryview is generic over the type of its items.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        crate::sequence::class_getitem(cls, object)
    }
}
