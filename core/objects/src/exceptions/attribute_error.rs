//! `NameError` and `AttributeError`: they remember the name (and the object), from which a traceback suggests what was meant.

use core::mem::offset_of;

use base::{Object, PyResult, Ref, Status};
use layout::*;

use super::base_exception::{self as basic, Fields};
use super::{BaseExc, replace};
use crate::prelude::*;
use crate::slots;

// SAFETY: the offset is the field's.
unsafe impl Fields for PyNameErrorObject {
    const OFFSETS: &'static [usize] = &[offset_of!(PyNameErrorObject, name)];
}

// SAFETY: the offsets are the fields'.
unsafe impl Fields for PyAttributeErrorObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(PyAttributeErrorObject, obj),
        offset_of!(PyAttributeErrorObject, name),
    ];
}

/// The keyword-only arguments `names` of a constructor called `function`; each may be absent.
pub(super) fn keyword_only<const N: usize>(
    function: &str,
    names: [&Str; N],
    kwargs: Option<&Dict>,
) -> PyResult<[Option<Ref>; N]> {
    let mut values = [const { None }; N];
    let Some(kwargs) = kwargs else {
        return Ok(values);
    };
    let given = kwargs.len();
    if given > N {
        return Err(raise!(
            TypeError,
            "{function}() takes at most {N} keyword argument{} ({given} given)",
            if N == 1 { "" } else { "s" }
        ));
    }
    let mut found = 0;
    for (value, name) in values.iter_mut().zip(names) {
        *value = kwargs.get_str(name)?;
        found += usize::from(value.is_some());
    }
    if found < given {
        let mut position = 0;
        while let Some((key, _)) = kwargs.next_entry(&mut position) {
            let known = key
                .downcast::<Str>()
                .is_some_and(|k| names.iter().any(|n| n.eq_str(k)));
            if !known {
                let names = names.iter().map(|n| n.as_utf8());
                let names: Vec<&str> = names.collect::<PyResult<_>>()?;
                return Err(crate::clinic::unknown_keyword(
                    function,
                    &*key.str()?,
                    &names,
                ));
            }
        }
    }
    Ok(values)
}

extern "C" fn name_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, None)?;
        let [name] = keyword_only("NameError", [id!(name)], kwargs)?;
        // SAFETY: layout: the slot of NameError.
        unsafe {
            replace(
                &raw mut (*this.raw().cast::<PyNameErrorObject>()).name,
                name,
            )
        };
        Ok(())
    })()
    .into()
}

extern "C" fn attribute_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, None)?;
        let [name, obj] = keyword_only("AttributeError", [id!(name), id!(obj)], kwargs)?;
        let raw = this.raw().cast::<PyAttributeErrorObject>();
        // SAFETY: layout: the slot of AttributeError.
        unsafe {
            replace(&raw mut (*raw).name, name);
            replace(&raw mut (*raw).obj, obj);
        }
        Ok(())
    })()
    .into()
}

/// The dictionary with `name` and `args`, but without `obj`, which often cannot be pickled.
extern "C" fn getstate(this: &BaseExc, _: Option<&Object>) -> PyResult {
    let raw = this.raw().cast::<PyAttributeErrorObject>();
    // SAFETY: layout; the fields own references or are NULL.
    let (name, args, dict) = unsafe {
        (
            Ref::<Object>::from_borrowed_opt((*raw).name),
            Ref::<Object>::from_borrowed_opt((*raw).args),
            Ref::<Dict>::from_borrowed_opt((*raw).dict),
        )
    };
    if name.is_none() && args.is_none() {
        return Ok(dict.map_or_else(none_ref, Ref::upcast));
    }
    let state = match dict {
        Some(d) => d.copy()?,
        None => Dict::new()?,
    };
    if let Some(name) = name {
        state.set(id!(name), &name)?;
    }
    if let Some(args) = args {
        state.set(interned!("args"), &args)?;
    }
    Ok(state.upcast())
}

extern "C" fn reduce(this: &BaseExc, _: Option<&Object>) -> PyResult {
    let state = getstate(this, None)?;
    Ok(Tuple::from_slice(&[this.class(), &this.args(), &state])?.upcast())
}

pub const NAME_INIT: Option<initproc> = slots::init(name_init);
pub const INIT: Option<initproc> = slots::init(attribute_init);

pub static mut NAME_MEMBERS: [PyMemberDef; 2] = [
    slots::member_doc(
        c"name",
        _Py_T_OBJECT,
        offset_of!(PyNameErrorObject, name),
        0,
        c"name",
    ),
    slots::MEMBERS_END,
];

pub static mut MEMBERS: [PyMemberDef; 3] = [
    slots::member_doc(
        c"name",
        _Py_T_OBJECT,
        offset_of!(PyAttributeErrorObject, name),
        0,
        c"attribute name",
    ),
    slots::member_doc(
        c"obj",
        _Py_T_OBJECT,
        offset_of!(PyAttributeErrorObject, obj),
        0,
        c"object",
    ),
    slots::MEMBERS_END,
];

pub static mut METHODS: [PyMethodDef; 3] = [
    slots::noargs(c"__getstate__", getstate, c"__getstate__($self, /)\n--\n\n"),
    slots::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\n"),
    slots::METHODS_END,
];
