//! Everything that staff see of one mentor, gathered.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::facts::{self, Known};
use super::fitness::Facts;
use super::model::{HistoryLine, Mentor, MentorAct, MentorId, Shadowing};
use super::record::{Circle, MentorEvent, What};
use super::{rules, store};
use crate::access::{AccountId, Action, policy};
use crate::base::{May, Result};
use crate::mentoring::training::model::ModuleResult;
use crate::people::accounts;
use crate::people::checks::model::Check;
use crate::tx::Tx;

/// A mentor with everything that belongs to them.
#[derive(Debug)]
pub struct Dossier {
    pub mentor: Mentor,
    pub facts: Facts,
    pub results: Vec<ModuleResult>,
    pub checks: Vec<Check>,
    pub shadowing: Vec<Shadowing>,
    pub history: Vec<HistoryLine>,
    /// What the reader may do now.
    pub may: Vec<May<MentorAct>>,
    /// The preferred names of the staff who appear in it.
    pub names: BTreeMap<AccountId, String>,
}

/// Opens somebody's file; that it was read is remembered.
///
/// # Errors
/// `Hidden` for whoever may not know of it.
pub fn read(tx: &mut Tx<'_>, id: MentorId) -> Result<Dossier> {
    let mentor = store::find(tx, id)?.open(tx)?;
    let event = MentorEvent {
        mentor: id,
        account: mentor.account,
        by: tx.actor().account(),
        what: What::Read,
        circle: Circle::default(),
    };
    let recorded = tx.record(mentor, &event)?;
    dossier(tx, recorded.into_inner())
}

/// Everything that belongs to a mentor whom the actor has opened.
///
/// # Errors
/// Whatever the database refuses.
pub fn dossier(tx: &mut Tx<'_>, mentor: Mentor) -> Result<Dossier> {
    const WHY: &str = "read with the mentor, whom the actor has opened";
    let Known { facts, results, checks } = facts::gather(tx, &mentor, tx.today())?;
    let shadowing: Vec<_> =
        store::shadowing_of(tx, mentor.id)?.into_iter().map(|row| row.unchecked(WHY)).collect();
    let history: Vec<_> =
        store::history_of(tx, mentor.id)?.into_iter().map(|row| row.unchecked(WHY)).collect();
    let mut names = BTreeMap::new();
    let people = [
        mentor.psychologist,
        mentor.endorsement.map(|endorsement| endorsement.by),
        mentor.supervisor.map(|signed| signed.by),
        mentor.signature.map(|signed| signed.by),
        mentor.coordinator.map(|signed| signed.by),
        mentor.offers_confirmed.map(|signed| signed.by),
        mentor.comfort_confirmed.map(|signed| signed.by),
    ];
    let recorders = shadowing.iter().map(|one| one.by).chain(history.iter().map(|line| line.by));
    for person in people.into_iter().chain(recorders).flatten() {
        if let Entry::Vacant(place) = names.entry(person) {
            place.insert(name(tx, person)?);
        }
    }
    let may = acts(tx, &mentor);
    Ok(Dossier { mentor, facts, results, checks, shadowing, history, may, names })
}

/// Every act that the policy leaves to the caller, and whether the mentor is there yet; nobody decides about themselves.
fn acts(tx: &Tx<'_>, mentor: &Mentor) -> Vec<May<MentorAct>> {
    let (owners, by) = (store::owners(mentor), tx.actor().account());
    let theirs =
        |what: &MentorAct| by != Some(mentor.account) && policy::may(tx.actor(), action(*what), &owners);
    let told = |what| May::told(what, rules::may(mentor, what, by));
    MentorAct::ALL.iter().copied().filter(theirs).filter_map(told).collect()
}

const fn action(what: MentorAct) -> Action {
    match what {
        MentorAct::Endorse => Action::EndorseMentor,
        MentorAct::RecordTraining => Action::RecordTraining,
        MentorAct::RecordShadowing => Action::RecordShadowing,
        MentorAct::SignOff => Action::SignOffMentor,
        MentorAct::ConfirmOffers => Action::ConfirmOffers,
        MentorAct::ConfirmComfort => Action::ConfirmComfort,
        MentorAct::ClearInstitutions => Action::ClearInstitutions,
        MentorAct::HandOver => Action::HandOver,
    }
}

/// The preferred name of somebody who works with a mentor.
///
/// # Errors
/// Whatever the database refuses.
pub fn name(tx: &mut Tx<'_>, person: AccountId) -> Result<String> {
    let card = accounts::store::card(tx, person)?;
    Ok(card.unchecked("people know by name who works with them").preferred_name)
}
