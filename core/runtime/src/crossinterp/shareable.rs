//! The built-in types whose objects can be described to another interpreter: None, bool, int, float, str, bytes, and tuples of such.
//!
//! str and bytes lend their memory: the object is kept until the data is released.

use core::ffi::{c_int, c_void};

use base::tstate;
use layout::*;
use objects::exceptions;
use objects::prelude::*;

use super::data::{self, Fallback};

const fn basic(f: xidatafunc) -> _PyXIData_getdata_t {
    _PyXIData_getdata_t {
        basic: Some(f),
        fallback: None,
    }
}

/// The types, and how their objects are described.
pub const BUILTIN: &[(&Type, _PyXIData_getdata_t)] = &[
    (&objects::object::_PyNone_Type, basic(get_none)),
    (&objects::long::PyLong_Type, basic(get_int)),
    (&objects::bytes::PyBytes_Type, basic(get_bytes)),
    (&objects::unicode::PyUnicode_Type, basic(get_str)),
    (&objects::bool_::PyBool_Type, basic(get_bool)),
    (&objects::float::PyFloat_Type, basic(get_float)),
    (
        &objects::tuple::PyTuple_Type,
        _PyXIData_getdata_t {
            basic: None,
            fallback: Some(get_tuple),
        },
    ),
];

/// 0, or -1 with the exception.
fn outcome(r: PyResult<()>) -> c_int {
    if r.is_ok() { 0 } else { -1 }
}

fn made(r: PyResult) -> *mut PyObject {
    r.map_or(core::ptr::null_mut(), Ref::into_ptr)
}

/// As [`data::init_with_size`], for the current interpreter, with a value written into the block.
unsafe fn init_with<T>(
    d: *mut _PyXIData_t,
    object: Option<&Object>,
    value: T,
    new_object: xid_newobjfunc,
) -> PyResult<()> {
    // SAFETY: the caller gives an empty container; the block has room for the value.
    unsafe {
        if !data::init_with_size(d, tstate::interp(), size_of::<T>(), object, new_object) {
            data::clear(d);
            return Err(exceptions::no_memory());
        }
        (*d).data.cast::<T>().write(value);
    }
    Ok(())
}

// None and bool: the data is the value.

unsafe extern "C" fn get_none(
    t: *mut PyThreadState,
    _o: *mut PyObject,
    d: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: an empty container.
    unsafe { data::init(d, (*t).interp, core::ptr::null_mut(), None, new_none) };
    0
}

unsafe extern "C" fn new_none(_d: *mut _PyXIData_t) -> *mut PyObject {
    none_ref().into_ptr()
}

unsafe extern "C" fn get_bool(
    t: *mut PyThreadState,
    o: *mut PyObject,
    d: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: a live bool; an empty container.
    unsafe {
        let value = usize::from(Object::from_ptr(o).is(py_bool(true)));
        let value = core::ptr::without_provenance_mut(value);
        data::init(d, (*t).interp, value, None, new_bool);
    }
    0
}

unsafe extern "C" fn new_bool(d: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: what `get_bool` filled in.
    let value = unsafe { !(*d).data.is_null() };
    py_bool(value).to_ref().into_ptr()
}

// int: the data is the value, of a machine word.

unsafe extern "C" fn get_int(
    t: *mut PyThreadState,
    o: *mut PyObject,
    d: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: a live int; an empty container.
    outcome(unsafe {
        let value = Object::from_ptr(o).downcast_unchecked::<Long>();
        match value.as_isize() {
            Ok(value) => {
                let value = core::ptr::without_provenance_mut(value as usize);
                data::init(d, (*t).interp, value, None, new_int);
                Ok(())
            }
            Err(raised) => exceptions::clear_if(&exceptions::types::OverflowError, raised)
                .and_then(|()| Err(raise!(OverflowError, "try sending as bytes"))),
        }
    })
}

unsafe extern "C" fn new_int(d: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: what `get_int` filled in.
    let value = unsafe { (*d).data.addr() };
    made(Long::from_i64(value as i64).map(Ref::upcast))
}

unsafe extern "C" fn get_float(
    _t: *mut PyThreadState,
    o: *mut PyObject,
    d: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: a live float; an empty container.
    outcome(unsafe {
        let value = Object::from_ptr(o).downcast_unchecked::<Float>().value();
        init_with(d, None, value, new_float)
    })
}

unsafe extern "C" fn new_float(d: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: what `get_float` filled in.
    let value = unsafe { *(*d).data.cast::<f64>() };
    made(Float::from_f64(value).map(Ref::upcast))
}

// bytes

/// The memory of a bytes object; TypeError for anything else (`_PyBytes_GetData`).
pub fn bytes_data(object: &Object) -> PyResult<_PyBytes_data_t> {
    let Some(bytes) = object.downcast::<Bytes>() else {
        return Err(raise!(
            TypeError,
            "expected bytes, got {}",
            object.repr()?.to_string_lossy()
        ));
    };
    Ok(_PyBytes_data_t {
        bytes: bytes.as_slice().as_ptr().cast(),
        len: bytes.len() as isize,
    })
}

/// # Safety
/// The memory is live.
pub unsafe fn bytes_of<'a>(data: *const _PyBytes_data_t) -> &'a [u8] {
    // SAFETY: the caller's; what `bytes_data` gave.
    unsafe { core::slice::from_raw_parts((*data).bytes.cast(), (*data).len as usize) }
}

/// Describes a bytes object in a block of `size` that begins with its memory (`_PyBytes_GetXIDataWrapped`).
///
/// # Safety
/// An empty container; `new_object` fits the block.
pub unsafe fn wrap_bytes(
    object: &Object,
    size: usize,
    new_object: xid_newobjfunc,
    d: *mut _PyXIData_t,
) -> PyResult<*mut c_void> {
    let memory = bytes_data(object)?;
    // SAFETY: the caller's; the block is larger than what is written.
    unsafe {
        if !data::init_with_size(d, tstate::interp(), size, Some(object), new_object) {
            data::clear(d);
            return Err(exceptions::no_memory());
        }
        (*d).data.cast::<_PyBytes_data_t>().write(memory);
        Ok((*d).data)
    }
}

/// `_PyBytes_GetXIData`.
///
/// # Safety
/// A live object; an empty container; attached.
pub unsafe extern "C" fn get_bytes(
    _t: *mut PyThreadState,
    o: *mut PyObject,
    d: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: the caller's.
    outcome(unsafe {
        let size = size_of::<_PyBytes_data_t>();
        wrap_bytes(Object::from_ptr(o), size, _PyBytes_FromXIData, d).map(drop)
    })
}

/// The bytes of a container. C compares containers with this function's address.
///
/// # Safety
/// What [`wrap_bytes`] filled in; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyBytes_FromXIData(d: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: the caller's; the object that lends the memory is kept.
    made(unsafe { Bytes::from_slice(bytes_of((*d).data.cast())).map(Ref::upcast) })
}

// str

struct StrData {
    kind: usize,
    characters: *const u8,
    length: usize,
}

unsafe extern "C" fn get_str(
    _t: *mut PyThreadState,
    o: *mut PyObject,
    d: *mut _PyXIData_t,
) -> c_int {
    // SAFETY: a live str; an empty container.
    outcome(unsafe {
        let object = Object::from_ptr(o);
        let text = object.downcast_unchecked::<Str>();
        let value = StrData {
            kind: text.kind(),
            characters: text.data(),
            length: text.len(),
        };
        init_with(d, Some(object), value, new_str)
    })
}

unsafe extern "C" fn new_str(d: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: what `get_str` filled in; the str that lends the memory is kept, and never changes.
    made(unsafe {
        let shared = &*(*d).data.cast::<StrData>();
        let (at, n) = (shared.characters, shared.length);
        match shared.kind {
            1 => Str::from_latin1(core::slice::from_raw_parts(at, n)),
            2 => objects::unicode::build::from_units::<u16>(core::slice::from_raw_parts(
                at.cast(),
                n,
            )),
            _ => objects::unicode::build::from_units::<u32>(core::slice::from_raw_parts(
                at.cast(),
                n,
            )),
        }
        .map(Ref::upcast)
    })
}

// tuple: its items' containers, in a vector

unsafe extern "C" fn get_tuple(
    t: *mut PyThreadState,
    o: *mut PyObject,
    fallback: c_int,
    d: *mut _PyXIData_t,
) -> c_int {
    let fallback = if fallback == _PyXIDATA_FULL_FALLBACK {
        Fallback::Convert
    } else {
        Fallback::Refuse
    };
    // SAFETY: a live tuple; an empty container.
    outcome(unsafe {
        let object = Object::from_ptr(o);
        share_items(object.downcast_unchecked(), fallback).map(|items| {
            let items = Box::into_raw(Box::new(items)).cast();
            data::init(d, (*t).interp, items, Some(object), new_tuple);
            (*d).free = Some(free_tuple);
        })
    })
}

fn share_items(tuple: &Tuple, fallback: Fallback) -> PyResult<Vec<data::Owned>> {
    objects::recursion::enter(" while sharing a tuple")?;
    let mut items = objects::grow::vec_for(tuple.len())?;
    for item in tuple.as_slice() {
        items.push(data::Owned::of(item, fallback)?);
    }
    Ok(items)
}

unsafe extern "C" fn new_tuple(d: *mut _PyXIData_t) -> *mut PyObject {
    // SAFETY: what `get_tuple` filled in.
    let items = unsafe { &*(*d).data.cast::<Vec<data::Owned>>() };
    let make = || -> PyResult {
        let mut objects = objects::grow::vec_for(items.len())?;
        for item in items {
            objects.push(item.object()?);
        }
        let borrowed: Vec<&Object> = objects.iter().map(|o: &Ref| &**o).collect();
        Ok(Tuple::from_slice(&borrowed)?.upcast())
    };
    made(make())
}

unsafe extern "C" fn free_tuple(items: *mut c_void) {
    // SAFETY: the box that `get_tuple` made; called in the interpreter that did.
    drop(unsafe { Box::from_raw(items.cast::<Vec<data::Owned>>()) });
}
