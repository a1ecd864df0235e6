//! Rules of the log of breaches: pure.

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use super::model::{Breach, BreachId, BreachState, BreachStep, StepNote, StepOutcome};
use crate::access::AccountId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};

/// Within how long it is decided who must be told: Hong Kong's law sets no day yet, and five are what is proposed.
pub const DECIDED_WITHIN: TimeDelta = TimeDelta::days(5);
/// How far back a breach may have been found.
const LONGEST_AGO: TimeDelta = TimeDelta::days(366);

/// By when it is decided who must be told.
#[must_use]
pub fn due_on(breach: &Breach) -> NaiveDate {
    breach.found_at.plus(DECIDED_WITHIN).day()
}

/// Where it stands.
#[must_use]
pub const fn state(breach: &Breach) -> BreachState {
    if breach.closed_at.is_some() { BreachState::Closed } else { BreachState::Open }
}

/// A new entry.
///
/// # Errors
/// `Invalid` for a moment to come, or longer ago than a year.
pub fn enter(
    id: BreachId,
    (found_at, what): (Instant, String),
    by: AccountId,
    now: Instant,
) -> Result<Breach> {
    let earliest = now.minus(LONGEST_AGO);
    if found_at > now || found_at < earliest {
        let range = json!({ "min": earliest, "max": now });
        return Err(Error::Invalid(vec![Fault::with("foundAt", FaultCode::OutOfRange, range)]));
    }
    let steps = Vec::new();
    Ok(Breach { id, found_at, what, steps, entered_by: by, entered_at: now, closed_at: None, version: 1 })
}

/// What can be noted of a breach: each step while it is open, and its end when no other is left.
///
/// # Errors
/// A conflict when it is closed, or steps are left.
pub fn may(breach: &Breach, step: BreachStep) -> Result<(), Vec<Reason>> {
    if breach.closed_at.is_some() {
        return Err(vec![Reason::wrong_state(BreachState::Closed.as_str())]);
    }
    let left = BreachStep::ALL.iter().filter(|one| **one != BreachStep::Close && !breach.has(**one)).count();
    match step {
        BreachStep::Close if left > 0 => Err(vec![Reason::with(Code::StepsLeft, json!({ "left": left }))]),
        _ => Ok(()),
    }
}

/// Notes a step.
///
/// # Errors
/// As [`may`]; `Invalid` where something else than telling others is said to need no doing.
pub fn note(breach: Breach, note: StepNote) -> Result<Breach> {
    may(&breach, note.step)?;
    let can_be_needless =
        matches!(note.step, BreachStep::NotifyCommissioner | BreachStep::NotifyPeople | BreachStep::Contain);
    if note.outcome == StepOutcome::NotNeeded && !can_be_needless {
        return Err(Error::invalid("outcome", FaultCode::Invalid));
    }
    let closed_at = (note.step == BreachStep::Close).then_some(note.at);
    let mut steps = breach.steps.clone();
    steps.push(note);
    Ok(Breach { steps, closed_at, ..breach })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn noted(breach: Breach, step: BreachStep, outcome: StepOutcome) -> Result<Breach> {
        let now = Instant::default();
        note(breach, StepNote { step, outcome, note: "a note".into(), by: Id::fresh(now), at: now })
    }

    #[test]
    fn it_is_closed_when_every_step_is_noted_and_then_nothing_is_added() {
        let now = Instant::default();
        let mut breach = enter(Id::fresh(now), (now, "a lost list".into()), Id::fresh(now), now).unwrap();
        assert!(noted(breach.clone(), BreachStep::Close, StepOutcome::Done).is_err());
        for step in BreachStep::ALL.iter().filter(|step| **step != BreachStep::Close) {
            breach = noted(breach, *step, StepOutcome::Done).unwrap();
        }
        let closed = noted(breach, BreachStep::Close, StepOutcome::Done).unwrap();
        assert_eq!(state(&closed), BreachState::Closed);
        assert!(noted(closed, BreachStep::Gather, StepOutcome::Done).is_err());
    }

    #[test]
    fn what_happened_is_always_gathered_and_telling_others_may_be_needless() {
        let now = Instant::default();
        let breach = enter(Id::fresh(now), (now, "a lost list".into()), Id::fresh(now), now).unwrap();
        assert!(noted(breach.clone(), BreachStep::Gather, StepOutcome::NotNeeded).is_err());
        assert!(noted(breach, BreachStep::NotifyPeople, StepOutcome::NotNeeded).is_ok());
    }

    #[test]
    fn nothing_was_found_tomorrow() {
        let now = Instant::default();
        let tomorrow = now.plus(TimeDelta::days(1));
        assert!(enter(Id::fresh(now), (tomorrow, "a lost list".into()), Id::fresh(now), now).is_err());
    }
}
