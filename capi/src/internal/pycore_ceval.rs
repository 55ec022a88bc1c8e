//! `internal/pycore_ceval.h`: pending calls, recursion, and pieces of evaluation that the stock JIT and tests use.

use core::ffi::{c_char, c_int, c_void};
use core::mem::offset_of;
use core::ptr::null_mut;

use base::stackref::StackRef;
use layout::{
    _Py_CODEUNIT, _PyInterpreterFrame, _PyStackRef, Py_tracefunc, PyCodeObject, PyFunctionObject,
    PyInterpreterState, PyObject, PyThreadState, binaryfunc, conversion_func,
};
use objects::prelude::*;

use crate::support::*;

type PendingCall = unsafe extern "C" fn(*mut c_void) -> c_int;
/// `_Py_PENDING_MAINTHREADONLY`.
const MAIN_ONLY: c_int = 1;
/// `_Py_PENDING_RAWFREE`.
const RAW_FREE: c_int = 2;
/// `_Py_add_pending_call_result`.
const ADDED: c_int = 0;
const FULL: c_int = -1;
/// Asks the interpreter to call the function soon: 0, or -1 if the queue is full.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_AddPendingCall(
    interp: *mut PyInterpreterState,
    f: PendingCall,
    arg: *mut c_void,
    flags: c_int,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        let added = if flags & MAIN_ONLY != 0 {
            runtime::pending::add_main(f, arg)
        } else {
            runtime::pending::add(interp, f, arg, flags & RAW_FREE)
        };
        if added { ADDED } else { FULL }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_MakePendingCalls(_t: *mut PyThreadState) -> Status {
    run(runtime::pending::make_pending_calls)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_HandlePending(_t: *mut PyThreadState) -> Status {
    run(runtime::pending::handle)
}

/// RecursionError when the native stack is nearly used up.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_CheckRecursiveCall(
    _t: *mut PyThreadState,
    place: *const c_char,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { objects::recursion::enter(&lossy(place).unwrap_or_default()) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_InitializeRecursionLimits(t: *mut PyThreadState) {
    // SAFETY: the caller's contract.
    unsafe { runtime::pystate::init_stack_limits(t.cast()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SetProfile(
    _t: *mut PyThreadState,
    f: Option<Py_tracefunc>,
    o: Option<&Object>,
) -> Status {
    run(|| eval::monitor::legacy::set_profile(f, o))
}

/// New reference: a name of the running frame's builtins; AttributeError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyEval_GetBuiltin(name: Option<&Object>) -> PyResult {
    up({
        let name = some(name)?;
        match runtime::frames::current_builtins().get_item_opt(name)? {
            Some(v) => Ok(v),
            None => Err(objects::exceptions::raise_object(
                &objects::exceptions::types::AttributeError,
                name,
            )),
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_ImportFrom(
    _t: *mut PyThreadState,
    module: &Object,
    name: &Str,
) -> PyResult {
    up(eval::importing::import_from(module, name))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyEval_GetANext(it: &Object) -> PyResult {
    up(eval::genobject::async_next(it))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyEval_GetAwaitable(o: &Object, kind: c_int) -> PyResult {
    up(eval::genobject::awaitable_for(o, kind.max(0) as usize))
}

/// `_PyEval_BinaryOps`: what `BINARY_OP` calls, by its argument.
#[unsafe(no_mangle)]
pub static _PyEval_BinaryOps: [binaryfunc; 27] = {
    macro_rules! table {
        ($($i:literal)*) => { [$(binary_op::<$i>),*] };
    }
    table!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26)
};

unsafe extern "C" fn binary_op<const N: usize>(
    left: *mut PyObject,
    right: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: C contract: live operands.
    let r = unsafe { eval::operators::binary(N, Object::from_ptr(left), Object::from_ptr(right)) };
    r.map_or(null_mut(), Ref::into_ptr)
}

/// `_PyEval_ConversionFuncs`: `!s`, `!r` and `!a` by their numbers; the first is none.
#[unsafe(no_mangle)]
pub static _PyEval_ConversionFuncs: [Option<conversion_func>; 4] = [
    None,
    Some(convert::<{ layout::FVC_STR as usize }>),
    Some(convert::<{ layout::FVC_REPR as usize }>),
    Some(convert::<{ layout::FVC_ASCII as usize }>),
];

unsafe extern "C" fn convert<const N: usize>(value: *mut PyObject) -> *mut PyObject {
    // SAFETY: C contract: a live value.
    let r = eval::construct::convert(unsafe { Object::from_ptr(value) }, N);
    r.map_or(null_mut(), Ref::into_ptr)
}

/// `_Py_SpecialMethod`: a method of context managers, and what is said where it is missing.
#[repr(C)]
pub struct SpecialMethod {
    name: *mut PyObject,
    error: *const c_char,
    suggestion: *const c_char,
}
// SAFETY: constant; the names are immortal.
unsafe impl Sync for SpecialMethod {}

macro_rules! special {
    ($name:ident, $field:ident, $kind:literal, $other:literal, $hint:literal) => {
        SpecialMethod {
            // SAFETY: only the address is taken.
            name: unsafe {
                (&raw mut objects::runtime_data::_PyRuntime
                    .static_objects
                    .singletons
                    .strings
                    .identifiers
                    .$field)
                    .cast()
            },
            error: concat!(
                "'%T' object does not support the ",
                $kind,
                " protocol (missed ",
                stringify!($name),
                " method)\0"
            )
            .as_ptr()
            .cast(),
            suggestion: concat!(
                "'%T' object does not support the ",
                $kind,
                " protocol (missed ",
                stringify!($name),
                " method) but it supports the ",
                $other,
                " protocol. Did you mean to use '",
                $hint,
                "'?\0"
            )
            .as_ptr()
            .cast(),
        }
    };
}

/// By the argument of `LOAD_SPECIAL`.
#[unsafe(no_mangle)]
pub static _Py_SpecialMethods: [SpecialMethod; 4] = [
    special!(
        __enter__,
        _py___enter__,
        "context manager",
        "asynchronous context manager",
        "async with"
    ),
    special!(
        __exit__,
        _py___exit__,
        "context manager",
        "asynchronous context manager",
        "async with"
    ),
    special!(
        __aenter__,
        _py___aenter__,
        "asynchronous context manager",
        "context manager",
        "with"
    ),
    special!(
        __aexit__,
        _py___aexit__,
        "asynchronous context manager",
        "context manager",
        "with"
    ),
];

/// Where `SET_FUNCTION_ATTRIBUTE` writes, by its argument, one bit each; 0 elsewhere.
#[unsafe(no_mangle)]
pub static _Py_FunctionAttributeOffsets: [usize; 17] = {
    let mut offsets = [0; 17];
    offsets[layout::MAKE_FUNCTION_DEFAULTS as usize] = offset_of!(PyFunctionObject, func_defaults);
    offsets[layout::MAKE_FUNCTION_KWDEFAULTS as usize] =
        offset_of!(PyFunctionObject, func_kwdefaults);
    offsets[layout::MAKE_FUNCTION_ANNOTATIONS as usize] =
        offset_of!(PyFunctionObject, func_annotations);
    offsets[layout::MAKE_FUNCTION_CLOSURE as usize] = offset_of!(PyFunctionObject, func_closure);
    offsets[layout::MAKE_FUNCTION_ANNOTATE as usize] = offset_of!(PyFunctionObject, func_annotate);
    offsets
};

/// -1 with TypeError for what `except` cannot catch.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_CheckExceptTypeValid(
    _t: *mut PyThreadState,
    kind: &Object,
) -> Status {
    run(|| eval::handlers::check_except(kind))
}

/// -1 with TypeError for what `except*` cannot catch.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_CheckExceptStarTypeValid(
    _t: *mut PyThreadState,
    kind: &Object,
) -> Status {
    run(|| eval::handlers::check_except_star(kind))
}

/// New references: what an `except*` clause takes of an exception, and what it leaves. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_ExceptionGroupMatch(
    frame: *mut _PyInterpreterFrame,
    exception: &Object,
    kind: &Object,
    matched: *mut *mut PyObject,
    rest: *mut *mut PyObject,
) -> Status {
    // SAFETY: the caller's contract.
    run(|| unsafe {
        let (left, taken) = eval::handlers::split(frame, exception, kind)?;
        *rest = left.into_ptr();
        *matched = taken.into_ptr();
        Ok(())
    })
}

/// Raises TypeError if `async with` got an object of a type that nobody can await.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_FormatAwaitableError(
    _t: *mut PyThreadState,
    ty: &Type,
    kind: c_int,
) {
    let _raised = eval::genobject::check_async_with(ty, kind.max(0) as usize);
}

unsafe extern "C" {
    fn PyErr_Format(class: *mut PyObject, format: *const c_char, ...) -> *mut PyObject;
}

/// Raises an exception about a name, which the format shows; a NameError remembers it.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_FormatExcCheckArg(
    _t: *mut PyThreadState,
    class: &Object,
    format: *const c_char,
    name: Option<&Object>,
) {
    let Some(name) = name else { return };
    // SAFETY: the caller's format, which has one `%s`.
    unsafe {
        let text = crate::cpython::unicodeobject::PyUnicode_AsUTF8(Some(name));
        if text.is_null() {
            return;
        }
        PyErr_Format(class.as_ptr(), format, text);
    }
    if !class.is(&objects::exceptions::types::NameError) {
        return;
    }
    if let Some(exception) = base::error::take_current() {
        let known = exception.get_attr_opt(id!(name));
        let unset = matches!(&known, Ok(known) if known.as_ref().is_none_or(|k| is_none(k)));
        let outcome = match known {
            Ok(_) if unset => exception.set_attr(id!(name), name),
            Ok(_) => Ok(()),
            Err(raised) => Err(raised),
        };
        if let Err(raised) = outcome {
            raised.clear();
        }
        base::error::restore(Some(exception));
    }
}

/// Raises UnboundLocalError or NameError for a cell or free variable of a code object.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_FormatExcUnbound(
    _t: *mut PyThreadState,
    code: *mut PyCodeObject,
    index: c_int,
) {
    // SAFETY: the caller's contract.
    let _raised = unsafe { eval::errors::unbound_in(code, index.max(0) as usize) };
}

/// Puts what `f(**mapping)` means in the place of the exception that is set.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_FormatKwargsError(
    _t: *mut PyThreadState,
    f: &Object,
    mapping: &Object,
) {
    let _raised = eval::errors::keywords(f, mapping, Raised::ASSUMED);
}

/// -1 with TypeError unless `f(*args)` can iterate over `args`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_Check_ArgsIterable(
    _t: *mut PyThreadState,
    f: &Object,
    args: &Object,
) -> Status {
    run(|| match eval::construct::is_not_iterable(args) {
        true => {
            // naming the function may run code: nothing may be raised meanwhile
            drop(base::error::take_current());
            Err(eval::errors::star_argument(f, args))
        }
        false => Ok(()),
    })
}

/// Is the object a context manager of the other kind, with `async` or without?
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_SpecialMethodCanSuggest(o: &Object, which: c_int) -> c_int {
    c_int::from(eval::attribute::is_other_manager(
        o.class(),
        which.max(0) as usize,
    ))
}

/// Clears a frame that has ended, and gives its room back.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_FrameClearAndPop(
    t: *mut PyThreadState,
    frame: *mut _PyInterpreterFrame,
) {
    // SAFETY: the caller's contract.
    unsafe { eval::frame::clear_and_pop(t, frame) }
}

/// New reference: what `import` gets from the frame's `__import__`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_ImportName(
    _t: *mut PyThreadState,
    frame: *mut _PyInterpreterFrame,
    name: &Str,
    fromlist: &Object,
    level: &Object,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe { eval::importing::import_name(frame, name, fromlist, level) }
}

/// New reference: a name of the frame's locals, globals or builtins; NameError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_LoadName(
    _t: *mut PyThreadState,
    frame: *mut _PyInterpreterFrame,
    name: &Str,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe { eval::names::load_name(frame, name) }
}

/// A global or builtin name as a stack reference; NULL there with NameError.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_LoadGlobalStackRef(
    globals: &Object,
    builtins: &Object,
    name: &Str,
    to: *mut _PyStackRef,
) {
    let bits = match eval::names::load_global_from(globals, builtins, name) {
        Ok(v) => StackRef::from_ref(v),
        Err(_) => StackRef::NULL,
    };
    // SAFETY: the caller's slot.
    unsafe { (*to).bits = bits.into_bits() };
}

/// An attribute as a stack reference, which takes the owner over; NULL with an exception. With a second slot, a method comes unbound and its
/// `self` goes there, else NULL.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_LoadAttr_StackRefSteal(
    _t: *mut PyThreadState,
    owner: _PyStackRef,
    name: &Str,
    self_or_null: *mut _PyStackRef,
) -> _PyStackRef {
    let mut attr = StackRef::NULL;
    // SAFETY: the caller's contract.
    unsafe {
        let owner = StackRef::from_bits(owner.bits);
        let for_call = !self_or_null.is_null();
        let loaded = eval::attribute::load(
            owner,
            name,
            for_call,
            &raw mut attr,
            self_or_null.cast::<StackRef>(),
        );
        if loaded.is_err() {
            attr = StackRef::NULL;
        }
        _PyStackRef {
            bits: attr.into_bits(),
        }
    }
}

/// New reference: a tuple of the values that a class pattern looks at; NULL without an exception if the subject does not match.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_MatchClass(
    _t: *mut PyThreadState,
    subject: &Object,
    class: &Object,
    positional: isize,
    names: &Object,
) -> *mut PyObject {
    optional(
        eval::patterns::match_class(subject, class, positional.max(0) as usize, names)
            .map(|values| Some(values).filter(|v| !is_none(v))),
    )
}

/// New reference: a tuple of the values of a mapping pattern's keys; None if one is missing.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_MatchKeys(
    _t: *mut PyThreadState,
    subject: &Object,
    keys: &Object,
) -> PyResult {
    eval::patterns::match_keys(subject, keys)
}

/// Tells tools of an exception that an instruction raised.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_MonitorRaise(
    t: *mut PyThreadState,
    frame: *mut _PyInterpreterFrame,
    instruction: *mut _Py_CODEUNIT,
) {
    // SAFETY: the caller's contract.
    unsafe { eval::monitor::raise(t, frame, instruction) }
}

/// Does no tool want to know when a frame unwinds?
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_NoToolsForUnwind(_t: *mut PyThreadState) -> bool {
    !eval::monitor::unwinding_is_watched()
}

/// Unpacks into the slots below `top`, the first item highest: `count` items, and with `after` not negative a list and that many more. 1, or 0
/// with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_UnpackIterableStackRef(
    _t: *mut PyThreadState,
    iterable: &Object,
    count: c_int,
    after: c_int,
    top: *mut _PyStackRef,
) -> c_int {
    let before = count.max(0) as usize;
    let after = usize::try_from(after).ok();
    let total = before + after.map_or(0, |a| a + 1);
    // SAFETY: the caller's slots.
    let done = unsafe {
        let bottom = top.sub(total).cast::<StackRef>();
        eval::iterators::unpack(StackRef::from_object(iterable), before, after, bottom)
    };
    c_int::from(done.is_ok())
}

/// The most arguments that a caller keeps on its own stack.
const SCRATCH: isize = 10;

/// Borrowed objects of stack references, in the caller's scratch space or in a block of its own; NULL without memory.
///
/// # Safety
/// C contract; attached: room for ten pointers and one before them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObjectArray_FromStackRefArray(
    input: *mut _PyStackRef,
    n: isize,
    scratch: *mut *mut PyObject,
) -> *mut *mut PyObject {
    // SAFETY: the caller's contract; a block has one slot before, as callees of the vectorcall protocol may use it.
    unsafe {
        let mut result = scratch;
        if n > SCRATCH {
            let size = (n as usize + 1).saturating_mul(size_of::<*mut PyObject>());
            let block: *mut *mut PyObject = base::mem::alloc(base::mem::Domain::Mem, size).cast();
            if block.is_null() {
                return null_mut();
            }
            result = block.add(1);
        }
        for i in 0..n.max(0) as usize {
            let item = core::mem::ManuallyDrop::new(StackRef::from_bits((*input.add(i)).bits));
            *result.add(i) = if item.is_null() {
                null_mut()
            } else {
                item.ptr()
            };
        }
        result
    }
}

/// Frees what the function before made, unless it is the scratch space.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyObjectArray_Free(
    array: *mut *mut PyObject,
    scratch: *mut *mut PyObject,
) {
    // SAFETY: the caller's contract.
    unsafe {
        if array != scratch {
            base::mem::free(base::mem::Domain::Mem, array.sub(1).cast());
        }
    }
}

/// A generator, coroutine or asynchronous generator of a function that has just been called, its frame still empty, for generated
/// machine code.
///
/// # Safety
/// C contract; attached, the function's frame is the current one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_MakeCoro(function: *mut PyFunctionObject) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        let frame = (*base::tstate::current()).current_frame;
        let g = eval::genobject::allocate_for(function, (*frame).previous)?;
        objects::gc::track(Object::from_ptr(g.cast()));
        Ok(Ref::from_raw_owned(g))
    }
}
