//! `BaseExceptionGroup` and `ExceptionGroup` (PEP 654): trees of exceptions, split by type, predicate or identity.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, Status};
use layout::*;

use super::base_exception::{self as basic, Fields};
use super::{BaseExc, given_matches, is_exception_class, replace, types};
use crate::prelude::*;
use crate::slots;

object_view!(
    /// `BaseExceptionGroup`.
    pub Group, PyBaseExceptionGroupObject, "BaseExceptionGroup",
    |o| crate::type_::is_subtype_instance(o, &types::BaseExceptionGroup)
);

// SAFETY: the offsets are the fields'.
unsafe impl Fields for PyBaseExceptionGroupObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(PyBaseExceptionGroupObject, msg),
        offset_of!(PyBaseExceptionGroupObject, excs),
        offset_of!(PyBaseExceptionGroupObject, excs_str),
    ];
}

impl Group {
    pub fn exceptions(&self) -> Ref<Tuple> {
        // SAFETY: a tuple from `__new__` on; NULL only in a group that the collector cleared.
        unsafe { Ref::from_borrowed_opt((*self.raw()).excs) }
            .unwrap_or_else(|| Tuple::empty().to_ref())
    }

    pub fn message(&self) -> Ref {
        // SAFETY: as above.
        unsafe { Ref::from_borrowed_opt((*self.raw()).msg) }.unwrap_or_else(none_ref)
    }

    fn as_exception(&self) -> &BaseExc {
        // SAFETY: the struct begins with that of BaseException.
        unsafe { self.downcast_unchecked::<BaseExc>() }
    }
}

/// `ExceptionGroup`, which has two bases and is therefore made at start-up; NULL before.
pub fn exception_group_type() -> *mut PyObject {
    // SAFETY: attached.
    unsafe { (*base::tstate::interp()).exc_state.PyExc_ExceptionGroup }
}

pub fn init_exception_group() -> PyResult<()> {
    let bases = Tuple::from_slice(&[&types::BaseExceptionGroup, &types::Exception])?;
    let namespace = Dict::new()?;
    namespace.set(id!(__module__), interned!("builtins"))?;
    let ty = crate::type_::PyType_Type.call(&[interned!("ExceptionGroup"), &bases, &namespace])?;
    // SAFETY: attached; the interpreter owns the type.
    unsafe {
        replace(
            &raw mut (*base::tstate::interp()).exc_state.PyExc_ExceptionGroup,
            Some(ty),
        );
    }
    Ok(())
}

extern "C" fn new(ty: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
    let &[message, exceptions] = args.as_slice() else {
        return Err(raise!(
            TypeError,
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.len()
        ));
    };
    if message.downcast::<Str>().is_none() {
        return Err(raise!(
            TypeError,
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            if is_none(message) {
                "None".into()
            } else {
                message.class().tp_name()
            }
        ));
    }
    if !exceptions.is_sequence() {
        return Err(raise!(
            TypeError,
            "second argument (exceptions) must be a sequence"
        ));
    }
    // Any other sequence may change later: its looks are kept for the repr.
    let shown =
        if exceptions.downcast::<List>().is_some() || exceptions.downcast::<Tuple>().is_some() {
            None
        } else {
            Some(exceptions.repr()?)
        };
    let exceptions = Tuple::from_iterable(exceptions)?;
    if exceptions.is_empty() {
        return Err(raise!(
            ValueError,
            "second argument (exceptions) must be a non-empty sequence"
        ));
    }
    let mut all_plain = true;
    for (i, e) in exceptions.as_slice().iter().enumerate() {
        if !BaseExc::check_instance(e) {
            return Err(raise!(
                ValueError,
                "Item {i} of second argument (exceptions) is not an exception"
            ));
        }
        all_plain &= e.is_instance(&types::Exception)?;
    }
    let plain_group = exception_group_type();
    let mut class = ty;
    if core::ptr::eq(ty.as_ptr(), plain_group) {
        if !all_plain {
            return Err(raise!(
                TypeError,
                "Cannot nest BaseExceptions in an ExceptionGroup"
            ));
        }
    } else if core::ptr::eq(ty, &types::BaseExceptionGroup) {
        if all_plain && !plain_group.is_null() {
            // SAFETY: the interpreter owns the type.
            class = unsafe { Type::from_raw(plain_group.cast()) };
        }
    } else if !all_plain && ty.is_subclass(&types::Exception)? {
        return Err(raise!(
            TypeError,
            "Cannot nest BaseExceptions in '{}'",
            ty.tp_name()
        ));
    }
    let e = basic::create(class, args.to_ref())?;
    // SAFETY: layout; fresh.
    unsafe {
        let raw = e.as_ptr().cast::<PyBaseExceptionGroupObject>();
        (*raw).msg = message.to_ref().into_ptr();
        (*raw).excs = exceptions.into_ptr();
        (*raw).excs_str = shown.map_or(core::ptr::null_mut(), Ref::into_ptr);
    }
    Ok(e)
}

extern "C" fn init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    basic::init(this, args, kwargs).into()
}

extern "C" fn str_slot(this: &Group) -> PyResult {
    let n = this.exceptions().len();
    let suffix = Str::format(format_args!(
        " ({n} sub-exception{})",
        if n > 1 { "s" } else { "" }
    ))?;
    Ok(this.message().str()?.concat(&suffix)?.upcast())
}

extern "C" fn repr_slot(this: &Group) -> PyResult {
    // SAFETY: layout.
    let shown = unsafe { Ref::<Str>::from_borrowed_opt((*this.raw()).excs_str) };
    let shown = match shown {
        Some(s) => s,
        None => {
            // `exceptions`, but looking like what was passed.
            let excs = this.exceptions();
            let args = this.as_exception().args();
            if args.get(1).is_some_and(|a| a.downcast::<List>().is_some()) {
                List::from_iterable(&excs)?.repr()?
            } else {
                excs.repr()?
            }
        }
    };
    let message = this.message().repr()?;
    let text = |s: &str| Str::from_str(s);
    Ok(Str::empty()
        .join(&[
            &*text(&this.class().name())?,
            &*text("(")?,
            &message,
            &*text(", ")?,
            &shown,
            &*text(")")?,
        ])?
        .upcast())
}

extern "C" fn derive(this: &Group, excs: &Object) -> PyResult {
    types::BaseExceptionGroup.call(&[&this.message(), excs])
}

/// A group of some of `this`' exceptions with its traceback, cause, context and notes; None if there are none.
fn subset(this: &Group, excs: &List) -> PyResult<Option<Ref>> {
    if excs.is_empty() {
        return Ok(None);
    }
    let part = this.call_method(interned!("derive"), &[excs])?;
    let Some(group) = part.downcast::<Group>() else {
        return Err(raise!(
            TypeError,
            "derive must return an instance of BaseExceptionGroup"
        ));
    };
    let (from, to) = (this.as_exception(), group.as_exception());
    if let Some(tb) = from.traceback() {
        to.set_traceback(Some(tb));
    }
    to.set_context(from.context().map(Ref::upcast));
    to.set_cause(from.cause().map(Ref::upcast));
    if let Some(notes) = this.get_attr_opt(id!(__notes__))?
        && notes.is_sequence()
    {
        // A copy, so that the parts do not share; anything else is an earlier mistake of the program's.
        to.set_attr(id!(__notes__), &*List::from_iterable(&notes)?)?;
    }
    Ok(Some(part))
}

enum Matcher<'a> {
    Types(&'a Object),
    Predicate(&'a Object),
    /// Leaves by identity, for re-raising after `except*`.
    Leaves(&'a [*mut PyObject]),
}

impl<'a> Matcher<'a> {
    fn from(value: &'a Object) -> PyResult<Matcher<'a>> {
        if value.is_callable() && value.downcast::<Type>().is_none() {
            return Ok(Matcher::Predicate(value));
        }
        let types = is_exception_class(value)
            || (value.is_exactly(crate::tuple::PyTuple_Type.raw())
                && value
                    .downcast::<Tuple>()
                    .is_some_and(|t| t.as_slice().iter().all(|o| is_exception_class(o))));
        if types {
            return Ok(Matcher::Types(value));
        }
        Err(raise!(
            TypeError,
            "expected an exception type, a tuple of exception types, or a callable (other than a class)"
        ))
    }

    fn matches(&self, e: &Object) -> PyResult<bool> {
        match self {
            Matcher::Types(t) => Ok(given_matches(e, t)),
            Matcher::Predicate(f) => f.call(&[e])?.is_true(),
            Matcher::Leaves(ids) => {
                Ok(e.downcast::<Group>().is_none() && ids.contains(&e.as_ptr()))
            }
        }
    }
}

/// What matches, and what does not (`with_rest`).
fn split_tree(
    e: &Object,
    matcher: &Matcher<'_>,
    with_rest: bool,
) -> PyResult<(Option<Ref>, Option<Ref>)> {
    if matcher.matches(e)? {
        return Ok((Some(e.to_ref()), None));
    }
    let Some(group) = e.downcast::<Group>() else {
        return Ok((None, with_rest.then(|| e.to_ref())));
    };
    crate::recursion::enter(" in exceptiongroup_split_recursive")?;
    let (matching, rest) = (List::new()?, List::new()?);
    let excs = group.exceptions();
    for e in excs.as_slice() {
        let (m, r) = split_tree(e, matcher, with_rest)?;
        if let Some(m) = m {
            matching.push(&m)?;
        }
        if let Some(r) = r {
            rest.push(&r)?;
        }
    }
    let m = subset(group, &matching)?;
    let r = if with_rest {
        subset(group, &rest)?
    } else {
        None
    };
    Ok((m, r))
}

extern "C" fn split(this: &Group, matcher: &Object) -> PyResult {
    let (m, r) = split_tree(this, &Matcher::from(matcher)?, true)?;
    let pair = [m.unwrap_or_else(none_ref), r.unwrap_or_else(none_ref)];
    Ok(Tuple::from_array(pair)?.upcast())
}

extern "C" fn subgroup(this: &Group, matcher: &Object) -> PyResult {
    let (m, _) = split_tree(this, &Matcher::from(matcher)?, false)?;
    Ok(m.unwrap_or_else(none_ref))
}

/// What `except*` with `match_type` takes of the exception in flight, and what it leaves (`_PyEval_ExceptionGroupMatch`): a naked
/// exception that matches is wrapped in a group first. `None` stands for "nothing".
pub fn except_star(
    exception: &Object,
    match_type: &Object,
) -> PyResult<(Option<Ref>, Option<Ref>)> {
    if is_none(exception) {
        return Ok((None, None));
    }
    if given_matches(exception, match_type) {
        if exception.downcast::<Group>().is_some() {
            return Ok((Some(exception.to_ref()), None));
        }
        let excs = Tuple::from_slice(&[exception])?;
        let wrapped = types::BaseExceptionGroup.call(&[Str::empty(), &excs])?;
        if let (Some(e), Some(w)) = (
            exception.downcast::<BaseExc>(),
            wrapped.downcast::<BaseExc>(),
        ) {
            w.set_traceback(e.traceback());
        }
        return Ok((Some(wrapped), None));
    }
    if exception.downcast::<Group>().is_some() {
        let pair = exception.call_method(interned!("split"), &[match_type])?;
        let Some(pair) = pair.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "{}.split must return a tuple, not {}",
                exception.class().name(),
                pair.class().name()
            ));
        };
        let &[m, r, ..] = pair.as_slice() else {
            return Err(raise!(
                TypeError,
                "{}.split must return a 2-tuple, got tuple of size {}",
                exception.class().name(),
                pair.len()
            ));
        };
        let some = |o: &Object| (!is_none(o)).then(|| o.to_ref());
        return Ok((some(m), some(r)));
    }
    Ok((None, Some(exception.to_ref())))
}

fn collect_leaves(e: &Object, ids: &mut Vec<*mut PyObject>) -> PyResult<()> {
    match e.downcast::<Group>() {
        None => {
            if !is_none(e) {
                ids.push(e.as_ptr());
            }
        }
        Some(group) => {
            crate::recursion::enter(" in collect_exception_group_leaf_ids")?;
            for e in group.exceptions().as_slice() {
                collect_leaves(e, ids)?;
            }
        }
    }
    Ok(())
}

fn same_metadata(a: &Object, b: &Object) -> bool {
    // SAFETY: both are exceptions, by the caller's check; pointers are compared only.
    unsafe {
        let (a, b) = (
            a.as_ptr().cast::<PyBaseExceptionObject>(),
            b.as_ptr().cast::<PyBaseExceptionObject>(),
        );
        (*a).notes == (*b).notes
            && (*a).traceback == (*b).traceback
            && (*a).cause == (*b).cause
            && (*a).context == (*b).context
    }
}

/// What to raise at the end of a `try`/`except*`, of which `excs` came: those that are parts of `original` as it was keep its
/// shape, new ones stand beside them (`_PyExc_PrepReraiseStar`). None if there is nothing to raise.
pub fn prepare_reraise_star(original: &Object, excs: &List) -> PyResult {
    let Some(first) = excs.get(0) else {
        return Ok(none_ref());
    };
    if original.downcast::<Group>().is_none() {
        // A naked exception was caught and wrapped, so only one clause can have run.
        return Ok(first);
    }
    let raised = List::new()?;
    let mut kept = Vec::new();
    let mut i = 0;
    while let Some(e) = excs.get(i) {
        i += 1;
        if is_none(&e) {
            continue;
        }
        if BaseExc::check_instance(&e) && same_metadata(&e, original) {
            collect_leaves(&e, &mut kept)?;
        } else {
            raised.push(&e)?;
        }
    }
    let (reraised, _) = split_tree(original, &Matcher::Leaves(&kept), false)?;
    if raised.is_empty() {
        return Ok(reraised.unwrap_or_else(none_ref));
    }
    if let Some(r) = reraised {
        raised.push(&r)?;
    }
    if raised.len() > 1 {
        return types::BaseExceptionGroup.call(&[Str::empty(), &raised]);
    }
    Ok(raised.get(0).unwrap_or_else(none_ref))
}

/// `PyUnstable_Exc_PrepReraiseStar`: as above, with its arguments checked.
pub fn prepare_reraise_star_checked(original: &Object, excs: &Object) -> PyResult {
    if !BaseExc::check_instance(original) {
        return Err(raise!(TypeError, "orig must be an exception instance"));
    }
    let Some(list) = excs.downcast::<List>() else {
        return Err(raise!(
            TypeError,
            "excs must be a list of exception instances"
        ));
    };
    let mut i = 0;
    while let Some(e) = list.get(i) {
        if !(BaseExc::check_instance(&e) || is_none(&e)) {
            return Err(raise!(TypeError, "item {i} of excs is not an exception"));
        }
        i += 1;
    }
    // SAFETY: an exception, as checked.
    if unsafe { original.downcast_unchecked::<BaseExc>() }
        .traceback()
        .is_none()
    {
        return Err(raise!(ValueError, "orig must be a raised exception"));
    }
    prepare_reraise_star(original, list)
}

extern "C" fn class_getitem(class: &Type, item: &Object) -> PyResult {
    Ok(crate::genericalias::GenericAlias::new(class, item)?.upcast())
}

pub const NEW: Option<newfunc> = slots::new(new);
pub const INIT: Option<initproc> = slots::init(init);
pub const STR: Option<reprfunc> = slots::repr(str_slot);
pub const REPR: Option<reprfunc> = slots::repr(repr_slot);

pub static mut MEMBERS: [PyMemberDef; 3] = [
    slots::member_doc(
        c"message",
        _Py_T_OBJECT,
        offset_of!(PyBaseExceptionGroupObject, msg),
        Py_READONLY,
        c"exception message",
    ),
    slots::member_doc(
        c"exceptions",
        _Py_T_OBJECT,
        offset_of!(PyBaseExceptionGroupObject, excs),
        Py_READONLY,
        c"nested exceptions",
    ),
    slots::MEMBERS_END,
];

pub static mut METHODS: [PyMethodDef; 5] = [
    slots::with_flags(
        slots::onearg(
            c"__class_getitem__",
            class_getitem,
            c"__class_getitem__($type, object, /)\n--\n\nGroups are generic over what they contain.",
        ),
        METH_CLASS,
    ),
    slots::onearg(c"derive", derive, c"derive($self, excs, /)\n--\n\nA group with the same message around excs."),
    slots::onearg(
        c"split",
        split,
        c"split($self, matcher_value, /)\n--\n\nThe matching part and the rest, each a group or None.",
    ),
    slots::onearg(
        c"subgroup",
        subgroup,
        c"subgroup($self, matcher_value, /)\n--\n\nThe matching part, a group or None.",
    ),
    slots::METHODS_END,
];
