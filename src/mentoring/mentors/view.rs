//! Mentors as staff see them, in JSON.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::answers::Answers;
use super::gather::Dossier;
use super::guards::SHADOWING_HALF_HOURS;
use super::model::{Mentor, MentorAct, MentorId, MentorState, Turn, hours};
use super::rules;
use crate::access::AccountId;
use crate::base::{Instant, May, Reason};
use crate::mentoring::training::course::MODULES;
use crate::mentoring::training::view::TrainingView;
use crate::people::accounts::model::Supervision;
use crate::people::checks::api::CheckView;

/// One line of the list of mentors.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MentorItem {
    #[schema(value_type = String, format = Uuid)]
    id: MentorId,
    preferred_name: String,
    state: MentorState,
    since: Instant,
    days_in_state: i64,
    training_hours: i64,
    modules_done: i64,
    modules_total: usize,
    shadowing_hours: f64,
    next_move: NextMove,
    #[serde(skip_serializing_if = "Option::is_none")]
    certified_until: Option<NaiveDate>,
}

/// What comes next on the usual way: a state, or `none`; by whom, and by which day where there is one.
#[derive(Serialize, ToSchema)]
pub struct NextMove {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<Turn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<NaiveDate>,
}

impl MentorItem {
    /// The line of a mentor.
    #[must_use]
    pub fn of(mentor: &Mentor, now: Instant) -> Self {
        Self {
            id: mentor.id,
            preferred_name: mentor.person.preferred_name.clone(),
            state: mentor.state,
            since: mentor.since,
            days_in_state: now.since(mentor.since).num_days(),
            training_hours: mentor.training_hours,
            modules_done: mentor.modules_done,
            modules_total: MODULES.len(),
            shadowing_hours: hours(mentor.shadowing_half_hours),
            next_move: NextMove::of(mentor),
            certified_until: mentor.certified_until,
        }
    }
}

impl NextMove {
    fn of(mentor: &Mentor) -> Self {
        let onward = match mentor.state {
            MentorState::Active | MentorState::Deferred => None,
            state => rules::next_states(state).first(),
        };
        let (who, by) = rules::next_turn(mentor).unzip();
        Self { code: onward.map_or("none", |next| next.as_str()), who, by: by.flatten() }
    }
}

/// Everything staff see of a mentor.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffMentor {
    #[schema(value_type = String, format = Uuid)]
    id: MentorId,
    #[schema(value_type = String, format = Uuid)]
    account_id: AccountId,
    code: String,
    preferred_name: String,
    state: MentorState,
    since: Instant,
    version: i64,
    centre: Option<String>,
    answers: Answers,
    checks: Vec<CheckView>,
    training: TrainingView,
    shadowing: ShadowingView,
    #[serde(skip_serializing_if = "Option::is_none")]
    endorsement: Option<InterviewView>,
    sign_offs: SignOffs,
    confirmations: Confirmations,
    #[serde(skip_serializing_if = "Option::is_none")]
    supervisor: Option<PersonName>,
    cleared_institutions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certified_until: Option<NaiveDate>,
    /// When deferred: the day from which they may apply again.
    #[serde(skip_serializing_if = "Option::is_none")]
    again_from: Option<NaiveDate>,
    supervision: Supervision,
    /// Whether an order keeps them from being matched, whatever they agreed to.
    association_forbidden: bool,
    /// How many pairings they can have at present.
    capacity: i64,
    moves: Vec<MoveView>,
    may: Vec<May<MentorAct>>,
    history: Vec<HistoryView>,
}

/// A person by name.
#[derive(Serialize, ToSchema)]
pub struct PersonName {
    #[schema(value_type = String, format = Uuid)]
    id: AccountId,
    name: String,
}

/// Shadowing so far.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShadowingView {
    hours: f64,
    needed_hours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    psychologist_id: Option<AccountId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    psychologist: Option<String>,
    entries: Vec<ShadowingEntry>,
}

/// A stretch of shadowing.
#[derive(Serialize, ToSchema)]
pub struct ShadowingEntry {
    on: NaiveDate,
    hours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

/// A psychologist's word after the interview.
#[derive(Serialize, ToSchema)]
pub struct InterviewView {
    by: String,
    on: NaiveDate,
    yes: bool,
}

/// The signatures under the competency review.
#[derive(Serialize, ToSchema)]
pub struct SignOffs {
    #[serde(skip_serializing_if = "Option::is_none")]
    psychologist: Option<Signature>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coordinator: Option<Signature>,
}

/// What staff have confirmed of the answers as they are now.
#[derive(Serialize, ToSchema)]
pub struct Confirmations {
    /// What the mentor can give most.
    #[serde(skip_serializing_if = "Option::is_none")]
    offers: Option<Signature>,
    /// With which focus they are at ease.
    #[serde(skip_serializing_if = "Option::is_none")]
    comfort: Option<Signature>,
}

/// Who signed, and when.
#[derive(Serialize, ToSchema)]
pub struct Signature {
    by: String,
    on: NaiveDate,
}

/// A step that a coordinator may want to take, and every reason against it.
#[derive(Serialize, ToSchema)]
pub struct MoveView {
    to: MentorState,
    allowed: bool,
    reasons: Vec<Reason>,
}

/// A line of the history.
#[derive(Serialize, ToSchema)]
pub struct HistoryView {
    at: Instant,
    event: String,
    /// The state that it led to.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<MentorState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl StaffMentor {
    /// The view of a mentor's file.
    #[must_use]
    pub fn of(dossier: Dossier) -> Self {
        let Dossier { mentor, facts, results, checks, shadowing, history, may, names } = dossier;
        let name = |of: AccountId| names.get(&of).cloned().unwrap_or_default();
        let signature = |by: AccountId, at: Instant| Signature { by: name(by), on: at.day() };
        let moves = rules::next_states(mentor.state).iter().map(|to| {
            let reasons = rules::refusals(&mentor, *to, &facts);
            MoveView { to: *to, allowed: reasons.is_empty(), reasons }
        });
        let moves = moves.collect();
        let entries = shadowing.into_iter().map(|entry| ShadowingEntry {
            on: entry.on,
            hours: hours(entry.half_hours),
            by: entry.by.map(name),
        });
        let shadowing = ShadowingView {
            hours: hours(mentor.shadowing_half_hours),
            needed_hours: hours(SHADOWING_HALF_HOURS),
            psychologist_id: mentor.psychologist,
            psychologist: mentor.psychologist.map(name),
            entries: entries.collect(),
        };
        let history = history.into_iter().map(|line| HistoryView {
            at: line.at,
            event: line.event,
            state: line.state,
            by: line.by.map(name),
            note: line.note,
        });
        Self {
            checks: checks.into_iter().map(CheckView::from).collect(),
            training: TrainingView::of(&results),
            shadowing,
            endorsement: mentor.endorsement.map(|endorsement| InterviewView {
                by: name(endorsement.by),
                on: endorsement.at.day(),
                yes: endorsement.yes,
            }),
            sign_offs: SignOffs {
                psychologist: mentor.signature.map(|signed| signature(signed.by, signed.at)),
                coordinator: mentor.coordinator.map(|signed| signature(signed.by, signed.at)),
            },
            confirmations: Confirmations {
                offers: mentor.offers_confirmed.map(|signed| signature(signed.by, signed.at)),
                comfort: mentor.comfort_confirmed.map(|signed| signature(signed.by, signed.at)),
            },
            supervisor: mentor.supervisor.map(|signed| PersonName { id: signed.by, name: name(signed.by) }),
            association_forbidden: facts.association_forbidden,
            capacity: rules::capacity(&mentor, facts.today),
            moves,
            may,
            history: history.collect(),
            id: mentor.id,
            account_id: mentor.account,
            code: mentor.person.code,
            preferred_name: mentor.person.preferred_name,
            state: mentor.state,
            since: mentor.since,
            version: mentor.version,
            centre: mentor.answers.centre.clone(),
            answers: mentor.answers.for_others(),
            cleared_institutions: mentor.institutions,
            certified_until: mentor.certified_until,
            again_from: mentor.again_from,
            supervision: mentor.person.supervision,
        }
    }
}
