//! A link that a letter carries counts from when the letter leaves, however long it had to wait.

use uuid::Uuid;

use crate::base::{Error, Id, Result};
use crate::people::accounts::model::Purpose;
use crate::people::{accounts, invitations};
use crate::tx::Tx;

/// Lets the link in the row of a purpose count from now on; false when it is of no use to anybody any more, and its
/// letter need not be sent.
///
/// # Errors
/// `Internal` for a purpose that nobody knows.
pub fn count_from_now(tx: &mut Tx<'_>, purpose: &str, row: Uuid) -> Result<bool> {
    if purpose == invitations::record::PURPOSE {
        return invitations::flow::letter_leaves(tx, Id::from_uuid(row));
    }
    if Purpose::parse(purpose).is_some() {
        return accounts::flow::link_leaves(tx, Id::from_uuid(row));
    }
    Err(Error::Internal(format!("a letter's link has the unknown purpose {purpose}")))
}
