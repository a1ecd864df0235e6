//! Rounds as rows.

use chrono::TimeDelta;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Round, RoundId, RoundState, RoundStep};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, Instant, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::rounds;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned};

/// A row of `rounds`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = rounds, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: RoundId,
    #[diesel(skip_update)]
    centre: String,
    #[diesel(skip_update)]
    on_day: String,
    state: RoundState,
    step: RoundStep,
    permille: i64,
    // The wish to cancel is written by itself, so that a worker's news cannot undo it.
    #[diesel(skip_update)]
    cancel_asked: bool,
    #[diesel(skip_update)]
    asked_by: Option<AccountId>,
    lease_until: Option<Instant>,
    attempts: i64,
    #[diesel(skip_update)]
    created_at: Instant,
    finished_at: Option<Instant>,
    outcome: Option<Object>,
    version: i64,
}

impl Row {
    /// The row of a round, every column of it.
    fn of(round: &Round) -> Self {
        Self {
            id: round.id,
            centre: round.centre.clone(),
            on_day: round.day.to_string(),
            state: round.state,
            step: round.step,
            permille: round.permille,
            cancel_asked: round.cancel_asked,
            asked_by: round.asked_by,
            lease_until: round.lease_until,
            attempts: round.attempts,
            created_at: round.created_at,
            finished_at: round.finished_at,
            outcome: round.outcome.as_ref().map(Object::of),
            version: round.version,
        }
    }
}

impl Stored for Round {
    type Row = Row;
    const SEE: Action = Action::SeeRound;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let round = Self {
            id: row.id,
            centre: row.centre,
            day: row.on_day.parse().map_err(|_| Error::Internal("a round's day cannot be read".into()))?,
            state: row.state,
            step: row.step,
            permille: row.permille,
            cancel_asked: row.cancel_asked,
            asked_by: row.asked_by,
            lease_until: row.lease_until,
            attempts: row.attempts,
            created_at: row.created_at,
            finished_at: row.finished_at,
            outcome: row.outcome.map(Object::to).transpose()?,
            version: row.version,
        };
        let owners = owners(&round);
        Ok((round, owners))
    }
}

impl Versioned for Round {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Round {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, RoundId::from_uuid(id))
    }
}

/// A round belongs to its centre.
#[must_use]
pub fn owners(round: &Round) -> Owners {
    Owners { centre: Caseload::Of(round.centre.clone()), ..Owners::default() }
}

/// The round of an id.
pub fn find(tx: &mut Tx<'_>, id: RoundId) -> Result<Sealed<Round>> {
    tx.find(rounds::table.find(id))
}

/// A page of the rounds of some centres, the newest first, one row more than asked.
pub fn list(tx: &mut Tx<'_>, centres: &[String], ask: Ask) -> Result<Vec<Sealed<Round>>> {
    let after = ask.after.unwrap_or(Cursor::end());
    let id = RoundId::from_uuid(after.id);
    tx.list(
        rounds::table
            .filter(rounds::centre.eq_any(centres.to_vec()))
            .filter(rounds::created_at.le(after.at))
            .filter(rounds::created_at.lt(after.at).or(rounds::id.lt(id)))
            .order((rounds::created_at.desc(), rounds::id.desc()))
            .limit(ask.limit + 1),
    )
}

/// The last round of a centre that came to its end.
pub fn latest_done(tx: &mut Tx<'_>, centre: &str) -> Result<Option<Sealed<Round>>> {
    tx.maybe(
        rounds::table
            .filter(rounds::centre.eq(centre.to_owned()))
            .filter(rounds::state.eq(RoundState::Done))
            .order((rounds::created_at.desc(), rounds::id.desc()))
            .limit(1),
    )
}

/// The oldest round that waits for somebody to work on it: queued, or left behind by whoever did, which a lease that
/// has run out says, or one longer than there are, of a clock that was set back since.
pub fn waiting(tx: &mut Tx<'_>, lease: TimeDelta) -> Result<Option<Sealed<Round>>> {
    let (now, longer) = (tx.now, tx.now.plus(lease * 2));
    let lease_until = rounds::lease_until.assume_not_null();
    let left_behind = lease_until.lt(now).or(lease_until.gt(longer));
    tx.maybe(
        rounds::table
            .filter(
                rounds::state
                    .eq(RoundState::Queued)
                    .or(rounds::state.eq(RoundState::Running).and(left_behind)),
            )
            .order(rounds::created_at)
            .limit(1),
    )
}

/// Writes a new round.
///
/// # Errors
/// `Unique` when the centre has an open one.
pub fn insert(tx: &mut Tx<'_>, round: Recorded<Round>) -> Result<Round> {
    tx.write(&round, diesel::insert_into(rounds::table).values(Row::of(&round)))?;
    Ok(round.into_inner())
}

/// Writes a changed round.
///
/// # Errors
/// `Stale` when somebody else works on it meanwhile.
pub fn save(tx: &mut Tx<'_>, round: Recorded<Round>) -> Result<Round> {
    let row = rounds::table.filter(rounds::id.eq(round.id)).filter(rounds::version.eq(round.version));
    let next = Row { version: round.version + 1, ..Row::of(&round) };
    tx.change(&round, Kept(diesel::update(row).set(next)))?;
    let round = round.into_inner();
    Ok(Round { version: round.version + 1, ..round })
}

/// Writes the wish to cancel; whoever works on the round sees it before the next step.
///
/// # Errors
/// `Stale` when the round has ended meanwhile.
pub fn ask_to_cancel(tx: &mut Tx<'_>, round: &Recorded<Round>) -> Result<()> {
    let row = rounds::table
        .filter(rounds::id.eq(round.id))
        .filter(rounds::state.eq_any([RoundState::Queued, RoundState::Running]));
    tx.change(round, Kept(diesel::update(row).set(rounds::cancel_asked.eq(true))))
}
