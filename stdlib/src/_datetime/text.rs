//! Text of dates and times: offsets, the parts of `isoformat`, and `strftime` with what C's does not know.

use objects::prelude::*;
use objects::unicode::writer::Writer;
use runtime::import::import_attr;

use super::calendar::{Clock, Day};
use super::delta::Delta;
use super::tzinfo::{ask_name, ask_offset};

/// `+HH:MM`, with seconds and microseconds where there are any.
pub fn offset(offset: &Delta, separator: &str) -> String {
    let total = offset.total_us();
    let sign = if total < 0 { '-' } else { '+' };
    let (seconds, us) = (total.abs() / 1_000_000, total.abs() % 1_000_000);
    let mut text = format!(
        "{sign}{:02}{separator}{:02}",
        seconds / 3600,
        seconds / 60 % 60
    );
    if seconds % 60 != 0 || us != 0 {
        text += &format!("{separator}{:02}", seconds % 60);
    }
    if us != 0 {
        text += &format!(".{us:06}");
    }
    text
}

/// The offset of a tzinfo as text; empty if there is none.
pub fn offset_of(tzinfo: Option<&Object>, separator: &str, argument: &Object) -> PyResult<String> {
    Ok(match ask_offset(tzinfo, "utcoffset", argument)? {
        Some(found) => offset(&found, separator),
        None => String::new(),
    })
}

pub fn iso_date(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// A time as `isoformat` has it, as precise as asked for.
pub fn iso_time(clock: Clock, timespec: &str) -> PyResult<String> {
    let Clock {
        hour,
        minute,
        second,
        us,
    } = clock;
    let timespec = match timespec {
        "auto" if us == 0 => "seconds",
        "auto" => "microseconds",
        other => other,
    };
    Ok(match timespec {
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
        "milliseconds" => format!("{hour:02}:{minute:02}:{second:02}.{:03}", us / 1000),
        "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{us:06}"),
        _ => return Err(raise!(ValueError, "Unknown timespec value")),
    })
}

/// As C's `ctime`.
pub fn ctime(day: Day, clock: Clock) -> PyResult<Ref<Str>> {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    Str::format(format_args!(
        "{} {} {:2} {:02}:{:02}:{:02} {:04}",
        DAYS[day.weekday() as usize],
        MONTHS[(day.month - 1) as usize],
        day.day,
        clock.hour,
        clock.minute,
        clock.second,
        day.year
    ))
}

/// What `strftime` formats.
pub struct Moment<'a> {
    pub tzinfo: Option<&'a Object>,
    /// What the tzinfo is asked about: None for times.
    pub argument: &'a Object,
    pub us: i32,
    pub timetuple: Ref,
}

/// `object.strftime(format)`: `time.strftime`, after the codes that only datetime knows, or knows better, are filled in.
pub fn strftime(moment: &Moment<'_>, format: &Str) -> PyResult {
    let strftime = import_attr("time", interned!("strftime"))?;
    let year = moment.timetuple.get_index(0)?.index()?.as_i64()?;
    let mut out = Writer::new();
    let at = |i: usize| (i < format.len()).then(|| format.char_at(i));
    let (mut start, mut i) = (0, 0);
    while let Some(c) = at(i) {
        i += 1;
        if c != u32::from('%') {
            continue;
        }
        let Some(code) = at(i).and_then(char::from_u32) else {
            continue;
        };
        let percent = i - 1;
        i += 1;
        let text = match code {
            'z' => offset_of(moment.tzinfo, "", moment.argument)?,
            ':' if at(i) == Some(u32::from('z')) => {
                i += 1;
                offset_of(moment.tzinfo, ":", moment.argument)?
            }
            'Z' => {
                out.push_substring(format, start, percent)?;
                start = i;
                if let Some(name) = ask_name(moment.tzinfo, moment.argument)? {
                    let doubled =
                        name.call_method(id!(replace), &[interned!("%"), interned!("%%")])?;
                    let Some(doubled) = doubled.downcast::<Str>() else {
                        return Err(raise!(
                            TypeError,
                            "tzname.replace() did not return a string"
                        ));
                    };
                    out.push_str(doubled)?;
                }
                continue;
            }
            'f' => format!("{:06}", moment.us),
            // C's does not fill these up with zeros.
            'Y' if year < 1000 => format!("{year:04}"),
            'F' if year < 1000 => format!("{year:04}-%m-%d"),
            'C' if year < 1000 => format!("{:02}", year / 100),
            'G' if year < 1000 => {
                let found = strftime.call(&[interned!("%G"), &moment.timetuple])?;
                let found = objects::abstract_::number::long(&found)?;
                format!("{:04}", found.index()?.as_i64()?)
            }
            _ => continue,
        };
        out.push_substring(format, start, percent)?;
        out.push_text(&text)?;
        start = i;
    }
    if start == 0 {
        return strftime.call(&[format, &moment.timetuple]);
    }
    out.push_substring(format, start, format.len())?;
    strftime.call(&[&*out.finish()?, &moment.timetuple])
}

/// A `time.struct_time`.
pub fn struct_time(day: Day, clock: Clock, dst: i32) -> PyResult {
    let first = Day {
        month: 1,
        day: 1,
        ..day
    };
    let fields = [
        day.year,
        day.month,
        day.day,
        clock.hour,
        clock.minute,
        clock.second,
        day.weekday(),
        day.ordinal() - first.ordinal() + 1,
        dst,
    ];
    let mut items = Vec::with_capacity(fields.len());
    for field in fields {
        items.push(Long::from_i64(field.into())?.upcast());
    }
    let class = import_attr("time", interned!("struct_time"))?;
    class.call(&[&*Tuple::from_vec(items)?])
}
