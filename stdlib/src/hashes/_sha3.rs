//! `_sha3`: the SHA-3 hashes, and SHAKE, whose hashes are as long as the caller wants.

use objects::clinic::*;
use objects::prelude::*;

use super::state::State;
use super::{hash_methods, hash_types, hex, input, lock, start};

/// `tp_new` of each type: it takes data, or none. Errors name `sha3_224` whatever the type, as stock has it.
macro_rules! new_functions {
    ($($holder:ident = $state:ident),*) => {
        $(
            struct $holder;
            #[pymethods]
            impl $holder {
                #[new("sha3_224(data=b'', *, usedforsecurity=True, string=None)", nosig)]
                fn new(
                    cls: &Type,
                    #[default(None)] data: Option<&Object>,
                    usedforsecurity: bool,
                    string: Option<&Object>,
                ) -> PyResult {
                    let _ = usedforsecurity;
                    start(cls, State::$state(Default::default()), input(data, string)?)
                }
            }
        )*
    };
}

new_functions!(
    New224 = Sha3_224,
    New256 = Sha3_256,
    New384 = Sha3_384,
    New512 = Sha3_512,
    NewShake128 = Shake128,
    NewShake256 = Shake256
);

hash_types!(Sha3, [
    SHA3_224 = c"_sha3.sha3_224" doc c"sha3_224([data], *, usedforsecurity=True) -> a SHA3 object of 28 bytes" new New224::NEW,
    SHA3_256 = c"_sha3.sha3_256" doc c"sha3_256([data], *, usedforsecurity=True) -> a SHA3 object of 32 bytes" new New256::NEW,
    SHA3_384 = c"_sha3.sha3_384" doc c"sha3_384([data], *, usedforsecurity=True) -> a SHA3 object of 48 bytes" new New384::NEW,
    SHA3_512 = c"_sha3.sha3_512" doc c"sha3_512([data], *, usedforsecurity=True) -> a SHA3 object of 64 bytes" new New512::NEW
]);
hash_types!(Shake, [
    SHAKE_128 = c"_sha3.shake_128" doc c"shake_128([data], *, usedforsecurity=True) -> a SHAKE object" new NewShake128::NEW,
    SHAKE_256 = c"_sha3.shake_256" doc c"shake_256([data], *, usedforsecurity=True) -> a SHAKE object" new NewShake256::NEW
]);

/// Bits of the sponge's state, of which `block_size` take data in.
const WIDTH: usize = 1600;

hash_methods!(Sha3, "update(data, /)", data, {
    #[getter("_rate_bits")]
    fn rate_bits(&self) -> usize {
        lock(self).block_size() * 8
    }

    #[getter("_capacity_bits")]
    fn capacity_bits(&self) -> usize {
        WIDTH - lock(self).block_size() * 8
    }

    #[getter("_suffix")]
    fn suffix(&self) -> PyResult<Ref<Bytes>> {
        Bytes::from_slice(b"\x06")
    }
});

impl Shake {
    fn output(&self, length: u64) -> PyResult<Vec<u8>> {
        // a limit that stock sets, well below what would be too much memory
        let length = usize::try_from(length)
            .ok()
            .filter(|n| *n < 1 << 29)
            .ok_or_else(|| raise!(ValueError, "length is too large"))?;
        let mut out = Vec::new();
        out.try_reserve_exact(length)
            .map_err(|_| objects::exceptions::no_memory())?;
        out.resize(length, 0);
        lock(self).extend(&mut out);
        Ok(out)
    }
}

#[pymethods]
impl Shake {
    /// A hash object in the same state.
    #[method("copy()")]
    fn copy(&self) -> PyResult {
        super::copy(self)
    }

    /// The first `length` bytes of the hash of the data so far.
    #[method("digest(length)")]
    fn digest(&self, length: u64) -> PyResult<Ref<Bytes>> {
        Bytes::from_slice(&self.output(length)?)
    }

    /// The first `length` bytes of the hash of the data so far, in hexadecimal digits.
    #[method("hexdigest(length)")]
    fn hexdigest(&self, length: u64) -> PyResult<Ref<Str>> {
        hex(&self.output(length)?)
    }

    /// Goes on with more data.
    #[method("update(data, /)")]
    fn update(&self, data: &Object) -> PyResult<()> {
        super::update(self, data)
    }

    #[getter("block_size")]
    fn block_size(&self) -> usize {
        lock(self).block_size()
    }

    #[getter("digest_size")]
    fn digest_size(&self) -> usize {
        0
    }

    #[getter("name")]
    fn name(&self) -> &'static str {
        lock(self).name()
    }

    #[getter("_rate_bits")]
    fn rate_bits(&self) -> usize {
        lock(self).block_size() * 8
    }

    #[getter("_capacity_bits")]
    fn capacity_bits(&self) -> usize {
        WIDTH - lock(self).block_size() * 8
    }

    #[getter("_suffix")]
    fn suffix(&self) -> PyResult<Ref<Bytes>> {
        Bytes::from_slice(b"\x1f")
    }
}

fn exec(module: &Module) -> PyResult<()> {
    for ty in [
        &SHA3_224, &SHA3_256, &SHA3_384, &SHA3_512, &SHAKE_128, &SHAKE_256,
    ] {
        crate::support::add_type(module, ty)?;
    }
    module.add_str("implementation", "RustCrypto")?;
    super::add_constants(module)
}

crate::module!(
    c"_sha3",
    c"The SHA-3 hashes and SHAKE.",
    methods = core::ptr::null_mut(),
    exec = exec
);
