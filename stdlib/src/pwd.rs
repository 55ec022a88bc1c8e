//! `pwd`: the system's table of users.

use core::ffi::{CStr, c_char, c_int};
use std::ffi::CString;
use std::sync::Mutex;

use base::local::LocalRef;
use clinic::{method_table, pyfunction};
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;
use runtime::{named_tuple, pystate};

use crate::posix::stat::id_argument;

static STRUCT_PASSWD: LocalRef<Type> = LocalRef::new();

/// The table is read by one thread at a time: the C library keeps its place in it.
static READING: Mutex<()> = Mutex::new(());

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

/// What a reentrant look-up of the C library found, with the text that it points to.
pub struct Found<T> {
    pub entry: T,
    _text: Vec<u8>,
}

/// Calls such a look-up with a buffer that grows until it is large enough; its last argument is where it says that it found.
///
/// # Safety
/// All-zero is a valid `T`, and the call writes where its arguments say.
pub unsafe fn look_up<T>(
    call: impl Fn(*mut T, *mut c_char, usize, *mut *mut T) -> c_int,
) -> PyResult<Option<Found<T>>> {
    let mut size = 1024;
    loop {
        let mut text: Vec<u8> = Vec::new();
        if text.try_reserve_exact(size).is_err() {
            return Err(exceptions::no_memory());
        }
        // SAFETY: says the caller.
        let mut entry: T = unsafe { core::mem::zeroed() };
        let mut found: *mut T = core::ptr::null_mut();
        let (to, p) = (&raw mut entry, text.as_mut_ptr().cast());
        let e = pystate::allow_threads(|| call(to, p, size, &raw mut found));
        if e == libc::ERANGE && size < isize::MAX as usize / 2 {
            size *= 2;
            continue;
        }
        if e == libc::ENOMEM {
            return Err(exceptions::no_memory());
        }
        return Ok((e == 0 && !found.is_null()).then_some(Found { entry, _text: text }));
    }
}

/// All entries of a table, by the C library's functions that go to its beginning, to the next entry (NULL at the end), and leave it. One
/// thread at a time does so: the C library keeps its place.
///
/// # Safety
/// They are that, and `lock` is held by whoever calls them.
pub unsafe fn all<T>(
    lock: &Mutex<()>,
    begin: unsafe extern "C" fn(),
    next: unsafe extern "C" fn() -> *mut T,
    end: unsafe extern "C" fn(),
    entry: impl Fn(&T) -> PyResult,
) -> PyResult<Ref<List>> {
    let out = List::new()?;
    let _one = pystate::allow_threads(|| lock.lock().unwrap_or_else(|e| e.into_inner()));
    // SAFETY: says the caller; an entry is valid until the next call.
    unsafe {
        begin();
        let fill = || -> PyResult<()> {
            while let Some(found) = next().as_ref() {
                out.push(&*entry(found)?)?;
            }
            Ok(())
        };
        let filled = fill();
        end();
        filled?;
    }
    Ok(out)
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
    // SAFETY: the C library's look-up; all-zero is valid.
    let found = unsafe { look_up(|to, b, n, found| libc::getpwuid_r(uid, to, b, n, found)) }?;
    match found {
        Some(found) => entry(&found.entry),
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
    // SAFETY: the C library's look-up; all-zero is valid.
    let found =
        unsafe { look_up(|to, b, n, found| libc::getpwnam_r(c.as_ptr(), to, b, n, found)) }?;
    match found {
        Some(found) => entry(&found.entry),
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
    // SAFETY: the functions of this table.
    unsafe {
        all(
            &READING,
            libc::setpwent,
            libc::getpwent,
            libc::endpwent,
            entry,
        )
    }
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
