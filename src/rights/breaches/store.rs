//! Breaches as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Breach, BreachId};
use crate::access::{AccountId, Action, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Instant, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::breaches;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx};

/// A row of `breaches`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = breaches, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: BreachId,
    #[diesel(skip_update)]
    found_at: Instant,
    #[diesel(skip_update)]
    what: String,
    steps: Object,
    #[diesel(skip_update)]
    entered_by: AccountId,
    #[diesel(skip_update)]
    entered_at: Instant,
    closed_at: Option<Instant>,
    version: i64,
}

impl Row {
    /// The row of a breach, every column of it.
    fn of(breach: &Breach) -> Self {
        Self {
            id: breach.id,
            found_at: breach.found_at,
            what: breach.what.clone(),
            steps: Object::of(&breach.steps),
            entered_by: breach.entered_by,
            entered_at: breach.entered_at,
            closed_at: breach.closed_at,
            version: breach.version,
        }
    }
}

impl Stored for Breach {
    type Row = Row;
    const SEE: Action = Action::SeeBreach;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let breach = Self {
            id: row.id,
            found_at: row.found_at,
            what: row.what,
            steps: row.steps.to()?,
            entered_by: row.entered_by,
            entered_at: row.entered_at,
            closed_at: row.closed_at,
            version: row.version,
        };
        Ok((breach, Owners::default()))
    }
}

impl Made for Breach {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, BreachId::from_uuid(id))
    }
}

/// The breach of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: BreachId) -> Result<Sealed<Breach>> {
    tx.find(breaches::table.find(id))
}

/// Breaches, the latest first, one more than a page.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, ask: Ask) -> Result<Vec<Sealed<Breach>>> {
    let Cursor { at, id } = ask.after.unwrap_or(Cursor::end());
    tx.list(
        breaches::table
            .filter(breaches::found_at.le(at))
            .filter(breaches::found_at.lt(at).or(breaches::id.lt(BreachId::from_uuid(id))))
            .order((breaches::found_at.desc(), breaches::id.desc()))
            .limit(ask.limit + 1),
    )
}

/// Writes a new breach.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert(tx: &mut Tx<'_>, breach: Recorded<Breach>) -> Result<Breach> {
    tx.write(&breach, diesel::insert_into(breaches::table).values(Row::of(&breach)))?;
    Ok(breach.into_inner())
}

/// Writes a changed breach.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, breach: Recorded<Breach>) -> Result<Breach> {
    let row = breaches::table.filter(breaches::id.eq(breach.id)).filter(breaches::version.eq(breach.version));
    let next = Row { version: breach.version + 1, ..Row::of(&breach) };
    tx.change(&breach, Kept(diesel::update(row).set(next)))?;
    let breach = breach.into_inner();
    Ok(Breach { version: breach.version + 1, ..breach })
}
