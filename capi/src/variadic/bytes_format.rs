//! `PyBytes_FromFormat`: the smaller format language of bytes, whose conversions are C's own.

use core::ffi::{c_char, c_int, c_void};

use objects::prelude::*;

use super::{Format, VaList};

/// The bytes of a format. What is no known conversion is copied as it stands, to the end.
///
/// # Safety
/// The format's arguments follow in `va`.
pub unsafe fn format(format: Format, va: &mut VaList) -> PyResult<Ref<Bytes>> {
    let mut out: Vec<u8> = Vec::new();
    let mut f = format;
    // SAFETY: each conversion's arguments follow, says the caller.
    unsafe {
        loop {
            let c = f.peek();
            if c == 0 {
                break;
            }
            let start = f;
            f.next();
            if c != b'%' {
                out.push(c);
                continue;
            }
            while f.peek().is_ascii_digit() {
                f.next();
            }
            let mut precision = None;
            if f.take(b'.') {
                let mut n = 0usize;
                while f.peek().is_ascii_digit() {
                    n = n
                        .saturating_mul(10)
                        .saturating_add(usize::from(f.next() - b'0'));
                }
                precision = Some(n);
            }
            while f.peek() != 0 && f.peek() != b'%' && !f.peek().is_ascii_alphabetic() {
                f.next();
            }
            let mut probe = f;
            let word =
                matches!(probe.next(), b'l' | b'z') && matches!(probe.peek(), b'd' | b'u' | b'i');
            if word {
                f.next();
            }
            match f.next() {
                b'c' => {
                    let v = va.arg::<c_int>();
                    let Ok(b) = u8::try_from(v) else {
                        return Err(raise!(
                            OverflowError,
                            "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]"
                        ));
                    };
                    out.push(b);
                }
                b'd' | b'i' => {
                    let v = if word {
                        va.arg::<i64>()
                    } else {
                        i64::from(va.arg::<i32>())
                    };
                    out.extend(v.to_string().into_bytes());
                }
                b'u' => {
                    let v = if word {
                        va.arg::<u64>()
                    } else {
                        u64::from(va.arg::<u32>())
                    };
                    out.extend(v.to_string().into_bytes());
                }
                b'x' => out.extend(format!("{:x}", va.arg::<u32>()).into_bytes()),
                b's' => {
                    let p = va.arg::<*const c_char>();
                    if p.is_null() {
                        return Err(crate::support::null_argument());
                    }
                    let n = match precision {
                        None => libc::strlen(p),
                        Some(n) => libc::strnlen(p, n),
                    };
                    out.extend_from_slice(core::slice::from_raw_parts(p.cast(), n));
                }
                b'p' => {
                    out.extend(format!("{:#x}", va.arg::<*const c_void>() as usize).into_bytes());
                }
                b'%' => out.push(b'%'),
                _ => {
                    let p = start.pointer();
                    out.extend_from_slice(core::slice::from_raw_parts(p.cast(), libc::strlen(p)));
                    break;
                }
            }
        }
    }
    Bytes::from_slice(&out)
}
