//! `range` and its iterators: `range_iterator` over machine integers, `longrange_iterator` over ints of any size.

use core::ffi::c_int;

use base::{Hash, Length, NextResult, Object, PyResult, Ref, Status, object_view};
use layout::*;

use crate::abstract_::number;
use crate::clinic::*;
use crate::iter::reduce_with_state;
use crate::owned::{self, get_field};
use crate::prelude::*;
use crate::repr::Writer;
use crate::{alloc, freelist, owned_fields};

/// `rangeobject`: four ints, computed when it is made.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct RangeObject {
    pub ob_base: PyObject,
    pub start: *mut PyObject,
    pub stop: *mut PyObject,
    pub step: *mut PyObject,
    pub length: *mut PyObject,
}

object_view!(
    /// `range`.
    pub Range, RangeObject, "range", |o| o.is_exactly(PyRange_Type.as_mut_ptr())
);
owned_fields!(Range, heap = false, [start, stop, step, length]);

fn small(n: i32) -> Ref {
    Long::small(n).to_ref().upcast()
}

fn machine(o: &Object) -> Option<i64> {
    o.downcast::<Long>()?.to_i64()
}

/// Items of `range(lo, hi, step)`, or None if the count does not fit.
fn count(start: i64, stop: i64, step: i64) -> Option<i64> {
    let (lo, hi, step) = if step > 0 {
        (start, stop, step as u64)
    } else {
        (stop, start, step.unsigned_abs())
    };
    if lo >= hi {
        return Some(0);
    }
    let n = ((hi as u64).wrapping_sub(1).wrapping_sub(lo as u64)) / step + 1;
    i64::try_from(n).ok()
}

fn less(a: &Object, b: &Object) -> PyResult<bool> {
    a.compare_bool(b, CompareOp::Lt)
}

fn length_of(start: &Object, stop: &Object, step: &Object) -> PyResult {
    if let (Some(a), Some(b), Some(s)) = (machine(start), machine(stop), machine(step))
        && let Some(n) = count(a, b, s)
    {
        return Ok(Long::from_i64(n)?.upcast());
    }
    let zero = small(0);
    let forward = less(&zero, step)?;
    let (lo, hi, step) = if forward {
        (start, stop, step.to_ref())
    } else {
        (stop, start, number::negative(step)?)
    };
    if !less(lo, hi)? {
        return Ok(zero);
    }
    let diff = number::subtract(&*number::subtract(hi, lo)?, &small(1))?;
    number::add(&*number::floor_divide(&diff, &step)?, &small(1))
}

impl Range {
    fn part(&self, f: impl Fn(*mut RangeObject) -> *mut PyObject) -> &Object {
        // SAFETY: the parts of a range are never NULL and never change.
        unsafe { Object::from_ptr(f(self.raw())) }
    }
    pub fn start(&self) -> &Object {
        // SAFETY: live.
        self.part(|r| unsafe { (*r).start })
    }
    pub fn stop(&self) -> &Object {
        // SAFETY: live.
        self.part(|r| unsafe { (*r).stop })
    }
    pub fn step(&self) -> &Object {
        // SAFETY: live.
        self.part(|r| unsafe { (*r).step })
    }
    pub fn length_object(&self) -> &Object {
        // SAFETY: live.
        self.part(|r| unsafe { (*r).length })
    }

    /// A range of ints; the step is not zero.
    fn make(start: Ref, stop: Ref, step: Ref) -> PyResult<Ref<Range>> {
        let length = length_of(&start, &stop, &step)?;
        // SAFETY: fresh.
        unsafe {
            let mut r: *mut RangeObject = freelist::pop(&raw mut (*freelist::lists()).ranges);
            if r.is_null() {
                r = alloc::new::<Range>(&PyRange_Type)?.into_ptr().cast();
            }
            (*r).start = start.into_ptr();
            (*r).stop = stop.into_ptr();
            (*r).step = step.into_ptr();
            (*r).length = length.into_ptr();
            Ok(Ref::from_raw_owned(r))
        }
    }

    /// `range(*args)`.
    pub fn from_args(args: &[&Object]) -> PyResult<Ref<Range>> {
        match args {
            [] => Err(raise!(
                TypeError,
                "range expected at least 1 argument, got 0"
            )),
            [stop] => {
                let stop = number::index_exact(stop)?;
                Range::make(small(0), stop.upcast(), small(1))
            }
            [start, stop, rest @ ..] if rest.len() < 2 => {
                let start = number::index_exact(start)?;
                let stop = number::index_exact(stop)?;
                let step = match rest.first() {
                    None => small(1),
                    Some(s) => {
                        let s = number::index_exact(s)?;
                        if s.is_zero() {
                            return Err(raise!(ValueError, "range() arg 3 must not be zero"));
                        }
                        s.upcast()
                    }
                };
                Range::make(start.upcast(), stop.upcast(), step)
            }
            more => Err(raise!(
                TypeError,
                "range expected at most 3 arguments, got {}",
                more.len()
            )),
        }
    }

    /// `start + i * step`.
    fn item(&self, i: &Object) -> PyResult {
        if self.step().is(Long::small(1)) {
            return number::add(self.start(), i);
        }
        number::add(self.start(), &*number::multiply(i, self.step())?)
    }

    fn checked_item(&self, index: &Object) -> PyResult {
        let zero = small(0);
        let index = if less(index, &zero)? {
            number::add(self.length_object(), index)?
        } else {
            index.to_ref()
        };
        if less(&index, &zero)? || !less(&index, self.length_object())? {
            return Err(raise!(IndexError, "range object index out of range"));
        }
        self.item(&index)
    }

    fn slice(&self, slice: &Slice) -> PyResult {
        let [start, stop, step] = slice.long_indices(self.length_object())?;
        let new_step = number::multiply(self.step(), &step)?;
        let new_start = self.item(&start)?;
        let new_stop = self.item(&stop)?;
        Ok(Range::make(new_start, new_stop, new_step)?.upcast())
    }

    /// Is an exact int (or bool) in the range?
    fn contains_int(&self, x: &Object) -> PyResult<bool> {
        let zero = small(0);
        let inside = if less(&zero, self.step())? {
            !less(x, self.start())? && less(x, self.stop())?
        } else {
            less(self.stop(), x)? && !less(self.start(), x)?
        };
        if !inside {
            return Ok(false);
        }
        let offset = number::subtract(x, self.start())?;
        number::remainder(&offset, self.step())?.equals(&zero)
    }
}

/// Is it exactly an int or a bool?
fn is_plain_int(o: &Object) -> bool {
    o.is_exactly(crate::long::PyLong_Type.as_mut_ptr())
        || o.is_exactly(crate::bool_::PyBool_Type.as_mut_ptr())
}

/// How many items of a sequence equal `x`, or the index of the first.
fn search(this: &Range, x: &Object, index: bool) -> PyResult<Option<usize>> {
    let it = this.iter()?;
    let (mut i, mut n) = (0, 0);
    while let Some(item) = owned::next(&it)? {
        if item.compare_bool(x, CompareOp::Eq)? {
            if index {
                return Ok(Some(i));
            }
            n += 1;
        }
        i += 1;
    }
    Ok(if index { None } else { Some(n) })
}

extern "C" fn range_dealloc(this: *mut Range) {
    // SAFETY: the last reference is gone.
    unsafe {
        let r = this.cast::<RangeObject>();
        for o in [(*r).start, (*r).stop, (*r).step, (*r).length] {
            base::refcount::decref(o);
        }
        if !freelist::push(
            &raw mut (*freelist::lists()).ranges,
            r,
            Py_ranges_MAXFREELIST,
        ) {
            alloc::free(r.cast());
        }
    }
}

extern "C" fn range_length(this: &Range) -> Length {
    this.length_object()
        .index()
        .and_then(|n| n.as_isize())
        .into()
}

extern "C" fn range_item(this: &Range, i: isize) -> PyResult {
    let i = Long::from_isize(i)?;
    this.checked_item(&i)
}

extern "C" fn range_subscript(this: &Range, key: &Object) -> PyResult {
    if crate::sequence::has_index(key) {
        let i = key.index()?;
        return this.checked_item(&i);
    }
    match key.downcast::<Slice>() {
        Some(s) => this.slice(s),
        None => Err(raise!(
            TypeError,
            "range indices must be integers or slices, not {}",
            key.class().tp_name()
        )),
    }
}

extern "C" fn range_contains(this: &Range, x: &Object) -> Status {
    if is_plain_int(x) {
        return this.contains_int(x).into();
    }
    search(this, x, true).map(|found| found.is_some()).into()
}

extern "C" fn range_bool(this: &Range) -> Status {
    this.length_object().is_true().into()
}

extern "C" fn range_repr(this: &Range) -> PyResult {
    let mut out = Writer::new();
    out.push("range(");
    out.push_repr(this.start())?;
    out.push(", ");
    out.push_repr(this.stop())?;
    if !this.step().is(Long::small(1)) {
        out.push(", ");
        out.push_repr(this.step())?;
    }
    out.push(")");
    out.finish()
}

/// What decides equality: the length, then the start if there are items, then the step if there are two.
fn essence(this: &Range) -> PyResult<Ref<Tuple>> {
    let n = this.length_object();
    let start = if n.is_true()? { this.start() } else { none() };
    let step = if n.is_true()? && !n.equals(&small(1))? {
        this.step()
    } else {
        none()
    };
    Tuple::from_slice(&[n, start, step])
}

extern "C" fn range_hash(this: &Range) -> Hash {
    essence(this).and_then(|t| t.hash()).into()
}

extern "C" fn range_richcompare(this: &Range, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Range>() else {
        return not_implemented_result();
    };
    if op != Py_EQ && op != Py_NE {
        return not_implemented_result();
    }
    let equal = this.is(other) || essence(this)?.equals(&*essence(other)?)?;
    Ok(py_bool(equal == (op == Py_EQ)).to_ref())
}

extern "C" fn range_iter(this: &Range) -> PyResult {
    if let (Some(start), Some(stop), Some(step)) = (
        machine(this.start()),
        machine(this.stop()),
        machine(this.step()),
    ) && let Some(it) = fast_iter(start, stop, step)?
    {
        return Ok(it);
    }
    long_iter(
        this.start().to_ref(),
        this.step().to_ref(),
        this.length_object().to_ref(),
    )
}

/// An iterator over machine integers, if neither the count nor the last step overflows.
fn fast_iter(start: i64, stop: i64, step: i64) -> PyResult<Option<Ref>> {
    let Some(len) = count(start, stop, step) else {
        return Ok(None);
    };
    // The position past the last item must be representable, too.
    let past = i128::from(start) + i128::from(len) * i128::from(step);
    if i64::try_from(past).is_err() {
        return Ok(None);
    }
    new_fast(start, step, len).map(Some)
}

fn new_fast(start: i64, step: i64, len: i64) -> PyResult {
    // SAFETY: fresh.
    unsafe {
        let mut it: *mut _PyRangeIterObject =
            freelist::pop(&raw mut (*freelist::lists()).range_iters);
        if it.is_null() {
            it = alloc::new::<RangeIter>(&PyRangeIter_Type)?
                .into_ptr()
                .cast();
        }
        (*it).start = start;
        (*it).step = step;
        (*it).len = len;
        Ok(Ref::from_raw_owned(it))
    }
}

fn long_iter(start: Ref, step: Ref, len: Ref) -> PyResult {
    let it = alloc::new::<LongRangeIter>(&PyLongRangeIter_Type)?;
    // SAFETY: fresh.
    unsafe {
        (*it.raw()).start = start.into_ptr();
        (*it.raw()).step = step.into_ptr();
        (*it.raw()).len = len.into_ptr();
    }
    Ok(it.upcast())
}

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(range_length),
    sq_item: crate::slots::item(range_item),
    sq_contains: crate::slots::contains(range_contains),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};
static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(range_length),
    mp_subscript: crate::slots::binary(range_subscript),
    mp_ass_subscript: None,
};
static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_bool: crate::slots::inquiry(range_bool),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

const fn member(name: &'static core::ffi::CStr, offset: usize) -> PyMemberDef {
    crate::slots::member(name, Py_T_OBJECT_EX, offset, Py_READONLY)
}
static MEMBERS: crate::slots::Table<[PyMemberDef; 4]> = crate::slots::Table::new([
    member(c"start", core::mem::offset_of!(RangeObject, start)),
    member(c"stop", core::mem::offset_of!(RangeObject, stop)),
    member(c"step", core::mem::offset_of!(RangeObject, step)),
    crate::slots::MEMBERS_END,
]);

#[pymethods]
impl Range {
    /// An iterator over the items, last first.
    #[method("__reversed__()")]
    fn reversed_(&self) -> PyResult {
        if let (Some(start), Some(stop), Some(step)) = (
            machine(self.start()),
            machine(self.stop()),
            machine(self.step()),
        ) && step != i64::MIN
            && let Some(len) = count(start, stop, step)
        {
            let last = i128::from(start) + i128::from(len - 1) * i128::from(step);
            let past = i128::from(start) - i128::from(step);
            if let (Ok(last), Ok(_)) = (i64::try_from(last), i64::try_from(past)) {
                return new_fast(last, -step, len);
            }
        }
        let len = self.length_object();
        let last = self.item(&*number::subtract(len, &small(1))?)?;
        long_iter(last, number::negative(self.step())?, len.to_ref())
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let parts = Tuple::from_slice(&[self.start(), self.stop(), self.step()])?;
        Tuple::from_array([self.class().to_ref().upcast(), parts.upcast()])
    }

    /// How many items equal the value.
    #[method("count(object, /)")]
    fn count_(&self, object: &Object) -> PyResult<usize> {
        if is_plain_int(object) {
            return Ok(usize::from(self.contains_int(object)?));
        }
        Ok(search(self, object, false)?.unwrap_or(0))
    }

    /// The index of a value.
    #[method("index(object, /)")]
    fn index_(&self, object: &Object) -> PyResult {
        if !is_plain_int(object) {
            return match search(self, object, true)? {
                Some(i) => Ok(Long::from_usize(i)?.upcast()),
                None => Err(raise!(ValueError, "sequence.index(x): x not in sequence")),
            };
        }
        if !self.contains_int(object)? {
            return Err(raise!(ValueError, "range.index(x): x not in range"));
        }
        let offset = number::subtract(object, self.start())?;
        if self.step().is(Long::small(1)) {
            return Ok(offset);
        }
        number::floor_divide(&offset, self.step())
    }
}

extern "C" fn range_new(_ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "range() takes no keyword arguments"));
    }
    Ok(Range::from_args(args.as_slice())?.upcast())
}

extern "C" fn range_vectorcall(
    _ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "range() takes no keyword arguments"));
    }
    let n = nargsf & !(1usize << (usize::BITS - 1));
    // SAFETY: vectorcall's contract: `n` live arguments.
    let args = unsafe {
        if n == 0 {
            &[]
        } else {
            core::slice::from_raw_parts(args.cast::<&Object>(), n)
        }
    };
    Ok(Range::from_args(args)?.upcast())
}

#[unsafe(no_mangle)]
pub static PyRange_Type: Type = Type::new(PyTypeObject {
    tp_name: c"range".as_ptr(),
    tp_basicsize: size_of::<RangeObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Range>(range_dealloc),
    tp_repr: crate::slots::repr(range_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(range_hash),
    tp_flags: Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_doc: c"range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start (included) to stop (excluded) by steps; start is 0 and step 1 unless given."
        .as_ptr(),
    tp_richcompare: crate::slots::richcompare(range_richcompare),
    tp_iter: crate::slots::iter(range_iter),
    tp_methods: Range::METHODS,
    tp_members: MEMBERS.first(),
    tp_new: crate::slots::new(range_new),
    // SAFETY: the ABI is that of the slot.
    tp_vectorcall: Some(unsafe {
        core::mem::transmute::<
            extern "C" fn(&Type, *const *mut PyObject, usize, Option<&Tuple>) -> PyResult,
            vectorcallfunc,
        >(range_vectorcall)
    }),
    ..Type::EMPTY
});

object_view!(
    /// `range_iterator`.
    pub RangeIter, _PyRangeIterObject, "range_iterator", |o| o.is_exactly(PyRangeIter_Type.as_mut_ptr())
);

extern "C" fn fast_next(this: &RangeIter) -> NextResult {
    // SAFETY: live.
    unsafe {
        let it = this.raw();
        if (*it).len <= 0 {
            return NextResult::from(Ok(None::<Ref>));
        }
        let value = (*it).start;
        (*it).start = value.wrapping_add((*it).step);
        (*it).len -= 1;
        Long::from_i64(value).map(Some).into()
    }
}

extern "C" fn fast_dealloc(this: *mut RangeIter) {
    // SAFETY: the last reference is gone.
    unsafe {
        if !freelist::push(
            &raw mut (*freelist::lists()).range_iters,
            this.cast::<_PyRangeIterObject>(),
            Py_range_iters_MAXFREELIST,
        ) {
            alloc::free(this.cast());
        }
    }
}

#[pymethods]
impl RangeIter {
    /// How many items are left.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> i64 {
        // SAFETY: live.
        unsafe { (*self.raw()).len }
    }

    /// The state for pickling: a range of what is left.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        // SAFETY: live.
        let (start, step, len) =
            unsafe { ((*self.raw()).start, (*self.raw()).step, (*self.raw()).len) };
        let stop = start.wrapping_add(len.wrapping_mul(step));
        let range = Range::make(
            Long::from_i64(start)?.upcast(),
            Long::from_i64(stop)?.upcast(),
            Long::from_i64(step)?.upcast(),
        )?;
        reduce_with_state("iter", vec![range.upcast()], none_ref())
    }

    /// Skips items.
    #[method("__setstate__(object, /)")]
    fn setstate(&self, object: &Object) -> PyResult<()> {
        let index = object.index()?.as_i64()?;
        // SAFETY: live.
        unsafe {
            let it = self.raw();
            let index = index.clamp(0, (*it).len.max(0));
            (*it).start = (*it).start.wrapping_add(index.wrapping_mul((*it).step));
            (*it).len -= index;
        }
        Ok(())
    }
}

#[unsafe(no_mangle)]
pub static PyRangeIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"range_iterator".as_ptr(),
    tp_basicsize: size_of::<_PyRangeIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<RangeIter>(fast_dealloc),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(fast_next),
    tp_methods: RangeIter::METHODS,
    tp_flags: Py_TPFLAGS_DISALLOW_INSTANTIATION,
    ..Type::EMPTY
});

/// `longrangeiterobject`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct LongRangeIterObject {
    pub ob_base: PyObject,
    pub start: *mut PyObject,
    pub step: *mut PyObject,
    pub len: *mut PyObject,
}

object_view!(
    /// `longrange_iterator`.
    pub LongRangeIter, LongRangeIterObject, "longrange_iterator", |o| o.is_exactly(PyLongRangeIter_Type.as_mut_ptr())
);
owned_fields!(LongRangeIter, heap = false, [start, step, len]);

impl LongRangeIter {
    fn parts(&self) -> (Ref, Ref, Ref) {
        // SAFETY: the fields are never NULL.
        unsafe {
            let it = self.raw();
            let get = |slot| get_field(slot).unwrap_or_else(none_ref);
            (
                get(&raw mut (*it).start),
                get(&raw mut (*it).step),
                get(&raw mut (*it).len),
            )
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        let (start, step, len) = self.parts();
        if !less(&small(0), &len)? {
            return Ok(None);
        }
        let new_len = number::subtract(&len, &small(1))?;
        let new_start = number::add(&start, &step)?;
        // SAFETY: live.
        unsafe {
            owned::set_field(&raw mut (*self.raw()).len, new_len);
            owned::set_field(&raw mut (*self.raw()).start, new_start);
        }
        Ok(Some(start))
    }
}

extern "C" fn long_next(this: &LongRangeIter) -> NextResult {
    this.advance().into()
}

#[pymethods]
impl LongRangeIter {
    /// How many items are left.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> Ref {
        self.parts().2
    }

    /// The state for pickling: a range of what is left.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult {
        let (start, step, len) = self.parts();
        let stop = number::add(&start, &*number::multiply(&len, &step)?)?;
        let range = Range::make(start, stop, step)?;
        reduce_with_state("iter", vec![range.upcast()], none_ref())
    }

    /// Skips items.
    #[method("__setstate__(object, /)")]
    fn setstate(&self, object: &Object) -> PyResult<()> {
        if object.downcast::<Long>().is_none() {
            return Err(raise!(
                TypeError,
                "state must be an int, not {}",
                object.class().tp_name()
            ));
        }
        let (start, step, len) = self.parts();
        let index = if less(object, &small(0))? {
            small(0)
        } else if less(&len, object)? {
            len.clone()
        } else {
            object.to_ref()
        };
        let new_start = number::add(&start, &*number::multiply(&index, &step)?)?;
        let new_len = number::subtract(&len, &index)?;
        // SAFETY: live.
        unsafe {
            owned::set_field(&raw mut (*self.raw()).start, new_start);
            owned::set_field(&raw mut (*self.raw()).len, new_len);
        }
        Ok(())
    }
}

#[unsafe(no_mangle)]
pub static PyLongRangeIter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"longrange_iterator".as_ptr(),
    tp_basicsize: size_of::<LongRangeIterObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<LongRangeIter>(owned::dealloc),
    tp_iter: crate::slots::SELF_ITER,
    tp_iternext: crate::slots::next(long_next),
    tp_methods: LongRangeIter::METHODS,
    tp_flags: Py_TPFLAGS_DISALLOW_INSTANTIATION,
    ..Type::EMPTY
});
