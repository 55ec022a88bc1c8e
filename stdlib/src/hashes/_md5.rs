//! `_md5`: the MD5 hash.

use objects::clinic::*;
use objects::prelude::*;

use super::{hash_functions, hash_methods, hash_types};

hash_types!(Md5, [MD5 = c"_md5.md5"]);
hash_methods!(Md5, "update(obj, /)", obj, {});

hash_functions!(
    md5 "md5(data=b'', *, usedforsecurity=True, string=None)"
        "A new MD5 hash object, which may start with data." = MD5, Md5;
);

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
