//! Asking for a reopening, and the second word.

use super::model::{Reopening, ReopeningId};
use super::record::ReopeningEvent;
use super::{rules, store};
use crate::access::Role;
use crate::base::{Code, Error, FaultCode, Result};
use crate::people::accounts::{rules as account_rules, store as accounts};
use crate::people::factors;
use crate::people::sign_ins::store as sign_ins;
use crate::tx::Tx;

/// Asks for somebody's enrolment to be reopened.
///
/// # Errors
/// `Invalid` for an address without an account, `Forbidden` for oneself; a conflict without a factor.
pub fn ask(tx: &mut Tx<'_>, email: &str) -> Result<Reopening> {
    let by = tx.account()?;
    let found = accounts::with_email(tx, account_rules::email_key(email))?;
    let person = found.ok_or_else(|| Error::invalid("email", FaultCode::UnknownCode))?.open(tx)?;
    if sign_ins::ways(tx, person.id)?.is_empty() {
        return Err(Error::refused(Code::FactorMissing));
    }
    let staff = sign_ins::is_staff(tx, person.id)?;
    let reopening = rules::ask(tx.fresh(), &person, staff, by, tx.now);
    let recorded = tx.record(reopening.clone(), &ReopeningEvent::Asked(reopening))?;
    store::insert(tx, recorded)
}

/// Those that wait for a second word, as far as the caller may know of them.
///
/// # Errors
/// Whatever the database refuses.
pub fn open(tx: &mut Tx<'_>) -> Result<Vec<Reopening>> {
    let rows = store::open(tx)?.into_iter().map(|row| row.open(tx));
    rows.filter(|row| !matches!(row, Err(Error::Hidden))).collect()
}

/// Says the second word: the person's factors and recovery codes are gone, and their sign-ins end.
///
/// # Errors
/// A conflict when it is not open, or by whoever asked.
pub fn confirm(tx: &mut Tx<'_>, id: ReopeningId) -> Result<()> {
    let by = tx.account()?;
    let reopening = rules::confirm(store::find(tx, id)?.open(tx)?, by, tx.now)?;
    let (account, admins) = (reopening.account, accounts::holders(tx, &[Role::Admin])?);
    let event = ReopeningEvent::Confirmed { reopening: reopening.clone(), admins };
    let recorded = tx.record(reopening, &event)?;
    store::save(tx, &recorded)?;
    factors::store::delete_all(tx, account, &recorded)?;
    accounts::end_sessions(tx, &recorded, account)
}

/// Takes a reopening back.
///
/// # Errors
/// A conflict when it is not open.
pub fn withdraw(tx: &mut Tx<'_>, id: ReopeningId) -> Result<()> {
    let reopening = rules::withdraw(store::find(tx, id)?.open(tx)?, tx.now)?;
    let recorded = tx.record(reopening.clone(), &ReopeningEvent::Withdrawn(reopening))?;
    store::save(tx, &recorded)
}
