//! `dict`: the type object and its slots.

use core::ffi::{c_int, c_void};
use core::mem::transmute;

use base::{Length, Object, PyResult, Status, refcount};
use layout::*;

use super::lookup::{hash_key, lookup_value};
use super::{Dict, iter, keys, managed};
use crate::abstract_::{CompareOp, Protocol};
use crate::exceptions::key_error;
use crate::prelude::{id, raise};
use crate::repr::{ReprGuard, Writer};
use crate::{Str, Tuple, Type, freelist, gc, not_implemented_result, py_bool};

pub(super) static DICT_ITER: Option<getiterfunc> = crate::slots::iter(dict_iter);

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_contains: crate::slots::contains(dict_contains),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(dict_length),
    mp_subscript: crate::slots::binary(dict_subscript),
    mp_ass_subscript: crate::slots::set_subscript(dict_ass_subscript),
};

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: crate::slots::number(dict_or),
    nb_inplace_or: crate::slots::binary(dict_ior),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

#[unsafe(no_mangle)]
pub static PyDict_Type: Type = Type::new(PyTypeObject {
    tp_name: c"dict".as_ptr(),
    tp_basicsize: size_of::<PyDictObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<Dict>(dict_dealloc),
    tp_repr: crate::slots::repr(dict_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: freelist::UNHASHABLE,
    tp_flags: Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_DICT_SUBCLASS
        | Py_TPFLAGS_HAVE_GC
        | _Py_TPFLAGS_MATCH_SELF
        | Py_TPFLAGS_MAPPING as core::ffi::c_ulong,
    tp_traverse: crate::slots::traverse(dict_traverse),
    tp_clear: crate::slots::clear(dict_tp_clear),
    tp_richcompare: crate::slots::richcompare(dict_richcompare),
    tp_iter: DICT_ITER,
    tp_doc: c"A mapping from keys to values, in the order in which the keys were added:\ndict(mapping), dict(pairs) or dict(name=value, ...).".as_ptr(),
    tp_methods: Dict::METHODS,
    tp_init: crate::slots::init(dict_init),
    tp_new: crate::slots::new(dict_new),
    // SAFETY: the ABI is that of the slot.
    tp_vectorcall: Some(unsafe {
        transmute::<
            extern "C" fn(&Type, *const *mut PyObject, usize, Option<&Tuple>) -> PyResult,
            vectorcallfunc,
        >(dict_vectorcall)
    }),
    ..Type::EMPTY
});

extern "C" fn dict_dealloc(this: *mut Dict) {
    // SAFETY: the last reference is gone. A watcher may bring the dict back to life.
    unsafe {
        let d = this.cast::<PyDictObject>();
        let o = this.cast::<PyObject>();
        if (*d)._ma_watcher_tag as u32 & DICT_WATCHER_MASK as u32 != 0 {
            refcount::set_count(o, 1);
            super::watch::notify(PyDict_EVENT_DEALLOCATED, &*this, None, None);
            if refcount::count(o) > 1 {
                refcount::decref(o);
                return;
            }
            refcount::set_count(o, 0);
        }
        gc::untrack(Object::from_ptr(o));
        let values = (*d).ma_values;
        let k = (*d).ma_keys;
        if !values.is_null() {
            if (*values).embedded == 0 {
                managed::release_values(values);
            }
            keys::decref(k);
        } else if !k.is_null() {
            keys::decref(k);
        }
        if core::ptr::eq((*o).ob_type, PyDict_Type.as_mut_ptr())
            && freelist::push(&raw mut (*freelist::lists()).dicts, d, Py_dicts_MAXFREELIST)
        {
            return;
        }
        freelist::free_instance(o);
    }
}

extern "C" fn dict_traverse(this: &Dict, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: visiting does not change the dict.
    unsafe {
        let d = this.raw();
        let values = (*d).ma_values;
        let k = (*d).ma_keys;
        if !values.is_null() {
            for i in 0..(*values).capacity as usize {
                let v = *managed::value_at(values, i);
                if !v.is_null() {
                    let r = visit(v, arg);
                    if r != 0 {
                        return r;
                    }
                }
            }
            return 0;
        }
        let general = !keys::is_unicode(k);
        for i in 0..(*k).dk_nentries as usize {
            let v = *keys::value_slot(k, i);
            if v.is_null() {
                continue;
            }
            let mut r = visit(v, arg);
            if r == 0 && general {
                r = visit(keys::entry_key(k, i).0, arg);
            }
            if r != 0 {
                return r;
            }
        }
        0
    }
}

extern "C" fn dict_tp_clear(this: &Dict) -> c_int {
    this.clear();
    0
}

extern "C" fn dict_length(this: &Dict) -> Length {
    Length::from(Ok::<usize, base::Raised>(this.len()))
}

extern "C" fn dict_contains(this: &Dict, key: &Object) -> Status {
    this.contains(key).into()
}

extern "C" fn dict_subscript(this: &Dict, key: &Object) -> PyResult {
    subscript(this, key)
}

/// `self[key]`, with `__missing__` for subclasses.
pub fn subscript(this: &Dict, key: &Object) -> PyResult {
    let hash = hash_key(key)?;
    if let Some(v) = lookup_value(this, key, hash)? {
        return Ok(v);
    }
    if !this.is_exact_dict()
        && let Some(missing) = this.lookup_special(id!(__missing__))?
    {
        return missing.call(&[key]);
    }
    Err(key_error(key))
}

extern "C" fn dict_ass_subscript(this: &Dict, key: &Object, value: Option<&Object>) -> Status {
    match value {
        Some(v) => this.set(key, v),
        None => this.del(key),
    }
    .into()
}

extern "C" fn dict_iter(this: &Dict) -> PyResult {
    iter::new(this, &iter::PyDictIterKey_Type)
}

extern "C" fn dict_or(a: &Object, b: &Object) -> PyResult {
    let (Some(left), Some(_)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return not_implemented_result();
    };
    let new = left.copy()?;
    new.update(b)?;
    Ok(new.upcast())
}

extern "C" fn dict_ior(this: &Dict, other: &Object) -> PyResult {
    this.update(other)?;
    Ok(this.to_ref().upcast())
}

extern "C" fn dict_repr(this: &Dict) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str("{...}")?.upcast());
    };
    let mut out = Writer::new();
    out.push("{");
    let mut pos = 0;
    let mut first = true;
    while let Some((k, v)) = this.next_entry(&mut pos) {
        if !first {
            out.push(", ");
        }
        first = false;
        out.push_repr(&k)?;
        out.push(": ");
        out.push_repr(&v)?;
    }
    out.push("}");
    out.finish()
}

/// Same keys and equal values? Comparisons may change either dict; only the table of `a` is walked by position.
fn dict_equal(a: &Dict, b: &Dict) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut pos = 0;
    while let Some((k, va, hash)) = a.next_entry_hash(&mut pos) {
        match lookup_value(b, &k, hash)? {
            None => return Ok(false),
            Some(vb) => {
                if !vb.compare_bool(&va, CompareOp::Eq)? {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

extern "C" fn dict_richcompare(this: &Dict, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Dict>() else {
        return not_implemented_result();
    };
    match op {
        Py_EQ => Ok(py_bool(dict_equal(this, other)?).to_ref()),
        Py_NE => Ok(py_bool(!dict_equal(this, other)?).to_ref()),
        _ => not_implemented_result(),
    }
}

extern "C" fn dict_new(ty: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    new_instance(ty)
}

/// An empty instance of `dict` or a subclass.
pub fn new_instance(ty: &Type) -> PyResult {
    if core::ptr::eq(ty.raw(), PyDict_Type.as_mut_ptr()) {
        return Ok(Dict::new()?.upcast());
    }
    let o = ty.alloc(0)?;
    // SAFETY: a subclass's instance begins with the dict struct, zeroed by `alloc`.
    unsafe {
        let d = o.as_object_ptr().cast::<PyDictObject>();
        (*d).ma_used = 0;
        (*d)._ma_watcher_tag = 0;
        (*d).ma_keys = keys::empty();
        (*d).ma_values = core::ptr::null_mut();
    }
    Ok(o)
}

/// The body of `dict(...)` and `dict.update(...)`.
pub(super) fn update_from(
    this: &Dict,
    name: &str,
    arg: &[&Object],
    kwargs: Option<&Dict>,
) -> PyResult<()> {
    if let Some(source) = crate::sequence::one_argument(name, arg)? {
        this.update(source)?;
    }
    if let Some(kw) = kwargs
        && !kw.is_empty()
    {
        if !kw.has_only_str_keys() {
            return Err(raise!(TypeError, "keywords must be strings"));
        }
        this.merge(kw, true)?;
    }
    Ok(())
}

extern "C" fn dict_init(this: &Dict, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    update_from(this, "dict", args.as_slice(), kwargs).into()
}

extern "C" fn dict_vectorcall(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let this = new_instance(ty)?;
    // SAFETY: vectorcall's contract: `n` arguments, then the keyword values.
    unsafe {
        let d = this.downcast_unchecked::<Dict>();
        let positional = crate::sequence::positional(args, nargsf);
        if let Some(source) = crate::sequence::one_argument("dict", positional)? {
            d.update(source)?;
        }
        if let Some(names) = kwnames {
            for (i, name) in names.as_slice().iter().enumerate() {
                d.set(name, Object::from_ptr(*args.add(positional.len() + i)))?;
            }
        }
    }
    Ok(this)
}
