//! The letter of the day to those who watch over privacy.

use super::record::Told;
use super::store;
use crate::access::AccountId;
use crate::base::{Id, Result};
use crate::tx::Tx;
use crate::vault::{Checkpoint, Edge};

/// Sends somebody how far the log has come, unless another server has.
///
/// # Errors
/// Whatever the database refuses.
pub fn tell(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    tx.hold(account)?;
    let before = Id::from_uuid(uuid::Uuid::from_u128(account.uuid().as_u128().saturating_sub(1)));
    if store::to_tell(tx, before, 1)? != [account] {
        return Ok(());
    }
    let Some(last) = tx.last_checkpoint()? else { return Ok(()) };
    let size = u64::try_from(last.size).unwrap_or(0);
    let Some(edge) = Edge::of(size, &last.edge) else { return Ok(()) };
    let checkpoint = Checkpoint { size, root: edge.root() };
    tx.record((), &Told { account, checkpoint }).map(drop)
}
