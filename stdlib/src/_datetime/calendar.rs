//! The proleptic Gregorian calendar in plain numbers: ordinals (day 1 is the 1st of January of year 1), ISO weeks, and the parts
//! of ISO 8601 texts. Nothing here knows Python objects but the range errors.

use objects::prelude::*;

pub const MIN_YEAR: i32 = 1;
pub const MAX_YEAR: i32 = 9999;
/// `date.max.toordinal()`.
pub const MAX_ORDINAL: i32 = 3_652_059;

const DAYS_BEFORE_MONTH: [i32; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_4_YEARS: i32 = 1461;
const DAYS_IN_100_YEARS: i32 = 36_524;
const DAYS_IN_400_YEARS: i32 = 146_097;

/// A day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Day {
    pub year: i32,
    pub month: i32,
    pub day: i32,
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Clock {
    pub hour: i32,
    pub minute: i32,
    pub second: i32,
    pub us: i32,
}

pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub fn days_before_month(year: i32, month: i32) -> i32 {
    DAYS_BEFORE_MONTH[month as usize] + i32::from(month > 2 && is_leap(year))
}

fn days_before_year(year: i32) -> i32 {
    let y = year - 1;
    y * 365 + y / 4 - y / 100 + y / 400
}

impl Day {
    pub fn ordinal(self) -> i32 {
        days_before_year(self.year) + days_before_month(self.year, self.month) + self.day
    }

    /// The day of an ordinal of at least 1.
    pub fn from_ordinal(ordinal: i32) -> Day {
        let n = ordinal - 1;
        let (n400, n) = (n / DAYS_IN_400_YEARS, n % DAYS_IN_400_YEARS);
        let (n100, n) = (n / DAYS_IN_100_YEARS, n % DAYS_IN_100_YEARS);
        let (n4, n) = (n / DAYS_IN_4_YEARS, n % DAYS_IN_4_YEARS);
        let (n1, n) = (n / 365, n % 365);
        let year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
        // the last day of a leap year, or of 400 years
        if n1 == 4 || n100 == 4 {
            return Day {
                year: year - 1,
                month: 12,
                day: 31,
            };
        }
        let mut month = (n + 50) >> 5;
        if days_before_month(year, month) > n {
            month -= 1;
        }
        Day {
            year,
            month,
            day: n - days_before_month(year, month) + 1,
        }
    }

    /// 0 is Monday.
    pub fn weekday(self) -> i32 {
        (self.ordinal() + 6) % 7
    }

    pub fn check(self) -> PyResult<Day> {
        let Day { year, month, day } = self;
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(raise!(
                ValueError,
                "year must be in {}..{}, not {}",
                MIN_YEAR,
                MAX_YEAR,
                year
            ));
        }
        if !(1..=12).contains(&month) {
            return Err(raise!(ValueError, "month must be in 1..12, not {}", month));
        }
        let last = days_in_month(year, month);
        if !(1..=last).contains(&day) {
            return Err(raise!(
                ValueError,
                "day {} must be in range 1..{} for month {} in year {}",
                day,
                last,
                month,
                year
            ));
        }
        Ok(self)
    }

    /// The day so many days later.
    pub fn plus_days(self, days: i64) -> PyResult<Day> {
        let ordinal = i64::from(self.ordinal()) + days;
        match i32::try_from(ordinal) {
            Ok(n @ 1..=MAX_ORDINAL) => Ok(Day::from_ordinal(n)),
            _ => Err(raise!(OverflowError, "date value out of range")),
        }
    }

    /// Year, week and weekday (1 is Monday) of the ISO calendar.
    pub fn iso(self) -> (i32, i32, i32) {
        let mut year = self.year;
        let ordinal = self.ordinal();
        let mut first = iso_week1_monday(year);
        if ordinal < first {
            year -= 1;
            first = iso_week1_monday(year);
        } else if ordinal >= iso_week1_monday(year + 1) {
            year += 1;
            first = iso_week1_monday(year);
        }
        let n = ordinal - first;
        (year, n / 7 + 1, n % 7 + 1)
    }
}

/// The ordinal of the Monday on which an ISO year begins.
fn iso_week1_monday(year: i32) -> i32 {
    let first = Day {
        year,
        month: 1,
        day: 1,
    };
    let weekday = first.weekday();
    let monday = first.ordinal() - weekday;
    if weekday > 3 { monday + 7 } else { monday }
}

/// What is wrong with an ISO year, week and weekday.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadIso {
    Week,
    Weekday,
    Year,
    Range,
}

/// The day of an ISO year, week and weekday.
pub fn from_iso(year: i32, week: i32, weekday: i32) -> Result<Day, BadIso> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(BadIso::Year);
    }
    if !(1..=52).contains(&week) {
        let first = Day {
            year,
            month: 1,
            day: 1,
        };
        let weekday = first.weekday();
        let long = weekday == 3 || (weekday == 2 && is_leap(year));
        if week != 53 || !long {
            return Err(BadIso::Week);
        }
    }
    if !(1..=7).contains(&weekday) {
        return Err(BadIso::Weekday);
    }
    let ordinal = iso_week1_monday(year) + (week - 1) * 7 + weekday - 1;
    if !(1..=MAX_ORDINAL).contains(&ordinal) {
        return Err(BadIso::Range);
    }
    Ok(Day::from_ordinal(ordinal))
}

impl Clock {
    /// The same with other parts where they are given.
    pub fn with(
        self,
        hour: Option<i32>,
        minute: Option<i32>,
        second: Option<i32>,
        us: Option<i32>,
    ) -> Clock {
        Clock {
            hour: hour.unwrap_or(self.hour),
            minute: minute.unwrap_or(self.minute),
            second: second.unwrap_or(self.second),
            us: us.unwrap_or(self.us),
        }
    }

    pub fn check(self, fold: i32) -> PyResult<Clock> {
        let Clock {
            hour,
            minute,
            second,
            us,
        } = self;
        for (name, value, last) in [
            ("hour", hour, 23),
            ("minute", minute, 59),
            ("second", second, 59),
            ("microsecond", us, 999_999),
        ] {
            if !(0..=last).contains(&value) {
                return Err(raise!(
                    ValueError,
                    "{} must be in 0..{}, not {}",
                    name,
                    last,
                    value
                ));
            }
        }
        if fold != 0 && fold != 1 {
            return Err(raise!(
                ValueError,
                "fold must be either 0 or 1, not {}",
                fold
            ));
        }
        Ok(self)
    }

    pub fn seconds(self) -> i32 {
        (self.hour * 60 + self.minute) * 60 + self.second
    }

    /// The time of day that so many seconds (less than a day) and microseconds are.
    pub fn from_seconds(seconds: i32, us: i32) -> Clock {
        Clock {
            hour: seconds / 3600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            us,
        }
    }
}

/// The number that the first `n` digits are, and what follows them.
fn digits(s: &[u8], n: usize) -> Option<(i32, &[u8])> {
    let (head, rest) = s.split_at_checked(n)?;
    let mut value = 0;
    for b in head {
        if !b.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i32::from(b - b'0');
    }
    Some((value, rest))
}

/// `YYYY-MM-DD`, `YYYYMMDD`, or an ISO week date with or without its day. The day is not checked.
pub fn parse_date(s: &[u8]) -> Option<Day> {
    let (year, rest) = digits(s, 4)?;
    let (dashed, rest) = match rest {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, rest),
    };
    let after_dash = |rest: &'_ [u8]| -> Option<usize> {
        if !dashed {
            return Some(0);
        }
        (rest.first() == Some(&b'-')).then_some(1)
    };
    if let [b'W', rest @ ..] = rest {
        let (week, rest) = digits(rest, 2)?;
        let mut weekday = 1;
        if !rest.is_empty() {
            let (n, rest) = digits(&rest[after_dash(rest)?..], 1)?;
            if !rest.is_empty() {
                return None;
            }
            weekday = n;
        }
        return from_iso(year, week, weekday).ok();
    }
    let (month, rest) = digits(rest, 2)?;
    let (day, rest) = digits(&rest[after_dash(rest)?..], 2)?;
    rest.is_empty().then_some(Day { year, month, day })
}

/// `HH[:MM[:SS[.ffffff]]]`, all with colons or none.
fn parse_clock(s: &[u8]) -> Option<Clock> {
    let mut parts = [0; 3];
    let mut rest = s;
    let mut colons = true;
    let mut fraction = false;
    for (i, part) in parts.iter_mut().enumerate() {
        (*part, rest) = digits(rest, 2)?;
        let Some((&c, after)) = rest.split_first() else {
            break;
        };
        if i == 0 {
            colons = c == b':';
        }
        if i == 2 {
            fraction = true;
            match c {
                b'.' | b',' => rest = after,
                // Without colons, digits that follow are a fraction, too.
                b'0'..=b'9' if !colons => {}
                _ => return None,
            }
            break;
        }
        if colons {
            if c != b':' {
                return None;
            }
            rest = after;
        }
    }
    let mut us = 0;
    if fraction {
        if rest.is_empty() || !rest.iter().all(u8::is_ascii_digit) {
            return None;
        }
        for i in 0..6 {
            us = us * 10 + rest.get(i).map_or(0, |b| i32::from(b - b'0'));
        }
    } else if !rest.is_empty() {
        return None;
    }
    let [hour, minute, second] = parts;
    Some(Clock {
        hour,
        minute,
        second,
        us,
    })
}

/// A time and the offset from UTC (seconds and microseconds of one sign) that may follow it. Neither is checked.
pub fn parse_time(s: &[u8]) -> Option<(Clock, Option<(i32, i32)>)> {
    let Some(at) = s.iter().position(|b| matches!(b, b'Z' | b'+' | b'-')) else {
        return Some((parse_clock(s)?, None));
    };
    let clock = parse_clock(&s[..at])?;
    let zone = &s[at + 1..];
    if s[at] == b'Z' {
        return zone.is_empty().then_some((clock, Some((0, 0))));
    }
    let offset = parse_clock(zone)?;
    let sign = if s[at] == b'-' { -1 } else { 1 };
    Some((clock, Some((sign * offset.seconds(), sign * offset.us))))
}

/// Where the date ends in an ISO 8601 date and time of at least 7 bytes, of which the date is ASCII.
pub fn date_end(s: &[u8]) -> Option<usize> {
    let n = s.len();
    if n == 7 {
        return Some(7);
    }
    let digit = |i: usize| s.get(i).is_some_and(u8::is_ascii_digit);
    if s[4] == b'-' {
        if s[5] != b'W' {
            return Some(10);
        }
        // YYYY-Www-D, or YYYY-Www and a dash as separator
        if n > 8 && s[8] == b'-' {
            if n == 9 {
                return None;
            }
            return Some(if digit(10) { 8 } else { 10 });
        }
        return Some(8);
    }
    if s[4] != b'W' {
        return Some(8);
    }
    // YYYYWww or YYYYWwwD: digits of the time come in pairs
    let end = (7..n).find(|i| !digit(*i)).unwrap_or(n);
    Some(match end {
        0..=8 => end,
        _ if end % 2 == 0 => 7,
        _ => 8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_and_days_agree() {
        let mut last = 0;
        for ordinal in 1..=MAX_ORDINAL {
            let day = Day::from_ordinal(ordinal);
            assert_eq!(day.ordinal(), ordinal);
            assert!(day.day >= 1 && day.day <= days_in_month(day.year, day.month));
            last = day.year;
        }
        assert_eq!(last, MAX_YEAR);
    }

    #[test]
    fn iso_weeks_lead_back() {
        for ordinal in (1..=MAX_ORDINAL).step_by(97) {
            let day = Day::from_ordinal(ordinal);
            let (year, week, weekday) = day.iso();
            if (MIN_YEAR..=MAX_YEAR).contains(&year) {
                assert!(from_iso(year, week, weekday) == Ok(day));
            }
        }
    }
}
