//! One's own application in JSON.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::flow::Overview;
use super::rules::{self, OwnStep};
use super::sections::{self, Section};
use crate::base::{Instant, May, text_enum};
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::guards::SHADOWING_HALF_HOURS;
use crate::mentoring::mentors::model::{HistoryLine, Mentor, MentorId, MentorState, hours};
use crate::mentoring::training::rules::NEEDED_HOURS;
use crate::mentoring::training::view::TrainingView;

/// Where somebody stands with their own application.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyMentor {
    #[schema(value_type = String, format = Uuid)]
    id: MentorId,
    state: MentorState,
    since: Instant,
    version: i64,
    answers: Answers,
    sections: Vec<SectionView>,
    /// Whether every section is done.
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted_at: Option<Instant>,
    /// What comes next: a code with parameters.
    next: Next,
    steps: Vec<StepView>,
    training: TrainingView,
    shadowing: MyShadowing,
    #[serde(skip_serializing_if = "Option::is_none")]
    certified_until: Option<NaiveDate>,
    /// When deferred: the day from which they may apply again.
    #[serde(skip_serializing_if = "Option::is_none")]
    again_from: Option<NaiveDate>,
    match_consent: bool,
    /// The names of the answers that stay as they are.
    settled: Vec<&'static str>,
    may: Vec<May<OwnStep>>,
}

text_enum! {
    /// What comes next for somebody with an application.
    pub enum NextCode {
        /// Parts of the form wait for answers.
        Answer = "answer",
        /// All is answered; it can be sent.
        Submit = "submit",
        // From then on what comes next follows from the state, whose word it bears.
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

/// What comes next, with what its words need.
#[derive(Serialize, ToSchema)]
pub struct Next {
    code: NextCode,
    #[schema(value_type = Object)]
    params: Value,
}

/// A section and whether it is done.
#[derive(Serialize, ToSchema)]
pub struct SectionView {
    code: Section,
    done: bool,
}

/// A step of the way.
#[derive(Serialize, ToSchema)]
pub struct StepView {
    code: MentorState,
    state: StepState,
    /// The day on which it was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    Done,
    Current,
    ToCome,
}

/// One's own shadowing.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyShadowing {
    hours: f64,
    needed_hours: f64,
    /// The preferred name of the psychologist.
    #[serde(skip_serializing_if = "Option::is_none")]
    psychologist: Option<String>,
}

impl MyMentor {
    /// The view of one's own application.
    #[must_use]
    pub fn of(overview: Overview) -> Self {
        let Overview { mentor, results, history, psychologist, may } = overview;
        let done =
            |code: &Section| SectionView { code: *code, done: sections::is_done(*code, &mentor.answers) };
        let sections: Vec<SectionView> = Section::ALL.iter().map(done).collect();
        let complete = sections.iter().all(|section| section.done);
        Self {
            next: next(&mentor),
            steps: MentorState::PIPELINE.iter().map(|step| step_of(*step, &mentor, &history)).collect(),
            training: TrainingView::of(&results),
            shadowing: MyShadowing {
                hours: hours(mentor.shadowing_half_hours),
                needed_hours: hours(SHADOWING_HALF_HOURS),
                psychologist,
            },
            sections,
            complete,
            settled: rules::settled(&mentor),
            may,
            id: mentor.id,
            state: mentor.state,
            since: mentor.since,
            version: mentor.version,
            submitted_at: mentor.submitted_at,
            certified_until: mentor.certified_until,
            again_from: mentor.again_from,
            match_consent: mentor.answers.match_consent == Some(true),
            answers: mentor.answers,
        }
    }
}

/// What comes next, from the person's side.
fn next(mentor: &Mentor) -> Next {
    use MentorState as S;
    let missing = sections::missing(&mentor.answers);
    let (code, params) = match mentor.state {
        S::Draft if missing.is_empty() => (NextCode::Submit, json!({})),
        S::Draft => (NextCode::Answer, json!({ "sections": missing })),
        S::Applied => (NextCode::Applied, json!({})),
        S::Screening => (NextCode::Screening, json!({})),
        S::Interview => (NextCode::Interview, json!({})),
        S::Accepted => (NextCode::Accepted, json!({})),
        S::InTraining => {
            (NextCode::InTraining, json!({ "hours": mentor.training_hours, "needed": NEEDED_HOURS }))
        }
        S::Shadowing => {
            let (have, needed) = (hours(mentor.shadowing_half_hours), hours(SHADOWING_HALF_HOURS));
            (NextCode::Shadowing, json!({ "hours": have, "needed": needed }))
        }
        S::CompetencyReview => (NextCode::CompetencyReview, json!({})),
        S::Active => (NextCode::Active, json!({ "certifiedUntil": mentor.certified_until })),
        // A way back, not only a no.
        S::Deferred => (NextCode::Deferred, json!({ "from": mentor.again_from, "route": "volunteering" })),
        S::Declined => (NextCode::Declined, json!({})),
        S::Withdrawn => (NextCode::Withdrawn, json!({})),
        S::Paused => (NextCode::Paused, json!({})),
        S::Suspended => (NextCode::Suspended, json!({})),
        S::SteppedDown => (NextCode::SteppedDown, json!({})),
    };
    Next { code, params }
}

fn step_of(step: MentorState, mentor: &Mentor, history: &[HistoryLine]) -> StepView {
    let submitted = history.iter().rposition(|line| line.state == Some(MentorState::Applied)).unwrap_or(0);
    let since_submitted = history.get(submitted..).unwrap_or_default();
    let reached = since_submitted.iter().rfind(|line| line.state == Some(step));
    let place = |of: MentorState| MentorState::PIPELINE.iter().position(|one| *one == of);
    let state = match place(mentor.state) {
        _ if mentor.state == step => StepState::Current,
        Some(current) if place(step).is_some_and(|at| at < current) => StepState::Done,
        Some(_) => StepState::ToCome,
        None if reached.is_some() => StepState::Done,
        None => StepState::ToCome,
    };
    let on = reached.filter(|_| state != StepState::ToCome).map(|line| line.at.day());
    StepView { code: step, state, on }
}
