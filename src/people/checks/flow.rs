//! What coordinators do about checks.

use super::model::{Check, CheckId, Sighting};
use super::record::CheckEvent;
use super::{rules, store};
use crate::access::{AccountId, Action};
use crate::base::Result;
use crate::people::accounts;
use crate::people::accounts::model::Charge;
use crate::tx::{Tx, open_all};

/// Records that a person has passed a check, seen by the caller, whose centre works with them from then on.
///
/// # Errors
/// `NotFound` for nobody, `Hidden` for another centre's; `Invalid` for days out of range, or as
/// [`take_on`](accounts::flow::take_on).
pub fn record(
    tx: &mut Tx<'_>,
    person: AccountId,
    sighting: Sighting,
    centre: Option<String>,
) -> Result<Check> {
    let person = accounts::flow::take_on(tx, person, centre)?;
    let faults = rules::faults(&sighting, tx.today());
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let seen_by = tx.actor().account();
    let seer = seen_by.map(|own| accounts::store::card(tx, own)).transpose()?;
    let seer = seer.map(|own| own.unchecked("the caller's own name"));
    let check = Check {
        id: tx.fresh(),
        person: person.id,
        sighting,
        seen_by,
        seen_by_name: seer.map(|own| own.preferred_name),
        recorded_at: tx.now,
        withdrawn: None,
    };
    let recorded = tx.record(check.clone(), &CheckEvent::Recorded(check))?;
    store::insert(tx, recorded)
}

/// Every check that a person has passed.
///
/// # Errors
/// `NotFound` for nobody, `Hidden` for another centre's.
pub fn list(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<Check>> {
    let Charge(person) = accounts::store::charge(tx, person)?.open(tx)?;
    // That there are none is seen as well.
    tx.shows(Action::SeeChecks, &accounts::store::owners(&person));
    let rows = store::of_person(tx, person.id)?;
    open_all(rows, tx)
}

/// Says that a check counts no longer: it was recorded wrongly, or is valid no more.
///
/// # Errors
/// `Hidden` for a check that is not the caller's to know, one of their own among them; a conflict when it was withdrawn
/// already; `Stale` when that happens at this moment.
pub fn withdraw(tx: &mut Tx<'_>, id: CheckId) -> Result<Check> {
    let check = store::find(tx, id)?.open(tx)?;
    let withdrawn = rules::withdraw(check, tx.actor().account(), tx.today())?;
    let recorded = tx.record(withdrawn.clone(), &CheckEvent::Withdrawn(withdrawn))?;
    store::withdraw(tx, recorded)
}
