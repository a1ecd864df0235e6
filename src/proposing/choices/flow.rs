//! Reading choices and taking one.

use std::collections::BTreeSet;

use super::model::{Choice, Weighed};
use super::record::ChoiceEvent as Event;
use super::shifting::{give_way, propose};
use crate::base::Result;
use crate::mentoring::pairings::flow::current;
use crate::mentoring::pairings::model::{Pairing, PairingId, Step};
use crate::mentoring::pairings::room;
use crate::mentoring::turn;
use crate::proposing::rounds;
use crate::tx::Tx;

/// Writes down that the caller read what choosing somebody else would do to others.
///
/// # Errors
/// `Stale` when the proposal was changed since it was weighed.
pub fn read(tx: &mut Tx<'_>, id: PairingId, version: i64, weighed: &Weighed) -> Result<()> {
    let proposal = current(tx, id, version)?;
    rounds::gather::shown(tx, weighed.mentors(), weighed.referrals())?;
    tx.record(proposal, &Event::Weighed(id)).map(|_| ())
}

/// Takes a choice: the proposal gives way to the chosen pair, and whoever loses their mentor by it gets the pair that
/// was shown, or none and waits on.
///
/// # Errors
/// `Stale` when a proposal or a place was changed meanwhile; a conflict when one of the new pairs may not begin.
pub fn choose(tx: &mut Tx<'_>, choice: Choice, reason: String) -> Result<Pairing> {
    let by = tx.actor().account();
    turn::take(tx)?;
    let mut concerned = BTreeSet::new();
    let without = choice.effects.iter().filter(|effect| effect.to.is_none()).count();
    for effect in &choice.effects {
        concerned.extend(give_way(tx, effect.instead_of, Step::GaveWay, None)?);
    }
    concerned.extend(give_way(tx, choice.instead_of, Step::Replaced, Some(reason.clone()))?);
    let (round, day, moved) = (choice.round, choice.day, choice.effects.len());
    let mut begun = Vec::new();
    for effect in choice.effects {
        if let Some(to) = effect.to {
            begun.push(propose(tx, (effect.referral, round), to, Step::Shifted, None)?);
        }
    }
    let chosen = propose(tx, (choice.referral, round), choice.suggested, Step::Chosen, Some(reason))?;
    for pairing in begun.iter().chain([&chosen]) {
        room::fits(tx, pairing, day)?;
        concerned.extend([pairing.psychologist, pairing.referrer]);
    }
    concerned.retain(|person| Some(*person) != by);
    let (id, instead_of) = (chosen.id, choice.instead_of.0);
    let event = Event::Made { id, instead_of, moved, without, concerned };
    Ok(tx.record(chosen, &event)?.into_inner())
}
