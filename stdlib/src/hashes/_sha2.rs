//! `_sha2`: the SHA-2 family of hashes.

use objects::clinic::*;
use objects::prelude::*;

use super::{hash_functions, hash_methods, hash_types};

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

hash_functions!(
    sha224 "sha224(data=b'', *, usedforsecurity=True, string=None)"
        "A new SHA-224 hash object, which may start with data." = SHA224, Sha224;
    sha256 "sha256(data=b'', *, usedforsecurity=True, string=None)"
        "A new SHA-256 hash object, which may start with data." = SHA256, Sha256;
    sha384 "sha384(data=b'', *, usedforsecurity=True, string=None)"
        "A new SHA-384 hash object, which may start with data." = SHA384, Sha384;
    sha512 "sha512(data=b'', *, usedforsecurity=True, string=None)"
        "A new SHA-512 hash object, which may start with data." = SHA512, Sha512;
);

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
