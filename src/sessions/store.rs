//! Sessions as rows.

use diesel::prelude::*;

use super::model::Session;
use crate::access::actor::SessionId;
use crate::access::{AccountId, Action, Owners};
use crate::base::{Instant, Result};
use crate::db::Kept;
use crate::db::schema::{grants, sessions};
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `sessions`, in the order of its columns.
#[derive(Queryable)]
pub struct Row {
    id: SessionId,
    account: AccountId,
    rotated_at: Instant,
    created_at: Instant,
    last_seen_at: Instant,
    idle_until: Instant,
    expires_at: Instant,
    ended_at: Option<Instant>,
    device: String,
    version: i64,
}

impl Stored for Session {
    type Row = Row;
    const SEE: Action = Action::SeeSession;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let session = Self {
            id: row.id,
            account: row.account,
            rotated_at: row.rotated_at,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            idle_until: row.idle_until,
            expires_at: row.expires_at,
            ended_at: row.ended_at,
            device: row.device,
            version: row.version,
        };
        Ok((session, Owners::of(row.account)))
    }
}

/// A session.
pub fn find(tx: &mut Tx<'_>, id: SessionId) -> Result<Sealed<Session>> {
    tx.find(sessions::table.find(id))
}

/// The session that a refresh secret speaks of, if there is one.
pub fn maybe(tx: &mut Tx<'_>, id: SessionId) -> Result<Option<Sealed<Session>>> {
    tx.maybe(sessions::table.find(id))
}

/// The live sessions of an account, the latest used first.
pub fn live(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<Session>>> {
    let now = tx.now;
    tx.list(
        sessions::table
            .filter(sessions::account.eq(account))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::idle_until.gt(now))
            .filter(sessions::expires_at.gt(now))
            .order(sessions::last_seen_at.desc())
            .limit(100),
    )
}

/// Whether the account holds any staff role now.
pub fn is_staff(tx: &mut Tx<'_>, account: AccountId) -> Result<bool> {
    let now = tx.now;
    let held = grants::table
        .filter(grants::account.eq(account))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .select(diesel::dsl::count_star());
    Ok(tx.value::<i64>(held)?.unwrap_or(0) > 0)
}

/// Writes a new session.
pub fn insert(tx: &mut Tx<'_>, session: Recorded<Session>) -> Result<Session> {
    tx.write(
        &session,
        diesel::insert_into(sessions::table).values((
            sessions::id.eq(session.id),
            sessions::account.eq(session.account),
            sessions::rotated_at.eq(session.rotated_at),
            sessions::created_at.eq(session.created_at),
            sessions::last_seen_at.eq(session.last_seen_at),
            sessions::idle_until.eq(session.idle_until),
            sessions::expires_at.eq(session.expires_at),
            sessions::ended_at.eq(session.ended_at),
            sessions::device.eq(session.device.clone()),
            sessions::version.eq(session.version),
        )),
    )?;
    Ok(session.into_inner())
}

/// Writes a changed session.
///
/// # Errors
/// `Stale` when it was changed meanwhile: two refreshes at once leave one live branch.
pub fn save(tx: &mut Tx<'_>, session: Recorded<Session>) -> Result<Session> {
    let row =
        sessions::table.filter(sessions::id.eq(session.id)).filter(sessions::version.eq(session.version));
    tx.change(
        &session,
        Kept(diesel::update(row).set((
            sessions::rotated_at.eq(session.rotated_at),
            sessions::last_seen_at.eq(session.last_seen_at),
            sessions::idle_until.eq(session.idle_until),
            sessions::ended_at.eq(session.ended_at),
            sessions::version.eq(session.version + 1),
        ))),
    )?;
    let session = session.into_inner();
    Ok(Session { version: session.version + 1, ..session })
}
