//! The running frames as `builtins`, `sys` and signals see them, over `eval`.

use layout::*;
use objects::prelude::*;

use eval::{call, frame, frameobject};

/// Runs a code object in namespaces.
pub fn eval_code(code: &Code, globals: &Dict, locals: &Object) -> PyResult {
    call::eval_code(code, globals, Some(locals), None)
}

/// As `eval_code`, of a program or of what it had compiled from text: an audit event.
pub fn run_code(code: &Code, globals: &Dict, locals: &Object) -> PyResult {
    objects::audit!("exec", code)?;
    eval_code(code, globals, locals)
}

/// As `eval_code`, with the cells of the code's free variables.
pub fn eval_code_with_closure(
    code: &Code,
    globals: &Dict,
    locals: &Object,
    closure: Option<&Tuple>,
) -> PyResult {
    call::eval_code(code, globals, Some(locals), closure.map(|c| &**c))
}

/// Runs a class body's function in its namespace; gives the `__class__` cell, or None.
pub fn eval_class_body(body: &Function, namespace: &Object) -> PyResult {
    // SAFETY: a live function, called without arguments.
    unsafe { call::vector(body.raw(), Some(namespace), core::ptr::null(), 0, None) }
}

/// `locals()`: those of the running frame, or the names of the program that the thread runs.
pub fn frame_locals() -> PyResult {
    match running_main_globals()? {
        Some(globals) if frame::current().is_null() => Ok(globals.upcast()),
        _ => frameobject::current_locals(),
    }
}

/// As [`current_globals`]; without a frame those of the program that the thread runs.
pub fn globals_or_main() -> PyResult<Option<Ref>> {
    match current_globals() {
        Some(globals) => Ok(Some(globals)),
        None => Ok(running_main_globals()?.map(Ref::upcast)),
    }
}

/// The namespace of `__main__`, if this thread runs it for the interpreter (`_PyEval_GetGlobalsFromRunningMain`).
pub fn running_main_globals() -> PyResult<Option<Ref<Dict>>> {
    // SAFETY: attached.
    if unsafe { (*base::tstate::interp()).threads.main != base::tstate::current() } {
        return Ok(None);
    }
    let main = crate::interpreters::main_module()?;
    Ok(main.downcast::<Module>().map(|m| m.dict().to_ref()))
}

/// The globals of the running frame.
pub fn current_globals() -> Option<Ref> {
    // SAFETY: the frame owns them.
    unsafe { Ref::<Object>::from_borrowed_opt(globals_ptr()) }
}

/// The same, borrowed from the frame; NULL if none runs.
#[inline]
pub fn globals_ptr() -> *mut PyObject {
    let f = frame::current();
    if f.is_null() {
        return core::ptr::null_mut();
    }
    // SAFETY: the current frame is complete.
    unsafe { (*f).f_globals }
}

/// The builtins of the running frame, or the interpreter's.
pub fn current_builtins() -> Ref {
    // SAFETY: the frame owns them, or the interpreter.
    unsafe { Object::from_ptr(builtins_ptr()).to_ref() }
}

/// The same, borrowed.
#[inline]
pub fn builtins_ptr() -> *mut PyObject {
    let f = frame::current();
    if !f.is_null() {
        // SAFETY: the current frame is complete.
        let builtins = unsafe { (*f).f_builtins };
        if !builtins.is_null() {
            return builtins;
        }
    }
    crate::builtins::dict().as_ptr()
}

/// Future features and compiler flags of the running code, which `compile()` inherits.
pub fn inherited_future_flags() -> u32 {
    let f = frame::current();
    if f.is_null() {
        return 0;
    }
    // SAFETY: the current frame is complete.
    unsafe { (*frame::code_of(f)).co_flags as u32 & compiler::code::flags::FUTURE_MASK }
}

unsafe fn object_of(f: *mut _PyInterpreterFrame) -> PyResult<Option<Ref>> {
    if f.is_null() {
        return Ok(None);
    }
    // SAFETY: a complete frame, says the caller.
    unsafe {
        let o = frameobject::object_of(f);
        if o.is_null() {
            return Err(objects::exceptions::no_memory());
        }
        Ok(Ref::<Object>::from_borrowed_opt(o))
    }
}

/// The running frame's object.
pub fn current_frame() -> PyResult<Option<Ref>> {
    // SAFETY: the current frame is complete or NULL.
    unsafe { object_of(frame::current()) }
}

unsafe fn at_depth(depth: usize) -> *mut _PyInterpreterFrame {
    let mut f = frame::current();
    for _ in 0..depth {
        if f.is_null() {
            break;
        }
        // SAFETY: the chain of complete frames.
        f = unsafe { frame::first_complete((*f).previous) };
    }
    f
}

/// The frame `depth` calls above the running one.
pub fn frame_at_depth(depth: usize) -> PyResult<Option<Ref>> {
    // SAFETY: complete or NULL.
    unsafe { object_of(at_depth(depth)) }
}

/// The function of the frame `depth` calls above the running one.
pub fn function_at_depth(depth: usize) -> Option<Ref> {
    // SAFETY: complete or NULL; a frame of code run by exec() has a function too.
    unsafe {
        let f = at_depth(depth);
        if f.is_null() {
            return None;
        }
        Ref::<Object>::from_borrowed_opt(frame::function_of(f))
    }
}

/// The frame that a thread runs.
///
/// # Safety
/// The thread state is live, and its thread does not run meanwhile.
pub unsafe fn thread_frame(t: *mut PyThreadState) -> PyResult<Option<Ref>> {
    // SAFETY: says the caller.
    unsafe { object_of(frame::first_complete((*t).current_frame)) }
}

/// Replaces the file name of a code object and of the code objects among its constants (`_imp._fix_co_filename`).
pub fn set_filename(code: &Code, path: &Str) -> PyResult<()> {
    // SAFETY: a live code object; the name is a reference that it owns, and constants are a tuple.
    unsafe {
        let raw = code.raw();
        let old = Object::from_ptr((*raw).co_filename).to_ref();
        if old.downcast::<Str>().is_some_and(|o| o.eq_str(path)) {
            return Ok(());
        }
        rename(code, &old, path);
    }
    Ok(())
}

unsafe fn rename(code: &Code, old: &Object, path: &Str) {
    // SAFETY: as above.
    unsafe {
        let raw = code.raw();
        let same = match (
            Object::from_ptr((*raw).co_filename).downcast::<Str>(),
            old.downcast::<Str>(),
        ) {
            (Some(a), Some(b)) => a.eq_str(b),
            _ => false,
        };
        if !same {
            return;
        }
        let previous = core::mem::replace(&mut (*raw).co_filename, Object::to_ref(path).into_ptr());
        drop(Ref::<Object>::from_owned_opt(previous));
        if let Some(consts) = Object::from_ptr((*raw).co_consts).downcast::<Tuple>() {
            for c in consts.as_slice() {
                if let Some(inner) = c.downcast::<Code>() {
                    rename(inner, old, path);
                }
            }
        }
    }
}
