//! What coordinators do with the weights of their centre.

use super::model::{CentreWeights, Changed};
use super::record::WeightsChanged;
use super::store;
use crate::base::{Error, Result};
use crate::matching::Weights;
use crate::people::accounts;
use crate::tx::Tx;

/// How much each factor counts in a centre's rounds: what it set, or what the product starts with.
///
/// # Errors
/// `Hidden` when the actor does not work for the centre.
pub fn of_centre(tx: &mut Tx<'_>, centre: &str) -> Result<CentreWeights> {
    tx.works_for(centre)?;
    match store::find(tx, centre)? {
        Some(found) => found.consult(tx),
        None => Ok(CentreWeights::product(centre.to_owned())),
    }
}

/// The preferred name of whoever changed them last; nobody where they are the product's.
///
/// # Errors
/// Whatever the database refuses.
pub fn changed_by(tx: &mut Tx<'_>, weights: &CentreWeights) -> Result<Option<String>> {
    let Some(by) = weights.changed.and_then(|changed| changed.by) else { return Ok(None) };
    let card = accounts::store::card(tx, by)?;
    Ok(Some(card.unchecked("colleagues know by name who changed something").preferred_name))
}

/// Changes them, from the next round on.
///
/// # Errors
/// `Hidden` when the actor does not work for the centre; `Stale` when they were changed meanwhile.
pub fn change(tx: &mut Tx<'_>, centre: &str, to: Weights, version: i64) -> Result<CentreWeights> {
    let now = of_centre(tx, centre)?;
    if now.version != version {
        return Err(Error::Stale);
    }
    let event = WeightsChanged { centre: centre.to_owned(), from: now.weights, to };
    let changed = Some(Changed { by: tx.actor().account(), at: tx.now });
    let recorded = tx.record(CentreWeights { weights: to, changed, ..now }, &event)?;
    store::save(tx, recorded)
}
