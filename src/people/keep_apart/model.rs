//! A pair of people who must not meet.

use crate::access::AccountId;
use crate::base::{Id, Instant};

/// Marks ids of people who may be kept apart: accounts, and referrals of people in custody.
pub enum PartyMark {}
/// The id of an account or of a referral.
pub type PartyId = Id<PartyMark>;

pub use crate::access::PairId;

/// Somebody who may be kept apart from others.
pub struct Party {
    pub id: PartyId,
    /// The centre where they are referred, or a mentor, if there is one.
    pub centre: Option<String>,
    /// The centre that works with them; `None` while none does.
    pub caseload: Option<String>,
}

/// Two people who must not meet, as one centre has entered them.
#[derive(Clone, Debug)]
pub struct Pair {
    pub id: PairId,
    pub one: PartyId,
    pub other: PartyId,
    pub from: Instant,
    /// The code of the centre for which it was entered.
    pub centre: String,
    /// Who entered it; nobody for one that an import brought.
    pub entered_by: Option<AccountId>,
    /// Who asked first that it ends.
    pub ending: Option<Asked>,
}

/// Somebody asked, at a moment, that a pair ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub by: AccountId,
    pub at: Instant,
}
