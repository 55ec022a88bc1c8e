//! `time`: clocks, sleeping, broken-down times.

use base::local::LocalRef;
use clinic::{method_table, pyfunction};
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;
use runtime::named_tuple;
use runtime::pytime::{self, Rounding};

static STRUCT_TIME: LocalRef<Type> = LocalRef::new();

fn clock(id: libc::clockid_t) -> PyResult<i64> {
    // SAFETY: a local struct that the call fills.
    unsafe {
        let mut t: libc::timespec = core::mem::zeroed();
        if libc::clock_gettime(id, &mut t) != 0 {
            return Err(objects::exceptions::os_error(
                *libc::__errno_location(),
                None,
            ));
        }
        Ok(t.tv_sec * 1_000_000_000 + t.tv_nsec)
    }
}

macro_rules! clocks {
    ($($(#[$doc:meta])* $name:ident $text:literal, $(#[$doc_ns:meta])* $ns:ident $text_ns:literal = $id:expr;)*) => {
        $($(#[$doc])* #[pyfunction($text, nosig)]
        fn $name() -> PyResult<f64> {
            Ok(pytime::as_seconds(clock($id)?))
        }
        $(#[$doc_ns])* #[pyfunction($text_ns, nosig)]
        fn $ns() -> PyResult<i64> {
            clock($id)
        })*
    };
}

clocks! {
    /// Seconds since the epoch.
    time "time()",
    /// Nanoseconds since the epoch.
    time_ns "time_ns()" = libc::CLOCK_REALTIME;
    /// Seconds of a clock that never goes back.
    monotonic "monotonic()",
    /// Nanoseconds of a clock that never goes back.
    monotonic_ns "monotonic_ns()" = libc::CLOCK_MONOTONIC;
    /// Seconds of the clock for measuring short times.
    perf_counter "perf_counter()",
    /// Nanoseconds of the clock for measuring short times.
    perf_counter_ns "perf_counter_ns()" = libc::CLOCK_MONOTONIC;
    /// Processor time of the process, in seconds.
    process_time "process_time()",
    /// Processor time of the process, in nanoseconds.
    process_time_ns "process_time_ns()" = libc::CLOCK_PROCESS_CPUTIME_ID;
    /// Processor time of the thread, in seconds.
    thread_time "thread_time()",
    /// Processor time of the thread, in nanoseconds.
    thread_time_ns "thread_time_ns()" = libc::CLOCK_THREAD_CPUTIME_ID;
}

/// The time of a clock, in seconds.
#[pyfunction("clock_gettime(clk_id, /)")]
fn clock_gettime(clk_id: i32) -> PyResult<f64> {
    Ok(pytime::as_seconds(clock(clk_id)?))
}

/// The time of a clock, in nanoseconds.
#[pyfunction("clock_gettime_ns(clk_id, /)")]
fn clock_gettime_ns(clk_id: i32) -> PyResult<i64> {
    clock(clk_id)
}

/// The resolution of a clock, in seconds.
#[pyfunction("clock_getres(clk_id, /)", tuple, nosig)]
fn clock_getres(clk_id: i32) -> PyResult<f64> {
    // SAFETY: a local struct that the call fills.
    unsafe {
        let mut t: libc::timespec = core::mem::zeroed();
        if libc::clock_getres(clk_id, &mut t) != 0 {
            return Err(crate::posix::os_error());
        }
        Ok(t.tv_sec as f64 + t.tv_nsec as f64 * 1e-9)
    }
}

fn set_clock(clk_id: i32, ns: i64) -> PyResult<()> {
    let t = pytime::timespec(ns);
    // SAFETY: a local struct.
    if unsafe { libc::clock_settime(clk_id, &t) } != 0 {
        return Err(crate::posix::os_error());
    }
    Ok(())
}

/// Set a clock, in seconds.
#[pyfunction("clock_settime(clk_id, time, /)", nosig)]
fn clock_settime(clk_id: i32, time: &Object) -> PyResult<()> {
    set_clock(clk_id, pytime::from_seconds(time, Rounding::Floor)?)
}

/// Set a clock, in nanoseconds.
#[pyfunction("clock_settime_ns(clk_id, time, /)", nosig)]
fn clock_settime_ns(clk_id: i32, time: &Object) -> PyResult<()> {
    let Some(ns) = time.downcast::<Long>() else {
        return Err(raise!(
            TypeError,
            "expect int, got {}",
            time.class().tp_name()
        ));
    };
    let Some(ns) = ns.to_i64() else {
        return Err(raise!(
            OverflowError,
            "timestamp out of range for C PyTime_t"
        ));
    };
    set_clock(clk_id, ns)
}

/// The number of the clock of a thread's processor time.
#[pyfunction("pthread_getcpuclockid(thread_id, /)", tuple, nosig)]
fn pthread_getcpuclockid(thread_id: &Object) -> PyResult<i32> {
    let Some(thread) = thread_id.downcast::<Long>() else {
        return Err(raise!(
            TypeError,
            "pthread_getcpuclockid() argument 1 must be int, not {}",
            thread_id.class().tp_name()
        ));
    };
    let mut clock = 0;
    // SAFETY: a local word; the identifier is the caller's responsibility, as with stock.
    let e =
        unsafe { libc::pthread_getcpuclockid(thread.as_u64_mask() as libc::pthread_t, &mut clock) };
    if e != 0 {
        return Err(objects::exceptions::os_error(e, None));
    }
    Ok(clock)
}

/// Wait for so many seconds.
#[pyfunction("sleep(object, /)", nosig)]
fn sleep(object: &Object) -> PyResult<()> {
    runtime::audit::audit("time.sleep", || Tuple::from_slice(&[object]))?;
    let length = pytime::from_seconds(object, Rounding::Up)?;
    if length < 0 {
        return Err(raise!(ValueError, "sleep length must be non-negative"));
    }
    let Some(deadline) = clock(libc::CLOCK_MONOTONIC)?.checked_add(length) else {
        return Err(raise!(
            OverflowError,
            "timestamp out of range for C PyTime_t"
        ));
    };
    let until = libc::timespec {
        tv_sec: deadline / 1_000_000_000,
        tv_nsec: deadline % 1_000_000_000,
    };
    loop {
        // SAFETY: a local struct; an absolute deadline survives interruptions.
        let r = runtime::pystate::allow_threads(|| unsafe {
            libc::clock_nanosleep(
                libc::CLOCK_MONOTONIC,
                libc::TIMER_ABSTIME,
                &until,
                core::ptr::null_mut(),
            )
        });
        match r {
            0 => return Ok(()),
            libc::EINTR => runtime::signals::check()?,
            e => return Err(objects::exceptions::os_error(e, None)),
        }
    }
}

const FIELDS: &[(&str, &str)] = &[
    ("tm_year", "year, for example, 1993"),
    ("tm_mon", "month of year, range [1, 12]"),
    ("tm_mday", "day of month, range [1, 31]"),
    ("tm_hour", "hours, range [0, 23]"),
    ("tm_min", "minutes, range [0, 59]"),
    ("tm_sec", "seconds, range [0, 61])"),
    ("tm_wday", "day of week, range [0, 6], Monday is 0"),
    ("tm_yday", "day of year, range [1, 366]"),
    (
        "tm_isdst",
        "1 if summer time is in effect, 0 if not, and -1 if unknown",
    ),
    ("tm_zone", "abbreviation of timezone name"),
    ("tm_gmtoff", "offset from UTC in seconds"),
];

fn seconds_argument(o: Option<&Object>) -> PyResult<i64> {
    match o.filter(|o| !is_none(o)) {
        None => Ok(clock(libc::CLOCK_REALTIME)? / 1_000_000_000),
        Some(o) => pytime::to_time_t(o, Rounding::Floor),
    }
}

fn struct_time(t: &libc::tm) -> PyResult {
    let n = |v: i64| -> PyResult { Ok(Long::from_i64(v)?.upcast()) };
    // SAFETY: the zone is a C string of the C library, or NULL.
    let zone = unsafe {
        if t.tm_zone.is_null() {
            none_ref()
        } else {
            Str::decode_fs_default(core::ffi::CStr::from_ptr(t.tm_zone).to_bytes())?.upcast()
        }
    };
    let values = vec![
        n(i64::from(t.tm_year) + 1900)?,
        n(i64::from(t.tm_mon) + 1)?,
        n(t.tm_mday.into())?,
        n(t.tm_hour.into())?,
        n(t.tm_min.into())?,
        n(t.tm_sec.into())?,
        n(((t.tm_wday + 6) % 7).into())?,
        n(i64::from(t.tm_yday) + 1)?,
        n(t.tm_isdst.into())?,
        zone,
        n(t.tm_gmtoff)?,
    ];
    match STRUCT_TIME.get() {
        Some(ty) => named_tuple::instance(ty, values),
        None => Err(exceptions::bad_internal_call()),
    }
}

fn broken_down(seconds: i64, local: bool) -> PyResult<libc::tm> {
    // SAFETY: local structs that the call fills.
    unsafe {
        let mut t: libc::tm = core::mem::zeroed();
        let r = if local {
            libc::localtime_r(&seconds, &mut t)
        } else {
            libc::gmtime_r(&seconds, &mut t)
        };
        if r.is_null() {
            Err(objects::exceptions::os_error(
                *libc::__errno_location(),
                None,
            ))
        } else {
            Ok(t)
        }
    }
}

/// Broken-down UTC of seconds since the epoch, now by default.
#[pyfunction("gmtime(seconds=None, /)", nosig)]
fn gmtime(seconds: Option<&Object>) -> PyResult {
    struct_time(&broken_down(seconds_argument(seconds)?, false)?)
}

/// Broken-down local time of seconds since the epoch, now by default.
#[pyfunction("localtime(seconds=None, /)", nosig)]
fn localtime(seconds: Option<&Object>) -> PyResult {
    struct_time(&broken_down(seconds_argument(seconds)?, true)?)
}

/// The C form of a broken-down time.
fn to_tm(o: &Object, function: &str) -> PyResult<libc::tm> {
    let Some(tuple) = o.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "Tuple or struct_time argument required"));
    };
    let items = tuple.as_slice();
    if items.len() != 9 {
        return Err(raise!(
            TypeError,
            "{}(): illegal time tuple argument",
            function
        ));
    }
    let at = |i: usize| -> PyResult<i32> { items[i].index()?.as_i32() };
    // SAFETY: all-zero is valid.
    let mut t: libc::tm = unsafe { core::mem::zeroed() };
    t.tm_year = at(0)?
        .checked_sub(1900)
        .ok_or_else(|| raise!(OverflowError, "year out of range"))?;
    t.tm_mon = at(1)? - 1;
    t.tm_mday = at(2)?;
    t.tm_hour = at(3)?;
    t.tm_min = at(4)?;
    t.tm_sec = at(5)?;
    t.tm_wday = (at(6)? + 1) % 7;
    t.tm_yday = at(7)? - 1;
    t.tm_isdst = at(8)?;
    Ok(t)
}

/// Seconds since the epoch of a local broken-down time.
#[pyfunction("mktime(object, /)", nosig)]
fn mktime(object: &Object) -> PyResult<f64> {
    let mut t = to_tm(object, "mktime")?;
    t.tm_wday = -1; // stays so only on failure
    // SAFETY: a local struct.
    let s = unsafe { libc::mktime(&mut t) };
    if s == -1 && t.tm_wday == -1 {
        return Err(raise!(OverflowError, "mktime argument out of range"));
    }
    Ok(s as f64)
}

fn checked_tm(o: Option<&Object>, function: &str) -> PyResult<libc::tm> {
    let Some(o) = o else {
        return broken_down(clock(libc::CLOCK_REALTIME)? / 1_000_000_000, true);
    };
    let mut t = to_tm(o, function)?;
    if t.tm_mon == -1 {
        t.tm_mon = 0;
    } else if !(0..=11).contains(&t.tm_mon) {
        return Err(raise!(ValueError, "month out of range"));
    }
    if t.tm_mday == 0 {
        t.tm_mday = 1;
    } else if !(0..=31).contains(&t.tm_mday) {
        return Err(raise!(ValueError, "day of month out of range"));
    }
    if !(0..=23).contains(&t.tm_hour) {
        return Err(raise!(ValueError, "hour out of range"));
    }
    if !(0..=59).contains(&t.tm_min) {
        return Err(raise!(ValueError, "minute out of range"));
    }
    if !(0..=61).contains(&t.tm_sec) {
        return Err(raise!(ValueError, "seconds out of range"));
    }
    if t.tm_wday < 0 {
        return Err(raise!(ValueError, "day of week out of range"));
    }
    if t.tm_yday == -1 {
        t.tm_yday = 0;
    } else if !(0..=365).contains(&t.tm_yday) {
        return Err(raise!(ValueError, "day of year out of range"));
    }
    Ok(t)
}

/// A broken-down time, now by default, in a format.
#[pyfunction("strftime(format, t=<unrepresentable>, /)", nosig)]
fn strftime(format: &Str, t: Option<&Object>) -> PyResult<Ref<Str>> {
    let t = checked_tm(t, "strftime")?;
    // what C cannot have is copied: NULs, and lone surrogates
    let mut out: Vec<u32> = Vec::new();
    let mut part: Vec<u8> = Vec::new();
    for c in format.iter_chars() {
        match char::from_u32(c).filter(|&c| c != '\0') {
            Some(c) => part.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                out.extend(format_part(&part, &t)?.iter_chars());
                out.push(c);
                part.clear();
            }
        }
    }
    let last = format_part(&part, &t)?;
    if out.is_empty() {
        return Ok(last);
    }
    out.extend(last.iter_chars());
    Str::from_code_points(&out)
}

/// A part of a format, without NULs.
fn format_part(format: &[u8], t: &libc::tm) -> PyResult<Ref<Str>> {
    let mut c = format.to_vec();
    // a mark at the end tells an empty result from a buffer too small
    c.push(b'|');
    let c = std::ffi::CString::new(c).unwrap_or_default();
    let mut buffer = vec![0u8; 1024];
    loop {
        // SAFETY: the buffer's length is given.
        let n = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), buffer.len(), c.as_ptr(), t) };
        if n > 0 {
            return Str::decode_fs_default(&buffer[..n - 1]);
        }
        if buffer.len() > 256 * c.as_bytes().len() + 1024 {
            return Ok(Str::empty().to_ref());
        }
        let bigger = buffer.len() * 4;
        buffer.resize(bigger, 0);
    }
}

fn ascii_time(t: &libc::tm) -> PyResult<Ref<Str>> {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    Str::format(format_args!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        DAYS[t.tm_wday.rem_euclid(7) as usize],
        MONTHS[t.tm_mon.rem_euclid(12) as usize],
        t.tm_mday,
        t.tm_hour,
        t.tm_min,
        t.tm_sec,
        i64::from(t.tm_year) + 1900
    ))
}

/// A broken-down time as text, such as 'Sat Jun 06 16:26:11 1998'; now by default.
#[pyfunction("asctime(t=<unrepresentable>, /)", nosig)]
fn asctime(t: Option<&Object>) -> PyResult<Ref<Str>> {
    ascii_time(&checked_tm(t, "asctime")?)
}

/// Seconds since the epoch as text of the local time; now by default.
#[pyfunction("ctime(seconds=None, /)", nosig)]
fn ctime(seconds: Option<&Object>) -> PyResult<Ref<Str>> {
    ascii_time(&broken_down(seconds_argument(seconds)?, true)?)
}

fn zone_names(m: &Module) -> PyResult<()> {
    unsafe extern "C" {
        fn tzset();
        static timezone: core::ffi::c_long;
        static daylight: core::ffi::c_int;
        static tzname: [*const core::ffi::c_char; 2];
    }
    // SAFETY: the C library's own words, valid after tzset; attached.
    unsafe {
        tzset();
        m.add_int("timezone", timezone)?;
        m.add_int(
            "altzone",
            if daylight != 0 {
                timezone - 3600
            } else {
                timezone
            },
        )?;
        m.add_int("daylight", daylight.into())?;
        let name = |p: *const core::ffi::c_char| -> PyResult {
            Ok(Str::decode_fs_default(if p.is_null() {
                b""
            } else {
                core::ffi::CStr::from_ptr(p).to_bytes()
            })?
            .upcast())
        };
        m.add(
            "tzname",
            &*Tuple::from_array([name(tzname[0])?, name(tzname[1])?])?,
        )
    }
}

/// Take over a change of the TZ environment variable.
#[pyfunction("tzset()", nosig)]
fn tzset(module: &Object) -> PyResult<()> {
    match module.downcast::<Module>() {
        Some(m) => zone_names(m),
        None => Ok(()),
    }
}

/// Facts about a clock, by its name.
#[pyfunction("get_clock_info(name, /)", tuple, nosig)]
fn get_clock_info(name: &Str) -> PyResult {
    let (id, adjustable, monotonic, implementation) = match &*name.to_string_lossy() {
        "time" => (
            libc::CLOCK_REALTIME,
            true,
            false,
            "clock_gettime(CLOCK_REALTIME)",
        ),
        "monotonic" => (
            libc::CLOCK_MONOTONIC,
            false,
            true,
            "clock_gettime(CLOCK_MONOTONIC)",
        ),
        "perf_counter" => (
            libc::CLOCK_MONOTONIC,
            false,
            true,
            "clock_gettime(CLOCK_MONOTONIC)",
        ),
        "process_time" => (
            libc::CLOCK_PROCESS_CPUTIME_ID,
            false,
            true,
            "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
        ),
        "thread_time" => (
            libc::CLOCK_THREAD_CPUTIME_ID,
            false,
            true,
            "clock_gettime(CLOCK_THREAD_CPUTIME_ID)",
        ),
        _ => return Err(raise!(ValueError, "unknown clock")),
    };
    // SAFETY: a local struct that the call fills.
    let resolution = unsafe {
        let mut t: libc::timespec = core::mem::zeroed();
        libc::clock_getres(id, &mut t);
        t.tv_sec as f64 + t.tv_nsec as f64 * 1e-9
    };
    let ns = objects::namespace::new(None)?;
    ns.set_attr(
        interned!("implementation"),
        &*Str::from_str(implementation)?,
    )?;
    ns.set_attr(interned!("monotonic"), py_bool(monotonic))?;
    ns.set_attr(interned!("adjustable"), py_bool(adjustable))?;
    ns.set_attr(interned!("resolution"), &*Float::from_f64(resolution)?)?;
    Ok(ns)
}

/// A broken-down time from text in a format.
#[pyfunction(raw, "strptime")]
fn strptime(args: &[&Object]) -> PyResult {
    runtime::import::import_attr("_strptime", interned!("_strptime_time"))?.call(args)
}

fn exec(m: &Module) -> PyResult<()> {
    for (name, value) in [
        ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
        ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
        ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
        ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
        ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
        ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
        ("CLOCK_TAI", libc::CLOCK_TAI),
        ("_STRUCT_TM_ITEMS", 11),
    ] {
        m.add_int(name, value.into())?;
    }
    zone_names(m)?;
    let ty = named_tuple::new_type("time.struct_time", "", FIELDS, 9)?;
    m.add("struct_time", &ty)?;
    STRUCT_TIME.set(ty);
    Ok(())
}

crate::module!(
    c"time",
    c"Clocks and times.",
    methods = method_table![
        time,
        time_ns,
        monotonic,
        monotonic_ns,
        perf_counter,
        perf_counter_ns,
        process_time,
        process_time_ns,
        thread_time,
        thread_time_ns,
        clock_gettime,
        clock_gettime_ns,
        clock_getres,
        clock_settime,
        clock_settime_ns,
        pthread_getcpuclockid,
        sleep,
        gmtime,
        localtime,
        mktime,
        strftime,
        asctime,
        ctime,
        tzset,
        get_clock_info,
        strptime
    ],
    exec = exec
);
