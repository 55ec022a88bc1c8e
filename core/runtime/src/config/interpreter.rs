//! What an interpreter besides the main one is allowed (`PyInterpreterConfig`): as flags of its state, as a dict, and back.

use core::ffi::{c_int, c_ulong};

use layout::*;
use objects::prelude::*;

use super::status;

/// What `Py_NewInterpreter` asks for: everything is allowed, and the lock is the main interpreter's.
pub const LEGACY: PyInterpreterConfig = PyInterpreterConfig {
    use_main_obmalloc: 1,
    allow_fork: 1,
    allow_exec: 1,
    allow_threads: 1,
    allow_daemon_threads: 1,
    check_multi_interp_extensions: _PyInterpreterConfig_LEGACY_CHECK_MULTI_INTERP_EXTENSIONS,
    gil: PyInterpreterConfig_SHARED_GIL,
};

/// The fields that say yes or no: their names and flags.
const SWITCHES: [(&str, c_ulong); 6] = [
    ("use_main_obmalloc", Py_RTFLAGS_USE_MAIN_OBMALLOC),
    ("allow_fork", Py_RTFLAGS_FORK),
    ("allow_exec", Py_RTFLAGS_EXEC),
    ("allow_threads", Py_RTFLAGS_THREADS),
    ("allow_daemon_threads", Py_RTFLAGS_DAEMON_THREADS),
    (
        "check_multi_interp_extensions",
        Py_RTFLAGS_MULTI_INTERP_EXTENSIONS,
    ),
];

/// The fields that say yes or no, in the order of [`SWITCHES`].
fn switches(c: &mut PyInterpreterConfig) -> [&mut c_int; 6] {
    [
        &mut c.use_main_obmalloc,
        &mut c.allow_fork,
        &mut c.allow_exec,
        &mut c.allow_threads,
        &mut c.allow_daemon_threads,
        &mut c.check_multi_interp_extensions,
    ]
}

/// The values of `gil` and their names.
const GILS: [(c_int, &str); 3] = [
    (PyInterpreterConfig_DEFAULT_GIL, "default"),
    (PyInterpreterConfig_SHARED_GIL, "shared"),
    (PyInterpreterConfig_OWN_GIL, "own"),
];

/// `feature_flags` of an interpreter with this configuration.
pub fn flags(mut config: PyInterpreterConfig) -> c_ulong {
    switches(&mut config)
        .into_iter()
        .zip(SWITCHES)
        .filter(|(wanted, _)| **wanted != 0)
        .fold(0, |all, (_, (_, flag))| all | flag)
}

/// As [`flags`], unless the parts contradict each other.
pub fn checked_flags(config: &PyInterpreterConfig) -> Result<c_ulong, PyStatus> {
    let refused = |why| Err(status::error(c"init_interp_settings", why));
    if config.use_main_obmalloc == 0 && config.check_multi_interp_extensions == 0 {
        return refused(
            c"per-interpreter obmalloc does not support single-phase init extension modules",
        );
    }
    if cfg!(feature = "free-threaded") && config.check_multi_interp_extensions == 0 {
        return refused(
            c"The free-threaded build does not support single-phase init extension modules in subinterpreters",
        );
    }
    if !GILS.iter().any(|(value, _)| *value == config.gil) {
        return refused(c"invalid interpreter config 'gil' value");
    }
    Ok(flags(*config))
}

/// The configuration of an interpreter that runs (`_PyInterpreterConfig_InitFromState`).
///
/// # Safety
/// `interp` is live.
pub unsafe fn of(interp: *mut PyInterpreterState) -> PyInterpreterConfig {
    // SAFETY: the caller's.
    let (flags, own_gil) = unsafe { ((*interp).feature_flags, (*interp).ceval.own_gil) };
    let mut config = LEGACY;
    for (field, (_, flag)) in switches(&mut config).into_iter().zip(SWITCHES) {
        *field = c_int::from(flags & flag != 0);
    }
    config.gil = if own_gil != 0 {
        PyInterpreterConfig_OWN_GIL
    } else {
        PyInterpreterConfig_SHARED_GIL
    };
    config
}

/// `_PyInterpreterConfig_AsDict`.
pub fn as_dict(mut config: PyInterpreterConfig) -> PyResult<Ref<Dict>> {
    let dict = Dict::new()?;
    for (field, (name, _)) in switches(&mut config).into_iter().zip(SWITCHES) {
        dict.set_text(name, py_bool(*field != 0))?;
    }
    let Some((_, gil)) = GILS.iter().find(|(value, _)| *value == config.gil) else {
        return Err(raise!(
            SystemError,
            "invalid interpreter config 'gil' value"
        ));
    };
    dict.set_text("gil", &*Str::from_str(gil)?)?;
    Ok(dict)
}

/// Reads the configuration from a dict that has nothing else; with `partial`, what is missing stays as it is.
pub fn update(config: &mut PyInterpreterConfig, from: &Object, partial: bool) -> PyResult<()> {
    let Some(from) = from.downcast::<Dict>() else {
        return Err(raise!(TypeError, "dict expected"));
    };
    let rest = Dict::new()?;
    rest.update(from)?;
    let take = |name: &str| -> PyResult<Option<Ref>> {
        let found = rest.pop(&*Str::from_str(name)?)?;
        if found.is_none() && !partial {
            return Err(raise!(ValueError, "missing config key: {name}"));
        }
        Ok(found)
    };
    for (field, (name, _)) in switches(config).into_iter().zip(SWITCHES) {
        if let Some(value) = take(name)? {
            // Only the two themselves: no other value is asked whether it is true.
            *field = if value.is(py_bool(true)) {
                1
            } else if value.is(py_bool(false)) {
                0
            } else {
                return Err(raise!(TypeError, "invalid config type: {name}"));
            };
        }
    }
    if let Some(value) = take("gil")? {
        let Some(name) = value.downcast::<Str>() else {
            return Err(raise!(TypeError, "invalid config type: gil"));
        };
        let name = name.to_string_lossy();
        let Some((gil, _)) = GILS.iter().find(|(_, known)| **known == *name) else {
            return Err(raise!(
                ValueError,
                "unsupported interpreter config .gil value '{name}'"
            ));
        };
        config.gil = *gil;
    }
    match rest.len() {
        0 => Ok(()),
        n => Err(raise!(
            ValueError,
            "config dict has {n} extra item{} ({})",
            if n == 1 { "" } else { "s" },
            rest.repr()?.to_string_lossy()
        )),
    }
}
