//! Judging slots for a member.

use std::collections::HashMap;

use super::store::{self, Gate};
use crate::access::AccountId;
use crate::base::page::{Ask, MOST};
use crate::base::{Cursor, Error, Interval, Page, Result, Text3};
use crate::service::bookings::eligibility::{Demand, Verdict, judge};
use crate::service::bookings::facts::{self, Matters};
use crate::service::bookings::model::BookingId;
use crate::service::openings::model::{Asks, Opening};
use crate::service::slots::model::{Card, Filter, OpeningId, SlotId};
use crate::service::{openings, slots};
use crate::tx::{Sealed, Tx};

/// How many pages are judged at most to fill one with what somebody may take; its `next` goes on from there.
const FURTHEST: usize = 5;

/// A slot with what it means for one member.
#[derive(Debug)]
pub struct Shift {
    pub card: Card,
    pub verdict: Verdict,
    /// The member's own booking of it.
    pub booking: Option<BookingId>,
}

/// A page of coming slots, judged for the caller; `mine` leaves out what they may not take.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, filter: &Filter, mine: bool, ask: Ask) -> Result<Page<Shift>> {
    let person = tx.account()?;
    if !mine {
        let page = slots::flow::upcoming(tx, filter, ask)?;
        return Ok(Page { items: judged(tx, person, page.items)?, next: page.next });
    }
    let mut wide = Ask { limit: MOST, ..ask };
    let mut found = Vec::new();
    for _ in 0..FURTHEST {
        let page = slots::flow::upcoming(tx, filter, wide)?;
        wide.after = page.items.last().map(Card::cursor);
        found.extend(judged(tx, person, page.items)?.into_iter().filter(|shift| shift.verdict.bookable));
        let enough = i64::try_from(found.len()).is_ok_and(|found| found > ask.limit);
        if enough || page.next.is_none() {
            return Ok(Page::cut(found, ask.limit, |shift| shift.card.cursor()));
        }
    }
    Ok(Page { items: found, next: wide.after.map(Cursor::text) })
}

fn judged(tx: &mut Tx<'_>, person: AccountId, cards: Vec<Card>) -> Result<Vec<Shift>> {
    let Some(first) = cards.first() else { return Ok(Vec::new()) };
    let end = cards.iter().map(|card| card.ends_at).max().unwrap_or(first.ends_at);
    let when = Interval { start: first.starts_at, end };
    let asks = asks(tx, &cards)?;
    let matters = Matters {
        checks: asks.values().any(|asks| asks.needs_check.is_some()),
        listed: facts::listed(tx, person)?,
    };
    let facts = facts::gather(tx, person, when, matters)?;
    let shift = |card: Card| {
        let asks = asks.get(&card.opening).ok_or(Error::NotFound)?.clone();
        let verdict = judge(&Demand { place: card.place(), asks }, &facts, tx.now, false);
        Ok(Shift { booking: facts.booking(card.slot), verdict, card })
    };
    cards.into_iter().map(shift).collect()
}

fn asks(tx: &mut Tx<'_>, cards: &[Card]) -> Result<HashMap<OpeningId, Asks>> {
    let mut of: Vec<OpeningId> = cards.iter().map(|card| card.opening).collect();
    of.sort_unstable();
    of.dedup();
    let gates = store::gates(tx, of)?;
    let asks = |gate: Sealed<Gate>| gate.consult(tx).map(|Gate { opening, asks }| (opening, asks));
    gates.into_iter().map(asks).collect()
}

/// One slot with all a member needs to decide.
#[derive(Debug)]
pub struct Detail {
    pub shift: Shift,
    pub opening: Opening,
    /// The slots of the opening that are to come.
    pub others: Vec<Card>,
    pub meeting_point: Text3,
}

/// One slot, judged for the caller.
///
/// # Errors
/// `Hidden` for a slot that is not public.
pub fn detail(tx: &mut Tx<'_>, id: SlotId) -> Result<Detail> {
    let person = tx.account()?;
    let slot = slots::store::find(tx, id)?.consult(tx)?;
    let opening = openings::store::opening(tx, slot.opening)?.consult(tx)?;
    let card = slots::store::card(tx, id)?.consult(tx)?;
    let others = slots::store::cards_of(tx, opening.id, 100)?;
    let others = others.into_iter().map(|card| card.consult(tx)).collect::<Result<Vec<_>>>()?;
    let demand = Demand::of(&slot, &opening);
    let matters = Matters { checks: demand.asks.needs_check.is_some(), listed: facts::listed(tx, person)? };
    let facts = facts::gather(tx, person, slot.time(), matters)?;
    let verdict = judge(&demand, &facts, tx.now, false);
    let shift = Shift { card, verdict, booking: facts.booking(id) };
    Ok(Detail { shift, opening, others, meeting_point: slot.meeting_point })
}
