//! `pystrtod.h`: doubles and text, whatever the locale.

use core::ffi::{c_char, c_int};
use core::ptr::null_mut;

use objects::number_format::double::{DoubleFormat, double_to_string};
use objects::prelude::*;

use crate::support::*;

/// The double at the beginning of a C string; with NULL for `end` the whole string must be one. `exception` is raised on overflow (NULL: infinity).
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_string_to_double(
    s: *const c_char,
    end: *mut *mut c_char,
    exception: Option<&Object>,
) -> f64 {
    // SAFETY: the caller's contract.
    unsafe {
        value(-1.0, || {
            let all = bytes(s, -1);
            let Some((v, n)) = objects::float::parse_prefix(all)
                .filter(|(_, n)| !end.is_null() || *n == all.len())
            else {
                if !end.is_null() {
                    *end = s.cast_mut();
                }
                return Err(raise!(
                    ValueError,
                    "could not convert string to float: '{:.200}'",
                    lossy(s).unwrap_or_default()
                ));
            };
            if !end.is_null() {
                *end = s.add(n).cast_mut();
            }
            let written_so = all[..n].iter().any(|b| matches!(b, b'n' | b'N'));
            if v.is_infinite()
                && !written_so
                && let Some(class) = exception
            {
                let m = Str::format(format_args!(
                    "value too large to convert to float: '{:.200}'",
                    lossy(s).unwrap_or_default()
                ))?;
                return Err(objects::exceptions::raise_any(class, Some(&m)));
            }
            Ok(v)
        })
    }
}

/// Text by a format code ('e', 'f', 'g', 'r', ...), to be freed with `PyMem_Free`; `kind` is set to finite, infinite or nan.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_double_to_string(
    v: f64,
    code: c_char,
    precision: c_int,
    flags: c_int,
    kind: *mut c_int,
) -> *mut c_char {
    // SAFETY: the caller's contract.
    unsafe {
        value(null_mut(), || {
            if !b"eEfFgGr".contains(&(code as u8)) || (code as u8 == b'r' && precision != 0) {
                return Err(objects::exceptions::bad_internal_call());
            }
            let how = DoubleFormat::from_c(flags);
            let out = double_to_string(v, code as u8, precision.max(0) as usize, how)?;
            if !kind.is_null() {
                *kind = if v.is_nan() {
                    2
                } else {
                    c_int::from(v.is_infinite())
                };
            }
            let p = base::mem::alloc(base::mem::Domain::Mem, out.len() + 1).cast::<u8>();
            if p.is_null() {
                return Err(objects::exceptions::no_memory());
            }
            core::ptr::copy_nonoverlapping(out.as_ptr(), p, out.len());
            p.add(out.len()).write(0);
            Ok(p.cast())
        })
    }
}
