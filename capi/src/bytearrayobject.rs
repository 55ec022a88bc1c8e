//! `bytearrayobject.h`: bytearrays.

use core::ffi::c_char;
use core::ptr::null_mut;

use objects::prelude::*;

use crate::support::*;

fn array(o: Option<&Object>) -> PyResult<&ByteArray> {
    arg(o)
}
#[unsafe(no_mangle)]
pub extern "C" fn PyByteArray_FromObject(o: Option<&Object>) -> PyResult {
    up({
        let o = some(o)?;
        objects::bytearray::PyByteArray_Type.call(&[o])
    })
}

/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyByteArray_FromStringAndSize(s: *const c_char, size: isize) -> PyResult {
    // SAFETY: the caller's contract.
    up(unsafe {
        if size < 0 {
            return Err(raise!(
                SystemError,
                "Negative size passed to PyByteArray_FromStringAndSize"
            ));
        }
        let a = ByteArray::from_slice(bytes(s, size))?;
        if s.is_null() {
            a.resize(size as usize)?;
        }
        Ok(a)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyByteArray_Concat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
    up({
        let (a, b) = (some(a)?, some(b)?);
        // whatever is wrong with a buffer, the reference says only this
        let get = |o: &Object| -> PyResult<Buffer> {
            match Buffer::get(o) {
                Ok(buffer) => return Ok(buffer),
                Err(raised) => raised.clear(),
            }
            Err(raise!(
                TypeError,
                "can't concat {:.100} to {:.100}",
                b.class().tp_name(),
                a.class().tp_name()
            ))
        };
        let (x, y) = (get(a)?, get(b)?);
        let r = ByteArray::from_slice(x.as_slice())?;
        r.splice(x.len(), x.len(), y.as_slice())?;
        Ok(r)
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyByteArray_Size(o: Option<&Object>) -> Length {
    run(|| Ok(array(o)?.len()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyByteArray_AsString(o: Option<&Object>) -> *mut c_char {
    value(null_mut(), || Ok(array(o)?.as_mut_ptr().cast()))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyByteArray_Resize(o: Option<&Object>, size: isize) -> Status {
    run(|| {
        let a = array(o)?;
        if size < 0 {
            return Err(raise!(
                ValueError,
                "Can only resize to positive sizes, got {size}"
            ));
        }
        a.resize(size as usize)
    })
}
