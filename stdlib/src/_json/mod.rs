//! `_json`: what makes the module `json` fast.

mod encode;
mod scan;
mod text;

use core::ffi::c_int;

use base::local::LocalRef;
use layout::*;
use objects::clinic::*;
use objects::each_width;
use objects::prelude::*;
use objects::unicode::writer::Writer;

use crate::module;

/// Our own two encoders of strings, to be known again when an encoder is made with one: compared, never used.
static ENCODE: LocalRef = LocalRef::new();
static ENCODE_ASCII: LocalRef = LocalRef::new();

/// Is the callable one of ours, and does it then write ASCII only?
fn own_encoder(encoder: &Object) -> Option<bool> {
    let is = |own: &LocalRef| own.get().is_some_and(|own| own.is(encoder));
    if is(&ENCODE_ASCII) {
        Some(true)
    } else if is(&ENCODE) {
        Some(false)
    } else {
        None
    }
}

/// Two required arguments by position or name, as `PyArg_ParseTupleAndKeywords` takes them.
fn two_arguments(
    function: &str,
    names: [&str; 2],
    args: &Tuple,
    kwargs: Option<&Dict>,
) -> PyResult<[Ref; 2]> {
    let named = kwargs.map_or(0, Dict::len);
    if args.len() + named > 2 {
        return Err(raise!(
            TypeError,
            "{function}() takes at most 2 {}arguments ({} given)",
            if args.is_empty() { "keyword " } else { "" },
            args.len() + named
        ));
    }
    let mut used = 0;
    let mut take = |i: usize| -> PyResult {
        let by_name = match kwargs {
            Some(kwargs) => kwargs.get_text(names[i])?,
            None => None,
        };
        used += usize::from(by_name.is_some());
        match (args.get(i), by_name) {
            (Some(_), Some(_)) => Err(raise!(
                TypeError,
                "argument for {function}() given by name ('{}') and position ({})",
                names[i],
                i + 1
            )),
            (Some(o), None) => Ok(o.to_ref()),
            (None, Some(o)) => Ok(o),
            (None, None) => Err(raise!(
                TypeError,
                "{function}() missing required argument '{}' (pos {})",
                names[i],
                i + 1
            )),
        }
    };
    Ok([take(0)?, take(1)?])
}

/// A read-only member with an empty docstring.
const fn member(name: &'static core::ffi::CStr, ty: c_int, offset: usize) -> PyMemberDef {
    PyMemberDef {
        doc: c"".as_ptr(),
        ..objects::slots::member(name, ty, offset, Py_READONLY)
    }
}

fn text_of(object: &Object) -> PyResult<&Str> {
    object.downcast::<Str>().ok_or_else(|| {
        raise!(
            TypeError,
            "first argument must be a string, not {}",
            object.class().tp_name()
        )
    })
}

fn encoded(object: &Object, ascii: bool) -> PyResult<Ref<Str>> {
    let text = text_of(object)?;
    let mut out = Writer::with_capacity(text.len() + 2);
    text::push_encoded(&mut out, text, ascii)?;
    out.finish()
}

/// The JSON of a string.
#[pyfunction("encode_basestring(object, /)", nosig)]
fn encode_basestring(object: &Object) -> PyResult<Ref<Str>> {
    encoded(object, false)
}

/// The JSON of a string in ASCII only.
#[pyfunction("encode_basestring_ascii(object, /)", nosig)]
fn encode_basestring_ascii(object: &Object) -> PyResult<Ref<Str>> {
    encoded(object, true)
}

/// scanstring(string, end, strict=True) -> (string, end)
///
/// Reads the JSON string whose contents begin at end: its value and the index past the closing quote. With strict false,
/// control characters are let through.
#[pyfunction("scanstring(string, end, strict=True, /)", nosig)]
fn scanstring(string: &Object, end: isize, strict: bool) -> PyResult<Ref<Tuple>> {
    let text = text_of(string)?;
    let Some(end) = usize::try_from(end).ok().filter(|end| *end <= text.len()) else {
        return Err(raise!(ValueError, "end is out of bounds"));
    };
    let (value, next) = each_width!(text.chars(), s => text::scan(text, s, end, strict))?;
    Tuple::from_array([value.upcast(), Long::from_usize(next)?.upcast()])
}

fn exec(module: &Module) -> PyResult<()> {
    scan::SCANNER.make(module)?;
    encode::ENCODER.make(module)?;
    module.add("make_scanner", &scan::SCANNER)?;
    module.add("make_encoder", &encode::ENCODER)?;
    let dict = module.dict();
    for (name, slot) in [
        ("encode_basestring", &ENCODE),
        ("encode_basestring_ascii", &ENCODE_ASCII),
    ] {
        if let Some(function) = dict.get_text(name)? {
            slot.set(function);
        }
    }
    Ok(())
}

module!(
    c"_json",
    c"json speedups",
    methods = method_table![encode_basestring_ascii, encode_basestring, scanstring],
    exec = exec
);
