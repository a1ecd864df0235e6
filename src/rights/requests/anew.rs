//! What others change for open requests: who says whether notes are handed over.

use super::model::Request;
use super::record::RequestEvent;
use super::store;
use crate::access::{AccountId, MentorId, ReferralId, Role};
use crate::base::Result;
use crate::mentoring::mentors;
use crate::people::accounts;
use crate::rights::copies::model::Whose;
use crate::tx::Tx;

const WHY: &str = "only who is asked about notes changes";

/// Another psychologist supervises a mentor.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_mentor(tx: &mut Tx<'_>, mentor: MentorId, to: AccountId) -> Result<()> {
    let account = mentors::store::find(tx, mentor)?.unchecked(WHY).account;
    put_to(tx, Whose::Account(account), Some(to))
}

/// Another psychologist accompanies a person in custody.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_referral(tx: &mut Tx<'_>, referral: ReferralId, to: AccountId) -> Result<()> {
    put_to(tx, Whose::Referral(referral), Some(to))
}

/// A psychologist has left: those who answer decide, until somebody takes over.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_psychologist(tx: &mut Tx<'_>, psychologist: AccountId) -> Result<()> {
    for row in store::undecided_of(tx, psychologist)? {
        change(tx, row.unchecked(WHY), None)?;
    }
    Ok(())
}

fn put_to(tx: &mut Tx<'_>, whose: Whose, to: Option<AccountId>) -> Result<()> {
    for row in store::open_of(tx, whose)? {
        let request = row.unchecked(WHY);
        if request.psychologist.is_some() && request.notes.is_none() && request.psychologist != to {
            change(tx, request, to)?;
        }
    }
    Ok(())
}

fn change(tx: &mut Tx<'_>, request: Request, to: Option<AccountId>) -> Result<()> {
    let request = Request { psychologist: to, ..request };
    saved(tx, request, |request, officers| RequestEvent::PutTo { request, officers })
}

/// Saves a request with an event that tells those who answer.
pub(super) fn saved(
    tx: &mut Tx<'_>,
    request: Request,
    event: impl FnOnce(Box<Request>, Vec<AccountId>) -> RequestEvent,
) -> Result<()> {
    let officers = officers(tx, &request)?;
    let event = event(Box::new(request.clone()), officers);
    let recorded = tx.record(request, &event)?;
    store::save(tx, recorded).map(|_| ())
}

/// Those who watch over privacy, to write to them: nobody about themself.
pub(super) fn officers(tx: &mut Tx<'_>, request: &Request) -> Result<Vec<AccountId>> {
    let holders = accounts::store::holders(tx, &[Role::Privacy])?;
    Ok(holders.into_iter().filter(|one| request.whose != Whose::Account(*one)).collect())
}
