//! One after another: whoever changes what pairings rest on.

use uuid::Uuid;

use crate::base::{Id, Result};
use crate::tx::Tx;

/// Waits until nobody else changes mentors, referrals or pairings, and keeps others waiting until the transaction ends.
///
/// A change of one reaches the others, so holding single rows in an order of each command's own would let two commands
/// wait for each other; a coordinator's few commands an hour lose nothing by it. Taken before the first of these rows is
/// read for a change.
///
/// # Errors
/// Whatever the database refuses.
pub fn take(tx: &mut Tx<'_>) -> Result<()> {
    tx.hold(Id::<()>::from_uuid(Uuid::from_u128(0x006d_656e_746f_7269_6e67)))
}
