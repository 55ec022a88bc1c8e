//! `_sha1`: the SHA-1 hash.

use objects::clinic::*;
use objects::prelude::*;

use super::{hash_functions, hash_methods, hash_types};

hash_types!(Sha1, [SHA1 = c"_sha1.sha1"]);
hash_methods!(Sha1, "update(obj, /)", obj, {});

hash_functions!(
    sha1 "sha1(data=b'', *, usedforsecurity=True, string=None)"
        "A new SHA-1 hash object, which may start with data." = SHA1, Sha1;
);

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
