//! `member_descriptor`: attributes that are fields of the instance's struct, read and written by their C type; also `__slots__`.

use core::ffi::{CStr, c_char, c_void};

use layout::*;

use super::{Descr, descriptor};
use crate::exceptions::types;
use crate::prelude::*;
use crate::slots;

descriptor!(
    MemberDescr,
    PyMemberDescrObject,
    "member_descriptor",
    PyMemberDescr_Type
);

impl MemberDescr {
    fn def(&self) -> &PyMemberDef {
        // SAFETY: the entry outlives the type.
        unsafe { &*(*self.raw()).d_member }
    }
}

/// `PyDescr_NewMember`.
///
/// # Safety
/// `def` is a valid entry that outlives the type.
pub unsafe fn new(owner: &Type, def: *mut PyMemberDef) -> PyResult {
    // SAFETY: a valid entry; fresh.
    unsafe {
        if (*def).flags & Py_RELATIVE_OFFSET != 0 {
            return Err(raise!(
                SystemError,
                "PyDescr_NewMember used with Py_RELATIVE_OFFSET"
            ));
        }
        let d = super::allocate::<MemberDescr>(&PyMemberDescr_Type, owner, (*def).name)?;
        (*d.raw()).d_member = def;
        Ok(d.upcast())
    }
}

/// `PyMember_GetOne`.
///
/// # Safety
/// `base` is the start of an object that has the field.
pub unsafe fn get_one(base: *const c_char, def: &PyMemberDef) -> PyResult {
    if def.flags & Py_RELATIVE_OFFSET != 0 {
        return Err(raise!(
            SystemError,
            "PyMember_GetOne used with Py_RELATIVE_OFFSET"
        ));
    }
    // SAFETY: the field lies within the object and has the type that the entry says.
    unsafe {
        let at = base.offset(def.offset);
        macro_rules! int {
            ($ty:ty) => {
                Ok(Long::from_i64(i64::from(at.cast::<$ty>().read_unaligned()))?.upcast())
            };
        }
        match def.r#type {
            Py_T_BOOL => Ok(py_bool(*at != 0).to_ref()),
            Py_T_BYTE => int!(i8),
            Py_T_UBYTE => int!(u8),
            Py_T_SHORT => int!(i16),
            Py_T_USHORT => int!(u16),
            Py_T_INT => int!(i32),
            Py_T_UINT => int!(u32),
            Py_T_LONG | Py_T_LONGLONG => int!(i64),
            Py_T_ULONG | Py_T_ULONGLONG => {
                Ok(Long::from_u64(at.cast::<u64>().read_unaligned())?.upcast())
            }
            Py_T_PYSSIZET => Ok(Long::from_isize(at.cast::<isize>().read_unaligned())?.upcast()),
            Py_T_FLOAT => {
                Ok(Float::from_f64(f64::from(at.cast::<f32>().read_unaligned()))?.upcast())
            }
            Py_T_DOUBLE => Ok(Float::from_f64(at.cast::<f64>().read_unaligned())?.upcast()),
            Py_T_STRING => {
                let s = at.cast::<*const c_char>().read_unaligned();
                if s.is_null() {
                    return Ok(none_ref());
                }
                Ok(Str::decode_utf8(CStr::from_ptr(s).to_bytes(), None)?.upcast())
            }
            Py_T_STRING_INPLACE => {
                Ok(Str::decode_utf8(CStr::from_ptr(at).to_bytes(), None)?.upcast())
            }
            Py_T_CHAR => Ok(Str::decode_utf8(&[*at as u8], None)?.upcast()),
            _Py_T_OBJECT => Ok(load(at).unwrap_or_else(none_ref)),
            Py_T_OBJECT_EX => load(at).ok_or_else(|| {
                raise!(
                    AttributeError,
                    "'{}' object has no attribute '{}'",
                    crate::repr::full_name(Object::from_ptr(base.cast_mut().cast()).class()),
                    CStr::from_ptr(def.name).to_string_lossy()
                )
            }),
            _Py_T_NONE => Ok(none_ref()),
            _ => Err(raise!(SystemError, "bad memberdescr type")),
        }
    }
}

/// The object in a field, a new reference.
#[cfg(not(feature = "free-threaded"))]
unsafe fn load(at: *const c_char) -> Option<Ref> {
    // SAFETY: a field that holds an object or NULL.
    unsafe { Ref::from_borrowed_opt(at.cast::<*mut PyObject>().read()) }
}

/// The object in a field, a new reference, taken while the field cannot change.
#[cfg(feature = "free-threaded")]
unsafe fn load(at: *const c_char) -> Option<Ref> {
    // SAFETY: a field that holds an object or NULL; writers swap it under the same lock.
    unsafe {
        let _guard = FIELD_LOCK.lock();
        Ref::from_borrowed_opt(at.cast::<*mut PyObject>().read())
    }
}

#[cfg(feature = "free-threaded")]
static FIELD_LOCK: base::lock::Mutex = base::lock::Mutex::new();

/// Replaces the object in a field.
unsafe fn store(at: *mut c_char, value: Option<&Object>) {
    // SAFETY: the field owns its reference; the old one is dropped after the swap.
    unsafe {
        let new = value.map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
        let old = {
            #[cfg(feature = "free-threaded")]
            let _guard = FIELD_LOCK.lock();
            at.cast::<*mut PyObject>().replace(new)
        };
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// The value as a C long, as the numeric conversions of `PyMember_SetOne` take it.
fn as_long(v: &Object) -> PyResult<i64> {
    v.index()?.as_i64()
}

fn truncated(what: &str) -> PyResult<()> {
    crate::warnings::warn(
        &types::RuntimeWarning,
        format_args!("Truncation of value to {what}"),
        1,
    )
}

/// `PyMember_SetOne`; a None value deletes.
///
/// # Safety
/// As [`get_one`].
pub unsafe fn set_one(
    base: *mut c_char,
    def: &PyMemberDef,
    value: Option<&Object>,
) -> PyResult<()> {
    if def.flags & Py_RELATIVE_OFFSET != 0 {
        return Err(raise!(
            SystemError,
            "PyMember_SetOne used with Py_RELATIVE_OFFSET"
        ));
    }
    if def.flags & Py_READONLY != 0 {
        return Err(raise!(AttributeError, "readonly attribute"));
    }
    // SAFETY: the field lies within the object and has the type that the entry says.
    unsafe {
        let at = base.offset(def.offset);
        let Some(v) = value else {
            match def.r#type {
                Py_T_OBJECT_EX => {
                    if at.cast::<*mut PyObject>().read().is_null() {
                        return Err(crate::exceptions::raise_object(
                            &types::AttributeError,
                            &*Str::decode_utf8(CStr::from_ptr(def.name).to_bytes(), None)?,
                        ));
                    }
                    store(at, None);
                    return Ok(());
                }
                _Py_T_OBJECT => {
                    store(at, None);
                    return Ok(());
                }
                _ => {
                    return Err(raise!(TypeError, "can't delete numeric/char attribute"));
                }
            }
        };
        macro_rules! small {
            ($ty:ty, $max:expr, $min:expr, $what:literal) => {{
                let n = as_long(v)?;
                at.cast::<$ty>().write_unaligned(n as $ty);
                if n > i64::from($max) || n < i64::from($min) {
                    truncated($what)?;
                }
            }};
        }
        match def.r#type {
            Py_T_BOOL => {
                if v.downcast::<Bool>().is_none() {
                    return Err(raise!(TypeError, "attribute value type must be bool"));
                }
                *at = c_char::from(v.is(py_bool(true)));
            }
            Py_T_BYTE => small!(i8, i8::MAX, i8::MIN, "char"),
            Py_T_UBYTE => small!(u8, u8::MAX, 0u8, "unsigned char"),
            Py_T_SHORT => small!(i16, i16::MAX, i16::MIN, "short"),
            Py_T_USHORT => small!(u16, u16::MAX, 0u16, "unsigned short"),
            Py_T_INT => small!(i32, i32::MAX, i32::MIN, "int"),
            Py_T_UINT => set_unsigned(
                v,
                Long::as_u64,
                |n| at.cast::<u32>().write_unaligned(n as u32),
                |n| u32::try_from(n).is_err(),
                "unsigned int",
            )?,
            Py_T_LONG => at.cast::<i64>().write_unaligned(as_long(v)?),
            Py_T_LONGLONG => at.cast::<i64>().write_unaligned(v.index()?.as_long_long()?),
            Py_T_ULONG => set_unsigned(
                v,
                Long::as_u64,
                |n| at.cast::<u64>().write_unaligned(n),
                |_| false,
                "unsigned long",
            )?,
            Py_T_ULONGLONG => set_unsigned(
                v,
                Long::as_unsigned_long_long,
                |n| at.cast::<u64>().write_unaligned(n),
                |_| false,
                "unsigned long long",
            )?,
            Py_T_PYSSIZET => at
                .cast::<isize>()
                .write_unaligned(match v.downcast::<Long>() {
                    Some(i) => i.as_isize()?,
                    None => return Err(raise!(TypeError, "an integer is required")),
                }),
            Py_T_FLOAT => at
                .cast::<f32>()
                .write_unaligned(crate::float::as_f64(v)? as f32),
            Py_T_DOUBLE => at.cast::<f64>().write_unaligned(crate::float::as_f64(v)?),
            _Py_T_OBJECT | Py_T_OBJECT_EX => store(at, Some(v)),
            Py_T_CHAR => {
                let text = match v.downcast::<Str>() {
                    Some(s) if s.len() == 1 && s.is_ascii() => s.char_at(0) as c_char,
                    _ => {
                        return Err(raise!(
                            TypeError,
                            "bad argument type for built-in operation"
                        ));
                    }
                };
                *at = text;
            }
            Py_T_STRING | Py_T_STRING_INPLACE => {
                return Err(raise!(TypeError, "readonly attribute"));
            }
            _ => {
                return Err(raise!(
                    SystemError,
                    "bad memberdescr type for {}",
                    CStr::from_ptr(def.name).to_string_lossy()
                ));
            }
        }
    }
    Ok(())
}

/// Unsigned fields take negative values with a warning, as they always did.
fn set_unsigned(
    v: &Object,
    read: impl FnOnce(&Long) -> PyResult<u64>,
    write: impl FnOnce(u64),
    too_large: impl FnOnce(u64) -> bool,
    what: &str,
) -> PyResult<()> {
    let n = v.index()?;
    if n.is_negative() {
        let value = n.as_i64()?;
        write(value as u64);
        return crate::warnings::warn(
            &types::RuntimeWarning,
            format_args!("Writing negative value into unsigned field"),
            1,
        );
    }
    let value = read(&n)?;
    let large = too_large(value);
    write(value);
    if large { truncated(what) } else { Ok(()) }
}

extern "C" fn get(
    this: &MemberDescr,
    instance: Option<&Object>,
    _owner: Option<&Object>,
) -> PyResult {
    let Some(instance) = instance else {
        return Ok(this.to_ref().upcast());
    };
    this.common().check(instance)?;
    if this.def().flags & Py_AUDIT_READ != 0 {
        // SAFETY: the entry's name is a C string.
        let name = unsafe { CStr::from_ptr(this.def().name) };
        crate::audit!("object.__getattr__", instance, &*name.to_string_lossy())?;
    }
    // SAFETY: an instance of the owner.
    unsafe { get_one(instance.as_ptr().cast(), this.def()) }
}

extern "C" fn set(this: &MemberDescr, instance: &Object, value: Option<&Object>) -> Status {
    let run = || -> PyResult<()> {
        this.common().check(instance)?;
        // SAFETY: an instance of the owner.
        unsafe { set_one(instance.as_ptr().cast(), this.def(), value) }
    };
    run().into()
}

extern "C" fn repr(this: &Descr) -> PyResult {
    this.repr_as("member")
}

extern "C" fn doc(this: &MemberDescr, _: *mut c_void) -> PyResult {
    // SAFETY: the entry's text.
    unsafe { super::entry_doc(this.def().doc) }
}

static GETSET: slots::Table<[PyGetSetDef; 3]> = slots::Table::new([
    slots::getset::<MemberDescr>(c"__doc__", Some(doc), None, c""),
    slots::getset::<Descr>(c"__qualname__", Some(super::qualname), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyMemberDescr_Type: Type = Type::new(PyTypeObject {
    tp_name: c"member_descriptor".as_ptr(),
    tp_basicsize: size_of::<PyMemberDescrObject>() as isize,
    tp_repr: slots::repr::<Descr>(repr),
    tp_methods: super::METHODS.first(),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<MemberDescr>(get),
    tp_descr_set: slots::descr_set::<MemberDescr>(set),
    ..super::BASE
});
