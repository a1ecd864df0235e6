//! What mentor and person answer, and how a pairing rests and goes on.

use super::effects::take;
use super::flow::{current, still_fit};
use super::guards;
use super::model::{Pairing, PairingId, PairingState as State, Step, Whose};
use super::record::Seen;
use super::{notices, rules, store};
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

/// The mentor has seen what others changed of a pairing.
///
/// # Errors
/// `Hidden` for a pairing that is not the caller's; a conflict when there is nothing to be seen; `Stale`.
pub fn see(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    let pairing = store::find(tx, id)?.open_at(tx, version)?;
    let pairing = notices::see(pairing, tx.now)?;
    let event = Seen::of(&pairing);
    let pairing = tx.record(pairing, &event)?;
    store::saw(tx, pairing)
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

/// The mentor takes their yes back; nobody asks why.
///
/// # Errors
/// `Stale` when the pairing was changed meanwhile; a conflict once it is under way.
pub fn take_yes_back(tx: &mut Tx<'_>, id: PairingId, version: i64, mentor: AccountId) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::take_yes_back(pairing)?;
    take(tx, before, next, Step::MentorTookBack, Some(mentor), None)
}

/// Rests a pairing by somebody's wish; nobody needs a reason.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless it is active, or rests by the wish of others alone.
pub fn pause(
    tx: &mut Tx<'_>,
    id: PairingId,
    version: i64,
    by: Option<AccountId>,
    wish: Whose,
) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let by_themselves = by == Some(pairing.mentor_account);
    let next = rules::pause(pairing, by, wish, tx.now)?;
    let step = match wish {
        Whose::Pic => Step::PausedForPic,
        Whose::Mentor if !by_themselves => Step::PausedForMentor,
        Whose::Mentor | Whose::Staff => Step::Paused,
    };
    take(tx, before, next, step, by, None)
}

/// Takes a paused pairing up again, or says yes to that.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless it is paused, by whom it may be resumed, and the two may still
/// meet.
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
    let step = if next.state == State::Active { Step::Resumed } else { Step::MentorGoesOn };
    take(tx, before, next, step, by, None)
}

/// Staff ask whoever wanted it to rest whether it may go on.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict when nobody is to be asked, or the two may not meet.
pub fn ask_to_go_on(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let by = tx.actor().account();
    let next = rules::ask_to_go_on(pairing, by)?;
    still_fit(tx, before, &next, State::Active)?;
    take(tx, before, next, Step::GoingOnAsked, by, None)
}

/// The mentor, who was asked, wants it to rest for longer; nobody asks why.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless they were asked.
pub fn not_yet(tx: &mut Tx<'_>, id: PairingId, version: i64, mentor: AccountId) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::not_yet(pairing, Some(mentor))?;
    take(tx, before, next, Step::MentorNotYet, Some(mentor), None)
}

/// What the person says, who wanted it to rest, recorded by a psychologist.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless it rests by their wish, or when the two may not meet.
pub fn pic_goes_on(tx: &mut Tx<'_>, id: PairingId, version: i64, yes: bool) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::pic_goes_on(pairing, yes, tx.now)?;
    if yes {
        still_fit(tx, before, &next, State::Active)?;
    }
    let step = if yes { Step::PicGoesOn } else { Step::PicNotYet };
    let by = tx.actor().account();
    take(tx, before, next, step, by, None)
}

fn for_mentor(error: Error) -> Error {
    match error {
        Error::Conflict(reasons) => Error::Conflict(guards::for_mentor(reasons)),
        other => other,
    }
}
