//! Named tuples of the system's facts (`sys.flags`, `os.stat_result`): struct sequences from Rust descriptions.

use std::ffi::{CStr, CString};

use objects::prelude::*;
use objects::structseq::{Description, StructSeq};

fn leaked(text: &str) -> &'static CStr {
    Box::leak(CString::new(text).unwrap_or_default().into_boxed_c_str())
}

/// A new type. A field without a name is only in the tuple. What is leaked is small, and once per interpreter.
pub fn new_type(
    name: &str,
    doc: &str,
    fields: &[(&str, &str)],
    visible: usize,
) -> PyResult<Ref<Type>> {
    let fields: Vec<(&'static CStr, &'static CStr)> = fields
        .iter()
        .map(|(n, d)| {
            (
                if n.is_empty() {
                    c"unnamed field"
                } else {
                    leaked(n)
                },
                leaked(d),
            )
        })
        .collect();
    Description {
        name: leaked(name),
        doc: leaked(doc),
        fields: fields.leak(),
        visible,
    }
    .new_type()
}

/// An instance with these values.
pub fn instance(ty: &Type, values: Vec<Ref>) -> PyResult {
    Ok(StructSeq::from_values(ty, values)?.upcast())
}
