//! What proves a sign-in. Of a proof that does not hold the audit log keeps a line.

use crate::access::AccountId;
use crate::base::{Code, Error, ProblemCode, Result};
use crate::db::Confidential;
use crate::gate::{Keys, hash_of};
use crate::people::accounts::model::AccountState;
use crate::people::accounts::rules::{DEMO_DOMAIN, email_key};
use crate::people::accounts::store as accounts;
use crate::people::factors::model::{Ceremony, CeremonyId, Factor, FactorKind, Purpose, RecoveryCode, Way};
use crate::people::factors::passkeys::{Asked, Site};
use crate::people::factors::record::{FactorEvent, ProofFailed, RecoveryEvent};
use crate::people::factors::{codes, flow as factors, store};
use crate::people::sign_ins::flow as sign_ins;
use crate::people::sign_ins::model::{FactorId, Live};
use crate::tx::{Tx, open_all};

/// Notes that a proof did not hold.
///
/// # Errors
/// Whatever the database refuses.
pub fn failed(tx: &mut Tx<'_>, account: Option<AccountId>, way: Way) -> Result<()> {
    tx.record((), &ProofFailed(account, way)).map(|_| ())
}

/// The caller's factors of a kind.
fn own(tx: &mut Tx<'_>, kind: FactorKind) -> Result<Vec<Factor>> {
    let account = tx.account()?;
    let rows = store::of(tx, account)?;
    Ok(open_all(rows, tx)?.into_iter().filter(|factor| factor.kind == kind).collect())
}

fn proven(tx: &mut Tx<'_>, by: Way, factor: Option<FactorId>) -> Result<Live> {
    let sign_in = sign_ins::current(tx)?;
    let sign_in = sign_ins::prove(tx, sign_in, by, factor)?;
    let account = accounts::find(tx, sign_in.account)?.unchecked("the sign-in is the caller's own");
    sign_ins::live(tx, sign_in, account)
}

fn used(tx: &mut Tx<'_>, factor: Factor) -> Result<Factor> {
    let event = FactorEvent::Used(factor.account, factor.kind);
    let factor = Factor { last_used_at: Some(tx.now), ..factor };
    let recorded = tx.record(factor, &event)?;
    store::save(tx, recorded)
}

/// Proves the caller's sign-in by a code of one of their apps, which counts once; `None` for any other. On a demo for
/// this machine alone the demo's accounts, which many share, may use one code `again`.
///
/// # Errors
/// `Stale` when the same code is used elsewhere at this moment.
pub fn by_code(tx: &mut Tx<'_>, keys: &Keys, typed: &str, demo: bool) -> Result<Option<Live>> {
    let again = demo && is_demo(tx)?;
    for app in own(tx, FactorKind::App)? {
        let last = app.last_step.filter(|_| !again);
        if let Some(step) = codes::taken(&keys.codes(app.id.uuid()), typed, last, tx.now)? {
            let app = used(tx, Factor { last_step: Some(step), ..app })?;
            return proven(tx, Way::App, Some(app.id)).map(Some);
        }
    }
    Ok(None)
}

fn is_demo(tx: &mut Tx<'_>) -> Result<bool> {
    let account = tx.account()?;
    let account = accounts::find(tx, account)?.unchecked("only whether it is one of the demo's");
    Ok(email_key(&account.email).ends_with(DEMO_DOMAIN))
}

/// The code that the app of one of the demo's accounts would show now.
///
/// # Errors
/// `NotFound` for any other account, or one without an app.
pub fn demo_code(tx: &mut Tx<'_>, keys: &Keys) -> Result<String> {
    if !is_demo(tx)? {
        return Err(Error::NotFound);
    }
    let app = own(tx, FactorKind::App)?.into_iter().next().ok_or(Error::NotFound)?;
    codes::current(&keys.codes(app.id.uuid()), tx.now)
}

/// Proves the caller's sign-in by a recovery code, which counts once; `None` for any other.
///
/// # Errors
/// `Stale` when the same code is used elsewhere at this moment.
pub fn by_recovery(tx: &mut Tx<'_>, typed: &str) -> Result<Option<Live>> {
    let account = tx.account()?;
    let Some(found) = store::code(tx, account, hash_of(&codes::plain(typed)))? else { return Ok(None) };
    let code = RecoveryCode { used_at: Some(tx.now), ..found.consult(tx)? };
    let recorded = tx.record(vec![code], &RecoveryEvent::Used(account))?;
    store::use_codes(tx, &recorded)?;
    proven(tx, Way::Recovery, None).map(Some)
}

/// Asks for one of the caller's passkeys.
///
/// # Errors
/// A conflict without one.
pub fn begin_passkey(tx: &mut Tx<'_>, site: &Site) -> Result<(CeremonyId, Asked)> {
    let (owner, keys) = (factors::owner(tx)?, own(tx, FactorKind::Passkey)?);
    if keys.is_empty() {
        return Err(Error::refused(Code::FactorMissing));
    }
    let asked = site.ask_for(&keys)?;
    let id = factors::begin(tx, Some(owner), Purpose::ProvePasskey, Some(asked.state.clone()))?;
    Ok((id, asked))
}

/// Takes up what a passkey was asked for, with the caller's passkeys.
///
/// # Errors
/// Whatever the database refuses.
pub fn take_up_passkey(tx: &mut Tx<'_>, id: CeremonyId) -> Result<Option<(Confidential, Vec<Factor>)>> {
    let owner = factors::owner(tx)?;
    let taken = factors::take_up(tx, id, Some(owner), Purpose::ProvePasskey)?;
    let keys = own(tx, FactorKind::Passkey)?;
    Ok(taken.and_then(|ceremony| ceremony.state).map(|state| (state, keys)))
}

/// Proves the caller's sign-in by a passkey that has answered.
///
/// # Errors
/// `Stale` when it was removed meanwhile.
pub fn by_passkey(tx: &mut Tx<'_>, key: Factor) -> Result<Live> {
    let key = used(tx, key)?;
    proven(tx, Way::Passkey, Some(key.id))
}

/// Asks whoever is there for a passkey.
///
/// # Errors
/// Whatever the database refuses.
pub fn begin_sign_in(tx: &mut Tx<'_>, site: &Site) -> Result<(CeremonyId, Asked)> {
    let asked = site.ask_anybody()?;
    let id = factors::begin(tx, None, Purpose::SignInPasskey, Some(asked.state.clone()))?;
    Ok((id, asked))
}

/// Takes up what whoever is there was asked for, with the passkeys of the account that the answer names.
///
/// # Errors
/// Whatever the database refuses.
pub fn take_up_sign_in(
    tx: &mut Tx<'_>,
    id: CeremonyId,
    named: Option<AccountId>,
) -> Result<Option<(Confidential, Vec<Factor>)>> {
    let taken = factors::take_up(tx, id, None, Purpose::SignInPasskey)?;
    let (Some(Ceremony { state: Some(state), .. }), Some(account)) = (taken, named) else { return Ok(None) };
    let rows = store::of(tx, account)?.into_iter();
    let keys = rows.map(|row| row.unchecked("the answer is held against them")).collect();
    Ok(Some((state, keys)))
}

/// Opens a sign-in by a passkey that has answered: it is proven from the first.
///
/// # Errors
/// `Unauthenticated` for an account that may not be used.
pub fn sign_in(tx: &mut Tx<'_>, key: Factor, device: String, known: bool) -> Result<Live> {
    let account = accounts::find(tx, key.account)?.unchecked("the passkey is its owner's");
    if account.state != AccountState::Active {
        return Err(Error::Unauthenticated(ProblemCode::BadCredentials));
    }
    let key = used(tx, key)?;
    let (sign_in, account) = sign_ins::open(tx, account.id, device, known, None)?;
    let sign_in = sign_ins::prove(tx, sign_in, Way::Passkey, Some(key.id))?;
    sign_ins::live(tx, sign_in, account)
}
