//! A traceback as text, with lines of source but without carets: `PyTraceBack_Print`, for C code and for when `traceback.py`
//! cannot serve.
//!
//! Source is read through `io`, so that whoever replaces `io.open` is asked; what goes wrong while reading leaves the line out.

use base::{Object, PyResult, Ref};
use layout::*;

use super::{Traceback, frame_code};
use crate::exceptions::{self, types};
use crate::prelude::*;

/// After how many equal lines in a row the rest is summed up.
const RECURSIVE_CUTOFF: usize = 3;
/// How many entries are shown, unless `sys.tracebacklimit` says otherwise.
const LIMIT: usize = 1000;
const INDENT: usize = 4;

fn write(file: &Object, text: &Str) -> PyResult<()> {
    file.get_attr(id!(write))?.call(&[text]).map(drop)
}

fn write_text(file: &Object, text: &str) -> PyResult<()> {
    write(file, &*Str::from_str(text)?)
}

/// `sys.tracebacklimit`; None: nothing is to be shown.
fn limit() -> PyResult<Option<usize>> {
    let set = exceptions::print::sys_object(interned!("tracebacklimit"))?;
    let Some(n) = set.as_ref().and_then(|n| n.downcast::<Long>()) else {
        return Ok(Some(LIMIT));
    };
    Ok(match n.to_i64() {
        Some(n) => usize::try_from(n).ok().filter(|n| *n > 0),
        None if n.is_negative() => None,
        None => Some(usize::MAX),
    })
}

/// The header, then the last entries, each with its line of source.
pub fn print(first: &Traceback, file: &Object) -> PyResult<()> {
    let Some(limit) = limit()? else {
        return Ok(());
    };
    write_text(file, "Traceback (most recent call last):\n")?;
    let mut depth = 0usize;
    let mut cursor = Some(first.to_ref());
    while let Some(tb) = cursor {
        depth += 1;
        cursor = tb.next();
    }
    let mut skip = depth.saturating_sub(limit);
    let mut last: Option<(*mut PyObject, *mut PyObject, i32)> = None;
    let mut repeated = 0;
    let mut cursor = Some(first.to_ref());
    while let Some(tb) = cursor {
        cursor = tb.next();
        if skip > 0 {
            skip -= 1;
            continue;
        }
        // SAFETY: a traceback has a frame, which has code; the names are taken before anything runs.
        let (filename, name) = unsafe {
            let code = frame_code((*tb.raw()).tb_frame);
            (
                Object::from_ptr((*code).co_filename).to_ref(),
                Object::from_ptr((*code).co_name).to_ref(),
            )
        };
        let line = tb.line();
        let place = Some((filename.as_ptr(), name.as_ptr(), line));
        if place != last || line == -1 {
            sum_up(file, repeated)?;
            repeated = 0;
            last = place;
        }
        repeated += 1;
        if repeated <= RECURSIVE_CUTOFF {
            entry(file, &filename, line, &name)?;
        }
    }
    sum_up(file, repeated)
}

fn sum_up(file: &Object, repeated: usize) -> PyResult<()> {
    let Some(more) = repeated.checked_sub(RECURSIVE_CUTOFF).filter(|n| *n > 0) else {
        return Ok(());
    };
    let s = if more == 1 { "" } else { "s" };
    write_text(
        file,
        &format!("  [Previous line repeated {more} more time{s}]\n"),
    )
}

fn entry(file: &Object, filename: &Object, line: i32, name: &Object) -> PyResult<()> {
    let (Some(filename), Some(name)) = (filename.downcast::<Str>(), name.downcast::<Str>()) else {
        return Ok(());
    };
    let place = Str::empty().join(&[
        interned!("  File \""),
        filename,
        &*Str::format(format_args!("\", line {line}, in "))?,
        name,
        interned!("\n"),
    ])?;
    write(file, &place)?;
    match display_source_line(file, filename, line, INDENT) {
        Err(raised) if !exceptions::matches(&types::KeyboardInterrupt) => {
            raised.clear();
            Ok(())
        }
        shown => shown.map(drop),
    }
}

/// Writes a line of a file, with its own indentation replaced. Gives the line as it was read; None if it cannot be had.
pub fn display_source_line(
    file: &Object,
    filename: &Str,
    line: i32,
    indent: usize,
) -> PyResult<Option<Ref<Str>>> {
    let Some(text) = source_line(filename, line)? else {
        return Ok(None);
    };
    let is_blank = |c: u32| matches!(c, 0x20 | 0x09 | 0x0c);
    let own = text.iter_chars().take_while(|c| is_blank(*c)).count();
    write_text(file, &" ".repeat(indent))?;
    write(file, &*text.substring(own, text.len())?)?;
    write(file, interned!("\n"))?;
    Ok(Some(text))
}

/// A line of a file without its end.
fn source_line(filename: &Str, line: i32) -> PyResult<Option<Ref<Str>>> {
    let named = |c: char, at: usize| filename.len() > at && filename.char_at(at) == c as u32;
    if named('<', 0) && named('>', filename.len() - 1) {
        return Ok(None);
    }
    let io = exceptions::print::import(interned!("io"))?;
    let binary = match io.call_method(id!(open), &[filename, interned!("rb")]) {
        Ok(binary) => binary,
        Err(raised) => {
            raised.clear();
            match find_on_path(filename, &io)? {
                Some(binary) => binary,
                None => return Ok(None),
            }
        }
    };
    let read = read_line(&io, &binary, line);
    // Closing the text closes the binary file below it, and twice does no harm.
    if let Err(raised) = binary.call_method(id!(close), &[]) {
        raised.clear();
    }
    read
}

fn read_line(io: &Object, binary: &Object, line: i32) -> PyResult<Option<Ref<Str>>> {
    let head = Tuple::from_array([
        binary.call_method(id!(readline), &[])?,
        binary.call_method(id!(readline), &[])?,
    ])?;
    let mut lines = Vec::new();
    for part in head.as_slice() {
        if let Some(part) = part.downcast::<Bytes>() {
            lines.extend_from_slice(part.as_slice());
        }
    }
    // SAFETY: takes any bytes.
    let encoding = unsafe { base::upcalls::declared_encoding(&lines) };
    binary.call_method(id!(seek), &[Long::small(0)])?;
    let encoding = Str::from_str(encoding.as_deref().unwrap_or("utf-8"))?;
    let text = io
        .get_attr(id!(TextIOWrapper))?
        .call(&[binary, &*encoding])?;
    let mut found = None;
    for _ in 0..line {
        found = Some(text.call_method(id!(readline), &[])?);
    }
    text.call_method(id!(close), &[])?;
    let Some(found) = found else { return Ok(None) };
    let Some(found) = found.downcast::<Str>().filter(|t| !t.is_empty()) else {
        return Ok(None);
    };
    let ends = found.char_at(found.len() - 1) == '\n' as u32;
    found
        .substring(0, found.len() - usize::from(ends))
        .map(Some)
}

/// A file of that name in the directories of `sys.path`, opened.
fn find_on_path(filename: &Str, io: &Object) -> PyResult<Option<Ref>> {
    let name = filename.encode_fs_default()?;
    let tail = name.as_slice().rsplit(|b| *b == b'/').next().unwrap_or(b"");
    let path = exceptions::print::sys_object(id!(path))?;
    let Some(path) = path.as_ref().and_then(|p| p.downcast::<List>()) else {
        return Ok(None);
    };
    let open = io.get_attr(id!(open))?;
    for i in 0.. {
        let Some(directory) = path.get(i) else { break };
        let Some(directory) = directory.downcast::<Str>() else {
            continue;
        };
        let mut place = match directory.encode_fs_default() {
            Ok(d) if !d.as_slice().contains(&0) => d.as_slice().to_vec(),
            Ok(_) => continue,
            Err(raised) => {
                raised.clear();
                continue;
            }
        };
        if place.last().is_some_and(|b| *b != b'/') {
            place.push(b'/');
        }
        place.extend_from_slice(tail);
        match open.call(&[&*Str::decode_fs_default(&place)?, interned!("rb")]) {
            Ok(binary) => return Ok(Some(binary)),
            Err(raised) => raised.clear(),
        }
    }
    Ok(None)
}
