//! `_sha2`: the SHA-2 family of hashes.

use objects::clinic::*;
use objects::prelude::*;

use super::state::State;
use super::{hash_methods, hash_types, input, start};

hash_types!(
    Sha2,
    [
        SHA224 = c"_sha2.SHA224Type",
        SHA256 = c"_sha2.SHA256Type",
        SHA384 = c"_sha2.SHA384Type",
        SHA512 = c"_sha2.SHA512Type"
    ]
);
hash_methods!(Sha2, "update(obj, /)", obj, {});

/// A new SHA-224 hash object, which may start with data.
#[pyfunction("sha224(data=b'', *, usedforsecurity=True, string=None)")]
fn sha224(
    #[default(None)] data: Option<&Object>,
    usedforsecurity: bool,
    string: Option<&Object>,
) -> PyResult {
    let _ = usedforsecurity;
    start(
        &SHA224,
        State::Sha224(Default::default()),
        input(data, string)?,
    )
}

/// A new SHA-256 hash object, which may start with data.
#[pyfunction("sha256(data=b'', *, usedforsecurity=True, string=None)")]
fn sha256(
    #[default(None)] data: Option<&Object>,
    usedforsecurity: bool,
    string: Option<&Object>,
) -> PyResult {
    let _ = usedforsecurity;
    start(
        &SHA256,
        State::Sha256(Default::default()),
        input(data, string)?,
    )
}

/// A new SHA-384 hash object, which may start with data.
#[pyfunction("sha384(data=b'', *, usedforsecurity=True, string=None)")]
fn sha384(
    #[default(None)] data: Option<&Object>,
    usedforsecurity: bool,
    string: Option<&Object>,
) -> PyResult {
    let _ = usedforsecurity;
    start(
        &SHA384,
        State::Sha384(Default::default()),
        input(data, string)?,
    )
}

/// A new SHA-512 hash object, which may start with data.
#[pyfunction("sha512(data=b'', *, usedforsecurity=True, string=None)")]
fn sha512(
    #[default(None)] data: Option<&Object>,
    usedforsecurity: bool,
    string: Option<&Object>,
) -> PyResult {
    let _ = usedforsecurity;
    start(
        &SHA512,
        State::Sha512(Default::default()),
        input(data, string)?,
    )
}

fn exec(module: &Module) -> PyResult<()> {
    for ty in [&SHA224, &SHA256, &SHA384, &SHA512] {
        crate::support::add_type(module, ty)?;
    }
    super::add_constants(module)
}

crate::module!(
    c"_sha2",
    c"The SHA-2 family of hashes.",
    methods = method_table![sha224, sha256, sha384, sha512],
    exec = exec
);
