//! Iterators over one stream: `accumulate`, `batched`, `compress`, `pairwise`.

use layout::*;
use objects::abstract_::number;
use objects::clinic::*;
use objects::owned::{self, clear_field, get_field, set_field};
use objects::prelude::*;

use super::NO_REPR;

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
