//! Calls.

use core::ffi::{c_int, c_ulong};

use layout::*;
use objects::cfunction::PyCFunction_Type;
use objects::function::PyFunction_Type;
use objects::method::PyMethod_Type;

use super::{become_, fail};
use crate::cache::store_u32;
use crate::generated::metadata::op;
use crate::prelude::*;

unsafe extern "C" {
    static PyMethodDescr_Type: Type;
}

/// The function's version, given now if it has none; 0 if it can have none.
///
/// # Safety
/// `f` is a live Python function.
pub unsafe fn function_version(f: *mut PyFunctionObject) -> u32 {
    // SAFETY: as the caller says.
    unsafe { Function::from_raw(f).version() }
}

/// Does the code take plain positional parameters only?
unsafe fn is_simple(code: *mut PyCodeObject) -> bool {
    // SAFETY: live.
    unsafe {
        (*code).co_flags & (CO_VARARGS | CO_VARKEYWORDS | CO_OPTIMIZED) == CO_OPTIMIZED
            && (*code).co_kwonlyargcount == 0
    }
}

/// # Safety
/// `ip` is a `CALL`; `call` the callable's slot.
#[cold]
pub unsafe fn call(ts: Ts, call: *const StackRef, ip: Ip, oparg: usize) {
    // SAFETY: as the caller says.
    unsafe {
        let callable = (*call).ptr();
        let n = oparg + usize::from(!(*call.add(1)).is_null());
        let ty = (*callable).ob_type;
        let form = if ty == PyCFunction_Type.raw() {
            native(ts, call, n, oparg)
        } else if ty == PyFunction_Type.raw() {
            python(ts, callable.cast(), ip, n, false)
        } else if ty == PyMethodDescr_Type.as_mut_ptr() {
            descriptor(ts, callable.cast(), ip, n, oparg)
        } else if ty == PyMethod_Type.raw() {
            let function = (*callable.cast::<PyMethodObject>()).im_func;
            if (*function).ob_type == PyFunction_Type.raw() && (*call.add(1)).is_null() {
                python(ts, function.cast(), ip, n, true)
            } else {
                None
            }
        } else if (*ty).tp_flags & Py_TPFLAGS_TYPE_SUBCLASS as c_ulong != 0 {
            class(callable.cast(), ip, n, oparg)
        } else {
            Some(op::CALL_NON_PY_GENERAL)
        };
        match form {
            Some(f) => become_(ip, f),
            None => fail(ip, op::CALL),
        }
    }
}

unsafe fn python(ts: Ts, f: *mut PyFunctionObject, ip: Ip, n: usize, bound: bool) -> Option<u8> {
    // SAFETY: live.
    unsafe {
        if crate::interpreter::is_pep523(ts) {
            return None;
        }
        let entry = (*f).vectorcall?;
        if entry as usize != crate::call::_PyFunction_Vectorcall as *const () as usize {
            return None;
        }
        let version = function_version(f);
        if version == 0 {
            return None;
        }
        store_u32(ip.add(2), version);
        let code = (*f).func_code.cast::<PyCodeObject>();
        let exact = is_simple(code) && (*code).co_argcount as usize == n + usize::from(bound);
        Some(match (bound, exact) {
            (false, true) => op::CALL_PY_EXACT_ARGS,
            (false, false) => op::CALL_PY_GENERAL,
            (true, true) => op::CALL_BOUND_METHOD_EXACT_ARGS,
            (true, false) => op::CALL_BOUND_METHOD_GENERAL,
        })
    }
}

const SHAPE: c_int =
    METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD;
const FAST_KEYWORDS: c_int = METH_FASTCALL | METH_KEYWORDS;

unsafe fn native(ts: Ts, call: *const StackRef, n: usize, oparg: usize) -> Option<u8> {
    // SAFETY: live.
    unsafe {
        let callable = (*call).ptr();
        let def = (*callable.cast::<PyCFunctionObject>()).m_ml;
        let cache = &raw const (*(*ts).interp).callable_cache;
        Some(match (*def).ml_flags & SHAPE {
            METH_O if n == 1 => {
                if callable == (*cache).len && oparg == 1 {
                    op::CALL_LEN
                } else {
                    op::CALL_BUILTIN_O
                }
            }
            METH_O => return None,
            METH_FASTCALL => {
                if callable == (*cache).isinstance && n == 2 {
                    op::CALL_ISINSTANCE
                } else {
                    op::CALL_BUILTIN_FAST
                }
            }
            FAST_KEYWORDS => op::CALL_BUILTIN_FAST_WITH_KEYWORDS,
            _ => op::CALL_NON_PY_GENERAL,
        })
    }
}

unsafe fn descriptor(
    ts: Ts,
    d: *mut PyMethodDescrObject,
    ip: Ip,
    n: usize,
    oparg: usize,
) -> Option<u8> {
    // SAFETY: live.
    unsafe {
        Some(match (*(*d).d_method).ml_flags & SHAPE {
            METH_NOARGS if n == 1 => op::CALL_METHOD_DESCRIPTOR_NOARGS,
            METH_NOARGS => return None,
            METH_O if n == 2 => {
                let append = (*(*ts).interp).callable_cache.list_append;
                let dropped = (*ip.add(4)).op.code == op::POP_TOP;
                if d.cast::<PyObject>() == append && oparg == 1 && dropped {
                    op::CALL_LIST_APPEND
                } else {
                    op::CALL_METHOD_DESCRIPTOR_O
                }
            }
            METH_O => return None,
            METH_FASTCALL if n >= 1 => op::CALL_METHOD_DESCRIPTOR_FAST,
            FAST_KEYWORDS if n >= 1 => op::CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS,
            _ => op::CALL_NON_PY_GENERAL,
        })
    }
}

unsafe fn class(ty: *mut PyTypeObject, ip: Ip, n: usize, oparg: usize) -> Option<u8> {
    // SAFETY: live types.
    unsafe {
        if (*ty).tp_flags & Py_TPFLAGS_IMMUTABLETYPE as c_ulong != 0 {
            if n == 1 && oparg == 1 {
                if ty == objects::type_::PyType_Type.raw() {
                    return Some(op::CALL_TYPE_1);
                }
                if ty == objects::unicode::PyUnicode_Type.raw() {
                    return Some(op::CALL_STR_1);
                }
                if ty == objects::tuple::PyTuple_Type.raw() {
                    return Some(op::CALL_TUPLE_1);
                }
            }
            if (*ty).tp_vectorcall.is_some() {
                return Some(op::CALL_BUILTIN_CLASS);
            }
            return Some(op::CALL_NON_PY_GENERAL);
        }
        if (*ty).ob_base.ob_base.ob_type == objects::type_::PyType_Type.raw()
            && same_slot!(ty, objects::object::PyBaseObject_Type, tp_new)
            && let Some(version) = init_of(ty)
        {
            if version == 0 {
                // The class has used up its versions.
                return None;
            }
            store_u32(ip.add(2), version);
            return Some(op::CALL_ALLOC_AND_ENTER_INIT);
        }
        Some(op::CALL_NON_PY_GENERAL)
    }
}

/// Caches a heap class' Python `__init__`, if instances are made in the plain way: the class' version, 0 if it has none.
unsafe fn init_of(ty: *mut PyTypeObject) -> Option<u32> {
    // SAFETY: live; a mutable type is a heap type.
    unsafe {
        if (*ty).tp_flags & Py_TPFLAGS_HEAPTYPE as c_ulong == 0
            || !same_slot!(ty, objects::object::PyBaseObject_Type, tp_alloc)
        {
            return None;
        }
        let init = Type::from_raw(ty).lookup(id!(__init__))?;
        if !init.is_exactly(PyFunction_Type.raw()) {
            return None;
        }
        let f = init.as_object_ptr().cast::<PyFunctionObject>();
        if !is_simple((*f).func_code.cast()) {
            return None;
        }
        let version = (*ty).tp_version_tag;
        if version != 0 {
            (*ty.cast::<PyHeapTypeObject>())._spec_cache.init = init.as_object_ptr();
        }
        Some(version)
    }
}

/// # Safety
/// `ip` is a `CALL_KW`; `call` the callable's slot.
#[cold]
pub unsafe fn call_kw(ts: Ts, call: *const StackRef, ip: Ip, oparg: usize) {
    let _ = oparg;
    // SAFETY: as the caller says.
    unsafe {
        let callable = (*call).ptr();
        let ty = (*callable).ob_type;
        let versioned = |f: *mut PyObject, form: u8| {
            if crate::interpreter::is_pep523(ts) {
                return None;
            }
            let version = function_version(f.cast());
            (version != 0).then(|| {
                store_u32(ip.add(2), version);
                form
            })
        };
        let form = if ty == PyFunction_Type.raw() {
            versioned(callable, op::CALL_KW_PY)
        } else if ty == PyMethod_Type.raw() {
            let function = (*callable.cast::<PyMethodObject>()).im_func;
            if (*function).ob_type == PyFunction_Type.raw() && (*call.add(1)).is_null() {
                versioned(function, op::CALL_KW_BOUND_METHOD)
            } else {
                None
            }
        } else {
            Some(op::CALL_KW_NON_PY)
        };
        match form {
            Some(f) => become_(ip, f),
            None => fail(ip, op::CALL_KW),
        }
    }
}
