//! `tuple`: the type object and its slots.

use core::ffi::{c_int, c_void};

use base::{Hash, Length, Object, PyResult, Ref, Status, refcount};
use layout::*;

use super::{Tuple, items, iter};
use crate::abstract_::{CompareOp, Protocol};
use crate::prelude::raise;
use crate::slice::{Slice, adjust_indices};
use crate::type_::ObjectClass;
use crate::{Dict, Type, freelist, gc, not_implemented_result, py_bool};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(tuple_length),
    sq_concat: crate::slots::binary(tuple_concat),
    sq_repeat: crate::slots::item(tuple_repeat),
    sq_item: crate::slots::item(tuple_item),
    sq_contains: crate::slots::contains(tuple_contains),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(tuple_length),
    mp_subscript: crate::slots::binary(tuple_subscript),
    mp_ass_subscript: None,
};

#[unsafe(no_mangle)]
pub static PyTuple_Type: Type = Type::new(PyTypeObject {
    tp_name: c"tuple".as_ptr(),
    tp_basicsize: size_of::<PyTupleObject>() as isize - size_of::<usize>() as isize,
    tp_itemsize: size_of::<usize>() as isize,
    tp_dealloc: crate::slots::dealloc::<Tuple>(tuple_dealloc),
    tp_repr: crate::slots::repr(tuple_repr),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::hash(tuple_hash),
    tp_flags: Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_TUPLE_SUBCLASS
        | Py_TPFLAGS_HAVE_GC
        | _Py_TPFLAGS_MATCH_SELF
        | Py_TPFLAGS_SEQUENCE as core::ffi::c_ulong,
    tp_traverse: crate::slots::traverse(tuple_traverse),
    tp_richcompare: crate::slots::richcompare(tuple_richcompare),
    tp_iter: crate::slots::iter(tuple_iter),
    tp_methods: Tuple::METHODS,
    tp_doc: c"tuple(iterable=(), /)\n--\n\nA row of items that cannot be changed; of an iterable, its items.".as_ptr(),
    tp_new: crate::slots::new(tuple_new),
    tp_vectorcall: crate::slots::vectorcall::<Type>(tuple_vectorcall),
    ..Type::EMPTY
});

extern "C" fn tuple_dealloc(this: *mut Tuple) {
    // SAFETY: the last reference is gone. Items are released first to last or last to first; nobody can tell but finalisers.
    unsafe {
        let t = this.cast::<PyTupleObject>();
        let o = this.cast::<PyObject>();
        let n = (*t).ob_base.ob_size;
        if n == 0 && core::ptr::eq((*o).ob_type, PyTuple_Type.as_mut_ptr()) {
            // The empty tuple is immortal; a stray decref must not free it.
            base::refcount::set_immortal(o);
            return;
        }
        gc::untrack(Object::from_ptr(o));
        for i in (0..n).rev() {
            let item = *items(t).offset(i);
            if !item.is_null() {
                refcount::decref(item);
            }
        }
        if core::ptr::eq((*o).ob_type, PyTuple_Type.as_mut_ptr())
            && n <= PyTuple_MAXSAVESIZE as isize
            && freelist::push(
                &raw mut (*freelist::lists()).tuples[n as usize - 1],
                t,
                Py_tuple_MAXFREELIST,
            )
        {
            return;
        }
        freelist::free_instance(o);
    }
}

extern "C" fn tuple_traverse(this: &Tuple, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: slots are NULL only while the tuple is being filled.
    unsafe {
        for i in (0..this.len()).rev() {
            let o = *items(this.raw()).add(i);
            if !o.is_null() {
                let r = visit(o, arg);
                if r != 0 {
                    return r;
                }
            }
        }
        0
    }
}

extern "C" fn tuple_length(this: &Tuple) -> Length {
    Length::from(Ok::<usize, base::Raised>(this.len()))
}

extern "C" fn tuple_contains(this: &Tuple, item: &Object) -> Status {
    for o in this.as_slice() {
        match o.compare_bool(item, CompareOp::Eq) {
            Ok(false) => {}
            other => return other.into(),
        }
    }
    Status(0)
}

extern "C" fn tuple_item(this: &Tuple, index: isize) -> PyResult {
    usize::try_from(index)
        .ok()
        .and_then(|i| this.get(i))
        .map(Object::to_ref)
        .ok_or_else(|| raise!(IndexError, "tuple index out of range"))
}

extern "C" fn tuple_concat(this: &Tuple, other: &Object) -> PyResult {
    let Some(b) = other.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "can only concatenate tuple (not \"{}\") to tuple",
            other.class().tp_name()
        ));
    };
    Ok(this.concat(b)?.upcast())
}

extern "C" fn tuple_repeat(this: &Tuple, times: isize) -> PyResult {
    let n = this.len();
    if (n == 0 || times == 1) && this.is_exactly(PyTuple_Type.as_mut_ptr()) {
        return Ok(this.to_ref().upcast());
    }
    if n == 0 || times <= 0 {
        return Ok(Tuple::empty().to_ref().upcast());
    }
    let Some(total) = n.checked_mul(times as usize) else {
        return Err(crate::exceptions::no_memory());
    };
    let source = this.as_slice();
    Ok(super::build(total, |i| source[i % n].to_ref())?.upcast())
}

extern "C" fn tuple_subscript(this: &Tuple, key: &Object) -> PyResult {
    if crate::sequence::has_index(key) {
        let index = key.index_isize(false)?;
        return tuple_item(
            this,
            if index < 0 {
                index + this.len() as isize
            } else {
                index
            },
        );
    }
    let Some(slice) = key.downcast::<Slice>() else {
        return Err(raise!(
            TypeError,
            "tuple indices must be integers or slices, not {}",
            key.class().tp_name()
        ));
    };
    let (start, stop, step) = slice.unpack()?;
    let (start, _, count) = adjust_indices(this.len() as isize, start, stop, step);
    let source = this.as_slice();
    if step == 1 && count == source.len() && this.is_exactly(PyTuple_Type.as_mut_ptr()) {
        return Ok(this.to_ref().upcast());
    }
    Ok(super::build(count, |i| {
        source
            .get((start + i as isize * step) as usize)
            .map_or_else(crate::none_ref, |o| o.to_ref())
    })?
    .upcast())
}

extern "C" fn tuple_hash(this: &Tuple) -> Hash {
    hash(this).into()
}

/// xxHash's mixing over the hashes of the items, kept in the tuple (`ob_hash`).
fn hash(this: &Tuple) -> PyResult<Py_hash_t> {
    // SAFETY: the word is written whole, and always with the same value.
    unsafe {
        let cached = (*this.raw()).ob_hash;
        if cached != -1 {
            return Ok(cached);
        }
        let mut acc = _PyTuple_HASH_XXPRIME_5;
        for o in this.as_slice() {
            let lane = o.hash()? as u64;
            acc = acc
                .wrapping_add(lane.wrapping_mul(_PyTuple_HASH_XXPRIME_2))
                .rotate_left(31)
                .wrapping_mul(_PyTuple_HASH_XXPRIME_1);
        }
        acc = acc.wrapping_add(this.len() as u64 ^ (_PyTuple_HASH_XXPRIME_5 ^ 3527539));
        if acc == u64::MAX {
            acc = 1546275796;
        }
        (*this.raw()).ob_hash = acc as Py_hash_t;
        Ok(acc as Py_hash_t)
    }
}

extern "C" fn tuple_iter(this: &Tuple) -> PyResult {
    iter::new(this)
}

extern "C" fn tuple_repr(this: &Tuple) -> PyResult {
    // SAFETY: an index within the tuple; NULL or kept by the tuple.
    let item = |i| unsafe { Ref::from_borrowed_opt(this.raw_item(i)) };
    crate::repr::items(this, ["(", ",", ")"], || this.len(), item)
}

extern "C" fn tuple_richcompare(this: &Tuple, other: &Object, op: c_int) -> PyResult {
    let Some(b) = other.downcast::<Tuple>() else {
        return not_implemented_result();
    };
    for (x, y) in this.as_slice().iter().zip(b.as_slice()) {
        if !x.compare_bool(y, CompareOp::Eq)? {
            return crate::sequence::compare_at(x, y, op);
        }
    }
    Ok(py_bool(crate::sequence::compare_lengths(this.len(), b.len(), op)).to_ref())
}

extern "C" fn tuple_new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    // A subclass with an `__init__` of its own may take keywords.
    // SAFETY: live types.
    let own_init = unsafe {
        (*ty.raw()).tp_init.map(|f| f as usize)
            != (*PyTuple_Type.as_mut_ptr()).tp_init.map(|f| f as usize)
    };
    if kwargs.is_some_and(|k| !k.is_empty()) && !own_init {
        return Err(raise!(TypeError, "tuple() takes no keyword arguments"));
    }
    new_of_type(ty, crate::sequence::one_argument("tuple", args.as_slice())?)
}

/// `tuple.__new__(ty, iterable)`.
pub fn new_of_type(ty: &Type, iterable: Option<&Object>) -> PyResult {
    let plain: Ref<Tuple> = match iterable {
        Some(it) => Tuple::from_iterable(it)?,
        None => Tuple::empty().to_ref(),
    };
    if core::ptr::eq(ty.raw(), PyTuple_Type.as_mut_ptr()) {
        return Ok(plain.upcast());
    }
    let new = ty.alloc(plain.len())?;
    // SAFETY: an instance of a subclass begins with the tuple struct and has room for the items.
    unsafe {
        let t = new.as_object_ptr().cast::<PyTupleObject>();
        (*t).ob_hash = -1;
        for (i, o) in plain.as_slice().iter().enumerate() {
            *items(t).add(i) = o.to_ref().into_ptr();
        }
    }
    Ok(new)
}

extern "C" fn tuple_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: vectorcall's contract.
    let args = unsafe { crate::sequence::positional(args, nargsf) };
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "tuple() takes no keyword arguments"));
    }
    new_of_type(ty, crate::sequence::one_argument("tuple", args)?)
}
