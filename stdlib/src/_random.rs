//! `_random`: the Mersenne Twister MT19937, as the module `random` builds on it.

use layout::*;
use objects::clinic::*;
use objects::long;
use objects::prelude::*;

use crate::heap_type::HeapType;
use crate::module;
use crate::support::add_type;

const N: usize = 624;
const M: usize = 397;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct RandomObject {
    ob_base: PyObject,
    index: i32,
    state: [u32; N],
}

object_view!(
    /// `_random.Random`.
    pub Random, RandomObject, "Random", |o| objects::type_::is_subtype_instance(o, &RANDOM)
);

impl RandomObject {
    /// 32 random bits.
    fn next(&mut self) -> u32 {
        if self.index >= N as i32 {
            self.refill();
        }
        let mut y = self.state[self.index as usize];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// The next 624 words of the recurrence.
    fn refill(&mut self) {
        let mt = &mut self.state;
        for k in 0..N {
            let y = (mt[k] & 0x8000_0000) | (mt[(k + 1) % N] & 0x7fff_ffff);
            let twist = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            mt[k] = mt[(k + M) % N] ^ (y >> 1) ^ twist;
        }
        self.index = 0;
    }

    fn seed_word(&mut self, seed: u32) {
        self.state[0] = seed;
        for i in 1..N {
            let previous = self.state[i - 1];
            self.state[i] = 1_812_433_253u32
                .wrapping_mul(previous ^ (previous >> 30))
                .wrapping_add(i as u32);
        }
        self.index = N as i32;
    }

    /// The reference implementation's initialisation by an array.
    fn seed_words(&mut self, key: &[u32]) {
        self.seed_word(19_650_218);
        let mt = &mut self.state;
        let mix = |mt: &[u32; N], i: usize, factor: u32| {
            mt[i] ^ (mt[i - 1] ^ (mt[i - 1] >> 30)).wrapping_mul(factor)
        };
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            mt[i] = mix(mt, i, 1_664_525)
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= N {
                mt[0] = mt[N - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..N - 1 {
            mt[i] = mix(mt, i, 1_566_083_941).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                mt[0] = mt[N - 1];
                i = 1;
            }
        }
        mt[0] = 0x8000_0000;
    }
}

impl Random {
    /// Runs `f` on the generator, which runs no Python code.
    fn with<R>(&self, f: impl FnOnce(&mut RandomObject) -> R) -> R {
        critical_section!(**self);
        // SAFETY: live; nobody else touches the numbers meanwhile, and the header is left alone.
        f(unsafe { &mut *self.raw() })
    }

    fn seed_with(&self, n: Option<&Object>) -> PyResult<()> {
        let Some(n) = n.filter(|n| !is_none(n)) else {
            let mut key = [0u32; N];
            fill_random(&mut key)?;
            self.with(|r| r.seed_words(&key));
            return Ok(());
        };
        let value = match n.downcast::<Long>() {
            Some(int) => long::absolute(int)?,
            None => Long::from_usize(n.hash()? as usize)?,
        };
        let mut key = long::digits::to_biguint(value.digits()).to_u32_digits();
        if key.is_empty() {
            key.push(0);
        }
        self.with(|r| r.seed_words(&key));
        Ok(())
    }
}

/// Entropy of the system.
fn fill_random(words: &mut [u32]) -> PyResult<()> {
    let mut done = 0;
    let total = size_of_val(words);
    while done < total {
        // SAFETY: the rest of the slice.
        let n = unsafe {
            libc::getrandom(
                words.as_mut_ptr().cast::<u8>().add(done).cast(),
                total - done,
                0,
            )
        };
        if n < 0 {
            let errno = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
            if errno == libc::EINTR {
                continue;
            }
            return Err(objects::exceptions::os_error(errno, None));
        }
        done += n as usize;
    }
    Ok(())
}

#[pymethods]
impl Random {
    /// Random() -> create a random number generator with its own internal state.
    #[new(varargs, "Random")]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        cls.alloc(0)
    }

    #[init("Random(n=None, /)", nosig)]
    fn init(&self, n: Option<&Object>) -> PyResult<()> {
        self.seed_with(n)
    }

    /// random() -> x in the interval [0, 1).
    #[method("random()")]
    fn random(&self) -> f64 {
        let (a, b) = self.with(|r| (r.next() >> 5, r.next() >> 6));
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// seed([n]) -> None.
    ///
    /// Sets the state from n: an int, anything hashable, or the system's entropy for None.
    #[method("seed(n=None, /)")]
    fn seed(&self, n: Option<&Object>) -> PyResult<()> {
        self.seed_with(n)
    }

    /// getstate() -> tuple containing the current state.
    #[method("getstate()")]
    fn getstate(&self) -> PyResult<Ref<Tuple>> {
        let (state, index) = self.with(|r| (r.state, r.index));
        let tuple = Tuple::with_len(N + 1)?;
        for (i, word) in state.iter().enumerate() {
            tuple.init_item(i, Long::from_i64(i64::from(*word))?.upcast());
        }
        tuple.init_item(N, Long::from_i64(i64::from(index))?.upcast());
        Ok(tuple)
    }

    /// setstate(state) -> None.  Restores generator state.
    #[method("setstate(state, /)")]
    fn setstate(&self, state: &Object) -> PyResult<()> {
        let Some(state) = state.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "state vector must be a tuple"));
        };
        let [words @ .., index] = state.as_slice() else {
            return Err(raise!(ValueError, "state vector is the wrong size"));
        };
        if words.len() != N {
            return Err(raise!(ValueError, "state vector is the wrong size"));
        }
        let int = |o: &'_ Object| -> PyResult<Ref<Long>> {
            o.downcast::<Long>()
                .map(Long::to_ref)
                .ok_or_else(|| raise!(TypeError, "an integer is required"))
        };
        let mut new = [0u32; N];
        for (slot, word) in new.iter_mut().zip(words) {
            *slot = int(word)?.as_u64()? as u32;
        }
        let index = index.index()?.as_i64()?;
        if !(0..=N as i64).contains(&index) {
            return Err(raise!(ValueError, "invalid state"));
        }
        self.with(|r| {
            r.state = new;
            r.index = index as i32;
        });
        Ok(())
    }

    /// getrandbits(k) -> x.  Generates an int with k random bits.
    #[method("getrandbits(k, /)")]
    fn getrandbits(&self, k: &Object) -> PyResult<Ref<Long>> {
        let k = k.index()?;
        if k.is_negative() {
            return Err(raise!(ValueError, "Cannot convert negative int"));
        }
        let Some(k) = k.to_u64() else {
            return Err(raise!(OverflowError, "Python int too large for C uint64_t"));
        };
        if k == 0 {
            return Long::from_i64(0);
        }
        if k <= 32 {
            return Long::from_i64(i64::from(self.with(|r| r.next()) >> (32 - k)));
        }
        let n = k.div_ceil(32);
        let bytes = usize::try_from(n)
            .ok()
            .and_then(|n| n.checked_mul(4))
            .ok_or_else(objects::exceptions::no_memory)?;
        let mut out: Vec<u8> = Vec::new();
        out.try_reserve_exact(bytes)
            .map_err(|_| objects::exceptions::no_memory())?;
        self.with(|r| {
            for i in 0..n {
                let mut word = r.next();
                if i == n - 1 && k % 32 != 0 {
                    word >>= 32 - k % 32;
                }
                out.extend_from_slice(&word.to_le_bytes());
            }
        });
        long::from_byte_slice(&out, true, false)
    }
}

static RANDOM: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_random.Random".as_ptr(),
    tp_basicsize: size_of::<RandomObject>() as isize,
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: Random::DOC,
    tp_methods: Random::METHODS,
    tp_init: Some(Random::INIT),
    tp_new: Some(Random::NEW),
    ..Type::EMPTY
});

fn exec(module: &Module) -> PyResult<()> {
    add_type(module, &RANDOM)
}

module!(
    c"_random",
    c"Module implements the Mersenne Twister random number generator.",
    methods = method_table![],
    exec = exec
);
