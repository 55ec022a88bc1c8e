//! `_sysconfig`: configuration variables that only the build itself knows.

use objects::clinic::*;
use objects::prelude::*;

use crate::module;

/// The variables that sysconfig cannot find elsewhere.
#[pyfunction("config_vars()")]
fn config_vars() -> PyResult<Ref<Dict>> {
    let d = Dict::new()?;
    let free_threaded = i32::from(cfg!(feature = "free-threaded"));
    d.set(interned!("Py_GIL_DISABLED"), Long::small(free_threaded))?;
    d.set(interned!("Py_DEBUG"), Long::small(0))?;
    Ok(d)
}

module!(
    c"_sysconfig",
    c"A helper for sysconfig.",
    methods = method_table![config_vars]
);
