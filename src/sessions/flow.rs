//! Opening, refreshing and ending sessions.

use super::model::Session;
use super::record::{SessionEvent, SignInFailed};
use super::rules::{self, Refreshed};
use super::store;
use crate::access::AccountId;
use crate::access::actor::SessionId;
use crate::accounts::model::{Account, AccountState};
use crate::accounts::record::AccountEvent;
use crate::accounts::{rules as account_rules, store as accounts};
use crate::base::{Error, Result};
use crate::tx::{Tx, open_all};

/// The account of an address, for checking a password; `None` for no account or one that may not be used.
///
/// # Errors
/// Whatever the database refuses.
pub fn candidate(tx: &mut Tx<'_>, email: &str) -> Result<Option<Account>> {
    let found = accounts::with_email(tx, account_rules::email_key(email))?;
    Ok(found
        .map(|account| account.judge("the answer is the same whether or not there is an account"))
        .filter(|account| account.state != AccountState::Disabled))
}

/// Notes that somebody failed to sign in.
///
/// # Errors
/// Whatever the database refuses.
pub fn failed(tx: &mut Tx<'_>, account: Option<AccountId>) -> Result<()> {
    tx.record((), &SignInFailed(account)).map(|_| ())
}

/// Opens a session for an account whose password was right.
///
/// # Errors
/// `Unauthenticated` when the address is not proven yet.
pub fn open(
    tx: &mut Tx<'_>,
    account: AccountId,
    device: String,
    rehashed: Option<String>,
) -> Result<(Session, Account)> {
    let account = accounts::find(tx, account)?.judge("the password was right");
    if account.state == AccountState::Unverified {
        return Err(Error::Unauthenticated("address_unverified"));
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
    let session = rules::open(id, account.id, staff, device, tx.now);
    let event = SessionEvent::Opened(session.id);
    let recorded = tx.record(session, &event)?;
    Ok((store::insert(tx, recorded)?, account))
}

/// What a refresh came to; a reused secret is an outcome and no error, because ending the session must be kept.
pub enum Outcome {
    Live(Box<(Session, Account)>),
    Over,
}

/// Takes the refresh secret of a session's generation and puts the next in its place.
///
/// # Errors
/// `Unauthenticated` when it belongs to no live session.
pub fn refresh(tx: &mut Tx<'_>, id: SessionId, generation: i64) -> Result<Outcome> {
    let session = store::maybe(tx, id)?.ok_or(Error::Unauthenticated("session_ended"))?;
    let session = session.judge("the refresh secret was shown");
    let account = accounts::find(tx, session.account)?.judge("the refresh secret was shown");
    if account.state != AccountState::Active {
        return Err(Error::Unauthenticated("session_ended"));
    }
    let staff = store::is_staff(tx, account.id)?;
    match rules::refresh(session, generation, staff, tx.now)? {
        Refreshed::Rotated(session) => {
            let recorded = tx.record(session, &SessionEvent::Refreshed(id))?;
            Ok(Outcome::Live(Box::new((store::save(tx, recorded)?, account))))
        }
        Refreshed::Repeated(session) => Ok(Outcome::Live(Box::new((session, account)))),
        Refreshed::Reused(session) => {
            let recorded = tx.record(session, &SessionEvent::Reused(id))?;
            store::save(tx, recorded)?;
            Ok(Outcome::Over)
        }
    }
}

/// Ends a session of the caller's.
///
/// # Errors
/// `Hidden` for a session of somebody else's.
pub fn end(tx: &mut Tx<'_>, id: SessionId) -> Result<()> {
    let session = rules::end(store::find(tx, id)?.open(tx)?, tx.now);
    let recorded = tx.record(session, &SessionEvent::Ended(id))?;
    store::save(tx, recorded).map(|_| ())
}

/// The caller's live sessions.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in.
pub fn own(tx: &mut Tx<'_>) -> Result<Vec<Session>> {
    let account = tx.account()?;
    let rows = store::live(tx, account)?;
    open_all(rows, tx)
}
