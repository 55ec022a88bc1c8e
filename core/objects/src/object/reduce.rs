//! Pickling of plain objects: `object.__reduce_ex__`, `__reduce__`, `__getstate__`, with `copyreg` as the protocol has it.

use layout::*;

use crate::prelude::*;

fn copyreg() -> PyResult {
    crate::abstract_::builtin("__import__")?.call(&[interned!("copyreg")])
}

pub extern "C" fn reduce_ex(this: &Object, protocol: &Object) -> PyResult {
    let protocol = protocol.index()?.as_i64()?;
    // An overridden __reduce__ goes first.
    if let Some(own) = this.get_attr_opt(id!(__reduce__))? {
        let class_method = this.class().get_attr(id!(__reduce__))?;
        let inherited = super::PyBaseObject_Type.dict().get_str(id!(__reduce__))?;
        if inherited.is_none_or(|i| !i.is(&class_method)) {
            return own.call(&[]);
        }
    }
    common(this, protocol)
}

pub extern "C" fn reduce(this: &Object, _: Option<&Object>) -> PyResult {
    common(this, 0)
}

fn common(this: &Object, protocol: i64) -> PyResult {
    if protocol >= 2 {
        return new_object(this);
    }
    let protocol = Long::from_i64(protocol)?;
    copyreg()?.call_method(interned!("_reduce_ex"), &[this, &protocol])
}

/// Arguments for `__new__`, if the class says what they are.
fn new_arguments(this: &Object) -> PyResult<(Option<Ref<Tuple>>, Option<Ref<Dict>>)> {
    if let Some(f) = this.lookup_special(id!(__getnewargs_ex__))? {
        let r = f.call(&[])?;
        let Some(pair) = r.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "__getnewargs_ex__ should return a tuple, not '{}'",
                r.class().tp_name()
            ));
        };
        let [args, kwargs] = pair.as_slice() else {
            return Err(raise!(
                ValueError,
                "__getnewargs_ex__ should return a tuple of length 2, not {}",
                pair.len()
            ));
        };
        let Some(a) = args.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                args.class().tp_name()
            ));
        };
        let Some(k) = kwargs.downcast::<Dict>() else {
            return Err(raise!(
                TypeError,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                kwargs.class().tp_name()
            ));
        };
        return Ok((Some(a.to_ref()), Some(k.to_ref())));
    }
    if let Some(f) = this.lookup_special(id!(__getnewargs__))? {
        let r = f.call(&[])?;
        return match r.downcast_into::<Tuple>() {
            Ok(t) => Ok((Some(t), None)),
            Err(r) => Err(raise!(
                TypeError,
                "__getnewargs__ should return a tuple, not '{}'",
                r.class().tp_name()
            )),
        };
    }
    Ok((None, None))
}

fn new_object(this: &Object) -> PyResult {
    let class = this.class();
    // SAFETY: live type.
    if unsafe { (*class.raw()).tp_new.is_none() } {
        return Err(raise!(
            TypeError,
            "cannot pickle '{}' object",
            class.tp_name()
        ));
    }
    let (args, kwargs) = new_arguments(this)?;
    let copyreg = copyreg()?;
    let has_args = args.is_some();
    let (function, new_args) = match kwargs.filter(|k| !k.is_empty()) {
        None => {
            let mut items: Vec<&Object> = vec![class];
            if let Some(a) = &args {
                items.extend_from_slice(a.as_slice());
            }
            (
                copyreg.get_attr(id!(__newobj__))?,
                Tuple::from_slice(&items)?,
            )
        }
        Some(k) => {
            let Some(a) = &args else {
                return Err(crate::exceptions::bad_internal_call());
            };
            (
                copyreg.get_attr(id!(__newobj_ex__))?,
                Tuple::from_slice(&[class, a, &k])?,
            )
        }
    };
    let is_list = this.downcast::<List>().is_some();
    let is_dict = this.downcast::<Dict>().is_some();
    let state = state(this, !(has_args || is_list || is_dict))?;
    let list_items = if is_list { this.iter()? } else { none_ref() };
    let dict_items = if is_dict {
        this.call_method(id!(items), &[])?.iter()?
    } else {
        none_ref()
    };
    Ok(Tuple::from_slice(&[&function, &new_args, &state, &list_items, &dict_items])?.upcast())
}

pub extern "C" fn getstate(this: &Object, _: Option<&Object>) -> PyResult {
    default_state(this, false)
}

/// `__getstate__`, whose own default is told whether the state must be complete.
fn state(this: &Object, required: bool) -> PyResult {
    let f = this.get_attr(id!(__getstate__))?;
    if let Some(c) = f.downcast::<crate::CFunction>()
        // SAFETY: live; the table entry outlives the function.
        && unsafe {
            (*c.raw()).m_self == this.as_ptr()
                && (*(*c.raw()).m_ml).ml_meth.is_some_and(|m| m as usize == getstate as *const () as usize)
        }
    {
        return default_state(this, required);
    }
    f.call(&[])
}

fn default_state(this: &Object, required: bool) -> PyResult {
    let class = this.class();
    // SAFETY: live type.
    let (basic, item, dict_offset, weak_offset) = unsafe {
        let t = class.raw();
        (
            (*t).tp_basicsize,
            (*t).tp_itemsize,
            (*t).tp_dictoffset,
            (*t).tp_weaklistoffset,
        )
    };
    if required && item != 0 {
        return Err(raise!(
            TypeError,
            "cannot pickle {} objects",
            class.tp_name()
        ));
    }
    let state = if dict_offset != 0 && crate::dict::managed::instance_dict_is_empty(this) {
        none_ref()
    } else {
        this.get_attr_opt(id!(__dict__))?.unwrap_or_else(none_ref)
    };
    let names = slot_names(class)?;
    if required {
        let word = size_of::<*mut PyObject>() as isize;
        let mut expected = size_of::<PyObject>() as isize;
        if dict_offset != 0 && !class.has(Py_TPFLAGS_MANAGED_DICT as _) {
            expected += word;
        }
        if weak_offset > 0 {
            expected += word;
        }
        if let Some(n) = &names {
            expected += word * n.len() as isize;
        }
        if basic > expected {
            return Err(raise!(
                TypeError,
                "cannot pickle '{}' object",
                class.tp_name()
            ));
        }
    }
    if let Some(names) = names
        && !names.is_empty()
    {
        let slots = Dict::new()?;
        for i in 0..names.len() {
            let Some(name) = names.get(i) else { break };
            let Some(name) = name.downcast::<Str>() else {
                continue;
            };
            if let Some(v) = this.get_attr_opt(name)? {
                slots.set(name, &v)?;
            }
        }
        if !slots.is_empty() {
            return Ok(Tuple::from_slice(&[&state, &slots])?.upcast());
        }
    }
    Ok(state)
}

/// `copyreg._slotnames`, cached in the class as `__slotnames__`.
fn slot_names(class: &Type) -> PyResult<Option<Ref<List>>> {
    let found = match class.dict().get_str(id!(__slotnames__))? {
        Some(n) => n,
        None => copyreg()?.call_method(interned!("_slotnames"), &[class])?,
    };
    if is_none(&found) {
        return Ok(None);
    }
    match found.downcast_into::<List>() {
        Ok(l) => Ok(Some(l)),
        Err(other) => Err(raise!(
            TypeError,
            "copyreg._slotnames didn't return a list or None, but '{}'",
            other.class().tp_name()
        )),
    }
}
