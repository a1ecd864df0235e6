//! Those with an office who are told of something at most once a day.

use chrono::TimeDelta;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::access::{AccountId, Role};
use crate::base::{Id, Result};
use crate::db::schema::{accounts, audit, grants};
use crate::people::accounts::model::AccountState;
use crate::tx::Tx;

/// Whom no line of this event has been about for a day, of those who hold a role now; by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn untold(
    tx: &mut Tx<'_>,
    (role, event): (Role, &'static str),
    after: AccountId,
    most: i64,
) -> Result<Vec<AccountId>> {
    let now = tx.now;
    let told = audit::table
        .filter(audit::object.eq(grants::account.nullable()))
        .filter(audit::event.eq(event))
        .filter(audit::at.gt(now.minus(TimeDelta::days(1))))
        .filter(audit::at.le(now));
    tx.due(
        grants::table
            .inner_join(accounts::table.on(accounts::id.eq(grants::account)))
            .filter(grants::role.eq(role))
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

/// Whether somebody is still to be told; another server that wants to waits until this is done.
///
/// # Errors
/// Whatever the database refuses.
pub fn is_untold(tx: &mut Tx<'_>, what: (Role, &'static str), account: AccountId) -> Result<bool> {
    tx.hold(account)?;
    let before = Id::from_uuid(uuid::Uuid::from_u128(account.uuid().as_u128().saturating_sub(1)));
    Ok(untold(tx, what, before, 1)? == [account])
}
