//! Reads what a round is solved from anew.

use std::collections::BTreeSet;

use serde_json::json;

use super::model::Market;
use crate::base::{Code, Reason, Result};
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::PairingId;
use crate::proposing::rounds;
use crate::proposing::rounds::model::{RoundId, RoundState};
use crate::tx::Tx;

/// Everybody of the round's centre on its day, or today when that is over.
///
/// # Errors
/// `Hidden` for strangers; a conflict unless the round is done.
pub fn market(tx: &mut Tx<'_>, id: RoundId) -> Result<Market> {
    let round = rounds::flow::read(tx, id)?;
    if round.state != RoundState::Done {
        return Err(Reason::with(Code::WrongState, json!({ "is": round.state })).into());
    }
    let mut proposals = Vec::new();
    for row in pairings::store::of_centre(tx, &round.centre, &pairings::store::UNDECIDED)? {
        // A proposal about whoever asks stays where it is.
        if row.is_about_reader(tx) {
            continue;
        }
        let pairing = row.weigh(tx)?;
        if pairing.round == Some(id) {
            proposals.push(pairing);
        }
    }
    let movable: BTreeSet<PairingId> = proposals.iter().map(|pairing| pairing.id).collect();
    let day = round.day.max(tx.today());
    let snapshot = rounds::gather::beside(tx, &round.centre, day, &movable)?;
    Ok(Market { round, snapshot, proposals })
}
