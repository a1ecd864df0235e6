//! What coordinators do about people who must not meet.

use super::model::{Pair, Party, PartyId};
use super::record::PairEvent;
use super::rules::{self, Ending};
use super::store;
use crate::base::{Fault, FaultCode, Result, typing};
use crate::people::supervisees::rules::member_code;
use crate::tx::Tx;

/// The two people named by member code or, in custody, by the reference of their referral.
///
/// A referral of another centre is as unknown as one that does not exist. A member can be named whatever centre works
/// with them: who volunteers may have to be kept apart from whomever, and a code that staff can look up is no secret.
///
/// # Errors
/// `Invalid` for every name that nobody has, and for twice the same.
pub fn parties(tx: &mut Tx<'_>, a: &str, b: &str) -> Result<(Party, Party)> {
    let mut faults = Vec::new();
    let mut party = |tx: &mut Tx<'_>, name: &str, field: &'static str| -> Result<Option<Party>> {
        let name = &*typing::folded(name);
        let found = match referral_number(name) {
            Some(number) => store::referred(tx, number)?.and_then(|found| found.open(tx).ok()),
            None => store::member(tx, member_code(name))?
                .map(|found| found.unchecked("that a member's code is somebody's is all that is told")),
        };
        if found.is_none() {
            faults.push(Fault::new(field, FaultCode::UnknownCode));
        }
        Ok(found)
    };
    match (party(tx, a, "a")?, party(tx, b, "b")?) {
        (Some(a), Some(b)) if a.id == b.id => Err(vec![Fault::new("b", FaultCode::Invalid)].into()),
        (Some(a), Some(b)) => Ok((a, b)),
        _ => Err(faults.into()),
    }
}

/// The digits of a referral's reference such as `P-2041`; no member code looks like one.
fn referral_number(name: &str) -> Option<i64> {
    let digits = name.trim().strip_prefix(['P', 'p'])?.strip_prefix('-')?;
    digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The centre where one of two people is referred or a mentor: whose pair it is when an import does not say.
///
/// # Errors
/// Whatever the database refuses.
pub fn their_centre(tx: &mut Tx<'_>, one: PartyId, other: PartyId) -> Result<Option<String>> {
    for party in [one, other] {
        let known = store::known(tx, party)?.map(|found| found.open(tx)).transpose()?;
        if let Some(centre) = known.and_then(|found| found.centre) {
            return Ok(Some(centre));
        }
    }
    Ok(None)
}

/// Has a centre keep two people apart from now on; nothing happens when it does already.
///
/// # Errors
/// Whatever the database refuses.
pub fn add(tx: &mut Tx<'_>, one: PartyId, other: PartyId, centre: String) -> Result<()> {
    if store::of_centre(tx, one, other, centre.clone())?.is_some() {
        return Ok(());
    }
    let entered_by = tx.actor().account();
    let pair = Pair { id: tx.fresh(), one, other, from: tx.now, centre, entered_by, ending: None };
    let recorded = tx.record(pair.clone(), &PairEvent::Added(pair))?;
    store::insert(tx, &recorded)
}

/// Says for a centre that two people need no longer be kept apart: the second of two coordinators who says so ends
/// it. Nothing happens when the centre keeps no such pair.
///
/// # Errors
/// Whatever the database refuses.
pub fn remove(tx: &mut Tx<'_>, one: PartyId, other: PartyId, centre: String) -> Result<()> {
    let by = tx.account()?;
    // Nobody decides about themselves.
    if [one, other].iter().any(|party| party.uuid() == by.uuid()) {
        return Ok(());
    }
    let Some(pair) = store::of_centre(tx, one, other, centre)? else { return Ok(()) };
    match rules::end(pair.open(tx)?, by, tx.now) {
        Ending::Asked(pair) => {
            let recorded = tx.record(pair.clone(), &PairEvent::EndingAsked(pair))?;
            store::ask_end(tx, &recorded)
        }
        Ending::Ended(pair) => {
            let recorded = tx.record(pair.clone(), &PairEvent::Removed(pair))?;
            store::end(tx, &recorded)
        }
        Ending::Nothing => Ok(()),
    }
}
