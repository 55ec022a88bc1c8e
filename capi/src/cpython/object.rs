//! `cpython/object.h`: the life of objects, managed dicts, watchers, and what debuggers call.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::{
    _Py_Identifier, PyObject, PyRefTracer, PyThreadState, PyType_WatchCallback, visitproc,
};
use objects::dict::managed;
use objects::object::attributes;
use objects::prelude::*;

use crate::support::*;

/// Writes the header of a new object: one reference.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_NewReference(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        base::refcount::init(o);
        base::reftracer::created(o);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_NewReferenceNoTotal(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::refcount::init(o) }
}

/// Gives a dying object one reference again.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_ResurrectReference(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { base::refcount::set_count(o, 1) }
}

/// Nothing: only builds that trace references keep a list.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_ForgetReference(_o: *mut PyObject) {}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CallFinalizer(o: Option<&Object>) {
    if let Some(o) = o {
        objects::type_::subtype::finalize(o)
    }
}

/// For `tp_dealloc`: runs `tp_finalize`; -1 if the object lives again and deallocation must stop.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_CallFinalizerFromDealloc(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if objects::type_::subtype::finalize_from_dealloc(o) {
            -1
        } else {
            0
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_VisitManagedDict(
    o: *mut PyObject,
    visit: visitproc,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { managed::visit_managed_dict(o, Some(visit), arg) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_ClearManagedDict(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { managed::clear_managed_dict(o) }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_SetManagedDict(o: Option<&Object>, dict: Option<&Object>) -> Status {
    run(|| {
        let (o, dict) = (some(o)?, dict.map(|d| arg::<Dict>(Some(d))).transpose()?);
        // SAFETY: the type has a managed dict, by contract.
        unsafe { managed::set_managed_dict(o, dict) }
    })
}

/// Where the object's `__dict__` lies, made of its inline values if there are any; NULL, without an exception, if it has
/// none or there is no memory for it.
#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GetDictPtr(o: &Object) -> *mut *mut PyObject {
    match managed::dict_pointer(o) {
        Ok(slot) => slot.unwrap_or(null_mut()),
        Err(e) => {
            e.clear();
            null_mut()
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GenericGetAttrWithDict(
    o: Option<&Object>,
    key: Option<&Object>,
    dict: Option<&Object>,
    suppress: c_int,
) -> *mut PyObject {
    let get = || -> PyResult<Option<Ref>> {
        let (o, key) = (some(o)?, some(key)?);
        match dict {
            None => attributes::generic_get_attr_opt(o, key),
            Some(d) => attributes::generic_get_attr_with(o, arg(Some(key))?, arg(Some(d))?),
        }
    };
    match get() {
        Ok(Some(v)) => v.into_ptr(),
        Ok(None) if suppress != 0 => null_mut(),
        Ok(None) => {
            if let (Some(o), Some(key)) = (o, key.and_then(|k| k.downcast::<Str>())) {
                let _raised = attributes::no_attribute(o, key);
            }
            null_mut()
        }
        Err(_) => null_mut(),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_GenericSetAttrWithDict(
    o: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
    dict: Option<&Object>,
) -> Status {
    run(|| {
        let (o, key) = (some(o)?, some(key)?);
        match dict {
            None => attributes::generic_set_attr(o, key, value),
            Some(d) => attributes::generic_set_attr_with(o, arg(Some(key))?, value, arg(Some(d))?),
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_GetAttrId(
    o: Option<&Object>,
    id: *mut _Py_Identifier,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { some(o)?.get_attr(&*crate::cpython::r#abstract::identifier(id)?) })
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyObject_FunctionStr(o: Option<&Object>) -> PyResult {
    up(Str::from_str(&function_text(some(o)?)?))
}

/// "module.qualname()" of a callable, or its text.
fn function_text(o: &Object) -> PyResult<String> {
    let Some(qualname) = o.get_attr_opt(id!(__qualname__))? else {
        return Ok(o.str()?.to_string_lossy().into_owned());
    };
    let qualname = qualname.str()?.to_string_lossy().into_owned();
    if let Some(m) = o.get_attr_opt(id!(__module__))?
        && !is_none(&m)
    {
        let m = m.str()?;
        if !m.eq_literal("builtins") {
            return Ok(format!("{}.{qualname}()", m.to_string_lossy()));
        }
    }
    Ok(format!("{qualname}()"))
}
/// Writes `repr` (or with `Py_PRINT_RAW` `str`) to a C stream. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Print(
    o: Option<&Object>,
    file: *mut libc::FILE,
    flags: c_int,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let shown;
            let raw = match o {
                None => b"<nil>".to_vec(),
                // for debuggers, who look at what is being freed, too
                Some(o) if base::refcount::count(o.as_ptr()) <= 0 => format!(
                    "<refcnt {} at {:p}>",
                    base::refcount::count(o.as_ptr()),
                    o.as_ptr()
                )
                .into_bytes(),
                Some(o) => {
                    shown = if flags & 1 != 0 { o.str()? } else { o.repr()? };
                    objects::unicode::codec::utf8::encode(&shown, Some("backslashreplace"))?
                        .as_slice()
                        .to_vec()
                }
            };
            libc::clearerr(file);
            libc::fwrite(raw.as_ptr().cast(), 1, raw.len(), file);
            if libc::ferror(file) != 0 {
                let number = *libc::__errno_location();
                libc::clearerr(file);
                return Err(objects::exceptions::os_error(number, None));
            }
            Ok(())
        }
    })
}

/// Tells what is known of an object on the standard error; for debuggers.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_Dump(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if o.is_null() {
            eprintln!("<object at (nil) is freed>");
            return;
        }
        objects::exceptions::print::dump(Object::from_ptr(o));
    }
}

/// Tells of a failed assertion about an object and ends the process.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObject_AssertFailed(
    o: *mut PyObject,
    expr: *const c_char,
    message: *const c_char,
    file: *const c_char,
    line: c_int,
    function: *const c_char,
) -> ! {
    // SAFETY: the caller's contract.
    unsafe {
        eprint!("{}:{line}: ", lossy(file).unwrap_or_default());
        if let Some(f) = lossy(function) {
            eprint!("{f}: ");
        }
        match lossy(expr) {
            Some(e) => eprint!("Assertion \"{e}\" failed"),
            None => eprint!("Assertion failed"),
        }
        if let Some(m) = lossy(message) {
            eprint!(": {m}");
        }
        eprintln!();
        _PyObject_Dump(o);
        crate::cpython::pyerrors::fatal(Some("_PyObject_AssertFailed"), "_PyObject_AssertFailed");
    }
}

/// The trashcan's deposit: the object is deallocated when the native stack has room again.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTrash_thread_deposit_object(
    _tstate: *mut PyThreadState,
    o: *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe { objects::object::deposit(o) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyTrash_thread_destroy_chain(_tstate: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { objects::object::destroy_deposited() }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_ReachedRecursionLimitWithMargin(
    _tstate: *mut PyThreadState,
    margin: c_int,
) -> c_int {
    c_int::from(objects::recursion::margin() < isize::try_from(margin).unwrap_or(0))
}

/// Borrowed: what the class or a base has under the name; NULL without an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyType_Lookup(ty: Option<&Type>, key: Option<&Str>) -> Borrowed {
    lend(ty.zip(key).and_then(|(ty, key)| ty.lookup(key)))
}

/// New reference, or NULL without an exception.
#[unsafe(no_mangle)]
pub extern "C" fn _PyType_LookupRef(ty: Option<&Type>, key: Option<&Str>) -> *mut PyObject {
    let found = ty.zip(key).and_then(|(ty, key)| ty.lookup(key));
    found.map_or(null_mut(), Ref::into_ptr)
}

/// The part of `tp_name` after the last dot.
#[unsafe(no_mangle)]
pub extern "C" fn _PyType_Name(ty: Option<&Type>) -> *const c_char {
    let Some(ty) = ty else {
        return core::ptr::null();
    };
    // SAFETY: a type's name is a C string.
    unsafe {
        let full = (*ty.raw()).tp_name;
        match CStr::from_ptr(full)
            .to_bytes()
            .iter()
            .rposition(|b| *b == b'.')
        {
            Some(dot) => full.add(dot + 1),
            None => full,
        }
    }
}

/// A new reference to the type's own dict, which must not be changed.
#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetDict(ty: Option<&Type>) -> *mut PyObject {
    ty.and_then(|t| t.dict_opt())
        .map_or(null_mut(), |d| d.to_ref().into_ptr())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_AddWatcher(callback: PyType_WatchCallback) -> c_int {
    value(-1, || {
        objects::type_::lookup::add_watcher(callback).map(|id| id as c_int)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_ClearWatcher(id: c_int) -> Status {
    run(|| objects::type_::lookup::clear_watcher(id))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_Watch(id: c_int, ty: Option<&Object>) -> Status {
    run(|| objects::type_::lookup::watch(id, watchable(ty, "watch")?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_Unwatch(id: c_int, ty: Option<&Object>) -> Status {
    run(|| objects::type_::lookup::unwatch(id, watchable(ty, "watch")?))
}

fn watchable<'a>(o: Option<&'a Object>, verb: &str) -> PyResult<&'a Type> {
    some(o)?
        .downcast::<Type>()
        .ok_or_else(|| raise!(ValueError, "Cannot {verb} non-type"))
}
/// 1 if the type has a version now.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Type_AssignVersionTag(ty: &Type) -> c_int {
    c_int::from(ty.assign_version() != 0)
}

/// Where the items of a class with `Py_TPFLAGS_ITEMS_AT_END` lie.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetItemData(o: Option<&Object>) -> *mut c_void {
    value(null_mut(), || {
        let o = some(o)?;
        let ty = o.class();
        if !ty.has(layout::Py_TPFLAGS_ITEMS_AT_END) {
            return Err(raise!(
                TypeError,
                "type '{}' does not have Py_TPFLAGS_ITEMS_AT_END",
                objects::repr::full_name(ty)
            ));
        }
        // SAFETY: the items follow the fixed part.
        Ok(unsafe { o.as_ptr().byte_offset((*ty.raw()).tp_basicsize).cast() })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_IsImmortal(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(Object::is_immortal))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_Object_IsUniquelyReferenced(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(base::refcount::is_unique(o)) }
}

/// Is the only reference the caller's, on the evaluation stack of the running frame?
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_Object_IsUniqueReferencedTemporary(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(base::refcount::is_unique(o) && eval::frame::is_temporary(o)) }
}

/// 0: the default build does not defer.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnstable_Object_EnableDeferredRefcount(_o: &Object) -> c_int {
    0
}

/// A new reference unless the object is dying; 1 or 0.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_TryIncRef(o: *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if o.is_null() || base::refcount::count(o) <= 0 {
            return 0;
        }
        base::refcount::incref(o);
        1
    }
}

/// Nothing to do in the default build.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_EnableTryIncRef(_o: *mut PyObject) {}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_Object_ClearWeakRefsNoCallbacks(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe { objects::weakref::clear_weakrefs_no_callbacks(o) }
}

/// Sets the function that is told of each object made and freed.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRefTracer_SetTracer(
    tracer: Option<PyRefTracer>,
    data: *mut c_void,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { base::reftracer::set(tracer, data) };
    0
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyRefTracer_GetTracer(data: *mut *mut c_void) -> Option<PyRefTracer> {
    // SAFETY: the caller's contract.
    unsafe {
        if !data.is_null() {
            *data = base::mem::_PyRuntime.ref_tracer.tracer_data;
        }
        base::mem::_PyRuntime.ref_tracer.tracer_func
    }
}

/// A place for a debugger's breakpoint.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_BreakPoint() {}
