//! The codec registry: search functions, the cache of what they found, error handlers by name.
//!
//! It lives in the interpreter state. The package `encodings` registers its search function when the first codec is looked up.

use base::{Object, PyResult, Ref, tstate};
use layout::codecs_state;

use crate::exceptions::types;
use crate::prelude::*;

pub mod errors;
pub mod handlers;

fn state() -> *mut codecs_state {
    // SAFETY: attached.
    unsafe { &raw mut (*tstate::interp()).codecs }
}

/// Makes the registry if there is none yet; its search path, cache and error handlers.
fn registry() -> PyResult<(&'static List, &'static Dict, &'static Dict)> {
    let s = state();
    // SAFETY: the fields hold NULL or owned objects of these types, until the interpreter ends.
    unsafe {
        if (*s).initialized == 0 {
            let (path, cache, handlers) = (List::new()?, Dict::new()?, handlers::table()?);
            (*s).search_path = path.into_ptr();
            (*s).search_cache = cache.into_ptr();
            (*s).error_registry = handlers.into_ptr();
            (*s).initialized = 1;
        }
        Ok((
            List::from_raw((*s).search_path.cast()),
            Dict::from_raw((*s).search_cache.cast()),
            Dict::from_raw((*s).error_registry.cast()),
        ))
    }
}

/// Frees the registry of an interpreter that ends (`_PyCodec_Fini`).
///
/// # Safety
/// The interpreter is the current one, and runs no Python code any more.
pub unsafe fn finalize() {
    // SAFETY: the fields own their objects, or are NULL.
    unsafe {
        let s = state();
        (*s).initialized = 0;
        for slot in [
            &raw mut (*s).search_path,
            &raw mut (*s).search_cache,
            &raw mut (*s).error_registry,
        ] {
            drop(Ref::<Object>::from_owned_opt(
                slot.replace(core::ptr::null_mut()),
            ));
        }
    }
}

/// `codecs.register(search)`.
pub fn register(search: &Object) -> PyResult<()> {
    let (path, ..) = registry()?;
    if !search.is_callable() {
        return Err(raise!(TypeError, "argument must be callable"));
    }
    path.push(search)
}

/// `codecs.unregister(search)`.
pub fn unregister(search: &Object) -> PyResult<()> {
    let (path, cache, _) = registry()?;
    for i in 0..path.len() {
        if path.get(i).is_some_and(|f| f.is(search)) {
            cache.clear();
            path.remove_range(i, i + 1);
            break;
        }
    }
    Ok(())
}

/// Lower case, with runs of punctuation as one underscore.
fn normalized(encoding: &str) -> String {
    let mut out = String::with_capacity(encoding.len());
    let mut gap = false;
    for c in encoding.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if gap && !out.is_empty() {
                out.push('_');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// Imports the package that registers the stock search function, unless something has registered one already.
fn import_encodings(path: &List) -> PyResult<()> {
    if !path.is_empty() {
        return Ok(());
    }
    let import = crate::iter::builtin("__import__")?;
    import.call(&[interned!("encodings")])?;
    Ok(())
}

/// The package `encodings`, without which no interpreter starts.
pub fn import_package() -> PyResult<()> {
    let (path, ..) = registry()?;
    import_encodings(path)
}

/// `codecs.lookup(encoding)`: a 4-tuple of encoder, decoder, reader and writer.
pub fn lookup(encoding: &str) -> PyResult<Ref<Tuple>> {
    let (path, cache, _) = registry()?;
    let name = Str::intern(Str::from_str(&normalized(encoding))?);
    if let Some(found) = cache.get_str(&name)?
        && let Ok(t) = found.downcast_into::<Tuple>()
    {
        return Ok(t);
    }
    import_encodings(path)?;
    if path.is_empty() {
        return Err(raise!(
            LookupError,
            "no codec search functions registered: can't find encoding"
        ));
    }
    let mut i = 0;
    while let Some(search) = path.get(i) {
        i += 1;
        let result = search.call(&[&name])?;
        if is_none(&result) {
            continue;
        }
        let found = match result.downcast_into::<Tuple>() {
            Ok(t) if t.len() == 4 => t,
            _ => {
                return Err(raise!(
                    TypeError,
                    "codec search functions must return 4-tuples"
                ));
            }
        };
        cache.set(&name, &found)?;
        return Ok(found);
    }
    Err(raise!(LookupError, "unknown encoding: {}", encoding))
}

/// `codecs.register_error(name, handler)`.
pub fn register_error(name: &str, handler: &Object) -> PyResult<()> {
    let (.., handlers) = registry()?;
    if !handler.is_callable() {
        return Err(raise!(TypeError, "handler must be callable"));
    }
    handlers.set_text(name, handler)
}

/// `codecs._unregister_error(name)`: false if there is none of that name. The stock ones stay.
pub fn unregister_error(name: &str) -> PyResult<bool> {
    if handlers::NAMES.contains(&name) {
        return Err(raise!(
            ValueError,
            "cannot un-register built-in error handler '{}'",
            name
        ));
    }
    let (.., handlers) = registry()?;
    handlers.discard(&*Str::from_str(name)?)
}

/// `codecs.lookup_error(name)`.
pub fn lookup_error(name: &str) -> PyResult {
    let (.., handlers) = registry()?;
    match handlers.get_text(name)? {
        Some(h) => Ok(h),
        None => Err(raise!(
            LookupError,
            "unknown error handler name '{:.400}'",
            name
        )),
    }
}

/// One of the functions of a codec.
fn function(codec: &Tuple, index: usize) -> PyResult {
    match codec.get(index) {
        Some(f) => Ok(f.to_ref()),
        None => Err(crate::exceptions::bad_internal_call()),
    }
}

fn call(f: &Object, object: &Object, errors: Option<&str>) -> PyResult {
    match errors {
        Some(e) => {
            let e = Str::from_str(e)?;
            f.call(&[object, &e])
        }
        None => f.call(&[object]),
    }
}

fn run(
    f: PyResult,
    object: &Object,
    encoding: &str,
    errors: Option<&str>,
    coding: (&str, &str),
) -> PyResult {
    let (agent, activity) = coding;
    let result = match f.and_then(|f| call(&f, object, errors)) {
        Ok(r) => r,
        Err(e) => {
            crate::exceptions::add_note(format_args!("{activity} with '{encoding}' codec failed"));
            return Err(e);
        }
    };
    match result.downcast::<Tuple>().map(|t| t.as_slice()) {
        Some([value, _]) => Ok((*value).to_ref()),
        _ => Err(raise!(
            TypeError,
            "{} must return a tuple (object, integer)",
            agent
        )),
    }
}

const ENCODER: (&str, &str) = ("encoder", "encoding");
const DECODER: (&str, &str) = ("decoder", "decoding");

/// `codecs.encode(object, encoding, errors)`.
pub fn encode(object: &Object, encoding: &str, errors: Option<&str>) -> PyResult {
    let codec = lookup(encoding)?;
    run(function(&codec, 0), object, encoding, errors, ENCODER)
}

/// `codecs.decode(object, encoding, errors)`.
pub fn decode(object: &Object, encoding: &str, errors: Option<&str>) -> PyResult {
    let codec = lookup(encoding)?;
    run(function(&codec, 1), object, encoding, errors, DECODER)
}

/// A codec that is for text, as those are that do not say otherwise.
pub fn lookup_text(encoding: &str, instead: &str) -> PyResult<Ref<Tuple>> {
    let codec = lookup(encoding)?;
    if !codec.is_exactly(crate::tuple::PyTuple_Type.as_mut_ptr())
        && let Some(flag) = codec.get_attr_opt(interned!("_is_text_encoding"))?
        && !flag.is_true()?
    {
        return Err(raise!(
            LookupError,
            "'{:.400}' is not a text encoding; use {} to handle arbitrary codecs",
            encoding,
            instead
        ));
    }
    Ok(codec)
}

/// `str.encode` through the registry.
pub fn encode_text(text: &Str, encoding: &str, errors: Option<&str>) -> PyResult {
    let codec = lookup_text(encoding, "codecs.encode()")?;
    run(function(&codec, 0), text, encoding, errors, ENCODER)
}

/// `bytes.decode` through the registry.
pub fn decode_text(bytes: &Object, encoding: &str, errors: Option<&str>) -> PyResult {
    let codec = lookup_text(encoding, "codecs.decode()")?;
    run(function(&codec, 1), bytes, encoding, errors, DECODER)
}

/// `PyCodec_Encoder`, `PyCodec_Decoder`.
pub fn coder(encoding: &str, index: usize) -> PyResult {
    function(&*lookup(encoding)?, index)
}

/// `PyCodec_KnownEncoding`.
pub fn is_known(encoding: &str) -> bool {
    match lookup(encoding) {
        Ok(_) => true,
        Err(e) => {
            e.clear();
            false
        }
    }
}

/// Is the exception one of the three that handlers take?
pub(crate) fn is_unicode_error(o: &Object) -> bool {
    [
        &types::UnicodeEncodeError,
        &types::UnicodeDecodeError,
        &types::UnicodeTranslateError,
    ]
    .iter()
    .any(|t| o.class().is_subtype(t))
}
