//! A pair of people who must not meet.

use crate::base::{Id, Instant};

/// Marks ids of people who may be kept apart: accounts, and referrals of people in custody.
pub enum PartyMark {}
/// The id of an account or of a referral.
pub type PartyId = Id<PartyMark>;

/// Marks ids of pairs.
pub enum PairMark {}
/// The id of a pair.
pub type PairId = Id<PairMark>;

/// Two people who must not meet.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub id: PairId,
    pub one: PartyId,
    pub other: PartyId,
    pub from: Instant,
}
