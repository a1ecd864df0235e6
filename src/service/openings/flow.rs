//! What hosts and coordinators do with openings and their slots.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate, NaiveTime};

use super::facts::{OpeningFacts, OpeningPatch};
use super::model::{Opening, OpeningState};
use super::record::{OpeningEvent, What};
use super::{rules, store};
use crate::access::{Action, HostId, Role, policy};
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, FaultCode, Instant, Page, Reason, Result, Text3};
use crate::service::hosts;
use crate::service::slots::model::{Card, OpeningId, Slot, SlotId};
use crate::service::slots::record::SlotEvent;
use crate::service::slots::rules::NewSlot;
use crate::service::slots::{self, store as slot_store};
use crate::tx::{Tx, open_all};

/// An opening with its slots, by time.
#[derive(Debug)]
pub struct Managed {
    pub opening: Opening,
    pub slots: Vec<Slot>,
}

/// Whether the caller may publish an opening, and so sees and corrects what a host does not.
#[must_use]
pub fn may_publish(tx: &Tx<'_>, opening: &Opening) -> bool {
    policy::may(tx.actor(), Action::PublishOpening, &store::owners(opening))
}

/// Drafts an opening of a host; an import names it by a code.
///
/// # Errors
/// `Invalid` when something of it cannot be, or the host is none of the caller's.
pub fn draft(tx: &mut Tx<'_>, host: HostId, code: Option<String>, facts: OpeningFacts) -> Result<Managed> {
    let facts = rules::checked(facts)?;
    let host = hosts::store::find(tx, host).and_then(|host| host.open(tx)).map_err(|error| match error {
        Error::NotFound | Error::Hidden => Error::invalid("hostId", FaultCode::UnknownCode),
        other => other,
    })?;
    let opening = rules::draft(tx.fresh(), code, &host, facts, tx.now);
    let event = OpeningEvent { what: What::Drafted, opening: opening.clone(), tell: Vec::new(), new: None };
    let recorded = tx.record(opening, &event)?;
    Ok(Managed { opening: store::insert(tx, recorded)?, slots: Vec::new() })
}

/// An opening with all its slots.
///
/// # Errors
/// `Hidden` or `Forbidden` when it is none of the caller's.
pub fn managed(tx: &mut Tx<'_>, id: OpeningId) -> Result<Managed> {
    let opening = store::opening(tx, id)?.open(tx)?;
    Ok(Managed { opening, slots: all_slots(tx, id)? })
}

fn all_slots(tx: &mut Tx<'_>, id: OpeningId) -> Result<Vec<Slot>> {
    let rows = slot_store::of(tx, vec![id], Instant::from_micros(i64::MIN))?;
    open_all(rows, tx)
}

/// A page of the openings that are the caller's to manage, each with its slots to come; the latest first, but of
/// those that wait to be looked at whichever has waited longest.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, state: Option<OpeningState>, ask: Ask) -> Result<Page<Managed>> {
    let (of, centres) = (tx.actor().hosts(), tx.actor().centres(Role::Coordinator));
    let openings = store::page(tx, of, centres, state, ask)?;
    let waits = state == Some(OpeningState::Submitted);
    let key = |opening: &Opening| opening.submitted_at.filter(|_| waits).unwrap_or(opening.created_at);
    let place = |opening: &Opening| Cursor { at: key(opening), id: opening.id.uuid() };
    let page = Page::cut(open_all(openings, tx)?, ask.limit, place);
    let ids = page.items.iter().map(|opening| opening.id).collect();
    let slots = slot_store::of(tx, ids, tx.now)?;
    let mut by_opening: HashMap<OpeningId, Vec<Slot>> = HashMap::new();
    for slot in open_all(slots, tx)? {
        by_opening.entry(slot.opening).or_default().push(slot);
    }
    Ok(page.map(|opening| Managed { slots: by_opening.remove(&opening.id).unwrap_or_default(), opening }))
}

/// The most days that are shown at once.
const MOST_DAYS: i64 = 35;

/// The slots of some days, the first and the last included, that are the caller's to manage, by time, and their
/// openings.
///
/// # Errors
/// `Invalid` when there are too many days, or none.
pub fn calendar(
    tx: &mut Tx<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(Vec<Slot>, HashMap<OpeningId, Opening>)> {
    let after =
        to.checked_add_days(Days::new(1)).ok_or_else(|| Error::invalid("to", FaultCode::OutOfRange))?;
    if !(1..=MOST_DAYS).contains(&(after - from).num_days()) {
        return Err(Error::invalid("to", FaultCode::OutOfRange));
    }
    let start = |day: NaiveDate| Instant::from_hong_kong(day.and_time(NaiveTime::MIN));
    let (of, centres) = (tx.actor().hosts(), tx.actor().centres(Role::Coordinator));
    let rows = slot_store::between(tx, of, centres, (start(from), start(after)))?;
    let slots = open_all(rows, tx)?;
    let ids: BTreeSet<_> = slots.iter().map(|slot| slot.opening).collect();
    let openings = store::these(tx, ids.into_iter().collect())?;
    let openings = open_all(openings, tx)?.into_iter().map(|opening| (opening.id, opening)).collect();
    Ok((slots, openings))
}

/// A published opening as everybody sees it, and its slots to come (at most 100).
///
/// # Errors
/// `Hidden` before it was published.
pub fn public(tx: &mut Tx<'_>, id: OpeningId) -> Result<(Opening, Vec<Card>)> {
    let opening = store::opening(tx, id)?.open(tx)?;
    let cards = slot_store::cards_of(tx, id, 100)?;
    Ok((opening, open_all(cards, tx)?))
}

/// Changes what was entered of an opening.
///
/// # Errors
/// `Invalid` as on drafting; a conflict in a state in which the caller may not change it; `Stale`.
pub fn change(tx: &mut Tx<'_>, id: OpeningId, change: OpeningPatch) -> Result<Managed> {
    let version = change.version;
    step(tx, id, version, What::Changed, |tx, opening, coming| {
        let facts = rules::checked(change.applied_to(opening.facts.clone()))?;
        let publishes = may_publish(tx, &opening);
        Ok(rules::change(opening, facts, publishes, coming)?)
    })
}

/// Hands an opening to the coordinators.
///
/// # Errors
/// A conflict with every reason; `Stale`.
pub fn submit(tx: &mut Tx<'_>, id: OpeningId, version: i64) -> Result<Managed> {
    step(tx, id, version, What::Submitted, |tx, opening, coming| Ok(rules::submit(opening, coming, tx.now)?))
}

/// Shows an opening to everybody, or says anew whether people with records are likely to meet there; a host that no centre
/// has taken becomes the caller's centre's.
///
/// # Errors
/// A conflict with every reason; `Stale`; `Invalid` as [`take_on`](hosts::flow::take_on).
pub fn publish(
    tx: &mut Tx<'_>,
    id: OpeningId,
    sensitive: bool,
    centre: Option<String>,
    version: i64,
) -> Result<Managed> {
    step(tx, id, version, What::Published, |tx, opening, coming| {
        let host = hosts::store::find(tx, opening.host)?.consult(tx)?;
        let opening = rules::publish(opening, sensitive, &host, coming, tx.now)?;
        let host = hosts::flow::take_on(tx, host, centre)?;
        Ok(Opening { centre: host.centre, ..opening })
    })
}

/// Sends an opening back to its host with a note.
///
/// # Errors
/// `Invalid` for the note; a conflict when it is not submitted; `Stale`.
pub fn send_back(tx: &mut Tx<'_>, id: OpeningId, note: &str, version: i64) -> Result<Managed> {
    step(tx, id, version, What::Returned, |_, opening, _| rules::send_back(opening, note))
}

/// Ends the booking of an opening; what is booked goes ahead.
///
/// # Errors
/// A conflict when it is closed already; `Stale`.
pub fn close(tx: &mut Tx<'_>, id: OpeningId, version: i64) -> Result<Managed> {
    step(tx, id, version, What::Closed, |_, opening, _| Ok(rules::close(opening)?))
}

/// Loads an opening, lets `judge` decide on it and its slots to come, records and saves what comes of it.
fn step(
    tx: &mut Tx<'_>,
    id: OpeningId,
    version: i64,
    what: What,
    judge: impl FnOnce(&mut Tx<'_>, Opening, &[Slot]) -> Result<Opening>,
) -> Result<Managed> {
    // Slots copy what the opening says of itself, so none may be added meanwhile.
    tx.hold(id)?;
    let opening = store::opening(tx, id)?.open_at(tx, version)?;
    let slots = all_slots(tx, id)?;
    let coming = slots::rules::coming(&slots, tx.now, tx.imports());
    let before = opening.asks();
    let opening = judge(tx, opening, &coming)?;
    let new = rules::new_demands(&before, &opening.asks());
    let tell = match what {
        What::Submitted => hosts::store::coordinators(tx, opening.centre.as_deref())?,
        // What staff of the host do themselves is no news to them.
        _ if may_publish(tx, &opening) => hosts::store::staff(tx, opening.host)?,
        _ => Vec::new(),
    };
    let event = OpeningEvent { what, opening: opening.clone(), tell, new };
    let recorded = tx.record(opening, &event)?;
    Ok(Managed { opening: store::save(tx, recorded)?, slots })
}

/// Adds a slot to an opening; an import names it by a code.
///
/// # Errors
/// `Invalid` when something of it cannot be; a conflict with every reason.
pub fn add_slot(tx: &mut Tx<'_>, id: OpeningId, code: Option<String>, slot: NewSlot) -> Result<Slot> {
    tx.hold(id)?;
    let opening = store::opening(tx, id)?.open(tx)?;
    let slot = slots::rules::checked(slot, tx.now, tx.imports())?;
    if slot_store::count(tx, id)? >= slots::rules::MOST {
        let most = serde_json::json!({ "max": slots::rules::MOST });
        return Err(Reason::with(Code::TooManySlots, most).into());
    }
    let slot = slots::rules::add(tx.fresh(), code, opening.id, (opening.host, opening.centre.clone()), slot);
    let host = hosts::store::find(tx, opening.host)?.consult(tx)?;
    rules::fits(&opening, &host, slot.time())?;
    let recorded = tx.record(slot.clone(), &SlotEvent::Added(slot))?;
    slot_store::insert(tx, recorded, opening.listing())
}

/// What to change of a slot; `None` leaves as it is.
#[derive(Debug, Default)]
pub struct SlotChange {
    pub starts_at: Option<Instant>,
    pub ends_at: Option<Instant>,
    pub capacity: Option<i64>,
    pub meeting_point: Option<Text3>,
    pub version: i64,
}

/// Changes a slot.
///
/// # Errors
/// `Invalid` when something of it cannot be; a conflict with every reason; `Stale`.
pub fn change_slot(tx: &mut Tx<'_>, id: SlotId, change: SlotChange) -> Result<Slot> {
    let slot = slot_store::find(tx, id)?.open_at(tx, change.version)?;
    // Nor may it be published meanwhile, judged by the old time.
    tx.hold(slot.opening)?;
    slots::rules::still_to_come(&slot, tx.now, tx.imports())?;
    let next = NewSlot {
        starts_at: change.starts_at.unwrap_or(slot.starts_at),
        ends_at: change.ends_at.unwrap_or(slot.ends_at),
        capacity: change.capacity.unwrap_or(slot.capacity),
        meeting_point: change.meeting_point.unwrap_or_else(|| slot.meeting_point.clone()),
    };
    let next = slots::rules::checked(next, tx.now, tx.imports())?;
    let (before, place) = (slot.time(), slot.meeting_point.clone());
    let slot = slots::rules::change(slot, next)?;
    let moves = slot.time() != before;
    if moves {
        let opening = store::opening(tx, slot.opening)?.consult(tx)?;
        let host = hosts::store::find(tx, slot.host)?.consult(tx)?;
        rules::fits(&opening, &host, slot.time())?;
    }
    let elsewhere = slot.meeting_point != place;
    let recorded = tx.record(slot.clone(), &SlotEvent::Changed { slot: slot.clone(), elsewhere })?;
    // Nobody may have booked the old time meanwhile.
    let held = if moves { 0 } else { slot.capacity };
    slot_store::save(tx, recorded, held)
}

/// Cancels a slot that has not begun, and with it every booking of it.
///
/// # Errors
/// A conflict when it has begun or is cancelled already; `Stale`.
pub fn cancel_slot(tx: &mut Tx<'_>, id: SlotId, version: i64) -> Result<Slot> {
    let slot = slot_store::find(tx, id)?.open_at(tx, version)?;
    let slot = slots::rules::cancel(slot, tx.now, tx.imports())?;
    let held = slot.capacity;
    let recorded = tx.record(slot.clone(), &SlotEvent::Cancelled(slot))?;
    slot_store::save(tx, recorded, held)?;
    // How many hold a place is shown as it is once every booking has ended.
    tx.settle()?;
    slot_store::find(tx, id)?.open(tx)
}
