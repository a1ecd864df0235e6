//! Time and chance: the only place that asks the machine for either.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};

/// A moment in UTC, in whole microseconds since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(i64);

/// Hong Kong keeps UTC+8 all year round (no summer time since 1980).
const HONG_KONG_SECONDS: i32 = 8 * 3600;

/// The earliest and latest moment that both databases can hold.
const RANGE: (i64, i64) = (-62_135_596_800_000_000, 253_402_300_799_000_000);

impl Instant {
    /// From microseconds since 1970, held to the years 1 to 9999 that both databases know.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        let micros = if micros < RANGE.0 { RANGE.0 } else { micros };
        Self(if micros > RANGE.1 { RANGE.1 } else { micros })
    }

    /// Microseconds since 1970.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Later by `delta` (earlier when it is negative).
    #[must_use]
    pub fn plus(self, delta: TimeDelta) -> Self {
        Self::from_micros(self.0.saturating_add(delta.num_microseconds().unwrap_or(i64::MAX)))
    }

    /// Earlier by `delta`.
    #[must_use]
    pub fn minus(self, delta: TimeDelta) -> Self {
        self.plus(-delta)
    }

    /// How much later this is than `earlier`.
    #[must_use]
    pub fn since(self, earlier: Self) -> TimeDelta {
        TimeDelta::microseconds(self.0.saturating_sub(earlier.0))
    }

    /// Whether this is at most so long ago. A moment that is still to come is of no age: the clock was set back since,
    /// and nobody knows how old it is.
    #[must_use]
    pub fn is_younger_than(self, age: TimeDelta, now: Self) -> bool {
        (TimeDelta::zero()..age).contains(&now.since(self))
    }

    /// The same moment for chrono.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default()
    }

    /// The clock on a wall in Hong Kong.
    #[must_use]
    pub fn hong_kong(self) -> NaiveDateTime {
        match FixedOffset::east_opt(HONG_KONG_SECONDS) {
            Some(offset) => self.utc().with_timezone(&offset).naive_local(),
            None => self.utc().naive_utc(),
        }
    }

    /// The calendar day in Hong Kong.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.hong_kong().date()
    }

    /// The moment when a clock in Hong Kong shows `local`.
    #[must_use]
    pub fn from_hong_kong(local: NaiveDateTime) -> Self {
        Self::from_micros(
            local.and_utc().timestamp_micros().saturating_sub(i64::from(HONG_KONG_SECONDS) * 1_000_000),
        )
    }

    /// Whole years, in months, between a birth month (`1985-04`) and the day of this moment:
    /// a person of unknown birth day counts as born on the last day of the month.
    #[must_use]
    pub fn age_in_years(self, born: Month) -> i32 {
        let day = self.day();
        let months = (day.year() - born.year) * 12 + i32::try_from(day.month0()).unwrap_or(0)
            - (i32::try_from(born.month).unwrap_or(1) - 1);
        (months - 1).div_euclid(12)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}
impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let time = DateTime::<FixedOffset>::deserialize(deserializer)?;
        Ok(Self::from_micros(time.timestamp_micros()))
    }
}
impl utoipa::PartialSchema for Instant {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}
impl utoipa::ToSchema for Instant {}

/// A month of a year, written `1985-04`: all we keep of a birth date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Month {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    /// Reads `1985-04`; years 1900 to 2199.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Months from this one to the month of `day`.
    #[must_use]
    pub fn months_until(self, day: NaiveDate) -> i32 {
        (day.year() - self.year) * 12 + i32::try_from(day.month()).unwrap_or(1)
            - i32::try_from(self.month).unwrap_or(1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}
impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a month is written like 1985-04"))
    }
}
impl utoipa::PartialSchema for Month {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(r"^\d{4}-\d{2}$")).into()
    }
}
impl utoipa::ToSchema for Month {}

/// Where `now` comes from: the machine, or a hand that a test turns.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    #[default]
    Machine,
    Hand(Arc<Hand>),
}

/// What a test turns: the time on the wall, and the time that has passed, which nobody can set.
#[derive(Debug)]
pub struct Hand {
    wall: AtomicI64,
    passed: AtomicI64,
}

impl Clock {
    /// A clock that stands at `at` until it is advanced.
    #[must_use]
    pub fn hand(at: Instant) -> Self {
        Self::Hand(Arc::new(Hand { wall: AtomicI64::new(at.micros()), passed: AtomicI64::new(0) }))
    }

    /// The present moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine for the time")]
    pub fn now(&self) -> Instant {
        match self {
            Self::Machine => Instant::from_micros(Utc::now().timestamp_micros()),
            Self::Hand(hand) => Instant::from_micros(hand.wall.load(Ordering::SeqCst)),
        }
    }

    /// How much time has passed since some moment, by a clock that nobody sets and that goes on while the machine sleeps:
    /// what the other one is compared with.
    #[must_use]
    pub fn passed(&self) -> TimeDelta {
        match self {
            Self::Machine => {
                #[cfg(target_os = "linux")]
                let which = rustix::time::ClockId::Boottime;
                #[cfg(not(target_os = "linux"))]
                let which = rustix::time::ClockId::Monotonic;
                let time = rustix::time::clock_gettime(which);
                TimeDelta::seconds(time.tv_sec) + TimeDelta::nanoseconds(time.tv_nsec)
            }
            Self::Hand(hand) => TimeDelta::microseconds(hand.passed.load(Ordering::SeqCst)),
        }
    }

    /// Turns the hand; the machine's clock is left alone.
    pub fn advance(&self, delta: TimeDelta) {
        self.set_by(delta);
        if let Self::Hand(hand) = self {
            hand.passed.fetch_add(delta.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }

    /// Sets the hand to another time without any passing, as whoever sets a machine's clock does.
    pub fn set_by(&self, delta: TimeDelta) {
        if let Self::Hand(hand) = self {
            hand.wall.fetch_add(delta.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }
}

/// `N` bytes from the operating system's generator, seeded once a thread.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine for chance")]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    use rand::Rng;
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_come_is_not_young() {
        let (now, minute) = (Instant::default(), TimeDelta::minutes(1));
        for (ago, young) in [(-1, false), (0, true), (59_999_999, true), (60_000_000, false)] {
            let then = now.minus(TimeDelta::microseconds(ago));
            assert_eq!(then.is_younger_than(minute, now), young, "{ago}");
        }
    }
}
