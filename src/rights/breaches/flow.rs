//! Entering a breach, noting its steps, and whose data an account has seen.

use std::collections::BTreeMap;

use super::model::{Breach, BreachId, BreachStep, StepNote, StepOutcome, Touched};
use super::record::BreachEvent;
use super::{rules, store};
use crate::access::Role;
use crate::base::page::Ask;
use crate::base::{Error, FaultCode, Instant, Page, Result};
use crate::people::accounts;
use crate::people::accounts::rules::email_key;
use crate::rights::looks;
use crate::tx::{Tx, open_all};

/// Enters what was found.
///
/// # Errors
/// As [`rules::enter`].
pub fn enter(tx: &mut Tx<'_>, found_at: Instant, what: String) -> Result<Breach> {
    let by = tx.account()?;
    let breach = rules::enter(tx.fresh(), (found_at, what), by, tx.now)?;
    let officers = accounts::store::holders(tx, &[Role::Privacy])?;
    let event = BreachEvent::Entered { breach: Box::new(breach.clone()), officers };
    let recorded = tx.record(breach, &event)?;
    store::insert(tx, recorded)
}

/// A page of the log, the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Named>> {
    let rows = store::page(tx, ask)?;
    let rows = open_all(rows, tx)?;
    let mut page = Page::cut(rows, ask.limit, Breach::cursor);
    let items = std::mem::take(&mut page.items).into_iter().map(|breach| named(tx, breach));
    Ok(Page { items: items.collect::<Result<_>>()?, next: page.next })
}

/// A breach with the names of those who noted its steps, in their order.
#[derive(Debug)]
pub struct Named {
    pub breach: Breach,
    pub by: Vec<String>,
}

/// With the names of those who noted its steps.
///
/// # Errors
/// Whatever the database refuses.
pub fn named(tx: &mut Tx<'_>, breach: Breach) -> Result<Named> {
    const WHY: &str = "who answers for a step is named beside it";
    let mut by = Vec::new();
    for step in &breach.steps {
        by.push(accounts::store::card(tx, step.by)?.unchecked(WHY).preferred_name);
    }
    Ok(Named { breach, by })
}

/// One breach.
///
/// # Errors
/// `Hidden` for others.
pub fn read(tx: &mut Tx<'_>, id: BreachId) -> Result<Named> {
    let breach = store::find(tx, id)?.open(tx)?;
    named(tx, breach)
}

/// Notes a step.
///
/// # Errors
/// `Stale` when it was changed at this moment; as [`rules::note`].
pub fn note(
    tx: &mut Tx<'_>,
    id: BreachId,
    (step, outcome): (BreachStep, StepOutcome),
    note: String,
) -> Result<Named> {
    let by = tx.account()?;
    let breach = store::find(tx, id)?.open(tx)?;
    let breach = rules::note(breach, StepNote { step, outcome, note, by, at: tx.now })?;
    let event = BreachEvent::Noted { breach: Box::new(breach.clone()), step, outcome };
    let recorded = tx.record(breach, &event)?;
    let breach = store::save(tx, recorded)?;
    named(tx, breach)
}

/// Whose data an account has seen in a time, by the codes that staff call them.
///
/// # Errors
/// `Hidden` for others; `Invalid` when no account has the address.
pub fn touched(
    tx: &mut Tx<'_>,
    id: BreachId,
    email: &str,
    during: (Instant, Instant),
) -> Result<BTreeMap<String, Touched>> {
    store::find(tx, id)?.open(tx)?;
    let known = accounts::store::with_email(tx, email_key(email))?;
    let known = known.ok_or(Error::invalid("email", FaultCode::UnknownCode))?;
    let reader = known.unchecked("only whose looks they are").id;
    let mut people: BTreeMap<String, Touched> = BTreeMap::new();
    for one in looks::store::by_reader(tx, reader, during)? {
        let one = one.open(tx)?;
        let person = people.entry(one.code).or_default();
        person.seen.insert(one.seen);
        person.looks += 1;
    }
    Ok(people)
}
