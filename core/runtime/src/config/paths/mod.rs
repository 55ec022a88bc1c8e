//! Path configuration: where the program is, where the standard library is, and `sys.path` from these.
//!
//! The stock rules (`Modules/getpath.py`), which `pylib`'s `getpath.py` states too, for embedders: PYTHONHOME; else `pyvenv.cfg` above
//! the program leads to the base installation; a `._pth` file beside the program or this library overrules both; a program
//! beside a `pybuilddir.txt` was built and not installed; else the directories above this library and the program are searched
//! for an archive or for `lib/python3.14/os.py`; else the prefix that was compiled in. `ext-tests/paths` compares all three.
//!
//! Invariant: where the stock library would find no standard library (and warn), the carried one serves: then `stdlib_dir` is NULL and
//! nothing is said. Everywhere else it is a string, if an empty one, and all is as in the stock library.

mod program;

use libc::wchar_t;
use objects::prelude::*;

use layout::*;

use super::files::{self, Unread, Wide, text};
use super::status::{self, Step};
use super::{early, options, wide};

/// Where an installation without other hints lives.
const PREFIX: &str = match option_env!("LIBPYTHON_PREFIX") {
    Some(p) => p,
    None => "/usr/local",
};

const fn lib_name() -> &'static str {
    if cfg!(feature = "free-threaded") {
        "python3.14t"
    } else {
        "python3.14"
    }
}

const fn archive_name() -> &'static str {
    if cfg!(feature = "free-threaded") {
        "python314t.zip"
    } else {
        "python314.zip"
    }
}

/// Makes the name of the program's file absolute: tracebacks and `__file__` hold wherever the program goes.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn absolute_program(config: *mut PyConfig) -> PyStatus {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let slot = &raw mut (*config).run_filename;
        if (*slot).is_null() {
            return status::ok();
        }
        match files::absolute(wide::slice(*slot)) {
            Some(name) => wide::set(slot, Some(&name)),
            None => status::ok(),
        }
    }
}

/// Fills what is open with what was said early, and with the places that a Python has which runs already.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn inherit(config: *mut PyConfig) -> Step {
    // SAFETY: plain memory that the caller owns; the main interpreter's configuration is not written any more.
    unsafe {
        early::give_places(config)?;
        let main = base::mem::_PyRuntime.interpreters.main;
        if main.is_null() || !crate::lifecycle::is_initialized() {
            return Ok(());
        }
        let (from, to) = (&raw const (*main).config, config);
        for (from, to) in [
            ((*from).prefix, &raw mut (*to).prefix),
            ((*from).exec_prefix, &raw mut (*to).exec_prefix),
            ((*from).stdlib_dir, &raw mut (*to).stdlib_dir),
            ((*from).home, &raw mut (*to).home),
            ((*from).program_name, &raw mut (*to).program_name),
            ((*from).executable, &raw mut (*to).executable),
        ] {
            if from.is_null() || !(*to).is_null() {
                continue;
            }
            status::check(wide::set(to, Some(wide::slice(from))))?;
        }
        Ok(())
    }
}

/// Where a Python that runs was found stays as it is, whatever its new configuration leaves open.
///
/// # Safety
/// Both are initialised and own their strings.
pub unsafe fn keep(from: *mut PyConfig, to: *mut PyConfig) -> Step {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        for (from, to) in [
            (&raw mut (*from).stdlib_dir, &raw mut (*to).stdlib_dir),
            (&raw mut (*from).executable, &raw mut (*to).executable),
            (
                &raw mut (*from).base_executable,
                &raw mut (*to).base_executable,
            ),
            (&raw mut (*from).prefix, &raw mut (*to).prefix),
            (&raw mut (*from).base_prefix, &raw mut (*to).base_prefix),
            (&raw mut (*from).exec_prefix, &raw mut (*to).exec_prefix),
            (
                &raw mut (*from).base_exec_prefix,
                &raw mut (*to).base_exec_prefix,
            ),
            (&raw mut (*from).platlibdir, &raw mut (*to).platlibdir),
        ] {
            if (*to).is_null() && !(*from).is_null() {
                status::check(wide::set(to, Some(wide::slice(*from))))?;
            }
        }
        if (*to).module_search_paths_set == 0 {
            (*to).module_search_paths_set = (*from).module_search_paths_set;
            let lists = (
                &raw mut (*to).module_search_paths,
                &raw const (*from).module_search_paths,
            );
            status::check(wide::copy_list(lists.0, lists.1))?;
        }
        Ok(())
    }
}

/// What is known so far. Empty paths are not known.
struct Search {
    program_name: Wide,
    executable: Wide,
    base_executable: Wide,
    /// The file that was started, behind all links.
    real_executable: Wide,
    executable_dir: Wide,
    real_executable_dir: Wide,
    library: Wide,
    home: Wide,
    home_was_set: bool,
    venv_prefix: Wide,
    /// The directory of a `._pth` file, and its lines.
    path_file: Option<(Wide, Vec<Wide>)>,
    /// Above a program that was built and not installed.
    build_prefix: Wide,
    prefix: Wide,
    exec_prefix: Wide,
    base_prefix: Wide,
    base_exec_prefix: Wide,
    stdlib_dir: Wide,
    stdlib_was_set: bool,
    platstdlib_dir: Wide,
    /// `Py_SetPath`: it says all.
    set_path: Wide,
    platlibdir: Wide,
    names: Names,
    warns: bool,
    /// No standard library is found: the carried one serves.
    carried: bool,
}

/// What stands below a prefix.
struct Names {
    library: Wide,
    extensions: Wide,
    archive: Wide,
    landmarks: [Wide; 2],
}

impl Names {
    fn new(platlibdir: &[wchar_t]) -> Names {
        let below = |tail: &str| -> Wide {
            let mut name = platlibdir.to_vec();
            name.extend(text(tail));
            name
        };
        let lib = lib_name();
        Names {
            library: below(&format!("/{lib}")),
            extensions: below(&format!("/{lib}/lib-dynload")),
            archive: below(&format!("/{}", archive_name())),
            landmarks: [
                below(&format!("/{lib}/os.py")),
                below(&format!("/{lib}/os.pyc")),
            ],
        }
    }
}

fn environment(name: &str) -> Wide {
    use std::os::unix::ffi::OsStrExt;
    std::env::var_os(name).map_or(Wide::new(), |v| wide::decode_locale(v.as_bytes()))
}

/// The file that this library was loaded from.
fn library_path() -> Wide {
    // SAFETY: asks the loader about one of our own symbols; the name is a C string that it keeps.
    unsafe {
        let mut info = core::mem::MaybeUninit::<libc::Dl_info>::uninit();
        if libc::dladdr((&raw const base::mem::_PyRuntime).cast(), info.as_mut_ptr()) == 0 {
            return Wide::new();
        }
        let name = info.assume_init().dli_fname;
        if name.is_null() {
            return Wide::new();
        }
        wide::decode_locale(core::ffi::CStr::from_ptr(name).to_bytes())
    }
}

/// Raises what kept a file from being read, from the line of the stock program that reads it.
fn raise_unread(why: Unread, line: i32) -> Raised {
    let raised = match why {
        Unread::Os(number) => objects::exceptions::os_error(number, None),
        Unread::TooLarge => raise!(
            MemoryError,
            "cannot read file larger than 32KB during initialization"
        ),
    };
    placed(raised, line)
}

/// Without what can be resolved, and absolute; the line is that of the stock program that asks for it.
fn absolute(path: &[wchar_t], line: i32) -> PyResult<Wide> {
    files::absolute(&files::normalize(path)).ok_or_else(|| {
        let raised = raise!(OSError, "failed to make path absolute");
        placed(raised, line)
    })
}

/// With its place in the stock program.
fn placed(raised: Raised, line: i32) -> Raised {
    eval::frameobject::add_traceback(c"<module>", c"<frozen getpath>", line);
    raised
}

fn or(value: Wide, other: &[wchar_t]) -> Wide {
    if value.is_empty() {
        other.to_vec()
    } else {
        value
    }
}

/// Fills `executable`, the prefixes, `stdlib_dir` and `module_search_paths` of the interpreter that starts. What is set stays,
/// except where a `._pth` file or PYTHONHOME overrules it.
///
/// # Safety
/// Attached; `config` is initialised, owns its strings, and nobody else uses it.
pub unsafe fn compute(config: *mut PyConfig) -> Result<(), PyStatus> {
    // SAFETY: the caller's contract.
    let outcome = unsafe {
        let mut search = Search::new(config);
        search.run(config).map(|paths| search.store(config, paths))
    };
    match outcome {
        Ok(s) if status::is_exception(&s) => return Err(s),
        Ok(_) => {}
        Err(raised) => {
            let _set = raised;
            objects::exceptions::write_unraisable(
                format_args!("Exception ignored while running getpath"),
                None,
            );
            return Err(status::plain_error(c"error evaluating path"));
        }
    }
    // SAFETY: the caller's contract.
    match options::invalid(unsafe { &*config }) {
        None => Ok(()),
        Some(name) => {
            let _set = raise!(ValueError, "invalid config value: {name}");
            objects::exceptions::write_unraisable(
                format_args!("Exception ignored while reading getpath results"),
                None,
            );
            Err(status::plain_error(c"error getting getpath results"))
        }
    }
}

impl Search {
    unsafe fn new(config: *mut PyConfig) -> Search {
        // SAFETY: the configuration's strings are terminated or NULL.
        let get = |p: *const wchar_t| unsafe { wide::slice(p) }.to_vec();
        // SAFETY: the caller's contract.
        let c = unsafe { &*config };
        let platlibdir = or(get(c.platlibdir), &text("lib"));
        let stdlib_dir = get(c.stdlib_dir);
        let home = get(c.home);
        Search {
            program_name: get(c.program_name),
            executable: get(c.executable),
            base_executable: get(c.base_executable),
            real_executable: Wide::new(),
            executable_dir: Wide::new(),
            real_executable_dir: Wide::new(),
            library: library_path(),
            home_was_set: !home.is_empty(),
            home,
            venv_prefix: Wide::new(),
            path_file: None,
            build_prefix: Wide::new(),
            prefix: get(c.prefix),
            exec_prefix: get(c.exec_prefix),
            base_prefix: get(c.base_prefix),
            base_exec_prefix: get(c.base_exec_prefix),
            stdlib_was_set: !stdlib_dir.is_empty(),
            stdlib_dir,
            platstdlib_dir: Wide::new(),
            set_path: early::path(),
            names: Names::new(&platlibdir),
            platlibdir,
            warns: c.pathconfig_warnings != 0,
            carried: false,
        }
    }

    fn warn(&self, message: core::fmt::Arguments<'_>) {
        if self.warns {
            crate::complain!("{message}");
        }
    }

    /// The search path, unless it was set; the rest is in `self`.
    unsafe fn run(&mut self, config: *mut PyConfig) -> PyResult<Option<Vec<Wide>>> {
        // SAFETY: the caller's contract.
        let c = unsafe { &mut *config };
        self.find_program(c)?;
        self.find_home(c)?;
        self.find_path_file()?;
        self.find_build(c)?;
        let given = c.module_search_paths_set != 0;
        if !self.set_path.is_empty() {
            (self.prefix, self.exec_prefix) = (Wide::new(), Wide::new());
        } else {
            self.find_prefix(c);
            self.find_exec_prefix();
        }
        for (base, own) in [
            (&mut self.base_prefix, &self.prefix),
            (&mut self.base_exec_prefix, &self.exec_prefix),
        ] {
            if base.is_empty() {
                base.clone_from(own);
            }
        }
        if !self.venv_prefix.is_empty() {
            self.prefix.clone_from(&self.venv_prefix);
            self.exec_prefix.clone_from(&self.venv_prefix);
        }
        let paths = self.search_path(c, given)?;
        self.name_installation(c);
        Ok(self.obey_path_file(c).or(paths))
    }

    fn find_prefix(&mut self, c: &PyConfig) {
        if !self.home.is_empty() {
            let (prefix, exec_prefix) =
                files::partition(&self.home, b':').unwrap_or((&self.home, &self.home));
            (self.prefix, self.exec_prefix) = (prefix.to_vec(), exec_prefix.to_vec());
            if !self.stdlib_was_set {
                self.stdlib_dir.clear();
            }
        }
        let names = &self.names;
        let archive = core::slice::from_ref(&names.archive);
        if self.prefix.is_empty() && !self.library.is_empty() {
            let beside = files::directory(&self.library);
            self.prefix = files::above(&beside, archive, files::is_file);
            if self.prefix.is_empty() && files::has_any(&beside, &names.landmarks, files::is_file) {
                self.prefix = beside;
                if !self.stdlib_was_set {
                    self.stdlib_dir = files::join(&self.prefix, &names.library);
                }
            }
        }
        if self.prefix.is_empty() {
            self.prefix = files::above(&self.executable_dir, archive, files::is_file);
            if !self.prefix.is_empty() && !self.stdlib_was_set {
                self.stdlib_dir = files::join(&self.prefix, &names.library);
                if !files::is_directory(&self.stdlib_dir) {
                    self.stdlib_dir.clear();
                }
            }
        }
        if self.prefix.is_empty() {
            self.prefix = files::above(&self.executable_dir, &names.landmarks, files::is_file);
            if !self.prefix.is_empty() && self.stdlib_dir.is_empty() {
                self.stdlib_dir = files::join(&self.prefix, &names.library);
            }
        }
        if self.prefix.is_empty() {
            self.prefix = text(PREFIX);
            if !files::has_any(&self.prefix, &names.landmarks, files::is_file) {
                // if the embedder has named a library, this is no place for the carried one
                // SAFETY: the configuration's list is valid.
                let mut entries = unsafe { wide::items(&raw const c.module_search_paths) };
                let named = c.module_search_paths_set != 0 && entries.any(holds_library);
                self.carried = self.stdlib_dir.is_empty() && !named;
                if !self.carried {
                    self.warn(format_args!(
                        "Could not find platform independent libraries <prefix>"
                    ));
                }
            }
        }
    }

    fn find_exec_prefix(&mut self) {
        if !self.exec_prefix.is_empty() {
            return;
        }
        let name = core::slice::from_ref(&self.names.extensions);
        let holds = |directory: &[wchar_t]| {
            !directory.is_empty() && files::has_any(directory, name, files::is_directory)
        };
        self.exec_prefix = if holds(&self.prefix) {
            self.prefix.clone()
        } else {
            files::above(&self.executable_dir, name, files::is_directory)
        };
        if self.exec_prefix.is_empty() {
            self.exec_prefix = text(PREFIX);
        }
        if !holds(&self.exec_prefix) && !self.carried {
            self.warn(format_args!(
                "Could not find platform dependent libraries <exec_prefix>"
            ));
        }
    }

    fn search_path(&mut self, c: &PyConfig, given: bool) -> PyResult<Option<Vec<Wide>>> {
        let colon = wchar_t::from(b':');
        if !self.set_path.is_empty() {
            return Ok(Some(split(&self.set_path, colon)));
        }
        if given {
            return Ok(None);
        }
        let mut paths = Vec::new();
        // SAFETY: the configuration's string is terminated or NULL.
        let from_environment = unsafe { wide::slice(c.pythonpath_env) };
        if c.use_environment != 0 && self.path_file.is_none() && !from_environment.is_empty() {
            let entries = from_environment.split(|c| *c == colon);
            for entry in entries {
                paths.push(absolute(entry, 684)?);
            }
        }
        // what is not installed has no archive of its own
        let prefix = text(PREFIX);
        let of_archive = match self.build_prefix.is_empty() {
            true => &self.base_prefix,
            false => &prefix,
        };
        paths.push(files::join(of_archive, &self.names.archive));
        if self.stdlib_dir.is_empty() && !self.base_prefix.is_empty() && !self.carried {
            self.stdlib_dir = files::join(&self.base_prefix, &self.names.library);
        }
        if self.platstdlib_dir.is_empty() && !self.base_exec_prefix.is_empty() {
            self.platstdlib_dir = files::join(&self.base_exec_prefix, &self.names.extensions);
        }
        if !self.stdlib_dir.is_empty() {
            paths.push(self.stdlib_dir.clone());
        }
        let has_extensions = !self.carried || files::is_directory(&self.platstdlib_dir);
        if !self.platstdlib_dir.is_empty() && has_extensions {
            paths.push(self.platstdlib_dir.clone());
        }
        Ok(Some(paths))
    }

    /// What is built from now on is for the installation.
    fn name_installation(&mut self, c: &PyConfig) {
        if self.build_prefix.is_empty() {
            return;
        }
        // SAFETY: the configuration's strings are terminated or NULL.
        let given = |p: *const wchar_t| or(unsafe { wide::slice(p) }.to_vec(), &text(PREFIX));
        if self.venv_prefix.is_empty() {
            self.prefix = given(c.prefix);
            self.exec_prefix = given(c.exec_prefix);
        }
        self.base_prefix = given(c.base_prefix);
        self.base_exec_prefix = given(c.base_exec_prefix);
    }

    /// A `._pth` file says it all.
    fn obey_path_file(&self, c: &mut PyConfig) -> Option<Vec<Wide>> {
        let (directory, lines) = self.path_file.as_ref()?;
        if lines.is_empty() {
            return None;
        }
        (c.isolated, c.use_environment, c.site_import, c.safe_path) = (1, 0, 0, 1);
        let mut paths = Vec::new();
        for line in lines {
            let line = files::trimmed(files::partition(line, b'#').map_or(line, |(text, _)| text));
            if line == text("import site") {
                c.site_import = 1;
            } else if line.starts_with(&text("import ")) {
                self.warn(format_args!("unsupported 'import' line in ._pth file"));
            } else if !line.is_empty() {
                paths.push(files::join(directory, line));
            }
        }
        Some(paths)
    }

    unsafe fn store(&self, config: *mut PyConfig, paths: Option<Vec<Wide>>) -> PyStatus {
        // SAFETY: the caller's contract; the slots own their strings.
        unsafe {
            let c = &mut *config;
            for (slot, value) in [
                (&raw mut c.program_name, &self.program_name),
                (&raw mut c.platlibdir, &self.platlibdir),
                (&raw mut c.executable, &self.executable),
                (&raw mut c.base_executable, &self.base_executable),
                (&raw mut c.prefix, &self.prefix),
                (&raw mut c.exec_prefix, &self.exec_prefix),
                (&raw mut c.base_prefix, &self.base_prefix),
                (&raw mut c.base_exec_prefix, &self.base_exec_prefix),
            ] {
                let s = wide::set(slot, Some(value));
                if status::is_exception(&s) {
                    return s;
                }
            }
            if !self.home.is_empty() {
                let s = wide::set(&raw mut c.home, Some(&self.home));
                if status::is_exception(&s) {
                    return s;
                }
            }
            let stdlib = (!self.carried).then_some(self.stdlib_dir.as_slice());
            let s = wide::set(&raw mut c.stdlib_dir, stdlib);
            if status::is_exception(&s) {
                return s;
            }
            let Some(paths) = paths else {
                return status::ok();
            };
            wide::clear(&raw mut c.module_search_paths);
            for path in paths {
                let s = wide::append(&raw mut c.module_search_paths, &path);
                if status::is_exception(&s) {
                    return s;
                }
            }
            c.module_search_paths_set = 1;
            status::ok()
        }
    }
}

fn split(text: &[wchar_t], by: wchar_t) -> Vec<Wide> {
    text.split(|c| *c == by).map(<[wchar_t]>::to_vec).collect()
}

/// Does an entry of the search path hold a standard library: a directory with `os.py`, or an archive?
fn holds_library(entry: &[wchar_t]) -> bool {
    files::is_file(entry) || files::has_any(entry, &["os.py", "os.pyc"].map(text), files::is_file)
}
