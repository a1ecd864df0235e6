//! Registrations under supervision as rows, and the members whose answer is not settled.

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Settlement, Supervisee, SuperviseeCard, SuperviseeId, SuperviseeState};
use crate::access::{AccountId, Action, Caseload, Owners, Role};
use crate::base::error::OnUnique;
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Instant, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, grants, supervisees};
use crate::people::accounts::model::{AccountState, Supervision, SupervisionAnswer};
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned};

/// A row of `supervisees`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = supervisees, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: SuperviseeId,
    #[diesel(skip_update)]
    person: AccountId,
    officer: AccountId,
    ends_on: String,
    association_condition: bool,
    state: SuperviseeState,
    #[diesel(skip_update)]
    registered_at: Instant,
    version: i64,
}

impl Row {
    /// The row of a registration, every column of it.
    fn of(supervisee: &Supervisee) -> Self {
        Self {
            id: supervisee.id,
            person: supervisee.person,
            officer: supervisee.officer,
            ends_on: supervisee.ends_on.to_string(),
            association_condition: supervisee.association_condition,
            state: supervisee.state,
            registered_at: supervisee.registered_at,
            version: supervisee.version,
        }
    }
}

impl Stored for Supervisee {
    type Row = Row;
    const SEE: Action = Action::SeeSupervisee;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let ends_on: NaiveDate =
            row.ends_on.parse().map_err(|_| Error::Internal("a last day cannot be read".into()))?;
        let supervisee = Self {
            id: row.id,
            person: row.person,
            officer: row.officer,
            ends_on,
            association_condition: row.association_condition,
            state: row.state,
            registered_at: row.registered_at,
            version: row.version,
        };
        // The person's own view of their supervision comes with their data rights; here it is the officer's.
        let (about, officer) = ([Some(row.person), None], Some(row.officer));
        let owners = Owners { about, assigned: [officer, None, None], ..Owners::default() };
        Ok((supervisee, owners))
    }
}

impl Made for Supervisee {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, SuperviseeId::from_uuid(id))
    }
}

impl Stored for SuperviseeCard {
    type Row = (Row, String, String);
    const SEE: Action = Action::SeeSupervisee;

    fn unpack((row, code, preferred_name): Self::Row) -> Result<(Self, Owners)> {
        let (supervisee, owners) = Supervisee::unpack(row)?;
        Ok((Self { supervisee, code, preferred_name }, owners))
    }
}

impl Versioned for SuperviseeCard {
    fn version(&self) -> i64 {
        self.supervisee.version
    }
}

/// The registration of an id.
///
/// # Errors
/// `NotFound` when there is none.
pub fn find(tx: &mut Tx<'_>, id: SuperviseeId) -> Result<Sealed<Supervisee>> {
    tx.find(supervisees::table.find(id))
}

/// The registration of an id with its person.
///
/// # Errors
/// `NotFound` when there is none.
pub fn card(tx: &mut Tx<'_>, id: SuperviseeId) -> Result<Sealed<SuperviseeCard>> {
    tx.find(
        supervisees::table
            .inner_join(accounts::table.on(accounts::id.eq(supervisees::person)))
            .filter(supervisees::id.eq(id))
            .select((supervisees::all_columns, accounts::code, accounts::preferred_name)),
    )
}

/// The registration that counts for a person, if they have one.
///
/// # Errors
/// Whatever the database refuses.
pub fn current_of(tx: &mut Tx<'_>, person: AccountId) -> Result<Option<Sealed<Supervisee>>> {
    tx.maybe(
        supervisees::table
            .filter(supervisees::person.eq(person))
            .filter(supervisees::state.eq(SuperviseeState::Current)),
    )
}

/// An officer's registrations, oldest first, one more than a page.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_officer(tx: &mut Tx<'_>, officer: AccountId, ask: Ask) -> Result<Vec<Sealed<SuperviseeCard>>> {
    let after = ask.after.unwrap_or(Cursor::start());
    tx.list(
        supervisees::table
            .inner_join(accounts::table.on(accounts::id.eq(supervisees::person)))
            .filter(supervisees::officer.eq(officer))
            .filter(supervisees::registered_at.ge(after.at))
            .filter(
                supervisees::registered_at
                    .gt(after.at)
                    .or(supervisees::id.gt(SuperviseeId::from_uuid(after.id))),
            )
            .order((supervisees::registered_at, supervisees::id))
            .limit(ask.limit + 1)
            .select((supervisees::all_columns, accounts::code, accounts::preferred_name)),
    )
}

/// Whether an officer still is one, so that somebody can clear.
///
/// # Errors
/// Whatever the database refuses.
pub fn officer_serves(tx: &mut Tx<'_>, officer: AccountId) -> Result<bool> {
    let now = tx.now;
    let grant = grants::table
        .inner_join(accounts::table.on(accounts::id.eq(grants::account)))
        .filter(grants::account.eq(officer))
        .filter(grants::role.eq(Role::Officer))
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .filter(accounts::state.eq(AccountState::Active))
        .select(grants::from_at)
        .limit(1);
    Ok(tx.value::<Instant>(grant)?.is_some())
}

/// Registrations that count although their last day has passed, by id and after one.
///
/// # Errors
/// Whatever the database refuses.
pub fn running_out(tx: &mut Tx<'_>, after: SuperviseeId, most: i64) -> Result<Vec<SuperviseeId>> {
    let today = tx.today().to_string();
    tx.due(
        supervisees::table
            .filter(supervisees::state.eq(SuperviseeState::Current))
            .filter(supervisees::ends_on.lt(today))
            .filter(supervisees::id.gt(after))
            .order(supervisees::id)
            .select(supervisees::id)
            .limit(most),
    )
}

/// Writes a new registration.
///
/// # Errors
/// A conflict `already_registered` when the person has one that counts.
pub fn insert(tx: &mut Tx<'_>, supervisee: Recorded<Supervisee>) -> Result<Supervisee> {
    let statement = diesel::insert_into(supervisees::table).values(Row::of(&supervisee));
    tx.write(&supervisee, statement).on_unique(Code::AlreadyRegistered)?;
    Ok(supervisee.into_inner())
}

/// Writes a changed registration.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, supervisee: Recorded<Supervisee>) -> Result<Supervisee> {
    let row = supervisees::table
        .filter(supervisees::id.eq(supervisee.id))
        .filter(supervisees::version.eq(supervisee.version));
    let next = Row { version: supervisee.version + 1, ..Row::of(&supervisee) };
    tx.change(&supervisee, Kept(diesel::update(row).set(next)))?;
    let supervisee = supervisee.into_inner();
    Ok(Supervisee { version: supervisee.version + 1, ..supervisee })
}

impl Stored for Settlement {
    type Row = (AccountId, String, String, SupervisionAnswer, Instant, Option<String>);
    const SEE: Action = Action::ListSettlements;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (person, code, preferred_name, answer, since, centre) = row;
        let owners = Owners { centre: Caseload::taken_by(centre.clone()), ..Owners::of(person) };
        Ok((Self { person, code, preferred_name, answer, since, centre }, owners))
    }
}

/// Members but the reader whose answer nobody has settled, of these centres or of none, longest waiting first, one more
/// than a page.
///
/// # Errors
/// Whatever the database refuses.
pub fn unsettled(tx: &mut Tx<'_>, centres: Vec<String>, ask: Ask) -> Result<Vec<Sealed<Settlement>>> {
    let (after, reader) = (ask.after.unwrap_or(Cursor::start()), tx.reader());
    tx.list(
        accounts::table
            .filter(accounts::supervision.eq(Supervision::Unsettled))
            .filter(accounts::state.eq(AccountState::Active))
            .filter(accounts::id.ne(reader))
            .filter(accounts::centre.is_null().or(accounts::centre.eq_any(centres)))
            .filter(accounts::created_at.ge(after.at))
            .filter(accounts::created_at.gt(after.at).or(accounts::id.gt(AccountId::from_uuid(after.id))))
            .order((accounts::created_at, accounts::id))
            .limit(ask.limit + 1)
            .select((
                accounts::id,
                accounts::code,
                accounts::preferred_name,
                accounts::supervision_answer,
                accounts::created_at,
                accounts::centre,
            )),
    )
}
