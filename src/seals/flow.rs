//! The letter of the day to those who watch over privacy.

use super::record::{TOLD, Told};
use crate::access::{AccountId, Role};
use crate::base::Result;
use crate::people::accounts::store::telling;
use crate::tx::Tx;
use crate::vault::{Checkpoint, Edge};

/// Sends somebody how far the log has come, unless another server has.
///
/// # Errors
/// Whatever the database refuses.
pub fn tell(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    if !telling::is_untold(tx, (Role::Privacy, TOLD), account)? {
        return Ok(());
    }
    let Some(last) = tx.last_checkpoint()? else { return Ok(()) };
    let size = u64::try_from(last.size).unwrap_or(0);
    let Some(edge) = Edge::of(size, &last.edge) else { return Ok(()) };
    let checkpoint = Checkpoint { size, root: edge.root() };
    tx.record((), &Told { account, checkpoint }).map(drop)
}
