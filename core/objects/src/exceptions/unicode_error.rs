//! `UnicodeEncodeError`, `UnicodeDecodeError`, `UnicodeTranslateError`: encoding, object, range and reason.
//!
//! `start` and `end` are kept as they were given; codecs, which go by them, get them clipped to the object ([`range_of`]).

use core::mem::offset_of;

use base::{Object, PyResult, Raised, Ref, Status};
use layout::*;

use super::base_exception::{self as basic, Fields};
use super::{BaseExc, raised_or, replace, types};
use crate::prelude::*;
use crate::slots;

// SAFETY: the offsets are the fields'.
unsafe impl Fields for PyUnicodeErrorObject {
    const OFFSETS: &'static [usize] = &[
        offset_of!(PyUnicodeErrorObject, encoding),
        offset_of!(PyUnicodeErrorObject, object),
        offset_of!(PyUnicodeErrorObject, reason),
    ];
}

fn raw(this: &BaseExc) -> *mut PyUnicodeErrorObject {
    this.raw().cast()
}

fn str_arg(args: &Tuple, index: usize) -> PyResult<&Object> {
    let o = args.get(index).unwrap_or(none());
    if o.downcast::<Str>().is_none() {
        return Err(raise!(
            TypeError,
            "argument {} must be str, not {}",
            index + 1,
            type_word(o)
        ));
    }
    Ok(o)
}

fn type_word(o: &Object) -> String {
    if is_none(o) {
        "None".into()
    } else {
        o.class().tp_name().into_owned()
    }
}

fn count(args: &Tuple, wanted: usize) -> PyResult<()> {
    match args.len() {
        n if n == wanted => Ok(()),
        n => Err(raise!(
            TypeError,
            "function takes exactly {wanted} arguments ({n} given)"
        )),
    }
}

fn position(args: &Tuple, index: usize) -> PyResult<isize> {
    args.get(index).unwrap_or(none()).index()?.as_isize()
}

fn fill(
    this: &BaseExc,
    encoding: Option<&Object>,
    object: &Object,
    start: isize,
    end: isize,
    reason: &Object,
) {
    // SAFETY: layout: the slots of these types.
    unsafe {
        let raw = raw(this);
        if let Some(encoding) = encoding {
            replace(&raw mut (*raw).encoding, Some(encoding.to_ref()));
        }
        replace(&raw mut (*raw).object, Some(object.to_ref()));
        (*raw).start = start;
        (*raw).end = end;
        replace(&raw mut (*raw).reason, Some(reason.to_ref()));
    }
}

extern "C" fn encode_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, kwargs)?;
        count(args, 5)?;
        let (encoding, object) = (str_arg(args, 0)?, str_arg(args, 1)?);
        let (start, end) = (position(args, 2)?, position(args, 3)?);
        fill(this, Some(encoding), object, start, end, str_arg(args, 4)?);
        Ok(())
    })()
    .into()
}

extern "C" fn decode_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, kwargs)?;
        count(args, 5)?;
        let encoding = str_arg(args, 0)?;
        let object = args.get(1).unwrap_or(none());
        let (start, end) = (position(args, 2)?, position(args, 3)?);
        let reason = str_arg(args, 4)?;
        let bytes = if object.downcast::<Bytes>().is_some() {
            object.to_ref()
        } else {
            let view = crate::buffer::Buffer::get(object)?;
            Bytes::from_slice(view.as_slice())?.upcast()
        };
        fill(this, Some(encoding), &bytes, start, end, reason);
        Ok(())
    })()
    .into()
}

extern "C" fn translate_init(this: &BaseExc, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    (|| {
        basic::init(this, args, kwargs)?;
        count(args, 4)?;
        let object = str_arg(args, 0)?;
        let (start, end) = (position(args, 1)?, position(args, 2)?);
        fill(this, None, object, start, end, str_arg(args, 3)?);
        Ok(())
    })()
    .into()
}

fn attribute_of(value: *mut PyObject, name: &str, bytes: bool) -> PyResult {
    // SAFETY: a field that owns a reference or is NULL.
    let Some(o) = (unsafe { Ref::<Object>::from_borrowed_opt(value) }) else {
        return Err(raise!(
            TypeError,
            "UnicodeError '{name}' attribute is not set"
        ));
    };
    let fits = if bytes {
        o.downcast::<Bytes>().is_some()
    } else {
        o.downcast::<Str>().is_some()
    };
    if !fits {
        return Err(raise!(
            TypeError,
            "UnicodeError '{name}' attribute must be a {}",
            if bytes { "bytes" } else { "string" }
        ));
    }
    Ok(o)
}

/// The object that could not be converted: bytes for decoding, str for the others.
pub fn object_of(this: &BaseExc) -> PyResult {
    let bytes = this.class().is_subtype(&types::UnicodeDecodeError);
    // SAFETY: layout.
    attribute_of(unsafe { (*raw(this)).object }, "object", bytes)
}

pub fn encoding_of(this: &BaseExc) -> PyResult {
    // SAFETY: layout.
    attribute_of(unsafe { (*raw(this)).encoding }, "encoding", false)
}

pub fn reason_of(this: &BaseExc) -> PyResult {
    // SAFETY: layout.
    attribute_of(unsafe { (*raw(this)).reason }, "reason", false)
}

/// Replaces the reason.
pub fn set_reason(this: &BaseExc, reason: Ref<Str>) {
    // SAFETY: layout.
    unsafe { replace(&raw mut (*raw(this)).reason, Some(reason.upcast())) }
}

/// `start` and `end` as they were set.
pub fn set_start(this: &BaseExc, start: isize) {
    // SAFETY: layout.
    unsafe { (*raw(this)).start = start }
}

pub fn set_end(this: &BaseExc, end: isize) {
    // SAFETY: layout.
    unsafe { (*raw(this)).end = end }
}

/// Object, start and end, clipped so that `0 <= start < length` and `start < end <= length` where the object is not empty.
pub fn range_of(this: &BaseExc) -> PyResult<(Ref, usize, usize)> {
    let object = object_of(this)?;
    let length = object.length()?;
    // SAFETY: layout.
    let (start, end) = unsafe { ((*raw(this)).start, (*raw(this)).end) };
    Ok((object, clip_start(start, length), clip_end(end, length)))
}

pub fn clip_start(start: isize, length: usize) -> usize {
    usize::try_from(start)
        .unwrap_or(0)
        .min(length.saturating_sub(1))
}

pub fn clip_end(end: isize, length: usize) -> usize {
    usize::try_from(end).unwrap_or(0).max(1).min(length)
}

/// A character as it shows in messages.
fn escaped(c: u32) -> String {
    match c {
        0..=0xff => format!("\\x{c:02x}"),
        0x100..=0xffff => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    }
}

/// The words between the subject and the reason: one unit, or a range (whose last position is `end - 1`).
fn place(start: isize, end: isize, one: Option<String>, many: &str) -> String {
    match one {
        Some(one) => format!("{one} in position {start}"),
        None => format!("{many} in position {start}-{}", end.wrapping_sub(1)),
    }
}

/// The unit at `start` if the range is just that one.
fn single(start: isize, end: isize, length: usize) -> Option<usize> {
    let s = usize::try_from(start).ok()?;
    (s < length && end == start + 1).then_some(s)
}

fn str_of(this: &BaseExc, verb: &str) -> PyResult {
    let r = raw(this);
    // SAFETY: layout.
    let (start, end) = unsafe {
        if (*r).object.is_null() {
            return Ok(Str::empty().to_ref().upcast()); // `__init__` was never called
        }
        ((*r).start, (*r).end)
    };
    // The attributes' text first: it may run code that changes the others.
    // SAFETY: layout; the fields own references or are NULL.
    let (reason, encoding) = unsafe {
        let text = |p: *mut PyObject| match Ref::<Object>::from_borrowed_opt(p) {
            Some(o) => o.str(),
            None => Str::from_str("<NULL>"),
        };
        (text((*r).reason)?, text((*r).encoding)?)
    };
    let object = object_of(this)?;
    let what = if let Some(bytes) = object.downcast::<Bytes>() {
        let one = single(start, end, bytes.len())
            .and_then(|i| bytes.as_slice().get(i).map(|b| format!("byte 0x{b:02x}")));
        place(start, end, one, "bytes")
    } else if let Some(text) = object.downcast::<Str>() {
        let one = single(start, end, text.len())
            .map(|i| format!("character '{}'", escaped(text.char_at(i))));
        place(start, end, one, "characters")
    } else {
        String::new()
    };
    let middle = Str::format(format_args!("can't {verb} {what}: "))?;
    let result = if verb == "translate" {
        middle.concat(&reason)?
    } else {
        let (open, close) = (Str::from_str("'")?, Str::from_str("' codec ")?);
        Str::empty().join(&[&open, &encoding, &close, &middle, &reason])?
    };
    Ok(result.upcast())
}

extern "C" fn encode_str(this: &BaseExc) -> PyResult {
    str_of(this, "encode")
}

extern "C" fn decode_str(this: &BaseExc) -> PyResult {
    str_of(this, "decode")
}

extern "C" fn translate_str(this: &BaseExc) -> PyResult {
    str_of(this, "translate")
}

/// A new UnicodeDecodeError (`PyUnicodeDecodeError_Create`), not raised.
pub fn new_decode(
    encoding: &str,
    object: &[u8],
    start: isize,
    end: isize,
    reason: &str,
) -> PyResult {
    let bytes = Bytes::from_slice(object)?;
    types::UnicodeDecodeError.call(&[
        &*Str::from_str(encoding)?,
        &bytes,
        &*Long::from_isize(start)?,
        &*Long::from_isize(end)?,
        &*Str::from_str(reason)?,
    ])
}

/// A new UnicodeEncodeError, not raised.
pub fn new_encode(
    encoding: &str,
    object: &Str,
    start: isize,
    end: isize,
    reason: &str,
) -> PyResult {
    types::UnicodeEncodeError.call(&[
        &*Str::from_str(encoding)?,
        object,
        &*Long::from_isize(start)?,
        &*Long::from_isize(end)?,
        &*Str::from_str(reason)?,
    ])
}

/// Raises what [`new_decode`] or [`new_encode`] made.
#[cold]
pub fn raise_unicode(exception: PyResult) -> Raised {
    raised_or(exception.map(|e| super::raise_any(e.class(), Some(&e))))
}

pub const ENCODE_INIT: Option<initproc> = slots::init(encode_init);
pub const DECODE_INIT: Option<initproc> = slots::init(decode_init);
pub const TRANSLATE_INIT: Option<initproc> = slots::init(translate_init);
pub const ENCODE_STR: Option<reprfunc> = slots::repr(encode_str);
pub const DECODE_STR: Option<reprfunc> = slots::repr(decode_str);
pub const TRANSLATE_STR: Option<reprfunc> = slots::repr(translate_str);

pub static mut MEMBERS: [PyMemberDef; 6] = [
    slots::member_doc(
        c"encoding",
        _Py_T_OBJECT,
        offset_of!(PyUnicodeErrorObject, encoding),
        0,
        c"exception encoding",
    ),
    slots::member_doc(
        c"object",
        _Py_T_OBJECT,
        offset_of!(PyUnicodeErrorObject, object),
        0,
        c"exception object",
    ),
    slots::member_doc(
        c"start",
        Py_T_PYSSIZET,
        offset_of!(PyUnicodeErrorObject, start),
        0,
        c"exception start",
    ),
    slots::member_doc(
        c"end",
        Py_T_PYSSIZET,
        offset_of!(PyUnicodeErrorObject, end),
        0,
        c"exception end",
    ),
    slots::member_doc(
        c"reason",
        _Py_T_OBJECT,
        offset_of!(PyUnicodeErrorObject, reason),
        0,
        c"exception reason",
    ),
    slots::MEMBERS_END,
];
