//! Who is to have the letter of the day.

use chrono::TimeDelta;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::record::TOLD;
use crate::access::{AccountId, Role};
use crate::base::Result;
use crate::db::schema::{accounts, audit, grants};
use crate::people::accounts::model::AccountState;
use crate::tx::Tx;

/// Privacy officers without a letter for a day, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn to_tell(tx: &mut Tx<'_>, after: AccountId, most: i64) -> Result<Vec<AccountId>> {
    let now = tx.now;
    let told = audit::table
        .filter(audit::object.eq(grants::account.nullable()))
        .filter(audit::event.eq(TOLD))
        .filter(audit::at.gt(now.minus(TimeDelta::days(1))))
        .filter(audit::at.le(now));
    tx.due(
        grants::table
            .inner_join(accounts::table.on(accounts::id.eq(grants::account)))
            .filter(grants::role.eq(Role::Privacy))
            .filter(grants::from_at.le(now))
            .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
            .filter(accounts::state.eq(AccountState::Active))
            .filter(grants::account.gt(after))
            .filter(not(exists(told)))
            .order(grants::account)
            .select(grants::account)
            .distinct()
            .limit(most),
    )
}
