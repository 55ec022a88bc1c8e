//! `CALL_INTRINSIC_1` and `CALL_INTRINSIC_2`: operations too rare for instructions of their own.

use core::ffi::c_int;

use layout::*;
use objects::exceptions::types;
use objects::typevar;

use crate::prelude::*;

/// `CALL_INTRINSIC_1`.
pub fn unary(which: usize, value: &Object) -> PyResult {
    let ts = base::tstate::current();
    // SAFETY: live values; each function follows the C conventions.
    unsafe {
        match which as c_int {
            INTRINSIC_PRINT => print(value),
            INTRINSIC_IMPORT_STAR => import_star(ts, value),
            INTRINSIC_STOPITERATION_ERROR => stop_iteration_error(ts, value),
            INTRINSIC_ASYNC_GEN_WRAP => crate::genobject::wrap_value(value),
            INTRINSIC_UNARY_POSITIVE => objects::abstract_::number::positive(value),
            INTRINSIC_LIST_TO_TUPLE => {
                let list: &List = value.downcast_unchecked();
                Ok(list.to_tuple()?.upcast())
            }
            INTRINSIC_TYPEVAR => typevar::make_type_var(value, None, None),
            INTRINSIC_PARAMSPEC => typevar::make_param_spec(value),
            INTRINSIC_TYPEVARTUPLE => typevar::make_type_var_tuple(value),
            INTRINSIC_SUBSCRIPT_GENERIC => typevar::subscript_generic(value.downcast_unchecked()),
            INTRINSIC_TYPEALIAS => typevar::make_type_alias(value.downcast_unchecked()),
            _ => Err(raise!(SystemError, "unknown intrinsic {}", which)),
        }
    }
}

/// `CALL_INTRINSIC_2`.
pub fn binary(which: usize, first: &Object, second: &Object) -> PyResult {
    let a = first.as_ptr();
    // SAFETY: live values; each function follows the C conventions.
    unsafe {
        match which as c_int {
            INTRINSIC_PREP_RERAISE_STAR => {
                objects::exceptions::group::prepare_reraise_star(first, second.downcast_unchecked())
            }
            INTRINSIC_TYPEVAR_WITH_BOUND => typevar::make_type_var(first, Some(second), None),
            INTRINSIC_TYPEVAR_WITH_CONSTRAINTS => typevar::make_type_var(first, None, Some(second)),
            INTRINSIC_SET_FUNCTION_TYPE_PARAMS => {
                let f = a.cast::<PyFunctionObject>();
                let old = core::mem::replace(&mut (*f).func_typeparams, second.to_ref().into_ptr());
                drop(Ref::<Object>::from_owned_opt(old));
                Ok(first.to_ref())
            }
            INTRINSIC_SET_TYPEPARAM_DEFAULT => typevar::set_default(first, second),
            _ => Err(raise!(SystemError, "unknown intrinsic {}", which)),
        }
    }
}

/// An expression statement at the prompt: `sys.displayhook(value)`.
fn print(value: &Object) -> PyResult {
    // SAFETY: attached.
    let hook = unsafe { Object::from_ptr((*base::tstate::interp()).sysdict) }
        .get_item_opt(interned!("displayhook"))?;
    match hook {
        Some(h) => h.call(&[value]),
        None => Err(raise!(RuntimeError, "lost sys.displayhook")),
    }
}

/// A StopIteration that leaves a generator becomes a RuntimeError.
unsafe fn stop_iteration_error(ts: Ts, exception: &Object) -> PyResult {
    // SAFETY: attached; a generator's frame runs.
    unsafe {
        let code = code_of((*ts).current_frame);
        let flags = (*code).co_flags;
        let message = if exception.is_instance(&types::StopIteration)? {
            if flags & CO_ASYNC_GENERATOR != 0 {
                "async generator raised StopIteration"
            } else if flags & CO_COROUTINE != 0 {
                "coroutine raised StopIteration"
            } else {
                "generator raised StopIteration"
            }
        } else if flags & CO_ASYNC_GENERATOR != 0
            && exception.is_instance(&types::StopAsyncIteration)?
        {
            "async generator raised StopAsyncIteration"
        } else {
            return Ok(exception.to_ref());
        };
        let message = Str::from_str(message)?;
        let error = objects::exceptions::new_exception(&types::RuntimeError, &[&message])?;
        let e = error.as_object_ptr().cast::<PyBaseExceptionObject>();
        (*e).cause = exception.to_ref().into_ptr();
        (*e).context = exception.to_ref().into_ptr();
        (*e).suppress_context = 1;
        Ok(error)
    }
}

/// `from module import *`.
unsafe fn import_star(ts: Ts, module: &Object) -> PyResult {
    // SAFETY: attached; a module's or class' frame runs.
    unsafe {
        let frame = (*ts).current_frame;
        let Some(locals) = Object::from_ptr_opt((*frame).f_locals) else {
            return Err(raise!(SystemError, "no locals found during 'import *'"));
        };
        let mut skip_private = false;
        let names = match module.get_attr_opt(id!(__all__))? {
            Some(all) => all,
            None => {
                let Some(dict) = module.get_attr_opt(id!(__dict__))? else {
                    return Err(raise!(
                        ImportError,
                        "from-import-* object has no __dict__ and no __all__"
                    ));
                };
                skip_private = true;
                let keys = dict.call_method(id!(keys), &[])?;
                List::from_iterable(&keys)?.upcast()
            }
        };
        let mut position = 0;
        loop {
            let name = match names.get_index(position) {
                Ok(n) => n,
                Err(raised) => {
                    objects::exceptions::clear_if(&types::IndexError, raised)?;
                    return Ok(none_ref());
                }
            };
            position += 1;
            let Some(text) = name.downcast::<Str>() else {
                let owner = match module.get_attr(id!(__name__)) {
                    Ok(n) if n.downcast::<Str>().is_some() => n.str()?,
                    Ok(n) => {
                        return Err(raise!(
                            TypeError,
                            "module __name__ must be a string, not {}",
                            n.class().name()
                        ));
                    }
                    Err(e) => return Err(e),
                };
                return Err(raise!(
                    TypeError,
                    "{} in {}.{} must be str, not {}",
                    if skip_private { "Key" } else { "Item" },
                    owner.to_string_lossy(),
                    if skip_private { "__dict__" } else { "__all__" },
                    name.class().name()
                ));
            };
            if skip_private && !text.is_empty() && text.char_at(0) == '_' as u32 {
                continue;
            }
            let value = module.get_attr(text)?;
            locals.set_item(text, &value)?;
        }
    }
}
