//! Checks as rows.

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Check, CheckId, CheckKind, Sighting, Withdrawal};
use crate::access::{AccountId, Action, Owners};
use crate::base::{Error, Instant, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, checks};
use crate::people::accounts::store::caseload;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx};

/// A row of `checks`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = checks, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: CheckId,
    #[diesel(skip_update)]
    person: AccountId,
    #[diesel(skip_update)]
    kind: CheckKind,
    #[diesel(skip_update)]
    seen_on: String,
    #[diesel(skip_update)]
    valid_to: Option<String>,
    #[diesel(skip_update)]
    seen_by: Option<AccountId>,
    #[diesel(skip_update)]
    recorded_at: Instant,
    withdrawn_on: Option<String>,
    withdrawn_by: Option<AccountId>,
}

impl Row {
    /// The row of a check, every column of it.
    fn of(check: &Check) -> Self {
        Self {
            id: check.id,
            person: check.person,
            kind: check.sighting.kind,
            seen_on: check.sighting.seen_on.to_string(),
            valid_to: check.sighting.valid_to.map(|day| day.to_string()),
            seen_by: check.seen_by,
            recorded_at: check.recorded_at,
            withdrawn_on: check.withdrawn.map(|withdrawal| withdrawal.on.to_string()),
            withdrawn_by: check.withdrawn.and_then(|withdrawal| withdrawal.by),
        }
    }
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Internal("a day of a check cannot be read".into()))
}

diesel::alias! {
    const SEERS: Alias<Seers> = accounts as seers_of_checks;
}

impl Stored for Check {
    type Row = (Row, (bool, Option<String>), Option<String>);
    const SEE: Action = Action::SeeChecks;

    fn unpack((row, (member, centre), seen_by_name): Self::Row) -> Result<(Self, Owners)> {
        let valid_to = row.valid_to.as_deref().map(day).transpose()?;
        let withdrawn_on = row.withdrawn_on.as_deref().map(day).transpose()?;
        let check = Self {
            id: row.id,
            person: row.person,
            sighting: Sighting { kind: row.kind, seen_on: day(&row.seen_on)?, valid_to },
            seen_by: row.seen_by,
            seen_by_name,
            recorded_at: row.recorded_at,
            withdrawn: withdrawn_on.map(|on| Withdrawal { on, by: row.withdrawn_by }),
        };
        let owners = Owners { centre: caseload(member, centre), ..Owners::of(row.person) };
        Ok((check, owners))
    }
}

macro_rules! whole {
    () => {
        checks::table
            .inner_join(accounts::table.on(accounts::id.eq(checks::person)))
            .left_join(SEERS.on(SEERS.field(accounts::id).nullable().eq(checks::seen_by)))
            .select((
                checks::all_columns,
                (accounts::member, accounts::centre),
                SEERS.field(accounts::preferred_name).nullable(),
            ))
    };
}

impl Made for Check {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, CheckId::from_uuid(id))
    }
}

/// The check of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: CheckId) -> Result<Sealed<Check>> {
    tx.find(whole!().filter(checks::id.eq(id)))
}

/// Every check that a person has passed, oldest first; also those that count no longer.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_person(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Sealed<Check>>> {
    tx.list(whole!().filter(checks::person.eq(person)).order((checks::recorded_at, checks::id)))
}

/// Writes a check.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert(tx: &mut Tx<'_>, check: Recorded<Check>) -> Result<Check> {
    tx.write(&check, diesel::insert_into(checks::table).values(Row::of(&check)))?;
    Ok(check.into_inner())
}

/// Writes that a check counts no longer.
///
/// # Errors
/// `Stale` when somebody has just said so.
pub fn withdraw(tx: &mut Tx<'_>, check: Recorded<Check>) -> Result<Check> {
    let row = checks::table.filter(checks::id.eq(check.id)).filter(checks::withdrawn_on.is_null());
    tx.change(&check, Kept(diesel::update(row).set(Row::of(&check))))?;
    Ok(check.into_inner())
}
