//! `list.sort`: keys, the choice of a comparison for the types that are there, and the list that must not be touched meanwhile.
//!
//! While it is sorted the list is empty for everybody (`allocated` is -1); whoever puts something in gets ValueError. If all keys
//! are exact `str`, `int`, `float` or tuples beginning with one of these, comparisons skip the dispatch of `<`.

use base::{Object, PyResult, Ref};
use layout::*;

use super::{List, free_items, timsort};
use crate::abstract_::{CompareOp, Protocol};
use crate::prelude::raise;
use crate::{Float, Long, Tuple, is_none};

/// A key with what it sorts.
#[derive(Clone, Copy)]
struct Keyed {
    key: *mut PyObject,
    value: *mut PyObject,
}

/// How to compare keys that are all of one type.
#[derive(Clone, Copy, PartialEq)]
enum Compare {
    Any,
    /// All of one type: its `tp_richcompare` directly.
    SameType,
    Latin1,
    SmallInt,
    Float,
    /// Exact tuples that are not empty, with what their first items are.
    Tuple(First),
}

#[derive(Clone, Copy, PartialEq)]
enum First {
    Any,
    Latin1,
    SmallInt,
    Float,
}

fn is_latin1(o: &Object) -> bool {
    // SAFETY: an exact str.
    crate::dict::lookup::is_exact_str(o)
        && unsafe { (*o.as_ptr().cast::<PyASCIIObject>()).state.bits } as u32
            >> _PyUnicodeObject_state_kind_SHIFT
            & 7
            == 1
}

fn is_small_int(o: &Object) -> bool {
    o.is_exactly(crate::long::PyLong_Type.as_mut_ptr())
        // SAFETY: layout.
        && unsafe { o.downcast_unchecked::<Long>() }.is_compact()
}

fn is_float(o: &Object) -> bool {
    o.is_exactly(crate::float::PyFloat_Type.as_mut_ptr())
}

unsafe fn object<'a>(p: *mut PyObject) -> &'a Object {
    // SAFETY: the caller vouches.
    unsafe { Object::from_ptr(p) }
}

fn choose(keys: impl Iterator<Item = *mut PyObject> + Clone) -> Compare {
    // SAFETY: the keys are held by the caller.
    let all = |f: fn(&Object) -> bool| keys.clone().all(|k| f(unsafe { object(k) }));
    let Some(first) = keys.clone().next() else {
        return Compare::Any;
    };
    // SAFETY: as above.
    let first = unsafe { object(first) };
    let ty = first.type_ptr();
    let same_type = |k| {
        // SAFETY: as above.
        core::ptr::eq(unsafe { object(k) }.type_ptr(), ty)
    };
    if !keys.clone().all(same_type) {
        return Compare::Any;
    }
    if is_latin1(first) && all(is_latin1) {
        return Compare::Latin1;
    }
    if is_small_int(first) && all(is_small_int) {
        return Compare::SmallInt;
    }
    if is_float(first) {
        return Compare::Float;
    }
    if first.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr()) {
        let head = |o: &Object, f: fn(&Object) -> bool| {
            o.downcast::<Tuple>().and_then(|t| t.get(0)).is_some_and(f)
        };
        // SAFETY: as above.
        let every = |f: fn(&Object) -> bool| keys.clone().all(|k| head(unsafe { object(k) }, f));
        if !every(|_| true) {
            return Compare::SameType;
        }
        if every(is_latin1) {
            return Compare::Tuple(First::Latin1);
        }
        if every(is_small_int) {
            return Compare::Tuple(First::SmallInt);
        }
        if every(is_float) {
            return Compare::Tuple(First::Float);
        }
        return Compare::Tuple(First::Any);
    }
    // SAFETY: live type.
    if unsafe { (*ty).tp_richcompare.is_some() } {
        Compare::SameType
    } else {
        Compare::Any
    }
}

unsafe fn latin1_bytes<'a>(o: *mut PyObject) -> &'a [u8] {
    // SAFETY: a str of one byte a character, compact or legacy.
    unsafe {
        let a = o.cast::<PyASCIIObject>();
        let bits = (*a).state.bits as u32;
        let data: *const u8 = if bits >> _PyUnicodeObject_state_compact_SHIFT & 1 == 0 {
            (*o.cast::<PyUnicodeObject>()).data.any.cast()
        } else if bits >> _PyUnicodeObject_state_ascii_SHIFT & 1 != 0 {
            a.add(1).cast()
        } else {
            o.cast::<PyCompactUnicodeObject>().add(1).cast()
        };
        core::slice::from_raw_parts(data, (*a).length as usize)
    }
}

unsafe fn less_latin1(a: *mut PyObject, b: *mut PyObject) -> bool {
    // SAFETY: checked by `choose`.
    unsafe { latin1_bytes(a) < latin1_bytes(b) }
}
unsafe fn less_int(a: *mut PyObject, b: *mut PyObject) -> bool {
    // SAFETY: checked by `choose`.
    unsafe {
        object(a).downcast_unchecked::<Long>().compact_value()
            < object(b).downcast_unchecked::<Long>().compact_value()
    }
}
unsafe fn less_float(a: *mut PyObject, b: *mut PyObject) -> bool {
    // SAFETY: checked by `choose`.
    unsafe {
        (*object(a).downcast_unchecked::<Float>().raw()).ob_fval
            < (*object(b).downcast_unchecked::<Float>().raw()).ob_fval
    }
}

unsafe fn less_any(a: *mut PyObject, b: *mut PyObject) -> PyResult<bool> {
    // SAFETY: the keys are held by the sort.
    unsafe {
        let r = object(a).rich_compare(object(b), CompareOp::Lt)?;
        r.is_true()
    }
}

unsafe fn less_same_type(a: *mut PyObject, b: *mut PyObject) -> PyResult<bool> {
    // SAFETY: both are of one type, unless a comparison changed that: then the type's own slot decides.
    unsafe {
        let Some(f) = (*(*a).ob_type).tp_richcompare else {
            return less_any(a, b);
        };
        if (*a).ob_type != (*b).ob_type {
            return less_any(a, b);
        }
        let r: Ref = Ref::from_c(f(a, b, Py_LT))?;
        if r.is(crate::not_implemented()) {
            return less_any(a, b);
        }
        if r.is(crate::py_bool(true)) {
            return Ok(true);
        }
        r.is_true()
    }
}

unsafe fn less_tuple(first: First, a: *mut PyObject, b: *mut PyObject) -> PyResult<bool> {
    // SAFETY: both are exact tuples that are not empty, checked by `choose`; they are held by the sort.
    unsafe {
        let (x, y) = (
            object(a).downcast_unchecked::<Tuple>().as_slice(),
            object(b).downcast_unchecked::<Tuple>().as_slice(),
        );
        for i in 0..x.len().min(y.len()) {
            if x[i].compare_bool(y[i], CompareOp::Eq)? {
                continue;
            }
            let (p, q) = (x[i].as_ptr(), y[i].as_ptr());
            return match first {
                First::Latin1 if i == 0 => Ok(less_latin1(p, q)),
                First::SmallInt if i == 0 => Ok(less_int(p, q)),
                First::Float if i == 0 => Ok(less_float(p, q)),
                _ => less_any(p, q),
            };
        }
        Ok(x.len() < y.len())
    }
}

fn sort_by<T: Copy>(
    items: &mut [T],
    compare: Compare,
    key: impl Fn(&T) -> *mut PyObject,
) -> PyResult<()> {
    // SAFETY: keys are live for the sort, and of the type that `choose` saw.
    unsafe {
        match compare {
            Compare::Latin1 => timsort::sort(items, |a, b| Ok(less_latin1(key(a), key(b)))),
            Compare::SmallInt => timsort::sort(items, |a, b| Ok(less_int(key(a), key(b)))),
            Compare::Float => timsort::sort(items, |a, b| Ok(less_float(key(a), key(b)))),
            Compare::Tuple(f) => timsort::sort(items, |a, b| less_tuple(f, key(a), key(b))),
            Compare::SameType => timsort::sort(items, |a, b| less_same_type(key(a), key(b))),
            Compare::Any => timsort::sort(items, |a, b| less_any(key(a), key(b))),
        }
    }
}

/// The key of every item, with the item; on failure the keys are released.
unsafe fn keyed(items: &[*mut PyObject], f: &Object) -> PyResult<Vec<Keyed>> {
    // SAFETY: the items are held by the caller; each key is owned by its entry.
    unsafe {
        let mut all: Vec<Keyed> = Vec::new();
        if all.try_reserve_exact(items.len()).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        for &value in items {
            match f.call(&[object(value)]) {
                Ok(k) => all.push(Keyed {
                    key: k.into_ptr(),
                    value,
                }),
                Err(e) => {
                    release_keys(&all);
                    return Err(e);
                }
            }
        }
        Ok(all)
    }
}

unsafe fn release_keys(all: &[Keyed]) {
    for k in all {
        // SAFETY: each entry owns its key.
        unsafe { base::refcount::decref(k.key) };
    }
}

pub fn sort(l: &List, key: Option<&Object>, reverse: bool) -> PyResult<()> {
    let key = key.filter(|k| !is_none(k));
    // SAFETY: the items are moved out of the list, sorted, and moved back; what others put in meanwhile is released.
    unsafe {
        let raw = l.raw();
        let block = (*raw).ob_item;
        let n = (*raw).ob_base.ob_size as usize;
        let allocated = (*raw).allocated;
        (*raw).ob_item = core::ptr::null_mut();
        (*raw).ob_base.ob_size = 0;
        (*raw).allocated = -1;
        let mut empty: [*mut PyObject; 0] = [];
        let items: &mut [*mut PyObject] = if block.is_null() {
            &mut empty
        } else {
            core::slice::from_raw_parts_mut(block, n)
        };
        let mut result = sort_items(items, key, reverse);
        let touched = (*raw).allocated != -1;
        let (other, other_n) = ((*raw).ob_item, (*raw).ob_base.ob_size as usize);
        (*raw).ob_item = block;
        (*raw).ob_base.ob_size = n as isize;
        (*raw).allocated = allocated;
        if touched && result.is_ok() {
            result = Err(raise!(ValueError, "list modified during sort"));
        }
        if !other.is_null() {
            for i in (0..other_n).rev() {
                drop(Ref::<Object>::from_owned_opt(*other.add(i)));
            }
            free_items(other);
        }
        result
    }
}

unsafe fn sort_items(
    items: &mut [*mut PyObject],
    key: Option<&Object>,
    reverse: bool,
) -> PyResult<()> {
    // SAFETY: the items are owned by the caller's list and in nobody else's reach.
    unsafe {
        let Some(f) = key else {
            // Reversing before and after keeps equal items in order.
            if reverse {
                items.reverse();
            }
            let compare = choose(items.iter().copied());
            let result = sort_by(items, compare, |p| *p);
            if reverse {
                items.reverse();
            }
            return result;
        };
        let mut all = keyed(items, f)?;
        if reverse {
            all.reverse();
        }
        let compare = choose(all.iter().map(|k| k.key));
        let result = sort_by(&mut all, compare, |k| k.key);
        if reverse {
            all.reverse();
        }
        for (to, k) in items.iter_mut().zip(&all) {
            *to = k.value;
        }
        release_keys(&all);
        result
    }
}
