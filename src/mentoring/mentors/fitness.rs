//! What keeps a mentor from meeting people: one rule for steps, rounds, choices, placings and pairings. Pure.

use chrono::NaiveDate;

use super::model::{Mentor, MentorState};
use crate::base::{Code, Reason, text_enum};
use crate::mentoring::training;
use crate::mentoring::training::model::Standing;
use crate::people::accounts::model::Supervision;

/// What is known of a person beyond the mentor's own row.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The day on which it is judged.
    pub today: NaiveDate,
    pub supervision: Supervision,
    /// Whether the supervising officer has approved mentoring for this day.
    pub officer_approves: bool,
    /// Whether an order forbids associating with people with records and nobody has cleared it.
    pub association_forbidden: bool,
    /// The last day of the correctional clearance, if one was seen and is in date.
    pub cleared_until: Option<NaiveDate>,
    /// How many references were seen.
    pub references: i64,
    /// What the results in the course come to.
    pub training: Standing,
    /// The last day on which the consent to be matched counts, where it was written down when it was given.
    pub agreed_until: Option<NaiveDate>,
}

text_enum! {
    /// One thing that keeps a mentor from meeting people, in the order in which a round names the first.
    pub enum Unfit {
        /// Not yet a mentor, resting, suspended, or one no more.
        NotActive = "mentor_not_active",
        /// Something that the matching asks is not answered.
        ProfileIncomplete = "profile_incomplete",
        /// They have not agreed to be matched.
        NoConsent = "mentor_consent_missing",
        /// An order forbids associating with people with records, and no officer has cleared mentoring (Cap. 325A).
        Association = "association_clearance_needed",
        /// The course is not done, or something of it was failed since.
        Untrained = "training_incomplete",
        /// No correctional clearance is in date.
        Clearance = "clearance_check_missing",
        /// The certification is over.
        Certification = "mentor_certification_ended",
        /// Nobody supervises them, or who did has left.
        Supervisor = "supervisor_missing",
        /// No institution admits them.
        Institutions = "institutions_missing",
    }
}

impl Unfit {
    /// The reason by which it is told.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::NotActive => Code::MentorNotActive,
            Self::ProfileIncomplete => Code::ProfileIncomplete,
            Self::NoConsent => Code::MentorConsentMissing,
            Self::Association => Code::AssociationClearanceNeeded,
            Self::Untrained => Code::TrainingIncomplete,
            Self::Clearance => Code::ClearanceCheckMissing,
            Self::Certification => Code::MentorCertificationEnded,
            Self::Supervisor => Code::SupervisorMissing,
            Self::Institutions => Code::InstitutionsMissing,
        }
    }

    fn holds_of(self, mentor: &Mentor, facts: &Facts, supervised: bool) -> bool {
        match self {
            Self::NotActive => mentor.state != MentorState::Active,
            Self::ProfileIncomplete => !is_complete(mentor),
            Self::NoConsent => !agrees(mentor, facts),
            Self::Association => facts.association_forbidden,
            Self::Untrained => !is_trained(facts),
            Self::Clearance => is_uncleared(facts),
            Self::Certification => !is_certified(mentor.certified_until, facts.today),
            Self::Supervisor => !supervised,
            Self::Institutions => mentor.institutions.is_empty(),
        }
    }
}

impl From<Unfit> for Reason {
    fn from(unfit: Unfit) -> Self {
        Self::new(unfit.code())
    }
}

/// Everything that keeps a mentor from meeting people on the day of the facts; `supervised` says whether who supervises
/// them still serves.
#[must_use]
pub fn unfit(mentor: &Mentor, facts: &Facts, supervised: bool) -> Vec<Unfit> {
    Unfit::ALL.iter().copied().filter(|one| one.holds_of(mentor, facts, supervised)).collect()
}

/// Whether a certification with this last day counts on `day`.
#[must_use]
pub fn is_certified(until: Option<NaiveDate>, day: NaiveDate) -> bool {
    until.is_some_and(|last| last >= day)
}

/// Whether no correctional clearance is in date.
#[must_use]
pub const fn is_uncleared(facts: &Facts) -> bool {
    facts.cleared_until.is_none()
}

/// Whether the course is done and nothing of it was failed since.
#[must_use]
pub fn is_trained(facts: &Facts) -> bool {
    training::rules::missing(&facts.training).is_empty()
}

/// Whether the mentor counts as agreeing to be matched: their own word, unless an order forbids it.
#[must_use]
pub fn consents_to_matching(mentor: &Mentor, facts: &Facts) -> bool {
    agrees(mentor, facts) && !facts.association_forbidden
}

/// The day until which the mentor may be paired: both the certification and the clearance must last.
#[must_use]
pub fn lasts_until(mentor: &Mentor, facts: &Facts) -> Option<NaiveDate> {
    Some(mentor.certified_until?.min(facts.cleared_until?))
}

/// Whether they have agreed to be matched, and not longer ago than it lasts.
fn agrees(mentor: &Mentor, facts: &Facts) -> bool {
    let lasts = facts.agreed_until.is_none_or(|last| last >= facts.today);
    mentor.answers.match_consent == Some(true) && lasts
}

/// Whether a mentor has answered all that the matching asks.
fn is_complete(mentor: &Mentor) -> bool {
    let answers = &mentor.answers;
    answers.gender.is_some()
        && answers.birth_month.is_some()
        && answers.district.is_some()
        && answers.offers.is_some()
        && answers.stage_comfort.is_some()
        && answers.availability.is_some()
}
