//! `PyLong_Type` and its slots.

use core::ffi::c_int;

use base::{Hash, Object, PyResult, Ref, Status};
use layout::*;

use super::arith::exact;
use super::{Long, SHIFT, decimal, power};
use crate::abstract_::CompareOp;
use crate::prelude::*;
use crate::{Type, freelist, slots};

/// 2**61 - 1, what numeric hashes are taken modulo.
pub const HASH_MODULUS: u64 = (1 << 61) - 1;

impl Long {
    /// The value modulo 2**61 - 1, with the sign of the value; never -1.
    #[inline]
    pub fn hash_value(&self) -> Py_hash_t {
        if self.is_compact() {
            let value = self.compact_value();
            return if value == -1 { -2 } else { value };
        }
        let mut x = 0u64;
        for &d in self.digits().iter().rev() {
            // Multiplying by 2**30 modulo 2**61 - 1 rotates 61 bits.
            x = ((x << SHIFT) & HASH_MODULUS) | (x >> (61 - SHIFT));
            x += u64::from(d);
            if x >= HASH_MODULUS {
                x -= HASH_MODULUS;
            }
        }
        let x = x as Py_hash_t;
        match if self.is_negative() { -x } else { x } {
            -1 => -2,
            h => h,
        }
    }
}

extern "C" fn long_repr(this: &Long) -> PyResult {
    decimal(this).map(Ref::upcast)
}

extern "C" fn long_hash(this: &Long) -> Hash {
    Hash(this.hash_value())
}

/// The answer of a comparison slot.
pub(crate) fn ordered(order: core::cmp::Ordering, op: c_int) -> PyResult {
    Ok(py_bool(CompareOp::from_c(op).holds(order)).to_ref())
}

extern "C" fn long_richcompare(this: &Long, other: &Object, op: c_int) -> PyResult {
    match other.downcast::<Long>() {
        Some(other) => ordered(super::compare(this, other), op),
        None => not_implemented_result(),
    }
}

extern "C" fn long_dealloc(this: *mut Long) {
    // SAFETY: the count fell to zero; what is exact and compact goes on the free list, which keeps such blocks only.
    unsafe {
        let o = this.cast::<PyLongObject>();
        let tag = (*o).long_value.lv_tag;
        if tag & IMMORTALITY_BIT_MASK as usize != 0 {
            // A preallocated int lost more references than were taken, in some extension: it lives on.
            base::refcount::set_immortal(o.cast());
            return;
        }
        if core::ptr::eq((*o).ob_base.ob_type, PyLong_Type.raw()) {
            let compact = tag < 2 << NON_SIZE_BITS;
            if compact {
                free_compact(o);
            } else {
                base::mem::free(base::mem::Domain::Obj, o.cast());
            }
            return;
        }
        freelist::free_instance(o.cast());
    }
}

/// Frees a dead int of one digit that is neither a subclass's nor preallocated, for callers that know.
///
/// # Safety
/// The count is zero; the type is `int` itself; the value is compact.
#[inline]
pub unsafe fn free_compact(o: *mut PyLongObject) {
    // SAFETY: dead, says the caller.
    unsafe {
        let list = &raw mut (*freelist::lists()).ints;
        if !freelist::push(list, o, Py_ints_MAXFREELIST) {
            base::mem::free(base::mem::Domain::Obj, o.cast());
        }
    }
}

macro_rules! binary_slots {
    ($($name:ident => $body:expr;)*) => {
        $(extern "C" fn $name(a: &Object, b: &Object) -> PyResult {
            match (a.downcast::<Long>(), b.downcast::<Long>()) {
                (Some(a), Some(b)) => {
                    let f: fn(&Long, &Long) -> PyResult = $body;
                    f(a, b)
                }
                _ => not_implemented_result(),
            }
        })*
    };
}

binary_slots! {
    long_add => |a, b| super::add(a, b).map(Ref::upcast);
    long_subtract => |a, b| super::subtract(a, b).map(Ref::upcast);
    long_multiply => |a, b| super::multiply(a, b).map(Ref::upcast);
    long_remainder => |a, b| super::remainder(a, b).map(Ref::upcast);
    long_floor_divide => |a, b| super::floor_divide(a, b).map(Ref::upcast);
    long_true_divide => |a, b| Float::from_f64(super::true_divide(a, b)?).map(Ref::upcast);
    long_divmod => |a, b| {
        let (q, r) = super::divmod(a, b)?;
        Tuple::from_array([q.upcast(), r.upcast()]).map(Ref::upcast)
    };
    long_lshift => |a, b| super::lshift(a, b).map(Ref::upcast);
    long_rshift => |a, b| super::rshift(a, b).map(Ref::upcast);
    long_and => |a, b| super::and(a, b).map(Ref::upcast);
    long_xor => |a, b| super::xor(a, b).map(Ref::upcast);
    long_or => |a, b| super::or(a, b).map(Ref::upcast);
}

extern "C" fn long_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
    power::power_slot(a, b, modulus)
}

extern "C" fn long_negative(this: &Long) -> PyResult {
    super::negative(this).map(Ref::upcast)
}

extern "C" fn long_exact(this: &Long) -> PyResult {
    exact(this).map(Ref::upcast)
}

extern "C" fn long_absolute(this: &Long) -> PyResult {
    if this.is_negative() {
        super::negative(this).map(Ref::upcast)
    } else {
        exact(this).map(Ref::upcast)
    }
}

extern "C" fn long_invert(this: &Long) -> PyResult {
    super::invert(this).map(Ref::upcast)
}

extern "C" fn long_bool(this: &Long) -> Status {
    Status(c_int::from(!this.is_zero()))
}

extern "C" fn long_float(this: &Long) -> PyResult {
    Float::from_f64(this.as_f64()?).map(Ref::upcast)
}

static mut AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: slots::number(long_add),
    nb_subtract: slots::number(long_subtract),
    nb_multiply: slots::number(long_multiply),
    nb_remainder: slots::number(long_remainder),
    nb_divmod: slots::number(long_divmod),
    nb_power: slots::power(long_power),
    nb_negative: slots::unary(long_negative),
    nb_positive: slots::unary(long_exact),
    nb_absolute: slots::unary(long_absolute),
    nb_bool: slots::inquiry(long_bool),
    nb_invert: slots::unary(long_invert),
    nb_lshift: slots::number(long_lshift),
    nb_rshift: slots::number(long_rshift),
    nb_and: slots::number(long_and),
    nb_xor: slots::number(long_xor),
    nb_or: slots::number(long_or),
    nb_int: slots::unary(long_exact),
    nb_float: slots::unary(long_float),
    nb_floor_divide: slots::number(long_floor_divide),
    nb_true_divide: slots::number(long_true_divide),
    nb_index: slots::unary(long_exact),
    // SAFETY: all-zero is valid for the struct.
    ..unsafe { zeroed() }
};

extern "C" fn long_vectorcall(
    cls: &Type,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    if kwnames.is_some_and(|k| !k.is_empty()) {
        // SAFETY: the arguments of a call, as they came.
        return unsafe {
            let names = kwnames.map_or(core::ptr::null_mut(), |k| k.as_ptr());
            Ref::from_c(Long::VECTORCALL(cls.as_ptr(), args, nargsf, names))
        };
    }
    let n = nargsf & !(PY_VECTORCALL_ARGUMENTS_OFFSET as usize);
    // SAFETY: `n` live arguments.
    let arg = |i: usize| (i < n).then(|| unsafe { Object::from_ptr(*args.add(i)) });
    if n > 2 {
        return Err(raise!(
            TypeError,
            "int expected at most 2 arguments, got {n}"
        ));
    }
    super::methods::construct(arg(0), arg(1)).map(Ref::upcast)
}

#[unsafe(no_mangle)]
pub static PyLong_Type: Type = Type::new(PyTypeObject {
    tp_name: c"int".as_ptr(),
    tp_basicsize: core::mem::offset_of!(PyLongObject, long_value) as isize
        + core::mem::offset_of!(_PyLongValue, ob_digit) as isize,
    tp_itemsize: 4,
    tp_dealloc: slots::dealloc(long_dealloc),
    tp_repr: slots::repr(long_repr),
    tp_as_number: &raw mut AS_NUMBER,
    tp_hash: slots::hash(long_hash),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LONG_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    tp_doc: Long::DOC,
    tp_richcompare: slots::richcompare(long_richcompare),
    tp_methods: Long::METHODS,
    tp_getset: Long::GETSET,
    tp_new: Some(Long::NEW),
    tp_vectorcall: slots::vectorcall::<Type>(long_vectorcall),
    ..Type::EMPTY
});
