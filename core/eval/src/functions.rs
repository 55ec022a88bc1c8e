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
pub unsafe fn set_attribute(
    kind: usize,
    value: StackRef,
    function: StackRef,
) -> PyResult<StackRef> {
    // SAFETY: as the caller says.
    unsafe {
        if kind as core::ffi::c_int == MAKE_FUNCTION_ANNOTATE
            && let Err(raised) = name_after(&value, &function)
        {
            value.close();
            function.close();
            return Err(raised);
        }
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
    Ok(function)
}

/// A function's `__annotate__` is named after the function: its code knows only the scope around both.
unsafe fn name_after(annotate: &StackRef, function: &StackRef) -> PyResult<()> {
    // SAFETY: the instruction's operands; a function always has a qualified name.
    unsafe {
        if !annotate
            .as_object()
            .is_exactly(objects::function::PyFunction_Type.raw())
        {
            return Ok(());
        }
        let owner = function.ptr().cast::<PyFunctionObject>();
        let owner = Str::from_raw((*owner).func_qualname.cast());
        let name = owner.concat(interned!(".__annotate__"))?;
        let annotate = annotate.ptr().cast::<PyFunctionObject>();
        let old = core::mem::replace(&mut (*annotate).func_qualname, name.upcast().into_ptr());
        drop(Ref::<Object>::from_owned_opt(old));
    }
    Ok(())
}
