//! Subscripts and slices: the fast ways into lists, tuples, strings and dicts.

use layout::*;
use objects::list::PyList_Type;
use objects::tuple::PyTuple_Type;
use objects::unicode::PyUnicode_Type;

use crate::numbers::{compact_value, is_compact_int};
use crate::prelude::*;

/// `container[start:stop]`.
///
/// # Safety
/// All slots hold objects.
pub unsafe fn get_slice(container: &StackRef, start: StackRef, stop: StackRef) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let sequence = container.as_object();
        let ty = (*container.ptr()).ob_type;
        if ty == PyList_Type.raw() {
            let list = List::from_raw(container.ptr().cast());
            if let Some((low, high)) = plain_bounds(&start, &stop, list.len()) {
                return Ok(list.slice(low, high)?.upcast());
            }
        } else if ty == PyTuple_Type.raw() {
            let tuple = Tuple::from_raw(container.ptr().cast());
            if let Some((low, high)) = plain_bounds(&start, &stop, tuple.len()) {
                return Ok(tuple.slice(low, high)?.upcast());
            }
        } else if ty == PyUnicode_Type.raw() {
            let text = Str::from_raw(container.ptr().cast());
            if let Some((low, high)) = plain_bounds(&start, &stop, text.len()) {
                return Ok(text.substring(low, high)?.upcast());
            }
        }
        let slice = Slice::new(start.as_object_opt(), stop.as_object_opt(), None);
        drop(start);
        drop(stop);
        sequence.get_item(&*slice?)
    }
}

/// The bounds of a slice of which both ends are None or a small int, as positions with low <= high <= length. Then no slice
/// object need be made, since nobody would see it.
unsafe fn plain_bounds(start: &StackRef, stop: &StackRef, length: usize) -> Option<(usize, usize)> {
    // SAFETY: the slots hold objects, says the caller.
    let bound = |end: &StackRef, default: usize| unsafe {
        if is_compact_int(end) {
            let i = compact_value(end);
            let i = if i < 0 { i + length as i64 } else { i };
            return Some((i.max(0) as usize).min(length));
        }
        end.as_object().is(none()).then_some(default)
    };
    let low = bound(start, 0)?;
    Some((low, bound(stop, length)?.max(low)))
}

/// `container[start:stop] = value`.
///
/// # Safety
/// All slots hold objects.
pub unsafe fn set_slice(
    value: &StackRef,
    container: &StackRef,
    start: StackRef,
    stop: StackRef,
) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let is_list = |v: &StackRef| (*v.ptr()).ob_type == PyList_Type.raw();
        if is_list(container) && is_list(value) {
            let list = List::from_raw(container.ptr().cast());
            if let Some((low, high)) = plain_bounds(&start, &stop, list.len()) {
                return list.set_slice(low, high, Some(value.as_object()));
            }
        }
        let slice = Slice::new(start.as_object_opt(), stop.as_object_opt(), None);
        drop(start);
        drop(stop);
        container.as_object().set_item(&*slice?, value.as_object())
    }
}

/// The slot of an item that is in range: a list and a compact int from zero.
///
/// # Safety
/// The slots hold a list and a compact int.
#[inline(always)]
pub unsafe fn list_slot(list: &StackRef, key: &StackRef) -> Option<*mut *mut PyObject> {
    // SAFETY: layout.
    unsafe {
        let l = list.ptr().cast::<PyListObject>();
        let i = compact_value(key);
        ((i as u64) < (*l).ob_base.ob_size as u64).then(|| (*l).ob_item.offset(i as isize))
    }
}

/// # Safety
/// [`list_slot`] has answered.
#[inline(always)]
pub unsafe fn list_item(list: &StackRef, key: &StackRef) -> StackRef {
    // SAFETY: in range.
    unsafe {
        let l = list.ptr().cast::<PyListObject>();
        StackRef::from_object(Object::from_ptr(
            *(*l).ob_item.offset(compact_value(key) as isize),
        ))
    }
}

/// # Safety
/// [`list_slot`] has answered.
#[inline(always)]
pub unsafe fn list_store(value: StackRef, list: &StackRef, key: &StackRef) {
    // SAFETY: in range; the old item is released last.
    unsafe {
        let l = list.ptr().cast::<PyListObject>();
        let slot = (*l).ob_item.offset(compact_value(key) as isize);
        let old = slot.replace(value.into_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// # Safety
/// The slots hold a tuple and a compact int.
#[inline(always)]
pub unsafe fn tuple_slot(tuple: &StackRef, key: &StackRef) -> Option<*mut PyObject> {
    // SAFETY: layout.
    unsafe {
        let t = tuple.ptr().cast::<PyTupleObject>();
        let i = compact_value(key);
        ((i as u64) < (*t).ob_base.ob_size as u64)
            .then(|| crate::frame::tuple_item(t.cast(), i as usize))
    }
}

/// # Safety
/// [`tuple_slot`] has answered.
#[inline(always)]
pub unsafe fn tuple_item(tuple: &StackRef, key: &StackRef) -> StackRef {
    // SAFETY: in range.
    unsafe {
        let item = crate::frame::tuple_item(tuple.ptr(), compact_value(key) as usize);
        StackRef::from_object(Object::from_ptr(item))
    }
}

/// The ASCII character at an index in range.
///
/// # Safety
/// The slots hold a str and a compact int.
#[inline(always)]
pub unsafe fn str_character(s: &StackRef, key: &StackRef) -> Option<u32> {
    // SAFETY: layout.
    unsafe {
        let text = Str::from_raw(s.ptr().cast());
        let i = compact_value(key);
        if i < 0 || i as usize >= crate::operators::str_len(s) {
            return None;
        }
        let c = text.char_at(i as usize);
        (c < 128).then_some(c)
    }
}

/// # Safety
/// [`str_character`] has answered.
#[inline(always)]
pub unsafe fn str_item(s: &StackRef, key: &StackRef) -> StackRef {
    // SAFETY: ASCII characters are static objects.
    unsafe {
        let c = str_character(s, key).unwrap_or(0);
        let table = &raw mut base::mem::_PyRuntime
            .static_objects
            .singletons
            .strings
            .ascii;
        StackRef::from_borrowed(
            table
                .cast::<PyASCIIObjectWithData<2>>()
                .add(c as usize)
                .cast(),
        )
    }
}

/// `dict[key]`, with `KeyError`.
///
/// # Safety
/// The container is an exact dict.
#[inline(always)]
pub unsafe fn dict_item(dict: &StackRef, key: &StackRef) -> PyResult {
    // SAFETY: layout.
    unsafe {
        let key = key.as_object();
        match Dict::from_raw(dict.ptr().cast()).get(key)? {
            Some(v) => Ok(v),
            None => Err(objects::exceptions::key_error(key)),
        }
    }
}
