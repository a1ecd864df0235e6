//! Rosters, services and the hours ledger as rows.

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

use super::model::{Entry, LedgerLine, LineId, Service, ServicePurpose};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, Instant, Interval, Result};
use crate::db::columns::Object;
use crate::db::schema::{accounts, bookings, hosts, hours_ledger, openings, slots};
use crate::keys::{At, Encrypted, Field};
use crate::service::bookings::model::{Booking, BookingId, BookingState, Hours};
use crate::service::bookings::store::Row;
use crate::service::slots::model::SlotId;
use crate::tx::{Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// A booking with the centre of its host.
type Booked = (Row, Option<String>);

impl Stored for Entry {
    type Row = (Booked, String);
    const SEE: Action = Action::SeeBooking;

    fn encrypted((row, _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        Booking::encrypted(row)
    }

    fn unpack((row, preferred_name): Self::Row) -> Result<(Self, Owners)> {
        let (booking, owners) = Booking::unpack(row)?;
        Ok((Self { booking, preferred_name }, owners))
    }
}

impl Versioned for Entry {
    fn version(&self) -> i64 {
        self.booking.version
    }
}

/// Everybody but the reader who holds a place of a slot; a host may open none that waits.
///
/// # Errors
/// Whatever the database refuses.
pub fn roster(tx: &mut Tx<'_>, slot: SlotId, staff: bool) -> Result<Vec<Sealed<Entry>>> {
    let reader = tx.reader();
    // To a host, nobody is there who waits to be confirmed.
    let unseen = if staff { BookingState::Cancelled } else { BookingState::AwaitingConfirmation };
    tx.list(
        bookings::table
            .inner_join(accounts::table.on(accounts::id.eq(bookings::person)))
            .inner_join(hosts::table.on(hosts::id.eq(bookings::host)))
            .filter(bookings::slot.eq(slot))
            .filter(bookings::person.ne(reader))
            .filter(bookings::state.ne(unseen))
            .filter(bookings::state.ne(BookingState::Cancelled))
            .filter(bookings::state.ne(BookingState::Declined))
            .filter(bookings::state.ne(BookingState::GivenBack))
            .filter(bookings::state.ne(BookingState::Lapsed))
            .order(bookings::id)
            .select(((bookings::all_columns, hosts::centre), accounts::preferred_name)),
    )
}

/// The entry of one booking.
///
/// # Errors
/// `NotFound` when there is none.
pub fn entry(tx: &mut Tx<'_>, id: BookingId) -> Result<Sealed<Entry>> {
    tx.find(
        bookings::table
            .inner_join(accounts::table.on(accounts::id.eq(bookings::person)))
            .inner_join(hosts::table.on(hosts::id.eq(bookings::host)))
            .filter(bookings::id.eq(id))
            .select(((bookings::all_columns, hosts::centre), accounts::preferred_name)),
    )
}

impl Stored for Service {
    type Row = (Booked, String, Object);
    const SEE: Action = Action::SeeBooking;

    fn encrypted((row, ..): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        Booking::encrypted(row)
    }

    fn unpack((row, preferred_name, title): Self::Row) -> Result<(Self, Owners)> {
        let (booking, owners) = Booking::unpack(row)?;
        let title = title.to()?;
        Ok((Self { booking, preferred_name, title, lines: Vec::new(), may: Vec::new() }, owners))
    }
}

impl Versioned for Service {
    fn version(&self) -> i64 {
        self.booking.version
    }
}

macro_rules! services {
    () => {
        bookings::table
            .inner_join(accounts::table.on(accounts::id.eq(bookings::person)))
            .inner_join(hosts::table.on(hosts::id.eq(bookings::host)))
            .inner_join(slots::table.on(slots::id.eq(bookings::slot)))
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .select(((bookings::all_columns, hosts::centre), accounts::preferred_name, openings::title))
    };
}

/// The service of one booking.
///
/// # Errors
/// `NotFound` when there is none.
pub fn service(tx: &mut Tx<'_>, id: BookingId) -> Result<Sealed<Service>> {
    tx.find(services!().filter(bookings::id.eq(id)))
}

/// What hosts of these centres, or of none, reported of others than the reader, one more than a page: what nobody has
/// verified, longest ago first, or what somebody has, latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, centres: Vec<String>, verified: bool, ask: Ask) -> Result<Vec<Sealed<Service>>> {
    let after = ask.after.unwrap_or(if verified { Cursor::end() } else { Cursor::start() });
    let (id, reader) = (BookingId::from_uuid(after.id), tx.reader());
    filtered!(tx, {
        let query = services!()
            .filter(bookings::person.ne(reader))
            .filter(hosts::centre.is_null().or(hosts::centre.eq_any(centres.clone())))
            .limit(ask.limit + 1)
            .into_boxed();
        if verified {
            query
                .filter(bookings::state.eq(BookingState::Verified))
                .filter(bookings::starts_at.le(after.at))
                .filter(bookings::starts_at.lt(after.at).or(bookings::id.lt(id)))
                .order((bookings::starts_at.desc(), bookings::id.desc()))
        } else {
            query
                .filter(bookings::state.eq(BookingState::Attended))
                .filter(bookings::starts_at.ge(after.at))
                .filter(bookings::starts_at.gt(after.at).or(bookings::id.gt(id)))
                .order((bookings::starts_at, bookings::id))
        }
    })
}

/// A person's latest services that count, wait or were counted once, at most `limit`.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_person(tx: &mut Tx<'_>, person: AccountId, limit: i64) -> Result<Vec<Sealed<Service>>> {
    let counted = hours_ledger::table.filter(hours_ledger::booking.eq(bookings::id));
    tx.list(
        services!()
            .filter(bookings::person.eq(person))
            .filter(
                bookings::state
                    .eq(BookingState::Attended)
                    .or(bookings::state.eq(BookingState::Verified))
                    .or(diesel::dsl::exists(counted)),
            )
            .order((bookings::starts_at.desc(), bookings::id.desc()))
            .limit(limit),
    )
}

/// The quarters that wait for verification.
///
/// # Errors
/// Whatever the database refuses.
pub fn waiting(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Option<i64>>> {
    tx.values(
        bookings::table
            .filter(bookings::person.eq(person))
            .filter(bookings::state.eq(BookingState::Attended))
            .select(bookings::quarters),
    )
}

/// The hours that stand of a person within a stretch of time, but of one booking.
///
/// # Errors
/// Whatever the database refuses.
pub fn standing(tx: &mut Tx<'_>, person: AccountId, when: Interval, but: BookingId) -> Result<Hours> {
    let quarters: Vec<Option<i64>> = tx.values(
        bookings::table
            .filter(bookings::person.eq(person))
            .filter(bookings::starts_at.ge(when.start))
            .filter(bookings::starts_at.lt(when.end))
            .filter(bookings::id.ne(but))
            .select(bookings::quarters),
    )?;
    Ok(quarters.into_iter().flatten().map(Hours::of_quarters).sum())
}

/// A row of `hours_ledger`, in the order of its columns.
#[derive(Queryable, Insertable)]
#[diesel(table_name = hours_ledger, treat_none_as_default_value = false)]
pub struct LineRow {
    id: LineId,
    person: AccountId,
    booking: BookingId,
    quarters: i64,
    purpose: ServicePurpose,
    served_on: String,
    written_at: Instant,
    reason: Option<Encrypted>,
}

impl LineRow {
    /// The row of a line, every column of it.
    fn of(tx: &mut Tx<'_>, line: &LedgerLine) -> Result<Self> {
        let (at, reason) = (Field::LedgerReason.of(line.id), line.reason.as_deref());
        Ok(Self {
            id: line.id,
            person: line.person,
            booking: line.booking,
            quarters: line.quarters,
            purpose: line.purpose,
            served_on: line.served_on.to_string(),
            written_at: line.written_at,
            reason: tx.encrypt_any(line.person, at, reason)?,
        })
    }
}

impl Stored for LedgerLine {
    type Row = (LineRow, Option<String>);
    const SEE: Action = Action::SeeBooking;

    fn encrypted((row, _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        row.reason.iter_mut().map(|reason| (Field::LedgerReason.of(row.id), reason)).collect()
    }

    fn unpack((row, centre): Self::Row) -> Result<(Self, Owners)> {
        let day = row.served_on.parse();
        let line = Self {
            id: row.id,
            person: row.person,
            booking: row.booking,
            quarters: row.quarters,
            purpose: row.purpose,
            served_on: day.map_err(|_| Error::Internal("a line of the ledger has no day".into()))?,
            written_at: row.written_at,
            reason: row.reason.map_or(Ok(None), Encrypted::text)?,
        };
        let owners = Owners { centre: Caseload::taken_by(centre), ..Owners::of(line.person) };
        Ok((line, owners))
    }
}

/// The lines of the ledger about these bookings, in the order in which they were written.
///
/// # Errors
/// Whatever the database refuses.
pub fn lines(tx: &mut Tx<'_>, of: Vec<BookingId>) -> Result<Vec<Sealed<LedgerLine>>> {
    tx.list(
        hours_ledger::table
            .inner_join(bookings::table.on(bookings::id.eq(hours_ledger::booking)))
            .inner_join(hosts::table.on(hosts::id.eq(bookings::host)))
            .filter(hours_ledger::booking.eq_any(of))
            .order((hours_ledger::written_at, hours_ledger::id))
            .select((hours_ledger::all_columns, hosts::centre)),
    )
}

/// The quarters of every line of a person's ledger.
///
/// # Errors
/// Whatever the database refuses.
pub fn ledger(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<(i64, Instant)>> {
    tx.values(
        hours_ledger::table
            .filter(hours_ledger::person.eq(person))
            .order((hours_ledger::written_at, hours_ledger::id))
            .select((hours_ledger::quarters, hours_ledger::written_at)),
    )
}

/// When the person booked for the first time, if they ever did.
///
/// # Errors
/// Whatever the database refuses.
pub fn first_booked(tx: &mut Tx<'_>, person: AccountId) -> Result<Option<Instant>> {
    let booked = bookings::table.filter(bookings::person.eq(person));
    Ok(tx
        .values(booked.order((bookings::booked_at, bookings::id)).limit(1).select(bookings::booked_at))?
        .into_iter()
        .next())
}

/// The quarters of the lines for service in the calendar year of `day`.
///
/// # Errors
/// Whatever the database refuses.
pub fn ledger_of_year(tx: &mut Tx<'_>, person: AccountId, day: NaiveDate) -> Result<Vec<i64>> {
    let year = day.year();
    tx.values(
        hours_ledger::table
            .filter(hours_ledger::person.eq(person))
            .filter(hours_ledger::served_on.ge(format!("{year:04}-01-01")))
            .filter(hours_ledger::served_on.le(format!("{year:04}-12-31")))
            .select(hours_ledger::quarters),
    )
}

/// Appends a line to the ledger.
///
/// # Errors
/// Whatever the database refuses.
pub fn append<T>(tx: &mut Tx<'_>, because: &Recorded<T>, line: &LedgerLine) -> Result<()> {
    let row = LineRow::of(tx, line)?;
    let statement = diesel::insert_into(hours_ledger::table).values(row);
    tx.write(because, statement).map(|_| ())
}
