//! `abstract.h`: the object, number, sequence, mapping and iterator protocols.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use layout::PyObject;
use objects::abstract_::{call, item, iter, number, sequence};
use objects::prelude::*;

use crate::support::*;
use crate::variadic::{Format, VaList, build, variadic};

const OFFSET: usize = layout::PY_VECTORCALL_ARGUMENTS_OFFSET as usize;

unsafe extern "C" fn call_function(
    callable: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    attached("PyObject_CallFunction");
    let callable = some(callable)?;
    // SAFETY: the caller's contract.
    unsafe { call_with(format, va, |args| callable.call(args)) }
}

/// Calls with arguments of a format; a single tuple is spread out.
pub(crate) unsafe fn call_with(
    format: *const c_char,
    va: *mut VaList,
    call: impl FnOnce(&[&Object]) -> PyResult,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        if format.is_null() || *format == 0 {
            return call(&[]);
        }
        let args = build::build_arguments(Format::new(format), &mut (*va).clone())?;
        match args.as_slice() {
            [only] if only.downcast::<Tuple>().is_some() => {
                call(only.downcast_unchecked::<Tuple>().as_slice())
            }
            args => call(args),
        }
    }
}

/// Calls a method as `call_with`.
pub(crate) unsafe fn call_method_with(
    o: Option<&Object>,
    method: PyResult<Ref<Str>>,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    let o = some(o)?;
    let method = o.get_attr(&*method?)?;
    if !method.is_callable() {
        return Err(raise!(
            TypeError,
            "attribute of type '{:.200}' is not callable",
            method.class().tp_name()
        ));
    }
    // SAFETY: the caller's contract.
    unsafe { call_with(format, va, |args| method.call(args)) }
}

unsafe extern "C" fn call_method(
    o: Option<&Object>,
    method: *const c_char,
    format: *const c_char,
    va: *mut VaList,
) -> PyResult {
    attached("PyObject_CallMethod");
    // SAFETY: the caller's contract.
    unsafe { call_method_with(o, name(method), format, va) }
}

/// The arguments up to a NULL.
unsafe fn objects_to_null<'a>(va: *mut VaList) -> Vec<&'a Object> {
    // SAFETY: the caller's contract.
    unsafe { core::iter::from_fn(|| Object::from_ptr_opt((*va).arg::<*mut PyObject>())).collect() }
}

unsafe extern "C" fn call_objects(callable: Option<&Object>, va: *mut VaList) -> PyResult {
    attached("PyObject_CallFunctionObjArgs");
    let callable = some(callable)?;
    // SAFETY: the caller's contract.
    callable.call(&unsafe { objects_to_null(va) })
}

unsafe extern "C" fn call_method_objects(
    o: Option<&Object>,
    method: Option<&Object>,
    va: *mut VaList,
) -> PyResult {
    attached("PyObject_CallMethodObjArgs");
    let (o, method) = (some(o)?, crate::object::attribute(some(method)?)?);
    // SAFETY: the caller's contract.
    o.call_method(method, &unsafe { objects_to_null(va) })
}

variadic! {
    /// Calls with arguments made by a `Py_BuildValue` format (NULL for none).
    fn PyObject_CallFunction(callable: Option<&Object>, format: *const c_char, ...) -> PyResult = call_function;
    fn PyObject_CallMethod(o: Option<&Object>, method: *const c_char, format: *const c_char, ...) -> PyResult = call_method;
    fn _PyObject_CallFunction_SizeT(callable: Option<&Object>, format: *const c_char, ...) -> PyResult = call_function;
    fn _PyObject_CallMethod_SizeT(o: Option<&Object>, method: *const c_char, format: *const c_char, ...) -> PyResult = call_method;
    // What these were called before 3.13.
    fn PyEval_CallFunction(callable: Option<&Object>, format: *const c_char, ...) -> PyResult = call_function;
    fn PyEval_CallMethod(o: Option<&Object>, method: *const c_char, format: *const c_char, ...) -> PyResult = call_method;
    /// Calls with the objects that follow, up to a NULL.
    fn PyObject_CallFunctionObjArgs(callable: Option<&Object>, ...) -> PyResult = call_objects;
    fn PyObject_CallMethodObjArgs(o: Option<&Object>, method: Option<&Object>, ...) -> PyResult = call_method_objects;
}

fn optional_dict(o: Option<&Object>) -> PyResult<Option<&Dict>> {
    o.map(|d| arg::<Dict>(Some(d))).transpose()
}

fn optional_tuple(o: Option<&Object>) -> PyResult<Option<&Tuple>> {
    o.map(|d| arg::<Tuple>(Some(d))).transpose()
}
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Call(
    callable: Option<&Object>,
    args: Option<&Object>,
    kwargs: Option<&Object>,
) -> PyResult {
    attached("PyObject_Call");
    up({
        let callable = some(callable)?;
        callable.call_tuple(arg(args)?, optional_dict(kwargs)?)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CallObject(
    callable: Option<&Object>,
    args: Option<&Object>,
) -> PyResult {
    attached("PyObject_CallObject");
    up({
        let callable = some(callable)?;
        match args {
            None => callable.call(&[]),
            Some(args) => match args.downcast::<Tuple>() {
                Some(t) => callable.call_tuple(t, None),
                None => Err(raise!(TypeError, "argument list must be a tuple")),
            },
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_CallNoArgs(callable: Option<&Object>) -> PyResult {
    attached("PyObject_CallNoArgs");
    up(some(callable)?.call(&[]))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Vectorcall(
    callable: Option<&Object>,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Object>,
) -> PyResult {
    attached("PyObject_Vectorcall");
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            let callable = some(callable)?;
            call::vectorcall(callable, args, nargsf, optional_tuple(kwnames)?)
        }
    })
}

/// Calls a method of `args[0]` with the others.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_VectorcallMethod(
    method: Option<&Object>,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        {
            let method = crate::object::attribute(
                method.ok_or_else(objects::exceptions::bad_internal_call)?,
            )?;
            let this = some(Object::from_ptr_opt(*args))?;
            let (f, unbound) = this.get_method(method)?;
            let kwnames = optional_tuple(kwnames)?;
            if unbound {
                // The method takes the object, so the caller's free place before the arguments is not free for it.
                call::vectorcall(&f, args, nargsf & !OFFSET, kwnames)
            } else {
                // The place of the object is free meanwhile.
                call::vectorcall(&f, args.add(1), (nargsf - 1) | OFFSET, kwnames)
            }
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyVectorcall_NARGS(nargsf: usize) -> isize {
    call::nargs(nargsf) as isize
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Type(o: Option<&Object>) -> PyResult {
    up(Ok(some(o)?.class().to_ref()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Size(o: Option<&Object>) -> Length {
    run(|| some(o)?.length())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Length(o: Option<&Object>) -> Length {
    run(|| some(o)?.length())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetItem(o: Option<&Object>, key: Option<&Object>) -> PyResult {
    up({
        let (o, key) = (some(o)?, some(key)?);
        o.get_item(key)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_SetItem(
    o: Option<&Object>,
    key: Option<&Object>,
    value: Option<&Object>,
) -> Status {
    run(|| item::set_item(some(o)?, some(key)?, Some(some(value)?)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_DelItem(o: Option<&Object>, key: Option<&Object>) -> Status {
    run(|| item::set_item(some(o)?, some(key)?, None))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_DelItemString(o: Option<&Object>, key: *const c_char) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { item::set_item(some(o)?, &*text(key)?, None) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Format(o: Option<&Object>, spec: Option<&Object>) -> PyResult {
    up({
        let o = some(o)?;
        if let Some(spec) = spec
            && spec.downcast::<Str>().is_none()
        {
            return Err(raise!(
                SystemError,
                "Format specifier must be a string, not {:.200}",
                spec.class().tp_name()
            ));
        }
        o.format(spec.and_then(|s| s.downcast::<Str>()))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetIter(o: Option<&Object>) -> PyResult {
    up(some(o)?.iter())
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_GetAIter(o: Option<&Object>) -> PyResult {
    up(iter::async_iter(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_IsInstance(o: Option<&Object>, class: Option<&Object>) -> c_int {
    flag(|| some(o)?.is_instance(some(class)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_IsSubclass(o: Option<&Object>, class: Option<&Object>) -> c_int {
    flag(|| some(o)?.is_subclass(some(class)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyIter_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(iter::is_iterator))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyAIter_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(iter::is_async_iterator))
}

/// NULL without an exception at the end.
#[unsafe(no_mangle)]
pub extern "C" fn PyIter_Next(it: Option<&Object>) -> *mut PyObject {
    optional(some(it).and_then(|it| it.next()))
}

/// 1 and an item; 0 and NULL at the end; -1 and NULL with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyIter_NextItem(it: Option<&Object>, out: *mut *mut PyObject) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let next = || {
                let it = some(it)?;
                if !iter::is_iterator(it) {
                    return Err(raise!(
                        TypeError,
                        "expected an iterator, got '{}'",
                        objects::repr::full_name(it.class())
                    ));
                }
                it.next()
            };
            found(out, next())
        }
    }
}

/// Sends a value: 1 (`PYGEN_NEXT`) with what was yielded, 0 (`PYGEN_RETURN`) with what was returned, -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyIter_Send(
    it: Option<&Object>,
    value: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            // No value is what a generator starts with.
            let send = || iter::send(some(it)?, value.unwrap_or(none()));
            let (code, result) = match send() {
                Ok(iter::Sent::Next(v)) => (1, v.into_ptr()),
                Ok(iter::Sent::Return(v)) => (0, v.into_ptr()),
                Err(_) => (-1, null_mut()),
            };
            *out = result;
            code
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(number::is_number))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyIndex_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(number::is_index))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Add(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::add(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Subtract(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::subtract(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Multiply(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_MatrixMultiply(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::matrix_multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_FloorDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::floor_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_TrueDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::true_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Remainder(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::remainder(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Divmod(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::divmod(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Lshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::lshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Rshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::rshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_And(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::and(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Xor(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::xor(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Or(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::or(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceAdd(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_add(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceSubtract(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_subtract(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceMultiply(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceMatrixMultiply(
    a: Option<&Object>,
    b: Option<&Object>,
) -> PyResult {
    up(number::inplace_matrix_multiply(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceFloorDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_floor_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceTrueDivide(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_true_divide(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceRemainder(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_remainder(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceLshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_lshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceRshift(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_rshift(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceAnd(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_and(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceXor(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_xor(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlaceOr(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(number::inplace_or(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Power(
    a: Option<&Object>,
    b: Option<&Object>,
    modulus: Option<&Object>,
) -> PyResult {
    up(number::power(some(a)?, some(b)?, some(modulus)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_InPlacePower(
    a: Option<&Object>,
    b: Option<&Object>,
    modulus: Option<&Object>,
) -> PyResult {
    up(number::inplace_power(some(a)?, some(b)?, some(modulus)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Negative(o: Option<&Object>) -> PyResult {
    up(number::negative(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Positive(o: Option<&Object>) -> PyResult {
    up(number::positive(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Absolute(o: Option<&Object>) -> PyResult {
    up(number::absolute(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Invert(o: Option<&Object>) -> PyResult {
    up(number::invert(some(o)?))
}

/// An exact int by `__index__`.
#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Index(o: Option<&Object>) -> PyResult {
    up(number::index_exact(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Long(o: Option<&Object>) -> PyResult {
    up(number::long(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_Float(o: Option<&Object>) -> PyResult {
    up(number::float(some(o)?))
}

/// An int's digits in base 2, 8, 10 or 16, with prefix.
#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_ToBase(o: Option<&Object>, base: c_int) -> PyResult {
    up({
        let o = some(o)?;
        if !matches!(base, 2 | 8 | 10 | 16) {
            return Err(raise!(
                SystemError,
                "PyNumber_ToBase: base must be 2, 8, 10 or 16"
            ));
        }
        let i = o.index()?;
        if base == 10 {
            objects::long::to_text::decimal(&i)
        } else {
            objects::long::to_text::format_radix(&i, base as u32, true)
        }
    })
}

/// The index of an int-like object; what is too large raises `exception`, or is clipped where that is NULL.
#[unsafe(no_mangle)]
pub extern "C" fn PyNumber_AsSsize_t(o: Option<&Object>, exception: Option<&Object>) -> Length {
    run(|| {
        let o = some(o)?;
        match exception {
            None => o.index_isize(true),
            Some(class) => {
                let i = o.index()?;
                match i.to_i64() {
                    Some(v) => Ok(v as isize),
                    None => {
                        let m = Str::format(format_args!(
                            "cannot fit '{:.200}' into an index-sized integer",
                            o.class().tp_name()
                        ))?;
                        Err(objects::exceptions::raise_any(class, Some(&m)))
                    }
                }
            }
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(sequence::is_sequence))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Size(o: Option<&Object>) -> Length {
    run(|| sequence::length(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Length(o: Option<&Object>) -> Length {
    run(|| sequence::length(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_GetItem(o: Option<&Object>, index: isize) -> PyResult {
    up(sequence::get(some(o)?, index))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_SetItem(
    o: Option<&Object>,
    index: isize,
    value: Option<&Object>,
) -> Status {
    run(|| sequence::set(some(o)?, index, value))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_DelItem(o: Option<&Object>, index: isize) -> Status {
    run(|| sequence::set(some(o)?, index, None))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_GetSlice(o: Option<&Object>, low: isize, high: isize) -> PyResult {
    up(sequence::get_slice(some(o)?, low, high))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_SetSlice(
    o: Option<&Object>,
    low: isize,
    high: isize,
    value: Option<&Object>,
) -> Status {
    run(|| sequence::set_slice(some(o)?, low, high, value))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_DelSlice(o: Option<&Object>, low: isize, high: isize) -> Status {
    run(|| sequence::set_slice(some(o)?, low, high, None))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Concat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(sequence::concat(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_InPlaceConcat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up(sequence::inplace_concat(some(a)?, some(b)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Repeat(o: Option<&Object>, count: isize) -> PyResult {
    up(sequence::repeat(some(o)?, count))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_InPlaceRepeat(o: Option<&Object>, count: isize) -> PyResult {
    up(sequence::inplace_repeat(some(o)?, count))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Contains(o: Option<&Object>, value: Option<&Object>) -> c_int {
    flag(|| {
        let o = some(o)?;
        match value {
            Some(value) => sequence::contains(o, value),
            // the reference looks at the value only when there is something to compare it with
            None if o.downcast::<List>().is_some_and(|l| l.is_empty()) => Ok(false),
            None if o.downcast::<Tuple>().is_some_and(|t| t.is_empty()) => Ok(false),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_In(o: Option<&Object>, value: Option<&Object>) -> c_int {
    PySequence_Contains(o, value)
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Count(o: Option<&Object>, value: Option<&Object>) -> Length {
    run(|| sequence::count(some(o)?, some(value)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Index(o: Option<&Object>, value: Option<&Object>) -> Length {
    run(|| sequence::index_of(some(o)?, some(value)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_List(o: Option<&Object>) -> PyResult {
    up(List::from_iterable(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PySequence_Tuple(o: Option<&Object>) -> PyResult {
    up(Tuple::from_iterable(some(o)?))
}

/// The list or tuple itself, or a list of the items; `message` is the TypeError of what cannot be iterated.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySequence_Fast(o: Option<&Object>, message: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { sequence::fast(some(o)?, Message::new(message)) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Check(o: Option<&Object>) -> c_int {
    c_int::from(o.is_some_and(|o| o.is_mapping()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Size(o: Option<&Object>) -> Length {
    run(|| item::mapping_length(some(o)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Length(o: Option<&Object>) -> Length {
    run(|| item::mapping_length(some(o)?))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_GetItemString(
    o: Option<&Object>,
    key: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { some(o)?.get_item(&*text(key)?) })
}

/// 1 and a new reference; 0 and NULL where KeyError was raised; -1 and NULL with another exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_GetOptionalItem(
    o: Option<&Object>,
    key: Option<&Object>,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, (|| some(o)?.get_item_opt(some(key)?))()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_GetOptionalItemString(
    o: Option<&Object>,
    key: *const c_char,
    out: *mut *mut PyObject,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { found(out, (|| some(o)?.get_item_opt(&*text(key)?))()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_HasKeyWithError(o: Option<&Object>, key: Option<&Object>) -> c_int {
    flag(|| Ok(some(o)?.get_item_opt(some(key)?)?.is_some()))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_HasKeyStringWithError(
    o: Option<&Object>,
    key: *const c_char,
) -> c_int {
    flag(|| {
        // SAFETY: the caller's contract.
        unsafe { Ok(some(o)?.get_item_opt(&*text(key)?)?.is_some()) }
    })
}

/// 1 or 0; an exception is reported as unraisable.
#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_HasKey(o: Option<&Object>, key: Option<&Object>) -> c_int {
    quietly(
        "PyMapping_HasKey",
        "PyMapping_HasKeyWithError(), PyMapping_GetOptionalItem() or PyObject_GetItem()",
        (|| Ok(some(o)?.get_item_opt(some(key)?)?.is_some()))(),
    )
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_HasKeyString(o: Option<&Object>, key: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        quietly(
            "PyMapping_HasKeyString",
            "PyMapping_HasKeyStringWithError(), PyMapping_GetOptionalItemString() or PyMapping_GetItemString()",
            (|| Ok(some(o)?.get_item_opt(&*text(key)?)?.is_some()))(),
        )
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMapping_SetItemString(
    o: Option<&Object>,
    key: *const c_char,
    value: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { item::set_item(some(o)?, &*text(key)?, Some(some(value)?)) }
    })
}

/// A list of what a mapping's method gives.
fn method_list(
    o: Option<&Object>,
    exact: fn(&Dict) -> PyResult<Ref<List>>,
    method: &Str,
) -> PyResult<Ref<List>> {
    let o = some(o)?;
    if let Some(d) = o.downcast::<Dict>()
        && d.is_exact_dict()
    {
        return exact(d);
    }
    let items = o.call_method(method, &[])?;
    if let Ok(list) = items.clone().downcast_into::<List>() {
        return Ok(list);
    }
    match items.iter() {
        Ok(it) => List::from_iterable(&it),
        Err(raised) => {
            objects::exceptions::clear_if(&objects::exceptions::types::TypeError, raised)?;
            Err(raise!(
                TypeError,
                "{:.200}.{}() returned a non-iterable (type {:.200})",
                o.class().tp_name(),
                method.to_string_lossy(),
                items.class().tp_name()
            ))
        }
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Keys(o: Option<&Object>) -> PyResult {
    up(method_list(o, Dict::keys_list, id!(keys)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Values(o: Option<&Object>) -> PyResult {
    up(method_list(o, Dict::values_list, id!(values)))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMapping_Items(o: Option<&Object>) -> PyResult {
    up(method_list(o, Dict::items_list, id!(items)))
}

/// The names of before 3.9.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_CallObjectWithKeywords(
    callable: Option<&Object>,
    args: Option<&Object>,
    kwargs: Option<&Object>,
) -> PyResult {
    up({
        let callable = some(callable)?;
        if let Some(args) = args
            && args.downcast::<Tuple>().is_none()
        {
            return Err(raise!(TypeError, "argument list must be a tuple"));
        }
        if let Some(kwargs) = kwargs
            && kwargs.downcast::<Dict>().is_none()
        {
            return Err(raise!(TypeError, "keyword list must be a dictionary"));
        }
        callable.call_tuple(
            args.and_then(|a| a.downcast::<Tuple>())
                .unwrap_or(Tuple::empty()),
            optional_dict(kwargs)?,
        )
    })
}
