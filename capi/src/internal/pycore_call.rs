//! `internal/pycore_call.h`: calls below the vectorcall protocol.

use core::ffi::c_char;

use layout::{PyObject, PyThreadState};
use objects::abstract_::call;
use objects::prelude::*;

use crate::r#abstract::call_method_with;
use crate::support::*;
use crate::variadic::{VaList, variadic};

unsafe extern "C" fn call_method_object(
    o: Option<&Object>,
    method: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    let method = arg::<Str>(method)?.to_ref();
    // SAFETY: the caller's contract.
    unsafe { call_method_with(o, Ok(method), format, va) }
}

variadic! {
    fn _PyObject_CallMethod(o: Option<&Object>, method: Option<&Object>, format: *const c_char, ...) -> PyResult = call_method_object;
}
/// Calls through `tp_call`. `keywords` is a dict, or a tuple of the names of the values that follow the arguments.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_MakeTpCall(
    _tstate: *mut PyThreadState,
    callable: Option<&Object>,
    args: *const *mut PyObject,
    nargs: isize,
    keywords: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let callable = some(callable)?;
        let n = nargs.max(0) as usize;
        match keywords {
            Some(d) if d.downcast::<Dict>().is_some() => {
                call::vectorcall_dict(callable, args, n, d.downcast::<Dict>())
            }
            names => {
                call::make_tp_call(callable, args, n, names.and_then(|t| t.downcast::<Tuple>()))
            }
        }
    })
}

/// A result checked against the exception indicator: SystemError if they disagree.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_CheckFunctionResult(
    _tstate: *mut PyThreadState,
    callable: Option<&Object>,
    result: *mut PyObject,
    place: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { call::check_result(callable, result, lossy(place).as_deref()) })
}
