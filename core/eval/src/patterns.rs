//! `match`: lengths, mappings, classes.

use layout::*;

use crate::prelude::*;

/// `GET_LEN`.
pub fn length(subject: &Object) -> PyResult {
    Ok(Long::from_usize(subject.length()?)?.upcast())
}

/// `MATCH_KEYS`: a tuple of the keys' values, or None if one is missing.
pub fn match_keys(subject: &Object, keys: &Object) -> PyResult {
    // SAFETY: the compiler builds a tuple there.
    let keys: &Tuple = unsafe { keys.downcast_unchecked() };
    if keys.is_empty() {
        return Ok(Tuple::empty().to_ref().upcast());
    }
    // `get` with a default of our own keeps defaultdict from making entries.
    let get = subject.get_attr(id!(get))?;
    let missing = sentinel()?;
    let seen = Set::new()?;
    let mut values = Vec::with_capacity(keys.len());
    for key in keys.as_slice() {
        if !seen.add(key)? {
            return Err(raise!(
                ValueError,
                "mapping pattern checks duplicate key ({})",
                key.repr()?.to_string_lossy()
            ));
        }
        let value = get.call(&[key, &missing])?;
        if value.is(&missing) {
            return Ok(none_ref());
        }
        values.push(value);
    }
    Ok(Tuple::from_vec(values)?.upcast())
}

fn sentinel() -> PyResult {
    (objects::object::PyBaseObject_Type).call(&[])
}

/// Reads one attribute for a class pattern, once.
fn attribute(class: &Type, subject: &Object, name: &Str, seen: &Set) -> PyResult<Option<Ref>> {
    if !seen.add(name)? {
        return Err(raise!(
            TypeError,
            "{}() got multiple sub-patterns for attribute {}",
            class.name(),
            name.repr()?.to_string_lossy()
        ));
    }
    subject.get_attr_opt(name)
}

/// `MATCH_CLASS`: a tuple of attributes, or None.
pub fn match_class(
    subject: &Object,
    class: &Object,
    positional: usize,
    names: &Object,
) -> PyResult {
    let Some(class) = class.downcast::<Type>() else {
        return Err(raise!(TypeError, "called match pattern must be a class"));
    };
    // SAFETY: the compiler builds a tuple there.
    let names: &Tuple = unsafe { names.downcast_unchecked() };
    if !subject.is_instance(class)? {
        return Ok(none_ref());
    }
    let seen = Set::new()?;
    let mut found = Vec::with_capacity(positional + names.len());
    if positional > 0 {
        let mut itself = false;
        let arguments = match class.get_attr_opt(id!(__match_args__))? {
            Some(a) => {
                if !a.is_exactly(objects::tuple::PyTuple_Type.raw()) {
                    return Err(raise!(
                        TypeError,
                        "{}.__match_args__ must be a tuple (got {})",
                        class.name(),
                        a.class().name()
                    ));
                }
                a
            }
            None => {
                itself = class.flags() & _Py_TPFLAGS_MATCH_SELF as core::ffi::c_ulong != 0;
                Tuple::empty().to_ref().upcast()
            }
        };
        let arguments: &Tuple =
            // SAFETY: checked above, or made here.
            unsafe { arguments.downcast_unchecked() };
        let allowed = if itself { 1 } else { arguments.len() };
        if allowed < positional {
            return Err(raise!(
                TypeError,
                "{}() accepts {} positional sub-pattern{} ({} given)",
                class.name(),
                allowed,
                if allowed == 1 { "" } else { "s" },
                positional
            ));
        }
        if itself {
            found.push(subject.to_ref());
        } else {
            for name in arguments.as_slice().iter().take(positional) {
                let Some(name) = name.downcast::<Str>() else {
                    return Err(raise!(
                        TypeError,
                        "__match_args__ elements must be strings (got {})",
                        name.class().name()
                    ));
                };
                match attribute(class, subject, name, &seen)? {
                    Some(v) => found.push(v),
                    None => return Ok(none_ref()),
                }
            }
        }
    }
    for name in names.as_slice() {
        // SAFETY: the compiler puts names there.
        let name: &Str = unsafe { name.downcast_unchecked() };
        match attribute(class, subject, name, &seen)? {
            Some(v) => found.push(v),
            None => return Ok(none_ref()),
        }
    }
    Ok(Tuple::from_vec(found)?.upcast())
}
