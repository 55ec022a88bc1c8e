//! Shifts and the operations on two's complement.

use base::{PyResult, Ref};

use super::arith::{add, negative, short_value};
use super::{Fresh, Long, MASK, SHIFT, digits};
use crate::raise;

/// `~a`
pub fn invert(a: &Long) -> PyResult<Ref<Long>> {
    if a.is_compact() {
        return Long::from_i64(!(a.compact_value() as i64));
    }
    negative(&*add(a, Long::small(1))?)
}

/// Whole digits and remaining bits of a shift count; too large a count is `None`.
fn split_count(count: &Long) -> PyResult<Option<(usize, u32)>> {
    if count.is_negative() {
        return Err(raise!(ValueError, "negative shift count"));
    }
    Ok(count.to_i64().map(|n| {
        (
            (n / i64::from(SHIFT)) as usize,
            (n % i64::from(SHIFT)) as u32,
        )
    }))
}

pub fn lshift(a: &Long, count: &Long) -> PyResult<Ref<Long>> {
    let split = split_count(count)?;
    if a.is_zero() {
        return Long::from_i64(0);
    }
    match split {
        Some((words, bits)) => lshift_by(a, words, bits),
        None => Err(raise!(OverflowError, "too many digits in integer")),
    }
}

/// `a << (words * 30 + bits)`
pub fn lshift_by(a: &Long, words: usize, bits: u32) -> PyResult<Ref<Long>> {
    if words == 0 && a.is_compact() {
        return Long::from_i64((a.compact_value() as i64) << bits);
    }
    if words <= 1
        && let Some(value) = short_value(a)
    {
        let count = words as u32 * SHIFT + bits;
        let shifted = value << count;
        if shifted >> count == value {
            return Long::from_i64(shifted);
        }
    }
    let source = a.digits();
    if source.is_empty() {
        return Long::from_i64(0);
    }
    let mut out = Fresh::new(words.saturating_add(source.len() + 1))?;
    digits::shift_left(&mut out.digits()[words..], source, bits);
    out.finish(a.is_negative())
}

pub fn rshift(a: &Long, count: &Long) -> PyResult<Ref<Long>> {
    match split_count(count)? {
        _ if a.is_zero() => Long::from_i64(0),
        Some((words, bits)) => rshift_by(a, words, bits),
        None => Long::from_i64(if a.is_negative() { -1 } else { 0 }),
    }
}

/// `a >> (words * 30 + bits)`, rounding down.
pub fn rshift_by(a: &Long, words: usize, bits: u32) -> PyResult<Ref<Long>> {
    if let Some(value) = short_value(a) {
        let count = words
            .saturating_mul(SHIFT as usize)
            .saturating_add(bits as usize);
        return Long::from_i64(value >> count.min(63));
    }
    let source = a.digits();
    if words >= source.len() {
        return Long::from_i64(if a.is_negative() { -1 } else { 0 });
    }
    let (low, high) = source.split_at(words);
    // A negative value rounds away from zero if a bit that is not zero falls out.
    let lost = a.is_negative() && (low.iter().any(|d| *d != 0) || high[0] & ((1 << bits) - 1) != 0);
    let mut out = Fresh::new(high.len() + usize::from(lost))?;
    digits::shift_right(&mut out.digits()[..high.len()], high, bits);
    if lost {
        for d in out.digits() {
            *d += 1;
            if *d <= MASK {
                break;
            }
            *d = 0;
        }
    }
    out.finish(a.is_negative())
}

macro_rules! operations {
    ($($name:ident, $op:tt;)*) => {
        $(pub fn $name(a: &Long, b: &Long) -> PyResult<Ref<Long>> {
            if a.is_compact() && b.is_compact() {
                return Long::from_i64(a.compact_value() as i64 $op b.compact_value() as i64);
            }
            if let (Some(x), Some(y)) = (short_value(a), short_value(b)) {
                return Long::from_i64(x $op y);
            }
            combine(a, b, |x, y| x $op y)
        })*
    };
}

operations! {
    and, &;
    or, |;
    xor, ^;
}

/// The digits of a value in two's complement, without end: past the magnitude they repeat the sign.
struct Complement<'a> {
    digits: core::slice::Iter<'a, u32>,
    negative: bool,
    carry: u32,
}

impl<'a> Complement<'a> {
    fn new(a: &'a Long) -> Self {
        Complement {
            digits: a.digits().iter(),
            negative: a.is_negative(),
            carry: 1,
        }
    }

    fn next(&mut self) -> u32 {
        let d = self.digits.next().copied().unwrap_or(0);
        if !self.negative {
            return d;
        }
        let d = (d ^ MASK) + self.carry;
        self.carry = d >> SHIFT;
        d & MASK
    }
}

fn combine(a: &Long, b: &Long, op: impl Fn(u32, u32) -> u32) -> PyResult<Ref<Long>> {
    let sign = |x: &Long| if x.is_negative() { MASK } else { 0 };
    let negative = op(sign(a), sign(b)) & MASK != 0;
    let n = a.digits().len().max(b.digits().len());
    let (mut x, mut y) = (Complement::new(a), Complement::new(b));
    // A negative result's magnitude may need one digit more: -2**(30n).
    let mut out = Fresh::new(n + 1)?;
    let mut carry = 1;
    for o in out.digits() {
        let d = op(x.next(), y.next()) & MASK;
        *o = if negative {
            let d = (d ^ MASK) + carry;
            carry = d >> SHIFT;
            d & MASK
        } else {
            d
        };
    }
    out.finish(negative)
}
