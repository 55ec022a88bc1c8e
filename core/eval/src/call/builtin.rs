//! Calls of native callables from the evaluation loop: vectorcall, and the shapes of built-in functions.

use core::ffi::{c_int, c_void};

use layout::*;
use objects::cfunction::PyCFunction_Type;

use super::enter::arguments;
use crate::prelude::*;

/// Borrowed arguments as vectorcall wants them: tags removed, one spare word before.
struct Borrowed {
    few: [*mut PyObject; Borrowed::FEW + 1],
    many: Vec<*mut PyObject>,
}

impl Borrowed {
    const FEW: usize = 9;

    #[inline(always)]
    const fn new() -> Borrowed {
        Borrowed {
            few: [core::ptr::null_mut(); Borrowed::FEW + 1],
            many: Vec::new(),
        }
    }

    /// The first argument's address; the word before it may be written.
    #[inline(always)]
    unsafe fn fill(&mut self, args: *const StackRef, n: usize) -> PyResult<*const *mut PyObject> {
        let to = if n <= Borrowed::FEW {
            self.few.as_mut_ptr()
        } else {
            if self.many.try_reserve_exact(n + 1).is_err() {
                return Err(objects::exceptions::no_memory());
            }
            self.many.as_mut_ptr()
        };
        // SAFETY: room for all, and live slots by the caller's word.
        unsafe {
            let first = to.add(1);
            for i in 0..n {
                first.add(i).write((*args.add(i)).ptr());
            }
            Ok(first)
        }
    }
}

/// Calls any callable with the operands.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(never)]
pub unsafe fn vectorcall(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let mut borrowed = Borrowed::new();
        let first = borrowed.fill(args, n)?;
        objects::abstract_::call::vectorcall(
            (*call).as_object(),
            first,
            n | PY_VECTORCALL_ARGUMENTS_OFFSET as usize,
            None,
        )
    }
}

/// As [`vectorcall`], with keywords.
///
/// # Safety
/// `call` is the callable's slot; `names` holds a tuple.
#[inline(never)]
pub unsafe fn vectorcall_kw(call: *const StackRef, oparg: usize, names: &StackRef) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, total) = arguments(call, oparg);
        let mut borrowed = Borrowed::new();
        let first = borrowed.fill(args, total)?;
        let names: &Tuple = names.as_object().downcast_unchecked();
        objects::abstract_::call::vectorcall(
            (*call).as_object(),
            first,
            (total - names.len()) | PY_VECTORCALL_ARGUMENTS_OFFSET as usize,
            Some(names),
        )
    }
}

/// Neither a Python function nor a bound method.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn is_not_python(call: *const StackRef) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let ty = (*(*call).ptr()).ob_type;
        ty != objects::function::PyFunction_Type.raw() && ty != objects::method::PyMethod_Type.raw()
    }
}

/// A type with a vectorcall of its own.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn is_vectorcall_type(call: *const StackRef) -> bool {
    // SAFETY: the flag says that it is a type.
    unsafe {
        let callable = (*call).ptr();
        (*(*callable).ob_type).tp_flags & Py_TPFLAGS_TYPE_SUBCLASS as core::ffi::c_ulong != 0
            && (*callable.cast::<PyTypeObject>()).tp_vectorcall.is_some()
    }
}

/// # Safety
/// [`is_vectorcall_type`] held.
#[inline(never)]
pub unsafe fn builtin_class(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let mut borrowed = Borrowed::new();
        let first = borrowed.fill(args, n)?;
        let ty = (*call).ptr().cast::<PyTypeObject>();
        match (*ty).tp_vectorcall {
            Some(f) => Ref::from_c(f(
                ty.cast(),
                first,
                n | PY_VECTORCALL_ARGUMENTS_OFFSET as usize,
                core::ptr::null_mut(),
            )),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    }
}

const SHAPE: c_int =
    METH_VARARGS | METH_FASTCALL | METH_NOARGS | METH_O | METH_KEYWORDS | METH_METHOD;

/// A built-in function of this calling convention (with this many arguments).
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn is_builtin(
    call: *const StackRef,
    oparg: usize,
    shape: c_int,
    wanted: Option<usize>,
) -> bool {
    // SAFETY: the exact type is checked before the struct is read.
    unsafe {
        let callable = (*call).ptr();
        if (*callable).ob_type != PyCFunction_Type.raw() {
            return false;
        }
        let n = oparg + usize::from(!(*call.add(1)).is_null());
        (*(*callable.cast::<PyCFunctionObject>()).m_ml).ml_flags & SHAPE == shape
            && wanted.is_none_or(|w| w == n)
    }
}

/// The function of a built-in, with its bound `self`.
#[inline(always)]
unsafe fn builtin_parts(call: *const StackRef) -> (*const c_void, *mut PyObject) {
    // SAFETY: the guard saw the type; static methods have no self.
    unsafe {
        let f = (*call).ptr().cast::<PyCFunctionObject>();
        let def = (*f).m_ml;
        let self_ = if (*def).ml_flags & METH_STATIC != 0 {
            core::ptr::null_mut()
        } else {
            (*f).m_self
        };
        (method_pointer(def), self_)
    }
}

#[inline(always)]
unsafe fn method_pointer(def: *mut PyMethodDef) -> *const c_void {
    // SAFETY: a method definition always has a function.
    unsafe {
        match (*def).ml_meth {
            Some(f) => f as *const c_void,
            None => core::ptr::null(),
        }
    }
}

type OneFn = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;
type FastFn =
    unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, Py_ssize_t) -> *mut PyObject;
type FastKeywordsFn = unsafe extern "C" fn(
    *mut PyObject,
    *const *mut PyObject,
    Py_ssize_t,
    *mut PyObject,
) -> *mut PyObject;

/// Native recursion is bounded here, since no Python frame is.
#[inline(always)]
unsafe fn guard() -> PyResult<()> {
    // SAFETY: attached.
    unsafe {
        if base::tstate::stack_exhausted()
            && crate::errors::native_recursion(base::tstate::current())
        {
            return Err(Raised::ASSUMED);
        }
    }
    Ok(())
}

/// What a foreign function answered must be a value, or NULL with an exception.
#[inline(always)]
unsafe fn answer(call: *const StackRef, result: *mut PyObject) -> PyResult {
    // SAFETY: NULL or a new reference.
    unsafe {
        if result.is_null() != base::error::occurred() {
            return objects::abstract_::call::check_result(Some((*call).as_object()), result, None);
        }
        Ref::from_c(result)
    }
}

/// # Safety
/// [`is_builtin`] held for `METH_O`.
#[inline(always)]
pub unsafe fn builtin_o(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        guard()?;
        let (args, _) = arguments(call, oparg);
        let (f, self_) = builtin_parts(call);
        let f: OneFn = core::mem::transmute(f);
        answer(call, f(self_, (*args).ptr()))
    }
}

/// # Safety
/// [`is_builtin`] held for `METH_FASTCALL`.
#[inline(never)]
pub unsafe fn builtin_fast(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let (f, self_) = builtin_parts(call);
        let f: FastFn = core::mem::transmute(f);
        let mut borrowed = Borrowed::new();
        answer(call, f(self_, borrowed.fill(args, n)?, n as isize))
    }
}

/// # Safety
/// [`is_builtin`] held for `METH_FASTCALL | METH_KEYWORDS`.
#[inline(never)]
pub unsafe fn builtin_fast_keywords(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let (f, self_) = builtin_parts(call);
        let f: FastKeywordsFn = core::mem::transmute(f);
        let mut borrowed = Borrowed::new();
        let first = borrowed.fill(args, n)?;
        answer(call, f(self_, first, n as isize, core::ptr::null_mut()))
    }
}

unsafe extern "C" {
    static PyMethodDescr_Type: Type;
}

/// A method descriptor of this convention, called on an instance of its class.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn is_method_descriptor(
    call: *const StackRef,
    oparg: usize,
    shape: c_int,
    wanted: Option<usize>,
) -> bool {
    // SAFETY: the exact type is checked before the struct is read.
    unsafe {
        let callable = (*call).ptr();
        if (*callable).ob_type != PyMethodDescr_Type.raw() {
            return false;
        }
        let (args, n) = arguments(call, oparg);
        let d = callable.cast::<PyMethodDescrObject>();
        n >= 1
            && wanted.is_none_or(|w| w == n)
            && (*(*d).d_method).ml_flags & SHAPE == shape
            && (*(*args).ptr()).ob_type == (*d).d_common.d_type
    }
}

#[inline(always)]
unsafe fn descriptor_function(call: *const StackRef) -> *const c_void {
    // SAFETY: the guard saw the type.
    unsafe { method_pointer((*(*call).ptr().cast::<PyMethodDescrObject>()).d_method) }
}

/// # Safety
/// [`is_method_descriptor`] held for `METH_O`.
#[inline(always)]
pub unsafe fn method_descriptor_o(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        guard()?;
        let (args, _) = arguments(call, oparg);
        let f: OneFn = core::mem::transmute(descriptor_function(call));
        answer(call, f((*args).ptr(), (*args.add(1)).ptr()))
    }
}

/// # Safety
/// [`is_method_descriptor`] held for `METH_NOARGS`.
#[inline(always)]
pub unsafe fn method_descriptor_noargs(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        guard()?;
        let (args, _) = arguments(call, oparg);
        let f: OneFn = core::mem::transmute(descriptor_function(call));
        answer(call, f((*args).ptr(), core::ptr::null_mut()))
    }
}

/// # Safety
/// [`is_method_descriptor`] held for `METH_FASTCALL`.
#[inline(never)]
pub unsafe fn method_descriptor_fast(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let f: FastFn = core::mem::transmute(descriptor_function(call));
        let mut borrowed = Borrowed::new();
        let first = borrowed.fill(args, n)?;
        answer(call, f(*first, first.add(1), n as isize - 1))
    }
}

/// # Safety
/// [`is_method_descriptor`] held for `METH_FASTCALL | METH_KEYWORDS`.
#[inline(never)]
pub unsafe fn method_descriptor_fast_keywords(call: *const StackRef, oparg: usize) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let f: FastKeywordsFn = core::mem::transmute(descriptor_function(call));
        let mut borrowed = Borrowed::new();
        let first = borrowed.fill(args, n)?;
        answer(
            call,
            f(*first, first.add(1), n as isize - 1, core::ptr::null_mut()),
        )
    }
}

/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn is_isinstance(ts: Ts, call: *const StackRef, oparg: usize) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        (*call).ptr() == (*(*ts).interp).callable_cache.isinstance
            && oparg + usize::from(!(*call.add(1)).is_null()) == 2
    }
}

/// # Safety
/// [`is_isinstance`] held.
#[inline(always)]
pub unsafe fn isinstance(call: *const StackRef, oparg: usize) -> PyResult<StackRef> {
    // SAFETY: as the caller says.
    unsafe {
        let (args, _) = arguments(call, oparg);
        let found = (*args)
            .as_object()
            .is_instance((*args.add(1)).as_object())?;
        Ok(StackRef::from_immortal(py_bool(found)))
    }
}

/// # Safety
/// The slots hold the callable and its `self` or NULL.
#[inline(always)]
pub unsafe fn is_list_append(ts: Ts, callable: &StackRef, self_: &StackRef) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        callable.ptr() == (*(*ts).interp).callable_cache.list_append
            && !self_.is_null()
            && self_
                .as_object()
                .is_exactly(objects::list::PyList_Type.raw())
    }
}
