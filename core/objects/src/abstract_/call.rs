//! Calling: vectorcall, tuples and dicts of arguments (`PyObject_Vectorcall`, `PyObject_Call`).

use base::{Object, PyResult};

/// `PyObject_Vectorcall` from raw arguments: `nargsf` may carry `PY_VECTORCALL_ARGUMENTS_OFFSET`.
///
/// # Safety
/// `args` points to the positional arguments followed by the keyword values, all live.
pub unsafe fn vectorcall(
    callable: &Object,
    args: *const *mut layout::PyObject,
    nargsf: usize,
    kwnames: Option<&crate::Tuple>,
) -> PyResult {
    let _ = (callable, args, nargsf, kwnames);
    todo!()
}

/// `_Py_CheckFunctionResult`: a foreign function's answer must be a value, or NULL with an exception (SystemError).
///
/// # Safety
/// `result` is NULL or a new reference.
pub unsafe fn check_result(
    callable: Option<&Object>,
    result: *mut layout::PyObject,
    where_: Option<&str>,
) -> PyResult {
    let _ = (callable, result, where_);
    todo!()
}
