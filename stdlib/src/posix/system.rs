//! The machine and its limits.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;
use runtime::named_tuple as structseq;

use super::{Path, constants, errno, os_error, path_error, retry, state};

/// Names of the system and the machine.
#[pyfunction("uname()")]
pub fn uname(module: &Object) -> PyResult {
    // SAFETY: a zeroed struct that the call fills with C strings.
    let u = unsafe {
        let mut u: libc::utsname = core::mem::zeroed();
        if libc::uname(&mut u) < 0 {
            return Err(os_error());
        }
        u
    };
    let text = |s: &[core::ffi::c_char]| -> PyResult {
        let bytes: Vec<u8> = s
            .iter()
            .take_while(|&&c| c != 0)
            .map(|&c| c as u8)
            .collect();
        Ok(Str::decode_fs_default(&bytes)?.upcast())
    };
    let values = vec![
        text(&u.sysname)?,
        text(&u.nodename)?,
        text(&u.release)?,
        text(&u.version)?,
        text(&u.machine)?,
    ];
    structseq::instance(&state(module)?.uname_result, values)
}

/// Processor time of this process and its children, and time elapsed.
#[pyfunction("times()")]
pub fn times(module: &Object) -> PyResult {
    // SAFETY: a zeroed struct that the call fills.
    let (t, elapsed, ticks) = unsafe {
        let mut t: libc::tms = core::mem::zeroed();
        let e = libc::times(&mut t);
        (t, e, libc::sysconf(libc::_SC_CLK_TCK) as f64)
    };
    let f = |v: libc::clock_t| -> PyResult { Ok(Float::from_f64(v as f64 / ticks)?.upcast()) };
    let values = vec![
        f(t.tms_utime)?,
        f(t.tms_stime)?,
        f(t.tms_cutime)?,
        f(t.tms_cstime)?,
        f(elapsed)?,
    ];
    structseq::instance(&state(module)?.times_result, values)
}

/// The message of an error number.
#[pyfunction("strerror(code, /)")]
pub fn strerror(code: i32) -> PyResult<Ref<Str>> {
    // SAFETY: the C library's string is valid until the next call; attached.
    let text = unsafe { core::ffi::CStr::from_ptr(libc::strerror(code)) };
    Str::decode_fs_default(text.to_bytes())
}

/// A number for a configuration name, which may be given as a number.
fn config_name(o: &Object, table: &[(&str, i32)]) -> PyResult<i32> {
    if let Some(n) = o.downcast::<Long>() {
        return n.as_i32();
    }
    let Some(name) = o.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "configuration names must be strings or integers"
        ));
    };
    match table.iter().find(|(n, _)| name.eq_literal(n)) {
        Some((_, v)) => Ok(*v),
        None => Err(raise!(ValueError, "unrecognized configuration name")),
    }
}

/// A system limit, by its name or number.
#[pyfunction("sysconf(name, /)")]
pub fn sysconf(name: &Object) -> PyResult<i64> {
    let n = config_name(name, constants::SYSCONF_NAMES)?;
    // SAFETY: -1 is a value too, so errno decides.
    unsafe {
        *libc::__errno_location() = 0;
        let v = libc::sysconf(n);
        if v == -1 && errno() != 0 {
            Err(os_error())
        } else {
            Ok(v)
        }
    }
}

/// A system text, by its name or number; None if it has no value.
#[pyfunction("confstr(name, /)")]
pub fn confstr(name: &Object) -> PyResult {
    let n = config_name(name, constants::CONFSTR_NAMES)?;
    let mut buffer = [0u8; 1024];
    // SAFETY: the buffer's length is given.
    let len = unsafe {
        *libc::__errno_location() = 0;
        libc::confstr(n, buffer.as_mut_ptr().cast(), buffer.len())
    };
    if len == 0 {
        return if errno() != 0 {
            Err(os_error())
        } else {
            Ok(none_ref())
        };
    }
    Ok(Str::decode_fs_default(&buffer[..len.min(buffer.len()) - 1])?.upcast())
}

/// A limit of a file, by its name or number.
#[pyfunction("pathconf(path, name)")]
pub fn pathconf(path: &Object, name: &Object) -> PyResult<i64> {
    let path = Path::or_fd(path, "pathconf", "path")?;
    let n = config_name(name, constants::PATHCONF_NAMES)?;
    // SAFETY: a C string or descriptor; -1 is a value too, so errno decides.
    unsafe {
        *libc::__errno_location() = 0;
        let v = match path.fd() {
            Some(fd) => libc::fpathconf(fd, n),
            None => libc::pathconf(path.c_str().as_ptr(), n),
        };
        if v == -1 && errno() != 0 {
            Err(path_error(&path))
        } else {
            Ok(v)
        }
    }
}

/// A limit of an open file, by its name or number.
#[pyfunction("fpathconf(fd, name, /)")]
pub fn fpathconf(fd: &Object, name: &Object) -> PyResult<i64> {
    let fd = objects::abstract_::file::file_descriptor(fd)?;
    let n = config_name(name, constants::PATHCONF_NAMES)?;
    // SAFETY: -1 is a value too, so errno decides.
    unsafe {
        *libc::__errno_location() = 0;
        let v = libc::fpathconf(fd, n);
        if v == -1 && errno() != 0 {
            Err(os_error())
        } else {
            Ok(v)
        }
    }
}

/// The number of processors, or None.
#[pyfunction("cpu_count()")]
pub fn cpu_count() -> PyResult {
    let configured = runtime::sys::cpu_count();
    if configured > 0 {
        return Ok(Long::from_i64(configured.into())?.upcast());
    }
    // SAFETY: no pointers.
    match unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) } {
        n if n >= 1 => Ok(Long::from_i64(n)?.upcast()),
        _ => Ok(none_ref()),
    }
}

/// The system load over 1, 5 and 15 minutes.
#[pyfunction("getloadavg()")]
pub fn getloadavg() -> PyResult<Ref<Tuple>> {
    let mut load = [0.0; 3];
    // SAFETY: room for three.
    if unsafe { libc::getloadavg(load.as_mut_ptr(), 3) } != 3 {
        return Err(raise!(OSError, "Load averages are unobtainable"));
    }
    Tuple::from_array([
        Float::from_f64(load[0])?.upcast(),
        Float::from_f64(load[1])?.upcast(),
        Float::from_f64(load[2])?.upcast(),
    ])
}

fn random_bytes(size: isize, flags: u32, all: bool) -> PyResult<Ref<Bytes>> {
    let Ok(n) = usize::try_from(size) else {
        return Err(raise!(ValueError, "negative argument not allowed"));
    };
    let bytes = Bytes::with_len(n)?;
    let start = bytes.as_mut_ptr() as usize;
    let mut done = 0;
    while done < n {
        // SAFETY: the fresh object has room for `n` bytes.
        let got = retry(|| unsafe {
            libc::getrandom((start + done) as *mut libc::c_void, n - done, flags)
        })?;
        if got < 0 {
            return Err(os_error());
        }
        done += got as usize;
        if !all {
            break;
        }
    }
    if done == n {
        Ok(bytes)
    } else {
        Bytes::resize_fresh(bytes, done)
    }
}

/// Random bytes fit for cryptography.
#[pyfunction("urandom(size, /)")]
pub fn urandom(size: isize) -> PyResult<Ref<Bytes>> {
    random_bytes(size, 0, true)
}

/// Random bytes of the system's source, with flags.
#[pyfunction("getrandom(size, flags=0)")]
pub fn getrandom(size: isize, #[default(0)] flags: i32) -> PyResult<Ref<Bytes>> {
    if size < 0 {
        return Err(objects::exceptions::os_error(libc::EINVAL, None));
    }
    random_bytes(size, flags as u32, false)
}

/// The size of a terminal's window.
#[pyfunction("get_terminal_size(fd=<unrepresentable>, /)")]
pub fn get_terminal_size(module: &Object, fd: Option<&Object>) -> PyResult {
    let fd = match fd {
        Some(o) => super::path::fd_from_object(o)?,
        None => 1,
    };
    // SAFETY: a zeroed struct that the call fills.
    let w = unsafe {
        let mut w: libc::winsize = core::mem::zeroed();
        if libc::ioctl(fd, libc::TIOCGWINSZ, &mut w) < 0 {
            return Err(os_error());
        }
        w
    };
    let values = vec![
        Long::from_i64(w.ws_col.into())?.upcast(),
        Long::from_i64(w.ws_row.into())?.upcast(),
    ];
    structseq::instance(&state(module)?.terminal_size, values)
}

/// The name of the controlling terminal.
#[pyfunction("ctermid()")]
pub fn ctermid() -> &'static str {
    "/dev/tty"
}

/// Write all that is buffered to the devices.
#[pyfunction("sync()")]
pub fn sync() {
    // SAFETY: no pointers.
    runtime::pystate::allow_threads(|| unsafe { libc::sync() });
}

/// Is an input hook installed?
#[pyfunction("_is_inputhook_installed()")]
pub fn is_inputhook_installed() -> bool {
    false
}

/// Run the input hook.
#[pyfunction("_inputhook()")]
pub fn inputhook() {}
