//! `cpython/complexobject.h`, with the mixed operations of `internal/pycore_complexobject.h` beside: complex arithmetic on plain values. `errno`
//! tells of a division by zero (EDOM) or an overflow (ERANGE).

use layout::Py_complex;
use objects::complex::arith;
use objects::prelude::*;

use crate::support::*;

pub(crate) fn complex((real, imag): (f64, f64)) -> Py_complex {
    Py_complex { real, imag }
}

pub(crate) fn set_errno(e: i32) {
    // SAFETY: the thread's own variable.
    unsafe { *libc::__errno_location() = e }
}

const ZERO: Py_complex = Py_complex {
    real: 0.0,
    imag: 0.0,
};

pub(crate) fn quotient(q: Option<(f64, f64)>) -> Py_complex {
    match q {
        Some(q) => complex(q),
        None => {
            set_errno(libc::EDOM);
            ZERO
        }
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyComplex_FromCComplex(c: Py_complex) -> PyResult {
    up(Complex::from_parts(c.real, c.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyComplex_AsCComplex(o: Option<&Object>) -> Py_complex {
    value(
        Py_complex {
            real: -1.0,
            imag: 0.0,
        },
        || Ok(complex(objects::complex::as_parts(some(o)?)?)),
    )
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_sum(a: Py_complex, b: Py_complex) -> Py_complex {
    complex((a.real + b.real, a.imag + b.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_diff(a: Py_complex, b: Py_complex) -> Py_complex {
    complex((a.real - b.real, a.imag - b.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_neg(a: Py_complex) -> Py_complex {
    complex((-a.real, -a.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_prod(a: Py_complex, b: Py_complex) -> Py_complex {
    complex(arith::multiply((a.real, a.imag), (b.real, b.imag)))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_quot(a: Py_complex, b: Py_complex) -> Py_complex {
    quotient(arith::divide((a.real, a.imag), (b.real, b.imag)))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_pow(a: Py_complex, b: Py_complex) -> Py_complex {
    let ((real, imag), defined) = arith::general_power((a.real, a.imag), (b.real, b.imag));
    let overflows = real.is_infinite() || imag.is_infinite();
    // SAFETY: the thread's own variable, which the C library's functions have set on the way.
    set_errno(match unsafe { *libc::__errno_location() } {
        _ if !defined => libc::EDOM,
        0 if overflows => libc::ERANGE,
        libc::ERANGE if !overflows => 0,
        other => other,
    });
    Py_complex { real, imag }
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_c_abs(a: Py_complex) -> f64 {
    match arith::absolute((a.real, a.imag)) {
        Some(v) => {
            set_errno(0);
            v
        }
        None => {
            set_errno(libc::ERANGE);
            f64::INFINITY
        }
    }
}
