//! `tzinfo`, the abstract base class, `timezone`, a fixed offset, and how either is asked.

use core::ffi::c_int;

use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::slots;

use super::datetime::DateTime;
use super::delta::{self, Delta};
use super::timed::Timed;
use super::{is_utc, utc};

object_view!(
    /// `datetime.tzinfo`.
    pub TzInfo, PyDateTime_TZInfo, "datetime.tzinfo", |o| objects::type_::is_subtype_instance(o, &TZINFO)
);

/// A tzinfo argument: None is as good as absent.
pub fn check_tzinfo(o: Option<&Object>) -> PyResult<Option<&Object>> {
    match o {
        Some(o) if !is_none(o) => match o.downcast::<TzInfo>() {
            Some(_) => Ok(Some(o)),
            None => Err(raise!(
                TypeError,
                "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
                o.class().tp_name()
            )),
        },
        _ => Ok(None),
    }
}

/// Less than a day in either direction?
fn check_offset(offset: &Delta) -> PyResult<()> {
    let (days, seconds, us) = offset.parts();
    if !(-1..1).contains(&days) || (days == -1 && seconds == 0 && us < 1) {
        return Err(raise!(
            ValueError,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {}",
            offset.repr()?.to_string_lossy()
        ));
    }
    Ok(())
}

/// Asks a tzinfo's `utcoffset` or `dst`; None if there is no tzinfo, or it answers None.
pub fn ask_offset(
    tzinfo: Option<&Object>,
    method: &str,
    argument: &Object,
) -> PyResult<Option<Ref<Delta>>> {
    let Some(tzinfo) = tzinfo else {
        return Ok(None);
    };
    let name = match method {
        "dst" => interned!("dst"),
        _ => interned!("utcoffset"),
    };
    let answer = tzinfo.call_method(name, &[argument])?;
    if is_none(&answer) {
        return Ok(None);
    }
    match answer.downcast_into::<Delta>() {
        Ok(offset) => check_offset(&offset).map(|()| Some(offset)),
        Err(other) => Err(raise!(
            TypeError,
            "tzinfo.{}() must return None or timedelta, not '{:.200}'",
            method,
            other.class().tp_name()
        )),
    }
}

/// Asks a tzinfo's `tzname`.
pub fn ask_name(tzinfo: Option<&Object>, argument: &Object) -> PyResult<Option<Ref<Str>>> {
    let Some(tzinfo) = tzinfo else {
        return Ok(None);
    };
    let answer = tzinfo.call_method(interned!("tzname"), &[argument])?;
    if is_none(&answer) {
        return Ok(None);
    }
    match answer.downcast_into::<Str>() {
        Ok(name) => Ok(Some(name)),
        Err(other) => Err(raise!(
            TypeError,
            "tzinfo.tzname() must return None or a string, not '{}'",
            other.class().tp_name()
        )),
    }
}

fn missing(method: &str) -> Raised {
    raise!(
        NotImplementedError,
        "a tzinfo subclass must implement {}()",
        method
    )
}

#[pymethods]
impl TzInfo {
    /// datetime -> string name of time zone.
    #[method("tzname(object, /)")]
    fn tzname(&self, object: &Object) -> PyResult {
        let _ = object;
        Err(missing("tzname"))
    }

    /// datetime -> timedelta showing offset from UTC, negative values indicating West of UTC
    #[method("utcoffset(object, /)")]
    fn utcoffset(&self, object: &Object) -> PyResult {
        let _ = object;
        Err(missing("utcoffset"))
    }

    /// datetime -> DST offset as timedelta positive east of UTC.
    #[method("dst(object, /)")]
    fn dst(&self, object: &Object) -> PyResult {
        let _ = object;
        Err(missing("dst"))
    }

    /// datetime in UTC -> datetime in local time.
    #[method("fromutc(object, /)")]
    fn fromutc(&self, object: &Object) -> PyResult {
        let Some(dt) = object.downcast::<DateTime>() else {
            return Err(raise!(TypeError, "fromutc: argument must be a datetime"));
        };
        if !dt.tzinfo().is_some_and(|t| t.is(self)) {
            return Err(raise!(ValueError, "fromutc: dt.tzinfo is not self"));
        }
        let none = |what: &str| raise!(ValueError, "fromutc: non-None {}() result required", what);
        let Some(offset) = ask_offset(Some(self), "utcoffset", dt)? else {
            return Err(none("utcoffset"));
        };
        let Some(dst) = ask_offset(Some(self), "dst", dt)? else {
            return Err(none("dst"));
        };
        let standard = dt.plus(&*offset.minus(&dst)?, false)?;
        let Some(standard) = standard.downcast::<DateTime>() else {
            return Ok(standard);
        };
        let Some(dst) = ask_offset(Some(self), "dst", standard)? else {
            return Err(raise!(
                ValueError,
                "fromutc: tz.dst() gave inconsistent results; cannot convert"
            ));
        };
        if dst.is_zero() {
            return Ok(standard.to_ref().upcast());
        }
        standard.plus(&dst, false)
    }

    /// -> (cls, state)
    #[method("__reduce__()")]
    fn reduce(&self) -> PyResult<Ref<Tuple>> {
        let args = match self.get_attr_opt(interned!("__getinitargs__"))? {
            Some(f) => f.call(&[])?,
            None => Tuple::empty().to_ref().upcast(),
        };
        let state = self.call_method(id!(__getstate__), &[])?;
        Tuple::from_slice(&[self.class(), &args, &state])
    }
}

pub static TZINFO: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.tzinfo".as_ptr(),
    tp_basicsize: size_of::<PyDateTime_TZInfo>() as isize,
    tp_flags: Py_TPFLAGS_BASETYPE,
    tp_doc: c"Abstract base class for time zone info objects.".as_ptr(),
    tp_methods: TzInfo::METHODS,
    tp_new: slots::GENERIC_NEW,
    ..Type::EMPTY
});

#[repr(C)]
#[derive(Clone, Copy)]
pub struct TimeZoneObject {
    ob_base: PyObject,
    offset: *mut PyObject,
    /// NULL if the timezone has no name of its own.
    name: *mut PyObject,
}

object_view!(
    /// `datetime.timezone`.
    pub TimeZone, TimeZoneObject, "datetime.timezone", |o| objects::type_::is_subtype_instance(o, &TIMEZONE)
);
objects::owned_fields!(TimeZone, heap = false, [offset, name]);

/// A timezone, of a checked offset: UTC itself for a nameless zero.
pub fn timezone(offset: &Delta, name: Option<&Str>) -> PyResult<Ref> {
    if name.is_none()
        && offset.is_zero()
        && let Some(utc) = utc()
    {
        return Ok(utc.to_ref().upcast());
    }
    check_offset(offset)?;
    Ok(timezone_of(offset, name)?.upcast())
}

/// A timezone without the check, and without the one for zero.
pub fn timezone_of(offset: &Delta, name: Option<&Str>) -> PyResult<Ref<TimeZone>> {
    let this = owned::alloc::<TimeZone>(&TIMEZONE)?;
    // SAFETY: fresh.
    unsafe {
        (*this.raw()).offset = offset.to_ref().into_ptr();
        if let Some(name) = name {
            (*this.raw()).name = name.to_ref().into_ptr();
        }
    }
    Ok(this)
}

impl TimeZone {
    fn offset(&self) -> &Delta {
        // SAFETY: set when the object was made, and held by it.
        unsafe { Object::from_ptr((*self.raw()).offset).downcast_unchecked() }
    }

    fn name(&self) -> Option<&Str> {
        // SAFETY: NULL, or a str that the object holds.
        unsafe { Object::from_ptr_opt((*self.raw()).name).map(|n| n.downcast_unchecked()) }
    }

    extern "C" fn richcompare(this: &TimeZone, other: &Object, op: c_int) -> PyResult {
        let equal = match other.downcast::<TimeZone>() {
            Some(other) => this.offset().parts() == other.offset().parts(),
            None => return not_implemented_result(),
        };
        match CompareOp::from_c(op) {
            CompareOp::Eq => Ok(py_bool(equal).to_ref().upcast()),
            CompareOp::Ne => Ok(py_bool(!equal).to_ref().upcast()),
            _ => not_implemented_result(),
        }
    }

    extern "C" fn hash(this: &TimeZone) -> base::Hash {
        this.offset().hash().into()
    }

    extern "C" fn repr(this: &TimeZone) -> PyResult {
        let class = this.class().tp_name();
        if is_utc(this) {
            return Ok(Str::format(format_args!("{class}.utc"))?.upcast());
        }
        let offset = this.offset().repr()?;
        let mut w = objects::unicode::writer::Writer::new();
        w.push_text(&class)?;
        w.push_ascii(b"(")?;
        w.push_str(&offset)?;
        if let Some(name) = this.name() {
            w.push_ascii(b", ")?;
            w.push_repr(name)?;
        }
        w.push_ascii(b")")?;
        Ok(w.finish()?.upcast())
    }

    extern "C" fn str(this: &TimeZone) -> PyResult {
        if let Some(name) = this.name() {
            return Ok(name.to_ref().upcast());
        }
        if is_utc(this) || this.offset().is_zero() {
            return Ok(interned!("UTC").to_ref().upcast());
        }
        let text = format!("UTC{}", super::text::offset(this.offset(), ":"));
        Ok(Str::from_str(&text)?.upcast())
    }
}

fn check_argument(dt: &Object, method: &str) -> PyResult<()> {
    if is_none(dt) || dt.downcast::<DateTime>().is_some() {
        return Ok(());
    }
    Err(raise!(
        TypeError,
        "{}(dt) argument must be a datetime instance or None, not {:.200}",
        method,
        dt.class().tp_name()
    ))
}

#[pymethods]
impl TimeZone {
    /// Fixed offset from UTC implementation of tzinfo.
    #[new("timezone(offset, name=<unrepresentable>)", numbered, nosig)]
    fn new(cls: &Type, offset: &Delta, name: Option<&Str>) -> PyResult {
        let _ = cls;
        timezone(offset, name)
    }

    /// If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.
    #[method("tzname(object, /)")]
    fn tzname(&self, object: &Object) -> PyResult {
        check_argument(object, "tzname")?;
        TimeZone::str(self)
    }

    /// Return fixed offset.
    #[method("utcoffset(object, /)")]
    fn utcoffset(&self, object: &Object) -> PyResult<Ref<Delta>> {
        check_argument(object, "utcoffset")?;
        Ok(self.offset().to_ref())
    }

    /// Return None.
    #[method("dst(object, /)")]
    fn dst(&self, object: &Object) -> PyResult<()> {
        check_argument(object, "dst")
    }

    /// datetime in UTC -> datetime in local time.
    #[method("fromutc(object, /)")]
    fn fromutc(&self, object: &Object) -> PyResult {
        let Some(dt) = object.downcast::<DateTime>() else {
            return Err(raise!(TypeError, "fromutc: argument must be a datetime"));
        };
        if !dt.tzinfo().is_some_and(|t| t.is(self)) {
            return Err(raise!(ValueError, "fromutc: dt.tzinfo is not self"));
        }
        dt.plus(self.offset(), false)
    }

    /// pickle support
    #[method("__getinitargs__()")]
    fn getinitargs(&self) -> PyResult<Ref<Tuple>> {
        match self.name() {
            Some(name) => Tuple::from_slice(&[self.offset(), name]),
            None => Tuple::from_slice(&[self.offset()]),
        }
    }
}

pub static TIMEZONE: Type = Type::new(PyTypeObject {
    tp_name: c"datetime.timezone".as_ptr(),
    tp_basicsize: size_of::<TimeZoneObject>() as isize,
    tp_base: TZINFO.as_mut_ptr(),
    tp_dealloc: slots::dealloc::<TimeZone>(owned::dealloc),
    tp_repr: slots::repr(TimeZone::repr),
    tp_hash: slots::hash(TimeZone::hash),
    tp_str: slots::repr(TimeZone::str),
    tp_doc: TimeZone::DOC,
    tp_richcompare: slots::richcompare(TimeZone::richcompare),
    tp_methods: TimeZone::METHODS,
    tp_new: Some(TimeZone::NEW),
    ..Type::EMPTY
});

/// The timezone that an ISO 8601 text names.
pub fn from_parsed(offset: Option<(i32, i32)>) -> PyResult<Option<Ref>> {
    let Some((seconds, us)) = offset else {
        return Ok(None);
    };
    let offset = delta::new(0, seconds.into(), us.into())?;
    timezone(&offset, None).map(Some)
}
