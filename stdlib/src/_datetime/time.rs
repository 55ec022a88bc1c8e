//! `time`: a time of day, perhaps with a time zone. Objects without one are allocated shorter.

use core::ffi::c_int;

use base::mem::{self, Domain};
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

/// Memory for an exact time or datetime, without the room for a time zone unless it is aware.
///
/// # Safety
/// `ty` is a live type.
pub unsafe fn alloc_sized(ty: *mut PyTypeObject, size: usize) -> *mut PyObject {
    let o = mem::alloc(Domain::Obj, size).cast::<PyObject>();
    if o.is_null() {
        let _raised = objects::exceptions::no_memory();
        return o;
    }
    // SAFETY: fresh memory of that size.
    unsafe {
        core::ptr::write_bytes(o.cast::<u8>(), 0, size);
        objects::alloc::init_header(o, Type::from_raw(ty));
    }
    o
}

unsafe extern "C" fn alloc(ty: *mut PyTypeObject, aware: isize) -> *mut PyObject {
    let size = if aware != 0 {
        size_of::<PyDateTime_Time>()
    } else {
        size_of::<_PyDateTime_BaseTime>()
    };
    // SAFETY: the slot's contract.
    unsafe { alloc_sized(ty, size) }
}

/// A time of checked parts.
pub fn new_unchecked(
    clock: Clock,
    tzinfo: Option<&Object>,
    fold: i32,
    ty: &Type,
) -> PyResult<Ref<Time>> {
    // SAFETY: the type is time or a subclass of it; only an aware object has the field at the end.
    unsafe {
        let this = ty.alloc_as::<Time>(usize::from(tzinfo.is_some()))?;
        let t = this.raw();
        (*t).hashcode = -1;
        (*t).data = pack(clock);
        (*t).fold = fold as u8;
        if let Some(tzinfo) = tzinfo {
            (*t).hastzinfo = 1;
            (*t).tzinfo = tzinfo.to_ref().into_ptr();
        }
        Ok(this)
    }
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

impl Time {
    pub fn clock(&self) -> Clock {
        // SAFETY: live; the fields never change.
        unpack(unsafe { (*self.raw()).data })
    }

    pub fn fold(&self) -> i32 {
        // SAFETY: as above.
        unsafe { (*self.raw()).fold.into() }
    }

    pub fn tzinfo(&self) -> Option<&Object> {
        // SAFETY: as above; the field is there if the flag says so, and the object holds what it refers to.
        unsafe {
            if (*self.raw()).hastzinfo == 0 {
                return None;
            }
            Object::from_ptr_opt((*self.raw()).tzinfo)
        }
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
        let c = this.clock();
        let mut text = format!("{}({}, {}", this.class().tp_name(), c.hour, c.minute);
        if c.us != 0 {
            text += &format!(", {}, {}", c.second, c.us);
        } else if c.second != 0 {
            text += &format!(", {}", c.second);
        }
        let fold = if this.fold() != 0 { ", fold=1" } else { "" };
        finish_repr(text, this.tzinfo(), fold)
    }

    extern "C" fn str(this: &Time) -> PyResult {
        this.call_method(interned!("isoformat"), &[])
    }

    extern "C" fn hash(this: &Time) -> base::Hash {
        this.compute_hash().into()
    }

    fn compute_hash(&self) -> PyResult<Py_hash_t> {
        // SAFETY: live; the cache is one word.
        let known = unsafe { (*self.raw()).hashcode };
        if known != -1 {
            return Ok(known);
        }
        let offset = if self.fold() == 0 {
            self.offset()?
        } else {
            new_unchecked(self.clock(), self.tzinfo(), 0, self.class())?.offset()?
        };
        let hash = match offset {
            // SAFETY: the packed form.
            None => hash_data(&unsafe { (*self.raw()).data }),
            Some(offset) => {
                let us = self.since_midnight(&offset);
                if (0..86_400_000_000).contains(&us) {
                    let (seconds, us) = (us / 1_000_000, us % 1_000_000);
                    let clock = Clock::from_seconds(seconds as i32, us as i32);
                    new_unchecked(clock, None, 0, &TIME)?.hash()?
                } else {
                    delta::from_us(us, &delta::DELTA)?.hash()?
                }
            }
        };
        // SAFETY: as above.
        unsafe { (*self.raw()).hashcode = hash };
        Ok(hash)
    }

    extern "C" fn richcompare(this: &Time, other: &Object, op: c_int) -> PyResult {
        let Some(other) = other.downcast::<Time>() else {
            return not_implemented_result();
        };
        let op = CompareOp::from_c(op);
        let answer = |holds: bool| Ok(py_bool(holds).to_ref().upcast());
        // SAFETY: live; the packed form sorts as the times do.
        let plain = || unsafe { (*this.raw()).data.cmp(&(*other.raw()).data) };
        let same_zone = match (this.tzinfo(), other.tzinfo()) {
            (None, None) => true,
            (Some(a), Some(b)) => a.is(b),
            _ => false,
        };
        if same_zone {
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

    fn state(&self, proto: i32) -> PyResult<Ref<Tuple>> {
        // SAFETY: the packed form.
        let mut data = unsafe { (*self.raw()).data };
        if proto > 3 && self.fold() != 0 {
            data[0] |= 0x80;
        }
        let data = Bytes::from_slice(&data)?;
        match self.tzinfo() {
            Some(tz) => Tuple::from_slice(&[&data, tz]),
            None => Tuple::from_slice(&[&data]),
        }
    }
}

/// The end of a repr: the time zone by keyword, what follows it, and the bracket.
pub fn finish_repr(text: String, tzinfo: Option<&Object>, last: &str) -> PyResult {
    let mut w = objects::unicode::writer::Writer::new();
    w.push_text(&text)?;
    if let Some(tzinfo) = tzinfo {
        w.push_ascii(b", tzinfo=")?;
        w.push_repr(tzinfo)?;
    }
    w.push_text(last)?;
    w.push_ascii(b")")?;
    Ok(w.finish()?.upcast())
}

/// The time zone of a pickle's state.
pub fn state_tzinfo(o: Option<&Object>) -> PyResult<Option<&Object>> {
    match o {
        Some(o) if !is_none(o) => match o.downcast::<super::tzinfo::TzInfo>() {
            Some(_) => Ok(Some(o)),
            None => Err(raise!(TypeError, "bad tzinfo state arg")),
        },
        _ => Ok(None),
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

    #[getter("hour")]
    fn hour(&self) -> i32 {
        self.clock().hour
    }

    #[getter("minute")]
    fn minute(&self) -> i32 {
        self.clock().minute
    }

    #[getter("second")]
    fn second(&self) -> i32 {
        self.clock().second
    }

    #[getter("microsecond")]
    fn microsecond(&self) -> i32 {
        self.clock().us
    }

    #[getter("tzinfo")]
    fn get_tzinfo(&self) -> Ref {
        self.tzinfo().unwrap_or(objects::none()).to_ref()
    }

    #[getter("fold")]
    fn get_fold(&self) -> i32 {
        self.fold()
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
        let old = self.clock();
        let clock = Clock {
            hour: hour.unwrap_or(old.hour),
            minute: minute.unwrap_or(old.minute),
            second: second.unwrap_or(old.second),
            us: microsecond.unwrap_or(old.us),
        };
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
        Tuple::from_slice(&[self.class(), &*self.state(proto)?])
    }

    /// __reduce__() -> (cls, state)
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        self.reduce_ex(2)
    }
}

/// Midnight, and true, for the 24 o'clock that ends a day.
pub fn next_day_at_24(clock: Clock) -> PyResult<(Clock, bool)> {
    if clock.hour != 24 {
        return Ok((clock, false));
    }
    if clock.minute != 0 || clock.second != 0 || clock.us != 0 {
        return Err(raise!(
            ValueError,
            "minute, second, and microsecond must be 0 when hour is 24"
        ));
    }
    Ok((Clock::default(), true))
}

extern "C" fn dealloc(this: *mut Time) {
    // SAFETY: the last reference is gone.
    unsafe {
        let t = this.cast::<PyDateTime_Time>();
        if (*t).hastzinfo != 0 {
            objects::owned::clear_field(&raw mut (*t).tzinfo);
        }
        objects::freelist::free_instance(this.cast());
    }
}

pub static TIME: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.time".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_Time>() as isize,
    tp_dealloc: slots::dealloc::<Time>(dealloc),
    tp_repr: slots::repr(Time::repr),
    tp_hash: slots::hash(Time::hash),
    tp_str: slots::repr(Time::str),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: Time::DOC,
    tp_richcompare: slots::richcompare(Time::richcompare),
    tp_methods: Time::METHODS,
    tp_getset: Time::GETSET,
    tp_alloc: Some(alloc),
    tp_new: Some(Time::NEW),
    ..Type::EMPTY
});
