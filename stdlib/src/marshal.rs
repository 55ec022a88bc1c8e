//! `marshal`: the format of `.pyc` files, as a module.

use objects::clinic::*;
use objects::marshal as format;
use objects::prelude::*;

use crate::module;

/// Writes the value to a file open for binary writing.
///
///   value
///     Of a type that marshal knows.
///   file
///     Has a method write.
///   version
///     The data format.
///   allow_code
///     Whether code objects may be written.
#[pyfunction("dump(value, file, version=version, /, *, allow_code=True)")]
fn dump(
    value: &Object,
    file: &Object,
    #[default(format::VERSION)] version: i32,
    allow_code: bool,
) -> PyResult {
    let bytes = format::dumps(value, version, allow_code)?;
    file.call_method(id!(write), &[&bytes])
}

/// Reads one value from a file open for binary reading.
///
///   file
///     Has a method read.
///   allow_code
///     Whether code objects may be read.
#[pyfunction("load(file, /, *, allow_code=True)")]
fn load(file: &Object, allow_code: bool) -> PyResult {
    format::load(file, allow_code)
}

/// The value as bytes.
///
///   value
///     Of a type that marshal knows.
///   version
///     The data format.
///   allow_code
///     Whether code objects may be written.
#[pyfunction("dumps(value, version=version, /, *, allow_code=True)")]
fn dumps(
    value: &Object,
    #[default(format::VERSION)] version: i32,
    allow_code: bool,
) -> PyResult<Ref<Bytes>> {
    format::dumps(value, version, allow_code)
}

/// The value that bytes spell; what follows it is ignored.
#[pyfunction("loads(bytes, /, *, allow_code=True)")]
fn loads(bytes: Buffer, allow_code: bool) -> PyResult {
    format::loads(bytes.as_slice(), allow_code)
}

fn exec(module: &Module) -> PyResult<()> {
    module.add_int("version", i64::from(format::VERSION))
}

module!(
    c"marshal",
    c"Python values in a binary format of its own, that of .pyc files.\n\nThe format is undocumented on purpose and may \
      change from version to version; use pickle for data that is to be kept.",
    methods = method_table![dump, load, dumps, loads],
    exec = exec
);
