//! `_string`: the parsers of `str.format`, for `string.Formatter`.

use objects::clinic::*;
use objects::prelude::*;
use objects::unicode::format::{Key, Parts, first_name, next_name};

use crate::module;

fn text(o: &Object) -> PyResult<&Str> {
    o.downcast::<Str>()
        .ok_or_else(|| raise!(TypeError, "expected str, got {}", o.class().tp_name()))
}

fn key(k: Key) -> PyResult<Ref> {
    Ok(match k {
        Key::Index(n) => Long::from_usize(n)?.upcast(),
        Key::Name(s) => s.upcast(),
    })
}

/// The parts of a format string, each literal text with the field after it: (literal, name, specification, conversion).
#[pyfunction("formatter_parser(object, /)", nosig)]
fn formatter_parser(object: &Object) -> PyResult {
    let s = text(object)?;
    let list = List::new()?;
    let mut parts = Parts::new(0, s.len());
    while let Some(part) = parts.next(s)? {
        let literal = s.substring(part.literal.0, part.literal.1)?.upcast();
        let row = match part.field {
            None => [literal, none_ref(), none_ref(), none_ref()],
            Some(f) => [
                literal,
                s.substring(f.name.0, f.name.1)?.upcast(),
                s.substring(f.spec.0, f.spec.1)?.upcast(),
                match f.conversion {
                    0 => none_ref(),
                    c => Str::from_char(c)?.upcast(),
                },
            ],
        };
        list.push_owned(Tuple::from_array(row)?.upcast())?;
    }
    list.iter()
}

/// A field name taken apart: its first part, and (is it an attribute, which) of each part after it.
#[pyfunction("formatter_field_name_split(object, /)", nosig)]
fn formatter_field_name_split(object: &Object) -> PyResult {
    let s = text(object)?;
    let n = s.len();
    let (first, mut at) = first_name(s, 0, n)?;
    let list = List::new()?;
    while let Some((attribute, k)) = next_name(s, &mut at, n)? {
        let row = [py_bool(attribute).to_ref().upcast(), key(k)?];
        list.push_owned(Tuple::from_array(row)?.upcast())?;
    }
    Ok(Tuple::from_array([key(first)?, list.iter()?])?.upcast())
}

module!(
    c"_string",
    c"What string.Formatter needs of str.format.",
    methods = method_table![formatter_field_name_split, formatter_parser]
);
