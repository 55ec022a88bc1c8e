//! Operators on constants, evaluated at compile time: within limits, and only where nothing can go wrong.

use super::numbers::{self, Number};
use crate::constant::{Constant, Int};
use crate::opcode::binary_op::*;
use crate::opcode::{CALL_INTRINSIC_1, UNARY_INVERT, UNARY_NEGATIVE, UNARY_NOT};
use crate::text::Wtf8String;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

const MAX_INT_SIZE: u64 = 128; // bits
const MAX_COLLECTION_SIZE: usize = 256; // items
const MAX_STR_SIZE: usize = 4096; // code points or bytes
const MAX_TOTAL_ITEMS: usize = 1024; // with those of nested tuples

pub(super) fn unary(opcode: u16, operand: &Constant) -> Option<Constant> {
    match opcode {
        UNARY_NOT => Some(Constant::Bool(!operand.is_true())),
        UNARY_NEGATIVE => numbers::negative(operand),
        // `~True` is deprecated: the warning comes at run time.
        UNARY_INVERT => match operand {
            Constant::Int(v) => Some(Constant::Int(Int::from(!v.to_bigint()))),
            _ => None,
        },
        CALL_INTRINSIC_1 => Some(match Number::of(operand)? {
            Number::Int(v) => Constant::Int(v),
            _ => operand.clone(),
        }),
        _ => None,
    }
}

pub(super) fn binary(left: &Constant, op: i32, right: &Constant) -> Option<Constant> {
    match op {
        NB_SUBSCR => return subscript(left, right),
        NB_ADD => {
            if let Some(joined) = concatenate(left, right) {
                return Some(joined);
            }
        }
        NB_MULTIPLY => {
            if let Some(repeated) = repeat(left, right) {
                return repeated;
            }
        }
        NB_OR | NB_AND | NB_XOR => {
            if let (Constant::Bool(a), Constant::Bool(b)) = (left, right) {
                return Some(Constant::Bool(match op {
                    NB_OR => a | b,
                    NB_AND => a & b,
                    _ => a ^ b,
                }));
            }
        }
        _ => {}
    }
    let (a, b) = (Number::of(left)?, Number::of(right)?);
    if let (Number::Int(a), Number::Int(b)) = (&a, &b) {
        return integers(a, op, b);
    }
    match op {
        NB_ADD => numbers::add(left, right),
        NB_SUBTRACT => numbers::subtract(left, right),
        NB_MULTIPLY => numbers::multiply(&a, &b),
        NB_TRUE_DIVIDE => numbers::true_divide(&a, &b),
        NB_FLOOR_DIVIDE => Some(Constant::Float(
            numbers::float_divmod(a.real()?, b.real()?)?.0,
        )),
        NB_REMAINDER => Some(Constant::Float(
            numbers::float_divmod(a.real()?, b.real()?)?.1,
        )),
        NB_POWER => numbers::power(&a, &b),
        _ => None,
    }
}

fn integers(a: &Int, op: i32, b: &Int) -> Option<Constant> {
    let big = |v: BigInt| Some(Constant::Int(Int::from(v)));
    let count = || b.to_i64().and_then(|v| u64::try_from(v).ok());
    match op {
        NB_ADD => big(a.to_bigint() + b.to_bigint()),
        NB_SUBTRACT => big(a.to_bigint() - b.to_bigint()),
        NB_MULTIPLY => {
            if !a.is_zero() && !b.is_zero() && a.bits() + b.bits() > MAX_INT_SIZE {
                return None;
            }
            big(a.to_bigint() * b.to_bigint())
        }
        NB_TRUE_DIVIDE => numbers::int_true_divide(a, b).map(Constant::Float),
        NB_FLOOR_DIVIDE => big(numbers::int_divmod(a, b)?.0),
        NB_REMAINDER => big(numbers::int_divmod(a, b)?.1),
        NB_POWER => {
            if b.is_negative() {
                return numbers::power(
                    &Number::Float(Number::Int(a.clone()).real()?),
                    &Number::Float(Number::Int(b.clone()).real()?),
                );
            }
            if a.is_zero() || b.is_zero() {
                return big(BigInt::from(b.is_zero() as u8));
            }
            let exponent = count()?;
            if a.bits() > MAX_INT_SIZE / exponent {
                return None;
            }
            big(a.to_bigint().pow(exponent as u32))
        }
        NB_LSHIFT => {
            if b.is_negative() {
                return None;
            }
            if a.is_zero() || b.is_zero() {
                return big(a.to_bigint());
            }
            let by = count()?;
            if by > MAX_INT_SIZE || a.bits() > MAX_INT_SIZE - by {
                return None;
            }
            big(a.to_bigint() << by)
        }
        NB_RSHIFT => {
            if b.is_negative() {
                return None;
            }
            // Shifting everything out leaves the sign.
            let by = count().unwrap_or(u64::MAX).min(a.bits() + 1);
            big(a.to_bigint() >> by)
        }
        NB_OR => big(a.to_bigint() | b.to_bigint()),
        NB_XOR => big(a.to_bigint() ^ b.to_bigint()),
        NB_AND => big(a.to_bigint() & b.to_bigint()),
        _ => None,
    }
}

fn concatenate(left: &Constant, right: &Constant) -> Option<Constant> {
    Some(match (left, right) {
        (Constant::Str(a), Constant::Str(b)) => {
            let mut joined = a.to_wtf8_string();
            joined.push_wtf8(b);
            Constant::text(joined)
        }
        (Constant::Bytes(a), Constant::Bytes(b)) => Constant::Bytes([&a[..], b].concat()),
        (Constant::Tuple(a), Constant::Tuple(b)) => Constant::Tuple([&a[..], b].concat()),
        _ => return None,
    })
}

fn as_int(c: &Constant) -> Option<Int> {
    match c {
        Constant::Int(v) => Some(v.clone()),
        Constant::Bool(v) => Some(Int::Small(*v as i64)),
        _ => None,
    }
}

/// Whether `items` and what they contain come to at most `limit`; what remains of it.
fn remaining(items: &[Constant], limit: usize) -> Option<usize> {
    items
        .iter()
        .try_fold(limit.checked_sub(items.len())?, |limit, item| match item {
            Constant::Tuple(items) => remaining(items, limit),
            _ => Some(limit),
        })
}

/// `sequence * n` in either order. The outer `None`: neither is a sequence.
fn repeat(left: &Constant, right: &Constant) -> Option<Option<Constant>> {
    let (sequence, count) = match (left, right) {
        (Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_), n) => (left, n),
        (n, Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)) => (right, n),
        _ => return None,
    };
    let Some(count) = as_int(count) else {
        return Some(None);
    };
    let (size, limit) = match sequence {
        Constant::Str(s) => (s.code_point_count(), MAX_STR_SIZE),
        Constant::Bytes(b) => (b.len(), MAX_STR_SIZE),
        Constant::Tuple(t) => (t.len(), MAX_COLLECTION_SIZE),
        _ => return None,
    };
    // The count must fit an index even where there is nothing to repeat.
    let Some(n) = count.to_i64() else {
        return Some(None);
    };
    let n = match (limit.checked_div(size), usize::try_from(n)) {
        (None, _) => 0,
        (Some(most), Ok(n)) if n <= most => n,
        _ => return Some(None),
    };
    Some(Some(match sequence {
        Constant::Str(s) => match Wtf8String::from_bytes(s.as_bytes().repeat(n)) {
            Ok(s) => Constant::text(s),
            Err(_) => return Some(None),
        },
        Constant::Bytes(b) => Constant::Bytes(b.repeat(n)),
        Constant::Tuple(t) => {
            if n > 0 && remaining(t, MAX_TOTAL_ITEMS / n).is_none() {
                return Some(None);
            }
            Constant::Tuple(std::iter::repeat_n(t, n).flatten().cloned().collect())
        }
        _ => return None,
    }))
}

/// Indices that `slice` selects from a sequence of `len` items; `None` where Python raises.
fn slice_indices(slice: &[Constant; 3], len: usize) -> Option<Vec<usize>> {
    let part = |c: &Constant| match c {
        Constant::None => Some(None),
        // What does not fit is as good as the end.
        _ => as_int(c).map(|v| {
            Some(
                v.to_i64()
                    .unwrap_or(if v.is_negative() { i64::MIN } else { i64::MAX }),
            )
        }),
    };
    let step = part(&slice[2])?.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return None;
    }
    let len = len as i64;
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clamp = |v: i64| {
        if v < 0 {
            v.saturating_add(len).max(low)
        } else {
            v.min(high)
        }
    };
    let start = part(&slice[0])?.map_or(if step < 0 { high } else { low }, clamp);
    let stop = part(&slice[1])?.map_or(if step < 0 { low } else { high }, clamp);
    let mut indices = Vec::new();
    let mut at = start;
    while if step < 0 { at > stop } else { at < stop } {
        indices.push(at as usize);
        at = match at.checked_add(step) {
            Some(at) => at,
            None => break,
        };
    }
    Some(indices)
}

fn subscript(sequence: &Constant, index: &Constant) -> Option<Constant> {
    enum Picked {
        One(usize),
        Many(Vec<usize>),
    }
    let code_points: Vec<u32>;
    let len = match sequence {
        Constant::Str(s) => {
            code_points = s.code_points().collect();
            code_points.len()
        }
        Constant::Bytes(b) => {
            code_points = Vec::new();
            b.len()
        }
        Constant::Tuple(t) => {
            code_points = Vec::new();
            t.len()
        }
        _ => return None,
    };
    let picked = match index {
        Constant::Slice(slice) => Picked::Many(slice_indices(slice, len)?),
        _ => {
            let i = as_int(index)?.to_i64()?;
            let i = if i < 0 { i.checked_add(len as i64)? } else { i };
            Picked::One(usize::try_from(i).ok().filter(|i| *i < len)?)
        }
    };
    Some(match (sequence, picked) {
        (Constant::Str(_), Picked::One(i)) => {
            Constant::text(std::iter::once(code_points[i]).collect())
        }
        (Constant::Str(_), Picked::Many(many)) => {
            Constant::text(many.into_iter().map(|i| code_points[i]).collect())
        }
        (Constant::Bytes(b), Picked::One(i)) => Constant::int(b[i].to_i64()?),
        (Constant::Bytes(b), Picked::Many(many)) => {
            Constant::Bytes(many.into_iter().map(|i| b[i]).collect())
        }
        (Constant::Tuple(t), Picked::One(i)) => t[i].clone(),
        (Constant::Tuple(t), Picked::Many(many)) => {
            Constant::Tuple(many.into_iter().map(|i| t[i].clone()).collect())
        }
        _ => return None,
    })
}
