//! Openings and slots as rows.

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::model::{
    Card, Category, CheckKind, Filter, Opening, OpeningFacts, OpeningId, OpeningState, Slot, SlotId,
    SlotState,
};
use crate::access::{Action, HostId, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, Instant, Result, Text3};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{hosts, openings, slots};
use crate::tx::{Recorded, Sealed, Stored, Tx, filtered};

/// A row of `openings`, in the order of its columns.
#[derive(Queryable)]
pub struct OpeningRow {
    id: OpeningId,
    code: Option<String>,
    host: HostId,
    state: OpeningState,
    title: Object,
    text: Object,
    what_you_will_do: Object,
    what_to_bring: Option<Object>,
    category: Category,
    district: String,
    min_age: Option<i64>,
    needs_check: Option<CheckKind>,
    association_sensitive: bool,
    return_note: Option<String>,
    created_at: Instant,
    published_at: Option<Instant>,
    version: i64,
}

/// What was published stays visible, also when it is closed.
fn owners(host: HostId, published_at: Option<Instant>) -> Owners {
    Owners { host: Some(host), public: published_at.is_some(), ..Owners::default() }
}

impl Stored for Opening {
    type Row = (OpeningRow, Object);
    const SEE: Action = Action::SeeOpening;

    fn unpack((row, host_name): Self::Row) -> Result<(Self, Owners)> {
        let opening = Self {
            id: row.id,
            code: row.code,
            host: row.host,
            host_name: host_name.to()?,
            state: row.state,
            facts: OpeningFacts {
                title: row.title.to()?,
                text: row.text.to()?,
                what_you_will_do: row.what_you_will_do.to()?,
                what_to_bring: row.what_to_bring.map(Object::to).transpose()?,
                category: row.category,
                district: row.district,
                min_age: row.min_age,
                needs_check: row.needs_check,
            },
            association_sensitive: row.association_sensitive,
            return_note: row.return_note,
            created_at: row.created_at,
            published_at: row.published_at,
            version: row.version,
        };
        let owners = owners(opening.host, opening.published_at);
        Ok((opening, owners))
    }
}

macro_rules! openings_with_hosts {
    () => {
        openings::table
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .select((openings::all_columns, hosts::name))
    };
}

/// The opening of an id.
pub fn opening(tx: &mut Tx<'_>, id: OpeningId) -> Result<Sealed<Opening>> {
    tx.find(openings_with_hosts!().filter(openings::id.eq(id)))
}

/// The opening that an import knows by a code, if there is one.
pub fn opening_with_code(tx: &mut Tx<'_>, code: String) -> Result<Option<Sealed<Opening>>> {
    tx.maybe(openings_with_hosts!().filter(openings::code.eq(code)))
}

/// A page of openings and one more, the latest first: of some hosts (`None`: of all), in one state or any.
pub fn page(
    tx: &mut Tx<'_>,
    of: Option<Vec<HostId>>,
    state: Option<OpeningState>,
    ask: Ask,
) -> Result<Vec<Sealed<Opening>>> {
    let after = ask.after.unwrap_or(Cursor::end());
    filtered!(tx, {
        let mut query = openings_with_hosts!()
            .filter(openings::created_at.le(after.at))
            .filter(openings::created_at.lt(after.at).or(openings::id.lt(OpeningId::from_uuid(after.id))))
            .order((openings::created_at.desc(), openings::id.desc()))
            .limit(ask.limit + 1)
            .into_boxed();
        if let Some(hosts) = of.clone() {
            query = query.filter(openings::host.eq_any(hosts));
        }
        if let Some(state) = state {
            query = query.filter(openings::state.eq(state));
        }
        query
    })
}

/// Writes a new opening.
///
/// # Errors
/// `Unique` when another opening has its code.
pub fn insert_opening(tx: &mut Tx<'_>, opening: Recorded<Opening>) -> Result<Opening> {
    let facts = &opening.facts;
    tx.write(
        &opening,
        diesel::insert_into(openings::table).values((
            openings::id.eq(opening.id),
            openings::code.eq(opening.code.clone()),
            openings::host.eq(opening.host),
            openings::state.eq(opening.state),
            openings::title.eq(Object::of(&facts.title)),
            openings::text.eq(Object::of(&facts.text)),
            openings::what_you_will_do.eq(Object::of(&facts.what_you_will_do)),
            openings::what_to_bring.eq(facts.what_to_bring.as_ref().map(Object::of)),
            openings::category.eq(facts.category),
            openings::district.eq(facts.district.clone()),
            openings::min_age.eq(facts.min_age),
            openings::needs_check.eq(facts.needs_check),
            openings::association_sensitive.eq(opening.association_sensitive),
            openings::return_note.eq(opening.return_note.clone()),
            openings::created_at.eq(opening.created_at),
            openings::published_at.eq(opening.published_at),
            openings::version.eq(opening.version),
        )),
    )?;
    Ok(opening.into_inner())
}

/// Writes a changed opening, and what its slots copy of it; hold the opening first, so that no slot is added
/// meanwhile.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save_opening(tx: &mut Tx<'_>, opening: Recorded<Opening>) -> Result<Opening> {
    let facts = &opening.facts;
    let row =
        openings::table.filter(openings::id.eq(opening.id)).filter(openings::version.eq(opening.version));
    tx.change(
        &opening,
        Kept(diesel::update(row).set((
            openings::state.eq(opening.state),
            openings::title.eq(Object::of(&facts.title)),
            openings::text.eq(Object::of(&facts.text)),
            openings::what_you_will_do.eq(Object::of(&facts.what_you_will_do)),
            openings::what_to_bring.eq(facts.what_to_bring.as_ref().map(Object::of)),
            openings::category.eq(facts.category),
            openings::district.eq(facts.district.clone()),
            openings::min_age.eq(facts.min_age),
            openings::needs_check.eq(facts.needs_check),
            openings::association_sensitive.eq(opening.association_sensitive),
            openings::return_note.eq(opening.return_note.clone()),
            openings::published_at.eq(opening.published_at),
            openings::version.eq(opening.version + 1),
        ))),
    )?;
    let listed = (opening.state == OpeningState::Published).into_sql::<Bool>();
    tx.write(
        &opening,
        Kept(diesel::update(slots::table.filter(slots::opening.eq(opening.id))).set((
            slots::category.eq(facts.category),
            slots::district.eq(facts.district.clone()),
            slots::listed.eq(slots::state.eq(SlotState::Open).and(listed)),
        ))),
    )?;
    let opening = opening.into_inner();
    Ok(Opening { version: opening.version + 1, ..opening })
}

impl Stored for Slot {
    type Row = (
        (SlotId, Option<String>, OpeningId, Instant, Instant, i64, i64, Object, SlotState, i64),
        (HostId, Option<Instant>),
    );
    const SEE: Action = Action::SeeSlot;

    fn unpack((slot, (host, published_at)): Self::Row) -> Result<(Self, Owners)> {
        let (id, code, opening, starts_at, ends_at, capacity, taken, meeting_point, state, version) = slot;
        let meeting_point: Text3 = meeting_point.to()?;
        let slot = Self {
            id,
            code,
            opening,
            host,
            starts_at,
            ends_at,
            capacity,
            taken,
            meeting_point,
            state,
            version,
        };
        Ok((slot, owners(host, published_at)))
    }
}

macro_rules! slots_with_openings {
    () => {
        slots::table.inner_join(openings::table.on(openings::id.eq(slots::opening))).select((
            (
                slots::id,
                slots::code,
                slots::opening,
                slots::starts_at,
                slots::ends_at,
                slots::capacity,
                slots::taken,
                slots::meeting_point,
                slots::state,
                slots::version,
            ),
            (openings::host, openings::published_at),
        ))
    };
}

/// The slot of an id.
pub fn slot(tx: &mut Tx<'_>, id: SlotId) -> Result<Sealed<Slot>> {
    tx.find(slots_with_openings!().filter(slots::id.eq(id)))
}

/// The slot that an import knows by a code, if there is one.
pub fn slot_with_code(tx: &mut Tx<'_>, code: String) -> Result<Option<Sealed<Slot>>> {
    tx.maybe(slots_with_openings!().filter(slots::code.eq(code)))
}

/// The slots of some openings that end after a moment, by time.
pub fn slots_of(tx: &mut Tx<'_>, of: Vec<OpeningId>, after: Instant) -> Result<Vec<Sealed<Slot>>> {
    tx.list(
        slots_with_openings!()
            .filter(slots::opening.eq_any(of))
            .filter(slots::ends_at.gt(after))
            .order((slots::starts_at, slots::id)),
    )
}

/// How many slots an opening has, cancelled ones too.
pub fn count_slots(tx: &mut Tx<'_>, of: OpeningId) -> Result<i64> {
    Ok(tx.value(slots::table.filter(slots::opening.eq(of)).count())?.unwrap_or(0))
}

/// Writes a new slot of an opening.
///
/// # Errors
/// `Unique` when another slot has its code.
pub fn insert_slot(tx: &mut Tx<'_>, slot: Recorded<Slot>, opening: &Opening) -> Result<Slot> {
    tx.write(
        &slot,
        diesel::insert_into(slots::table).values((
            slots::id.eq(slot.id),
            slots::code.eq(slot.code.clone()),
            slots::opening.eq(slot.opening),
            slots::starts_at.eq(slot.starts_at),
            slots::ends_at.eq(slot.ends_at),
            slots::capacity.eq(slot.capacity),
            slots::taken.eq(slot.taken),
            slots::meeting_point.eq(Object::of(&slot.meeting_point)),
            slots::state.eq(slot.state),
            slots::version.eq(slot.version),
            slots::listed.eq(opening.state == OpeningState::Published),
            slots::category.eq(opening.facts.category),
            slots::district.eq(opening.facts.district.clone()),
        )),
    )?;
    Ok(slot.into_inner())
}

/// Writes a changed slot while no more than `held` of its places are taken.
///
/// # Errors
/// `Stale` when it was changed, or more places were taken, meanwhile.
pub fn save_slot(tx: &mut Tx<'_>, slot: Recorded<Slot>, held: i64) -> Result<Slot> {
    let row = slots::table
        .filter(slots::id.eq(slot.id))
        .filter(slots::version.eq(slot.version))
        .filter(slots::taken.le(held));
    let open = (slot.state == SlotState::Open).into_sql::<Bool>();
    tx.change(
        &slot,
        Kept(diesel::update(row).set((
            slots::starts_at.eq(slot.starts_at),
            slots::ends_at.eq(slot.ends_at),
            slots::capacity.eq(slot.capacity),
            slots::meeting_point.eq(Object::of(&slot.meeting_point)),
            slots::state.eq(slot.state),
            slots::listed.eq(slots::listed.and(open)),
            slots::version.eq(slot.version + 1),
        ))),
    )?;
    let slot = slot.into_inner();
    Ok(Slot { version: slot.version + 1, ..slot })
}

/// Takes one place of a slot because of what was recorded: one conditional update, whoever books.
///
/// # Errors
/// A conflict `full` when no place was left at that moment, or the slot was cancelled.
pub fn take_place<T>(tx: &mut Tx<'_>, because: &Recorded<T>, slot: SlotId) -> Result<()> {
    let row = slots::table
        .filter(slots::id.eq(slot))
        .filter(slots::taken.lt(slots::capacity))
        .filter(slots::state.eq(SlotState::Open));
    match tx.write(because, Kept(diesel::update(row).set(slots::taken.eq(slots::taken + 1))))? {
        0 => Err(Error::refused("full")),
        _ => Ok(()),
    }
}

/// Gives a place of a slot back because of what was recorded.
///
/// # Errors
/// `Internal` when none was taken, which is a fault of ours.
pub fn give_place<T>(tx: &mut Tx<'_>, because: &Recorded<T>, slot: SlotId) -> Result<()> {
    let row = slots::table.filter(slots::id.eq(slot)).filter(slots::taken.gt(0));
    match tx.write(because, Kept(diesel::update(row).set(slots::taken.eq(slots::taken - 1))))? {
        0 => Err(Error::Internal("a place was given back that nobody held".into())),
        _ => Ok(()),
    }
}

/// The columns of a [`Card`], of `slots`, `openings` and `hosts` joined.
pub type CardColumns = (
    slots::id,
    slots::starts_at,
    slots::ends_at,
    slots::capacity,
    slots::taken,
    openings::id,
    openings::title,
    slots::category,
    slots::district,
    hosts::id,
    hosts::name,
    openings::published_at,
);
/// The columns of a [`Card`], for features that join their own tables to it.
pub const CARD: CardColumns = (
    slots::id,
    slots::starts_at,
    slots::ends_at,
    slots::capacity,
    slots::taken,
    openings::id,
    openings::title,
    slots::category,
    slots::district,
    hosts::id,
    hosts::name,
    openings::published_at,
);
/// What [`CARD`] selects.
pub type CardRow = (
    SlotId,
    Instant,
    Instant,
    i64,
    i64,
    OpeningId,
    Object,
    Category,
    String,
    HostId,
    Object,
    Option<Instant>,
);

impl Stored for Card {
    type Row = CardRow;
    const SEE: Action = Action::SeeOpening;

    fn unpack(row: CardRow) -> Result<(Self, Owners)> {
        let (slot, starts_at, ends_at, capacity, taken, opening, title, category, district, ..) = row;
        let (.., host, host_name, published_at) = row;
        let card = Self {
            slot,
            starts_at,
            ends_at,
            capacity,
            taken,
            opening,
            title: title.to()?,
            category,
            district,
            host,
            host_name: host_name.to()?,
        };
        Ok((card, owners(host, published_at)))
    }
}

macro_rules! cards {
    () => {
        slots::table
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .select(CARD)
    };
}

/// The card of a slot.
pub fn card(tx: &mut Tx<'_>, id: SlotId) -> Result<Sealed<Card>> {
    tx.find(cards!().filter(slots::id.eq(id)))
}

/// A page of open slots of published openings, and one more, by time; past ones are left out.
pub fn upcoming(tx: &mut Tx<'_>, filter: &Filter, ask: Ask) -> Result<Vec<Sealed<Card>>> {
    let after = ask.after.unwrap_or(Cursor::start());
    let from = tx.now.max(after.at).max(filter.from.unwrap_or(after.at));
    filtered!(tx, {
        let mut query = cards!()
            .filter(slots::listed.eq(true))
            .filter(slots::starts_at.ge(from))
            .filter(slots::starts_at.gt(after.at).or(slots::id.gt(SlotId::from_uuid(after.id))))
            .order((slots::starts_at, slots::id))
            .limit(ask.limit + 1)
            .into_boxed();
        if let Some(district) = filter.district.clone() {
            query = query.filter(slots::district.eq(district));
        }
        if let Some(category) = filter.category {
            query = query.filter(slots::category.eq(category));
        }
        if let Some(until) = filter.until {
            query = query.filter(slots::starts_at.lt(until));
        }
        query
    })
}
