//! The slots of a deque: its life, and what it does as a sequence.

use core::ffi::{c_int, c_void};

use base::{Length, Status};
use layout::*;
use objects::prelude::*;
use objects::repr::{ReprGuard, Writer};
use objects::sequence::{compare_lengths, compare_op};

use super::methods::{mutated, scan};
use super::{Deque, DequeObject, iter, new_empty};
use crate::heap_type;

pub(super) extern "C" fn new(ty: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    Ok(new_empty(ty)?.upcast())
}

pub(super) extern "C" fn dealloc(this: *mut Deque) {
    // SAFETY: the last reference is gone.
    unsafe {
        heap_type::let_go(this.cast(), (*this.cast::<DequeObject>()).weakreflist);
        (*this).clear();
        heap_type::free(this.cast());
    }
}

pub(super) extern "C" fn traverse(this: &Deque, visit: visitproc, arg: *mut c_void) -> c_int {
    for i in 0..this.len() {
        // SAFETY: in range.
        let r = unsafe { visit(*this.slot(i), arg) };
        if r != 0 {
            return r;
        }
    }
    heap_type::traverse_type(this, visit, arg)
}

pub(super) extern "C" fn tp_clear(this: &Deque) -> c_int {
    this.clear();
    0
}

extern "C" fn length(this: &Deque) -> Length {
    Length::from(Ok::<usize, Raised>(this.len()))
}

extern "C" fn contains(this: &Deque, value: &Object) -> Status {
    scan(this, 0, this.len(), mutated, |_, item| {
        item.compare_bool(value, CompareOp::Eq)
    })
    .map(|found| found.is_some())
    .into()
}

fn position(this: &Deque, i: isize) -> PyResult<usize> {
    usize::try_from(i)
        .ok()
        .filter(|i| *i < this.len())
        .ok_or_else(|| raise!(IndexError, "deque index out of range"))
}

extern "C" fn item(this: &Deque, i: isize) -> PyResult {
    let i = position(this, i)?;
    Ok(this.get(i).unwrap_or_else(none_ref))
}

extern "C" fn ass_item(this: &Deque, i: isize, value: Option<&Object>) -> Status {
    let done = position(this, i).map(|i| match value {
        None => drop(this.remove_at(i)),
        Some(v) => {
            // SAFETY: in range; the old item is released after the store.
            let old = unsafe { this.slot(i).replace(v.to_ref().into_ptr()) };
            // SAFETY: the slot owned it.
            drop(unsafe { Ref::<Object>::from_owned_opt(old) });
        }
    });
    done.into()
}

extern "C" fn concat(this: &Deque, other: &Object) -> PyResult {
    if other.downcast::<Deque>().is_none() {
        return Err(raise!(
            TypeError,
            "can only concatenate deque (not \"{}\") to deque",
            other.class().tp_name()
        ));
    }
    let new = this.renew()?;
    if let Some(d) = new.downcast::<Deque>() {
        d.extend(other, false)?;
    }
    Ok(new)
}

extern "C" fn inplace_concat(this: &Deque, other: &Object) -> PyResult {
    this.extend(other, false)?;
    Ok(this.to_ref().upcast())
}

extern "C" fn repeat(this: &Deque, times: isize) -> PyResult {
    let new = this.renew()?;
    if let Some(d) = new.downcast::<Deque>() {
        d.repeat_in_place(times)?;
    }
    Ok(new)
}

extern "C" fn inplace_repeat(this: &Deque, times: isize) -> PyResult {
    this.repeat_in_place(times)?;
    Ok(this.to_ref().upcast())
}

pub(super) extern "C" fn repr(this: &Deque) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str("[...]")?.upcast());
    };
    let items = List::from_iterable(this)?;
    let mut out = Writer::new();
    out.push(&this.class().name());
    out.push("(");
    out.push_repr(&items)?;
    if let Some(m) = this.maxlen() {
        out.push(&format!(", maxlen={m}"));
    }
    out.push(")");
    out.finish()
}

pub(super) extern "C" fn richcompare(this: &Deque, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Deque>() else {
        return not_implemented_result();
    };
    let (n, m) = (this.len(), other.len());
    if this.is(other) {
        match op {
            Py_EQ => return Ok(py_bool(true).to_ref()),
            Py_NE => return Ok(py_bool(false).to_ref()),
            _ => {}
        }
    }
    if n != m && (op == Py_EQ || op == Py_NE) {
        return Ok(py_bool(op == Py_NE).to_ref());
    }
    // Through iterators: they notice when a comparison changes a deque.
    let (a, b) = (this.iter()?, other.iter()?);
    loop {
        match (a.next()?, b.next()?) {
            (Some(x), Some(y)) => {
                if !x.compare_bool(&y, CompareOp::Eq)? {
                    return match op {
                        Py_EQ => Ok(py_bool(false).to_ref()),
                        Py_NE => Ok(py_bool(true).to_ref()),
                        _ => {
                            let r = x.rich_compare(&y, compare_op(op))?.is_true()?;
                            Ok(py_bool(r).to_ref())
                        }
                    };
                }
            }
            (x, y) => {
                let r = compare_lengths(x.is_some(), y.is_some(), op);
                return Ok(py_bool(r).to_ref());
            }
        }
    }
}

pub(super) extern "C" fn tp_iter(this: &Deque) -> PyResult {
    iter::new(this, &iter::FORWARD)
}

pub(super) static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: objects::slots::length(length),
    sq_concat: objects::slots::binary(concat),
    sq_repeat: objects::slots::item(repeat),
    sq_item: objects::slots::item(item),
    sq_ass_item: objects::slots::set_item(ass_item),
    sq_contains: objects::slots::contains(contains),
    sq_inplace_concat: objects::slots::binary(inplace_concat),
    sq_inplace_repeat: objects::slots::item(inplace_repeat),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};
