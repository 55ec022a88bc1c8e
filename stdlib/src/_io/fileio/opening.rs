//! How a `FileIO` is opened: by mode and name, by an opener, or over a descriptor that is there.

use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;
use objects::warnings;

use super::super::support::*;
use super::{FileIo, Stat};

#[cold]
fn bad_mode() -> Raised {
    raise!(
        ValueError,
        "Must have exactly one of create/read/write/append mode and at most one plus"
    )
}

impl FileIo {
    /// The flags for opening, setting what the mode says.
    fn read_mode(&self, mode: &str) -> PyResult<i32> {
        let s = self.s();
        let (mut chosen, mut plus, mut flags) = (false, false, 0);
        for c in mode.chars() {
            match c {
                'x' | 'r' | 'w' | 'a' => {
                    if core::mem::replace(&mut chosen, true) {
                        return Err(bad_mode());
                    }
                    match c {
                        'x' => {
                            s.created.set(true);
                            s.writable.set(true);
                            flags |= libc::O_EXCL | libc::O_CREAT;
                        }
                        'r' => s.readable.set(true),
                        'w' => {
                            s.writable.set(true);
                            flags |= libc::O_CREAT | libc::O_TRUNC;
                        }
                        _ => {
                            s.writable.set(true);
                            s.appending.set(true);
                            flags |= libc::O_APPEND | libc::O_CREAT;
                        }
                    }
                }
                'b' => {}
                '+' => {
                    if core::mem::replace(&mut plus, true) {
                        return Err(bad_mode());
                    }
                    s.readable.set(true);
                    s.writable.set(true);
                }
                _ => return Err(raise!(ValueError, "invalid mode: {:.200}", mode)),
            }
        }
        if !chosen {
            return Err(bad_mode());
        }
        flags |= match (s.readable.get(), s.writable.get()) {
            (true, true) => libc::O_RDWR,
            (true, false) => libc::O_RDONLY,
            _ => libc::O_WRONLY,
        };
        Ok(flags | libc::O_CLOEXEC)
    }

    fn open_path(
        &self,
        file: &Object,
        path: &core::ffi::CStr,
        flags: i32,
        opener: Option<&Object>,
    ) -> PyResult<()> {
        let s = self.s();
        s.closefd.set(true);
        let Some(opener) = opener else {
            // SAFETY: a C string.
            let opened =
                system_call(|| unsafe { libc::open(path.as_ptr(), flags, 0o666) as isize })?;
            return match opened {
                Ok(fd) => {
                    s.fd.set(fd as i32);
                    Ok(())
                }
                Err(errno) => Err(exceptions::os_error(errno, Some(file))),
            };
        };
        let answer = opener.call(&[file, &*Long::from_i64(i64::from(flags))?])?;
        let Some(number) = answer.downcast::<Long>() else {
            return Err(raise!(TypeError, "expected integer from opener"));
        };
        let fd = number.as_i32()?;
        if fd < 0 {
            return Err(raise!(ValueError, "opener returned {fd}"));
        }
        s.fd.set(fd);
        // SAFETY: a system call on a number.
        if unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) } < 0 {
            return Err(self.fail(errno()));
        }
        Ok(())
    }

    /// After opening: what the file is, and its name as an attribute.
    fn look(&self, file: &Object) -> PyResult<()> {
        let s = self.s();
        let fd = s.fd.get();
        s.blksize.set(DEFAULT_BUFFER_SIZE as u32);
        // SAFETY: all-zero is valid for the struct, which the call fills.
        let (r, errno, st) = runtime::pystate::allow_threads(|| unsafe {
            let mut st: libc::stat = core::mem::zeroed();
            let r = libc::fstat(fd, &raw mut st);
            (r, if r < 0 { errno() } else { 0 }, st)
        });
        if r < 0 {
            if errno == libc::EBADF {
                return Err(exceptions::os_error(errno, Some(file)));
            }
        } else {
            if st.st_mode & libc::S_IFMT == libc::S_IFDIR {
                return Err(exceptions::os_error(libc::EISDIR, Some(file)));
            }
            if st.st_blksize > 1 {
                s.blksize.set(st.st_blksize as u32);
            }
            s.stat.set(Stat {
                known: true,
                size: st.st_size,
                mode: st.st_mode,
            });
        }
        self.set_attr(interned!("name"), file)?;
        if s.appending.get() {
            // what has no positions has its end everywhere
            // SAFETY: a system call on numbers.
            let r = unsafe { libc::lseek(self.s().fd.get(), 0, libc::SEEK_END) };
            if r < 0 && super::super::support::errno() != libc::ESPIPE {
                return Err(objects::exceptions::os_error(
                    super::super::support::errno(),
                    None,
                ));
            }
        }
        Ok(())
    }
}

#[pymethods(export = OPENING)]
impl FileIo {
    #[new(varargs, "FileIO")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        let this = objects::owned::alloc::<FileIo>(cls)?;
        let s = this.s();
        s.fd.set(-1);
        s.seekable.set(-1);
        s.closefd.set(true);
        Ok(this.upcast())
    }

    /// Open a file by name, or wrap a descriptor.
    #[init("FileIO(file, mode='r', closefd=True, opener=None)")]
    fn init(
        &self,
        file: &Object,
        mode: &str,
        closefd: bool,
        opener: Option<&Object>,
    ) -> PyResult<()> {
        let s = self.s();
        if s.fd.get() >= 0 {
            if s.closefd.get() {
                self.close_descriptor()?;
            } else {
                s.fd.set(-1);
            }
        }
        for flag in [&s.created, &s.readable, &s.writable, &s.appending] {
            flag.set(false);
        }
        s.seekable.set(-1);
        s.stat.set(Stat::default());
        if file.downcast::<Bool>().is_some() {
            warnings::warn(
                &types::RuntimeWarning,
                format_args!("bool is used as a file descriptor"),
                1,
            )?;
        }
        let mut given = -1;
        if objects::abstract_::number::is_index(file) {
            match file.index().and_then(|n| n.as_i32()) {
                Ok(n) if n < 0 => return Err(raise!(ValueError, "negative file descriptor")),
                Ok(n) => given = n,
                Err(raised) => raised.clear(),
            }
        }
        let path = if given < 0 {
            Some(path_bytes(file)?)
        } else {
            None
        };
        let flags = self.read_mode(mode)?;
        objects::audit!("open", file, mode, flags)?;
        let opened = match &path {
            None => {
                s.fd.set(given);
                s.closefd.set(closefd);
                Ok(())
            }
            Some(path) => {
                s.closefd.set(true);
                if !closefd {
                    return Err(raise!(
                        ValueError,
                        "Cannot use closefd=False with file name"
                    ));
                }
                self.open_path(file, path, flags, opener.filter(|o| !is_none(o)))
            }
        };
        let result = opened.and_then(|()| self.look(file));
        if result.is_err() {
            if path.is_none() {
                // A descriptor that was given is left open.
                s.fd.set(-1);
            } else if s.fd.get() >= 0 {
                return and_then_always(result, || self.close_descriptor());
            }
        }
        result
    }
}
