//! Which state may follow which, by whom, and what it changes: pure.

use chrono::{Months, NaiveDate};
use serde_json::json;

use super::answers::Answers;
use super::fitness::{self, Facts, Unfit};
use super::guards::{self, SHADOWING_HALF_HOURS};
use super::model::{Confirmed, Endorsement, Mentor, MentorAct, MentorState as S, SignOff, Turn, Wanted};
use crate::access::AccountId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};

/// The longest that a certification counts, in months.
pub const CERTIFIED_MONTHS: u32 = 24;
/// An institution that held somebody does not admit them for so many months.
pub const AWAY_MONTHS: i32 = 24;
/// In so many months after becoming a mentor, one pairing; after that, at most three.
const FIRST_MONTHS: u32 = 3;
const MOST_PAIRINGS: i64 = 3;

/// A step that a coordinator takes, with what it needs.
#[derive(Clone, Debug, Default)]
pub struct Move {
    /// When deferring: the day from which the person may apply again.
    pub again_from: Option<NaiveDate>,
    /// When shadowing begins: with whom.
    pub psychologist: Option<AccountId>,
    /// When becoming a mentor: the last day of the certification.
    pub certified_until: Option<NaiveDate>,
}

/// The states into which a coordinator may bring somebody.
#[must_use]
pub const fn next_states(from: S) -> &'static [S] {
    match from {
        S::Applied => &[S::Screening, S::Deferred, S::Declined],
        S::Screening => &[S::Interview, S::Deferred, S::Declined],
        S::Interview => &[S::Accepted, S::Deferred, S::Declined],
        S::Accepted => &[S::InTraining, S::Deferred, S::Declined],
        S::InTraining => &[S::Shadowing, S::Deferred, S::Declined],
        // Shadowing again names another psychologist.
        S::Shadowing => &[S::CompetencyReview, S::Shadowing, S::Deferred, S::Declined],
        S::CompetencyReview => &[S::Active, S::Shadowing, S::Deferred, S::Declined],
        S::Deferred => &[S::Declined],
        // Active again renews the certification.
        S::Active => &[S::Active, S::Paused, S::Suspended, S::SteppedDown],
        S::Paused => &[S::Active, S::Suspended, S::SteppedDown],
        S::Suspended => &[S::Active, S::SteppedDown],
        S::Draft | S::Declined | S::Withdrawn | S::SteppedDown => &[],
    }
}

/// Whose turn it is, and by which day where there is one.
#[must_use]
pub fn next_turn(mentor: &Mentor) -> Option<(Turn, Option<NaiveDate>)> {
    let unless = |done: bool| if done { Turn::Coordinator } else { Turn::Psychologist };
    let who = match mentor.state {
        S::Applied | S::Screening | S::Accepted | S::InTraining | S::Suspended => Turn::Coordinator,
        S::Interview => unless(mentor.endorsement.is_some()),
        S::Shadowing => unless(mentor.shadowing_half_hours >= SHADOWING_HALF_HOURS),
        S::CompetencyReview => unless(mentor.signature.is_some()),
        S::Deferred => return Some((Turn::Person, mentor.again_from)),
        S::Active => return Some((Turn::Coordinator, mentor.certified_until)),
        S::Paused => Turn::Person,
        S::Draft | S::Declined | S::Withdrawn | S::SteppedDown => return None,
    };
    Some((who, None))
}

/// Whether somebody is among those looked for by name, code or language.
#[must_use]
pub fn is_wanted(mentor: &Mentor, wanted: &Wanted) -> bool {
    let named = wanted.words.as_ref().is_none_or(|words| {
        let words = words.trim().to_lowercase();
        let person = &mentor.person;
        [&person.preferred_name, &person.code].iter().any(|text| text.to_lowercase().contains(&words))
    });
    let speaks = |code: &String| mentor.answers.languages.iter().flatten().any(|spoken| spoken.code == *code);
    named && wanted.language.as_ref().is_none_or(speaks)
}

/// The refusal of everything that does not fit the state.
#[must_use]
pub fn wrong_state(is: S) -> Reason {
    Reason::with(Code::WrongState, json!({ "is": is }))
}

/// Why the step to `to` is refused: the state, or every guard that is not met.
#[must_use]
pub fn refusals(mentor: &Mentor, to: S, facts: &Facts) -> Vec<Reason> {
    if next_states(mentor.state).contains(&to) {
        guards::reasons(mentor, to, facts)
    } else {
        vec![wrong_state(mentor.state)]
    }
}

/// A coordinator's step.
///
/// # Errors
/// `Invalid` for what the step needs and does not have; a conflict with every reason against it.
pub fn step(mentor: Mentor, to: S, with: Move, facts: &Facts, now: Instant) -> Result<Mentor> {
    let faults = faults(&mentor, to, &with, now.day());
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let mut reasons = refusals(&mentor, to, facts);
    let psychologist = with.psychologist.or(mentor.psychologist);
    // Who is shadowing already begins again only with somebody else.
    let named_before = mentor.psychologist.filter(|_| mentor.state != S::Shadowing);
    if to == S::Shadowing && with.psychologist.or(named_before).is_none() {
        reasons.push(Reason::new(Code::PsychologistMissing));
    }
    let certified_until = with.certified_until.or(mentor.certified_until);
    if to == S::Active && !fitness::is_certified(certified_until, facts.today) {
        reasons.push(Unfit::Certification.into());
    }
    if !reasons.is_empty() {
        return Err(reasons.into());
    }
    let review_begins_anew = to == S::Shadowing;
    Ok(Mentor {
        state: to,
        since: if to == mentor.state { mentor.since } else { now },
        again_from: with.again_from,
        psychologist,
        signature: mentor.signature.filter(|_| !review_begins_anew),
        supervisor: mentor.supervisor.filter(|_| !review_begins_anew),
        coordinator: mentor.coordinator.filter(|_| !review_begins_anew),
        certified_until,
        active_since: mentor.active_since.or((to == S::Active).then_some(now)),
        ..mentor
    })
}

/// What is wrong with a day on which something was done, when it is still to come.
#[must_use]
pub fn to_come(on: NaiveDate, today: NaiveDate) -> Option<Fault> {
    (on > today).then(|| Fault::with("on", FaultCode::OutOfRange, json!({ "max": today })))
}

fn faults(mentor: &Mentor, to: S, with: &Move, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    match (to, with.again_from) {
        (S::Deferred, None) => faults.push(Fault::new("againFrom", FaultCode::Required)),
        (S::Deferred, Some(day)) if day <= today => {
            faults.push(Fault::with("againFrom", FaultCode::OutOfRange, json!({ "min": today.succ_opt() })));
        }
        (S::Deferred, Some(_)) | (_, None) => {}
        (_, Some(_)) => faults.push(Fault::new("againFrom", FaultCode::Invalid)),
    }
    if with.psychologist.is_some() && to != S::Shadowing {
        faults.push(Fault::new("psychologistId", FaultCode::Invalid));
    }
    let latest = today.checked_add_months(Months::new(CERTIFIED_MONTHS));
    match (to, with.certified_until) {
        // Who comes back keeps the certification they have.
        (S::Active, None) if matches!(mentor.state, S::Paused | S::Suspended) => {}
        (S::Active, None) => faults.push(Fault::new("certifiedUntil", FaultCode::Required)),
        (S::Active, Some(day)) if day <= today || latest.is_some_and(|latest| day > latest) => {
            let params = json!({ "min": today.succ_opt(), "max": latest });
            faults.push(Fault::with("certifiedUntil", FaultCode::OutOfRange, params));
        }
        (S::Active, Some(_)) | (_, None) => {}
        (_, Some(_)) => faults.push(Fault::new("certifiedUntil", FaultCode::Invalid)),
    }
    faults
}

/// What may be done with a mentor's file in their state: every command asks here, and so does whoever shows what can be
/// done.
///
/// # Errors
/// A conflict with why not.
pub fn may(mentor: &Mentor, what: MentorAct, by: Option<AccountId>) -> Result<(), Vec<Reason>> {
    use MentorAct as A;
    let prepares = matches!(mentor.state, S::Accepted | S::InTraining | S::Shadowing | S::CompetencyReview);
    let serves = matches!(mentor.state, S::Active | S::Paused);
    let open = match what {
        A::Endorse => mentor.state == S::Interview,
        // From acceptance on, also to refresh.
        A::RecordTraining | A::ConfirmOffers | A::ConfirmComfort => prepares || serves,
        A::RecordShadowing => matches!(mentor.state, S::Shadowing | S::CompetencyReview),
        A::SignOff => mentor.state == S::CompetencyReview,
        A::ClearInstitutions => prepares || mentor.active_since.is_some(),
        A::HandOver => serves,
    };
    if !open {
        return Err(vec![wrong_state(mentor.state)]);
    }
    let signs_for_both =
        mentor.psychologist != by && mentor.signature.is_some_and(|signed| Some(signed.by) == by);
    let against = match what {
        A::SignOff if signs_for_both => Some(Code::TwoPeopleNeeded),
        A::ConfirmOffers if mentor.answers.offers.is_none() => Some(Code::ProfileIncomplete),
        A::ConfirmComfort if mentor.answers.stage_comfort.is_none() => Some(Code::ProfileIncomplete),
        _ => None,
    };
    Reason::refuse(against.map(Reason::new).into_iter().collect())
}

/// A psychologist's word after the interview; it may be changed until the decision.
///
/// # Errors
/// A conflict in any other state.
pub fn endorse(mentor: Mentor, by: AccountId, yes: bool, at: Instant) -> Result<Mentor> {
    may(&mentor, MentorAct::Endorse, Some(by))?;
    Ok(Mentor { endorsement: Some(Endorsement { yes, by, at }), ..mentor })
}

/// A signature under the competency review: the named psychologist's, or a coordinator's.
///
/// # Errors
/// A conflict in any other state, or when one person would sign for both.
pub fn sign_off(mentor: Mentor, by: AccountId, at: Instant) -> Result<Mentor> {
    may(&mentor, MentorAct::SignOff, Some(by))?;
    let signed = Some(SignOff { by, at });
    if mentor.psychologist == Some(by) {
        Ok(Mentor { signature: signed, supervisor: signed, ..mentor })
    } else {
        Ok(Mentor { coordinator: signed, ..mentor })
    }
}

/// Confirms answers on which matching builds, as they are now.
///
/// # Errors
/// A conflict before the course, after the end, or when there is nothing to confirm.
pub fn confirm(mentor: Mentor, what: Confirmed, by: AccountId, at: Instant) -> Result<Mentor> {
    let act = match what {
        Confirmed::Offers => MentorAct::ConfirmOffers,
        Confirmed::Comfort => MentorAct::ConfirmComfort,
    };
    may(&mentor, act, Some(by))?;
    let confirmed = Some(SignOff { by, at });
    Ok(match what {
        Confirmed::Offers => Mentor { offers_confirmed: confirmed, ..mentor },
        Confirmed::Comfort => Mentor { comfort_confirmed: confirmed, ..mentor },
    })
}

/// Another psychologist supervises the mentor from now on.
///
/// # Errors
/// A conflict unless they are a mentor, at work or resting.
pub fn hand_over(mentor: Mentor, to: AccountId, at: Instant) -> Result<Mentor> {
    may(&mentor, MentorAct::HandOver, None)?;
    if mentor.supervisor.is_some_and(|now| now.by == to) {
        return Err(Error::refused(Code::AssignedAlready));
    }
    Ok(Mentor { supervisor: Some(SignOff { by: to, at }), ..mentor })
}

/// The institutions that admit the mentor, in the place of those before.
///
/// # Errors
/// A conflict before acceptance, and for each institution that held the person in the last 24 months.
pub fn clear(mentor: Mentor, institutions: Vec<String>, today: NaiveDate) -> Result<Mentor> {
    may(&mentor, MentorAct::ClearInstitutions, None)?;
    let reasons: Vec<Reason> = institutions
        .iter()
        .filter(|code| held_lately(&mentor.answers, code, today))
        .map(|code| Reason::with(Code::HeldThere, json!({ "institution": code, "months": AWAY_MONTHS })))
        .collect();
    if !reasons.is_empty() {
        return Err(reasons.into());
    }
    Ok(Mentor { institutions, ..mentor })
}

/// Whether an institution held the person too short a time ago to admit them as a mentor.
#[must_use]
pub fn held_lately(answers: &Answers, institution: &str, today: NaiveDate) -> bool {
    let held = answers.held_at.iter().flatten();
    held.filter(|held| held.institution == institution)
        .any(|held| held.until_month.months_until(today) < AWAY_MONTHS)
}

/// How many pairings the mentor can have at a time: one in the first three months, then what they wish, at most three.
#[must_use]
pub fn capacity(mentor: &Mentor, today: NaiveDate) -> i64 {
    let first_months_over = mentor
        .active_since
        .and_then(|since| since.day().checked_add_months(Months::new(FIRST_MONTHS)))
        .is_some_and(|day| day <= today);
    match (mentor.state, first_months_over) {
        (S::Active, false) => 1,
        (S::Active, true) => mentor.answers.capacity_wish.unwrap_or(1).clamp(1, MOST_PAIRINGS),
        _ => 0,
    }
}
