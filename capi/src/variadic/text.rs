//! `PyUnicode_FromFormat`: text from a format, into a `Writer`.

use core::ffi::{CStr, c_char, c_int, c_void};

use layout::PyObject;
use libc::wchar_t;
use objects::prelude::*;
use objects::unicode::chars::Chars;
use objects::unicode::writer::Writer;

use super::{Format, VaList};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Int,
    /// `l`, `ll`, `z`, `t`, `j`: a word here.
    Long,
    Other,
}

#[derive(Clone, Copy)]
struct Spec {
    left: bool,
    zero: bool,
    alternate: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// A number in the format; "`what` too big" past `isize`.
fn number(f: &mut Format, what: &str) -> PyResult<Option<usize>> {
    let mut n: Option<isize> = None;
    while f.peek().is_ascii_digit() {
        let digit = isize::from(f.next() - b'0');
        let next = n
            .unwrap_or(0)
            .checked_mul(10)
            .and_then(|n| n.checked_add(digit));
        match next {
            Some(v) => n = Some(v),
            None => return Err(raise!(ValueError, "{what} too big")),
        }
    }
    Ok(n.map(|n| n as usize))
}

/// Writes text cut to the precision and padded to the width.
fn padded(w: &mut Writer, text: Chars<'_>, spec: Spec) -> PyResult<()> {
    let text = match spec.precision {
        Some(p) if p < text.len() => text.slice(0, p),
        _ => text,
    };
    let pad = spec.width.unwrap_or(0).saturating_sub(text.len());
    if !spec.left {
        w.push_repeat(u32::from(b' '), pad)?;
    }
    w.push_chars(text)?;
    if spec.left {
        w.push_repeat(u32::from(b' '), pad)?;
    }
    Ok(())
}

/// A C string: the precision counts its bytes, and what is no UTF-8 is replaced (a character that the precision cuts is dropped).
unsafe fn c_string(w: &mut Writer, s: *const c_char, spec: Spec) -> PyResult<()> {
    // SAFETY: a C string, or as many bytes as the precision says, by the caller's contract.
    let raw: &[u8] = unsafe {
        match spec.precision {
            None => CStr::from_ptr(s).to_bytes(),
            Some(p) => core::slice::from_raw_parts(s.cast(), libc::strnlen(s, p)),
        }
    };
    let cut = spec.precision.is_some_and(|p| raw.len() == p);
    if raw.is_ascii() && spec.width.is_none() {
        return w.push_ascii(raw);
    }
    let (text, _) = objects::unicode::codec::utf8::decode_stateful(raw, Some("replace"), !cut)?;
    let spec = Spec {
        precision: None,
        ..spec
    };
    padded(w, text.chars(), spec)
}

/// A wide string: the precision counts its characters.
unsafe fn wide_string(w: &mut Writer, s: *const wchar_t, spec: Spec) -> PyResult<()> {
    // SAFETY: as in `c_string`.
    let units = unsafe {
        let mut n = 0;
        while spec.precision.is_none_or(|p| n < p) && *s.add(n) != 0 {
            n += 1;
        }
        core::slice::from_raw_parts(s.cast::<u32>(), n)
    };
    padded(w, crate::unicodeobject::from_wide(units)?.chars(), spec)
}

fn integer(w: &mut Writer, digits: &str, negative: bool, spec: Spec) -> PyResult<()> {
    let sign = usize::from(negative);
    let mut precision = spec.precision.unwrap_or(0).max(digits.len());
    let width = spec.width.unwrap_or(0).max(precision.saturating_add(sign));
    if spec.zero && !spec.left {
        precision = width - sign;
    }
    let spaces = width - precision - sign;
    w.prepare(width, 127)?;
    if !spec.left {
        w.push_repeat(u32::from(b' '), spaces)?;
    }
    if negative {
        w.push_char(u32::from(b'-'))?;
    }
    w.push_repeat(u32::from(b'0'), precision - digits.len())?;
    w.push_ascii(digits.as_bytes())?;
    if spec.left {
        w.push_repeat(u32::from(b' '), spaces)?;
    }
    Ok(())
}

/// The fully qualified name of a type, its module set off by `.` or (`#`) by `:`.
fn type_name(ty: &Type, alternate: bool) -> PyResult<Ref<Str>> {
    crate::object::fully_qualified_name(ty, if alternate { ":" } else { "." })
}

/// One conversion, after its `%` (at `start`).
unsafe fn conversion(
    w: &mut Writer,
    f: &mut Format,
    start: Format,
    va: &mut VaList,
) -> PyResult<()> {
    let invalid = || raise!(SystemError, "invalid format string: {}", start.rest());
    if f.take(b'%') {
        return w.push_char(u32::from(b'%'));
    }
    let mut spec = Spec {
        left: false,
        zero: false,
        alternate: false,
        width: None,
        precision: None,
    };
    loop {
        match f.peek() {
            b'-' => spec.left = true,
            b'0' => spec.zero = true,
            b'#' => spec.alternate = true,
            _ => break,
        }
        f.next();
    }
    // SAFETY: each conversion's arguments follow in `va`, says the caller.
    unsafe {
        if f.take(b'*') {
            let n = va.arg::<c_int>();
            spec.left |= n < 0;
            spec.width = Some(n.unsigned_abs() as usize);
        } else {
            spec.width = number(f, "width")?;
        }
        if f.take(b'.') {
            if f.take(b'*') {
                spec.precision = usize::try_from(va.arg::<c_int>()).ok();
            } else {
                spec.precision = number(f, "precision")?;
            }
        }
        let size = match f.peek() {
            b'l' => {
                f.next();
                if f.take(b'l') {
                    Size::Other
                } else {
                    Size::Long
                }
            }
            b'z' | b't' | b'j' => {
                f.next();
                Size::Other
            }
            _ => Size::Int,
        };
        let c = f.next();
        let sized_well = match c {
            b'd' | b'i' | b'o' | b'u' | b'x' | b'X' => true,
            b'c' | b'p' => size == Size::Int && spec.width.is_none() && spec.precision.is_none(),
            b's' | b'V' => size != Size::Other,
            _ => size == Size::Int,
        };
        if !sized_well {
            return Err(invalid());
        }
        let object = |va: &mut VaList| -> PyResult<&Object> {
            crate::support::some(Object::from_ptr_opt(va.arg::<*mut PyObject>()))
        };
        match c {
            b'c' => {
                let ordinal = va.arg::<c_int>();
                match u32::try_from(ordinal) {
                    Ok(o) if o <= 0x10_ffff => w.push_char(o),
                    _ => Err(raise!(
                        OverflowError,
                        "character argument not in range(0x110000)"
                    )),
                }
            }
            b'd' | b'i' => {
                let v = match size {
                    Size::Int => i64::from(va.arg::<i32>()),
                    _ => va.arg::<i64>(),
                };
                integer(w, &v.unsigned_abs().to_string(), v < 0, spec)
            }
            b'o' | b'u' | b'x' | b'X' => {
                let v = match size {
                    Size::Int => u64::from(va.arg::<u32>()),
                    _ => va.arg::<u64>(),
                };
                let digits = match c {
                    b'o' => format!("{v:o}"),
                    b'x' => format!("{v:x}"),
                    b'X' => format!("{v:X}"),
                    _ => v.to_string(),
                };
                integer(w, &digits, false, spec)
            }
            b'p' => w.push_ascii(format!("{:#x}", va.arg::<*const c_void>() as usize).as_bytes()),
            b's' if size == Size::Long => wide_string(w, va.arg(), spec),
            b's' => {
                let s = va.arg::<*const c_char>();
                if s.is_null() {
                    return Err(crate::support::null_argument());
                }
                c_string(w, s, spec)
            }
            b'U' => {
                let s: &Str = crate::support::arg(Some(object(va)?))?;
                padded(w, s.chars(), spec)
            }
            b'V' => {
                let o = Object::from_ptr_opt(va.arg::<*mut PyObject>());
                let s = va.arg::<*const c_void>();
                match o {
                    Some(o) => padded(w, crate::support::arg::<Str>(Some(o))?.chars(), spec),
                    None if s.is_null() => Err(crate::support::null_argument()),
                    None if size == Size::Long => wide_string(w, s.cast(), spec),
                    None => c_string(w, s.cast(), spec),
                }
            }
            b'S' => padded(w, object(va)?.str()?.chars(), spec),
            b'R' => padded(w, object(va)?.repr()?.chars(), spec),
            b'A' => padded(w, object(va)?.ascii()?.chars(), spec),
            b'T' => {
                let name = type_name(object(va)?.class(), spec.alternate)?;
                padded(w, name.chars(), spec)
            }
            b'N' => {
                let Some(ty) = object(va)?.downcast::<Type>() else {
                    return Err(raise!(TypeError, "%N argument must be a type"));
                };
                padded(w, type_name(ty, spec.alternate)?.chars(), spec)
            }
            _ => Err(invalid()),
        }
    }
}

/// Writes a format's text.
///
/// # Safety
/// The format's arguments follow in `va`.
pub unsafe fn write(w: &mut Writer, format: Format, va: &mut VaList) -> PyResult<()> {
    let mut f = format;
    loop {
        match f.peek() {
            0 => return Ok(()),
            b'%' => {
                let start = f;
                f.next();
                // SAFETY: the caller's contract.
                unsafe { conversion(w, &mut f, start, va) }?;
            }
            _ => {
                // SAFETY: the format is a C string.
                let text = unsafe {
                    let p = f.pointer();
                    core::slice::from_raw_parts(p.cast::<u8>(), libc::strcspn(p, c"%".as_ptr()))
                };
                if let Some(b) = text.iter().find(|b| !b.is_ascii()) {
                    return Err(raise!(
                        ValueError,
                        "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0x{b:02x}"
                    ));
                }
                w.push_ascii(text)?;
                // SAFETY: as above; the NUL or a percent sign ends the text.
                f = unsafe { Format::new(f.pointer().add(text.len())) };
            }
        }
    }
}

/// The text of a format.
///
/// # Safety
/// `format` is a C string or NULL (SystemError); its arguments follow in `va`, which is not advanced.
pub unsafe fn format(format: *const c_char, va: *mut VaList) -> PyResult<Ref<Str>> {
    if format.is_null() {
        return Err(crate::support::null_argument());
    }
    // what is put in is mostly short: then one block serves
    // SAFETY: a C string.
    let mut w = Writer::with_capacity(unsafe { libc::strlen(format) } + 100);
    // SAFETY: the caller's contract.
    unsafe { write(&mut w, Format::new(format), &mut (*va).clone()) }?;
    w.finish()
}
