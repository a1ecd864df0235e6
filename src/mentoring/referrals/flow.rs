//! What people do with referrals.

use super::model::{Change, PaperConsent, Refer, Referral, ReferralId, ReferralState};
use super::record::ReferralEvent as Event;
use super::rules;
use super::store::{self, Order, Whose};
use crate::access::{AccountId, Role, Scope};
use crate::base::error::OnUnique;
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Fault, FaultCode, Page, Result};
use crate::mentoring::{psychologists, turn};
use crate::people::accounts;
use crate::people::consents;
use crate::people::consents::model::{ConsentPurpose, ConsentStep, Party};
use crate::people::consents::rules::Given;
use crate::tx::{Tx, open_all};

/// Refers somebody; a draft at first.
///
/// # Errors
/// `Forbidden` when the psychologist does not work for the centre; `Invalid` for a stated exclusion that names
/// nobody; a conflict when an import brings a reference that is taken.
pub fn refer(tx: &mut Tx<'_>, command: Refer) -> Result<Referral> {
    let at_home = tx.actor().scopes(Role::Psychologist).any(|scope| match scope {
        Scope::Centre(code) => *code == command.centre,
        _ => false,
    });
    if !at_home && !tx.imports() {
        return Err(Error::Forbidden);
    }
    rules::coherent(&command.facts)?;
    known_members(tx, &command.facts.stated_exclusions)?;
    let reference = match command.reference {
        Some(reference) => reference,
        None => store::next_reference(tx)?,
    };
    let referral = rules::refer(tx.fresh(), reference, command, tx.now);
    let event = Event::Referred(referral.id);
    let recorded = tx.record(referral, &event)?;
    store::insert(tx, recorded).on_unique(Code::ReferenceTaken)
}

/// A page of what the caller may see: a psychologist their own, a coordinator those of their centres.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, states: &[ReferralState], ask: Ask) -> Result<Page<Referral>> {
    let actor = tx.actor();
    let whose = Whose {
        psychologist: actor.account().filter(|_| actor.is(Role::Psychologist)),
        centres: actor.centres(Role::Coordinator),
    };
    let rows = store::list(tx, &whose, states, ask)?;
    let rows = open_all(rows, tx)?;
    let order = Order::of(states);
    Ok(Page::cut(rows, ask.limit, |row| Cursor { at: order.key(row), id: row.id.uuid() }))
}

/// Changes what a referral says.
///
/// # Errors
/// `Stale` when it was changed meanwhile; see [`rules::change`].
pub fn change(tx: &mut Tx<'_>, id: ReferralId, version: i64, change: &Change) -> Result<Referral> {
    let referral = current(tx, id, version)?;
    known_members(tx, change.stated_exclusions.as_deref().unwrap_or_default())?;
    let referral = rules::change(referral, change, tx.today())?;
    let recorded = tx.record(referral, &Event::Changed(id))?;
    store::save(tx, recorded)
}

/// Records the consent that the person gave on paper.
///
/// # Errors
/// `Stale` when the referral was changed meanwhile; see [`rules::consent`].
pub fn consent(tx: &mut Tx<'_>, id: ReferralId, version: i64, paper: PaperConsent) -> Result<Referral> {
    let how = Given::Paper { on: paper.on, language: paper.language.clone(), witness: paper.witness.clone() };
    let referral = rules::consent(current(tx, id, version)?, paper, tx.today())?;
    let recorded = tx.record(referral, &Event::ConsentRecorded(id))?;
    let word = (ConsentPurpose::Matching, ConsentStep::Given);
    let by = tx.actor().account();
    let said = consents::rules::say(tx.fresh(), Party::Referral(id), word, how, by, tx.now);
    consents::store::add(tx, &recorded, said)?;
    store::save(tx, recorded)
}

/// Hands a referral in: the person now waits for a pairing.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict with everything that is missing.
pub fn submit(tx: &mut Tx<'_>, id: ReferralId, version: i64) -> Result<Referral> {
    let referral = rules::submit(current(tx, id, version)?, tx.now)?;
    let recorded = tx.record(referral, &Event::Moved(id, ReferralState::Eligible))?;
    store::save(tx, recorded)
}

/// Ends a referral because the person wishes so or has left custody, and with it every pairing that hangs on it.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict when it has ended already.
pub fn leave(tx: &mut Tx<'_>, id: ReferralId, version: i64, to: ReferralState) -> Result<Referral> {
    let referral = rules::leave(current(tx, id, version)?, to, tx.now)?;
    let recorded = tx.record(referral, &Event::Moved(id, to))?;
    if let Some(paper) = recorded.consent.as_ref().filter(|_| to == ReferralState::Withdrawn) {
        let word = (ConsentPurpose::Matching, ConsentStep::Withdrawn);
        let (language, witness) = (paper.language.clone(), paper.witness.clone());
        let how = Given::Paper { on: tx.today(), language, witness };
        let by = tx.actor().account();
        let said = consents::rules::say(tx.fresh(), Party::Referral(id), word, how, by, tx.now);
        consents::store::add(tx, &recorded, said)?;
    }
    store::save(tx, recorded)
}

/// Another psychologist of the centre accompanies the person, also in what is open for them.
///
/// # Errors
/// `Stale` when it was changed meanwhile; `Invalid` for nobody of the centre; a conflict when it has ended.
pub fn hand_over(tx: &mut Tx<'_>, id: ReferralId, version: i64, to: AccountId) -> Result<Referral> {
    let referral = current(tx, id, version)?;
    psychologists::flow::works_in(tx, to, &referral.centre, None)?;
    let from = referral.psychologist;
    let referral = rules::hand_over(referral, to, tx.today())?;
    let recorded = tx.record(referral, &Event::HandedOver { id, from, to })?;
    store::save(tx, recorded)
}

fn current(tx: &mut Tx<'_>, id: ReferralId, version: i64) -> Result<Referral> {
    turn::take(tx)?;
    store::find(tx, id)?.open_at(tx, version)
}

/// Stated exclusions must name members, or they would silently exclude nobody.
fn known_members(tx: &mut Tx<'_>, codes: &[String]) -> Result<()> {
    let mut faults = Vec::new();
    for (at, code) in codes.iter().enumerate() {
        if accounts::store::card_with_code(tx, code.clone())?.is_none() {
            faults.push(Fault::new(format!("statedExclusions[{at}]"), FaultCode::UnknownCode));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}
