//! Pairs as rows: two for each, one from either side, so that one index answers from both.

use diesel::prelude::*;

use super::model::{Asked, Pair, PairId, Party, PartyId};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::{Instant, Result};
use crate::db::schema::{accounts, keep_apart, mentors, referrals};
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A pair from the side of `person`.
#[derive(Queryable)]
pub struct Row {
    pair: PairId,
    person: PartyId,
    other: PartyId,
    from: Instant,
    centre: String,
    entered_by: Option<AccountId>,
    ending_asked_by: Option<AccountId>,
    ending_asked_at: Option<Instant>,
}

impl Stored for Pair {
    type Row = Row;
    const SEE: Action = Action::KeepApart;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let about = [row.person, row.other].map(|party| Some(AccountId::from_uuid(party.uuid())));
        let owners = Owners { about, centre: Caseload::Of(row.centre.clone()), ..Owners::default() };
        let ending = row.ending_asked_by.zip(row.ending_asked_at).map(|(by, at)| Asked { by, at });
        let pair = Self {
            id: row.pair,
            one: row.person,
            other: row.other,
            from: row.from,
            centre: row.centre,
            entered_by: row.entered_by,
            ending,
        };
        Ok((pair, owners))
    }
}

impl Stored for Party {
    type Row = (PartyId, Option<String>, Option<String>);
    const SEE: Action = Action::KeepApart;

    fn unpack((id, centre, caseload): Self::Row) -> Result<(Self, Owners)> {
        let owners =
            Owners { centre: centre.clone().map_or(Caseload::None, Caseload::Of), ..Owners::default() };
        Ok((Self { id, centre, caseload }, owners))
    }
}

/// The member with a code.
///
/// # Errors
/// Whatever the database refuses.
pub fn member(tx: &mut Tx<'_>, code: String) -> Result<Option<Sealed<Party>>> {
    tx.maybe(
        accounts::table
            .left_join(mentors::table.on(mentors::account.eq(accounts::id)))
            .filter(accounts::code.eq(code))
            .filter(accounts::member.eq(true))
            .select((accounts::id, mentors::centre.nullable(), accounts::centre)),
    )
}

/// The person in custody of a referral, by the digits of its reference.
///
/// # Errors
/// Whatever the database refuses.
pub fn referred(tx: &mut Tx<'_>, number: i64) -> Result<Option<Sealed<Party>>> {
    tx.maybe(referrals::table.filter(referrals::number.eq(number)).select((
        referrals::id,
        referrals::centre.nullable(),
        referrals::centre.nullable(),
    )))
}

/// A referral or a mentor of an id, with their centre.
///
/// # Errors
/// Whatever the database refuses.
pub fn known(tx: &mut Tx<'_>, id: PartyId) -> Result<Option<Sealed<Party>>> {
    let referred: Option<Sealed<Party>> =
        tx.maybe(referrals::table.filter(referrals::id.eq(id)).select((
            referrals::id,
            referrals::centre.nullable(),
            referrals::centre.nullable(),
        )))?;
    match referred {
        Some(found) => Ok(Some(found)),
        None => tx.maybe(mentors::table.filter(mentors::account.eq(id)).select((
            mentors::account,
            mentors::centre.nullable(),
            mentors::centre.nullable(),
        ))),
    }
}

macro_rules! now {
    () => {
        keep_apart::table.filter(keep_apart::until_at.is_null())
    };
}
macro_rules! columns {
    ($query:expr) => {
        $query.select((
            keep_apart::pair,
            keep_apart::person,
            keep_apart::other,
            keep_apart::from_at,
            keep_apart::centre,
            keep_apart::entered_by,
            keep_apart::ending_asked_by,
            keep_apart::ending_asked_at,
        ))
    };
}

/// A pair of two people, if any centre keeps them apart.
///
/// # Errors
/// Whatever the database refuses.
pub fn pair(tx: &mut Tx<'_>, one: PartyId, other: PartyId) -> Result<Option<Sealed<Pair>>> {
    tx.maybe(columns!(now!().filter(keep_apart::person.eq(one)).filter(keep_apart::other.eq(other)).limit(1)))
}

/// The pair of an id, from one of its sides, while it is kept apart.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_id(tx: &mut Tx<'_>, pair: PairId) -> Result<Option<Sealed<Pair>>> {
    tx.maybe(columns!(now!().filter(keep_apart::pair.eq(pair)).order(keep_apart::person).limit(1)))
}

/// The pair of two people as a centre has entered it.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_centre(
    tx: &mut Tx<'_>,
    one: PartyId,
    other: PartyId,
    centre: String,
) -> Result<Option<Sealed<Pair>>> {
    tx.maybe(columns!(
        now!()
            .filter(keep_apart::person.eq(one))
            .filter(keep_apart::other.eq(other))
            .filter(keep_apart::centre.eq(centre))
    ))
}

/// Every pair that a person is part of, from their side.
///
/// # Errors
/// Whatever the database refuses.
pub fn pairs_of(tx: &mut Tx<'_>, person: PartyId) -> Result<Vec<Sealed<Pair>>> {
    tx.list(columns!(now!().filter(keep_apart::person.eq(person)).order(keep_apart::pair)))
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
/// `Unique` when the centre keeps the two apart already.
pub fn insert(tx: &mut Tx<'_>, pair: &Recorded<Pair>) -> Result<()> {
    for (person, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
        let statement = diesel::insert_into(keep_apart::table).values((
            keep_apart::person.eq(person),
            keep_apart::other.eq(other),
            keep_apart::from_at.eq(pair.from),
            keep_apart::pair.eq(pair.id),
            keep_apart::centre.eq(&pair.centre),
            keep_apart::entered_by.eq(pair.entered_by),
        ));
        tx.write(pair, statement)?;
    }
    Ok(())
}

macro_rules! sides {
    ($pair:expr) => {
        keep_apart::table.filter(keep_apart::pair.eq($pair.id)).filter(keep_apart::until_at.is_null())
    };
}

/// Writes who asked that a pair ends, on both sides.
///
/// # Errors
/// `Stale` when it has ended meanwhile.
pub fn ask_end(tx: &mut Tx<'_>, pair: &Recorded<Pair>) -> Result<()> {
    let (by, at) = pair.ending.map(|asked| (asked.by, asked.at)).unzip();
    let asked = (keep_apart::ending_asked_by.eq(by), keep_apart::ending_asked_at.eq(at));
    tx.change(pair, diesel::update(sides!(pair)).set(asked))
}

/// Ends a pair, on both sides.
///
/// # Errors
/// `Stale` when it has ended meanwhile.
pub fn end(tx: &mut Tx<'_>, pair: &Recorded<Pair>) -> Result<()> {
    let until = tx.now;
    tx.change(pair, diesel::update(sides!(pair)).set(keep_apart::until_at.eq(until)))
}
