//! `BaseException`: what every exception has, and the slots that all types share, generic over the struct.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Object, PyResult, Ref, Status};
use layout::*;

use super::{BaseExc, replace, types};
use crate::prelude::*;
use crate::slots;

/// The fields past `PyBaseExceptionObject` of an exception's struct that hold references, by offset.
///
/// # Safety
/// Each offset is that of a `*mut PyObject` field within a struct that begins with `PyBaseExceptionObject`.
pub unsafe trait Fields {
    const OFFSETS: &'static [usize];
}

// SAFETY: no further fields.
unsafe impl Fields for PyBaseExceptionObject {
    const OFFSETS: &'static [usize] = &[];
}

const COMMON: [usize; 6] = [
    offset_of!(PyBaseExceptionObject, dict),
    offset_of!(PyBaseExceptionObject, args),
    offset_of!(PyBaseExceptionObject, notes),
    offset_of!(PyBaseExceptionObject, traceback),
    offset_of!(PyBaseExceptionObject, cause),
    offset_of!(PyBaseExceptionObject, context),
];

#[inline(always)]
unsafe fn field(op: *mut PyObject, offset: usize) -> *mut *mut PyObject {
    // SAFETY: the offset is of a field, by `Fields`.
    unsafe { op.byte_add(offset).cast() }
}

pub unsafe extern "C" fn traverse<F: Fields>(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    for &offset in F::OFFSETS.iter().chain(&COMMON) {
        // SAFETY: the type's instances have this struct.
        let value = unsafe { *field(op, offset) };
        crate::visit_field!(visit, arg, value);
    }
    0
}

pub unsafe extern "C" fn clear<F: Fields>(op: *mut PyObject) -> c_int {
    for &offset in F::OFFSETS {
        // SAFETY: the type's instances have this struct.
        unsafe { release(field(op, offset)) };
    }
    // Apart: a loop of a known number of steps becomes straight code, and most fields are NULL.
    for offset in COMMON {
        // SAFETY: as above.
        unsafe { release(field(op, offset)) };
    }
    0
}

/// Sets a field to NULL, then releases what was there, which may run code.
#[inline(always)]
unsafe fn release(field: *mut *mut PyObject) {
    // SAFETY: the field owns a reference or is NULL.
    unsafe {
        let old = *field;
        if !old.is_null() {
            *field = core::ptr::null_mut();
            base::refcount::decref(old);
        }
    }
}

pub unsafe extern "C" fn dealloc<F: Fields>(op: *mut PyObject) {
    // SAFETY: the object is dead; untracked first, since clearing may run code that collects.
    unsafe {
        crate::gc::untrack_ptr(op);
        clear::<F>(op);
        if let Some(free) = (*(*op).ob_type).tp_free {
            free(op.cast());
        }
    }
}

/// Do instances of this type come about by `BaseException`'s own `__new__` and `__init__`, so that [`create`] may skip the call?
#[inline]
pub fn is_plain(ty: &Type) -> bool {
    // SAFETY: live types; slots are read whole.
    unsafe {
        let t = ty.raw();
        let (Some(new), Some(init)) = ((*t).tp_new, (*t).tp_init) else {
            return false;
        };
        new as usize == new_slot as *const () as usize
            && init as usize == init_slot as *const () as usize
    }
}

/// A new instance of a plain type ([`is_plain`]).
pub fn create(ty: &Type, args: Ref<Tuple>) -> PyResult {
    let e = ty.alloc(0)?;
    // SAFETY: layout; fresh and zeroed.
    unsafe { (*e.as_ptr().cast::<PyBaseExceptionObject>()).args = args.into_ptr() };
    Ok(e)
}

/// `tp_new` of all exceptions that have none of their own.
pub extern "C" fn new_slot(ty: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    create(ty, args.to_ref())
}

/// Fails if there are keyword arguments (`_PyArg_NoKeywords`).
pub fn no_keywords(name: &str, kwargs: Option<&Dict>) -> PyResult<()> {
    match kwargs {
        Some(k) if !k.is_empty() => Err(raise!(TypeError, "{name}() takes no keyword arguments")),
        _ => Ok(()),
    }
}

/// As [`no_keywords`], for the constructor of a class: its name is worked out for the message alone.
pub fn no_keywords_for(class: &Type, kwargs: Option<&Dict>) -> PyResult<()> {
    match kwargs {
        Some(k) if !k.is_empty() => no_keywords(&class.name(), kwargs),
        _ => Ok(()),
    }
}

/// `BaseException.__init__`.
pub fn init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    no_keywords_for(this.class(), kwargs)?;
    // SAFETY: layout.
    unsafe { replace(&raw mut (*this.raw()).args, Some(args.to_ref().upcast())) };
    Ok(())
}

pub extern "C" fn init_slot(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    init(this, args, kwargs).into()
}

/// Calling a plain exception class without building a tuple first and copying it after.
pub extern "C" fn vectorcall_slot(
    ty: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(
            TypeError,
            "{}() takes no keyword arguments",
            ty.name()
        ));
    }
    let n = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET_BIT;
    // SAFETY: the caller passes `n` live references; `&Object` is a pointer that is not NULL.
    let args = unsafe { core::slice::from_raw_parts(args.cast::<&Object>(), n) };
    create(ty, Tuple::from_slice(args)?)
}

const PY_VECTORCALL_ARGUMENTS_OFFSET_BIT: usize = 1 << (usize::BITS - 1);

/// `BaseException.__str__`: nothing, the only argument, or the tuple.
pub fn str_of(this: &BaseExc) -> PyResult {
    let args = this.args();
    let text = match args.as_slice() {
        [] => return Ok(Str::empty().to_ref().upcast()),
        [one] => one.str()?,
        _ => args.str()?,
    };
    Ok(text.upcast())
}

pub extern "C" fn str_slot(this: &BaseExc) -> PyResult {
    str_of(this)
}

extern "C" fn repr_slot(this: &BaseExc) -> PyResult {
    let args = this.args();
    let class = this.class();
    let name = Str::from_str(&class.name())?;
    let text = match args.as_slice() {
        [one] => {
            let inner = one.repr()?;
            let (open, close) = (Str::from_str("(")?, Str::from_str(")")?);
            Str::empty().join(&[&name, &open, &inner, &close])?
        }
        _ => name.concat(&*args.repr()?)?,
    };
    Ok(text.upcast())
}

fn dict_of(this: &BaseExc) -> Option<Ref> {
    // SAFETY: the field owns a reference or is NULL.
    unsafe { Ref::from_borrowed_opt((*this.raw()).dict) }
}

extern "C" fn reduce(this: &BaseExc, _: Option<&Object>) -> PyResult {
    let args = this.args();
    let class = this.class();
    let result = match dict_of(this) {
        Some(dict) => Tuple::from_slice(&[class, &args, &dict])?,
        None => Tuple::from_slice(&[class, &args])?,
    };
    Ok(result.upcast())
}

/// `__setstate__`: a dictionary's items become attributes.
extern "C" fn setstate(this: &BaseExc, state: &Object) -> PyResult {
    if !is_none(state) {
        let Some(dict) = state.downcast::<Dict>() else {
            return Err(raise!(TypeError, "state is not a dictionary"));
        };
        let mut position = 0;
        while let Some((key, value)) = dict.next_entry(&mut position) {
            let Some(name) = key.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "attribute name must be string, not '{}'",
                    key.class().tp_name()
                ));
            };
            this.set_attr(name, &value)?;
        }
    }
    Ok(none_ref())
}

extern "C" fn with_traceback(this: &BaseExc, tb: &Object) -> PyResult {
    set_traceback_checked(this, Some(tb))?;
    Ok((**this).to_ref())
}

/// `__traceback__ = tb`.
pub fn set_traceback_checked(this: &BaseExc, tb: Option<&Object>) -> PyResult<()> {
    let value = match tb {
        None => return Err(raise!(TypeError, "__traceback__ may not be deleted")),
        Some(tb) if is_none(tb) => None,
        Some(tb) if crate::traceback::Traceback::check_instance(tb) => Some(tb.to_ref()),
        Some(_) => {
            return Err(raise!(
                TypeError,
                "__traceback__ must be a traceback or None"
            ));
        }
    };
    this.set_traceback(value);
    Ok(())
}

/// `add_note(note)` on any exception.
pub fn add_note_to(this: &Object, note: &Str) -> PyResult<()> {
    let name = id!(__notes__);
    let notes = match this.get_attr_opt(name)? {
        Some(n) => n,
        None => {
            let list = List::new()?.upcast();
            this.set_attr(name, &list)?;
            list
        }
    };
    match notes.downcast::<List>() {
        Some(list) => list.push(note),
        None => Err(raise!(
            TypeError,
            "Cannot add note: __notes__ is not a list"
        )),
    }
}

extern "C" fn add_note(this: &BaseExc, note: &Object) -> PyResult {
    let Some(note) = note.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "add_note() argument must be str, not {}",
            note.class().tp_name()
        ));
    };
    add_note_to(this, note)?;
    Ok(none_ref())
}

extern "C" fn get_dict(this: &BaseExc, _: *mut c_void) -> PyResult {
    Ok(crate::dict::instance_dict(this)?.upcast())
}

extern "C" fn set_dict(this: &BaseExc, value: Option<&Object>, _: *mut c_void) -> Status {
    (|| {
        let Some(value) = value else {
            return Err(raise!(TypeError, "cannot delete __dict__"));
        };
        if value.downcast::<Dict>().is_none() {
            return Err(raise!(
                TypeError,
                "__dict__ must be set to a dictionary, not a '{}'",
                value.class().tp_name()
            ));
        }
        // SAFETY: layout.
        unsafe { replace(&raw mut (*this.raw()).dict, Some(value.to_ref())) };
        Ok(())
    })()
    .into()
}

extern "C" fn get_args(this: &BaseExc, _: *mut c_void) -> PyResult {
    // SAFETY: the field owns a reference or is NULL.
    Ok(unsafe { Ref::from_borrowed_opt((*this.raw()).args) }.unwrap_or_else(none_ref))
}

extern "C" fn set_args(this: &BaseExc, value: Option<&Object>, _: *mut c_void) -> Status {
    (|| {
        let Some(value) = value else {
            return Err(raise!(TypeError, "args may not be deleted"));
        };
        let args = Tuple::from_iterable(value)?;
        // SAFETY: layout.
        unsafe { replace(&raw mut (*this.raw()).args, Some(args.upcast())) };
        Ok(())
    })()
    .into()
}

extern "C" fn get_traceback(this: &BaseExc, _: *mut c_void) -> PyResult {
    Ok(this.traceback().unwrap_or_else(none_ref))
}

extern "C" fn set_traceback(this: &BaseExc, value: Option<&Object>, _: *mut c_void) -> Status {
    set_traceback_checked(this, value).into()
}

extern "C" fn get_context(this: &BaseExc, _: *mut c_void) -> PyResult {
    Ok(this.context().map_or_else(none_ref, Ref::upcast))
}

extern "C" fn set_context(this: &BaseExc, value: Option<&Object>, _: *mut c_void) -> Status {
    exception_or_none(value, "context", "__context__")
        .map(|v| this.set_context(v))
        .into()
}

extern "C" fn get_cause(this: &BaseExc, _: *mut c_void) -> PyResult {
    Ok(this.cause().map_or_else(none_ref, Ref::upcast))
}

extern "C" fn set_cause(this: &BaseExc, value: Option<&Object>, _: *mut c_void) -> Status {
    exception_or_none(value, "cause", "__cause__")
        .map(|v| this.set_cause(v))
        .into()
}

fn exception_or_none(value: Option<&Object>, what: &str, name: &str) -> PyResult<Option<Ref>> {
    match value {
        None => Err(raise!(TypeError, "{name} may not be deleted")),
        Some(v) if is_none(v) => Ok(None),
        Some(v) if BaseExc::check_instance(v) => Ok(Some(v.to_ref())),
        Some(_) => Err(raise!(
            TypeError,
            "exception {what} must be None or derive from BaseException"
        )),
    }
}

pub static mut METHODS: [PyMethodDef; 5] = [
    slots::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\n"),
    slots::onearg(c"__setstate__", setstate, c"__setstate__($self, state, /)\n--\n\n"),
    slots::onearg(
        c"with_traceback",
        with_traceback,
        c"with_traceback($self, tb, /)\n--\n\nMake tb this exception's __traceback__ and return the exception.",
    ),
    slots::onearg(
        c"add_note",
        add_note,
        c"add_note($self, note, /)\n--\n\nAttach a note, shown below the exception in tracebacks.",
    ),
    slots::METHODS_END,
];

pub static mut MEMBERS: [PyMemberDef; 2] = [
    slots::member(
        c"__suppress_context__",
        Py_T_BOOL,
        offset_of!(PyBaseExceptionObject, suppress_context),
        0,
    ),
    slots::MEMBERS_END,
];

pub static mut GETSET: [PyGetSetDef; 6] = [
    slots::getset(c"__dict__", Some(get_dict), Some(set_dict), c""),
    slots::getset(c"args", Some(get_args), Some(set_args), c""),
    slots::getset(
        c"__traceback__",
        Some(get_traceback),
        Some(set_traceback),
        c"",
    ),
    slots::getset(c"__context__", Some(get_context), Some(set_context), c""),
    slots::getset(c"__cause__", Some(get_cause), Some(set_cause), c""),
    slots::GETSETS_END,
];

pub const STR: Option<reprfunc> = slots::repr(str_slot);
pub const REPR: Option<reprfunc> = slots::repr(repr_slot);
pub const NEW: Option<newfunc> = slots::new(new_slot);
pub const INIT: Option<initproc> = slots::init(init_slot);
pub const VECTORCALL: Option<vectorcallfunc> = slots::vectorcall(vectorcall_slot);

const _: () = assert!(types::FLAGS != 0);
