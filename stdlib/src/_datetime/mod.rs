//! `_datetime`: dates, times, time zones and durations, for `datetime`. `calendar` is the arithmetic, without Python objects;
//! `local` is the system's clock and zone; `capi` is what C extensions get by `PyDateTime_IMPORT`. The types are static ones, as
//! `datetime.h` gives their structs away.

mod calendar;
mod capi;
mod date;
mod datetime;
mod delta;
mod local;
mod text;
mod time;
mod timed;
mod tzinfo;

use base::local::LocalRef;

use calendar::{Clock, Day, MAX_ORDINAL, MAX_YEAR, MIN_YEAR};
use objects::clinic::*;
use objects::prelude::*;
use runtime::import::import_attr;

use date::{DATE, ISO_CALENDAR_DATE};
use datetime::{DATETIME, Moment};
use delta::DELTA;
use time::TIME;
use tzinfo::{TIMEZONE, TZINFO, TimeZone};

/// `timezone.utc`.
static UTC: LocalRef<TimeZone> = LocalRef::new();

/// `timezone.utc`, unless the interpreter has let go of it already, and only finalisers run.
fn utc() -> Option<&'static TimeZone> {
    UTC.get()
}

/// Is this `timezone.utc`?
fn is_utc(zone: &TimeZone) -> bool {
    utc().is_some_and(|utc| zone.is(utc))
}

/// A function of `_strptime` on a class.
fn strptime(name: &Str, class: &Type, text: &Str, format: &Str) -> PyResult {
    import_attr("_strptime", name)?.call(&[class, text, format])
}

/// `min`, `max` and `resolution`, which are instances of the types themselves.
fn add_constants() -> PyResult<()> {
    let set = |ty: &Type, name: &str, value: Ref| ty.dict().set_text(name, &value);
    let us = delta::new(0, 0, 1)?.upcast();
    let min = delta::new_in_range(-999_999_999, 0, 0, &DELTA)?;
    set(&DELTA, "min", min.upcast())?;
    let max = delta::new_in_range(999_999_999, 24 * 3600 - 1, 999_999, &DELTA)?;
    set(&DELTA, "max", max.upcast())?;
    set(&DELTA, "resolution", us.clone())?;

    let first = Day::from_ordinal(1);
    let last = Day::from_ordinal(MAX_ORDINAL);
    let end = Clock {
        hour: 23,
        minute: 59,
        second: 59,
        us: 999_999,
    };
    set(&DATE, "min", date::new(first, &DATE)?.upcast())?;
    set(&DATE, "max", date::new(last, &DATE)?.upcast())?;
    set(&DATE, "resolution", delta::new(1, 0, 0)?.upcast())?;

    let midnight = Clock::default();
    set(&TIME, "min", time::new(midnight, None, 0, &TIME)?.upcast())?;
    set(&TIME, "max", time::new(end, None, 0, &TIME)?.upcast())?;
    set(&TIME, "resolution", us.clone())?;

    for (name, day, clock) in [("min", first, midnight), ("max", last, end)] {
        let moment = Moment {
            day,
            clock,
            tzinfo: None,
            fold: 0,
        };
        let value = datetime::new(moment, &DATETIME)?;
        set(&DATETIME, name, value.upcast())?;
    }
    set(&DATETIME, "resolution", us)?;

    let zero = delta::new(0, 0, 0)?;
    let utc = tzinfo::timezone_of(&zero, None)?;
    set(&TIMEZONE, "utc", utc.to_ref().upcast())?;
    UTC.set(utc);
    let nearly = 23 * 3600 + 59 * 60;
    for (name, seconds) in [("min", -nearly), ("max", nearly)] {
        let offset = delta::new(0, seconds, 0)?;
        set(&TIMEZONE, name, tzinfo::timezone(&offset, None)?)?;
    }
    Ok(())
}

fn exec(module: &Module) -> PyResult<()> {
    for ty in [&DELTA, &DATE, &TZINFO, &TIME, &DATETIME, &TIMEZONE] {
        ty.ready_static(objects::type_::StaticKind::Extension)?;
    }
    ISO_CALENDAR_DATE.make_from(module, Some(&objects::tuple::PyTuple_Type))?;
    if TIMEZONE.dict().get_text("utc")?.is_none() {
        add_constants()?;
    }
    for ty in [&DATE, &DATETIME, &TIME, &DELTA, &TZINFO, &TIMEZONE] {
        module.add(&ty.name(), ty)?;
    }
    if let Some(utc) = utc() {
        module.add("UTC", utc)?;
    }
    module.add_int("MINYEAR", i64::from(MIN_YEAR))?;
    module.add_int("MAXYEAR", i64::from(MAX_YEAR))?;
    module.add("datetime_CAPI", &*capi::capsule()?)
}

crate::module!(
    c"_datetime",
    c"Fast implementation of the datetime module.",
    methods = method_table![],
    exec = exec
);
