//! Clearances as rows.

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{
    BookingId, Clearance, ClearanceId, ClearanceState, Cover, Request, Standing, StandingId, StandingKind,
};
use crate::access::{AccountId, Action, HostId, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, Instant, Interval, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{accounts, clearances, hosts, openings, slots, standing_clearances, supervisees};
use crate::people::supervisees::model::SuperviseeId;
use crate::service::slots::model::{Category, SlotId};
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// A row of `clearances`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = clearances, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: ClearanceId,
    supervisee: SuperviseeId,
    officer: AccountId,
    #[diesel(skip_update)]
    booking: BookingId,
    #[diesel(skip_update)]
    slot: SlotId,
    #[diesel(skip_update)]
    host: HostId,
    #[diesel(skip_update)]
    category: Category,
    asked_at: Instant,
    #[diesel(skip_update)]
    lapses_at: Instant,
    state: ClearanceState,
    decided_at: Option<Instant>,
    version: i64,
}

impl Row {
    /// The row of a clearance, every column of it.
    const fn of(clearance: &Clearance) -> Self {
        Self {
            id: clearance.id,
            supervisee: clearance.supervisee,
            officer: clearance.officer,
            booking: clearance.booking,
            slot: clearance.slot,
            host: clearance.host,
            category: clearance.category,
            asked_at: clearance.asked_at,
            lapses_at: clearance.lapses_at,
            state: clearance.state,
            decided_at: clearance.decided_at,
            version: clearance.version,
        }
    }
}

fn officers(officer: AccountId, person: AccountId) -> Owners {
    Owners { about: [Some(person), None], assigned: [Some(officer), None, None], ..Owners::default() }
}

impl Stored for Clearance {
    type Row = (Row, AccountId);
    const SEE: Action = Action::SeeClearance;

    fn unpack((row, person): Self::Row) -> Result<(Self, Owners)> {
        let clearance = Self {
            id: row.id,
            supervisee: row.supervisee,
            officer: row.officer,
            booking: row.booking,
            slot: row.slot,
            host: row.host,
            category: row.category,
            asked_at: row.asked_at,
            lapses_at: row.lapses_at,
            state: row.state,
            decided_at: row.decided_at,
            version: row.version,
        };
        Ok((clearance, officers(row.officer, person)))
    }
}

impl Versioned for Clearance {
    fn version(&self) -> i64 {
        self.version
    }
}

macro_rules! whole {
    () => {
        clearances::table
            .inner_join(supervisees::table.on(supervisees::id.eq(clearances::supervisee)))
            .select((clearances::all_columns, supervisees::person))
    };
}

/// The clearance of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: ClearanceId) -> Result<Sealed<Clearance>> {
    tx.find(whole!().filter(clearances::id.eq(id)))
}

/// The clearance that a booking asked for, if it did.
pub fn of_booking(tx: &mut Tx<'_>, booking: BookingId) -> Result<Option<Sealed<Clearance>>> {
    tx.maybe(whole!().filter(clearances::booking.eq(booking)))
}

/// Clearances that wait although their time has passed, by id and after one.
pub fn lapsing(tx: &mut Tx<'_>, after: ClearanceId, most: i64) -> Result<Vec<ClearanceId>> {
    let now = tx.now;
    tx.due(
        clearances::table
            .filter(clearances::state.eq(ClearanceState::Waiting))
            .filter(clearances::lapses_at.le(now))
            .filter(clearances::id.gt(after))
            .order(clearances::id)
            .select(clearances::id)
            .limit(most),
    )
}

/// Writes a new clearance because of what was recorded of its booking.
pub fn insert<T>(tx: &mut Tx<'_>, because: &Recorded<T>, clearance: &Clearance) -> Result<()> {
    let statement = diesel::insert_into(clearances::table).values(Row::of(clearance));
    tx.write(because, statement).map(|_| ())
}

/// Writes a clearance that was settled or asked anew because of what was recorded of its booking.
///
/// # Errors
/// `Stale` when it was settled meanwhile.
pub fn save<T>(tx: &mut Tx<'_>, because: &Recorded<T>, clearance: &Clearance) -> Result<()> {
    let row = clearances::table
        .filter(clearances::id.eq(clearance.id))
        .filter(clearances::version.eq(clearance.version));
    let next = Row { version: clearance.version + 1, ..Row::of(clearance) };
    tx.change(because, Kept(diesel::update(row).set(next)))
}

impl Stored for Request {
    type Row = (Row, AccountId, (String, String, Object, Object, Instant, Instant));
    const SEE: Action = Action::SeeClearance;

    fn unpack(
        (row, person, (preferred_name, code, title, host_name, start, end)): Self::Row,
    ) -> Result<(Self, Owners)> {
        let (clearance, owners) = Clearance::unpack((row, person))?;
        let (title, host_name) = (title.to()?, host_name.to()?);
        let time = Interval { start, end };
        Ok((Self { clearance, preferred_name, code, title, host_name, time }, owners))
    }
}

macro_rules! requests {
    () => {
        clearances::table
            .inner_join(supervisees::table.on(supervisees::id.eq(clearances::supervisee)))
            .inner_join(accounts::table.on(accounts::id.eq(supervisees::person)))
            .inner_join(slots::table.on(slots::id.eq(clearances::slot)))
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .select((
                clearances::all_columns,
                accounts::id,
                (
                    accounts::preferred_name,
                    accounts::code,
                    openings::title,
                    hosts::name,
                    slots::starts_at,
                    slots::ends_at,
                ),
            ))
    };
}

/// The request of a clearance.
///
/// # Errors
/// `NotFound` when there is none.
pub fn request(tx: &mut Tx<'_>, id: ClearanceId) -> Result<Sealed<Request>> {
    tx.find(requests!().filter(clearances::id.eq(id)))
}

/// An officer's requests, and one more than a page: those that wait, the next to lapse first, or the settled, latest
/// first.
pub fn requests(
    tx: &mut Tx<'_>,
    officer: AccountId,
    waiting: bool,
    ask: Ask,
) -> Result<Vec<Sealed<Request>>> {
    let after = ask.after.unwrap_or(if waiting { Cursor::start() } else { Cursor::end() });
    let id = ClearanceId::from_uuid(after.id);
    filtered!(tx, {
        let query = requests!().filter(clearances::officer.eq(officer)).limit(ask.limit + 1).into_boxed();
        if waiting {
            query
                .filter(clearances::state.eq(ClearanceState::Waiting))
                .filter(clearances::lapses_at.ge(after.at))
                .filter(clearances::lapses_at.gt(after.at).or(clearances::id.gt(id)))
                .order((clearances::lapses_at, clearances::id))
        } else {
            query
                .filter(clearances::state.ne(ClearanceState::Waiting))
                .filter(clearances::asked_at.le(after.at))
                .filter(clearances::asked_at.lt(after.at).or(clearances::id.lt(id)))
                .order((clearances::asked_at.desc(), clearances::id.desc()))
        }
    })
}

/// A row of `standing_clearances`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = standing_clearances, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct StandingRow {
    id: StandingId,
    #[diesel(skip_update)]
    supervisee: SuperviseeId,
    #[diesel(skip_update)]
    kind: StandingKind,
    #[diesel(skip_update)]
    host: Option<HostId>,
    #[diesel(skip_update)]
    category: Option<Category>,
    #[diesel(skip_update)]
    until_on: String,
    #[diesel(skip_update)]
    granted_at: Instant,
    ended_at: Option<Instant>,
    version: i64,
}

impl StandingRow {
    /// The row of a standing clearance, every column of it.
    fn of(standing: &Standing) -> Self {
        Self {
            id: standing.id,
            supervisee: standing.supervisee,
            kind: standing.cover.kind(),
            host: standing.cover.host(),
            category: standing.cover.category(),
            until_on: standing.until.to_string(),
            granted_at: standing.granted_at,
            ended_at: standing.ended_at,
            version: standing.version,
        }
    }
}

impl Stored for Standing {
    type Row = (StandingRow, AccountId, AccountId);
    const SEE: Action = Action::SeeStanding;

    fn unpack((row, officer, person): Self::Row) -> Result<(Self, Owners)> {
        let unreadable = || Error::Internal("a standing clearance cannot be read".into());
        let cover = match (row.kind, row.host, row.category) {
            (StandingKind::Host, Some(host), _) => Cover::Host(host),
            (StandingKind::Category, _, Some(category)) => Cover::Category(category),
            (StandingKind::Mentoring, _, _) => Cover::Mentoring,
            _ => return Err(unreadable()),
        };
        let until: NaiveDate = row.until_on.parse().map_err(|_| unreadable())?;
        let standing = Self {
            id: row.id,
            supervisee: row.supervisee,
            cover,
            until,
            granted_at: row.granted_at,
            ended_at: row.ended_at,
            version: row.version,
        };
        Ok((standing, officers(officer, person)))
    }
}

impl Made for Standing {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find_standing(tx, StandingId::from_uuid(id))
    }
}

macro_rules! standing {
    () => {
        standing_clearances::table
            .inner_join(supervisees::table.on(supervisees::id.eq(standing_clearances::supervisee)))
            .select((standing_clearances::all_columns, supervisees::officer, supervisees::person))
    };
}

/// The standing clearance of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find_standing(tx: &mut Tx<'_>, id: StandingId) -> Result<Sealed<Standing>> {
    tx.find(standing!().filter(standing_clearances::id.eq(id)))
}

/// Every standing clearance of a registration that was not taken back, oldest first.
pub fn standing_of(tx: &mut Tx<'_>, supervisee: SuperviseeId) -> Result<Vec<Sealed<Standing>>> {
    tx.list(
        standing!()
            .filter(standing_clearances::supervisee.eq(supervisee))
            .filter(standing_clearances::ended_at.is_null())
            .order((standing_clearances::granted_at, standing_clearances::id)),
    )
}

/// Writes a new standing clearance.
pub fn insert_standing(tx: &mut Tx<'_>, standing: Recorded<Standing>) -> Result<Standing> {
    tx.write(&standing, diesel::insert_into(standing_clearances::table).values(StandingRow::of(&standing)))?;
    Ok(standing.into_inner())
}

/// Writes that a standing clearance was taken back.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save_standing(tx: &mut Tx<'_>, standing: Recorded<Standing>) -> Result<Standing> {
    let row = standing_clearances::table
        .filter(standing_clearances::id.eq(standing.id))
        .filter(standing_clearances::version.eq(standing.version));
    let next = StandingRow { version: standing.version + 1, ..StandingRow::of(&standing) };
    tx.change(&standing, Kept(diesel::update(row).set(next)))?;
    let standing = standing.into_inner();
    Ok(Standing { version: standing.version + 1, ..standing })
}
