//! The life of a pairing: every step from every state. Pure.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{
    Consent, Ending, Endorsement, Pairing, PairingMove as Move, PairingState as State, Rest, Whose,
};
use crate::access::AccountId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};
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
    if what == Move::See {
        let unseen = pairing.told.is_some_and(|told| told.seen_at.is_none());
        return if unseen { Ok(()) } else { Err(Reason::wrong_state("seen").into()) };
    }
    let states: &[S] = match what {
        Move::See => &[],
        Move::Endorse => &[S::Proposed],
        Move::Decline | Move::Refuse | Move::ChooseOther => &[S::Proposed, S::Endorsed],
        Move::Approve => &[S::Endorsed],
        Move::UndoApproval | Move::RequestConsents => &[S::Approved],
        Move::UndoRefusal => &[S::Refused],
        Move::Answer | Move::TakeYesBack | Move::RecordPicConsent => &[S::Consenting],
        Move::Pause if by == Some(pairing.mentor_account) => &[S::Active],
        Move::Pause => &[S::Active, S::Paused],
        Move::Resume | Move::AskToGoOn | Move::NotYet | Move::RecordPicGoingOn => &[S::Paused],
        Move::End => &[S::Consenting, S::Active, S::Paused],
    };
    if matches!(what, Move::Endorse | Move::Decline) {
        concerned(pairing, by)?;
    }
    // Staff ask, and the mentor answers.
    let is_mentor = by == Some(pairing.mentor_account);
    if (what == Move::AskToGoOn && is_mentor) || (what == Move::NotYet && !is_mentor) {
        return Err(Error::Forbidden);
    }
    if what == Move::Approve && pairing.state == S::Proposed && !pairing.endorsements.is_empty() {
        return Err(Error::refused(Code::BothPsychologistsNeeded));
    }
    needs(pairing, states)?;
    if what == Move::Endorse && pairing.endorsements.iter().any(|given| Some(given.by) == by) {
        return Err(Error::refused(Code::AlreadyEndorsed));
    }
    let answered = pairing.mentor_consent == Consent::Given;
    if (what == Move::Answer && answered) || (what == Move::TakeYesBack && !answered) {
        return Err(Reason::wrong_state(pairing.state.as_str()).into());
    }
    if pairing.state == S::Paused { rests(pairing, what, by) } else { Ok(()) }
}

/// The same of one that rests: by whose wish it does.
fn rests(pairing: &Pairing, what: Move, by: Option<AccountId>) -> Result<()> {
    let Rest { mentor, pic, staff, mentor_goes_on, pic_goes_on } = pairing.rest;
    let to_be_asked = (mentor && mentor_goes_on != Consent::Asked) || (pic && pic_goes_on != Consent::Asked);
    let holds = match what {
        Move::Pause => !(mentor && pic && staff),
        Move::Resume if by == Some(pairing.mentor_account) => {
            return if mentor && !staff { Ok(()) } else { Err(Error::refused(Code::PausedByStaff)) };
        }
        Move::Resume => {
            return if mentor || pic { Err(Error::refused(Code::PauseOfAnother)) } else { Ok(()) };
        }
        Move::AskToGoOn => to_be_asked,
        Move::NotYet => mentor && !staff && mentor_goes_on == Consent::Asked,
        Move::RecordPicGoingOn => pic && !staff,
        _ => true,
    };
    if holds { Ok(()) } else { Err(Reason::wrong_state(pairing.state.as_str()).into()) }
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
        let range = json!({ "min": pairing.since.day(), "max": now.day() });
        return Err(Error::Invalid(vec![Fault::with("on", FaultCode::OutOfRange, range)]));
    }
    let pic_consent = if given { Consent::Given } else { Consent::Declined };
    let shared_goals = goals.or(pairing.shared_goals.clone());
    Ok(decided(Pairing { pic_consent, paper: Some(paper), shared_goals, ..pairing }, now))
}

/// The mentor takes their yes back, while the person has not said theirs; they are asked as before.
///
/// # Errors
/// A conflict unless they have said yes and it is not under way.
pub fn take_yes_back(pairing: Pairing) -> Result<Pairing> {
    may(&pairing, Move::TakeYesBack, None)?;
    Ok(Pairing { mentor_consent: Consent::Asked, ..pairing })
}

/// Rests the pairing by somebody's wish; nobody needs a reason.
///
/// # Errors
/// A conflict unless it is active, or rests already by the wish of others alone.
pub fn pause(pairing: Pairing, by: Option<AccountId>, wish: Whose, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Pause, by)?;
    if pairing.state == State::Paused && pairing.rest.is_wanted_by(wish) {
        return Err(Reason::wrong_state(pairing.state.as_str()).into());
    }
    Ok(resting(pairing, wish, now))
}

/// Takes a paused pairing up again: staff what rests by the word of staff, a mentor what rests by their own wish. It goes
/// on as soon as nobody wants it to rest.
///
/// # Errors
/// A conflict unless it is paused, and by whom it may be resumed.
pub fn resume(pairing: Pairing, by: Option<AccountId>, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::Resume, by)?;
    let rest = if by == Some(pairing.mentor_account) {
        Rest { mentor: false, mentor_goes_on: Consent::None, ..pairing.rest }
    } else {
        Rest::NONE
    };
    Ok(going_on(pairing, rest, now))
}

/// Staff would go on, and ask whoever wanted it to rest; it rests until all of them have said yes.
///
/// # Errors
/// A conflict unless it rests by the wish of somebody who was not asked yet; `Forbidden` for the mentor.
pub fn ask_to_go_on(pairing: Pairing, by: Option<AccountId>) -> Result<Pairing> {
    may(&pairing, Move::AskToGoOn, by)?;
    let asked = |wanted: bool| if wanted { Consent::Asked } else { Consent::None };
    let rest = Rest {
        staff: false,
        mentor_goes_on: asked(pairing.rest.mentor),
        pic_goes_on: asked(pairing.rest.pic),
        ..pairing.rest
    };
    Ok(Pairing { rest, ..pairing })
}

/// The mentor was asked, and wants it to rest for longer.
///
/// # Errors
/// A conflict unless they were asked; `Forbidden` for anybody else.
pub fn not_yet(pairing: Pairing, by: Option<AccountId>) -> Result<Pairing> {
    may(&pairing, Move::NotYet, by)?;
    let rest = Rest { mentor_goes_on: Consent::Declined, ..pairing.rest };
    Ok(Pairing { rest, ..pairing })
}

/// What the person says, who wanted it to rest, asked or by themselves.
///
/// # Errors
/// A conflict unless it rests by their wish, and not by the word of staff.
pub fn pic_goes_on(pairing: Pairing, yes: bool, now: Instant) -> Result<Pairing> {
    may(&pairing, Move::RecordPicGoingOn, None)?;
    if yes {
        let rest = Rest { pic: false, pic_goes_on: Consent::None, ..pairing.rest };
        return Ok(going_on(pairing, rest, now));
    }
    let rest = Rest { pic_goes_on: Consent::Declined, ..pairing.rest };
    Ok(Pairing { rest, ..pairing })
}

fn going_on(pairing: Pairing, rest: Rest, now: Instant) -> Pairing {
    let next = Pairing { rest, ..pairing };
    if rest.mentor || rest.pic || rest.staff { next } else { moved(next, State::Active, now) }
}

fn resting(pairing: Pairing, wish: Whose, now: Instant) -> Pairing {
    let rests = pairing.state == State::Paused;
    let before = if rests { pairing.rest } else { Rest::NONE };
    let rest = match wish {
        Whose::Mentor => Rest { mentor: true, ..before },
        Whose::Pic => Rest { pic: true, ..before },
        // Whoever was asked is asked anew when staff would go on again.
        Whose::Staff => {
            Rest { staff: true, mentor_goes_on: Consent::None, pic_goes_on: Consent::None, ..before }
        }
    };
    let next = Pairing { rest, ..pairing };
    if rests { next } else { moved(next, State::Paused, now) }
}

/// What becomes of it when the mentor must have no contact: what is open lapses, what runs rests by the word of staff;
/// `None` when there is nothing to stop.
#[must_use]
pub fn hold(pairing: Pairing, now: Instant) -> Option<Pairing> {
    match pairing.state {
        State::Proposed | State::Endorsed | State::Approved | State::Consenting => {
            Some(moved(pairing, State::Lapsed, now))
        }
        State::Active => Some(resting(pairing, Whose::Staff, now)),
        // Whoever wanted it to rest can no longer go on by themselves, and is asked all the same.
        State::Paused => (!pairing.rest.staff).then(|| resting(pairing, Whose::Staff, now)),
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
