//! Dict watchers: callbacks that C code registers (`PyDict_Watch`), told before each change of a watched dict.
//!
//! The low eight bits of `_ma_watcher_tag` say who watches; the callbacks are in the interpreter's dict state.

use base::{Object, PyResult, tstate};
use layout::*;

use super::Dict;
use crate::exceptions::write_unraisable;
use crate::prelude::raise;

const EVENT_NAMES: [&str; 6] = [
    "ADDED",
    "MODIFIED",
    "DELETED",
    "CLONED",
    "CLEARED",
    "DEALLOCATED",
];

/// The bit of `_ma_watcher_tag` that says the dict is that of a type with a version: whoever changes it past the type
/// (extensions fill `tp_dict`, `gc.get_referrers` finds it) must void what is cached of the type, which borrows from the dict.
const TYPE_DICT: u32 = 1 << 16;

impl Dict {
    /// Marks the dict as that of a type of which something may be cached.
    pub(crate) fn mark_as_types(&self) {
        // SAFETY: live.
        unsafe { (*self.raw())._ma_watcher_tag |= u64::from(TYPE_DICT) };
    }

    /// Nothing is cached of its type any more.
    pub(crate) fn unmark(&self) {
        // SAFETY: live.
        unsafe { (*self.raw())._ma_watcher_tag &= !u64::from(TYPE_DICT) };
    }

    /// A change by the type itself, which then sees to its caches.
    pub(crate) fn change_for_type<R>(&self, f: impl FnOnce(&Dict) -> R) -> R {
        // SAFETY: live.
        let tag = unsafe { &raw mut (*self.raw())._ma_watcher_tag };
        // SAFETY: a word of the dict, which the caller holds.
        unsafe {
            let mark = *tag & u64::from(TYPE_DICT);
            *tag &= !(u64::from(TYPE_DICT));
            let result = f(self);
            *tag |= mark;
            result
        }
    }
}

/// Tells the watchers, if any.
#[inline(always)]
pub fn notify(event: PyDict_WatchEvent, dict: &Dict, key: Option<&Object>, value: Option<&Object>) {
    // SAFETY: live.
    let bits =
        unsafe { (*dict.raw())._ma_watcher_tag } as u32 & (DICT_WATCHER_MASK as u32 | TYPE_DICT);
    if bits != 0 {
        send_event(bits, event, dict, key, value);
    }
}

/// `_PyDict_SendEvent`.
#[cold]
pub fn send_event(
    bits: u32,
    event: PyDict_WatchEvent,
    dict: &Dict,
    key: Option<&Object>,
    value: Option<&Object>,
) {
    // a dict that goes is no type's any more
    if bits & TYPE_DICT != 0 && event != PyDict_EVENT_DEALLOCATED {
        crate::type_::lookup::dict_changes(dict);
    }
    let raw = |o: Option<&Object>| o.map_or(core::ptr::null_mut(), Object::as_ptr);
    for i in 0..DICT_MAX_WATCHERS as usize {
        if bits & (1 << i) == 0 {
            continue;
        }
        // SAFETY: attached; a registered callback takes these arguments.
        unsafe {
            if let Some(callback) = (*tstate::interp()).dict_state.watchers[i]
                && callback(event, dict.as_ptr(), raw(key), raw(value)) < 0
            {
                write_unraisable(
                    format_args!(
                        "Exception ignored in PyDict_EVENT_{} watcher callback for <dict at {:p}>",
                        EVENT_NAMES.get(event as usize).unwrap_or(&"unknown"),
                        dict.as_ptr()
                    ),
                    None,
                );
            }
        }
    }
}

/// The place of a watcher in use; ValueError otherwise.
fn checked(id: i32) -> PyResult<usize> {
    let Some(i) = usize::try_from(id)
        .ok()
        .filter(|i| *i < DICT_MAX_WATCHERS as usize)
    else {
        return Err(raise!(ValueError, "Invalid dict watcher ID {id}"));
    };
    // SAFETY: attached.
    if unsafe { (*tstate::interp()).dict_state.watchers[i] }.is_none() {
        return Err(raise!(ValueError, "No dict watcher set for ID {id}"));
    }
    Ok(i)
}

/// The place of the runtime's own watcher of the `builtins`.
const BUILTINS_WATCHER: i32 = 0;

unsafe extern "C" fn builtins_change(
    _: PyDict_WatchEvent,
    _: *mut PyObject,
    _: *mut PyObject,
    _: *mut PyObject,
) -> core::ffi::c_int {
    // SAFETY: watchers are called by attached threads.
    unsafe {
        let count = &raw mut (*tstate::interp()).rare_events.builtin_dict;
        *count = (*count).saturating_add(1);
    }
    0
}

/// From now on changes of the `builtins` count as rare events.
pub fn watch_builtins(builtins: &Dict) -> PyResult<()> {
    // SAFETY: attached.
    unsafe {
        (*tstate::interp()).dict_state.watchers[BUILTINS_WATCHER as usize] = Some(builtins_change);
    }
    watch(BUILTINS_WATCHER, builtins, true)
}

/// `PyDict_AddWatcher`: the first two places belong to the runtime.
pub fn add(callback: PyDict_WatchCallback) -> PyResult<i32> {
    for i in 2..DICT_MAX_WATCHERS as usize {
        // SAFETY: attached.
        let slot = unsafe { &mut (*tstate::interp()).dict_state.watchers[i] };
        if slot.is_none() {
            *slot = Some(callback);
            return Ok(i as i32);
        }
    }
    Err(raise!(RuntimeError, "no more dict watcher IDs available"))
}

/// `PyDict_ClearWatcher`.
pub fn clear(id: i32) -> PyResult<()> {
    let i = checked(id)?;
    // SAFETY: attached.
    unsafe { (*tstate::interp()).dict_state.watchers[i] = None };
    Ok(())
}

/// `PyDict_Watch` and `PyDict_Unwatch`.
pub fn watch(id: i32, dict: &Dict, on: bool) -> PyResult<()> {
    let bit = 1 << checked(id)?;
    // SAFETY: live.
    unsafe {
        let tag = &raw mut (*dict.raw())._ma_watcher_tag;
        *tag = if on { *tag | bit } else { *tag & !bit };
    }
    Ok(())
}
