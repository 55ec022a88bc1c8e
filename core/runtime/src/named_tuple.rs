//! Named tuples of the system's facts (`sys.flags`, `os.stat_result`): struct sequences from Rust descriptions.
//!
//! Each interpreter has types of its own, but they refer to one description, which the process keeps.

use std::ffi::{CStr, CString};
use std::sync::{Mutex, PoisonError};

use objects::prelude::*;
use objects::structseq::{Description, StructSeq};

/// The descriptions that some interpreter has had a type made of.
static KNOWN: Mutex<Vec<&'static Description>> = Mutex::new(Vec::new());

fn leaked(text: &str) -> &'static CStr {
    Box::leak(CString::new(text).unwrap_or_default().into_boxed_c_str())
}

/// How a field is called in the description.
fn field_name(name: &str) -> &str {
    if name.is_empty() {
        "unnamed field"
    } else {
        name
    }
}

/// The description, made if it is the first of its words.
fn description(
    name: &str,
    doc: &str,
    fields: &[(&str, &str)],
    visible: usize,
) -> &'static Description {
    let same = |c: &CStr, text: &str| c.to_bytes() == text.as_bytes();
    let is_known = |known: &&&Description| {
        same(known.name(), name)
            && same(known.doc(), doc)
            && known.visible() == visible
            && known.fields().len() == fields.len()
            && known
                .fields()
                .iter()
                .zip(fields)
                .all(|(known, (name, doc))| same(known.0, field_name(name)) && same(known.1, doc))
    };
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.iter().find(is_known) {
        return known;
    }
    let fields: Vec<(&'static CStr, &'static CStr)> = fields
        .iter()
        .map(|(name, doc)| (leaked(field_name(name)), leaked(doc)))
        .collect();
    let new = Description::new(leaked(name), leaked(doc), fields.leak(), visible);
    let new: &'static Description = Box::leak(Box::new(new));
    all.push(new);
    new
}

/// A new type. A field without a name is only in the tuple.
pub fn new_type(
    name: &str,
    doc: &str,
    fields: &[(&str, &str)],
    visible: usize,
) -> PyResult<Ref<Type>> {
    description(name, doc, fields, visible).new_type()
}

/// An instance with these values.
pub fn instance(ty: &Type, values: Vec<Ref>) -> PyResult {
    Ok(StructSeq::from_values(ty, values)?.upcast())
}
