//! Arithmetic on any objects (`PyNumber_*`).

use base::{Object, PyResult, Ref};

pub fn add(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn subtract(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn multiply(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn matrix_multiply(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn true_divide(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn floor_divide(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn remainder(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn divmod(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn lshift(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn rshift(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn and(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn or(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn xor(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_add(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_subtract(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_multiply(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_matrix_multiply(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_true_divide(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_floor_divide(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_remainder(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_lshift(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_rshift(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_and(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_or(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn inplace_xor(a: &Object, b: &Object) -> PyResult {
    todo!()
}
pub fn power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    todo!()
}
pub fn inplace_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    todo!()
}
pub fn negative(a: &Object) -> PyResult {
    todo!()
}
pub fn positive(a: &Object) -> PyResult {
    todo!()
}
pub fn absolute(a: &Object) -> PyResult {
    todo!()
}
pub fn invert(a: &Object) -> PyResult {
    todo!()
}
/// `PyNumber_Long`.
pub fn long(a: &Object) -> PyResult {
    todo!()
}
/// `PyNumber_Float`.
pub fn float(a: &Object) -> PyResult {
    todo!()
}
