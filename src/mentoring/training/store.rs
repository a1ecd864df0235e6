//! Results as rows.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::ModuleResult;
use crate::access::{AccountId, Action, Owners};
use crate::base::{Error, Result};
use crate::db::schema::module_results;
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `module_results`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = module_results, treat_none_as_null = true, treat_none_as_default_value = false)]
#[diesel(primary_key(account, module))]
pub struct Row {
    account: AccountId,
    module: String,
    attended: bool,
    passed: Option<bool>,
    on_day: String,
    recorded_by: Option<AccountId>,
}

impl Row {
    /// The row of somebody's result, every column of it.
    fn of(account: AccountId, result: &ModuleResult) -> Self {
        Self {
            account,
            module: result.module.clone(),
            attended: result.attended,
            passed: result.passed,
            on_day: result.on.to_string(),
            recorded_by: result.by,
        }
    }
}

impl Stored for ModuleResult {
    type Row = Row;
    const SEE: Action = Action::SeeOwnMentor;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let on: NaiveDate =
            row.on_day.parse().map_err(|_| Error::Internal("a result's day cannot be read".into()))?;
        let Row { account, module, attended, passed, recorded_by: by, .. } = row;
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
    let key = (module_results::account, module_results::module);
    let statement = diesel::insert_into(module_results::table)
        .values(Row::of(account, result))
        .on_conflict(key)
        .do_update()
        .set(Row::of(account, result));
    tx.write(because, statement).map(|_| ())
}
