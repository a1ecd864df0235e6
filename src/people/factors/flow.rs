//! Adding and removing second factors.

use super::model::{Added, Ceremony, CeremonyId, Factor, FactorId, FactorMove, Own, Purpose, RecoveryCode};
use super::passkeys::{Asked, Site};
use super::record::{CeremonyEvent, FactorEvent, RecoveryEvent};
use super::{codes, rules, store};
use crate::access::{AccountId, SignInId};
use crate::base::{Code, Error, ProblemCode, Result};
use crate::db::Confidential;
use crate::gate::{Keys, hash_of};
use crate::people::accounts::flow::me;
use crate::people::accounts::model::Account;
use crate::people::sign_ins::{flow as sign_ins, store as sign_in_rows};
use crate::tx::{Tx, open_all};

/// What the caller has of second factors.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in.
pub fn own(tx: &mut Tx<'_>) -> Result<Own> {
    let account = tx.account()?;
    let factors = store::of(tx, account)?;
    let factors = open_all(factors, tx)?;
    let (codes_left, staff) = (store::codes_left(tx, account)?, sign_in_rows::is_staff(tx, account)?);
    Ok(Own { factors, codes_left, staff })
}

/// Whose attempt it would be.
///
/// # Errors
/// `Unauthenticated` when nobody is signed in.
pub fn owner(tx: &Tx<'_>) -> Result<(AccountId, SignInId)> {
    let nobody = Error::Unauthenticated(ProblemCode::CredentialsMissing);
    tx.actor().account().zip(tx.actor().sign_in()).ok_or(nobody)
}

/// Begins an attempt of whoever asks.
///
/// # Errors
/// Whatever the database refuses.
pub fn begin(
    tx: &mut Tx<'_>,
    owner: Option<(AccountId, SignInId)>,
    purpose: Purpose,
    state: Option<Confidential>,
) -> Result<CeremonyId> {
    let ceremony = rules::begin(tx.fresh(), owner, purpose, state, tx.now);
    let recorded = tx.record(ceremony.clone(), &CeremonyEvent::Begun(ceremony))?;
    Ok(store::insert_ceremony(tx, recorded)?.id)
}

/// Takes an attempt up, so that it counts no more whatever comes of it; `None` when it is not the caller's, not for
/// this, over, or taken up before.
///
/// # Errors
/// Whatever the database refuses.
pub fn take_up(
    tx: &mut Tx<'_>,
    id: CeremonyId,
    owner: Option<(AccountId, SignInId)>,
    purpose: Purpose,
) -> Result<Option<Ceremony>> {
    let Some(ceremony) = open_attempt(tx, id, owner, purpose)? else { return Ok(None) };
    let recorded = tx.record(ceremony.clone(), &CeremonyEvent::TakenUp(ceremony))?;
    match store::delete_ceremony(tx, recorded) {
        Err(Error::Stale) => Ok(None),
        taken => taken.map(Some),
    }
}

fn open_attempt(
    tx: &mut Tx<'_>,
    id: CeremonyId,
    owner: Option<(AccountId, SignInId)>,
    purpose: Purpose,
) -> Result<Option<Ceremony>> {
    let found = store::ceremony(tx, id)?;
    let ceremony = found.map(|found| found.unchecked("an attempt is compared with whoever takes it up"));
    Ok(ceremony.filter(|ceremony| rules::is_open(ceremony, owner, purpose, tx.now)))
}

/// Begins to add a passkey: what the device is asked.
///
/// # Errors
/// A conflict when there are as many factors as one may have.
pub fn begin_passkey(tx: &mut Tx<'_>, site: &Site) -> Result<(CeremonyId, Asked)> {
    let (owner, account, own) = (owner(tx)?, me(tx)?, own(tx)?);
    rules::may_add(own.factors.len())?;
    let asked = site.ask_for_new(account.id.uuid(), &account.email, &account.preferred_name, &own.factors)?;
    let id = begin(tx, Some(owner), Purpose::EnrolPasskey, Some(asked.state.clone()))?;
    Ok((id, asked))
}

/// Adds a passkey that a device has made.
///
/// # Errors
/// A conflict when there are as many factors as one may have.
pub fn add_passkey(tx: &mut Tx<'_>, name: String, key: Confidential) -> Result<Added> {
    let factor = rules::passkey(tx.fresh(), tx.account()?, name, key, tx.now);
    add(tx, factor)
}

/// Begins to add an app: the attempt whose id its secret is made from, and the caller.
///
/// # Errors
/// A conflict when there are as many factors as one may have.
pub fn begin_app(tx: &mut Tx<'_>) -> Result<(CeremonyId, Account)> {
    let (owner, account, own) = (owner(tx)?, me(tx)?, own(tx)?);
    rules::may_add(own.factors.len())?;
    Ok((begin(tx, Some(owner), Purpose::EnrolApp, None)?, account))
}

/// Adds an app whose code was typed; a wrong code may be followed by another.
///
/// # Errors
/// A conflict for a wrong code, for an attempt that is over, and when there are as many factors as one may have.
pub fn add_app(tx: &mut Tx<'_>, keys: &Keys, id: CeremonyId, name: String, code: &str) -> Result<Added> {
    let owner = owner(tx)?;
    let over = || Error::refused(Code::AttemptOver);
    open_attempt(tx, id, Some(owner), Purpose::EnrolApp)?.ok_or_else(over)?;
    let step = codes::taken(&keys.codes(id.uuid()), code, None, tx.now)?;
    let step = step.ok_or_else(|| Error::refused(Code::CodeWrong))?;
    take_up(tx, id, Some(owner), Purpose::EnrolApp)?.ok_or_else(over)?;
    let factor = rules::app(FactorId::from_uuid(id.uuid()), owner.0, name, Some(step), tx.now);
    add(tx, factor)
}

/// Gives an account of the demo an app without a telephone: its code is told by the server.
///
/// # Errors
/// Whatever the database refuses.
pub fn enter_app(tx: &mut Tx<'_>, account: AccountId) -> Result<Factor> {
    let factor = rules::app(tx.fresh(), account, "demo".into(), None, tx.now);
    let event = FactorEvent::Added(account, factor.kind);
    let recorded = tx.record(factor, &event)?;
    store::insert(tx, recorded)
}

/// Adds a factor; the sign-in at hand is proven by it, and with the first come recovery codes.
fn add(tx: &mut Tx<'_>, factor: Factor) -> Result<Added> {
    let account = factor.account;
    tx.hold(account)?;
    let before = own(tx)?;
    rules::may_add(before.factors.len())?;
    let event = FactorEvent::Added(account, factor.kind);
    let recorded = tx.record(factor, &event)?;
    let factor = store::insert(tx, recorded)?;
    let recovery_codes = if before.codes_left == 0 { Some(new_codes(tx)?) } else { None };
    let sign_in = sign_ins::current(tx)?;
    let sign_in = sign_ins::prove(tx, sign_in, factor.kind.way(), Some(factor.id))?;
    let proven_until = sign_in.proven.map(|proven| proven.at.plus(crate::access::proof::FRESH));
    let count = before.factors.len() + 1;
    Ok(Added { factor, recovery_codes, proven_until, staff: before.staff, count })
}

/// Makes ten recovery codes in the place of those that the caller had, and shows them once.
///
/// # Errors
/// Whatever the database refuses.
pub fn new_codes(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let account = tx.account()?;
    let shown: Vec<String> = (0..codes::RECOVERY).map(|_| codes::new_recovery()).collect();
    let kept = shown
        .iter()
        .map(|code| RecoveryCode {
            id: tx.fresh(),
            account,
            hash: hash_of(&codes::plain(code)),
            used_at: None,
        })
        .collect();
    let recorded = tx.record(kept, &RecoveryEvent::Made(account))?;
    store::replace_codes(tx, account, &recorded)?;
    Ok(shown)
}

/// Makes recovery codes anew, for somebody who has a factor.
///
/// # Errors
/// A conflict without a factor.
pub fn renew_codes(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    if own(tx)?.factors.is_empty() {
        return Err(Error::refused(crate::base::Code::FactorMissing));
    }
    new_codes(tx)
}

/// Removes a factor and ends the other sign-ins that it has proven; with the last go the recovery codes.
///
/// # Errors
/// `Hidden` for somebody else's; a conflict for the last one of staff.
pub fn remove(tx: &mut Tx<'_>, id: FactorId) -> Result<()> {
    let factor = store::find(tx, id)?.open(tx)?;
    tx.hold(factor.account)?;
    let own = own(tx)?;
    rules::may(FactorMove::Remove, own.factors.len(), own.staff)?;
    let (account, here) = (factor.account, tx.actor().sign_in());
    let event = FactorEvent::Removed(account, factor.kind);
    let recorded = tx.record(factor, &event)?;
    store::delete(tx, &recorded)?;
    sign_in_rows::end_proven_by(tx, &recorded, id, here)?;
    if own.factors.len() == 1 {
        store::forget_codes(tx, account, &recorded)?;
    }
    Ok(())
}
