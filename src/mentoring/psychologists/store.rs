//! Psychologists as rows: a grant, an account, and their particulars where they gave any.

use diesel::prelude::*;

use super::model::Psychologist;
use crate::access::{AccountId, Action, Caseload, Owners, Role};
use crate::base::{Code, Error, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{accounts, grants, psychologists};
use crate::people::invitations::model::Profession;
use crate::tx::{Recorded, Sealed, Stored, Tx, Versioned};

/// A row of `psychologists`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = psychologists, treat_none_as_null = true, treat_none_as_default_value = false)]
#[diesel(primary_key(account))]
pub struct Row {
    account: AccountId,
    institutions: Object,
    expertise: Object,
    capacity: i64,
    // Counted by `take_place` and `free_place` alone.
    #[diesel(skip_update)]
    active_pairings: i64,
    version: i64,
}

impl Row {
    /// The row of a psychologist, every column of it.
    fn of(psychologist: &Psychologist) -> Self {
        Self {
            account: psychologist.account,
            institutions: Object::of(&psychologist.institutions),
            expertise: Object::of(&psychologist.expertise),
            capacity: psychologist.capacity,
            active_pairings: psychologist.active_pairings,
            version: psychologist.version,
        }
    }
}

impl Stored for Psychologist {
    type Row = (AccountId, String, String, Option<Profession>, Option<String>, Option<Row>);
    const SEE: Action = Action::SeePsychologists;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (account, preferred_name, state, profession, centre, particulars) = row;
        let psychologist = Self {
            account,
            preferred_name,
            profession: profession.unwrap_or(Profession::ClinicalPsychologist),
            centre: centre.unwrap_or_default(),
            active: state == "active",
            institutions: Vec::new(),
            expertise: Vec::new(),
            capacity: 0,
            active_pairings: 0,
            version: 0,
        };
        let psychologist = match particulars {
            None => psychologist,
            Some(row) => Self {
                institutions: row.institutions.to()?,
                expertise: row.expertise.to()?,
                capacity: row.capacity,
                active_pairings: row.active_pairings,
                version: row.version,
                ..psychologist
            },
        };
        let centre = Caseload::Of(psychologist.centre.clone());
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
                psychologists::all_columns.nullable(),
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
    let said = Row { version: next.version + 1, ..Row::of(&next) };
    if next.version == 0 {
        let statement = diesel::insert_into(psychologists::table).values(said);
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
