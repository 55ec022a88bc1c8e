//! `cpython/initconfig.h`: configuration by name, of the running interpreter (`PyConfig_Get`) and before initialisation (`PyInitConfig`).

use core::ffi::{CStr, c_char, c_int};
use core::ptr::null_mut;
use std::ffi::CString;

use layout::{PyConfig, PyInitConfig, PyObject, PyPreConfig, PyStatus};
use objects::prelude::*;
use runtime::config::options::{self, Both, Kind, Row};
use runtime::config::{defaults, preconfig, status, wide};

use crate::support::*;

unsafe fn option(name: *const c_char) -> PyResult<&'static Row> {
    // SAFETY: the caller's contract.
    let name = unsafe { lossy(name) }.unwrap_or_default();
    options::find(&name).ok_or_else(|| raise!(ValueError, "unknown config option name: {name}"))
}
/// An option of the running interpreter: a bool, int, str, list, dict or None. ValueError for an unknown name.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_Get(name: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { options::get(option(name)?) })
}

/// 0 and the number; -1 with TypeError for an option that is none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_GetInt(name: *const c_char, out: *mut c_int) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let row = option(name)?;
                let o = options::get(row)?;
                match o.downcast::<Long>() {
                    Some(i) => {
                        *out = match i.to_i64().and_then(|v| c_int::try_from(v).ok()) {
                            Some(v) => v,
                            None => {
                                return Err(raise!(
                                    OverflowError,
                                    "config option {} value does not fit into a C int",
                                    row.name
                                ));
                            }
                        };
                        Ok(())
                    }
                    None => Err(raise!(
                        TypeError,
                        "config option {} is not an int",
                        row.name
                    )),
                }
            }
        }
    })
}

/// A frozenset of the names.
#[unsafe(no_mangle)]
pub extern "C" fn PyConfig_Names() -> PyResult {
    up({
        let set = Set::new()?;
        for row in options::ROWS {
            set.add(&*Str::from_str(row.name)?)?;
        }
        FrozenSet::from_iterable(&set)
    })
}

/// Sets an option that may change while Python runs; ValueError for others.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyConfig_Set(name: *const c_char, value: Option<&Object>) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            {
                let row = option(name)?;
                let value = some(value)?;
                runtime::audit::audit("cpython.PyConfig_Set", || {
                    Tuple::from_slice(&[&*Str::from_str(row.name)?, value])
                })?;
                set_running(row, value)
            }
        }
    })
}

fn set_running(row: &Row, value: &Object) -> PyResult<()> {
    let wrong = |expected: &str| {
        raise!(
            TypeError,
            "expected {expected}, got {}",
            objects::repr::full_name(value.class())
        )
    };
    let number = || -> PyResult<i64> {
        match value.downcast::<Long>() {
            Some(i) => i.as_i64(),
            None => Err(wrong("int or bool")),
        }
    };
    let put = |v: i64| {
        // SAFETY: attached: the interpreter's own configuration.
        unsafe {
            let kept = match row.kind {
                Kind::Bool => i64::from(v != 0),
                _ => v,
            };
            row.set_number(options::current(), kept)
                .map_err(|m| raise!(ValueError, "{m}"))?;
            runtime::config::flags::set(row.name, v as c_int);
            runtime::sys::info::refresh_flags(&*options::current().config)
        }
    };
    let negative = || raise!(ValueError, "value must be >= 0");
    match (row.name, row.sys) {
        ("int_max_str_digits", _) => {
            if number()? < 0 {
                return Err(negative());
            }
            let f = runtime::sys::get("set_int_max_str_digits")?.unwrap_or_else(none_ref);
            f.call(&[value])?;
            put(number()?)
        }
        (
            "cpu_count" | "bytes_warning" | "optimization_level" | "verbose" | "inspect"
            | "interactive" | "parser_debug" | "quiet" | "use_environment",
            _,
        ) => {
            let v = number()?;
            if v < 0 && row.kind != Kind::Int {
                return Err(negative());
            }
            put(v)
        }
        ("write_bytecode", _) => {
            let v = number()?;
            if v < 0 {
                return Err(negative());
            }
            put(v)?;
            runtime::sys::set("dont_write_bytecode", py_bool(v == 0))
        }
        (name, Some(attribute)) if name != "orig_argv" => {
            match row.kind {
                Kind::Text if value.downcast::<Str>().is_none() => return Err(wrong("str")),
                Kind::OptionalText if value.downcast::<Str>().is_none() && !is_none(value) => {
                    return Err(wrong("str or None"));
                }
                Kind::List if row.name == "xoptions" && value.downcast::<Dict>().is_none() => {
                    return Err(wrong("dict[str, str | bool]"));
                }
                Kind::List if row.name == "xoptions" => check_xoptions(value)?,
                Kind::List => {
                    let Some(l) = value.downcast::<List>() else {
                        return Err(wrong("list[str]"));
                    };
                    for (i, item) in l.to_vec()?.iter().enumerate() {
                        if item.downcast::<Str>().is_none() {
                            return Err(raise!(
                                TypeError,
                                "expected str, list item {} has type {}",
                                i,
                                objects::repr::full_name(item.class())
                            ));
                        }
                    }
                }
                _ => {}
            }
            runtime::sys::set(attribute, value)
        }
        _ => Err(raise!(
            ValueError,
            "cannot set read-only option {}",
            row.name
        )),
    }
}

/// `-X` options: strings by name, or True.
fn check_xoptions(value: &Object) -> PyResult<()> {
    let Some(options) = value.downcast::<Dict>() else {
        return Ok(());
    };
    let mut position = 0;
    while let Some((key, value)) = options.next_entry(&mut position) {
        if key.downcast::<Str>().is_none() {
            return Err(raise!(
                TypeError,
                "expected str, got dict key type {}",
                objects::repr::full_name(key.class())
            ));
        }
        if value.downcast::<Str>().is_none() && value.downcast::<Bool>().is_none() {
            return Err(raise!(
                TypeError,
                "expected str or bool, got dict value type {}",
                objects::repr::full_name(key.class())
            ));
        }
    }
    Ok(())
}

/// `PyInitConfig`: both configurations, modules to add, and the last failure.
struct Init {
    pre: PyPreConfig,
    config: PyConfig,
    modules: Vec<(CString, unsafe extern "C" fn() -> *mut PyObject)>,
    status: PyStatus,
    error: Option<CString>,
}

impl Init {
    unsafe fn of<'a>(p: *mut PyInitConfig) -> &'a mut Init {
        // SAFETY: made by `PyInitConfig_Create`; one user at a time, by contract.
        unsafe { &mut *p.cast::<Init>() }
    }

    fn both(&mut self) -> Both {
        Both {
            config: &mut self.config,
            pre: &mut self.pre,
        }
    }

    fn fail(&mut self, message: &str) -> c_int {
        self.error = CString::new(message).ok();
        -1
    }

    fn forget_failure(&mut self) {
        self.status = status::ok();
        self.error = None;
    }

    /// Takes a status over; -1 if it is a failure.
    fn check(&mut self, s: PyStatus) -> c_int {
        if !status::is_exception(&s) {
            return 0;
        }
        self.status = s;
        if status::is_exit(&s) {
            return self.fail(&format!("exit code {}", s.exitcode));
        }
        // SAFETY: a status' message is a C string or NULL.
        let message = unsafe { lossy(s.err_msg) }.unwrap_or_default().into_owned();
        self.fail(&message)
    }

    unsafe fn option(&mut self, name: *const c_char) -> Option<&'static Row> {
        // SAFETY: the caller's contract.
        let found = options::find(&unsafe { lossy(name) }.unwrap_or_default());
        if found.is_none() {
            self.fail("unknown config option name");
        }
        found
    }
}

/// A copy of a string for C, from the raw allocator of the C library.
fn copy_text(s: &[libc::wchar_t]) -> *mut c_char {
    let raw = wide::encode(s);
    // SAFETY: fresh memory of that size.
    unsafe {
        let p = libc::malloc(raw.len() + 1).cast::<u8>();
        if !p.is_null() {
            core::ptr::copy_nonoverlapping(raw.as_ptr(), p, raw.len());
            p.add(raw.len()).write(0);
        }
        p.cast()
    }
}
type InitFunction = unsafe extern "C" fn() -> *mut PyObject;
/// An isolated configuration; NULL if there is no memory.
#[unsafe(no_mangle)]
pub extern "C" fn PyInitConfig_Create() -> *mut PyInitConfig {
    {
        let mut config = core::mem::MaybeUninit::<PyConfig>::uninit();
        // SAFETY: the function writes it whole.
        let config = unsafe {
            defaults::init_isolated(config.as_mut_ptr());
            config.assume_init()
        };
        let init = Init {
            pre: preconfig::init_isolated(),
            config,
            modules: Vec::new(),
            status: status::ok(),
            error: None,
        };
        Box::into_raw(Box::new(init)).cast()
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_Free(c: *mut PyInitConfig) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            if !c.is_null() {
                let mut init = Box::from_raw(c.cast::<Init>());
                defaults::clear(&mut init.config);
            }
        }
    }
}

/// 1 and the message of the last failure; 0 if there was none.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_GetError(
    c: *mut PyInitConfig,
    message: *mut *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            match &init.error {
                Some(m) => {
                    *message = m.as_ptr();
                    1
                }
                None => {
                    *message = core::ptr::null();
                    0
                }
            }
        }
    }
}

/// 1 and the code, if the configuration asks to exit (`--help`).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_GetExitCode(c: *mut PyInitConfig, code: *mut c_int) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            if status::is_exit(&init.status) {
                *code = init.status.exitcode;
                return 1;
            }
            0
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_HasOption(
    _c: *mut PyInitConfig,
    name: *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(options::find(&lossy(name).unwrap_or_default()).is_some()) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_GetInt(
    c: *mut PyInitConfig,
    name: *const c_char,
    out: *mut i64,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let Some(row) = init.option(name) else {
                return -1;
            };
            if !row.kind.is_number() {
                return init.fail("config option type is not int");
            }
            *out = row.number(init.both());
            0
        }
    }
}

/// To be freed with C's `free`; NULL for an option that is not set.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_GetStr(
    c: *mut PyInitConfig,
    name: *const c_char,
    out: *mut *mut c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let Some(row) = init.option(name) else {
                return -1;
            };
            if !matches!(row.kind, Kind::Text | Kind::OptionalText) {
                return init.fail("config option type is not string");
            }
            let s = *row.text(init.both());
            *out = if s.is_null() {
                null_mut()
            } else {
                copy_text(wide::slice(s))
            };
            0
        }
    }
}

/// To be freed with `PyInitConfig_FreeStrList`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_GetStrList(
    c: *mut PyInitConfig,
    name: *const c_char,
    length: *mut usize,
    items: *mut *mut *mut c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let Some(row) = init.option(name) else {
                return -1;
            };
            if row.kind != Kind::List {
                return init.fail("config option type is not string list");
            }
            let all: Vec<*mut c_char> = wide::items(row.list(init.both())).map(copy_text).collect();
            let p = libc::malloc(all.len().max(1) * size_of::<*mut c_char>()).cast::<*mut c_char>();
            if p.is_null() {
                return init.fail("memory allocation failed");
            }
            core::ptr::copy_nonoverlapping(all.as_ptr(), p, all.len());
            *length = all.len();
            *items = p;
            0
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_FreeStrList(length: usize, items: *mut *mut c_char) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            for i in 0..length {
                libc::free((*items.add(i)).cast());
            }
            libc::free(items.cast());
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_SetInt(
    c: *mut PyInitConfig,
    name: *const c_char,
    v: i64,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let Some(row) = init.option(name) else {
                return -1;
            };
            if !row.kind.is_number() {
                return init.fail("config option type is not int");
            }
            match row.set_number(init.both(), v) {
                Ok(()) => 0,
                Err(m) => init.fail(&m),
            }
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_SetStr(
    c: *mut PyInitConfig,
    name: *const c_char,
    v: *const c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let Some(row) = init.option(name) else {
                return -1;
            };
            if !matches!(row.kind, Kind::Text | Kind::OptionalText) {
                return init.fail("config option type is not string");
            }
            let s = if v.is_null() {
                wide::set(row.text(init.both()), None)
            } else {
                options::set_utf8(row.text(init.both()), bytes(v, -1))
            };
            init.check(s)
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_SetStrList(
    c: *mut PyInitConfig,
    name: *const c_char,
    length: usize,
    items: *const *mut c_char,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let Some(row) = init.option(name) else {
                return -1;
            };
            if row.kind != Kind::List {
                return init.fail("config option type is not string list");
            }
            let list = row.list(init.both());
            wide::clear(list);
            for i in 0..length {
                let s = wide::append(list, &wide::decode(bytes(*items.add(i), -1)));
                if init.check(s) < 0 {
                    return -1;
                }
            }
            if row.name == "module_search_paths" {
                init.config.module_search_paths_set = 1;
            }
            0
        }
    }
}

/// A built-in module for the program to import.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyInitConfig_AddModule(
    c: *mut PyInitConfig,
    name: *const c_char,
    f: InitFunction,
) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            init.modules.push((CStr::from_ptr(name).to_owned(), f));
            0
        }
    }
}

/// 0, or -1 with what `PyInitConfig_GetError` and `GetExitCode` tell.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_InitializeFromInitConfig(c: *mut PyInitConfig) -> c_int {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let init = Init::of(c);
            let mut rows = Vec::new();
            for (name, f) in init.modules.drain(..) {
                // The table refers to the name for good.
                rows.push(layout::_inittab {
                    name: name.into_raw(),
                    initfunc: Some(f),
                });
            }
            if !rows.is_empty() {
                rows.push(runtime::import::inittab::END);
                if !runtime::import::inittab::extend(rows.as_ptr()) {
                    return init.fail("memory allocation failed");
                }
            }
            preconfig::overlay(&mut init.pre, &init.config);
            let argv: Vec<Vec<libc::wchar_t>> = wide::items(&raw const init.config.argv)
                .map(<[libc::wchar_t]>::to_vec)
                .collect();
            let s = preconfig::preinitialize(&init.pre, &argv);
            if init.check(s) < 0 {
                return -1;
            }
            let s = runtime::lifecycle::initialize(&init.config);
            init.forget_failure();
            init.check(s)
        }
    }
}

/// The process's own command line; the strings stay the library's.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_GetArgcArgv(argc: *mut c_int, argv: *mut *mut *mut libc::wchar_t) {
    // SAFETY: the caller's contract.
    unsafe {
        {
            let mut list = &raw mut base::mem::_PyRuntime.orig_argv;
            let interp = base::mem::_PyRuntime.interpreters.main;
            if (*list).length == 0 && !interp.is_null() {
                list = &raw mut (*interp).config.orig_argv;
            }
            *argc = (*list).length as c_int;
            *argv = (*list).items;
        }
    }
}
