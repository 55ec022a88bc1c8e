//! Timestamps and the system's local time; and arguments that are ints.

use objects::clinic::Parser;
use objects::exceptions;
use objects::prelude::*;

use super::calendar::{Clock, Day, MAX_YEAR, MIN_YEAR};

/// `date(1970, 1, 1).toordinal()` in seconds.
pub const EPOCH_SECONDS: i64 = 719_163 * 24 * 3600;
/// More than any offset changes at once.
const MAX_FOLD_SECONDS: i64 = 24 * 3600;

/// An int argument of C's `int`.
pub fn int(o: &Object) -> PyResult<i32> {
    let n = o.index()?.as_i64()?;
    i32::try_from(n).map_err(|_| {
        if n > 0 {
            raise!(OverflowError, "signed integer is greater than maximum")
        } else {
            raise!(OverflowError, "signed integer is less than minimum")
        }
    })
}

/// The arguments of a constructor in the order of its parameters, `None` where one was left out.
///
/// Stock parses them from left to right: an int that is none comes before another that is missing, if it was given by position.
pub fn arguments<'a, const N: usize>(
    parser: &Parser,
    args: &'a Tuple,
    kwargs: Option<&'a Dict>,
) -> PyResult<[Option<&'a Object>; N]> {
    let mut buffer = [core::ptr::null_mut(); N];
    let kwargs = kwargs.map_or(core::ptr::null_mut(), |k| k.as_ptr());
    let given = args.as_slice();
    // SAFETY: the call's own tuple and dict, which outlive the answer.
    let parsed =
        unsafe { parser.unpack_dict(given.as_ptr().cast(), given.len(), kwargs, &mut buffer) };
    let (found, count) = match parsed {
        Ok(found) => found,
        Err(raised) => {
            if given.len() < parser.min_positional {
                let pending = base::error::take_current();
                for o in given {
                    int(o)?;
                }
                base::error::restore(pending);
            }
            return Err(raised);
        }
    };
    Ok(core::array::from_fn(|i| match i < count {
        // SAFETY: so many entries, each live or NULL.
        true => unsafe { Object::from_ptr_opt(*found.add(i)) },
        false => None,
    }))
}

/// An optional int argument.
pub fn int_or_zero(o: Option<&Object>) -> PyResult<i32> {
    o.map_or(Ok(0), int)
}

fn out_of_range() -> Raised {
    raise!(OverflowError, "timestamp out of range for platform time_t")
}

fn float_of(o: &Object) -> PyResult<Option<f64>> {
    let Some(float) = o.downcast::<Float>() else {
        return Ok(None);
    };
    if float.value().is_nan() {
        return Err(raise!(ValueError, "Invalid value NaN (not a number)"));
    }
    Ok(Some(float.value()))
}

fn whole(value: f64) -> PyResult<i64> {
    // -2^63 <= value < 2^63, which a float can tell exactly
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value) {
        Ok(value as i64)
    } else {
        Err(out_of_range())
    }
}

fn int_seconds(o: &Object) -> PyResult<i64> {
    if !objects::abstract_::number::is_index(o) {
        return Err(raise!(
            TypeError,
            "argument must be int or float, not {}",
            objects::repr::full_name(o.class())
        ));
    }
    match o.index()?.to_i64() {
        Some(n) => Ok(n),
        None => Err(out_of_range()),
    }
}

/// A timestamp in whole seconds, rounded down.
pub fn seconds_of(o: &Object) -> PyResult<i64> {
    match float_of(o)? {
        Some(value) => whole(value.floor()),
        None => o.index()?.to_i64().ok_or_else(out_of_range),
    }
}

/// A timestamp in seconds and microseconds, the latter rounded half to even.
pub fn timeval_of(o: &Object) -> PyResult<(i64, i32)> {
    let Some(value) = float_of(o)? else {
        return Ok((int_seconds(o)?, 0));
    };
    let mut seconds = value.trunc();
    let mut us = ((value - seconds) * 1e6).round_ties_even();
    if us >= 1e6 {
        us -= 1e6;
        seconds += 1.0;
    } else if us < 0.0 {
        us += 1e6;
        seconds -= 1.0;
    }
    Ok((whole(seconds)?, us as i32))
}

/// The clock of now.
pub fn now() -> (i64, i32) {
    let mut t = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: a local struct that the call fills; the realtime clock exists.
    unsafe { libc::clock_gettime(libc::CLOCK_REALTIME, &mut t) };
    (t.tv_sec, (t.tv_nsec / 1000) as i32)
}

pub fn tm(seconds: i64, local: bool) -> PyResult<libc::tm> {
    // SAFETY: local structs that the call fills.
    unsafe {
        let mut t: libc::tm = core::mem::zeroed();
        let filled = if local {
            libc::localtime_r(&seconds, &mut t)
        } else {
            libc::gmtime_r(&seconds, &mut t)
        };
        if filled.is_null() {
            let errno = *libc::__errno_location();
            return Err(exceptions::os_error(
                if errno == 0 { libc::EINVAL } else { errno },
                None,
            ));
        }
        Ok(t)
    }
}

/// Seconds since the epoch as local time or UTC; leap seconds do not count. The year may be out of range.
pub fn broken_down(seconds: i64, local: bool) -> PyResult<(Day, Clock)> {
    let t = tm(seconds, local)?;
    Ok((
        Day {
            year: t.tm_year.saturating_add(1900),
            month: t.tm_mon + 1,
            day: t.tm_mday,
        },
        Clock {
            hour: t.tm_hour,
            minute: t.tm_min,
            second: t.tm_sec.min(59),
            us: 0,
        },
    ))
}

/// Seconds since the 0th of January of year 1, as if the day and time were UTC.
pub fn utc_seconds(day: Day, clock: Clock) -> PyResult<i64> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&day.year) {
        return Err(raise!(ValueError, "year {} is out of range", day.year));
    }
    Ok(i64::from(day.ordinal()) * 24 * 3600 + i64::from(clock.seconds()))
}

/// What the local clocks show, at UTC seconds as `utc_seconds` counts them.
fn local_of(u: i64) -> PyResult<i64> {
    let (day, clock) = broken_down(u - EPOCH_SECONDS, true)?;
    utc_seconds(day, clock)
}

/// UTC seconds (as `utc_seconds` counts) at which the local clocks show a day and time. Where they do so twice, or never, `fold`
/// chooses.
pub fn local_seconds(day: Day, clock: Clock, fold: bool) -> PyResult<i64> {
    let t = utc_seconds(day, clock)?;
    let a = local_of(t)? - t;
    let u1 = t - a;
    let t1 = local_of(u1)?;
    let b = if t1 == t {
        // One solution; another one may be earlier or later.
        let u2 = if fold {
            u1 + MAX_FOLD_SECONDS
        } else {
            u1 - MAX_FOLD_SECONDS
        };
        let b = local_of(u2)? - u2;
        if a == b {
            return Ok(u1);
        }
        b
    } else {
        t1 - u1
    };
    let u2 = t - b;
    if local_of(u2)? == t {
        return Ok(u2);
    }
    if t1 == t {
        return Ok(u1);
    }
    Ok(if fold { u1.min(u2) } else { u1.max(u2) })
}

/// Is this the second time that the local clocks show what they show at these seconds since the epoch?
pub fn is_fold(seconds: i64, day: Day, clock: Clock) -> PyResult<bool> {
    let shown = utc_seconds(day, clock)?;
    let before = local_of(EPOCH_SECONDS + seconds - MAX_FOLD_SECONDS)?;
    let transition = shown - before - MAX_FOLD_SECONDS;
    if transition >= 0 {
        return Ok(false);
    }
    Ok(local_of(EPOCH_SECONDS + seconds + transition)? == shown)
}
