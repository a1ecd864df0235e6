//! A psychologist.

use crate::access::AccountId;
use crate::people::invitations::model::Profession;

/// The most pairings that one psychologist can say to accompany.
pub const MOST_PAIRINGS: i64 = 40;

/// A psychologist of a centre, with what they say of their work.
#[derive(Clone, Debug)]
pub struct Psychologist {
    pub account: AccountId,
    pub preferred_name: String,
    pub profession: Profession,
    /// The code of the centre of their grant.
    pub centre: String,
    /// Whether the account may be used.
    pub active: bool,
    /// Codes of the institutions they work in.
    pub institutions: Vec<String>,
    /// Codes of the experience themes they know well.
    pub expertise: Vec<String>,
    /// How many pairings they can accompany; none until they say so.
    pub capacity: i64,
    /// How many of those are taken.
    pub active_pairings: i64,
    /// 0 until they say anything.
    pub version: i64,
}

/// What a psychologist says of their work.
#[derive(Clone, Debug)]
pub struct Particulars {
    pub institutions: Vec<String>,
    pub expertise: Vec<String>,
    pub capacity: i64,
    /// The version they saw; 0 for the first time.
    pub version: i64,
}
