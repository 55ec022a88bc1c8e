//! `abstract.h`: the mapping protocol.

use core::ffi::{c_char, c_int};

use layout::PyObject;
use objects::abstract_::item;
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(|o| o.is_mapping()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Size(o: Option<&Object>) -> Length {
    run(|| item::mapping_length(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Length(o: Option<&Object>) -> Length {
    run(|| item::mapping_length(some(o)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_GetItemString(
    o: Option<&Object>,
    key: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { some(o)?.get_item(&*text(key)?) })
}

/// 1 and a new reference; 0 and NULL where KeyError was raised; -1 and NULL with another exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_GetOptionalItem(
    o: Option<&Object>,
    key: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, (|| some(o)?.get_item_opt(some(key)?))()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_GetOptionalItemString(
    o: Option<&Object>,
    key: *const c_char,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, (|| some(o)?.get_item_opt(&*text(key)?))()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_HasKeyWithError(o: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| Ok(some(o)?.get_item_opt(some(key)?)?.is_some()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_HasKeyStringWithError(
    o: Option<&Object>,
    key: *const c_char,
) -> c_int {
    flag(|| {
        // SAFETY: the caller's contract.
        unsafe { Ok(some(o)?.get_item_opt(&*text(key)?)?.is_some()) }
    })
}

/// 1 or 0; an exception is reported as unraisable.
#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_HasKey(o: Option<&Object>, key: Option<&Object>) -> c_int {
    quietly(
        "PyMapping_HasKey",
        "PyMapping_HasKeyWithError(), PyMapping_GetOptionalItem() or PyObject_GetItem()",
        (|| Ok(some(o)?.get_item_opt(some(key)?)?.is_some()))(),
    )
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_HasKeyString(o: Option<&Object>, key: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        quietly(
            "PyMapping_HasKeyString",
            "PyMapping_HasKeyStringWithError(), PyMapping_GetOptionalItemString() or PyMapping_GetItemString()",
            (|| Ok(some(o)?.get_item_opt(&*text(key)?)?.is_some()))(),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_SetItemString(
    o: Option<&Object>,
    key: *const c_char,
    value: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { item::set_item(some(o)?, &*text(key)?, Some(some(value)?)) }
    })
}

/// A list of what a mapping's method gives.
fn method_list(
    o: Option<&Object>,
    exact: fn(&Dict) -> PyResult<Ref<List>>,
    method: &Str,
) -> PyResult<Ref<List>> {
    let o = some(o)?;
    if let Some(d) = o.downcast::<Dict>()
        && d.is_exact_dict()
    {
        return exact(d);
    }
    let items = o.call_method(method, &[])?;
    if let Ok(list) = items.clone().downcast_into::<List>() {
        return Ok(list);
    }
    match items.iter() {
        Ok(it) => List::from_iterable(&it),
        Err(raised) => {
            objects::exceptions::clear_if(&objects::exceptions::types::TypeError, raised)?;
            Err(raise!(
                TypeError,
                "{:.200}.{}() returned a non-iterable (type {:.200})",
                o.class().tp_name(),
                method.to_string_lossy(),
                items.class().tp_name()
            ))
        }
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Keys(o: Option<&Object>) -> PyResult {
    up(method_list(o, Dict::keys_list, id!(keys)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Values(o: Option<&Object>) -> PyResult {
    up(method_list(o, Dict::values_list, id!(values)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Items(o: Option<&Object>) -> PyResult {
    up(method_list(o, Dict::items_list, id!(items)))
}
