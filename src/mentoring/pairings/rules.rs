//! The life of a pairing: every step from every state. Pure.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Consent, Ending, Endorsement, Pairing, PairingMove as Move, PairingState as State};
use crate::access::AccountId;
use crate::base::{Code, Error, FaultCode, Instant, Reason, Result};
use crate::mentoring::referrals::model::PaperConsent;

/// How long a proposal waits for psychologists and coordinator.
const PROPOSAL_DAYS: i64 = 30;
/// How long mentor and person have to answer; silence is never a yes.
const CONSENT_DAYS: i64 = 21;

/// What may be done with a pairing in its state, and by whom of those concerned: every command asks here, and so does
/// whoever shows what can be done.
///
/// # Errors
/// A conflict with why not; `Forbidden` for a psychologist whom it does not concern.
pub fn may(pairing: &Pairing, what: Move, by: Option<AccountId>) -> Result<()> {
    use State as S;
    let states: &[S] = match what {
        Move::Endorse => &[S::Proposed],
        Move::Decline | Move::Refuse | Move::ChooseOther => &[S::Proposed, S::Endorsed],
        Move::Approve => &[S::Endorsed],
        Move::UndoApproval | Move::RequestConsents => &[S::Approved],
        Move::UndoRefusal => &[S::Refused],
        Move::Answer | Move::RecordPicConsent => &[S::Consenting],
        Move::Pause => &[S::Active],
        Move::Resume => &[S::Paused],
        Move::End => &[S::Consenting, S::Active, S::Paused],
    };
    if matches!(what, Move::Endorse | Move::Decline) {
        concerned(pairing, by)?;
    }
    if what == Move::Approve && pairing.state == S::Proposed && !pairing.endorsements.is_empty() {
        return Err(Error::refused(Code::BothPsychologistsNeeded));
    }
    needs(pairing, states)?;
    if what == Move::Endorse && pairing.endorsements.iter().any(|given| Some(given.by) == by) {
        return Err(Error::refused(Code::AlreadyEndorsed));
    }
    if what == Move::Resume && by == Some(pairing.mentor_account) && !pairing.paused_by_mentor {
        return Err(Error::refused(Code::PausedByStaff));
    }
    Ok(())
}

/// A psychologist stands behind it.
///
/// # Errors
/// A conflict unless it is proposed and they have not endorsed yet; `Forbidden` for anybody else.
pub fn endorse(pairing: Pairing, by: AccountId, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Endorse, Some(by))?;
    let mut next = pairing;
    next.endorsements.push(Endorsement { by, at: now });
    Ok(if next.is_endorsed() { moved(next, State::Endorsed, now) } else { next })
}

/// A psychologist does not stand behind it.
///
/// # Errors
/// A conflict once it is approved; `Forbidden` for a psychologist whom it does not concern.
pub fn decline(pairing: Pairing, by: AccountId, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Decline, Some(by))?;
    Ok(moved(pairing, State::Declined, now))
}

/// A coordinator agrees; nobody is told yet.
///
/// # Errors
/// A conflict unless it is endorsed; it says so when one of two endorsements is there.
pub fn approve(pairing: Pairing, by: Option<AccountId>, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Approve, by)?;
    Ok(Pairing { approved_by: by, ..moved(pairing, State::Approved, now) })
}

/// The coordinator takes the approval back.
///
/// # Errors
/// A conflict once consents were asked for.
pub fn undo_approval(pairing: Pairing, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::UndoApproval, None)?;
    Ok(Pairing { approved_by: None, ..moved(pairing, State::Endorsed, now) })
}

/// A coordinator says no.
///
/// # Errors
/// A conflict once it is approved: take that back first.
pub fn refuse(pairing: Pairing, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Refuse, None)?;
    Ok(moved(pairing, State::Refused, now))
}

/// It makes room for another choice. Nobody said no to these two, so they may be proposed again.
///
/// # Errors
/// A conflict once it is approved: take that back first.
pub fn replace(pairing: Pairing, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::ChooseOther, None)?;
    Ok(moved(pairing, State::Lapsed, now))
}

/// The coordinator takes the no back: the pairing is where its endorsements put it.
///
/// # Errors
/// A conflict unless it was refused.
pub fn undo_refusal(pairing: Pairing, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::UndoRefusal, None)?;
    let to = if pairing.is_endorsed() { State::Endorsed } else { State::Proposed };
    Ok(moved(pairing, to, now))
}

/// The coordinator asks mentor and person; from now on the mentor knows.
///
/// # Errors
/// A conflict unless it is approved.
pub fn request_consents(pairing: Pairing, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::RequestConsents, None)?;
    let next = moved(pairing, State::Consenting, now);
    Ok(Pairing { mentor_consent: Consent::Asked, pic_consent: Consent::Asked, ..next })
}

/// The mentor answers. Nobody asks why.
///
/// # Errors
/// A conflict unless consents are asked for.
pub fn mentor_answers(pairing: Pairing, given: bool, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Answer, None)?;
    let mentor_consent = if given { Consent::Given } else { Consent::Declined };
    Ok(decided(Pairing { mentor_consent, ..pairing }, now))
}

/// The person's answer, on paper.
///
/// # Errors
/// A conflict unless consents are asked for; `Invalid` for a day to come or before they were asked.
pub fn pic_answers(
    pairing: Pairing,
    given: bool,
    paper: PaperConsent,
    goals: Option<String>,
    now: Instant,
) -> Result<Pairing> {
    may(&pairing, Move::RecordPicConsent, None)?;
    if paper.on > now.day() || paper.on < pairing.since.day() {
        return Err(Error::invalid("on", FaultCode::OutOfRange));
    }
    let pic_consent = if given { Consent::Given } else { Consent::Declined };
    let shared_goals = goals.or(pairing.shared_goals.clone());
    Ok(decided(Pairing { pic_consent, paper: Some(paper), shared_goals, ..pairing }, now))
}

/// Rests the pairing; the mentor needs no reason.
///
/// # Errors
/// A conflict unless it is active.
pub fn pause(pairing: Pairing, by: Option<AccountId>, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Pause, by)?;
    Ok(Pairing { paused_by_mentor: by == Some(pairing.mentor_account), ..moved(pairing, State::Paused, now) })
}

/// Takes a paused pairing up again; a mentor only one that they paused themselves.
///
/// # Errors
/// A conflict unless it is paused, and by whom it may be resumed.
pub fn resume(pairing: Pairing, by: Option<AccountId>, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Resume, by)?;
    Ok(moved(pairing, State::Active, now))
}

/// What becomes of it when the mentor must have no contact: what is open lapses, what runs rests by the word of staff;
/// `None` when there is nothing to stop.
#[must_use]
pub fn hold(pairing: Pairing, now: Instant) -> Option<Pairing> {
    match pairing.state {
        State::Proposed | State::Endorsed | State::Approved | State::Consenting => {
            Some(moved(pairing, State::Lapsed, now))
        }
        State::Active => pause(pairing, None, now).ok(),
        // The mentor may no longer go on by themselves.
        State::Paused => pairing.paused_by_mentor.then_some(Pairing { paused_by_mentor: false, ..pairing }),
        State::Closed | State::Declined | State::Refused | State::Lapsed => None,
    }
}

/// Ends it.
///
/// # Errors
/// A conflict unless it is under way; `Invalid` for goals reached before it began.
pub fn end(pairing: Pairing, ending: Ending, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::End, None)?;
    if pairing.state == State::Consenting && ending == Ending::GoalsReached {
        return Err(Error::invalid("reason", FaultCode::Invalid));
    }
    Ok(Pairing { ending: Some(ending), ..moved(pairing, State::Closed, now) })
}

/// What becomes of it when the person withdraws or is released; `None` when it has ended already.
#[must_use]
pub fn person_left(pairing: Pairing, ending: Ending, now: Instant) -> Option<Pairing> {
    match pairing.state {
        State::Proposed | State::Endorsed | State::Approved => Some(moved(pairing, State::Lapsed, now)),
        State::Consenting | State::Active | State::Paused => end(pairing, ending, now).ok(),
        State::Closed | State::Declined | State::Refused | State::Lapsed => None,
    }
}

/// Nobody moved it in time.
///
/// # Errors
/// A conflict when it is not due, or waits for nobody.
pub fn lapse(pairing: Pairing, now: Instant) -> Result<Pairing> {
    needs(&pairing, &[State::Proposed, State::Endorsed, State::Approved, State::Consenting])?;
    if pairing.lapses_at.is_none_or(|at| at > now) {
        return Err(Error::refused(Code::NotDue));
    }
    Ok(moved(pairing, State::Lapsed, now))
}

/// When something that waits since `now` in `state` lapses.
#[must_use]
pub fn lapses_at(state: State, now: Instant) -> Option<Instant> {
    match state {
        State::Proposed | State::Endorsed | State::Approved => Some(now.plus(TimeDelta::days(PROPOSAL_DAYS))),
        State::Consenting => Some(now.plus(TimeDelta::days(CONSENT_DAYS))),
        _ => None,
    }
}

fn decided(pairing: Pairing, now: Instant) -> Pairing {
    match (pairing.mentor_consent, pairing.pic_consent) {
        (Consent::Declined, _) | (_, Consent::Declined) => moved(pairing, State::Declined, now),
        (Consent::Given, Consent::Given) => moved(pairing, State::Active, now),
        _ => pairing,
    }
}

fn moved(pairing: Pairing, to: State, now: Instant) -> Pairing {
    Pairing { state: to, since: now, lapses_at: lapses_at(to, now), ..pairing }
}

fn concerned(pairing: &Pairing, by: Option<AccountId>) -> Result<()> {
    let theirs = [pairing.psychologist, pairing.referrer];
    if by.is_some_and(|by| theirs.contains(&by)) { Ok(()) } else { Err(Error::Forbidden) }
}

fn needs(pairing: &Pairing, states: &[State]) -> Result<()> {
    if states.contains(&pairing.state) {
        return Ok(());
    }
    Err(Reason::with(Code::WrongState, json!({ "is": pairing.state })).into())
}
