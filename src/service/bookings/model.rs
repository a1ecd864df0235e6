//! A booking and the hours that come of it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::access::{AccountId, HostId};
use crate::base::{Instant, Interval, May, Reason, Text3, text_enum};
pub use crate::service::clearances::model::BookingId;
use crate::service::slots::model::{Card, SlotId};

text_enum! {
    /// Where a booking stands.
    pub enum BookingState {
        /// The officer has not decided; the place is held.
        AwaitingClearance = "awaiting_clearance",
        /// Of somebody on the keep-apart list, as every booking of theirs: the place is held until the centre has
        /// had the time to look.
        AwaitingConfirmation = "awaiting_confirmation",
        Confirmed = "confirmed",
        /// By the member, or because the slot does not take place.
        Cancelled = "cancelled",
        /// The officer said no.
        Declined = "declined",
        /// The centre looks for another place for the person.
        GivenBack = "given_back",
        /// The officer did not decide in time.
        Lapsed = "lapsed",
        Attended = "attended",
        Absent = "absent",
        /// Absent for a good reason.
        Excused = "excused",
        /// Attended, with hours that a coordinator has verified.
        Verified = "verified",
    }
}

impl BookingState {
    /// Whether the booking holds a place, and a stretch of the person's time.
    #[must_use]
    pub const fn is_active(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Declined | Self::GivenBack | Self::Lapsed)
    }

    /// Whether the shift is still ahead of the booking.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AwaitingClearance | Self::AwaitingConfirmation | Self::Confirmed)
    }

    /// Whether the host may know of the booking; one that waits or was declined would betray supervision.
    #[must_use]
    pub const fn is_on_roster(self) -> bool {
        matches!(self, Self::Confirmed | Self::Attended | Self::Absent | Self::Excused | Self::Verified)
    }
}

text_enum! {
    /// What others changed of a booking, which its member must come to know.
    pub enum Notice {
        /// The slot does not take place.
        CalledOff = "called_off",
        /// The officer said no.
        Declined = "declined",
        /// The centre looks for another place for the person.
        GivenBack = "given_back",
        /// Staff gave the place up.
        GivenUp = "given_up",
        /// Nobody decided in time.
        Lapsed = "lapsed",
        /// The people of the slot meet at another place.
        MeetsElsewhere = "meets_elsewhere",
    }
}

text_enum! {
    /// What people do with a booking, each at its time.
    pub enum BookingMove {
        /// Its member cancels.
        Cancel = "cancel",
        /// Staff give the place up for its member.
        GiveUp = "give_up",
        /// Its member has seen what others changed.
        See = "see",
        /// A host says who came, or corrects it.
        Report = "report",
        /// A coordinator verifies hours, or corrects them.
        Verify = "verify",
        /// A coordinator takes verified hours back: they wait again.
        TakeBack = "take_back",
    }
}

/// A place of a slot that a person has taken.
#[derive(Clone, Debug)]
pub struct Booking {
    pub id: BookingId,
    pub slot: SlotId,
    pub person: AccountId,
    pub host: HostId,
    pub time: Interval,
    pub state: BookingState,
    /// Reported by the host when attended, as verified by a coordinator when verified.
    pub hours: Option<Hours>,
    /// Why the hours are as they are, in words; needed for more than the shift lasts.
    pub hours_reason: Option<String>,
    /// The latest that others changed of it.
    pub notice: Option<Notice>,
    /// When its member has seen the notice.
    pub notice_seen_at: Option<Instant>,
    pub booked_at: Instant,
    pub version: i64,
    /// When it confirms itself; `None` once it has, and for who is kept apart from nobody.
    pub confirms_at: Option<Instant>,
    /// The centre that works with its host, read along with the booking.
    pub centre: Option<String>,
}

/// A booking with the slot as lists show it.
#[derive(Clone, Debug)]
pub struct Appointment {
    pub booking: Booking,
    pub card: Card,
    pub meeting_point: Text3,
    /// What the person lacks since the opening asks for more than when they booked.
    pub unfit: Vec<Reason>,
    /// What its reader may do with it now.
    pub may: Vec<May<BookingMove>>,
}

/// Hours that were served, and in words why they are as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    pub hours: Hours,
    pub reason: Option<String>,
}

/// Hours of service in whole quarters, written as a number such as 2.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hours(i64);

impl Hours {
    /// The most that one day of one person counts: twelve hours; no shift is longer.
    pub const OF_DAY: Self = Self(4 * 12);

    /// From quarters of an hour.
    #[must_use]
    pub const fn of_quarters(quarters: i64) -> Self {
        Self(quarters)
    }

    /// Quarters of an hour.
    #[must_use]
    pub const fn quarters(self) -> i64 {
        self.0
    }

    /// How long a shift lasts, to the next full quarter.
    #[must_use]
    pub fn of_shift(time: Interval) -> Self {
        let minutes = time.length().num_minutes();
        Self((minutes + 14).div_euclid(15).clamp(1, Self::OF_DAY.0))
    }

    /// Reads a number of hours: a quarter at least, a day's most at most, in quarters.
    #[must_use]
    pub fn read(hours: f64) -> Option<Self> {
        (1..=Self::OF_DAY.0).map(Self).find(|one| (one.number() - hours).abs() < 1e-9)
    }

    fn number(self) -> f64 {
        i32::try_from(self.0).map_or(f64::from(i32::MAX), f64::from) / 4.0
    }
}

impl std::iter::Sum for Hours {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        Self(parts.map(|part| part.0).sum())
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.number())
    }
}
impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(f64::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("hours are quarters, from 0.25 to 12"))
    }
}
impl utoipa::PartialSchema for Hours {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new().schema_type(Type::Number).multiple_of(Some(0.25)).into()
    }
}
impl utoipa::ToSchema for Hours {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_quarters() {
        for (hours, quarters) in [
            (0.25, Some(1)),
            (2.5, Some(10)),
            (12.0, Some(48)),
            (0.0, None),
            (-1.0, None),
            (2.6, None),
            (12.25, None),
            (f64::NAN, None),
            (1e300, None),
        ] {
            assert_eq!(Hours::read(hours).map(Hours::quarters), quarters, "{hours}");
        }
        assert_eq!(serde_json::to_string(&Hours::of_quarters(11)).unwrap(), "2.75");
    }

    #[test]
    fn a_shift_counts_to_the_next_full_quarter() {
        let start = Instant::default();
        for (minutes, quarters) in [(120, 8), (121, 9), (1, 1), (12 * 60, 48)] {
            let end = start.plus(chrono::TimeDelta::minutes(minutes));
            assert_eq!(Hours::of_shift(Interval { start, end }).quarters(), quarters, "{minutes}");
        }
    }
}
