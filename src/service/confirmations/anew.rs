//! Questions that nobody needs to answer any more.

use super::model::{Confirmation, ConfirmationId, ConfirmationState};
use super::record::ConfirmationEvent;
use super::{rules, store};
use crate::access::PairId;
use crate::base::Result;
use crate::tx::Tx;

/// Two people are kept apart by a pair no longer: nothing is asked because of it any more.
///
/// # Errors
/// `Stale` when a question was decided meanwhile.
pub fn kept_apart_no_longer(tx: &mut Tx<'_>, pair: PairId) -> Result<()> {
    for asked in store::waiting_of_pair(tx, pair)? {
        withdraw(tx, asked.unchecked("what is asked about a pair ends with it, whoever ends it"))?;
    }
    Ok(())
}

/// The shift of a question has begun, and the two are there.
///
/// # Errors
/// `Stale` when it was decided at this moment.
pub fn overtaken(tx: &mut Tx<'_>, id: ConfirmationId) -> Result<()> {
    let asked = store::find(tx, id)?.open(tx)?;
    if asked.state == ConfirmationState::Waiting { withdraw(tx, asked) } else { Ok(()) }
}

fn withdraw(tx: &mut Tx<'_>, asked: Confirmation) -> Result<()> {
    let withdrawn = rules::withdraw(asked, tx.now);
    let recorded = tx.record(withdrawn.clone(), &ConfirmationEvent::Withdrawn(withdrawn))?;
    store::save(tx, &recorded)
}
