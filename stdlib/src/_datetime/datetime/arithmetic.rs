//! Reckoning with datetimes: sums and differences, order and hash. An aware one counts by its time in UTC.

use core::cmp::Ordering;
use core::ffi::c_int;

use layout::*;
use objects::prelude::*;
use objects::slots;

use super::super::calendar::{self, Clock, Day};
use super::super::date::hash_data;
use super::super::delta::{self, Delta};
use super::super::timed::{self, Timed};
use super::{DateTime, Moment, new_of_class, new_unchecked};

/// The day and time that so many microseconds since the 0th of January of year 1 are.
fn from_total_us(total: i128) -> PyResult<(Day, Clock)> {
    let per_day = 86_400 * 1_000_000;
    let (ordinal, rest) = (total.div_euclid(per_day), total.rem_euclid(per_day));
    if !(1..=i128::from(calendar::MAX_ORDINAL)).contains(&ordinal) {
        return Err(raise!(OverflowError, "date value out of range"));
    }
    let clock = Clock::from_seconds((rest / 1_000_000) as i32, (rest % 1_000_000) as i32);
    Ok((Day::from_ordinal(ordinal as i32), clock))
}

impl DateTime {
    /// Does the offset depend on the fold? Then the datetime equals none of another zone.
    fn depends_on_fold(&self, offset: Option<&Delta>) -> PyResult<bool> {
        let mut m = self.moment();
        m.fold = 1 - m.fold;
        let flipped = new_unchecked(m, self.class())?.offset()?;
        Ok(flipped.as_ref().map(|d| d.parts()) != offset.map(Delta::parts))
    }

    /// Microseconds since the 0th of January of year 1.
    pub(super) fn total_us(&self) -> i128 {
        let seconds =
            i128::from(self.day().ordinal()) * 86_400 + i128::from(self.clock().seconds());
        seconds * 1_000_000 + i128::from(self.clock().us)
    }

    /// The day and time so much later (or earlier).
    pub(super) fn moved(&self, delta: &Delta, back: bool) -> PyResult<(Day, Clock)> {
        let us = delta.total_us();
        from_total_us(self.total_us() + if back { -us } else { us })
    }

    /// `self + delta`, or `self - delta`.
    pub fn plus(&self, delta: &Delta, back: bool) -> PyResult {
        let (day, clock) = self.moved(delta, back)?;
        let m = Moment {
            day,
            clock,
            tzinfo: self.tzinfo(),
            fold: 0,
        };
        new_of_class(m, self.class())
    }

    /// `self - other`.
    pub fn minus(&self, other: &DateTime) -> PyResult<Ref<Delta>> {
        let plain = self.total_us() - other.total_us();
        if self.same_zone(other) {
            return delta::from_us(plain, &delta::DELTA);
        }
        let us = match (self.offset()?, other.offset()?) {
            (None, None) => plain,
            (Some(a), Some(b)) => plain - a.total_us() + b.total_us(),
            _ => return Err(mixed()),
        };
        delta::from_us(us, &delta::DELTA)
    }

    pub(super) extern "C" fn hash(this: &DateTime) -> base::Hash {
        timed::hash(this, || this.compute_hash()).into()
    }

    fn compute_hash(&self) -> PyResult<Py_hash_t> {
        let offset = if self.fold() == 0 {
            self.offset()?
        } else {
            let m = Moment {
                fold: 0,
                ..self.moment()
            };
            new_unchecked(m, self.class())?.offset()?
        };
        match offset {
            None => Ok(hash_data(&self.data())),
            Some(offset) => {
                delta::from_us(self.total_us() - offset.total_us(), &delta::DELTA)?.hash()
            }
        }
    }

    pub(super) extern "C" fn richcompare(this: &DateTime, other: &Object, op: c_int) -> PyResult {
        let Some(other) = other.downcast::<DateTime>() else {
            return not_implemented_result();
        };
        let op = CompareOp::from_c(op);
        let answer = |order: Ordering| Ok(py_bool(op.holds(order)).to_ref().upcast());
        if this.same_zone(other) {
            return answer(this.data().cmp(&other.data()));
        }
        let (a, b) = (this.offset()?, other.offset()?);
        let mut order = match (&a, &b) {
            (None, None) => this.data().cmp(&other.data()),
            (Some(x), Some(y)) => {
                (this.total_us() - x.total_us()).cmp(&(other.total_us() - y.total_us()))
            }
            _ if op == CompareOp::Eq => return Ok(py_bool(false).to_ref().upcast()),
            _ if op == CompareOp::Ne => return Ok(py_bool(true).to_ref().upcast()),
            _ => {
                return Err(raise!(
                    TypeError,
                    "can't compare offset-naive and offset-aware datetimes"
                ));
            }
        };
        if matches!(op, CompareOp::Eq | CompareOp::Ne)
            && order.is_eq()
            && (this.depends_on_fold(a.as_deref())? || other.depends_on_fold(b.as_deref())?)
        {
            order = Ordering::Greater;
        }
        answer(order)
    }
}

pub(super) fn mixed() -> Raised {
    raise!(
        TypeError,
        "can't subtract offset-naive and offset-aware datetimes"
    )
}

extern "C" fn add(a: &Object, b: &Object) -> PyResult {
    let (dt, delta) = match (a.downcast::<DateTime>(), b.downcast::<DateTime>()) {
        (Some(dt), _) => (dt, b),
        (None, Some(dt)) => (dt, a),
        _ => return not_implemented_result(),
    };
    match delta.downcast::<Delta>() {
        Some(delta) => dt.plus(delta, false),
        None => not_implemented_result(),
    }
}

extern "C" fn subtract(a: &Object, b: &Object) -> PyResult {
    let Some(dt) = a.downcast::<DateTime>() else {
        return not_implemented_result();
    };
    if let Some(other) = b.downcast::<DateTime>() {
        return Ok(dt.minus(other)?.upcast());
    }
    match b.downcast::<Delta>() {
        Some(delta) => dt.plus(delta, true),
        None => not_implemented_result(),
    }
}

pub(super) static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_add: slots::number(add),
    nb_subtract: slots::number(subtract),
    // SAFETY: all-zero is valid for the rest.
    ..unsafe { zeroed() }
});
