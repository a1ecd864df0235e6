//! What a trial finds out.

use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::referrals::model::ReferralId;

/// What other weights would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// Matched with the weights that count, and with those that are tried.
    pub matched: [u32; 2],
    /// How many would have the same mentor.
    pub stay: u32,
    /// Everybody who would not, by who waited longest.
    pub changed: Vec<Change>,
}

/// Somebody who would have another mentor, or one instead of none, or none instead of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub referral: ReferralId,
    pub from: Option<Side>,
    pub to: Option<Side>,
}

/// A mentor with the points of the pair, by the weights of its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    pub mentor: MentorId,
    pub points: i64,
}
