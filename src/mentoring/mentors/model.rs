//! A mentor, from the first answer on.

use chrono::NaiveDate;

use super::answers::Answers;
use crate::access::AccountId;
pub use crate::access::MentorId;
use crate::base::{Instant, text_enum};
use crate::people::accounts::model::Supervision;

text_enum! {
    /// Where somebody stands in the pipeline.
    pub enum MentorState {
        Draft = "draft",
        Applied = "applied",
        Screening = "screening",
        Interview = "interview",
        Accepted = "accepted",
        InTraining = "in_training",
        Shadowing = "shadowing",
        CompetencyReview = "competency_review",
        Active = "active",
        Deferred = "deferred",
        Declined = "declined",
        Withdrawn = "withdrawn",
        Paused = "paused",
        Suspended = "suspended",
        SteppedDown = "stepped_down",
    }
}

impl MentorState {
    /// The way that every mentor goes, in order, from the submitted application on.
    pub const PIPELINE: [Self; 8] = [
        Self::Applied,
        Self::Screening,
        Self::Interview,
        Self::Accepted,
        Self::InTraining,
        Self::Shadowing,
        Self::CompetencyReview,
        Self::Active,
    ];

    /// While these last, any psychologist of the centre may get to know the person and say whether they would work
    /// with them; before and after, only who was named.
    pub const OPEN_TO_PSYCHOLOGISTS: [Self; 2] = [Self::Screening, Self::Interview];

    /// After these nothing can follow.
    pub const FINAL: [Self; 3] = [Self::Declined, Self::Withdrawn, Self::SteppedDown];

    /// Whether nothing can follow.
    #[must_use]
    pub fn is_final(self) -> bool {
        Self::FINAL.contains(&self)
    }
}

/// What is shown of the person, read with the mentor.
#[derive(Clone, Debug)]
pub struct Person {
    pub preferred_name: String,
    /// The member's code.
    pub code: String,
    pub supervision: Supervision,
}

/// What a list of mentors is narrowed to, among those whom the reader may see.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of one centre.
    pub centre: Option<String>,
    pub state: Option<MentorState>,
    /// Part of the name or of the member's code.
    pub words: Option<String>,
    /// Code of a language that they speak.
    pub language: Option<String>,
}

text_enum! {
    /// Who takes the next step with somebody on the way.
    pub enum Turn {
        Coordinator = "coordinator",
        Psychologist = "psychologist",
        /// The applicant or mentor.
        Person = "person",
    }
}

text_enum! {
    /// What staff do with a mentor's file, each at its time, beside the steps of a coordinator.
    pub enum MentorAct {
        /// A psychologist's word after the interview.
        Endorse = "endorse",
        RecordTraining = "record_training",
        RecordShadowing = "record_shadowing",
        /// A signature under the competency review.
        SignOff = "sign_off",
        ConfirmOffers = "confirm_offers",
        ConfirmComfort = "confirm_comfort",
        ClearInstitutions = "clear_institutions",
        /// Another psychologist supervises from now on.
        HandOver = "hand_over",
    }
}

/// A psychologist's word after the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endorsement {
    pub yes: bool,
    pub by: AccountId,
    pub at: Instant,
}

/// Somebody's word, such as a signature under the competency review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignOff {
    pub by: AccountId,
    pub at: Instant,
}

text_enum! {
    /// What staff confirm of the answers on which matching builds.
    pub enum Confirmed {
        /// What the mentor can give most: by a coordinator, who knows the course.
        Offers = "offers",
        /// With which focus they are at ease: by their psychologist.
        Comfort = "comfort",
    }
}

/// A person in the mentor pipeline.
#[derive(Clone, Debug)]
pub struct Mentor {
    pub id: MentorId,
    pub account: AccountId,
    pub person: Person,
    pub state: MentorState,
    /// Since when in this state.
    pub since: Instant,
    pub answers: Answers,
    pub submitted_at: Option<Instant>,
    /// When deferred: the day from which they may apply again.
    pub again_from: Option<NaiveDate>,
    /// The psychologist with whom they are shadowing.
    pub psychologist: Option<AccountId>,
    pub endorsement: Option<Endorsement>,
    /// The psychologist's signature; who signed supervises the mentor from then on.
    pub signature: Option<SignOff>,
    /// Who supervises the mentor, and since when: who signed, until a coordinator names another.
    pub supervisor: Option<SignOff>,
    /// The coordinator's signature.
    pub coordinator: Option<SignOff>,
    /// Who confirmed what the mentor offers, as it is answered now.
    pub offers_confirmed: Option<SignOff>,
    /// Who confirmed with which focus the mentor is at ease, as it is answered now.
    pub comfort_confirmed: Option<SignOff>,
    /// The last day of the certification.
    pub certified_until: Option<NaiveDate>,
    /// When they first became a mentor.
    pub active_since: Option<Instant>,
    /// Codes of the institutions that admit them.
    pub institutions: Vec<String>,
    pub training_hours: i64,
    pub modules_done: i64,
    pub shadowing_half_hours: i64,
    /// Pairings that take a place at present.
    pub active_pairings: i64,
    pub created_at: Instant,
    pub version: i64,
}

impl Mentor {
    /// The code of the centre that looks after them.
    #[must_use]
    pub fn centre(&self) -> Option<&str> {
        self.answers.centre.as_deref()
    }

    /// The psychologist who works with them now: who supervises, until then who was named; nobody when it is over.
    #[must_use]
    pub fn works_with(&self) -> Option<AccountId> {
        self.supervisor.map(|signed| signed.by).or(self.psychologist).filter(|_| !self.state.is_final())
    }
}

/// A stretch of shadowing with a psychologist.
#[derive(Clone, Debug)]
pub struct Shadowing {
    pub on: NaiveDate,
    /// How long, in half hours.
    pub half_hours: i64,
    pub by: Option<AccountId>,
}

/// A line of a mentor's history, for staff.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    pub at: Instant,
    /// What happened, such as `moved`.
    pub event: String,
    /// The state that it led to.
    pub state: Option<MentorState>,
    pub by: Option<AccountId>,
    pub note: Option<String>,
}

/// Half hours as hours.
#[must_use]
pub fn hours(half_hours: i64) -> f64 {
    f64::from(i32::try_from(half_hours).unwrap_or(i32::MAX)) / 2.0
}

/// Hours as half hours, when they are a whole number of them between one and `most`.
#[must_use]
pub fn half_hours(hours: f64, most: i32) -> Option<i64> {
    (1..=most).find(|half_hours| f64::from(*half_hours) == hours * 2.0).map(i64::from)
}
