//! `_sha1`: the SHA-1 hash.

use objects::clinic::*;
use objects::prelude::*;

use super::state::State;
use super::{hash_methods, hash_types, input, start};

hash_types!(Sha1, [SHA1 = c"_sha1.sha1"]);
hash_methods!(Sha1, "update(obj, /)", obj, {});

/// A new SHA-1 hash object, which may start with data.
#[pyfunction("sha1(data=b'', *, usedforsecurity=True, string=None)")]
fn sha1(
    #[default(None)] data: Option<&Object>,
    usedforsecurity: bool,
    string: Option<&Object>,
) -> PyResult {
    let _ = usedforsecurity;
    start(&SHA1, State::Sha1(Default::default()), input(data, string)?)
}

fn exec(module: &Module) -> PyResult<()> {
    SHA1.make(module)?;
    module.add("SHA1Type", &SHA1)?;
    super::add_constants(module)
}

crate::module!(
    c"_sha1",
    c"The SHA-1 hash.",
    methods = method_table![sha1],
    exec = exec
);
