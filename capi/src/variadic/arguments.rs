//! `PyArg_Parse*`: a format's units convert Python arguments into the C variables whose addresses follow.
//!
//! What a unit has taken hold of (buffers, allocated strings, converters that clean up) is let go again when a later one fails.
//! A failed unit answers with words ("must be str, not int") that are put after "f() argument 1, item 0"; words in parentheses tell of
//! a wrong format and make a SystemError.

use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr::null_mut;

use layout::{Py_buffer, Py_complex, PyBUF_SIMPLE, PyBUF_WRITABLE, PyObject, PyTypeObject};
use objects::prelude::*;

use super::{Format, VaList};

/// Tuples nested deeper than this in a format are refused.
const MAX_NESTING: usize = 30;
/// What a converter returns that wants to be called again, with NULL, to clean up.
const CLEANUP_SUPPORTED: c_int = layout::Py_CLEANUP_SUPPORTED as c_int;

type Converter = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;

enum Held {
    Buffer(*mut Py_buffer),
    Memory(*mut *mut c_char),
    Converted(Converter, *mut c_void),
}

/// What units have taken hold of so far; released on drop unless kept.
///
/// Mostly it is one thing, for which no memory is needed.
#[derive(Default)]
pub struct Cleanups {
    first: Option<Held>,
    others: Vec<Held>,
}

impl Cleanups {
    #[inline]
    pub fn keep(mut self) {
        self.first = None;
        self.others.clear();
    }

    fn push(&mut self, held: Held) {
        match self.first {
            None => self.first = Some(held),
            Some(_) => self.others.push(held),
        }
    }
}

impl Drop for Cleanups {
    fn drop(&mut self) {
        for held in self.first.take().into_iter().chain(self.others.drain(..)) {
            // SAFETY: the addresses are of variables of the caller, who waits for our return.
            unsafe {
                match held {
                    Held::Buffer(view) => objects::buffer::release(view),
                    Held::Memory(p) => {
                        base::mem::free(base::mem::Domain::Mem, (*p).cast());
                        *p = null_mut();
                    }
                    Held::Converted(f, address) => {
                        f(null_mut(), address);
                    }
                }
            }
        }
    }
}

/// Why a unit did not convert.
pub enum Bad {
    Raised(Raised),
    /// What to say, and the way down nested tuples to the culprit (innermost first).
    Words(String, Vec<usize>),
}

impl From<Raised> for Bad {
    fn from(raised: Raised) -> Bad {
        Bad::Raised(raised)
    }
}

type Converted = Result<(), Bad>;

#[cold]
fn words(text: &str) -> Bad {
    Bad::Words(text.to_owned(), Vec::new())
}

/// "must be X, not Y".
#[cold]
fn must_be(expected: &str, given: &Object) -> Bad {
    Bad::Words(
        format!("must be {expected:.50}, not {:.50}", kind_of(given)),
        Vec::new(),
    )
}

fn kind_of(o: &Object) -> String {
    if is_none(o) {
        "None".into()
    } else {
        o.class().tp_name().into_owned()
    }
}

/// A format's name part: what stands after `:` (a function's name) or `;` (a whole message).
#[derive(Default, Clone, Copy)]
pub struct Title {
    pub function: Option<Format>,
    pub message: Option<Format>,
}

impl Title {
    /// "f()" or what stands for it.
    pub fn subject(&self, otherwise: &str) -> String {
        match &self.function {
            Some(name) => format!("{:.200}()", name.rest()),
            None => otherwise.into(),
        }
    }
}

/// The error of argument `number` (from 1; 0 for the only one).
#[cold]
pub fn report(number: usize, bad: Bad, title: &Title) -> Raised {
    let (text, path) = match bad {
        Bad::Raised(raised) => return raised,
        Bad::Words(text, path) => (text, path),
    };
    if base::error::occurred() {
        return Raised::ASSUMED;
    }
    let message = match &title.message {
        Some(message) => message.rest(),
        None => {
            let mut m = match &title.function {
                Some(f) => format!("{:.200}() argument", f.rest()),
                None => "argument".into(),
            };
            if number != 0 {
                m.push_str(&format!(" {number}"));
                for level in path.iter().rev() {
                    if m.len() >= 220 {
                        break;
                    }
                    m.push_str(&format!(", item {level}"));
                }
            }
            format!("{m} {text:.256}")
        }
    };
    if text.starts_with('(') {
        raise!(SystemError, "{message}")
    } else {
        raise!(TypeError, "{message}")
    }
}

/// Counts a format's units: the least and the most arguments, and its title.
fn measure(format: Format) -> PyResult<(usize, usize, Title)> {
    let (mut min, mut max, mut level) = (None, 0, 0usize);
    let mut title = Title::default();
    let mut f = format;
    loop {
        match f.next() {
            0 => break,
            b'(' => {
                if level == 0 {
                    max += 1;
                }
                level += 1;
                if level >= MAX_NESTING {
                    return Err(raise!(
                        SystemError,
                        "too many tuple nesting levels in argument format string"
                    ));
                }
            }
            b')' => {
                if level == 0 {
                    return Err(raise!(SystemError, "excess ')' in getargs format"));
                }
                level -= 1;
            }
            b':' => {
                title.function = Some(f);
                break;
            }
            b';' => {
                title.message = Some(f);
                break;
            }
            b'|' if level == 0 => min = Some(max),
            c if c.is_ascii_alphabetic() => {
                if c == b'e' && matches!(f.peek(), b's' | b't') {
                    f.next();
                }
                if level == 0 {
                    max += 1;
                }
            }
            _ => {}
        }
    }
    if level != 0 {
        return Err(raise!(SystemError, "missing ')' in getargs format"));
    }
    Ok((min.unwrap_or(max), max, title))
}

/// Converts positional arguments, with which the format must agree.
///
/// # Safety
/// The format's addresses follow in `va`.
pub unsafe fn parse_positional(args: &[&Object], format: Format, va: &mut VaList) -> PyResult<()> {
    let (min, max, title) = measure(format)?;
    let n = args.len();
    if n < min || max < n {
        if let Some(message) = &title.message {
            return Err(raise!(TypeError, "{}", message.rest()));
        }
        let bound = if n < min { min } else { max };
        return Err(raise!(
            TypeError,
            "{} takes {} {bound} argument{} ({n} given)",
            title.subject("function"),
            if min == max {
                "exactly"
            } else if n < min {
                "at least"
            } else {
                "at most"
            },
            if bound == 1 { "" } else { "s" }
        ));
    }
    let mut held = Cleanups::default();
    let mut f = format;
    for (i, arg) in args.iter().enumerate() {
        f.take(b'|');
        // SAFETY: the caller's contract.
        if let Err(bad) = unsafe { convert_item(arg, &mut f, va, &mut held) } {
            return Err(report(i + 1, bad, &title));
        }
    }
    let c = f.peek();
    if c != 0 && !c.is_ascii_alphabetic() && !matches!(c, b'(' | b'|' | b':' | b';') {
        return Err(raise!(
            SystemError,
            "bad format string: {:.200}",
            format.rest()
        ));
    }
    held.keep();
    Ok(())
}

/// Converts a single argument that is no tuple of arguments (`PyArg_Parse`).
///
/// # Safety
/// As [`parse_positional`].
pub unsafe fn parse_single(arg: Option<&Object>, format: Format, va: &mut VaList) -> PyResult<()> {
    let (min, max, title) = measure(format)?;
    let mut held = Cleanups::default();
    match (min, max, arg) {
        (_, 0, None) => Ok(()),
        (_, 0, Some(_)) => Err(raise!(
            TypeError,
            "{} takes no arguments",
            title.subject("function")
        )),
        (1, 1, None) => Err(raise!(
            TypeError,
            "{} takes at least one argument",
            title.subject("function")
        )),
        (1, 1, Some(arg)) => {
            let mut f = format;
            // SAFETY: the caller's contract.
            match unsafe { convert_item(arg, &mut f, va, &mut held) } {
                Ok(()) => {
                    held.keep();
                    Ok(())
                }
                Err(bad) => Err(report(0, bad, &title)),
            }
        }
        _ => Err(raise!(
            SystemError,
            "old style getargs format uses new features"
        )),
    }
}

/// Converts one argument by the next unit, which may be a parenthesised group.
///
/// # Safety
/// The unit's addresses follow in `va`.
#[inline]
pub unsafe fn convert_item(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    // SAFETY: the caller's contract.
    unsafe {
        if f.take(b'(') {
            convert_group(arg, f, va, held)
        } else {
            convert_one(arg, f, va, held)
        }
    }
}

/// The number of units up to the closing parenthesis, and whether one of them borrows from the item.
fn measure_group(format: Format) -> PyResult<(usize, bool)> {
    let (mut n, mut level, mut borrows) = (0, 0usize, false);
    let mut f = format;
    loop {
        match f.next() {
            b'(' => {
                if level == 0 {
                    n += 1;
                }
                level += 1;
                if level >= MAX_NESTING {
                    return Err(raise!(
                        SystemError,
                        "too many tuple nesting levels in argument format string"
                    ));
                }
            }
            b')' if level == 0 => break,
            b')' => level -= 1,
            0 | b':' | b';' => break,
            c if level == 0 && c.is_ascii_alphabetic() => {
                n += 1;
                match c {
                    b'e' if matches!(f.peek(), b's' | b't') => {
                        f.next();
                    }
                    b's' | b'z' | b'y' if f.peek() != b'*' => borrows = true,
                    b'O' if f.peek() != b'&' => borrows = true,
                    b'S' | b'Y' | b'U' => borrows = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Ok((n, borrows))
}

#[cold]
fn wrong_length(kind: &str, n: usize, given: usize) -> Bad {
    Bad::Words(
        format!("must be {kind} of length {n}, not {given}"),
        Vec::new(),
    )
}

unsafe fn convert_group(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    let (n, borrows) = measure_group(*f)?;
    let tuple;
    let items: &Tuple = match arg.downcast::<Tuple>() {
        Some(t) => t,
        None => {
            let is_text = arg.downcast::<Str>().is_some()
                || arg.downcast::<Bytes>().is_some()
                || arg.downcast::<ByteArray>().is_some();
            if is_text || !arg.is_sequence() {
                return Err(Bad::Words(
                    format!("must be {n}-item tuple, not {:.50}", kind_of(arg)),
                    Vec::new(),
                ));
            }
            if borrows {
                objects::warnings::warn(
                    &objects::exceptions::types::DeprecationWarning,
                    format_args!(
                        "argument must be {n}-item tuple, not {}",
                        objects::repr::full_name(arg.class())
                    ),
                    0,
                )?;
            }
            let len = arg.length()?;
            if len != n {
                let kind = if borrows { "tuple" } else { "sequence" };
                return Err(wrong_length(kind, n, len));
            }
            let mut parts = Vec::new();
            for i in 0..n {
                parts.push(arg.get_index(i as isize)?);
            }
            tuple = Tuple::from_vec(parts)?;
            &tuple
        }
    };
    if items.len() != n {
        return Err(wrong_length("tuple", n, items.len()));
    }
    for (i, item) in items.as_slice().iter().enumerate() {
        // SAFETY: the caller's contract.
        if let Err(bad) = unsafe { convert_item(item, f, va, held) } {
            return Err(match bad {
                Bad::Words(text, mut path) => {
                    path.push(i);
                    Bad::Words(text, path)
                }
                raised => raised,
            });
        }
    }
    f.take(b')');
    Ok(())
}

/// An int by `__index__`, in C's `long`.
#[inline]
fn long(arg: &Object) -> PyResult<i64> {
    match arg.downcast::<Long>() {
        Some(i) => i.as_i64(),
        None => arg.index()?.as_i64(),
    }
}

#[inline]
fn low_bits(arg: &Object) -> PyResult<u64> {
    match arg.downcast::<Long>() {
        Some(i) => Ok(i.as_u64_mask()),
        None => Ok(arg.index()?.as_u64_mask()),
    }
}

#[inline]
fn within(value: i64, min: i64, max: i64, what: &str) -> PyResult<i64> {
    if value < min {
        Err(raise!(OverflowError, "{what} is less than minimum"))
    } else if value > max {
        Err(raise!(OverflowError, "{what} is greater than maximum"))
    } else {
        Ok(value)
    }
}

/// The bytes of an object that need no release; the object's owner keeps them.
fn lasting_bytes(arg: &Object) -> Result<(*const c_char, isize), Bad> {
    // SAFETY: a live type and its buffer table; the view is released at once, and such exporters keep the memory while they live.
    unsafe {
        let procs = (*arg.type_ptr()).tp_as_buffer;
        if !procs.is_null() && (*procs).bf_releasebuffer.is_some() {
            return Err(must_be("read-only bytes-like object", arg));
        }
        let mut view = core::mem::zeroed::<Py_buffer>();
        objects::buffer::get_buffer(arg, &mut view, PyBUF_SIMPLE)?;
        let out = (view.buf.cast_const().cast(), view.len);
        objects::buffer::release(&mut view);
        Ok(out)
    }
}

fn utf8(s: &Str) -> PyResult<&str> {
    s.as_utf8()
}

/// Converts by one simple unit.
unsafe fn convert_one(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    let c = f.next();
    // SAFETY: for every store: the unit's address follows in `va` and is writable, says the caller.
    unsafe {
        match c {
            b'O' => {
                if f.take(b'!') {
                    let ty = Type::from_raw(va.arg::<*mut PyTypeObject>());
                    let out = va.arg::<*mut *mut PyObject>();
                    if !arg.class().is_subtype(ty) {
                        return Err(must_be(&ty.tp_name(), arg));
                    }
                    *out = arg.as_ptr();
                } else if f.take(b'&') {
                    let convert = va.arg::<*mut c_void>();
                    let address = va.arg::<*mut c_void>();
                    // SAFETY: a converter, as the unit says.
                    let convert = core::mem::transmute::<*mut c_void, Converter>(convert);
                    match convert(arg.as_ptr(), address) {
                        0 => return Err(words("(unspecified)")),
                        CLEANUP_SUPPORTED => held.push(Held::Converted(convert, address)),
                        _ => {}
                    }
                } else {
                    *va.arg::<*mut *mut PyObject>() = arg.as_ptr();
                }
            }
            b'i' => {
                let v = within(
                    long(arg)?,
                    i64::from(i32::MIN),
                    i64::from(i32::MAX),
                    "signed integer",
                )?;
                *va.arg::<*mut i32>() = v as i32;
            }
            b'n' => {
                *va.arg::<*mut isize>() = match arg.downcast::<Long>() {
                    Some(i) => i.as_isize()?,
                    None => arg.index()?.as_isize()?,
                }
            }
            b'l' => *va.arg::<*mut i64>() = long(arg)?,
            b'L' => *va.arg::<*mut i64>() = arg.index()?.as_long_long()?,
            b'p' => *va.arg::<*mut c_int>() = c_int::from(arg.is_true()?),
            b'b' => {
                let v = within(long(arg)?, 0, 255, "unsigned byte integer")?;
                *va.arg::<*mut u8>() = v as u8;
            }
            b'B' => *va.arg::<*mut u8>() = low_bits(arg)? as u8,
            b'h' => {
                let v = within(
                    long(arg)?,
                    i64::from(i16::MIN),
                    i64::from(i16::MAX),
                    "signed short integer",
                )?;
                *va.arg::<*mut i16>() = v as i16;
            }
            b'H' => *va.arg::<*mut u16>() = low_bits(arg)? as u16,
            b'I' => *va.arg::<*mut u32>() = low_bits(arg)? as u32,
            b'k' | b'K' => {
                let out = va.arg::<*mut u64>();
                if !objects::abstract_::number::is_index(arg) {
                    return Err(must_be("int", arg));
                }
                *out = low_bits(arg)?;
            }
            b'f' => *va.arg::<*mut f32>() = objects::float::as_f64(arg)? as f32,
            b'd' => *va.arg::<*mut f64>() = objects::float::as_f64(arg)?,
            b'D' => {
                let (real, imag) = objects::complex::as_parts(arg)?;
                *va.arg::<*mut Py_complex>() = Py_complex { real, imag };
            }
            b'c' => {
                let out = va.arg::<*mut u8>();
                let (kind, n, first) = if let Some(b) = arg.downcast::<Bytes>() {
                    ("bytes", b.len(), b.as_slice().first().copied())
                } else if let Some(b) = arg.downcast::<ByteArray>() {
                    ("bytearray", b.len(), b.slice_unchecked().first().copied())
                } else {
                    return Err(must_be("a byte string of length 1", arg));
                };
                match first {
                    Some(byte) if n == 1 => *out = byte,
                    _ => {
                        return Err(Bad::Words(
                            format!(
                                "must be a byte string of length 1, not a {kind} object of length {n}"
                            ),
                            Vec::new(),
                        ));
                    }
                }
            }
            b'C' => {
                let out = va.arg::<*mut c_int>();
                let Some(s) = arg.downcast::<Str>() else {
                    return Err(must_be("a unicode character", arg));
                };
                if s.len() != 1 {
                    return Err(Bad::Words(
                        format!(
                            "must be a unicode character, not a string of length {}",
                            s.len()
                        ),
                        Vec::new(),
                    ));
                }
                *out = s.char_at(0) as c_int;
            }
            b's' | b'z' => return convert_text(arg, c, f, va, held),
            b'y' => {
                if f.take(b'*') {
                    return hold_buffer(arg, va, held);
                }
                let out = va.arg::<*mut *const c_char>();
                let (p, n) = lasting_bytes(arg)?;
                *out = p;
                if f.take(b'#') {
                    *va.arg::<*mut isize>() = n;
                } else if libc::strlen(p) != n as usize {
                    return Err(raise!(ValueError, "embedded null byte").into());
                }
            }
            b'e' => return convert_encoded(arg, f, va, held),
            b'S' | b'Y' | b'U' => {
                let out = va.arg::<*mut *mut PyObject>();
                let (good, expected) = match c {
                    b'S' => (arg.downcast::<Bytes>().is_some(), "bytes"),
                    b'Y' => (arg.downcast::<ByteArray>().is_some(), "bytearray"),
                    _ => (arg.downcast::<Str>().is_some(), "str"),
                };
                if !good {
                    return Err(must_be(expected, arg));
                }
                *out = arg.as_ptr();
            }
            b'w' => {
                let view = va.arg::<*mut Py_buffer>();
                if !f.take(b'*') {
                    return Err(words("(invalid use of 'w' format character)"));
                }
                if let Err(raised) = objects::buffer::get_buffer(arg, view, PyBUF_WRITABLE) {
                    raised.clear();
                    return Err(must_be("read-write bytes-like object", arg));
                }
                held.push(Held::Buffer(view));
            }
            _ => return Err(words("(impossible<bad format char>)")),
        }
    }
    Ok(())
}

unsafe fn hold_buffer(arg: &Object, va: &mut VaList, held: &mut Cleanups) -> Converted {
    // SAFETY: the unit's address follows, says the caller.
    unsafe {
        let view = va.arg::<*mut Py_buffer>();
        objects::buffer::get_buffer(arg, view, PyBUF_SIMPLE)?;
        held.push(Held::Buffer(view));
    }
    Ok(())
}

/// `s`, `z`, and both with `*` and `#`.
unsafe fn convert_text(
    arg: &Object,
    c: u8,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    let none = c == b'z' && is_none(arg);
    // SAFETY: the unit's addresses follow, says the caller.
    unsafe {
        if f.take(b'*') {
            if none || arg.downcast::<Str>().is_some() {
                let view = va.arg::<*mut Py_buffer>();
                match arg.downcast::<Str>() {
                    Some(s) => {
                        let text = utf8(s)?;
                        objects::buffer::fill_info(
                            view,
                            Some(arg),
                            text.as_ptr().cast_mut().cast(),
                            text.len() as isize,
                            true,
                            0,
                        )?;
                    }
                    None => {
                        objects::buffer::fill_info(view, None, null_mut(), 0, true, 0)?;
                    }
                }
                held.push(Held::Buffer(view));
                return Ok(());
            }
            return hold_buffer(arg, va, held);
        }
        let out = va.arg::<*mut *const c_char>();
        if f.take(b'#') {
            let size = va.arg::<*mut isize>();
            let (p, n) = if none {
                (core::ptr::null(), 0)
            } else if let Some(s) = arg.downcast::<Str>() {
                let text = utf8(s)?;
                (text.as_ptr().cast(), text.len() as isize)
            } else {
                lasting_bytes(arg)?
            };
            *out = p;
            *size = n;
            return Ok(());
        }
        if none {
            *out = core::ptr::null();
            return Ok(());
        }
        let Some(s) = arg.downcast::<Str>() else {
            return Err(must_be(if c == b'z' { "str or None" } else { "str" }, arg));
        };
        let text = utf8(s)?;
        if memchr_nul(text.as_bytes()) {
            return Err(raise!(ValueError, "embedded null character").into());
        }
        *out = text.as_ptr().cast(); // the str keeps its UTF-8 with a NUL behind it
    }
    Ok(())
}

fn memchr_nul(s: &[u8]) -> bool {
    // SAFETY: a slice's bounds.
    !unsafe { libc::memchr(s.as_ptr().cast(), 0, s.len()) }.is_null()
}

/// `es`, `et`, and both with `#`: encoded text in memory of the caller's or of ours.
unsafe fn convert_encoded(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    // SAFETY: the unit's addresses follow, says the caller.
    unsafe {
        let encoding = va.arg::<*const c_char>();
        let recode = match f.peek() {
            b's' => true,
            b't' => false,
            _ => return Err(words("(unknown parser marker combination)")),
        };
        let buffer = va.arg::<*mut *mut c_char>();
        f.next();
        if buffer.is_null() {
            return Err(words("(buffer is NULL)"));
        }
        let owned: Vec<u8>;
        let encoded: Ref<Bytes>;
        let data: &[u8] = if let (false, Some(b)) = (recode, arg.downcast::<Bytes>()) {
            b.as_slice()
        } else if let (false, Some(b)) = (recode, arg.downcast::<ByteArray>()) {
            owned = b.to_vec();
            &owned
        } else if let Some(s) = arg.downcast::<Str>() {
            let name = if encoding.is_null() {
                "utf-8"
            } else {
                CStr::from_ptr(encoding).to_str().unwrap_or("\u{fffd}")
            };
            encoded = objects::unicode::codec::encode(s, Some(name), None)?;
            encoded.as_slice()
        } else {
            let expected = if recode {
                "str"
            } else {
                "str, bytes or bytearray"
            };
            return Err(must_be(expected, arg));
        };
        let size = data.len();
        let mut allocate = || -> Converted {
            let p = base::mem::alloc(base::mem::Domain::Mem, size + 1).cast::<c_char>();
            if p.is_null() {
                return Err(objects::exceptions::no_memory().into());
            }
            *buffer = p;
            held.push(Held::Memory(buffer));
            Ok(())
        };
        if f.take(b'#') {
            let length = va.arg::<*mut isize>();
            if length.is_null() {
                return Err(words("(buffer_len is NULL)"));
            }
            if (*buffer).is_null() {
                allocate()?;
            } else if size as isize + 1 > *length {
                return Err(raise!(
                    ValueError,
                    "encoded string too long ({size}, maximum length {})",
                    *length - 1
                )
                .into());
            }
            *length = size as isize;
        } else {
            if memchr_nul(data) {
                return Err(must_be("encoded string without null bytes", arg));
            }
            allocate()?;
        }
        core::ptr::copy_nonoverlapping(data.as_ptr(), (*buffer).cast::<u8>(), size);
        *(*buffer).add(size) = 0;
    }
    Ok(())
}

/// Passes over one unit and its addresses; `va` is `None` while a format is only checked. An error is a message about the format.
///
/// # Safety
/// The unit's addresses follow in `va`.
pub unsafe fn skip_item(f: &mut Format, va: &mut Option<&mut VaList>) -> Result<(), &'static str> {
    const BAD: &str = "impossible<bad format char>";
    let mut pass = |n: usize| {
        if let Some(va) = va.as_mut() {
            for _ in 0..n {
                // SAFETY: the caller's contract.
                let _ = unsafe { va.arg::<*mut c_void>() };
            }
        }
    };
    // The position stays at a bad unit, for the message.
    let mut g = *f;
    let c = g.next();
    match c {
        b'b' | b'B' | b'h' | b'H' | b'i' | b'I' | b'l' | b'k' | b'L' | b'K' | b'n' | b'f'
        | b'd' | b'D' | b'c' | b'C' | b'p' | b'S' | b'Y' | b'U' => pass(1),
        b'e' | b's' | b'z' | b'y' | b'w' => {
            if c == b'e' {
                pass(1);
                if !matches!(g.peek(), b's' | b't') {
                    return Err(BAD);
                }
                g.next();
            }
            pass(1);
            if c == b'w' && g.peek() != b'*' {
                return Err(BAD);
            }
            if g.take(b'#') {
                pass(1);
            } else if c != b'e' {
                g.take(b'*');
            }
        }
        b'O' => {
            if g.take(b'!') || g.take(b'&') {
                pass(2);
            } else {
                pass(1);
            }
        }
        b'(' => {
            loop {
                match g.peek() {
                    b')' => break,
                    0 | b';' | b':' => return Err("Unmatched left paren in format string"),
                    // SAFETY: the caller's contract.
                    _ => unsafe { skip_item(&mut g, va) }?,
                }
            }
            g.next();
        }
        b')' => return Err("Unmatched right paren in format string"),
        _ => return Err(BAD),
    }
    *f = g;
    Ok(())
}

/// The title of a format that is parsed by keywords: found without counting units.
pub fn title_of(format: Format) -> Title {
    let mut title = Title::default();
    let mut f = format;
    loop {
        match f.next() {
            0 => return title,
            b':' => {
                title.function = Some(f);
                title.message = None;
                return title;
            }
            b';' if title.message.is_none() => title.message = Some(f),
            _ => {}
        }
    }
}
