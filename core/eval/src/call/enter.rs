//! Calls of Python functions within the evaluation loop: the callee's frame is pushed and run by the same loop.

use layout::*;
use objects::function::PyFunction_Type;
use objects::method::PyMethod_Type;

use super::push_frame;
use crate::frame::{has_space, initialize};
use crate::interpreter::is_pep523;
use crate::prelude::*;

/// The function in a callable's slot, if its calls may be entered.
///
/// # Safety
/// A live slot.
#[inline(always)]
unsafe fn python_function(ts: Ts, callable: *mut PyObject) -> Option<*mut PyFunctionObject> {
    // SAFETY: the exact type is checked before the struct is read.
    unsafe {
        if (*callable).ob_type != PyFunction_Type.raw() || is_pep523(ts) {
            return None;
        }
        let f = callable.cast::<PyFunctionObject>();
        let entry = (*f).vectorcall?;
        (entry as usize == super::_PyFunction_Vectorcall as *const () as usize).then_some(f)
    }
}

/// A bound method becomes its function and its `self`.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn expand_method(call: *mut StackRef) {
    // SAFETY: as the caller says.
    unsafe {
        if (*call).as_object().is_exactly(PyMethod_Type.raw()) && (*call.add(1)).is_null() {
            let m = (*call).ptr().cast::<PyMethodObject>();
            let function = StackRef::from_object(Object::from_ptr((*m).im_func));
            call.add(1)
                .write(StackRef::from_object(Object::from_ptr((*m).im_self)));
            call.replace(function).close();
        }
    }
}

/// Where the arguments begin, and how many there are, `self` included.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub(super) unsafe fn arguments(call: *const StackRef, oparg: usize) -> (*const StackRef, usize) {
    // SAFETY: as the caller says.
    unsafe {
        if (*call.add(1)).is_null() {
            (call.add(2), oparg)
        } else {
            (call.add(1), oparg + 1)
        }
    }
}

/// `CALL`.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn call(ts: Ts, frame: Frame, call: *const StackRef, oparg: usize) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        if python_function(ts, (*call).ptr()).is_some() {
            return push_general(ts, frame, call, oparg);
        }
        Ok(Called::value(super::vectorcall(call, oparg)?))
    }
}

/// Namespace for code that keeps its locals in a dict.
unsafe fn locals_for(f: *mut PyFunctionObject) -> *mut PyObject {
    // SAFETY: live.
    unsafe {
        if (*(*f).func_code.cast::<PyCodeObject>()).co_flags & CO_OPTIMIZED != 0 {
            core::ptr::null_mut()
        } else {
            Object::from_ptr((*f).func_globals).to_ref().into_ptr()
        }
    }
}

/// Pushes a frame for any Python function. The operands are moved; if that fails their slots are NULL.
///
/// # Safety
/// `call` is the slot of a Python function.
pub unsafe fn push_general(
    ts: Ts,
    frame: Frame,
    call: *const StackRef,
    oparg: usize,
) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        let (args, n) = arguments(call, oparg);
        let function = call.read();
        let locals = locals_for(function.ptr().cast());
        (*frame).stackpointer = call.cast_mut().cast();
        match push_frame(ts, function, locals, args.cast_mut(), n, None, frame) {
            Ok(callee) => Ok(Called::Frame(callee)),
            Err(e) => {
                forget(call, oparg + 2);
                Err(e)
            }
        }
    }
}

/// Marks moved slots.
unsafe fn forget(call: *const StackRef, n: usize) {
    for i in 0..n {
        // SAFETY: as the caller's.
        unsafe { call.cast_mut().add(i).write(StackRef::NULL) };
    }
}

/// `CALL_KW`.
///
/// # Safety
/// `call` is the callable's slot; `names` holds a tuple of strings, whose values end the arguments.
pub unsafe fn call_kw(
    ts: Ts,
    frame: Frame,
    call: *const StackRef,
    oparg: usize,
    names: &StackRef,
) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        let Some(f) = python_function(ts, (*call).ptr()) else {
            return Ok(Called::value(super::vectorcall_kw(call, oparg, names)?));
        };
        let (args, total) = arguments(call, oparg);
        let names_tuple = names.dup().into_ref();
        let tuple: &Tuple = names_tuple.downcast_unchecked();
        let n = total - tuple.len();
        let function = call.read();
        let locals = locals_for(f);
        let names_slot = call.add(oparg + 2).cast_mut();
        (*frame).stackpointer = call.cast_mut().cast();
        match push_frame(ts, function, locals, args.cast_mut(), n, Some(tuple), frame) {
            Ok(callee) => {
                names_slot.replace(StackRef::NULL).close();
                Ok(Called::Frame(callee))
            }
            Err(e) => {
                forget(call, oparg + 2);
                Err(e)
            }
        }
    }
}

/// `CALL_FUNCTION_EX`: the slots hold the callable, NULL, a tuple, and a dict or NULL.
///
/// # Safety
/// `call` is the callable's slot.
pub unsafe fn call_ex(ts: Ts, frame: Frame, call: *const StackRef) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        let callable = (*call).as_object();
        let args: &Tuple = (*call.add(2)).as_object().downcast_unchecked();
        let kwargs = (*call.add(3)).as_object_opt();
        let Some(f) = python_function(ts, (*call).ptr()) else {
            let kwargs = kwargs.map(|k| k.downcast_unchecked::<Dict>());
            return Ok(Called::value(callable.call_tuple(args, kwargs)?));
        };
        let n = args.len();
        let mut slots: Vec<core::mem::ManuallyDrop<StackRef>> = Vec::new();
        let extra = kwargs.map_or(0, |k| k.downcast_unchecked::<Dict>().len());
        if slots.try_reserve_exact(n + extra).is_err() {
            return Err(objects::exceptions::no_memory());
        }
        let mut names = None;
        if let Some(kwargs) = kwargs
            && extra > 0
        {
            let kwargs: &Dict = kwargs.downcast_unchecked();
            let mut keys = vec_for(extra)?;
            let mut values = vec_for(extra)?;
            let mut position = 0;
            while let Some((k, v)) = kwargs.next_entry(&mut position) {
                if k.downcast::<Str>().is_none() {
                    return Err(raise!(TypeError, "keywords must be strings"));
                }
                keys.try_push(k)?;
                values.try_push(v)?;
            }
            names = Some(Tuple::from_vec(keys)?);
            for a in args.as_slice() {
                slots.push(core::mem::ManuallyDrop::new(StackRef::from_object(a)));
            }
            for v in values {
                slots.push(core::mem::ManuallyDrop::new(StackRef::from_ref(v)));
            }
        } else {
            for a in args.as_slice() {
                slots.push(core::mem::ManuallyDrop::new(StackRef::from_object(a)));
            }
        }
        let function = (*call).dup();
        let callee = push_frame(
            ts,
            function,
            locals_for(f),
            slots.as_mut_ptr().cast(),
            n,
            names.as_deref(),
            frame,
        )?;
        // The operands are not moved here: they are released in place.
        for i in (0..4).rev() {
            call.cast_mut().add(i).replace(StackRef::NULL).close();
        }
        Ok(Called::Frame(callee))
    }
}

/// Makes the positional part of `f(*args)` a tuple.
///
/// # Safety
/// Live slots.
pub unsafe fn make_args_tuple(call: *const StackRef, args: *mut StackRef) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let given = (*args).as_object();
        if given.is_exactly(objects::tuple::PyTuple_Type.raw()) {
            return Ok(());
        }
        let tuple = match Tuple::from_iterable(given) {
            Ok(t) => t,
            Err(e) => {
                return Err(crate::errors::args_not_iterable(
                    (*call).as_object(),
                    given,
                    e,
                ));
            }
        };
        args.replace(StackRef::from_ref(tuple)).close();
        Ok(())
    }
}

// Specialised forms.

/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn function_version_is(ts: Ts, call: *const StackRef, version: u32) -> bool {
    // SAFETY: the exact type is checked before the struct is read.
    unsafe {
        let callable = (*call).ptr();
        (*callable).ob_type == PyFunction_Type.raw()
            && (*callable.cast::<PyFunctionObject>()).func_version == version
            && !is_pep523(ts)
    }
}

/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn method_version_is(ts: Ts, call: *const StackRef, version: u32) -> bool {
    // SAFETY: the exact types are checked before the structs are read.
    unsafe {
        let callable = (*call).ptr();
        if (*callable).ob_type != PyMethod_Type.raw() || !(*call.add(1)).is_null() {
            return false;
        }
        let function = (*callable.cast::<PyMethodObject>()).im_func;
        (*function).ob_type == PyFunction_Type.raw()
            && (*function.cast::<PyFunctionObject>()).func_version == version
            && !is_pep523(ts)
    }
}

/// Exactly the parameters are given, and the frame fits.
///
/// # Safety
/// `call` is the slot of a Python function.
#[inline(always)]
pub unsafe fn takes_exactly(ts: Ts, call: *const StackRef, oparg: usize) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let f = (*call).ptr().cast::<PyFunctionObject>();
        let code = (*f).func_code.cast::<PyCodeObject>();
        let n = oparg + usize::from(!(*call.add(1)).is_null());
        (*code).co_argcount as usize == n && has_space(ts, (*code).co_framesize as usize)
    }
}

/// Pushes a frame whose parameters are just the arguments.
///
/// # Safety
/// [`takes_exactly`] held, and the code is optimised, without variable parameters.
#[inline(always)]
pub unsafe fn push_exact(ts: Ts, frame: Frame, call: *const StackRef, oparg: usize) -> Frame {
    // SAFETY: as the caller says; all operands move.
    unsafe {
        let function = call.read();
        let (args, n) = arguments(call, oparg);
        push_simple(ts, frame, function, args, n)
    }
}

/// # Safety
/// As [`push_exact`].
#[inline(always)]
unsafe fn push_simple(
    ts: Ts,
    frame: Frame,
    function: StackRef,
    args: *const StackRef,
    n: usize,
) -> Frame {
    // SAFETY: as the caller says.
    unsafe {
        let f = function.ptr().cast::<PyFunctionObject>();
        let code = (*f).func_code.cast::<PyCodeObject>();
        let callee = (*ts).datastack_top.cast::<_PyInterpreterFrame>();
        (*ts).datastack_top = (*ts).datastack_top.add((*code).co_framesize as usize);
        initialize(callee, function, core::ptr::null_mut(), code, n, frame);
        for i in 0..n {
            local(callee, i).write(args.add(i).read());
        }
        callee
    }
}

/// May the function at `address` be entered with exactly `n` arguments?
///
/// # Safety
/// `address` is a function that is live.
#[inline(always)]
pub unsafe fn can_enter(ts: Ts, address: u64, n: usize) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let f = address as *mut PyFunctionObject;
        let code = (*f).func_code.cast::<PyCodeObject>();
        !is_pep523(ts)
            && (*code).co_argcount as usize == n
            && has_space(ts, (*code).co_framesize as usize)
    }
}

/// As [`can_enter`], of this function version.
///
/// # Safety
/// As [`can_enter`].
#[inline(always)]
pub unsafe fn can_enter_version(ts: Ts, address: u64, version: u32, n: usize) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        (*(address as *mut PyFunctionObject)).func_version == version && can_enter(ts, address, n)
    }
}

/// A property's getter.
///
/// # Safety
/// [`can_enter`] held.
#[inline(always)]
pub unsafe fn enter_property(
    ts: Ts,
    frame: Frame,
    owner: StackRef,
    getter: u64,
) -> PyResult<Called> {
    // SAFETY: as the caller says; `owner` moves.
    unsafe {
        let owner = core::mem::ManuallyDrop::new(owner);
        let function = StackRef::from_object(Object::from_ptr(getter as *mut PyObject));
        Ok(Called::Frame(push_simple(ts, frame, function, &*owner, 1)))
    }
}

/// A Python `__getattribute__`.
///
/// # Safety
/// [`can_enter_version`] held.
#[inline(always)]
pub unsafe fn enter_getattribute(
    ts: Ts,
    frame: Frame,
    owner: StackRef,
    getter: u64,
    name: &Str,
) -> PyResult<Called> {
    // SAFETY: as the caller says; both move.
    unsafe {
        let args = core::mem::ManuallyDrop::new([owner, StackRef::from_object(name)]);
        let function = StackRef::from_object(Object::from_ptr(getter as *mut PyObject));
        Ok(Called::Frame(push_simple(
            ts,
            frame,
            function,
            args.as_ptr(),
            2,
        )))
    }
}

/// The Python `__getitem__` that the container's heap type has cached, if it may be entered.
///
/// # Safety
/// A live slot.
#[inline(always)]
pub unsafe fn cached_getitem(ts: Ts, container: &StackRef) -> Option<*mut PyFunctionObject> {
    // SAFETY: heap types have the longer struct.
    unsafe {
        let ty = (*container.ptr()).ob_type;
        if (*ty).tp_flags & Py_TPFLAGS_HEAPTYPE as core::ffi::c_ulong == 0 {
            return None;
        }
        let cache = &raw mut (*ty.cast::<PyHeapTypeObject>())._spec_cache;
        let getitem = (*cache).getitem.cast::<PyFunctionObject>();
        if getitem.is_null() || (*getitem).func_version != (*cache).getitem_version {
            return None;
        }
        can_enter(ts, getitem as u64, 2).then_some(getitem)
    }
}

/// # Safety
/// [`cached_getitem`] has answered.
#[inline(always)]
pub unsafe fn enter_getitem(
    ts: Ts,
    frame: Frame,
    container: StackRef,
    key: StackRef,
) -> PyResult<Called> {
    // SAFETY: as the caller says; both move.
    unsafe {
        let ty = (*container.ptr()).ob_type.cast::<PyHeapTypeObject>();
        let getitem = (*ty)._spec_cache.getitem;
        let args = core::mem::ManuallyDrop::new([container, key]);
        let function = StackRef::from_object(Object::from_ptr(getitem));
        Ok(Called::Frame(push_simple(
            ts,
            frame,
            function,
            args.as_ptr(),
            2,
        )))
    }
}

/// The class' `__init__` is a cached Python function, and both frames fit.
///
/// # Safety
/// `call` is the callable's slot.
#[inline(always)]
pub unsafe fn init_version_is(ts: Ts, call: *const StackRef, version: u32) -> bool {
    // SAFETY: the flag says that it is a type, the version that it is the heap type specialised for.
    unsafe {
        let callable = (*call).ptr();
        if !(*call.add(1)).is_null()
            || (*(*callable).ob_type).tp_flags & Py_TPFLAGS_TYPE_SUBCLASS as core::ffi::c_ulong == 0
            || (*callable.cast::<PyTypeObject>()).tp_version_tag != version
            || is_pep523(ts)
        {
            return false;
        }
        let init = (*callable.cast::<PyHeapTypeObject>())._spec_cache.init;
        if init.is_null() {
            return false;
        }
        let code = (*init.cast::<PyFunctionObject>())
            .func_code
            .cast::<PyCodeObject>();
        has_space(
            ts,
            (*code).co_framesize as usize + crate::init_cleanup::FRAME_SIZE,
        )
    }
}

/// Allocates an instance and enters its `__init__`, above a frame that checks the answer and returns the instance.
///
/// # Safety
/// [`init_version_is`] held.
pub unsafe fn allocate_and_enter_init(
    ts: Ts,
    frame: Frame,
    call: *const StackRef,
    oparg: usize,
) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        let class = (*call).ptr().cast::<PyHeapTypeObject>();
        let init = Object::from_ptr((*class)._spec_cache.init).to_ref();
        let instance = Type::from_raw(class.cast()).alloc(0)?;
        let shim = crate::init_cleanup::push(ts, frame, &instance);
        let f = init.as_object_ptr().cast::<PyFunctionObject>();
        // The slot before the arguments is NULL; the instance goes there.
        let args = call.cast_mut().add(1);
        args.write(StackRef::from_ref(instance));
        (*frame).stackpointer = call.cast_mut().cast();
        let class_slot = call.read();
        let (init, locals) = (StackRef::from_ref(init), locals_for(f));
        let pushed = push_frame(ts, init, locals, args, oparg + 1, None, shim);
        forget(call, oparg + 2);
        class_slot.close();
        match pushed {
            Ok(callee) => {
                (*frame).return_offset = 4;
                (*ts).py_recursion_remaining -= 1;
                Ok(Called::Frame(callee))
            }
            Err(e) => {
                crate::frame::clear_and_pop(ts, shim);
                Err(e)
            }
        }
    }
}

// Calls that tools watch.

/// The first argument, as tools are told of it.
unsafe fn first_argument<'a>(call: *const StackRef, oparg: usize) -> &'a Object {
    // SAFETY: as the caller's.
    unsafe {
        let (args, n) = arguments(call, oparg);
        if n == 0 {
            crate::monitor::missing()
        } else {
            (*args).as_object()
        }
    }
}

/// Reports a call.
///
/// # Safety
/// `call` is the callable's slot.
pub unsafe fn report(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    call: *const StackRef,
    oparg: usize,
) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let kind = crate::monitor::events::CALL;
        let first = first_argument(call, oparg);
        crate::monitor::event(ts, frame, ip, kind, &[(*call).as_object(), first])
    }
}

/// Reports a call with unpacked arguments.
///
/// # Safety
/// `call` is the callable's slot.
pub unsafe fn report_ex(ts: Ts, frame: Frame, ip: Ip, call: *const StackRef) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let kind = crate::monitor::events::CALL;
        let args: &Tuple = (*call.add(2)).as_object().downcast_unchecked();
        let first = args.get(0).unwrap_or(crate::monitor::missing());
        crate::monitor::event(ts, frame, ip, kind, &[(*call).as_object(), first])
    }
}

/// # Safety
/// As [`call`].
pub unsafe fn call_monitored(
    ts: Ts,
    frame: Frame,
    slot: *const StackRef,
    oparg: usize,
) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        if python_function(ts, (*slot).ptr()).is_some() {
            return push_general(ts, frame, slot, oparg);
        }
        let result = super::vectorcall(slot, oparg);
        let first = first_argument(slot, oparg);
        let result = crate::monitor::native_returned(ts, frame, (*slot).as_object(), first, result);
        Ok(Called::value(result?))
    }
}

/// # Safety
/// As [`call_kw`].
pub unsafe fn call_kw_monitored(
    ts: Ts,
    frame: Frame,
    slot: *const StackRef,
    oparg: usize,
    names: &StackRef,
) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        if python_function(ts, (*slot).ptr()).is_some() {
            return call_kw(ts, frame, slot, oparg, names);
        }
        let result = super::vectorcall_kw(slot, oparg, names);
        let first = first_argument(slot, oparg);
        let result = crate::monitor::native_returned(ts, frame, (*slot).as_object(), first, result);
        Ok(Called::value(result?))
    }
}

/// # Safety
/// As [`call_ex`].
pub unsafe fn call_ex_monitored(ts: Ts, frame: Frame, slot: *const StackRef) -> PyResult<Called> {
    // SAFETY: as the caller says.
    unsafe {
        if python_function(ts, (*slot).ptr()).is_some() {
            return call_ex(ts, frame, slot);
        }
        let args: &Tuple = (*slot.add(2)).as_object().downcast_unchecked();
        let kwargs = (*slot.add(3)).as_object_opt();
        let kwargs = kwargs.map(|k| k.downcast_unchecked::<Dict>());
        let result = (*slot).as_object().call_tuple(args, kwargs);
        let first = args.get(0).unwrap_or(crate::monitor::missing());
        let result = crate::monitor::native_returned(ts, frame, (*slot).as_object(), first, result);
        Ok(Called::value(result?))
    }
}
