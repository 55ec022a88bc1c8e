//! Iterators over one stream: `accumulate`, `batched`, `compress`, `count`, `dropwhile`, `takewhile`, `filterfalse`, `pairwise`,
//! `repeat`, `starmap`.

use core::ffi::c_long;

use layout::*;
use objects::abstract_::number;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;
use objects::repr::Writer;

const NO_REPR: Option<reprfunc> = None;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct AccumulateObject {
    ob_base: PyObject,
    total: *mut PyObject,
    it: *mut PyObject,
    binop: *mut PyObject,
    initial: *mut PyObject,
}
iterator!(
    /// `itertools.accumulate`.
    Accumulate, AccumulateObject, ACCUMULATE = "accumulate", c"itertools.accumulate", [total, it, binop, initial]
);

impl Accumulate {
    const REPR: Option<reprfunc> = NO_REPR;

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL.
        unsafe {
            let a = self.raw();
            if let Some(first) = get_field(&raw mut (*a).initial) {
                clear_field(&raw mut (*a).initial);
                set_field(&raw mut (*a).total, first.clone());
                return Ok(Some(first));
            }
            let Some(it) = get_field(&raw mut (*a).it) else {
                return Ok(None);
            };
            let Some(item) = owned::next(&it)? else {
                return Ok(None);
            };
            let total = match get_field(&raw mut (*a).total) {
                None => item,
                Some(total) => match get_field(&raw mut (*a).binop) {
                    None => number::add(&total, &item)?,
                    Some(f) => f.call(&[&total, &item])?,
                },
            };
            set_field(&raw mut (*a).total, total.clone());
            Ok(Some(total))
        }
    }
}

#[pymethods]
impl Accumulate {
    /// Running totals, or the running results of a function of two arguments.
    #[new("accumulate(iterable, func=None, *, initial=None)")]
    fn new(
        cls: &Type,
        iterable: &Object,
        func: Option<&Object>,
        initial: Option<&Object>,
    ) -> PyResult {
        let it = iterable.iter()?;
        let a = owned::alloc::<Accumulate>(cls)?;
        // SAFETY: fresh.
        unsafe {
            let given = |o: Option<&Object>| match o {
                Some(o) if !is_none(o) => o.to_ref().into_ptr(),
                _ => core::ptr::null_mut(),
            };
            (*a.raw()).it = it.into_ptr();
            (*a.raw()).binop = given(func);
            (*a.raw()).initial = given(initial);
        }
        Ok(a.upcast())
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct BatchedObject {
    ob_base: PyObject,
    it: *mut PyObject,
    batch_size: Py_ssize_t,
    strict: bool,
}
iterator!(
    /// `itertools.batched`.
    Batched, BatchedObject, BATCHED = "batched", c"itertools.batched", [it]
);

impl Batched {
    const REPR: Option<reprfunc> = NO_REPR;

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the field is held, or NULL.
        unsafe {
            let b = self.raw();
            let Some(it) = get_field(&raw mut (*b).it) else {
                return Ok(None);
            };
            let n = (*b).batch_size as usize;
            let mut batch = Vec::new();
            while batch.len() < n {
                match owned::next(&it) {
                    Ok(Some(item)) => {
                        if batch.len() == batch.capacity()
                            && batch
                                .try_reserve(batch.len().max(4).min(n - batch.len()))
                                .is_err()
                        {
                            return Err(objects::exceptions::no_memory());
                        }
                        batch.push(item);
                    }
                    Ok(None) => break,
                    Err(e) => {
                        clear_field(&raw mut (*b).it);
                        return Err(e);
                    }
                }
            }
            if batch.len() == n {
                return Ok(Some(Tuple::from_vec(batch)?.upcast()));
            }
            clear_field(&raw mut (*b).it);
            if batch.is_empty() {
                return Ok(None);
            }
            if (*b).strict {
                return Err(raise!(ValueError, "batched(): incomplete batch"));
            }
            Ok(Some(Tuple::from_vec(batch)?.upcast()))
        }
    }
}

#[pymethods]
impl Batched {
    /// Tuples of n items each; the last may be shorter, unless `strict`.
    ///
    /// >>> list(batched('queue', 2))
    /// [('q', 'u'), ('e', 'u'), ('e',)]
    #[new("batched(iterable, n, *, strict=False)")]
    fn new(cls: &Type, iterable: &Object, n: isize, strict: bool) -> PyResult {
        if n < 1 {
            return Err(raise!(ValueError, "n must be at least one"));
        }
        let it = iterable.iter()?;
        let b = owned::alloc::<Batched>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*b.raw()).it = it.into_ptr();
            (*b.raw()).batch_size = n;
            (*b.raw()).strict = strict;
        }
        Ok(b.upcast())
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct CompressObject {
    ob_base: PyObject,
    data: *mut PyObject,
    selectors: *mut PyObject,
}
iterator!(
    /// `itertools.compress`.
    Compress, CompressObject, COMPRESS = "compress", c"itertools.compress", [data, selectors]
);

impl Compress {
    const REPR: Option<reprfunc> = NO_REPR;

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL while the object is torn down.
        let (data, selectors) = unsafe {
            let c = self.raw();
            match (
                get_field(&raw mut (*c).data),
                get_field(&raw mut (*c).selectors),
            ) {
                (Some(d), Some(s)) => (d, s),
                _ => return Ok(None),
            }
        };
        loop {
            let Some(datum) = owned::next(&data)? else {
                return Ok(None);
            };
            let Some(selector) = owned::next(&selectors)? else {
                return Ok(None);
            };
            if selector.is_true()? {
                return Ok(Some(datum));
            }
        }
    }
}

#[pymethods]
impl Compress {
    /// The items of data beside which a selector is true.
    #[new("compress(data, selectors)")]
    fn new(cls: &Type, data: &Object, selectors: &Object) -> PyResult {
        let (data, selectors) = (data.iter()?, selectors.iter()?);
        let c = owned::alloc::<Compress>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*c.raw()).data = data.into_ptr();
            (*c.raw()).selectors = selectors.into_ptr();
        }
        Ok(c.upcast())
    }
}

/// `cnt` is isize::MAX in slow mode, where `long_cnt` counts.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CountObject {
    ob_base: PyObject,
    cnt: Py_ssize_t,
    long_cnt: *mut PyObject,
    long_step: *mut PyObject,
}
iterator!(
    /// `itertools.count`.
    Count, CountObject, COUNT = "count", c"itertools.count", [long_cnt, long_step]
);

/// `PyNumber_Check`.
fn is_number(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        (!n.is_null()
            && ((*n).nb_index.is_some() || (*n).nb_int.is_some() || (*n).nb_float.is_some()))
            || o.downcast::<Complex>().is_some()
    }
}

impl Count {
    const REPR: Option<reprfunc> = objects::slots::repr(count_repr);

    fn step(&self) -> Ref {
        // SAFETY: held, unless the object is being torn down.
        unsafe { get_field(&raw mut (*self.raw()).long_step) }
            .unwrap_or_else(|| Long::small(1).to_ref().upcast())
    }

    fn present(&self) -> PyResult {
        // SAFETY: NULL or held.
        unsafe {
            let c = self.raw();
            if (*c).cnt != isize::MAX {
                return Ok(Long::from_isize((*c).cnt)?.upcast());
            }
            match get_field(&raw mut (*c).long_cnt) {
                Some(n) => Ok(n),
                None => Ok(Long::from_isize(isize::MAX)?.upcast()),
            }
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: live.
        unsafe {
            let c = self.raw();
            let now = self.present()?;
            if (*c).cnt != isize::MAX {
                (*c).cnt += 1;
                return Ok(Some(now));
            }
            let next = number::add(&now, &self.step())?;
            set_field(&raw mut (*c).long_cnt, next);
            Ok(Some(now))
        }
    }
}

extern "C" fn count_repr(this: &Count) -> PyResult {
    let mut out = Writer::new();
    out.push("count(");
    out.push_repr(&*this.present()?)?;
    let step = this.step();
    let one = step
        .downcast::<Long>()
        .is_some_and(|s| s.to_i64() == Some(1));
    if !one {
        out.push(", ");
        out.push_repr(&step)?;
    }
    out.push(")");
    out.finish()
}

#[pymethods]
impl Count {
    /// Numbers from start by steps, without end.
    #[new("count(start=0, step=1)")]
    fn new(cls: &Type, start: Option<&Object>, step: Option<&Object>) -> PyResult {
        if start.is_some_and(|o| !is_number(o)) || step.is_some_and(|o| !is_number(o)) {
            return Err(raise!(TypeError, "a number is required"));
        }
        let one = match step {
            None => true,
            Some(s) => s.downcast::<Long>().is_some_and(|s| s.to_i64() == Some(1)),
        };
        let small = match start {
            None => Some(0),
            Some(s) => s.downcast::<Long>().and_then(|s| s.to_i64()),
        };
        let c = owned::alloc::<Count>(cls)?;
        // SAFETY: fresh.
        unsafe {
            let p = c.raw();
            (*p).long_step = match step {
                Some(s) => s.to_ref().into_ptr(),
                None => Long::small(1).to_ref().into_ptr(),
            };
            match small {
                Some(n) if one => (*p).cnt = n as isize,
                _ => {
                    (*p).cnt = isize::MAX;
                    (*p).long_cnt = match start {
                        Some(s) => s.to_ref().into_ptr(),
                        None => Long::small(0).to_ref().into_ptr(),
                    };
                }
            }
        }
        Ok(c.upcast())
    }
}

/// `dropwhile`, `takewhile`, `filterfalse` and `starmap`: a function over a stream.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct FunctionObject {
    ob_base: PyObject,
    func: *mut PyObject,
    it: *mut PyObject,
}
/// The same with a flag.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct WhileObject {
    ob_base: PyObject,
    func: *mut PyObject,
    it: *mut PyObject,
    flag: c_long,
}

macro_rules! function_iterator {
    ($view:ident, $layout:ty) => {
        impl $view {
            const REPR: Option<reprfunc> = NO_REPR;

            fn parts(&self) -> Option<(Ref, Ref)> {
                // SAFETY: the fields are held, or NULL while the object is torn down.
                unsafe {
                    Some((
                        get_field(&raw mut (*self.raw()).func)?,
                        get_field(&raw mut (*self.raw()).it)?,
                    ))
                }
            }

            fn make(cls: &Type, func: &Object, iterable: &Object) -> PyResult {
                let it = iterable.iter()?;
                let f = owned::alloc::<$view>(cls)?;
                // SAFETY: fresh.
                unsafe {
                    (*f.raw()).func = func.to_ref().into_ptr();
                    (*f.raw()).it = it.into_ptr();
                }
                Ok(f.upcast())
            }
        }
    };
}

iterator!(
    /// `itertools.dropwhile`.
    DropWhile, WhileObject, DROPWHILE = "dropwhile", c"itertools.dropwhile", [func, it]
);
function_iterator!(DropWhile, WhileObject);

impl DropWhile {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        loop {
            let Some(item) = owned::next(&it)? else {
                return Ok(None);
            };
            // SAFETY: live.
            unsafe {
                if (*self.raw()).flag == 1 {
                    return Ok(Some(item));
                }
                if !func.call(&[&item])?.is_true()? {
                    (*self.raw()).flag = 1;
                    return Ok(Some(item));
                }
            }
        }
    }
}

#[pymethods]
impl DropWhile {
    /// The items from the first on for which the predicate is false.
    #[new("dropwhile(predicate, iterable, /)")]
    fn new(cls: &Type, predicate: &Object, iterable: &Object) -> PyResult {
        DropWhile::make(cls, predicate, iterable)
    }
}

iterator!(
    /// `itertools.takewhile`.
    TakeWhile, WhileObject, TAKEWHILE = "takewhile", c"itertools.takewhile", [func, it]
);
function_iterator!(TakeWhile, WhileObject);

impl TakeWhile {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        // SAFETY: live.
        unsafe {
            if (*self.raw()).flag == 1 {
                return Ok(None);
            }
            let Some(item) = owned::next(&it)? else {
                return Ok(None);
            };
            if func.call(&[&item])?.is_true()? {
                return Ok(Some(item));
            }
            (*self.raw()).flag = 1;
            Ok(None)
        }
    }
}

#[pymethods]
impl TakeWhile {
    /// The items up to the first for which the predicate is false.
    #[new("takewhile(predicate, iterable, /)")]
    fn new(cls: &Type, predicate: &Object, iterable: &Object) -> PyResult {
        TakeWhile::make(cls, predicate, iterable)
    }
}

iterator!(
    /// `itertools.filterfalse`.
    FilterFalse, FunctionObject, FILTERFALSE = "filterfalse", c"itertools.filterfalse", [func, it]
);
function_iterator!(FilterFalse, FunctionObject);

impl FilterFalse {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        let truth = is_none(&func) || func.is(&objects::bool_::PyBool_Type);
        while let Some(item) = owned::next(&it)? {
            let good = if truth {
                item.is_true()?
            } else {
                func.call(&[&item])?.is_true()?
            };
            if !good {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }
}

#[pymethods]
impl FilterFalse {
    /// The items for which the function is false; with None, the items that are false.
    #[new("filterfalse(function, iterable, /)")]
    fn new(cls: &Type, function: &Object, iterable: &Object) -> PyResult {
        FilterFalse::make(cls, function, iterable)
    }
}

iterator!(
    /// `itertools.starmap`.
    StarMap, FunctionObject, STARMAP = "starmap", c"itertools.starmap", [func, it]
);
function_iterator!(StarMap, FunctionObject);

impl StarMap {
    fn advance(&self) -> PyResult<Option<Ref>> {
        let Some((func, it)) = self.parts() else {
            return Ok(None);
        };
        let Some(args) = owned::next(&it)? else {
            return Ok(None);
        };
        let args = Tuple::from_iterable(&args)?;
        func.call_tuple(&args, None).map(Some)
    }
}

#[pymethods]
impl StarMap {
    /// The results of a function whose arguments come as tuples.
    #[new("starmap(function, iterable, /)")]
    fn new(cls: &Type, function: &Object, iterable: &Object) -> PyResult {
        StarMap::make(cls, function, iterable)
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PairwiseObject {
    ob_base: PyObject,
    it: *mut PyObject,
    old: *mut PyObject,
    result: *mut PyObject,
}
iterator!(
    /// `itertools.pairwise`.
    Pairwise, PairwiseObject, PAIRWISE = "pairwise", c"itertools.pairwise", [it, old, result]
);

impl Pairwise {
    const REPR: Option<reprfunc> = NO_REPR;

    fn finish(&self) {
        // SAFETY: the fields own their references.
        unsafe {
            clear_field(&raw mut (*self.raw()).it);
            clear_field(&raw mut (*self.raw()).old);
        }
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL. Getting an item may run code that advances this very iterator.
        unsafe {
            let p = self.raw();
            let Some(it) = get_field(&raw mut (*p).it) else {
                return Ok(None);
            };
            let old = match get_field(&raw mut (*p).old) {
                Some(old) => old,
                None => {
                    let Some(first) = owned::next(&it)? else {
                        self.finish();
                        return Ok(None);
                    };
                    set_field(&raw mut (*p).old, first.clone());
                    if get_field(&raw mut (*p).it).is_none() {
                        clear_field(&raw mut (*p).old);
                        return Ok(None);
                    }
                    first
                }
            };
            let Some(new) = owned::next(&it)? else {
                self.finish();
                return Ok(None);
            };
            set_field(&raw mut (*p).old, new.clone());
            let result = (*p).result;
            if result.is_null() {
                // The pair that is used again whenever nobody else holds it.
                (*p).result = Tuple::from_array([none_ref(), none_ref()])?
                    .into_ptr()
                    .cast();
            }
            if base::refcount::is_unique((*p).result) {
                return Ok(Some(objects::dict::iter::reuse_pair(
                    (*p).result.cast(),
                    old,
                    new,
                )));
            }
            Ok(Some(Tuple::from_array([old, new])?.upcast()))
        }
    }
}

#[pymethods]
impl Pairwise {
    /// Overlapping pairs of neighbours.
    #[new("pairwise(iterable, /)")]
    fn new(cls: &Type, iterable: &Object) -> PyResult {
        let it = iterable.iter()?;
        let p = owned::alloc::<Pairwise>(cls)?;
        // SAFETY: fresh.
        unsafe { (*p.raw()).it = it.into_ptr() };
        Ok(p.upcast())
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct RepeatObject {
    ob_base: PyObject,
    element: *mut PyObject,
    cnt: Py_ssize_t,
}
iterator!(
    /// `itertools.repeat`.
    Repeat, RepeatObject, REPEAT = "repeat", c"itertools.repeat", [element]
);

impl Repeat {
    const REPR: Option<reprfunc> = objects::slots::repr(repeat_repr);

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the field is held, unless the object is being torn down.
        unsafe {
            let r = self.raw();
            if (*r).cnt == 0 {
                return Ok(None);
            }
            if (*r).cnt > 0 {
                (*r).cnt -= 1;
            }
            Ok(get_field(&raw mut (*r).element))
        }
    }
}

extern "C" fn repeat_repr(this: &Repeat) -> PyResult {
    let mut out = Writer::new();
    out.push("repeat(");
    // SAFETY: the field is held, unless the object is being torn down.
    unsafe {
        let element = get_field(&raw mut (*this.raw()).element).unwrap_or_else(none_ref);
        out.push_repr(&element)?;
        let cnt = (*this.raw()).cnt;
        if cnt >= 0 {
            out.push(&format!(", {cnt}"));
        }
    }
    out.push(")");
    out.finish()
}

#[pymethods]
impl Repeat {
    /// The same object, a number of times or without end.
    #[new(nosig, "repeat(object, times=<unrepresentable>)")]
    fn new(cls: &Type, object: &Object, times: Option<isize>) -> PyResult {
        let r = owned::alloc::<Repeat>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*r.raw()).element = object.to_ref().into_ptr();
            (*r.raw()).cnt = match times {
                Some(n) => n.max(0),
                None => -1,
            };
        }
        Ok(r.upcast())
    }

    /// How many times are left.
    #[method("__length_hint__()")]
    fn length_hint_(&self) -> PyResult<isize> {
        // SAFETY: live.
        match unsafe { (*self.raw()).cnt } {
            -1 => Err(raise!(TypeError, "len() of unsized object")),
            n => Ok(n),
        }
    }
}
