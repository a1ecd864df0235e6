//! Sign-ins as rows.

use diesel::prelude::*;

use super::model::{FactorId, Proven, SignIn, Way};
use crate::access::{AccountId, Action, Owners, SignInId};
use crate::base::{Error, Instant, Result};
use crate::db::Kept;
use crate::db::schema::{factors, grants, recovery_codes, sign_ins};
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `sign_ins`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = sign_ins, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: SignInId,
    #[diesel(skip_update)]
    account: AccountId,
    rotated_at: Instant,
    #[diesel(skip_update)]
    created_at: Instant,
    last_seen_at: Instant,
    idle_until: Instant,
    #[diesel(skip_update)]
    expires_at: Instant,
    ended_at: Option<Instant>,
    #[diesel(skip_update)]
    device: String,
    version: i64,
    // Written by `prove` alone, so that a refresh at the same moment takes nothing back.
    #[diesel(skip_update)]
    proven_at: Option<Instant>,
    #[diesel(skip_update)]
    proven_by: Option<Way>,
    #[diesel(skip_update)]
    factor: Option<FactorId>,
}

impl Row {
    /// The row of a sign-in, every column of it.
    fn of(sign_in: &SignIn) -> Self {
        Self {
            id: sign_in.id,
            account: sign_in.account,
            rotated_at: sign_in.rotated_at,
            created_at: sign_in.created_at,
            last_seen_at: sign_in.last_seen_at,
            idle_until: sign_in.idle_until,
            expires_at: sign_in.expires_at,
            ended_at: sign_in.ended_at,
            device: sign_in.device.clone(),
            version: sign_in.version,
            proven_at: sign_in.proven.map(|proven| proven.at),
            proven_by: sign_in.proven.map(|proven| proven.by),
            factor: sign_in.proven.and_then(|proven| proven.factor),
        }
    }
}

impl Stored for SignIn {
    type Row = Row;
    const SEE: Action = Action::SeeSignIn;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let sign_in = Self {
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
            proven: row.proven_at.zip(row.proven_by).map(|(at, by)| Proven { at, by, factor: row.factor }),
        };
        Ok((sign_in, Owners::of(row.account)))
    }
}

/// A sign-in.
pub fn find(tx: &mut Tx<'_>, id: SignInId) -> Result<Sealed<SignIn>> {
    tx.find(sign_ins::table.find(id))
}

/// The sign-in that a refresh secret speaks of, if there is one.
pub fn maybe(tx: &mut Tx<'_>, id: SignInId) -> Result<Option<Sealed<SignIn>>> {
    tx.maybe(sign_ins::table.find(id))
}

/// The live sign-ins of an account, the latest used first.
pub fn live(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<SignIn>>> {
    let now = tx.now;
    tx.list(
        sign_ins::table
            .filter(sign_ins::account.eq(account))
            .filter(sign_ins::ended_at.is_null())
            .filter(sign_ins::idle_until.gt(now))
            .filter(sign_ins::expires_at.gt(now))
            .order(sign_ins::last_seen_at.desc())
            .limit(100),
    )
}

/// Whether somebody has signed in to the account before.
pub fn has_any(tx: &mut Tx<'_>, account: AccountId) -> Result<bool> {
    let first = sign_ins::table.filter(sign_ins::account.eq(account)).select(sign_ins::created_at).limit(1);
    Ok(tx.value::<Instant>(first)?.is_some())
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

/// By what an account can prove a sign-in beyond its password.
pub fn ways(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Way>> {
    let has = |tx: &mut Tx<'_>, way: Way| {
        let rows = factors::table.filter(factors::account.eq(account)).filter(factors::kind.eq(way));
        Ok::<_, Error>(tx.value(rows.count())?.unwrap_or(0) > 0)
    };
    let unused = recovery_codes::table
        .filter(recovery_codes::account.eq(account))
        .filter(recovery_codes::used_at.is_null());
    let (passkey, app) = (has(tx, Way::Passkey)?, has(tx, Way::App)?);
    let recovery = (passkey || app) && tx.value(unused.count())?.unwrap_or(0) > 0;
    let all = [(Way::Passkey, passkey), (Way::App, app), (Way::Recovery, recovery)];
    Ok(all.into_iter().filter(|(_, has)| *has).map(|(way, _)| way).collect())
}

/// Writes that a second factor was proven in a sign-in; its generation stays, for the cookie that goes with it.
///
/// # Errors
/// `Stale` when it has ended meanwhile.
pub fn prove(tx: &mut Tx<'_>, sign_in: Recorded<SignIn>) -> Result<SignIn> {
    let row = sign_ins::table.filter(sign_ins::id.eq(sign_in.id)).filter(sign_ins::ended_at.is_null());
    let proven = (
        sign_ins::proven_at.eq(sign_in.proven.map(|proven| proven.at)),
        sign_ins::proven_by.eq(sign_in.proven.map(|proven| proven.by)),
        sign_ins::factor.eq(sign_in.proven.and_then(|proven| proven.factor)),
    );
    tx.change(&sign_in, Kept(diesel::update(row).set(proven)))?;
    Ok(sign_in.into_inner())
}

/// Ends the sign-ins of an account that a factor has proven, but for the one at hand, because of what was recorded.
pub fn end_proven_by<T>(
    tx: &mut Tx<'_>,
    because: &Recorded<T>,
    factor: FactorId,
    but: Option<SignInId>,
) -> Result<()> {
    let now = tx.now;
    let but = but.unwrap_or(SignInId::from_uuid(uuid::Uuid::nil()));
    let rows = sign_ins::table
        .filter(sign_ins::factor.eq(factor))
        .filter(sign_ins::id.ne(but))
        .filter(sign_ins::ended_at.is_null());
    let end = (sign_ins::ended_at.eq(Some(now)), sign_ins::version.eq(sign_ins::version + 1));
    tx.write(because, Kept(diesel::update(rows).set(end))).map(|_| ())
}

/// Writes a new sign-in.
pub fn insert(tx: &mut Tx<'_>, sign_in: Recorded<SignIn>) -> Result<SignIn> {
    tx.write(&sign_in, diesel::insert_into(sign_ins::table).values(Row::of(&sign_in)))?;
    Ok(sign_in.into_inner())
}

/// Writes a changed sign-in.
///
/// # Errors
/// `Stale` when it was changed meanwhile: two refreshes at once leave one live branch.
pub fn save(tx: &mut Tx<'_>, sign_in: Recorded<SignIn>) -> Result<SignIn> {
    let row =
        sign_ins::table.filter(sign_ins::id.eq(sign_in.id)).filter(sign_ins::version.eq(sign_in.version));
    let next = Row { version: sign_in.version + 1, ..Row::of(&sign_in) };
    tx.change(&sign_in, Kept(diesel::update(row).set(next)))?;
    let sign_in = sign_in.into_inner();
    Ok(SignIn { version: sign_in.version + 1, ..sign_in })
}
