//! `atexit`: functions to call when the interpreter ends.
//!
//! The interpreter's state keeps a list of (function, arguments, keywords), newest first.

use objects::clinic::*;
use objects::exceptions::write_unraisable;
use objects::prelude::*;

use crate::module;

fn callbacks() -> PyResult<Ref<List>> {
    // SAFETY: attached; the interpreter owns the list.
    unsafe {
        let slot = &raw mut (*base::tstate::interp()).atexit.callbacks;
        if (*slot).is_null() {
            *slot = List::new()?.into_ptr();
        }
        Ok(List::from_raw((*slot).cast()).to_ref())
    }
}

/// Registers a function to be called at the end, with these arguments.
#[pyfunction(varargs, "register(func, /, *args, **kwargs)")]
fn register(args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let Some(&func) = args.as_slice().first() else {
        return Err(raise!(
            TypeError,
            "register() takes at least 1 argument (0 given)"
        ));
    };
    if !func.is_callable() {
        return Err(raise!(TypeError, "the first argument must be callable"));
    }
    let rest = args.slice(1, args.len())?;
    let kwargs: Ref = kwargs.map_or_else(none_ref, |k| k.to_ref().upcast());
    let entry = Tuple::from_slice(&[func, &rest, &kwargs])?;
    callbacks()?.insert(0, entry.upcast())?;
    Ok(func.to_ref())
}

/// Calls what is registered, newest first. Exceptions are reported and dropped.
pub fn run_all() {
    let outcome = (|| -> PyResult<()> {
        loop {
            let list = callbacks()?;
            let Some(entry) = list.get(0) else {
                return Ok(());
            };
            list.call_method(interned!("pop"), &[Long::small(0)])?;
            let Some(&[func, args, kwargs]) = entry.downcast::<Tuple>().map(Tuple::as_slice) else {
                continue;
            };
            let Some(args) = args.downcast::<Tuple>() else {
                continue;
            };
            match func.call_tuple(args, kwargs.downcast::<Dict>()) {
                Ok(result) => drop(result),
                Err(_) => write_unraisable(
                    format_args!("Exception ignored in atexit callback"),
                    Some(func),
                ),
            }
        }
    })();
    if outcome.is_err() {
        write_unraisable(
            format_args!("Exception ignored while running atexit callbacks"),
            None,
        );
    }
}

/// Calls all registered functions now.
#[pyfunction("_run_exitfuncs()")]
fn _run_exitfuncs() {
    run_all()
}

/// Forgets all registered functions.
#[pyfunction("_clear()")]
fn _clear() -> PyResult<()> {
    // SAFETY: attached; the interpreter owns the list.
    unsafe { objects::clear_field!((*base::tstate::interp()).atexit.callbacks) };
    Ok(())
}

/// How many functions are registered.
#[pyfunction("_ncallbacks()")]
fn _ncallbacks() -> PyResult<usize> {
    Ok(callbacks()?.len())
}

/// Forgets a function, however often it was registered.
#[pyfunction("unregister(func, /)")]
fn unregister(func: &Object) -> PyResult<()> {
    let list = callbacks()?;
    let mut i = list.len();
    while i > 0 {
        i -= 1;
        let Some(entry) = list.get(i) else { continue };
        let Some(registered) = entry.downcast::<Tuple>().and_then(|t| t.get(0)) else {
            continue;
        };
        // The comparison may change the list; only the very entry is removed.
        if registered.equals(func)? && list.get(i).is_some_and(|e| e.is(&entry)) {
            list.del_item(&*Long::from_usize(i)?)?;
        }
    }
    Ok(())
}

fn exec(_module: &Module) -> PyResult<()> {
    callbacks().map(|_| ())
}

module!(
    c"atexit",
    c"Functions to be called at the interpreter's end.",
    methods = method_table![register, _clear, unregister, _run_exitfuncs, _ncallbacks],
    exec = exec
);

base::define_upcall!("libpython_run_atexit" fn run_atexit() {
    run_all();
});
