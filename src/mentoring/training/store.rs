//! Results as rows.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::ModuleResult;
use crate::access::{AccountId, Action, Owners};
use crate::base::{Error, Result};
use crate::db::schema::module_results;
use crate::tx::{Recorded, Sealed, Stored, Tx};

impl Stored for ModuleResult {
    type Row = (AccountId, String, bool, Option<bool>, String, Option<AccountId>);
    const SEE: Action = Action::SeeOwnMentor;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (account, module, attended, passed, on, by) = row;
        let on: NaiveDate =
            on.parse().map_err(|_| Error::Internal("a result's day cannot be read".into()))?;
        Ok((Self { module, attended, passed, on, by }, Owners::of(account)))
    }
}

/// Every result of a person.
///
/// # Errors
/// Whatever the database refuses.
pub fn of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<ModuleResult>>> {
    tx.list(module_results::table.filter(module_results::account.eq(account)))
}

/// Writes a result in the place of the one before.
///
/// # Errors
/// Whatever the database refuses.
pub fn put<T>(
    tx: &mut Tx<'_>,
    because: &Recorded<T>,
    account: AccountId,
    result: &ModuleResult,
) -> Result<()> {
    let found = (
        module_results::attended.eq(result.attended),
        module_results::passed.eq(result.passed),
        module_results::on_day.eq(result.on.to_string()),
        module_results::recorded_by.eq(result.by),
    );
    let row = (
        module_results::account.eq(account),
        module_results::module.eq(result.module.clone()),
        module_results::attended.eq(result.attended),
        module_results::passed.eq(result.passed),
        module_results::on_day.eq(result.on.to_string()),
        module_results::recorded_by.eq(result.by),
    );
    let key = (module_results::account, module_results::module);
    let statement =
        diesel::insert_into(module_results::table).values(row).on_conflict(key).do_update().set(found);
    tx.write(because, statement).map(|_| ())
}
