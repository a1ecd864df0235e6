//! What officers and coordinators do about supervision.

use super::model::{
    Amendment, Found, Registration, Settlement, Supervisee, SuperviseeCard, SuperviseeId, SuperviseeState,
};
use super::record::{LookedUp, Settled, SuperviseeEvent};
use super::{rules, store};
use crate::access::{AccountId, Action, Role, policy};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, FaultCode, Page, Result};
use crate::people::accounts;
use crate::people::accounts::model::{PersonCard, Supervision};
use crate::tx::{Tx, open_all};

/// The person with a member code, and of them what the caller has to know; that they were looked up is kept.
///
/// # Errors
/// `Invalid` for a code that nobody has.
pub fn look_up(tx: &mut Tx<'_>, code: &str) -> Result<Found> {
    let person = person_with(tx, code)?;
    let event = LookedUp(person.id);
    let card = tx.record(person, &event)?.into_inner();
    let why = "only whether it is the caller's own is told";
    let officer = store::current_of(tx, card.id)?.map(|row| row.unchecked(why).officer);
    let own = officer.is_some() && officer == tx.actor().account();
    let may_try = |action| policy::may_try(tx.actor(), action);
    let settles = policy::may(tx.actor(), Action::SettleSupervision, &accounts::store::owners(&card));
    let supervision = rules::tells(card.supervision, own, may_try(Action::RegisterSupervisee), settles);
    let in_caseload = may_try(Action::SettleSupervision).then_some(settles);
    Ok(Found { card, supervision, in_caseload })
}

fn person_with(tx: &mut Tx<'_>, code: &str) -> Result<PersonCard> {
    accounts::store::card_with_code(tx, rules::member_code(code))?
        .ok_or(Error::invalid("code", FaultCode::UnknownCode))?
        .open(tx)
}

/// Registers the person with a member code, who is then settled and may book; takes over from an officer who left.
///
/// # Errors
/// `Invalid` for an unknown code or a last day out of range; a conflict `already_registered`.
pub fn register(
    tx: &mut Tx<'_>,
    officer: AccountId,
    code: &str,
    registration: Registration,
) -> Result<SuperviseeCard> {
    let person = person_with(tx, code)?;
    if let Some(former) = orphan(tx, person.id)? {
        let supervisee = rules::take_over(former, officer, registration, tx.today())?;
        let event = SuperviseeEvent::TakenOver(supervisee.clone());
        let recorded = tx.record(supervisee, &event)?;
        let supervisee = store::save(tx, recorded)?;
        return Ok(SuperviseeCard { supervisee, code: person.code, preferred_name: person.preferred_name });
    }
    let supervisee = rules::register(tx.fresh(), &person, officer, registration, tx.now, tx.imports())?;
    let event = SuperviseeEvent::Registered(supervisee.clone());
    let recorded = tx.record(supervisee, &event)?;
    accounts::store::settle(tx, &recorded, person.id, Supervision::Supervised)?;
    let supervisee = store::insert(tx, recorded)?;
    Ok(SuperviseeCard { supervisee, code: person.code, preferred_name: person.preferred_name })
}

/// A person's registration whose officer no longer serves, so that nobody could clear.
///
/// # Errors
/// Whatever the database refuses.
pub fn orphan(tx: &mut Tx<'_>, person: AccountId) -> Result<Option<Supervisee>> {
    let Some(former) = store::current_of(tx, person)? else { return Ok(None) };
    let former = former.unchecked("whether its officer still serves decides who may register");
    Ok(if store::officer_serves(tx, former.officer)? { None } else { Some(former) })
}

/// An officer's own registrations.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<SuperviseeCard>> {
    let officer = tx.account()?;
    let rows = store::of_officer(tx, officer, ask)?;
    Ok(Page::cut(open_all(rows, tx)?, ask.limit, |card| Cursor {
        at: card.supervisee.registered_at,
        id: card.supervisee.id.uuid(),
    }))
}

/// One registration, for the officer in charge.
///
/// # Errors
/// `Hidden` for another officer's.
pub fn read(tx: &mut Tx<'_>, id: SuperviseeId) -> Result<SuperviseeCard> {
    store::card(tx, id)?.open(tx)
}

/// Changes the last day or the condition of a registration.
///
/// # Errors
/// As [`rules::amend`]; `Stale` when it was changed meanwhile.
pub fn amend(tx: &mut Tx<'_>, id: SuperviseeId, amendment: Amendment) -> Result<SuperviseeCard> {
    let card = store::card(tx, id)?.open_at(tx, amendment.version)?;
    let bound_until = card.supervisee.bound_until();
    let supervisee = rules::amend(card.supervisee, amendment, tx.today())?;
    let event = SuperviseeEvent::Amended { supervisee: supervisee.clone(), bound_until };
    let recorded = tx.record(supervisee, &event)?;
    Ok(SuperviseeCard { supervisee: store::save(tx, recorded)?, ..card })
}

/// Ends a registration by its officer's word.
///
/// # Errors
/// A conflict when it has ended; `Stale` when it was changed meanwhile.
pub fn end(tx: &mut Tx<'_>, id: SuperviseeId, version: i64) -> Result<SuperviseeCard> {
    let card = store::card(tx, id)?.open_at(tx, version)?;
    let supervisee = rules::end(card.supervisee)?;
    let event = SuperviseeEvent::Ended(supervisee.clone());
    Ok(SuperviseeCard { supervisee: close(tx, supervisee, &event)?, ..card })
}

/// Ends a registration whose last day has passed, unless it was ended or made longer at the last moment.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn run_out(tx: &mut Tx<'_>, id: SuperviseeId) -> Result<()> {
    let supervisee = store::find(tx, id)?.open(tx)?;
    if supervisee.state != SuperviseeState::Current || supervisee.ends_on >= tx.today() {
        return Ok(());
    }
    let supervisee = rules::end(supervisee)?;
    let event = SuperviseeEvent::RanOut(supervisee.clone());
    close(tx, supervisee, &event).map(|_| ())
}

fn close(tx: &mut Tx<'_>, supervisee: Supervisee, event: &SuperviseeEvent) -> Result<Supervisee> {
    let person = supervisee.person;
    let recorded = tx.record(supervisee, event)?;
    accounts::store::settle(tx, &recorded, person, Supervision::SettledNot)?;
    store::save(tx, recorded)
}

/// Members whose answer nobody has settled, of the caller's centres or of none, longest waiting first.
///
/// # Errors
/// Whatever the database refuses.
pub fn settlements(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Settlement>> {
    let centres = tx.actor().centres(Role::Coordinator);
    let rows = store::unsettled(tx, centres, ask)?;
    Ok(Page::cut(open_all(rows, tx)?, ask.limit, |row| Cursor { at: row.since, id: row.person.uuid() }))
}

/// Settles that a person is not under supervision; the caller's centre works with them from then on.
///
/// # Errors
/// `Hidden` for another centre's; a conflict when there is nothing to settle; `Invalid` as
/// [`take_on`](accounts::flow::take_on).
pub fn settle(tx: &mut Tx<'_>, person: AccountId, centre: Option<String>) -> Result<()> {
    let person = accounts::flow::take_on(tx, person, centre)?;
    rules::settle(&person)?;
    let id = person.id;
    let recorded = tx.record(person, &Settled(id))?;
    accounts::store::settle(tx, &recorded, id, Supervision::SettledNot)
}
