//! `import.h`: importing modules.

use core::ffi::{CStr, c_char, c_int, c_long};
use core::ptr::null_mut;

use layout::PyObject;
use objects::prelude::*;
use runtime::import;

use crate::support::*;

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_GetMagicNumber() -> c_long {
    c_long::from(import::imp_module::MAGIC_TOKEN)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_GetMagicTag() -> *const c_char {
    c"cpython-314".as_ptr()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ImportModule(name: *const c_char) -> PyResult {
    attached("PyImport_ImportModule");
    // SAFETY: the caller's contract.
    up(unsafe { import::import_module_named(&*text(name)?) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ImportModuleNoBlock(name: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        objects::warnings::warn(
            &objects::exceptions::types::DeprecationWarning,
            format_args!(
                "PyImport_ImportModuleNoBlock() is deprecated and scheduled for removal in Python \
             3.15. Use PyImport_ImportModule() instead."
            ),
            1,
        )?;
        import::import_module_named(&*text(name)?)
    })
}

/// The name as a str, or TypeError.
pub(crate) fn module_name(name: Option<&Object>) -> PyResult<&Str> {
    match some(name)?.downcast::<Str>() {
        Some(name) => Ok(name),
        None => Err(raise!(TypeError, "module name must be a string")),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_Import(name: Option<&Object>) -> PyResult {
    attached("PyImport_Import");
    up({
        if name.is_none() {
            return Err(raise!(SystemError, "NULL object passed to Py_BuildValue"));
        }
        import::import_module_named(module_name(name)?)
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ImportModuleLevel(
    name: *const c_char,
    globals: Option<&Object>,
    _locals: Option<&Object>,
    fromlist: Option<&Object>,
    level: c_int,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { import::import_module_level(&*text(name)?, globals, fromlist, level) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_ImportModuleLevelObject(
    name: Option<&Object>,
    globals: Option<&Object>,
    _locals: Option<&Object>,
    fromlist: Option<&Object>,
    level: c_int,
) -> PyResult {
    up({
        match name {
            Some(name) => import::import_module_level(name, globals, fromlist, level),
            None => Err(raise!(ValueError, "Empty module name")),
        }
    })
}

/// New reference; NULL without an exception if it is not in `sys.modules`.
#[unsafe(no_mangle)]
pub extern "C" fn PyImport_GetModule(name: Option<&Object>) -> *mut PyObject {
    optional(some(name).and_then(import::get_module))
}

/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn PyImport_GetModuleDict() -> Borrowed {
    match import::modules() {
        Ok(m) => lend(Some(m)),
        Err(_) => null_mut(),
    }
}

/// New reference: the module, made empty if need be.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_AddModuleRef(name: *const c_char) -> PyResult {
    attached("PyImport_AddModuleRef");
    // SAFETY: the caller's contract.
    up(unsafe { import::add_module(&*text(name)?) })
}

/// Any name will do that has a hash.
fn any_name<T>(name: Option<&Object>, then: impl FnOnce(&Object) -> PyResult<T>) -> PyResult<T> {
    let name = some(name)?;
    // The same complaint as a dict's.
    import::modules()?.contains(name)?;
    then(name)
}

/// Borrowed.
#[unsafe(no_mangle)]
pub extern "C" fn PyImport_AddModuleObject(name: Option<&Object>) -> Borrowed {
    match any_name(name, import::add_module) {
        Ok(m) => lend(Some(m)),
        Err(_) => null_mut(),
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_AddModule(name: *const c_char) -> Borrowed {
    attached("PyImport_AddModule");
    // SAFETY: the caller's contract.
    unsafe {
        match text(name).and_then(|n| import::add_module(&n)) {
            Ok(m) => lend(Some(m)),
            Err(_) => null_mut(),
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_ReloadModule(m: Option<&Object>) -> PyResult {
    up(import::import_attr("importlib", interned!("reload"))?.call(&[some(m)?]))
}

/// The table of built-in modules is read once.
pub(crate) fn before_initialization(function: &str) {
    if crate::pylifecycle::Py_IsInitialized() != 0 {
        base::fatal::error(
            Some(function),
            &format!("{function}() may not be called after Py_Initialize()"),
        );
    }
}

/// Before initialisation: adds a built-in module. -1 if there is no memory.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_AppendInittab(
    name: *const c_char,
    init: Option<unsafe extern "C" fn() -> *mut PyObject>,
) -> c_int {
    before_initialization("PyImport_AppendInittab");
    // SAFETY: the caller's contract.
    unsafe {
        let rows = [
            layout::_inittab {
                name,
                initfunc: init,
            },
            import::inittab::END,
        ];
        if import::inittab::extend(rows.as_ptr()) {
            0
        } else {
            -1
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ExecCodeModule(
    name: *const c_char,
    code: Option<&Object>,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { exec_named(name, code, core::ptr::null(), core::ptr::null()) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ExecCodeModuleEx(
    name: *const c_char,
    code: Option<&Object>,
    path: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { exec_named(name, code, path, core::ptr::null()) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ExecCodeModuleWithPathnames(
    name: *const c_char,
    code: Option<&Object>,
    path: *const c_char,
    cached: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { exec_named(name, code, path, cached) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_ExecCodeModuleObject(
    name: Option<&Object>,
    code: Option<&Object>,
    path: Option<&Object>,
    cached: Option<&Object>,
) -> PyResult {
    up(any_name(name, |name| {
        exec_code(name, some(code)?, path, cached)
    }))
}

unsafe fn exec_named(
    name: *const c_char,
    code: Option<&Object>,
    path: *const c_char,
    cached: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    let (name, path, cached) = unsafe {
        let file = |s: *const c_char| -> PyResult<Option<Ref<Str>>> {
            if s.is_null() {
                Ok(None)
            } else {
                Ok(Some(Str::decode_fs_default(CStr::from_ptr(s).to_bytes())?))
            }
        };
        (text(name)?, file(path)?, file(cached)?)
    };
    // Of a cached file alone: its source, if there is one.
    let path = match (path, &cached) {
        (None, Some(cached)) => {
            let source = import::import("importlib._bootstrap_external")
                .and_then(|external| external.call_method(interned!("_get_sourcefile"), &[cached]));
            match source {
                Ok(source) => source.downcast_into::<Str>().ok(),
                Err(raised) => {
                    raised.clear();
                    Some(cached.clone())
                }
            }
        }
        (path, _) => path,
    };
    let object = |o: &Option<Ref<Str>>| o.as_deref().map(|s| -> *mut PyObject { s.as_ptr() });
    // SAFETY: kept by the locals above.
    let borrow = |p: Option<*mut PyObject>| p.map(|p| unsafe { Object::from_ptr(p) });
    exec_code(
        &name,
        some(code)?,
        borrow(object(&path)),
        borrow(object(&cached)),
    )
}

/// Runs a module's code in the (perhaps new) module of that name.
fn exec_code(
    name: &Object,
    code: &Object,
    path: Option<&Object>,
    cached: Option<&Object>,
) -> PyResult {
    let m = import::add_module(name)?;
    let Some(module) = m.downcast::<Module>() else {
        return Err(objects::exceptions::bad_internal_call());
    };
    let d = module.dict();
    if d.get_str(id!(__builtins__))?.is_none() {
        d.set(id!(__builtins__), &runtime::frames::current_builtins())?;
    }
    let path = match path {
        Some(p) => p.to_ref(),
        None => code.get_attr(id!(co_filename))?,
    };
    let run = || -> PyResult<()> {
        let fix = import::import("importlib._bootstrap_external")?;
        fix.call_method(
            interned!("_fix_up_module"),
            &[d, name, &path, cached.unwrap_or(none())],
        )?;
        let code = arg::<Code>(Some(code))?;
        runtime::frames::eval_code(code, d, d)?;
        Ok(())
    };
    if let Err(raised) = run() {
        let exception = raised.take();
        if let Err(other) = import::modules().and_then(|m| m.del_item(name)) {
            other.clear();
        }
        base::error::restore(exception);
        return Err(Raised::ASSUMED);
    }
    match import::get_module(name)? {
        Some(m) => Ok(m),
        None => Err(raise!(
            ImportError,
            "Loaded module {} not found in sys.modules",
            name.repr()?.to_string_lossy()
        )),
    }
}
/// 1 if imported, 0 if there is no such frozen module, -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_ImportFrozenModule(name: *const c_char) -> c_int {
    flag(|| {
        // SAFETY: the caller's contract.
        unsafe { import::frozen::import(&text(name)?.to_string_lossy()) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyImport_ImportFrozenModuleObject(name: Option<&Object>) -> c_int {
    flag(|| match name.and_then(|name| name.downcast::<Str>()) {
        Some(name) => import::frozen::import(&name.to_string_lossy()),
        None => Ok(false), // no module has such a name
    })
}

/// The finder of a `sys.path` entry, None if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn PyImport_GetImporter(path: Option<&Object>) -> PyResult {
    up({
        let cache = runtime::sys::get("path_importer_cache")?;
        let hooks = runtime::sys::get("path_hooks")?;
        let (Some(cache), Some(hooks)) = (cache, hooks) else {
            return Err(raise!(
                RuntimeError,
                "lost sys.path_importer_cache or sys.path_hooks"
            ));
        };
        let path = some(path)?;
        if let Some(found) = cache.get_item_opt(path)? {
            return Ok(found);
        }
        let it = hooks.iter()?;
        while let Some(hook) = it.next()? {
            match hook.call(&[path]) {
                Ok(finder) => {
                    cache.set_item(path, &finder)?;
                    return Ok(finder);
                }
                Err(raised) => {
                    objects::exceptions::clear_if(&objects::exceptions::types::ImportError, raised)?
                }
            }
        }
        cache.set_item(path, none())?;
        Ok(none_ref())
    })
}
