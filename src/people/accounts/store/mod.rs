//! Accounts as rows.

pub mod links;
pub mod telling;

use diesel::prelude::*;

use super::model::{Account, AccountState, Charge, Notice, PersonCard, Supervision, SupervisionAnswer};
use super::rules::email_key;
use crate::access::{AccountId, Action, Caseload, Grant, Owners, Role};
use crate::base::clock::Month;
use crate::base::{Instant, Language, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, grants, mentors, sign_ins};
use crate::gate::sign_ins::scope_of;
use crate::tx::{Recorded, Sealed, Stored, Tx, Versioned};

/// A row of `accounts`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: AccountId,
    #[diesel(skip_update)]
    email: String,
    #[diesel(skip_update)]
    email_key: String,
    password_hash: Option<String>,
    preferred_name: String,
    language: Language,
    #[diesel(skip_update)]
    code: String,
    member: bool,
    state: AccountState,
    supervision: Supervision,
    supervision_answer: SupervisionAnswer,
    birth_month: Option<String>,
    unpaid_work_at: Option<Instant>,
    notice_version: String,
    notice_language: Language,
    notice_at: Instant,
    #[diesel(skip_update)]
    created_at: Instant,
    version: i64,
    centre: Option<String>,
}

impl Row {
    /// The row of an account, every column of it.
    fn of(account: &Account) -> Self {
        Self {
            id: account.id,
            email: account.email.clone(),
            email_key: email_key(&account.email),
            password_hash: account.password_hash.clone(),
            preferred_name: account.preferred_name.clone(),
            language: account.language,
            code: account.code.clone(),
            member: account.member,
            state: account.state,
            supervision: account.supervision,
            supervision_answer: account.supervision_answer,
            birth_month: account.birth_month.map(|month| month.to_string()),
            unpaid_work_at: account.unpaid_work_at,
            notice_version: account.notice.version.clone(),
            notice_language: account.notice.language,
            notice_at: account.notice.at,
            created_at: account.created_at,
            version: account.version,
            centre: account.centre.clone(),
        }
    }
}

impl Stored for Account {
    type Row = Row;
    const SEE: Action = Action::SeeAccount;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let account = Self {
            id: row.id,
            email: row.email,
            password_hash: row.password_hash,
            preferred_name: row.preferred_name,
            language: row.language,
            code: row.code,
            member: row.member,
            state: row.state,
            supervision: row.supervision,
            supervision_answer: row.supervision_answer,
            birth_month: row.birth_month.as_deref().and_then(Month::parse),
            unpaid_work_at: row.unpaid_work_at,
            notice: Notice { version: row.notice_version, language: row.notice_language, at: row.notice_at },
            created_at: row.created_at,
            version: row.version,
            centre: row.centre,
        };
        let owners = Owners::of(account.id);
        Ok((account, owners))
    }
}

impl Versioned for Account {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The account of an id.
pub fn find(tx: &mut Tx<'_>, id: AccountId) -> Result<Sealed<Account>> {
    tx.find(accounts::table.find(id))
}

/// The account of an address, if there is one.
pub fn with_email(tx: &mut Tx<'_>, email_key: String) -> Result<Option<Sealed<Account>>> {
    tx.maybe(accounts::table.filter(accounts::email_key.eq(email_key)))
}

/// How many accounts there are.
pub fn count(tx: &mut Tx<'_>) -> Result<i64> {
    Ok(tx.value(accounts::table.count())?.unwrap_or(0))
}

/// Writes a new account.
///
/// # Errors
/// `Unique` when the address has one.
pub fn insert(tx: &mut Tx<'_>, account: Recorded<Account>) -> Result<Account> {
    tx.write(&account, diesel::insert_into(accounts::table).values(Row::of(&account)))?;
    Ok(account.into_inner())
}

/// Writes a changed account.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, account: Recorded<Account>) -> Result<Account> {
    let row =
        accounts::table.filter(accounts::id.eq(account.id)).filter(accounts::version.eq(account.version));
    let next = Row { version: account.version + 1, ..Row::of(&account) };
    tx.change(&account, Kept(diesel::update(row).set(next)))?;
    let account = account.into_inner();
    Ok(Account { version: account.version + 1, ..account })
}

/// Whose case somebody is: of the centre that works with them. Who is no member is nobody's.
#[must_use]
pub fn caseload(member: bool, centre: Option<String>) -> Caseload {
    if member { Caseload::taken_by(centre) } else { Caseload::None }
}

/// Whose the card of a person is.
#[must_use]
pub fn owners(card: &PersonCard) -> Owners {
    Owners { centre: caseload(card.member, card.centre.clone()), ..Owners::of(card.id) }
}

/// The columns of a card.
type CardRow =
    (AccountId, String, String, bool, Supervision, Option<String>, Option<Instant>, i64, Option<String>);

impl Stored for PersonCard {
    type Row = CardRow;
    const SEE: Action = Action::SeePerson;

    fn unpack(row: CardRow) -> Result<(Self, Owners)> {
        let (id, code, preferred_name, member, supervision, birth_month, unpaid_work_at, version, centre) =
            row;
        let card = Self {
            id,
            code,
            preferred_name,
            member,
            supervision,
            birth_month: birth_month.as_deref().and_then(Month::parse),
            unpaid_work: unpaid_work_at.is_some(),
            version,
            centre,
        };
        let owners = owners(&card);
        Ok((card, owners))
    }
}

impl Stored for Charge {
    type Row = CardRow;
    const SEE: Action = Action::SeeMember;

    fn unpack(row: CardRow) -> Result<(Self, Owners)> {
        let (card, owners) = PersonCard::unpack(row)?;
        Ok((Self(card), owners))
    }
}

macro_rules! card {
    ($query:expr) => {
        $query.select((
            accounts::id,
            accounts::code,
            accounts::preferred_name,
            accounts::member,
            accounts::supervision,
            accounts::birth_month,
            accounts::unpaid_work_at,
            accounts::version,
            accounts::centre,
        ))
    };
}

/// A person's card.
pub fn card(tx: &mut Tx<'_>, id: AccountId) -> Result<Sealed<PersonCard>> {
    tx.find(card!(accounts::table.find(id)))
}

/// A person as their centre works with them.
pub fn charge(tx: &mut Tx<'_>, id: AccountId) -> Result<Sealed<Charge>> {
    tx.find(card!(accounts::table.find(id)))
}

/// The card of the person with a member code, if there is one.
pub fn card_with_code(tx: &mut Tx<'_>, code: String) -> Result<Option<Sealed<PersonCard>>> {
    tx.maybe(card!(accounts::table.filter(accounts::code.eq(code)).filter(accounts::member.eq(true))))
}

/// Settles what is known of somebody's supervision, because of what was recorded of it.
///
/// # Errors
/// `Stale` when the person's row is gone.
pub fn settle<T>(
    tx: &mut Tx<'_>,
    because: &Recorded<T>,
    id: AccountId,
    supervision: Supervision,
) -> Result<()> {
    let row = accounts::table.filter(accounts::id.eq(id));
    tx.change(
        because,
        Kept(
            diesel::update(row)
                .set((accounts::supervision.eq(supervision), accounts::version.eq(accounts::version + 1))),
        ),
    )
}

/// Says which centre works with somebody from now on, because of what was recorded of it.
///
/// # Errors
/// `Stale` when the person's row is gone.
pub fn belong<T>(tx: &mut Tx<'_>, because: &Recorded<T>, id: AccountId, centre: Option<&str>) -> Result<()> {
    let row = accounts::table.filter(accounts::id.eq(id));
    let belongs =
        (accounts::centre.eq(centre.map(str::to_owned)), accounts::version.eq(accounts::version + 1));
    tx.change(because, Kept(diesel::update(row).set(belongs)))
}

/// Writes that another centre works with a person than when their card was read, or that none does.
///
/// # Errors
/// `Stale` when they were changed meanwhile.
pub fn hand_over(tx: &mut Tx<'_>, card: Recorded<PersonCard>) -> Result<PersonCard> {
    let row = accounts::table.filter(accounts::id.eq(card.id)).filter(accounts::version.eq(card.version));
    let next = (accounts::centre.eq(card.centre.clone()), accounts::version.eq(card.version + 1));
    tx.change(&card, Kept(diesel::update(row).set(next)))?;
    let card = card.into_inner();
    Ok(PersonCard { version: card.version + 1, ..card })
}

/// Ends every sign-in of an account, because of what was recorded of it.
pub fn end_sessions<T>(tx: &mut Tx<'_>, because: &Recorded<T>, account: AccountId) -> Result<()> {
    let now = tx.now;
    let rows = sign_ins::table.filter(sign_ins::account.eq(account)).filter(sign_ins::ended_at.is_null());
    let end = diesel::update(rows)
        .set((sign_ins::ended_at.eq(Some(now)), sign_ins::version.eq(sign_ins::version + 1)));
    tx.write(because, Kept(end)).map(|_| ())
}

/// A role that an account holds, as a row.
struct Held(Grant);

impl Stored for Held {
    type Row = (AccountId, Role, Option<String>, Option<String>);
    const SEE: Action = Action::SeeAccount;

    fn unpack((account, role, kind, scope): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self(Grant { role, scope: scope_of(kind.as_deref(), scope)? }), Owners::of(account)))
    }
}

/// The staff roles that an account holds now.
pub fn grants_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Grant>> {
    let now = tx.now;
    let rows: Vec<Sealed<Held>> = tx.list(
        grants::table
            .filter(grants::account.eq(account))
            .filter(grants::from_at.le(now))
            .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
            .order(grants::from_at)
            .select((grants::account, grants::role, grants::scope_kind, grants::scope)),
    )?;
    Ok(rows.into_iter().map(|row| row.unchecked("the account's own roles").0).collect())
}

/// An account found by what it does, as a row.
struct Named(AccountId);

impl Stored for Named {
    type Row = AccountId;
    const SEE: Action = Action::SeePerson;

    fn unpack(id: AccountId) -> Result<(Self, Owners)> {
        Ok((Self(id), Owners::of(id)))
    }
}

/// The accounts that hold `role` in a scope (`centre`, `institution` or `host`, and its code or id) now: whom to tell.
pub fn staff_of(tx: &mut Tx<'_>, role: Role, scope_kind: &str, scope: &str) -> Result<Vec<AccountId>> {
    let now = tx.now;
    let rows: Vec<Sealed<Named>> = tx.list(
        grants::table
            .filter(grants::role.eq(role))
            .filter(grants::scope_kind.eq(scope_kind.to_owned()))
            .filter(grants::scope.eq(scope.to_owned()))
            .filter(grants::from_at.le(now))
            .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
            .select(grants::account),
    )?;
    Ok(rows.into_iter().map(|row| row.unchecked("only to address a letter").0).collect())
}

/// The accounts that hold one of these roles anywhere now: whom to tell.
pub fn holders(tx: &mut Tx<'_>, roles: &[Role]) -> Result<Vec<AccountId>> {
    let now = tx.now;
    let rows: Vec<Sealed<Named>> = tx.list(
        grants::table
            .filter(grants::role.eq_any(roles.to_vec()))
            .filter(grants::from_at.le(now))
            .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
            .order(grants::account)
            .select(grants::account)
            .distinct(),
    )?;
    Ok(rows.into_iter().map(|row| row.unchecked("only to address a letter").0).collect())
}

/// Notes a month of birth that the person gave elsewhere, unless one is known already.
///
/// # Errors
/// Whatever the database refuses.
pub fn note_birth_month<T>(
    tx: &mut Tx<'_>,
    because: &Recorded<T>,
    id: AccountId,
    month: Month,
) -> Result<()> {
    let row = accounts::table.filter(accounts::id.eq(id)).filter(accounts::birth_month.is_null());
    let noted =
        (accounts::birth_month.eq(Some(month.to_string())), accounts::version.eq(accounts::version + 1));
    tx.write(because, Kept(diesel::update(row).set(noted))).map(|_| ())
}

/// Whether an account has begun the way to being a mentor.
///
/// # Errors
/// Whatever the database refuses.
pub fn is_mentor(tx: &mut Tx<'_>, account: AccountId) -> Result<bool> {
    let begun = mentors::table.filter(mentors::account.eq(account)).count();
    Ok(tx.value(begun)?.unwrap_or(0) > 0)
}
