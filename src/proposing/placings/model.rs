//! Who would be placed with whom.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::access::AccountId;
use crate::base::Reason;
use crate::mentoring::mentors::model::Mentor;
use crate::mentoring::psychologists::model::Psychologist;
use crate::proposing::rounds::snapshot::Candidate;

/// The mentors of a centre whom nobody supervises, and the psychologists who could.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub day: NaiveDate,
    pub mentors: Vec<Candidate>,
    pub psychologists: Vec<Supervisor>,
}

/// A psychologist, and how many more mentors they can take.
#[derive(Clone, Debug)]
pub struct Supervisor {
    pub psychologist: Psychologist,
    pub places: i64,
}

/// What the engine proposes.
#[derive(Clone, Debug, Default)]
pub struct Placings {
    pub placed: Vec<Placing>,
    pub unplaced: Vec<Left>,
    /// The preferred names of those who supervised these mentors and have left.
    pub before: BTreeMap<AccountId, String>,
}

/// A mentor, the psychologist who could supervise them, and what the two share.
#[derive(Clone, Debug)]
pub struct Placing {
    pub mentor: Mentor,
    pub psychologist: AccountId,
    pub name: String,
    /// Codes of the institutions that admit the mentor and where the psychologist works.
    pub institutions: Vec<String>,
    /// Codes of the themes that the mentor shares and the psychologist knows well.
    pub themes: Vec<String>,
}

/// A mentor who could not be placed, and why.
#[derive(Clone, Debug)]
pub struct Left {
    pub mentor: Mentor,
    pub reason: Reason,
}
