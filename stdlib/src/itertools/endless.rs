//! Iterators that need no stream: `count`, and `repeat`, which may have an end.

use layout::*;
use objects::abstract_::number;
use objects::clinic::*;
use objects::owned::{self, get_field, set_field};
use objects::prelude::*;
use objects::repr::Writer;

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
