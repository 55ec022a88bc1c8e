//! `marshal.h`: reading and writing marshalled objects.

use core::ffi::{c_char, c_int, c_long};

use objects::prelude::*;

use crate::support::*;

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_ReadObjectFromString(p: *const c_char, n: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { objects::marshal::loads(bytes(p, n.max(0)), true) })
}

/// NULL has a mark of its own in marshalled data.
fn dumped(o: Option<&Object>, version: c_int) -> PyResult<Ref<Bytes>> {
    match o {
        Some(o) => objects::marshal::dumps(o, version, true),
        None => Bytes::from_slice(b"0"),
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMarshal_WriteObjectToString(o: Option<&Object>, version: c_int) -> PyResult {
    up(dumped(o, version))
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_WriteObjectToFile(
    o: Option<&Object>,
    file: *mut libc::FILE,
    version: c_int,
) {
    // SAFETY: the caller's contract.
    unsafe {
        match dumped(o, version) {
            Ok(b) => {
                libc::fwrite(b.as_slice().as_ptr().cast(), 1, b.len(), file);
            }
            // Nobody is told: what was written before stays.
            Err(raised) => raised.clear(),
        }
    }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_WriteLongToFile(
    v: c_long,
    file: *mut libc::FILE,
    _version: c_int,
) {
    // SAFETY: the caller's contract.
    unsafe {
        let raw = (v as u32).to_le_bytes();
        libc::fwrite(raw.as_ptr().cast(), 1, 4, file);
    }
}

unsafe fn read<const N: usize>(file: *mut libc::FILE) -> PyResult<[u8; N]> {
    let mut raw = [0u8; N];
    // SAFETY: the buffer is that long; an open stream.
    if unsafe { libc::fread(raw.as_mut_ptr().cast(), 1, N, file) } != N {
        return Err(raise!(EOFError, "EOF read where not expected"));
    }
    Ok(raw)
}

/// Everything up to the end of the stream.
unsafe fn rest(file: *mut libc::FILE) -> Vec<u8> {
    let mut out = Vec::new();
    let mut chunk = [0u8; 8192];
    loop {
        // SAFETY: the buffer is that long; an open stream.
        let n = unsafe { libc::fread(chunk.as_mut_ptr().cast(), 1, chunk.len(), file) };
        if n == 0 {
            return out;
        }
        out.extend_from_slice(&chunk[..n]);
    }
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_ReadLongFromFile(file: *mut libc::FILE) -> c_long {
    // SAFETY: the caller's contract.
    unsafe { value(-1, || Ok(c_long::from(i32::from_le_bytes(read(file)?)))) }
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_ReadShortFromFile(file: *mut libc::FILE) -> c_int {
    // SAFETY: the caller's contract.
    unsafe { value(-1, || Ok(c_int::from(i16::from_le_bytes(read(file)?)))) }
}

/// Reads one object and leaves the stream behind it.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_ReadObjectFromFile(file: *mut libc::FILE) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        let start = libc::ftell(file);
        let data = rest(file);
        let (o, used) = objects::marshal::loads_prefix(&data, true)?;
        if start >= 0 {
            libc::fseek(file, start + used as c_long, libc::SEEK_SET);
        }
        Ok::<Ref, Raised>(o)
    })
}

/// As `PyMarshal_ReadObjectFromFile`, when nothing else will be read.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMarshal_ReadLastObjectFromFile(file: *mut libc::FILE) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe { objects::marshal::loads(&rest(file), true) })
}
