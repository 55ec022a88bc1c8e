//! `dict_keys`, `dict_values`, `dict_items`: live views, the first and last with the operators of sets.

use core::ffi::{c_int, c_void};

use base::{Length, Object, PyResult, Ref, Status, object_view};
use layout::*;

use super::Dict;
use super::iter;
use crate::abstract_::{CompareOp, Protocol};
use crate::prelude::*;
use crate::repr::{ReprGuard, Writer};
use crate::set::{AnySet, Set};
use crate::{alloc, gc, methods_concat};

object_view!(
    /// Any of the three views.
    pub DictView, _PyDictViewObject, "dict_view", |o| {
        let ty = o.type_ptr();
        [&PyDictKeys_Type, &PyDictValues_Type, &PyDictItems_Type]
            .iter()
            // SAFETY: live types.
            .any(|t| core::ptr::eq(ty, t.as_mut_ptr()) || unsafe { Type::from_raw(ty) }.is_subtype(t))
    }
);

/// `_PyDictView_New`.
pub fn new(d: &Dict, ty: &Type) -> PyResult {
    let v = alloc::gc_new::<DictView>(ty)?;
    // SAFETY: fresh until tracked.
    unsafe { (*v.raw()).dv_dict = d.to_ref().into_ptr().cast() };
    gc::track(&v);
    Ok(v.upcast())
}

impl DictView {
    fn dict(&self) -> &Dict {
        // SAFETY: a view holds its dict for as long as it lives.
        unsafe { Dict::from_raw((*self.raw()).dv_dict) }
    }

    fn kind(&self) -> Kind {
        let is = |t: &Type| self.class().is_subtype(t);
        if is(&PyDictKeys_Type) {
            Kind::Keys
        } else if is(&PyDictItems_Type) {
            Kind::Items
        } else {
            Kind::Values
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Keys,
    Values,
    Items,
}

extern "C" fn dealloc(this: *mut DictView) {
    // SAFETY: the last reference is gone.
    unsafe {
        let v = this.cast::<_PyDictViewObject>();
        gc::untrack(Object::from_ptr(v.cast()));
        drop(Ref::<Dict>::from_owned_opt((*v).dv_dict));
        alloc::gc_free(v.cast());
    }
}

extern "C" fn traverse(this: &DictView, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: live.
    unsafe { visit((*this.raw()).dv_dict.cast(), arg) }
}

extern "C" fn length(this: &DictView) -> Length {
    Length::from(Ok::<usize, base::Raised>(this.dict().len()))
}

extern "C" fn view_iter(this: &DictView) -> PyResult {
    let ty = match this.kind() {
        Kind::Keys => &iter::PyDictIterKey_Type,
        Kind::Values => &iter::PyDictIterValue_Type,
        Kind::Items => &iter::PyDictIterItem_Type,
    };
    iter::new(this.dict(), ty)
}

pub(super) fn reversed(this: &DictView) -> PyResult {
    let ty = match this.kind() {
        Kind::Keys => &iter::PyDictRevIterKey_Type,
        Kind::Values => &iter::PyDictRevIterValue_Type,
        Kind::Items => &iter::PyDictRevIterItem_Type,
    };
    iter::new(this.dict(), ty)
}

pub(super) fn mapping(this: &DictView) -> PyResult {
    crate::sequence::mapping_proxy(this.dict())
}

extern "C" fn repr(this: &DictView) -> PyResult {
    let Some(_guard) = ReprGuard::enter(this)? else {
        return Ok(Str::from_str("...")?.upcast());
    };
    let items = List::from_iterable(this)?;
    let mut out = Writer::new();
    out.push(&this.class().name());
    out.push("(");
    out.push_repr(&items)?;
    out.push(")");
    out.finish()
}

extern "C" fn keys_contains(this: &DictView, key: &Object) -> Status {
    this.dict().contains(key).into()
}

extern "C" fn items_contains(this: &DictView, item: &Object) -> Status {
    has_item(this.dict(), item).into()
}

fn has_item(d: &Dict, item: &Object) -> PyResult<bool> {
    let Some(pair) = item.downcast::<Tuple>() else {
        return Ok(false);
    };
    let [key, value] = pair.as_slice() else {
        return Ok(false);
    };
    match d.get(key)? {
        Some(found) => found.compare_bool(value, CompareOp::Eq),
        None => Ok(false),
    }
}

/// Are all items of `a` in `b`?
fn all_contained(a: &Object, b: &Object) -> PyResult<bool> {
    let it = a.iter()?;
    while let Some(item) = it.next()? {
        if !b.contains(&item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_setlike(o: &Object) -> bool {
    o.downcast::<AnySet>().is_some()
        || o.downcast::<DictView>()
            .is_some_and(|v| v.kind() != Kind::Values)
}

extern "C" fn richcompare(this: &DictView, other: &Object, op: c_int) -> PyResult {
    if !is_setlike(other) {
        return not_implemented_result();
    }
    let (a, b) = (this.dict().len(), other.length()?);
    let answer = match op {
        Py_EQ | Py_NE => (a == b && all_contained(this, other)?) == (op == Py_EQ),
        Py_LT => a < b && all_contained(this, other)?,
        Py_LE => a <= b && all_contained(this, other)?,
        Py_GT => a > b && all_contained(other, this)?,
        _ => a >= b && all_contained(other, this)?,
    };
    Ok(py_bool(answer).to_ref())
}

/// The left operand as a set, exactly: a view's own elements.
fn to_set(o: &Object) -> PyResult<Ref<Set>> {
    Set::from_iterable(o)
}

extern "C" fn sub(a: &Object, b: &Object) -> PyResult {
    let result = to_set(a)?;
    result.call_method(interned!("difference_update"), &[b])?;
    Ok(result.upcast())
}

extern "C" fn or(a: &Object, b: &Object) -> PyResult {
    let result = to_set(a)?;
    result.update(b)?;
    Ok(result.upcast())
}

extern "C" fn and(a: &Object, b: &Object) -> PyResult {
    intersect(a, b)
}

/// `_PyDictView_Intersect`: the smaller side is walked.
pub fn intersect(a: &Object, b: &Object) -> PyResult {
    // Operators call with the view on either side; make it the first.
    let (view, other) = match a.downcast::<DictView>() {
        Some(v) => (v, b),
        None => match b.downcast::<DictView>() {
            Some(v) => (v, a),
            None => return not_implemented_result(),
        },
    };
    let n = view.dict().len();
    if let Some(s) = other.downcast::<Set>()
        && s.is_exactly(crate::set::PySet_Type.as_mut_ptr())
        && n <= s.len()
    {
        return s.call_method(interned!("intersection"), &[view]);
    }
    // Two views: the larger becomes the one that is asked.
    let (asked, walked): (&DictView, &Object) = match other.downcast::<DictView>() {
        Some(o) if o.kind() != Kind::Values && o.dict().len() > n => (o, view),
        _ => (view, other),
    };
    let result = Set::new()?;
    let it = walked.iter()?;
    while let Some(key) = it.next()? {
        let there = match asked.kind() {
            Kind::Keys => asked.dict().contains(&key)?,
            _ => has_item(asked.dict(), &key)?,
        };
        if there {
            result.add(&key)?;
        }
    }
    Ok(result.upcast())
}

extern "C" fn xor(a: &Object, b: &Object) -> PyResult {
    if let (Some(x), Some(y)) = (a.downcast::<DictView>(), b.downcast::<DictView>())
        && x.kind() == Kind::Items
        && y.kind() == Kind::Items
    {
        return items_xor(x.dict(), y.dict());
    }
    let result = to_set(a)?;
    result.call_method(interned!("symmetric_difference_update"), &[b])?;
    Ok(result.upcast())
}

/// The entries of two dicts that are not in both.
fn items_xor(a: &Dict, b: &Dict) -> PyResult {
    // What is left of the larger after the smaller one's entries are taken out of a copy of it.
    let (first, second) = if a.len() > b.len() { (b, a) } else { (a, b) };
    let rest = second.copy()?;
    let result = Set::new()?;
    let mut pos = 0;
    while let Some((key, v1, hash)) = first.next_entry_hash(&mut pos) {
        let v2 = rest.get_known_hash(&key, hash)?;
        let differ = match &v2 {
            Some(v2) => !v1.compare_bool(v2, CompareOp::Eq)?,
            None => true,
        };
        if differ {
            // If the other dict has the key with another value, that entry follows from `rest`.
            let pair = Tuple::from_array([key, v1])?;
            result.add(&pair)?;
        } else {
            rest.remove_known_hash(&key, hash)?;
        }
    }
    let mut pos = 0;
    while let Some((key, value, _)) = rest.next_entry_hash(&mut pos) {
        let pair = Tuple::from_array([key, value])?;
        result.add(&pair)?;
    }
    Ok(result.upcast())
}

pub(super) fn is_disjoint(this: &DictView, other: &Object) -> PyResult<bool> {
    if this.is(other) {
        return Ok(this.dict().is_empty());
    }
    // The larger side is asked, if both know their size.
    let (asked, walked): (&Object, &Object) =
        if is_setlike(other) && other.length()? > this.dict().len() {
            (other, this)
        } else {
            (this, other)
        };
    let it = walked.iter()?;
    while let Some(item) = it.next()? {
        if asked.contains(&item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_subtract: crate::slots::number(sub),
    nb_and: crate::slots::number(and),
    nb_xor: crate::slots::number(xor),
    nb_or: crate::slots::number(or),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

const fn sequence(contains: Option<objobjproc>) -> PySequenceMethods {
    PySequenceMethods {
        sq_length: crate::slots::length(length),
        sq_contains: contains,
        // SAFETY: all-zero is valid for the struct.
        ..unsafe { zeroed() }
    }
}

static mut KEYS_AS_SEQUENCE: PySequenceMethods = sequence(crate::slots::contains(keys_contains));
static mut ITEMS_AS_SEQUENCE: PySequenceMethods = sequence(crate::slots::contains(items_contains));
static mut VALUES_AS_SEQUENCE: PySequenceMethods = sequence(None);

const COMMON: PyTypeObject = PyTypeObject {
    tp_basicsize: size_of::<_PyDictViewObject>() as isize,
    tp_dealloc: crate::slots::dealloc::<DictView>(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: crate::slots::traverse(traverse),
    tp_iter: crate::slots::iter(view_iter),
    ..Type::EMPTY
};

#[unsafe(no_mangle)]
pub static PyDictKeys_Type: Type = Type::new(PyTypeObject {
    tp_name: c"dict_keys".as_ptr(),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut KEYS_AS_SEQUENCE,
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_methods: methods_concat!(DictView::SETLIKE, DictView::METHOD_DEFS),
    tp_getset: DictView::GETSET,
    ..COMMON
});

#[unsafe(no_mangle)]
pub static PyDictItems_Type: Type = Type::new(PyTypeObject {
    tp_name: c"dict_items".as_ptr(),
    tp_as_number: &raw mut AS_NUMBER,
    tp_as_sequence: &raw mut ITEMS_AS_SEQUENCE,
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_methods: methods_concat!(DictView::SETLIKE, DictView::METHOD_DEFS),
    tp_getset: DictView::GETSET,
    ..COMMON
});

#[unsafe(no_mangle)]
pub static PyDictValues_Type: Type = Type::new(PyTypeObject {
    tp_name: c"dict_values".as_ptr(),
    tp_as_sequence: &raw mut VALUES_AS_SEQUENCE,
    tp_methods: DictView::METHODS,
    tp_getset: DictView::GETSET,
    ..COMMON
});
