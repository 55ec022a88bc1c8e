//! `collections.OrderedDict`: a dict with a linked list of its keys, whose order can be changed.
//!
//! The list (`list`) is kept beside the dict's table and not derived from it: `dict.__setitem__(od, ...)` goes past it, as in the
//! reference, and every change of it is counted in `od_state`, so that whoever walks the list notices.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref, Status, object_view};
use layout::*;

use crate::clinic::*;
use crate::dict::{Dict, PyDict_Type};
use crate::exceptions::key_error;
use crate::gc;
use crate::owned::clear_field;
use crate::prelude::*;
use crate::repr::{ReprGuard, Writer};

mod iter;
mod list;

pub use iter::{PyODictItems_Type, PyODictIter_Type, PyODictKeys_Type, PyODictValues_Type};

/// The stock struct, which no header shows. The pointers are `list`'s.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ODictObject {
    pub od_dict: PyDictObject,
    pub od_first: *mut list::Node,
    pub od_last: *mut list::Node,
    pub od_fast_nodes: *mut *mut list::Node,
    pub od_fast_nodes_size: usize,
    pub od_resize_sentinel: *mut PyDictKeysObject,
    pub od_state: usize,
    pub od_inst_dict: *mut PyObject,
    pub od_weakreflist: *mut PyObject,
}

object_view!(
    /// `collections.OrderedDict`.
    pub ODict, ODictObject, "collections.OrderedDict", |o| crate::type_::is_subtype_instance(o, &PyODict_Type)
);

impl ODict {
    /// `PyODict_New`.
    pub fn new() -> PyResult<Ref<ODict>> {
        // SAFETY: the type's instances have the struct.
        unsafe { Ok(crate::dict::slots::new_instance(&PyODict_Type)?.downcast_into_unchecked()) }
    }

    #[inline(always)]
    pub fn dict(&self) -> &Dict {
        // SAFETY: the struct begins with a dict's.
        unsafe { self.downcast_unchecked() }
    }

    /// How often the list has changed.
    #[inline(always)]
    pub(super) fn state(&self) -> usize {
        // SAFETY: live.
        unsafe { (*self.raw()).od_state }
    }

    /// Is the class OrderedDict itself?
    fn is_plain(&self) -> bool {
        self.is_exactly(PyODict_Type.as_mut_ptr())
    }

    /// `PyODict_SetItem`.
    pub fn store(&self, key: &Object, value: &Object) -> PyResult<()> {
        self.store_known_hash(key, value, key.hash()?)
    }

    fn store_known_hash(&self, key: &Object, value: &Object, hash: Py_hash_t) -> PyResult<()> {
        let d = self.dict();
        d.set_known_hash(key, value, hash)?;
        let Err(raised) = self.append_node(key, hash) else {
            return Ok(());
        };
        // Not in the list, so not in the dict.
        let exception = raised.take();
        if let Err(second) = d.remove_known_hash(key, hash) {
            second.clear();
        }
        match exception {
            Some(e) => Err(Raised::set(e)),
            None => Err(Raised::ASSUMED),
        }
    }

    /// `PyODict_DelItem`.
    pub fn remove(&self, key: &Object) -> PyResult<()> {
        let hash = key.hash()?;
        let node = self.take_node(key, hash)?;
        let removed = self.dict().remove_known_hash(key, hash)?;
        drop(node);
        match removed {
            Some(_) => Ok(()),
            None => Err(key_error(key)),
        }
    }

    /// Takes an entry out; the default, or KeyError, if the list has no such key.
    fn pop_known_hash(&self, key: &Object, hash: Py_hash_t, default: Option<&Object>) -> PyResult {
        // The node goes first: what a comparison of keys does to the dict cannot lead to it any more.
        let value = match self.take_node(key, hash)? {
            Some(_node) => self.dict().remove_known_hash(key, hash)?,
            None => None,
        };
        match (value, default) {
            (Some(v), _) => Ok(v),
            (None, Some(d)) => Ok(d.to_ref()),
            (None, None) => Err(key_error(key)),
        }
    }

    /// Removes and returns an entry at either end.
    fn pop_end(&self, last: bool) -> PyResult<(Ref, Ref)> {
        let Some((key, hash)) = self.end(last) else {
            return Err(raise!(KeyError, "dictionary is empty"));
        };
        let value = self.pop_known_hash(&key, hash, None)?;
        Ok((key, value))
    }

    fn copy_into(&self, new: &Object) -> PyResult<()> {
        let state = self.state();
        let mut at = self.end(false);
        while let Some((key, hash)) = at {
            match (self.is_plain(), new.downcast::<ODict>()) {
                (true, Some(new)) => {
                    let Some(value) = self.dict().get(&key)? else {
                        return Err(key_error(&key));
                    };
                    new.store_known_hash(&key, &value, hash)?;
                }
                _ => new.set_item(&key, &*self.get_item(&key)?)?,
            }
            if self.state() != state {
                return Err(mutated());
            }
            at = self.neighbour(&key, hash, false)?;
            if self.state() != state {
                return Err(mutated());
            }
        }
        Ok(())
    }
}

#[cold]
fn mutated() -> Raised {
    raise!(RuntimeError, "OrderedDict mutated during iteration")
}

/// The arguments of `OrderedDict(...)` and `update(...)`, as a MutableMapping takes them.
fn update_from(this: &Object, args: &[&Object], kwargs: Option<&Dict>) -> PyResult<()> {
    if let Some(other) = args.first() {
        update_one(this, other)?;
    }
    if let Some(kw) = kwargs {
        let mut pos = 0;
        while let Some((k, v)) = kw.next_entry(&mut pos) {
            this.set_item(&k, &v)?;
        }
    }
    Ok(())
}

fn update_one(this: &Object, other: &Object) -> PyResult<()> {
    if let Some(d) = other.downcast::<Dict>()
        && d.is_exact_dict()
    {
        return add_pairs(this, &*d.items_list()?);
    }
    if let Some(f) = other.get_attr_opt(id!(keys))? {
        let it = f.call(&[])?.iter()?;
        while let Some(key) = it.next()? {
            let value = other.get_item(&key)?;
            this.set_item(&key, &value)?;
        }
        return Ok(());
    }
    if let Some(f) = other.get_attr_opt(id!(items))? {
        return add_pairs(this, &*f.call(&[])?);
    }
    add_pairs(this, other)
}

fn add_pairs(this: &Object, pairs: &Object) -> PyResult<()> {
    let it = pairs.iter()?;
    while let Some(pair) = it.next()? {
        let parts = pair.iter()?;
        let mut got = Vec::new();
        while got.len() < 3
            && let Some(part) = parts.next()?
        {
            got.push(part);
        }
        match got.as_slice() {
            [key, value] => this.set_item(key, value)?,
            short if short.len() < 2 => {
                return Err(raise!(
                    ValueError,
                    "need more than {} value{} to unpack",
                    short.len(),
                    if short.len() == 1 { "" } else { "s" }
                ));
            }
            _ => {
                return Err(raise!(ValueError, "too many values to unpack (expected 2)"));
            }
        }
    }
    Ok(())
}

#[pymethods]
impl ODict {
    /// A new ordered dictionary with keys from an iterable, all of one value.
    #[classmethod("fromkeys(iterable, value=None)")]
    fn fromkeys(cls: &Type, iterable: &Object, value: Option<&Object>) -> PyResult {
        let value = value.unwrap_or(none());
        let made = cls.call(&[])?;
        let it = iterable.iter()?;
        while let Some(key) = it.next()? {
            made.set_item(&key, value)?;
        }
        Ok(made)
    }

    /// The size in bytes.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> usize {
        self.dict().byte_size() + self.list_size()
    }

    /// The state for pickling.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let state = crate::iter::object_state(self)?;
        let items = self.call_method(id!(items), &[])?.iter()?;
        Tuple::from_array([
            self.class().to_ref().upcast(),
            Tuple::empty().to_ref().upcast(),
            state,
            none_ref(),
            items,
        ])
    }

    /// The value of the key, which is stored with the default if it is not there.
    #[method("setdefault(key, default=None)")]
    fn setdefault(&self, key: &Object, default: Option<&Object>) -> PyResult {
        let default = default.unwrap_or(none());
        if self.is_plain() {
            if let Some(value) = self.dict().get(key)? {
                return Ok(value);
            }
            self.store(key, default)?;
            return Ok(default.to_ref());
        }
        if self.contains(key)? {
            return self.get_item(key);
        }
        self.set_item(key, default)?;
        Ok(default.to_ref())
    }

    /// Removes the key and gives its value; the default if it is not there, or KeyError without one.
    #[method("pop(key, default=<unrepresentable>)")]
    fn pop(&self, key: &Object, default: Option<&Object>) -> PyResult {
        self.pop_known_hash(key, key.hash()?, default)
    }

    /// Removes the newest (or oldest) entry and gives it as a pair.
    #[method("popitem(last=True)")]
    fn popitem(&self, last: bool) -> PyResult<Ref<Tuple>> {
        let (k, v) = self.pop_end(last)?;
        Tuple::from_array([k, v])
    }

    /// A set-like view of the keys.
    #[method("keys()")]
    fn keys_(&self) -> PyResult {
        crate::dict::views::new(self.dict(), &PyODictKeys_Type)
    }

    /// A view of the values.
    #[method("values()")]
    fn values_(&self) -> PyResult {
        crate::dict::views::new(self.dict(), &PyODictValues_Type)
    }

    /// A set-like view of the entries as pairs.
    #[method("items()")]
    fn items_(&self) -> PyResult {
        crate::dict::views::new(self.dict(), &PyODictItems_Type)
    }

    /// Adds the entries of a mapping or of pairs, then those given by keyword.
    #[method(varargs, nosig, "update(*args, **kwargs)")]
    fn update_(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if args.len() > 1 {
            return Err(raise!(
                TypeError,
                "update() takes at most 1 positional argument ({} given)",
                args.len()
            ));
        }
        update_from(self, args.as_slice(), kwargs)
    }

    /// Removes all entries.
    #[method("clear()")]
    fn clear(&self) {
        self.dict().clear();
        self.clear_list();
    }

    /// A new ordered dictionary with the same entries.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        let new = if self.is_plain() {
            ODict::new()?.upcast()
        } else {
            self.class().call(&[])?
        };
        self.copy_into(&new)?;
        Ok(new)
    }

    /// An iterator over the keys, newest first.
    #[method("__reversed__()")]
    fn reversed_(&self) -> PyResult {
        iter::new(self, iter::KEYS | iter::REVERSED)
    }

    /// Moves an entry to the end (or to the front).
    #[method("move_to_end(key, last=True)")]
    fn move_to_end(&self, key: &Object, last: bool) -> PyResult<()> {
        self.move_node(key, last)
    }

    /// The attributes.
    #[getter("__dict__")]
    fn instance_dict(&self) -> PyResult<Ref<Dict>> {
        crate::dict::instance_dict(self)
    }
}

extern "C" fn dealloc(this: *mut ODict) {
    // SAFETY: the last reference is gone; the dict's own dealloc does the rest.
    unsafe {
        let o = this.cast::<ODictObject>();
        gc::untrack(Object::from_ptr(o.cast()));
        clear_field(&raw mut (*o).od_inst_dict);
        if !(*o).od_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(o.cast());
        }
        (*this).clear_list();
        if let Some(f) = (*PyDict_Type.raw()).tp_dealloc {
            f(o.cast());
        }
    }
}

extern "C" fn traverse(this: &ODict, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe {
        let r = crate::iter::visit_field((*this.raw()).od_inst_dict, visit, arg);
        if r != 0 {
            return r;
        }
        let r = this.traverse_list(visit, arg);
        if r != 0 {
            return r;
        }
        match (*PyDict_Type.raw()).tp_traverse {
            Some(f) => f(this.as_ptr(), Some(visit), arg),
            None => 0,
        }
    }
}

extern "C" fn tp_clear(this: &ODict) -> c_int {
    // SAFETY: the field owns its reference.
    unsafe { clear_field(&raw mut (*this.raw()).od_inst_dict) };
    this.dict().clear();
    this.clear_list();
    0
}

extern "C" fn init(this: &ODict, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    let done = if args.len() > 1 {
        Err(raise!(
            TypeError,
            "expected at most 1 argument, got {}",
            args.len()
        ))
    } else {
        update_from(this, args.as_slice(), kwargs)
    };
    done.into()
}

extern "C" fn repr(this: &ODict) -> PyResult {
    let name = this.class().name().into_owned();
    if this.dict().is_empty() {
        return Ok(Str::format(format_args!("{name}()"))?.upcast());
    }
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str("...")?.upcast());
    };
    let plain = Dict::new()?;
    plain.merge(this, true)?;
    let mut out = Writer::new();
    out.push(&name);
    out.push("(");
    out.push_repr(&plain)?;
    out.push(")");
    out.finish()
}

extern "C" fn tp_iter(this: &ODict) -> PyResult {
    iter::new(this, iter::KEYS)
}

/// Are the keys the same, in the same order?
fn same_order(a: &ODict, b: &ODict) -> PyResult<bool> {
    let states = (a.state(), b.state());
    let (mut x, mut y) = (a.end(false), b.end(false));
    loop {
        let (Some((k, hash_k)), Some((l, hash_l))) = (&x, &y) else {
            return Ok(x.is_none() && y.is_none());
        };
        let equal = k.compare_bool(l, CompareOp::Eq)?;
        if (a.state(), b.state()) != states {
            return Err(mutated());
        }
        if !equal {
            return Ok(false);
        }
        let next = (
            a.neighbour(k, *hash_k, false)?,
            b.neighbour(l, *hash_l, false)?,
        );
        if (a.state(), b.state()) != states {
            return Err(mutated());
        }
        (x, y) = next;
    }
}

extern "C" fn richcompare(this: &ODict, other: &Object, op: c_int) -> PyResult {
    if (op != Py_EQ && op != Py_NE) || other.downcast::<Dict>().is_none() {
        return not_implemented_result();
    }
    // SAFETY: the dict type's own comparison, on two dicts.
    let equal: Ref = unsafe {
        match (*PyDict_Type.raw()).tp_richcompare {
            Some(f) => Ref::from_c(f(this.as_ptr(), other.as_ptr(), Py_EQ))?,
            None => return not_implemented_result(),
        }
    };
    let mut equal = equal.is_true()?;
    if equal && let Some(other) = other.downcast::<ODict>() {
        equal = same_order(this, other)?;
    }
    Ok(py_bool(equal == (op == Py_EQ)).to_ref())
}

extern "C" fn ass_subscript(this: &ODict, key: &Object, value: Option<&Object>) -> Status {
    match value {
        Some(v) => this.store(key, v),
        None => this.remove(key),
    }
    .into()
}

extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    let (own, other) = match (a.downcast::<ODict>(), b.downcast::<ODict>()) {
        (Some(x), _) => (x, b),
        (None, Some(y)) => (y, a),
        (None, None) => return not_implemented_result(),
    };
    if other.downcast::<Dict>().is_none() {
        return not_implemented_result();
    }
    let new = own.class().call(&[a])?;
    update_one(&new, b)?;
    Ok(new)
}

extern "C" fn ior(this: &ODict, other: &Object) -> PyResult {
    update_one(this, other)?;
    Ok(this.to_ref().upcast())
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: crate::slots::number(or),
    nb_inplace_or: crate::slots::binary(ior),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};
static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: None,
    mp_subscript: None,
    mp_ass_subscript: crate::slots::set_subscript(ass_subscript),
};

#[unsafe(no_mangle)]
pub static PyODict_Type: Type = Type::new(PyTypeObject {
    tp_name: c"collections.OrderedDict".as_ptr(),
    tp_basicsize: size_of::<ODictObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<ODict>(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: c"A dictionary that remembers the order in which keys were added, and can change it."
        .as_ptr(),
    tp_traverse: crate::slots::traverse(traverse),
    tp_clear: crate::slots::clear(tp_clear),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_weaklistoffset: core::mem::offset_of!(ODictObject, od_weakreflist) as isize,
    tp_iter: crate::slots::iter(tp_iter),
    tp_methods: ODict::METHODS,
    tp_getset: ODict::GETSET,
    tp_base: PyDict_Type.as_mut_ptr(),
    tp_dictoffset: core::mem::offset_of!(ODictObject, od_inst_dict) as isize,
    tp_init: crate::slots::init(init),
    ..Type::EMPTY
});
