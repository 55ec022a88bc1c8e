//! `date`, and the named tuple that `isocalendar` gives.

use core::ffi::c_int;

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{pyhash, slots, tuple};

use super::calendar::{self, BadIso, Clock, Day};
use super::datetime::DateTime;
use super::delta::{self, Delta};
use super::text::{self, Moment};
use super::timed::Timed;
use super::{local, strptime};
use crate::heap_type::HeapType;

object_view!(
    /// `datetime.date`.
    pub Date, PyDateTime_Date, "datetime.date", |o| objects::type_::is_subtype_instance(o, &DATE)
);

/// The day in the packed form of the structs.
pub fn pack(day: Day) -> [u8; 4] {
    let [high, low] = (day.year as u16).to_be_bytes();
    [high, low, day.month as u8, day.day as u8]
}

pub fn unpack(data: [u8; 4]) -> Day {
    Day {
        year: i32::from(u16::from_be_bytes([data[0], data[1]])),
        month: i32::from(data[2]),
        day: i32::from(data[3]),
    }
}

/// A date of a checked day.
pub fn new_unchecked(day: Day, ty: &Type) -> PyResult<Ref<Date>> {
    // SAFETY: the type is date or a subclass of it.
    unsafe {
        let this = ty.alloc_as::<Date>(0)?;
        let d = this.raw();
        (*d).hashcode = -1;
        (*d).data = pack(day);
        Ok(this)
    }
}

pub fn new(day: Day, ty: &Type) -> PyResult<Ref<Date>> {
    new_unchecked(day.check()?, ty)
}

/// A date of a class that may have a constructor of its own.
pub fn new_of_class(day: Day, class: &Object) -> PyResult {
    if class.is(&DATE) {
        return Ok(new(day, &DATE)?.upcast());
    }
    let n = |v: i32| Long::from_i64(v.into());
    class.call(&[&*n(day.year)?, &*n(day.month)?, &*n(day.day)?])
}

/// The four bytes that pickles have, if they may be a date.
fn state_of(data: &[u8]) -> Option<[u8; 4]> {
    let data: [u8; 4] = data.try_into().ok()?;
    (1..=12).contains(&data[2]).then_some(data)
}

/// The bytes of a pickle's state: bytes, or the text that Python 2's become in the encoding latin1.
pub fn pickled(
    o: Option<&Object>,
    n: usize,
    month_at: Option<usize>,
    what: &str,
) -> PyResult<Option<Vec<u8>>> {
    let Some(o) = o else {
        return Ok(None);
    };
    let fits = |data: &[u8]| {
        data.len() == n && month_at.is_none_or(|i| (1..=12).contains(&(data[i] & 0x7f)))
    };
    if let Some(bytes) = o.downcast::<Bytes>() {
        return Ok(Some(bytes.as_slice().to_vec()).filter(|d| fits(d)));
    }
    let Some(text) = o.downcast::<Str>() else {
        return Ok(None);
    };
    if text.len() != n || month_at.is_some_and(|i| !(1..=12).contains(&(text.char_at(i) & 0x7f))) {
        return Ok(None);
    }
    let data: Option<Vec<u8>> = text.iter_chars().map(|c| u8::try_from(c).ok()).collect();
    match data {
        Some(data) => Ok(Some(data)),
        None => Err(raise!(
            ValueError,
            "Failed to encode latin1 string when unpickling a {} object. pickle.load(data, encoding='latin1') is assumed.",
            what
        )),
    }
}

/// The hash of the packed form.
pub fn hash_data(data: &[u8]) -> Py_hash_t {
    pyhash::hash_bytes(data)
}

/// `Invalid isoformat string`.
pub fn invalid_iso(text: &Object) -> Raised {
    match text.repr() {
        Ok(shown) => raise!(
            ValueError,
            "Invalid isoformat string: {}",
            shown.to_string_lossy()
        ),
        Err(raised) => raised,
    }
}

/// The text of an ISO 8601 argument.
pub fn iso_text(o: &Object) -> PyResult<&Str> {
    o.downcast::<Str>()
        .ok_or_else(|| raise!(TypeError, "fromisoformat: argument must be str"))
}

/// `__replace__` is `replace`.
pub fn replace_by_name(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    this.get_attr(interned!("replace"))?
        .call_tuple(args, kwargs)
}

impl Date {
    #[inline]
    pub fn day(&self) -> Day {
        // SAFETY: live; the fields never change.
        unpack(unsafe { (*self.raw()).data })
    }

    fn plus(&self, delta: &Delta, negate: bool) -> PyResult {
        let days = i64::from(delta.days());
        let day = self.day().plus_days(if negate { -days } else { days })?;
        new_of_class(day, self.class())
    }

    extern "C" fn repr(this: &Date) -> PyResult {
        let Day { year, month, day } = this.day();
        let class = this.class().tp_name();
        Ok(Str::format(format_args!("{class}({year}, {month}, {day})"))?.upcast())
    }

    extern "C" fn str(this: &Date) -> PyResult {
        this.call_method(interned!("isoformat"), &[])
    }

    extern "C" fn hash(this: &Date) -> base::Hash {
        // SAFETY: live; the cache is one word.
        unsafe {
            let d = this.raw();
            if (*d).hashcode == -1 {
                (*d).hashcode = hash_data(&(*d).data);
            }
            base::Hash((*d).hashcode)
        }
    }

    extern "C" fn richcompare(this: &Date, other: &Object, op: c_int) -> PyResult {
        // A date and a datetime do not compare.
        let either_has_time =
            this.downcast::<DateTime>().is_some() || other.downcast::<DateTime>().is_some();
        match other.downcast::<Date>() {
            Some(other) if !either_has_time => {
                // SAFETY: live; the packed form sorts as the days do.
                let order = unsafe { (*this.raw()).data.cmp(&(*other.raw()).data) };
                let holds = CompareOp::from_c(op).holds(order);
                Ok(py_bool(holds).to_ref().upcast())
            }
            _ => not_implemented_result(),
        }
    }
}

extern "C" fn add(a: &Object, b: &Object) -> PyResult {
    if a.downcast::<DateTime>().is_some() || b.downcast::<DateTime>().is_some() {
        return not_implemented_result();
    }
    match (a.downcast::<Date>(), b.downcast::<Date>()) {
        (Some(date), _) => match b.downcast::<Delta>() {
            Some(delta) => date.plus(delta, false),
            None => not_implemented_result(),
        },
        (None, Some(date)) => match a.downcast::<Delta>() {
            Some(delta) => date.plus(delta, false),
            None => not_implemented_result(),
        },
        _ => not_implemented_result(),
    }
}

extern "C" fn subtract(a: &Object, b: &Object) -> PyResult {
    if a.downcast::<DateTime>().is_some() || b.downcast::<DateTime>().is_some() {
        return not_implemented_result();
    }
    let Some(date) = a.downcast::<Date>() else {
        return not_implemented_result();
    };
    if let Some(other) = b.downcast::<Date>() {
        let days = date.day().ordinal() - other.day().ordinal();
        return Ok(delta::new(days.into(), 0, 0)?.upcast());
    }
    match b.downcast::<Delta>() {
        Some(delta) => date.plus(delta, true),
        None => not_implemented_result(),
    }
}

#[pymethods]
impl Date {
    /// date(year, month, day) --> date object
    #[new(varargs, "date(year, month, day)", nosig)]
    fn new(cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Ref<Date>> {
        if let [state] = args.as_slice()
            && let Some(data) = pickled(Some(state), 4, Some(2), "date")?
            && let Some(data) = state_of(&data)
        {
            return new_unchecked(unpack(data), cls);
        }
        static PARSER: Parser = Parser {
            function: "",
            keywords: &["year", "month", "day"],
            positional_only: 0,
            min_positional: 3,
            max_positional: 3,
            min_keyword: 0,
            starred: false,
        };
        let [year, month, day] = local::arguments(&PARSER, args, kwargs)?.map(local::int_or_zero);
        let (year, month, day) = (year?, month?, day?);
        new(Day { year, month, day }, cls)
    }

    #[getter("year")]
    fn year(&self) -> i32 {
        self.day().year
    }

    #[getter("month")]
    fn month(&self) -> i32 {
        self.day().month
    }

    #[getter("day")]
    fn get_day(&self) -> i32 {
        self.day().day
    }

    /// Create a date from a POSIX timestamp.
    ///
    /// The timestamp is a number, e.g. created via time.time(), that is interpreted as local time.
    #[classmethod("fromtimestamp(timestamp, /)")]
    pub fn fromtimestamp(cls: &Type, timestamp: &Object) -> PyResult {
        let (day, _) = local::broken_down(local::seconds_of(timestamp)?, true)?;
        new_of_class(day, cls)
    }

    /// int -> date corresponding to a proleptic Gregorian ordinal.
    #[classmethod("fromordinal(ordinal, /)", tuple, nosig)]
    fn fromordinal(cls: &Type, ordinal: &Object) -> PyResult {
        let ordinal = local::int(ordinal)?;
        if ordinal < 1 {
            return Err(raise!(ValueError, "ordinal must be >= 1"));
        }
        new_of_class(Day::from_ordinal(ordinal), cls)
    }

    /// Construct a date from a string in ISO 8601 format.
    #[classmethod("fromisoformat(object, /)")]
    fn fromisoformat(cls: &Type, object: &Object) -> PyResult {
        let text = iso_text(object)?;
        let parsed = text
            .as_ascii()
            .filter(|s| matches!(s.len(), 7 | 8 | 10))
            .and_then(|s| calendar::parse_date(s.as_bytes()));
        let Some(day) = parsed else {
            return Err(invalid_iso(object));
        };
        new_of_class(day, cls)
    }

    /// int, int, int -> Construct a date from the ISO year, week number and weekday.
    #[classmethod("fromisocalendar(year, week, day)", nosig)]
    fn fromisocalendar(cls: &Type, year: &Object, week: &Object, day: &Object) -> PyResult {
        let mut numbers = [0; 3];
        for (slot, o) in numbers.iter_mut().zip([year, week, day]) {
            let int = o.index()?;
            *slot = int
                .to_i64()
                .and_then(|n| i32::try_from(n).ok())
                .ok_or_else(|| raise!(ValueError, "ISO calendar component out of range"))?;
        }
        let [year, week, day] = numbers;
        let found = calendar::from_iso(year, week, day).map_err(|bad| match bad {
            BadIso::Week => raise!(ValueError, "Invalid week: {}", week),
            BadIso::Weekday => {
                raise!(ValueError, "Invalid weekday: {} (range is [1, 7])", day)
            }
            BadIso::Year => raise!(
                ValueError,
                "year must be in {}..{}, not {}",
                calendar::MIN_YEAR,
                calendar::MAX_YEAR,
                year
            ),
            BadIso::Range => raise!(ValueError, "Year is out of range: {}", year),
        })?;
        new_of_class(found, cls)
    }

    /// string, format -> new date parsed from a string (like time.strptime()).
    #[classmethod("strptime(date_string, format, /)", tuple, nosig)]
    fn strptime(cls: &Type, date_string: &Str, format: &Str) -> PyResult {
        strptime(
            interned!("_strptime_datetime_date"),
            cls,
            date_string,
            format,
        )
    }

    /// Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).
    #[classmethod("today()")]
    fn today(cls: &Type) -> PyResult {
        let now = runtime::import::import_attr("time", interned!("time"))?.call(&[])?;
        cls.call_method(interned!("fromtimestamp"), &[&now])
    }

    /// Return ctime() style string.
    #[method("ctime()")]
    fn ctime(&self) -> PyResult<Ref<Str>> {
        text::ctime(self.day(), Clock::default())
    }

    /// format -> strftime() style string.
    #[method("strftime(format)", numbered, nosig)]
    fn strftime(&self, format: &Str) -> PyResult {
        let timetuple = self.call_method(interned!("timetuple"), &[])?;
        // A datetime comes here, too: it inherits this method.
        let (tzinfo, us) = match self.downcast::<DateTime>() {
            Some(dt) => (dt.tzinfo(), dt.clock().us),
            None => (None, 0),
        };
        let moment = Moment {
            tzinfo,
            argument: self,
            us,
            timetuple,
        };
        text::strftime(&moment, format)
    }

    /// Formats self with strftime.
    #[method("__format__(format, /)", tuple, nosig)]
    fn format(&self, format: &Str) -> PyResult {
        format_with_strftime(self, format)
    }

    /// Return string in ISO 8601 format, YYYY-MM-DD.
    #[method("isoformat()")]
    fn isoformat(&self) -> String {
        text::iso_date(self.day())
    }

    /// Return the day of the week represented by the date.
    ///
    /// Monday == 1 ... Sunday == 7
    #[method("isoweekday()")]
    fn isoweekday(&self) -> i32 {
        self.day().weekday() + 1
    }

    /// Return a named tuple containing ISO year, week number, and weekday.
    #[method("isocalendar()")]
    fn isocalendar(&self) -> PyResult<Ref<Tuple>> {
        let (year, week, weekday) = self.day().iso();
        iso_calendar_date(ISO_CALENDAR_DATE.live()?, [year, week, weekday])
    }

    /// Return time tuple, compatible with time.localtime().
    #[method("timetuple()")]
    fn timetuple(&self) -> PyResult {
        text::struct_time(self.day(), Clock::default(), -1)
    }

    /// Return date with new specified fields.
    #[method("replace(year=unchanged, month=unchanged, day=unchanged)")]
    fn replace(&self, year: Option<i32>, month: Option<i32>, day: Option<i32>) -> PyResult {
        let old = self.day();
        let day = Day {
            year: year.unwrap_or(old.year),
            month: month.unwrap_or(old.month),
            day: day.unwrap_or(old.day),
        };
        new_of_class(day, self.class())
    }

    /// The same as replace().
    #[method(varargs, "__replace__(**changes)")]
    fn replace_protocol(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        replace_by_name(self, args, kwargs)
    }

    /// Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.
    #[method("toordinal()")]
    fn toordinal(&self) -> i32 {
        self.day().ordinal()
    }

    /// Return the day of the week represented by the date.
    ///
    /// Monday == 0 ... Sunday == 6
    #[method("weekday()")]
    fn weekday(&self) -> i32 {
        self.day().weekday()
    }

    /// __reduce__() -> (cls, state)
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        // SAFETY: live; the fields never change.
        let state = Bytes::from_slice(&unsafe { (*self.raw()).data })?;
        Tuple::from_slice(&[self.class(), &*Tuple::from_slice(&[&state])?])
    }
}

/// `__format__`: `strftime`, or `str` for an empty format.
pub fn format_with_strftime(this: &Object, format: &Str) -> PyResult {
    if format.is_empty() {
        return Ok(this.str()?.upcast());
    }
    this.call_method(interned!("strftime"), &[format])
}

static AS_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_add: slots::number(add),
    nb_subtract: slots::number(subtract),
    // SAFETY: all-zero is valid for the rest.
    ..unsafe { zeroed() }
});

pub static DATE: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.date".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_Date>() as isize,
    tp_repr: slots::repr(Date::repr),
    tp_as_number: AS_NUMBER.ptr(),
    tp_hash: slots::hash(Date::hash),
    tp_str: slots::repr(Date::str),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: Date::DOC,
    tp_richcompare: slots::richcompare(Date::richcompare),
    tp_methods: Date::METHODS,
    tp_getset: Date::GETSET,
    tp_new: Some(Date::NEW),
    ..Type::EMPTY
});

object_view!(
    /// `datetime.IsoCalendarDate`, a tuple of three.
    pub IsoCalendarDate, PyTupleObject, "IsoCalendarDate", |o| o.is_exactly(ISO_CALENDAR_DATE.as_mut_ptr())
);

fn iso_calendar_date(ty: &Type, fields: [i32; 3]) -> PyResult<Ref<Tuple>> {
    // SAFETY: the type is a tuple subclass.
    let this = unsafe { ty.alloc_as::<Tuple>(3)? };
    for (i, field) in fields.into_iter().enumerate() {
        this.init_item(i, Long::from_i64(field.into())?.upcast());
    }
    Ok(this)
}

impl IsoCalendarDate {
    fn fields(&self) -> &Tuple {
        // SAFETY: a tuple subclass of the same layout.
        unsafe { self.downcast_unchecked() }
    }

    fn field(&self, index: usize) -> PyResult {
        match self.fields().get(index) {
            Some(field) => Ok(field.to_ref()),
            None => Err(raise!(IndexError, "tuple index out of range")),
        }
    }

    extern "C" fn repr(this: &IsoCalendarDate) -> PyResult {
        let text = |i| this.field(i).and_then(|f| f.str());
        Ok(Str::format(format_args!(
            "{:.200}(year={}, week={}, weekday={})",
            this.class().tp_name(),
            text(0)?.to_string_lossy(),
            text(1)?.to_string_lossy(),
            text(2)?.to_string_lossy()
        ))?
        .upcast())
    }
}

#[pymethods]
impl IsoCalendarDate {
    /// The result of date.isocalendar() or datetime.isocalendar()
    ///
    /// It is a named tuple with the fields "year", "week" and "weekday".
    #[new("IsoCalendarDate(year, week, weekday)", nosig)]
    fn new(cls: &Type, year: i32, week: i32, weekday: i32) -> PyResult<Ref<Tuple>> {
        iso_calendar_date(cls, [year, week, weekday])
    }

    #[getter("year")]
    fn year(&self) -> PyResult {
        self.field(0)
    }

    #[getter("week")]
    fn week(&self) -> PyResult {
        self.field(1)
    }

    #[getter("weekday")]
    fn weekday(&self) -> PyResult {
        self.field(2)
    }

    /// It pickles as a tuple.
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let plain = Tuple::from_slice(self.fields().as_slice())?;
        let args = Tuple::from_slice(&[&plain])?;
        Tuple::from_slice(&[&tuple::PyTuple_Type, &args])
    }
}

pub static ISO_CALENDAR_DATE: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"datetime.IsoCalendarDate".as_ptr(),
    tp_basicsize: size_of::<PyTupleObject>() as isize,
    tp_itemsize: size_of::<*mut PyObject>() as isize,
    tp_repr: slots::repr(IsoCalendarDate::repr),
    tp_flags: Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: IsoCalendarDate::DOC,
    tp_methods: IsoCalendarDate::METHODS,
    tp_getset: IsoCalendarDate::GETSET,
    tp_new: Some(IsoCalendarDate::NEW),
    ..Type::EMPTY
});
