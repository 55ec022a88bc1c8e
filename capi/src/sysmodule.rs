//! `sysmodule.h`: attributes of `sys`, and writing to its streams.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use base::tstate;
use libc::wchar_t;
use objects::prelude::*;
use runtime::config::{early, files, wide as wides};
use runtime::sys;

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

unsafe extern "C" {
    fn vsnprintf(out: *mut c_char, size: usize, format: *const c_char, va: *mut VaList) -> c_int;
}

/// Writes to a stream of `sys`, or to the C stream where there is none. The exception that is set stays.
fn write(stream: &str, fd: c_int, text: PyResult<Ref<Str>>) {
    let kept = base::error::take_current();
    let put = || -> PyResult<bool> {
        let text = text?;
        match sys::get(stream)? {
            Some(file) if !is_none(&file) => {
                file.call_method(id!(write), &[&text])?;
                Ok(true)
            }
            _ => {
                let raw = text.to_wtf8()?;
                // SAFETY: a slice's bounds.
                unsafe { libc::write(fd, raw.as_ptr().cast(), raw.len()) };
                Ok(true)
            }
        }
    };
    if let Err(raised) = put() {
        raised.clear();
    }
    base::error::restore(kept);
}

/// C's own formatting, of at most 1,000 bytes.
unsafe fn printed(format: *const c_char, va: *mut VaList) -> PyResult<Ref<Str>> {
    let mut buffer = [0u8; 1001];
    // SAFETY: the caller's contract; the buffer is that long.
    let n = unsafe {
        vsnprintf(
            buffer.as_mut_ptr().cast(),
            buffer.len(),
            format,
            &mut (*va).clone(),
        )
    };
    let end = usize::try_from(n).unwrap_or(0).min(1000);
    let mut out = buffer[..end].to_vec();
    if n < 0 || n as usize >= buffer.len() {
        out.extend_from_slice(b"... truncated");
    }
    objects::unicode::codec::utf8::decode(&out, Some("replace"))
}

unsafe extern "C" fn write_stdout(format: *const c_char, va: *mut VaList) {
    // SAFETY: the caller's contract.
    write("stdout", 1, unsafe { printed(format, va) });
}
unsafe extern "C" fn write_stderr(format: *const c_char, va: *mut VaList) {
    // SAFETY: the caller's contract.
    write("stderr", 2, unsafe { printed(format, va) });
}
unsafe extern "C" fn format_stdout(format: *const c_char, va: *mut VaList) {
    // SAFETY: the caller's contract.
    write("stdout", 1, unsafe { formatted::format(format, va) });
}
unsafe extern "C" fn format_stderr(format: *const c_char, va: *mut VaList) {
    // SAFETY: the caller's contract.
    write("stderr", 2, unsafe { formatted::format(format, va) });
}

variadic! {
    /// C's `printf` to `sys.stdout`; at most 1,000 bytes.
    fn PySys_WriteStdout(format: *const c_char, ...) = write_stdout;
    fn PySys_WriteStderr(format: *const c_char, ...) = write_stderr;
    /// As `PyUnicode_FromFormat`, to `sys.stdout`.
    fn PySys_FormatStdout(format: *const c_char, ...) = format_stdout;
    fn PySys_FormatStderr(format: *const c_char, ...) = format_stderr;
}
/// Borrowed; NULL without an exception if there is no such attribute.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_GetObject(key: *const c_char) -> Borrowed {
    attached("PySys_GetObject");
    // SAFETY: the caller's contract.
    unsafe {
        {
            if base::tstate::current_or_null().is_null() {
                return null_mut();
            }
            let kept = base::error::take_current();
            let found = match text(key).and_then(|k| sys::dict()?.get(&k)) {
                Ok(v) => lend(v),
                Err(_) => {
                    objects::exceptions::write_unraisable(
                        format_args!("Exception ignored in PySys_GetObject()"),
                        None,
                    );
                    null_mut()
                }
            };
            base::error::restore(kept);
            found
        }
    }
}

/// NULL deletes.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_SetObject(key: *const c_char, value: Option<&Object>) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let key = name(key)?;
                match value {
                    Some(v) => sys::dict()?.set(&key, v),
                    None => {
                        sys::dict()?.discard(&key)?;
                        Ok(())
                    }
                }
            }
        }
    })
}

/// Borrowed: the dict of `-X` options.
#[unsafe(no_mangle)]
pub extern "C" fn PySys_GetXOptions() -> Borrowed {
    let options = || -> PyResult<Option<Ref>> {
        match sys::get("_xoptions")? {
            Some(v) if v.downcast::<Dict>().is_some() => Ok(Some(v)),
            _ => {
                let fresh = Dict::new()?;
                sys::dict()?.set(interned!("_xoptions"), &fresh)?;
                Ok(Some(fresh.upcast()))
            }
        }
    };
    match options() {
        Ok(v) => lend(v),
        Err(_) => null_mut(),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PySys_ResetWarnOptions() {
    {
        if tstate::current_or_null().is_null() {
            early::reset_warn_options();
            return;
        }
        if let Ok(Some(list)) = sys::get("warnoptions")
            && let Some(list) = list.downcast::<List>()
        {
            list.clear();
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PySys_HasWarnOptions() -> c_int {
    c_int::from(
        matches!(sys::get("warnoptions"), Ok(Some(l)) if l.downcast::<List>().is_some_and(|l| !l.is_empty())),
    )
}

#[unsafe(no_mangle)]
pub extern "C" fn PySys_AddWarnOptionUnicode(option: Option<&Object>) {
    {
        let add = || -> PyResult<()> {
            match sys::get("warnoptions")?.map(|l| l.downcast_into::<List>()) {
                Some(Ok(l)) => l.push(some(option)?),
                _ => sys::set("warnoptions", &*List::from_slice(&[some(option)?])?),
            }
        };
        if let Err(raised) = add() {
            raised.clear();
        }
    }
}

/// Adds a filter for warnings; before initialisation, for the configuration that will be read.
///
/// # Safety
/// `option` is a wide C string; attached, or not initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_AddWarnOption(option: *const wchar_t) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if tstate::current_or_null().is_null() {
                early::add_warn_option(wides::slice(option));
                return;
            }
            if let Ok(s) = wide(option) {
                PySys_AddWarnOptionUnicode(Some(&s));
            }
        }
    }
}

/// Adds an option (`-X`); before initialisation, for the configuration that will be read.
///
/// # Safety
/// `option` is a wide C string; attached, or not initialised.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_AddXOption(option: *const wchar_t) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if tstate::current_or_null().is_null() {
                early::add_xoption(wides::slice(option));
                return;
            }
            let add = || -> PyResult<()> {
                let s = wide(option)?;
                let parts = s.partition(&*Str::from_str("=")?, false)?;
                let [key, sep, val] = parts.as_slice() else {
                    return Ok(());
                };
                let val: &Object = if sep.is_true()? { val } else { py_bool(true) };
                match sys::get("_xoptions")? {
                    Some(d) => d.set_item(key, val),
                    None => Ok(()),
                }
            };
            if let Err(raised) = add() {
                raised.clear();
            }
        }
    }
}

unsafe fn wide(s: *const wchar_t) -> PyResult<Ref<Str>> {
    // SAFETY: the caller's contract.
    let units = unsafe { wides::slice(s) };
    // SAFETY: `wchar_t` has 32 bits.
    crate::unicodeobject::from_wide(unsafe {
        core::slice::from_raw_parts(units.as_ptr().cast(), units.len())
    })
}
/// Sets `sys.path` from a path with colons.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_SetPath(path: *const wchar_t) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let set = || -> PyResult<()> {
                let parts = wide(path)?.split(Some(&*Str::from_str(":")?), -1)?;
                sys::set("path", &parts)
            };
            if let Err(raised) = set() {
                raised.clear();
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_SetArgv(argc: c_int, argv: *mut *mut wchar_t) {
    // SAFETY: the caller's contract.
    unsafe { PySys_SetArgvEx(argc, argv, 1) }
}

/// Sets `sys.argv`, and with `update` puts the script's directory first in `sys.path`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_SetArgvEx(argc: c_int, argv: *mut *mut wchar_t, update: c_int) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let set = || -> PyResult<()> {
                let list = List::new()?;
                for i in 0..argc.max(0) as usize {
                    list.push(&*wide(*argv.add(i))?)?;
                }
                if list.is_empty() {
                    list.push(Str::empty())?;
                }
                sys::set("argv", &list)?;
                let first = (argc > 0).then(|| wides::slice(*argv));
                if update != 0
                    && let Some(directory) = first.and_then(files::script_directory)
                    && let Some(path) = sys::get("path")?
                    && let Some(path) = path.downcast::<List>()
                {
                    let directory = Str::decode_fs_default(&wides::encode(&directory))?;
                    path.insert(0, directory.upcast())?;
                }
                Ok(())
            };
            if set().is_err() {
                base::fatal::error(Some("PySys_SetArgvEx"), "can't assign sys.argv");
            }
        }
    }
}
