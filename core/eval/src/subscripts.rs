//! Subscripts and slices: the fast ways into lists, tuples, strings and dicts.

use layout::*;

use crate::numbers::compact_value;
use crate::prelude::*;

/// `container[start:stop]`.
///
/// # Safety
/// All slots hold objects.
pub unsafe fn get_slice(container: &StackRef, start: StackRef, stop: StackRef) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let slice = Slice::new(start.as_object_opt(), stop.as_object_opt(), None);
        drop(start);
        drop(stop);
        let slice = slice?;
        container.as_object().get_item(&slice)
    }
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
        let slice = Slice::new(start.as_object_opt(), stop.as_object_opt(), None);
        drop(start);
        drop(stop);
        let slice = slice?;
        container.as_object().set_item(&slice, value.as_object())
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
