//! Inviting staff, and what becomes of it.

use super::model::{GrantId, Held, Invitation, InvitationId, Office, StaffMember};
use super::record::{GrantEvent, InvitationEvent};
use super::{rules, store};
use crate::access::{AccountId, Role};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, Fault, FaultCode, Language, Page, Result};
use crate::config::NOTICE_VERSION;
use crate::gate::hash_of;
use crate::people::accounts::model::{Account, AccountState, Notice, Supervision, SupervisionAnswer};
use crate::people::accounts::record::AccountEvent;
use crate::people::accounts::{flow as account_flow, rules as account_rules, store as accounts};
use crate::tx::{Tx, open_all};

/// Proposes that somebody be invited to an office. The operator's word is enough: by letter, or to hand over.
///
/// # Errors
/// `Invalid` when it is bound to a host that there is not, `Forbidden` for oneself.
pub fn invite(
    tx: &mut Tx<'_>,
    to: (String, Language),
    office: Office,
    hash: impl Fn(InvitationId) -> Vec<u8>,
    by_letter: bool,
) -> Result<Invitation> {
    let office = bound(tx, office)?;
    let known = accounts::with_email(tx, account_rules::email_key(&to.0))?;
    // Whoever has an account already is invited by somebody else.
    let known = known.map(|known| known.open(tx)).transpose()?.map(|known| known.id);
    let id = tx.fresh();
    let by = tx.actor().account();
    let invitation = rules::invite(id, to, office, hash(id), by, tx.now);
    let told = Box::new(invitation.clone());
    let event = match by {
        Some(by) => {
            let others = others(tx, &[Role::Admin, Role::Privacy], &[Some(by), known])?;
            InvitationEvent::Proposed { invitation: told, others }
        }
        None => InvitationEvent::Sent { invitation: told, by_letter },
    };
    let recorded = tx.record(invitation, &event)?;
    store::insert(tx, recorded)
}

/// Who holds one of the roles, but for some, to write to them.
fn others(tx: &mut Tx<'_>, roles: &[Role], but: &[Option<AccountId>]) -> Result<Vec<AccountId>> {
    Ok(accounts::holders(tx, roles)?.into_iter().filter(|one| !but.contains(&Some(*one))).collect())
}

/// Says the second word: the invitation is sent.
///
/// # Errors
/// `Forbidden` for an office of one's own; a conflict when it does not wait, or for whoever proposed it.
pub fn approve(tx: &mut Tx<'_>, id: InvitationId) -> Result<()> {
    let by = tx.account()?;
    let invitation = rules::approve(store::find(tx, id)?.open(tx)?, by, tx.now)?;
    let event = InvitationEvent::Approved(Box::new(invitation.clone()));
    let recorded = tx.record(invitation, &event)?;
    store::save(tx, recorded).map(|_| ())
}

/// Nobody said the second word in time.
///
/// # Errors
/// `Stale` when somebody does at this moment.
pub fn lapse(tx: &mut Tx<'_>, id: InvitationId) -> Result<()> {
    let invitation = store::find(tx, id)?.open(tx)?;
    let Some(invitation) = rules::lapse(invitation, tx.now) else { return Ok(()) };
    let by = invitation.invited_by;
    let recorded = tx.record(invitation, &InvitationEvent::Lapsed { id, by })?;
    store::save(tx, recorded).map(|_| ())
}

/// The office, bound to a host that there is, by its id as it is written everywhere.
fn bound(tx: &mut Tx<'_>, office: Office) -> Result<Office> {
    let unknown = || Error::invalid("scopeId", FaultCode::UnknownCode);
    match (office.scope_kind.as_deref(), &office.scope) {
        (Some("host"), Some(scope)) => {
            let host = scope.parse().map_err(|_| unknown())?;
            if !store::has_host(tx, host)? {
                return Err(unknown());
            }
            Ok(Office { scope: Some(host.to_string()), ..office })
        }
        _ => Ok(office),
    }
}

/// The letter of an invitation leaves: it counts from now on. False when it was accepted or taken back.
///
/// # Errors
/// `Stale` when that happens at this moment.
pub fn letter_leaves(tx: &mut Tx<'_>, id: InvitationId) -> Result<bool> {
    let invitation = store::find(tx, id)?.open(tx)?;
    let Some(invitation) = rules::leave(invitation, tx.now) else { return Ok(false) };
    let recorded = tx.record(invitation, &InvitationEvent::Left(id))?;
    store::save(tx, recorded)?;
    Ok(true)
}

/// Takes an invitation back.
///
/// # Errors
/// A conflict when it was accepted.
pub fn revoke(tx: &mut Tx<'_>, id: InvitationId) -> Result<()> {
    let invitation = rules::revoke(store::find(tx, id)?.open(tx)?, tx.now)?;
    let recorded = tx.record(invitation, &InvitationEvent::Revoked(id))?;
    store::save(tx, recorded).map(|_| ())
}

/// What an invitation offers whoever has the secret of its link, and whether its address has an account that counts.
///
/// # Errors
/// `Gone` when it no longer counts or the account is disabled.
pub fn offer(tx: &mut Tx<'_>, secret: &str) -> Result<(Invitation, bool)> {
    let invitation = rules::accept(of_link(tx, secret)?, tx.now)?;
    match invited(tx, &invitation)?.map(|account| account.state) {
        Some(AccountState::Disabled) => Err(Error::Gone),
        state => Ok((invitation, state == Some(AccountState::Active))),
    }
}

fn of_link(tx: &mut Tx<'_>, secret: &str) -> Result<Invitation> {
    let invitation = store::with_hash(tx, hash_of(secret))?.ok_or(Error::Gone)?;
    Ok(invitation.unchecked("whoever shows the link's secret is the one invited"))
}

fn invited(tx: &mut Tx<'_>, invitation: &Invitation) -> Result<Option<Account>> {
    let known = accounts::with_email(tx, account_rules::email_key(&invitation.email))?;
    Ok(known.map(|known| known.unchecked("the link proves the address")))
}

/// What somebody who accepts an invitation says.
#[derive(Debug)]
pub struct Accept {
    pub secret: String,
    /// Needed, as the password, when the address has no account yet, or one that nobody has proven.
    pub preferred_name: Option<String>,
    pub password_hash: Option<String>,
    pub language: Language,
}

/// Accepts an invitation: its address gets an account if it has none, and the office begins.
///
/// # Errors
/// `Gone` when it no longer counts or the account is disabled; `Invalid` when a name or a password is needed.
pub fn accept(tx: &mut Tx<'_>, command: Accept) -> Result<Held> {
    let gone = || Error::Gone;
    let invitation = rules::accept(of_link(tx, &command.secret)?, tx.now)?;
    let (email, office, by, id) =
        (invitation.email.clone(), invitation.office.clone(), invitation.invited_by, invitation.id);
    let known = invited(tx, &invitation)?;
    let admins = others(tx, &[Role::Admin], &[known.as_ref().map(|known| known.id)])?;
    let recorded = tx.record(invitation, &InvitationEvent::Accepted { id, admins })?;
    store::save(tx, recorded).map_err(|error| match error {
        Error::Stale => gone(),
        other => other,
    })?;
    let language = command.language;
    let chosen = needed(command.preferred_name, command.password_hash);
    let account = match known {
        Some(known) => match known.state {
            AccountState::Active => known,
            // Whoever signed up here has not shown that the address is theirs; the one invited has.
            AccountState::Unverified => {
                let (name, hash) = chosen?;
                account_flow::claim(tx, known, Some(hash), name, language)?
            }
            AccountState::Disabled => return Err(gone()),
        },
        None => {
            let (name, hash) = chosen?;
            new_staff(tx, email, Some(hash), name, language)?
        }
    };
    begin(tx, account.id, office, by)
}

/// The name and the password that an account begins with.
fn needed(name: Option<String>, hash: Option<String>) -> Result<(String, String)> {
    match (name, hash) {
        (Some(name), Some(hash)) => Ok((name, hash)),
        (name, hash) => {
            let missing = [("preferredName", name.is_none()), ("password", hash.is_none())];
            let missing = missing.into_iter().filter(|(_, is)| *is);
            Err(Error::Invalid(missing.map(|(field, _)| Fault::new(field, FaultCode::Required)).collect()))
        }
    }
}

/// Makes the account of somebody who comes as staff; without a password they set one by "forgot password".
///
/// # Errors
/// `Unique` when the address has one.
pub fn new_staff(
    tx: &mut Tx<'_>,
    email: String,
    password_hash: Option<String>,
    preferred_name: String,
    language: Language,
) -> Result<Account> {
    let account = Account {
        id: tx.fresh(),
        email,
        password_hash,
        preferred_name,
        language,
        code: account_rules::new_code(),
        member: false,
        state: AccountState::Active,
        supervision: Supervision::None,
        supervision_answer: SupervisionAnswer::No,
        birth_month: None,
        unpaid_work_at: None,
        notice: Notice { version: NOTICE_VERSION.into(), language, at: tx.now },
        created_at: tx.now,
        version: 1,
        centre: None,
    };
    let event = AccountEvent::SignedUp(account.id);
    let recorded = tx.record(account, &event)?;
    accounts::insert(tx, recorded)
}

/// Lets an account hold an office from now on.
///
/// # Errors
/// Whatever the database refuses.
pub fn begin(tx: &mut Tx<'_>, account: AccountId, office: Office, by: Option<AccountId>) -> Result<Held> {
    let held = rules::grant(tx.fresh(), account, office, by, tx.now);
    let event = GrantEvent::Begun(held.clone());
    let recorded = tx.record(held, &event)?;
    store::insert_grant(tx, recorded)
}

/// A page of invitations, the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn latest(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Invitation>> {
    let rows = store::latest(tx, ask)?;
    let rows = open_all(rows, tx)?;
    Ok(Page::cut(rows, ask.limit, |row| Cursor { at: row.sent_at, id: row.id.uuid() }))
}

/// A page of the offices held now, the longest held first.
///
/// # Errors
/// Whatever the database refuses.
pub fn staff(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<StaffMember>> {
    let rows = store::staff(tx, ask)?;
    let rows = open_all(rows, tx)?;
    Ok(Page::cut(rows, ask.limit, |row| Cursor { at: row.from_at, id: row.grant.uuid() }))
}

/// Ends an office at once.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn end(tx: &mut Tx<'_>, id: GrantId) -> Result<()> {
    let held = rules::end(store::grant(tx, id)?.open(tx)?, tx.now);
    let event = GrantEvent::Ended(held.clone());
    let recorded = tx.record(held, &event)?;
    store::save_grant(tx, recorded).map(|_| ())
}
