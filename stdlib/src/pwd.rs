//! `pwd`: the system's table of users.

use core::ffi::{CStr, c_char, c_int};
use std::ffi::CString;

use base::local::LocalRef;
use clinic::{method_table, pyfunction};
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;
use runtime::{named_tuple, pystate};

use crate::posix::stat::id_argument;

static STRUCT_PASSWD: LocalRef<Type> = LocalRef::new();

/// The table is read by one thread at a time: the C library keeps its place in it.
static READING: std::sync::Mutex<()> = std::sync::Mutex::new(());

const FIELDS: &[(&str, &str)] = &[
    ("pw_name", "user name"),
    ("pw_passwd", "password"),
    ("pw_uid", "user id"),
    ("pw_gid", "group id"),
    ("pw_gecos", "real name"),
    ("pw_dir", "home directory"),
    ("pw_shell", "shell program"),
];

/// A C string as str; NULL is None.
///
/// # Safety
/// NULL, or a C string.
pub unsafe fn text(p: *const c_char) -> PyResult {
    if p.is_null() {
        return Ok(none_ref());
    }
    // SAFETY: says the caller.
    Ok(Str::decode_fs_default(unsafe { CStr::from_ptr(p) }.to_bytes())?.upcast())
}

/// A user or group ID, -1 for the one that means none.
pub fn id_object(id: u32) -> PyResult {
    if id == u32::MAX {
        Ok(Long::from_i64(-1)?.upcast())
    } else {
        Ok(Long::from_i64(id.into())?.upcast())
    }
}

/// Calls one of the C library's reentrant look-ups with a buffer that grows until it is large enough: true if it found.
pub fn look_up(
    mut call: impl FnMut(*mut c_char, usize) -> c_int,
    found: impl Fn() -> bool,
) -> PyResult<Option<Vec<u8>>> {
    let mut size = 1024;
    loop {
        let mut buffer: Vec<u8> = Vec::new();
        if buffer.try_reserve_exact(size).is_err() {
            return Err(exceptions::no_memory());
        }
        let p = buffer.as_mut_ptr();
        let e = pystate::allow_threads(|| call(p.cast(), size));
        if e == libc::ERANGE && size < isize::MAX as usize / 2 {
            size *= 2;
            continue;
        }
        if e == libc::ENOMEM {
            return Err(exceptions::no_memory());
        }
        return Ok(if e == 0 && found() {
            Some(buffer)
        } else {
            None
        });
    }
}

/// A name as C has it.
pub fn c_name(name: &Str) -> PyResult<CString> {
    CString::new(name.encode_fs_default()?.as_slice())
        .map_err(|_| raise!(ValueError, "embedded null byte"))
}

fn entry(p: &libc::passwd) -> PyResult {
    // SAFETY: the C library's strings.
    let values = unsafe {
        vec![
            text(p.pw_name)?,
            text(p.pw_passwd)?,
            id_object(p.pw_uid)?,
            id_object(p.pw_gid)?,
            text(p.pw_gecos)?,
            text(p.pw_dir)?,
            text(p.pw_shell)?,
        ]
    };
    match STRUCT_PASSWD.get() {
        Some(ty) => named_tuple::instance(ty, values),
        None => Err(exceptions::bad_internal_call()),
    }
}

/// The entry of a user by ID.
#[pyfunction("getpwuid(uidobj, /)")]
fn getpwuid(uidobj: &Object) -> PyResult {
    let uid = match id_argument(uidobj, "uid") {
        Ok(uid) => uid,
        Err(raised) => {
            exceptions::clear_if(&types::OverflowError, raised)?;
            return Err(raise!(KeyError, "getpwuid(): uid not found"));
        }
    };
    // SAFETY: all-zero is valid; the call fills it and its buffer.
    let mut p: libc::passwd = unsafe { core::mem::zeroed() };
    let mut result: *mut libc::passwd = core::ptr::null_mut();
    let (pp, rp) = (&raw mut p, &raw mut result);
    // SAFETY: local words, and a buffer of the given size.
    let buffer = look_up(
        |b, n| unsafe { libc::getpwuid_r(uid, pp, b, n, rp) },
        || unsafe { !(*rp).is_null() },
    )?;
    match buffer {
        Some(_text) => entry(&p),
        None => Err(raise!(
            KeyError,
            "getpwuid(): uid not found: {}",
            id_object(uid)?.str()?.to_string_lossy()
        )),
    }
}

/// The entry of a user by name.
#[pyfunction("getpwnam(name, /)")]
fn getpwnam(name: &Str) -> PyResult {
    let c = c_name(name)?;
    // SAFETY: all-zero is valid; the call fills it and its buffer.
    let mut p: libc::passwd = unsafe { core::mem::zeroed() };
    let mut result: *mut libc::passwd = core::ptr::null_mut();
    let (pp, rp) = (&raw mut p, &raw mut result);
    // SAFETY: local words, and a buffer of the given size.
    let buffer = look_up(
        |b, n| unsafe { libc::getpwnam_r(c.as_ptr(), pp, b, n, rp) },
        || unsafe { !(*rp).is_null() },
    )?;
    match buffer {
        Some(_text) => entry(&p),
        None => Err(raise!(
            KeyError,
            "getpwnam(): name not found: {}",
            name.repr()?.to_string_lossy()
        )),
    }
}

/// All entries, in no particular order.
#[pyfunction("getpwall()")]
fn getpwall() -> PyResult<Ref<List>> {
    let out = List::new()?;
    let _one = pystate::allow_threads(|| READING.lock().unwrap_or_else(|e| e.into_inner()));
    // SAFETY: one thread at a time; an entry is valid until the next call.
    unsafe {
        libc::setpwent();
        let fill = || -> PyResult<()> {
            loop {
                let p = libc::getpwent();
                if p.is_null() {
                    return Ok(());
                }
                out.push(&*entry(&*p)?)?;
            }
        };
        let filled = fill();
        libc::endpwent();
        filled?;
    }
    Ok(out)
}

fn exec(m: &Module) -> PyResult<()> {
    let ty = named_tuple::new_type(
        "pwd.struct_passwd",
        "An entry of the table of users.",
        FIELDS,
        FIELDS.len(),
    )?;
    m.add("struct_passwd", &ty)?;
    STRUCT_PASSWD.set(ty);
    Ok(())
}

crate::module!(
    c"pwd",
    c"The system's table of users.",
    methods = method_table![getpwuid, getpwnam, getpwall],
    exec = exec
);
