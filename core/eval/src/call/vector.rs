//! Calls of Python functions from native code: `_PyFunction_Vectorcall`, `PyEval_EvalCode`.

use layout::*;

use crate::interpreter::eval_frame;
use crate::prelude::*;

/// Few arguments need no allocation.
const FEW: usize = 8;

/// The vectorcall of Python functions.
///
/// # Safety
/// As vectorcall prescribes.
pub unsafe extern "C" fn _PyFunction_Vectorcall(
    function: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    names: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: as the caller says.
    unsafe {
        let f = function.cast::<PyFunctionObject>();
        let code = (*f).func_code.cast::<PyCodeObject>();
        let locals = if (*code).co_flags & CO_OPTIMIZED != 0 {
            None
        } else {
            Some(Object::from_ptr((*f).func_globals))
        };
        let n = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET as usize;
        let names = names.cast::<Tuple>().as_ref();
        match vector(f, locals, args, n, names) {
            Ok(r) => r.into_ptr(),
            Err(_) => core::ptr::null_mut(),
        }
    }
}

/// Runs a function on borrowed arguments (`_PyEval_Vector`).
///
/// # Safety
/// `args` points to `n` arguments and the values of `names`, all live.
pub unsafe fn vector(
    f: *mut PyFunctionObject,
    locals: Option<&Object>,
    args: *const *mut PyObject,
    n: usize,
    names: Option<&Tuple>,
) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let ts = base::tstate::current();
        let total = n + names.map_or(0, |t| t.len());
        let own = |i: usize| StackRef::from_object(Object::from_ptr(*args.add(i)));
        let mut few = [const { core::mem::MaybeUninit::<StackRef>::uninit() }; FEW];
        let mut many: Vec<core::mem::MaybeUninit<StackRef>> = Vec::new();
        let slots: *mut StackRef = if total <= FEW {
            few.as_mut_ptr().cast()
        } else {
            if many.try_reserve_exact(total).is_err() {
                return Err(objects::exceptions::no_memory());
            }
            many.as_mut_ptr().cast()
        };
        for i in 0..total {
            slots.add(i).write(own(i));
        }
        let function = StackRef::from_object(Object::from_ptr(f.cast()));
        let locals = locals.map_or(core::ptr::null_mut(), |l| l.to_ref().into_ptr());
        let frame =
            super::push_frame(ts, function, locals, slots, n, names, core::ptr::null_mut())?;
        Ref::from_c(eval_frame(ts, frame, false))
    }
}

/// Runs a code object in namespaces (`PyEval_EvalCode`, with a closure `PyEval_EvalCodeEx`'s).
pub fn eval_code(
    code: &Code,
    globals: &Object,
    locals: Option<&Object>,
    closure: Option<&Object>,
) -> PyResult {
    let locals = locals.unwrap_or(globals);
    let function = Function::new(code, globals, None)?;
    // SAFETY: a new function; the closure was checked by the caller.
    unsafe {
        if let Some(c) = closure {
            (*function.raw()).func_closure = c.to_ref().into_ptr();
        }
        vector(function.raw(), Some(locals), core::ptr::null(), 0, None)
    }
}

base::define_upcall! { "libpython_function_vectorcall"
fn function_vectorcall_upcall() -> layout::vectorcallfunc { _PyFunction_Vectorcall } }

base::define_upcall! { "libpython_eval_code"
    fn eval_code_upcall(code: *mut PyObject, globals: *mut PyObject, locals: *mut PyObject) -> *mut PyObject {
        // SAFETY: live objects, says the caller.
        unsafe {
            match eval_code(Code::from_raw(code.cast()), Object::from_ptr(globals), Object::from_ptr_opt(locals), None) {
                Ok(r) => r.into_ptr(),
                Err(_) => core::ptr::null_mut(),
            }
        }
    }
}
