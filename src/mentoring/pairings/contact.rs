//! When a mentor must have no contact: suspended, or under an order that forbids it (Cap. 325A) while no officer has
//! cleared it. What is still open lapses, so that the person can wait for somebody else; what runs rests by the word of
//! staff. Whoever changes what this depends on calls [`review`]; what changes by the mere passing of time, such as a
//! clearance that runs out, the server's own loop finds ([`look_again`]).

use std::collections::BTreeSet;

use super::effects::take;
use super::model::{Pairing, Step};
use super::{rules, store};
use crate::access::AccountId;
use crate::base::Result;
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::{Mentor, MentorId, MentorState};
use crate::mentoring::mentors::rules::Move;
use crate::tx::Tx;

const WHY: &str = "whether a mentor may have contact at all reaches every pairing of theirs";

/// A coordinator takes a step with a mentor, with what it means for the mentor's pairings.
///
/// # Errors
/// As [`mentors::flow::step`].
pub fn step(
    tx: &mut Tx<'_>,
    id: MentorId,
    to: MentorState,
    with: Move,
    version: i64,
    note: Option<String>,
) -> Result<Mentor> {
    let account = mentors::store::find(tx, id)?.unchecked(WHY).account;
    // Before the mentor's row is written: whoever moves a pairing holds it first and the mentor's row after.
    held(tx, account)?;
    let mentor = mentors::flow::step(tx, id, to, with, version, note)?;
    let by = tx.actor().account();
    review(tx, account, by)?;
    mentors::store::find(tx, mentor.id)?.open(tx)
}

/// Judges a mentor's pairings anew after something changed; `by` is who did it, where the history may say so.
///
/// # Errors
/// `Stale` when a pairing was changed meanwhile.
pub fn review(tx: &mut Tx<'_>, account: AccountId, by: Option<AccountId>) -> Result<()> {
    let Some(mentor) = mentors::store::latest(tx, account)? else { return Ok(()) };
    let mentor = mentor.unchecked(WHY);
    let today = tx.today();
    let forbidden = mentors::facts::association_forbidden(tx, account, today)?;
    if !forbidden && mentor.state != MentorState::Suspended {
        return Ok(());
    }
    for pairing in held(tx, account)? {
        let before = pairing.state;
        if let Some(next) = rules::hold(pairing, tx.now) {
            take(tx, before, next, Step::Held, by, None)?;
        }
    }
    Ok(())
}

/// The same because time has passed. For the server's own loop.
///
/// # Errors
/// As [`review`].
pub fn look_again(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    review(tx, account, None)
}

/// A mentor's open pairings as they are once nobody else moves them, held in one order before anything is written.
fn held(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Pairing>> {
    let open = |tx: &mut Tx<'_>| -> Result<Vec<Pairing>> {
        Ok(store::open_of_mentor(tx, account)?.into_iter().map(|pairing| pairing.unchecked(WHY)).collect())
    };
    let before = open(tx)?;
    let pairings: BTreeSet<_> = before.iter().map(|pairing| pairing.id).collect();
    let referrals: BTreeSet<_> = before.iter().map(|pairing| pairing.referral).collect();
    pairings.into_iter().try_for_each(|id| tx.hold(id))?;
    referrals.into_iter().try_for_each(|id| tx.hold(id))?;
    open(tx)
}
