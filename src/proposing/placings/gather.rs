//! Reads who needs a supervising psychologist, and who could be one, in one transaction.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::model::{Placings, Supervisor, Waiting};
use crate::access::{AccountId, Action};
use crate::base::Result;
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::{Mentor, MentorState};
use crate::mentoring::psychologists;
use crate::proposing::rounds::snapshot::Candidate;
use crate::tx::Tx;

/// Everybody of a centre whom a supervision round concerns, as they are now.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre.
pub fn waiting(tx: &mut Tx<'_>, centre: &str) -> Result<Waiting> {
    tx.works_for(centre)?;
    let day = tx.today();
    let mut waiting = Vec::new();
    for mentor in mentors::store::of_centre(tx, centre)? {
        // Whoever places others is placed by somebody else.
        if mentor.is_about_reader(tx) {
            continue;
        }
        let mentor = mentor.weigh(tx)?;
        if !needs_supervisor(tx, &mentor)? {
            continue;
        }
        let facts = mentors::facts::gather(tx, &mentor, day)?.facts;
        waiting.push(Candidate { mentor, facts });
    }
    Ok(Waiting { day, mentors: waiting, psychologists: supervisors(tx, centre)? })
}

/// Whether somebody at work or resting has no psychologist any more, or never had.
fn needs_supervisor(tx: &mut Tx<'_>, mentor: &Mentor) -> Result<bool> {
    if !matches!(mentor.state, MentorState::Active | MentorState::Paused) {
        return Ok(false);
    }
    let Some(signed) = mentor.supervisor else { return Ok(true) };
    let still_there = psychologists::store::find(tx, signed.by)?
        .is_some_and(|found| found.unchecked("only whether a mentor's psychologist is still there").active);
    Ok(!still_there)
}

/// The names of those who supervised these mentors before.
///
/// # Errors
/// Whatever the database refuses.
pub fn before(tx: &mut Tx<'_>, placings: &Placings) -> Result<BTreeMap<AccountId, String>> {
    let placed = placings.placed.iter().map(|one| &one.mentor);
    let all = placed.chain(placings.unplaced.iter().map(|one| &one.mentor));
    for mentor in all.clone() {
        tx.shows(Action::SeeMentor, &mentors::store::owners(mentor));
    }
    let mut names = BTreeMap::new();
    for signed in all.filter_map(|mentor| mentor.supervisor) {
        if let Entry::Vacant(place) = names.entry(signed.by) {
            place.insert(mentors::gather::name(tx, signed.by)?);
        }
    }
    Ok(names)
}

/// The psychologists of a centre with the mentors they can take: each pairing and each mentor takes a place.
fn supervisors(tx: &mut Tx<'_>, centre: &str) -> Result<Vec<Supervisor>> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for psychologist in psychologists::store::of_centre(tx, centre)? {
        let psychologist = psychologist.consult(tx)?;
        if !psychologist.active || !seen.insert(psychologist.account) {
            continue;
        }
        let supervised = mentors::store::supervised_by(tx, psychologist.account)?;
        let places = psychologist.capacity - supervised.max(psychologist.active_pairings);
        found.push(Supervisor { psychologist, places });
    }
    Ok(found)
}
