//! Openings as JSON: for everybody, and for those who manage them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::OpeningFacts;
use super::flow::{Managed, SlotChange};
use super::model::{Opening, OpeningMove, OpeningState};
use super::rules;
use crate::access::HostId;
use crate::base::{Instant, May, Text3};
use crate::service::slots;
use crate::service::slots::model::{Card, Category, OpeningId, Slot, SlotId, SlotMove, SlotState};
use crate::service::slots::rules::NewSlot;

/// A published opening as everybody sees it: nothing of the host but its name, no meeting point.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicOpening {
    #[schema(value_type = String, format = Uuid)]
    pub id: OpeningId,
    pub title: Text3,
    pub text: Text3,
    pub what_you_will_do: Text3,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_to_bring: Option<Text3>,
    pub category: Category,
    pub district: String,
    pub host_name: Text3,
    /// In whole years, on the day of the shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_age: Option<i64>,
    /// Whether a record check must have been seen.
    pub needs_check: bool,
    /// Those to come, by time.
    pub slots: Vec<PublicSlot>,
}

/// A slot of the opening it is shown with.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicSlot {
    #[schema(value_type = String, format = Uuid)]
    pub slot_id: SlotId,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub capacity: i64,
    pub places_left: i64,
}

impl PublicOpening {
    /// The opening with its slots to come.
    #[must_use]
    pub fn of(opening: Opening, cards: Vec<Card>) -> Self {
        let slot = |card: Card| PublicSlot {
            slot_id: card.slot,
            starts_at: card.starts_at,
            ends_at: card.ends_at,
            capacity: card.capacity,
            places_left: card.capacity - card.taken,
        };
        Self {
            id: opening.id,
            title: opening.facts.title,
            text: opening.facts.text,
            what_you_will_do: opening.facts.what_you_will_do,
            what_to_bring: opening.facts.what_to_bring,
            category: opening.facts.category,
            district: opening.facts.district,
            host_name: opening.host_name,
            min_age: opening.facts.min_age,
            needs_check: opening.facts.needs_check.is_some(),
            slots: cards.into_iter().map(slot).collect(),
        }
    }
}

/// An opening for its host and for coordinators.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ManagedOpening {
    #[schema(value_type = String, format = Uuid)]
    id: OpeningId,
    #[schema(value_type = String, format = Uuid)]
    host_id: HostId,
    host_name: Text3,
    /// The code of the centre that works with its host; absent for hosts, and while none has taken it.
    #[serde(skip_serializing_if = "Option::is_none")]
    centre: Option<String>,
    state: OpeningState,
    #[serde(flatten)]
    facts: OpeningFacts,
    /// Whether people with records are likely to meet there; absent for hosts.
    #[serde(skip_serializing_if = "Option::is_none")]
    association_sensitive: Option<bool>,
    /// What a coordinator asked the host to change.
    #[serde(skip_serializing_if = "Option::is_none")]
    return_note: Option<String>,
    /// When its host handed it to the coordinators, the last time.
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted_at: Option<Instant>,
    slots: Vec<ManagedSlot>,
    may: Vec<May<OpeningMove>>,
    /// In the answer to a change by a coordinator: how many who have booked lack what it asks for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    unfit: Option<usize>,
    version: i64,
}

impl ManagedOpening {
    /// The opening as it is at `now`, for a reader who may publish or not.
    #[must_use]
    pub fn of(managed: Managed, now: Instant, may_publish: bool) -> Self {
        let Managed { opening, slots } = managed;
        let theirs =
            |what: &OpeningMove| may_publish || !matches!(what, OpeningMove::Publish | OpeningMove::SendBack);
        let told = |what| May::told(what, rules::may(&opening, what, may_publish));
        let may = OpeningMove::ALL.iter().copied().filter(theirs).filter_map(told).collect();
        Self {
            may,
            id: opening.id,
            host_id: opening.host,
            host_name: opening.host_name,
            centre: opening.centre.filter(|_| may_publish),
            state: opening.state,
            facts: opening.facts,
            association_sensitive: may_publish.then_some(opening.association_sensitive),
            return_note: opening.return_note,
            submitted_at: opening.submitted_at,
            slots: slots.into_iter().map(|slot| ManagedSlot::of(slot, now)).collect(),
            unfit: None,
            version: opening.version,
        }
    }

    /// With how many who have booked lack what it asks for now.
    #[must_use]
    pub fn with_unfit(self, unfit: usize) -> Self {
        Self { unfit: Some(unfit), ..self }
    }
}

/// Whether a slot is still to come.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Open,
    Cancelled,
    /// It is over.
    Past,
}

/// A slot for the opening's host and for coordinators.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ManagedSlot {
    #[schema(value_type = String, format = Uuid)]
    id: SlotId,
    starts_at: Instant,
    ends_at: Instant,
    capacity: i64,
    /// Places that are held, as everybody sees it: a host that counted otherwise would learn who waits.
    taken: i64,
    meeting_point: Text3,
    state: Stage,
    may: Vec<May<SlotMove>>,
    version: i64,
}

impl ManagedSlot {
    /// The slot as it is at `now`.
    #[must_use]
    pub fn of(slot: Slot, now: Instant) -> Self {
        let state = match slot.state {
            SlotState::Cancelled => Stage::Cancelled,
            SlotState::Open if slot.ends_at <= now => Stage::Past,
            SlotState::Open => Stage::Open,
        };
        let told = |what| May::told(what, slots::rules::still_to_come(&slot, now, false));
        Self {
            may: SlotMove::ALL.iter().copied().filter_map(told).collect(),
            id: slot.id,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            capacity: slot.capacity,
            taken: slot.taken,
            meeting_point: slot.meeting_point,
            state,
            version: slot.version,
        }
    }
}

/// A slot in a calendar, with what it is a shift of.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarSlot {
    #[serde(flatten)]
    slot: ManagedSlot,
    #[schema(value_type = String, format = Uuid)]
    opening_id: OpeningId,
    title: Text3,
    category: Category,
    #[schema(value_type = String, format = Uuid)]
    host_id: HostId,
    host_name: Text3,
    opening_state: OpeningState,
}

/// The slots of some days, by time.
#[derive(Serialize, ToSchema)]
pub struct Calendar {
    slots: Vec<CalendarSlot>,
}

impl Calendar {
    /// The slots as they are at `now`, each with its opening.
    #[must_use]
    pub fn of(slots: Vec<Slot>, openings: &HashMap<OpeningId, Opening>, now: Instant) -> Self {
        let with = |slot: Slot| {
            let opening = openings.get(&slot.opening)?;
            Some(CalendarSlot {
                opening_id: opening.id,
                title: opening.facts.title.clone(),
                category: opening.facts.category,
                host_id: opening.host,
                host_name: opening.host_name.clone(),
                opening_state: opening.state,
                slot: ManagedSlot::of(slot, now),
            })
        };
        Self { slots: slots.into_iter().filter_map(with).collect() }
    }
}

/// A new slot.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SlotBody {
    starts_at: Instant,
    ends_at: Instant,
    /// 1 to 500 people.
    capacity: i64,
    meeting_point: Text3,
}

impl From<SlotBody> for NewSlot {
    fn from(body: SlotBody) -> Self {
        let SlotBody { starts_at, ends_at, capacity, meeting_point } = body;
        Self { starts_at, ends_at, capacity, meeting_point }
    }
}

/// What to change of a slot; fields that are left out stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SlotPatch {
    starts_at: Option<Instant>,
    ends_at: Option<Instant>,
    capacity: Option<i64>,
    meeting_point: Option<Text3>,
    version: i64,
}

impl From<SlotPatch> for SlotChange {
    fn from(body: SlotPatch) -> Self {
        let SlotPatch { starts_at, ends_at, capacity, meeting_point, version } = body;
        Self { starts_at, ends_at, capacity, meeting_point, version }
    }
}
