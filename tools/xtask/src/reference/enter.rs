//! Running a command inside the root.

use std::ffi::{CString, OsStr};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{location, target, top};

/// A root that has the stock interpreter.
pub struct Root {
    path: PathBuf,
}

impl Root {
    /// The root, if it is there and can be entered; else the reason.
    pub fn find() -> Result<Root, String> {
        let path = location();
        if !path.join("usr/bin/python3.14").exists() {
            return Err(format!(
                "no reference in {} (`cargo xtask reference` makes it)",
                path.display()
            ));
        }
        if !is_root() {
            return Err("the reference can be entered by root only".to_owned());
        }
        let path = path
            .canonicalize()
            .map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Root { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A command that will run inside, in the same working directory if that is in this tree or in Cargo's output directory (else
    /// in /tmp), with a small environment of its own.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Result<Command, String> {
        self.command_showing(program, &[])
    }

    /// The same with further folders of the host's, each in the place of one of the root's.
    pub fn command_showing(
        &self,
        program: impl AsRef<OsStr>,
        folders: &[(&Path, &Path)],
    ) -> Result<Command, String> {
        let mut mounts = Mounts::default();
        let error = |e: io::Error| format!("{}: {e}", self.path.display());
        for own in [top(), target()] {
            // The root may lie in the tree that it shows: a bind mount does not recurse.
            if own.is_dir() {
                mounts.add(&own, &self.inside(&own), false).map_err(error)?;
            }
        }
        mounts
            .add(Path::new("/dev"), &self.inside(Path::new("/dev")), true)
            .map_err(error)?;
        for (from, to) in folders {
            mounts.add(from, &self.inside(to), false).map_err(error)?;
        }
        let proc = self.inside(Path::new("/proc"));
        std::fs::create_dir_all(&proc).map_err(error)?;
        let proc = c_path(&proc).map_err(error)?;
        let root = c_path(&self.path).map_err(error)?;
        let here = std::env::current_dir().unwrap_or_else(|_| top());
        let shown = [top(), target()].iter().any(|d| here.starts_with(d));
        let here = if shown { here } else { PathBuf::from("/tmp") };
        let here = c_path(&here).map_err(error)?;

        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", "/root")
            .env("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin")
            .env("LANG", "C.UTF-8");
        // SAFETY: between fork and exec only system calls are made, with strings made before.
        unsafe {
            command.pre_exec(move || {
                done(libc::unshare(libc::CLONE_NEWNS))?;
                let none = std::ptr::null::<libc::c_char>();
                let private = libc::MS_REC | libc::MS_PRIVATE;
                done(libc::mount(none, c"/".as_ptr(), none, private, none.cast()))?;
                for m in &mounts.0 {
                    let flags = libc::MS_BIND | if m.recursive { libc::MS_REC } else { 0 };
                    let (from, to) = (m.from.as_ptr(), m.to.as_ptr());
                    done(libc::mount(from, to, none, flags, none.cast()))?;
                }
                let kind = c"proc".as_ptr();
                done(libc::mount(kind, proc.as_ptr(), kind, 0, none.cast()))?;
                done(libc::chroot(root.as_ptr()))?;
                done(libc::chdir(here.as_ptr()))
            });
        }
        Ok(command)
    }

    /// Where a path of the root's is seen from outside.
    pub fn inside(&self, path: &Path) -> PathBuf {
        self.path.join(path.strip_prefix("/").unwrap_or(path))
    }
}

pub(super) fn is_root() -> bool {
    // SAFETY: asks the kernel, touches nothing.
    unsafe { libc::geteuid() == 0 }
}

struct Mount {
    from: CString,
    to: CString,
    recursive: bool,
}

#[derive(Default)]
struct Mounts(Vec<Mount>);

impl Mounts {
    fn add(&mut self, from: &Path, to: &Path, recursive: bool) -> io::Result<()> {
        std::fs::create_dir_all(to)?;
        self.0.push(Mount {
            from: c_path(from)?,
            to: c_path(to)?,
            recursive,
        });
        Ok(())
    }
}

fn c_path(path: &Path) -> io::Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(io::Error::other)
}

fn done(status: libc::c_int) -> io::Result<()> {
    if status == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}
