//! Second factors as rows.

use diesel::prelude::*;

use super::model::{Ceremony, CeremonyId, Factor, FactorId, FactorKind, Purpose, RecoveryCode, RecoveryMark};
use crate::access::{AccountId, Action, Owners, SignInId};
use crate::base::{Id, Instant, Result};
use crate::db::schema::{ceremonies, factors, recovery_codes};
use crate::db::{Confidential, Kept};
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `factors`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = factors, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: FactorId,
    #[diesel(skip_update)]
    account: AccountId,
    #[diesel(skip_update)]
    kind: FactorKind,
    #[diesel(skip_update)]
    name: String,
    credential: Option<Confidential>,
    last_step: Option<i64>,
    #[diesel(skip_update)]
    created_at: Instant,
    last_used_at: Option<Instant>,
    version: i64,
}

impl Row {
    /// The row of a factor, every column of it.
    fn of(factor: &Factor) -> Self {
        Self {
            id: factor.id,
            account: factor.account,
            kind: factor.kind,
            name: factor.name.clone(),
            credential: factor.credential.clone(),
            last_step: factor.last_step,
            created_at: factor.created_at,
            last_used_at: factor.last_used_at,
            version: factor.version,
        }
    }
}

impl Stored for Factor {
    type Row = Row;
    const SEE: Action = Action::SeeFactors;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let factor = Self {
            id: row.id,
            account: row.account,
            kind: row.kind,
            name: row.name,
            credential: row.credential,
            last_step: row.last_step,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            version: row.version,
        };
        Ok((factor, Owners::of(row.account)))
    }
}

/// A factor.
pub fn find(tx: &mut Tx<'_>, id: FactorId) -> Result<Sealed<Factor>> {
    tx.find(factors::table.find(id))
}

/// The factors of an account, the oldest first.
pub fn of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Sealed<Factor>>> {
    tx.list(factors::table.filter(factors::account.eq(account)).order((factors::created_at, factors::id)))
}

/// Writes a new factor.
pub fn insert(tx: &mut Tx<'_>, factor: Recorded<Factor>) -> Result<Factor> {
    tx.write(&factor, diesel::insert_into(factors::table).values(Row::of(&factor)))?;
    Ok(factor.into_inner())
}

/// Writes a changed factor.
///
/// # Errors
/// `Stale` when it was changed meanwhile: of one code that is used twice at once, one counts.
pub fn save(tx: &mut Tx<'_>, factor: Recorded<Factor>) -> Result<Factor> {
    let row = factors::table.filter(factors::id.eq(factor.id)).filter(factors::version.eq(factor.version));
    let next = Row { version: factor.version + 1, ..Row::of(&factor) };
    tx.change(&factor, Kept(diesel::update(row).set(next)))?;
    let factor = factor.into_inner();
    Ok(Factor { version: factor.version + 1, ..factor })
}

/// Deletes a factor.
///
/// # Errors
/// `Stale` when it is gone.
pub fn delete(tx: &mut Tx<'_>, factor: &Recorded<Factor>) -> Result<()> {
    tx.change(factor, diesel::delete(factors::table.filter(factors::id.eq(factor.id))))
}

/// Deletes every factor and recovery code of an account, because of what was recorded of it.
pub fn delete_all<T>(tx: &mut Tx<'_>, account: AccountId, because: &Recorded<T>) -> Result<()> {
    tx.write(because, diesel::delete(factors::table.filter(factors::account.eq(account))))?;
    forget_codes(tx, account, because)
}

impl Stored for RecoveryCode {
    type Row = (Id<RecoveryMark>, AccountId, Vec<u8>, Option<Instant>);
    const SEE: Action = Action::SeeFactors;

    fn unpack((id, account, hash, used_at): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { id, account, hash, used_at }, Owners::of(account)))
    }
}

/// Recovery codes of an account that were not used.
pub fn codes_left(tx: &mut Tx<'_>, account: AccountId) -> Result<i64> {
    let left = recovery_codes::table
        .filter(recovery_codes::account.eq(account))
        .filter(recovery_codes::used_at.is_null());
    Ok(tx.value(left.count())?.unwrap_or(0))
}

/// The unused recovery code of an account with this hash, if there is one.
pub fn code(tx: &mut Tx<'_>, account: AccountId, hash: Vec<u8>) -> Result<Option<Sealed<RecoveryCode>>> {
    tx.maybe(
        recovery_codes::table
            .filter(recovery_codes::account.eq(account))
            .filter(recovery_codes::hash.eq(hash))
            .filter(recovery_codes::used_at.is_null()),
    )
}

/// Puts new recovery codes in the place of all that an account had.
pub fn replace_codes(tx: &mut Tx<'_>, account: AccountId, codes: &Recorded<Vec<RecoveryCode>>) -> Result<()> {
    forget_codes(tx, account, codes)?;
    for code in codes.iter() {
        let row = (
            recovery_codes::id.eq(code.id),
            recovery_codes::account.eq(code.account),
            recovery_codes::hash.eq(code.hash.clone()),
            recovery_codes::used_at.eq(code.used_at),
        );
        tx.write(codes, diesel::insert_into(recovery_codes::table).values(row))?;
    }
    Ok(())
}

/// Deletes the recovery codes of an account, because of what was recorded of it.
pub fn forget_codes<T>(tx: &mut Tx<'_>, account: AccountId, because: &Recorded<T>) -> Result<()> {
    let rows = recovery_codes::table.filter(recovery_codes::account.eq(account));
    tx.write(because, diesel::delete(rows)).map(|_| ())
}

/// Writes that recovery codes were used.
///
/// # Errors
/// `Stale` when one was used meanwhile.
pub fn use_codes(tx: &mut Tx<'_>, codes: &Recorded<Vec<RecoveryCode>>) -> Result<()> {
    for code in codes.iter() {
        let row = recovery_codes::table
            .filter(recovery_codes::id.eq(code.id))
            .filter(recovery_codes::used_at.is_null());
        tx.change(codes, Kept(diesel::update(row).set(recovery_codes::used_at.eq(code.used_at))))?;
    }
    Ok(())
}

impl Stored for Ceremony {
    type Row = (CeremonyId, Option<AccountId>, Option<SignInId>, Purpose, Option<Confidential>, Instant);
    const SEE: Action = Action::SeeFactors;

    fn unpack((id, account, sign_in, purpose, state, ends_at): Self::Row) -> Result<(Self, Owners)> {
        let owners = account.map(Owners::of).unwrap_or_default();
        Ok((Self { id, owner: account.zip(sign_in), purpose, state, ends_at }, owners))
    }
}

/// An attempt, if there is one.
pub fn ceremony(tx: &mut Tx<'_>, id: CeremonyId) -> Result<Option<Sealed<Ceremony>>> {
    tx.maybe(ceremonies::table.find(id))
}

/// Writes a new attempt; those that ran out are deleted.
pub fn insert_ceremony(tx: &mut Tx<'_>, ceremony: Recorded<Ceremony>) -> Result<Ceremony> {
    let over = ceremonies::table.filter(ceremonies::ends_at.le(tx.now));
    tx.write(&ceremony, diesel::delete(over))?;
    let row = (
        ceremonies::id.eq(ceremony.id),
        ceremonies::account.eq(ceremony.owner.map(|(account, _)| account)),
        ceremonies::sign_in.eq(ceremony.owner.map(|(_, sign_in)| sign_in)),
        ceremonies::purpose.eq(ceremony.purpose),
        ceremonies::state.eq(ceremony.state.clone()),
        ceremonies::ends_at.eq(ceremony.ends_at),
    );
    tx.write(&ceremony, diesel::insert_into(ceremonies::table).values(row))?;
    Ok(ceremony.into_inner())
}

/// Deletes an attempt that is taken up.
///
/// # Errors
/// `Stale` when somebody was faster.
pub fn delete_ceremony(tx: &mut Tx<'_>, ceremony: Recorded<Ceremony>) -> Result<Ceremony> {
    tx.change(&ceremony, diesel::delete(ceremonies::table.filter(ceremonies::id.eq(ceremony.id))))?;
    Ok(ceremony.into_inner())
}
