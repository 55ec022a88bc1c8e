//! `slice` and the `Ellipsis` singleton.

use core::ffi::{c_int, c_void};

use base::{Hash, Object, PyResult, Ref, object_view};
use layout::*;

use crate::abstract_::Protocol;
use crate::clinic::*;
use crate::prelude::raise;
use crate::repr::Writer;
use crate::{
    Long, Str, Tuple, Type, alloc, freelist, gc, is_none, none_ref, not_implemented_result,
};

object_view!(
    /// `slice`.
    pub Slice, layout::PySliceObject, "slice", |o| o.is_exactly(PySlice_Type.as_mut_ptr())
);

impl Slice {
    pub fn new(
        start: Option<&Object>,
        stop: Option<&Object>,
        step: Option<&Object>,
    ) -> PyResult<Ref<Slice>> {
        let own = |o: Option<&Object>| o.map_or_else(none_ref, Object::to_ref);
        Slice::from_owned(own(start), own(stop), own(step))
    }

    /// `_PyBuildSlice_ConsumeRefs` with all three parts.
    pub fn from_owned(start: Ref, stop: Ref, step: Ref) -> PyResult<Ref<Slice>> {
        // SAFETY: fresh until tracked.
        unsafe {
            let mut s: *mut PySliceObject = freelist::pop(&raw mut (*freelist::lists()).slices);
            if s.is_null() {
                s = alloc::gc_new::<Slice>(&PySlice_Type)?.into_ptr().cast();
            }
            (*s).start = start.into_ptr();
            (*s).stop = stop.into_ptr();
            (*s).step = step.into_ptr();
            let s = Ref::<Slice>::from_raw_owned(s);
            gc::track(&s);
            Ok(s)
        }
    }

    #[inline]
    pub fn start(&self) -> &Object {
        // SAFETY: the parts of a slice are never NULL and never change.
        unsafe { Object::from_ptr((*self.raw()).start) }
    }
    #[inline]
    pub fn stop(&self) -> &Object {
        // SAFETY: as in `start`.
        unsafe { Object::from_ptr((*self.raw()).stop) }
    }
    #[inline]
    pub fn step(&self) -> &Object {
        // SAFETY: as in `start`.
        unsafe { Object::from_ptr((*self.raw()).step) }
    }

    /// `PySlice_Unpack`: start, stop, step clipped to isize; step 0 is a ValueError.
    pub fn unpack(&self) -> PyResult<(isize, isize, isize)> {
        let [mut start, mut stop, mut step] = [0; 3];
        self.unpack_into(&mut start, &mut stop, &mut step)?;
        Ok((start, stop, step))
    }

    /// The same, step first; what was found is there when the next fails.
    pub fn unpack_into(
        &self,
        start: &mut isize,
        stop: &mut isize,
        step: &mut isize,
    ) -> PyResult<()> {
        // -isize::MIN would overflow when the slice is reversed.
        *step = eval_index(self.step())?.map_or(1, |n| n.max(-isize::MAX));
        if *step == 0 {
            return Err(raise!(ValueError, "slice step cannot be zero"));
        }
        let (first, last) = match *step < 0 {
            true => (isize::MAX, isize::MIN),
            false => (0, isize::MAX),
        };
        *start = eval_index(self.start())?.unwrap_or(first);
        *stop = eval_index(self.stop())?.unwrap_or(last);
        Ok(())
    }

    /// `slice.indices` on an int of any size (`_PySlice_GetLongIndices`).
    pub fn long_indices(&self, length: &Object) -> PyResult<[Ref; 3]> {
        use crate::abstract_::number;
        let zero: &Object = Long::small(0);
        let step: Ref = match index_or_none(self.step())? {
            None => Long::small(1).to_ref().upcast(),
            Some(s) => {
                if s.is_zero() {
                    return Err(raise!(ValueError, "slice step cannot be zero"));
                }
                s.upcast()
            }
        };
        let lt = |a: &Object, b: &Object| a.compare_bool(b, crate::abstract_::CompareOp::Lt);
        let backwards = lt(&step, zero)?;
        let (lower, upper): (Ref, Ref) = if backwards {
            let lower: Ref = Long::small(-1).to_ref().upcast();
            let upper = number::add(length, &lower)?;
            (lower, upper)
        } else {
            (zero.to_ref(), length.to_ref())
        };
        let clip = |part: &Object, default: &Ref| -> PyResult {
            let Some(v) = index_or_none(part)? else {
                return Ok(default.clone());
            };
            let v = v.upcast();
            if lt(&v, zero)? {
                let v = number::add(&v, length)?;
                return Ok(if lt(&v, &lower)? { lower.clone() } else { v });
            }
            Ok(if lt(&upper, &v)? { upper.clone() } else { v })
        };
        let start = clip(self.start(), if backwards { &upper } else { &lower })?;
        let stop = clip(self.stop(), if backwards { &lower } else { &upper })?;
        Ok([start, stop, step])
    }
}

/// `_PyEval_SliceIndex`: None for None; ints clip to isize.
pub fn eval_index(o: &Object) -> PyResult<Option<isize>> {
    if is_none(o) {
        return Ok(None);
    }
    if !crate::sequence::has_index(o) {
        return Err(bad_slice_index());
    }
    Ok(Some(o.index_isize(true)?))
}

fn index_or_none(o: &Object) -> PyResult<Option<Ref<Long>>> {
    if is_none(o) {
        return Ok(None);
    }
    if !crate::sequence::has_index(o) {
        return Err(bad_slice_index());
    }
    Ok(Some(o.index()?))
}

#[cold]
fn bad_slice_index() -> base::Raised {
    raise!(
        TypeError,
        "slice indices must be integers or None or have an __index__ method"
    )
}

/// `PySlice_AdjustIndices`: clips to a length; gives start, stop and the number of items.
#[inline]
pub fn adjust_indices(
    length: isize,
    start: isize,
    stop: isize,
    step: isize,
) -> (isize, isize, usize) {
    let clip = |mut i: isize| {
        if i < 0 {
            i += length;
            if i < 0 {
                if step < 0 { -1 } else { 0 }
            } else {
                i
            }
        } else if i >= length {
            if step < 0 { length - 1 } else { length }
        } else {
            i
        }
    };
    let (start, stop) = (clip(start), clip(stop));
    let count = if step < 0 {
        if stop < start {
            (start - stop - 1) / -step + 1
        } else {
            0
        }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    (start, stop, count as usize)
}

extern "C" fn slice_dealloc(this: *mut Slice) {
    // SAFETY: the last reference is gone.
    unsafe {
        let s = this.cast::<PySliceObject>();
        gc::untrack(Object::from_ptr(s.cast()));
        base::refcount::decref((*s).step);
        base::refcount::decref((*s).start);
        base::refcount::decref((*s).stop);
        if !freelist::push(
            &raw mut (*freelist::lists()).slices,
            s,
            Py_slices_MAXFREELIST,
        ) {
            alloc::gc_free(s.cast());
        }
    }
}

extern "C" fn slice_traverse(this: &Slice, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the parts are live.
    unsafe {
        for o in [(*this.raw()).start, (*this.raw()).stop, (*this.raw()).step] {
            let r = visit(o, arg);
            if r != 0 {
                return r;
            }
        }
        0
    }
}

extern "C" fn slice_repr(this: &Slice) -> PyResult {
    let mut out = Writer::new();
    out.push("slice(");
    out.push_repr(this.start())?;
    out.push(", ");
    out.push_repr(this.stop())?;
    out.push(", ");
    out.push_repr(this.step())?;
    out.push(")");
    out.finish()
}

extern "C" fn slice_richcompare(this: &Slice, other: &Object, op: c_int) -> PyResult {
    let Some(b) = other.downcast::<Slice>() else {
        return not_implemented_result();
    };
    if this.is(b) {
        return Ok(crate::py_bool(matches!(op, Py_EQ | Py_LE | Py_GE)).to_ref());
    }
    let parts =
        |s: &Slice| Tuple::from_array([s.start().to_ref(), s.stop().to_ref(), s.step().to_ref()]);
    parts(this)?.rich_compare(&*parts(b)?, crate::sequence::compare_op(op))
}

extern "C" fn slice_hash(this: &Slice) -> Hash {
    hash(this).into()
}

fn hash(this: &Slice) -> PyResult<Py_hash_t> {
    let mut acc = _PyTuple_HASH_XXPRIME_5;
    for o in [this.start(), this.stop(), this.step()] {
        acc = acc
            .wrapping_add((o.hash()? as u64).wrapping_mul(_PyTuple_HASH_XXPRIME_2))
            .rotate_left(31)
            .wrapping_mul(_PyTuple_HASH_XXPRIME_1);
    }
    Ok(if acc == u64::MAX {
        1546275796
    } else {
        acc as Py_hash_t
    })
}

extern "C" fn slice_new(_ty: &Type, args: &Tuple, kwargs: Option<&crate::Dict>) -> PyResult {
    if kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "slice() takes no keyword arguments"));
    }
    match args.as_slice() {
        [stop] => Ok(Slice::new(None, Some(stop), None)?.upcast()),
        [start, stop] => Ok(Slice::new(Some(start), Some(stop), None)?.upcast()),
        [start, stop, step] => Ok(Slice::new(Some(start), Some(stop), Some(step))?.upcast()),
        [] => Err(raise!(
            TypeError,
            "slice expected at least 1 argument, got 0"
        )),
        more => Err(raise!(
            TypeError,
            "slice expected at most 3 arguments, got {}",
            more.len()
        )),
    }
}

const fn part(name: &'static core::ffi::CStr, offset: usize) -> PyMemberDef {
    crate::slots::member(name, Py_T_OBJECT_EX, offset, Py_READONLY)
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 4]> = crate::slots::Table::new([
    part(c"start", core::mem::offset_of!(PySliceObject, start)),
    part(c"stop", core::mem::offset_of!(PySliceObject, stop)),
    part(c"step", core::mem::offset_of!(PySliceObject, step)),
    crate::slots::MEMBERS_END,
]);

#[pymethods]
impl Slice {
    /// Start, stop and step for a sequence of the given length, as `range` takes them.
    #[method("indices(object, /)")]
    fn indices(&self, object: &Object) -> PyResult<Ref<Tuple>> {
        let length = object.index()?;
        if length.is_negative() {
            return Err(raise!(ValueError, "length should not be negative"));
        }
        Tuple::from_array(self.long_indices(&length)?)
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        use crate::type_::ObjectClass;
        let parts = Tuple::from_slice(&[self.start(), self.stop(), self.step()])?;
        Tuple::from_array([self.class().to_ref().upcast(), parts.upcast()])
    }
}

object_view!(
    /// The type of `...`.
    pub Ellipsis, PyObject, "ellipsis", |o| o.is_exactly(PyEllipsis_Type.as_mut_ptr())
);

#[pymethods]
impl Ellipsis {
    /// The name for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> &'static str {
        "Ellipsis"
    }
}

#[unsafe(no_mangle)]
pub static PySlice_Type: Type = Type::new(PyTypeObject {
    tp_name: c"slice".as_ptr(),
    tp_basicsize: size_of::<layout::PySliceObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Slice>(slice_dealloc),
    tp_repr: crate::slots::repr(slice_repr),
    tp_hash: crate::slots::hash(slice_hash),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(slice_traverse),
    tp_richcompare: crate::slots::richcompare(slice_richcompare),
    tp_doc: c"slice(stop)\nslice(start, stop[, step])\n\nA range of indices, as a[start:stop:step] makes it.".as_ptr(),
    tp_methods: Slice::METHODS,
    tp_members: MEMBERS.first(),
    tp_new: crate::slots::new(slice_new),
    ..Type::EMPTY
});

extern "C" fn ellipsis_repr(_: &Object) -> PyResult {
    Ok(Str::from_str("Ellipsis")?.upcast())
}

extern "C" fn ellipsis_new(_ty: &Type, args: &Tuple, kwargs: Option<&crate::Dict>) -> PyResult {
    if !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "EllipsisType takes no arguments"));
    }
    Ok(ellipsis().to_ref())
}

extern "C" fn ellipsis_dealloc(this: *mut Object) {
    // SAFETY: the singleton is immortal; a stray decref must not free it.
    unsafe { base::refcount::set_immortal(this.cast()) }
}

#[unsafe(no_mangle)]
pub static PyEllipsis_Type: Type = Type::new(PyTypeObject {
    tp_name: c"ellipsis".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Object>(ellipsis_dealloc),
    tp_repr: crate::slots::repr(ellipsis_repr),
    tp_doc: c"ellipsis()\n--\n\nThe type of the Ellipsis singleton.".as_ptr(),
    tp_methods: Ellipsis::METHODS,
    tp_new: crate::slots::new(ellipsis_new),
    ..Type::EMPTY
});

#[unsafe(no_mangle)]
pub static mut _Py_EllipsisObject: PyObject =
    base::refcount::static_header(PyEllipsis_Type.as_mut_ptr());

/// `...`, borrowed.
#[inline(always)]
pub fn ellipsis() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _Py_EllipsisObject) }
}
