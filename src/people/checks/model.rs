//! A check that a person has passed.

use chrono::NaiveDate;

use crate::access::AccountId;
use crate::base::{Id, Instant, text_enum};

/// Marks ids of checks.
pub enum CheckMark {}
/// The id of a check.
pub type CheckId = Id<CheckMark>;

text_enum! {
    /// What was checked.
    pub enum CheckKind {
        /// The Correctional Services Department has nothing against the person's coming in.
        CorrectionalClearance = "correctional_clearance",
        /// The police's Sexual Conviction Record Check, open to volunteers since December 2025.
        SexualConvictionRecordCheck = "sexual_conviction_record_check",
        /// Somebody vouched for the person.
        Reference = "reference",
        /// A document of identity was seen; nothing of it is kept.
        IdentitySeen = "identity_seen",
    }
}

/// What a coordinator has seen.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    pub kind: CheckKind,
    pub seen_on: NaiveDate,
    /// The last day on which it counts; without one it does not run out.
    pub valid_to: Option<NaiveDate>,
}

/// A check that was passed.
#[derive(Clone, Debug)]
pub struct Check {
    pub id: CheckId,
    pub person: AccountId,
    pub sighting: Sighting,
    pub seen_by: Option<AccountId>,
    /// The preferred name of whoever saw it.
    pub seen_by_name: Option<String>,
    pub recorded_at: Instant,
    pub withdrawn: Option<Withdrawal>,
}

/// A check counts no longer, because it was recorded wrongly or is valid no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    pub on: NaiveDate,
    pub by: Option<AccountId>,
}

impl Check {
    /// Whether it counts on `day`; one that was withdrawn counts on none.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.withdrawn.is_none() && self.sighting.valid_to.is_none_or(|last| day <= last)
    }
}
