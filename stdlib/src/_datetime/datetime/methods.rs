//! The methods of a datetime: its parts, other zones, text, replaced parts, pickling.

use objects::clinic::*;
use objects::prelude::*;

use super::super::calendar::Day;
use super::super::date::{self, DATE, Date, replace_by_name};
use super::super::delta::{self, Delta};
use super::super::time::{self, TIME, Time};
use super::super::timed::{self, Timed};
use super::super::tzinfo::{ask_name, ask_offset, check_tzinfo, timezone};
use super::super::{local, text};
use super::arithmetic::mixed;
use super::{DateTime, Moment, new_of_class};

/// The time zone that the system's clocks follow at seconds since the epoch.
fn local_timezone(seconds: i64) -> PyResult {
    let tm = local::tm(seconds, true)?;
    let offset = delta::new(0, tm.tm_gmtoff, 0)?;
    let name = if tm.tm_zone.is_null() {
        None
    } else {
        // SAFETY: the C library's name of the zone.
        let name = unsafe { core::ffi::CStr::from_ptr(tm.tm_zone) };
        Some(Str::decode_fs_default(name.to_bytes())?)
    };
    timezone(&offset, name.as_deref())
}

impl DateTime {
    /// The system's zone at this time, taken as local.
    fn local_zone(&self) -> PyResult {
        let (day, clock) = (self.day(), self.clock());
        let fold = self.fold() != 0;
        let mut seconds = local::local_seconds(day, clock, fold)?;
        let other = local::local_seconds(day, clock, !fold)?;
        // In a gap the two are the wrong way round.
        if other != seconds && (other > seconds) == fold {
            seconds = other;
        }
        local_timezone(seconds - local::EPOCH_SECONDS)
    }
}

#[pymethods]
impl DateTime {
    /// Return date object with same year, month and day.
    #[method("date()")]
    fn date(&self) -> PyResult<Ref<Date>> {
        date::new_unchecked(self.day(), &DATE)
    }

    /// Return time object with same time but with tzinfo=None.
    #[method("time()")]
    fn time(&self) -> PyResult<Ref<Time>> {
        time::new_unchecked(self.clock(), None, self.fold(), &TIME)
    }

    /// Return time object with same time and tzinfo.
    #[method("timetz()")]
    fn timetz(&self) -> PyResult<Ref<Time>> {
        time::new_unchecked(self.clock(), self.tzinfo(), self.fold(), &TIME)
    }

    /// Return ctime() style string.
    #[method("ctime()")]
    fn ctime(&self) -> PyResult<Ref<Str>> {
        text::ctime(self.day(), self.clock())
    }

    /// Return time tuple, compatible with time.localtime().
    #[method("timetuple()")]
    fn timetuple(&self) -> PyResult {
        let dst = match ask_offset(self.tzinfo(), "dst", self)? {
            Some(dst) => i32::from(!dst.is_zero()),
            None => -1,
        };
        text::struct_time(self.day(), self.clock(), dst)
    }

    /// Return POSIX timestamp as float.
    #[method("timestamp()")]
    fn timestamp(&self) -> PyResult {
        if self.tzinfo().is_none() {
            let seconds = local::local_seconds(self.day(), self.clock(), self.fold() != 0)?;
            let whole = (seconds - local::EPOCH_SECONDS) as f64;
            return Ok(Float::from_f64(whole + f64::from(self.clock().us) / 1e6)?.upcast());
        }
        let Some(offset) = self.offset()? else {
            return Err(mixed());
        };
        let epoch = i128::from(local::EPOCH_SECONDS) * 1_000_000;
        let us = self.total_us() - offset.total_us() - epoch;
        objects::abstract_::number::true_divide(
            &*Long::from_i128(us)?,
            &*Long::from_i64(1_000_000)?,
        )
    }

    /// Return UTC time tuple, compatible with time.localtime().
    #[method("utctimetuple()")]
    fn utctimetuple(&self) -> PyResult {
        let (day, clock) = match self.offset()? {
            None => (self.day(), self.clock()),
            Some(offset) => self.moved(&offset, true)?,
        };
        text::struct_time(day, clock, 0)
    }

    /// [sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
    ///
    /// sep is used to separate the year from the time, and defaults to 'T'. The optional argument timespec specifies the number of
    /// additional terms of the time to include. Valid options are 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' and
    /// 'microseconds'.
    #[method("isoformat(sep=<unrepresentable>, timespec='auto')", numbered, nosig)]
    fn isoformat(
        &self,
        sep: Option<Char>,
        #[default("auto")] timespec: &str,
    ) -> PyResult<Ref<Str>> {
        let mut w = objects::unicode::writer::Writer::new();
        let time = text::iso_time(self.clock(), timespec)?;
        w.push_text(&text::iso_date(self.day()))?;
        w.push_char(sep.map_or(u32::from('T'), |c| c.0))?;
        w.push_text(&time)?;
        w.push_text(&text::offset_of(self.tzinfo(), ":", self)?)?;
        w.finish()
    }

    /// Return self.tzinfo.utcoffset(self).
    #[method("utcoffset()")]
    fn utcoffset(&self) -> PyResult<Option<Ref<Delta>>> {
        self.offset()
    }

    /// Return self.tzinfo.tzname(self).
    #[method("tzname()")]
    fn tzname(&self) -> PyResult<Option<Ref<Str>>> {
        ask_name(self.tzinfo(), self)
    }

    /// Return self.tzinfo.dst(self).
    #[method("dst()")]
    fn dst(&self) -> PyResult<Option<Ref<Delta>>> {
        ask_offset(self.tzinfo(), "dst", self)
    }

    /// Return datetime with new specified fields.
    #[method(
        "replace(year=unchanged, month=unchanged, day=unchanged, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)"
    )]
    fn replace(
        &self,
        year: Option<i32>,
        month: Option<i32>,
        day: Option<i32>,
        hour: Option<i32>,
        minute: Option<i32>,
        second: Option<i32>,
        microsecond: Option<i32>,
        tzinfo: Option<&Object>,
        fold: Option<i32>,
    ) -> PyResult {
        let old = self.moment();
        let m = Moment {
            day: Day {
                year: year.unwrap_or(old.day.year),
                month: month.unwrap_or(old.day.month),
                day: day.unwrap_or(old.day.day),
            },
            clock: old.clock.with(hour, minute, second, microsecond),
            tzinfo: tzinfo.or(old.tzinfo).filter(|t| !is_none(t)),
            fold: fold.unwrap_or(old.fold),
        };
        new_of_class(m, self.class())
    }

    /// The same as replace().
    #[method(varargs, "__replace__(**changes)")]
    fn replace_protocol(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        replace_by_name(self, args, kwargs)
    }

    /// tz -> convert to local time in new timezone tz
    #[method("astimezone(tz=None)", nosig)]
    fn astimezone(&self, #[default(None)] tz: Option<&Object>) -> PyResult {
        let tz = check_tzinfo(tz)?;
        let own = match self.tzinfo() {
            Some(own) => own.to_ref(),
            None => self.local_zone()?,
        };
        if tz.is_some_and(|tz| tz.is(&own)) {
            return Ok(self.to_ref().upcast());
        }
        let offset = match ask_offset(Some(&own), "utcoffset", self)? {
            Some(offset) => offset,
            // As good as naive.
            None => match ask_offset(Some(&*self.local_zone()?), "utcoffset", self)? {
                Some(offset) => offset,
                None => delta::new(0, 0, 0)?,
            },
        };
        let (day, clock) = self.moved(&offset, true)?;
        let tz = match tz {
            Some(tz) => tz.to_ref(),
            None => local_timezone(local::utc_seconds(day, clock)? - local::EPOCH_SECONDS)?,
        };
        let m = Moment {
            day,
            clock,
            tzinfo: Some(&tz),
            fold: 0,
        };
        let moved = new_of_class(m, self.class())?;
        tz.call_method(interned!("fromutc"), &[&moved])
    }

    /// __reduce_ex__(proto) -> (cls, state)
    #[method("__reduce_ex__(proto, /)", tuple, nosig)]
    fn reduce_ex(&self, proto: i32) -> PyResult<Ref<Tuple>> {
        Tuple::from_slice(&[self.class(), &*timed::state(self, self.data(), 2, proto)?])
    }

    /// __reduce__() -> (cls, state)
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        self.reduce_ex(2)
    }
}
