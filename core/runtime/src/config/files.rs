//! What path configuration asks of paths and of the file system: joining, taking apart, links, lines of small files.
//!
//! Paths are wide strings, as the configuration holds them; an empty one means that there is none. Nothing is canonical: a path
//! keeps the links that lead to it, and only what stands at its end is followed (`final_target`).

use std::ffi::{CString, OsString};

use libc::wchar_t;

use super::wide;

pub type Wide = Vec<wchar_t>;

const SEPARATOR: wchar_t = b'/' as wchar_t;
/// The most that the kernel follows.
const MOST_LINKS: usize = 40;
/// A larger file is none of ours.
const LARGEST: usize = 32 * 1024;

pub fn text(s: &str) -> Wide {
    s.chars().map(|c| c as wchar_t).collect()
}

/// No doubled separators, no `.`, no `..` that can be resolved. Two leading separators may mean something else to the system; three are
/// one. The current directory is empty.
pub fn normalize<T: Copy + PartialEq + From<u8>>(path: &[T]) -> Vec<T> {
    let (slash, dot) = (T::from(b'/'), T::from(b'.'));
    let slashes = match path.iter().take_while(|c| **c == slash).count() {
        0 => 0,
        2 => 2,
        _ => 1,
    };
    let mut parts: Vec<&[T]> = Vec::new();
    for part in path.split(|c| *c == slash) {
        let above = part == [dot, dot];
        if part.is_empty() || part == [dot] {
            continue;
        }
        if !above || slashes == 0 && parts.last().is_none_or(|p| *p == [dot, dot]) {
            parts.push(part);
        } else {
            parts.pop();
        }
    }
    let mut out = vec![slash; slashes];
    out.extend(parts.join(&slash));
    out
}

/// The stock library puts no separator after a directory of one letter (a relative one): "a" and "lib" make "alib".
pub fn join(directory: &[wchar_t], name: &[wchar_t]) -> Wide {
    if is_absolute(name) || directory.is_empty() {
        return normalize(name);
    }
    let mut path = directory.to_vec();
    if directory.len() > 1 && directory.last() != Some(&SEPARATOR) {
        path.push(SEPARATOR);
    }
    path.extend(name);
    normalize(&path)
}

pub fn is_absolute(path: &[wchar_t]) -> bool {
    path.first() == Some(&SEPARATOR)
}

pub fn has_separator(path: &[wchar_t]) -> bool {
    path.contains(&SEPARATOR)
}

fn split(path: &[wchar_t]) -> Option<(&[wchar_t], &[wchar_t])> {
    let at = path.iter().rposition(|c| *c == SEPARATOR)?;
    Some((&path[..at], &path[at + 1..]))
}

/// What stands before the last separator: nothing for an entry of the root.
pub fn directory(path: &[wchar_t]) -> Wide {
    split(path).map_or(Wide::new(), |(directory, _)| directory.to_vec())
}

pub fn name(path: &[wchar_t]) -> &[wchar_t] {
    split(path).map_or(path, |(_, name)| name)
}

/// Absolute, by the current directory. None if there is none any more.
pub fn absolute(path: &[wchar_t]) -> Option<Wide> {
    use std::os::unix::ffi::OsStrExt;
    if is_absolute(path) {
        return Some(path.to_vec());
    }
    let current = std::env::current_dir().ok()?;
    let mut whole = wide::decode_locale(current.as_os_str().as_bytes());
    let dot = b'.' as wchar_t;
    if !path.is_empty() && path != [dot] {
        whole.push(SEPARATOR);
        whole.extend(path.strip_prefix(&[dot, SEPARATOR]).unwrap_or(path));
    }
    Some(whole)
}

/// The path as the system takes it. None if no bytes are meant.
fn encoded(path: &[wchar_t]) -> Option<CString> {
    let ascii = super::locale::is_ascii();
    let foreign = |c: &wchar_t| {
        let c = *c as u32;
        let known = if ascii {
            c < 0x80
        } else {
            char::from_u32(c).is_some()
        };
        !known && !(0xDC80..=0xDCFF).contains(&c)
    };
    if path.iter().any(foreign) {
        return None;
    }
    CString::new(wide::encode(path)).ok()
}

fn mode(path: &[wchar_t]) -> Option<libc::mode_t> {
    let path = encoded(path)?;
    // SAFETY: a terminated string, and a struct that the call fills when it succeeds; all-zero is valid.
    unsafe {
        let mut found: libc::stat = layout::zeroed();
        (libc::stat(path.as_ptr(), &raw mut found) == 0).then_some(found.st_mode)
    }
}

fn is_kind(path: &[wchar_t], kind: libc::mode_t) -> bool {
    mode(path).is_some_and(|m| m & libc::S_IFMT == kind)
}

pub fn is_file(path: &[wchar_t]) -> bool {
    is_kind(path, libc::S_IFREG)
}

pub fn is_directory(path: &[wchar_t]) -> bool {
    is_kind(path, libc::S_IFDIR)
}

/// A regular file that somebody may run.
pub fn is_program(path: &[wchar_t]) -> bool {
    mode(path).is_some_and(|m| m & libc::S_IFMT == libc::S_IFREG && m & 0o111 != 0)
}

fn link(path: &[wchar_t]) -> Option<Wide> {
    use std::os::unix::ffi::OsStrExt;
    let path = encoded(path)?;
    let target = std::fs::read_link(std::ffi::OsStr::from_bytes(path.as_bytes())).ok()?;
    Some(wide::decode_locale(target.as_os_str().as_bytes()))
}

/// Follows the link that the path ends in, and that to which it leads. None if there are too many. Directories on the way stay links.
pub fn final_target(path: &[wchar_t]) -> Option<Wide> {
    let mut path = path.to_vec();
    for _ in 0..MOST_LINKS {
        let Some(target) = link(&path) else {
            return Some(path);
        };
        path = match split(&path) {
            _ if is_absolute(&target) => target,
            Some((directory, _)) => join(directory, &target),
            None => join(&path, &target),
        };
    }
    None
}

/// Why lines could not be read.
pub enum Unread {
    Os(i32),
    TooLarge,
}

impl Unread {
    /// Not there, or not for us.
    pub fn is_absent(&self) -> bool {
        matches!(self, Unread::Os(libc::ENOENT | libc::EACCES | libc::EPERM))
    }
}

/// The lines of a small UTF-8 file, up to a NUL. What can be opened and not read (a directory) has none.
pub fn lines(path: &[wchar_t]) -> Result<Vec<Wide>, Unread> {
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    let path = encoded(path).ok_or(Unread::Os(libc::EILSEQ))?;
    let file = std::fs::File::open(std::ffi::OsStr::from_bytes(path.as_bytes()))
        .map_err(|e| Unread::Os(e.raw_os_error().unwrap_or(0)))?;
    let mut bytes = Vec::with_capacity(1024);
    // an error ends the file
    let _ = file.take(LARGEST as u64).read_to_end(&mut bytes);
    if bytes.len() >= LARGEST {
        return Err(Unread::TooLarge);
    }
    if let Some(end) = bytes.iter().position(|b| *b == 0) {
        bytes.truncate(end);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let line = |line: &[u8]| {
        let end = line.iter().rposition(|b| *b != b'\r').map_or(0, |i| i + 1);
        wide::decode(&line[..end])
    };
    Ok(bytes.split(|b| *b == b'\n').map(line).collect())
}

/// The nearest directory, this one or one above it, that has one of the names. The root itself is not asked.
pub fn above(from: &[wchar_t], names: &[Wide], test: fn(&[wchar_t]) -> bool) -> Wide {
    let mut from = from.to_vec();
    while !from.is_empty() && !has_any(&from, names, test) {
        from = directory(&from);
    }
    from
}

pub fn has_any(directory: &[wchar_t], names: &[Wide], test: fn(&[wchar_t]) -> bool) -> bool {
    names.iter().any(|name| test(&join(directory, name)))
}

/// Without white space at either end.
pub fn trimmed(text: &[wchar_t]) -> &[wchar_t] {
    let space = |c: &wchar_t| objects::unicode::database::is_space(*c as u32);
    let start = text.iter().position(|c| !space(c)).unwrap_or(text.len());
    let end = text
        .iter()
        .rposition(|c| !space(c))
        .map_or(start, |i| i + 1);
    &text[start..end]
}

/// What stands before a separator and what after it. None if there is no separator.
pub fn partition(text: &[wchar_t], by: u8) -> Option<(&[wchar_t], &[wchar_t])> {
    let at = text.iter().position(|c| *c == wchar_t::from(by))?;
    Some((&text[..at], &text[at + 1..]))
}

/// What stands first in `sys.path`, by the first argument: the directory of the script, behind all links; for `-m` where the program
/// was started; "" for what is no file. None: nothing is to stand there.
pub fn script_directory(argument: &[wchar_t]) -> Option<Wide> {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    if argument == text("-m") {
        let here = std::env::current_dir().ok()?;
        return Some(wide::decode_locale(here.as_os_str().as_bytes()));
    }
    if argument == text("-c") {
        return Some(Wide::new());
    }
    let script = match std::fs::canonicalize(OsString::from_vec(wide::encode(argument))) {
        Ok(real) => wide::decode_locale(real.as_os_str().as_bytes()),
        Err(_) => argument.to_vec(),
    };
    let slash = script.iter().rposition(|&c| c == wchar_t::from(b'/'));
    Some(match slash {
        None => Wide::new(),
        Some(at) => script[..at.max(1)].to_vec(),
    })
}
