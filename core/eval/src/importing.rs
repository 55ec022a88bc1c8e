//! `import` and `from ... import`.

use crate::prelude::*;

/// `IMPORT_NAME`: calls the builtins' `__import__`.
///
/// # Safety
/// A running frame.
pub unsafe fn import_name(frame: Frame, name: &Str, fromlist: &Object, level: &Object) -> PyResult {
    // SAFETY: the frame keeps its namespaces alive.
    unsafe {
        let builtins = Object::from_ptr((*frame).f_builtins);
        let Some(function) = builtins.get_item_opt(id!(__import__))? else {
            return Err(raise!(ImportError, "__import__ not found"));
        };
        let globals = Object::from_ptr((*frame).f_globals);
        let locals = Object::from_ptr_opt((*frame).f_locals).unwrap_or(none());
        let interp = base::tstate::interp();
        if function.as_object_ptr() == (*interp).imports.import_func
            && let Some(level) = level.downcast::<Long>()
        {
            return Ref::from_c(base::upcalls::import_module_level(
                name.as_ptr(),
                globals.as_ptr(),
                locals.as_ptr(),
                fromlist.as_ptr(),
                level.as_i32()?,
            ));
        }
        function.call(&[name, globals, locals, fromlist, level])
    }
}

/// `IMPORT_FROM`: the attribute, or the submodule that `sys.modules` has.
pub fn import_from(module: &Object, name: &Str) -> PyResult {
    if let Some(value) = module.get_attr_opt(name)? {
        return Ok(value);
    }
    // A submodule whose import is under way is no attribute yet.
    let package = module.get_attr_opt(id!(__name__))?;
    if let Some(package) = &package
        && let Some(package) = package.downcast::<Str>()
    {
        let full = Str::format(format_args!(
            "{}.{}",
            package.to_string_lossy(),
            name.to_string_lossy()
        ))?;
        // SAFETY: attached; NULL or live.
        let modules = unsafe { Object::from_ptr_opt((*base::tstate::interp()).imports.modules) };
        if let Some(modules) = modules
            && let Some(found) = modules.get_item_opt(&full)?
        {
            return Ok(found);
        }
    }
    Err(cannot_import(module, package, name)?)
}

/// `ImportError: cannot import name ...`, which tells a circular import from a missing name.
#[cold]
fn cannot_import(module: &Object, package: Option<Ref>, name: &Str) -> PyResult<Raised> {
    let unknown = Str::from_str("<unknown module name>")?;
    let package = match package {
        Some(p) if p.downcast::<Str>().is_some() => p,
        _ => unknown.upcast(),
    };
    let spec = module.get_attr_opt(id!(__spec__))?;
    let mut origin = None;
    let mut initializing = false;
    if let Some(spec) = &spec
        && !objects::is_none(spec)
    {
        if let Some(i) = spec.get_attr_opt(id!(_initializing))? {
            initializing = i.is_true()?;
        }
        if let Some(has) = spec.get_attr_opt(id!(has_location))?
            && has.is_true()?
        {
            origin = spec.get_attr_opt(id!(origin))?;
        }
    }
    if origin
        .as_ref()
        .is_none_or(|o| o.downcast::<Str>().is_none())
    {
        origin = module.get_attr_opt(id!(__file__))?;
    }
    let origin = origin.filter(|o| o.downcast::<Str>().is_some());
    let text = |o: &Object| match o.downcast::<Str>() {
        Some(s) => s.to_string_lossy().into_owned(),
        None => String::new(),
    };
    let name_repr = name.repr()?.to_string_lossy().into_owned();
    let package_repr = package.repr()?.to_string_lossy().into_owned();
    let place = origin
        .as_ref()
        .map_or("unknown location".to_owned(), |o| text(o));
    let message = if initializing && origin.is_some() {
        format!(
            "cannot import name {name_repr} from partially initialized module {package_repr} (most likely due to a circular import) ({place})"
        )
    } else if initializing {
        format!(
            "cannot import name {name_repr} from partially initialized module {package_repr} (most likely due to a circular import) (unknown location)"
        )
    } else {
        format!("cannot import name {name_repr} from {package_repr} ({place})")
    };
    let message = Str::from_str(&message)?;
    let exception =
        objects::exceptions::new_exception(&objects::exceptions::types::ImportError, &[&message])?;
    exception.set_attr(id!(name), &package)?;
    exception.set_attr(id!(path), origin.as_ref().map_or(none(), |o| o))?;
    exception.set_attr(interned!("name_from"), name)?;
    Ok(Raised::set(exception))
}
