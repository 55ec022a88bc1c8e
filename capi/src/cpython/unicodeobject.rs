//! `cpython/unicodeobject.h`: building text in place, writers, character properties.

use core::ffi::{c_char, c_int, c_void};
use core::ptr::{null, null_mut};

use layout::{_Py_Identifier, _PyUnicodeWriter, Py_UCS4, PyObject, PyUnicodeWriter};
use libc::wchar_t;
use objects::prelude::*;
use objects::unicode::chars::Chars;
use objects::unicode::database;
use objects::unicode::writer::Writer;

use crate::support::*;
use crate::unicodeobject::{builtin_string, from_wide, lent_utf8, modifiable};
use crate::variadic::{Format, VaList, text as formatted, variadic};

/// A str of `size` characters up to `max_char`, to be filled before anybody sees it.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_New(size: isize, max_char: Py_UCS4) -> PyResult {
    up({
        if size == 0 {
            return Ok(Str::empty().to_ref().upcast());
        }
        if size < 0 {
            return Err(raise!(SystemError, "Negative size passed to PyUnicode_New"));
        }
        if max_char > 0x10_ffff {
            return Err(raise!(
                SystemError,
                "invalid maximum character passed to PyUnicode_New"
            ));
        }
        Str::with_len(size as usize, max_char)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_AsUTF8(o: Option<&Object>) -> *const c_char {
    value(null(), || lent_utf8(builtin_string(o)?))
}

/// 1, 2 or 4: bytes a character.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_KIND(s: &Str) -> c_int {
    s.kind() as c_int
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_DATA(s: &Str) -> *mut c_void {
    s.data().cast()
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicode_FromKindAndData(
    kind: c_int,
    data: *const c_void,
    size: isize,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if size < 0 {
            return Err(raise!(ValueError, "size must be positive"));
        }
        let n = size as usize;
        match kind {
            1 => Str::from_latin1(slice(data.cast(), n)),
            2 => objects::unicode::build::from_units::<u16>(slice(data.cast(), n)),
            4 => from_wide(slice(data.cast(), n)),
            _ => Err(raise!(SystemError, "invalid kind")),
        }
    })
}

unsafe fn slice<'a, T>(p: *const T, n: usize) -> &'a [T] {
    if n == 0 {
        return &[];
    }
    // SAFETY: the caller's contract.
    unsafe { core::slice::from_raw_parts(p, n) }
}
/// Fills part of a str that nobody else has seen; the number of characters.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_Fill(
    o: Option<&Object>,
    start: isize,
    length: isize,
    c: Py_UCS4,
) -> Length {
    run(|| {
        let s = arg::<Str>(o)?;
        modifiable(s)?;
        if start < 0 {
            return Err(raise!(IndexError, "string index out of range"));
        }
        if c > s.max_char() {
            return Err(raise!(
                ValueError,
                "fill character is bigger than the string maximum character"
            ));
        }
        let start = (start as usize).min(s.len());
        let n = (length.max(0) as usize).min(s.len() - start);
        for i in start..start + n {
            s.poke(i, c);
        }
        Ok(n)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyUnicode_CopyCharacters(
    to: Option<&Object>,
    to_start: isize,
    from: Option<&Object>,
    from_start: isize,
    count: isize,
) -> Length {
    run(|| {
        let (to, from) = (arg::<Str>(to)?, arg::<Str>(from)?);
        let bad = || raise!(IndexError, "string index out of range");
        let at = usize::try_from(from_start)
            .ok()
            .filter(|i| *i <= from.len())
            .ok_or_else(bad)?;
        let into = usize::try_from(to_start)
            .ok()
            .filter(|i| *i <= to.len())
            .ok_or_else(bad)?;
        if count < 0 {
            return Err(raise!(SystemError, "how_many cannot be negative"));
        }
        let n = (count as usize).min(from.len() - at);
        if into + n > to.len() {
            return Err(raise!(
                SystemError,
                "Cannot write {n} characters at {into} in a string of {} characters",
                to.len()
            ));
        }
        if n == 0 {
            return Ok(0usize);
        }
        modifiable(to)?;
        let part = from.chars().slice(at, at + n);
        if part.iter().any(|c| c > to.max_char()) {
            return Err(raise!(
                SystemError,
                "Cannot copy {} characters into a string of {} characters",
                kind_name(from),
                kind_name(to)
            ));
        }
        for (i, c) in part.iter().enumerate() {
            to.poke(into + i, c);
        }
        Ok(n)
    })
}

fn kind_name(s: &Str) -> &'static str {
    match s.kind() {
        1 if s.is_ascii() => "ascii",
        1 => "latin1",
        2 => "UCS2",
        _ => "UCS4",
    }
}

/// The borrowed, immortal str of a static identifier.
fn made(r: PyResult<Ref<Str>>) -> Borrowed {
    match r {
        Ok(s) => Str::intern_immortal(s).as_ptr(),
        Err(_) => null_mut(),
    }
}
/// Borrowed.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicode_FromId(id: *mut _Py_Identifier) -> Borrowed {
    // SAFETY: the caller's contract.
    unsafe { made(crate::cpython::r#abstract::identifier(id)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_Init(w: *mut _PyUnicodeWriter) {
    // SAFETY: the caller's contract.
    unsafe {
        w.write(core::mem::zeroed());
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_PrepareInternal(
    w: *mut _PyUnicodeWriter,
    n: isize,
    max_char: Py_UCS4,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { Writer::from_c(w).prepare(n.max(0) as usize, max_char) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_PrepareKindInternal(
    w: *mut _PyUnicodeWriter,
    kind: c_int,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            Writer::from_c(w).prepare(
                0,
                if kind == 1 {
                    0xff
                } else if kind == 2 {
                    0xffff
                } else {
                    0x10_ffff
                },
            )
        }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_WriteChar(
    w: *mut _PyUnicodeWriter,
    c: Py_UCS4,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { Writer::from_c(w).push_char(c) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_WriteStr(w: *mut _PyUnicodeWriter, s: &Str) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { Writer::from_c(w).push_str(s) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_WriteSubstring(
    w: *mut _PyUnicodeWriter,
    s: &Str,
    start: isize,
    end: isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { Writer::from_c(w).push_substring(s, start.max(0) as usize, end.max(0) as usize) }
    })
}

/// The length -1 means a C string.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_WriteASCIIString(
    w: *mut _PyUnicodeWriter,
    s: *const c_char,
    n: isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { Writer::from_c(w).push_ascii(bytes(s, n)) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_WriteLatin1String(
    w: *mut _PyUnicodeWriter,
    s: *const c_char,
    n: isize,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { Writer::from_c(w).push_chars(Chars::One(bytes(s, n))) }
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_Finish(w: *mut _PyUnicodeWriter) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { Writer::from_c(w).take() })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyUnicodeWriter_Dealloc(w: *mut _PyUnicodeWriter) {
    // SAFETY: the caller's contract.
    unsafe { drop(Ref::<Object>::from_owned_opt((*w).buffer.replace_null())) }
}

trait ReplaceNull {
    fn replace_null(&mut self) -> Self;
}
impl ReplaceNull for *mut PyObject {
    fn replace_null(&mut self) -> Self {
        core::mem::replace(self, null_mut())
    }
}

/// A public writer is one of the private ones on the heap.
unsafe fn public<'a>(w: *mut PyUnicodeWriter) -> PyResult<&'a mut Writer> {
    if w.is_null() {
        return Err(null_argument());
    }
    // SAFETY: made by `PyUnicodeWriter_Create`.
    Ok(unsafe { Writer::from_c(w.cast()) })
}

/// Writes all or nothing.
unsafe fn write(w: *mut PyUnicodeWriter, f: impl FnOnce(&mut Writer) -> PyResult<()>) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        let w = unsafe { public(w) }?;
        let before = w.len();
        let r = f(w);
        if r.is_err() {
            w.truncate(before);
        }
        r
    })
}

unsafe extern "C" fn write_format(
    w: *mut PyUnicodeWriter,
    format: *const c_char,
    va: *mut VaList,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        write(w, |w| {
            formatted::write(w, Format::new(format), &mut (*va).clone())
        })
    }
}

variadic! {
    fn PyUnicodeWriter_Format(w: *mut PyUnicodeWriter, format: *const c_char, ...) -> Status = write_format;
}
/// A writer with room for `length` characters, to be ended by `Finish` or `Discard`.
#[unsafe(no_mangle)]
pub extern "C" fn PyUnicodeWriter_Create(length: isize) -> *mut PyUnicodeWriter {
    value(null_mut(), || {
        if length < 0 {
            return Err(raise!(ValueError, "length must be positive"));
        }
        let p = base::mem::alloc(base::mem::Domain::Mem, size_of::<_PyUnicodeWriter>());
        if p.is_null() {
            return Err(objects::exceptions::no_memory());
        }
        // SAFETY: fresh memory of a writer's size.
        unsafe {
            let w = p.cast::<Writer>();
            w.write(Writer::new());
            if length > 0
                && let Err(raised) = (*w).prepare(length as usize, 127)
            {
                base::mem::free(base::mem::Domain::Mem, p);
                return Err(raised);
            }
        }
        Ok(p.cast())
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_Discard(w: *mut PyUnicodeWriter) {
    // SAFETY: the caller's contract.
    unsafe {
        if !w.is_null() {
            core::ptr::drop_in_place(w.cast::<Writer>());
            base::mem::free(base::mem::Domain::Mem, w.cast());
        }
    }
}

/// The text; the writer is gone.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_Finish(w: *mut PyUnicodeWriter) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let text = public(w)?.take();
        PyUnicodeWriter_Discard(w);
        text
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteChar(w: *mut PyUnicodeWriter, c: Py_UCS4) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        write(w, |w| {
            if c > 0x10_ffff {
                return Err(raise!(ValueError, "character must be in range(0x110000)"));
            }
            w.push_char(c)
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteUTF8(
    w: *mut PyUnicodeWriter,
    s: *const c_char,
    n: isize,
) -> Status {
    // SAFETY: the caller's contract.
    let text = unsafe { bytes(s, n) };
    // SAFETY: as above.
    unsafe {
        write(w, |w| match text.is_ascii() {
            true => w.push_ascii(text),
            false => w.push_str(&*Str::decode_utf8(text, None)?),
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteASCII(
    w: *mut PyUnicodeWriter,
    s: *const c_char,
    n: isize,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe { write(w, |w| w.push_ascii(bytes(s, n))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteWideChar(
    w: *mut PyUnicodeWriter,
    s: *const wchar_t,
    n: isize,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        write(w, |w| {
            let n = if n < 0 { libc::wcslen(s) } else { n as usize };
            w.push_str(&*from_wide(slice(s.cast(), n))?)
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteUCS4(
    w: *mut PyUnicodeWriter,
    s: *const Py_UCS4,
    n: isize,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        write(w, |w| {
            if n < 0 {
                return Err(raise!(ValueError, "size must be positive"));
            }
            w.push_str(&*from_wide(slice(s, n as usize))?)
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteStr(
    w: *mut PyUnicodeWriter,
    o: Option<&Object>,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe { write(w, |w| w.push_object_str(some(o)?)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteRepr(
    w: *mut PyUnicodeWriter,
    o: Option<&Object>,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        write(w, |w| match o {
            None => w.push_ascii(b"<NULL>"),
            Some(o) => w.push_repr(o),
        })
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_WriteSubstring(
    w: *mut PyUnicodeWriter,
    o: Option<&Object>,
    start: isize,
    end: isize,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        write(w, |w| {
            let o = some(o)?;
            let Some(s) = o.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "expect str, not {}",
                    objects::repr::full_name(o.class())
                ));
            };
            if start < 0 || start > end {
                return Err(raise!(ValueError, "invalid start argument"));
            }
            if end as usize > s.len() {
                return Err(raise!(ValueError, "invalid end argument"));
            }
            w.push_substring(s, start as usize, end as usize)
        })
    }
}

/// `consumed` as in `PyUnicode_DecodeUTF8Stateful`.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnicodeWriter_DecodeUTF8Stateful(
    w: *mut PyUnicodeWriter,
    s: *const c_char,
    n: isize,
    errors: *const c_char,
    consumed: *mut isize,
) -> Status {
    // SAFETY: the caller's contract.
    unsafe {
        if !consumed.is_null() {
            *consumed = 0;
        }
        write(w, |w| {
            let (text, used) = objects::unicode::codec::utf8::decode_stateful(
                bytes(s, n),
                ascii(errors),
                consumed.is_null(),
            )?;
            if !consumed.is_null() {
                *consumed = used as isize;
            }
            w.push_str(&text)
        })
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsAlpha(c: Py_UCS4) -> c_int {
    c_int::from(database::is_alpha(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsDecimalDigit(c: Py_UCS4) -> c_int {
    c_int::from(database::to_decimal(c).is_some())
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsDigit(c: Py_UCS4) -> c_int {
    c_int::from(database::to_digit(c).is_some())
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsNumeric(c: Py_UCS4) -> c_int {
    c_int::from(database::to_numeric(c).is_some())
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsLinebreak(c: Py_UCS4) -> c_int {
    c_int::from(database::is_linebreak(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsLowercase(c: Py_UCS4) -> c_int {
    c_int::from(database::is_lower(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsUppercase(c: Py_UCS4) -> c_int {
    c_int::from(database::is_upper(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsTitlecase(c: Py_UCS4) -> c_int {
    c_int::from(database::is_title(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsPrintable(c: Py_UCS4) -> c_int {
    c_int::from(database::is_printable(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_IsWhitespace(c: Py_UCS4) -> c_int {
    c_int::from(database::is_space(c))
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ToDecimalDigit(c: Py_UCS4) -> c_int {
    database::to_decimal(c).map_or(-1, |d| d as c_int)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ToDigit(c: Py_UCS4) -> c_int {
    database::to_digit(c).map_or(-1, |d| d as c_int)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ToNumeric(c: Py_UCS4) -> f64 {
    database::to_numeric(c).unwrap_or(-1.0)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ToLowercase(c: Py_UCS4) -> Py_UCS4 {
    database::to_lower(c)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ToUppercase(c: Py_UCS4) -> Py_UCS4 {
    database::to_upper(c)
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyUnicode_ToTitlecase(c: Py_UCS4) -> Py_UCS4 {
    database::to_title(c)
}
