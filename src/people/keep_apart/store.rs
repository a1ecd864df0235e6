//! Pairs as rows: two for each, one from either side, so that one index answers from both.

use diesel::prelude::*;

use super::model::{Pair, PairId, PartyId};
use crate::access::{Action, Owners};
use crate::base::{Instant, Result};
use crate::db::schema::{accounts, keep_apart, referrals};
use crate::tx::{Recorded, Sealed, Stored, Tx};

impl Stored for Pair {
    type Row = (PairId, PartyId, PartyId, Instant);
    const SEE: Action = Action::KeepApart;

    fn unpack((id, one, other, from): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { id, one, other, from }, Owners::default()))
    }
}

/// Somebody who may be kept apart from others.
pub struct Party(pub PartyId);

impl Stored for Party {
    type Row = (PartyId,);
    const SEE: Action = Action::KeepApart;

    fn unpack((id,): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self(id), Owners::default()))
    }
}

/// The member with a code.
///
/// # Errors
/// Whatever the database refuses.
pub fn member(tx: &mut Tx<'_>, code: String) -> Result<Option<Sealed<Party>>> {
    tx.maybe(accounts::table.filter(accounts::code.eq(code)).select((accounts::id,)))
}

/// The person in custody of a referral, by the digits of its reference.
///
/// # Errors
/// Whatever the database refuses.
pub fn referred(tx: &mut Tx<'_>, number: i64) -> Result<Option<Sealed<Party>>> {
    tx.maybe(referrals::table.filter(referrals::number.eq(number)).select((referrals::id,)))
}

macro_rules! now {
    () => {
        keep_apart::table.filter(keep_apart::until_at.is_null())
    };
}
macro_rules! columns {
    ($query:expr) => {
        $query.select((keep_apart::pair, keep_apart::person, keep_apart::other, keep_apart::from_at))
    };
}

/// The pair of two people, if they are to be kept apart.
///
/// # Errors
/// Whatever the database refuses.
pub fn pair(tx: &mut Tx<'_>, one: PartyId, other: PartyId) -> Result<Option<Sealed<Pair>>> {
    tx.maybe(columns!(now!().filter(keep_apart::person.eq(one)).filter(keep_apart::other.eq(other))))
}

/// Every pair that a person is part of, from their side.
///
/// # Errors
/// Whatever the database refuses.
pub fn pairs_of(tx: &mut Tx<'_>, person: PartyId) -> Result<Vec<Sealed<Pair>>> {
    tx.list(columns!(now!().filter(keep_apart::person.eq(person))))
}

/// Every pair, from both sides: what a round keeps apart.
///
/// # Errors
/// Whatever the database refuses.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Sealed<Pair>>> {
    tx.list(columns!(now!()))
}

/// Writes a pair, from both sides.
///
/// # Errors
/// `Unique` when the two are kept apart already.
pub fn insert(tx: &mut Tx<'_>, pair: &Recorded<Pair>) -> Result<()> {
    for (person, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
        let statement = diesel::insert_into(keep_apart::table).values((
            keep_apart::person.eq(person),
            keep_apart::other.eq(other),
            keep_apart::from_at.eq(pair.from),
            keep_apart::pair.eq(pair.id),
        ));
        tx.write(pair, statement)?;
    }
    Ok(())
}

/// Ends a pair, on both sides.
///
/// # Errors
/// Whatever the database refuses.
pub fn end(tx: &mut Tx<'_>, pair: &Recorded<Pair>) -> Result<()> {
    let until = tx.now;
    for (person, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
        let row = keep_apart::table
            .filter(keep_apart::person.eq(person))
            .filter(keep_apart::other.eq(other))
            .filter(keep_apart::until_at.is_null());
        tx.change(pair, diesel::update(row).set(keep_apart::until_at.eq(until)))?;
    }
    Ok(())
}
