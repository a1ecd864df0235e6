//! A clearance for one booking, and a standing one.

use chrono::NaiveDate;

use crate::access::{AccountId, HostId};
use crate::base::{Id, Instant, Interval, Text3, text_enum};
use crate::people::supervisees::model::SuperviseeId;
use crate::service::slots::model::{Category, SlotId};

/// Marks ids of clearances.
pub enum ClearanceMark {}
/// The id of a clearance.
pub type ClearanceId = Id<ClearanceMark>;
/// Marks ids of standing clearances.
pub enum StandingMark {}
/// The id of a standing clearance.
pub type StandingId = Id<StandingMark>;
/// Marks ids of bookings.
pub enum BookingMark {}
/// The id of a booking.
pub type BookingId = Id<BookingMark>;

text_enum! {
    /// What an officer does with a question while it waits.
    pub enum ClearanceMove {
        Decide = "decide",
    }
}

text_enum! {
    /// Where a clearance stands.
    pub enum ClearanceState {
        Waiting = "waiting",
        Cleared = "cleared",
        Declined = "declined",
        /// The officer did not decide in time.
        Lapsed = "lapsed",
        /// The booking was cancelled, or needed no clearance any longer, before the officer decided.
        Withdrawn = "withdrawn",
    }
}

/// An officer's word on one booking.
#[derive(Clone, Debug)]
pub struct Clearance {
    pub id: ClearanceId,
    pub supervisee: SuperviseeId,
    pub officer: AccountId,
    pub booking: BookingId,
    pub slot: SlotId,
    pub host: HostId,
    pub category: Category,
    pub asked_at: Instant,
    /// When it lapses, if the officer has not decided.
    pub lapses_at: Instant,
    pub state: ClearanceState,
    pub decided_at: Option<Instant>,
    pub version: i64,
}

/// A clearance with what the officer needs to decide it.
#[derive(Clone, Debug)]
pub struct Request {
    pub clearance: Clearance,
    pub preferred_name: String,
    pub code: String,
    pub title: Text3,
    pub host_name: Text3,
    pub time: Interval,
}

text_enum! {
    /// What kind of thing a standing clearance covers.
    pub enum StandingKind {
        Host = "host",
        Category = "category",
        /// Contact with a person in custody, as a mentor.
        Mentoring = "mentoring",
    }
}

/// What a standing clearance covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    Host(HostId),
    Category(Category),
    /// Contact with a person in custody, as a mentor.
    Mentoring,
}

impl Cover {
    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> StandingKind {
        match self {
            Self::Host(_) => StandingKind::Host,
            Self::Category(_) => StandingKind::Category,
            Self::Mentoring => StandingKind::Mentoring,
        }
    }

    /// The host, when it covers one.
    #[must_use]
    pub const fn host(self) -> Option<HostId> {
        match self {
            Self::Host(host) => Some(host),
            _ => None,
        }
    }

    /// The category, when it covers one.
    #[must_use]
    pub const fn category(self) -> Option<Category> {
        match self {
            Self::Category(category) => Some(category),
            _ => None,
        }
    }
}

/// An officer's word on many things at once.
#[derive(Clone, Debug)]
pub struct Standing {
    pub id: StandingId,
    pub supervisee: SuperviseeId,
    pub cover: Cover,
    /// The last day for which it counts.
    pub until: NaiveDate,
    pub granted_at: Instant,
    pub ended_at: Option<Instant>,
    pub version: i64,
}

impl Standing {
    /// Whether it counts on `day`.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.ended_at.is_none() && day <= self.until
    }
}

text_enum! {
    /// How far an officer's yes reaches.
    pub enum Reach {
        Booking = "booking",
        /// Every opening of the host, from now on.
        Host = "host",
        /// Every opening of the category, from now on.
        Category = "category",
    }
}

/// What an officer answers.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    pub cleared: bool,
    pub reach: Reach,
    /// The last day for which a yes counts that reaches beyond the booking.
    pub until: Option<NaiveDate>,
    pub version: i64,
}
