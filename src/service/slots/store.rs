//! Slots as rows.

use diesel::prelude::*;
use diesel::sql_types::Bool;
use uuid::Uuid;

use super::model::{Card, Category, Filter, Listing, OpeningId, Slot, SlotId, SlotState};
use crate::access::{Action, HostId, Owners};
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Instant, Result, Text3};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{hosts, openings, slots};
use crate::service::hosts::store::owners as host_owners;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// Of what was once published everybody may know, also when it is closed.
#[must_use]
pub fn owners(host: HostId, centre: Option<String>, published_at: Option<Instant>) -> Owners {
    Owners { public: published_at.is_some(), ..host_owners(host, centre) }
}

/// A row of `slots` without what it copies of its opening, which [`list`] writes.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = slots, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: SlotId,
    #[diesel(skip_update)]
    code: Option<String>,
    #[diesel(skip_update)]
    opening: OpeningId,
    starts_at: Instant,
    ends_at: Instant,
    capacity: i64,
    // Counted by `take_place` and `give_place` alone.
    #[diesel(skip_update)]
    taken: i64,
    meeting_point: Text3,
    state: SlotState,
    version: i64,
}

impl Row {
    /// The row of a slot, every column that is its own.
    fn of(slot: &Slot) -> Self {
        Self {
            id: slot.id,
            code: slot.code.clone(),
            opening: slot.opening,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            capacity: slot.capacity,
            taken: slot.taken,
            meeting_point: slot.meeting_point.clone(),
            state: slot.state,
            version: slot.version,
        }
    }
}

impl Stored for Slot {
    type Row = (Row, (HostId, Option<String>, Option<Instant>));
    const SEE: Action = Action::SeeSlot;

    fn unpack((row, (host, centre, published_at)): Self::Row) -> Result<(Self, Owners)> {
        let slot = Self {
            id: row.id,
            code: row.code,
            opening: row.opening,
            host,
            centre: centre.clone(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            capacity: row.capacity,
            taken: row.taken,
            meeting_point: row.meeting_point,
            state: row.state,
            version: row.version,
        };
        Ok((slot, owners(host, centre, published_at)))
    }
}

impl Versioned for Slot {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Slot {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, SlotId::from_uuid(id))
    }
}

macro_rules! slots_with_openings {
    () => {
        slots::table
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .select((
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
                (openings::host, hosts::centre, openings::published_at),
            ))
    };
}

/// The slot of an id.
pub fn find(tx: &mut Tx<'_>, id: SlotId) -> Result<Sealed<Slot>> {
    tx.find(slots_with_openings!().filter(slots::id.eq(id)))
}

/// The slots of some openings that end after a moment, by time.
pub fn of(tx: &mut Tx<'_>, ids: Vec<OpeningId>, after: Instant) -> Result<Vec<Sealed<Slot>>> {
    tx.list(
        slots_with_openings!()
            .filter(slots::opening.eq_any(ids))
            .filter(slots::ends_at.gt(after))
            .order((slots::starts_at, slots::id)),
    )
}

/// The slots that take place and begin not before one moment and before another, by time: of these hosts, and, if any
/// are given, of hosts of these centres or of none.
pub fn between(
    tx: &mut Tx<'_>,
    of: Vec<HostId>,
    centres: Vec<String>,
    (from, until): (Instant, Instant),
) -> Result<Vec<Sealed<Slot>>> {
    filtered!(tx, {
        let query = slots_with_openings!()
            .filter(slots::state.eq(SlotState::Open))
            .filter(slots::starts_at.ge(from))
            .filter(slots::starts_at.lt(until))
            .order((slots::starts_at, slots::id))
            .into_boxed();
        if centres.is_empty() {
            query.filter(hosts::id.eq_any(of.clone()))
        } else {
            let theirs = hosts::centre.is_null().or(hosts::centre.eq_any(centres.clone()));
            query.filter(theirs.or(hosts::id.eq_any(of.clone()).nullable()))
        }
    })
}

/// How many slots an opening has, cancelled ones too.
pub fn count(tx: &mut Tx<'_>, opening: OpeningId) -> Result<i64> {
    Ok(tx.value(slots::table.filter(slots::opening.eq(opening)).count())?.unwrap_or(0))
}

/// Writes a new slot of an opening.
///
/// # Errors
/// `Unique` when another slot has its code.
pub fn insert(tx: &mut Tx<'_>, slot: Recorded<Slot>, listing: Listing) -> Result<Slot> {
    let copied = (
        slots::listed.eq(listing.published),
        slots::category.eq(listing.category),
        slots::district.eq(listing.district),
    );
    tx.write(&slot, diesel::insert_into(slots::table).values((Row::of(&slot), copied)))?;
    Ok(slot.into_inner())
}

/// Writes a changed slot while no more than `held` of its places are taken.
///
/// # Errors
/// `Stale` when it was changed, or more places were taken, meanwhile.
pub fn save(tx: &mut Tx<'_>, slot: Recorded<Slot>, held: i64) -> Result<Slot> {
    let row = slots::table
        .filter(slots::id.eq(slot.id))
        .filter(slots::version.eq(slot.version))
        .filter(slots::taken.le(held));
    let open = (slot.state == SlotState::Open).into_sql::<Bool>();
    let next = Row { version: slot.version + 1, ..Row::of(&slot) };
    tx.change(&slot, Kept(diesel::update(row).set((next, slots::listed.eq(slots::listed.and(open))))))?;
    let slot = slot.into_inner();
    Ok(Slot { version: slot.version + 1, ..slot })
}

/// Writes what the slots of an opening copy of it; hold the opening first, so that no slot is added meanwhile.
pub fn list<T>(tx: &mut Tx<'_>, because: &Recorded<T>, opening: OpeningId, listing: Listing) -> Result<()> {
    let published = listing.published.into_sql::<Bool>();
    tx.write(
        because,
        Kept(diesel::update(slots::table.filter(slots::opening.eq(opening))).set((
            slots::category.eq(listing.category),
            slots::district.eq(listing.district),
            slots::listed.eq(slots::state.eq(SlotState::Open).and(published)),
        ))),
    )?;
    Ok(())
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
        0 => Err(Error::refused(Code::Full)),
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
    hosts::centre,
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
    hosts::centre,
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
    Option<String>,
    Option<Instant>,
);

impl Stored for Card {
    type Row = CardRow;
    const SEE: Action = Action::SeeOpening;

    fn unpack(row: CardRow) -> Result<(Self, Owners)> {
        let (
            slot,
            starts_at,
            ends_at,
            capacity,
            taken,
            opening,
            title,
            category,
            district,
            host,
            host_name,
            centre,
            published_at,
        ) = row;
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
        Ok((card, owners(host, centre, published_at)))
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

/// The coming slots of a published opening, by time; at most `limit`.
pub fn cards_of(tx: &mut Tx<'_>, opening: OpeningId, limit: i64) -> Result<Vec<Sealed<Card>>> {
    // Not by `listed`: that would offer a list of everybody's slots as the way to these few.
    tx.list(
        cards!()
            .filter(slots::opening.eq(opening))
            .filter(slots::state.eq(SlotState::Open))
            .filter(openings::state.eq("published"))
            .filter(slots::starts_at.gt(tx.now))
            .order((slots::starts_at, slots::id))
            .limit(limit),
    )
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
