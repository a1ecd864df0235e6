//! What others have changed reaches pairings: of a mentor, of a person in custody, of a psychologist.
//!
//! Where mentor and person may have no contact any more, what is under way rests by the word of staff, and where the
//! mentor may meet nobody, what is still open lapses, so that the person can wait for somebody else. The history keeps
//! why. What runs out by the mere passing of time the server's own loop finds ([`look_again`]).

use super::effects::{self, sides, take_without_referral};
use super::model::{Ending, Pairing, PairingState, Step};
use super::record::Accompanied;
use super::{guards, rules, store};
use crate::access::{AccountId, MentorId, PairId, ReferralId};
use crate::base::{Code, Id, Reason, Result};
use crate::mentoring::{psychologists, turn};
use crate::people::keep_apart;
use crate::tx::{Sealed, Tx};

const WHY: &str = "whether contact must rest reaches every pairing, whoever it is assigned to";

/// Judges the open pairings of a mentor; `by` is who changed something, where the history may say so.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn of_mentor(tx: &mut Tx<'_>, account: AccountId, by: Option<AccountId>) -> Result<()> {
    turn::take(tx)?;
    let open = store::open_of_mentor(tx, account)?;
    judge_all(tx, open, by)
}

/// Judges the open pairings of a person in custody.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn of_referral(tx: &mut Tx<'_>, referral: ReferralId) -> Result<()> {
    turn::take(tx)?;
    let open = store::open_of(tx, referral)?;
    let by = tx.actor().account();
    judge_all(tx, open, by)
}

/// Judges the open pairings that a psychologist accompanies.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn of_psychologist(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    turn::take(tx)?;
    let open = store::open_of_psychologist(tx, account)?;
    judge_all(tx, open, None)
}

fn judge_all(tx: &mut Tx<'_>, open: Vec<Sealed<Pairing>>, by: Option<AccountId>) -> Result<()> {
    open.into_iter().try_for_each(|pairing| judge(tx, pairing.unchecked(WHY), by))
}

/// Judges one pairing by its two as they are today.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn judge(tx: &mut Tx<'_>, pairing: Pairing, by: Option<AccountId>) -> Result<()> {
    let today = tx.today();
    let sides = sides(tx, &pairing, today)?;
    let reasons = guards::against_contact(&pairing, &sides, today);
    if reasons.is_empty() {
        return Ok(());
    }
    let before = pairing.state;
    match rules::hold(pairing, tx.now) {
        Some(next) => effects::rest(tx, before, next, (Step::Held, by), reasons).map(|_| ()),
        None => Ok(()),
    }
}

/// A centre keeps two people apart: what is open between them there lapses, and what is under way rests. To everybody
/// but the coordinators of the centre that reads as if whoever entered the pair had paused it by hand.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn kept_apart(tx: &mut Tx<'_>, pair: PairId) -> Result<()> {
    turn::take(tx)?;
    let Some(pair) = keep_apart::store::of_id(tx, pair)? else { return Ok(()) };
    let pair = pair.unchecked(WHY);
    for (person, mentor) in [(pair.one, pair.other), (pair.other, pair.one)] {
        let (person, mentor) = (Id::from_uuid(person.uuid()), Id::from_uuid(mentor.uuid()));
        for pairing in store::open_of_two(tx, person, mentor)? {
            let pairing = pairing.unchecked(WHY);
            // What another centre has brought together is its own.
            if pairing.centre == pair.centre {
                part(tx, pairing, pair.entered_by)?;
            }
        }
    }
    Ok(())
}

fn part(tx: &mut Tx<'_>, pairing: Pairing, by: Option<AccountId>) -> Result<()> {
    let before = pairing.state;
    let Some(next) = rules::hold(pairing, tx.now) else { return Ok(()) };
    let step = if next.state == PairingState::Paused { Step::Paused } else { Step::Held };
    effects::rest(tx, before, next, (step, by), vec![Reason::new(Code::KeptApart)]).map(|_| ())
}

/// A person in custody withdrew or was released: every pairing that hangs on it ends.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn person_left(tx: &mut Tx<'_>, referral: ReferralId, released: bool) -> Result<()> {
    turn::take(tx)?;
    let ending = if released { Ending::Released } else { Ending::ByWish };
    let by = tx.actor().account();
    for pairing in store::open_of(tx, referral)? {
        let pairing = pairing.unchecked(WHY);
        let before = pairing.state;
        if let Some(next) = rules::person_left(pairing, ending, tx.now) {
            take_without_referral(tx, before, next, Step::PersonLeft, by)?;
        }
    }
    Ok(())
}

/// Another psychologist supervises a mentor, and accompanies the pairings under way from now on.
///
/// # Errors
/// A conflict when they have no room for the pairings; `Stale`.
pub fn supervised_by(tx: &mut Tx<'_>, mentor: MentorId, to: AccountId) -> Result<()> {
    turn::take(tx)?;
    for pairing in store::under_way_of(tx, mentor)? {
        let pairing = pairing.unchecked(WHY);
        let from = pairing.psychologist;
        let next = Pairing { psychologist: to, ..pairing };
        let event = Accompanied { pairing: next.id, psychologist: to };
        let recorded = tx.record(next, &event)?;
        psychologists::store::free_place(tx, &recorded, from)?;
        psychologists::store::take_place(tx, &recorded, to)?;
        store::hand_over(tx, &recorded)?;
    }
    Ok(())
}

/// Another psychologist accompanies a person in custody, also in what is open for them.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn accompanied_by(tx: &mut Tx<'_>, referral: ReferralId, to: AccountId) -> Result<()> {
    turn::take(tx)?;
    for pairing in store::open_of(tx, referral)? {
        let next = Pairing { referrer: to, ..pairing.unchecked(WHY) };
        let event = Accompanied { pairing: next.id, psychologist: to };
        let recorded = tx.record(next, &event)?;
        store::hand_over(tx, &recorded)?;
    }
    Ok(())
}

/// The same for a mentor's pairings because time has passed. For the server's own loop.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn look_again(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    of_mentor(tx, account, None)
}
