//! Path configuration: where the program is, where the standard library is, and `sys.path` from these.
//!
//! The stock rules (`Modules/getpath.py`): PYTHONHOME; else `pyvenv.cfg` beside the program leads to the base installation;
//! else the directories above the program (and above this library) are searched for `lib/python3.14/os.py`; else the prefix
//! that was compiled in. Where none has a standard library, `stdlib_dir` stays empty and the carried one serves.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use layout::*;

use super::{status, wide};

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

struct Found {
    prefix: PathBuf,
    stdlib: PathBuf,
}

fn has_stdlib(prefix: &Path, platlibdir: &OsStr) -> Option<PathBuf> {
    [platlibdir, OsStr::new("lib")]
        .into_iter()
        .map(|l| prefix.join(l).join(lib_name()))
        .find(|d| d.join("os.py").is_file() || d.join("os.pyc").is_file())
}

fn search_up(from: &Path, platlibdir: &OsStr) -> Option<Found> {
    from.ancestors().find_map(|dir| {
        has_stdlib(dir, platlibdir).map(|stdlib| Found {
            prefix: dir.to_owned(),
            stdlib,
        })
    })
}

/// The absolute path of the running program, from `argv[0]` and PATH.
fn find_executable(program: &OsStr) -> PathBuf {
    let p = Path::new(program);
    if program.is_empty() {
        return PathBuf::new();
    }
    if program.as_bytes().contains(&b'/') {
        return absolute(p);
    }
    if let Some(path) = std::env::var_os("PATH") {
        for dir in std::env::split_paths(&path) {
            let candidate = dir.join(p);
            if is_executable(&candidate) {
                return absolute(&candidate);
            }
        }
    }
    PathBuf::new()
}

fn is_executable(p: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    p.metadata()
        .is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

fn absolute(p: &Path) -> PathBuf {
    if p.is_absolute() {
        return p.to_owned();
    }
    match std::env::current_dir() {
        Ok(dir) if p.as_os_str().is_empty() || p == Path::new(".") => dir,
        Ok(dir) => dir.join(p.strip_prefix(".").unwrap_or(p)),
        Err(_) => p.to_owned(),
    }
}

/// The file that this library was loaded from.
fn library_path() -> Option<PathBuf> {
    // SAFETY: asks the loader about one of our own symbols.
    unsafe {
        let mut info = core::mem::MaybeUninit::<libc::Dl_info>::uninit();
        if libc::dladdr((&raw const base::mem::_PyRuntime).cast(), info.as_mut_ptr()) == 0 {
            return None;
        }
        let name = info.assume_init().dli_fname;
        if name.is_null() {
            return None;
        }
        Some(PathBuf::from(OsStr::from_bytes(
            core::ffi::CStr::from_ptr(name).to_bytes(),
        )))
    }
}

/// `home = DIR` of a `pyvenv.cfg`.
fn read_venv(cfg: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(cfg).ok()?;
    text.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case("home")
            .then(|| PathBuf::from(value.trim()))
    })
}

unsafe fn set_if_null(slot: *mut *mut libc::wchar_t, value: &Path) -> PyStatus {
    // SAFETY: the slot owns its string.
    unsafe {
        if (*slot).is_null() {
            wide::set_os(slot, value.as_os_str())
        } else {
            status::ok()
        }
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
        let name = PathBuf::from(wide::to_os(*slot));
        if name.is_absolute() {
            return status::ok();
        }
        wide::set_os(slot, absolute(&name).as_os_str())
    }
}

/// Fills what is open in a configuration that is only read, while Python runs, with the places that Python runs with.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn inherit(config: *mut PyConfig) -> PyStatus {
    // SAFETY: plain memory that the caller owns; the main interpreter's configuration is not written any more.
    unsafe {
        let main = base::mem::_PyRuntime.interpreters.main;
        if main.is_null() {
            return status::ok();
        }
        let (from, to) = (&raw const (*main).config, config);
        for (from, to) in [
            ((*from).prefix, &raw mut (*to).prefix),
            ((*from).exec_prefix, &raw mut (*to).exec_prefix),
            ((*from).stdlib_dir, &raw mut (*to).stdlib_dir),
            ((*from).home, &raw mut (*to).home),
            ((*from).executable, &raw mut (*to).executable),
        ] {
            if from.is_null() || !(*to).is_null() {
                continue;
            }
            let s = wide::set(to, Some(wide::slice(from)));
            if status::is_exception(&s) {
                return s;
            }
        }
        status::ok()
    }
}

/// Fills `executable`, the prefixes, `stdlib_dir` and `module_search_paths`.
///
/// # Safety
/// `config` is initialised and owns its strings.
pub unsafe fn compute(config: *mut PyConfig) -> PyStatus {
    // SAFETY: plain memory that the caller owns.
    unsafe {
        let c = &mut *config;
        if c.platlibdir.is_null() {
            let s = wide::set_str(&raw mut c.platlibdir, "lib");
            if status::is_exception(&s) {
                return s;
            }
        }
        let platlibdir: OsString = wide::to_os(c.platlibdir);
        let executable = if c.executable.is_null() {
            find_executable(&wide::to_os(c.program_name))
        } else {
            PathBuf::from(wide::to_os(c.executable))
        };
        let program_dir = executable.parent().map(Path::to_owned).unwrap_or_default();
        let mut base_executable = executable.clone();
        let mut venv_prefix = None;
        let mut search_from = match std::fs::canonicalize(&executable) {
            Ok(real) => real.parent().map(Path::to_owned).unwrap_or_default(),
            Err(_) => program_dir.clone(),
        };
        if c.home.is_null() {
            let beside = [Some(program_dir.as_path()), program_dir.parent()];
            if let Some((dir, home)) = beside
                .into_iter()
                .flatten()
                .find_map(|d| read_venv(&d.join("pyvenv.cfg")).map(|h| (d.to_owned(), h)))
            {
                venv_prefix = Some(dir);
                if let Some(name) = executable.file_name() {
                    base_executable = home.join(name);
                    search_from = home;
                }
            }
        }
        let found = if !c.home.is_null() {
            let home = wide::to_os(c.home);
            let text = home.as_bytes();
            let (prefix, _) = match text.iter().position(|&b| b == b':') {
                Some(i) => (&text[..i], Some(&text[i + 1..])),
                None => (text, None),
            };
            let prefix = PathBuf::from(OsStr::from_bytes(prefix));
            let stdlib = has_stdlib(&prefix, &platlibdir)
                .unwrap_or_else(|| prefix.join(&platlibdir).join(lib_name()));
            Some(Found { prefix, stdlib })
        } else {
            search_up(&search_from, &platlibdir)
                .or_else(|| search_up(library_path()?.parent()?, &platlibdir))
                .or_else(|| {
                    let prefix = PathBuf::from(PREFIX);
                    has_stdlib(&prefix, &platlibdir).map(|stdlib| Found { prefix, stdlib })
                })
        };
        let (prefix, stdlib) = match found {
            Some(f) => (f.prefix, Some(f.stdlib)),
            None => (PathBuf::from(PREFIX), None),
        };
        let shown_prefix = venv_prefix.as_ref().unwrap_or(&prefix);
        for (slot, value) in [
            (&raw mut c.executable, &executable),
            (&raw mut c.base_executable, &base_executable),
            (&raw mut c.base_prefix, &prefix),
            (&raw mut c.base_exec_prefix, &prefix),
            (&raw mut c.prefix, shown_prefix),
            (&raw mut c.exec_prefix, shown_prefix),
        ] {
            let s = set_if_null(slot, value);
            if status::is_exception(&s) {
                return s;
            }
        }
        if let Some(dir) = &stdlib {
            let s = set_if_null(&raw mut c.stdlib_dir, dir);
            if status::is_exception(&s) {
                return s;
            }
        }
        if c.module_search_paths_set == 0 {
            let mut paths: Vec<PathBuf> = Vec::new();
            if !c.pythonpath_env.is_null() {
                paths.extend(
                    std::env::split_paths(&wide::to_os(c.pythonpath_env)).map(|p| absolute(&p)),
                );
            }
            paths.push(
                prefix
                    .join(&platlibdir)
                    .join(if cfg!(feature = "free-threaded") {
                        "python314t.zip"
                    } else {
                        "python314.zip"
                    }),
            );
            if let Some(dir) = &stdlib {
                paths.push(dir.clone());
                paths.push(dir.join("lib-dynload"));
            }
            wide::clear(&raw mut c.module_search_paths);
            for p in paths {
                let s = wide::append(
                    &raw mut c.module_search_paths,
                    &wide::decode(p.as_os_str().as_bytes()),
                );
                if status::is_exception(&s) {
                    return s;
                }
            }
            c.module_search_paths_set = 1;
        }
        status::ok()
    }
}
