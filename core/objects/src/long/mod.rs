//! `int`: compact small values, 30-bit digits.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `int`.
    pub Long, layout::PyLongObject, "int", |o| crate::type_::has_flag(o, layout::Py_TPFLAGS_LONG_SUBCLASS)
);

impl Long {
    pub fn from_i64(value: i64) -> PyResult<Ref<Long>> {
        todo!()
    }
    pub fn from_u64(value: u64) -> PyResult<Ref<Long>> {
        todo!()
    }
    pub fn from_isize(value: isize) -> PyResult<Ref<Long>> {
        todo!()
    }
    pub fn from_usize(value: usize) -> PyResult<Ref<Long>> {
        todo!()
    }
    /// One of the preallocated ints, -5 to 256.
    pub fn small(value: i32) -> &'static Long {
        todo!()
    }
    pub fn from_f64(value: f64) -> PyResult<Ref<Long>> {
        todo!()
    }
    pub fn from_bigint(value: &num_bigint::BigInt) -> PyResult<Ref<Long>> {
        todo!()
    }
    pub fn to_bigint(&self) -> num_bigint::BigInt {
        todo!()
    }
    pub fn from_pointer(p: *const core::ffi::c_void) -> PyResult<Ref<Long>> {
        todo!()
    }
    /// OverflowError "Python int too large to convert to C long".
    pub fn as_i64(&self) -> PyResult<i64> {
        todo!()
    }
    /// None on overflow, no exception.
    pub fn to_i64(&self) -> Option<i64> {
        todo!()
    }
    pub fn as_u64(&self) -> PyResult<u64> {
        todo!()
    }
    /// OverflowError "Python int too large to convert to C ssize_t".
    pub fn as_isize(&self) -> PyResult<isize> {
        todo!()
    }
    pub fn as_i32(&self) -> PyResult<i32> {
        todo!()
    }
    /// Low 64 bits, two's complement (`PyLong_AsUnsignedLongLongMask`).
    pub fn as_u64_mask(&self) -> u64 {
        todo!()
    }
    pub fn as_f64(&self) -> PyResult<f64> {
        todo!()
    }
    pub fn is_negative(&self) -> bool {
        todo!()
    }
    pub fn is_zero(&self) -> bool {
        todo!()
    }
    /// Is the value one digit or less?
    pub fn is_compact(&self) -> bool {
        todo!()
    }
    /// The value of a compact int.
    pub fn compact_value(&self) -> isize {
        todo!()
    }
    /// `int(text, base)` for text without the object.
    pub fn from_str_radix(text: &str, base: u32) -> PyResult<Ref<Long>> {
        todo!()
    }
    /// `int(x)`: `__int__`, `__index__`, `__trunc__`-less 3.14 rules, str, bytes.
    pub fn from_object(o: &Object) -> PyResult<Ref<Long>> {
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyLong_Type: Type = Type::new(PyTypeObject {
    tp_name: c"int".as_ptr(),
    tp_basicsize: size_of::<layout::PyLongObject>() as isize,
    tp_itemsize: 4,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LONG_SUBCLASS,
    ..Type::EMPTY
});
