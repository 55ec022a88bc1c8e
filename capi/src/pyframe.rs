//! `pyframe.h`, `cpython/pyframe.h` and `cpython/frameobject.h`: frames.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use eval::frameobject::FrameObject;
use layout::{_PyInterpreterFrame, PyFrameObject, PyObject, PyThreadState};
use objects::prelude::*;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetCode(f: Option<&FrameObject>) -> PyResult {
    up(Ok(some(f)?.code().to_ref()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetLineNumber(f: Option<&FrameObject>) -> c_int {
    value(-1, || Ok(eval::frameobject::current_line(some(f)?).max(-1)))
}

/// New reference; NULL without an exception for the outermost.
#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetBack(f: Option<&FrameObject>) -> *mut PyFrameObject {
    value(null_mut(), || {
        let back = some(f)?.back();
        Ok(back.map_or(null_mut(), |b| b.into_ptr().cast()))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetLocals(f: Option<&FrameObject>) -> PyResult {
    up(some(f)?.get_attr(interned!("f_locals")))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetGlobals(f: Option<&FrameObject>) -> PyResult {
    up(some(f)?.get_attr(interned!("f_globals")))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetBuiltins(f: Option<&FrameObject>) -> PyResult {
    up(some(f)?.get_attr(interned!("f_builtins")))
}

/// The byte offset of the last instruction, -1 before the first.
#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetLasti(f: Option<&FrameObject>) -> c_int {
    value(-1, || {
        some(f)?
            .get_attr(interned!("f_lasti"))?
            .downcast::<Long>()
            .map_or(Ok(-1), Long::as_i32)
    })
}

/// New reference: the generator that the frame is of, or None.
#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetGenerator(f: Option<&FrameObject>) -> *mut PyObject {
    value(null_mut(), || {
        let g = some(f)?.get_attr(interned!("f_generator"))?;
        Ok(g.into_ptr())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_GetVar(f: Option<&FrameObject>, name: Option<&Object>) -> PyResult {
    up(variable(some(f)?, arg_name(name)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFrame_GetVarString(
    f: Option<&FrameObject>,
    name: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let name = text(name)?;
        variable(some(f)?, &name)
    })
}

fn arg_name(name: Option<&Object>) -> PyResult<&Str> {
    let name = some(name)?;
    name.downcast::<Str>().ok_or_else(|| {
        raise!(
            TypeError,
            "name must be str, not {}",
            objects::repr::full_name(name.class())
        )
    })
}

fn variable(f: &FrameObject, name: &Str) -> PyResult {
    let locals = f.get_attr(interned!("f_locals"))?;
    match locals.get_item_opt(name)? {
        Some(v) => Ok(v),
        None => Err(raise!(
            NameError,
            "variable {} does not exist",
            name.repr()?.to_string_lossy()
        )),
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyFrame_New(
    _t: *mut PyThreadState,
    code: &Code,
    globals: &Object,
    locals: Option<&Object>,
) -> PyResult {
    up(eval::frameobject::new_frame_object(code, globals, locals))
}

/// Nothing: locals are a view now.
#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_LocalsToFast(_f: Option<&FrameObject>, _clear: c_int) {}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_FastToLocals(_f: Option<&FrameObject>) {}

#[unsafe(no_mangle)]
pub extern "C" fn PyFrame_FastToLocalsWithError(_f: Option<&FrameObject>) -> c_int {
    0
}

/// Did C start this frame's evaluation?
#[unsafe(no_mangle)]
pub extern "C" fn _PyFrame_IsEntryFrame(f: &FrameObject) -> c_int {
    let frame = f.frame();
    // SAFETY: a live frame's chain.
    c_int::from(unsafe {
        (*frame).previous.is_null()
            || (*(*frame).previous).owner == layout::FRAME_OWNED_BY_INTERPRETER as c_char
    })
}

/// The code object (a new reference) of an interpreter frame.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_InterpreterFrame_GetCode(
    f: *mut _PyInterpreterFrame,
) -> *mut PyObject {
    // SAFETY: the caller's contract.
    unsafe {
        Object::from_ptr(eval::frame::code_of(f).cast())
            .to_ref()
            .into_ptr()
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_InterpreterFrame_GetLasti(
    f: *mut _PyInterpreterFrame,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { eval::frame::last_instruction(f) as c_int * 2 }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_InterpreterFrame_GetLine(f: *mut _PyInterpreterFrame) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        objects::code::line_at(
            Code::from_raw(eval::frame::code_of(f)),
            eval::frame::last_instruction(f) as c_int * 2,
        )
    }
}

/// What `f_executable` of a frame may be, by kind.
#[repr(transparent)]
pub struct Kinds([*const layout::PyTypeObject; 6]);
// SAFETY: never written.
unsafe impl Sync for Kinds {}
#[unsafe(no_mangle)]
pub static PyUnstable_ExecutableKinds: Kinds = Kinds([
    objects::object::_PyNone_Type.as_mut_ptr(),
    objects::code::PyCode_Type.as_mut_ptr(),
    objects::module::PyModule_Type.as_mut_ptr(),
    objects::cfunction::PyCFunction_Type.as_mut_ptr(),
    objects::descr::method::PyMethodDescr_Type.as_mut_ptr(),
    core::ptr::null(),
]);
