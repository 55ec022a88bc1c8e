//! `isinstance` and `issubclass`.

use crate::prelude::*;
use crate::recursion;

/// A class's `__bases__` if it has a tuple there: what makes an object that is no type a class.
fn abstract_bases(class: &Object) -> PyResult<Option<Ref<Tuple>>> {
    match class.get_attr_opt(id!(__bases__))? {
        Some(b) => Ok(b.downcast_into::<Tuple>().ok()),
        None => Ok(None),
    }
}

fn abstract_is_subclass(derived: &Object, class: &Object) -> PyResult<bool> {
    let mut at = derived.to_ref();
    loop {
        if at.is(class) {
            return Ok(true);
        }
        let Some(bases) = abstract_bases(&at)? else {
            return Ok(false);
        };
        match bases.as_slice() {
            [] => return Ok(false),
            // A single chain is walked without recursion.
            [one] => at = one.to_ref(),
            many => {
                recursion::enter(" in __issubclass__")?;
                for b in many {
                    if abstract_is_subclass(b, class)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
        }
    }
}

/// TypeError unless the object is a class.
fn check_class(class: &Object, message: &str) -> PyResult<()> {
    if abstract_bases(class)?.is_none() {
        return Err(raise!(TypeError, "{message}"));
    }
    Ok(())
}

const NOT_A_CLASS: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";

#[inline]
fn is_or_claims(o: &Object, class: &Type) -> PyResult<bool> {
    if o.class().is_subtype(class) {
        return Ok(true);
    }
    claims(o, class)
}

/// Whether the object's `__class__` is another than its type, and one that derives from the class.
#[inline(never)]
fn claims(o: &Object, class: &Type) -> PyResult<bool> {
    Ok(match o.get_attr_opt(id!(__class__))? {
        Some(c) if !core::ptr::eq(c.as_ptr(), o.type_ptr().cast()) => {
            c.downcast::<Type>().is_some_and(|c| c.is_subtype(class))
        }
        _ => false,
    })
}

/// A class whose class is `type` itself, which has no check of its own.
#[inline(always)]
fn plain_class(class: &Object) -> Option<&Type> {
    // SAFETY: an instance of `type`.
    class
        .is_exactly(crate::type_::PyType_Type.raw())
        .then(|| unsafe { class.downcast_unchecked() })
}

/// `_PyObject_RealIsInstance`: without `__instancecheck__`.
pub fn real_is_instance(o: &Object, class: &Object) -> PyResult<bool> {
    if let Some(class) = class.downcast::<Type>() {
        return is_or_claims(o, class);
    }
    check_class(class, NOT_A_CLASS)?;
    match o.get_attr_opt(id!(__class__))? {
        Some(c) => abstract_is_subclass(&c, class),
        None => Ok(false),
    }
}

/// `_PyObject_RealIsSubclass`: without `__subclasscheck__`.
pub fn real_is_subclass(derived: &Object, class: &Object) -> PyResult<bool> {
    if let (Some(d), Some(c)) = (derived.downcast::<Type>(), class.downcast::<Type>()) {
        return Ok(d.is_subtype(c));
    }
    check_class(derived, "issubclass() arg 1 must be a class")?;
    check_class(
        class,
        "issubclass() arg 2 must be a class, a tuple of classes, or a union",
    )?;
    abstract_is_subclass(derived, class)
}

/// The members of a union type (`int | str`), as a tuple.
fn union_members(class: &Object) -> PyResult<Option<Ref<Tuple>>> {
    if !class.is_exactly(crate::union_::_PyUnion_Type.raw()) {
        return Ok(None);
    }
    Ok(class.get_attr(id!(__args__))?.downcast_into::<Tuple>().ok())
}

/// `PyObject_IsInstance`.
#[inline]
pub fn is_instance(o: &Object, class: &Object) -> PyResult<bool> {
    if core::ptr::eq(o.type_ptr().cast(), class.as_ptr()) {
        return Ok(true);
    }
    match plain_class(class) {
        Some(class) => is_or_claims(o, class),
        None => is_instance_as_checked(o, class),
    }
}

#[inline(never)]
fn is_instance_as_checked(o: &Object, class: &Object) -> PyResult<bool> {
    let members = union_members(class)?;
    if let Some(classes) = members.as_deref().or(class.downcast::<Tuple>()) {
        recursion::enter(" in __instancecheck__")?;
        for c in classes.as_slice() {
            if is_instance(o, c)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(check) = class.lookup_special(id!(__instancecheck__))? {
        recursion::enter(" in __instancecheck__")?;
        return check.call(&[o])?.is_true();
    }
    real_is_instance(o, class)
}

/// `PyObject_IsSubclass`.
#[inline]
pub fn is_subclass(derived: &Object, class: &Object) -> PyResult<bool> {
    match plain_class(class) {
        Some(_) if derived.is(class) => Ok(true),
        Some(class) => match derived.downcast::<Type>() {
            Some(derived) => Ok(derived.is_subtype(class)),
            None => real_is_subclass(derived, class),
        },
        None => is_subclass_as_checked(derived, class),
    }
}

#[inline(never)]
fn is_subclass_as_checked(derived: &Object, class: &Object) -> PyResult<bool> {
    let members = union_members(class)?;
    if let Some(classes) = members.as_deref().or(class.downcast::<Tuple>()) {
        recursion::enter(" in __subclasscheck__")?;
        for c in classes.as_slice() {
            if is_subclass(derived, c)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(check) = class.lookup_special(id!(__subclasscheck__))? {
        recursion::enter(" in __subclasscheck__")?;
        return check.call(&[derived])?.is_true();
    }
    real_is_subclass(derived, class)
}
