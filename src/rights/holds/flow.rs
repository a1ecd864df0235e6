//! Placing a hold and ending it.

use super::model::{Hold, HoldId};
use super::record::HoldEvent;
use super::{rules, store};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, FaultCode, Page, Result};
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::Reference;
use crate::people::accounts;
use crate::people::supervisees::rules::member_code;
use crate::rights::copies::model::Whose;
use crate::tx::{Tx, open_all};

const WHY: &str =
    "who watches over privacy holds what is kept of whomever a code names, and learns only that it is one";

/// Holds what is kept of somebody.
///
/// # Errors
/// `Invalid` for a code that is nobody's, or one's own; a conflict when it is held already.
pub fn place(tx: &mut Tx<'_>, code: &str, reason: String) -> Result<Hold> {
    let by = tx.account()?;
    let whom = whom(tx, code)?.ok_or(Error::invalid("code", FaultCode::UnknownCode))?;
    let hold = rules::place(tx.fresh(), whom, reason, by, tx.now);
    let recorded = tx.record(hold.clone(), &HoldEvent::Placed(Box::new(hold)))?;
    store::insert(tx, recorded)
}

/// Whom a code names.
fn whom(tx: &mut Tx<'_>, code: &str) -> Result<Option<(Whose, String)>> {
    if let Some(reference) = Reference::parse(code) {
        let referral = referrals::store::with_reference(tx, reference)?.map(|row| row.unchecked(WHY));
        return Ok(referral.map(|one| (Whose::Referral(one.id), one.reference.to_string())));
    }
    let card = accounts::store::card_with_code(tx, member_code(code))?;
    let card = card.filter(|row| !row.is_about_reader(tx)).map(|row| row.unchecked(WHY));
    Ok(card.map(|card| (Whose::Account(card.id), card.code)))
}

/// A page of holds, the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Hold>> {
    let rows = store::page(tx, ask)?;
    let rows = open_all(rows, tx)?;
    Ok(Page::cut(rows, ask.limit, |hold| Cursor { at: hold.placed_at, id: hold.id.uuid() }))
}

/// The dispute is over.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict when it has ended.
pub fn end(tx: &mut Tx<'_>, id: HoldId) -> Result<Hold> {
    let by = tx.account()?;
    let hold = rules::end(store::find(tx, id)?.open(tx)?, by, tx.now)?;
    let recorded = tx.record(hold.clone(), &HoldEvent::Ended(Box::new(hold)))?;
    store::save(tx, recorded)
}
