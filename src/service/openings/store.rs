//! Openings as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Category, CheckKind, Opening, OpeningFacts, OpeningId, OpeningState};
use crate::access::{Action, HostId, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Instant, Result, Text3};
use crate::db::Kept;
use crate::db::schema::{hosts, openings};
use crate::service::slots;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// A row of `openings`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = openings, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: OpeningId,
    #[diesel(skip_update)]
    code: Option<String>,
    #[diesel(skip_update)]
    host: HostId,
    state: OpeningState,
    title: Text3,
    text: Text3,
    what_you_will_do: Text3,
    what_to_bring: Option<Text3>,
    category: Category,
    district: String,
    min_age: Option<i64>,
    needs_check: Option<CheckKind>,
    association_sensitive: bool,
    return_note: Option<String>,
    #[diesel(skip_update)]
    created_at: Instant,
    published_at: Option<Instant>,
    version: i64,
    submitted_at: Option<Instant>,
}

impl Row {
    /// The row of an opening, every column of it.
    fn of(opening: &Opening) -> Self {
        let facts = opening.facts.clone();
        Self {
            id: opening.id,
            code: opening.code.clone(),
            host: opening.host,
            state: opening.state,
            title: facts.title,
            text: facts.text,
            what_you_will_do: facts.what_you_will_do,
            what_to_bring: facts.what_to_bring,
            category: facts.category,
            district: facts.district,
            min_age: facts.min_age,
            needs_check: facts.needs_check,
            association_sensitive: opening.association_sensitive,
            return_note: opening.return_note.clone(),
            created_at: opening.created_at,
            published_at: opening.published_at,
            version: opening.version,
            submitted_at: opening.submitted_at,
        }
    }
}

/// Whose an opening is.
#[must_use]
pub fn owners(opening: &Opening) -> Owners {
    slots::store::owners(opening.host, opening.centre.clone(), opening.published_at)
}

impl Stored for Opening {
    type Row = (Row, Text3, Option<String>);
    const SEE: Action = Action::SeeOpening;

    fn unpack((row, host_name, centre): Self::Row) -> Result<(Self, Owners)> {
        let opening = Self {
            id: row.id,
            code: row.code,
            host: row.host,
            host_name,
            centre,
            state: row.state,
            facts: OpeningFacts {
                title: row.title,
                text: row.text,
                what_you_will_do: row.what_you_will_do,
                what_to_bring: row.what_to_bring,
                category: row.category,
                district: row.district,
                min_age: row.min_age,
                needs_check: row.needs_check,
            },
            association_sensitive: row.association_sensitive,
            return_note: row.return_note,
            created_at: row.created_at,
            submitted_at: row.submitted_at,
            published_at: row.published_at,
            version: row.version,
        };
        let owners = owners(&opening);
        Ok((opening, owners))
    }
}

impl Versioned for Opening {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Opening {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        opening(tx, OpeningId::from_uuid(id))
    }
}

macro_rules! openings_with_hosts {
    () => {
        openings::table.inner_join(hosts::table.on(hosts::id.eq(openings::host))).select((
            openings::all_columns,
            hosts::name,
            hosts::centre,
        ))
    };
}

/// The opening of an id.
pub fn opening(tx: &mut Tx<'_>, id: OpeningId) -> Result<Sealed<Opening>> {
    tx.find(openings_with_hosts!().filter(openings::id.eq(id)))
}

/// A page of openings and one more, the latest first, but of those that wait to be looked at whichever has waited longest:
/// of these hosts, and, if any are given, of hosts of these centres or of none; in one state or any.
pub fn page(
    tx: &mut Tx<'_>,
    of: Vec<HostId>,
    centres: Vec<String>,
    state: Option<OpeningState>,
    ask: Ask,
) -> Result<Vec<Sealed<Opening>>> {
    let waits = state == Some(OpeningState::Submitted);
    let after = ask.after.unwrap_or(if waits { Cursor::start() } else { Cursor::end() });
    let id = OpeningId::from_uuid(after.id);
    filtered!(tx, {
        let mut query = openings_with_hosts!().limit(ask.limit + 1).into_boxed();
        query = if waits {
            query
                .filter(openings::submitted_at.assume_not_null().ge(after.at))
                .filter(openings::submitted_at.assume_not_null().gt(after.at).or(openings::id.gt(id)))
                .order((openings::submitted_at, openings::id))
        } else {
            query
                .filter(openings::created_at.le(after.at))
                .filter(openings::created_at.lt(after.at).or(openings::id.lt(id)))
                .order((openings::created_at.desc(), openings::id.desc()))
        };
        query = if centres.is_empty() {
            query.filter(openings::host.eq_any(of.clone()))
        } else {
            let theirs = hosts::centre.is_null().or(hosts::centre.eq_any(centres.clone()));
            query.filter(theirs.or(openings::host.eq_any(of.clone()).nullable()))
        };
        if let Some(state) = state {
            query = query.filter(openings::state.eq(state));
        }
        query
    })
}

/// The openings of some ids.
pub fn these(tx: &mut Tx<'_>, ids: Vec<OpeningId>) -> Result<Vec<Sealed<Opening>>> {
    tx.list(openings_with_hosts!().filter(openings::id.eq_any(ids)))
}

/// Writes a new opening.
///
/// # Errors
/// `Unique` when another opening has its code.
pub fn insert(tx: &mut Tx<'_>, opening: Recorded<Opening>) -> Result<Opening> {
    tx.write(&opening, diesel::insert_into(openings::table).values(Row::of(&opening)))?;
    Ok(opening.into_inner())
}

/// Writes a changed opening, and what its slots copy of it; hold the opening first, so that no slot is added
/// meanwhile.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, opening: Recorded<Opening>) -> Result<Opening> {
    let row =
        openings::table.filter(openings::id.eq(opening.id)).filter(openings::version.eq(opening.version));
    let next = Row { version: opening.version + 1, ..Row::of(&opening) };
    tx.change(&opening, Kept(diesel::update(row).set(next)))?;
    slots::store::list(tx, &opening, opening.id, opening.listing())?;
    let opening = opening.into_inner();
    Ok(Opening { version: opening.version + 1, ..opening })
}
