//! What applicants and mentors may do themselves, and when: pure.

use chrono::NaiveDate;
use serde_json::json;

use super::sections;
use crate::access::AccountId;
use crate::base::{Code, Instant, Reason, Result, text_enum};
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::fitness::Facts;
use crate::mentoring::mentors::guards;
use crate::mentoring::mentors::model::{Mentor, MentorId, MentorState as S, Person};
use crate::mentoring::mentors::rules::{Move, held_lately, step, wrong_state};
use crate::mentoring::training::model::Standing;
use crate::people::accounts::model::{Supervision, SupervisionAnswer};
use crate::people::consents::model::{ConsentPurpose, ConsentStep};

/// An application that nobody has sent yet; what the person was taught before still counts.
#[must_use]
pub fn start(
    id: MentorId,
    account: AccountId,
    person: Person,
    known: Answers,
    training: &Standing,
    now: Instant,
) -> Mentor {
    Mentor {
        id,
        account,
        person,
        state: S::Draft,
        since: now,
        answers: known,
        submitted_at: None,
        again_from: None,
        psychologist: None,
        endorsement: None,
        signature: None,
        supervisor: None,
        coordinator: None,
        offers_confirmed: None,
        comfort_confirmed: None,
        certified_until: None,
        active_since: None,
        institutions: Vec::new(),
        training_hours: training.hours,
        modules_done: training.modules_done,
        shadowing_half_hours: 0,
        active_pairings: 0,
        created_at: now,
        version: 1,
    }
}

/// What is known of a person's supervision already, so that nobody is asked twice: what was settled, else what they
/// said when they joined.
#[must_use]
pub const fn supervision_known(settled: Supervision, said: SupervisionAnswer) -> SupervisionAnswer {
    match settled {
        Supervision::Supervised => SupervisionAnswer::Yes,
        Supervision::None | Supervision::SettledNot => SupervisionAnswer::No,
        Supervision::Unsettled => said,
    }
}

/// The answers that stay the person's to change once the application was sent; the others were judged.
const ALWAYS: [&str; 13] = [
    "languages",
    "interests",
    "strengths",
    "themes",
    "themesShared",
    "sensitive",
    "offers",
    "stageComfort",
    "modes",
    "availability",
    "capacityWish",
    "district",
    "matchConsent",
];

/// The answers that were judged.
const JUDGED: [&str; 8] =
    ["gender", "birthMonth", "centre", "motivation", "underSupervision", "heldAt", OWED[0], OWED[1]];

/// The answers without which nobody goes on: they may be given later, once.
const OWED: [&str; 2] = ["supervisionEndedMonth", "neverSupervised"];

/// The answers that stay as they are, whatever the person says.
#[must_use]
pub fn settled(mentor: &Mentor) -> Vec<&'static str> {
    match mentor.state {
        S::Draft | S::Deferred => Vec::new(),
        state if state.is_final() => ALWAYS.into_iter().chain(JUDGED).collect(),
        _ => {
            let owed: &[&str] = if mentor.answers.says_end() { &[] } else { &OWED };
            JUDGED.into_iter().filter(|answer| !owed.contains(answer)).collect()
        }
    }
}

/// Answers some questions, in the place of the answers before.
///
/// # Errors
/// A conflict for answers that are settled, or when everything is over.
pub fn answer(mentor: Mentor, patch: Answers) -> Result<Mentor> {
    if mentor.state.is_final() {
        return Err(wrong_state(mentor.state).into());
    }
    let stays = settled(&mentor);
    let settled: Vec<String> =
        patch.given().into_iter().filter(|answer| stays.contains(&answer.as_str())).collect();
    if !settled.is_empty() {
        return Err(Reason::with(Code::AnswersSettled, json!({ "answers": settled })).into());
    }
    let answers = mentor.answers.clone().with(patch);
    // What was confirmed is what was answered then.
    let same_offers = answers.offers == mentor.answers.offers;
    let same_comfort = answers.stage_comfort == mentor.answers.stage_comfort;
    Ok(Mentor {
        answers,
        offers_confirmed: mentor.offers_confirmed.filter(|_| same_offers),
        comfort_confirmed: mentor.comfort_confirmed.filter(|_| same_comfort),
        ..mentor
    })
}

/// What a patch of the answers says of consents: each yes, also one that is given again, and each yes that is taken back.
#[must_use]
pub fn words(before: &Answers, patch: &Answers) -> Vec<(ConsentPurpose, ConsentStep)> {
    let of = |answers: &Answers| {
        let sensitive = answers.sensitive.as_ref().map(|one| one.shared == Some(true));
        [
            (ConsentPurpose::Matching, answers.match_consent),
            (ConsentPurpose::SharedThemes, answers.themes_shared),
            (ConsentPurpose::ReligionOrHealth, sensitive),
        ]
    };
    let said = of(before).into_iter().zip(of(patch));
    said.filter_map(|((purpose, before), (_, now))| match (before, now) {
        (_, Some(true)) => Some((purpose, ConsentStep::Given)),
        (Some(true), Some(false)) => Some((purpose, ConsentStep::Withdrawn)),
        _ => None,
    })
    .collect()
}

/// Sends the application, for the first time or after it was deferred.
///
/// # Errors
/// A conflict for every section that is not done, before the day, or in another state.
pub fn submit(mentor: Mentor, now: Instant) -> Result<Mentor> {
    may(&mentor, OwnStep::Submit, now.day())?;
    let missing: Vec<Reason> = sections::missing(&mentor.answers)
        .into_iter()
        .map(|section| Reason::with(Code::SectionIncomplete, json!({ "section": section })))
        .collect();
    if !missing.is_empty() {
        return Err(missing.into());
    }
    // Who applies again may have been held since: an institution that admitted them then need not admit them now.
    let mut institutions = mentor.institutions;
    institutions.retain(|code| !held_lately(&mentor.answers, code, now.day()));
    Ok(Mentor {
        state: S::Applied,
        since: now,
        submitted_at: Some(now),
        again_from: None,
        psychologist: None,
        endorsement: None,
        institutions,
        signature: None,
        supervisor: None,
        coordinator: None,
        ..mentor
    })
}

text_enum! {
    /// A step that people take themselves.
    pub enum OwnStep {
        /// Sends the application, for the first time or again.
        Submit = "submit",
        /// Leaves the pipeline, or steps down as a mentor; no reason needed.
        Withdraw = "withdraw",
        /// No new pairings for a while; no reason needed.
        Pause = "pause",
        /// Back from a pause.
        Resume = "resume",
        /// Applies anew, when an earlier application or time as a mentor is over.
        BeginAgain = "begin_again",
    }
}

/// What the state leaves open to the person: every command asks here, and so does whoever shows what can be done.
///
/// # Errors
/// A conflict in another state, or before the day from which somebody may apply again.
pub fn may(mentor: &Mentor, what: OwnStep, today: NaiveDate) -> Result<(), Vec<Reason>> {
    match (what, mentor.state) {
        (OwnStep::Submit, S::Deferred) => match mentor.again_from {
            Some(from) if today < from => Err(vec![Reason::with(Code::TooEarly, json!({ "from": from }))]),
            _ => Ok(()),
        },
        (OwnStep::Submit, S::Draft) | (OwnStep::Pause, S::Active) | (OwnStep::Resume, S::Paused) => Ok(()),
        (OwnStep::Withdraw, state) if !state.is_final() => Ok(()),
        (OwnStep::BeginAgain, state) if state.is_final() => Ok(()),
        (OwnStep::BeginAgain, _) => Err(vec![Reason::new(Code::ApplicationOpen)]),
        (_, state) => Err(vec![wrong_state(state)]),
    }
}

/// Changes one's own state.
///
/// # Errors
/// A conflict where the state does not allow it, or a guard keeps a mentor from coming back.
pub fn change(mentor: Mentor, change: OwnStep, facts: &Facts, now: Instant) -> Result<Mentor> {
    may(&mentor, change, now.day())?;
    let next = match (change, mentor.state) {
        (OwnStep::Submit, _) => return submit(mentor, now),
        (OwnStep::Resume, _) => return step(mentor, S::Active, Move::default(), facts, now),
        (OwnStep::Pause, _) => S::Paused,
        // What is over stays as it was: an application of its own begins.
        (OwnStep::BeginAgain, state) => return Err(wrong_state(state).into()),
        (OwnStep::Withdraw, S::Active | S::Paused | S::Suspended) => match guards::endings(&mentor) {
            Some(reason) => return Err(reason.into()),
            None => S::SteppedDown,
        },
        (OwnStep::Withdraw, _) => S::Withdrawn,
    };
    Ok(Mentor { state: next, since: now, again_from: None, ..mentor })
}
