//! Days and moments of an import: absolute, or relative to the day of loading.
//!
//! ```text
//! 2026-11-23   2026-11-23 09:00   today   today 09:00   -6w   -6w sat 09:00   +10d 14:00   -14mo   -2y
//! ```
//! A weekday is the one of the week (Monday to Sunday) that the rest leads to. Without a time it is noon. A year has four
//! digits, a month and a day two: what a spreadsheet makes of a date is never guessed at. All times are Hong Kong's.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta};

use crate::base::Instant;
use crate::base::clock::Month;
use crate::base::week::Week;

/// The days of the week as they are written, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// How a day is written, to show whoever wrote it otherwise.
pub const DAY_FORM: &str = "2026-11-23";
/// How a moment is written.
pub const MOMENT_FORM: &str = "2026-11-23 09:00";
/// How a month is written.
pub const MONTH_FORM: &str = "1985-04";
/// How it is written when somebody is free.
pub const WEEK_FORM: &str = "mon-fri 18:00-22:00; sat 09:00-13:00";
/// How a time of day is written.
pub const CLOCK_FORM: &str = "09:30";
/// The time of day where none is written.
const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// Reads a moment; `loaded` is the moment of loading.
#[must_use]
pub fn moment(text: &str, loaded: Instant) -> Option<Instant> {
    let (day, time) = parts(text, loaded)?;
    Some(Instant::from_hong_kong(day.and_time(time.unwrap_or(NOON))))
}

/// Reads a moment whose time is written.
#[must_use]
pub fn exact_moment(text: &str, loaded: Instant) -> Option<Instant> {
    let (day, time) = parts(text, loaded)?;
    Some(Instant::from_hong_kong(day.and_time(time?)))
}

/// Reads a day, which has no time.
#[must_use]
pub fn day(text: &str, loaded: Instant) -> Option<NaiveDate> {
    parts(text, loaded).filter(|(_, time)| time.is_none()).map(|(day, _)| day)
}

/// Reads a month: `1985-04`, or the month of a day.
#[must_use]
pub fn month(text: &str, loaded: Instant) -> Option<Month> {
    let text = text.trim();
    Month::parse(text).or_else(|| {
        let day = day(text, loaded)?;
        Some(Month { year: day.year(), month: day.month() })
    })
}

/// Reads when something ends: a time of day, or `24:00`, which is midnight at the end of the day.
#[must_use]
pub fn end_clock(text: &str) -> Option<NaiveTime> {
    if text.trim() == "24:00" { Some(NaiveTime::MIN) } else { clock(text) }
}

/// The next moment after `start` when clocks show `time`: a shift may go over midnight.
#[must_use]
pub fn next(start: Instant, time: NaiveTime) -> Instant {
    let same_day = Instant::from_hong_kong(start.day().and_time(time));
    if same_day > start { same_day } else { same_day.plus(TimeDelta::days(1)) }
}

/// Reads a time of day such as `09:30`.
fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    has_form(text, "00:00").then(|| NaiveTime::parse_from_str(text, "%H:%M").ok()).flatten()
}

/// Whether a text has a digit wherever `form` has one, and its other signs elsewhere.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(one, other): (u8, u8)| if other == b'0' { one.is_ascii_digit() } else { one == other };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// Reads when somebody is free: `mon-fri 18:00-22:00; sat 09:00-13:00`, on half hours.
#[must_use]
pub fn week(text: &str) -> Option<Week> {
    let mut week = Week::default();
    for stretch in text.split(';').map(str::trim).filter(|stretch| !stretch.is_empty()) {
        let (days, hours) = stretch.split_once(' ')?;
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let (first, last) = (weekday(first)?, weekday(last)?);
        let (from, until) = hours.trim().split_once('-')?;
        let (from, until) = (half_hour(from)?, half_hour(until)?);
        if first > last || from >= until {
            return None;
        }
        for day in first..=last {
            week.set(day, from, until);
        }
    }
    Some(week)
}

fn parts(text: &str, loaded: Instant) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let mut words = text.split_whitespace().peekable();
    let mut day = start(words.next()?, loaded.day())?;
    if let Some(wanted) = words.peek().and_then(|word| weekday(word)) {
        words.next();
        let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
        day = monday.checked_add_days(Days::new(u64::try_from(wanted).ok()?))?;
    }
    let time = match words.next() {
        Some(word) => Some(clock(word)?),
        None => None,
    };
    words.next().is_none().then_some((day, time))
}

fn start(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if word == "today" {
        return Some(today);
    }
    let (back, steps) = match (word.strip_prefix('-'), word.strip_prefix('+')) {
        (Some(steps), _) => (true, steps),
        (_, Some(steps)) => (false, steps),
        _ if has_form(word, "0000-00-00") => return NaiveDate::parse_from_str(word, "%Y-%m-%d").ok(),
        _ => return None,
    };
    let unit = steps.find(|sign: char| !sign.is_ascii_digit())?;
    let (count, unit) = steps.split_at(unit);
    let count: u32 = count.parse().ok()?;
    let days = |days: u32| {
        let days = Days::new(u64::from(days));
        if back { today.checked_sub_days(days) } else { today.checked_add_days(days) }
    };
    let months = |months: u32| {
        let months = Months::new(months);
        if back { today.checked_sub_months(months) } else { today.checked_add_months(months) }
    };
    match unit {
        "d" => days(count),
        "w" => days(count.checked_mul(7)?),
        "mo" => months(count),
        "y" => months(count.checked_mul(12)?),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<usize> {
    DAYS.iter().position(|day| *day == word.trim())
}

fn half_hour(text: &str) -> Option<usize> {
    let (hour, minute) = text.trim().split_once(':')?;
    match (hour.parse().ok()?, minute) {
        (hour @ 0..=23, "00") => Some(hour * 2),
        (hour @ 0..=23, "30") => Some(hour * 2 + 1),
        (24, "00") => Some(48),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wednesday, 25 November 2026, 10:00 in Hong Kong.
    fn loaded() -> Instant {
        let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        Instant::from_hong_kong(day.and_hms_opt(10, 0, 0).unwrap())
    }

    #[test]
    fn moments_are_absolute_or_relative_to_the_day_of_loading() {
        for (text, expected) in [
            ("2026-11-23", "2026-11-23T12:00:00"),
            ("2026-11-23 09:00", "2026-11-23T09:00:00"),
            ("today", "2026-11-25T12:00:00"),
            ("today 08:15", "2026-11-25T08:15:00"),
            ("-1d", "2026-11-24T12:00:00"),
            ("+10d 14:00", "2026-12-05T14:00:00"),
            ("-6w sat 09:00", "2026-10-17T09:00:00"),
            ("+0w mon 09:00", "2026-11-23T09:00:00"),
            ("+1w sun", "2026-12-06T12:00:00"),
            ("-14mo", "2025-09-25T12:00:00"),
            ("+3mo wed 07:00", "2027-02-24T07:00:00"),
            ("-2y", "2024-11-25T12:00:00"),
        ] {
            let read = moment(text, loaded()).map(|moment| moment.hong_kong().to_string().replace(' ', "T"));
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "soon",
            "23/11/2026",
            "5/1/2026",
            "27-06-30",
            "0027-6-30",
            "2026-6-30",
            "+2026-06-30",
            "Feb-90",
            "2026-11-23T09:00",
            "2026-11-23 09:00:00",
            "2026-11-23 9:00",
            "2026-02-30",
            "-6",
            "-w",
            "6w",
            "-6w sat nine",
            "-1d 09:00 x",
            "+99999999999d",
        ] {
            assert_eq!(moment(text, loaded()), None, "{text}");
        }
        assert_eq!(moment("+4000000000w", loaded()), None);
    }

    #[test]
    fn a_day_has_no_time() {
        assert_eq!(day("-1w fri", loaded()), NaiveDate::from_ymd_opt(2026, 11, 20));
        assert_eq!(day("-1w fri 09:00", loaded()), None);
    }

    #[test]
    fn where_a_time_matters_none_is_made_up() {
        assert_eq!(exact_moment("2026-11-23", loaded()), None);
        assert_eq!(exact_moment("2026-11-23 09:00", loaded()), moment("2026-11-23 09:00", loaded()));
    }

    #[test]
    fn what_begins_in_the_evening_ends_after_midnight() {
        let at = |text| moment(text, loaded()).unwrap();
        for (starts, ends, expected) in [
            ("2026-11-28 09:00", "13:00", "2026-11-28 13:00"),
            ("2026-11-28 22:00", "02:00", "2026-11-29 02:00"),
            ("2026-11-28 18:00", "24:00", "2026-11-29 00:00"),
            ("2026-11-28 18:00", "00:00", "2026-11-29 00:00"),
        ] {
            assert_eq!(next(at(starts), end_clock(ends).unwrap()), at(expected), "{starts} {ends}");
        }
        for text in ["25:00", "24:30", "9:00", "9pm"] {
            assert_eq!(end_clock(text), None, "{text}");
        }
    }

    #[test]
    fn months_end_where_months_end() {
        assert_eq!(month("1985-04", loaded()), Some(Month { year: 1985, month: 4 }));
        assert_eq!(month("+7mo", loaded()), Some(Month { year: 2027, month: 6 }));
        for text in ["April", "Feb-90", "85-04", "1985-4"] {
            assert_eq!(month(text, loaded()), None, "{text}");
        }
    }

    #[test]
    fn weeks_are_written_by_days_and_hours() {
        let mut expected = Week::default();
        for day in 0..5 {
            expected.set(day, 36, 44);
        }
        expected.set(5, 18, 27);
        assert_eq!(week("mon-fri 18:00-22:00; sat 09:00-13:30"), Some(expected));
        assert_eq!(week("").map(Week::count), Some(0));
        for text in
            ["mon", "mon 18:00", "mon 18:15-19:00", "fri-mon 09:00-10:00", "mon 10:00-09:00", "moonday 1-2"]
        {
            assert_eq!(week(text), None, "{text}");
        }
    }
}
