//! Who is to have the letter of the day.

use super::record::TOLD;
use crate::access::{AccountId, Role};
use crate::base::Result;
use crate::people::accounts::store::telling;
use crate::tx::Tx;

/// Privacy officers without a letter for a day, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn to_tell(tx: &mut Tx<'_>, after: AccountId, most: i64) -> Result<Vec<AccountId>> {
    telling::untold(tx, (Role::Privacy, TOLD), after, most)
}
