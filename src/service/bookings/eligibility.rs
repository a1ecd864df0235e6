//! Whether a person may take a slot, judged on the day of the slot: every reason, each a stable code. Pure.

use serde_json::json;

use super::model::{Booking, BookingId, BookingState};
use crate::base::{Code, Instant, Reason};
use crate::people::accounts::model::{PersonCard, Supervision};
use crate::people::checks;
use crate::people::checks::model::Check;
use crate::people::diary::model::Commitment;
use crate::people::supervisees::model::Supervisee;
use crate::service::clearances;
use crate::service::clearances::model::Standing;
use crate::service::openings::model::{Asks, Opening, OpeningState};
use crate::service::slots::model::{Place, Slot, SlotId};
use crate::tx::NewDemands;

/// What a slot asks of whoever takes it; where it is no longer the same, whoever has booked is judged anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    pub place: Place,
    pub asks: Asks,
}

impl Demand {
    /// What a slot of an opening asks.
    #[must_use]
    pub fn of(slot: &Slot, opening: &Opening) -> Self {
        let published = opening.state == OpeningState::Published;
        Self { place: slot.place(published), asks: opening.asks() }
    }

    /// Of age and record checks only what is new.
    #[must_use]
    pub fn only(&self, new: NewDemands) -> Self {
        let asks = Asks {
            min_age: self.asks.min_age.filter(|_| new.age),
            needs_check: self.asks.needs_check.filter(|_| new.check),
            ..self.asks.clone()
        };
        Self { place: self.place.clone(), asks }
    }
}

/// Somebody under supervision, and what their officer has cleared.
#[derive(Clone, Debug)]
pub struct Supervised {
    pub supervisee: Supervisee,
    pub standing: Vec<Standing>,
    /// Whether the officer still is one, so that somebody can clear.
    pub officer_serves: bool,
}

/// What is known of a person, as far as it bears on the slots in question.
#[derive(Clone, Debug)]
pub struct Facts {
    pub person: PersonCard,
    pub checks: Vec<Check>,
    pub supervised: Option<Supervised>,
    pub commitments: Vec<Commitment>,
    /// The person's own bookings at the time of the slots, latest last.
    pub bookings: Vec<Booking>,
    /// Whether the person is kept apart from anybody, whoever that is and whatever they do.
    pub listed: bool,
}

impl Facts {
    /// The person's booking of a slot that holds a place.
    #[must_use]
    pub fn booking(&self, slot: SlotId) -> Option<BookingId> {
        self.own(slot).find(|booking| booking.state.is_active()).map(|booking| booking.id)
    }

    fn own(&self, slot: SlotId) -> impl Iterator<Item = &Booking> {
        self.bookings.iter().filter(move |booking| booking.slot == slot)
    }
}

/// Whether a person may take a slot.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Why not; or only what the booking would wait for: the officer's clearance, or being confirmed.
    pub reasons: Vec<Reason>,
    /// Whether nothing stands against it.
    pub bookable: bool,
    /// Whether the booking waits for the officer's clearance.
    pub waits: bool,
    /// When the booking confirms itself, if it does not at once.
    pub confirms_at: Option<Instant>,
}

/// Judges a person on a slot; `past` lets history be told.
#[must_use]
pub fn judge(demand: &Demand, facts: &Facts, now: Instant, past: bool) -> Verdict {
    let mut reasons = Vec::new();
    about_the_slot(demand, facts, now, past, &mut reasons);
    about_the_person(demand, facts, &mut reasons);
    about_the_time(demand, facts, &mut reasons);
    let supervised = facts
        .supervised
        .as_ref()
        .filter(|one| facts.booking(demand.place.slot).is_none() && needs_clearance(demand, one));
    let waits = supervised.is_some_and(|one| one.officer_serves);
    let nobody_can_clear = supervised.is_some() && !waits;
    let given_back = facts.own(demand.place.slot).any(|booking| booking.state == BookingState::GivenBack);
    // One code for every hold that is not explained.
    if nobody_can_clear || given_back && facts.booking(demand.place.slot).is_none() {
        reasons.push(Reason::new(Code::AskStaff));
    }
    let no_time_to_ask = waits && !past && now >= clearances::rules::lapses_at(demand.place.time.start);
    if no_time_to_ask && reasons.iter().all(|reason| reason.code != Code::TooLate) {
        reasons.push(Reason::new(Code::TooLate));
    }
    let bookable = reasons.is_empty();
    if waits {
        reasons.push(Reason::new(Code::OfficerClearanceNeeded));
    }
    // Whoever is on the list waits for every slot alike, so that no answer tells whom they would meet there.
    let confirms_at =
        (facts.listed && bookable && !past).then(|| super::rules::confirms_at(demand.place.time.start, now));
    if let Some(by) = confirms_at {
        reasons.push(Reason::with(Code::ConfirmationNeeded, json!({ "by": by })));
    }
    Verdict { reasons, bookable, waits, confirms_at }
}

fn about_the_slot(demand: &Demand, facts: &Facts, now: Instant, past: bool, reasons: &mut Vec<Reason>) {
    let booked = facts.booking(demand.place.slot).is_some();
    if booked {
        reasons.push(Reason::new(Code::AlreadyBooked));
    } else if facts.own(demand.place.slot).any(|booking| booking.state == BookingState::Declined) {
        reasons.push(Reason::new(Code::OfficerDeclined));
    }
    if !demand.place.open {
        reasons.push(Reason::new(Code::NotOpen));
    }
    if now >= demand.place.time.start && !past {
        reasons.push(Reason::new(Code::TooLate));
    }
    if demand.place.left <= 0 && !booked {
        reasons.push(Reason::new(Code::Full));
    }
}

fn about_the_person(demand: &Demand, facts: &Facts, reasons: &mut Vec<Reason>) {
    if facts.person.supervision == Supervision::Unsettled {
        reasons.push(Reason::new(Code::SupervisionUnsettled));
    }
    if !facts.person.unpaid_work {
        reasons.push(Reason::new(Code::PermissionUnconfirmed));
    }
    reasons.extend(unfit(demand, facts));
}

/// What of age and record checks the person lacks for a slot: what may change after they booked it.
#[must_use]
pub fn unfit(demand: &Demand, facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(age) = demand.asks.min_age {
        match facts.person.birth_month {
            None => reasons.push(Reason::new(Code::BirthMonthUnknown)),
            Some(born) if i64::from(demand.place.time.start.age_in_years(born)) < age => {
                reasons.push(Reason::with(Code::MinAge, json!({ "age": age })));
            }
            Some(_) => {}
        }
    }
    if let Some(kind) = demand.asks.needs_check {
        // The check must still count when the shift ends, which may be past midnight.
        reasons.extend(checks::rules::missing(&facts.checks, kind, demand.place.time.end.day()));
    }
    reasons
}

fn about_the_time(demand: &Demand, facts: &Facts, reasons: &mut Vec<Reason>) {
    let own = facts.booking(demand.place.slot).map(BookingId::uuid);
    for commitment in &facts.commitments {
        if commitment.when.overlaps(demand.place.time) && Some(commitment.source) != own {
            let when = json!({ "startsAt": commitment.when.start, "endsAt": commitment.when.end });
            reasons.push(Reason::with(Code::Clash, when));
        }
    }
}

/// Where an order forbids associating with people with records, and they are likely to meet there, the officer
/// clears beforehand; a standing clearance counts.
#[must_use]
pub fn needs_clearance(demand: &Demand, one: &Supervised) -> bool {
    let day = demand.place.time.start.day();
    demand.asks.association_sensitive
        && one.supervisee.may_not_associate_on(day)
        && !clearances::rules::covered(&one.standing, demand.place.host, demand.asks.category, day)
}

#[cfg(test)]
mod tests;
