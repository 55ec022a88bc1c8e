//! `codecs.h`: the registry of codecs and error handlers.

use core::ffi::{c_char, c_int};

use objects::codecs;
use objects::prelude::*;

use crate::support::*;

/// "0123456789abcdef".
#[repr(transparent)]
pub struct Digits(*const c_char);
// SAFETY: never written.
unsafe impl Sync for Digits {}
#[unsafe(no_mangle)]
pub static Py_hexdigits: Digits = Digits(c"0123456789abcdef".as_ptr());

unsafe fn encoding<'a>(s: *const c_char) -> PyResult<&'a str> {
    // SAFETY: the caller's contract.
    unsafe { ascii(s) }.ok_or_else(crate::moduleobject::bad_argument)
}
#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_Register(search: Option<&Object>) -> Status {
    run(|| match search {
        None => Err(crate::moduleobject::bad_argument()),
        Some(f) => codecs::register(f),
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_Unregister(search: Option<&Object>) -> Status {
    run(|| search.map_or(Ok(()), codecs::unregister))
}

/// 1 or 0; cannot fail.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_KnownEncoding(name: *const c_char) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { c_int::from(ascii(name).is_some_and(codecs::is_known)) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_Encode(
    o: Option<&Object>,
    name: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codecs::encode(some(o)?, encoding(name)?, ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_Decode(
    o: Option<&Object>,
    name: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codecs::decode(some(o)?, encoding(name)?, ascii(errors)) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_Encoder(name: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codecs::coder(encoding(name)?, 0) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_Decoder(name: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codecs::coder(encoding(name)?, 1) })
}

/// An incremental codec or a stream of the codec's own class.
unsafe fn make(
    name: *const c_char,
    attribute: &Str,
    stream: Option<&Object>,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    unsafe {
        let info = codecs::lookup(encoding(name)?)?;
        let class = info.get_attr(attribute)?;
        let mut args: Vec<Ref> = stream.map(Object::to_ref).into_iter().collect();
        if !errors.is_null() {
            args.push(text(errors)?.upcast());
        }
        let args: Vec<&Object> = args.iter().map(|a| &**a).collect();
        class.call(&args)
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_IncrementalEncoder(
    name: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { make(name, interned!("incrementalencoder"), None, errors) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_IncrementalDecoder(
    name: *const c_char,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { make(name, interned!("incrementaldecoder"), None, errors) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_StreamReader(
    name: *const c_char,
    stream: Option<&Object>,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { make(name, interned!("streamreader"), Some(some(stream)?), errors) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_StreamWriter(
    name: *const c_char,
    stream: Option<&Object>,
    errors: *const c_char,
) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { make(name, interned!("streamwriter"), Some(some(stream)?), errors) })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_RegisterError(
    name: *const c_char,
    handler: Option<&Object>,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe { codecs::register_error(encoding(name)?, handler.unwrap_or(none())) }
    })
}

/// The handler of that name ("strict" for NULL).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyCodec_LookupError(name: *const c_char) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { codecs::lookup_error(ascii(name).unwrap_or("strict")) })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_StrictErrors(e: Option<&Object>) -> PyResult {
    up(codecs::handlers::answer_of("strict", some(e)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_IgnoreErrors(e: Option<&Object>) -> PyResult {
    up(codecs::handlers::answer_of("ignore", some(e)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_ReplaceErrors(e: Option<&Object>) -> PyResult {
    up(codecs::handlers::answer_of("replace", some(e)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_XMLCharRefReplaceErrors(e: Option<&Object>) -> PyResult {
    up(codecs::handlers::answer_of("xmlcharrefreplace", some(e)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_BackslashReplaceErrors(e: Option<&Object>) -> PyResult {
    up(codecs::handlers::answer_of("backslashreplace", some(e)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyCodec_NameReplaceErrors(e: Option<&Object>) -> PyResult {
    up(codecs::handlers::answer_of("namereplace", some(e)?))
}
