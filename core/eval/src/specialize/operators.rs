//! Operators, comparisons, truth, subscripts, iteration, unpacking, globals.

use layout::*;

use super::{become_, fail};
use crate::generated::metadata::op;
use crate::numbers::is_compact_int;
use crate::prelude::*;

fn exactly(o: &Object, ty: &Type) -> bool {
    o.is_exactly(ty.raw())
}

/// A view of a borrowed object as a slot, for the guards.
fn slot(o: &Object) -> core::mem::ManuallyDrop<StackRef> {
    // SAFETY: the slot does not outlive the borrow.
    core::mem::ManuallyDrop::new(unsafe { StackRef::from_borrowed(o.as_ptr()) })
}

fn compact(o: &Object) -> bool {
    is_compact_int(&slot(o))
}

/// # Safety
/// `ip` is a `BINARY_OP`.
#[cold]
pub unsafe fn binary_op(frame: Frame, left: &Object, right: &Object, ip: Ip, oparg: usize) {
    use objects::{float, list, long, slice, tuple, unicode};
    let both = |ty: &Type| exactly(left, ty) && exactly(right, ty);
    let _ = long::PyLong_Type.raw();
    let ints = compact(left) && compact(right);
    let floats = both(&float::PyFloat_Type);
    // SAFETY: as the caller says.
    unsafe {
        let form = match oparg as core::ffi::c_int {
            NB_ADD | NB_INPLACE_ADD if both(&unicode::PyUnicode_Type) => {
                if crate::operators::is_next_local(frame, ip.add(6), &slot(left)) {
                    op::BINARY_OP_INPLACE_ADD_UNICODE
                } else {
                    op::BINARY_OP_ADD_UNICODE
                }
            }
            NB_ADD | NB_INPLACE_ADD if ints => op::BINARY_OP_ADD_INT,
            NB_ADD | NB_INPLACE_ADD if floats => op::BINARY_OP_ADD_FLOAT,
            NB_SUBTRACT | NB_INPLACE_SUBTRACT if ints => op::BINARY_OP_SUBTRACT_INT,
            NB_SUBTRACT | NB_INPLACE_SUBTRACT if floats => op::BINARY_OP_SUBTRACT_FLOAT,
            NB_MULTIPLY | NB_INPLACE_MULTIPLY if ints => op::BINARY_OP_MULTIPLY_INT,
            NB_MULTIPLY | NB_INPLACE_MULTIPLY if floats => op::BINARY_OP_MULTIPLY_FLOAT,
            NB_SUBSCR if exactly(left, &list::PyList_Type) && compact(right) => {
                op::BINARY_OP_SUBSCR_LIST_INT
            }
            NB_SUBSCR
                if exactly(left, &list::PyList_Type) && exactly(right, &slice::PySlice_Type) =>
            {
                op::BINARY_OP_SUBSCR_LIST_SLICE
            }
            NB_SUBSCR if exactly(left, &tuple::PyTuple_Type) && compact(right) => {
                op::BINARY_OP_SUBSCR_TUPLE_INT
            }
            NB_SUBSCR if exactly(left, &unicode::PyUnicode_Type) && compact(right) => {
                op::BINARY_OP_SUBSCR_STR_INT
            }
            NB_SUBSCR if exactly(left, &objects::dict::PyDict_Type) => op::BINARY_OP_SUBSCR_DICT,
            _ => return fail(ip, op::BINARY_OP),
        };
        become_(ip, form);
    }
}

/// # Safety
/// `ip` is a `COMPARE_OP`.
#[cold]
pub unsafe fn compare_op(left: &Object, right: &Object, ip: Ip, oparg: usize) {
    let both = |ty: &Type| exactly(left, ty) && exactly(right, ty);
    let equality = matches!(oparg >> 5, 2 | 3);
    let form = if oparg & 16 == 0 && !equality && false {
        None
    } else if compact(left) && compact(right) {
        Some(op::COMPARE_OP_INT)
    } else if both(&objects::float::PyFloat_Type) {
        Some(op::COMPARE_OP_FLOAT)
    } else if both(&objects::unicode::PyUnicode_Type) && equality {
        Some(op::COMPARE_OP_STR)
    } else {
        None
    };
    // SAFETY: as the caller says.
    unsafe {
        match form {
            Some(f) => become_(ip, f),
            None => fail(ip, op::COMPARE_OP),
        }
    }
}

/// # Safety
/// `ip` is a `TO_BOOL`.
#[cold]
pub unsafe fn to_bool(value: &Object, ip: Ip) {
    // SAFETY: as the caller says.
    unsafe {
        let form = if exactly(value, &objects::bool_::PyBool_Type) {
            op::TO_BOOL_BOOL
        } else if exactly(value, &objects::long::PyLong_Type) {
            op::TO_BOOL_INT
        } else if exactly(value, &objects::list::PyList_Type) {
            op::TO_BOOL_LIST
        } else if objects::is_none(value) {
            op::TO_BOOL_NONE
        } else if exactly(value, &objects::unicode::PyUnicode_Type) {
            op::TO_BOOL_STR
        } else {
            return fail(ip, op::TO_BOOL);
        };
        become_(ip, form);
    }
}

/// # Safety
/// `ip` is a `CONTAINS_OP`.
#[cold]
pub unsafe fn contains_op(container: &Object, ip: Ip) {
    // SAFETY: as the caller says.
    unsafe {
        if exactly(container, &objects::dict::PyDict_Type) {
            become_(ip, op::CONTAINS_OP_DICT)
        } else if exactly(container, &objects::set::PySet_Type)
            || exactly(container, &objects::set::PyFrozenSet_Type)
        {
            become_(ip, op::CONTAINS_OP_SET)
        } else {
            fail(ip, op::CONTAINS_OP)
        }
    }
}

/// # Safety
/// `ip` is a `STORE_SUBSCR`.
#[cold]
pub unsafe fn store_subscr(container: &Object, key: &Object, ip: Ip) {
    // SAFETY: as the caller says.
    unsafe {
        if exactly(container, &objects::list::PyList_Type) && compact(key) {
            become_(ip, op::STORE_SUBSCR_LIST_INT)
        } else if exactly(container, &objects::dict::PyDict_Type) {
            become_(ip, op::STORE_SUBSCR_DICT)
        } else {
            fail(ip, op::STORE_SUBSCR)
        }
    }
}

/// # Safety
/// `ip` is a `FOR_ITER`.
#[cold]
pub unsafe fn for_iter(iterator: &Object, ip: Ip, oparg: usize) {
    let _ = oparg;
    // SAFETY: as the caller says.
    unsafe {
        if exactly(iterator, &objects::list::PyListIter_Type) {
            become_(ip, op::FOR_ITER_LIST)
        } else if exactly(iterator, &objects::tuple::PyTupleIter_Type) {
            become_(ip, op::FOR_ITER_TUPLE)
        } else if exactly(iterator, &crate::iterators::PyRangeIter_Type) {
            become_(ip, op::FOR_ITER_RANGE)
        } else if exactly(iterator, &crate::genobject::PyGen_Type) {
            become_(ip, op::FOR_ITER_GEN)
        } else {
            fail(ip, op::FOR_ITER)
        }
    }
}

/// # Safety
/// `ip` is a `SEND`.
#[cold]
pub unsafe fn send(receiver: &Object, ip: Ip) {
    // SAFETY: as the caller says.
    unsafe {
        if exactly(receiver, &crate::genobject::PyGen_Type)
            || exactly(receiver, &crate::genobject::PyCoro_Type)
        {
            become_(ip, op::SEND_GEN)
        } else {
            fail(ip, op::SEND)
        }
    }
}

/// # Safety
/// `ip` is an `UNPACK_SEQUENCE`.
#[cold]
pub unsafe fn unpack_sequence(sequence: &Object, ip: Ip, oparg: usize) {
    // SAFETY: as the caller says; lists and tuples have a size.
    unsafe {
        let len = (*sequence.as_ptr().cast::<PyVarObject>()).ob_size as usize;
        if exactly(sequence, &objects::tuple::PyTuple_Type) && len == oparg {
            become_(
                ip,
                if len == 2 {
                    op::UNPACK_SEQUENCE_TWO_TUPLE
                } else {
                    op::UNPACK_SEQUENCE_TUPLE
                },
            )
        } else if exactly(sequence, &objects::list::PyList_Type) && len == oparg {
            become_(ip, op::UNPACK_SEQUENCE_LIST)
        } else {
            fail(ip, op::UNPACK_SEQUENCE)
        }
    }
}

/// # Safety
/// `ip` is a `LOAD_GLOBAL`.
#[cold]
pub unsafe fn load_global(frame: Frame, ip: Ip, name: &Str) {
    // SAFETY: as the caller says.
    unsafe {
        let _ = (frame, name);
        fail(ip, op::LOAD_GLOBAL)
    }
}
