//! Import: `import` statements end here, importlib does the finding, `_imp` serves it.
//!
//! `sys.modules` is `interp.imports.modules`. importlib itself comes from the carried library (`frozen`).

pub mod dynload;
pub mod frozen;
pub mod imp_module;
pub mod inittab;
pub mod lock;
mod timing;

use base::{define_upcall, tstate};
use objects::prelude::*;
use objects::{exceptions, warnings};

/// `sys.modules`. Set at start-up; RuntimeError if somebody has made it vanish.
pub fn modules() -> PyResult<Ref> {
    // SAFETY: attached; the interpreter owns the reference.
    match unsafe { Ref::<Object>::from_borrowed_opt((*tstate::interp()).imports.modules) } {
        Some(m) => Ok(m),
        None => Err(raise!(RuntimeError, "unable to get sys.modules")),
    }
}

/// `sys.modules.get(name)`.
pub fn get_module(name: &Object) -> PyResult<Option<Ref>> {
    let modules = modules()?;
    match modules.downcast::<Dict>() {
        Some(d) => d.get(name),
        None => modules.get_item_opt(name),
    }
}

/// The module `name`, made empty if it is not in `sys.modules` (`PyImport_AddModuleRef`).
pub fn add_module(name: &Object) -> PyResult {
    if let Some(m) = get_module(name)?
        && m.downcast::<Module>().is_some()
    {
        return Ok(m);
    }
    let m = Module::new(name)?;
    modules()?.set_item(name, &m)?;
    Ok(m.upcast())
}

fn importlib() -> PyResult<Ref> {
    // SAFETY: attached; the interpreter owns the reference.
    match unsafe { Ref::<Object>::from_borrowed_opt((*tstate::interp()).imports.importlib) } {
        Some(m) => Ok(m),
        None => Err(raise!(ImportError, "importlib is not initialised yet")),
    }
}

fn import_func() -> Ref {
    // SAFETY: attached; set with builtins at start-up.
    unsafe { Ref::<Object>::from_borrowed_opt((*tstate::interp()).imports.import_func) }
        .unwrap_or_else(none_ref)
}

/// `import name` as a program would: the module itself, also for dotted names (`PyImport_Import`).
pub fn import(name: &str) -> PyResult {
    let name = Str::from_str(name)?;
    let name = Str::intern(name);
    let from = Tuple::from_slice(&[interned!("*")])?;
    import_module_level(&name, None, Some(&from), 0)
}

/// As [`import`], by a str; the import function of the running frame's builtins does it (`PyImport_Import`).
pub fn import_module_named(name: &Str) -> PyResult {
    let builtins = crate::frames::current_builtins();
    let function = match builtins.downcast::<Dict>() {
        Some(d) => d.get_str(id!(__import__))?,
        None => builtins.get_attr_opt(id!(__import__))?,
    };
    let from = List::from_slice(&[])?;
    let globals = match crate::frames::current_globals() {
        Some(g) => g,
        None => {
            let d = Dict::new()?;
            d.set(id!(__builtins__), &builtins)?;
            d.upcast()
        }
    };
    match function {
        Some(f) if !f.is(&import_func()) => {
            drop(f.call(&[name, &globals, &globals, &from, Long::small(0)])?);
        }
        _ => drop(import_module_level(name, Some(&globals), Some(&from), 0)?),
    }
    match get_module(name)? {
        Some(m) => Ok(m),
        None => Err(raise!(KeyError, "{}", name.to_string_lossy())),
    }
}

/// An attribute of a module, importing it first.
pub fn import_attr(module: &str, attr: &Str) -> PyResult {
    import(module)?.get_attr(attr)
}

/// `PyImport_ImportModuleLevelObject`.
pub fn import_module_level(
    name: &Object,
    globals: Option<&Object>,
    fromlist: Option<&Object>,
    level: i32,
) -> PyResult {
    import_whole(name, globals, fromlist, level).map_err(crate::traceback::remove_importlib_frames)
}

fn import_whole(
    name: &Object,
    globals: Option<&Object>,
    fromlist: Option<&Object>,
    level: i32,
) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "module name must be a string"));
    };
    if level < 0 {
        return Err(raise!(ValueError, "level must be >= 0"));
    }
    let abs_name = if level > 0 {
        resolve_name(name, globals, level)?
    } else {
        if name.is_empty() {
            return Err(raise!(ValueError, "Empty module name"));
        }
        name.to_ref()
    };
    let module = match get_module(&abs_name)? {
        Some(m) if !is_none(&m) => {
            ensure_initialized(&m, &abs_name)?;
            timing::found(&abs_name);
            m
        }
        _ => timing::timed(&abs_name, || find_and_load(&abs_name))?,
    };
    let has_from = match fromlist {
        Some(f) if !is_none(f) => f.is_true()?,
        _ => false,
    };
    if has_from {
        return match module.get_attr_opt(id!(__path__))? {
            Some(_) => importlib()?.call_method(
                id!(_handle_fromlist),
                &[&module, fromlist.unwrap_or(none()), &import_func()],
            ),
            None => Ok(module),
        };
    }
    if level > 0 && name.is_empty() {
        return Ok(module);
    }
    let dot = (0..name.len()).find(|&i| name.char_at(i) == u32::from('.'));
    let Some(dot) = dot else { return Ok(module) };
    if level == 0 {
        let front = name.substring(0, dot)?;
        return import_module_level(&front, None, None, 0);
    }
    let keep = abs_name.len() - (name.len() - dot);
    let to_return = abs_name.substring(0, keep)?;
    match get_module(&to_return)? {
        Some(m) => Ok(m),
        None => {
            let shown = to_return.repr()?;
            Err(raise!(
                KeyError,
                "{} not in sys.modules as expected",
                shown.to_string_lossy()
            ))
        }
    }
}

/// Waits while another thread is still importing the module.
fn ensure_initialized(module: &Object, name: &Str) -> PyResult<()> {
    let Some(spec) = module.get_attr_opt(id!(__spec__))? else {
        return Ok(());
    };
    if is_none(&spec) {
        return Ok(());
    }
    match spec.get_attr_opt(id!(_initializing))? {
        Some(flag) if flag.is_true()? => importlib()?
            .call_method(id!(_lock_unlock_module), &[name])
            .map(drop),
        _ => Ok(()),
    }
}

fn find_and_load(abs_name: &Str) -> PyResult {
    crate::audit::audit("import", || {
        let sys = |name: &str| {
            crate::sys::get(name)
                .ok()
                .flatten()
                .unwrap_or_else(none_ref)
        };
        Tuple::from_array([
            abs_name.to_ref().upcast(),
            none_ref(),
            sys("path"),
            sys("meta_path"),
            sys("path_hooks"),
        ])
    })?;
    importlib()?.call_method(id!(_find_and_load), &[abs_name, &import_func()])
}

/// The absolute name of a relative import, from the importing module's globals.
fn resolve_name(name: &Str, globals: Option<&Object>, level: i32) -> PyResult<Ref<Str>> {
    let Some(globals) = globals.filter(|g| !is_none(g)) else {
        return Err(raise!(KeyError, "'__name__' not in globals"));
    };
    let Some(globals) = globals.downcast::<Dict>() else {
        return Err(raise!(TypeError, "globals must be a dict"));
    };
    let package = globals.get(id!(__package__))?.filter(|p| !is_none(p));
    let spec = globals.get(id!(__spec__))?.filter(|s| !is_none(s));
    let package: Ref = match (package, spec) {
        (Some(package), spec) => {
            if package.downcast::<Str>().is_none() {
                return Err(raise!(TypeError, "package must be a string"));
            }
            if let Some(spec) = spec {
                let parent = spec.get_attr(id!(parent))?;
                if !package.equals(&parent)? {
                    warnings::warn(
                        &exceptions::types::DeprecationWarning,
                        format_args!("__package__ != __spec__.parent"),
                        1,
                    )?;
                }
            }
            package
        }
        (None, Some(spec)) => {
            let parent = spec.get_attr(id!(parent))?;
            if parent.downcast::<Str>().is_none() {
                return Err(raise!(TypeError, "__spec__.parent must be a string"));
            }
            parent
        }
        (None, None) => {
            warnings::warn(
                &exceptions::types::ImportWarning,
                format_args!(
                    "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"
                ),
                1,
            )?;
            let Some(own) = globals.get(id!(__name__))? else {
                return Err(raise!(KeyError, "'__name__' not in globals"));
            };
            let Some(own_name) = own.downcast::<Str>() else {
                return Err(raise!(TypeError, "__name__ must be a string"));
            };
            if globals.contains(id!(__path__))? {
                own
            } else {
                let dot = (0..own_name.len())
                    .rev()
                    .find(|&i| own_name.char_at(i) == u32::from('.'));
                match dot {
                    Some(i) => own_name.substring(0, i)?.upcast(),
                    None => return Err(no_parent()),
                }
            }
        }
    };
    let package = match package.downcast_into::<Str>() {
        Ok(p) => p,
        Err(_) => return Err(raise!(TypeError, "package must be a string")),
    };
    if package.is_empty() {
        return Err(no_parent());
    }
    let mut end = package.len();
    for _ in 1..level {
        match (0..end)
            .rev()
            .find(|&i| package.char_at(i) == u32::from('.'))
        {
            Some(i) => end = i,
            None => {
                return Err(raise!(
                    ImportError,
                    "attempted relative import beyond top-level package"
                ));
            }
        }
    }
    let base = package.substring(0, end)?;
    if name.is_empty() {
        return Ok(base);
    }
    let dotted = base.concat(interned!("."))?;
    dotted.concat(name)
}

fn no_parent() -> Raised {
    raise!(
        ImportError,
        "attempted relative import with no known parent package"
    )
}

define_upcall!("libpython_import_module_level" fn import_module_level_upcall(
    name: *mut layout::PyObject,
    globals: *mut layout::PyObject,
    _locals: *mut layout::PyObject,
    fromlist: *mut layout::PyObject,
    level: i32,
) -> *mut layout::PyObject {
    // SAFETY: live objects or NULL, says the upcall's contract.
    let result = unsafe {
        import_module_level(
            Object::from_ptr(name), Object::from_ptr_opt(globals), Object::from_ptr_opt(fromlist), level)
    };
    result.map_or(core::ptr::null_mut(), Ref::into_ptr)
});
