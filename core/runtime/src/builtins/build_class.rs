//! `__build_class__`: what the class statement calls.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

/// Make a class: run its body in a namespace and call the metaclass. The class statement calls this.
#[pyfunction(raw, "__build_class__")]
pub fn build_class(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    let args = super::with_keyword_values(args, kwnames);
    let npos = args.len() - kwnames.map_or(0, Tuple::len);
    if npos < 2 {
        return Err(raise!(TypeError, "__build_class__: not enough arguments"));
    }
    let Some(body) = args[0].downcast::<Function>() else {
        return Err(raise!(
            TypeError,
            "__build_class__: func must be a function"
        ));
    };
    let Some(name) = args[1].downcast::<Str>() else {
        return Err(raise!(TypeError, "__build_class__: name is not a string"));
    };
    let orig_bases = Tuple::from_slice(&args[2..npos])?;
    let bases = resolve_bases(&args[2..npos])?.unwrap_or_else(|| orig_bases.clone());

    let mut keywords: Option<Ref<Dict>> = None;
    let mut metaclass: Option<Ref> = None;
    if let Some(names) = kwnames {
        let d = Dict::new()?;
        for (i, kw) in names.as_slice().iter().enumerate() {
            d.set(kw, args[npos + i])?;
        }
        metaclass = d.pop(id!(metaclass))?;
        keywords = Some(d);
    }
    let mut meta = match metaclass {
        Some(m) => m,
        None => match bases.get(0) {
            Some(b) => Type::to_ref(b.class()).upcast(),
            None => Type::to_ref(&objects::type_::PyType_Type).upcast(),
        },
    };
    let is_class = meta.downcast::<Type>().is_some();
    if is_class {
        // the most derived of the metaclasses
        if let Some(m) = meta.downcast::<Type>() {
            let winner = objects::type_::calculate_metaclass(m, &bases)?.upcast();
            meta = winner;
        }
    }
    let namespace: Ref = match meta.get_attr_opt(id!(__prepare__))? {
        None => Dict::new()?.upcast(),
        Some(prepare) => {
            let positional = Tuple::from_slice(&[name, &bases])?;
            prepare.call_tuple(&positional, keywords.as_deref())?
        }
    };
    if !namespace.is_mapping() {
        let shown = match meta.downcast::<Type>().filter(|_| is_class) {
            Some(m) => m.name().into_owned(),
            None => "<metaclass>".to_owned(),
        };
        return Err(raise!(
            TypeError,
            "{}.__prepare__() must return a mapping, not {}",
            shown,
            namespace.class().tp_name()
        ));
    }
    let cell = crate::frames::eval_class_body(body, &namespace)?;
    if !core::ptr::eq(bases.raw(), orig_bases.raw()) {
        namespace.set_item(interned!("__orig_bases__"), &orig_bases)?;
    }
    let positional = Tuple::from_slice(&[name, &bases, &namespace])?;
    let class = meta.call_tuple(&positional, keywords.as_deref())?;
    if let (Some(ty), Some(cell)) = (class.downcast::<Type>(), cell.downcast::<Cell>()) {
        match cell.get() {
            Some(in_cell) if in_cell.is(ty) => {}
            Some(in_cell) => {
                return Err(raise!(
                    TypeError,
                    "__class__ set to {} defining {} as {}",
                    in_cell.repr()?.to_string_lossy(),
                    name.repr()?.to_string_lossy(),
                    class.repr()?.to_string_lossy()
                ));
            }
            None => {
                return Err(raise!(
                    RuntimeError,
                    "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
                    name.repr()?.to_string_lossy(),
                    class.repr()?.to_string_lossy()
                ));
            }
        }
    }
    Ok(class)
}

/// Replaces bases that are no classes by what their `__mro_entries__` gives. None: nothing to replace.
fn resolve_bases(bases: &[&Object]) -> PyResult<Option<Ref<Tuple>>> {
    let whole = Tuple::from_slice(bases)?;
    let mut out: Option<Vec<Ref>> = None;
    for (i, base) in bases.iter().enumerate() {
        let entries = if base.downcast::<Type>().is_some() {
            None
        } else {
            base.get_attr_opt(id!(__mro_entries__))?
        };
        let Some(method) = entries else {
            if let Some(list) = &mut out {
                list.push(base.to_ref());
            }
            continue;
        };
        let new = method.call(&[&whole])?;
        let Some(new) = new.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "__mro_entries__ must return a tuple"));
        };
        let list = out.get_or_insert_with(|| bases[..i].iter().map(|b| b.to_ref()).collect());
        list.extend(new.as_slice().iter().map(|b| b.to_ref()));
    }
    match out {
        Some(list) => Ok(Some(Tuple::from_vec(list)?)),
        None => Ok(None),
    }
}
