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

/// The value of an int of one digit that is not negative.
fn small_index(o: &Object) -> Option<usize> {
    if !compact(o) {
        return None;
    }
    // SAFETY: just seen to be a compact int.
    usize::try_from(unsafe { crate::numbers::compact_value(&slot(o)) }).ok()
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
            NB_SUBSCR if exactly(left, &list::PyList_Type) && small_index(right).is_some() => {
                op::BINARY_OP_SUBSCR_LIST_INT
            }
            NB_SUBSCR
                if exactly(left, &list::PyList_Type) && exactly(right, &slice::PySlice_Type) =>
            {
                op::BINARY_OP_SUBSCR_LIST_SLICE
            }
            NB_SUBSCR if exactly(left, &tuple::PyTuple_Type) && small_index(right).is_some() => {
                op::BINARY_OP_SUBSCR_TUPLE_INT
            }
            NB_SUBSCR
                if exactly(left, &unicode::PyUnicode_Type) && small_index(right).is_some() =>
            {
                op::BINARY_OP_SUBSCR_STR_INT
            }
            NB_SUBSCR if exactly(left, &objects::dict::PyDict_Type) => op::BINARY_OP_SUBSCR_DICT,
            NB_SUBSCR if getitem(left) => op::BINARY_OP_SUBSCR_GETITEM,
            o => match crate::extended::find(o, left, right) {
                Some(pair) => {
                    crate::cache::store_u64(ip.add(2), core::ptr::from_ref(pair) as u64);
                    op::BINARY_OP_EXTEND
                }
                None => return fail(ip, op::BINARY_OP),
            },
        };
        become_(ip, form);
    }
}

/// Caches a heap type's Python `__getitem__`: is there one?
unsafe fn getitem(container: &Object) -> bool {
    let class = container.class();
    if class.flags() & Py_TPFLAGS_HEAPTYPE as core::ffi::c_ulong == 0 {
        return false;
    }
    let Some(found) = class.lookup(id!(__getitem__)) else {
        return false;
    };
    if !exactly(&found, &objects::function::PyFunction_Type) {
        return false;
    }
    // SAFETY: a heap type; a function, which the type keeps as long as its version stands.
    unsafe {
        let f = found.as_object_ptr().cast::<PyFunctionObject>();
        let code = (*f).func_code.cast::<PyCodeObject>();
        let simple = (*code).co_flags & (CO_VARARGS | CO_VARKEYWORDS | CO_OPTIMIZED)
            == CO_OPTIMIZED
            && (*code).co_kwonlyargcount == 0
            && (*code).co_argcount == 2;
        let version = super::calls::function_version(f);
        if !simple || version == 0 || (*class.raw()).tp_version_tag == 0 {
            return false;
        }
        let cache = &raw mut (*class.raw().cast::<PyHeapTypeObject>())._spec_cache;
        (*cache).getitem_version = version;
        (*cache).getitem = f.cast();
    }
    true
}

/// # Safety
/// `ip` is a `COMPARE_OP`.
#[cold]
pub unsafe fn compare_op(left: &Object, right: &Object, ip: Ip, oparg: usize) {
    let both = |ty: &Type| exactly(left, ty) && exactly(right, ty);
    let equality = matches!(oparg >> 5, 2 | 3);
    let form = if compact(left) && compact(right) {
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
        } else if let Some(version) = always_true(value.class()) {
            crate::cache::store_u32(ip.add(2), version);
            op::TO_BOOL_ALWAYS_TRUE
        } else {
            return fail(ip, op::TO_BOOL);
        };
        become_(ip, form);
    }
}

/// The version of a class made in Python whose instances nothing can make false.
fn always_true(class: &objects::Type) -> Option<u32> {
    // SAFETY: a live type; its tables are NULL or the type's.
    let has_truth = unsafe {
        let raw = class.raw();
        if (*raw).tp_flags & layout::Py_TPFLAGS_HEAPTYPE == 0 {
            return None;
        }
        let (number, mapping, sequence) = (
            (*raw).tp_as_number,
            (*raw).tp_as_mapping,
            (*raw).tp_as_sequence,
        );
        (!number.is_null() && (*number).nb_bool.is_some())
            || (!mapping.is_null() && (*mapping).mp_length.is_some())
            || (!sequence.is_null() && (*sequence).sq_length.is_some())
    };
    if has_truth {
        return None;
    }
    Some(class.assign_version()).filter(|v| *v != 0)
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
        let list = container
            .downcast::<List>()
            .filter(|_| exactly(container, &objects::list::PyList_Type));
        if let Some(list) = list
            && small_index(key).is_some_and(|i| i < list.len())
        {
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
        match global_form(frame, ip, name) {
            Some(form) => become_(ip, form),
            None => fail(ip, op::LOAD_GLOBAL),
        }
    }
}

unsafe fn global_form(frame: Frame, ip: Ip, name: &Str) -> Option<u8> {
    use objects::dict::lookup::string_lookup;
    // SAFETY: as the caller's; the frame keeps both alive.
    unsafe {
        let exact = |p: *mut PyObject| -> Option<&Dict> {
            let o = Object::from_ptr(p);
            exactly(o, &objects::dict::PyDict_Type).then(|| o.downcast_unchecked())
        };
        // Versions that do not fit the cache are no versions.
        let version = |d: &Dict| u16::try_from(d.keys_version()).ok().filter(|v| *v != 0);
        let globals = exact((*frame).f_globals)?;
        let index = string_lookup((*globals.raw()).ma_keys, name);
        if index == DKIX_ERROR as isize {
            return None;
        }
        if index >= 0 {
            let index = u16::try_from(index).ok()?;
            (*ip.add(2)).cache = version(globals)?;
            (*ip.add(4)).cache = index;
            return Some(op::LOAD_GLOBAL_MODULE);
        }
        let builtins = exact((*frame).f_builtins)?;
        let index = u16::try_from(string_lookup((*builtins.raw()).ma_keys, name)).ok()?;
        let globals_version = version(globals)?;
        (*ip.add(3)).cache = version(builtins)?;
        (*ip.add(2)).cache = globals_version;
        (*ip.add(4)).cache = index;
        Some(op::LOAD_GLOBAL_BUILTIN)
    }
}
