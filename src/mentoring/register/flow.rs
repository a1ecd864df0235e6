//! Reading the register, and saving a page of it in one transaction.

use super::model::{Entry, Pupil};
use super::rules;
use crate::access::Role;
use crate::base::page::Ask;
use crate::base::{Cursor, Page, Result};
use crate::mentoring::mentors::model::{Mentor, MentorAct, MentorState};
use crate::mentoring::mentors::record::What;
use crate::mentoring::mentors::rules as mentor_rules;
use crate::mentoring::mentors::store::{self, Filter};
use crate::mentoring::mentors::{facts, flow};
use crate::mentoring::training;
use crate::mentoring::turn;
use crate::tx::{Tx, open_all};

/// A page of those in training in the actor's centres, who began first comes first.
///
/// # Errors
/// Whatever the database refuses.
pub fn class(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Pupil>> {
    let filter = Filter {
        centres: tx.actor().centres(Role::Coordinator),
        open_in: Vec::new(),
        psychologist: None,
        reader: tx.reader(),
        centre: None,
        state: Some(MentorState::InTraining),
    };
    let mentors = open_all(store::page(tx, &filter, ask)?, tx)?;
    let page = Page::cut(mentors, ask.limit, |mentor| Cursor { at: mentor.since, id: mentor.id.uuid() });
    let with_results = |mentor: Mentor| Ok(Pupil { results: facts::results(tx, mentor.account)?, mentor });
    let items = page.items.into_iter().map(with_results).collect::<Result<_>>()?;
    Ok(Page { items, next: page.next })
}

/// Records every result that was entered, or none. Who has no entry keeps what they have.
///
/// # Errors
/// `NotFound` and `Hidden` for somebody unknown, `Stale` when a file was changed meanwhile, `Invalid` with everything
/// that is wrong, a conflict where it is too early or too late for results.
pub fn save(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<Vec<Mentor>> {
    turn::take(tx)?;
    let (by, mut mentors, mut reasons) = (tx.actor().account(), Vec::<Mentor>::new(), Vec::new());
    for entry in entries {
        if mentors.iter().any(|mentor| mentor.id == entry.mentor && mentor.version == entry.version) {
            continue;
        }
        let mentor = store::find(tx, entry.mentor)?.open_at(tx, entry.version)?;
        if let Err(against) = mentor_rules::may(&mentor, MentorAct::RecordTraining, by) {
            reasons.extend(against);
        }
        mentors.push(mentor);
    }
    let faults = rules::faults(entries, tx.today());
    if !faults.is_empty() {
        return Err(faults.into());
    }
    if !reasons.is_empty() {
        return Err(reasons.into());
    }
    let mut saved = Vec::new();
    for mentor in mentors {
        let entered: Vec<_> = entries
            .iter()
            .filter(|entry| entry.mentor == mentor.id)
            .map(|entry| training::model::ModuleResult { by, ..rules::result(entry) })
            .collect();
        let modules: Vec<_> = entered.iter().map(|result| result.module.clone()).collect();
        let mut results = facts::results(tx, mentor.account)?;
        results.retain(|before| !modules.contains(&before.module));
        results.extend(entered.iter().cloned());
        let standing = training::rules::standing(&results);
        let next = Mentor { training_hours: standing.hours, modules_done: standing.modules_done, ..mentor };
        let (recorded, kept) = flow::keep(tx, next, What::ModulesRecorded { modules }, None)?;
        for result in &entered {
            training::store::put(tx, &recorded, kept.account, result)?;
        }
        saved.push(kept);
    }
    Ok(saved)
}
