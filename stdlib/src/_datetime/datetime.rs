//! `datetime`: a day and a time of day, perhaps with a time zone. Its struct begins as that of `date`.

use core::cmp::Ordering;
use core::ffi::c_int;

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::slots;
use objects::warnings;

use super::calendar::{self, Clock, Day};
use super::date::{self, DATE, Date, hash_data, invalid_iso, iso_text, pickled, replace_by_name};
use super::delta::{self, Delta};
use super::time::{self, TIME, Time};
use super::timed::{self, Timed, clock_repr, finish_repr, next_day_at_24, state_tzinfo};
use super::tzinfo::{ask_name, ask_offset, check_tzinfo, from_parsed, timezone};
use super::{local, strptime, text};

object_view!(
    /// `datetime.datetime`.
    pub DateTime, PyDateTime_DateTime, "datetime.datetime", |o| objects::type_::is_subtype_instance(o, &DATETIME)
);

/// All that a datetime is.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    pub day: Day,
    pub clock: Clock,
    pub tzinfo: Option<&'a Object>,
    pub fold: i32,
}

fn pack(day: Day, clock: Clock) -> [u8; 10] {
    let mut data = [0; 10];
    data[..4].copy_from_slice(&date::pack(day));
    data[4..].copy_from_slice(&time::pack(clock));
    data
}

/// A datetime of checked parts.
pub fn new_unchecked(m: Moment<'_>, ty: &Type) -> PyResult<Ref<DateTime>> {
    let this = timed::new::<DateTime>(ty, m.tzinfo)?;
    // SAFETY: fresh.
    unsafe {
        (*this.raw()).data = pack(m.day, m.clock);
        (*this.raw()).fold = m.fold as u8;
    }
    Ok(this)
}

pub fn new(m: Moment<'_>, ty: &Type) -> PyResult<Ref<DateTime>> {
    let checked = Moment {
        day: m.day.check()?,
        clock: m.clock.check(m.fold)?,
        tzinfo: check_tzinfo(m.tzinfo)?,
        fold: m.fold,
    };
    new_unchecked(checked, ty)
}

/// A datetime of a class that may have a constructor of its own.
pub fn new_of_class(m: Moment<'_>, class: &Object) -> PyResult {
    if class.is(&DATETIME) {
        return Ok(new(m, &DATETIME)?.upcast());
    }
    let n = |v: i32| Long::from_i64(v.into());
    let (year, month, day) = (n(m.day.year)?, n(m.day.month)?, n(m.day.day)?);
    let (hour, minute) = (n(m.clock.hour)?, n(m.clock.minute)?);
    let (second, us) = (n(m.clock.second)?, n(m.clock.us)?);
    let tz = m.tzinfo.unwrap_or(objects::none());
    let args: [&Object; 8] = [&year, &month, &day, &hour, &minute, &second, &us, tz];
    if m.fold == 0 {
        return class.call(&args);
    }
    let fold = n(m.fold)?;
    let mut all: Vec<&Object> = args.to_vec();
    all.push(&fold);
    class.call_kw(&all, Some(&*Tuple::from_slice(&[interned!("fold")])?))
}

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

// SAFETY: what `datetime.h` says of the struct.
unsafe impl Timed for DateTime {
    const NAIVE: usize = size_of::<_PyDateTime_BaseDateTime>();

    unsafe fn zone(p: *mut PyDateTime_DateTime) -> *mut *mut PyObject {
        // SAFETY: the caller's; only an address is taken.
        unsafe { &raw mut (*p).tzinfo }
    }

    fn clock(&self) -> Clock {
        let d = self.data();
        time::unpack([d[4], d[5], d[6], d[7], d[8], d[9]])
    }

    fn fold(&self) -> i32 {
        // SAFETY: live; the fields never change.
        unsafe { (*self.raw()).fold.into() }
    }
}

impl DateTime {
    #[inline]
    fn data(&self) -> [u8; 10] {
        // SAFETY: live; the fields never change.
        unsafe { (*self.raw()).data }
    }

    pub fn day(&self) -> Day {
        let d = self.data();
        date::unpack([d[0], d[1], d[2], d[3]])
    }

    pub fn moment(&self) -> Moment<'_> {
        Moment {
            day: self.day(),
            clock: self.clock(),
            tzinfo: self.tzinfo(),
            fold: self.fold(),
        }
    }

    pub fn offset(&self) -> PyResult<Option<Ref<Delta>>> {
        ask_offset(self.tzinfo(), "utcoffset", self)
    }

    /// Does the offset depend on the fold? Then the datetime equals none of another zone.
    fn depends_on_fold(&self, offset: Option<&Delta>) -> PyResult<bool> {
        let mut m = self.moment();
        m.fold = 1 - m.fold;
        let flipped = new_unchecked(m, self.class())?.offset()?;
        Ok(flipped.as_ref().map(|d| d.parts()) != offset.map(Delta::parts))
    }

    /// Microseconds since the 0th of January of year 1.
    fn total_us(&self) -> i128 {
        let seconds =
            i128::from(self.day().ordinal()) * 86_400 + i128::from(self.clock().seconds());
        seconds * 1_000_000 + i128::from(self.clock().us)
    }

    /// The day and time so much later (or earlier).
    fn moved(&self, delta: &Delta, back: bool) -> PyResult<(Day, Clock)> {
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

    extern "C" fn repr(this: &DateTime) -> PyResult {
        let Day { year, month, day } = this.day();
        let (class, clock) = (this.class().tp_name(), clock_repr(this.clock()));
        let mut text = format!("{class}({year}, {month}, {day}, {clock}");
        if this.fold() != 0 {
            text += ", fold=1";
        }
        finish_repr(text, this.tzinfo(), "")
    }

    extern "C" fn str(this: &DateTime) -> PyResult {
        this.call_method(interned!("isoformat"), &[interned!(" ")])
    }

    extern "C" fn hash(this: &DateTime) -> base::Hash {
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

    extern "C" fn richcompare(this: &DateTime, other: &Object, op: c_int) -> PyResult {
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

fn mixed() -> Raised {
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

#[pymethods]
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

static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_add: slots::number(add),
    nb_subtract: slots::number(subtract),
    // SAFETY: all-zero is valid for the rest.
    ..unsafe { zeroed() }
});

pub static DATETIME: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.datetime".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_DateTime>() as isize,
    tp_base: DATE.as_mut_ptr(),
    tp_dealloc: slots::dealloc::<DateTime>(timed::dealloc),
    tp_repr: slots::repr(DateTime::repr),
    tp_as_number: AS_NUMBER.ptr(),
    tp_hash: slots::hash(DateTime::hash),
    tp_str: slots::repr(DateTime::str),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: DateTime::DOC,
    tp_richcompare: slots::richcompare(DateTime::richcompare),
    tp_methods: DateTime::METHODS,
    tp_getset: getset_concat!(timed::attributes::<DateTime>()),
    tp_alloc: Some(timed::alloc::<DateTime>),
    tp_new: Some(DateTime::NEW),
    ..Type::EMPTY
});
