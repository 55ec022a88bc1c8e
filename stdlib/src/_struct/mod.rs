//! `_struct`: C structs as bytes.

mod format;
mod item;
mod object;

use core::fmt::Arguments;

use base::local::LocalRef;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::prelude::*;

use crate::module;
use crate::support::add_type;
use object::{STRUCT, Struct, UNPACK_ITERATOR, UnpackIterator};

/// `struct.error`, one for all of an interpreter's module objects: the types here are static.
static ERROR: LocalRef<Type> = LocalRef::new();
/// Formats read before, by format; emptied when it grows large.
static CACHE: LocalRef<Dict> = LocalRef::new();
const CACHE_LIMIT: usize = 100;

/// Raises `struct.error`.
#[cold]
fn error(message: Arguments<'_>) -> Raised {
    exceptions::raise(ERROR.get().unwrap_or(&types::ValueError), message)
}

fn cache() -> PyResult<Ref<Dict>> {
    if let Some(cached) = CACHE.get() {
        return Ok(cached.to_ref());
    }
    let dict = Dict::new()?;
    CACHE.set(dict.clone());
    Ok(dict)
}

/// The struct of a format, from the cache.
fn compiled(format: &Object) -> PyResult<Ref<Struct>> {
    let cache = cache()?;
    // Text and bytes of the same format have one entry: as keys of one dict they would be compared, which may warn.
    let decoded = match format.downcast::<Bytes>() {
        Some(b) => Some(Str::from_latin1(b.as_slice())?),
        None => None,
    };
    let key: &Object = match &decoded {
        Some(text) => text,
        None => format,
    };
    match cache.get(key) {
        // SAFETY: the cache holds structs only.
        Ok(Some(found)) => return Ok(unsafe { found.downcast_into_unchecked() }),
        Ok(None) => {}
        Err(raised) => exceptions::clear_if(&types::TypeError, raised)?, // not hashable: refused just below
    }
    let made = Struct::make(format)?;
    if cache.len() >= CACHE_LIMIT {
        cache.clear();
    }
    cache.set(key, &made)?;
    Ok(made)
}

/// Empties the cache of formats.
#[pyfunction("_clearcache()")]
fn _clearcache() -> PyResult<()> {
    cache()?.clear();
    Ok(())
}

/// Size in bytes of the struct that a format describes.
#[pyfunction("calcsize(format, /)")]
fn calcsize(format: &Object) -> PyResult<usize> {
    compiled(format)?.size()
}

fn format_first<'a>(args: &'a [&'a Object]) -> PyResult<(Ref<Struct>, &'a [&'a Object])> {
    match args {
        [] => Err(raise!(TypeError, "missing format argument")),
        [format, rest @ ..] => Ok((compiled(format)?, rest)),
    }
}

/// pack(format, v1, v2, ...) -> bytes
///
/// The values as bytes by the format.
#[pyfunction(raw, "pack")]
fn pack(args: &[&Object]) -> PyResult<Ref<Bytes>> {
    let (compiled, values) = format_first(args)?;
    compiled.pack(values)
}

/// pack_into(format, buffer, offset, v1, v2, ...)
///
/// Writes the values into a buffer by the format.
#[pyfunction(raw, "pack_into")]
fn pack_into(args: &[&Object]) -> PyResult<()> {
    let (compiled, rest) = format_first(args)?;
    compiled.pack_into(rest)
}

/// The values in a buffer of exactly the format's size.
#[pyfunction("unpack(format, buffer, /)")]
fn unpack(format: &Object, buffer: &Object) -> PyResult<Ref<Tuple>> {
    compiled(format)?.unpack_buffer(buffer)
}

/// The values in a buffer, from an offset on.
#[pyfunction("unpack_from(format, /, buffer, offset=0)")]
fn unpack_from(format: &Object, buffer: &Object, offset: isize) -> PyResult<Ref<Tuple>> {
    compiled(format)?.unpack_at(buffer, offset)
}

/// An iterator over the tuples that chunks of the buffer unpack to.
#[pyfunction("iter_unpack(format, buffer, /)")]
fn iter_unpack(format: &Object, buffer: &Object) -> PyResult<Ref<UnpackIterator>> {
    compiled(format)?.iterate(buffer)
}

fn exec(module: &Module) -> PyResult<()> {
    add_type(module, &STRUCT)?;
    UNPACK_ITERATOR.make(module)?;
    if let Some(made) = ERROR.get() {
        return module.add("error", made);
    }
    let namespace = Dict::new()?;
    namespace.set_text("__module__", &*Str::from_str("struct")?)?;
    let bases = Tuple::from_slice(&[&types::Exception])?;
    let class = Type::create(&*Str::from_str("error")?, &bases, &namespace)?;
    module.add("error", &class)?;
    ERROR.set(class);
    Ok(())
}

module!(
    c"_struct",
    c"Conversion between Python values and C structs represented as bytes.\n\nA format string gives the byte order (@ \
      native, = native without alignment, < little-endian, > or ! big-endian) and a letter for each value.",
    methods = method_table![
        _clearcache,
        calcsize,
        iter_unpack,
        pack,
        pack_into,
        unpack,
        unpack_from
    ],
    exec = exec
);
