//! `time`: a time of day, perhaps with a time zone.

use core::ffi::c_int;

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::slots;

use super::calendar::{self, Clock};
use super::date::{
    format_with_strftime, hash_data, invalid_iso, iso_text, pickled, replace_by_name,
};
use super::delta::{self, Delta};
use super::text::{self, Moment};
use super::timed::{self, Timed, clock_repr, finish_repr, next_day_at_24, state_tzinfo};
use super::tzinfo::{ask_name, ask_offset, check_tzinfo, from_parsed};
use super::{local, strptime};

object_view!(
    /// `datetime.time`.
    pub Time, PyDateTime_Time, "datetime.time", |o| objects::type_::is_subtype_instance(o, &TIME)
);

/// A time of day in the packed form of the structs.
pub fn pack(clock: Clock) -> [u8; 6] {
    let [_, high, middle, low] = (clock.us as u32).to_be_bytes();
    let (h, m, s) = (clock.hour as u8, clock.minute as u8, clock.second as u8);
    [h, m, s, high, middle, low]
}

pub fn unpack(data: [u8; 6]) -> Clock {
    let [h, m, s, high, middle, low] = data;
    Clock {
        hour: h.into(),
        minute: m.into(),
        second: s.into(),
        us: u32::from_be_bytes([0, high, middle, low]) as i32,
    }
}

/// A time of checked parts.
pub fn new_unchecked(
    clock: Clock,
    tzinfo: Option<&Object>,
    fold: i32,
    ty: &Type,
) -> PyResult<Ref<Time>> {
    let this = timed::new::<Time>(ty, tzinfo)?;
    // SAFETY: fresh.
    unsafe {
        (*this.raw()).data = pack(clock);
        (*this.raw()).fold = fold as u8;
    }
    Ok(this)
}

pub fn new(clock: Clock, tzinfo: Option<&Object>, fold: i32, ty: &Type) -> PyResult<Ref<Time>> {
    let clock = clock.check(fold)?;
    new_unchecked(clock, check_tzinfo(tzinfo)?, fold, ty)
}

/// A time of a class that may have a constructor of its own.
fn new_of_class(clock: Clock, tzinfo: Option<&Object>, fold: i32, class: &Object) -> PyResult {
    if class.is(&TIME) {
        return Ok(new(clock, tzinfo, fold, &TIME)?.upcast());
    }
    let n = |v: i32| Long::from_i64(v.into());
    let (h, m) = (n(clock.hour)?, n(clock.minute)?);
    let (s, us) = (n(clock.second)?, n(clock.us)?);
    let tz = tzinfo.unwrap_or(objects::none());
    if fold == 0 {
        return class.call(&[&*h, &*m, &*s, &*us, tz]);
    }
    let names = Tuple::from_slice(&[interned!("fold")])?;
    class.call_kw(&[&*h, &*m, &*s, &*us, tz, &*n(fold)?], Some(&names))
}

// SAFETY: what `datetime.h` says of the struct.
unsafe impl Timed for Time {
    const NAIVE: usize = size_of::<_PyDateTime_BaseTime>();

    unsafe fn zone(p: *mut PyDateTime_Time) -> *mut *mut PyObject {
        // SAFETY: the caller's; only an address is taken.
        unsafe { &raw mut (*p).tzinfo }
    }

    fn clock(&self) -> Clock {
        unpack(self.data())
    }

    fn fold(&self) -> i32 {
        // SAFETY: live; the fields never change.
        unsafe { (*self.raw()).fold.into() }
    }
}

impl Time {
    /// The packed form, which sorts as the times do.
    #[inline]
    fn data(&self) -> [u8; 6] {
        // SAFETY: live; the fields never change.
        unsafe { (*self.raw()).data }
    }

    fn offset(&self) -> PyResult<Option<Ref<Delta>>> {
        ask_offset(self.tzinfo(), "utcoffset", objects::none())
    }

    /// Microseconds since midnight, UTC.
    fn since_midnight(&self, offset: &Delta) -> i128 {
        let clock = self.clock();
        i128::from(clock.seconds()) * 1_000_000 + i128::from(clock.us) - offset.total_us()
    }

    extern "C" fn repr(this: &Time) -> PyResult {
        let text = format!("{}({}", this.class().tp_name(), clock_repr(this.clock()));
        let fold = if this.fold() != 0 { ", fold=1" } else { "" };
        finish_repr(text, this.tzinfo(), fold)
    }

    extern "C" fn str(this: &Time) -> PyResult {
        this.call_method(interned!("isoformat"), &[])
    }

    extern "C" fn hash(this: &Time) -> base::Hash {
        timed::hash(this, || this.compute_hash()).into()
    }

    fn compute_hash(&self) -> PyResult<Py_hash_t> {
        let offset = if self.fold() == 0 {
            self.offset()?
        } else {
            new_unchecked(self.clock(), self.tzinfo(), 0, self.class())?.offset()?
        };
        match offset {
            None => Ok(hash_data(&self.data())),
            Some(offset) => {
                let us = self.since_midnight(&offset);
                if (0..86_400_000_000).contains(&us) {
                    let (seconds, us) = (us / 1_000_000, us % 1_000_000);
                    let clock = Clock::from_seconds(seconds as i32, us as i32);
                    new_unchecked(clock, None, 0, &TIME)?.hash()
                } else {
                    delta::from_us(us, &delta::DELTA)?.hash()
                }
            }
        }
    }

    extern "C" fn richcompare(this: &Time, other: &Object, op: c_int) -> PyResult {
        let Some(other) = other.downcast::<Time>() else {
            return not_implemented_result();
        };
        let op = CompareOp::from_c(op);
        let answer = |holds: bool| Ok(py_bool(holds).to_ref().upcast());
        let plain = || this.data().cmp(&other.data());
        if this.same_zone(other) {
            return answer(op.holds(plain()));
        }
        match (this.offset()?, other.offset()?) {
            (None, None) => answer(op.holds(plain())),
            (Some(a), Some(b)) if a.parts() == b.parts() => answer(op.holds(plain())),
            (Some(a), Some(b)) => {
                answer(op.holds(this.since_midnight(&a).cmp(&other.since_midnight(&b))))
            }
            _ if op == CompareOp::Eq => answer(false),
            _ if op == CompareOp::Ne => answer(true),
            _ => Err(raise!(
                TypeError,
                "can't compare offset-naive and offset-aware times"
            )),
        }
    }
}

#[pymethods]
impl Time {
    /// time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object
    ///
    /// All arguments are optional. tzinfo may be None, or an instance of a tzinfo subclass. The remaining arguments may be ints.
    #[new(
        varargs,
        "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
        nosig
    )]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Ref<Time>> {
        if let [state, rest @ ..] = args.as_slice()
            && rest.len() <= 1
            && let Some(data) = pickled(Some(state), 6, None, "time")?
            && let Ok(mut data) = <[u8; 6]>::try_from(data.as_slice())
            && data[0] & 0x7f < 24
        {
            let tzinfo = state_tzinfo(rest.first().map(|t| &**t))?;
            let fold = i32::from(data[0] >> 7);
            data[0] &= 0x7f;
            return new_unchecked(unpack(data), tzinfo, fold, cls);
        }
        static PARSER: Parser = Parser {
            function: "",
            keywords: &["hour", "minute", "second", "microsecond", "tzinfo", "fold"],
            positional_only: 0,
            min_positional: 0,
            max_positional: 5,
            min_keyword: 0,
            starred: false,
        };
        let [hour, minute, second, us, tzinfo, fold] = local::arguments(&PARSER, args, kwargs)?;
        let clock = Clock {
            hour: local::int_or_zero(hour)?,
            minute: local::int_or_zero(minute)?,
            second: local::int_or_zero(second)?,
            us: local::int_or_zero(us)?,
        };
        new(clock, tzinfo, local::int_or_zero(fold)?, cls)
    }

    /// Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
    ///
    /// The optional argument timespec specifies the number of additional terms of the time to include. Valid options are 'auto',
    /// 'hours', 'minutes', 'seconds', 'milliseconds' and 'microseconds'.
    #[method("isoformat(timespec='auto')", numbered, nosig)]
    fn isoformat(&self, #[default("auto")] timespec: &str) -> PyResult<String> {
        let mut text = text::iso_time(self.clock(), timespec)?;
        text += &text::offset_of(self.tzinfo(), ":", objects::none())?;
        Ok(text)
    }

    /// string, format -> new time parsed from a string (like time.strptime()).
    #[classmethod("strptime(date_string, format, /)", tuple, nosig)]
    fn strptime(cls: &Type, date_string: &Str, format: &Str) -> PyResult {
        strptime(
            interned!("_strptime_datetime_time"),
            cls,
            date_string,
            format,
        )
    }

    /// format -> strftime() style string.
    #[method("strftime(format)", numbered, nosig)]
    fn strftime(&self, format: &Str) -> PyResult {
        // A day that all platforms know.
        let day = calendar::Day {
            year: 1900,
            month: 1,
            day: 1,
        };
        let moment = Moment {
            tzinfo: self.tzinfo(),
            argument: objects::none(),
            us: self.clock().us,
            timetuple: text::struct_time(day, self.clock(), -1)?,
        };
        text::strftime(&moment, format)
    }

    /// Formats self with strftime.
    #[method("__format__(format, /)", tuple, nosig)]
    fn format(&self, format: &Str) -> PyResult {
        format_with_strftime(self, format)
    }

    /// Return self.tzinfo.utcoffset(self).
    #[method("utcoffset()")]
    fn utcoffset(&self) -> PyResult<Option<Ref<Delta>>> {
        self.offset()
    }

    /// Return self.tzinfo.tzname(self).
    #[method("tzname()")]
    fn tzname(&self) -> PyResult<Option<Ref<Str>>> {
        ask_name(self.tzinfo(), objects::none())
    }

    /// Return self.tzinfo.dst(self).
    #[method("dst()")]
    fn dst(&self) -> PyResult<Option<Ref<Delta>>> {
        ask_offset(self.tzinfo(), "dst", objects::none())
    }

    /// Return time with new specified fields.
    #[method(
        "replace(hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)"
    )]
    fn replace(
        &self,
        hour: Option<i32>,
        minute: Option<i32>,
        second: Option<i32>,
        microsecond: Option<i32>,
        tzinfo: Option<&Object>,
        fold: Option<i32>,
    ) -> PyResult {
        let clock = self.clock().with(hour, minute, second, microsecond);
        let tzinfo = tzinfo.or(self.tzinfo()).filter(|t| !is_none(t));
        new_of_class(clock, tzinfo, fold.unwrap_or(self.fold()), self.class())
    }

    /// The same as replace().
    #[method(varargs, "__replace__(**changes)")]
    fn replace_protocol(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        replace_by_name(self, args, kwargs)
    }

    /// Construct a time from a string in ISO 8601 format.
    #[classmethod("fromisoformat(object, /)")]
    fn fromisoformat(cls: &Type, object: &Object) -> PyResult {
        let text = iso_text(object)?;
        let parsed = text.as_ascii().and_then(|s| {
            // The T that may introduce a time.
            calendar::parse_time(s.strip_prefix('T').unwrap_or(s).as_bytes())
        });
        let Some((clock, offset)) = parsed else {
            return Err(invalid_iso(object));
        };
        let (clock, _) = next_day_at_24(clock)?;
        let tzinfo = from_parsed(offset)?;
        new_of_class(clock, tzinfo.as_deref(), 0, cls)
    }

    /// __reduce_ex__(proto) -> (cls, state)
    #[method("__reduce_ex__(proto, /)", tuple, nosig)]
    fn reduce_ex(&self, proto: i32) -> PyResult<Ref<Tuple>> {
        Tuple::from_slice(&[self.class(), &*timed::state(self, self.data(), 0, proto)?])
    }

    /// __reduce__() -> (cls, state)
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        self.reduce_ex(2)
    }
}

pub static TIME: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.time".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_Time>() as isize,
    tp_dealloc: slots::dealloc::<Time>(timed::dealloc),
    tp_repr: slots::repr(Time::repr),
    tp_hash: slots::hash(Time::hash),
    tp_str: slots::repr(Time::str),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: Time::DOC,
    tp_richcompare: slots::richcompare(Time::richcompare),
    tp_methods: Time::METHODS,
    tp_getset: getset_concat!(timed::attributes::<Time>()),
    tp_alloc: Some(timed::alloc::<Time>),
    tp_new: Some(Time::NEW),
    ..Type::EMPTY
});
