//! `internal/pycore_complexobject.h`: complex and real operands mixed.

use layout::Py_complex;
use objects::complex::arith;

use crate::cpython::complexobject::{complex, quotient};

#[unsafe(no_mangle)]
pub extern "C" fn _Py_cr_sum(a: Py_complex, b: f64) -> Py_complex {
    complex((a.real + b, a.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_cr_diff(a: Py_complex, b: f64) -> Py_complex {
    complex((a.real - b, a.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_rc_diff(a: f64, b: Py_complex) -> Py_complex {
    complex((a - b.real, -b.imag))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_cr_prod(a: Py_complex, b: f64) -> Py_complex {
    complex((a.real * b, a.imag * b))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_cr_quot(a: Py_complex, b: f64) -> Py_complex {
    if b == 0.0 {
        return quotient(None);
    }
    complex((a.real / b, a.imag / b))
}

#[unsafe(no_mangle)]
pub extern "C" fn _Py_rc_quot(a: f64, b: Py_complex) -> Py_complex {
    quotient(arith::divide_real(a, (b.real, b.imag)))
}
