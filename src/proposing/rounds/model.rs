//! A round and what comes of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access::AccountId;
use crate::base::{Code, Instant, May, Reason, text_enum};
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::model::FactorLine;
use crate::mentoring::referrals::model::{Referral, ReferralId};

pub use crate::mentoring::pairings::model::RoundId;

text_enum! {
    /// Where a round stands.
    pub enum RoundState {
        Queued = "queued",
        Running = "running",
        Done = "done",
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

impl RoundState {
    /// Whether somebody waits for it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }
}

text_enum! {
    /// What a running round does at the moment.
    pub enum RoundStep {
        Reading = "reading",
        Candidates = "candidates",
        Solving = "solving",
        Explaining = "explaining",
        Storing = "storing",
    }
}

text_enum! {
    /// What people do with a round.
    pub enum RoundAct {
        /// Gives it up.
        Cancel = "cancel",
    }
}

/// A round of a centre on a day.
#[derive(Clone, Debug)]
pub struct Round {
    pub id: RoundId,
    /// Code of the centre.
    pub centre: String,
    /// The day on which certificates and waiting times are judged.
    pub day: NaiveDate,
    pub state: RoundState,
    pub step: RoundStep,
    /// How much of the step is done, in thousandths.
    pub permille: i64,
    pub cancel_asked: bool,
    pub asked_by: Option<AccountId>,
    /// Until when whoever works on it has it for themselves.
    pub lease_until: Option<Instant>,
    pub attempts: i64,
    pub created_at: Instant,
    pub finished_at: Option<Instant>,
    pub outcome: Option<Outcome>,
    pub version: i64,
}

/// What came of a round; its proposals are pairings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub matched: u32,
    /// Matched of tier 0 to 3; tier 3 waits longest.
    pub by_tier: [u32; 4],
    pub people: People,
    /// The two sides of the proof that no round is better; equal when it holds.
    pub primal: i64,
    pub dual: i64,
    pub unmatched: Vec<Unmatched>,
}

/// Who took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct People {
    pub mentors: u32,
    pub referrals: u32,
    pub psychologists: u32,
}

/// Somebody for whom nobody could be proposed, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmatched {
    pub referral: ReferralId,
    /// On the day of the round.
    pub waiting_days: i64,
    pub reason: Reason,
}

/// A round with what its page shows beside it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub round: Round,
    /// How many of its proposals there are.
    pub proposals: i64,
    /// What the reader may do now.
    pub may: Vec<May<RoundAct>>,
    /// Everybody unmatched, with their referral as it is now.
    pub unmatched: Vec<(Unmatched, Referral)>,
}

/// A pair that the engine chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    pub mentor: MentorId,
    pub referral: ReferralId,
    /// On the day of the round.
    pub waiting_days: i64,
    pub points: i64,
    pub factors: Vec<FactorLine>,
}

/// Everything the engine found out.
#[derive(Clone, Debug)]
pub struct Solved {
    pub outcome: Outcome,
    pub chosen: Vec<Chosen>,
}

/// How many of a kind can take part, and how many are held back by what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Qualifying {
    pub qualify: u32,
    pub total: u32,
    /// By the first thing that holds each back; together `total - qualify`.
    pub held_back: Vec<HeldBack>,
}

/// How many are held back by one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct HeldBack {
    pub code: Code,
    pub count: u32,
}
