//! `_blake2`: BLAKE2b and BLAKE2s with all parameters: keys, salts, personalisation, trees.

use objects::buffer::Buffer;
use objects::clinic::*;
use objects::prelude::*;

use super::state::State;
use super::{hash_methods, hash_types, input, start};

struct Limits {
    name: &'static str,
    digest: usize,
    key: usize,
    /// Of the salt, and of the personalisation.
    salt: usize,
    node_offset: u64,
}

const B: Limits = Limits {
    name: "Blake2b",
    digest: 64,
    key: 64,
    salt: 16,
    node_offset: u64::MAX,
};
const S: Limits = Limits {
    name: "Blake2s",
    digest: 32,
    key: 32,
    salt: 8,
    node_offset: (1 << 48) - 1,
};

/// The parameters, checked in the order in which stock checks them.
struct Parameters {
    digest_size: usize,
    key: Option<Buffer>,
    salt: Option<Buffer>,
    person: Option<Buffer>,
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: usize,
    last_node: bool,
}

#[allow(clippy::too_many_arguments)]
fn parameters(
    limits: &Limits,
    digest_size: i32,
    key: Option<&Object>,
    salt: Option<&Object>,
    person: Option<&Object>,
    fanout: i32,
    depth: i32,
    leaf_size: u64,
    node_offset: u64,
    node_depth: i32,
    inner_size: i32,
    last_node: bool,
) -> PyResult<Parameters> {
    let digest = usize::try_from(digest_size)
        .ok()
        .filter(|n| (1..=limits.digest).contains(n))
        .ok_or_else(|| {
            raise!(
                ValueError,
                "digest_size for {} must be between 1 and {} bytes, here it is {}",
                limits.name,
                limits.digest,
                digest_size
            )
        })?;
    let bytes = |value: Option<&Object>, what: &str, max: usize| -> PyResult<Option<Buffer>> {
        let Some(value) = value else { return Ok(None) };
        let buffer = Buffer::get(value)?;
        if buffer.len() > max {
            return Err(raise!(
                ValueError,
                "maximum {} length is {} bytes",
                what,
                max
            ));
        }
        Ok(Some(buffer))
    };
    let salt = bytes(salt, "salt", limits.salt)?;
    let person = bytes(person, "person", limits.salt)?;
    let byte = |value: i32, from: i32, what: &str| -> PyResult<u8> {
        u8::try_from(value)
            .ok()
            .filter(|v| i32::from(*v) >= from)
            .ok_or_else(|| raise!(ValueError, "{} must be between {} and 255", what, from))
    };
    let fanout = byte(fanout, 0, "fanout")?;
    let depth = byte(depth, 1, "depth")?;
    let leaf_size =
        u32::try_from(leaf_size).map_err(|_| raise!(OverflowError, "leaf_size is too large"))?;
    if node_offset > limits.node_offset {
        return Err(raise!(OverflowError, "node_offset is too large"));
    }
    let node_depth = byte(node_depth, 0, "node_depth")?;
    let inner_size = usize::try_from(inner_size)
        .ok()
        .filter(|n| *n <= limits.digest)
        .ok_or_else(|| {
            raise!(
                ValueError,
                "inner_size must be between 0 and is {}",
                limits.digest
            )
        })?;
    let key = bytes(key, "key", limits.key)?;
    Ok(Parameters {
        digest_size: digest,
        key,
        salt,
        person,
        fanout,
        depth,
        leaf_size,
        node_offset,
        node_depth,
        inner_size,
        last_node,
    })
}

/// `tp_new` and the view type of one of the two functions, which differ in their crate and their limits.
macro_rules! blake2 {
    ($view:ident, $ty:ident, $name:literal, $doc:literal, $limits:ident, $krate:ident, $state:ident, $signature:literal) => {
        hash_types!($view, [$ty = $name described $view new $view::NEW]);
        hash_methods!($view, "update(data, /)", data, {
            #[doc = $doc]
            #[new($signature)]
            fn new(
                cls: &Type,
                #[default(None)] data: Option<&Object>,
                #[default($limits.digest as i32)] digest_size: i32,
                #[default(None)] key: Option<&Object>,
                #[default(None)] salt: Option<&Object>,
                #[default(None)] person: Option<&Object>,
                fanout: i32,
                depth: i32,
                leaf_size: u64,
                node_offset: u64,
                node_depth: i32,
                inner_size: i32,
                last_node: bool,
                usedforsecurity: bool,
                string: Option<&Object>,
            ) -> PyResult {
                let _ = usedforsecurity;
                let input = input(data, string)?;
                let p = parameters(
                    &$limits, digest_size, key, salt, person, fanout, depth, leaf_size,
                    node_offset, node_depth, inner_size, last_node,
                )?;
                let mut params = $krate::Params::new();
                params
                    .hash_length(p.digest_size)
                    .fanout(p.fanout)
                    .max_depth(p.depth)
                    .max_leaf_length(p.leaf_size)
                    .node_offset(p.node_offset)
                    .node_depth(p.node_depth)
                    .inner_hash_length(p.inner_size)
                    .last_node(p.last_node);
                if let Some(key) = &p.key {
                    params.key(key.as_slice());
                }
                if let Some(salt) = &p.salt {
                    params.salt(salt.as_slice());
                }
                if let Some(person) = &p.person {
                    params.personal(person.as_slice());
                }
                let state = State::$state(Box::new(params.to_state()), p.digest_size);
                start(cls, state, input)
            }
        });
    };
}

blake2!(
    Blake2b,
    BLAKE2B,
    c"_blake2.blake2b",
    "A new BLAKE2b hash object.",
    B,
    blake2b_simd,
    Blake2b,
    "blake2b(data=b'', *, digest_size=_blake2.blake2b.MAX_DIGEST_SIZE, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)"
);
blake2!(
    Blake2s,
    BLAKE2S,
    c"_blake2.blake2s",
    "A new BLAKE2s hash object.",
    S,
    blake2s_simd,
    Blake2s,
    "blake2s(data=b'', *, digest_size=_blake2.blake2s.MAX_DIGEST_SIZE, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)"
);

fn exec(module: &Module) -> PyResult<()> {
    for (ty, limits, prefix) in [(&BLAKE2B, &B, "BLAKE2B"), (&BLAKE2S, &S, "BLAKE2S")] {
        crate::support::add_type(module, ty)?;
        for (name, value) in [
            ("SALT_SIZE", limits.salt),
            ("PERSON_SIZE", limits.salt),
            ("MAX_KEY_SIZE", limits.key),
            ("MAX_DIGEST_SIZE", limits.digest),
        ] {
            let number = Long::from_usize(value)?;
            module.add(&format!("{prefix}_{name}"), &number)?;
            if let Some(d) = ty.dict_opt() {
                d.to_ref().set(&*Str::from_str(name)?, &number)?;
            }
        }
        ty.modified();
    }
    super::add_constants(module)
}

crate::module!(
    c"_blake2",
    c"The BLAKE2 hashes.",
    methods = core::ptr::null_mut(),
    exec = exec
);
