//! From a slot to a special method: what a class made in Python has in its slots.
//!
//! Each function looks the method up on the type (never the instance) and calls it without making a bound method where it can.

use core::ffi::c_int;

use layout::*;

use crate::abstract_::call::{self, call_bound};
use crate::exceptions::types::AttributeError;
use crate::exceptions::{clear_if, write_unraisable};
use crate::prelude::*;

/// A special method found on the type: the callable, and whether the instance must be passed.
type Found = Option<(Ref, bool)>;

/// `lookup_maybe_method`: like `get_method` for special methods.
#[inline]
pub(crate) fn lookup_method(this: &Object, name: &Str) -> PyResult<Found> {
    let Some(f) = this.class().lookup(name) else {
        return Ok(None);
    };
    // SAFETY: live types.
    unsafe {
        let ty = f.type_ptr();
        if (*ty).tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR != 0 {
            return Ok(Some((f, true)));
        }
        match (*ty).tp_descr_get {
            None => Ok(Some((f, false))),
            Some(get) => Ok(Some((
                Ref::from_c(get(f.as_ptr(), this.as_ptr(), this.type_ptr().cast()))?,
                false,
            ))),
        }
    }
}

/// Calls the special method of `args[0]`; None if there is none.
#[inline]
pub(crate) fn call_special_opt<const N: usize>(
    name: &Str,
    args: [&Object; N],
) -> PyResult<Option<Ref>> {
    match lookup_method(args[0], name)? {
        Some((f, unbound)) => call_bound(&f, unbound, args).map(Some),
        None => Ok(None),
    }
}

/// Calls the special method of `args[0]`; AttributeError if there is none.
#[inline]
pub(crate) fn call_special<const N: usize>(name: &Str, args: [&Object; N]) -> PyResult {
    match call_special_opt(name, args)? {
        Some(r) => Ok(r),
        None => Err(raise_object_name(name)),
    }
}

#[cold]
fn raise_object_name(name: &Str) -> Raised {
    crate::exceptions::raise_object(&AttributeError, name)
}

// Sequences and mappings.

pub extern "C" fn slot_sq_length(this: &Object) -> Length {
    length(this).into()
}

fn length(this: &Object) -> PyResult<isize> {
    let r = call_special(id!(__len__), [this])?;
    let n = r.index()?;
    if n.is_negative() {
        return Err(raise!(ValueError, "__len__() should return >= 0"));
    }
    n.index_isize_overflow()
}

pub extern "C" fn slot_mp_length(this: &Object) -> Length {
    length(this).into()
}

pub extern "C" fn slot_sq_item(this: &Object, i: isize) -> PyResult {
    let i = Long::from_isize(i)?;
    call_special(id!(__getitem__), [this, &i])
}

pub extern "C" fn slot_sq_ass_item(this: &Object, i: isize, value: Option<&Object>) -> Status {
    let run = || -> PyResult<()> {
        let i = Long::from_isize(i)?;
        set_or_delete(this, &i, value)
    };
    run().into()
}

fn set_or_delete(this: &Object, key: &Object, value: Option<&Object>) -> PyResult<()> {
    match value {
        Some(v) => call_special(id!(__setitem__), [this, key, v])?,
        None => call_special(id!(__delitem__), [this, key])?,
    };
    Ok(())
}

pub extern "C" fn slot_mp_subscript(this: &Object, key: &Object) -> PyResult {
    call_special(id!(__getitem__), [this, key])
}

pub extern "C" fn slot_mp_ass_subscript(
    this: &Object,
    key: &Object,
    value: Option<&Object>,
) -> Status {
    set_or_delete(this, key, value).into()
}

pub extern "C" fn slot_sq_contains(this: &Object, value: &Object) -> Status {
    let run = || -> PyResult<bool> {
        let Some((f, unbound)) = lookup_method(this, id!(__contains__))? else {
            return crate::abstract_::sequence::iter_contains(this, value);
        };
        if is_none(&f) {
            return Err(raise!(
                TypeError,
                "'{}' object is not a container",
                this.class().tp_name()
            ));
        }
        call_bound(&f, unbound, [this, value])?.is_true()
    };
    run().into()
}

// Numbers.

macro_rules! unary {
    ($($slot:ident = $name:ident;)*) => {$(
        pub extern "C" fn $slot(this: &Object) -> PyResult {
            call_special(id!($name), [this])
        }
    )*};
}

unary! {
    slot_nb_negative = __neg__;
    slot_nb_positive = __pos__;
    slot_nb_absolute = __abs__;
    slot_nb_invert = __invert__;
    slot_nb_int = __int__;
    slot_nb_float = __float__;
    slot_nb_index = __index__;
    slot_tp_str = __str__;
}

macro_rules! inplace {
    ($($slot:ident = $name:ident;)*) => {$(
        pub extern "C" fn $slot(this: &Object, other: &Object) -> PyResult {
            call_special(id!($name), [this, other])
        }
    )*};
}

inplace! {
    slot_nb_inplace_add = __iadd__;
    slot_nb_inplace_subtract = __isub__;
    slot_nb_inplace_multiply = __imul__;
    slot_nb_inplace_matrix_multiply = __imatmul__;
    slot_nb_inplace_remainder = __imod__;
    slot_nb_inplace_lshift = __ilshift__;
    slot_nb_inplace_rshift = __irshift__;
    slot_nb_inplace_and = __iand__;
    slot_nb_inplace_xor = __ixor__;
    slot_nb_inplace_or = __ior__;
    slot_nb_inplace_floor_divide = __ifloordiv__;
    slot_nb_inplace_true_divide = __itruediv__;
}

pub extern "C" fn slot_nb_inplace_power(this: &Object, other: &Object, _: &Object) -> PyResult {
    call_special(id!(__ipow__), [this, other])
}

/// The special method's answer, NotImplemented if there is no method.
fn or_not_implemented<const N: usize>(name: &Str, args: [&Object; N]) -> PyResult {
    Ok(match call_special_opt(name, args)? {
        Some(r) => r,
        None => not_implemented().to_ref(),
    })
}

/// Does `right` (of a subtype of `left`'s type) have a method of this name that `left` does not share?
fn overrides(left: &Object, right: &Object, name: &Str) -> PyResult<bool> {
    let Some(b) = (match right.class().get_attr_opt(name)? {
        Some(b) => Some(b),
        None => return Ok(false),
    }) else {
        return Ok(false);
    };
    let Some(a) = left.class().get_attr_opt(name)? else {
        return Ok(true);
    };
    a.compare_bool(&b, CompareOp::Ne)
}

/// A binary slot: forward method of the left operand, reflected one of the right, in the order that subtyping demands.
///
/// `mine` tells whether a type has this very dispatcher in the slot.
#[inline]
fn binary(
    left: &Object,
    right: &Object,
    third: Option<&Object>,
    mine: impl Fn(*mut PyNumberMethods) -> bool,
    forward: &Str,
    reflected: &Str,
) -> PyResult {
    // SAFETY: sub-tables of ready types are NULL or whole.
    let has = |o: &Object| unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        !n.is_null() && mine(n)
    };
    let call = |name: &Str, a: &Object, b: &Object| match third {
        None => or_not_implemented(name, [a, b]),
        Some(c) => or_not_implemented(name, [a, b, c]),
    };
    let same_type = core::ptr::eq(left.type_ptr(), right.type_ptr());
    let mut try_right = !same_type && has(right);
    if has(left) {
        if try_right && right.class().is_subtype(left.class()) && overrides(left, right, reflected)?
        {
            let r = call(reflected, right, left)?;
            if !r.is(not_implemented()) {
                return Ok(r);
            }
            try_right = false;
        }
        let r = call(forward, left, right)?;
        if !r.is(not_implemented()) || same_type {
            return Ok(r);
        }
    }
    if try_right {
        return call(reflected, right, left);
    }
    not_implemented_result()
}

macro_rules! binaries {
    ($($slot:ident: $nb:ident = $name:ident, $rname:ident;)*) => {$(
        pub extern "C" fn $slot(left: &Object, right: &Object) -> PyResult {
            // SAFETY: a whole table.
            let mine = |n: *mut PyNumberMethods| unsafe {
                (*n).$nb.is_some_and(|f| f as usize == $slot as *const () as usize)
            };
            binary(left, right, None, mine, id!($name), id!($rname))
        }
    )*};
}

binaries! {
    slot_nb_add: nb_add = __add__, __radd__;
    slot_nb_subtract: nb_subtract = __sub__, __rsub__;
    slot_nb_multiply: nb_multiply = __mul__, __rmul__;
    slot_nb_matrix_multiply: nb_matrix_multiply = __matmul__, __rmatmul__;
    slot_nb_remainder: nb_remainder = __mod__, __rmod__;
    slot_nb_divmod: nb_divmod = __divmod__, __rdivmod__;
    slot_nb_lshift: nb_lshift = __lshift__, __rlshift__;
    slot_nb_rshift: nb_rshift = __rshift__, __rrshift__;
    slot_nb_and: nb_and = __and__, __rand__;
    slot_nb_xor: nb_xor = __xor__, __rxor__;
    slot_nb_or: nb_or = __or__, __ror__;
    slot_nb_floor_divide: nb_floor_divide = __floordiv__, __rfloordiv__;
    slot_nb_true_divide: nb_true_divide = __truediv__, __rtruediv__;
}

pub extern "C" fn slot_nb_power(left: &Object, right: &Object, modulus: &Object) -> PyResult {
    // SAFETY: a whole table.
    let mine = |n: *mut PyNumberMethods| unsafe {
        (*n).nb_power
            .is_some_and(|f| f as usize == slot_nb_power as *const () as usize)
    };
    let third = Some(modulus).filter(|m| !is_none(m));
    binary(left, right, third, mine, id!(__pow__), id!(__rpow__))
}

pub extern "C" fn slot_nb_bool(this: &Object) -> Status {
    let run = || -> PyResult<bool> {
        if let Some(r) = call_special_opt(id!(__bool__), [this])? {
            return match r.is(py_bool(true)) {
                true => Ok(true),
                false if r.is(py_bool(false)) => Ok(false),
                false => Err(raise!(
                    TypeError,
                    "__bool__ should return bool, returned {}",
                    r.class().tp_name()
                )),
            };
        }
        match call_special_opt(id!(__len__), [this])? {
            Some(n) => n.is_true(),
            None => Ok(true),
        }
    };
    run().into()
}

// The object itself.

pub extern "C" fn slot_tp_repr(this: &Object) -> PyResult {
    match call_special_opt(id!(__repr__), [this])? {
        Some(r) => Ok(r),
        None => Ok(Str::format(format_args!(
            "<{} object at {:p}>",
            this.class().tp_name(),
            this.as_ptr()
        ))?
        .upcast()),
    }
}

pub extern "C" fn slot_tp_hash(this: &Object) -> Hash {
    let run = || -> PyResult<Py_hash_t> {
        let method = lookup_method(this, id!(__hash__))?.filter(|(f, _)| !is_none(f));
        let Some((f, unbound)) = method else {
            return Err(raise!(
                TypeError,
                "unhashable type: '{}'",
                this.class().tp_name()
            ));
        };
        let r = call_bound(&f, unbound, [this])?;
        let Some(n) = r.downcast::<Long>() else {
            return Err(raise!(
                TypeError,
                "__hash__ method should return an integer"
            ));
        };
        // A value out of range is hashed as the int it is.
        match n.to_i64() {
            Some(h) => Ok(h as Py_hash_t),
            None => int_hash(n),
        }
    };
    run().into()
}

/// `int`'s own hash, whatever the subclass says.
fn int_hash(n: &Long) -> PyResult<Py_hash_t> {
    // SAFETY: the slot of `int`, on an int.
    unsafe {
        match (*crate::long::PyLong_Type.raw()).tp_hash {
            Some(f) => match f(n.as_ptr()) {
                -1 => Err(Raised::ASSUMED),
                h => Ok(h),
            },
            None => n.hash(),
        }
    }
}

pub extern "C" fn slot_tp_call(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    match lookup_method(this, id!(__call__))? {
        Some((f, unbound)) => call_prepend(&f, unbound.then_some(this), args, kwargs),
        None => Err(raise_object_name(id!(__call__))),
    }
}

/// Calls with an argument before those of the tuple (`_PyObject_Call_Prepend`).
pub(crate) fn call_prepend(
    f: &Object,
    first: Option<&Object>,
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult {
    const SMALL: usize = 8;
    let items = args.as_slice();
    let n = items.len() + usize::from(first.is_some());
    let fill = |words: &mut [*mut PyObject]| {
        let mut i = 0;
        if let Some(first) = first {
            words[0] = first.as_ptr();
            i = 1;
        }
        for (w, item) in words[i..].iter_mut().zip(items) {
            *w = item.as_ptr();
        }
    };
    // SAFETY: the arguments are kept by the caller.
    unsafe {
        if n <= SMALL {
            let mut words = [core::ptr::null_mut(); SMALL];
            fill(&mut words[..n]);
            return call::vectorcall_dict(f, words.as_ptr(), n, kwargs);
        }
        let mut words = Vec::new();
        if words.try_reserve_exact(n).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        words.resize(n, core::ptr::null_mut());
        fill(&mut words);
        call::vectorcall_dict(f, words.as_ptr(), n, kwargs)
    }
}

pub extern "C" fn slot_tp_getattro(this: &Object, name: &Object) -> PyResult {
    call_special(id!(__getattribute__), [this, name])
}

/// Calls an attribute method found on the type, bound if it is a descriptor.
fn call_attribute(this: &Object, method: &Object, name: &Object) -> PyResult {
    // SAFETY: live types.
    unsafe {
        let ty = method.type_ptr();
        if (*ty).tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR != 0 {
            return call_bound(method, true, [this, name]);
        }
        match (*ty).tp_descr_get {
            None => method.call(&[name]),
            Some(get) => {
                let bound = Ref::<Object>::from_c(get(
                    method.as_ptr(),
                    this.as_ptr(),
                    this.type_ptr().cast(),
                ))?;
                bound.call(&[name])
            }
        }
    }
}

/// `tp_getattro` of classes with `__getattr__` (or `__getattribute__`).
pub extern "C" fn slot_tp_getattr_hook(this: &Object, name: &Object) -> PyResult {
    let ty = this.class();
    let Some(getattr) = ty.lookup(id!(__getattr__)) else {
        // Only `__getattribute__` then: from now on without this detour.
        // SAFETY: a slot of a heap type, written whole.
        unsafe {
            (*ty.raw()).tp_getattro = crate::slots::getattro::<Object>(slot_tp_getattro);
        }
        return slot_tp_getattro(this, name);
    };
    let method = ty.lookup(id!(__getattribute__));
    let generic = match &method {
        None => true,
        Some(m) => {
            super::slotdefs::wraps_slot(m, crate::slots::PyObject_GenericGetAttr as *const ())
        }
    };
    let found = if generic {
        crate::object::attributes::generic_get_attr_opt(this, name)
    } else {
        match &method {
            Some(m) => call_attribute(this, m, name).map(Some),
            None => Ok(None),
        }
    };
    match found {
        Ok(Some(v)) => return Ok(v),
        Ok(None) => {}
        Err(e) => clear_if(&AttributeError, e)?,
    }
    call_attribute(this, &getattr, name)
}

pub extern "C" fn slot_tp_setattro(this: &Object, name: &Object, value: Option<&Object>) -> Status {
    let r = match value {
        Some(v) => call_special(id!(__setattr__), [this, name, v]),
        None => call_special(id!(__delattr__), [this, name]),
    };
    r.map(drop).into()
}

pub extern "C" fn slot_tp_richcompare(this: &Object, other: &Object, op: c_int) -> PyResult {
    let name = match op {
        Py_LT => id!(__lt__),
        Py_LE => id!(__le__),
        Py_EQ => id!(__eq__),
        Py_NE => id!(__ne__),
        Py_GT => id!(__gt__),
        _ => id!(__ge__),
    };
    match lookup_method(this, name) {
        Ok(Some((f, unbound))) => call_bound(&f, unbound, [this, other]),
        Ok(None) => not_implemented_result(),
        // A descriptor that raises counts as no method here, as in the reference.
        Err(e) => {
            e.clear();
            not_implemented_result()
        }
    }
}

pub extern "C" fn slot_tp_iter(this: &Object) -> PyResult {
    let method = lookup_method(this, id!(__iter__))?;
    match &method {
        Some((f, unbound)) if !is_none(f) => return call_bound(f, *unbound, [this]),
        None if this.class().has_special(id!(__getitem__)) => {
            return crate::abstract_::iter::sequence_iterator(this);
        }
        _ => {}
    }
    Err(raise!(
        TypeError,
        "'{}' object is not iterable",
        this.class().tp_name()
    ))
}

pub extern "C" fn slot_tp_iternext(this: &Object) -> NextResult {
    match call_special(id!(__next__), [this]) {
        Ok(r) => Ok(Some(r)),
        // The end is NULL with StopIteration still set, which those who ask clear.
        Err(e) => Err::<Option<Ref>, Raised>(e),
    }
    .into()
}

pub extern "C" fn slot_tp_descr_get(
    this: &Object,
    instance: Option<&Object>,
    owner: Option<&Object>,
) -> PyResult {
    let ty = this.class();
    let Some(get) = ty.lookup(id!(__get__)) else {
        // SAFETY: a slot of a heap type, written whole.
        unsafe {
            (*ty.raw()).tp_descr_get = None;
        }
        return Ok(this.to_ref());
    };
    get.call(&[this, instance.unwrap_or(none()), owner.unwrap_or(none())])
}

pub extern "C" fn slot_tp_descr_set(
    this: &Object,
    instance: &Object,
    value: Option<&Object>,
) -> Status {
    let r = match value {
        Some(v) => call_special(id!(__set__), [this, instance, v]),
        None => call_special(id!(__delete__), [this, instance]),
    };
    r.map(drop).into()
}

pub extern "C" fn slot_tp_init(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    let run = || -> PyResult<()> {
        let Some((f, unbound)) = lookup_method(this, id!(__init__))? else {
            return Err(raise_object_name(id!(__init__)));
        };
        let r = call_prepend(&f, unbound.then_some(this), args, kwargs)?;
        if !is_none(&r) {
            return Err(raise!(
                TypeError,
                "__init__() should return None, not '{}'",
                r.class().tp_name()
            ));
        }
        Ok(())
    };
    run().into()
}

pub extern "C" fn slot_tp_new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let f = ty.get_attr(id!(__new__))?;
    call_prepend(&f, Some(ty), args, kwargs)
}

pub extern "C" fn slot_tp_finalize(this: &Object) {
    // A finaliser neither sees nor disturbs the exception in flight.
    let saved = base::error::take_current();
    let run = || -> PyResult<Option<Ref>> {
        let Some((f, unbound)) = lookup_method(this, id!(__del__))? else {
            return Ok(None);
        };
        match call_bound(&f, unbound, [this]) {
            Ok(_) => {}
            Err(_) => write_unraisable(
                format_args!("Exception ignored while calling deallocator"),
                Some(&f),
            ),
        }
        Ok(None)
    };
    if run().is_err() {
        write_unraisable(
            format_args!("Exception ignored while looking up deallocator of"),
            Some(this),
        );
    }
    base::error::restore(saved);
}

// Asynchronous iteration.

fn async_special(this: &Object, name: &Str) -> PyResult {
    match call_special_opt(name, [this])? {
        Some(r) => Ok(r),
        None => Err(raise!(
            AttributeError,
            "object {} does not have {} method",
            this.class().tp_name(),
            name.to_string_lossy()
        )),
    }
}

pub extern "C" fn slot_am_await(this: &Object) -> PyResult {
    async_special(this, id!(__await__))
}

pub extern "C" fn slot_am_aiter(this: &Object) -> PyResult {
    async_special(this, id!(__aiter__))
}

pub extern "C" fn slot_am_anext(this: &Object) -> PyResult {
    async_special(this, id!(__anext__))
}

pub extern "C" fn slot_bf_getbuffer(this: &Object, view: *mut Py_buffer, flags: c_int) -> Status {
    super::buffer_slots::getbuffer(this, view, flags).into()
}

pub extern "C" fn slot_bf_releasebuffer(this: &Object, view: *mut Py_buffer) {
    super::buffer_slots::releasebuffer(this, view)
}
