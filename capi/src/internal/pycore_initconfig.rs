//! `internal/pycore_initconfig.h`: configurations as dicts, statuses as exceptions.

use layout::{PyConfig, PyInterpreterConfig, PyInterpreterState, PyPreConfig, PyStatus};
use objects::prelude::*;
use runtime::config::options::{self, Both, Kind, Row};
use runtime::config::{defaults, interpreter, preconfig, status, wide};

use crate::support::*;

/// Raises what a status says: RuntimeError, SystemExit for an exit, MemoryError.
#[unsafe(no_mangle)]
pub extern "C" fn _PyErr_SetFromPyStatus(s: PyStatus) {
    let message = {
        // SAFETY: a status' texts are C strings or NULL.
        unsafe { lossy(s.err_msg) }.unwrap_or_default()
    };
    // SAFETY: as above.
    let function = unsafe { lossy(s.func) };
    let _raised = if !status::is_error(&s) {
        raise!(
            SystemError,
            "_PyErr_SetFromPyStatus() status is not an error"
        )
    } else if message == "memory allocation failed" {
        objects::exceptions::no_memory()
    } else {
        match function {
            Some(f) => raise!(RuntimeError, "{f}: {message}"),
            None => raise!(RuntimeError, "{message}"),
        }
    };
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyConfig_InitCompatConfig(c: *mut PyConfig) {
    // SAFETY: the caller's contract.
    unsafe { defaults::init_compat(c) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyPreConfig_InitCompatConfig(c: *mut PyPreConfig) {
    // SAFETY: the caller's contract.
    unsafe { c.write(preconfig::init_compat()) }
}

fn as_dict(b: Both, rows: impl Iterator<Item = &'static Row>) -> PyResult<Ref<Dict>> {
    let d = Dict::new()?;
    for row in rows {
        // SAFETY: live structs; attached.
        let mut value = unsafe { row.object(b) }?;
        if row.kind == Kind::List {
            value = list_item(row, &value)?;
        }
        d.set(&*Str::from_str(row.name)?, &value)?;
    }
    Ok(d)
}

/// A list of strings is shown as a tuple, `-X` options as a dict.
fn list_item(row: &Row, list: &Object) -> PyResult {
    let items = Tuple::from_iterable(list)?;
    if row.name != "xoptions" {
        return Ok(items.upcast());
    }
    let options = Dict::new()?;
    for item in items.as_slice() {
        let text = item.str()?;
        let text = text.to_string_lossy();
        match text.split_once('=') {
            Some((name, value)) => {
                options.set(&*Str::from_str(name)?, &*Str::from_str(value)?)?;
            }
            None => options.set(&*Str::from_str(&text)?, py_bool(true))?,
        }
    }
    Ok(options.upcast())
}

/// The rows of a `PyConfig`, the hidden ones last.
fn config_rows() -> impl Iterator<Item = &'static Row> {
    options::ROWS
        .iter()
        .filter(|row| !row.is_pre())
        .chain(options::HIDDEN)
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyConfig_AsDict(c: *const PyConfig) -> PyResult {
    let both = Both {
        config: c.cast_mut(),
        ..options::current()
    };
    up(as_dict(both, config_rows()))
}

/// Sets every option from what `_PyConfig_AsDict` would give: 0, or -1 with ValueError for one that is missing, TypeError for one of
/// another type.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyConfig_FromDict(c: *mut PyConfig, dict: Option<&Object>) -> Status {
    run(|| {
        let Some(dict) = dict.and_then(|d| d.downcast::<Dict>()) else {
            return Err(raise!(TypeError, "dict expected"));
        };
        let both = Both {
            config: c,
            ..options::current()
        };
        for row in config_rows() {
            let Some(value) = dict.get_str(&*Str::from_str(row.name)?)? else {
                return Err(raise!(ValueError, "missing config key: {}", row.name));
            };
            // SAFETY: the caller's configuration.
            unsafe { set_from(row, both, &value)? };
        }
        Ok(())
    })
}

unsafe fn set_from(row: &Row, both: Both, value: &Object) -> PyResult<()> {
    let wrong = || raise!(TypeError, "invalid config type: {}", row.name);
    let wide = |o: &Object| -> PyResult<Vec<libc::wchar_t>> {
        let text = o.downcast::<Str>().ok_or_else(wrong)?;
        let units: Vec<libc::wchar_t> = text.iter_chars().map(|c| c as libc::wchar_t).collect();
        match units.contains(&0) {
            true => Err(raise!(ValueError, "embedded null character")),
            false => Ok(units),
        }
    };
    let done = |s: PyStatus| match status::is_exception(&s) {
        true => Err(objects::exceptions::no_memory()),
        false => Ok(()),
    };
    // SAFETY: the caller's contract.
    unsafe {
        match row.kind {
            Kind::Text | Kind::OptionalText if is_none(value) && row.kind != Kind::Text => {
                done(wide::set(row.text(both), None))
            }
            Kind::Text | Kind::OptionalText => done(wide::set(row.text(both), Some(&wide(value)?))),
            Kind::List => {
                let list = row.list(both);
                wide::clear(list);
                if let Some(options) = value.downcast::<Dict>() {
                    let mut position = 0;
                    while let Some((name, value)) = options.next_entry(&mut position) {
                        let mut text = wide(&name)?;
                        if value.downcast::<Str>().is_some() {
                            text.push('=' as libc::wchar_t);
                            text.extend(wide(&value)?);
                        }
                        done(wide::append(list, &text))?;
                    }
                    return Ok(());
                }
                if value.downcast::<List>().is_none() && value.downcast::<Tuple>().is_none() {
                    return Err(wrong());
                }
                for item in Tuple::from_iterable(value)?.as_slice() {
                    done(wide::append(list, &wide(item)?))?;
                }
                Ok(())
            }
            _ => {
                let number = value.downcast::<Long>().ok_or_else(wrong)?.as_i64()?;
                row.set_number(both, number)
                    .map_err(|m| raise!(ValueError, "{m}"))
            }
        }
    }
}

/// A dict of three: the flags of before `PyConfig`, the pre-configuration and the configuration.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_GetConfigsAsDict() -> PyResult {
    up((|| {
        let flags = Dict::new()?;
        for (name, text, has) in [
            (
                "Py_FileSystemDefaultEncoding",
                "utf-8",
                "Py_HasFileSystemDefaultEncoding",
            ),
            (
                "Py_FileSystemDefaultEncodeErrors",
                "surrogateescape",
                "_Py_HasFileSystemDefaultEncodeErrors",
            ),
        ] {
            flags.set(&*Str::from_str(name)?, &*Str::from_str(text)?)?;
            flags.set(&*Str::from_str(has)?, Long::small(0))?;
        }
        for (name, value) in runtime::config::flags::all() {
            flags.set(&*Str::from_str(name)?, &*Long::from_i64(i64::from(value))?)?;
        }
        let both = options::current();
        let all = Dict::new()?;
        all.set(&*Str::from_str("global_config")?, &flags)?;
        all.set(
            &*Str::from_str("pre_config")?,
            &*as_dict(both, options::PRE.iter())?,
        )?;
        all.set(&*Str::from_str("config")?, &*as_dict(both, config_rows())?)?;
        Ok(all)
    })())
}

/// The program that computes the paths in a namespace made for it. The library's own are computed in Rust, to the same.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_Get_Getpath_CodeObject() -> PyResult {
    up(runtime::import::frozen::getpath())
}

/// From a dict that has all fields and nothing else. 0, or -1 with an exception.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterConfig_InitFromDict(
    config: *mut PyInterpreterConfig,
    dict: Option<&Object>,
) -> Status {
    // SAFETY: the caller's contract; all-zero is valid.
    run(|| unsafe {
        let mut read = layout::zeroed();
        interpreter::update(&mut read, some(dict)?, false)?;
        config.write(read);
        Ok(())
    })
}

/// As `_PyInterpreterConfig_InitFromDict`, and what the dict has not stays.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterConfig_UpdateFromDict(
    config: *mut PyInterpreterConfig,
    dict: Option<&Object>,
) -> Status {
    // SAFETY: the caller's contract.
    run(|| interpreter::update(unsafe { &mut *config }, some(dict)?, true))
}

/// What an interpreter that runs is allowed.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterConfig_InitFromState(
    config: *mut PyInterpreterConfig,
    interp: *mut PyInterpreterState,
) -> Status {
    // SAFETY: the caller's contract.
    run(|| unsafe {
        config.write(interpreter::of(interp));
        Ok(())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyInterpreterConfig_AsDict(config: *mut PyInterpreterConfig) -> PyResult {
    // SAFETY: the caller's contract.
    up(interpreter::as_dict(unsafe { *config }))
}

/// Nothing to forget: the paths are kept in the configuration alone.
#[unsafe(no_mangle)]
pub extern "C" fn _PyPathConfig_ClearGlobal() {}
