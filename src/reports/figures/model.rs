//! What is counted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::mentoring::mentors::model::MentorState;
use crate::mentoring::referrals::model::ReferralId;
use crate::proposing::rounds::model::RoundId;

/// Figures about mentoring in one centre.
#[derive(Clone, Debug)]
pub struct Mentoring {
    /// The day on which waiting is counted.
    pub day: NaiveDate,
    pub waiting: Vec<Band>,
    /// The round that said for whom there are suitable mentors; none while no round has, or its reader may not know.
    pub round: Option<(RoundId, NaiveDate)>,
    /// Mentors by stage, in the order of their way.
    pub mentors: Vec<(MentorState, i64)>,
    pub languages: Vec<Language>,
}

/// Those who have waited for about as long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Band {
    pub from_days: i64,
    /// The last day that counts; none: no end.
    pub to_days: Option<i64>,
    pub waiting: i64,
    /// How many of them have a suitable mentor, and how many none; of the rest nothing is known.
    pub found: Option<Found>,
}

/// How many have a suitable mentor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub suitable: i64,
    pub none: i64,
}

/// For whom there are suitable mentors, as the latest round and the proposals since say.
#[derive(Clone, Debug)]
pub struct Suitability {
    pub round: RoundId,
    pub on: NaiveDate,
    pub suitable: BTreeSet<ReferralId>,
    pub none: BTreeSet<ReferralId>,
}

/// How many of those who wait want to speak a language, and how many mentors can talk about feelings in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    pub code: String,
    pub wanted: i64,
    pub spoken: i64,
}

/// The places of all shifts of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub slots: i64,
    pub taken: i64,
    pub capacity: i64,
}
