//! `copy.replace()` of a node.

use objects::prelude::*;

fn optional_names(class: &Type, which: &Str) -> PyResult<Option<Ref>> {
    class.get_attr_opt(which)
}

/// Every name must be that of a field or attribute, and no field without a default may be left out.
fn check(
    class: &Type,
    dict: &Dict,
    fields: Option<&Object>,
    attributes: Option<&Object>,
    kwargs: Option<&Dict>,
) -> PyResult<()> {
    let expected = Set::new()?;
    for names in [fields, attributes].into_iter().flatten() {
        expected.update(names)?;
    }
    let mut position = 0;
    while let Some((key, _)) = kwargs.and_then(|k| k.next_entry(&mut position)) {
        if !expected.discard(&key)? {
            return Err(raise!(
                TypeError,
                "{}.__replace__ got an unexpected keyword argument {}.",
                class.tp_name(),
                key.repr()?.to_string_lossy()
            ));
        }
    }
    let mut position = 0;
    while let Some((key, _)) = dict.next_entry(&mut position) {
        expected.discard(&key)?;
    }
    // attributes may be absent, and so may optional fields: None stands on the class
    if let Some(attributes) = attributes {
        for name in Tuple::from_iterable(attributes)?.as_slice() {
            expected.discard(name)?;
        }
    }
    if let Some(types) = class.get_attr_opt(interned!("_field_types"))?
        && let Some(types) = types.downcast::<Dict>()
    {
        let mut position = 0;
        while let Some((name, ty)) = types.next_entry(&mut position) {
            if ty.class().is(&objects::union_::_PyUnion_Type) {
                expected.discard(&name)?;
            }
        }
    }
    if expected.is_empty() {
        return Ok(());
    }
    let missing = List::from_iterable(&expected)?;
    missing.sort_in_place()?;
    let mut shown = Vec::new();
    for name in missing.to_vec()? {
        shown.push(name.repr()?.to_string_lossy().into_owned());
    }
    Err(raise!(
        TypeError,
        "{}.__replace__ missing {} keyword argument{}: {}.",
        class.tp_name(),
        shown.len(),
        if shown.len() == 1 { "" } else { "s" },
        shown.join(", ")
    ))
}

/// What of `names` the instance has itself.
fn take(payload: &Dict, names: Option<&Object>, dict: &Dict) -> PyResult<()> {
    let Some(names) = names else { return Ok(()) };
    for name in Tuple::from_iterable(names)?.as_slice() {
        if let Some(value) = dict.get(name)? {
            payload.set(name, &value)?;
        }
    }
    Ok(())
}

/// The body of `AST.__replace__`.
pub fn replace(node: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if !args.is_empty() {
        return Err(raise!(
            TypeError,
            "__replace__() takes no positional arguments"
        ));
    }
    let class = node.class();
    let fields = optional_names(class, interned!("_fields"))?;
    let attributes = optional_names(class, interned!("_attributes"))?;
    let dict = match node.get_attr_opt(id!(__dict__))? {
        Some(d) => d
            .downcast_into::<Dict>()
            .map_err(|_| raise!(TypeError, "__dict__ must be a dict"))?,
        None => Dict::new()?,
    };
    check(
        class,
        &dict,
        fields.as_deref(),
        attributes.as_deref(),
        kwargs,
    )?;
    let payload = Dict::new()?;
    take(&payload, fields.as_deref(), &dict)?;
    take(&payload, attributes.as_deref(), &dict)?;
    if let Some(kwargs) = kwargs {
        payload.update(kwargs)?;
    }
    class.call_tuple(Tuple::empty(), Some(&payload))
}
