//! `_csv`: reading and writing separated values, for `csv`. `dialect` is what the format's variants differ in, `reader` and `writer`
//! are the two directions.

mod dialect;
mod reader;
mod writer;

use core::fmt;
use core::sync::atomic::{AtomicIsize, Ordering};

use base::local::{LocalBox, LocalRef};
use layout::*;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;

use crate::heap_type::HeapType;
use dialect::DIALECT;
use reader::READER;
use writer::WRITER;

/// `csv.Error` and the registry of dialects, of the interpreter's module that was made last.
static ERROR: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_csv.Error".as_ptr(),
    tp_flags: Py_TPFLAGS_BASETYPE,
    ..Type::EMPTY
});
static DIALECTS: LocalRef<Dict> = LocalRef::new();

/// Characters that a field may have.
static FIELD_LIMIT: LocalBox<AtomicIsize> = LocalBox::new();

fn field_limit() -> &'static AtomicIsize {
    FIELD_LIMIT.get_or(|| AtomicIsize::new(128 * 1024))
}

/// Raises `csv.Error`.
fn error(message: fmt::Arguments<'_>) -> Raised {
    match ERROR.live() {
        Ok(class) => exceptions::raise(class, message),
        Err(gone) => gone,
    }
}

fn dialects() -> PyResult<Ref<Dict>> {
    match DIALECTS.get() {
        Some(dialects) => Ok(dialects.to_ref()),
        None => Err(crate::support::gone("_csv")),
    }
}

/// The dialect registered under a name.
fn registered(name: &Object) -> PyResult {
    dialects()?
        .get(name)?
        .ok_or_else(|| error(format_args!("unknown dialect")))
}

/// Return a list of all known dialect names.
#[pyfunction("list_dialects()")]
fn list_dialects() -> PyResult<Ref<List>> {
    List::from_iterable(&*dialects()?)
}

/// Create a mapping from a string name to a CVS dialect.
///
/// The optional "dialect" argument specifies the base dialect instance or the name of the registered dialect. "fmtparams" are
/// its options by name.
#[pyfunction(varargs, "register_dialect(name, /, dialect='excel', **fmtparams)")]
fn register_dialect(args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    let (name, base) = match args.as_slice() {
        [name] => (name, None),
        [name, base] => (name, Some(*base)),
        other => {
            return Err(raise!(
                TypeError,
                "expected {} 1 argument, got {}",
                if other.is_empty() {
                    "at least"
                } else {
                    "at most"
                },
                other.len()
            ));
        }
    };
    if name.downcast::<Str>().is_none() {
        return Err(raise!(TypeError, "dialect name must be a string"));
    }
    let made = dialect::make(base, kwargs)?;
    dialects()?.set(name, &made)
}

/// Delete the name/dialect mapping associated with a string name.
#[pyfunction("unregister_dialect(name)")]
fn unregister_dialect(name: &Object) -> PyResult<()> {
    registered(name)?;
    dialects()?.del_item(name)?;
    Ok(())
}

/// Return the dialect instance associated with name.
#[pyfunction("get_dialect(name)")]
fn get_dialect(name: &Object) -> PyResult {
    registered(name)
}

/// Sets an upper limit on parsed fields, and returns the one before. Without an argument it returns the limit only.
#[pyfunction("field_size_limit(new_limit=<unrepresentable>)")]
fn field_size_limit(#[default(None)] new_limit: Option<&Object>) -> PyResult<isize> {
    let old = field_limit().load(Ordering::Relaxed);
    if let Some(limit) = new_limit {
        let Some(n) = limit.downcast::<Long>().filter(|n| n.is_exact()) else {
            return Err(raise!(TypeError, "limit must be an integer"));
        };
        field_limit().store(n.as_isize()?, Ordering::Relaxed);
    }
    Ok(old)
}

fn exec(module: &Module) -> PyResult<()> {
    ERROR.add_to(module, Some(&exceptions::types::Exception))?;
    let registry = Dict::new()?;
    module.add("_dialects", &registry)?;
    DIALECTS.set(registry);
    for (name, value) in dialect::STYLES {
        module.add_int(name, *value as i64)?;
    }
    for (name, ty) in [
        ("Dialect", &DIALECT),
        ("Reader", &READER),
        ("Writer", &WRITER),
    ] {
        module.add(name, &*ty.make(module)?)?;
    }
    Ok(())
}

crate::module!(
    c"_csv",
    c"Reading and writing of separated values.",
    methods = method_table![
        reader::reader,
        writer::writer,
        list_dialects,
        register_dialect,
        unregister_dialect,
        get_dialect,
        field_size_limit
    ],
    exec = exec
);
