//! Arithmetic on ints of one digit and on floats, in place where nobody else holds the operand.

use layout::*;
use objects::float::PyFloat_Type;
use objects::long::PyLong_Type;

use crate::prelude::*;

/// An exact int whose value is one digit or none.
#[inline(always)]
pub fn is_compact_int(value: &StackRef) -> bool {
    // SAFETY: the slot holds an object; the struct is read after the type check.
    unsafe {
        let o = value.ptr();
        (*o).ob_type == PyLong_Type.raw()
            && (*o.cast::<PyLongObject>()).long_value.lv_tag < 2 << NON_SIZE_BITS
    }
}

/// # Safety
/// [`is_compact_int`] holds.
#[inline(always)]
pub unsafe fn compact_value(value: &StackRef) -> i64 {
    // SAFETY: layout.
    unsafe {
        let v = &raw const (*value.ptr().cast::<PyLongObject>()).long_value;
        let sign = 1 - ((*v).lv_tag & SIGN_MASK as usize) as i64;
        sign * (*v).ob_digit[0] as i64
    }
}

/// Releases a compact int: nothing but memory hangs on it.
///
/// # Safety
/// [`is_compact_int`] holds. (The preallocated ints are immortal and never counted down.)
#[inline(always)]
unsafe fn close(value: StackRef) {
    // SAFETY: as the caller says.
    unsafe { value.close_as(objects::long::free_compact) };
}

/// # Safety
/// The slot holds an exact float.
#[inline(always)]
unsafe fn close_float(value: StackRef) {
    // SAFETY: as the caller says.
    unsafe { value.close_as(objects::float::free_exact) };
}

/// # Safety
/// The slot holds an exact int.
#[inline(always)]
pub unsafe fn is_nonzero(value: &StackRef) -> bool {
    // SAFETY: layout.
    unsafe {
        (*value.ptr().cast::<PyLongObject>()).long_value.lv_tag & SIGN_MASK as usize
            != SIGN_ZERO as usize
    }
}

macro_rules! int_operator {
    ($name:ident, $op:ident) => {
        /// # Safety
        /// Both are compact ints.
        #[inline(always)]
        pub unsafe fn $name(left: StackRef, right: StackRef) -> PyResult<StackRef> {
            // SAFETY: as the caller says; one-digit values cannot overflow.
            unsafe {
                let value = compact_value(&left).$op(compact_value(&right));
                let result = int(value);
                close(left);
                close(right);
                result
            }
        }
    };
}
int_operator!(add, wrapping_add);
int_operator!(subtract, wrapping_sub);
int_operator!(multiply, wrapping_mul);

/// An int result: a small one holds no count.
#[inline(always)]
pub fn int(value: i64) -> PyResult<StackRef> {
    if (-(_PY_NSMALLNEGINTS as i64)..=256).contains(&value) {
        return Ok(StackRef::from_immortal(Long::small(value as i32)));
    }
    Ok(StackRef::from_ref(Long::from_i64(value)?))
}

/// The outcome bits of a comparison.
#[inline(always)]
fn outcome(oparg: usize, less: bool, greater: bool, unordered: bool) -> StackRef {
    let bit = if unordered {
        COMPARISON_UNORDERED
    } else if less {
        COMPARISON_LESS_THAN
    } else if greater {
        COMPARISON_GREATER_THAN
    } else {
        COMPARISON_EQUALS
    };
    StackRef::from_immortal(py_bool(oparg & bit as usize != 0))
}

/// # Safety
/// Both are compact ints.
#[inline(always)]
pub unsafe fn compare_compact(oparg: usize, left: StackRef, right: StackRef) -> StackRef {
    // SAFETY: as the caller says.
    unsafe {
        let (l, r) = (compact_value(&left), compact_value(&right));
        close(left);
        close(right);
        outcome(oparg, l < r, l > r, false)
    }
}

/// # Safety
/// The slot holds a float.
#[inline(always)]
pub unsafe fn float_value(value: &StackRef) -> f64 {
    // SAFETY: layout.
    unsafe { (*value.ptr().cast::<PyFloatObject>()).ob_fval }
}

/// # Safety
/// Both are floats.
#[inline(always)]
pub unsafe fn compare_float(oparg: usize, left: StackRef, right: StackRef) -> StackRef {
    // SAFETY: as the caller says.
    unsafe {
        let (l, r) = (float_value(&left), float_value(&right));
        close_float(left);
        close_float(right);
        outcome(oparg, l < r, l > r, l.is_nan() || r.is_nan())
    }
}

macro_rules! float_operator {
    ($name:ident, $op:tt) => {
        /// # Safety
        /// Both are floats.
        #[inline(always)]
        pub unsafe fn $name(left: StackRef, right: StackRef) -> PyResult<StackRef> {
            // SAFETY: as the caller says.
            unsafe {
                let value = float_value(&left) $op float_value(&right);
                float_from(left, right, value)
            }
        }
    };
}
float_operator!(add_float, +);
float_operator!(subtract_float, -);
float_operator!(multiply_float, *);

/// A float result, in an operand that nobody else holds if there is one.
///
/// # Safety
/// Both are exact floats.
#[inline(always)]
pub unsafe fn float_from(left: StackRef, right: StackRef, value: f64) -> PyResult<StackRef> {
    // SAFETY: a float held once, by this stack slot, is not seen by anybody.
    unsafe {
        debug_assert!((*left.ptr()).ob_type == PyFloat_Type.raw());
        if left.owns_count() && crate::operators::is_unique(left.ptr()) {
            (*left.ptr().cast::<PyFloatObject>()).ob_fval = value;
            close_float(right);
            return Ok(left);
        }
        if right.owns_count() && crate::operators::is_unique(right.ptr()) {
            (*right.ptr().cast::<PyFloatObject>()).ob_fval = value;
            close_float(left);
            return Ok(right);
        }
        let result = Float::from_f64(value)?;
        close_float(left);
        close_float(right);
        Ok(StackRef::from_ref(result))
    }
}
