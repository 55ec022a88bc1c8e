//! The state of a hash, whichever function it is, and what is known of the functions.

use blake2b_simd::State as Blake2b;
use blake2s_simd::State as Blake2s;
use digest::{Digest, ExtendableOutput, Update, XofReader};

/// A hash in progress. Clones are independent.
#[derive(Clone)]
pub enum State {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    Sha3_224(sha3::Sha3_224),
    Sha3_256(sha3::Sha3_256),
    Sha3_384(sha3::Sha3_384),
    Sha3_512(sha3::Sha3_512),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    /// With the length of its hash, in bytes.
    Blake2b(Box<Blake2b>, usize),
    Blake2s(Box<Blake2s>, usize),
}

/// The same expression for every hash of fixed length from the `digest` crates; the other arms follow.
macro_rules! fixed {
    ($self:expr, $h:ident => $body:expr, else $($rest:tt)*) => {
        match $self {
            State::Md5($h) => $body,
            State::Sha1($h) => $body,
            State::Sha224($h) => $body,
            State::Sha256($h) => $body,
            State::Sha384($h) => $body,
            State::Sha512($h) => $body,
            State::Sha3_224($h) => $body,
            State::Sha3_256($h) => $body,
            State::Sha3_384($h) => $body,
            State::Sha3_512($h) => $body,
            $($rest)*
        }
    };
}

impl State {
    pub fn update(&mut self, data: &[u8]) {
        fixed!(self, h => Update::update(h, data), else
            State::Shake128(h) => h.update(data),
            State::Shake256(h) => h.update(data),
            State::Blake2b(h, _) => { h.update(data); }
            State::Blake2s(h, _) => { h.update(data); }
        )
    }

    /// The hash; empty for those whose length the caller chooses (see [`State::extend`]).
    pub fn digest(&self) -> Vec<u8> {
        fixed!(self, h => h.clone().finalize().to_vec(), else
            State::Shake128(_) | State::Shake256(_) => Vec::new(),
            State::Blake2b(h, _) => h.finalize().as_bytes().to_vec(),
            State::Blake2s(h, _) => h.finalize().as_bytes().to_vec(),
        )
    }

    /// Fills `out` from a function of any output length; others leave it alone.
    pub fn extend(&self, out: &mut [u8]) {
        match self {
            State::Shake128(h) => h.clone().finalize_xof().read(out),
            State::Shake256(h) => h.clone().finalize_xof().read(out),
            _ => {}
        }
    }

    /// Bytes of the hash, 0 for those of any length.
    pub fn digest_size(&self) -> usize {
        match self {
            State::Md5(_) => 16,
            State::Sha1(_) => 20,
            State::Sha224(_) | State::Sha3_224(_) => 28,
            State::Sha256(_) | State::Sha3_256(_) => 32,
            State::Sha384(_) | State::Sha3_384(_) => 48,
            State::Sha512(_) | State::Sha3_512(_) => 64,
            State::Shake128(_) | State::Shake256(_) => 0,
            State::Blake2b(_, n) | State::Blake2s(_, n) => *n,
        }
    }

    /// Bytes that are taken in at once; for the sponges their rate.
    pub fn block_size(&self) -> usize {
        match self {
            State::Md5(_)
            | State::Sha1(_)
            | State::Sha224(_)
            | State::Sha256(_)
            | State::Blake2s(..) => 64,
            State::Sha384(_) | State::Sha512(_) | State::Blake2b(..) => 128,
            State::Sha3_224(_) => 144,
            State::Sha3_256(_) | State::Shake256(_) => 136,
            State::Sha3_384(_) => 104,
            State::Sha3_512(_) => 72,
            State::Shake128(_) => 168,
        }
    }

    pub fn name(&self) -> &'static str {
        match self {
            State::Md5(_) => "md5",
            State::Sha1(_) => "sha1",
            State::Sha224(_) => "sha224",
            State::Sha256(_) => "sha256",
            State::Sha384(_) => "sha384",
            State::Sha512(_) => "sha512",
            State::Sha3_224(_) => "sha3_224",
            State::Sha3_256(_) => "sha3_256",
            State::Sha3_384(_) => "sha3_384",
            State::Sha3_512(_) => "sha3_512",
            State::Shake128(_) => "shake_128",
            State::Shake256(_) => "shake_256",
            State::Blake2b(..) => "blake2b",
            State::Blake2s(..) => "blake2s",
        }
    }
}
