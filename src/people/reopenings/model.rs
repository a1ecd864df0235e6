//! A reopening of somebody's enrolment.

use crate::access::AccountId;
use crate::base::{Id, Instant, text_enum};

text_enum! {
    /// Where a reopening stands.
    pub enum ReopeningState {
        Open = "open",
        Confirmed = "confirmed",
        Withdrawn = "withdrawn",
        Expired = "expired",
    }
}

text_enum! {
    /// What may be done with a reopening.
    pub enum ReopeningMove {
        Confirm = "confirm",
        Withdraw = "withdraw",
    }
}

/// Marks ids of reopenings.
pub enum ReopeningMark {}
/// The id of a reopening.
pub type ReopeningId = Id<ReopeningMark>;

/// One word of two.
#[derive(Clone, Debug)]
pub struct Reopening {
    pub id: ReopeningId,
    pub account: AccountId,
    pub preferred_name: String,
    /// Whether they held an office when it was asked for: then any colleague may know them.
    pub staff: bool,
    /// The code of the centre that works with them, when they are a member.
    pub centre: Option<String>,
    /// The admin who asked.
    pub asked_by: AccountId,
    pub asked_at: Instant,
    pub ends_at: Instant,
    pub confirmed_by: Option<AccountId>,
    pub confirmed_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
    pub version: i64,
}

impl Reopening {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, now: Instant) -> ReopeningState {
        match (self.confirmed_at, self.withdrawn_at) {
            (Some(_), _) => ReopeningState::Confirmed,
            (None, Some(_)) => ReopeningState::Withdrawn,
            (None, None) if self.ends_at <= now => ReopeningState::Expired,
            (None, None) => ReopeningState::Open,
        }
    }
}
