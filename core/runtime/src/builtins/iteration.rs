//! Built-in functions over iterables: all, any, max, min, next, iter, sorted, sum, aiter, anext.

use clinic::pyfunction;
use objects::abstract_::number;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Is bool(x) true for every x of the iterable? True for an empty one.
#[pyfunction("all(iterable, /)")]
pub fn all(iterable: &Object) -> PyResult<bool> {
    let it = iterable.iter()?;
    while let Some(item) = it.next()? {
        if !item.is_true()? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Is bool(x) true for any x of the iterable? False for an empty one.
#[pyfunction("any(iterable, /)")]
pub fn any(iterable: &Object) -> PyResult<bool> {
    let it = iterable.iter()?;
    while let Some(item) = it.next()? {
        if item.is_true()? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An asynchronous iterator for an asynchronous iterable.
#[pyfunction("aiter(async_iterable, /)")]
pub fn aiter(async_iterable: &Object) -> PyResult {
    objects::abstract_::get_aiter(async_iterable)
}

/// An awaitable for the next item of an asynchronous iterator, with a default for its end.
#[pyfunction("anext(aiterator, default=<unrepresentable>, /)")]
pub fn anext(aiterator: &Object, default: Option<&Object>) -> PyResult {
    let Some(awaitable) = objects::abstract_::async_next(aiterator)? else {
        return Err(raise!(
            TypeError,
            "'{}' object is not an async iterator",
            aiterator.class().tp_name()
        ));
    };
    match default {
        Some(d) => eval::genobject::anext_awaitable(&awaitable, d),
        None => Ok(awaitable),
    }
}

/// An iterator over an iterable; or, with a sentinel, over what a callable returns until it returns that.
#[pyfunction("iter(object, sentinel=<unrepresentable>, /)", nosig)]
pub fn iter(object: &Object, sentinel: Option<&Object>) -> PyResult {
    let Some(sentinel) = sentinel else {
        return object.iter();
    };
    if !object.is_callable() {
        return Err(raise!(TypeError, "iter(v, w): v must be callable"));
    }
    Ok(objects::iter::CallIter::new(object, sentinel)?.upcast())
}

/// The next item of an iterator; the default, if given, at its end.
#[pyfunction(raw, "next")]
pub fn next(args: &[&Object]) -> PyResult {
    let (it, default) = match args {
        [it] => (*it, None),
        [it, default] => (*it, Some(*default)),
        [] => {
            return Err(raise!(
                TypeError,
                "next expected at least 1 argument, got 0"
            ));
        }
        more => {
            return Err(raise!(
                TypeError,
                "next expected at most 2 arguments, got {}",
                more.len()
            ));
        }
    };
    if !objects::abstract_::is_iterator(it) {
        return Err(raise!(
            TypeError,
            "'{}' object is not an iterator",
            it.class().tp_name()
        ));
    }
    match objects::abstract_::next_raw(it) {
        Ok(Some(item)) => Ok(item),
        Ok(None) => match default {
            Some(d) => Ok(d.to_ref()),
            None => Err(exceptions::raise_none(&types::StopIteration)),
        },
        Err(raised) => match default {
            Some(d) => {
                exceptions::clear_if(&types::StopIteration, raised)?;
                Ok(d.to_ref())
            }
            None => Err(raised),
        },
    }
}

/// max and min differ in the comparison and the name in messages.
fn extreme(args: &[&Object], kwnames: Option<&Tuple>, name: &str, op: CompareOp) -> PyResult {
    let args = super::with_keyword_values(args, kwnames);
    let npos = args.len() - kwnames.map_or(0, Tuple::len);
    let mut key = None;
    let mut default = None;
    if npos == 0 {
        return Err(raise!(
            TypeError,
            "{} expected at least 1 argument, got 0",
            name
        ));
    }
    if let Some(names) = kwnames {
        if names.len() > 2 {
            return Err(raise!(
                TypeError,
                "{}() takes at most 2 keyword arguments ({} given)",
                name,
                names.len()
            ));
        }
        for (kw, value) in names.as_slice().iter().zip(&args[npos..]) {
            let Some(kw) = kw.downcast::<Str>() else {
                return Err(raise!(TypeError, "keywords must be strings"));
            };
            if kw.eq_literal("key") {
                key = Some(*value);
            } else if kw.eq_literal("default") {
                default = Some(*value);
            } else {
                return Err(unknown_keyword(name, kw, &["key", "default"]));
            }
        }
    }
    let several = npos > 1;
    if several && default.is_some() {
        return Err(raise!(
            TypeError,
            "Cannot specify a default for {}() with multiple positional arguments",
            name
        ));
    }
    let key = key.filter(|k| !is_none(k));
    if key.is_none() && !several {
        let it = args[0].iter()?;
        let Some(mut best) = it.next()? else {
            return default
                .map(Object::to_ref)
                .ok_or_else(|| raise!(ValueError, "{}() iterable argument is empty", name));
        };
        while let Some(item) = it.next()? {
            if item.compare_bool(&best, op)? {
                best = item;
            }
        }
        return Ok(best);
    }
    let mut best: Option<(Ref, Ref)> = None;
    let mut consider = |item: Ref| -> PyResult<()> {
        let value = match key {
            Some(k) => k.call(&[&item])?,
            None => item.clone(),
        };
        let better = match &best {
            Some((best_value, _)) => value.compare_bool(best_value, op)?,
            None => true,
        };
        if better {
            best = Some((value, item));
        }
        Ok(())
    };
    if several {
        for item in &args[..npos] {
            consider(item.to_ref())?;
        }
    } else {
        let it = args[0].iter()?;
        while let Some(item) = it.next()? {
            consider(item)?;
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(d)) => Ok(d.to_ref()),
        (None, None) => Err(raise!(ValueError, "{}() iterable argument is empty", name)),
    }
}

/// max(iterable, *, default=obj, key=func) -> value
/// max(a, b, *more, key=func) -> value
///
/// The largest item of an iterable, or of several arguments. key= gives what to compare, default= the value for an
/// empty iterable.
#[pyfunction(raw, "max")]
pub fn max(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    extreme(args, kwnames, "max", CompareOp::Gt)
}

/// min(iterable, *, default=obj, key=func) -> value
/// min(a, b, *more, key=func) -> value
///
/// The smallest item of an iterable, or of several arguments. key= gives what to compare, default= the value for an
/// empty iterable.
#[pyfunction(raw, "min")]
pub fn min(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    extreme(args, kwnames, "min", CompareOp::Lt)
}

/// A new sorted list of the iterable's items, in ascending order.
#[pyfunction(raw, "sorted($module, iterable, /, *, key=None, reverse=False)")]
pub fn sorted(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    let args = super::with_keyword_values(args, kwnames);
    let npos = args.len() - kwnames.map_or(0, Tuple::len);
    if npos != 1 {
        return Err(raise!(
            TypeError,
            "sorted expected 1 argument, got {}",
            npos
        ));
    }
    let list = List::from_iterable(args[0])?;
    let sort = list.get_attr(id!(sort))?;
    sort.call_kw(&args[1..], kwnames)?;
    Ok(list.upcast())
}

/// The start value plus the items of an iterable, which are numbers. For strings use ''.join().
#[pyfunction("sum(iterable, /, start=0)")]
pub fn sum(iterable: &Object, start: Option<&Object>) -> PyResult {
    let it = iterable.iter()?;
    let mut total: Ref = match start {
        Some(s) => {
            if s.downcast::<Str>().is_some() {
                return Err(raise!(
                    TypeError,
                    "sum() can't sum strings [use ''.join(seq) instead]"
                ));
            }
            if s.downcast::<Bytes>().is_some() {
                return Err(raise!(
                    TypeError,
                    "sum() can't sum bytes [use b''.join(seq) instead]"
                ));
            }
            if s.downcast::<ByteArray>().is_some() {
                return Err(raise!(
                    TypeError,
                    "sum() can't sum bytearray [use b''.join(seq) instead]"
                ));
            }
            s.to_ref()
        }
        None => Long::small(0).to_ref().upcast(),
    };
    // Exact ints that fit a machine word, then exact floats (compensated), then anything.
    if total.is_exactly(objects::long::PyLong_Type.as_mut_ptr())
        && let Some(mut acc) = total.downcast::<Long>().and_then(Long::to_i64)
    {
        loop {
            let Some(item) = it.next()? else {
                return Ok(Long::from_i64(acc)?.upcast());
            };
            let exact = item.is_exactly(objects::long::PyLong_Type.as_mut_ptr())
                || item.is_exactly(objects::bool_::PyBool_Type.as_mut_ptr());
            let sum = item
                .downcast::<Long>()
                .filter(|_| exact)
                .and_then(Long::to_i64)
                .and_then(|v| acc.checked_add(v));
            match sum {
                Some(s) => acc = s,
                None => {
                    let so_far = Long::from_i64(acc)?;
                    total = number::add(&so_far, &item)?;
                    break;
                }
            }
        }
    }
    if total.is_exactly(objects::float::PyFloat_Type.as_mut_ptr()) {
        let mut acc = Compensated::new(total.downcast::<Float>().map_or(0.0, Float::value));
        loop {
            let Some(item) = it.next()? else {
                return Ok(Float::from_f64(acc.value())?.upcast());
            };
            if item.is_exactly(objects::float::PyFloat_Type.as_mut_ptr()) {
                acc.add(item.downcast::<Float>().map_or(0.0, Float::value));
            } else if let Some(v) = item.downcast::<Long>() {
                acc.add(v.as_f64()?);
            } else {
                let so_far = Float::from_f64(acc.value())?;
                total = number::add(&so_far, &item)?;
                break;
            }
        }
    }
    if total.is_exactly(objects::complex::PyComplex_Type.as_mut_ptr()) {
        let (re, im) = total
            .downcast::<Complex>()
            .map_or((0.0, 0.0), Complex::parts);
        let (mut re, mut im) = (Compensated::new(re), Compensated::new(im));
        loop {
            let Some(item) = it.next()? else {
                return Ok(Complex::from_parts(re.value(), im.value())?.upcast());
            };
            if let Some(c) = item.downcast::<Complex>() {
                let (r, i) = c.parts();
                re.add(r);
                im.add(i);
            } else if let Some(v) = item.downcast::<Long>() {
                re.add(v.as_f64()?);
            } else if let Some(f) = item.downcast::<Float>() {
                re.add(f.value());
            } else {
                let so_far = Complex::from_parts(re.value(), im.value())?;
                total = number::add(&so_far, &item)?;
                break;
            }
        }
    }
    while let Some(item) = it.next()? {
        total = number::add(&total, &item)?;
    }
    Ok(total)
}

/// A sum of floats with the rounding errors summed apart (Neumaier).
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn new(sum: f64) -> Compensated {
        Compensated { sum, lost: 0.0 }
    }
    fn add(&mut self, x: f64) {
        let t = self.sum + x;
        self.lost += if self.sum.abs() >= x.abs() {
            (self.sum - t) + x
        } else {
            (x - t) + self.sum
        };
        self.sum = t;
    }
    fn value(&self) -> f64 {
        // infinities and NaN stay as they are
        if self.lost != 0.0 && self.lost.is_finite() {
            self.sum + self.lost
        } else {
            self.sum
        }
    }
}
