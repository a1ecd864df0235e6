//! Proposals that give way to others, and those that take their place.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::Suggested;
use crate::access::AccountId;
use crate::base::{Error, Result};
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings;
use crate::mentoring::pairings::effects;
use crate::mentoring::pairings::flow::{begin, current, still_fit};
use crate::mentoring::pairings::model::{Pairing, PairingId, PairingState, Propose, RoundId, Step};
use crate::mentoring::pairings::rules;
use crate::mentoring::psychologists;
use crate::mentoring::referrals::model::ReferralId;
use crate::tx::Tx;

const WHY: &str = "whether a place is left is all that is looked for";

/// Holds everything that moves, in one order, before anything is written.
///
/// # Errors
/// Whatever the database refuses.
pub fn hold(
    tx: &mut Tx<'_>,
    pairings: BTreeSet<PairingId>,
    referrals: BTreeSet<ReferralId>,
    mentors: BTreeSet<MentorId>,
) -> Result<()> {
    pairings.into_iter().try_for_each(|id| tx.hold(id))?;
    referrals.into_iter().try_for_each(|id| tx.hold(id))?;
    // Two who move proposals at once must not both take a mentor's last place, or their supervisor's.
    let mut supervisors = BTreeSet::new();
    for id in mentors {
        tx.hold(id)?;
        supervisors.extend(mentors::store::find(tx, id)?.unchecked(WHY).supervisor.map(|signed| signed.by));
    }
    supervisors.into_iter().try_for_each(|id| tx.hold(id))
}

/// Ends a proposal that another takes the place of; whom it concerned.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict when it is decided already.
pub fn give_way(
    tx: &mut Tx<'_>,
    (id, version): (PairingId, i64),
    step: Step,
    note: Option<String>,
) -> Result<[AccountId; 2]> {
    let proposal = current(tx, id, version)?;
    let (before, concerned) = (proposal.state, [proposal.psychologist, proposal.referrer]);
    let next = rules::replace(proposal, tx.now)?;
    let by = tx.actor().account();
    effects::take(tx, before, next, step, by, note)?;
    Ok(concerned)
}

/// The proposal that takes the place.
///
/// # Errors
/// A conflict when the mentor has no supervisor, or the same two are proposed already.
pub fn propose(
    tx: &mut Tx<'_>,
    (referral, round): (ReferralId, Option<RoundId>),
    to: Suggested,
    step: Step,
    note: Option<String>,
) -> Result<Pairing> {
    let Suggested { mentor, points, factors } = to;
    let propose = Propose { mentor: mentor.id, referral, round, points: Some(points), factors };
    let by = tx.actor().account();
    begin(tx, propose, step, by, note)
}

/// Whether the two of a new proposal may meet, and it leaves mentor and supervisor with no more than they can take on
/// `day`.
///
/// # Errors
/// A conflict with every reason why they may not meet; `Stale` when somebody else took the place.
pub fn fits(tx: &mut Tx<'_>, pairing: &Pairing, day: NaiveDate) -> Result<()> {
    still_fit(tx, PairingState::Proposed, pairing, PairingState::Approved)?;
    let mentor = mentors::store::find(tx, pairing.mentor)?.unchecked(WHY);
    let proposed = pairings::store::proposals_of_mentor(tx, mentor.id)?;
    let mentor_left = mentors::rules::capacity(&mentor, day) - mentor.active_pairings - proposed;
    let supervisor = psychologists::store::find(tx, pairing.psychologist)?.map(|row| row.unchecked(WHY));
    let supervised = pairings::store::proposals_of_psychologist(tx, pairing.psychologist)?;
    let supervisor_left = supervisor.map_or(0, |one| one.capacity - one.active_pairings - supervised);
    if mentor_left < 0 || supervisor_left < 0 { Err(Error::Stale) } else { Ok(()) }
}
