//! Everything that is shown of one pairing, gathered: for staff, and for its mentor.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use super::guards::{self, Sides};
use super::model::{HistoryLine, Pairing, PairingId, PairingMove};
use super::moves::{hinder, moves};
use super::record::Read;
use super::{effects, history, store};
use crate::access::{AccountId, Action, policy};
use crate::base::{About, Error, May, Reason, Result};
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::Referral;
use crate::people::accounts;
use crate::tx::{Tx, open_all};

/// A pairing with everything that staff see beside it.
#[derive(Debug)]
pub struct Dossier {
    pub pairing: Pairing,
    pub sides: Sides,
    pub history: Vec<HistoryLine>,
    /// What stands in the way of the next step; who must be kept apart is told only to who tries.
    pub obstacles: Vec<Reason>,
    /// What the reader may do now.
    pub may: Vec<May<PairingMove>>,
    /// The preferred names of the staff who appear in it.
    pub names: BTreeMap<AccountId, String>,
    /// Whether the reader is one of its psychologists.
    pub clinical: bool,
    pub today: NaiveDate,
}

/// Opens a pairing to read it; that it was read is remembered.
///
/// # Errors
/// `Hidden` for strangers.
pub fn read(tx: &mut Tx<'_>, id: PairingId) -> Result<Pairing> {
    let pairing = store::find(tx, id)?.open(tx)?;
    Ok(tx.record(pairing, &Read(id))?.into_inner())
}

/// A pairing that the actor, who is staff, has opened, as they may see it.
///
/// # Errors
/// `Forbidden` for a mentor, who sees a pairing otherwise ([`Own`]).
pub fn dossier(tx: &mut Tx<'_>, pairing: Pairing) -> Result<Dossier> {
    if !policy::may(tx.actor(), Action::ReadPairing, &store::owners(&pairing)) {
        return Err(Error::Forbidden);
    }
    let today = tx.today();
    let sides = effects::sides(tx, &pairing, today)?;
    let clinical = tx.account().is_ok_and(|me| pairing.psychologists().contains(&Some(me)));
    let mut history = open_all(history::of(tx, pairing.id)?, tx)?;
    // Whom a centre keeps apart its coordinators alone read.
    if !policy::may(tx.actor(), Action::KeepApart, &store::owners(&pairing)) {
        for line in &mut history {
            line.reasons.retain(|reason| reason.code.about() != About::Apart);
        }
    }
    let mut obstacles = guards::next_step(pairing.state)
        .map(|next| guards::obstacles(&pairing, &sides, next, today))
        .unwrap_or_default();
    obstacles.retain(|reason| reason.code.about() != About::Apart);
    let mut names = BTreeMap::new();
    let staff = [Some(pairing.psychologist), Some(pairing.referrer), pairing.approved_by];
    for person in staff.into_iter().flatten().chain(pairing.endorsements.iter().map(|given| given.by)) {
        if let Entry::Vacant(place) = names.entry(person) {
            place.insert(name(tx, person)?);
        }
    }
    let mut may = moves(tx, &pairing);
    hinder(&mut may, &obstacles);
    Ok(Dossier { pairing, sides, history, obstacles, may, names, clinical, today })
}

/// A pairing with everything that its mentor's page is made of.
#[derive(Debug)]
pub struct Own {
    pub pairing: Pairing,
    pub referral: Referral,
    /// The preferred name of its psychologist.
    pub psychologist: String,
    pub may: Vec<May<PairingMove>>,
}

/// The pairings that the caller, a mentor, was asked for or is in; the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn all_own(tx: &mut Tx<'_>) -> Result<Vec<Own>> {
    let mentor = tx.account()?;
    let rows = store::of_mentor(tx, mentor)?;
    let pairings = open_all(rows, tx)?;
    pairings.into_iter().map(|pairing| own(tx, pairing)).collect()
}

/// A pairing that its mentor has opened, as they may see it.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>, pairing: Pairing) -> Result<Own> {
    let referral = referrals::store::find(tx, pairing.referral)?
        .unchecked("a mentor sees the focus when asked, and the alias once both sides agreed");
    let psychologist = name(tx, pairing.psychologist)?;
    let may = moves(tx, &pairing);
    Ok(Own { pairing, referral, psychologist, may })
}

/// The name of somebody who works with a pairing, for those who may see it.
fn name(tx: &mut Tx<'_>, id: AccountId) -> Result<String> {
    let card = accounts::store::card(tx, id)?;
    Ok(card.unchecked("everybody in a pairing knows who works with it").preferred_name)
}
