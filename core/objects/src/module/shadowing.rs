//! A module that may stand in another's way: a file beside the script, with the name of a module of the standard library or of
//! whatever the script means to import. Missing attributes and `from` imports ask here, so that both tell the same.

use crate::prelude::*;
use crate::set::AnySet;

/// What a module hides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shadow {
    Nothing,
    /// It lies where the script's own modules lie, and may hide any library.
    Perhaps,
    /// The same, and the standard library has a module of its name.
    Stdlib,
}

/// Where a module comes from, if its spec has a location.
pub fn file_origin(spec: &Object) -> PyResult<Option<Ref<Str>>> {
    match spec.get_attr_opt(id!(has_location))? {
        Some(has) if has.is_true()? => {}
        _ => return Ok(None),
    }
    let origin = spec.get_attr_opt(id!(origin))?;
    Ok(origin.and_then(|o| o.downcast_into::<Str>().ok()))
}

/// Is the module's import still running?
pub fn is_initializing(spec: &Object) -> PyResult<bool> {
    match spec.get_attr_opt(id!(_initializing))? {
        Some(v) => v.is_true(),
        None => Ok(false),
    }
}

/// What a module of this name and file hides.
pub fn shadow(module: &Str, origin: Option<&Str>) -> PyResult<Shadow> {
    match origin {
        Some(origin) if is_beside_script(origin)? => {}
        _ => return Ok(Shadow::Nothing),
    }
    // SAFETY: attached; the interpreter keeps `sys`'s dict.
    let sys = unsafe { Ref::<Object>::from_borrowed_opt((*base::tstate::interp()).sysdict) };
    let names = match sys.as_ref().and_then(|s| s.downcast::<Dict>()) {
        Some(sys) => sys.get_str(interned!("stdlib_module_names"))?,
        None => None,
    };
    match names {
        Some(names) if names.downcast::<AnySet>().is_some() && names.contains(module)? => {
            Ok(Shadow::Stdlib)
        }
        _ => Ok(Shadow::Perhaps),
    }
}

/// Does the file (or the package, if it is an `__init__.py`) lie in the directory that came first on `sys.path` at the start?
fn is_beside_script(origin: &Str) -> PyResult<bool> {
    // SAFETY: attached; the configuration keeps its strings until the interpreter ends.
    let first = unsafe {
        let config = &raw const (*base::tstate::interp()).config;
        if (*config).safe_path != 0 || (*config).sys_path_0.is_null() {
            return Ok(false);
        }
        let text = (*config).sys_path_0;
        core::slice::from_raw_parts(text, libc::wcslen(text))
    };
    let slash = |end: usize| {
        (0..end)
            .rev()
            .find(|&i| origin.char_at(i) == u32::from('/'))
    };
    let Some(mut end) = slash(origin.len()) else {
        return Ok(false);
    };
    let file = (end + 1..origin.len()).map(|i| origin.char_at(i));
    if file.eq("__init__.py".chars().map(u32::from)) {
        match slash(end) {
            Some(at) => end = at,
            None => return Ok(false),
        }
    }
    let directory = (0..end).map(|i| origin.char_at(i));
    if !first.is_empty() {
        return Ok(directory.eq(first.iter().map(|&c| c as u32)));
    }
    use std::os::unix::ffi::OsStrExt;
    let Ok(here) = std::env::current_dir() else {
        return Ok(false);
    };
    let here = Str::decode_fs_default(here.as_os_str().as_bytes())?;
    Ok(directory.eq((0..here.len()).map(|i| here.char_at(i))))
}
