//! `collections.OrderedDict`: a dict that also knows its first entry quickly and can move entries to either end.
//!
//! A dict keeps insertion order by itself. What is added here: taking the first entry must not search a long prefix of deleted
//! entries each time, so the position where the search last ended is kept, as long as the table is the same; moving an entry
//! to the end is deleting and adding it; moving one to the front rebuilds the table. Iterators notice changes of
//! structure by the table, its fill, the size and a counter of moves.

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref, Status, object_view};
use layout::*;

use crate::clinic::*;
use crate::dict::lookup::hash_key;
use crate::dict::{Dict, PyDict_Type, keys};
use crate::exceptions::key_error;
use crate::owned::clear_field;
use crate::prelude::*;
use crate::repr::{ReprGuard, Writer};
use crate::{exceptions, gc};

mod iter;

pub use iter::{PyODictItems_Type, PyODictIter_Type, PyODictKeys_Type, PyODictValues_Type};

/// The size is the stock struct's, which no header shows.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ODictObject {
    pub od_dict: PyDictObject,
    /// Counts moves, which the table alone might not show.
    pub od_state: usize,
    /// No entry before this position, as long as the table is `hint_keys`.
    pub first_hint: usize,
    pub hint_keys: *mut PyDictKeysObject,
    pub reserved: [usize; 3],
    pub od_inst_dict: *mut PyObject,
    pub od_weakreflist: *mut PyObject,
}

object_view!(
    /// `collections.OrderedDict`.
    pub ODict, ODictObject, "collections.OrderedDict", |o| crate::type_::is_subtype_instance(o, &PyODict_Type)
);

/// What must not change while somebody iterates.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Shape {
    table: *mut PyDictKeysObject,
    filled: isize,
    used: isize,
    moves: usize,
}

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

    pub(super) fn shape(&self) -> Shape {
        // SAFETY: live.
        unsafe {
            let d = self.dict().raw();
            Shape {
                table: (*d).ma_keys,
                filled: (*(*d).ma_keys).dk_nentries,
                used: (*d).ma_used,
                moves: (*self.raw()).od_state,
            }
        }
    }

    fn moved(&self) {
        // SAFETY: live.
        unsafe { (*self.raw()).od_state = (*self.raw()).od_state.wrapping_add(1) }
    }

    /// Forgets where the first entry is: the table may be another at the same address.
    fn forget_hint(&self) {
        // SAFETY: live.
        unsafe { (*self.raw()).hint_keys = core::ptr::null_mut() }
    }

    /// Does something that may replace the table.
    fn growing<R>(&self, f: impl FnOnce(&Dict) -> PyResult<R>) -> PyResult<R> {
        // SAFETY: live.
        unsafe {
            let d = self.dict();
            let before = (*d.raw()).ma_keys;
            let result = f(d);
            if (*d.raw()).ma_keys != before {
                self.forget_hint();
            }
            result
        }
    }

    /// Is the class OrderedDict itself?
    fn is_plain(&self) -> bool {
        self.is_exactly(PyODict_Type.as_mut_ptr())
    }

    /// The first entry.
    fn first(&self) -> Option<(Ref, Ref, Py_hash_t)> {
        // SAFETY: positions are checked against the present table by `next_entry_hash`.
        unsafe {
            let o = self.raw();
            let table = (*self.dict().raw()).ma_keys;
            let mut at = if (*o).hint_keys == table {
                (*o).first_hint
            } else {
                0
            };
            let mut found = self.dict().next_entry_hash(&mut at);
            if found.is_none() && at > 0 {
                // Somebody changed the dict behind our back, through dict's own methods.
                at = 0;
                found = self.dict().next_entry_hash(&mut at);
            }
            let found = found?;
            (*o).hint_keys = table;
            (*o).first_hint = at - 1;
            Some(found)
        }
    }

    /// The last entry.
    fn last(&self) -> Option<(Ref, Ref, Py_hash_t)> {
        // SAFETY: live; positions are within the table.
        unsafe {
            let d = self.dict();
            let k = (*d.raw()).ma_keys;
            let mut at = if (*d.raw()).ma_values.is_null() {
                (*k).dk_nentries as usize
            } else {
                (*d.raw()).ma_used as usize
            };
            while at > 0 {
                at -= 1;
                let mut pos = at;
                if let Some(found) = d.next_entry_hash(&mut pos)
                    && pos == at + 1
                {
                    return Some(found);
                }
            }
            None
        }
    }

    /// Removes and returns an entry at either end.
    fn pop_end(&self, last: bool) -> PyResult<(Ref, Ref)> {
        let found = if last { self.last() } else { self.first() };
        let Some((key, value, hash)) = found else {
            return Err(raise!(KeyError, "dictionary is empty"));
        };
        self.moved();
        if self.is_plain() {
            self.dict().remove_known_hash(&key, hash)?;
            return Ok((key, value));
        }
        let value = self.pop_key(&key, None)?;
        Ok((key, value))
    }

    /// `pop`, through the class's own item methods where it has them.
    fn pop_key(&self, key: &Object, default: Option<&Object>) -> PyResult {
        let plain = self.is_plain() || !overrides(self, |m| m.mp_ass_subscript.map(|f| f as usize));
        let value = if plain {
            self.dict().pop(key)?
        } else if self.contains(key)? {
            let value = self.get_item(key)?;
            self.del_item(key)?;
            Some(value)
        } else {
            None
        };
        match (value, default) {
            (Some(v), _) => Ok(v),
            (None, Some(d)) => Ok(d.to_ref()),
            (None, None) => Err(key_error(key)),
        }
    }

    fn move_key(&self, key: &Object, last: bool) -> PyResult<()> {
        let hash = hash_key(key)?;
        let d = self.dict();
        let Some(value) = d.get_known_hash(key, hash)? else {
            return Err(key_error(key));
        };
        let end = if last { self.last() } else { self.first() };
        let Some((end_key, _, end_hash)) = end else {
            return Err(key_error(key));
        };
        if end_hash == hash && end_key.compare_bool(key, CompareOp::Eq)? {
            return Ok(());
        }
        self.moved();
        self.forget_hint();
        // The very key object of the dict stays, not the one given.
        let kept = stored_key(d, key, hash)?.unwrap_or_else(|| key.to_ref());
        if last {
            d.remove_known_hash(&kept, hash)?;
            return d.set_known_hash(&kept, &value, hash);
        }
        let mut entries = Vec::new();
        if entries.try_reserve_exact(d.len()).is_err() {
            return Err(exceptions::no_memory());
        }
        let mut pos = 0;
        while let Some((k, v, h)) = d.next_entry_hash(&mut pos) {
            if !k.is(&kept) {
                entries.push((k, v, h));
            }
        }
        d.clear();
        d.set_known_hash(&kept, &value, hash)?;
        for (k, v, h) in entries {
            d.insert_owned(k, v, h)?;
        }
        Ok(())
    }
}

/// The key object under which an entry is stored.
fn stored_key(d: &Dict, key: &Object, hash: Py_hash_t) -> PyResult<Option<Ref>> {
    let (ix, value) = crate::dict::lookup::lookup(d, key, hash)?;
    if value.is_null() {
        return Ok(None);
    }
    // SAFETY: the position was just found, and nothing has run since.
    Ok(unsafe { Ref::from_borrowed_opt(keys::raw_key((*d.raw()).ma_keys, ix as usize)) })
}

/// Has a subclass replaced a mapping slot?
fn overrides(o: &Object, slot: impl Fn(&PyMappingMethods) -> Option<usize>) -> bool {
    // SAFETY: live types; OrderedDict has the table.
    unsafe {
        let (a, b) = (
            (*o.type_ptr()).tp_as_mapping,
            (*PyODict_Type.raw()).tp_as_mapping,
        );
        a.is_null() || slot(&*a) != slot(&*b)
    }
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
        self.dict().byte_size()
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
            return self.growing(|d| d.set_default(key, default));
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
        self.pop_key(key, default)
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
        self.moved();
        self.forget_hint();
        self.dict().clear()
    }

    /// A new ordered dictionary with the same entries.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        let new = self.class().call(&[])?;
        if self.is_plain()
            && let Some(d) = new.downcast::<Dict>()
        {
            d.merge(self.dict(), true)?;
            return Ok(new);
        }
        for key in self.dict().keys_list()?.to_vec()? {
            new.set_item(&key, &*self.get_item(&key)?)?;
        }
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
        self.move_key(key, last)
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
    let plain = if this.is_plain() {
        this.dict().copy()?
    } else {
        let d = Dict::new()?;
        d.merge_pairs(&*this.call_method(id!(items), &[])?, true)?;
        d
    };
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

fn same_order(a: &Object, b: &Object) -> PyResult<bool> {
    let (x, y) = (a.iter()?, b.iter()?);
    loop {
        match (x.next()?, y.next()?) {
            (None, None) => return Ok(true),
            (Some(p), Some(q)) if p.compare_bool(&q, CompareOp::Eq)? => {}
            _ => return Ok(false),
        }
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
    if equal && other.downcast::<ODict>().is_some() {
        equal = same_order(this, other)?;
    }
    Ok(py_bool(equal == (op == Py_EQ)).to_ref())
}

extern "C" fn ass_subscript(this: &ODict, key: &Object, value: Option<&Object>) -> Status {
    match value {
        Some(v) => this.growing(|d| d.set(key, v)),
        None => this.dict().del(key),
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
