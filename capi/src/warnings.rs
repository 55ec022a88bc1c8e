//! `warnings.h` and `cpython/warnings.h`: issuing warnings from C. 0, or -1 when the warning has become an exception.

use core::ffi::{c_char, c_int};

use objects::exceptions::types;
use objects::prelude::*;
use objects::warnings::{Warning, warn_at, warn_with};

use crate::support::*;
use crate::variadic::{VaList, text as formatted, variadic};

fn category(o: Option<&Object>) -> &Object {
    o.unwrap_or(&types::RuntimeWarning)
}

unsafe extern "C" fn warn_format(
    class: Option<&Object>,
    level: isize,
    format: *const c_char,
    va: *mut VaList,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        let message = unsafe { formatted::format(format, va) }?;
        warn_at(category(class), &message, level, None, &[])
    })
}

unsafe extern "C" fn resource_warning(
    source: Option<&Object>,
    level: isize,
    format: *const c_char,
    va: *mut VaList,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        let message = unsafe { formatted::format(format, va) }?;
        warn_at(&types::ResourceWarning, &message, level, source, &[])
    })
}

unsafe extern "C" fn warn_explicit_format(
    class: Option<&Object>,
    filename: *const c_char,
    line: c_int,
    module: *const c_char,
    registry: Option<&Object>,
    format: *const c_char,
    va: *mut VaList,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        let message = unsafe { formatted::format(format, va) }?;
        // SAFETY: as above.
        unsafe { explicit(class, &message, filename, line, module, registry) }
    })
}

unsafe fn explicit(
    class: Option<&Object>,
    message: &Object,
    filename: *const c_char,
    line: c_int,
    module: *const c_char,
    registry: Option<&Object>,
) -> PyResult<()> {
    // SAFETY: the caller's contract.
    let (filename, module) = unsafe {
        if filename.is_null() {
            return Err(null_argument());
        }
        let f = Str::decode_fs_default(core::ffi::CStr::from_ptr(filename).to_bytes())?;
        (
            f,
            if module.is_null() {
                None
            } else {
                Some(text(module)?)
            },
        )
    };
    warn_with(&Warning {
        category: category(class),
        message,
        filename: &filename,
        line: i64::from(line),
        module: module.as_deref().map(|m| -> &Object { m }),
        registry,
        source_line: None,
        source: None,
    })
}

variadic! {
    fn PyErr_WarnFormat(class: Option<&Object>, level: isize, format: *const c_char, ...) -> Status = warn_format;
    /// A ResourceWarning about `source`.
    fn PyErr_ResourceWarning(source: Option<&Object>, level: isize, format: *const c_char, ...) -> Status = resource_warning;
    fn PyErr_WarnExplicitFormat(class: Option<&Object>, filename: *const c_char, line: c_int, module: *const c_char, registry: Option<&Object>, format: *const c_char, ...) -> Status = warn_explicit_format;
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_WarnEx(
    class: Option<&Object>,
    message: *const c_char,
    level: isize,
) -> Status {
    attached("PyErr_WarnEx");
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { warn_at(category(class), &*text(message)?, level, None, &[]) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyErr_WarnExplicit(
    class: Option<&Object>,
    message: *const c_char,
    filename: *const c_char,
    line: c_int,
    module: *const c_char,
    registry: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { explicit(class, &*text(message)?, filename, line, module, registry) }
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyErr_WarnExplicitObject(
    class: Option<&Object>,
    message: Option<&Object>,
    filename: Option<&Object>,
    line: c_int,
    module: Option<&Object>,
    registry: Option<&Object>,
) -> Status {
    run(|| {
        warn_with(&Warning {
            category: category(class),
            message: some(message)?,
            filename: some(filename)?,
            line: i64::from(line),
            module,
            registry,
            source_line: None,
            source: None,
        })
    })
}
