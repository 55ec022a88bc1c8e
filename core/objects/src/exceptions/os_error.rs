//! `OSError`: error number, message and file names; `OSError(errno, ...)` makes the subclass that stands for the number.

use core::ffi::{CStr, c_void};
use core::mem::offset_of;

use base::{Object, PyResult, Raised, Ref, Status};
use layout::*;

use super::base_exception::{self as basic, Fields, no_keywords_for};
use super::{BaseExc, raised_or, replace, types};
use crate::prelude::*;
use crate::slots;

// SAFETY: the offsets are the fields'.
unsafe impl Fields for PyOSErrorObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(PyOSErrorObject, myerrno),
        offset_of!(PyOSErrorObject, strerror),
        offset_of!(PyOSErrorObject, filename),
        offset_of!(PyOSErrorObject, filename2),
    ];
}

/// Which class stands for which error number.
static BY_ERRNO: &[(i32, &Type)] = &[
    (libc::EAGAIN, &types::BlockingIOError),
    (libc::EALREADY, &types::BlockingIOError),
    (libc::EINPROGRESS, &types::BlockingIOError),
    (libc::EWOULDBLOCK, &types::BlockingIOError),
    (libc::EPIPE, &types::BrokenPipeError),
    (libc::ESHUTDOWN, &types::BrokenPipeError),
    (libc::ECHILD, &types::ChildProcessError),
    (libc::ECONNABORTED, &types::ConnectionAbortedError),
    (libc::ECONNREFUSED, &types::ConnectionRefusedError),
    (libc::ECONNRESET, &types::ConnectionResetError),
    (libc::EEXIST, &types::FileExistsError),
    (libc::ENOENT, &types::FileNotFoundError),
    (libc::EISDIR, &types::IsADirectoryError),
    (libc::ENOTDIR, &types::NotADirectoryError),
    (libc::EINTR, &types::InterruptedError),
    (libc::EACCES, &types::PermissionError),
    (libc::EPERM, &types::PermissionError),
    (libc::ESRCH, &types::ProcessLookupError),
    (libc::ETIMEDOUT, &types::TimeoutError),
];

/// The interpreter's `errnomap`, for extension modules that look there; our own lookups use the table.
pub fn init_errno_map() -> PyResult<()> {
    let map = Dict::new()?;
    for (errno, ty) in BY_ERRNO {
        map.set(&*Long::from_i64(i64::from(*errno))?, ty)?;
    }
    // SAFETY: attached; the interpreter owns the map.
    unsafe {
        let slot = &raw mut (*base::tstate::interp()).exc_state.errnomap;
        replace(slot, Some(map.upcast()));
    }
    Ok(())
}

fn class_for(errno: i64) -> Option<&'static Type> {
    BY_ERRNO
        .iter()
        .find(|(e, _)| i64::from(*e) == errno)
        .map(|(_, ty)| *ty)
}

/// The message of an error number in the C library's words.
pub fn strerror(errno: i32) -> PyResult<Ref<Str>> {
    let mut buffer = [0u8; 256];
    // SAFETY: the buffer has the length given.
    let failed = unsafe { libc::strerror_r(errno, buffer.as_mut_ptr().cast(), buffer.len()) } != 0;
    match CStr::from_bytes_until_nul(&buffer) {
        Ok(text) if !failed || !text.is_empty() => Str::decode_fs_default(text.to_bytes()),
        _ => Str::format(format_args!("Unknown error {errno}")),
    }
}

/// OSError (or its subclass by errno) from a C error number, with an optional file name.
#[cold]
pub fn os_error(errno: i32, filename: Option<&Object>) -> Raised {
    os_error2(&types::OSError, errno, filename, None)
}

/// `PyErr_SetFromErrnoWithFilenameObjects`. For EINTR, a signal handler's exception comes first.
#[cold]
pub fn os_error2(
    ty: &Object,
    errno: i32,
    filename: Option<&Object>,
    filename2: Option<&Object>,
) -> Raised {
    raised_or((|| {
        let message = match errno {
            0 => Str::from_str("Error")?,
            _ => strerror(errno)?,
        };
        let number = Long::from_i64(i64::from(errno))?;
        let zero = Long::small(0);
        let e = match (filename, filename2) {
            (Some(f), Some(f2)) => ty.call(&[&number, &message, f, zero, f2])?,
            (Some(f), None) => ty.call(&[&number, &message, f])?,
            (None, _) => ty.call(&[&number, &message])?,
        };
        Ok(super::raise_any(e.class(), Some(&e)))
    })())
}

/// OSError about two files (`rename`).
#[cold]
pub fn os_error_two_paths(errno: i32, filename: &Object, filename2: &Object) -> Raised {
    os_error2(&types::OSError, errno, Some(filename), Some(filename2))
}

#[derive(Default)]
struct Parsed<'a> {
    errno: Option<&'a Object>,
    strerror: Option<&'a Object>,
    filename: Option<&'a Object>,
    filename2: Option<&'a Object>,
}

fn parse(args: &Tuple) -> Parsed<'_> {
    match args.as_slice() {
        &[errno, strerror, ref rest @ ..] if rest.len() <= 3 => Parsed {
            errno: Some(errno),
            strerror: Some(strerror),
            filename: rest.first().copied(), // rest[1] is winerror, which means nothing here
            filename2: rest.get(2).copied(),
        },
        _ => Parsed::default(),
    }
}

/// Fills the fields. File names are left out of `args`, for old code that unpacks two.
fn fill(this: &BaseExc, args: &Tuple, parsed: &Parsed<'_>) -> PyResult<()> {
    let raw = this.raw().cast::<PyOSErrorObject>();
    let mut kept = args.to_ref();
    let own = |o: Option<&Object>| o.map(Object::to_ref);
    if let Some(filename) = parsed.filename.filter(|f| !is_none(f)) {
        let counts = this.is_exactly(types::BlockingIOError.raw()) && has_index(filename);
        if counts {
            // BlockingIOError's third argument may be the number of characters written.
            let n = written_from(filename)?;
            // SAFETY: layout.
            unsafe { (*raw).written = n };
        } else {
            // SAFETY: layout.
            unsafe {
                replace(&raw mut (*raw).filename, own(Some(filename)));
                if let Some(f2) = parsed.filename2.filter(|f| !is_none(f)) {
                    replace(&raw mut (*raw).filename2, own(Some(f2)));
                }
            }
            kept = args.slice(0, 2)?;
        }
    }
    // SAFETY: layout.
    unsafe {
        replace(&raw mut (*raw).myerrno, own(parsed.errno));
        replace(&raw mut (*raw).strerror, own(parsed.strerror));
        replace(&raw mut (*raw).args, Some(kept.upcast()));
    }
    Ok(())
}

/// `PyNumber_Check`.
fn has_index(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        !n.is_null()
            && ((*n).nb_index.is_some() || (*n).nb_int.is_some() || (*n).nb_float.is_some())
    }
}

fn written_from(o: &Object) -> PyResult<isize> {
    let n = o.index()?;
    n.as_isize().or_else(|raised| {
        super::clear_if(&types::OverflowError, raised)?;
        Err(raise!(
            ValueError,
            "cannot fit '{}' into an index-sized integer",
            o.class().tp_name()
        ))
    })
}

/// A subclass with an `__init__` of its own but our `__new__` gets its arguments parsed in `__init__`, so that it may take others.
fn fills_in_init(ty: &Type) -> bool {
    // SAFETY: live types; slots are read whole.
    unsafe {
        let t = ty.raw();
        (*t).tp_init
            .is_none_or(|f| f as usize != init_slot as *const () as usize)
            && (*t)
                .tp_new
                .is_some_and(|f| f as usize == new_slot as *const () as usize)
    }
}

extern "C" fn new_slot(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let in_init = fills_in_init(ty);
    let mut class = ty;
    let mut parsed = Parsed::default();
    if !in_init {
        no_keywords_for(ty, kwargs)?;
        parsed = parse(args);
        if core::ptr::eq(ty, &types::OSError)
            && let Some(n) = parsed
                .errno
                .and_then(|e| e.downcast::<Long>())
                .and_then(Long::to_i64)
            && let Some(special) = class_for(n)
        {
            class = special;
        }
    }
    let e = class.alloc(0)?;
    // SAFETY: layout; fresh and zeroed.
    let this = unsafe {
        (*e.as_ptr().cast::<PyOSErrorObject>()).written = -1;
        e.downcast_unchecked::<BaseExc>()
    };
    if in_init {
        // SAFETY: layout.
        unsafe {
            replace(
                &raw mut (*this.raw()).args,
                Some(Tuple::empty().to_ref().upcast()),
            )
        };
    } else {
        fill(this, args, &parsed)?;
    }
    Ok(e)
}

extern "C" fn init_slot(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        if !fills_in_init(this.class()) {
            return Ok(()); // done in `__new__`
        }
        no_keywords_for(this.class(), kwargs)?;
        fill(this, args, &parse(args))
    })()
    .into()
}

struct Shown {
    errno: Option<Ref>,
    strerror: Option<Ref>,
    filename: Option<Ref>,
    filename2: Option<Ref>,
}

fn fields(this: &BaseExc) -> Shown {
    let raw = this.raw().cast::<PyOSErrorObject>();
    // SAFETY: layout; the fields own references or are NULL.
    unsafe {
        Shown {
            errno: Ref::from_borrowed_opt((*raw).myerrno),
            strerror: Ref::from_borrowed_opt((*raw).strerror),
            filename: Ref::from_borrowed_opt((*raw).filename),
            filename2: Ref::from_borrowed_opt((*raw).filename2),
        }
    }
}

extern "C" fn str_slot(this: &BaseExc) -> PyResult {
    let f = fields(this);
    if f.filename.is_none() && (f.errno.is_none() || f.strerror.is_none()) {
        return basic::str_of(this);
    }
    let or_none = |o: Option<Ref>| o.unwrap_or_else(none_ref).str();
    let text = |s: &str| Str::from_str(s);
    let (errno, message) = (or_none(f.errno)?, or_none(f.strerror)?);
    let head = Str::empty().join(&[&*text("[Errno ")?, &errno, &*text("] ")?, &message])?;
    let result = match (f.filename, f.filename2) {
        (None, _) => head,
        (Some(a), None) => Str::empty().join(&[&head, &*text(": ")?, &*a.repr()?])?,
        (Some(a), Some(b)) => {
            let (a, b) = (a.repr()?, b.repr()?);
            Str::empty().join(&[&head, &*text(": ")?, &a, &*text(" -> ")?, &b])?
        }
    };
    Ok(result.upcast())
}

extern "C" fn reduce(this: &BaseExc, _: Option<&Object>) -> PyResult {
    let f = fields(this);
    let mut args = this.args();
    if let (&[a, b], Some(name)) = (args.as_slice(), &f.filename) {
        args = match &f.filename2 {
            None => Tuple::from_slice(&[a, b, name])?,
            Some(name2) => Tuple::from_slice(&[a, b, name, none(), name2])?,
        };
    }
    // SAFETY: layout.
    let dict = unsafe { Ref::<Object>::from_borrowed_opt((*this.raw()).dict) };
    let result = match dict {
        Some(d) => Tuple::from_slice(&[this.class(), &args, &d])?,
        None => Tuple::from_slice(&[this.class(), &args])?,
    };
    Ok(result.upcast())
}

extern "C" fn get_written(this: &BaseExc, _: *mut c_void) -> PyResult {
    // SAFETY: layout.
    match unsafe { (*this.raw().cast::<PyOSErrorObject>()).written } {
        -1 => Err(raise!(AttributeError, "characters_written")),
        n => Ok(Long::from_isize(n)?.upcast()),
    }
}

extern "C" fn set_written(this: &BaseExc, value: Option<&Object>, _: *mut c_void) -> Status {
    (|| {
        let raw = this.raw().cast::<PyOSErrorObject>();
        let n = match value {
            Some(v) => written_from(v)?,
            // SAFETY: layout.
            None if unsafe { (*raw).written } == -1 => {
                return Err(raise!(AttributeError, "characters_written"));
            }
            None => -1,
        };
        // SAFETY: layout.
        unsafe { (*raw).written = n };
        Ok(())
    })()
    .into()
}

pub const NEW: Option<newfunc> = slots::new(new_slot);
pub const INIT: Option<initproc> = slots::init(init_slot);
pub const STR: Option<reprfunc> = slots::repr(str_slot);

pub static mut MEMBERS: [PyMemberDef; 5] = [
    slots::member_doc(
        c"errno",
        _Py_T_OBJECT,
        offset_of!(PyOSErrorObject, myerrno),
        0,
        c"POSIX exception code",
    ),
    slots::member_doc(
        c"strerror",
        _Py_T_OBJECT,
        offset_of!(PyOSErrorObject, strerror),
        0,
        c"exception strerror",
    ),
    slots::member_doc(
        c"filename",
        _Py_T_OBJECT,
        offset_of!(PyOSErrorObject, filename),
        0,
        c"exception filename",
    ),
    slots::member_doc(
        c"filename2",
        _Py_T_OBJECT,
        offset_of!(PyOSErrorObject, filename2),
        0,
        c"second exception filename",
    ),
    slots::MEMBERS_END,
];

pub static mut METHODS: [PyMethodDef; 2] = [
    slots::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\n"),
    slots::METHODS_END,
];

pub static mut GETSET: [PyGetSetDef; 2] = [
    slots::getset(
        c"characters_written",
        Some(get_written),
        Some(set_written),
        c"",
    ),
    slots::GETSETS_END,
];
