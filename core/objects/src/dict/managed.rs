//! Instance attributes: values stored inside the instance (inline values), the dict made of them on demand, and the
//! shared keys of a class.
//!
//! An instance of a class with `Py_TPFLAGS_INLINE_VALUES` ends with a `PyDictValues`; before the object stands the pointer
//! to its managed dict, NULL until somebody asks for `__dict__`. While `valid` is set the values are the truth, and a
//! dict made of them points into the object. Whatever forces the dict to become combined, or parts it from the
//! object, clears `valid` first. The bytes after the values are positions in insertion order.

use base::mem::{self, Domain};
use base::{Object, PyResult, Raised, Ref, refcount};
use layout::*;

use super::Dict;
use super::keys::{self, EMPTY, Keys};
use super::lookup::{hash_key, is_exact_str, lookup_value, release, unicode_index};
use super::store::insert_split_key;
use super::watch::notify;
use crate::exceptions::no_memory;
use crate::prelude::raise;
use crate::type_::ObjectClass;
use crate::{Str, Type};

type Values = *mut PyDictValues;

const HEADER: usize = core::mem::offset_of!(PyDictValues, values);

#[inline(always)]
pub unsafe fn value_at(values: Values, ix: usize) -> *mut *mut PyObject {
    // SAFETY: `ix` is below the capacity, says the caller.
    unsafe { (&raw mut (*values).values).cast::<*mut PyObject>().add(ix) }
}

#[inline(always)]
unsafe fn order(values: Values) -> *mut u8 {
    // SAFETY: the order bytes follow the last value.
    unsafe { value_at(values, (*values).capacity as usize).cast() }
}

/// The position in the keys of the `i`th value in insertion order.
#[inline(always)]
pub(super) unsafe fn order_at(values: Values, i: usize) -> usize {
    // SAFETY: `i` is below the size, says the caller.
    unsafe { *order(values).add(i) as usize }
}

#[inline(always)]
pub(super) unsafe fn append_order(values: Values, ix: usize) {
    // SAFETY: a slot that was empty was filled, so there is room for its byte.
    unsafe {
        let size = (*values).size;
        *order(values).add(size as usize) = ix as u8;
        (*values).size = size + 1;
    }
}

pub(super) unsafe fn remove_order(values: Values, ix: usize) {
    // SAFETY: `ix` is among the first `size` bytes, since its value was set.
    unsafe {
        let size = (*values).size as usize;
        let bytes = core::slice::from_raw_parts_mut(order(values), size);
        if let Some(at) = bytes.iter().position(|&b| b as usize == ix) {
            bytes.copy_within(at + 1.., at);
            (*values).size = size as u8 - 1;
        }
    }
}

pub(super) const fn values_bytes(capacity: usize) -> usize {
    HEADER + capacity * size_of::<usize>() + capacity.next_multiple_of(size_of::<usize>())
}

/// Values outside any object, all NULL.
fn new_values(capacity: usize) -> Values {
    // SAFETY: the block is fresh and large enough.
    unsafe {
        let values: Values = mem::alloc(Domain::Mem, values_bytes(capacity.max(1))).cast();
        if !values.is_null() {
            (*values).capacity = capacity as u8;
            (*values).size = 0;
            (*values).embedded = 0;
            (*values).valid = 1;
            value_at(values, 0).write_bytes(0, capacity);
        }
        values
    }
}

/// A copy of values outside the object, with its own references if `count`; NULL if there is no memory.
pub(super) unsafe fn copy_values(old: Values, count: bool) -> Values {
    // SAFETY: live values; nothing runs while they are copied.
    unsafe {
        let capacity = (*old).capacity as usize;
        let new = new_values(capacity);
        if new.is_null() {
            return new;
        }
        (*new).size = (*old).size;
        core::ptr::copy_nonoverlapping(order(old), order(new), capacity);
        for i in 0..capacity {
            let v = *value_at(old, i);
            if count && !v.is_null() {
                refcount::incref(v);
            }
            *value_at(new, i) = v;
        }
        new
    }
}

/// The values have been moved into a combined table: marks those in an object invalid, frees others.
pub(super) unsafe fn retire_values(values: Values) {
    // SAFETY: the dict no longer points at them.
    unsafe {
        if (*values).embedded != 0 {
            (*values).valid = 0;
        } else {
            mem::free(Domain::Mem, values.cast());
        }
    }
}

/// Releases and frees values that are not in an object.
pub(super) unsafe fn release_values(values: Values) {
    // SAFETY: nobody else points at them any more.
    unsafe {
        for i in 0..(*values).capacity as usize {
            release(value_at(values, i).replace(core::ptr::null_mut()));
        }
        mem::free(Domain::Mem, values.cast());
    }
}

/// Empties values in an object, which stay valid.
pub(super) unsafe fn clear_embedded(values: Values) {
    // SAFETY: all slots are emptied before the first release, which may run code.
    unsafe {
        let n = ((*values).capacity as usize).min(SHARED_KEYS_MAX_SIZE as usize);
        let mut taken = [core::ptr::null_mut(); SHARED_KEYS_MAX_SIZE as usize];
        for (i, t) in taken.iter_mut().enumerate().take(n) {
            *t = value_at(values, i).replace(core::ptr::null_mut());
        }
        (*values).size = 0;
        for t in taken {
            release(t);
        }
    }
}

/// How many values an instance made now needs room for.
#[inline(always)]
pub(super) unsafe fn shared_size(k: Keys) -> usize {
    // SAFETY: live keys.
    unsafe { ((*k).dk_nentries + (*k).dk_usable) as usize }
}

/// Bytes that a new instance of `ty` needs behind its struct (`_PyInlineValuesSize`).
pub unsafe fn inline_values_size(ty: &Type) -> usize {
    // SAFETY: a heap type with cached keys, says the caller.
    unsafe { values_bytes(shared_size(cached_keys(ty))) }
}

/// `ht_cached_keys` of a heap type.
#[inline(always)]
pub unsafe fn cached_keys(ty: &Type) -> Keys {
    // SAFETY: a heap type, says the caller.
    unsafe { (*ty.raw().cast::<PyHeapTypeObject>()).ht_cached_keys }
}

#[inline(always)]
fn flags(o: &Object) -> core::ffi::c_ulong {
    o.class().flags()
}

#[cfg(not(feature = "free-threaded"))]
const MANAGED_DICT_WORDS: usize = 3;
#[cfg(feature = "free-threaded")]
const MANAGED_DICT_WORDS: usize = 1;

/// The word before the object that points to its managed dict.
#[inline(always)]
pub unsafe fn managed_dict_slot(o: *mut PyObject) -> *mut *mut PyObject {
    // SAFETY: an instance of a type with Py_TPFLAGS_MANAGED_DICT, says the caller.
    unsafe { o.cast::<*mut PyObject>().sub(MANAGED_DICT_WORDS) }
}

/// The values at the end of an instance.
#[inline(always)]
pub unsafe fn inline_values(o: *mut PyObject) -> Values {
    // SAFETY: an instance of a type with Py_TPFLAGS_INLINE_VALUES, says the caller.
    unsafe { o.cast::<u8>().offset((*(*o).ob_type).tp_basicsize).cast() }
}

fn has_inline_values(o: &Object) -> bool {
    flags(o) & Py_TPFLAGS_INLINE_VALUES as core::ffi::c_ulong != 0
}

fn has_managed_dict(o: &Object) -> bool {
    flags(o) & Py_TPFLAGS_MANAGED_DICT as core::ffi::c_ulong != 0
}

/// The inline values of an object if it has them and they are valid.
#[inline(always)]
unsafe fn valid_values(o: &Object) -> Option<Values> {
    if !has_inline_values(o) {
        return None;
    }
    // SAFETY: the type has the flag.
    unsafe {
        let values = inline_values(o.as_ptr());
        ((*values).valid != 0).then_some(values)
    }
}

/// Initialises the inline values of a new instance of a type with Py_TPFLAGS_INLINE_VALUES.
pub unsafe fn init_inline_values(object: *mut PyObject, ty: &Type) {
    // SAFETY: the object is fresh and was allocated with `inline_values_size` bytes more.
    unsafe {
        let k = cached_keys(ty);
        if (*k).dk_usable > 1 {
            (*k).dk_usable -= 1;
        }
        let values = object
            .cast::<u8>()
            .offset((*ty.raw()).tp_basicsize)
            .cast::<PyDictValues>();
        let capacity = shared_size(k);
        (*values).capacity = capacity as u8;
        (*values).size = 0;
        (*values).embedded = 1;
        (*values).valid = 1;
        value_at(values, 0).write_bytes(0, capacity);
        *managed_dict_slot(object) = core::ptr::null_mut();
    }
}

/// A dict over the values of an object, not yet stored in it.
unsafe fn dict_over_values(o: &Object, values: Values) -> PyResult<Ref<Dict>> {
    // SAFETY: valid inline values of `o`, whose class has the keys.
    unsafe {
        let k = cached_keys(o.class());
        keys::incref(k);
        super::new_dict(k, values, (*values).size as isize)
    }
}

/// `_PyObject_MaterializeManagedDict`: the managed dict, made if need be.
pub unsafe fn materialize(o: &Object) -> PyResult<Ref<Dict>> {
    // SAFETY: a type with a managed dict, says the caller.
    unsafe {
        let slot = managed_dict_slot(o.as_ptr());
        if let Some(d) = Ref::from_borrowed_opt(*slot) {
            return Ok(d);
        }
        let d = match valid_values(o) {
            Some(values) => dict_over_values(o, values)?,
            None => {
                let k = if o.class().flags() & Py_TPFLAGS_HEAPTYPE != 0 {
                    cached_keys(o.class())
                } else {
                    core::ptr::null_mut()
                };
                dict_with_shared_keys(k)?
            }
        };
        *slot = d.clone().into_ptr();
        Ok(d)
    }
}

/// An empty split dict over a class's keys; an ordinary dict if there are none.
unsafe fn dict_with_shared_keys(k: Keys) -> PyResult<Ref<Dict>> {
    // SAFETY: NULL or the live keys of a class.
    unsafe {
        if k.is_null() {
            return Dict::new();
        }
        let values = new_values(shared_size(k));
        if values.is_null() {
            return Err(no_memory());
        }
        keys::incref(k);
        super::new_dict(k, values, 0)
    }
}

/// `_PyObject_ComputedDictPointer`: where an object without a managed dict keeps its dict.
pub fn dict_slot(o: &Object) -> Option<*mut *mut PyObject> {
    // SAFETY: tp_dictoffset describes the object's own memory; negative offsets count from the end of variable-size objects.
    unsafe {
        let ty = o.type_ptr();
        let mut offset = (*ty).tp_dictoffset;
        if offset == 0 {
            return None;
        }
        if offset < 0 {
            let size = (*o.as_ptr().cast::<PyVarObject>()).ob_size.unsigned_abs();
            let bytes = ((*ty).tp_basicsize as usize + size * (*ty).tp_itemsize as usize)
                .next_multiple_of(size_of::<usize>());
            offset += bytes as isize;
        }
        Some(o.as_ptr().cast::<u8>().offset(offset).cast())
    }
}

/// `_PyObject_GetDictPtr`: where any object keeps its dict; inline values are turned into one, as who asks may look only
/// there. NULL may stand there still.
pub fn dict_pointer(o: &Object) -> PyResult<Option<*mut *mut PyObject>> {
    if !has_managed_dict(o) {
        return Ok(dict_slot(o));
    }
    // SAFETY: the flags of the type say that it has a managed dict, and whether it has inline values.
    unsafe {
        let slot = managed_dict_slot(o.as_ptr());
        if (*slot).is_null() && has_inline_values(o) {
            materialize(o)?;
        }
        Ok(Some(slot))
    }
}

unsafe fn ensure_unmanaged(o: &Object, slot: *mut *mut PyObject) -> PyResult<Ref<Dict>> {
    // SAFETY: `slot` is the object's own dict pointer.
    unsafe {
        if let Some(d) = Ref::from_borrowed_opt(*slot) {
            return Ok(d);
        }
        let k = if o.class().flags() & Py_TPFLAGS_HEAPTYPE != 0 {
            cached_keys(o.class())
        } else {
            core::ptr::null_mut()
        };
        let d = dict_with_shared_keys(k)?;
        *slot = d.clone().into_ptr();
        Ok(d)
    }
}

/// `PyObject_GenericGetDict` body: the instance's dict, made if need be (managed or tp_dictoffset).
pub fn instance_dict(object: &Object) -> PyResult<Ref<Dict>> {
    // SAFETY: the flags and the offset of the type say where the dict is.
    unsafe {
        if has_managed_dict(object) {
            return materialize(object);
        }
        match dict_slot(object) {
            Some(slot) => ensure_unmanaged(object, slot),
            None => Err(raise!(AttributeError, "This object has no __dict__")),
        }
    }
}

/// The dict if it exists already; inline values are not turned into one.
pub fn instance_dict_opt(object: &Object) -> Option<Ref<Dict>> {
    // SAFETY: as in `instance_dict`.
    unsafe {
        let slot = if has_managed_dict(object) {
            managed_dict_slot(object.as_ptr())
        } else {
            dict_slot(object)?
        };
        Ref::from_borrowed_opt(*slot)
    }
}

/// Looks an attribute up in inline values or the instance's dict, without materialising.
#[inline]
pub fn instance_lookup(object: &Object, name: &Str) -> PyResult<Option<Ref>> {
    // SAFETY: nothing runs between finding the position and taking the value: the name is an exact str.
    unsafe {
        if let Some(values) = valid_values(object)
            && is_exact_str(name)
        {
            let hash = hash_key(name)?;
            let ix = unicode_index(cached_keys(object.class()), name.as_ptr(), hash);
            if ix < 0 {
                return Ok(None);
            }
            return Ok(Ref::from_borrowed_opt(*value_at(values, ix as usize)));
        }
        if let Some(values) = valid_values(object)
            && (*managed_dict_slot(object.as_ptr())).is_null()
        {
            // A name of a str subclass: its comparison may run code, so search a dict that is held.
            if (*values).size == 0 {
                return Ok(None);
            }
            let d = materialize(object)?;
            return lookup_value(&d, name, hash_key(name)?);
        }
        match instance_dict_opt(object) {
            Some(d) => lookup_value(&d, name, hash_key(name)?),
            None => Ok(None),
        }
    }
}

/// Stores (or deletes, value None) an attribute in inline values or dict; deleting what is absent gives false, and
/// AttributeError is the caller's.
pub fn instance_store(object: &Object, name: &Str, value: Option<&Object>) -> PyResult<bool> {
    // SAFETY: valid inline values of the object; see `store_inline`.
    unsafe {
        if let Some(values) = valid_values(object) {
            return store_inline(object, values, name, value);
        }
        let d = instance_dict(object)?;
        store_dict(&d, name, value)
    }
}

fn store_dict(d: &Dict, name: &Str, value: Option<&Object>) -> PyResult<bool> {
    match value {
        Some(v) => d.set(name, v).map(|()| true),
        None => Ok(d.remove_known_hash(name, hash_key(name)?)?.is_some()),
    }
}

unsafe fn store_inline(
    o: &Object,
    values: Values,
    name: &Str,
    value: Option<&Object>,
) -> PyResult<bool> {
    // SAFETY: the values are valid; the old value is released last.
    unsafe {
        let k = cached_keys(o.class());
        let dict = Ref::<Dict>::from_borrowed_opt(*managed_dict_slot(o.as_ptr()));
        let mut ix = EMPTY;
        if is_exact_str(name) {
            let hash = hash_key(name)?;
            ix = if value.is_some() {
                insert_split_key(k, name.as_ptr(), hash)
            } else {
                unicode_index(k, name.as_ptr(), hash)
            };
            if ix < 0 && value.is_none() {
                return Ok(false);
            }
        }
        if ix < 0 {
            if let Some(d) = dict {
                return store_dict(&d, name, value);
            }
            let d = dict_over_values(o, values)?;
            let done = store_dict(&d, name, value);
            if (*d.raw()).ma_values == values || done.is_ok() {
                *managed_dict_slot(o.as_ptr()) = d.into_ptr();
            }
            return done;
        }
        let slot = value_at(values, ix as usize);
        let old = *slot;
        if old.is_null() && value.is_none() {
            return Ok(false);
        }
        if let Some(d) = &dict {
            let event = match value {
                None => PyDict_EVENT_DELETED,
                Some(_) if old.is_null() => PyDict_EVENT_ADDED,
                Some(_) => PyDict_EVENT_MODIFIED,
            };
            notify(event, d, Some(name), value);
        }
        *slot = value.map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
        if old.is_null() {
            append_order(values, ix as usize);
            if let Some(d) = &dict {
                (*d.raw()).ma_used += 1;
            }
        } else {
            if value.is_none() {
                remove_order(values, ix as usize);
                if let Some(d) = &dict {
                    (*d.raw()).ma_used -= 1;
                }
            }
            refcount::decref(old);
        }
        Ok(true)
    }
}

/// `_PyObject_IsInstanceDictEmpty`.
pub fn instance_dict_is_empty(object: &Object) -> bool {
    // SAFETY: as in `instance_dict`.
    unsafe {
        if let Some(values) = valid_values(object) {
            return (*values).size == 0;
        }
    }
    instance_dict_opt(object).is_none_or(|d| d.is_empty())
}

/// `PyObject_VisitManagedDict`.
pub unsafe fn visit_managed_dict(
    object: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut core::ffi::c_void,
) -> core::ffi::c_int {
    // SAFETY: the object is live; the dict, where there is one, visits the values that it points to.
    unsafe {
        let o = Object::from_ptr(object);
        let Some(visit) = visit else { return 0 };
        if !has_managed_dict(o) {
            return 0;
        }
        let d = *managed_dict_slot(object);
        if !d.is_null() {
            return visit(d, arg);
        }
        if let Some(values) = valid_values(o) {
            for i in 0..(*values).capacity as usize {
                let v = *value_at(values, i);
                if !v.is_null() {
                    let r = visit(v, arg);
                    if r != 0 {
                        return r;
                    }
                }
            }
        }
        0
    }
}

/// `PyObject_ClearManagedDict`.
pub unsafe fn clear_managed_dict(object: *mut PyObject) {
    // SAFETY: the object is live or being torn down by its owner.
    let cleared = unsafe { set_managed_dict(Object::from_ptr(object), None) };
    if cleared.is_err() {
        crate::exceptions::write_unraisable(
            format_args!("Exception ignored while clearing an object managed dict"),
            None,
        );
    }
}

/// `_PyObject_SetManagedDict`: replaces the managed dict (or removes it); the former dict keeps its content.
pub unsafe fn set_managed_dict(o: &Object, dict: Option<&Dict>) -> PyResult<()> {
    // SAFETY: a type with a managed dict, says the caller; releases come last.
    unsafe {
        let slot = managed_dict_slot(o.as_ptr());
        let new = dict.map_or(core::ptr::null_mut(), |d| d.to_ref().into_ptr());
        let old = Ref::<Dict>::from_borrowed_opt(*slot);
        match old {
            None => {
                *slot = new;
                if let Some(values) = valid_values(o) {
                    (*values).valid = 0;
                    for i in 0..(*values).capacity as usize {
                        release(value_at(values, i).replace(core::ptr::null_mut()));
                    }
                }
                Ok(())
            }
            Some(old) => {
                if has_inline_values(o)
                    && let Err(e) = detach(&old, o)
                {
                    release(new);
                    return Err(e);
                }
                release(slot.replace(new));
                Ok(())
            }
        }
    }
}

/// `_PyDict_DetachFromObject`: a dict that points into the object gets values of its own.
pub unsafe fn detach(d: &Dict, o: &Object) -> PyResult<()> {
    // SAFETY: `d` is the managed dict of `o`; the references move with the values.
    unsafe {
        let values = inline_values(o.as_ptr());
        if (*d.raw()).ma_values != values {
            return Ok(());
        }
        if d.refcount() == 1 && (*values).size == 0 {
            // Nobody will see it again, or it is empty: no copy is needed.
            let k = (*d.raw()).ma_keys;
            (*d.raw()).ma_keys = keys::empty();
            (*d.raw()).ma_values = core::ptr::null_mut();
            (*values).valid = 0;
            keys::decref(k);
            return Ok(());
        }
        let copy = copy_values(values, false);
        if copy.is_null() {
            let k = (*d.raw()).ma_keys;
            (*d.raw()).ma_keys = keys::empty();
            (*d.raw()).ma_values = core::ptr::null_mut();
            (*d.raw()).ma_used = 0;
            (*values).valid = 0;
            for i in 0..(*values).capacity as usize {
                release(value_at(values, i).replace(core::ptr::null_mut()));
            }
            keys::decref(k);
            return Err::<(), Raised>(no_memory());
        }
        (*d.raw()).ma_values = copy;
        (*values).valid = 0;
        Ok(())
    }
}

/// New shared keys for a heap type (`_PyDict_NewKeysForClass`), beginning with the names in the class's
/// `__static_attributes__`; NULL if there is no memory.
pub fn new_keys_for_class(ty: &Type) -> Keys {
    let k = match keys::new(NEXT_LOG2_SHARED_KEYS_MAX_SIZE as u8, true) {
        Ok(k) => k,
        Err(e) => {
            e.clear();
            return core::ptr::null_mut();
        }
    };
    // SAFETY: fresh keys; the class's dict, if it has one yet, is live.
    unsafe {
        (*k).dk_usable = SHARED_KEYS_MAX_SIZE as isize;
        (*k).dk_kind = DICT_KEYS_SPLIT as u8;
        let d = (*ty.raw()).tp_dict;
        if d.is_null() {
            return k;
        }
        let d = Object::from_ptr(d).downcast_unchecked::<Dict>();
        if let Ok(Some(names)) = d.get_str(crate::id!(__static_attributes__))
            && let Some(names) = names.downcast::<crate::Tuple>()
        {
            for name in names.as_slice() {
                if is_exact_str(name)
                    && let Ok(hash) = hash_key(name)
                {
                    insert_split_key(k, name.as_ptr(), hash);
                }
            }
        }
    }
    k
}

/// Gives a heap type whose instances keep a plain dict pointer (no managed dict) shared keys of exactly `names`, so that
/// [`dict_of_values`] makes the dicts of its instances without hashing. A dict that gets another name becomes combined.
pub fn share_keys(ty: &Type, names: &[&Str]) -> PyResult<()> {
    let k = keys::new(keys::log2_for_entries(names.len()), true)?;
    // SAFETY: the keys are fresh, with room for the names; the type is a heap type without keys, says the caller.
    unsafe {
        (*k).dk_kind = DICT_KEYS_SPLIT as u8;
        for name in names {
            let hash = hash_key(name)?;
            insert_split_key(k, name.as_ptr(), hash);
        }
        (*k).dk_usable = 0;
        debug_assert_eq!((*k).dk_nentries as usize, names.len());
        debug_assert!(cached_keys(ty).is_null());
        (*ty.raw().cast::<PyHeapTypeObject>()).ht_cached_keys = k;
    }
    Ok(())
}

/// A dict over the shared keys of `ty` ([`share_keys`]) with these values, in the order of the names.
///
/// # Safety
/// `ty` has shared keys, of `N` names.
#[inline]
pub unsafe fn dict_of_values<const N: usize>(ty: &Type, items: [Ref; N]) -> PyResult<Ref<Dict>> {
    // SAFETY: the caller vouches; the values are fresh.
    unsafe {
        let k = cached_keys(ty);
        debug_assert!(shared_size(k) == N);
        let values: Values = mem::alloc(Domain::Mem, values_bytes(N.max(1))).cast();
        if values.is_null() {
            return Err(no_memory());
        }
        (*values).capacity = N as u8;
        (*values).size = N as u8;
        (*values).embedded = 0;
        (*values).valid = 1;
        for (i, item) in items.into_iter().enumerate() {
            *value_at(values, i) = item.into_ptr();
            *order(values).add(i) = i as u8;
        }
        keys::incref(k);
        super::new_dict(k, values, N as isize)
    }
}
