//! Errors that the evaluation loop itself raises, with the reference's texts.

use layout::*;
use objects::exceptions::types;

use crate::prelude::*;

/// `NameError: name 'x' is not defined`, with the name as an attribute for suggestions.
#[cold]
pub fn name_error(name: &Str) -> Raised {
    let raised = raise!(
        NameError,
        "name '{}' is not defined",
        name.to_string_lossy()
    );
    if objects::exceptions::matches(&types::NameError)
        && let Some(exception) = raised.take()
    {
        // The suggestion machinery reads it; failure to set it changes nothing.
        if let Err(e) = exception.set_attr(id!(name), name) {
            e.clear();
        }
        return Raised::set(exception);
    }
    Raised::ASSUMED
}

unsafe fn local_name<'a>(frame: Frame, i: usize) -> &'a Str {
    // SAFETY: the compiler's index.
    unsafe {
        Str::from_raw(crate::frame::tuple_item((*code_of(frame)).co_localsplusnames, i).cast())
    }
}

/// # Safety
/// A running frame; `i` is a local's index.
#[cold]
pub unsafe fn unbound_local(frame: Frame, i: usize) -> Raised {
    // SAFETY: as the caller says.
    let name = unsafe { local_name(frame, i) };
    raise!(
        UnboundLocalError,
        "cannot access local variable '{}' where it is not associated with a value",
        name.to_string_lossy()
    )
}

/// # Safety
/// A running frame; `i` is a cell's index.
#[cold]
pub unsafe fn unbound_deref(frame: Frame, i: usize) -> Raised {
    // SAFETY: as the caller says.
    unsafe { unbound_in(code_of(frame), i) }
}

/// NameError or UnboundLocalError for a cell or free variable of a code object (`_PyEval_FormatExcUnbound`).
///
/// # Safety
/// `i` is a cell's index.
#[cold]
pub unsafe fn unbound_in(code: *mut PyCodeObject, i: usize) -> Raised {
    if base::error::occurred() {
        return Raised::ASSUMED;
    }
    // SAFETY: as the caller says.
    unsafe {
        let name = Str::from_raw(crate::frame::tuple_item((*code).co_localsplusnames, i).cast());
        if i < ((*code).co_nlocalsplus - (*code).co_nfreevars) as usize {
            return raise!(
                UnboundLocalError,
                "cannot access local variable '{}' where it is not associated with a value",
                name.to_string_lossy()
            );
        }
        raise!(
            NameError,
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            name.to_string_lossy()
        )
    }
}

#[cold]
pub fn unknown_opcode(opcode: u8) -> Unwind {
    let _raised = raise!(SystemError, "unknown opcode {}", opcode);
    Unwind::Error
}

#[cold]
pub fn init_must_return_none(value: &Object) -> Raised {
    raise!(
        TypeError,
        "__init__() should return None, not '{}'",
        value.class().name()
    )
}

/// The Python recursion limit is reached: true if RecursionError was raised (false while one is being handled).
///
/// # Safety
/// `ts` is the current thread state.
#[cold]
pub unsafe fn recursion(ts: Ts) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        if (*ts).recursion_headroom != 0 {
            if (*ts).py_recursion_remaining < -50 {
                base::fatal::error(None, "Cannot recover from Python stack overflow.");
            }
            return false;
        }
        (*ts).recursion_headroom += 1;
        let _raised = raise!(RecursionError, "maximum recursion depth exceeded");
        (*ts).recursion_headroom -= 1;
    }
    true
}

/// The native stack is nearly used up: true if RecursionError was raised.
///
/// # Safety
/// `ts` is the current thread state.
#[cold]
pub unsafe fn native_recursion(ts: Ts) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let state = ts.cast::<_PyThreadStateImpl>();
        let here = base::tstate::stack_pointer();
        if (*state).c_stack_soft_limit == 0 {
            return false; // no limits known yet
        }
        let used = (*state).c_stack_top.saturating_sub(here) / 1024;
        if here < (*state).c_stack_hard_limit {
            base::fatal::error(
                None,
                &format!("Unrecoverable stack overflow (used {used} kB)"),
            );
        }
        if (*ts).recursion_headroom != 0 {
            return false;
        }
        (*ts).recursion_headroom += 1;
        let _raised = raise!(RecursionError, "Stack overflow (used {} kB)", used);
        (*ts).recursion_headroom -= 1;
    }
    true
}

/// What a failed `**mapping` of a call means (`_PyEval_FormatKwargsError`).
#[cold]
pub fn keywords(callable: &Object, mapping: &Object, raised: Raised) -> Raised {
    // Naming the callable may run code: nothing may be raised meanwhile.
    if objects::exceptions::matches(&types::AttributeError) {
        raised.clear();
        return match function_string(callable) {
            Ok(f) => raise!(
                TypeError,
                "{} argument after ** must be a mapping, not {}",
                f,
                mapping.class().name()
            ),
            Err(e) => e,
        };
    }
    if objects::exceptions::matches(&types::KeyError) {
        let Some(exception) = raised.take() else {
            return Raised::ASSUMED;
        };
        let args = exception.get_attr(id!(args));
        if let Ok(args) = &args
            && let Some(args) = args.downcast::<Tuple>()
            && args.len() == 1
        {
            let names = function_string(callable)
                .and_then(|f| Ok((f, args.as_slice()[0].str()?.to_string_lossy().into_owned())));
            return match names {
                Ok((f, key)) => raise!(
                    TypeError,
                    "{f} got multiple values for keyword argument '{key}'"
                ),
                Err(raised) => raised,
            };
        }
        if let Err(e) = args {
            e.clear();
        }
        return Raised::set(exception);
    }
    raised
}

pub use objects::descr::method::function_string;

/// `f(*x)` where `x` is no iterable.
#[cold]
pub fn args_not_iterable(callable: &Object, args: &Object, raised: Raised) -> Raised {
    if !objects::exceptions::matches(&types::TypeError) || !crate::construct::is_not_iterable(args)
    {
        return raised;
    }
    raised.clear();
    star_argument(callable, args)
}

/// TypeError about `f(*args)`.
#[cold]
pub fn star_argument(callable: &Object, args: &Object) -> Raised {
    match function_string(callable) {
        Ok(f) => raise!(
            TypeError,
            "{} argument after * must be an iterable, not {}",
            f,
            args.class().name()
        ),
        Err(e) => e,
    }
}
