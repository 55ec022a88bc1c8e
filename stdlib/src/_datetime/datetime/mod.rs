//! `datetime`: a day and a time of day, perhaps with a time zone. Its struct begins as that of `date`.
//!
//! Here are the struct and how it is filled; `sources` are the constructors, `arithmetic` reckons, compares and hashes, `methods` is the rest
//! that Python sees.

mod arithmetic;
mod methods;
mod sources;

use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::slots;

use super::calendar::{Clock, Day};
use super::date::{self, DATE};
use super::delta::Delta;
use super::time;
use super::timed::{self, Timed, clock_repr, finish_repr};
use super::tzinfo::{ask_offset, check_tzinfo};

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
}

pub static DATETIME: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.datetime".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_DateTime>() as isize,
    tp_base: DATE.as_mut_ptr(),
    tp_dealloc: slots::dealloc::<DateTime>(timed::dealloc),
    tp_repr: slots::repr(DateTime::repr),
    tp_as_number: arithmetic::AS_NUMBER.ptr(),
    tp_hash: slots::hash(DateTime::hash),
    tp_str: slots::repr(DateTime::str),
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: DateTime::DOC,
    tp_richcompare: slots::richcompare(DateTime::richcompare),
    tp_methods: methods_concat!(DateTime::SOURCES, DateTime::METHOD_DEFS),
    tp_getset: getset_concat!(timed::attributes::<DateTime>()),
    tp_alloc: Some(timed::alloc::<DateTime>),
    tp_new: Some(DateTime::NEW),
    ..Type::EMPTY
});
