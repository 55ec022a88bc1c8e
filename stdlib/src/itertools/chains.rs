//! `chain`, `cycle`, `islice` and `zip_longest`.

use layout::*;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;

use super::NO_REPR;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ChainObject {
    ob_base: PyObject,
    source: *mut PyObject,
    active: *mut PyObject,
}
iterator!(
    /// `itertools.chain`.
    Chain, ChainObject, CHAIN = "chain", c"itertools.chain", [source, active]
);

impl Chain {
    const REPR: Option<reprfunc> = NO_REPR;

    fn make(cls: &Type, source: Ref) -> PyResult {
        let c = owned::alloc::<Chain>(cls)?;
        // SAFETY: fresh.
        unsafe { (*c.raw()).source = source.into_ptr() };
        Ok(c.upcast())
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL when the chain is used up.
        unsafe {
            let c = self.raw();
            loop {
                let Some(source) = get_field(&raw mut (*c).source) else {
                    return Ok(None);
                };
                let active = match get_field(&raw mut (*c).active) {
                    Some(a) => a,
                    None => {
                        let next = match owned::next(&source) {
                            Ok(Some(iterable)) => iterable.iter(),
                            Ok(None) => {
                                clear_field(&raw mut (*c).source);
                                return Ok(None);
                            }
                            Err(e) => Err(e),
                        };
                        match next {
                            Ok(it) => {
                                set_field(&raw mut (*c).active, it.clone());
                                it
                            }
                            Err(e) => {
                                clear_field(&raw mut (*c).source);
                                return Err(e);
                            }
                        }
                    }
                };
                if let Some(item) = owned::next(&active)? {
                    return Ok(Some(item));
                }
                clear_field(&raw mut (*c).active);
            }
        }
    }
}

#[pymethods]
impl Chain {
    /// The items of the first iterable, then of the next, and so on.
    #[new(varargs, "chain(*iterables)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        crate::support::refuse_keywords(cls, &CHAIN, kwargs, "chain")?;
        Chain::make(cls, args.iter()?)
    }

    /// A chain of the iterables that one iterable gives.
    #[classmethod("from_iterable(iterable, /)")]
    fn from_iterable(cls: &Type, iterable: &Object) -> PyResult {
        Chain::make(cls, iterable.iter()?)
    }

    /// The generic alias `cls[item]`.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        objects::sequence::class_getitem(cls, object)
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct CycleObject {
    ob_base: PyObject,
    it: *mut PyObject,
    saved: *mut PyObject,
    index: Py_ssize_t,
}
iterator!(
    /// `itertools.cycle`.
    Cycle, CycleObject, CYCLE = "cycle", c"itertools.cycle", [it, saved]
);

impl Cycle {
    const REPR: Option<reprfunc> = NO_REPR;

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL; `saved` is a list.
        unsafe {
            let c = self.raw();
            let Some(saved) = get_field(&raw mut (*c).saved) else {
                return Ok(None);
            };
            let saved: Ref<List> = saved.downcast_into_unchecked();
            if let Some(it) = get_field(&raw mut (*c).it) {
                if let Some(item) = owned::next(&it)? {
                    saved.push(&item)?;
                    return Ok(Some(item));
                }
                clear_field(&raw mut (*c).it);
            }
            let n = saved.len() as isize;
            if n == 0 {
                return Ok(None);
            }
            let i = (*c).index;
            (*c).index = if i + 1 >= n { 0 } else { i + 1 };
            Ok(saved.get(i as usize))
        }
    }
}

#[pymethods]
impl Cycle {
    /// The items of an iterable, over and over.
    #[new("cycle(iterable, /)")]
    fn new(cls: &Type, iterable: &Object) -> PyResult {
        let it = iterable.iter()?;
        let saved = List::new()?;
        let c = owned::alloc::<Cycle>(cls)?;
        // SAFETY: fresh.
        unsafe {
            (*c.raw()).it = it.into_ptr();
            (*c.raw()).saved = saved.into_ptr();
        }
        Ok(c.upcast())
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ISliceObject {
    ob_base: PyObject,
    it: *mut PyObject,
    next: Py_ssize_t,
    stop: Py_ssize_t,
    step: Py_ssize_t,
    cnt: Py_ssize_t,
}
iterator!(
    /// `itertools.islice`.
    ISlice, ISliceObject, ISLICE = "islice", c"itertools.islice", [it]
);

impl ISlice {
    const REPR: Option<reprfunc> = NO_REPR;

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the field is held, or NULL when the slice is used up.
        unsafe {
            let s = self.raw();
            let Some(it) = get_field(&raw mut (*s).it) else {
                return Ok(None);
            };
            let slot = &raw mut (*s).it;
            let finish = || clear_field(slot);
            while (*s).cnt < (*s).next {
                if owned::next(&it)?.is_none() {
                    finish();
                    return Ok(None);
                }
                (*s).cnt += 1;
            }
            let stop = (*s).stop;
            if stop != -1 && (*s).cnt >= stop {
                finish();
                return Ok(None);
            }
            let Some(item) = owned::next(&it)? else {
                finish();
                return Ok(None);
            };
            (*s).cnt += 1;
            (*s).next = match (*s).next.checked_add((*s).step) {
                Some(n) if stop == -1 || n <= stop => n,
                _ => stop,
            };
            Ok(Some(item))
        }
    }
}

/// An index of `islice`, None for None; `None` in the outer sense if it is no index at all.
fn bound(o: &Object, default: isize) -> Option<isize> {
    if is_none(o) {
        return Some(default);
    }
    match o.index_isize(true) {
        Ok(n) => Some(n),
        Err(e) => {
            e.clear();
            None
        }
    }
}

#[pymethods]
impl ISlice {
    /// Selected items of an iterable: up to stop, or from start to stop by steps.
    #[new(varargs, nosig, "islice(iterable, stop, /)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        crate::support::refuse_keywords(cls, &ISLICE, kwargs, "islice")?;
        let n = args.len();
        if !(2..=4).contains(&n) {
            return Err(raise!(
                TypeError,
                "islice expected at {} arguments, got {}",
                if n < 2 { "least 2" } else { "most 4" },
                n
            ));
        }
        let a = args.as_slice();
        let bad_stop = || {
            raise!(
                ValueError,
                "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            )
        };
        let (start, stop) = if n == 2 {
            (0, bound(a[1], -1).filter(|s| is_none(a[1]) || *s >= 0))
        } else {
            let start = bound(a[1], 0).unwrap_or(-1);
            let stop = bound(a[2], -1);
            let stop_ok = is_none(a[2]) || stop.is_some_and(|s| s >= 0);
            if start < 0 || (stop.is_some() && !stop_ok) {
                if stop.is_none() || stop == Some(-1) && !is_none(a[2]) {
                    return Err(bad_stop());
                }
                return Err(raise!(
                    ValueError,
                    "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                ));
            }
            (start, stop)
        };
        let stop = stop.ok_or_else(bad_stop)?;
        let step = match a.get(3) {
            None => 1,
            Some(s) => bound(s, 1).unwrap_or(-1),
        };
        if step < 1 {
            return Err(raise!(
                ValueError,
                "Step for islice() must be a positive integer or None."
            ));
        }
        let it = a[0].iter()?;
        let s = owned::alloc::<ISlice>(cls)?;
        // SAFETY: fresh.
        unsafe {
            let p = s.raw();
            (*p).it = it.into_ptr();
            (*p).next = start;
            (*p).stop = stop;
            (*p).step = step;
        }
        Ok(s.upcast())
    }
}

/// An iterator that has ended is None in the list of iterators.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ZipLongestObject {
    ob_base: PyObject,
    tuplesize: Py_ssize_t,
    numactive: Py_ssize_t,
    iterators: *mut PyObject,
    result: *mut PyObject,
    fillvalue: *mut PyObject,
}
iterator!(
    /// `itertools.zip_longest`.
    ZipLongest, ZipLongestObject, ZIP_LONGEST = "zip_longest", c"itertools.zip_longest", [iterators, result, fillvalue]
);

impl ZipLongest {
    const REPR: Option<reprfunc> = NO_REPR;

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: the fields are held, or NULL while the object is torn down; `iterators` is a list that nobody else has.
        unsafe {
            let z = self.raw();
            let (Some(its), Some(fill)) = (
                get_field(&raw mut (*z).iterators),
                get_field(&raw mut (*z).fillvalue),
            ) else {
                return Ok(None);
            };
            let its: Ref<List> = its.downcast_into_unchecked();
            let n = (*z).tuplesize as usize;
            if n == 0 || (*z).numactive == 0 {
                return Ok(None);
            }
            let mut row = vec_for(n)?;
            for i in 0..n {
                let it = its.get(i).unwrap_or_else(none_ref);
                if is_none(&it) {
                    row.push(fill.clone());
                    continue;
                }
                match owned::next(&it) {
                    Ok(Some(item)) => row.push(item),
                    Ok(None) => {
                        (*z).numactive -= 1;
                        if (*z).numactive <= 0 {
                            return Ok(None);
                        }
                        its.set(i, none_ref())?;
                        row.push(fill.clone());
                    }
                    Err(e) => {
                        (*z).numactive = 0;
                        return Err(e);
                    }
                }
            }
            Ok(Some(Tuple::from_vec(row)?.upcast()))
        }
    }
}

#[pymethods]
impl ZipLongest {
    /// Tuples of the items of iterables, side by side, until the longest ends.
    #[new(varargs, "zip_longest(*iterables, fillvalue=None)")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut fill = none_ref();
        if let Some(kw) = kwargs
            && !kw.is_empty()
        {
            match kw.get_text("fillvalue")? {
                Some(f) if kw.len() == 1 => fill = f,
                _ => {
                    return Err(raise!(
                        TypeError,
                        "zip_longest() got an unexpected keyword argument"
                    ));
                }
            }
        }
        let mut its = vec_for(args.len())?;
        for o in args.as_slice() {
            its.push(o.iter()?);
        }
        let n = its.len() as isize;
        let its = List::from_vec(its)?;
        let z = owned::alloc::<ZipLongest>(cls)?;
        // SAFETY: fresh.
        unsafe {
            let p = z.raw();
            (*p).tuplesize = n;
            (*p).numactive = n;
            (*p).iterators = its.into_ptr();
            (*p).fillvalue = fill.into_ptr();
        }
        Ok(z.upcast())
    }
}
