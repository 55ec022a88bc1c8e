//! Who the process is: its own, its group's, its user's numbers.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

unsafe extern "C" {
    fn getlogin_r(buffer: *mut core::ffi::c_char, size: usize) -> i32;
}

use super::stat::id_argument;
use super::{checked, errno, os_error};

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident, $text:literal;)*) => {
        $($(#[$doc])*
        #[pyfunction($text)]
        pub fn $name() -> i64 {
            // SAFETY: no pointers.
            i64::from(unsafe { libc::$name() })
        })*
    };
}

getters! {
    /// This process' ID.
    getpid, "getpid()";
    /// The parent process' ID.
    getppid, "getppid()";
    /// The real user ID.
    getuid, "getuid()";
    /// The effective user ID.
    geteuid, "geteuid()";
    /// The real group ID.
    getgid, "getgid()";
    /// The effective group ID.
    getegid, "getegid()";
    /// The process group's ID.
    getpgrp, "getpgrp()";
}

/// The process group of a process.
#[pyfunction("getpgid(pid)")]
pub fn getpgid(pid: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::getpgid(pid) })
}

/// The session of a process.
#[pyfunction("getsid(pid, /)")]
pub fn getsid(pid: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::getsid(pid) })
}

/// The supplementary groups of the process.
#[pyfunction("getgroups()")]
pub fn getgroups() -> PyResult<Ref<List>> {
    // SAFETY: a zero length asks for the count.
    let n = checked(|| unsafe { libc::getgroups(0, core::ptr::null_mut()) })?;
    let mut groups = vec![0; n as usize];
    let p = groups.as_mut_ptr();
    // SAFETY: room for the count just asked for.
    let n = checked(|| unsafe { libc::getgroups(n, p) })?;
    let list = List::new()?;
    for g in &groups[..n as usize] {
        list.push(&*Long::from_u64((*g).into())?)?;
    }
    Ok(list)
}

fn three(a: u32, b: u32, c: u32) -> PyResult<Ref<Tuple>> {
    let n = |v: u32| -> PyResult { Ok(Long::from_u64(v.into())?.upcast()) };
    Tuple::from_array([n(a)?, n(b)?, n(c)?])
}

/// The real, effective and saved user IDs.
#[pyfunction("getresuid()")]
pub fn getresuid() -> PyResult<Ref<Tuple>> {
    let (mut r, mut e, mut s) = (0, 0, 0);
    // SAFETY: three words.
    if unsafe { libc::getresuid(&mut r, &mut e, &mut s) } < 0 {
        return Err(os_error());
    }
    three(r, e, s)
}

/// The real, effective and saved group IDs.
#[pyfunction("getresgid()")]
pub fn getresgid() -> PyResult<Ref<Tuple>> {
    let (mut r, mut e, mut s) = (0, 0, 0);
    // SAFETY: three words.
    if unsafe { libc::getresgid(&mut r, &mut e, &mut s) } < 0 {
        return Err(os_error());
    }
    three(r, e, s)
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident, $text:literal, $arg:ident, $what:literal;)*) => {
        $($(#[$doc])*
        #[pyfunction($text)]
        pub fn $name($arg: &Object) -> PyResult<()> {
            let id = id_argument($arg, $what)?;
            // SAFETY: no pointers.
            checked(|| unsafe { libc::$name(id) }).map(drop)
        })*
    };
}

setters! {
    /// Set the user ID.
    setuid, "setuid(uid, /)", uid, "uid";
    /// Set the group ID.
    setgid, "setgid(gid, /)", gid, "gid";
    /// Set the effective user ID.
    seteuid, "seteuid(euid, /)", euid, "uid";
    /// Set the effective group ID.
    setegid, "setegid(egid, /)", egid, "gid";
}

/// Set the real and effective user IDs.
#[pyfunction("setreuid(ruid, euid, /)")]
pub fn setreuid(ruid: &Object, euid: &Object) -> PyResult<()> {
    let (r, e) = (id_argument(ruid, "uid")?, id_argument(euid, "uid")?);
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setreuid(r, e) }).map(drop)
}

/// Set the real and effective group IDs.
#[pyfunction("setregid(rgid, egid, /)")]
pub fn setregid(rgid: &Object, egid: &Object) -> PyResult<()> {
    let (r, e) = (id_argument(rgid, "gid")?, id_argument(egid, "gid")?);
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setregid(r, e) }).map(drop)
}

/// Start a session, with this process as its leader.
#[pyfunction("setsid()")]
pub fn setsid() -> PyResult<()> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setsid() }).map(drop)
}

/// Put a process into a process group.
#[pyfunction("setpgid(pid, pgrp, /)")]
pub fn setpgid(pid: i32, pgrp: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setpgid(pid, pgrp) }).map(drop)
}

/// Make this process the leader of its own process group.
#[pyfunction("setpgrp()")]
pub fn setpgrp() -> PyResult<()> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setpgid(0, 0) }).map(drop)
}

/// The name that the user logged in with.
#[pyfunction("getlogin()")]
pub fn getlogin() -> PyResult<Ref<Str>> {
    let mut buffer = [0u8; 256];
    // SAFETY: the buffer's length is given.
    let r = unsafe { getlogin_r(buffer.as_mut_ptr().cast(), buffer.len()) };
    if r != 0 {
        return Err(objects::exceptions::os_error(r, None));
    }
    let end = buffer.iter().position(|&b| b == 0).unwrap_or(0);
    Str::decode_fs_default(&buffer[..end])
}

/// The foreground process group of a terminal.
#[pyfunction("tcgetpgrp(fd, /)")]
pub fn tcgetpgrp(fd: i32) -> PyResult<i32> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::tcgetpgrp(fd) })
}

/// Set the foreground process group of a terminal.
#[pyfunction("tcsetpgrp(fd, pgid, /)")]
pub fn tcsetpgrp(fd: i32, pgid: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::tcsetpgrp(fd, pgid) }).map(drop)
}

/// The scheduling priority of a process, group or user.
#[pyfunction("getpriority(which, who)")]
pub fn getpriority(which: i32, who: i32) -> PyResult<i32> {
    // SAFETY: -1 is a value too, so errno decides.
    unsafe {
        *libc::__errno_location() = 0;
        let r = libc::getpriority(which as _, who as libc::id_t);
        if errno() != 0 { Err(os_error()) } else { Ok(r) }
    }
}

/// Set the scheduling priority of a process, group or user.
#[pyfunction("setpriority(which, who, priority)")]
pub fn setpriority(which: i32, who: i32, priority: i32) -> PyResult<()> {
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setpriority(which as _, who as libc::id_t, priority) }).map(drop)
}

/// Add to the process' niceness; gives the new one.
#[pyfunction("nice(increment, /)")]
pub fn nice(increment: i32) -> PyResult<i32> {
    // SAFETY: -1 is a value too, so errno decides.
    unsafe {
        *libc::__errno_location() = 0;
        let r = libc::nice(increment);
        if r == -1 && errno() != 0 {
            Err(os_error())
        } else {
            Ok(r)
        }
    }
}

/// The groups that a user belongs to, with one more.
#[pyfunction("getgrouplist(user, group, /)")]
pub fn getgrouplist(user: &Str, group: &Object) -> PyResult<Ref<List>> {
    let user = crate::pwd::c_name(user)?;
    let group = id_argument(group, "gid")?;
    let mut groups: Vec<libc::gid_t> = Vec::new();
    let mut n: i32 = 64;
    loop {
        groups.resize(n.max(1) as usize, 0);
        let room = n;
        // SAFETY: a C string, and room for `n` groups.
        let r = unsafe { libc::getgrouplist(user.as_ptr(), group, groups.as_mut_ptr(), &mut n) };
        if r >= 0 {
            break;
        }
        if n <= room {
            n = room.saturating_mul(2);
        }
    }
    let out = List::new()?;
    for &g in groups.iter().take(n.max(0) as usize) {
        out.push(&*Long::from_i64(g.into())?)?;
    }
    Ok(out)
}

/// Set the groups of this process to those of a user, and one more.
#[pyfunction("initgroups(username, gid, /)")]
pub fn initgroups(username: &Object, gid: &Object) -> PyResult<()> {
    let name = crate::_io::support::path_bytes(username)?;
    let gid = id_argument(gid, "gid")?;
    // SAFETY: a C string.
    checked(|| unsafe { libc::initgroups(name.as_ptr(), gid) }).map(drop)
}

/// Set the groups of this process.
#[pyfunction("setgroups(groups, /)")]
pub fn setgroups(groups: &Object) -> PyResult<()> {
    if !groups.is_sequence() {
        return Err(raise!(TypeError, "setgroups argument must be a sequence"));
    }
    let n = groups.length()?;
    if n > 65536 {
        return Err(raise!(ValueError, "too many groups"));
    }
    let mut all: Vec<libc::gid_t> = Vec::new();
    for i in 0..n {
        let item = groups.get_index(i as isize)?;
        if item.downcast::<Long>().is_none() {
            return Err(raise!(TypeError, "groups must be integers"));
        }
        all.push(id_argument(&item, "gid")?);
    }
    // SAFETY: the array's length is given.
    checked(|| unsafe { libc::setgroups(all.len(), all.as_ptr()) }).map(drop)
}

/// Set the real, effective and saved user IDs.
#[pyfunction("setresuid(ruid, euid, suid, /)")]
pub fn setresuid(ruid: &Object, euid: &Object, suid: &Object) -> PyResult<()> {
    let (r, e, s) = (
        id_argument(ruid, "uid")?,
        id_argument(euid, "uid")?,
        id_argument(suid, "uid")?,
    );
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setresuid(r, e, s) }).map(drop)
}

/// Set the real, effective and saved group IDs.
#[pyfunction("setresgid(rgid, egid, sgid, /)")]
pub fn setresgid(rgid: &Object, egid: &Object, sgid: &Object) -> PyResult<()> {
    let (r, e, s) = (
        id_argument(rgid, "gid")?,
        id_argument(egid, "gid")?,
        id_argument(sgid, "gid")?,
    );
    // SAFETY: no pointers.
    checked(|| unsafe { libc::setresgid(r, e, s) }).map(drop)
}
