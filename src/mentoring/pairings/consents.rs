//! What mentor and person answer, and how a pairing rests and goes on.

use super::effects::take;
use super::flow::{current, still_fit};
use super::guards;
use super::model::{Pairing, PairingId, PairingState as State, Step};
use super::rules;
use crate::access::AccountId;
use crate::base::{Error, Result};
use crate::mentoring::referrals::model::PaperConsent;
use crate::tx::Tx;

/// The mentor's answer; nobody asks why.
///
/// # Errors
/// `Stale` when the pairing was changed meanwhile; a conflict when the answer is yes and it may no longer begin.
pub fn mentor_answers(
    tx: &mut Tx<'_>,
    id: PairingId,
    version: i64,
    mentor: AccountId,
    given: bool,
) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::mentor_answers(pairing, given, tx.now)?;
    if given {
        still_fit(tx, before, &next, State::Active).map_err(for_mentor)?;
    }
    let step = if given { Step::MentorConsented } else { Step::MentorDeclined };
    take(tx, before, next, step, Some(mentor), None)
}

/// The person's answer on paper, recorded by a psychologist.
///
/// # Errors
/// `Stale` when the pairing was changed meanwhile; a conflict when the answer is yes and it may no longer begin.
pub fn pic_answers(
    tx: &mut Tx<'_>,
    id: PairingId,
    version: i64,
    given: bool,
    paper: PaperConsent,
    goals: Option<String>,
) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::pic_answers(pairing, given, paper, goals, tx.now)?;
    if given {
        still_fit(tx, before, &next, State::Active)?;
    }
    let step = if given { Step::PicConsented } else { Step::PicDeclined };
    let by = tx.actor().account();
    take(tx, before, next, step, by, None)
}

/// Rests a pairing; the mentor needs no reason.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless it is active.
pub fn pause(tx: &mut Tx<'_>, id: PairingId, version: i64, by: Option<AccountId>) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::pause(pairing, by, tx.now)?;
    take(tx, before, next, Step::Paused, by, None)
}

/// Takes a paused pairing up again.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless it is paused and the two may still meet.
pub fn resume(tx: &mut Tx<'_>, id: PairingId, version: i64, by: Option<AccountId>) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let (before, by_mentor) = (pairing.state, by == Some(pairing.mentor_account));
    let next = rules::resume(pairing, by, tx.now)?;
    let fit = still_fit(tx, before, &next, State::Active);
    if by_mentor {
        fit.map_err(for_mentor)?
    } else {
        fit?
    };
    take(tx, before, next, Step::Resumed, by, None)
}

fn for_mentor(error: Error) -> Error {
    match error {
        Error::Conflict(reasons) => Error::Conflict(guards::for_mentor(reasons)),
        other => other,
    }
}
