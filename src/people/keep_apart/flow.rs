//! What coordinators do about people who must not meet.

use super::model::{Pair, PartyId};
use super::record::PairEvent;
use super::store;
use crate::base::{Fault, FaultCode, Result};
use crate::people::supervisees::rules::member_code;
use crate::tx::Tx;

/// The two people named by member code or, in custody, by the reference of their referral.
///
/// # Errors
/// `Invalid` for every name that nobody has, and for twice the same.
pub fn parties(tx: &mut Tx<'_>, a: &str, b: &str) -> Result<(PartyId, PartyId)> {
    let mut faults = Vec::new();
    let mut party = |tx: &mut Tx<'_>, name: &str, field: &'static str| -> Result<Option<PartyId>> {
        let found = match referral_number(name) {
            Some(number) => store::referred(tx, number)?,
            None => store::member(tx, member_code(name))?,
        };
        let found = match found {
            Some(party) => Some(party.open(tx)?.0),
            None => None,
        };
        if found.is_none() {
            faults.push(Fault::new(field, FaultCode::UnknownCode));
        }
        Ok(found)
    };
    match (party(tx, a, "a")?, party(tx, b, "b")?) {
        (Some(a), Some(b)) if a == b => Err(vec![Fault::new("b", FaultCode::Invalid)].into()),
        (Some(a), Some(b)) => Ok((a, b)),
        _ => Err(faults.into()),
    }
}

/// The digits of a referral's reference such as `P-2041`; no member code looks like one.
fn referral_number(name: &str) -> Option<i64> {
    let digits = name.trim().strip_prefix(['P', 'p'])?.strip_prefix('-')?;
    digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Keeps two people apart from now on; nothing happens when they are already.
///
/// # Errors
/// Whatever the database refuses.
pub fn add(tx: &mut Tx<'_>, one: PartyId, other: PartyId) -> Result<()> {
    if store::pair(tx, one, other)?.is_some() {
        return Ok(());
    }
    let pair = Pair { id: tx.fresh(), one, other, from: tx.now };
    let recorded = tx.record(pair, &PairEvent::Added(pair.id))?;
    store::insert(tx, &recorded)
}

/// No longer keeps two people apart; nothing happens when they were not.
///
/// # Errors
/// Whatever the database refuses.
pub fn remove(tx: &mut Tx<'_>, one: PartyId, other: PartyId) -> Result<()> {
    let Some(pair) = store::pair(tx, one, other)? else { return Ok(()) };
    let pair = pair.open(tx)?;
    let recorded = tx.record(pair, &PairEvent::Removed(pair.id))?;
    store::end(tx, &recorded)
}
