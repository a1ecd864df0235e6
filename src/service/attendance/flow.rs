//! What hosts and coordinators do with booked slots, and what members see of their hours.

use std::collections::HashMap;

use super::model::{Entered, Entry, LedgerLine, Left, Roster, Seen, Service, ServicePurpose, Tally};
use super::{rules as attendance, store};
use crate::access::{AccountId, Role};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, Page, Reason, Result};
use crate::service::bookings;
use crate::service::bookings::model::{Booking, BookingId, BookingMove, BookingState, Hours, Served};
use crate::service::bookings::record::BookingEvent;
use crate::service::bookings::rules::{self, Outcome};
use crate::service::slots::model::SlotId;
use crate::service::{openings, slots};
use crate::tx::{Tx, open_all};

/// The most lines that a member's own list shows.
const LATEST: i64 = 100;

/// A slot with everybody who is expected or came, by name; for a host without them, while a booking could wait.
///
/// # Errors
/// `Hidden` for a slot that is none of the caller's.
pub fn roster(tx: &mut Tx<'_>, id: SlotId) -> Result<Roster> {
    let slot = slots::store::find(tx, id)?.open(tx)?;
    let opening = openings::store::opening(tx, slot.opening)?.consult(tx)?;
    let why = "whether anything waits decides when the names are shown";
    let mut held = bookings::store::open_of(tx, id)?.into_iter().map(|booking| booking.unchecked(why).state);
    let waits = held.any(|state| state == BookingState::AwaitingClearance);
    let staff = openings::flow::may_publish(tx, &opening);
    let named = staff || attendance::shows_names(&slot, waits, tx.now);
    let rows = if named { store::roster(tx, id, staff)? } else { Vec::new() };
    let mut entries = open_all(rows, tx)?;
    entries.sort_by(|one, other| one.preferred_name.cmp(&other.preferred_name));
    let names_from = attendance::names_from(&slot);
    Ok(Roster { slot, title: opening.facts.title, named, names_from, entries })
}

/// The host records whether somebody came.
///
/// # Errors
/// `Hidden` for a booking that is not on the caller's roster; a conflict before the start; what may be wrong with hours;
/// `Stale`.
pub fn report(tx: &mut Tx<'_>, id: BookingId, seen: Seen, version: i64) -> Result<Entry> {
    let entry = store::entry(tx, id)?.open_at(tx, version)?;
    reported(tx, entry, seen)
}

fn reported(tx: &mut Tx<'_>, entry: Entry, seen: Seen) -> Result<Entry> {
    rules::may(&entry.booking, BookingMove::Report, tx.now, false)?;
    let outcome = match seen {
        Seen::Attended(entered) => Outcome::Attended(served(tx, &entry.booking, entered)?),
        Seen::Absent => Outcome::Absent,
        Seen::Excused => Outcome::Excused,
    };
    let booking = rules::report(entry.booking, outcome, tx.now)?;
    let event = BookingEvent::Reported(booking.clone());
    let booking = tx.record(booking, &event)?;
    Ok(Entry { booking: bookings::store::save(tx, booking)?, ..entry })
}

/// Everybody whom the caller saw unmarked on a roster came, for the whole shift; who is marked stays as they are, and
/// who cannot be is named with the reasons.
///
/// # Errors
/// `Hidden` for a slot that is none of the caller's; a conflict before the start; `Stale`.
pub fn everybody_came(tx: &mut Tx<'_>, id: SlotId, seen: &[BookingId]) -> Result<(Roster, Vec<Left>)> {
    let mut roster = roster(tx, id)?;
    attendance::has_begun(&roster.slot, tx.now)?;
    let entries = std::mem::take(&mut roster.entries);
    hold_all(tx, entries.iter().map(|entry| entry.booking.person).collect())?;
    let (mut after, mut left) = (Vec::new(), Vec::new());
    let gone = |id: &&BookingId| entries.iter().all(|entry| entry.booking.id != **id);
    for booking in seen.iter().filter(gone) {
        left.push(Left { booking: *booking, reasons: vec![Reason::wrong_state("not_on_the_roster")] });
    }
    for entry in entries {
        let booking = entry.booking.id;
        let mark = if seen.contains(&booking) { attendance::mark(&entry.booking) } else { Ok(false) };
        let whole = Seen::Attended(Entered { hours: None, reason: None });
        let marked = match mark {
            Ok(false) => Ok(entry.clone()),
            Ok(true) => reported(tx, entry.clone(), whole),
            Err(reason) => Err(reason.into()),
        };
        after.push(unless_refused(marked, &mut left, booking)?.unwrap_or(entry));
    }
    Ok((Roster { entries: after, ..roster }, left))
}

/// Holds several people, always in the same order, so that two who do it do not wait for each other.
fn hold_all(tx: &mut Tx<'_>, mut people: Vec<AccountId>) -> Result<()> {
    people.sort_unstable();
    people.into_iter().try_for_each(|person| tx.hold(person))
}

/// What was done of one of many, or nothing when there are reasons against it, which are kept.
fn unless_refused<T>(done: Result<T>, left: &mut Vec<Left>, booking: BookingId) -> Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(Error::Conflict(reasons)) => {
            left.push(Left { booking, reasons });
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Entered hours as they may stand beside a booking.
fn served(tx: &mut Tx<'_>, booking: &Booking, entered: Entered) -> Result<Served> {
    // Nobody enters hours of the same person at the same moment.
    tx.hold(booking.person)?;
    let stands = store::standing(tx, booking.person, attendance::day_of(booking), booking.id)?;
    attendance::served(booking, entered, stands)
}

/// What hosts of the caller's centres, or of none, reported: what nobody has verified yet, longest ago first, or what
/// somebody has, latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, verified: bool, ask: Ask) -> Result<Page<Service>> {
    let centres = tx.actor().centres(Role::Coordinator);
    let rows = store::page(tx, centres, verified, ask)?;
    let page = Page::cut(open_all(rows, tx)?, ask.limit, |service| Cursor {
        at: service.booking.time.start,
        id: service.booking.id.uuid(),
    });
    Ok(Page { items: told(tx, page.items)?, next: page.next })
}

/// Services with what the ledger says of each, and what their reader may do with them.
fn told(tx: &mut Tx<'_>, services: Vec<Service>) -> Result<Vec<Service>> {
    let rows = store::lines(tx, services.iter().map(|service| service.booking.id).collect())?;
    let mut of: HashMap<BookingId, Vec<LedgerLine>> = HashMap::new();
    for line in open_all(rows, tx)? {
        of.entry(line.booking).or_default().push(line);
    }
    let with = |service: Service| Service {
        lines: of.remove(&service.booking.id).unwrap_or_default(),
        may: bookings::flow::moves(tx, &service.booking),
        ..service
    };
    Ok(services.into_iter().map(with).collect())
}

/// A coordinator verifies hours, or corrects what was verified: one more line of the ledger.
///
/// # Errors
/// A conflict when the person was not there; what may be wrong with hours; `Stale`.
pub fn verify(tx: &mut Tx<'_>, id: BookingId, entered: Entered, version: i64) -> Result<Service> {
    let service = store::service(tx, id)?.open_at(tx, version)?;
    verified(tx, service, entered)
}

fn verified(tx: &mut Tx<'_>, service: Service, entered: Entered) -> Result<Service> {
    rules::may(&service.booking, BookingMove::Verify, tx.now, false)?;
    let served = served(tx, &service.booking, entered)?;
    let (booking, by) = rules::verify(service.booking.clone(), served, tx.now)?;
    let (event, reason) = (BookingEvent::Verified(booking.clone()), booking.hours_reason.clone());
    write(tx, service, booking, by, reason, &event)
}

/// A coordinator verifies many at once, each as the shift lasts; what takes a decision of its own, or was changed since
/// its version, is named with the reasons.
///
/// # Errors
/// `Hidden` when one of them is none of the caller's; `Stale`.
pub fn verify_many(tx: &mut Tx<'_>, rows: &[(BookingId, i64)]) -> Result<(Vec<Service>, Vec<Left>)> {
    let mut services = Vec::new();
    for (id, _) in rows {
        services.push(store::service(tx, *id)?.open(tx)?);
    }
    hold_all(tx, services.iter().map(|service| service.booking.person).collect())?;
    let (mut after, mut left) = (Vec::new(), Vec::new());
    for (service, (id, version)) in told(tx, services)?.into_iter().zip(rows) {
        let verified = match attendance::verifies_plainly(&service, *version) {
            Ok(false) => Ok(service.clone()),
            Ok(true) => verified(tx, service.clone(), Entered { hours: None, reason: None }),
            Err(reason) => Err(reason.into()),
        };
        after.push(unless_refused(verified, &mut left, *id)?.unwrap_or(service));
    }
    Ok((after, left))
}

/// A coordinator takes verified hours back by a line against them, so that they wait again.
///
/// # Errors
/// `Invalid` for the reason; a conflict when they are not verified; `Stale`.
pub fn take_back(tx: &mut Tx<'_>, id: BookingId, reason: &str, version: i64) -> Result<Service> {
    let service = store::service(tx, id)?.open_at(tx, version)?;
    let (booking, by) = rules::take_back(service.booking.clone(), tx.now)?;
    let (event, reason) = (BookingEvent::TakenBack(booking.clone()), attendance::needed(reason)?);
    write(tx, service, booking, by, Some(reason), &event)
}

/// Writes what a booking counts from now on, and the line of the ledger that makes it so.
fn write(
    tx: &mut Tx<'_>,
    service: Service,
    booking: Booking,
    quarters: i64,
    reason: Option<String>,
    event: &BookingEvent,
) -> Result<Service> {
    let line = LedgerLine {
        id: tx.fresh(),
        person: booking.person,
        booking: booking.id,
        quarters,
        purpose: ServicePurpose::Voluntary,
        served_on: booking.time.start.day(),
        written_at: tx.now,
        reason,
    };
    let booking = tx.record(booking, event)?;
    store::append(tx, &booking, &line)?;
    let booking = bookings::store::save(tx, booking)?;
    let mut told = told(tx, vec![Service { booking, ..service }])?;
    told.pop().ok_or_else(|| Error::Internal("one service was told as none".into()))
}

/// The caller's hours.
///
/// # Errors
/// Whatever the database refuses.
pub fn tally(tx: &mut Tx<'_>) -> Result<Tally> {
    let person = tx.account()?;
    let today = tx.today();
    let sum = |quarters: Vec<i64>| quarters.into_iter().map(Hours::of_quarters).sum();
    let ledger = store::ledger(tx, person)?;
    let hundredth = attendance::hundredth(&ledger);
    let verified = sum(ledger.into_iter().map(|(quarters, _)| quarters).collect());
    let this_year = sum(store::ledger_of_year(tx, person, today)?);
    let waiting = sum(store::waiting(tx, person)?.into_iter().flatten().collect());
    let rows = store::of_person(tx, person, LATEST)?;
    let first_booked = store::first_booked(tx, person)?;
    let services = open_all(rows, tx)?;
    let services = told(tx, services)?;
    Ok(Tally { verified, waiting, this_year, first_booked, hundredth, services })
}
