//! What the sequence types share: indices, comparison, the bounds of `index()`, the one argument of their constructors.

use core::ffi::c_int;

use layout::*;

use crate::abstract_::CompareOp;
use crate::prelude::*;

/// `PyIndex_Check`: does the type have `__index__`?
#[inline]
pub fn has_index(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        !n.is_null() && (*n).nb_index.is_some()
    }
}

/// The comparison that a `tp_richcompare` was asked for.
#[inline]
pub fn compare_op(op: c_int) -> CompareOp {
    match op {
        Py_LT => CompareOp::Lt,
        Py_LE => CompareOp::Le,
        Py_EQ => CompareOp::Eq,
        Py_NE => CompareOp::Ne,
        Py_GT => CompareOp::Gt,
        _ => CompareOp::Ge,
    }
}

/// Does `a op b` hold?
#[inline]
pub fn compare_lengths<T: Ord>(a: T, b: T, op: c_int) -> bool {
    match op {
        Py_LT => a < b,
        Py_LE => a <= b,
        Py_EQ => a == b,
        Py_NE => a != b,
        Py_GT => a > b,
        _ => a >= b,
    }
}

/// How two sequences compare that differ first at these items.
pub fn compare_at(x: &Object, y: &Object, op: c_int) -> PyResult {
    match op {
        Py_EQ => Ok(py_bool(false).to_ref()),
        Py_NE => Ok(py_bool(true).to_ref()),
        _ => x.rich_compare(y, compare_op(op)),
    }
}

/// The one argument that `name` takes, if it is given; TypeError for more.
#[inline]
pub fn one_argument<'a>(name: &str, args: &[&'a Object]) -> PyResult<Option<&'a Object>> {
    match args {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        more => Err(too_many_arguments(name, more.len())),
    }
}

#[cold]
fn too_many_arguments(name: &str, given: usize) -> Raised {
    raise!(TypeError, "{name} expected at most 1 argument, got {given}")
}

/// The bounds of `seq.index(x, start, stop)`: negative ones count from the end, and stay at 0.
#[inline]
pub fn search_bounds(len: usize, start: isize, stop: isize) -> (usize, usize) {
    let fix = |i: isize| {
        if i < 0 {
            (i + len as isize).max(0) as usize
        } else {
            i as usize
        }
    };
    (fix(start), fix(stop))
}

/// `cls[item]`: the body of every `__class_getitem__` here.
pub fn class_getitem(cls: &crate::Type, item: &Object) -> base::PyResult {
    Ok(crate::genericalias::GenericAlias::new(cls, item)?.upcast())
}

/// `types.MappingProxyType(mapping)`.
pub fn mapping_proxy(mapping: &Object) -> base::PyResult {
    Ok(crate::descr::proxy::MappingProxy::new(mapping)?.upcast())
}

/// The positional arguments of a vectorcall.
///
/// # Safety
/// `args` and `nargsf` are what the caller got, and live.
pub unsafe fn positional<'a>(
    args: *const *mut layout::PyObject,
    nargsf: usize,
) -> &'a [&'a Object] {
    let n = crate::clinic::vectorcall_count(nargsf);
    if n == 0 {
        return &[];
    }
    // SAFETY: the caller vouches; `&Object` is a pointer that is not NULL.
    unsafe { core::slice::from_raw_parts(args.cast(), n) }
}
