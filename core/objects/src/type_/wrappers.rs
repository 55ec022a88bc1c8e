//! From a special method to a slot: the functions behind wrapper descriptors (`int.__add__`, `object.__repr__`).
//!
//! Each unpacks the positional arguments of the method for one kind of slot; `slotdefs` says which wrapper serves which method.

use core::ffi::{c_int, c_void};
use core::mem::transmute;

use base::status;
use layout::*;

use super::{dispatch, lookup::lock_types};
use crate::Long;
use crate::prelude::*;

/// The one positional argument, or TypeError.
fn one(args: &Tuple) -> PyResult<&Object> {
    match args.as_slice() {
        [a] => Ok(a),
        other => Err(wrong_count(1, other.len())),
    }
}

fn two<'a>(args: &'a Tuple, method: &str) -> PyResult<(&'a Object, &'a Object)> {
    match args.as_slice() {
        [a, b] => Ok((a, b)),
        other => Err(raise!(
            TypeError,
            "{method} expected 2 arguments, got {}",
            other.len()
        )),
    }
}

/// As [`one`], named in the message.
fn one_of<'a>(args: &'a Tuple, method: &str) -> PyResult<&'a Object> {
    match args.as_slice() {
        [a] => Ok(a),
        other => Err(raise!(
            TypeError,
            "{method} expected 1 argument, got {}",
            other.len()
        )),
    }
}

fn zero(args: &Tuple) -> PyResult<()> {
    match args.len() {
        0 => Ok(()),
        n => Err(wrong_count(0, n)),
    }
}

#[cold]
fn wrong_count(want: usize, got: usize) -> Raised {
    raise!(
        TypeError,
        "expected {want} argument{}, got {got}",
        if want == 1 { "" } else { "s" }
    )
}

/// One argument and an optional second.
fn one_or_two(args: &Tuple) -> PyResult<(&Object, Option<&Object>)> {
    match args.as_slice() {
        [a] => Ok((a, None)),
        [a, b] => Ok((a, Some(b))),
        other => Err(raise!(
            TypeError,
            "expected 1 or 2 arguments, got {}",
            other.len()
        )),
    }
}

/// The wrapped slot as a function of its type.
macro_rules! slot {
    ($ty:ty, $wrapped:expr) => {
        // SAFETY: the descriptor was made for a slot of this type.
        unsafe { transmute::<*mut c_void, $ty>($wrapped) }
    };
}

macro_rules! wrappers {
    ($($(#[$meta:meta])* fn $name:ident($this:ident, $args:ident, $wrapped:ident: $ty:ty) { $($body:tt)* })*) => {$(
        $(#[$meta])*
        pub extern "C" fn $name($this: &Object, $args: &Tuple, wrapped_slot: *mut c_void) -> PyResult {
            // Wrappers are told apart by address, and the optimiser merges functions of the same code (`__add__` of numbers
            // and of sequences): a remark that differs, in the machine code and not in what it does, prevents that.
            // SAFETY: no instruction.
            unsafe {
                core::arch::asm!(concat!("/* ", stringify!($name), " */"), options(nomem, nostack, preserves_flags));
            }
            let $wrapped = slot!($ty, wrapped_slot);
            // SAFETY: slots are called as their types demand: with an instance (checked by the descriptor) and live objects.
            #[allow(unused_unsafe)]
            unsafe { $($body)* }
        }
    )*};
}

/// What a C status means for a method that returns None.
fn none_if_ok(status: c_int) -> PyResult {
    if status < 0 {
        Err(Raised::ASSUMED)
    } else {
        Ok(none_ref())
    }
}

/// An index for a sequence slot, counted from the end if negative.
fn sequence_index(this: &Object, arg: &Object) -> PyResult<isize> {
    let mut i = arg.index_isize(false)?;
    if i < 0 {
        // SAFETY: sub-tables of a ready type are NULL or whole.
        let length = unsafe {
            (*this.type_ptr())
                .tp_as_sequence
                .as_ref()
                .and_then(|s| s.sq_length)
        };
        if let Some(f) = length {
            // SAFETY: an instance.
            let n = unsafe { f(this.as_ptr()) };
            if n < 0 {
                return Err(Raised::ASSUMED);
            }
            i += n;
        }
    }
    Ok(i)
}

wrappers! {
    fn wrap_unary(this, args, f: unaryfunc) {
        zero(args)?;
        Ref::from_c(f(this.as_ptr()))
    }
    fn wrap_binary(this, args, f: binaryfunc) {
        let a = one(args)?;
        Ref::from_c(f(this.as_ptr(), a.as_ptr()))
    }
    fn wrap_binary_l(this, args, f: binaryfunc) {
        let a = one(args)?;
        Ref::from_c(f(this.as_ptr(), a.as_ptr()))
    }
    fn wrap_binary_r(this, args, f: binaryfunc) {
        let a = one(args)?;
        Ref::from_c(f(a.as_ptr(), this.as_ptr()))
    }
    fn wrap_ternary(this, args, f: ternaryfunc) {
        let (a, b) = one_or_two(args)?;
        Ref::from_c(f(this.as_ptr(), a.as_ptr(), b.unwrap_or(none()).as_ptr()))
    }
    fn wrap_ternary_r(this, args, f: ternaryfunc) {
        let (a, b) = one_or_two(args)?;
        Ref::from_c(f(a.as_ptr(), this.as_ptr(), b.unwrap_or(none()).as_ptr()))
    }
    fn wrap_predicate(this, args, f: inquiry) {
        zero(args)?;
        Ok(py_bool(Status::from_c(f(this.as_ptr()))?).to_ref())
    }
    fn wrap_len(this, args, f: lenfunc) {
        zero(args)?;
        let n = f(this.as_ptr());
        if n < 0 && base::error::occurred() {
            return Err(Raised::ASSUMED);
        }
        Ok(Long::from_isize(n)?.upcast())
    }
    fn wrap_hash(this, args, f: hashfunc) {
        zero(args)?;
        let h = f(this.as_ptr());
        if h == -1 && base::error::occurred() {
            return Err(Raised::ASSUMED);
        }
        Ok(Long::from_isize(h)?.upcast())
    }
    fn wrap_repeat(this, args, f: ssizeargfunc) {
        let n = one(args)?.index_isize_overflow()?;
        Ref::from_c(f(this.as_ptr(), n))
    }
    fn wrap_sq_item(this, args, f: ssizeargfunc) {
        let i = sequence_index(this, one(args)?)?;
        Ref::from_c(f(this.as_ptr(), i))
    }
    fn wrap_sq_setitem(this, args, f: ssizeobjargproc) {
        let (i, value) = two(args, "__setitem__")?;
        let i = sequence_index(this, i)?;
        none_if_ok(f(this.as_ptr(), i, value.as_ptr()))
    }
    fn wrap_sq_delitem(this, args, f: ssizeobjargproc) {
        let i = sequence_index(this, one(args)?)?;
        none_if_ok(f(this.as_ptr(), i, core::ptr::null_mut()))
    }
    fn wrap_contains(this, args, f: objobjproc) {
        let a = one(args)?;
        Ok(py_bool(Status::from_c(f(this.as_ptr(), a.as_ptr()))?).to_ref())
    }
    fn wrap_set_item(this, args, f: objobjargproc) {
        let (key, value) = two(args, "__setitem__")?;
        none_if_ok(f(this.as_ptr(), key.as_ptr(), value.as_ptr()))
    }
    fn wrap_del_item(this, args, f: objobjargproc) {
        let key = one(args)?;
        none_if_ok(f(this.as_ptr(), key.as_ptr(), core::ptr::null_mut()))
    }
    fn wrap_setattr(this, args, f: setattrofunc) {
        let (name, value) = two(args, "__setattr__")?;
        check_setattr_reaches(this, f, "__setattr__")?;
        none_if_ok(f(this.as_ptr(), name.as_ptr(), value.as_ptr()))
    }
    fn wrap_delattr(this, args, f: setattrofunc) {
        let name = one(args)?;
        check_setattr_reaches(this, f, "__delattr__")?;
        none_if_ok(f(this.as_ptr(), name.as_ptr(), core::ptr::null_mut()))
    }
    fn wrap_next(this, args, f: iternextfunc) {
        zero(args)?;
        match status::optional_from_c(f(this.as_ptr()))? {
            Some(item) => Ok(item),
            None => Err(crate::exceptions::raise_none(&crate::exceptions::types::StopIteration)),
        }
    }
    fn wrap_descr_get(this, args, f: descrgetfunc) {
        let (instance, owner) = match args.as_slice() {
            [] => return Err(raise!(TypeError, "__get__ expected at least 1 argument, got 0")),
            [a] => (*a, None),
            [a, b] => (*a, Some(*b)),
            more => {
                let n = more.len();
                return Err(raise!(TypeError, "__get__ expected at most 2 arguments, got {n}"));
            }
        };
        let instance = Some(instance).filter(|o| !is_none(o));
        let owner = owner.filter(|o| !is_none(o));
        if instance.is_none() && owner.is_none() {
            return Err(raise!(TypeError, "__get__(None, None) is invalid"));
        }
        let null = core::ptr::null_mut();
        Ref::from_c(f(
            this.as_ptr(),
            instance.map_or(null, Object::as_ptr),
            owner.map_or(null, Object::as_ptr),
        ))
    }
    fn wrap_descr_set(this, args, f: descrsetfunc) {
        let (instance, value) = two(args, "__set__")?;
        none_if_ok(f(this.as_ptr(), instance.as_ptr(), value.as_ptr()))
    }
    fn wrap_descr_delete(this, args, f: descrsetfunc) {
        let instance = one(args)?;
        none_if_ok(f(this.as_ptr(), instance.as_ptr(), core::ptr::null_mut()))
    }
    fn wrap_del(this, args, f: destructor) {
        zero(args)?;
        f(this.as_ptr());
        Ok(none_ref())
    }
    fn richcmp_lt(this, args, f: richcmpfunc) {
        Ref::from_c(f(this.as_ptr(), one(args)?.as_ptr(), Py_LT))
    }
    fn richcmp_le(this, args, f: richcmpfunc) {
        Ref::from_c(f(this.as_ptr(), one(args)?.as_ptr(), Py_LE))
    }
    fn richcmp_eq(this, args, f: richcmpfunc) {
        Ref::from_c(f(this.as_ptr(), one(args)?.as_ptr(), Py_EQ))
    }
    fn richcmp_ne(this, args, f: richcmpfunc) {
        Ref::from_c(f(this.as_ptr(), one(args)?.as_ptr(), Py_NE))
    }
    fn richcmp_gt(this, args, f: richcmpfunc) {
        Ref::from_c(f(this.as_ptr(), one(args)?.as_ptr(), Py_GT))
    }
    fn richcmp_ge(this, args, f: richcmpfunc) {
        Ref::from_c(f(this.as_ptr(), one(args)?.as_ptr(), Py_GE))
    }
    fn wrap_buffer(this, args, f: getbufferproc) {
        super::buffer_slots::wrap_buffer(this, one_of(args, "__buffer__")?, f)
    }
    fn wrap_releasebuffer(this, args, f: releasebufferproc) {
        super::buffer_slots::wrap_releasebuffer(this, one_of(args, "__release_buffer__")?, f)
    }
}

/// `__call__`: with keywords.
pub extern "C" fn wrap_call(
    this: &Object,
    args: &Tuple,
    wrapped: *mut c_void,
    kwargs: Option<&Dict>,
) -> PyResult {
    let f = slot!(ternaryfunc, wrapped);
    // SAFETY: an instance, live arguments.
    unsafe { Ref::from_c(f(this.as_ptr(), args.as_ptr(), dict_ptr(kwargs))) }
}

/// `__init__`: with keywords.
pub extern "C" fn wrap_init(
    this: &Object,
    args: &Tuple,
    wrapped: *mut c_void,
    kwargs: Option<&Dict>,
) -> PyResult {
    let f = slot!(initproc, wrapped);
    // SAFETY: an instance, live arguments.
    none_if_ok(unsafe { f(this.as_ptr(), args.as_ptr(), dict_ptr(kwargs)) })
}

fn dict_ptr(d: Option<&Dict>) -> *mut PyObject {
    d.map_or(core::ptr::null_mut(), |d| d.as_ptr())
}

/// `object.__setattr__(a_type, ...)` and the like must not jump over a `tp_setattro` written in C between the two.
fn check_setattr_reaches(this: &Object, f: setattrofunc, what: &str) -> PyResult<()> {
    let ty = this.class().to_ref();
    let _lock = lock_types();
    let generic = dispatch::slot_tp_setattro as *const () as usize;
    // SAFETY: types along an MRO.
    let setattro = |t: &Type| unsafe { (*t.raw()).tp_setattro.map_or(0, |f| f as usize) };
    let Some(mro) = ty.mro() else {
        return Ok(());
    };
    let own = setattro(&ty);
    // The type that defined the slot function in use: the furthest base with it, classes made in Python not counted.
    let mut defining: &Type = &ty;
    for base in mro.as_slice().iter().rev() {
        // SAFETY: an MRO holds types.
        let base = unsafe { base.downcast_unchecked::<Type>() };
        let s = setattro(base);
        if s != generic && s == own {
            defining = base;
            break;
        }
    }
    let mut at = Some(defining);
    while let Some(t) = at {
        let s = setattro(t);
        if s == f as usize {
            break;
        }
        if s != generic {
            return Err(raise!(
                TypeError,
                "can't apply this {what} to {} object",
                ty.tp_name()
            ));
        }
        at = t.base();
    }
    Ok(())
}
