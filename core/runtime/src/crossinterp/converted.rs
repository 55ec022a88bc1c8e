//! Objects that cross as something else: as a pickle, marshalled, or as code that is marshalled.

use core::ffi::{CStr, c_char};

use layout::*;
use objects::code::variables;
use objects::exceptions;
use objects::prelude::*;

use super::shareable::{bytes_of, wrap_bytes};
use super::{main_module, not_shareable};
use crate::compile::{self as compiling, Mode};
use crate::{builtins, frames, import};

/// NotShareableError with the current exception as its cause.
fn failed(what: &str, raised: Raised) -> Raised {
    let cause = raised.take();
    not_shareable(format_args!("{what}"), cause)
}

fn made(r: PyResult) -> *mut PyObject {
    r.map_or(core::ptr::null_mut(), Ref::into_ptr)
}

// pickles

/// A pickle, and where the program was run from: names of `__main__` are looked for there.
#[repr(C)]
struct Pickled {
    memory: _PyBytes_data_t,
    /// A C string behind the fields, or NULL.
    main_file: *const c_char,
}

/// `_PyPickle_GetXIData`.
///
/// # Safety
/// An empty container; attached.
pub unsafe fn pickle(object: &Object, data: *mut _PyXIData_t) -> PyResult<()> {
    let pickled = import::import_attr("pickle", interned!("dumps"))
        .and_then(|dumps| dumps.call(&[object]))
        .map_err(|raised| failed("object could not be pickled", raised))?;
    // The file's name goes behind the block's fields.
    let file = main_module::file().unwrap_or_default();
    let head = size_of::<Pickled>();
    // SAFETY: the caller's; the block has room for the fields, the name and a zero.
    unsafe {
        let block = wrap_bytes(
            &pickled,
            head + file.len() + 1,
            _PyPickle_LoadFromXIData,
            data,
        )?;
        if !file.is_empty() {
            let name = block.byte_add(head).cast::<u8>();
            name.copy_from_nonoverlapping(file.as_ptr(), file.len());
            (*block.cast::<Pickled>()).main_file = name.cast();
        }
    }
    Ok(())
}

/// The object that was pickled. C compares containers with this function's address, and those below.
///
/// # Safety
/// What [`pickle`] filled in; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyPickle_LoadFromXIData(data: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: the caller's; the memory is kept while the view is used here.
    let loaded = unsafe {
        let shared = &*(*data).data.cast::<Pickled>();
        let file = (!shared.main_file.is_null())
            .then(|| CStr::from_ptr(shared.main_file).to_string_lossy());
        unpickle(bytes_of(&raw const shared.memory), file.as_deref())
    };
    made(loaded.map_err(|raised| failed("object could not be unpickled", raised)))
}

fn unpickle(pickled: &[u8], main_file: Option<&str>) -> PyResult {
    let loads = import::import_attr("pickle", interned!("loads"))?;
    // SAFETY: `loads` does not keep the view beyond the call, and only reads.
    let view = unsafe {
        let at = pickled.as_ptr().cast_mut();
        objects::MemoryView::from_memory(at, pickled.len() as isize, false)?
    };
    let first = match loads.call(&[&view]) {
        Ok(object) => return Ok(object),
        Err(raised) => raised.take(),
    };
    let Some(first) = first else {
        return Err(exceptions::bad_internal_call());
    };
    if let Some(file) = main_file
        && main_module::is_missing_name(&first)
    {
        match main_module::with_copy(file, || loads.call(&[&view])) {
            Ok(object) => return Ok(object),
            Err(raised) => raised.clear(),
        }
    }
    Err(Raised::set(first))
}

// marshalled objects

/// `_PyMarshal_GetXIData`.
///
/// # Safety
/// An empty container; attached.
pub unsafe fn marshal(object: &Object, data: *mut _PyXIData_t) -> PyResult<()> {
    // SAFETY: the caller's.
    unsafe { marshal_as(object, _PyMarshal_ReadObjectFromXIData, data) }
}

unsafe fn marshal_as(
    object: &Object,
    new_object: xid_newobjfunc,
    data: *mut _PyXIData_t,
) -> PyResult<()> {
    let bytes = objects::marshal::dumps(object, Py_MARSHAL_VERSION, true)
        .map_err(|raised| failed("object could not be marshalled", raised))?;
    // SAFETY: the caller's.
    unsafe { wrap_bytes(&bytes, size_of::<_PyBytes_data_t>(), new_object, data).map(drop) }
}

unsafe fn unmarshal(data: *mut _PyXIData_t) -> PyResult {
    // SAFETY: what `marshal_as` filled in.
    let bytes = unsafe { bytes_of((*data).data.cast()) };
    crate::marshal::loads(bytes)
        .map_err(|raised| failed("object could not be unmarshalled", raised))
}

/// The object that was marshalled.
///
/// # Safety
/// What [`marshal`] filled in; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyMarshal_ReadObjectFromXIData(data: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: the caller's.
    made(unsafe { unmarshal(data) })
}

// code and functions

/// `_PyCode_GetXIData`.
///
/// # Safety
/// An empty container; attached.
pub unsafe fn code(object: &Object, data: *mut _PyXIData_t) -> PyResult<()> {
    if object.downcast::<Code>().is_none() {
        let shown = object.repr()?;
        return Err(not_shareable(
            format_args!("expected code, got {}", shown.to_string_lossy()),
            None,
        ));
    }
    // SAFETY: the caller's.
    unsafe { marshal_as(object, _PyCode_FromXIData, data) }
}

/// `_PyFunction_GetXIData`, for any object.
///
/// # Safety
/// An empty container; attached.
pub unsafe fn any_function(object: &Object, data: *mut _PyXIData_t) -> PyResult<()> {
    match object.downcast::<Function>() {
        // SAFETY: the caller's.
        Some(f) => unsafe { function(f, data) },
        None => {
            let shown = object.repr()?;
            Err(not_shareable(
                format_args!("expected a function, got {}", shown.to_string_lossy()),
                None,
            ))
        }
    }
}

/// A stateless function goes as its code.
///
/// # Safety
/// An empty container; attached.
pub unsafe fn function(f: &Function, data: *mut _PyXIData_t) -> PyResult<()> {
    variables::verify_stateless_function(f)
        .map_err(|raised| failed("only stateless functions are shareable", raised))?;
    // SAFETY: the caller's.
    unsafe { marshal_as(&code_of(f), _PyFunction_FromXIData, data) }
}

fn code_of(f: &Function) -> Ref<Code> {
    // SAFETY: a function's code, kept by it now.
    unsafe {
        Object::from_ptr((*f.raw()).func_code)
            .downcast_unchecked::<Code>()
            .to_ref()
    }
}

/// The code object that was marshalled.
///
/// # Safety
/// What [`code`] filled in; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyCode_FromXIData(data: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: the caller's.
    made(unsafe { unmarshal(data) })
}

/// A function whose globals are those of the running `__main__`.
///
/// # Safety
/// What [`function`] filled in; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyFunction_FromXIData(data: *mut _PyXIData_t) -> *mut PyObject {
    let load = || -> PyResult {
        // SAFETY: the caller's.
        let code = unsafe { unmarshal(data) }?;
        let Some(code) = code.downcast::<Code>() else {
            return Err(exceptions::bad_internal_call());
        };
        let globals = match frames::running_main_globals()? {
            Some(globals) => globals,
            None => Dict::new()?,
        };
        if !globals.contains(id!(__builtins__))? {
            globals.set(id!(__builtins__), &frames::current_builtins())?;
        }
        Ok(Function::new(code, &globals, None)?.upcast())
    };
    made(load())
}

// scripts

/// `_PyCode_GetScriptXIData`, `_PyCode_GetPureScriptXIData`: code without arguments and results, a function of such, or source; `pure`
/// scripts use no globals but builtins.
///
/// # Safety
/// An empty container; attached.
pub unsafe fn script(object: &Object, pure: bool, data: *mut _PyXIData_t) -> PyResult<()> {
    let found =
        script_code(object, pure).map_err(|raised| failed("object not a valid script", raised))?;
    // SAFETY: the caller's.
    unsafe { code(&found, data) }
}

fn script_code(object: &Object, pure: bool) -> PyResult<Ref<Code>> {
    let mut checked = false;
    let code = if let Some(code) = object.downcast::<Code>() {
        code.to_ref()
    } else if let Some(f) = object.downcast::<Function>() {
        if pure {
            variables::verify_stateless_function(f)?;
            checked = true;
        }
        code_of(f)
    } else {
        checked = !pure;
        compile_script(object)?
    };
    if !checked {
        let builtins = frames::current_builtins();
        let builtins = if pure { builtins.downcast() } else { None };
        code.verify_stateless(None, None, builtins)?;
    }
    // SAFETY: constant fields of a live code object.
    let takes_arguments = unsafe {
        let raw = &*code.raw();
        raw.co_argcount > 0
            || raw.co_posonlyargcount > 0
            || raw.co_kwonlyargcount > 0
            || raw.co_flags & (CO_VARARGS | CO_VARKEYWORDS) as i32 != 0
    };
    if takes_arguments {
        return Err(raise!(ValueError, "code with args not supported"));
    }
    if !code.returns_only_none() {
        return Err(raise!(
            ValueError,
            "code that returns a value is not a script"
        ));
    }
    Ok(code)
}

fn compile_script(object: &Object) -> PyResult<Ref<Code>> {
    let is_source = object.downcast::<Str>().is_some() || objects::buffer::has_buffer(object);
    if !is_source {
        return Err(raise!(
            TypeError,
            "unsupported script {}",
            object.repr()?.to_string_lossy()
        ));
    }
    let (source, _) = builtins::compile::source_text(object, "???", "???")?;
    let filename = Str::from_str("<script>")?;
    compiling::compile_source(&source, &filename, Mode::File, 0, 0, true)
}
