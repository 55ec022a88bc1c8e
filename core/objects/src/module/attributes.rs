//! A module's attributes: `__getattr__` of the module itself (PEP 562), the messages about what is missing, annotations.

use core::ffi::c_void;

use layout::*;

use super::shadowing::{Shadow, file_origin, is_initializing, shadow};
use super::{Module, clear_attribute_error};
use crate::prelude::*;
use crate::slots;

/// `module.__getattribute__`.
pub extern "C" fn module_getattro(this: &Module, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return crate::object::attributes::generic_get_attr(this, name);
    };
    match lookup(this, name)? {
        Some(v) => Ok(v),
        None => Err(missing(this, name)),
    }
}

/// As [`module_getattro`], None for an absent attribute.
pub fn get_attr_opt(this: &Module, name: &Str) -> PyResult<Option<Ref>> {
    match lookup(this, name) {
        Err(e) => clear_attribute_error(e).map(|()| None),
        found => found,
    }
}

fn lookup(this: &Module, name: &Str) -> PyResult<Option<Ref>> {
    match crate::object::attributes::generic_get_attr_opt(this, name)? {
        Some(v) => Ok(Some(v)),
        None => match this.dict().get_str(id!(__getattr__))? {
            Some(f) => f.call(&[name]).map(Some),
            None => Ok(None),
        },
    }
}

#[cold]
fn missing(this: &Module, name: &Str) -> Raised {
    match message(this, name) {
        Ok(text) => {
            let raised = raise!(AttributeError, "{text}");
            crate::object::attributes::add_context(this, name);
            raised
        }
        Err(e) => e,
    }
}

fn message(this: &Module, name: &Str) -> PyResult<String> {
    let name = name.to_string_lossy();
    let module = match this.dict().get_str(id!(__name__))? {
        Some(n) => match n.downcast_into::<Str>() {
            Ok(n) => n,
            Err(_) => return Ok(format!("module has no attribute '{name}'")),
        },
        None => return Ok(format!("module has no attribute '{name}'")),
    };
    let module_name = module.to_string_lossy();
    let Some(spec) = this.dict().get_str(id!(__spec__))?.filter(|s| !is_none(s)) else {
        return Ok(format!("module '{module_name}' has no attribute '{name}'"));
    };
    let origin = file_origin(&spec)?;
    let shown = origin.as_ref().map(|o| o.to_string_lossy());
    let shown = shown.as_deref().unwrap_or_default();
    let shadow = shadow(&module, origin.as_deref())?;
    if shadow == Shadow::Stdlib {
        return Ok(format!(
            "module '{module_name}' has no attribute '{name}' (consider renaming '{shown}' since it has the same name as the standard library module named '{module_name}' and prevents importing that standard library module)",
        ));
    }
    if is_initializing(&spec)? {
        return Ok(match (shadow, &origin) {
            // Only while it is being imported: a library may well lie there.
            (Shadow::Perhaps, _) => format!(
                "module '{module_name}' has no attribute '{name}' (consider renaming '{shown}' if it has the same name as a library you intended to import)"
            ),
            (_, Some(_)) => format!(
                "partially initialized module '{module_name}' from '{shown}' has no attribute '{name}' (most likely due to a circular import)"
            ),
            (_, None) => format!(
                "partially initialized module '{module_name}' has no attribute '{name}' (most likely due to a circular import)"
            ),
        });
    }
    // A submodule that is being imported is not an attribute of its package yet.
    if let Some(uninitialized) = spec.get_attr_opt(id!(_uninitialized_submodules))?
        && uninitialized.contains(&*Str::from_str(&name)?)?
    {
        return Ok(format!(
            "cannot access submodule '{name}' of module '{module_name}' (most likely due to a circular import)"
        ));
    }
    Ok(format!("module '{module_name}' has no attribute '{name}'"))
}

/// The dict behind the `__dict__` attribute, which a subclass may have replaced.
fn own_dict(this: &Module) -> PyResult<Ref<Dict>> {
    this.get_attr(id!(__dict__))?
        .downcast_into::<Dict>()
        .map_err(|_| raise!(TypeError, "<module>.__dict__ is not a dictionary"))
}

extern "C" fn get_annotate(this: &Module, _: *mut c_void) -> PyResult {
    let dict = own_dict(this)?;
    match dict.get_str(id!(__annotate__))? {
        Some(f) => Ok(f),
        None => {
            dict.set(id!(__annotate__), none())?;
            Ok(none_ref())
        }
    }
}

extern "C" fn set_annotate(this: &Module, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "cannot delete __annotate__ attribute"));
        };
        let dict = own_dict(this)?;
        if !is_none(value) && !value.is_callable() {
            return Err(raise!(TypeError, "__annotate__ must be callable or None"));
        }
        dict.set(id!(__annotate__), value)?;
        if !is_none(value) {
            dict.discard(id!(__annotations__))?;
        }
        Ok(())
    };
    run().into()
}

extern "C" fn get_annotations(this: &Module, _: *mut c_void) -> PyResult {
    let dict = own_dict(this)?;
    if let Some(a) = dict.get_str(id!(__annotations__))? {
        return Ok(a);
    }
    // While the module's body runs, annotations are not complete: computed anew each time.
    let initializing = match dict.get_str(id!(__spec__))? {
        Some(s) if !is_none(&s) => is_initializing(&s)?,
        _ => false,
    };
    let annotations = match dict.get_str(id!(__annotate__))? {
        Some(f) if f.is_callable() => {
            let r = f.call(&[Long::small(1)])?;
            if r.downcast::<Dict>().is_none() {
                return Err(raise!(
                    TypeError,
                    "__annotate__ returned non-dict of type '{}'",
                    r.class().tp_name()
                ));
            }
            r
        }
        _ => Dict::new()?.upcast(),
    };
    if !initializing {
        dict.set(id!(__annotations__), &annotations)?;
    }
    Ok(annotations)
}

extern "C" fn set_annotations(this: &Module, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        let dict = own_dict(this)?;
        match value {
            Some(v) => dict.set(id!(__annotations__), v)?,
            None => {
                if !dict.discard(id!(__annotations__))? {
                    return Err(raise!(AttributeError, "__annotations__"));
                }
            }
        }
        dict.discard(id!(__annotate__))?;
        Ok(())
    };
    run().into()
}

pub(super) static GETSET: slots::Table<[PyGetSetDef; 3]> = slots::Table::new([
    slots::getset::<Module>(
        c"__annotations__",
        Some(get_annotations),
        Some(set_annotations),
        c"",
    ),
    slots::getset::<Module>(c"__annotate__", Some(get_annotate), Some(set_annotate), c""),
    slots::GETSETS_END,
]);
