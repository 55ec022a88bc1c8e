//! `cpython/abstract.h`: the faster ways to call.

use core::ffi::{CStr, c_char};

use layout::{_Py_Identifier, PyObject, vectorcallfunc};
use objects::abstract_::call;
use objects::prelude::*;

use crate::r#abstract::call_method_with;
use crate::support::*;
use crate::variadic::{VaList, variadic};

unsafe extern "C" fn call_method_id(
    o: Option<&Object>,
    id: *mut _Py_Identifier,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe { call_method_with(o, identifier(id), format, va) }
}

/// The interned str of a static identifier.
///
/// # Safety
/// `id` is one.
pub(crate) unsafe fn identifier(id: *mut _Py_Identifier) -> PyResult<Ref<Str>> {
    // SAFETY: the caller's contract.
    let text = unsafe { CStr::from_ptr((*id).string) };
    Ok(Str::intern(Str::decode_utf8(text.to_bytes(), None)?))
}

variadic! {
    fn _PyObject_CallMethodId(o: Option<&Object>, id: *mut _Py_Identifier, format: *const c_char, ...) -> PyResult = call_method_id;
}
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CallOneArg(callable: Option<&Object>, arg: Option<&Object>) -> PyResult {
    attached("PyObject_CallOneArg");
    up(some(callable)?.call(&[some(arg)?]))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_LengthHint(o: Option<&Object>, default: isize) -> Length {
    run(|| some(o)?.length_hint(default.max(0) as usize))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_VectorcallDict(
    callable: Option<&Object>,
    args: *const *mut PyObject,
    nargsf: usize,
    kwargs: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let kwargs = kwargs.map(|d| arg::<Dict>(Some(d))).transpose()?;
        call::vectorcall_dict(some(callable)?, args, nargsf, kwargs)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyVectorcall_Function(callable: Option<&Object>) -> Option<vectorcallfunc> {
    callable.and_then(call::vectorcall_function)
}

/// A dict of the values under the names.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyStack_AsDict(
    values: *const *mut PyObject,
    kwnames: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { call::stack_as_dict(values, arg(kwnames)?) })
}
