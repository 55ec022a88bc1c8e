//! The capsule `datetime.datetime_CAPI`, through which C extensions make dates and times.

use core::cell::UnsafeCell;
use core::ffi::c_int;
use core::ptr::null_mut;

use base::local::LocalBox;
use layout::*;
use objects::capsule::Capsule;
use objects::prelude::*;

use super::calendar::{Clock, Day};
use super::date::{self, DATE, Date};
use super::datetime::{self, DATETIME, Moment};
use super::delta::{self, DELTA};
use super::time::{self, TIME};
use super::tzinfo::{TZINFO, timezone};
use super::utc;

/// A new reference, or NULL with an exception set.
fn done<T: Subtype>(result: PyResult<Ref<T>>) -> *mut PyObject {
    match result {
        Ok(o) => o.into_ptr(),
        Err(_) => null_mut(),
    }
}

unsafe extern "C" fn date_from_date(
    year: c_int,
    month: c_int,
    day: c_int,
    ty: *mut PyTypeObject,
) -> *mut PyObject {
    // SAFETY: a live type, says the API.
    let ty = unsafe { Type::from_raw(ty) };
    done(date::new(Day { year, month, day }, ty))
}

unsafe extern "C" fn datetime_with_fold(
    year: c_int,
    month: c_int,
    day: c_int,
    hour: c_int,
    minute: c_int,
    second: c_int,
    us: c_int,
    tzinfo: *mut PyObject,
    fold: c_int,
    ty: *mut PyTypeObject,
) -> *mut PyObject {
    // SAFETY: live objects, says the API; no time zone may be NULL as well as None.
    let (tzinfo, ty) = unsafe { (Object::from_ptr_opt(tzinfo), Type::from_raw(ty)) };
    let moment = Moment {
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
    done(datetime::new(moment, ty))
}

unsafe extern "C" fn datetime_from_parts(
    year: c_int,
    month: c_int,
    day: c_int,
    hour: c_int,
    minute: c_int,
    second: c_int,
    us: c_int,
    tzinfo: *mut PyObject,
    ty: *mut PyTypeObject,
) -> *mut PyObject {
    // SAFETY: as for `datetime_with_fold`.
    unsafe { datetime_with_fold(year, month, day, hour, minute, second, us, tzinfo, 0, ty) }
}

unsafe extern "C" fn time_with_fold(
    hour: c_int,
    minute: c_int,
    second: c_int,
    us: c_int,
    tzinfo: *mut PyObject,
    fold: c_int,
    ty: *mut PyTypeObject,
) -> *mut PyObject {
    // SAFETY: live objects, says the API.
    let (tzinfo, ty) = unsafe { (Object::from_ptr_opt(tzinfo), Type::from_raw(ty)) };
    let clock = Clock {
        hour,
        minute,
        second,
        us,
    };
    done(time::new(clock, tzinfo, fold, ty))
}

unsafe extern "C" fn time_from_parts(
    hour: c_int,
    minute: c_int,
    second: c_int,
    us: c_int,
    tzinfo: *mut PyObject,
    ty: *mut PyTypeObject,
) -> *mut PyObject {
    // SAFETY: as for `time_with_fold`.
    unsafe { time_with_fold(hour, minute, second, us, tzinfo, 0, ty) }
}

unsafe extern "C" fn delta_from_parts(
    days: c_int,
    seconds: c_int,
    us: c_int,
    normalize: c_int,
    ty: *mut PyTypeObject,
) -> *mut PyObject {
    // SAFETY: a live type, says the API.
    let ty = unsafe { Type::from_raw(ty) };
    if normalize == 0 {
        return done(delta::new_in_range(days.into(), seconds, us, ty));
    }
    let seconds = i128::from(days) * 86_400 + i128::from(seconds);
    done(delta::from_us(seconds * 1_000_000 + i128::from(us), ty))
}

unsafe extern "C" fn timezone_from_offset(
    offset: *mut PyObject,
    name: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: live objects, says the API; the name may be NULL.
    let (offset, name) = unsafe { (Object::from_ptr(offset), Object::from_ptr_opt(name)) };
    match (offset.downcast(), name.map(|n| n.downcast::<Str>())) {
        (Some(offset), None) => done(timezone(offset, None)),
        (Some(offset), Some(Some(name))) => done(timezone(offset, Some(name))),
        _ => {
            let _raised = objects::exceptions::bad_internal_call();
            null_mut()
        }
    }
}

fn from_timestamp(class: &Object, args: &Object, kwargs: Option<&Dict>) -> PyResult {
    let function = class.get_attr(interned!("fromtimestamp"))?;
    match args.downcast::<Tuple>() {
        Some(args) => function.call_tuple(args, kwargs),
        None => Err(objects::exceptions::bad_internal_call()),
    }
}

unsafe extern "C" fn datetime_from_timestamp(
    class: *mut PyObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: a class, a tuple, and a dict or NULL, says the API.
    unsafe {
        let (class, args) = (Object::from_ptr(class), Object::from_ptr(args));
        let kwargs = Object::from_ptr_opt(kwargs).and_then(|k| k.downcast::<Dict>());
        done(from_timestamp(class, args, kwargs))
    }
}

unsafe extern "C" fn date_from_timestamp(
    class: *mut PyObject,
    args: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: a class and a tuple, says the API.
    let (class, args) = unsafe { (Object::from_ptr(class), Object::from_ptr(args)) };
    let Some([timestamp]) = args.downcast::<Tuple>().map(|args| args.as_slice()) else {
        let given = args
            .downcast::<Tuple>()
            .map_or(0, |args| args.as_slice().len());
        let _raised = raise!(
            TypeError,
            "fromtimestamp expected 1 argument, got {}",
            given
        );
        return null_mut();
    };
    match class.downcast::<Type>() {
        Some(class) => done(Date::fromtimestamp(class, timestamp)),
        None => done::<Object>(Err(objects::exceptions::bad_internal_call())),
    }
}

/// An interpreter's table.
struct Table(UnsafeCell<PyDateTime_CAPI>);
// SAFETY: written before the first capsule is made, and by nobody else.
unsafe impl Sync for Table {}

static TABLE: LocalBox<Table> = LocalBox::new();

/// A capsule with the table.
pub fn capsule() -> PyResult<Ref<Capsule>> {
    let table = TABLE.get_or(|| {
        Table(UnsafeCell::new(PyDateTime_CAPI {
            DateType: DATE.raw(),
            DateTimeType: DATETIME.raw(),
            TimeType: TIME.raw(),
            DeltaType: DELTA.raw(),
            TZInfoType: TZINFO.raw(),
            TimeZone_UTC: null_mut(),
            Date_FromDate: Some(date_from_date),
            DateTime_FromDateAndTime: Some(datetime_from_parts),
            Time_FromTime: Some(time_from_parts),
            Delta_FromDelta: Some(delta_from_parts),
            TimeZone_FromTimeZone: Some(timezone_from_offset),
            DateTime_FromTimestamp: Some(datetime_from_timestamp),
            Date_FromTimestamp: Some(date_from_timestamp),
            DateTime_FromDateAndTimeAndFold: Some(datetime_with_fold),
            Time_FromTimeAndFold: Some(time_with_fold),
        }))
    });
    let Some(utc) = utc() else {
        return Err(crate::support::gone("_datetime"));
    };
    let table = table.0.get();
    // SAFETY: the table lives as long as the interpreter; the name is static.
    unsafe {
        (*table).TimeZone_UTC = utc.as_ptr();
        Capsule::new(table.cast(), PyDateTime_CAPSULE_NAME.as_ptr(), None)
    }
}
