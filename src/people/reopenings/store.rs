//! Reopenings as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Reopening, ReopeningId};
use crate::access::{AccountId, Action, Owners};
use crate::base::{Instant, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, reopenings};
use crate::people::accounts::store::caseload;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx};

/// A row of `reopenings`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = reopenings, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: ReopeningId,
    #[diesel(skip_update)]
    account: AccountId,
    #[diesel(skip_update)]
    staff: bool,
    #[diesel(skip_update)]
    centre: Option<String>,
    #[diesel(skip_update)]
    asked_by: AccountId,
    #[diesel(skip_update)]
    asked_at: Instant,
    #[diesel(skip_update)]
    ends_at: Instant,
    confirmed_by: Option<AccountId>,
    confirmed_at: Option<Instant>,
    withdrawn_at: Option<Instant>,
    version: i64,
}

impl Row {
    /// The row of a reopening, every column of it.
    fn of(reopening: &Reopening) -> Self {
        Self {
            id: reopening.id,
            account: reopening.account,
            staff: reopening.staff,
            centre: reopening.centre.clone(),
            asked_by: reopening.asked_by,
            asked_at: reopening.asked_at,
            ends_at: reopening.ends_at,
            confirmed_by: reopening.confirmed_by,
            confirmed_at: reopening.confirmed_at,
            withdrawn_at: reopening.withdrawn_at,
            version: reopening.version,
        }
    }
}

impl Stored for Reopening {
    type Row = (Row, String);
    const SEE: Action = Action::SeeReopening;

    fn unpack((row, preferred_name): Self::Row) -> Result<(Self, Owners)> {
        let reopening = Self {
            id: row.id,
            account: row.account,
            preferred_name,
            staff: row.staff,
            centre: row.centre,
            asked_by: row.asked_by,
            asked_at: row.asked_at,
            ends_at: row.ends_at,
            confirmed_by: row.confirmed_by,
            confirmed_at: row.confirmed_at,
            withdrawn_at: row.withdrawn_at,
            version: row.version,
        };
        // Colleagues know each other; a member is known where a centre works with them.
        let owners = Owners {
            about: [Some(reopening.account), None],
            centre: caseload(!reopening.staff, reopening.centre.clone()),
            public: reopening.staff,
            ..Owners::default()
        };
        Ok((reopening, owners))
    }
}

impl Made for Reopening {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, ReopeningId::from_uuid(id))
    }
}

macro_rules! named {
    () => {
        reopenings::table
            .inner_join(accounts::table.on(accounts::id.eq(reopenings::account)))
            .select((reopenings::all_columns, accounts::preferred_name))
    };
}

/// A reopening.
pub fn find(tx: &mut Tx<'_>, id: ReopeningId) -> Result<Sealed<Reopening>> {
    tx.find(named!().filter(reopenings::id.eq(id)))
}

/// Those that wait for a second word and are not about the reader, the oldest first.
pub fn open(tx: &mut Tx<'_>) -> Result<Vec<Sealed<Reopening>>> {
    let (now, reader) = (tx.now, tx.reader());
    tx.list(
        named!()
            .filter(reopenings::confirmed_at.is_null())
            .filter(reopenings::withdrawn_at.is_null())
            .filter(reopenings::ends_at.gt(now))
            .filter(reopenings::account.ne(reader))
            .order((reopenings::asked_at, reopenings::id))
            .limit(100),
    )
}

/// Writes a new reopening.
pub fn insert(tx: &mut Tx<'_>, reopening: Recorded<Reopening>) -> Result<Reopening> {
    tx.write(&reopening, diesel::insert_into(reopenings::table).values(Row::of(&reopening)))?;
    Ok(reopening.into_inner())
}

/// Writes a changed reopening.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, reopening: &Recorded<Reopening>) -> Result<()> {
    let row = reopenings::table
        .filter(reopenings::id.eq(reopening.id))
        .filter(reopenings::version.eq(reopening.version));
    let next = Row { version: reopening.version + 1, ..Row::of(reopening) };
    tx.change(reopening, Kept(diesel::update(row).set(next)))
}
