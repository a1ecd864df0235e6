//! Rules of emergency accesses: pure.

use chrono::TimeDelta;

use super::model::{Cause, Emergency, EmergencyMove, EmergencyState, Review, Verdict, Whom};
use crate::access::{AccountId, EmergencyId, Role};
use crate::base::text::{self, Bounds};
use crate::base::{Code, Fault, FaultCode, Instant, Reason, Result};

/// How long it stays open.
const LASTS: TimeDelta = TimeDelta::minutes(60);
/// By when it is reviewed, from its opening on.
pub const REVIEWED_WITHIN: TimeDelta = TimeDelta::days(7);
/// Why, in words that somebody else can judge.
const REASON: Bounds = Bounds::new(20, 1000);

/// What is said of an emergency before it is opened.
#[derive(Clone, Debug)]
pub struct Asked {
    pub code: String,
    pub cause: Cause,
    pub reason: String,
}

impl Asked {
    /// What was typed, if it can be judged by somebody else.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short or too long.
    pub fn checked(code: String, cause: Cause, reason: &str) -> Result<Self> {
        let mut faults = Vec::new();
        match text::checked(reason, "reason", REASON, &mut faults) {
            Some(reason) => Ok(Self { code, cause, reason }),
            None => Err(faults.into()),
        }
    }
}

/// The words of a review: whoever finds an access unjustified says why.
///
/// # Errors
/// `Invalid` where they are missing, too short or too long.
pub fn note(verdict: Verdict, note: Option<&str>) -> Result<Option<String>> {
    let mut faults = Vec::new();
    let typed = note.map(str::trim).filter(|note| !note.is_empty());
    let told = match (verdict, typed) {
        (Verdict::Justified, None) => return Ok(None),
        (Verdict::Justified, Some(note)) => text::checked(note, "note", Bounds::new(1, 1000), &mut faults),
        (Verdict::Unjustified, None) => return Err(vec![Fault::new("note", FaultCode::Required)].into()),
        (Verdict::Unjustified, Some(note)) => text::checked(note, "note", REASON, &mut faults),
    };
    if faults.is_empty() { Ok(told) } else { Err(faults.into()) }
}

/// A new access of somebody who holds an office for a centre.
#[must_use]
pub fn open(
    id: EmergencyId,
    whom: Whom,
    asked: Asked,
    (reader, role, scope): (AccountId, Role, Option<String>),
    now: Instant,
) -> Emergency {
    Emergency {
        id,
        reader,
        role,
        scope,
        whom,
        cause: asked.cause,
        reason: asked.reason,
        opened_at: now,
        ends_at: now.plus(LASTS),
        ended_at: None,
        review: None,
        version: 1,
    }
}

/// By when it is to be reviewed.
#[must_use]
pub fn due(opened_at: Instant) -> Instant {
    opened_at.plus(REVIEWED_WITHIN)
}

/// What `by` may do with it now: its reader ends it, and somebody else reviews it once it is over.
///
/// # Errors
/// A conflict when it is not there yet, or any more; when its reader would review it, or somebody else would end it.
pub fn may(
    emergency: &Emergency,
    what: EmergencyMove,
    by: Option<AccountId>,
    now: Instant,
) -> Result<(), Vec<Reason>> {
    let own = by == Some(emergency.reader);
    match (what, emergency.state(now)) {
        (EmergencyMove::Review, EmergencyState::Over) if own => Err(vec![Reason::new(Code::TwoPeopleNeeded)]),
        (EmergencyMove::End, EmergencyState::Open) | (EmergencyMove::Review, EmergencyState::Over) => Ok(()),
        (_, is) => Err(vec![Reason::wrong_state(is.as_str())]),
    }
}

/// Ends it before its time.
///
/// # Errors
/// As [`may`].
pub fn end(emergency: Emergency, by: AccountId, now: Instant) -> Result<Emergency> {
    may(&emergency, EmergencyMove::End, Some(by), now)?;
    Ok(Emergency { ended_at: Some(now), ..emergency })
}

/// Says whether it was justified.
///
/// # Errors
/// As [`may`].
pub fn review(
    emergency: Emergency,
    verdict: Verdict,
    note: Option<String>,
    by: AccountId,
    now: Instant,
) -> Result<Emergency> {
    may(&emergency, EmergencyMove::Review, Some(by), now)?;
    Ok(Emergency { review: Some(Review { by, at: now, verdict, note }), ..emergency })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn it_is_ended_while_open_and_reviewed_by_somebody_else_once_over() {
        let then = Instant::default();
        let after = |minutes| then.plus(TimeDelta::minutes(minutes));
        let (reader, other): (AccountId, AccountId) = (Id::fresh(then), Id::fresh(then));
        let asked = Asked { code: String::new(), cause: Cause::Danger, reason: String::new() };
        let open =
            open(Id::fresh(then), Whom::Mentor(other), asked, (reader, Role::Psychologist, None), then);
        let ended = end(open.clone(), reader, after(5)).unwrap();
        let reviewed = review(ended.clone(), Verdict::Justified, None, other, after(90)).unwrap();
        use EmergencyMove::{End, Review};
        for (emergency, what, by, minutes, expected) in [
            (&open, End, reader, 59, None),
            (&open, End, reader, 60, Some(Code::WrongState)),
            (&open, Review, other, 59, Some(Code::WrongState)),
            (&open, Review, other, 60, None),
            (&open, Review, reader, 60, Some(Code::TwoPeopleNeeded)),
            (&ended, Review, other, 5, None),
            (&ended, End, reader, 5, Some(Code::WrongState)),
            (&reviewed, Review, other, 99, Some(Code::WrongState)),
        ] {
            let refused = may(emergency, what, Some(by), after(minutes)).err().map(|reasons| reasons[0].code);
            assert_eq!(refused, expected, "{what} after {minutes}");
        }
        assert_eq!(due(then), then.plus(TimeDelta::days(7)));
    }

    #[test]
    fn whoever_finds_it_unjustified_says_why() {
        assert_eq!(note(Verdict::Justified, Some("  ")).unwrap(), None);
        assert!(note(Verdict::Unjustified, None).is_err());
        assert!(note(Verdict::Unjustified, Some("too short")).is_err());
        assert!(note(Verdict::Unjustified, Some("Their own psychologist was in the room.")).is_ok());
    }
}
