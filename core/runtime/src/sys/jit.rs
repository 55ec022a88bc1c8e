//! `sys._jit`: what the interpreter knows of just-in-time compilation. There is no compiler yet, so every answer is no.

use clinic::{method_table, pyfunction};
use objects::prelude::*;

/// Whether this build can compile at run time.
#[pyfunction("is_available()")]
fn is_available() -> bool {
    false
}

/// Whether run-time compilation is switched on for this process.
#[pyfunction("is_enabled()")]
fn is_enabled() -> bool {
    false
}

/// Whether the topmost Python frame runs compiled code.
#[pyfunction("is_active()")]
fn is_active() -> bool {
    false
}

/// The module object, which stands only as an attribute of `sys`.
pub fn create() -> PyResult<Ref<Module>> {
    let m = Module::new(interned!("sys._jit"))?;
    m.add_str("__doc__", "What is known of just-in-time compilation.")?;
    // SAFETY: the table is static and ends with NULL; attached.
    unsafe { m.add_functions(method_table![is_available, is_enabled, is_active])? };
    Ok(m)
}
