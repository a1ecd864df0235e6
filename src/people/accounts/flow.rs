//! What people do with their accounts.

use super::model::{
    Account, AccountState, Charge, LinkMark, NewMember, Own, PersonCard, Purpose, Said, SignUp,
};
use super::record::{AccountEvent, ChargeEvent, LinkLeft, LinkSent, LinkWithheld};
use super::{rules, store};
use crate::access::AccountId;
use crate::base::clock::Month;
use crate::base::{Error, Id, Language, Result};
use crate::gate::{Keys, hash_of};
use crate::tx::Tx;

/// The hash of the secret that the letter for a link's row will carry.
#[must_use]
pub fn link_hash(keys: &Keys, purpose: Purpose, row: uuid::Uuid) -> Vec<u8> {
    hash_of(&keys.link(purpose.as_str(), row))
}

/// Signs somebody up and sends a link that proves the address and makes this very sign-up count; one that has an
/// account already only gets a letter.
///
/// # Errors
/// `Busy` when another sign-up of the same address is in work: then the next try finds it.
pub fn sign_up(
    tx: &mut Tx<'_>,
    command: SignUp,
    hash: impl Fn(Purpose, uuid::Uuid) -> Vec<u8>,
) -> Result<()> {
    join(tx, command, hash).map_err(|error| match error {
        Error::Unique | Error::Stale => Error::Busy { after: 1, cause: "two sign-ups of one address met" },
        other => other,
    })
}

fn join(tx: &mut Tx<'_>, command: SignUp, hash: impl Fn(Purpose, uuid::Uuid) -> Vec<u8>) -> Result<()> {
    let said = command.said.clone();
    if let Some(known) = store::with_email(tx, rules::email_key(&command.email))? {
        let known = known.unchecked("the answer is the same whether or not there is an account");
        return match known.state {
            AccountState::Unverified => {
                let account = rules::contest(known, command.said, tx.now);
                let recorded = tx.record(account.clone(), &AccountEvent::SignedUp(account.id))?;
                store::save(tx, recorded)?;
                send_link(tx, account.id, Purpose::VerifyAddress, Some(said), hash)
            }
            AccountState::Active | AccountState::Disabled => {
                let event = AccountEvent::SignUpRepeated(known.clone());
                tx.record(known, &event)?;
                // As much is written as for a new account, its link and its letter.
                tx.record((), &LinkWithheld(Purpose::VerifyAddress)).map(|_| ())
            }
        };
    }
    let account = rules::sign_up(tx.fresh(), command, tx.now);
    let recorded = tx.record(account.clone(), &AccountEvent::SignedUp(account.id))?;
    store::insert(tx, recorded)?;
    send_link(tx, account.id, Purpose::VerifyAddress, Some(said), hash)
}

/// Sends a link to the address, if it has an account that the link is of use to.
///
/// # Errors
/// Whatever the database refuses.
pub fn ask_for_link(
    tx: &mut Tx<'_>,
    email_key: String,
    purpose: Purpose,
    hash: impl Fn(Purpose, uuid::Uuid) -> Vec<u8>,
) -> Result<()> {
    let known = store::with_email(tx, email_key)?
        .map(|account| account.unchecked("the answer is the same whether or not there is an account"));
    match known.map(|account| (account.id, account.state, purpose)) {
        Some((id, AccountState::Unverified, _) | (id, AccountState::Active, Purpose::ResetPassword)) => {
            send_link(tx, id, purpose, None, hash)
        }
        // As much is written for nobody, so that the time of the answer does not tell either.
        _ => tx.record((), &LinkWithheld(purpose)).map(|_| ()),
    }
}

/// The letter with a link leaves: the link counts from now on. False when it is of no use any more, because it or
/// another one was used or the account is closed.
///
/// # Errors
/// `Stale` when it is used at this moment.
pub fn link_leaves(tx: &mut Tx<'_>, id: Id<LinkMark>) -> Result<bool> {
    let link = store::links::with_id(tx, id)?.open(tx)?;
    let account = store::find(tx, link.account)?.open(tx)?;
    let Some(link) = rules::leave(link, tx.now).filter(|_| account.state != AccountState::Disabled) else {
        return Ok(false);
    };
    let recorded = tx.record(link.clone(), &LinkLeft(link))?;
    store::links::prolong(tx, &recorded)?;
    Ok(true)
}

/// Enters a member; the address counts as proven, and a password is set by "forgot password".
///
/// # Errors
/// `Unique` when the address has an account.
pub fn enter(tx: &mut Tx<'_>, member: NewMember) -> Result<Account> {
    let account = rules::enter(tx.fresh(), member, tx.now);
    let event = AccountEvent::SignedUp(account.id);
    let recorded = tx.record(account, &event)?;
    store::insert(tx, recorded)
}

/// Sets the password of an account that has none.
///
/// # Errors
/// `Stale` when the account was changed meanwhile.
pub fn first_password(tx: &mut Tx<'_>, account: Account, password_hash: String) -> Result<Account> {
    let event = AccountEvent::Changed(account.id, "password");
    let account = Account { password_hash: Some(password_hash), ..account };
    let recorded = tx.record(account, &event)?;
    store::save(tx, recorded)
}

/// Makes an account whose address nobody had proven its owner's, who was invited there: nothing that was said at
/// sign-up counts. Without a password they set one by "forgot password".
///
/// # Errors
/// `Stale` when the account was changed meanwhile.
pub fn claim(
    tx: &mut Tx<'_>,
    account: Account,
    password_hash: Option<String>,
    preferred_name: String,
    language: Language,
) -> Result<Account> {
    let id = account.id;
    let account = Account { password_hash, preferred_name, language, state: AccountState::Active, ..account };
    let recorded = tx.record(account, &AccountEvent::AddressVerified(id))?;
    store::links::use_up(tx, &recorded, id)?;
    store::end_sessions(tx, &recorded, id)?;
    store::save(tx, recorded)
}

/// Closes the account of an address: its sign-ins end within a second and its links count no more.
///
/// # Errors
/// `NotFound` without an account, a conflict when it is not in use.
pub fn close(tx: &mut Tx<'_>, email_key: String) -> Result<()> {
    let account = rules::close(named(tx, email_key)?)?;
    let id = account.id;
    let recorded = tx.record(account, &AccountEvent::Closed(id))?;
    store::links::use_up(tx, &recorded, id)?;
    store::end_sessions(tx, &recorded, id)?;
    store::save(tx, recorded).map(|_| ())
}

/// Opens a closed account again, with the password it had.
///
/// # Errors
/// `NotFound` without an account, a conflict when it is not closed.
pub fn reopen(tx: &mut Tx<'_>, email_key: String) -> Result<()> {
    let account = rules::reopen(named(tx, email_key)?)?;
    let id = account.id;
    let recorded = tx.record(account, &AccountEvent::Reopened(id))?;
    store::save(tx, recorded).map(|_| ())
}

fn named(tx: &mut Tx<'_>, email_key: String) -> Result<Account> {
    let found = store::with_email(tx, email_key)?.ok_or(Error::NotFound)?;
    Ok(found.unchecked("the operator names the account by its address"))
}

fn send_link(
    tx: &mut Tx<'_>,
    account: AccountId,
    purpose: Purpose,
    said: Option<Said>,
    hash: impl Fn(Purpose, uuid::Uuid) -> Vec<u8>,
) -> Result<()> {
    let id = tx.fresh();
    let link = rules::link(id, account, purpose, said, hash(purpose, id.uuid()), tx.now);
    let recorded = tx.record(link.clone(), &LinkSent(link))?;
    store::links::insert(tx, recorded)
}

/// Proves an address by the link that was sent to it; the sign-up that it was sent for is the one that counts.
///
/// # Errors
/// `Gone` when the link no longer counts.
pub fn verify_address(tx: &mut Tx<'_>, secret: &str) -> Result<()> {
    let (link, account) = opened_link(tx, secret, Purpose::VerifyAddress)?;
    let id = account.id;
    let account = rules::prove(account, link.said.clone(), link.created_at);
    let recorded = tx.record(account, &AccountEvent::AddressVerified(id))?;
    store::links::save(tx, &recorded, &link).map_err(used_meanwhile)?;
    store::links::use_up(tx, &recorded, id)?;
    store::save(tx, recorded).map(|_| ())
}

/// Sets a new password by the link that was sent to the account's address, ends all its sign-ins and uses up its other
/// links; whose password it is.
///
/// # Errors
/// `Gone` when the link no longer counts.
pub fn reset_password(tx: &mut Tx<'_>, secret: &str, password_hash: String) -> Result<Account> {
    let (link, account) = opened_link(tx, secret, Purpose::ResetPassword)?;
    let id = account.id;
    // Whoever opens the link has the address, so it is proven by the way.
    let account = Account { password_hash: Some(password_hash), state: AccountState::Active, ..account };
    let recorded = tx.record(account, &AccountEvent::PasswordReset(id))?;
    store::links::save(tx, &recorded, &link).map_err(used_meanwhile)?;
    store::links::use_up(tx, &recorded, id)?;
    store::end_sessions(tx, &recorded, id)?;
    store::save(tx, recorded)
}

fn opened_link(tx: &mut Tx<'_>, secret: &str, purpose: Purpose) -> Result<(super::model::Link, Account)> {
    let link = store::links::find(tx, hash_of(secret))?.ok_or(Error::Gone)?.consult(tx)?;
    let link = rules::use_link(link, purpose, tx.now)?;
    let account =
        store::find(tx, link.account)?.unchecked("whoever shows the link's secret acts for its account");
    if account.state == AccountState::Disabled {
        return Err(Error::Gone);
    }
    Ok((link, account))
}

fn used_meanwhile(error: Error) -> Error {
    match error {
        Error::Stale => Error::Gone,
        other => other,
    }
}

/// The caller's own account.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in.
pub fn me(tx: &mut Tx<'_>) -> Result<Account> {
    let id = tx.account()?;
    store::find(tx, id)?.open(tx)
}

/// An account, which its owner has opened, with what else they see of themselves.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>, account: Account) -> Result<Own> {
    let (grants, mentor) = (store::grants_of(tx, account.id)?, store::is_mentor(tx, account.id)?);
    Ok(Own { account, grants, mentor })
}

/// What people may change of themselves.
#[derive(Debug, Default)]
pub struct Change {
    pub language: Option<Language>,
    pub preferred_name: Option<String>,
    /// The code of the centre that shall work with them, or none.
    pub centre: Option<Option<String>>,
    pub version: i64,
}

/// Changes the caller's own particulars.
///
/// # Errors
/// `Invalid` for an unknown centre; `Stale` when they were changed elsewhere meanwhile.
pub fn change_me(tx: &mut Tx<'_>, change: Change) -> Result<Account> {
    let id = tx.account()?;
    rules::check_centre(change.centre.as_ref().and_then(Option::as_deref))?;
    let account = store::find(tx, id)?.open_at(tx, change.version)?;
    let moves = change.centre.as_ref().is_some_and(|centre| *centre != account.centre);
    let what = match (&change.language, &change.preferred_name) {
        (_, Some(_)) => "preferred_name",
        (None, None) if moves => "centre",
        _ => "language",
    };
    let account = Account {
        language: change.language.unwrap_or(account.language),
        preferred_name: change.preferred_name.unwrap_or(account.preferred_name),
        centre: change.centre.unwrap_or(account.centre),
        ..account
    };
    let event = if moves {
        AccountEvent::CentreChosen { id, centre: account.centre.clone(), what }
    } else {
        AccountEvent::Changed(id, what)
    };
    let recorded = tx.record(account, &event)?;
    store::save(tx, recorded)
}

/// Somebody for whom a coordinator is about to do something: whom no centre works with becomes the caller's centre's,
/// the one that is named when they coordinate several.
///
/// # Errors
/// `Hidden` for another centre's; `Invalid` when the centre must be named, or is another than theirs.
pub fn take_on(tx: &mut Tx<'_>, person: AccountId, named: Option<String>) -> Result<PersonCard> {
    let Charge(card) = store::charge(tx, person)?.open(tx)?;
    let Some(centre) = tx.takes_on(card.centre.as_deref(), named)? else { return Ok(card) };
    let card = PersonCard { centre: Some(centre), ..card };
    let recorded = tx.record(card.clone(), &ChargeEvent::Taken(card))?;
    store::hand_over(tx, recorded)
}

/// Hands a member of the caller's centre on to another, or lets go of them.
///
/// # Errors
/// `Hidden` for another centre's, `Forbidden` while none works with them; `Invalid` for an unknown centre.
pub fn hand_over(tx: &mut Tx<'_>, person: AccountId, to: Option<String>) -> Result<()> {
    let Charge(card) = store::charge(tx, person)?.open(tx)?;
    rules::check_centre(to.as_deref())?;
    if card.centre == to {
        return Ok(());
    }
    let card = PersonCard { centre: to, ..card };
    let recorded = tx.record(card.clone(), &ChargeEvent::HandedOver(card))?;
    store::hand_over(tx, recorded).map(|_| ())
}

/// Notes that the caller may do unpaid work; said once, it stands.
///
/// # Errors
/// `Stale` when the account was changed at the same moment.
pub fn confirm_unpaid_work(tx: &mut Tx<'_>) -> Result<Account> {
    let account = me(tx)?;
    let id = account.id;
    let account = Account { unpaid_work_at: account.unpaid_work_at.or(Some(tx.now)), ..account };
    let recorded = tx.record(account, &AccountEvent::UnpaidWorkConfirmed(id))?;
    store::save(tx, recorded)
}

/// Notes the caller's month of birth, which openings with a minimum age need.
///
/// # Errors
/// `Stale` when the account was changed at the same moment.
pub fn set_birth_month(tx: &mut Tx<'_>, month: Month) -> Result<Account> {
    let account = me(tx)?;
    let id = account.id;
    let account = Account { birth_month: Some(month), ..account };
    let recorded = tx.record(account, &AccountEvent::Changed(id, "birth_month"))?;
    store::save(tx, recorded)
}
