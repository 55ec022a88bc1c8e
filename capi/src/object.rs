//! `object.h`: what every object can do, and types.

use core::ffi::{c_char, c_int, c_uint, c_ulong, c_void};
use core::ptr::null_mut;

use layout::{PyModuleDef, PyObject, PyType_Spec, PyTypeObject};
use objects::object::attributes;
use objects::prelude::*;

use crate::support::*;

/// A type's module and qualified name with `separator` between; the name alone for `builtins` and `__main__`.
pub(crate) fn fully_qualified_name(ty: &Type, separator: &str) -> PyResult<Ref<Str>> {
    if !ty.is_heap() {
        return Str::from_str(&ty.tp_name());
    }
    let qualname = ty.qualname()?;
    let module = ty.get_attr(id!(__module__))?;
    let plain = |m: &Str| m.eq_literal("builtins") || m.eq_literal("__main__");
    match module.downcast::<Str>() {
        Some(m) if !plain(m) => {
            let mut w = objects::unicode::writer::Writer::new();
            w.push_str(m)?;
            w.push_ascii(separator.as_bytes())?;
            w.push_str(&qualname)?;
            w.finish()
        }
        _ => Ok(qualname),
    }
}

/// "<NULL>", as the text of no object.
fn null_text() -> PyResult {
    Ok(Str::from_str("<NULL>")?.upcast())
}

/// The name of an attribute, which has to be a string.
pub(crate) fn attribute(name: &Object) -> PyResult<&Str> {
    name.downcast::<Str>().ok_or_else(|| {
        raise!(
            TypeError,
            "attribute name must be string, not '{:.200}'",
            name.class().tp_name()
        )
    })
}
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Repr(o: Option<&Object>) -> PyResult {
    up(match o {
        None => return null_text(),
        Some(o) => o.repr(),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Str(o: Option<&Object>) -> PyResult {
    up(match o {
        None => return null_text(),
        Some(o) => o.str(),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_ASCII(o: Option<&Object>) -> PyResult {
    up(match o {
        None => return null_text(),
        Some(o) => o.ascii(),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Bytes(o: Option<&Object>) -> PyResult {
    up({
        match o {
            None => return Ok(Bytes::from_slice(b"<NULL>")?.upcast()),
            Some(o) => {
                if o.is_exactly(objects::bytes::PyBytes_Type.raw()) {
                    return Ok(o.to_ref());
                }
                match o.lookup_special(id!(__bytes__))? {
                    None => Bytes::from_object(o),
                    Some(method) => method.call(&[])?.downcast_into::<Bytes>().map_err(|other| {
                        raise!(
                            TypeError,
                            "__bytes__ returned non-bytes (type {:.200})",
                            other.class().tp_name()
                        )
                    }),
                }
            }
        }
    })
}

/// The operands of a comparison.
fn both<'a>(a: Option<&'a Object>, b: Option<&'a Object>) -> PyResult<(&'a Object, &'a Object)> {
    a.zip(b).ok_or_else(objects::exceptions::bad_internal_call)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_RichCompare(
    a: Option<&Object>,
    b: Option<&Object>,
    op: c_int,
) -> PyResult {
    up({
        let (a, b) = both(a, b)?;
        a.rich_compare(b, compare_op(op)?)
    })
}

/// 1, 0, or -1 with an exception; identical objects are equal.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_RichCompareBool(
    a: Option<&Object>,
    b: Option<&Object>,
    op: c_int,
) -> c_int {
    flag(|| {
        let (a, b) = both(a, b)?;
        a.compare_bool(b, compare_op(op)?)
    })
}

fn compare_op(op: c_int) -> PyResult<objects::prelude::CompareOp> {
    if (0..=5).contains(&op) {
        Ok(objects::prelude::CompareOp::from_c(op))
    } else {
        Err(objects::exceptions::bad_internal_call())
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Hash(o: Option<&Object>) -> Hash {
    run(|| some(o)?.hash())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_IsTrue(o: Option<&Object>) -> c_int {
    flag(|| some(o)?.is_true())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Not(o: Option<&Object>) -> c_int {
    flag(|| Ok(!some(o)?.is_true()?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCallable_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(|o| o.is_callable()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Dir(o: Option<&Object>) -> PyResult {
    up({
        Ok(match o {
            Some(o) => o.dir()?,
            // The names where the caller's frame is.
            None => {
                let locals = runtime::frames::frame_locals()?;
                let names = List::from_iterable(&locals)?;
                names.sort_in_place()?;
                names
            }
        })
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetAttr(o: Option<&Object>, key: Option<&Object>) -> PyResult {
    up({
        let (o, key) = (some(o)?, some(key)?);
        objects::abstract_::attr::get_attr_object(o, key)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GetAttrString(
    o: Option<&Object>,
    key: *const c_char,
) -> PyResult {
    attached("PyObject_GetAttrString");
    // SAFETY: the caller's contract.
    up(unsafe { some(o)?.get_attr(&*name(key)?) })
}

/// 1 and a new reference; 0 and NULL where there is no such attribute; -1 and NULL with another exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GetOptionalAttr(
    o: Option<&Object>,
    key: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, (|| some(o)?.get_attr_opt(attribute(some(key)?)?))()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GetOptionalAttrString(
    o: Option<&Object>,
    key: *const c_char,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, (|| some(o)?.get_attr_opt(&*name(key)?))()) }
}

/// Sets, or with NULL deletes.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_SetAttr(
    o: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
) -> Status {
    run(|| objects::abstract_::attr::set_attr(some(o)?, some(key)?, value))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_SetAttrString(
    o: Option<&Object>,
    key: *const c_char,
    value: Option<&Object>,
) -> Status {
    attached("PyObject_SetAttrString");
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { objects::abstract_::attr::set_attr(some(o)?, &*name(key)?, value) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_DelAttr(o: Option<&Object>, key: Option<&Object>) -> Status {
    run(|| objects::abstract_::attr::set_attr(some(o)?, some(key)?, None))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_DelAttrString(o: Option<&Object>, key: *const c_char) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { objects::abstract_::attr::set_attr(some(o)?, &*name(key)?, None) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_HasAttrWithError(o: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| some(o)?.has_attr(attribute(some(key)?)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_HasAttrStringWithError(
    o: Option<&Object>,
    key: *const c_char,
) -> c_int {
    flag(|| {
        // SAFETY: the caller's contract.
        unsafe { some(o)?.has_attr(&*name(key)?) }
    })
}

/// 1 or 0; an exception is reported as unraisable.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_HasAttr(o: Option<&Object>, key: Option<&Object>) -> c_int {
    quietly(
        "PyObject_HasAttr",
        "PyObject_HasAttrWithError(), PyObject_GetOptionalAttr() or PyObject_GetAttr()",
        (|| some(o)?.has_attr(attribute(some(key)?)?))(),
    )
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_HasAttrString(o: Option<&Object>, key: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        quietly(
            "PyObject_HasAttrString",
            "PyObject_HasAttrStringWithError(), PyObject_GetOptionalAttrString() or PyObject_GetAttrString()",
            (|| some(o)?.has_attr(&*name(key)?))(),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GenericSetDict(
    o: Option<&Object>,
    value: Option<&Object>,
    _context: *mut c_void,
) -> Status {
    run(|| {
        let o = some(o)?;
        if value.is_none() {
            return Err(raise!(TypeError, "cannot delete __dict__"));
        }
        attributes::set_dict(o, value)
    })
}

/// For `tp_dealloc`: calls the callbacks of weak references to the dying object.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_ClearWeakRefs(o: *mut PyObject) {
    // SAFETY: the caller's contract.
    unsafe {
        if o.is_null() || base::refcount::count(o) != 0 {
            let _raised = objects::exceptions::bad_internal_call();
            return;
        }
        objects::weakref::clear_weakrefs(o);
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_Is(a: *const PyObject, b: *const PyObject) -> c_int {
    c_int::from(core::ptr::eq(a, b))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_IsNone(o: *const PyObject) -> c_int {
    c_int::from(core::ptr::eq(o, none().as_ptr()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_IsTrue(o: *const PyObject) -> c_int {
    c_int::from(core::ptr::eq(o, py_bool(true).as_ptr()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_IsFalse(o: *const PyObject) -> c_int {
    c_int::from(core::ptr::eq(o, py_bool(false).as_ptr()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_TYPE(o: *mut PyObject) -> *mut PyTypeObject {
    // SAFETY: the caller's contract.
    unsafe { (*o).ob_type }
}

fn constant(id: c_uint) -> PyResult<&'static Object> {
    Ok(match id {
        0 => none(),
        1 => py_bool(false),
        2 => py_bool(true),
        3 => objects::slice::ellipsis(),
        4 => objects::not_implemented(),
        5 => Long::small(0),
        6 => Long::small(1),
        7 => Str::empty(),
        8 => Bytes::empty(),
        9 => Tuple::empty(),
        _ => return Err(objects::exceptions::bad_internal_call()),
    })
}
/// A constant by number (`Py_CONSTANT_NONE`, ...).
#[unsafe(no_mangle)]
pub extern "C" fn Py_GetConstant(id: c_uint) -> PyResult {
    up(Ok(constant(id)?.to_ref()))
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetConstantBorrowed(id: c_uint) -> Borrowed {
    borrowed(constant(id))
}

/// 0 when the object's repr begins, 1 when it is being made already, -1 with an exception. Paired with `Py_ReprLeave`.
#[unsafe(no_mangle)]
pub extern "C" fn Py_ReprEnter(o: Option<&Object>) -> c_int {
    let Some(o) = o else {
        let _raised = objects::exceptions::bad_internal_call();
        return -1;
    };
    match objects::repr::enter(o) {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(_) => -1,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_ReprLeave(o: Option<&Object>) {
    objects::repr::leave(o.unwrap_or(none()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_ClearCache() -> c_uint {
    objects::type_::lookup::clear_cache()
}

/// Drops what is cached of a type, after its dict or slots were changed from C.
#[unsafe(no_mangle)]
pub extern "C" fn PyType_Modified(ty: Option<&Type>) {
    if let Some(ty) = ty {
        ty.modified()
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_IsSubtype(a: Option<&Type>, b: Option<&Type>) -> c_int {
    c_int::from(a.zip(b).is_some_and(|(a, b)| a.is_subtype(b)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetFlags(ty: Option<&Type>) -> c_ulong {
    ty.map_or(0, Type::flags)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_Ready(ty: Option<&Type>) -> Status {
    run(|| some(ty)?.ready())
}

/// Makes a type, whose bases are immutable, immutable.
#[unsafe(no_mangle)]
pub extern "C" fn PyType_Freeze(ty: Option<&Type>) -> Status {
    run(|| some(ty)?.freeze())
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyType_FromSpec(spec: *mut PyType_Spec) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Type::from_spec(None, spec, None) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyType_FromSpecWithBases(
    spec: *mut PyType_Spec,
    bases: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Type::from_spec(None, spec, bases) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyType_FromModuleAndSpec(
    module: Option<&Object>,
    spec: *mut PyType_Spec,
    bases: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Type::from_spec(module, spec, bases) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyType_FromMetaclass(
    metaclass: Option<&Type>,
    module: Option<&Object>,
    spec: *mut PyType_Spec,
    bases: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Type::from_metaclass(metaclass, module, spec, bases) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetSlot(ty: Option<&Type>, slot: c_int) -> *mut c_void {
    value(null_mut(), || some(ty)?.slot(slot))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetName(ty: Option<&Type>) -> PyResult {
    up(Str::from_str(&some(ty)?.name()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetQualName(ty: Option<&Type>) -> PyResult {
    up(some(ty)?.qualname())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetFullyQualifiedName(ty: Option<&Type>) -> PyResult {
    up(fully_qualified_name(some(ty)?, "."))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetModuleName(ty: Option<&Type>) -> PyResult {
    up(some(ty)?.get_attr(id!(__module__)))
}

/// Borrowed: the module that a heap type was made for. NULL with TypeError if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetModule(ty: Option<&Type>) -> Borrowed {
    borrowed(some(ty).and_then(|ty| ty.module_object()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetModuleState(ty: Option<&Type>) -> *mut c_void {
    value(null_mut(), || {
        let m = some(ty)?.module_object()?;
        Ok(m.downcast::<Module>().map_or(null_mut(), |m| m.state()))
    })
}

/// Borrowed: the module of the first class in the MRO that was made for a module with this definition.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyType_GetModuleByDef(
    ty: Option<&Type>,
    def: *mut PyModuleDef,
) -> Borrowed {
    match some(ty).and_then(|ty| ty.module_by_def(def)) {
        Ok(m) => lend(Some(m)),
        Err(_) => null_mut(),
    }
}

/// 1 and a new reference at `out` (which may be NULL) to the first class in the MRO with the token; 0 and NULL if there is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyType_GetBaseByToken(
    ty: Option<&Object>,
    token: *mut c_void,
    out: *mut *mut PyTypeObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        if !out.is_null() {
            *out = null_mut();
        }
        let find = || -> PyResult<bool> {
            if token.is_null() {
                return Err(raise!(
                    SystemError,
                    "PyType_GetBaseByToken called with token=NULL"
                ));
            }
            let o = some(ty)?;
            let Some(ty) = o.downcast::<Type>() else {
                let name = fully_qualified_name(o.class(), ".")?;
                return Err(raise!(
                    TypeError,
                    "expected a type, got a '{}' object",
                    name.to_string_lossy()
                ));
            };
            let base = ty.base_by_token(token);
            let is_there = base.is_some();
            if let Some(base) = base
                && !out.is_null()
            {
                *out = base.into_ptr().cast();
            }
            Ok(is_there)
        };
        flag(find)
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GetTypeData(o: *mut PyObject, ty: &Type) -> *mut c_void {
    // SAFETY: the caller's contract.
    unsafe { ty.data(o) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyType_GetTypeDataSize(ty: Option<&Type>) -> isize {
    ty.map_or(0, Type::data_size)
}
