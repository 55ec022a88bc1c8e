//! What the operator instructions do beyond the object protocol.

use core::ffi::c_int;

use base::refcount;
use layout::*;
use objects::abstract_::number;

use crate::prelude::*;

/// `BINARY_OP`: the operators in the order of `NB_*`, then their in-place forms, then the subscript.
pub fn binary(oparg: usize, left: &Object, right: &Object) -> PyResult {
    match oparg as c_int {
        NB_ADD => number::add(left, right),
        NB_AND => number::and(left, right),
        NB_FLOOR_DIVIDE => number::floor_divide(left, right),
        NB_LSHIFT => number::lshift(left, right),
        NB_MATRIX_MULTIPLY => number::matrix_multiply(left, right),
        NB_MULTIPLY => number::multiply(left, right),
        NB_REMAINDER => number::remainder(left, right),
        NB_OR => number::or(left, right),
        NB_POWER => number::power(left, right, none()),
        NB_RSHIFT => number::rshift(left, right),
        NB_SUBTRACT => number::subtract(left, right),
        NB_TRUE_DIVIDE => number::true_divide(left, right),
        NB_XOR => number::xor(left, right),
        NB_INPLACE_ADD => number::inplace_add(left, right),
        NB_INPLACE_AND => number::inplace_and(left, right),
        NB_INPLACE_FLOOR_DIVIDE => number::inplace_floor_divide(left, right),
        NB_INPLACE_LSHIFT => number::inplace_lshift(left, right),
        NB_INPLACE_MATRIX_MULTIPLY => number::inplace_matrix_multiply(left, right),
        NB_INPLACE_MULTIPLY => number::inplace_multiply(left, right),
        NB_INPLACE_REMAINDER => number::inplace_remainder(left, right),
        NB_INPLACE_OR => number::inplace_or(left, right),
        NB_INPLACE_POWER => number::inplace_power(left, right, none()),
        NB_INPLACE_RSHIFT => number::inplace_rshift(left, right),
        NB_INPLACE_SUBTRACT => number::inplace_subtract(left, right),
        NB_INPLACE_TRUE_DIVIDE => number::inplace_true_divide(left, right),
        NB_INPLACE_XOR => number::inplace_xor(left, right),
        NB_SUBSCR => left.get_item(right),
        _ => Err(raise!(SystemError, "unknown binary operator {}", oparg)),
    }
}

/// `COMPARE_OP`.
#[inline(always)]
pub fn compare(oparg: usize, left: &Object, right: &Object) -> PyResult<StackRef> {
    let op = match oparg >> 5 {
        0 => CompareOp::Lt,
        1 => CompareOp::Le,
        2 => CompareOp::Eq,
        3 => CompareOp::Ne,
        4 => CompareOp::Gt,
        _ => CompareOp::Ge,
    };
    let result = left.rich_compare(right, op)?;
    if oparg & 16 != 0 {
        let truth = result.is_true()?;
        return Ok(StackRef::from_immortal(py_bool(truth)));
    }
    Ok(StackRef::from_ref(result))
}

/// Is the slot `True`? Takes it over; a bool holds no count.
#[inline(always)]
pub fn is_true_singleton(value: StackRef) -> bool {
    let truth = core::ptr::eq(value.ptr(), py_bool(true).as_ptr());
    let _immortal = value.into_bits();
    truth
}

/// A conditional jump; a `NOT_TAKEN` that follows is passed over.
///
/// # Safety
/// `next` is in the bytecode.
#[inline(always)]
pub unsafe fn branch(jump: bool, next: Ip, oparg: usize) -> Jump {
    // SAFETY: within the code.
    unsafe {
        Jump::To(next.add(if jump {
            oparg
        } else {
            usize::from((*next).op.code == layout::NOT_TAKEN as u8)
        }))
    }
}

/// A conditional jump that tools watch.
///
/// # Safety
/// A running frame.
pub unsafe fn branch_monitored(
    ts: Ts,
    frame: Frame,
    ip: Ip,
    jump: bool,
    next: Ip,
    oparg: usize,
) -> PyResult<Jump> {
    // SAFETY: within the code.
    unsafe {
        if jump {
            let kind = crate::monitor::events::BRANCH_RIGHT;
            crate::monitor::jump(ts, frame, ip, ip, next.add(oparg), kind)?;
            return Ok(Jump::To(next.add(oparg)));
        }
        Ok(Jump::To(next))
    }
}

/// # Safety
/// The slot holds a list.
#[inline(always)]
pub unsafe fn list_len(list: &StackRef) -> usize {
    // SAFETY: layout.
    unsafe { (*list.ptr().cast::<PyVarObject>()).ob_size as usize }
}

/// # Safety
/// The slot holds a str.
#[inline(always)]
pub unsafe fn str_len(s: &StackRef) -> usize {
    // SAFETY: layout.
    unsafe { (*s.ptr().cast::<PyASCIIObject>()).length as usize }
}

/// # Safety
/// The slot holds an object.
#[inline(always)]
pub unsafe fn type_version_is(value: &StackRef, version: u32) -> bool {
    // SAFETY: live.
    unsafe { (*(*value.ptr()).ob_type).tp_version_tag == version }
}

/// # Safety
/// Both slots hold strings.
#[inline(always)]
pub unsafe fn str_equal(left: &StackRef, right: &StackRef) -> bool {
    // SAFETY: layout.
    unsafe {
        left.ptr() == right.ptr()
            || Str::from_raw(left.ptr().cast()).eq_str(Str::from_raw(right.ptr().cast()))
    }
}

/// # Safety
/// Both slots hold strings.
pub unsafe fn concat(left: &StackRef, right: &StackRef) -> PyResult {
    // SAFETY: layout.
    unsafe {
        let right = Str::from_raw(right.ptr().cast());
        Ok(Str::from_raw(left.ptr().cast()).concat(right)?.upcast())
    }
}

/// Is `at` a `STORE_FAST` to a local that holds the very object?
///
/// # Safety
/// `at` is in the frame's bytecode.
#[inline(always)]
pub unsafe fn is_next_local(frame: Frame, at: Ip, value: &StackRef) -> bool {
    // SAFETY: within the code.
    unsafe {
        (*at).op.code == layout::STORE_FAST as u8
            && (*local(frame, (*at).op.arg as usize)).ptr() == value.ptr()
    }
}

/// `local += right` for strings, where `left` is the local's value: the local gives up its reference, so that the only
/// one left may be extended in place.
///
/// # Safety
/// [`is_next_local`] held for `left`.
pub unsafe fn append_in_place(
    frame: Frame,
    at: Ip,
    left: StackRef,
    right: &StackRef,
) -> PyResult<()> {
    // SAFETY: the slot and `left` are the same string.
    unsafe {
        let slot = local(frame, (*at).op.arg as usize);
        let old = slot.replace(StackRef::NULL);
        // Keep one owned reference: `left` may be a borrow of the local.
        let text = if left.owns_count() {
            old.close();
            left.into_ref()
        } else {
            let _borrowed = left.into_bits();
            old.into_ref()
        };
        let text: Ref<Str> = text.downcast_into_unchecked();
        let grown = Str::append_in_place(text, Str::from_raw(right.ptr().cast()))?;
        slot.write(StackRef::from_ref(grown));
    }
    Ok(())
}

type GuardFn = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> core::ffi::c_int;
type ActionFn = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;

/// # Safety
/// `descriptor` is a specialisation's descriptor.
#[inline(always)]
pub unsafe fn extend_guard(left: &StackRef, right: &StackRef, descriptor: u64) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let d = descriptor as *const _PyBinaryOpSpecializationDescr;
        let guard: Option<GuardFn> = (*d).guard;
        guard.is_some_and(|g| g(left.ptr(), right.ptr()) != 0)
    }
}

/// # Safety
/// The guard held.
#[inline(always)]
pub unsafe fn extend_action(left: &StackRef, right: &StackRef, descriptor: u64) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let d = descriptor as *const _PyBinaryOpSpecializationDescr;
        let action: Option<ActionFn> = (*d).action;
        match action {
            Some(a) => Ref::from_c(a(left.ptr(), right.ptr())),
            None => Err(objects::exceptions::bad_internal_call()),
        }
    }
}

/// Does the caller hold the only reference?
///
/// # Safety
/// `o` is live.
#[inline(always)]
pub unsafe fn is_unique(o: *mut PyObject) -> bool {
    // SAFETY: live.
    unsafe { refcount::is_unique(o) }
}
