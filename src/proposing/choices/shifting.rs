//! Proposals that give way to others, and those that take their place.

use super::model::Suggested;
use crate::access::AccountId;
use crate::base::Result;
use crate::mentoring::pairings::effects;
use crate::mentoring::pairings::flow::{begin, current};
use crate::mentoring::pairings::model::{Pairing, PairingId, Propose, RoundId, Step};
use crate::mentoring::pairings::rules;
use crate::mentoring::referrals::model::ReferralId;
use crate::tx::Tx;

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
