//! Periods, purges and what is over its age as rows.

mod aged;
mod traces;

pub use aged::{erase, found, is_over, over};
pub use traces::{sweep, traces};

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Period, Purge, PurgeId, PurgeState, RowKind, Swept};
use crate::access::{AccountId, Action, Owners};
use crate::base::{Code, Error, Instant, OnUnique as _, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{purges, retention_periods, swept};
use crate::tx::{Made, Recorded, Sealed, Stored, Tx};

/// A row of `retention_periods`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = retention_periods)]
#[diesel(primary_key(kind))]
pub struct PeriodRow {
    kind: RowKind,
    months: i64,
    changed_by: AccountId,
    changed_at: Instant,
    version: i64,
}

impl Stored for Period {
    type Row = PeriodRow;
    const SEE: Action = Action::SeeRetention;

    fn unpack(row: PeriodRow) -> Result<(Self, Owners)> {
        let changed = Some((row.changed_by, row.changed_at));
        Ok((Self { kind: row.kind, months: row.months, changed, version: row.version }, Owners::default()))
    }
}

/// Periods that somebody has changed.
///
/// # Errors
/// Whatever the database refuses.
pub fn periods(tx: &mut Tx<'_>) -> Result<Vec<Sealed<Period>>> {
    tx.list(retention_periods::table)
}

/// Writes a period.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save_period(tx: &mut Tx<'_>, period: &Recorded<Period>) -> Result<()> {
    let (by, at) = period.changed.ok_or_else(|| Error::Internal("a period that nobody changed".into()))?;
    let row = PeriodRow {
        kind: period.kind,
        months: period.months,
        changed_by: by,
        changed_at: at,
        version: period.version + 1,
    };
    if period.version == 0 {
        let insert = diesel::insert_into(retention_periods::table).values(row);
        return tx.write(period, insert).map(|_| ()).map_err(|error| match error {
            Error::Unique => Error::Stale,
            other => other,
        });
    }
    let known = retention_periods::table
        .filter(retention_periods::kind.eq(period.kind))
        .filter(retention_periods::version.eq(period.version));
    tx.change(period, Kept(diesel::update(known).set(row)))
}

/// A row of `purges`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = purges, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct PurgeRow {
    id: PurgeId,
    #[diesel(skip_update)]
    as_of: String,
    state: PurgeState,
    lines: Object,
    #[diesel(skip_update)]
    proposed_by: AccountId,
    #[diesel(skip_update)]
    proposed_at: Instant,
    approved_by: Option<AccountId>,
    approved_at: Option<Instant>,
    ended_at: Option<Instant>,
    version: i64,
}

impl PurgeRow {
    /// The row of a purge, every column of it.
    fn of(purge: &Purge) -> Self {
        Self {
            id: purge.id,
            as_of: purge.as_of.to_string(),
            state: purge.state,
            lines: Object::of(&purge.lines),
            proposed_by: purge.proposed_by,
            proposed_at: purge.proposed_at,
            approved_by: purge.approved.map(|(by, _)| by),
            approved_at: purge.approved.map(|(_, at)| at),
            ended_at: purge.ended_at,
            version: purge.version,
        }
    }
}

impl Stored for Purge {
    type Row = PurgeRow;
    const SEE: Action = Action::SeeRetention;

    fn unpack(row: PurgeRow) -> Result<(Self, Owners)> {
        let as_of =
            row.as_of.parse().map_err(|_| Error::Internal("a day of a purge cannot be read".into()))?;
        let purge = Self {
            id: row.id,
            as_of,
            state: row.state,
            lines: row.lines.to()?,
            proposed_by: row.proposed_by,
            proposed_at: row.proposed_at,
            approved: row.approved_by.zip(row.approved_at),
            ended_at: row.ended_at,
            version: row.version,
        };
        Ok((purge, Owners::default()))
    }
}

impl Made for Purge {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, PurgeId::from_uuid(id))
    }
}

/// The purge of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: PurgeId) -> Result<Sealed<Purge>> {
    tx.find(purges::table.find(id))
}

/// The one that has not ended, if there is one.
///
/// # Errors
/// Whatever the database refuses.
pub fn open(tx: &mut Tx<'_>) -> Result<Option<Sealed<Purge>>> {
    tx.maybe(purges::table.filter(purges::ended_at.is_null()))
}

/// The latest, the last first.
///
/// # Errors
/// Whatever the database refuses.
pub fn latest(tx: &mut Tx<'_>) -> Result<Vec<Sealed<Purge>>> {
    tx.list(purges::table.order((purges::proposed_at.desc(), purges::id.desc())).limit(50))
}

/// Purges that have not ended, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn going_on(tx: &mut Tx<'_>, after: PurgeId, most: i64) -> Result<Vec<PurgeId>> {
    tx.due(
        purges::table
            .filter(purges::ended_at.is_null())
            .filter(purges::id.gt(after))
            .order(purges::id)
            .select(purges::id)
            .limit(most),
    )
}

/// Writes a new purge.
///
/// # Errors
/// A conflict `purge_open` when another has not ended.
pub fn insert(tx: &mut Tx<'_>, purge: Recorded<Purge>) -> Result<Purge> {
    let insert = diesel::insert_into(purges::table).values(PurgeRow::of(&purge));
    tx.write(&purge, insert).on_unique(Code::PurgeOpen)?;
    Ok(purge.into_inner())
}

/// Writes a changed purge.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, purge: &Recorded<Purge>) -> Result<()> {
    let row = purges::table.filter(purges::id.eq(purge.id)).filter(purges::version.eq(purge.version));
    let next = PurgeRow { version: purge.version + 1, ..PurgeRow::of(purge) };
    tx.change(purge, Kept(diesel::update(row).set(next)))
}

impl Stored for Swept {
    type Row = (RowKind, i64);
    const SEE: Action = Action::SeeRetention;

    fn unpack((kind, erased): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { kind, erased }, Owners::default()))
    }
}

/// What went by itself since a day, day by day.
///
/// # Errors
/// Whatever the database refuses.
pub fn swept_since(tx: &mut Tx<'_>, day: NaiveDate) -> Result<Vec<Sealed<Swept>>> {
    tx.list(swept::table.filter(swept::on_day.ge(day.to_string())).select((swept::kind, swept::erased)))
}

/// Adds to what went by itself today.
///
/// # Errors
/// Whatever the database refuses.
pub fn count(tx: &mut Tx<'_>, gone: &Recorded<Swept>) -> Result<()> {
    let today = tx.today().to_string();
    let known = swept::table.filter(swept::kind.eq(gone.kind)).filter(swept::on_day.eq(today.clone()));
    let more = diesel::update(known).set(swept::erased.eq(swept::erased + gone.erased));
    if tx.write(gone, more)? == 0 {
        let first = (swept::kind.eq(gone.kind), swept::on_day.eq(today), swept::erased.eq(gone.erased));
        tx.write(gone, diesel::insert_into(swept::table).values(first))?;
    }
    Ok(())
}
