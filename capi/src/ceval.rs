//! `ceval.h`: evaluation, the GIL, pending calls.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::{null, null_mut};

use base::tstate;
use layout::{PyFrameObject, PyObject, PyThreadState};
use objects::prelude::*;
use runtime::{frames, pystate};

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_EvalCode(
    code: Option<&Object>,
    globals: Option<&Object>,
    locals: Option<&Object>,
) -> PyResult {
    attached("PyEval_EvalCode");
    up({
        let code = arg::<Code>(code)?;
        let globals = crate::dictobject::dict(globals)?;
        crate::pythonrun::globals_dict(Some(globals))?;
        frames::eval_code(code, globals, locals.unwrap_or(globals))
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_EvalCodeEx(
    code: Option<&Object>,
    globals: Option<&Object>,
    locals: Option<&Object>,
    args: *const *mut PyObject,
    nargs: c_int,
    kwargs: *const *mut PyObject,
    nkwargs: c_int,
    defaults: *const *mut PyObject,
    ndefaults: c_int,
    kwdefaults: Option<&Object>,
    closure: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let code = arg::<Code>(code)?;
        let globals = crate::pythonrun::globals_dict(globals)?;
        let f = Function::new(code, globals, None)?;
        if ndefaults > 0 {
            f.set_attr(
                interned!("__defaults__"),
                &*Tuple::from_raw_slice(defaults, ndefaults as usize)?,
            )?;
        }
        if let Some(d) = kwdefaults.filter(|d| !is_none(d)) {
            if d.downcast::<Dict>().is_none() {
                return Err(objects::exceptions::bad_internal_call());
            }
            f.set_attr(interned!("__kwdefaults__"), d)?;
        }
        if let Some(c) = closure.and_then(|c| c.downcast::<Tuple>()) {
            (*f.raw()).func_closure = c.to_ref().into_ptr();
        }
        // Positional values, then those of keywords, whose names stand apart.
        let nargs = nargs.max(0) as usize;
        let mut values: Vec<*mut PyObject> = (0..nargs).map(|i| *args.add(i)).collect();
        let mut names = Vec::new();
        for i in 0..nkwargs.max(0) as usize {
            names.push(some(Object::from_ptr_opt(*kwargs.add(2 * i)))?.to_ref());
            values.push(*kwargs.add(2 * i + 1));
        }
        let names = if names.is_empty() {
            None
        } else {
            Some(Tuple::from_vec(names)?)
        };
        eval::call::vector(
            f.raw(),
            Some(locals.unwrap_or(globals)),
            values.as_ptr(),
            nargs,
            names.as_deref(),
        )
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_EvalFrame(frame: *mut PyFrameObject) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe { PyEval_EvalFrameEx(frame, 0) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_EvalFrameEx(
    frame: *mut PyFrameObject,
    throw: c_int,
) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        eval::interpreter::_PyEval_EvalFrameDefault(tstate::current(), (*frame).f_frame, throw)
    }
}

/// Borrowed: the builtins of the running frame, or the interpreter's.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetBuiltins() -> Borrowed {
    attached("PyEval_GetBuiltins");
    frames::builtins_ptr()
}

/// Borrowed; NULL without an exception if no Python code runs.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetGlobals() -> Borrowed {
    attached("PyEval_GetGlobals");
    frames::globals_ptr()
}

/// Borrowed: the locals of the running frame, kept by it.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetLocals() -> Borrowed {
    let kept = || -> PyResult<Borrowed> {
        if frames::current_globals().is_none() {
            return Err(raise!(SystemError, "frame does not exist"));
        }
        eval::frameobject::kept_locals()
    };
    value(null_mut(), kept)
}

/// Borrowed; NULL without an exception if no Python code runs.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetFrame() -> *mut PyFrameObject {
    attached("PyEval_GetFrame");
    match frames::current_frame() {
        Ok(f) => lend(f).cast(),
        Err(_) => null_mut(),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetFrameBuiltins() -> PyResult {
    up(Ok(frames::current_builtins()))
}

/// New reference; NULL without an exception if no Python code runs.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetFrameGlobals() -> *mut PyObject {
    frames::current_globals().map_or(null_mut(), Ref::into_ptr)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetFrameLocals() -> PyResult {
    up({
        if frames::current_globals().is_none() {
            return Err(raise!(SystemError, "frame does not exist"));
        }
        frames::frame_locals()
    })
}

/// The name of a function, or of the type of what is none.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetFuncName(o: Option<&Object>) -> *const c_char {
    let Ok(o) = some(o) else { return null() };
    let name = if let Some(m) = o.downcast::<Method>() {
        return PyEval_GetFuncName(Some(m.function()));
    } else if o.downcast::<Function>().is_some() {
        o.get_attr(id!(__name__))
    } else if let Some(f) = o.downcast::<objects::CFunction>() {
        return f.def().ml_name;
    } else {
        // SAFETY: a live type.
        return unsafe { (*o.type_ptr()).tp_name };
    };
    value(null(), || {
        crate::unicodeobject::lent_utf8(arg::<Str>(Some(&*name?))?)
    })
}

/// "()" for what is a function, " object" for others.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_GetFuncDesc(o: Option<&Object>) -> *const c_char {
    let Ok(o) = some(o) else { return null() };
    let callable = o.downcast::<Method>().is_some()
        || o.downcast::<Function>().is_some()
        || o.downcast::<objects::CFunction>().is_some();
    if callable {
        c"()".as_ptr()
    } else {
        c" object".as_ptr()
    }
}

/// Releases the GIL around what blocks; gives the state for `PyEval_RestoreThread`.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_SaveThread() -> *mut PyThreadState {
    let t = attached("PyEval_SaveThread");
    // SAFETY: current.
    unsafe { pystate::detach(t) };
    t
}

/// Takes the GIL again. `errno` is kept.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_RestoreThread(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe {
        if t.is_null() {
            released("PyEval_RestoreThread");
        }
        let errno = *libc::__errno_location();
        pystate::attach(t);
        *libc::__errno_location() = errno;
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_AcquireThread(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe {
        if t.is_null() {
            released("PyEval_AcquireThread");
        }
        pystate::attach(t)
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_ReleaseThread(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe {
        if t != tstate::current_or_null() {
            base::fatal::error(Some("PyEval_ReleaseThread"), "wrong thread state");
        }
        pystate::detach(t)
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_InitThreads() {}

/// What was there before 3.7: there is a GIL from the start.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_ThreadsInitialized() -> c_int {
    1
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_AcquireLock() {
    let t = pystate::gilstate_get();
    if t.is_null() {
        base::fatal::error(Some("PyEval_AcquireLock"), "current thread state is NULL");
    }
    // SAFETY: the thread's own.
    unsafe { pystate::attach(t) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_ReleaseLock() {
    let t = attached("PyEval_ReleaseLock");
    // SAFETY: current.
    unsafe { pystate::detach(t) }
}

/// 0, or -1 if the queue is full. Needs no thread state.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_AddPendingCall(
    f: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    arg: *mut c_void,
) -> c_int {
    match f {
        Some(f) if runtime::pending::add_main(f, arg) => 0,
        _ => -1,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_MakePendingCalls() -> Status {
    run(|| {
        runtime::signals::check()?;
        runtime::pending::make_pending_calls()
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetRecursionLimit() -> c_int {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).ceval.recursion_limit }
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_SetRecursionLimit(limit: c_int) {
    runtime::sys::set_recursion_limit(limit)
}

/// 0, or -1 with RecursionError when the native stack is nearly used up.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_EnterRecursiveCall(place: *const c_char) -> Status {
    attached("Py_EnterRecursiveCall");
    run(|| {
        if !tstate::stack_exhausted() {
            return Ok(());
        }
        // SAFETY: the caller's contract.
        unsafe { objects::recursion::enter(&lossy(place).unwrap_or_default()) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_LeaveRecursiveCall() {}
