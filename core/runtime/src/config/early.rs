//! What is said before initialisation by calls of their own (`Py_SetProgramName`, `Py_SetPythonHome`, `Py_SetPath`, `PySys_AddWarnOption`,
//! `PySys_AddXOption`), kept until a configuration is read.
//!
//! Invariant: texts end with a 0, so that C can be shown them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use layout::{PyConfig, PyWideStringList};
use libc::wchar_t;

use super::status::{self, Step};
use super::wide;

type Wide = Vec<wchar_t>;

struct Early {
    program_name: Wide,
    home: Wide,
    path: Wide,
    warn_options: Vec<Wide>,
    xoptions: Vec<Wide>,
}

static EARLY: Mutex<Early> = Mutex::new(Early {
    program_name: Vec::new(),
    home: Vec::new(),
    path: Vec::new(),
    warn_options: Vec::new(),
    xoptions: Vec::new(),
});

fn early() -> MutexGuard<'static, Early> {
    EARLY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// With the 0 at its end; nothing at all is said by an empty text.
fn terminated(text: &[wchar_t]) -> Wide {
    match text {
        [] => Vec::new(),
        _ => [text, &[0]].concat(),
    }
}

fn text(terminated: &[wchar_t]) -> &[wchar_t] {
    terminated.split_last().map_or(&[], |(_, text)| text)
}

pub fn set_program_name(name: &[wchar_t]) {
    early().program_name = terminated(name);
}

pub fn set_home(home: &[wchar_t]) {
    early().home = terminated(home);
}

pub fn set_path(path: &[wchar_t]) {
    early().path = terminated(path);
}

/// The name that was set, for C: valid until another is. NULL if none was.
pub fn program_name() -> *const wchar_t {
    shown(&early().program_name)
}

/// The home that was set, as [`program_name`].
pub fn home() -> *const wchar_t {
    shown(&early().home)
}

fn shown(terminated: &Wide) -> *const wchar_t {
    match &terminated[..] {
        [] => core::ptr::null(),
        text => text.as_ptr(),
    }
}

/// What `Py_SetPath` said: it holds however Python is initialised.
pub fn path() -> Wide {
    text(&early().path).to_vec()
}

pub fn add_warn_option(option: &[wchar_t]) {
    early().warn_options.push(option.to_vec());
}

pub fn reset_warn_options() {
    early().warn_options.clear();
}

pub fn add_xoption(option: &[wchar_t]) {
    early().xoptions.push(option.to_vec());
}

/// The options for warnings that were added; they count for one configuration.
pub fn take_warn_options() -> Vec<Wide> {
    core::mem::take(&mut early().warn_options)
}

/// Appends the `-X` options that were added, which count for one configuration.
///
/// # Safety
/// `list` owns its strings.
pub unsafe fn give_xoptions(list: *mut PyWideStringList) -> Step {
    let options = core::mem::take(&mut early().xoptions);
    for option in options {
        // SAFETY: the caller's contract.
        status::check(unsafe { wide::append(list, &option) })?;
    }
    Ok(())
}

/// Puts into a configuration what was said early of places and nobody has said since.
///
/// # Safety
/// `config` is initialised.
pub unsafe fn give_places(config: *mut PyConfig) -> Step {
    let e = early();
    let said = |terminated: &Wide| (!terminated.is_empty()).then(|| text(terminated).to_vec());
    // where the path is given, nothing else is asked for
    let nowhere = || (!e.path.is_empty()).then(Vec::new);
    // SAFETY: only addresses are taken.
    let slots = unsafe {
        [
            (&raw mut (*config).program_name, said(&e.program_name)),
            (&raw mut (*config).home, said(&e.home)),
            (&raw mut (*config).prefix, nowhere()),
            (&raw mut (*config).exec_prefix, nowhere()),
            (&raw mut (*config).stdlib_dir, nowhere()),
        ]
    };
    for (slot, text) in slots {
        // SAFETY: the fields own their strings.
        unsafe {
            if let Some(text) = text.filter(|_| (*slot).is_null()) {
                status::check(wide::set(slot, Some(&text)))?;
            }
        }
    }
    Ok(())
}
