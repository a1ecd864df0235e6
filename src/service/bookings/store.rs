//! Bookings as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Appointment, Booking, BookingId, BookingState, Hours, Notice};
use crate::access::{AccountId, Action, Caseload, HostId, Owners};
use crate::base::error::OnUnique;
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Instant, Interval, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{bookings, confirmations, hosts, keep_apart, openings, slots};
use crate::keys::{At, Encrypted, Field};
use crate::people::keep_apart::model::{PairId, PartyId};
use crate::service::confirmations::model::ConfirmationState;
use crate::service::slots::model::{Card, SlotId};
use crate::service::slots::store::{CARD, CardRow};
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// The most that a member is told of at once.
const UNSEEN: i64 = 20;

/// A row of `bookings`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = bookings, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: BookingId,
    #[diesel(skip_update)]
    slot: SlotId,
    #[diesel(skip_update)]
    person: AccountId,
    #[diesel(skip_update)]
    host: HostId,
    #[diesel(skip_update)]
    starts_at: Instant,
    #[diesel(skip_update)]
    ends_at: Instant,
    state: BookingState,
    quarters: Option<i64>,
    #[diesel(skip_update)]
    booked_at: Instant,
    version: i64,
    confirms_at: Option<Instant>,
    hours_reason: Option<Encrypted>,
    notice: Option<Notice>,
    notice_seen_at: Option<Instant>,
}

impl Row {
    /// The row of a booking, every column of it.
    fn of(tx: &mut Tx<'_>, booking: &Booking) -> Result<Self> {
        let (at, reason) = (Field::HoursReason.of(booking.id), booking.hours_reason.as_deref());
        Ok(Self {
            id: booking.id,
            slot: booking.slot,
            person: booking.person,
            host: booking.host,
            starts_at: booking.time.start,
            ends_at: booking.time.end,
            state: booking.state,
            quarters: booking.hours.map(Hours::quarters),
            booked_at: booking.booked_at,
            version: booking.version,
            confirms_at: booking.confirms_at,
            hours_reason: tx.encrypt_any(booking.person, at, reason)?,
            notice: booking.notice,
            notice_seen_at: booking.notice_seen_at,
        })
    }
}

impl Stored for Booking {
    type Row = (Row, Option<String>);
    const SEE: Action = Action::SeeBooking;

    fn encrypted((row, _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        row.hours_reason.iter_mut().map(|reason| (Field::HoursReason.of(row.id), reason)).collect()
    }

    fn unpack((row, centre): Self::Row) -> Result<(Self, Owners)> {
        let time = Interval::new(row.starts_at, row.ends_at)
            .ok_or_else(|| Error::Internal("a booking runs backwards".into()))?;
        let booking = Self {
            id: row.id,
            slot: row.slot,
            person: row.person,
            host: row.host,
            time,
            state: row.state,
            hours: row.quarters.map(Hours::of_quarters),
            hours_reason: row.hours_reason.map_or(Ok(None), Encrypted::text)?,
            notice: row.notice,
            notice_seen_at: row.notice_seen_at,
            booked_at: row.booked_at,
            version: row.version,
            confirms_at: row.confirms_at,
            centre,
        };
        let owners = owners(&booking);
        Ok((booking, owners))
    }
}

impl Made for Booking {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, BookingId::from_uuid(id))
    }
}

impl Versioned for Booking {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Whose a booking is: to a host, one that waits or was declined does not exist, because it would betray supervision.
#[must_use]
pub fn owners(booking: &Booking) -> Owners {
    let host = booking.state.is_on_roster().then_some(booking.host);
    let centre = Caseload::taken_by(booking.centre.clone());
    Owners { host, centre, ..Owners::of(booking.person) }
}

impl Stored for Appointment {
    type Row = ((Row, Option<String>), CardRow, Object);
    const SEE: Action = Action::SeeBooking;

    fn encrypted((row, ..): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        Booking::encrypted(row)
    }

    fn unpack((row, card, meeting_point): Self::Row) -> Result<(Self, Owners)> {
        let (booking, owners) = Booking::unpack(row)?;
        let (card, _) = Card::unpack(card)?;
        Ok((
            Self { booking, card, meeting_point: meeting_point.to()?, unfit: Vec::new(), may: Vec::new() },
            owners,
        ))
    }
}

macro_rules! open {
    () => {
        bookings::state
            .eq(BookingState::Confirmed)
            .or(bookings::state.eq(BookingState::AwaitingClearance))
            .or(bookings::state.eq(BookingState::AwaitingConfirmation))
    };
}

macro_rules! off {
    () => {
        bookings::state
            .eq(BookingState::Cancelled)
            .or(bookings::state.eq(BookingState::Declined))
            .or(bookings::state.eq(BookingState::GivenBack))
            .or(bookings::state.eq(BookingState::Lapsed))
    };
}

macro_rules! bookings_with_hosts {
    () => {
        bookings::table
            .inner_join(hosts::table.on(hosts::id.eq(bookings::host)))
            .select((bookings::all_columns, hosts::centre))
    };
}

macro_rules! appointments {
    () => {
        bookings::table
            .inner_join(slots::table.on(slots::id.eq(bookings::slot)))
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .select(((bookings::all_columns, hosts::centre), CARD, slots::meeting_point))
    };
}

/// The booking of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: BookingId) -> Result<Sealed<Booking>> {
    tx.find(bookings_with_hosts!().filter(bookings::id.eq(id)))
}

/// The booking of an id with its slot.
///
/// # Errors
/// `NotFound` when there is none.
pub fn appointment(tx: &mut Tx<'_>, id: BookingId) -> Result<Sealed<Appointment>> {
    tx.find(appointments!().filter(bookings::id.eq(id)))
}

/// A person's bookings, and one more than a page: those to come, soonest first, or all others, latest first. What others
/// took from them stays among those to come until it would be over.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: AccountId,
    upcoming: bool,
    ask: Ask,
) -> Result<Vec<Sealed<Appointment>>> {
    let now = tx.now;
    let after = ask.after.unwrap_or(if upcoming { Cursor::start() } else { Cursor::end() });
    let id = BookingId::from_uuid(after.id);
    filtered!(tx, {
        let told = bookings::notice.is_not_null().and(off!());
        let open = bookings::ends_at.gt(now).and(open!().or(told));
        let query = appointments!().filter(bookings::person.eq(person)).limit(ask.limit + 1).into_boxed();
        if upcoming {
            query
                .filter(open)
                .filter(bookings::starts_at.ge(after.at))
                .filter(bookings::starts_at.gt(after.at).or(bookings::id.gt(id)))
                .order((bookings::starts_at, bookings::id))
        } else {
            query
                .filter(diesel::dsl::not(open))
                .filter(bookings::starts_at.le(after.at))
                .filter(bookings::starts_at.lt(after.at).or(bookings::id.lt(id)))
                .order((bookings::starts_at.desc(), bookings::id.desc()))
        }
    })
}

/// A person's bookings that others changed, ending after `since`, of which the person has not seen it; soonest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn unseen_of(tx: &mut Tx<'_>, person: AccountId, since: Instant) -> Result<Vec<Sealed<Appointment>>> {
    tx.list(
        appointments!()
            .filter(bookings::person.eq(person))
            .filter(bookings::notice.is_not_null())
            .filter(bookings::notice_seen_at.is_null())
            .filter(bookings::ends_at.gt(since))
            .order((bookings::starts_at, bookings::id))
            .limit(UNSEEN),
    )
}

/// A person's bookings that begin within `when`, in the order in which they were made.
///
/// # Errors
/// Whatever the database refuses.
pub fn within(tx: &mut Tx<'_>, person: AccountId, when: Interval) -> Result<Vec<Sealed<Booking>>> {
    tx.list(
        bookings_with_hosts!()
            .filter(bookings::person.eq(person))
            .filter(bookings::starts_at.ge(when.start))
            .filter(bookings::starts_at.lt(when.end))
            .order((bookings::booked_at, bookings::id)),
    )
}

/// The bookings of a slot that are still open.
///
/// # Errors
/// Whatever the database refuses.
pub fn open_of(tx: &mut Tx<'_>, slot: SlotId) -> Result<Vec<Sealed<Booking>>> {
    tx.list(
        bookings_with_hosts!()
            .filter(bookings::slot.eq(slot))
            .filter(open!())
            .order((bookings::booked_at, bookings::id)),
    )
}

/// A person's open bookings of slots that have not begun.
///
/// # Errors
/// Whatever the database refuses.
pub fn coming_of(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Sealed<Booking>>> {
    let now = tx.now;
    tx.list(
        bookings_with_hosts!()
            .filter(bookings::person.eq(person))
            .filter(bookings::starts_at.gt(now))
            .filter(open!())
            .order((bookings::starts_at, bookings::id)),
    )
}

/// A place that is held by somebody whom a person must not meet.
pub struct Meets {
    pub pair: PairId,
    /// The code of the pair's centre.
    pub centre: String,
    pub booking: BookingId,
    pub person: AccountId,
}

impl Stored for Meets {
    type Row = (PairId, String, BookingId, AccountId);
    const SEE: Action = Action::KeepApart;

    fn unpack((pair, centre, booking, person): Self::Row) -> Result<(Self, Owners)> {
        let owners = Owners { centre: Caseload::Of(centre.clone()), ..Owners::default() };
        Ok((Self { pair, centre, booking, person }, owners))
    }
}

/// Every place of a slot that is held by somebody whom a person must not meet.
///
/// # Errors
/// Whatever the database refuses.
pub fn meets(tx: &mut Tx<'_>, person: PartyId, slot: SlotId) -> Result<Vec<Sealed<Meets>>> {
    tx.list(
        keep_apart::table
            .inner_join(bookings::table.on(bookings::person.eq(keep_apart::other)))
            .filter(keep_apart::person.eq(person))
            .filter(keep_apart::until_at.is_null())
            .filter(bookings::slot.eq(slot))
            .filter(bookings::state.ne(BookingState::Cancelled))
            .filter(bookings::state.ne(BookingState::Declined))
            .filter(bookings::state.ne(BookingState::GivenBack))
            .filter(bookings::state.ne(BookingState::Lapsed))
            .order((keep_apart::centre, bookings::id))
            .select((keep_apart::pair, keep_apart::centre, bookings::id, bookings::person)),
    )
}

/// Bookings whose time to confirm themselves has come and of which nobody has to decide, or whose shift has begun; by id
/// and after one.
///
/// # Errors
/// Whatever the database refuses.
pub fn confirming(tx: &mut Tx<'_>, after: BookingId, most: i64) -> Result<Vec<BookingId>> {
    let now = tx.now;
    let undecided = confirmations::table
        .filter(confirmations::booking.eq(bookings::id))
        .filter(confirmations::state.eq(ConfirmationState::Waiting));
    tx.due(
        bookings::table
            .filter(bookings::state.eq(BookingState::AwaitingConfirmation))
            .filter(bookings::confirms_at.le(now))
            .filter(bookings::starts_at.le(now).or(diesel::dsl::not(diesel::dsl::exists(undecided))))
            .filter(bookings::id.gt(after))
            .order(bookings::id)
            .select(bookings::id)
            .limit(most),
    )
}

/// When a person booked for the last time but `times`, whatever became of it.
///
/// # Errors
/// Whatever the database refuses.
pub fn booked_before(tx: &mut Tx<'_>, person: AccountId, times: i64) -> Result<Option<Instant>> {
    let latest = bookings::table.filter(bookings::person.eq(person)).order(bookings::booked_at.desc());
    tx.value(latest.select(bookings::booked_at).offset(times - 1).limit(1))
}

/// Writes a new booking.
///
/// # Errors
/// A conflict `already_booked` when the person has one of the slot.
pub fn insert(tx: &mut Tx<'_>, booking: Recorded<Booking>) -> Result<Booking> {
    let statement = diesel::insert_into(bookings::table).values(Row::of(tx, &booking)?);
    tx.write(&booking, statement).on_unique(Code::AlreadyBooked)?;
    Ok(booking.into_inner())
}

/// Writes that its member has seen what others changed. The booking is what it was, so its version stays.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn saw(tx: &mut Tx<'_>, booking: Recorded<Booking>) -> Result<Booking> {
    let row =
        bookings::table.filter(bookings::id.eq(booking.id)).filter(bookings::version.eq(booking.version));
    let seen = bookings::notice_seen_at.eq(booking.notice_seen_at);
    tx.change(&booking, Kept(diesel::update(row).set(seen)))?;
    Ok(booking.into_inner())
}

/// Writes a changed booking.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, booking: Recorded<Booking>) -> Result<Booking> {
    let row =
        bookings::table.filter(bookings::id.eq(booking.id)).filter(bookings::version.eq(booking.version));
    let next = Row { version: booking.version + 1, ..Row::of(tx, &booking)? };
    tx.change(&booking, Kept(diesel::update(row).set(next)))?;
    let booking = booking.into_inner();
    Ok(Booking { version: booking.version + 1, ..booking })
}
