//! What must be true before somebody may go on: pure, all reasons at once.

use serde_json::json;

use super::fitness::{self, Facts, Unfit};
use super::model::{Confirmed, Mentor, MentorState as S, hours};
use crate::base::{Code, Reason};
use crate::mentoring::training::rules as training;
use crate::people::accounts::model::Supervision;

/// Months between the end of sentence or supervision and the first step after applying.
pub const MONTHS_OF_DESISTANCE: i32 = 24;
/// References that an accepted mentor has.
pub const REFERENCES: i64 = 2;
/// Half hours of shadowing before the competency review: 24 hours, about twelve sessions.
pub const SHADOWING_HALF_HOURS: i64 = 48;

/// Why the person may not go on to `to`, leaving aside whether the state allows it and what the command itself brings.
#[must_use]
pub fn reasons(mentor: &Mentor, to: S, facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let onward = S::PIPELINE.contains(&to) && to != S::Applied;
    if onward {
        reasons.extend(supervision(mentor, facts));
    }
    if matches!(to, S::Accepted | S::Active) && fitness::is_uncleared(facts) {
        reasons.push(Unfit::Clearance.into());
    }
    // A result can be recorded anew at any time: nobody untrained goes on, however far they have come.
    if matches!(to, S::Shadowing | S::CompetencyReview | S::Active) {
        reasons.extend(training::missing(&facts.training));
    }
    match to {
        S::Accepted => reasons.extend(acceptance(mentor, facts)),
        S::CompetencyReview => reasons.extend(shadowing(mentor)),
        S::Active => {
            reasons.extend(sign_offs(mentor));
            // Who comes back keeps the certification they have.
            if !matches!(mentor.state, S::Paused | S::Suspended) {
                reasons.extend(confirmations(mentor));
            }
        }
        S::SteppedDown => reasons.extend(endings(mentor)),
        _ => {}
    }
    reasons
}

fn supervision(mentor: &Mentor, facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match facts.supervision {
        Supervision::Unsettled => reasons.push(Reason::new(Code::SupervisionUnsettled)),
        Supervision::Supervised if !facts.officer_approves => {
            reasons.push(Reason::new(Code::NotUnderSupervision));
        }
        Supervision::Supervised | Supervision::None | Supervision::SettledNot => {}
    }
    match mentor.answers.last_end() {
        Some(month) if month.months_until(facts.today) < MONTHS_OF_DESISTANCE => {
            reasons.push(Reason::with(Code::DesistanceTooShort, json!({ "months": MONTHS_OF_DESISTANCE })));
        }
        // Under an order there is no end yet: the officer's approval stands in its place.
        None if facts.supervision != Supervision::Supervised && !mentor.answers.says_end() => {
            reasons.push(Reason::new(Code::EndMonthUnknown));
        }
        _ => {}
    }
    reasons
}

fn acceptance(mentor: &Mentor, facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if facts.references < REFERENCES {
        let params = json!({ "needed": REFERENCES, "have": facts.references });
        reasons.push(Reason::with(Code::ReferencesMissing, params));
    }
    if !mentor.endorsement.is_some_and(|endorsement| endorsement.yes) {
        reasons.push(Reason::new(Code::PsychologistEndorsementMissing));
    }
    reasons
}

fn shadowing(mentor: &Mentor) -> Option<Reason> {
    let have = mentor.shadowing_half_hours;
    (have < SHADOWING_HALF_HOURS).then(|| {
        let params = json!({ "have": hours(have), "need": hours(SHADOWING_HALF_HOURS) });
        Reason::with(Code::ShadowingHoursMissing, params)
    })
}

/// Whoever steps down has said goodbye first: a pairing ends well before its mentor leaves.
#[must_use]
pub fn endings(mentor: &Mentor) -> Option<Reason> {
    let count = mentor.active_pairings;
    (count > 0).then(|| Reason::with(Code::PairingsOpen, json!({ "count": count })))
}

/// A certification stands on answers that somebody who knows the mentor has confirmed.
fn confirmations(mentor: &Mentor) -> impl Iterator<Item = Reason> {
    [(Confirmed::Offers, mentor.offers_confirmed), (Confirmed::Comfort, mentor.comfort_confirmed)]
        .into_iter()
        .filter(|(_, confirmed)| confirmed.is_none())
        .map(|(what, _)| Reason::with(Code::ConfirmationMissing, json!({ "what": what })))
}

fn sign_offs(mentor: &Mentor) -> Vec<Reason> {
    [("psychologist", mentor.signature), ("coordinator", mentor.coordinator)]
        .into_iter()
        .filter(|(_, signed)| signed.is_none())
        .map(|(who, _)| Reason::with(Code::SignOffMissing, json!({ "who": who })))
        .collect()
}
