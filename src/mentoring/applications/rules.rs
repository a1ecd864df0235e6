//! What applicants and mentors may do themselves, and when: pure.

use serde_json::json;

use super::sections;
use crate::access::AccountId;
use crate::base::{Code, Error, Instant, Reason, Result};
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::fitness::Facts;
use crate::mentoring::mentors::guards;
use crate::mentoring::mentors::model::{Mentor, MentorId, MentorState as S, Person};
use crate::mentoring::mentors::rules::{Move, held_lately, step, wrong_state};
use crate::mentoring::training::model::Standing;

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

/// The answers that stay the person's to change once the application was sent; the others were judged.
const ALWAYS: [&str; 12] = [
    "languages",
    "interests",
    "strengths",
    "themes",
    "themesShared",
    "offers",
    "stageComfort",
    "modes",
    "availability",
    "capacityWish",
    "district",
    "matchConsent",
];

/// The answers without which nobody goes on: they may be given later, once.
const OWED: [&str; 2] = ["supervisionEndedMonth", "neverSupervised"];

/// Answers some questions, in the place of the answers before.
///
/// # Errors
/// A conflict for answers that are settled, or when everything is over.
pub fn answer(mentor: Mentor, patch: Answers) -> Result<Mentor> {
    if mentor.state.is_final() {
        return Err(wrong_state(mentor.state).into());
    }
    if !matches!(mentor.state, S::Draft | S::Deferred) {
        let owed: &[&str] = if mentor.answers.says_end() { &[] } else { &OWED };
        let open = |answer: &str| ALWAYS.contains(&answer) || owed.contains(&answer);
        let settled: Vec<String> = patch.given().into_iter().filter(|answer| !open(answer)).collect();
        if !settled.is_empty() {
            return Err(Reason::with(Code::AnswersSettled, json!({ "answers": settled })).into());
        }
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

/// Sends the application, for the first time or after it was deferred.
///
/// # Errors
/// A conflict for every section that is not done, before the day, or in another state.
pub fn submit(mentor: Mentor, now: Instant) -> Result<Mentor> {
    match (mentor.state, mentor.again_from) {
        (S::Draft, _) => {}
        (S::Deferred, Some(from)) if now.day() < from => {
            return Err(Reason::with(Code::TooEarly, json!({ "from": from })).into());
        }
        (S::Deferred, _) => {}
        (state, _) => return Err(wrong_state(state).into()),
    }
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

/// A way in which people change their own state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Leaves the pipeline, or steps down as a mentor; no reason needed.
    Withdraw,
    /// No new pairings for a while; no reason needed.
    Pause,
    /// Back from a pause.
    Resume,
}

/// Changes one's own state.
///
/// # Errors
/// A conflict where the state does not allow it, or a guard keeps a mentor from coming back.
pub fn change(mentor: Mentor, change: Change, facts: &Facts, now: Instant) -> Result<Mentor> {
    let next = match (change, mentor.state) {
        (Change::Resume, S::Paused) => return step(mentor, S::Active, Move::default(), facts, now),
        (Change::Pause, S::Active) => S::Paused,
        (Change::Withdraw, S::Active | S::Paused | S::Suspended) => match guards::endings(&mentor) {
            Some(reason) => return Err(reason.into()),
            None => S::SteppedDown,
        },
        (Change::Withdraw, state) if !state.is_final() => S::Withdrawn,
        (_, state) => return Err(Error::from(wrong_state(state))),
    };
    Ok(Mentor { state: next, since: now, again_from: None, ..mentor })
}
