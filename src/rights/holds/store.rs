//! Holds as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Hold, HoldId};
use crate::access::{AccountId, Action, Owners, ReferralId};
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Instant, OnUnique as _, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, holds, referrals};
use crate::keys::{At, Encrypted, Field, Subject};
use crate::mentoring::referrals::model::Reference;
use crate::rights::copies::model::Whose;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, filtered};

/// A row of `holds`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = holds, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: HoldId,
    #[diesel(skip_update)]
    person: Option<AccountId>,
    #[diesel(skip_update)]
    referral: Option<ReferralId>,
    #[diesel(skip_update)]
    reason: Encrypted,
    #[diesel(skip_update)]
    placed_by: AccountId,
    #[diesel(skip_update)]
    placed_at: Instant,
    ended_by: Option<AccountId>,
    ended_at: Option<Instant>,
    version: i64,
}

impl Row {
    /// The row of a hold, every column of it.
    fn of(tx: &mut Tx<'_>, hold: &Hold) -> Result<Self> {
        let (person, referral, subject): (_, _, Subject) = match hold.whose {
            Whose::Account(person) => (Some(person), None, person.into()),
            Whose::Referral(referral) => (None, Some(referral), referral.into()),
        };
        Ok(Self {
            id: hold.id,
            person,
            referral,
            reason: tx.encrypt(subject, Field::HoldReason.of(hold.id), &hold.reason)?,
            placed_by: hold.placed_by,
            placed_at: hold.placed_at,
            ended_by: hold.ended.map(|(by, _)| by),
            ended_at: hold.ended.map(|(_, at)| at),
            version: hold.version,
        })
    }
}

impl Stored for Hold {
    /// With the code of a member, or the reference of a referral.
    type Row = (Row, Option<String>, Option<i64>);
    const SEE: Action = Action::SeeHold;

    fn encrypted((row, ..): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        vec![(Field::HoldReason.of(row.id), &mut row.reason)]
    }

    fn unpack((row, code, number): Self::Row) -> Result<(Self, Owners)> {
        let (whose, code, owners) = match (row.person, code, row.referral, number) {
            (Some(person), Some(code), None, _) => (Whose::Account(person), code, Owners::of(person)),
            (None, _, Some(referral), Some(number)) => {
                let owners = Owners { custody: Some(referral), ..Owners::default() };
                (Whose::Referral(referral), Reference(number).to_string(), owners)
            }
            _ => return Err(Error::Internal("a hold cannot be read".into())),
        };
        let hold = Self {
            id: row.id,
            whose,
            code,
            reason: row.reason.text()?.unwrap_or_default(),
            placed_by: row.placed_by,
            placed_at: row.placed_at,
            ended: row.ended_by.zip(row.ended_at),
            version: row.version,
        };
        Ok((hold, owners))
    }
}

impl Made for Hold {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, HoldId::from_uuid(id))
    }
}

/// Holds with whom they are of.
macro_rules! told {
    () => {
        holds::table
            .left_join(accounts::table.on(holds::person.eq(accounts::id.nullable())))
            .left_join(referrals::table.on(holds::referral.eq(referrals::id.nullable())))
            .select((holds::all_columns, accounts::code.nullable(), referrals::number.nullable()))
    };
}

/// The hold of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: HoldId) -> Result<Sealed<Hold>> {
    tx.find(told!().filter(holds::id.eq(id)))
}

/// Holds, the latest first, one more than a page, and none about the reader.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, ask: Ask) -> Result<Vec<Sealed<Hold>>> {
    let reader = tx.reader();
    filtered!(tx, {
        let rows = told!()
            .filter(holds::person.is_null().or(holds::person.ne(reader)))
            .order((holds::placed_at.desc(), holds::id.desc()))
            .limit(ask.limit + 1)
            .into_boxed();
        match ask.after {
            None => rows,
            Some(Cursor { at, id }) => {
                let same = holds::placed_at.eq(at).and(holds::id.lt(HoldId::from_uuid(id)));
                rows.filter(holds::placed_at.le(at).and(holds::placed_at.lt(at).or(same)))
            }
        }
    })
}

/// Whether what is kept of somebody is held.
///
/// # Errors
/// Whatever the database refuses.
pub fn is_held(tx: &mut Tx<'_>, whose: Whose) -> Result<bool> {
    let open = holds::table.filter(holds::ended_at.is_null());
    let count = match whose {
        Whose::Account(person) => tx.value::<i64>(open.filter(holds::person.eq(person)).count())?,
        Whose::Referral(referral) => tx.value::<i64>(open.filter(holds::referral.eq(referral)).count())?,
    };
    Ok(count.unwrap_or(0) > 0)
}

/// Writes a new hold.
///
/// # Errors
/// A conflict `held_for_dispute` when there is one already.
pub fn insert(tx: &mut Tx<'_>, hold: Recorded<Hold>) -> Result<Hold> {
    let row = Row::of(tx, &hold)?;
    tx.write(&hold, diesel::insert_into(holds::table).values(row)).on_unique(Code::HeldForDispute)?;
    Ok(hold.into_inner())
}

/// Writes a hold that has ended.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, hold: Recorded<Hold>) -> Result<Hold> {
    let row = holds::table.filter(holds::id.eq(hold.id)).filter(holds::version.eq(hold.version));
    let next = Row { version: hold.version + 1, ..Row::of(tx, &hold)? };
    tx.change(&hold, Kept(diesel::update(row).set(next)))?;
    let hold = hold.into_inner();
    Ok(Hold { version: hold.version + 1, ..hold })
}
