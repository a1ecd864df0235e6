//! Making a round what it would be now.

use std::collections::BTreeSet;

use super::model::Update;
use super::record::Updated;
use crate::base::{Error, Result};
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::Step;
use crate::mentoring::pairings::room;
use crate::mentoring::turn;
use crate::proposing::choices::shifting::{give_way, propose};
use crate::proposing::rounds;
use crate::proposing::rounds::model::{Outcome, Round};
use crate::tx::Tx;

/// Ends the proposals that give way, begins the new ones, and writes down who is left.
///
/// # Errors
/// `Stale` when the round, a proposal or a place was changed meanwhile; a conflict when one of the new pairs may not
/// begin.
pub fn make(tx: &mut Tx<'_>, update: Update) -> Result<Round> {
    let by = tx.actor().account();
    turn::take(tx)?;
    tx.hold(update.round.id)?;
    let round = rounds::store::find(tx, update.round.id)?.open_at(tx, update.round.version)?;
    let mut concerned = BTreeSet::new();
    for change in &update.changes {
        match &change.from {
            Some((id, version, _)) => concerned.extend(give_way(tx, (*id, *version), Step::GaveWay, None)?),
            // Another round may have proposed somebody meanwhile.
            None if pairings::store::open_of(tx, change.referral)?.is_empty() => {}
            None => return Err(Error::Stale),
        }
    }
    let mut begun = Vec::new();
    let without = update.changes.iter().filter(|one| one.to.is_none()).count();
    for change in update.changes {
        if let Some(to) = change.to {
            let step = if change.from.is_some() { Step::Shifted } else { Step::Proposed };
            begun.push(propose(tx, (change.referral, Some(round.id)), to, step, None)?);
        }
    }
    for pairing in &begun {
        room::fits(tx, pairing, update.day)?;
        concerned.extend([pairing.psychologist, pairing.referrer]);
    }
    concerned.retain(|person| Some(*person) != by);
    let outcome = Outcome { unmatched: update.unmatched, ..round.outcome.clone().unwrap_or_default() };
    let event = Updated { id: round.id, proposed: begun.len(), without, concerned };
    let recorded = tx.record(Round { outcome: Some(outcome), ..round }, &event)?;
    rounds::store::save(tx, recorded)
}
