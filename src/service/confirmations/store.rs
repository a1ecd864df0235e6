//! Questions as rows.

use diesel::prelude::*;
use diesel::sql_types::Nullable;

use super::model::{Confirmation, ConfirmationId, ConfirmationState};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Instant, Result};
use crate::db::Kept;
use crate::db::columns::Moment;
use crate::db::schema::{bookings, confirmations};
use crate::people::keep_apart::model::PairId;
use crate::service::clearances::model::BookingId;
use crate::service::slots::model::SlotId;
use crate::tx::{Recorded, Sealed, Stored, Tx, Versioned};

/// A row of `confirmations`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = confirmations, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: ConfirmationId,
    #[diesel(skip_update)]
    pair: PairId,
    #[diesel(skip_update)]
    centre: String,
    #[diesel(skip_update)]
    slot: SlotId,
    #[diesel(skip_update)]
    booking: BookingId,
    #[diesel(skip_update)]
    person: AccountId,
    #[diesel(skip_update)]
    first_booking: BookingId,
    #[diesel(skip_update)]
    first_person: AccountId,
    #[diesel(skip_update)]
    asked_at: Instant,
    state: ConfirmationState,
    decided_by: Option<AccountId>,
    decided_at: Option<Instant>,
    version: i64,
}

impl Row {
    /// The row of a question, every column of it.
    fn of(confirmation: &Confirmation) -> Self {
        Self {
            id: confirmation.id,
            pair: confirmation.pair,
            centre: confirmation.centre.clone(),
            slot: confirmation.slot,
            booking: confirmation.booking,
            person: confirmation.person,
            first_booking: confirmation.first_booking,
            first_person: confirmation.first_person,
            asked_at: confirmation.asked_at,
            state: confirmation.state,
            decided_by: confirmation.decided_by,
            decided_at: confirmation.decided_at,
            version: confirmation.version,
        }
    }
}

impl Stored for Confirmation {
    type Row = Row;
    const SEE: Action = Action::ListMeetings;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let about = [Some(row.person), Some(row.first_person)];
        let owners = Owners { about, centre: Caseload::Of(row.centre.clone()), ..Owners::default() };
        let confirmation = Self {
            id: row.id,
            pair: row.pair,
            centre: row.centre,
            slot: row.slot,
            booking: row.booking,
            person: row.person,
            first_booking: row.first_booking,
            first_person: row.first_person,
            asked_at: row.asked_at,
            state: row.state,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            version: row.version,
        };
        Ok((confirmation, owners))
    }
}

diesel::define_sql_function! {
    /// The first of the two that is there.
    fn coalesce(this: Nullable<Moment>, other: Moment) -> Moment;
}

/// A question that waits, and until when it must be decided: as the later one was told, or when the shift begins.
#[derive(Debug)]
pub struct Waiting {
    pub confirmation: Confirmation,
    pub due: Instant,
}

impl Stored for Waiting {
    type Row = (Row, Instant);
    const SEE: Action = Action::ListMeetings;

    fn unpack((row, due): Self::Row) -> Result<(Self, Owners)> {
        let (confirmation, owners) = Confirmation::unpack(row)?;
        Ok((Self { confirmation, due }, owners))
    }
}

impl Versioned for Confirmation {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The question of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: ConfirmationId) -> Result<Sealed<Confirmation>> {
    tx.find(confirmations::table.find(id))
}

/// What waits for a decision of some centres, the next to be due first, and one more than a page; nothing about `besides`.
///
/// # Errors
/// Whatever the database refuses.
pub fn waiting(
    tx: &mut Tx<'_>,
    centres: Vec<String>,
    besides: AccountId,
    ask: Ask,
) -> Result<Vec<Sealed<Waiting>>> {
    let after = ask.after.unwrap_or(Cursor::start());
    let id = ConfirmationId::from_uuid(after.id);
    let due = coalesce(bookings::confirms_at, bookings::starts_at);
    tx.list(
        confirmations::table
            .inner_join(bookings::table.on(bookings::id.eq(confirmations::booking)))
            .filter(confirmations::state.eq(ConfirmationState::Waiting))
            .filter(confirmations::centre.eq_any(centres))
            .filter(confirmations::person.ne(besides))
            .filter(confirmations::first_person.ne(besides))
            .filter(due.ge(after.at))
            .filter(due.gt(after.at).or(confirmations::id.gt(id)))
            .order((due, confirmations::id))
            .limit(ask.limit + 1)
            .select((confirmations::all_columns, due)),
    )
}

/// How often somebody has booked where the other of a pair held a place.
///
/// # Errors
/// Whatever the database refuses.
pub fn times(tx: &mut Tx<'_>, pair: PairId, person: AccountId) -> Result<i64> {
    let of =
        confirmations::table.filter(confirmations::pair.eq(pair)).filter(confirmations::person.eq(person));
    Ok(tx.value(of.count())?.unwrap_or(0))
}

/// Whether somebody has to decide about a booking.
///
/// # Errors
/// Whatever the database refuses.
pub fn undecided(tx: &mut Tx<'_>, booking: BookingId) -> Result<bool> {
    let of = confirmations::table
        .filter(confirmations::booking.eq(booking))
        .filter(confirmations::state.eq(ConfirmationState::Waiting));
    Ok(tx.value(of.count())?.unwrap_or(0) > 0)
}

/// Writes a new question.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert(tx: &mut Tx<'_>, asked: &Recorded<Confirmation>) -> Result<()> {
    let statement = diesel::insert_into(confirmations::table).values(Row::of(asked));
    tx.write(asked, statement).map(|_| ())
}

/// Writes what was decided.
///
/// # Errors
/// `Stale` when it was decided meanwhile.
pub fn save(tx: &mut Tx<'_>, decided: &Recorded<Confirmation>) -> Result<()> {
    let row = confirmations::table
        .filter(confirmations::id.eq(decided.id))
        .filter(confirmations::version.eq(decided.version));
    let next = Row { version: decided.version + 1, ..Row::of(decided) };
    tx.change(decided, Kept(diesel::update(row).set(next)))
}

/// Withdraws what was asked about a booking that holds its place no longer, because of what was recorded of it.
///
/// # Errors
/// Whatever the database refuses.
pub fn withdraw<T>(tx: &mut Tx<'_>, because: &Recorded<T>, booking: BookingId) -> Result<()> {
    let now = tx.now;
    let rows = confirmations::table
        .filter(confirmations::booking.eq(booking).or(confirmations::first_booking.eq(booking)))
        .filter(confirmations::state.eq(ConfirmationState::Waiting));
    let withdrawn = (
        confirmations::state.eq(ConfirmationState::Withdrawn),
        confirmations::decided_at.eq(Some(now)),
        confirmations::version.eq(confirmations::version + 1),
    );
    tx.write(because, diesel::update(rows).set(withdrawn)).map(|_| ())
}

/// What waits for a decision about a pair.
///
/// # Errors
/// Whatever the database refuses.
pub fn waiting_of_pair(tx: &mut Tx<'_>, pair: PairId) -> Result<Vec<Sealed<Confirmation>>> {
    tx.list(
        confirmations::table
            .filter(confirmations::pair.eq(pair))
            .filter(confirmations::state.eq(ConfirmationState::Waiting))
            .order(confirmations::id),
    )
}

/// What waits for a decision although the shift has begun, where the later one does not wait for it with their booking;
/// by id and after one.
///
/// # Errors
/// Whatever the database refuses.
pub fn overtaken(tx: &mut Tx<'_>, after: ConfirmationId, most: i64) -> Result<Vec<ConfirmationId>> {
    let now = tx.now;
    tx.due(
        confirmations::table
            .inner_join(bookings::table.on(bookings::id.eq(confirmations::booking)))
            .filter(confirmations::state.eq(ConfirmationState::Waiting))
            .filter(bookings::starts_at.le(now))
            .filter(bookings::state.ne("awaiting_confirmation"))
            .filter(confirmations::id.gt(after))
            .order(confirmations::id)
            .select(confirmations::id)
            .limit(most),
    )
}
