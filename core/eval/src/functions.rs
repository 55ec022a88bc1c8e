//! `MAKE_FUNCTION` and its attributes.

use layout::*;

use crate::prelude::*;

/// A function of the frame's globals.
///
/// # Safety
/// A running frame; `code` is a code object.
pub unsafe fn make(frame: Frame, code: &Object) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let globals = Object::from_ptr((*frame).f_globals);
        Ok(Function::new(code.downcast_unchecked(), globals, None)?.upcast())
    }
}

/// `SET_FUNCTION_ATTRIBUTE`: the function is new, so the field is empty.
///
/// # Safety
/// The slots hold a new function and the attribute's value.
pub unsafe fn set_attribute(kind: usize, value: StackRef, function: StackRef) -> StackRef {
    // SAFETY: as the caller says.
    unsafe {
        let f = function.ptr().cast::<PyFunctionObject>();
        let field = match kind as core::ffi::c_int {
            MAKE_FUNCTION_DEFAULTS => &raw mut (*f).func_defaults,
            MAKE_FUNCTION_KWDEFAULTS => &raw mut (*f).func_kwdefaults,
            MAKE_FUNCTION_ANNOTATIONS => &raw mut (*f).func_annotations,
            MAKE_FUNCTION_CLOSURE => &raw mut (*f).func_closure,
            _ => &raw mut (*f).func_annotate,
        };
        let old = field.replace(value.into_ref().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    function
}
