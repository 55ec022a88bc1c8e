//! `_stat`: file modes.

use objects::clinic::*;
use objects::prelude::*;

use crate::module;

/// A mode argument: an unsigned number that fits `mode_t`.
fn mode_of(object: &Object) -> PyResult<u32> {
    let n = object.index()?;
    if n.is_negative() {
        return Err(raise!(
            OverflowError,
            "can't convert negative value to unsigned int"
        ));
    }
    match n.to_i64().map(u32::try_from) {
        Some(Ok(mode)) => Ok(mode),
        _ => Err(raise!(OverflowError, "mode out of range")),
    }
}

const S_IFMT_MASK: u32 = libc::S_IFMT;

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident $sig:literal $kind:expr;)*) => {$(
        $(#[$meta])*
        #[pyfunction($sig, nosig)]
        #[allow(non_snake_case)]
        fn $name(object: &Object) -> PyResult<bool> {
            let kind: u32 = $kind;
            Ok(kind != 0 && mode_of(object)? & S_IFMT_MASK == kind)
        }
    )*};
}

kinds! {
    /// Is it a directory's mode?
    S_ISDIR "S_ISDIR(object, /)" libc::S_IFDIR;
    /// Is it a character device's mode?
    S_ISCHR "S_ISCHR(object, /)" libc::S_IFCHR;
    /// Is it a block device's mode?
    S_ISBLK "S_ISBLK(object, /)" libc::S_IFBLK;
    /// Is it a regular file's mode?
    S_ISREG "S_ISREG(object, /)" libc::S_IFREG;
    /// Is it a FIFO's mode?
    S_ISFIFO "S_ISFIFO(object, /)" libc::S_IFIFO;
    /// Is it a symbolic link's mode?
    S_ISLNK "S_ISLNK(object, /)" libc::S_IFLNK;
    /// Is it a socket's mode?
    S_ISSOCK "S_ISSOCK(object, /)" libc::S_IFSOCK;
    /// Is it a door's mode? There are none here.
    S_ISDOOR "S_ISDOOR(object, /)" 0;
    /// Is it an event port's mode? There are none here.
    S_ISPORT "S_ISPORT(object, /)" 0;
    /// Is it a whiteout's mode? There are none here.
    S_ISWHT "S_ISWHT(object, /)" 0;
}

/// The part that chmod sets.
#[pyfunction("S_IMODE(object, /)", nosig)]
#[allow(non_snake_case)]
fn S_IMODE(object: &Object) -> PyResult<u32> {
    Ok(mode_of(object)? & 0o7777)
}

/// The part that tells the file type.
#[pyfunction("S_IFMT(object, /)", nosig)]
#[allow(non_snake_case)]
fn S_IFMT(object: &Object) -> PyResult<u32> {
    Ok(mode_of(object)? & S_IFMT_MASK)
}

/// The mode as `ls -l` shows it.
#[pyfunction("filemode(object, /)", nosig)]
fn filemode(object: &Object) -> PyResult<String> {
    let mode = mode_of(object)?;
    let kind = match mode & S_IFMT_MASK {
        libc::S_IFREG => '-',
        libc::S_IFDIR => 'd',
        libc::S_IFLNK => 'l',
        libc::S_IFBLK => 'b',
        libc::S_IFCHR => 'c',
        libc::S_IFIFO => 'p',
        libc::S_IFSOCK => 's',
        _ => '?',
    };
    let mut text = String::from(kind);
    for (shift, special, low, high) in [
        (6, libc::S_ISUID, 's', 'S'),
        (3, libc::S_ISGID, 's', 'S'),
        (0, libc::S_ISVTX, 't', 'T'),
    ] {
        let bits = mode >> shift;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (mode & special != 0, bits & 1 != 0) {
            (true, true) => low,
            (true, false) => high,
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    Ok(text)
}

const CONSTANTS: &[(&str, i64)] = &[
    ("S_IFDIR", 0o040000),
    ("S_IFCHR", 0o020000),
    ("S_IFBLK", 0o060000),
    ("S_IFREG", 0o100000),
    ("S_IFIFO", 0o010000),
    ("S_IFLNK", 0o120000),
    ("S_IFSOCK", 0o140000),
    ("S_IFDOOR", 0),
    ("S_IFPORT", 0),
    ("S_IFWHT", 0),
    ("S_ISUID", 0o4000),
    ("S_ISGID", 0o2000),
    ("S_ISVTX", 0o1000),
    ("S_ENFMT", 0o2000),
    ("S_IREAD", 0o400),
    ("S_IWRITE", 0o200),
    ("S_IEXEC", 0o100),
    ("S_IRWXU", 0o700),
    ("S_IRUSR", 0o400),
    ("S_IWUSR", 0o200),
    ("S_IXUSR", 0o100),
    ("S_IRWXG", 0o070),
    ("S_IRGRP", 0o040),
    ("S_IWGRP", 0o020),
    ("S_IXGRP", 0o010),
    ("S_IRWXO", 0o007),
    ("S_IROTH", 0o004),
    ("S_IWOTH", 0o002),
    ("S_IXOTH", 0o001),
    ("UF_SETTABLE", 0xffff),
    ("UF_NODUMP", 0x1),
    ("UF_IMMUTABLE", 0x2),
    ("UF_APPEND", 0x4),
    ("UF_OPAQUE", 0x8),
    ("UF_NOUNLINK", 0x10),
    ("UF_COMPRESSED", 0x20),
    ("UF_TRACKED", 0x40),
    ("UF_DATAVAULT", 0x80),
    ("UF_HIDDEN", 0x8000),
    ("SF_SETTABLE", 0xffff0000),
    ("SF_ARCHIVED", 0x10000),
    ("SF_IMMUTABLE", 0x20000),
    ("SF_APPEND", 0x40000),
    ("SF_NOUNLINK", 0x100000),
    ("SF_SNAPSHOT", 0x200000),
    ("SF_FIRMLINK", 0x800000),
    ("SF_DATALESS", 0x40000000),
    ("ST_MODE", 0),
    ("ST_INO", 1),
    ("ST_DEV", 2),
    ("ST_NLINK", 3),
    ("ST_UID", 4),
    ("ST_GID", 5),
    ("ST_SIZE", 6),
    ("ST_ATIME", 7),
    ("ST_MTIME", 8),
    ("ST_CTIME", 9),
];

fn exec(module: &Module) -> PyResult<()> {
    for (name, value) in CONSTANTS {
        module.add_int(name, *value)?;
    }
    Ok(())
}

module!(
    c"_stat",
    c"Constants and functions of file modes.",
    methods = method_table![
        S_ISDIR, S_ISCHR, S_ISBLK, S_ISREG, S_ISFIFO, S_ISLNK, S_ISSOCK, S_ISDOOR, S_ISPORT,
        S_ISWHT, S_IMODE, S_IFMT, filemode,
    ],
    exec = exec
);
