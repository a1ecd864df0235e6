//! A person under supervision, and who still has to be asked.

use chrono::NaiveDate;

use crate::access::AccountId;
use crate::base::{Id, Instant, text_enum};
use crate::people::accounts::model::{PersonCard, Supervision, SupervisionAnswer};

/// Marks ids of registrations under supervision.
pub enum SuperviseeMark {}
/// The id of a registration under supervision.
pub type SuperviseeId = Id<SuperviseeMark>;

text_enum! {
    /// Whether a registration counts.
    pub enum SuperviseeState {
        Current = "current",
        Ended = "ended",
    }
}

text_enum! {
    /// What an officer does with a registration while it lasts.
    pub enum SuperviseeMove {
        Amend = "amend",
        End = "end",
        /// Clears beforehand, for more than one booking.
        Clear = "clear",
    }
}

/// A member whom an officer has registered.
#[derive(Clone, Debug)]
pub struct Supervisee {
    pub id: SuperviseeId,
    pub person: AccountId,
    pub officer: AccountId,
    /// The last day under supervision.
    pub ends_on: NaiveDate,
    /// Whether the order forbids associating with people with records (Cap. 325A, schedule 2).
    pub association_condition: bool,
    pub state: SuperviseeState,
    pub registered_at: Instant,
    pub version: i64,
}

impl Supervisee {
    /// Whether the person is under supervision on `day`.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.state == SuperviseeState::Current && day <= self.ends_on
    }

    /// Whether the order forbids the person to associate with people with records on `day`.
    #[must_use]
    pub fn may_not_associate_on(&self, day: NaiveDate) -> bool {
        self.bound_until().is_some_and(|last| day <= last)
    }

    /// The last day on which the order forbids the person to associate with people with records, if it does.
    #[must_use]
    pub fn bound_until(&self) -> Option<NaiveDate> {
        let binds = self.association_condition && self.state == SuperviseeState::Current;
        binds.then_some(self.ends_on)
    }
}

/// A supervisee with what their officer calls them by.
#[derive(Clone, Debug)]
pub struct SuperviseeCard {
    pub supervisee: Supervisee,
    pub code: String,
    pub preferred_name: String,
}

/// What an officer says when registering somebody.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    pub ends_on: NaiveDate,
    pub association_condition: bool,
}

/// What an officer changes of a registration.
#[derive(Clone, Copy, Debug, Default)]
pub struct Amendment {
    pub ends_on: Option<NaiveDate>,
    pub association_condition: Option<bool>,
    pub version: i64,
}

/// A member whose answer about supervision nobody has settled yet.
#[derive(Clone, Debug)]
pub struct Settlement {
    pub person: AccountId,
    pub code: String,
    pub preferred_name: String,
    pub answer: SupervisionAnswer,
    pub since: Instant,
    /// The code of the centre that works with them; `None` while none does.
    pub centre: Option<String>,
}

/// Somebody found by their code, and of them what the caller has to know.
#[derive(Clone, Debug)]
pub struct Found {
    pub card: PersonCard,
    /// `None` where it is not the caller's to know.
    pub supervision: Option<Supervision>,
    /// To a coordinator: whether their centre works with the person, or may begin to.
    pub in_caseload: Option<bool>,
}
