//! Reads what is chosen from.

use std::collections::BTreeSet;

use super::model::Market;
use crate::base::Result;
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::PairingId;
use crate::mentoring::pairings::rules;
use crate::proposing::rounds;
use crate::tx::Tx;

/// Everybody of the proposal's centre on the day of its round, or today when that is over.
///
/// # Errors
/// `Hidden` for strangers; `Stale` when the caller saw another version; a conflict when it is decided already.
pub fn market(tx: &mut Tx<'_>, id: PairingId, version: Option<i64>) -> Result<Market> {
    let row = pairings::store::find(tx, id)?;
    let proposal = match version {
        Some(version) => row.open_at(tx, version)?,
        None => row.open(tx)?,
    };
    rules::replace(proposal.clone(), tx.now)?;
    let today = tx.today();
    let day = match proposal.round {
        Some(round) => rounds::store::find(tx, round)?.consult(tx)?.day.max(today),
        None => today,
    };
    let mut others = Vec::new();
    for row in pairings::store::of_centre(tx, &proposal.centre, &pairings::store::UNDECIDED)? {
        // A proposal about whoever asks stays where it is.
        if row.is_about_reader(tx) {
            continue;
        }
        let pairing = row.weigh(tx)?;
        let same_round = pairing.round.is_some() && pairing.round == proposal.round;
        if same_round && pairing.id != id {
            others.push(pairing);
        }
    }
    let movable: BTreeSet<PairingId> = others.iter().map(|pairing| pairing.id).chain([id]).collect();
    let snapshot = rounds::gather::beside(tx, &proposal.centre, day, &movable)?;
    Ok(Market { snapshot, proposal, others })
}
