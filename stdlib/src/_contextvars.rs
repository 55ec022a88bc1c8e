//! `_contextvars`: context variables from Python.

use objects::clinic::*;
use objects::context::{Context, PyContext_Type, PyContextToken_Type, PyContextVar_Type};
use objects::prelude::*;

use crate::module;

/// A copy of the current context.
#[pyfunction("copy_context()")]
fn copy_context() -> PyResult<Ref<Context>> {
    Context::copy_current()
}

fn exec(module: &Module) -> PyResult<()> {
    module.add("Context", &PyContext_Type)?;
    module.add("ContextVar", &PyContextVar_Type)?;
    module.add("Token", &PyContextToken_Type)
}

module!(
    c"_contextvars",
    c"Context variables.",
    methods = method_table![copy_context],
    exec = exec
);
