//! `fcntl`: control of open files and devices, and file locks.

use clinic::{method_table, pyfunction};
use core::ffi::{c_int, c_ulong};
use objects::abstract_::file::file_descriptor;
use objects::clinic::*;
use objects::prelude::*;

use crate::posix::checked;

/// The largest argument that is copied; what the kernel writes past it would harm us.
const BUFFER: usize = 1024;
/// Behind the copy, to notice such writes.
const GUARD: [u8; 8] = [0x00, 0xfa, 0x69, 0xc4, 0x67, 0xa3, 0x6c, 0x58];

fn is_index(o: &Object) -> bool {
    // SAFETY: live types; slot tables are static or live with the type.
    unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        !n.is_null() && (*n).nb_index.is_some()
    }
}

fn is_text_or_buffer(o: &Object) -> bool {
    o.downcast::<Str>().is_some() || objects::buffer::has_buffer(o)
}

#[cold]
fn bad_argument(function: &str, o: &Object) -> Raised {
    raise!(
        TypeError,
        "{}() argument 3 must be an integer, a bytes-like object, or a string, not {}",
        function,
        o.class().tp_name()
    )
}

/// The argument's bytes in a buffer with a guard behind it, and their number.
fn copied(function: &str, o: &Object) -> PyResult<([u8; BUFFER + GUARD.len()], usize)> {
    let mut buffer = [0u8; BUFFER + GUARD.len()];
    let mut put = |bytes: &[u8]| {
        let n = bytes.len();
        if n > BUFFER {
            return Err(raise!(ValueError, "{} argument 3 is too long", function));
        }
        buffer[..n].copy_from_slice(bytes);
        buffer[n..n + GUARD.len()].copy_from_slice(&GUARD);
        Ok(n)
    };
    let n = match o.downcast::<Str>() {
        Some(text) => put(text.as_utf8()?.as_bytes())?,
        None => put(Buffer::get(o)?.as_slice())?,
    };
    Ok((buffer, n))
}

/// The bytes that the call left, unless it wrote past them.
fn result(buffer: &[u8], n: usize) -> PyResult {
    if buffer[n..n + GUARD.len()] != GUARD {
        return Err(raise!(SystemError, "buffer overflow"));
    }
    Ok(Bytes::from_slice(&buffer[..n])?.upcast())
}

/// Perform an operation on a file descriptor.
///
/// The argument is an int (the result is what the call gives), or a string or bytes-like object of at most 1024 bytes
/// (the result is the bytes as the call left them).
#[pyfunction("fcntl(fd, cmd, arg=0, /)")]
fn fcntl(fd: &Object, cmd: c_int, arg: Option<&Object>) -> PyResult {
    let fd_number = file_descriptor(fd)?;
    runtime::audit::audit("fcntl.fcntl", || {
        Tuple::from_array([
            Long::from_i64(fd_number.into())?.upcast(),
            Long::from_i64(cmd.into())?.upcast(),
            arg.unwrap_or(none()).to_ref(),
        ])
    })?;
    match arg {
        Some(o) if !is_index(o) => {
            if !is_text_or_buffer(o) {
                return Err(bad_argument("fcntl", o));
            }
            let (mut buffer, n) = copied("fcntl", o)?;
            let p = buffer.as_mut_ptr();
            // SAFETY: the buffer is longer than what the documented operations write, and guarded.
            checked(|| unsafe { libc::fcntl(fd_number, cmd, p) })?;
            result(&buffer, n)
        }
        _ => {
            let value = match arg {
                Some(o) => o.index()?.as_u64_mask() as u32 as c_int,
                None => 0,
            };
            // SAFETY: no pointers, unless the caller makes one up, as with stock.
            let r = checked(|| unsafe { libc::fcntl(fd_number, cmd, value) })?;
            Ok(Long::from_i64(r.into())?.upcast())
        }
    }
}

/// Perform a device's operation on a file descriptor.
///
/// As fcntl(), but a writable buffer is changed in place, and the result is what the call gives, unless mutate_flag is
/// false.
#[pyfunction("ioctl(fd, request, arg=0, mutate_flag=True, /)")]
fn ioctl(
    fd: &Object,
    request: &Object,
    arg: Option<&Object>,
    #[default(true)] mutate_flag: bool,
) -> PyResult {
    let fd_number = file_descriptor(fd)?;
    let Some(request) = request
        .downcast::<Long>()
        .map(|n| n.as_u64_mask() as c_ulong)
    else {
        return Err(raise!(
            TypeError,
            "ioctl() argument 2 must be int, not {}",
            request.class().tp_name()
        ));
    };
    runtime::audit::audit("fcntl.ioctl", || {
        Tuple::from_array([
            Long::from_i64(fd_number.into())?.upcast(),
            Long::from_u64(request)?.upcast(),
            arg.unwrap_or(none()).to_ref(),
        ])
    })?;
    let number = |r: c_int| Ok(Long::from_i64(r.into())?.upcast());
    let o = match arg {
        Some(o) if !is_index(o) => o,
        _ => {
            let value = match arg {
                Some(o) => o.index()?.as_u64_mask() as u32 as c_int,
                None => 0,
            };
            // SAFETY: no pointers, unless the caller makes one up, as with stock.
            return number(checked(|| unsafe {
                libc::ioctl(fd_number, request, value)
            })?);
        }
    };
    if !is_text_or_buffer(o) {
        return Err(bad_argument("ioctl", o));
    }
    if mutate_flag && o.downcast::<Str>().is_none() {
        match Buffer::get_writable(o) {
            Ok(view) if view.len() <= BUFFER => {
                let mut copy = [0u8; BUFFER + GUARD.len()];
                let n = view.len();
                copy[..n].copy_from_slice(view.as_slice());
                copy[n..n + GUARD.len()].copy_from_slice(&GUARD);
                let p = copy.as_mut_ptr();
                // SAFETY: as in `fcntl`.
                let r = checked(|| unsafe { libc::ioctl(fd_number, request, p) });
                // SAFETY: the view is held and has n bytes.
                unsafe { core::ptr::copy(copy.as_ptr(), view.as_mut_ptr(), n) };
                let r = r?;
                if copy[n..n + GUARD.len()] != GUARD {
                    return Err(raise!(SystemError, "buffer overflow"));
                }
                return number(r);
            }
            Ok(view) => {
                let p = view.as_mut_ptr();
                // SAFETY: the view is held; its size is the caller's responsibility, as with stock.
                return number(checked(|| unsafe { libc::ioctl(fd_number, request, p) })?);
            }
            // a buffer that cannot be written is only read
            Err(raised) => {
                objects::exceptions::clear_if(&objects::exceptions::types::BufferError, raised)?
            }
        }
    }
    let (mut buffer, n) = copied("ioctl", o)?;
    let p = buffer.as_mut_ptr();
    // SAFETY: as in `fcntl`.
    checked(|| unsafe { libc::ioctl(fd_number, request, p) })?;
    result(&buffer, n)
}

/// Lock or unlock a whole file, as flock(2) does.
#[pyfunction("flock(fd, operation, /)")]
fn flock(fd: &Object, operation: c_int) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    runtime::audit::audit("fcntl.flock", || {
        Tuple::from_array([
            Long::from_i64(fd.into())?.upcast(),
            Long::from_i64(operation.into())?.upcast(),
        ])
    })?;
    // SAFETY: no pointers.
    checked(|| unsafe { libc::flock(fd, operation) }).map(drop)
}

fn offset(o: Option<&Object>) -> PyResult<i64> {
    match o {
        Some(o) => o.index()?.as_i64(),
        None => Ok(0),
    }
}

/// Lock or unlock a part of a file.
///
/// The operation is LOCK_SH, LOCK_EX or LOCK_UN, with LOCK_NB not to wait. The part has len bytes from start on (0: to the
/// file's end), which counts from the place that whence names as in lseek().
#[pyfunction("lockf(fd, cmd, len=0, start=0, whence=0, /)")]
fn lockf(
    fd: &Object,
    cmd: c_int,
    len: Option<&Object>,
    start: Option<&Object>,
    #[default(0)] whence: c_int,
) -> PyResult<()> {
    let fd = file_descriptor(fd)?;
    runtime::audit::audit("fcntl.lockf", || {
        Tuple::from_array([
            Long::from_i64(fd.into())?.upcast(),
            Long::from_i64(cmd.into())?.upcast(),
            len.unwrap_or(none()).to_ref(),
            start.unwrap_or(none()).to_ref(),
            Long::from_i64(whence.into())?.upcast(),
        ])
    })?;
    let kind = if cmd == libc::LOCK_UN {
        libc::F_UNLCK
    } else if cmd & libc::LOCK_SH != 0 {
        libc::F_RDLCK
    } else if cmd & libc::LOCK_EX != 0 {
        libc::F_WRLCK
    } else {
        return Err(raise!(ValueError, "unrecognized lockf argument"));
    };
    // SAFETY: all-zero is valid.
    let mut lock: libc::flock = unsafe { core::mem::zeroed() };
    lock.l_type = kind as i16;
    lock.l_start = offset(start)?;
    lock.l_len = offset(len)?;
    lock.l_whence = whence as i16;
    let command = if cmd & libc::LOCK_NB != 0 {
        libc::F_SETLK
    } else {
        libc::F_SETLKW
    };
    // SAFETY: a local struct.
    checked(|| unsafe { libc::fcntl(fd, command, &raw const lock) }).map(drop)
}

/// Constants, as Linux on x86-64 has them.
const INTEGERS: &[(&str, i64)] = &[
    ("DN_ACCESS", 1),
    ("DN_ATTRIB", 32),
    ("DN_CREATE", 4),
    ("DN_DELETE", 8),
    ("DN_MODIFY", 2),
    ("DN_MULTISHOT", 2147483648),
    ("DN_RENAME", 16),
    ("FASYNC", 8192),
    ("FD_CLOEXEC", 1),
    ("FICLONE", 1074041865),
    ("FICLONERANGE", 1075876877),
    ("F_ADD_SEALS", 1033),
    ("F_DUPFD", 0),
    ("F_DUPFD_CLOEXEC", 1030),
    ("F_DUPFD_QUERY", 1027),
    ("F_EXLCK", 4),
    ("F_GETFD", 1),
    ("F_GETFL", 3),
    ("F_GETLEASE", 1025),
    ("F_GETLK", 5),
    ("F_GETLK64", 5),
    ("F_GETOWN", 9),
    ("F_GETOWN_EX", 16),
    ("F_GETPIPE_SZ", 1032),
    ("F_GETSIG", 11),
    ("F_GET_FILE_RW_HINT", 1037),
    ("F_GET_RW_HINT", 1035),
    ("F_GET_SEALS", 1034),
    ("F_NOTIFY", 1026),
    ("F_OFD_GETLK", 36),
    ("F_OFD_SETLK", 37),
    ("F_OFD_SETLKW", 38),
    ("F_OWNER_PGRP", 2),
    ("F_OWNER_PID", 1),
    ("F_OWNER_TID", 0),
    ("F_RDLCK", 0),
    ("F_SEAL_FUTURE_WRITE", 16),
    ("F_SEAL_GROW", 4),
    ("F_SEAL_SEAL", 1),
    ("F_SEAL_SHRINK", 2),
    ("F_SEAL_WRITE", 8),
    ("F_SETFD", 2),
    ("F_SETFL", 4),
    ("F_SETLEASE", 1024),
    ("F_SETLK", 6),
    ("F_SETLK64", 6),
    ("F_SETLKW", 7),
    ("F_SETLKW64", 7),
    ("F_SETOWN", 8),
    ("F_SETOWN_EX", 15),
    ("F_SETPIPE_SZ", 1031),
    ("F_SETSIG", 10),
    ("F_SET_FILE_RW_HINT", 1038),
    ("F_SET_RW_HINT", 1036),
    ("F_SHLCK", 8),
    ("F_UNLCK", 2),
    ("F_WRLCK", 1),
    ("LOCK_EX", 2),
    ("LOCK_MAND", 32),
    ("LOCK_NB", 4),
    ("LOCK_READ", 64),
    ("LOCK_RW", 192),
    ("LOCK_SH", 1),
    ("LOCK_UN", 8),
    ("LOCK_WRITE", 128),
    ("RWH_WRITE_LIFE_EXTREME", 5),
    ("RWH_WRITE_LIFE_LONG", 4),
    ("RWH_WRITE_LIFE_MEDIUM", 3),
    ("RWH_WRITE_LIFE_NONE", 1),
    ("RWH_WRITE_LIFE_NOT_SET", 0),
    ("RWH_WRITE_LIFE_SHORT", 2),
];

fn exec(m: &Module) -> PyResult<()> {
    for (name, value) in INTEGERS {
        m.add_int(name, *value)?;
    }
    Ok(())
}

crate::module!(
    c"fcntl",
    c"Control of open files and devices; descriptors are ints or objects with a fileno() method.",
    methods = method_table![fcntl, ioctl, flock, lockf],
    exec = exec
);
