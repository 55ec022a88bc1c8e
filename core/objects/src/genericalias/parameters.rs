//! Type variables in generic aliases and unions: finding them, and putting arguments in their place.

use base::{Object, PyResult, Ref};

use super::GenericAlias;
use crate::prelude::*;

fn push_new(found: &mut Vec<Ref>, o: &Object) {
    if !found.iter().any(|f| f.is(o)) {
        found.push(o.to_ref());
    }
}

/// `_Py_make_parameters`: the variables among the arguments, each once, in order.
pub fn collect(args: &Tuple) -> PyResult<Ref<Tuple>> {
    Tuple::from_vec(found_in(args.as_slice())?)
}

fn found_in(args: &[&Object]) -> PyResult<Vec<Ref>> {
    crate::recursion::enter(" in __parameter__ calculation")?;
    let mut found: Vec<Ref> = Vec::new();
    for arg in args {
        if arg.downcast::<Type>().is_some() {
            continue; // a bare class's `__parameters__` is a descriptor
        }
        // The arguments of a ParamSpec may stand in a tuple or list of their own.
        if let Some(inner) = arg.downcast::<Tuple>() {
            for p in found_in(inner.as_slice())? {
                push_new(&mut found, &p);
            }
            continue;
        }
        if let Some(inner) = arg.downcast::<List>() {
            for p in found_in(inner.to_tuple()?.as_slice())? {
                push_new(&mut found, &p);
            }
            continue;
        }
        if arg.has_attr(id!(__typing_subst__))? {
            push_new(&mut found, arg);
        } else if let Some(sub) = arg.get_attr_opt(id!(__parameters__))?
            && let Some(sub) = sub.downcast::<Tuple>()
        {
            for p in sub.as_slice() {
                push_new(&mut found, p);
            }
        }
    }
    Ok(found)
}

/// An argument that is generic itself, with its variables replaced.
fn replace_within(o: &Object, parameters: &Tuple, values: &[&Object]) -> PyResult {
    let Some(own) = o.get_attr_opt(id!(__parameters__))? else {
        return Ok(o.to_ref());
    };
    let Some(own) = own.downcast::<Tuple>().filter(|t| !t.is_empty()) else {
        return Ok(o.to_ref());
    };
    let mut args: Vec<Ref> = Vec::with_capacity(own.len());
    for p in own.as_slice() {
        match parameters.as_slice().iter().position(|q| q.is(p)) {
            Some(i) => {
                let value = values.get(i).copied().unwrap_or(none());
                // SAFETY: live types. A variable that can be iterated is a TypeVarTuple.
                let many = unsafe { (*p.type_ptr()).tp_iter.is_some() };
                match value.downcast::<Tuple>() {
                    Some(t) if many => args.extend(t.as_slice().iter().map(|o| o.to_ref())),
                    _ => args.push(value.to_ref()),
                }
            }
            None => args.push(p.to_ref()),
        }
    }
    o.get_item(&*Tuple::from_vec(args)?)
}

fn is_unpacked_typevartuple(o: &Object) -> PyResult<bool> {
    if o.downcast::<Type>().is_some() {
        return Ok(false);
    }
    match o.get_attr_opt(id!(__typing_is_unpacked_typevartuple__))? {
        Some(v) => v.is_true(),
        None => Ok(false),
    }
}

/// The arguments of a starred tuple (`*tuple[int, str]`).
fn unpacked_tuple_args(o: &Object) -> PyResult<Option<Ref>> {
    if let Some(alias) = o.downcast::<GenericAlias>()
        && alias.is_starred()
        && alias.origin().is(&crate::tuple::PyTuple_Type)
    {
        return Ok(Some(alias.args().upcast()));
    }
    Ok(o.get_attr_opt(id!(__typing_unpacked_tuple_args__))?
        .filter(|v| !is_none(v)))
}

/// Starred tuples of known length are spread out.
fn unpack(item: &Object) -> PyResult<Ref<Tuple>> {
    let one = [item];
    let items: &[&Object] = match item.downcast::<Tuple>() {
        Some(t) => t.as_slice(),
        None => &one,
    };
    let mut out: Vec<Ref> = Vec::with_capacity(items.len());
    for item in items {
        if item.downcast::<Type>().is_none()
            && let Some(args) = unpacked_tuple_args(item)?
            && let Some(args) = args.downcast::<Tuple>()
            && !args
                .as_slice()
                .last()
                .is_some_and(|l| l.is_exactly(crate::slice::PyEllipsis_Type.raw()))
        {
            out.extend(args.as_slice().iter().map(|o| o.to_ref()));
        } else {
            out.push(item.to_ref());
        }
    }
    Tuple::from_vec(out)
}

/// `_Py_subs_parameters`: the arguments with `item` put in the place of the variables.
pub fn substitute(
    this: &Object,
    args: &Tuple,
    parameters: &Tuple,
    item: &Object,
) -> PyResult<Ref<Tuple>> {
    let n = parameters.len();
    if n == 0 {
        return Err(raise!(
            TypeError,
            "{} is not a generic class",
            this.repr()?.to_string_lossy()
        ));
    }
    let mut item: Ref = unpack(item)?.upcast();
    for p in parameters.as_slice() {
        if let Some(prepare) = p.get_attr_opt(id!(__typing_prepare_subst__))?
            && !is_none(&prepare)
        {
            item = if item.downcast::<Tuple>().is_some() {
                prepare.call(&[this, &item])?
            } else {
                prepare.call(&[this, &*Tuple::from_slice(&[&item])?])?
            };
        }
    }
    let values = match item.downcast::<Tuple>() {
        Some(t) => t.to_ref(),
        None => Tuple::from_slice(&[&item])?,
    };
    if values.len() != n {
        return Err(raise!(
            TypeError,
            "Too {} arguments for {}; actual {}, expected {n}",
            if values.len() > n { "many" } else { "few" },
            this.repr()?.to_string_lossy(),
            values.len()
        ));
    }
    Tuple::from_vec(replaced(args.as_slice(), parameters, values.as_slice())?)
}

fn replaced(args: &[&Object], parameters: &Tuple, values: &[&Object]) -> PyResult<Vec<Ref>> {
    let mut out: Vec<Ref> = Vec::with_capacity(args.len());
    for arg in args {
        if arg.downcast::<Type>().is_some() {
            out.push(arg.to_ref());
            continue;
        }
        if let Some(inner) = arg.downcast::<Tuple>() {
            out.push(Tuple::from_vec(replaced(inner.as_slice(), parameters, values)?)?.upcast());
            continue;
        }
        if let Some(inner) = arg.downcast::<List>() {
            let inner = inner.to_tuple()?;
            out.push(List::from_vec(replaced(inner.as_slice(), parameters, values)?)?.upcast());
            continue;
        }
        let spread = is_unpacked_typevartuple(arg)?;
        let value = match arg.get_attr_opt(id!(__typing_subst__))? {
            Some(subst) => {
                let i = parameters.as_slice().iter().position(|p| p.is(arg));
                // It may have become a parameter after the parameters were collected.
                let Some(i) = i else {
                    return Err(raise!(
                        TypeError,
                        "argument {} with __typing_subst__ was not found in __parameters__",
                        arg.repr()?.to_string_lossy()
                    ));
                };
                subst.call(&[values.get(i).copied().unwrap_or(none())])?
            }
            None => replace_within(arg, parameters, values)?,
        };
        if !spread {
            out.push(value);
            continue;
        }
        let Some(t) = value.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "expected __typing_subst__ of {} objects to return a tuple, not {}",
                arg.class().name(),
                value.class().name()
            ));
        };
        out.extend(t.as_slice().iter().map(|o| o.to_ref()));
    }
    Ok(out)
}
