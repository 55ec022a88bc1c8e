//! Tracing, profiling and the hooks of coroutines and asynchronous generators.

use crate::named_tuple as structseq;
use base::tstate;
use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;
use objects::structseq::Description;

/// The function that settrace() set, or None.
#[pyfunction("gettrace()")]
pub fn gettrace() -> Ref {
    // SAFETY: attached.
    unsafe { Ref::<Object>::from_borrowed_opt((*tstate::current()).c_traceobj) }
        .unwrap_or_else(none_ref)
}

/// Set the function that hears of every call, line, return and exception; None turns tracing off.
#[pyfunction("settrace(function, /)")]
pub fn settrace(function: &Object) -> PyResult<()> {
    crate::audit::audit("sys.settrace", || Ok(Tuple::empty().to_ref()))?;
    eval::monitor::sys_settrace(function)
}

/// As settrace(), for every thread that runs now.
#[pyfunction("_settraceallthreads(function, /)")]
pub fn settraceallthreads(function: &Object) -> PyResult<()> {
    crate::audit::audit("sys.settrace", || Ok(Tuple::empty().to_ref()))?;
    // SAFETY: this interpreter's threads, which the GIL keeps.
    unsafe { eval::monitor::sys_settrace_in(&super::functions::all_threads(), function) }
}

/// The function that setprofile() set, or None.
#[pyfunction("getprofile()")]
pub fn getprofile() -> Ref {
    // SAFETY: attached.
    unsafe { Ref::<Object>::from_borrowed_opt((*tstate::current()).c_profileobj) }
        .unwrap_or_else(none_ref)
}

/// Set the function that hears of every call and return; None turns profiling off.
#[pyfunction("setprofile(function, /)")]
pub fn setprofile(function: &Object) -> PyResult<()> {
    crate::audit::audit("sys.setprofile", || Ok(Tuple::empty().to_ref()))?;
    eval::monitor::sys_setprofile(function)
}

/// As setprofile(), for every thread that runs now.
#[pyfunction("_setprofileallthreads(function, /)")]
pub fn setprofileallthreads(function: &Object) -> PyResult<()> {
    crate::audit::audit("sys.setprofile", || Ok(Tuple::empty().to_ref()))?;
    // SAFETY: this interpreter's threads, which the GIL keeps.
    unsafe { eval::monitor::sys_setprofile_in(&super::functions::all_threads(), function) }
}

/// Call func(*args) with tracing on, from within a tracing function.
#[pyfunction("call_tracing(func, args, /)")]
pub fn call_tracing(func: &Object, args: &Tuple) -> PyResult {
    // SAFETY: attached; the word is put back whatever happens.
    unsafe {
        let t = tstate::current();
        let saved = core::mem::replace(&mut (*t).tracing, 0);
        let result = func.call_tuple(args, None);
        (*t).tracing = saved;
        result
    }
}

/// How many frames a coroutine remembers of where it was made; 0 turns this off.
#[pyfunction("set_coroutine_origin_tracking_depth(depth)")]
pub fn set_coroutine_origin_tracking_depth(depth: i32) -> PyResult<()> {
    if depth < 0 {
        return Err(raise!(ValueError, "depth must be >= 0"));
    }
    // SAFETY: attached.
    unsafe { (*tstate::current()).coroutine_origin_tracking_depth = depth };
    Ok(())
}

/// How many frames a coroutine remembers of where it was made.
#[pyfunction("get_coroutine_origin_tracking_depth()")]
pub fn get_coroutine_origin_tracking_depth() -> i32 {
    // SAFETY: attached.
    unsafe { (*tstate::current()).coroutine_origin_tracking_depth }
}

/// Set what is called when an asynchronous generator is first iterated, and when it is finalised.
#[pyfunction(
    "set_asyncgen_hooks(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
    nosig
)]
pub fn set_asyncgen_hooks(firstiter: Option<&Object>, finalizer: Option<&Object>) -> PyResult<()> {
    for (hook, name) in [(finalizer, "finalizer"), (firstiter, "firstiter")] {
        if let Some(h) = hook.filter(|h| !is_none(h) && !h.is_callable()) {
            return Err(raise!(
                TypeError,
                "callable {} expected, got {}",
                name,
                h.class().tp_name()
            ));
        }
    }
    // SAFETY: attached; the thread state owns its hooks, and an old one is released after it was replaced.
    unsafe {
        let t = tstate::current();
        for (hook, slot, event) in [
            (
                finalizer,
                &raw mut (*t).async_gen_finalizer,
                "sys.set_asyncgen_hook_finalizer",
            ),
            (
                firstiter,
                &raw mut (*t).async_gen_firstiter,
                "sys.set_asyncgen_hook_firstiter",
            ),
        ] {
            if let Some(h) = hook {
                objects::audit!(event)?;
                let new = if is_none(h) {
                    core::ptr::null_mut()
                } else {
                    h.to_ref().into_ptr()
                };
                drop(Ref::<Object>::from_owned_opt(slot.replace(new)));
            }
        }
    }
    Ok(())
}

static ASYNCGEN_HOOKS: Type = Type::new(Type::EMPTY);

/// Makes the type of what get_asyncgen_hooks() returns ready.
pub fn init_types() -> PyResult<()> {
    static DESCRIPTION: Description = Description::new(
        c"asyncgen_hooks",
        c"The hooks of asynchronous generators.",
        &[
            (c"firstiter", c"Called when one is first iterated"),
            (c"finalizer", c"Called when one is about to go"),
        ],
        2,
    );
    DESCRIPTION.init_static(&ASYNCGEN_HOOKS, 0)
}

/// The hooks that set_asyncgen_hooks() set, as a named tuple.
#[pyfunction("get_asyncgen_hooks()")]
pub fn get_asyncgen_hooks() -> PyResult {
    // SAFETY: attached.
    let (first, last) = unsafe {
        let t = tstate::current();
        (
            Ref::<Object>::from_borrowed_opt((*t).async_gen_firstiter),
            Ref::<Object>::from_borrowed_opt((*t).async_gen_finalizer),
        )
    };
    structseq::instance(
        &ASYNCGEN_HOOKS,
        vec![
            first.unwrap_or_else(none_ref),
            last.unwrap_or_else(none_ref),
        ],
    )
}
