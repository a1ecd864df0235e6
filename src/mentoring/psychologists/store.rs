//! Psychologists as rows: a grant, an account, and their particulars where they gave any.

use diesel::prelude::*;

use super::model::Psychologist;
use crate::access::{AccountId, Action, Owners, Role};
use crate::base::{Code, Error, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{accounts, grants, psychologists};
use crate::people::invitations::model::Profession;
use crate::tx::{Recorded, Sealed, Stored, Tx, Versioned};

type Particulars = (Object, Object, i64, i64, i64);

impl Stored for Psychologist {
    type Row = (AccountId, String, String, Option<Profession>, Option<String>, Option<Particulars>);
    const SEE: Action = Action::SeePsychologists;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (account, preferred_name, state, profession, centre, particulars) = row;
        let nothing = (Object::of(&[(); 0]), Object::of(&[(); 0]), 0, 0, 0);
        let (institutions, expertise, capacity, active_pairings, version) = particulars.unwrap_or(nothing);
        let psychologist = Self {
            account,
            preferred_name,
            profession: profession.unwrap_or(Profession::ClinicalPsychologist),
            centre: centre.unwrap_or_default(),
            active: state == "active",
            institutions: institutions.to()?,
            expertise: expertise.to()?,
            capacity,
            active_pairings,
            version,
        };
        let centre = Some(psychologist.centre.clone());
        Ok((psychologist, Owners { centre, ..Owners::of(account) }))
    }
}

impl Versioned for Psychologist {
    fn version(&self) -> i64 {
        self.version
    }
}

macro_rules! whole {
    ($now:expr) => {
        grants::table
            .inner_join(accounts::table.on(accounts::id.eq(grants::account)))
            .left_join(psychologists::table.on(psychologists::account.eq(grants::account)))
            .filter(grants::role.eq(Role::Psychologist))
            .filter(grants::from_at.le($now))
            .filter(grants::until_at.is_null().or(grants::until_at.gt($now)))
            .order((accounts::preferred_name, grants::account, grants::from_at))
            .select((
                grants::account,
                accounts::preferred_name,
                accounts::state,
                grants::profession,
                grants::scope,
                (
                    psychologists::institutions,
                    psychologists::expertise,
                    psychologists::capacity,
                    psychologists::active_pairings,
                    psychologists::version,
                )
                    .nullable(),
            ))
    };
}

/// The psychologist of an account, if it is one now.
///
/// # Errors
/// Whatever the database refuses.
pub fn find(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Sealed<Psychologist>>> {
    let now = tx.now;
    tx.maybe(whole!(now).filter(grants::account.eq(account)))
}

/// Every psychologist of a centre now.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_centre(tx: &mut Tx<'_>, centre: &str) -> Result<Vec<Sealed<Psychologist>>> {
    let now = tx.now;
    tx.list(whole!(now).filter(grants::scope.eq(centre.to_owned())))
}

/// Writes a psychologist's particulars.
///
/// # Errors
/// `Stale` when they were changed meanwhile.
pub fn save(tx: &mut Tx<'_>, next: Recorded<Psychologist>) -> Result<Psychologist> {
    let said = (
        psychologists::institutions.eq(Object::of(&next.institutions)),
        psychologists::expertise.eq(Object::of(&next.expertise)),
        psychologists::capacity.eq(next.capacity),
        psychologists::version.eq(next.version + 1),
    );
    if next.version == 0 {
        let row = (psychologists::account.eq(next.account), psychologists::active_pairings.eq(0), said);
        let statement = diesel::insert_into(psychologists::table).values(row);
        tx.write(&next, statement).map_err(|error| match error {
            Error::Unique => Error::Stale,
            other => other,
        })?;
    } else {
        let row = psychologists::table
            .filter(psychologists::account.eq(next.account))
            .filter(psychologists::version.eq(next.version));
        tx.change(&next, Kept(diesel::update(row).set(said)))?;
    }
    let next = next.into_inner();
    Ok(Psychologist { version: next.version + 1, ..next })
}

/// Takes a place with a psychologist for a pairing, because of what was recorded of it.
///
/// # Errors
/// A conflict `psychologist_no_capacity` when every place is taken.
pub fn take_place<T>(tx: &mut Tx<'_>, because: &Recorded<T>, account: AccountId) -> Result<()> {
    let row = psychologists::table
        .filter(psychologists::account.eq(account))
        .filter(psychologists::active_pairings.lt(psychologists::capacity));
    let taken =
        diesel::update(row).set(psychologists::active_pairings.eq(psychologists::active_pairings + 1));
    match tx.write(because, Kept(taken))? {
        0 => Err(Error::refused(Code::PsychologistNoCapacity)),
        _ => Ok(()),
    }
}

/// Gives a psychologist's place back.
///
/// # Errors
/// Whatever the database refuses.
pub fn free_place<T>(tx: &mut Tx<'_>, because: &Recorded<T>, account: AccountId) -> Result<()> {
    let row = psychologists::table
        .filter(psychologists::account.eq(account))
        .filter(psychologists::active_pairings.gt(0));
    let freed =
        diesel::update(row).set(psychologists::active_pairings.eq(psychologists::active_pairings - 1));
    tx.write(because, Kept(freed)).map(|_| ())
}
