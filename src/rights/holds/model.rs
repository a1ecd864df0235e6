//! A hold on what is kept of one person.

use crate::access::AccountId;
use crate::base::{Id, Instant, text_enum};
use crate::rights::copies::model::Whose;

/// Marks ids of holds.
pub enum HoldMark {}
/// The id of a hold.
pub type HoldId = Id<HoldMark>;

text_enum! {
    /// What may be done with a hold.
    pub enum HoldMove {
        End = "end",
    }
}

/// One hold.
#[derive(Clone, Debug)]
pub struct Hold {
    pub id: HoldId,
    pub whose: Whose,
    /// What staff call the person by: a member's code, or the reference of a referral.
    pub code: String,
    /// What the dispute is about.
    pub reason: String,
    pub placed_by: AccountId,
    pub placed_at: Instant,
    pub ended: Option<(AccountId, Instant)>,
    pub version: i64,
}
