//! `_md5`: the MD5 hash.

use objects::clinic::*;
use objects::prelude::*;

use super::state::State;
use super::{hash_methods, hash_types, input, start};

hash_types!(Md5, [MD5 = c"_md5.md5"]);
hash_methods!(Md5, "update(obj, /)", obj, {});

/// A new MD5 hash object, which may start with data.
#[pyfunction("md5(data=b'', *, usedforsecurity=True, string=None)")]
fn md5(
    #[default(None)] data: Option<&Object>,
    usedforsecurity: bool,
    string: Option<&Object>,
) -> PyResult {
    let _ = usedforsecurity;
    start(&MD5, State::Md5(Default::default()), input(data, string)?)
}

fn exec(module: &Module) -> PyResult<()> {
    MD5.make(module)?;
    module.add("MD5Type", &MD5)?;
    super::add_constants(module)
}

crate::module!(
    c"_md5",
    c"The MD5 hash.",
    methods = method_table![md5],
    exec = exec
);
