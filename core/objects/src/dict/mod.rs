//! `dict`: compact, ordered; combined and split keys.
//!
//! [`keys`] is the table, [`lookup`] finds, [`store`] changes, [`managed`] is the life of instance attributes, [`watch`] tells
//! watchers; `api` is what Rust callers use, `methods` what Python sees, `iter` and `views` the other types.

use base::{PyResult, Ref, object_view};
use layout::*;

use crate::{alloc, freelist, gc};

pub mod api;
pub mod iter;
pub mod keys;
pub mod lookup;
pub mod managed;
mod methods;
pub mod slots;
pub mod store;
pub mod views;
pub mod watch;

pub use lookup::load_global;
pub use managed::{
    clear_managed_dict, init_inline_values, instance_dict, instance_dict_opt, instance_lookup,
    instance_store, new_keys_for_class, visit_managed_dict,
};
pub use slots::PyDict_Type;

object_view!(
    /// `dict`.
    pub Dict, layout::PyDictObject, "dict", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_DICT_SUBCLASS)
);

/// A new exact dict, tracked, over keys (a reference to which is taken over) and values.
pub(crate) unsafe fn new_dict(
    k: keys::Keys,
    values: *mut PyDictValues,
    used: isize,
) -> PyResult<Ref<Dict>> {
    // SAFETY: the object is fresh until it is tracked.
    unsafe {
        let mut d: *mut PyDictObject = freelist::pop(&raw mut (*freelist::lists()).dicts);
        if d.is_null() {
            d = match alloc::gc_new::<Dict>(&PyDict_Type) {
                Ok(r) => r.into_ptr().cast(),
                Err(e) => {
                    if !values.is_null() && (*values).embedded == 0 {
                        managed::release_values(values);
                    }
                    keys::decref(k);
                    return Err(e);
                }
            };
        }
        (*d).ma_used = used;
        (*d)._ma_watcher_tag = 0;
        (*d).ma_keys = k;
        (*d).ma_values = values;
        let d = Ref::<Dict>::from_raw_owned(d);
        gc::track(&d);
        Ok(d)
    }
}
