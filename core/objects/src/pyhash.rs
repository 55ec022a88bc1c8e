//! The hash of bytes and strings: SipHash-1-3 keyed with the process's secret (`PYTHONHASHSEED`).
//!
//! The secret is set once a process, before the first string is hashed.

use core::sync::atomic::{AtomicBool, Ordering};

use base::PyResult;
use layout::*;

/// The secret of the headers, which extensions read.
#[unsafe(no_mangle)]
pub static mut _Py_HashSecret: _Py_HashSecret_t = _Py_HashSecret_t { uc: [0; 24] };

static INITIALIZED: AtomicBool = AtomicBool::new(false);

/// Fills the secret, from a seed if there is one (0: all zero) or from the operating system. Only the first call acts.
///
/// The error is that the system gave no random bytes.
pub fn init_secret(seed: Option<u32>) -> std::io::Result<()> {
    if INITIALIZED.swap(true, Ordering::AcqRel) {
        return Ok(());
    }
    let mut bytes = [0u8; 24];
    match seed {
        Some(0) => {}
        Some(seed) => {
            let mut x = seed;
            for b in &mut bytes {
                x = x.wrapping_mul(214_013).wrapping_add(2_531_011);
                *b = (x >> 16) as u8;
            }
        }
        None => random_bytes(&mut bytes)?,
    }
    // SAFETY: start-up is single-threaded, and nothing was hashed yet.
    unsafe { (&raw mut _Py_HashSecret.uc).write(bytes) };
    Ok(())
}

fn random_bytes(bytes: &mut [u8]) -> std::io::Result<()> {
    let mut done = 0;
    while done < bytes.len() {
        // SAFETY: the kernel writes at most the rest of the slice.
        let n = unsafe {
            libc::getrandom(
                bytes.as_mut_ptr().add(done).cast(),
                bytes.len() - done,
                libc::GRND_NONBLOCK,
            )
        };
        if n > 0 {
            done += n as usize;
            continue;
        }
        // SAFETY: errno is thread-local.
        match unsafe { *libc::__errno_location() } {
            libc::EINTR => continue,
            _ => {
                use std::io::Read;
                let mut file = std::fs::File::open("/dev/urandom")?;
                return file.read_exact(&mut bytes[done..]);
            }
        }
    }
    Ok(())
}

/// `Py_HashBuffer`: never -1, and 0 for no bytes.
#[inline]
pub fn hash_bytes(s: &[u8]) -> Py_hash_t {
    if s.is_empty() {
        return 0;
    }
    // SAFETY: the secret does not change once something is hashed; both words are plain integers.
    let key = unsafe { (&raw const _Py_HashSecret.siphash).read() };
    match siphash13(key.k0, key.k1, s) as Py_hash_t {
        -1 => -2,
        h => h,
    }
}

/// `_Py_KeyedHash`: a hash that does not depend on the process (`.pyc` files).
pub fn keyed_hash(key: u64, s: &[u8]) -> u64 {
    siphash13(key, 0, s)
}

/// `_Py_HashPointer`.
#[inline]
pub fn hash_pointer<T>(p: *const T) -> Py_hash_t {
    match (p as usize).rotate_right(4) as Py_hash_t {
        -1 => -2,
        h => h,
    }
}

#[inline(always)]
fn round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

pub fn siphash13(k0: u64, k1: u64, s: &[u8]) -> u64 {
    let mut v = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let (words, rest) = s.as_chunks::<8>();
    for w in words {
        let m = u64::from_le_bytes(*w);
        v[3] ^= m;
        round(&mut v);
        v[0] ^= m;
    }
    let mut tail = [0u8; 8];
    tail[..rest.len()].copy_from_slice(rest);
    tail[7] = s.len() as u8;
    let m = u64::from_le_bytes(tail);
    v[3] ^= m;
    round(&mut v);
    v[0] ^= m;
    v[2] ^= 0xff;
    round(&mut v);
    round(&mut v);
    round(&mut v);
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

/// The hash of an object by its address: what `object.__hash__` gives.
pub fn hash_object(o: &base::Object) -> PyResult<Py_hash_t> {
    Ok(hash_pointer(o.as_ptr()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn as_the_reference_with_seed_0() {
        // python3.14 -c "print(hash('abc'), hash('a'*20))" with PYTHONHASHSEED=0
        assert_eq!(super::hash_bytes(b"abc"), HASH_ABC);
        assert_eq!(super::hash_bytes(b"aaaaaaaaaaaaaaaaaaaa"), HASH_A20);
    }
    const HASH_ABC: isize = -4594863902769663758;
    const HASH_A20: isize = 3291541819775287794;
}
