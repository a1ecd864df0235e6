//! Opening, refreshing and ending sign-ins.

use super::model::{FactorId, Live, SignIn, Way};
use super::record::{SignInEvent, SignInFailed};
use super::rules::{self, Refreshed};
use super::store;
use crate::access::{AccountId, SignInId};
use crate::base::{Error, ProblemCode, Result};
use crate::people::accounts::model::{Account, AccountState};
use crate::people::accounts::record::AccountEvent;
use crate::people::accounts::{flow as account_flow, rules as account_rules, store as accounts};
use crate::tx::{Tx, open_all};

/// The account of an address, for checking a password; `None` for no account or one that may not be used.
///
/// # Errors
/// Whatever the database refuses.
pub fn candidate(tx: &mut Tx<'_>, email: &str) -> Result<Option<Account>> {
    let found = accounts::with_email(tx, account_rules::email_key(email))?;
    Ok(found
        .map(|account| account.unchecked("the answer is the same whether or not there is an account"))
        .filter(|account| account.state != AccountState::Disabled))
}

/// Notes that somebody failed to sign in.
///
/// # Errors
/// Whatever the database refuses.
pub fn failed(tx: &mut Tx<'_>, account: Option<AccountId>) -> Result<()> {
    tx.record((), &SignInFailed(account)).map(|_| ())
}

/// Opens a sign-in for an account whose password was right. Its owner is told of a device that has not shown that it is
/// `known`, unless it is the first of all.
///
/// # Errors
/// `Unauthenticated` when the address is not proven yet.
pub fn open(
    tx: &mut Tx<'_>,
    account: AccountId,
    device: String,
    known: bool,
    rehashed: Option<String>,
) -> Result<(SignIn, Account)> {
    let account = accounts::find(tx, account)?.unchecked("the password was right");
    if account.state == AccountState::Unverified {
        return Err(Error::Unauthenticated(ProblemCode::AddressUnverified));
    }
    let account = match rehashed {
        None => account,
        Some(hash) => {
            let event = AccountEvent::PasswordRehashed(account.id);
            let recorded = tx.record(Account { password_hash: Some(hash), ..account }, &event)?;
            accounts::save(tx, recorded)?
        }
    };
    let staff = store::is_staff(tx, account.id)?;
    let id = tx.fresh();
    let sign_in = rules::open(id, account.id, staff, device, tx.now);
    let new_device = !known && store::has_any(tx, account.id)?;
    let event = SignInEvent::Opened { id: sign_in.id, account: account.id, new_device };
    let recorded = tx.record(sign_in, &event)?;
    Ok((store::insert(tx, recorded)?, account))
}

/// A sign-in whose owner has just opened, refreshed or proven it, with what they see of it.
///
/// # Errors
/// Whatever the database refuses.
pub fn live(tx: &mut Tx<'_>, sign_in: SignIn, account: Account) -> Result<Live> {
    let ways = store::ways(tx, account.id)?;
    Ok(Live { sign_in, own: account_flow::own(tx, account)?, ways })
}

/// Notes that a second factor was proven in the caller's sign-in.
///
/// # Errors
/// `Stale` when it has ended meanwhile.
pub fn prove(tx: &mut Tx<'_>, sign_in: SignIn, by: Way, factor: Option<FactorId>) -> Result<SignIn> {
    let event = SignInEvent::Proven(sign_in.id, by);
    let recorded = tx.record(rules::prove(sign_in, by, factor, tx.now), &event)?;
    store::prove(tx, recorded)
}

/// The caller's sign-in.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in.
pub fn current(tx: &mut Tx<'_>) -> Result<SignIn> {
    let missing = Error::Unauthenticated(ProblemCode::CredentialsMissing);
    let id = tx.actor().sign_in().ok_or(missing)?;
    store::find(tx, id)?.consult(tx)
}

/// What a refresh came to; a reused secret is an outcome and no error, because ending the sign-in must be kept.
pub enum Outcome {
    Live(Box<(SignIn, Account)>),
    Over,
}

/// Takes the refresh secret of a sign-in's generation and puts the next in its place.
///
/// # Errors
/// `Unauthenticated` when it belongs to no live sign-in.
pub fn refresh(tx: &mut Tx<'_>, id: SignInId, generation: i64) -> Result<Outcome> {
    let sign_in = store::maybe(tx, id)?.ok_or(Error::Unauthenticated(ProblemCode::SessionEnded))?;
    let sign_in = sign_in.unchecked("the refresh secret was shown");
    let account = accounts::find(tx, sign_in.account)?.unchecked("the refresh secret was shown");
    if account.state != AccountState::Active {
        return Err(Error::Unauthenticated(ProblemCode::SessionEnded));
    }
    let staff = store::is_staff(tx, account.id)?;
    match rules::refresh(sign_in, generation, staff, tx.now)? {
        Refreshed::Rotated(sign_in) => {
            let recorded = tx.record(sign_in, &SignInEvent::Refreshed(id))?;
            Ok(Outcome::Live(Box::new((store::save(tx, recorded)?, account))))
        }
        Refreshed::Repeated(sign_in) => Ok(Outcome::Live(Box::new((sign_in, account)))),
        Refreshed::Reused(sign_in) => {
            let recorded = tx.record(sign_in, &SignInEvent::Reused(id))?;
            store::save(tx, recorded)?;
            Ok(Outcome::Over)
        }
    }
}

/// Ends a sign-in of the caller's.
///
/// # Errors
/// `Hidden` for a sign-in of somebody else's.
pub fn end(tx: &mut Tx<'_>, id: SignInId) -> Result<()> {
    let sign_in = rules::end(store::find(tx, id)?.open(tx)?, tx.now);
    let recorded = tx.record(sign_in, &SignInEvent::Ended(id))?;
    store::save(tx, recorded).map(|_| ())
}

/// The caller's live sign-ins.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in.
pub fn own(tx: &mut Tx<'_>) -> Result<Vec<SignIn>> {
    let account = tx.account()?;
    let rows = store::live(tx, account)?;
    open_all(rows, tx)
}
