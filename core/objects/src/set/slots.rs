//! `set` and `frozenset`: the type objects and their slots.

use core::ffi::{c_int, c_void};

use base::{Hash, Length, Object, PyResult, Ref, Status};
use layout::*;

use super::{AnySet, FrozenSet, Set, iter, new_empty, new_of_type};
use crate::exceptions;
use crate::prelude::{ObjectClass, raise};
use crate::repr::{ReprGuard, Writer};
use crate::{
    Dict, List, Str, Tuple, Type, freelist, gc, methods_concat, not_implemented_result, py_bool,
};

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: crate::slots::length(set_length),
    sq_contains: crate::slots::contains(set_contains),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

const NUMBER: PyNumberMethods = PyNumberMethods {
    nb_subtract: crate::slots::number(set_sub),
    nb_and: crate::slots::number(set_and),
    nb_xor: crate::slots::number(set_xor),
    nb_or: crate::slots::number(set_or),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_inplace_subtract: crate::slots::binary(set_isub),
    nb_inplace_and: crate::slots::binary(set_iand),
    nb_inplace_xor: crate::slots::binary(set_ixor),
    nb_inplace_or: crate::slots::binary(set_ior),
    ..NUMBER
};

static mut FROZEN_AS_NUMBER: PyNumberMethods = NUMBER;

const fn common() -> PyTypeObject {
    PyTypeObject {
        tp_basicsize: size_of::<PySetObject>() as isize,
        tp_dealloc: crate::slots::dealloc::<AnySet>(set_dealloc),
        tp_repr: crate::slots::repr(set_repr),
        tp_as_sequence: &raw mut AS_SEQUENCE,
        tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | _Py_TPFLAGS_MATCH_SELF,
        tp_traverse: crate::slots::traverse(set_traverse),
        tp_clear: crate::slots::clear(set_clear),
        tp_richcompare: crate::slots::richcompare(set_richcompare),
        tp_weaklistoffset: core::mem::offset_of!(PySetObject, weakreflist) as isize,
        tp_iter: crate::slots::iter(set_iter),
        ..Type::EMPTY
    }
}

#[unsafe(no_mangle)]
pub static PySet_Type: Type = Type::new(PyTypeObject {
    tp_name: c"set".as_ptr(),
    tp_as_number: &raw mut AS_NUMBER,
    tp_hash: crate::freelist::UNHASHABLE,
    tp_methods: methods_concat!(AnySet::CHANGING, AnySet::SHARED),
    tp_doc: c"set(iterable=(), /)\n--\n\nA set of hashable elements, each once; of an iterable, its elements.".as_ptr(),
    tp_init: crate::slots::init(set_init),
    tp_new: crate::slots::new(set_new),
    tp_vectorcall: crate::slots::vectorcall::<Type>(set_vectorcall),
    ..common()
});

#[unsafe(no_mangle)]
pub static PyFrozenSet_Type: Type = Type::new(PyTypeObject {
    tp_name: c"frozenset".as_ptr(),
    tp_as_number: &raw mut FROZEN_AS_NUMBER,
    tp_hash: crate::slots::hash(frozenset_hash),
    tp_methods: methods_concat!(AnySet::FROZEN, AnySet::SHARED),
    tp_doc: c"frozenset(iterable=(), /)\n--\n\nA set that cannot be changed; of an iterable, its elements.".as_ptr(),
    tp_new: crate::slots::new(frozenset_new),
    tp_vectorcall: crate::slots::vectorcall::<Type>(frozenset_vectorcall),
    ..common()
});

extern "C" fn set_dealloc(this: *mut AnySet) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = this.cast::<PyObject>();
        gc::untrack(Object::from_ptr(o));
        if !(*this.cast::<PySetObject>()).weakreflist.is_null() {
            crate::weakref::clear_weakrefs(o);
        }
        (*this).release_table();
        freelist::free_instance(o);
    }
}

extern "C" fn set_traverse(this: &AnySet, visit: visitproc, arg: *mut c_void) -> c_int {
    let mut pos = 0;
    while let Some((key, _)) = this.next_raw(&mut pos) {
        // SAFETY: visiting does not change the set.
        let r = unsafe { visit(key, arg) };
        if r != 0 {
            return r;
        }
    }
    0
}

extern "C" fn set_clear(this: &AnySet) -> c_int {
    this.clear();
    0
}

extern "C" fn set_length(this: &AnySet) -> Length {
    Length::from(Ok::<usize, base::Raised>(this.len()))
}

extern "C" fn set_contains(this: &AnySet, key: &Object) -> Status {
    lookup_key(this, key, AnySet::contains).into()
}

/// Does something with a key; an unhashable set as key stands for the frozenset of its elements.
pub(super) fn lookup_key<R>(
    this: &AnySet,
    key: &Object,
    f: impl Fn(&AnySet, &Object) -> PyResult<R>,
) -> PyResult<R> {
    match f(this, key) {
        Err(e)
            if key.downcast::<Set>().is_some()
                && exceptions::matches(&exceptions::types::TypeError) =>
        {
            e.clear();
            let frozen = new_of_type(&PyFrozenSet_Type, Some(key))?;
            f(this, &frozen)
        }
        other => other,
    }
}

extern "C" fn set_iter(this: &AnySet) -> PyResult {
    iter::new(this)
}

extern "C" fn set_repr(this: &AnySet) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::format(format_args!("{}(...)", this.class().name()))?.upcast());
    };
    if this.len() == 0 {
        return Ok(Str::format(format_args!("{}()", this.class().name()))?.upcast());
    }
    // The elements are listed first: their repr may change the set.
    let items = List::from_iterable(this)?;
    let mut out = Writer::new();
    let plain = this.is_exactly(PySet_Type.as_mut_ptr());
    if !plain {
        out.push(&this.class().name());
        out.push("(");
    }
    out.push("{");
    let mut i = 0;
    while let Some(o) = items.get(i) {
        if i > 0 {
            out.push(", ");
        }
        out.push_repr(&o)?;
        i += 1;
    }
    out.push(if plain { "}" } else { "})" });
    out.finish()
}

extern "C" fn set_richcompare(this: &AnySet, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<AnySet>() else {
        return not_implemented_result();
    };
    let answer = match op {
        Py_EQ => equal(this, other)?,
        Py_NE => !equal(this, other)?,
        Py_LE => this.is_subset(other)?,
        Py_GE => this.is_superset(other)?,
        Py_LT => this.len() < other.len() && this.is_subset(other)?,
        _ => this.len() > other.len() && this.is_superset(other)?,
    };
    Ok(py_bool(answer).to_ref())
}

fn equal(a: &AnySet, b: &AnySet) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    // SAFETY: live; -1 is "not computed yet".
    let (ha, hb) = unsafe { ((*a.raw()).hash, (*b.raw()).hash) };
    if ha != -1 && hb != -1 && ha != hb {
        return Ok(false);
    }
    a.is_subset(b)
}

fn both<'a>(a: &'a Object, b: &'a Object) -> Option<(&'a AnySet, &'a AnySet)> {
    Some((a.downcast()?, b.downcast()?))
}

fn give(s: PyResult<Ref<AnySet>>) -> PyResult {
    s.map(Ref::upcast)
}

extern "C" fn set_sub(a: &Object, b: &Object) -> PyResult {
    match both(a, b) {
        Some((a, b)) => give(a.difference(b)),
        None => not_implemented_result(),
    }
}
extern "C" fn set_and(a: &Object, b: &Object) -> PyResult {
    match both(a, b) {
        Some((a, b)) => give(a.intersection(b)),
        None => not_implemented_result(),
    }
}
extern "C" fn set_xor(a: &Object, b: &Object) -> PyResult {
    match both(a, b) {
        Some((a, b)) => give(a.symmetric_difference(b)),
        None => not_implemented_result(),
    }
}
extern "C" fn set_or(a: &Object, b: &Object) -> PyResult {
    let Some((a, b)) = both(a, b) else {
        return not_implemented_result();
    };
    let result = a.copy()?;
    result.merge_set(b)?;
    Ok(result.upcast())
}

/// An in-place operator: only with another set, and the result is the set itself.
fn in_place(this: &AnySet, other: &Object, f: impl FnOnce(&AnySet) -> PyResult<()>) -> PyResult {
    match other.downcast::<AnySet>() {
        Some(other) => {
            f(other)?;
            Ok(this.to_ref().upcast())
        }
        None => not_implemented_result(),
    }
}
extern "C" fn set_isub(this: &AnySet, other: &Object) -> PyResult {
    in_place(this, other, |o| this.difference_update(o))
}
extern "C" fn set_iand(this: &AnySet, other: &Object) -> PyResult {
    in_place(this, other, |o| {
        let both = this.intersection(o)?;
        this.swap(&both);
        Ok(())
    })
}
extern "C" fn set_ixor(this: &AnySet, other: &Object) -> PyResult {
    in_place(this, other, |o| this.symmetric_difference_update(o))
}
extern "C" fn set_ior(this: &AnySet, other: &Object) -> PyResult {
    in_place(this, other, |o| this.merge_set(o))
}

fn shuffle(h: u64) -> u64 {
    ((h ^ 89869747) ^ (h << 16)).wrapping_mul(3644798167)
}

extern "C" fn frozenset_hash(this: &AnySet) -> Hash {
    // SAFETY: the word is written whole, and always with the same value.
    unsafe {
        let s = this.raw();
        if (*s).hash != -1 {
            return Hash((*s).hash);
        }
        let mut hash = 0u64;
        let mut pos = 0;
        while let Some((_, h)) = this.next_raw(&mut pos) {
            hash ^= shuffle(h as u64);
        }
        hash ^= (this.len() as u64 + 1).wrapping_mul(1927868237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69069).wrapping_add(907133923);
        if hash == u64::MAX {
            hash = 590923713;
        }
        (*s).hash = hash as Py_hash_t;
        Hash((*s).hash)
    }
}

extern "C" fn set_new(ty: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    give(new_empty(ty))
}

extern "C" fn set_init(this: &Set, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    init(this, args, kwargs).into()
}

fn init(this: &Set, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    if kwargs.is_some_and(|k| !k.is_empty())
        && (this.is_exactly(PySet_Type.as_mut_ptr()) || plain_init(this.class()))
    {
        return Err(raise!(TypeError, "set() takes no keyword arguments"));
    }
    let iterable = crate::sequence::one_argument(&this.class().name(), args.as_slice())?;
    this.clear();
    match iterable {
        Some(it) => this.update(it),
        None => Ok(()),
    }
}

/// Has the type the `__init__` of `set`?
fn plain_init(ty: &Type) -> bool {
    // SAFETY: live types.
    unsafe {
        match ((*ty.raw()).tp_init, (*PySet_Type.raw()).tp_init) {
            (Some(f), Some(g)) => core::ptr::fn_addr_eq(f, g),
            _ => false,
        }
    }
}

extern "C" fn frozenset_new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let exact = core::ptr::eq(ty.raw(), PyFrozenSet_Type.as_mut_ptr());
    // SAFETY: live types.
    let plain = unsafe {
        match ((*ty.raw()).tp_init, (*PyFrozenSet_Type.raw()).tp_init) {
            (Some(f), Some(g)) => core::ptr::fn_addr_eq(f, g),
            (None, None) => true,
            _ => false,
        }
    };
    if kwargs.is_some_and(|k| !k.is_empty()) && (exact || plain) {
        return Err(raise!(TypeError, "frozenset() takes no keyword arguments"));
    }
    let iterable = crate::sequence::one_argument(&ty.name(), args.as_slice())?;
    if exact && let Some(it) = iterable {
        return Ok(FrozenSet::from_iterable(it)?.upcast());
    }
    give(new_of_type(ty, iterable))
}

/// The single argument of a vectorcall of a set type.
unsafe fn vector_argument<'a>(
    name: &str,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult<Option<&'a Object>> {
    // SAFETY: vectorcall's contract.
    let args = unsafe { crate::sequence::positional(args, nargsf) };
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "{}() takes no keyword arguments", name));
    }
    crate::sequence::one_argument(name, args)
}

extern "C" fn set_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: vectorcall's contract.
    let iterable = unsafe { vector_argument("set", args, nargsf, kwnames)? };
    give(new_of_type(ty, iterable))
}

extern "C" fn frozenset_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    // SAFETY: vectorcall's contract.
    let iterable = unsafe { vector_argument("frozenset", args, nargsf, kwnames)? };
    match iterable {
        Some(it) if core::ptr::eq(ty.raw(), PyFrozenSet_Type.as_mut_ptr()) => {
            Ok(FrozenSet::from_iterable(it)?.upcast())
        }
        other => give(new_of_type(ty, other)),
    }
}
