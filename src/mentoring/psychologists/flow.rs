//! What psychologists do with their particulars, and who may choose among them.

use std::collections::BTreeSet;

use super::model::{Particulars, Psychologist};
use super::record::ParticularsChanged;
use super::store;
use crate::access::{AccountId, Role};
use crate::base::{Error, FaultCode, Result};
use crate::tx::{Sealed, Tx, open_all};

/// A psychologist's own particulars.
///
/// # Errors
/// `NotFound` when the account is no psychologist.
pub fn particulars(tx: &mut Tx<'_>, person: AccountId) -> Result<Psychologist> {
    let found = store::find(tx, person)?.ok_or(Error::NotFound)?;
    found.open(tx)
}

/// Changes a psychologist's particulars; the codes are known ones.
///
/// # Errors
/// `NotFound` when the account is no psychologist, `Stale` when they were changed meanwhile.
pub fn change(tx: &mut Tx<'_>, person: AccountId, said: Particulars) -> Result<Psychologist> {
    let psychologist = store::find(tx, person)?.ok_or(Error::NotFound)?.open_at(tx, said.version)?;
    let event = ParticularsChanged { account: person, capacity: said.capacity };
    let next = Psychologist {
        institutions: said.institutions,
        expertise: said.expertise,
        capacity: said.capacity,
        ..psychologist
    };
    let recorded = tx.record(next, &event)?;
    store::save(tx, recorded)
}

/// Whether somebody who was named is a psychologist of a centre now, and another than `whom` they are to work with.
///
/// # Errors
/// `Invalid` when they are not.
pub fn works_in(tx: &mut Tx<'_>, account: AccountId, centre: &str, whom: Option<AccountId>) -> Result<()> {
    let works_there = store::of_centre(tx, centre)?
        .into_iter()
        .map(|row| row.unchecked("only whether somebody named is a psychologist of the centre"))
        .any(|psychologist| psychologist.account == account && psychologist.active);
    if works_there && whom != Some(account) {
        Ok(())
    } else {
        Err(Error::invalid("psychologistId", FaultCode::UnknownCode))
    }
}

/// The psychologists of the actor's centres, each once, by name.
///
/// # Errors
/// Whatever the database refuses.
pub fn colleagues(tx: &mut Tx<'_>) -> Result<Vec<Psychologist>> {
    let actor = tx.actor();
    let mut centres: BTreeSet<String> = actor.centres(Role::Coordinator).into_iter().collect();
    centres.extend(actor.centres(Role::Psychologist));
    let mut rows: Vec<Sealed<Psychologist>> = Vec::new();
    for centre in centres {
        rows.extend(store::of_centre(tx, &centre)?);
    }
    let mut seen = BTreeSet::new();
    let mut found = open_all(rows, tx)?;
    found.retain(|psychologist| seen.insert(psychologist.account));
    found.sort_by(|one, other| one.preferred_name.cmp(&other.preferred_name));
    Ok(found)
}
