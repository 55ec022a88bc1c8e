//! `_codecs`: the codec registry and the built-in codecs, as `codecs.py` and the package `encodings` use them.

use objects::clinic::*;
use objects::codecs;
use objects::prelude::*;
use objects::unicode::codec::{charmap, escape, single, utf7, utf8, utf16, utf32};

use crate::module;

/// What every codec answers: the result and how much of the input it took.
fn pair(result: Ref, consumed: usize) -> PyResult<Ref<Tuple>> {
    Tuple::from_array([result, Long::from_usize(consumed)?.upcast()])
}

fn encoded(text: &Str, result: Ref<Bytes>) -> PyResult<Ref<Tuple>> {
    pair(result.upcast(), text.len())
}

fn decoded(result: (Ref<Str>, usize)) -> PyResult<Ref<Tuple>> {
    pair(result.0.upcast(), result.1)
}

/// The bytes of a bytes-like object, or of a string as UTF-8.
enum Input<'a> {
    Text(&'a str),
    Buffer(Buffer),
}

impl Input<'_> {
    fn get(o: &Object) -> PyResult<Input<'_>> {
        Ok(match o.downcast::<Str>() {
            Some(s) => Input::Text(s.as_utf8()?),
            None => Input::Buffer(Buffer::get(o)?),
        })
    }
    fn as_slice(&self) -> &[u8] {
        match self {
            Input::Text(s) => s.as_bytes(),
            Input::Buffer(b) => b.as_slice(),
        }
    }
}

/// Registers a function that looks codecs up by name.
#[pyfunction("register(search_function, /)")]
fn register(search_function: &Object) -> PyResult<()> {
    codecs::register(search_function)
}

/// Takes a search function out again, and forgets what was found so far.
#[pyfunction("unregister(search_function, /)")]
fn unregister(search_function: &Object) -> PyResult<()> {
    codecs::unregister(search_function)
}

/// The codec of a name: encoder, decoder, stream reader and stream writer.
#[pyfunction("lookup(encoding, /)")]
fn lookup(encoding: &str) -> PyResult<Ref<Tuple>> {
    codecs::lookup(encoding)
}

/// Encodes an object by any codec.
#[pyfunction("encode(obj, encoding='utf-8', errors='strict')")]
fn encode(obj: &Object, encoding: &str, #[default(None)] errors: Option<&str>) -> PyResult {
    codecs::encode(obj, encoding, errors)
}

/// Decodes an object by any codec.
#[pyfunction("decode(obj, encoding='utf-8', errors='strict')")]
fn decode(obj: &Object, encoding: &str, #[default(None)] errors: Option<&str>) -> PyResult {
    codecs::decode(obj, encoding, errors)
}

#[pyfunction("escape_encode(data, errors=None, /)")]
fn escape_encode(data: &Bytes, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let _ = errors;
    let mut out = Vec::new();
    for b in data.as_slice() {
        out.try_room(4)?;
        match b {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\'' | b'\\' => out.extend_from_slice(&[b'\\', *b]),
            0x20..=0x7e => out.push(*b),
            b => out.extend_from_slice(format!("\\x{b:02x}").as_bytes()),
        }
    }
    pair(Bytes::from_slice(&out)?.upcast(), data.len())
}

#[pyfunction("escape_decode(data, errors=None, /)")]
fn escape_decode(data: &Object, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let input = Input::get(data)?;
    let s = input.as_slice();
    pair(escape::decode_bytes(s, errors.0)?.upcast(), s.len())
}

#[pyfunction("utf_8_encode(str, errors=None, /)")]
fn utf_8_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    encoded(str, utf8::encode(str, errors.0)?)
}

#[pyfunction("utf_8_decode(data, errors=None, final=False, /)")]
fn utf_8_decode(data: Buffer, errors: Nullable<&str>, r#final: bool) -> PyResult<Ref<Tuple>> {
    decoded(utf8::decode_stateful(data.as_slice(), errors.0, r#final)?)
}

#[pyfunction("utf_7_encode(str, errors=None, /)")]
fn utf_7_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let _ = errors;
    encoded(str, utf7::encode(str)?)
}

#[pyfunction("utf_7_decode(data, errors=None, final=False, /)")]
fn utf_7_decode(data: Buffer, errors: Nullable<&str>, r#final: bool) -> PyResult<Ref<Tuple>> {
    decoded(utf7::decode(data.as_slice(), errors.0, r#final)?)
}

/// The three byte orders of a codec, encoding and decoding.
macro_rules! wide {
    ($codec:ident: $encode:ident = $encode_sig:literal, $decode:ident = $decode_sig:literal, $ex:ident = $ex_sig:literal,
     $le_encode:ident = $le_encode_sig:literal, $le_decode:ident = $le_decode_sig:literal,
     $be_encode:ident = $be_encode_sig:literal, $be_decode:ident = $be_decode_sig:literal) => {
        #[pyfunction($encode_sig)]
        fn $encode(str: &Str, errors: Nullable<&str>, byteorder: i32) -> PyResult<Ref<Tuple>> {
            encoded(str, $codec::encode(str, errors.0, byteorder)?)
        }
        #[pyfunction($le_encode_sig)]
        fn $le_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
            encoded(str, $codec::encode(str, errors.0, -1)?)
        }
        #[pyfunction($be_encode_sig)]
        fn $be_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
            encoded(str, $codec::encode(str, errors.0, 1)?)
        }
        #[pyfunction($decode_sig)]
        fn $decode(data: Buffer, errors: Nullable<&str>, r#final: bool) -> PyResult<Ref<Tuple>> {
            let (text, read, _) = $codec::decode(data.as_slice(), errors.0, 0, r#final)?;
            decoded((text, read))
        }
        #[pyfunction($le_decode_sig)]
        fn $le_decode(data: Buffer, errors: Nullable<&str>, r#final: bool) -> PyResult<Ref<Tuple>> {
            let (text, read, _) = $codec::decode(data.as_slice(), errors.0, -1, r#final)?;
            decoded((text, read))
        }
        #[pyfunction($be_decode_sig)]
        fn $be_decode(data: Buffer, errors: Nullable<&str>, r#final: bool) -> PyResult<Ref<Tuple>> {
            let (text, read, _) = $codec::decode(data.as_slice(), errors.0, 1, r#final)?;
            decoded((text, read))
        }
        #[pyfunction($ex_sig)]
        fn $ex(
            data: Buffer,
            errors: Nullable<&str>,
            byteorder: i32,
            r#final: bool,
        ) -> PyResult<Ref<Tuple>> {
            let (text, read, order) =
                $codec::decode(data.as_slice(), errors.0, byteorder, r#final)?;
            Tuple::from_array([
                text.upcast(),
                Long::from_usize(read)?.upcast(),
                Long::small(order).to_ref().upcast(),
            ])
        }
    };
}

wide!(utf16:
    utf_16_encode = "utf_16_encode(str, errors=None, byteorder=0, /)",
    utf_16_decode = "utf_16_decode(data, errors=None, final=False, /)",
    utf_16_ex_decode = "utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)",
    utf_16_le_encode = "utf_16_le_encode(str, errors=None, /)",
    utf_16_le_decode = "utf_16_le_decode(data, errors=None, final=False, /)",
    utf_16_be_encode = "utf_16_be_encode(str, errors=None, /)",
    utf_16_be_decode = "utf_16_be_decode(data, errors=None, final=False, /)");

wide!(utf32:
    utf_32_encode = "utf_32_encode(str, errors=None, byteorder=0, /)",
    utf_32_decode = "utf_32_decode(data, errors=None, final=False, /)",
    utf_32_ex_decode = "utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)",
    utf_32_le_encode = "utf_32_le_encode(str, errors=None, /)",
    utf_32_le_decode = "utf_32_le_decode(data, errors=None, final=False, /)",
    utf_32_be_encode = "utf_32_be_encode(str, errors=None, /)",
    utf_32_be_decode = "utf_32_be_decode(data, errors=None, final=False, /)");

/// What an escape codec makes of the input.
fn unescaped(
    data: &Object,
    r#final: bool,
    decode: impl FnOnce(&[u8]) -> PyResult<(Ref<Str>, usize)>,
) -> PyResult<Ref<Tuple>> {
    let input = Input::get(data)?;
    let (text, read) = decode(input.as_slice())?;
    // An error handler may have put other bytes in the place of the given ones: they have all been read.
    let read = if r#final {
        input.as_slice().len()
    } else {
        read
    };
    decoded((text, read))
}

#[pyfunction("unicode_escape_encode(str, errors=None, /)")]
fn unicode_escape_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let _ = errors;
    encoded(str, escape::encode(str)?)
}

#[pyfunction("unicode_escape_decode(data, errors=None, final=True, /)")]
fn unicode_escape_decode(
    data: &Object,
    errors: Nullable<&str>,
    r#final: bool,
) -> PyResult<Ref<Tuple>> {
    unescaped(data, r#final, |bytes| {
        escape::decode(bytes, errors.0, r#final)
    })
}

#[pyfunction("raw_unicode_escape_encode(str, errors=None, /)")]
fn raw_unicode_escape_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let _ = errors;
    encoded(str, escape::encode_raw(str)?)
}

#[pyfunction("raw_unicode_escape_decode(data, errors=None, final=True, /)")]
fn raw_unicode_escape_decode(
    data: &Object,
    errors: Nullable<&str>,
    r#final: bool,
) -> PyResult<Ref<Tuple>> {
    unescaped(data, r#final, |bytes| {
        escape::decode_raw(bytes, errors.0, r#final)
    })
}

#[pyfunction("latin_1_encode(str, errors=None, /)")]
fn latin_1_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    encoded(str, single::encode(str, errors.0, single::LATIN1)?)
}

#[pyfunction("latin_1_decode(data, errors=None, /)")]
fn latin_1_decode(data: Buffer, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let _ = errors;
    decoded((Str::from_latin1(data.as_slice())?, data.len()))
}

#[pyfunction("ascii_encode(str, errors=None, /)")]
fn ascii_encode(str: &Str, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    encoded(str, single::encode(str, errors.0, single::ASCII)?)
}

#[pyfunction("ascii_decode(data, errors=None, /)")]
fn ascii_decode(data: Buffer, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    decoded((single::decode_ascii(data.as_slice(), errors.0)?, data.len()))
}

#[pyfunction("charmap_encode(str, errors=None, mapping=None, /)")]
fn charmap_encode(
    str: &Str,
    errors: Nullable<&str>,
    mapping: Nullable<&Object>,
) -> PyResult<Ref<Tuple>> {
    encoded(str, charmap::encode(str, errors.0, mapping.0)?)
}

#[pyfunction("charmap_decode(data, errors=None, mapping=None, /)")]
fn charmap_decode(
    data: Buffer,
    errors: Nullable<&str>,
    mapping: Nullable<&Object>,
) -> PyResult<Ref<Tuple>> {
    decoded((
        charmap::decode(data.as_slice(), errors.0, mapping.0)?,
        data.len(),
    ))
}

#[pyfunction("charmap_build(map, /)")]
fn charmap_build(map: &Str) -> PyResult {
    if map.is_empty() {
        return Err(raise!(
            TypeError,
            "bad argument type for built-in operation"
        ));
    }
    charmap::build(map)
}

#[pyfunction("readbuffer_encode(data, errors=None, /)")]
fn readbuffer_encode(data: &Object, errors: Nullable<&str>) -> PyResult<Ref<Tuple>> {
    let _ = errors;
    let input = Input::get(data)?;
    let s = input.as_slice();
    pair(Bytes::from_slice(s)?.upcast(), s.len())
}

/// Registers an error handler under a name.
#[pyfunction("register_error(errors, handler, /)")]
fn register_error(errors: &str, handler: &Object) -> PyResult<()> {
    codecs::register_error(errors, handler)
}

/// Takes an error handler out again; False if there is none of that name.
#[pyfunction("_unregister_error(errors, /)")]
fn _unregister_error(errors: &str) -> PyResult<bool> {
    codecs::unregister_error(errors)
}

/// The error handler of a name.
#[pyfunction("lookup_error(name, /)")]
fn lookup_error(name: &str) -> PyResult {
    codecs::lookup_error(name)
}

module!(
    c"_codecs",
    c"",
    methods = method_table![
        register,
        unregister,
        lookup,
        encode,
        decode,
        escape_encode,
        escape_decode,
        utf_8_encode,
        utf_8_decode,
        utf_7_encode,
        utf_7_decode,
        utf_16_encode,
        utf_16_le_encode,
        utf_16_be_encode,
        utf_16_decode,
        utf_16_le_decode,
        utf_16_be_decode,
        utf_16_ex_decode,
        utf_32_encode,
        utf_32_le_encode,
        utf_32_be_encode,
        utf_32_decode,
        utf_32_le_decode,
        utf_32_be_decode,
        utf_32_ex_decode,
        unicode_escape_encode,
        unicode_escape_decode,
        raw_unicode_escape_encode,
        raw_unicode_escape_decode,
        latin_1_encode,
        latin_1_decode,
        ascii_encode,
        ascii_decode,
        charmap_encode,
        charmap_decode,
        charmap_build,
        readbuffer_encode,
        register_error,
        _unregister_error,
        lookup_error,
    ]
);
