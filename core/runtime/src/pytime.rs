//! Points in time and timeouts: nanoseconds in 64 bits (`PyTime_t`), from Python numbers with a rounding rule.

use objects::exceptions::{self, types};
use objects::prelude::*;

pub const SECOND: i64 = 1_000_000_000;
pub const MILLISECOND: i64 = 1_000_000;

/// What becomes of a part that the unit cannot hold (`_PyTime_round_t`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Down: for points in time.
    Floor,
    /// Up.
    Ceiling,
    /// To the nearest, ties to even.
    HalfEven,
    /// Away from zero: for timeouts, which may not end early.
    Up,
}

impl Rounding {
    /// A `_PyTime_round_t` of C's.
    pub fn from_c(round: core::ffi::c_int) -> Rounding {
        match round {
            0 => Rounding::Floor,
            1 => Rounding::Ceiling,
            2 => Rounding::HalfEven,
            _ => Rounding::Up,
        }
    }

    pub fn apply(self, x: f64) -> f64 {
        match self {
            Rounding::Floor => x.floor(),
            Rounding::Ceiling => x.ceil(),
            Rounding::HalfEven => x.round_ties_even(),
            Rounding::Up if x >= 0.0 => x.ceil(),
            Rounding::Up => x.floor(),
        }
    }

    /// `n / unit`, rounded.
    pub fn divide(self, n: i64, unit: i64) -> i64 {
        let (q, r) = (n.div_euclid(unit), n.rem_euclid(unit));
        let up = match self {
            _ if r == 0 => false,
            Rounding::Floor => false,
            Rounding::Ceiling => true,
            Rounding::Up => n >= 0,
            Rounding::HalfEven => r * 2 > unit || (r * 2 == unit && q & 1 != 0),
        };
        q + i64::from(up)
    }
}

#[cold]
fn overflow() -> Raised {
    raise!(OverflowError, "timestamp out of range for C PyTime_t")
}

#[cold]
fn time_t_overflow() -> Raised {
    raise!(OverflowError, "timestamp out of range for platform time_t")
}

#[cold]
fn nan() -> Raised {
    raise!(ValueError, "Invalid value NaN (not a number)")
}

/// Does the float fit into 64 bits?
fn fits(x: f64) -> bool {
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x)
}

/// An int's value.
fn int(o: &Object) -> PyResult<i64> {
    if !objects::sequence::has_index(o) {
        return Err(raise!(
            TypeError,
            "'{}' object cannot be interpreted as an integer or float",
            o.class().tp_name()
        ));
    }
    o.index()?.to_i64().ok_or_else(overflow)
}

fn from_object(o: &Object, unit: i64, rounding: Rounding) -> PyResult<i64> {
    if let Some(f) = o.downcast::<Float>() {
        if f.value().is_nan() {
            return Err(nan());
        }
        let ns = rounding.apply(f.value() * unit as f64);
        if !fits(ns) {
            return Err(overflow());
        }
        return Ok(ns as i64);
    }
    int(o)?.checked_mul(unit).ok_or_else(overflow)
}

/// Nanoseconds from a number of seconds (`_PyTime_FromSecondsObject`).
pub fn from_seconds(o: &Object, rounding: Rounding) -> PyResult<i64> {
    from_object(o, SECOND, rounding)
}

/// Nanoseconds from a number of milliseconds (`_PyTime_FromMillisecondsObject`).
pub fn from_milliseconds(o: &Object, rounding: Rounding) -> PyResult<i64> {
    from_object(o, MILLISECOND, rounding)
}

/// Whole seconds (`_PyTime_ObjectToTime_t`).
pub fn to_time_t(o: &Object, rounding: Rounding) -> PyResult<i64> {
    match o.downcast::<Float>() {
        Some(f) if f.value().is_nan() => Err(nan()),
        Some(f) => {
            let s = rounding.apply(f.value());
            if fits(s) {
                Ok(s as i64)
            } else {
                Err(time_t_overflow())
            }
        }
        None => o.index()?.to_i64().ok_or_else(time_t_overflow),
    }
}

/// Seconds and a fraction in `1/unit` seconds, which is never negative (`_PyTime_ObjectToTimeval`, `..Timespec`).
pub fn to_parts(o: &Object, unit: i64, rounding: Rounding) -> PyResult<(i64, i64)> {
    let Some(f) = o.downcast::<Float>() else {
        if !objects::sequence::has_index(o) {
            return Err(raise!(
                TypeError,
                "argument must be int or float, not {}",
                objects::repr::full_name(o.class())
            ));
        }
        return Ok((o.index()?.to_i64().ok_or_else(time_t_overflow)?, 0));
    };
    let x = f.value();
    if x.is_nan() {
        return Err(nan());
    }
    let mut seconds = x.trunc();
    let mut fraction = rounding.apply((x - seconds) * unit as f64);
    if fraction >= unit as f64 {
        fraction -= unit as f64;
        seconds += 1.0;
    } else if fraction < 0.0 {
        fraction += unit as f64;
        seconds -= 1.0;
    }
    if !fits(seconds) {
        return Err(time_t_overflow());
    }
    Ok((seconds as i64, fraction as i64))
}

/// A timeout argument in seconds; None is none. `what` is raised as TypeError for what is no number.
pub fn timeout(o: Option<&Object>, unit: i64, what: &str) -> PyResult<Option<i64>> {
    let Some(o) = o.filter(|o| !is_none(o)) else {
        return Ok(None);
    };
    match from_object(o, unit, Rounding::Up) {
        Ok(ns) => Ok(Some(ns)),
        Err(raised) => {
            exceptions::clear_if(&types::TypeError, raised)?;
            Err(raise!(TypeError, "{}", what))
        }
    }
}

/// The clock for timeouts.
pub fn monotonic() -> i64 {
    // SAFETY: a local struct that the call fills; this clock exists.
    unsafe {
        let mut t: libc::timespec = core::mem::zeroed();
        libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut t);
        t.tv_sec * SECOND + t.tv_nsec
    }
}

/// Seconds as a float (`PyTime_AsSecondsDouble`): exact where the seconds are whole.
pub fn as_seconds(ns: i64) -> f64 {
    if ns % SECOND == 0 {
        (ns / SECOND) as f64
    } else {
        ns as f64 / 1e9
    }
}

/// As C has a duration.
pub fn timespec(ns: i64) -> libc::timespec {
    libc::timespec {
        tv_sec: ns.div_euclid(SECOND),
        tv_nsec: ns.rem_euclid(SECOND),
    }
}
