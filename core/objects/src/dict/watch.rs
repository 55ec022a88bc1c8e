//! Dict watchers: callbacks that C code registers (`PyDict_Watch`), told before each change of a watched dict.
//!
//! The low eight bits of `_ma_watcher_tag` say who watches; the callbacks are in the interpreter's dict state.

use base::{Object, tstate};
use layout::*;

use super::Dict;
use crate::exceptions::write_unraisable;

const EVENT_NAMES: [&str; 6] = [
    "ADDED",
    "MODIFIED",
    "DELETED",
    "CLONED",
    "CLEARED",
    "DEALLOCATED",
];

/// Tells the watchers, if any.
#[inline(always)]
pub fn notify(event: PyDict_WatchEvent, dict: &Dict, key: Option<&Object>, value: Option<&Object>) {
    // SAFETY: live.
    let bits = unsafe { (*dict.raw())._ma_watcher_tag } as u32 & DICT_WATCHER_MASK as u32;
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
