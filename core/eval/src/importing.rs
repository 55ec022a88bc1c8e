//! `import` and `from ... import`.

use objects::module::shadowing::{Shadow, file_origin, is_initializing, shadow};

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
    let known = package.and_then(|p| p.downcast_into::<Str>().ok());
    let package = match &known {
        Some(p) => p.clone(),
        None => Str::from_str("<unknown module name>")?,
    };
    let spec = module.get_attr_opt(id!(__spec__))?;
    let mut origin = None;
    let name_repr = name.repr()?;
    let (shown, from) = (name_repr.to_string_lossy(), package.repr()?);
    let from = from.to_string_lossy();
    let message = match spec {
        None => format!("cannot import name {shown} from {from} (unknown location)"),
        Some(spec) => {
            origin = file_origin(&spec)?;
            // By its location alone: `__file__` below is for the message.
            let shadow = shadow(&package, origin.as_deref())?;
            if origin.is_none()
                && let Some(module) = module.downcast::<objects::Module>()
                && let Some(file) = module.dict().get_str(id!(__file__))?
            {
                origin = file.downcast_into::<Str>().ok();
            }
            let place = origin.as_ref().map(|o| o.to_string_lossy());
            let place = place.as_deref().unwrap_or("unknown location");
            let file = match &origin {
                Some(origin) if shadow != Shadow::Nothing => {
                    origin.repr()?.to_string_lossy().into_owned()
                }
                _ => String::new(),
            };
            if shadow == Shadow::Stdlib {
                format!(
                    "cannot import name {shown} from {from} (consider renaming {file} since it has the same name as the standard library module named {from} and prevents importing that standard library module)"
                )
            } else if !is_initializing(&spec)? {
                format!("cannot import name {shown} from {from} ({place})")
            } else if shadow == Shadow::Perhaps {
                format!(
                    "cannot import name {shown} from {from} (consider renaming {file} if it has the same name as a library you intended to import)"
                )
            } else {
                format!(
                    "cannot import name {shown} from partially initialized module {from} (most likely due to a circular import) ({place})"
                )
            }
        }
    };
    let message = Str::from_str(&message)?;
    let exception =
        objects::exceptions::new_exception(&objects::exceptions::types::ImportError, &[&message])?;
    exception.set_attr(id!(name), known.as_deref().map_or(none(), |k| k))?;
    exception.set_attr(id!(path), origin.as_ref().map_or(none(), |o| o))?;
    exception.set_attr(interned!("name_from"), name)?;
    Ok(Raised::set(exception))
}
