//! Where datetimes come from: parts, clocks, timestamps, text.

use objects::clinic::*;
use objects::prelude::*;
use objects::warnings;

use super::super::calendar::{self, Clock, Day};
use super::super::date::{self, Date, invalid_iso, iso_text, pickled};
use super::super::time::{self, Time};
use super::super::timed::{Timed, next_day_at_24, state_tzinfo};
use super::super::tzinfo::{check_tzinfo, from_parsed};
use super::super::{local, strptime};
use super::{DateTime, Moment, new, new_of_class, new_unchecked};

/// A datetime of seconds since the epoch: local if so, where a naive one also gets its fold.
fn from_timestamp(
    class: &Type,
    (seconds, us): (i64, i32),
    local: bool,
    tzinfo: Option<&Object>,
) -> PyResult {
    let (day, clock) = local::broken_down(seconds, local)?;
    let fold = local && tzinfo.is_none() && local::is_fold(seconds, day, clock)?;
    let m = Moment {
        day,
        clock: Clock { us, ..clock },
        tzinfo,
        fold: fold.into(),
    };
    new_of_class(m, class)
}

/// As above: in that time zone, or local and naive.
fn from_timestamp_in(class: &Type, at: (i64, i32), tz: Option<&Object>) -> PyResult {
    let made = from_timestamp(class, at, tz.is_none(), tz)?;
    match tz {
        Some(tz) => tz.call_method(interned!("fromutc"), &[&made]),
        None => Ok(made),
    }
}

/// `DeprecationWarning` for the two functions that give naive UTC.
fn deprecated(name: &str, instead: &str) -> PyResult<()> {
    warnings::warn(
        &objects::exceptions::types::DeprecationWarning,
        format_args!(
            "datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. \
             Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.{instead}."
        ),
        1,
    )
}

#[pymethods(export = SOURCES)]
impl DateTime {
    /// datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])
    ///
    /// The year, month and day arguments are required. tzinfo may be None, or an instance of a tzinfo subclass. The remaining
    /// arguments may be ints.
    #[new(
        varargs,
        "datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
        nosig
    )]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Ref<DateTime>> {
        if let [state, rest @ ..] = args.as_slice()
            && rest.len() <= 1
            && let Some(data) = pickled(Some(state), 10, Some(2), "datetime")?
            && let Ok(mut data) = <[u8; 10]>::try_from(data.as_slice())
        {
            let fold = i32::from(data[2] >> 7);
            data[2] &= 0x7f;
            let rest_of_state = rest;
            let [a, b, c, d, rest @ ..] = data;
            let m = Moment {
                day: date::unpack([a, b, c, d]),
                clock: time::unpack(rest),
                tzinfo: state_tzinfo(rest_of_state.first().map(|t| &**t))?,
                fold,
            };
            return new_unchecked(m, cls);
        }
        static PARSER: Parser = Parser {
            function: "",
            keywords: &[
                "year",
                "month",
                "day",
                "hour",
                "minute",
                "second",
                "microsecond",
                "tzinfo",
                "fold",
            ],
            positional_only: 0,
            min_positional: 3,
            max_positional: 8,
            min_keyword: 0,
            starred: false,
        };
        let [year, month, day, hour, minute, second, us, tzinfo, fold] =
            local::arguments(&PARSER, args, kwargs)?;
        let mut numbers = [0; 7];
        for (n, o) in numbers
            .iter_mut()
            .zip([year, month, day, hour, minute, second, us])
        {
            *n = local::int_or_zero(o)?;
        }
        let [year, month, day, hour, minute, second, us] = numbers;
        let fold = local::int_or_zero(fold)?;
        let m = Moment {
            day: Day { year, month, day },
            clock: Clock {
                hour,
                minute,
                second,
                us,
            },
            tzinfo,
            fold,
        };
        new(m, cls)
    }

    /// Returns new datetime object representing current time local to tz.
    ///
    /// If no tz is specified, uses local timezone.
    #[classmethod("now(tz=None)")]
    fn now(cls: &Type, #[default(None)] tz: Option<&Object>) -> PyResult {
        let tz = check_tzinfo(tz)?;
        from_timestamp_in(cls, local::now(), tz)
    }

    /// Return a new datetime representing UTC day and time.
    #[classmethod("utcnow()")]
    fn utcnow(cls: &Type) -> PyResult {
        deprecated("utcnow", "now(datetime.UTC)")?;
        from_timestamp(cls, local::now(), false, None)
    }

    /// timestamp[, tz] -> tz's local time from POSIX timestamp.
    #[classmethod("fromtimestamp(timestamp, tz=None)", nosig)]
    fn fromtimestamp(
        cls: &Type,
        timestamp: &Object,
        #[default(None)] tz: Option<&Object>,
    ) -> PyResult {
        let tz = check_tzinfo(tz)?;
        from_timestamp_in(cls, local::timeval_of(timestamp)?, tz)
    }

    /// Construct a naive UTC datetime from a POSIX timestamp.
    #[classmethod("utcfromtimestamp(timestamp, /)", tuple, nosig)]
    fn utcfromtimestamp(cls: &Type, timestamp: &Object) -> PyResult {
        deprecated("utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)")?;
        from_timestamp(cls, local::timeval_of(timestamp)?, false, None)
    }

    /// string, format -> new datetime parsed from a string (like time.strptime()).
    #[classmethod("strptime(date_string, format, /)", tuple, nosig)]
    fn strptime(cls: &Type, date_string: &Str, format: &Str) -> PyResult {
        strptime(
            interned!("_strptime_datetime_datetime"),
            cls,
            date_string,
            format,
        )
    }

    /// date, time -> datetime with same date and time fields
    #[classmethod("combine(date, time, tzinfo=<unrepresentable>)", numbered, nosig)]
    fn combine(cls: &Type, date: &Date, time: &Time, tzinfo: Option<&Object>) -> PyResult {
        let m = Moment {
            day: date.day(),
            clock: time.clock(),
            tzinfo: tzinfo.or(time.tzinfo()).filter(|t| !is_none(t)),
            fold: time.fold(),
        };
        new_of_class(m, cls)
    }

    /// Construct a date from a string in ISO 8601 format.
    #[classmethod("fromisoformat(object, /)")]
    fn fromisoformat(cls: &Type, object: &Object) -> PyResult {
        let text = iso_text(object)?;
        let Some((mut day, clock, offset)) = parse_iso(text) else {
            return Err(invalid_iso(object));
        };
        let (clock, next_day) = next_day_at_24(clock)?;
        if next_day {
            let ordinal = day.check()?.ordinal();
            // Past the last day the constructor names the year.
            day = if ordinal == calendar::MAX_ORDINAL {
                Day {
                    year: day.year + 1,
                    month: 1,
                    day: 1,
                }
            } else {
                Day::from_ordinal(ordinal + 1)
            };
        }
        let tzinfo = from_parsed(offset)?;
        let m = Moment {
            day,
            clock,
            tzinfo: tzinfo.as_deref(),
            fold: 0,
        };
        new_of_class(m, cls)
    }
}

/// The parts of an ISO 8601 date and time, with any character between them; not checked.
fn parse_iso(text: &Str) -> Option<(Day, Clock, Option<(i32, i32)>)> {
    if text.len() < 7 {
        return None;
    }
    // Only the separator may be something else than ASCII.
    let mut bytes = Vec::with_capacity(text.len());
    let mut foreign = None;
    for (i, c) in text.iter_chars().enumerate() {
        match u8::try_from(c) {
            Ok(b) if b.is_ascii() => bytes.push(b),
            _ if foreign.is_none() => {
                foreign = Some(i);
                bytes.push(b'T');
            }
            _ => return None,
        }
    }
    let end = calendar::date_end(&bytes)?;
    if foreign.is_some_and(|i| i != end) {
        return None;
    }
    let day = calendar::parse_date(bytes.get(..end)?)?;
    if bytes.len() <= end {
        return Some((day, Clock::default(), None));
    }
    let (clock, offset) = calendar::parse_time(&bytes[end + 1..])?;
    Some((day, clock, offset))
}
