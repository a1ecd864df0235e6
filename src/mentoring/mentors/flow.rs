//! What staff do with mentors: load, judge, record, save.

use chrono::NaiveDate;

use super::facts;
use super::model::{Confirmed, HistoryLine, Mentor, MentorAct, MentorId, MentorState, Shadowing, Wanted};
use super::record::{Circle, MentorEvent, What};
use super::rules::{self, Move};
use super::store::{self, Filter};
use crate::access::{AccountId, Role};
use crate::base::page::{Ask, MOST};
use crate::base::{Cursor, Error, Page, Result};
use crate::mentoring::psychologists;
use crate::mentoring::training;
use crate::mentoring::training::model::ModuleResult;
use crate::mentoring::turn;
use crate::people::accounts;
use crate::tx::{Recorded, Tx, open_all};

/// A coordinator takes a step with somebody.
///
/// # Errors
/// `Stale`, `Invalid` for what the step lacks, a conflict with every reason against it.
pub fn step(
    tx: &mut Tx<'_>,
    id: MentorId,
    to: MentorState,
    with: Move,
    version: i64,
    note: Option<String>,
) -> Result<Mentor> {
    let mentor = opened(tx, id, version)?;
    if let Some(psychologist) = with.psychologist {
        let centre = mentor.centre().unwrap_or_default();
        psychologists::flow::works_in(tx, psychologist, centre, Some(mentor.account))?;
    }
    let facts = facts::gather(tx, &mentor, tx.today())?.facts;
    let what = What::Moved { from: mentor.state, to };
    let next = rules::step(mentor, to, with, &facts, tx.now)?;
    keep(tx, next, what, note)?;
    // Which places are taken is shown as it is once every pairing has been judged.
    tx.settle()?;
    store::find(tx, id)?.open(tx)
}

/// The psychologist `by` says whether they would work with the person, after the interview.
///
/// # Errors
/// `Stale`; a conflict in any other state.
pub fn endorse(tx: &mut Tx<'_>, id: MentorId, by: AccountId, yes: bool, version: i64) -> Result<Mentor> {
    let mentor = opened(tx, id, version)?;
    let next = rules::endorse(mentor, by, yes, tx.now)?;
    Ok(keep(tx, next, What::Endorsed { yes }, None)?.1)
}

/// Records a result in the course in the place of the one before.
///
/// # Errors
/// `NotFound` for an unknown module, `Stale`, `Invalid`, a conflict before acceptance.
pub fn record_module(tx: &mut Tx<'_>, id: MentorId, result: ModuleResult, version: i64) -> Result<Mentor> {
    training::course::module_of(&result.module).ok_or(Error::NotFound)?;
    let mentor = opened(tx, id, version)?;
    rules::may(&mentor, MentorAct::RecordTraining, tx.actor().account())?;
    let faults = training::rules::check(&result, tx.today());
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let mut results = facts::results(tx, mentor.account)?;
    results.retain(|before| before.module != result.module);
    results.push(result.clone());
    let standing = training::rules::standing(&results);
    let next = Mentor { training_hours: standing.hours, modules_done: standing.modules_done, ..mentor };
    let (recorded, saved) = keep(tx, next, What::ModuleRecorded { module: result.module.clone() }, None)?;
    training::store::put(tx, &recorded, saved.account, &result)?;
    Ok(saved)
}

/// Adds a stretch of shadowing.
///
/// # Errors
/// `Stale`, `Invalid` for a day to come, a conflict outside shadowing.
pub fn record_shadowing(
    tx: &mut Tx<'_>,
    id: MentorId,
    on: NaiveDate,
    half_hours: i64,
    version: i64,
) -> Result<Mentor> {
    let mentor = opened(tx, id, version)?;
    rules::may(&mentor, MentorAct::RecordShadowing, tx.actor().account())?;
    if let Some(fault) = rules::to_come(on, tx.today()) {
        return Err(Error::Invalid(vec![fault]));
    }
    let next = Mentor { shadowing_half_hours: mentor.shadowing_half_hours + half_hours, ..mentor };
    let (recorded, saved) = keep(tx, next, What::ShadowingRecorded { half_hours }, None)?;
    let stretch = Shadowing { on, half_hours, by: tx.actor().account() };
    store::insert_shadowing(tx, &recorded, &stretch)?;
    Ok(saved)
}

/// `by` signs under the competency review: as the named psychologist, who becomes the supervisor, or as coordinator.
///
/// # Errors
/// `Stale`; a conflict in any other state or when one person would sign for both.
pub fn sign_off(tx: &mut Tx<'_>, id: MentorId, by: AccountId, version: i64) -> Result<Mentor> {
    let mentor = opened(tx, id, version)?;
    let as_psychologist = mentor.psychologist == Some(by);
    let next = rules::sign_off(mentor, by, tx.now)?;
    Ok(keep(tx, next, What::SignedOff { as_psychologist }, None)?.1)
}

/// `by` confirms answers on which matching builds.
///
/// # Errors
/// `Stale`; a conflict outside course and service.
pub fn confirm(
    tx: &mut Tx<'_>,
    id: MentorId,
    what: Confirmed,
    by: AccountId,
    version: i64,
) -> Result<Mentor> {
    let next = rules::confirm(opened(tx, id, version)?, what, by, tx.now)?;
    Ok(keep(tx, next, What::Confirmed(what), None)?.1)
}

/// Another psychologist of the centre supervises the mentor from now on, and accompanies the pairings under way.
///
/// # Errors
/// `Stale`, `Invalid` for somebody else, a conflict unless they are a mentor.
pub fn hand_over(tx: &mut Tx<'_>, id: MentorId, to: AccountId, version: i64) -> Result<Mentor> {
    let mentor = opened(tx, id, version)?;
    psychologists::flow::works_in(tx, to, mentor.centre().unwrap_or_default(), Some(mentor.account))?;
    let from = mentor.supervisor.map(|signed| signed.by);
    let next = rules::hand_over(mentor, to, tx.now)?;
    Ok(keep(tx, next, What::HandedOver { from, to }, None)?.1)
}

/// Says which institutions admit the mentor; a liaison speaks only for their own.
///
/// # Errors
/// `Stale`; `Forbidden` when a liaison speaks for another institution; a conflict for institutions that held the
/// person lately.
pub fn clear_institutions(
    tx: &mut Tx<'_>,
    id: MentorId,
    institutions: Vec<String>,
    version: i64,
) -> Result<Mentor> {
    let mentor = opened(tx, id, version)?;
    let for_all = tx.actor().account().is_none()
        || tx.actor().centres(Role::Coordinator).iter().any(|centre| mentor.centre() == Some(centre));
    let changed = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|code| !other.contains(code)).cloned().collect()
    };
    let mut codes = changed(&institutions, &mentor.institutions);
    codes.extend(changed(&mentor.institutions, &institutions));
    let own = tx.actor().institutions(Role::Liaison);
    if !for_all && codes.iter().any(|code| !own.contains(code)) {
        return Err(Error::Forbidden);
    }
    let next = rules::clear(mentor, institutions, tx.today())?;
    Ok(keep(tx, next, What::InstitutionsCleared { institutions: codes }, None)?.1)
}

/// A page of the mentors that the actor sees: a coordinator those of the centre, a psychologist their own and those
/// who wait for a psychologist's word; of all centres, or of one of them.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, wanted: &Wanted, ask: Ask) -> Result<Page<Mentor>> {
    let filter = filter(tx, wanted.centre.clone(), wanted.state);
    let place = |mentor: &Mentor| Cursor { at: mentor.since, id: mentor.id.uuid() };
    let enough = usize::try_from(ask.limit).unwrap_or(usize::MAX);
    // Names and answers are compared here: the database neither folds names nor reads answers.
    let narrowed = wanted.words.is_some() || wanted.language.is_some();
    let mut step = Ask { limit: if narrowed { MOST } else { ask.limit }, after: ask.after };
    let mut found = Vec::new();
    loop {
        let rows = store::page(tx, &filter, step)?;
        let over = rows.len() <= usize::try_from(step.limit).unwrap_or(usize::MAX);
        let mentors = open_all(rows, tx)?;
        step.after = mentors.last().map(place);
        found.extend(mentors.into_iter().filter(|mentor| rules::is_wanted(mentor, wanted)));
        if over || step.after.is_none() || found.len() > enough {
            return Ok(Page::cut(found, ask.limit, place));
        }
    }
}

/// How many there are in each state among those that the actor sees.
///
/// # Errors
/// Whatever the database refuses.
pub fn counts(tx: &mut Tx<'_>) -> Result<Vec<(MentorState, i64)>> {
    let filter = filter(tx, None, None);
    let states = MentorState::ALL.iter().filter(|state| **state != MentorState::Draft);
    states.map(|state| Ok((*state, store::count(tx, &filter, *state)?))).collect()
}

fn filter(tx: &Tx<'_>, centre: Option<String>, state: Option<MentorState>) -> Filter {
    let actor = tx.actor();
    Filter {
        centres: actor.centres(Role::Coordinator),
        open_in: actor.centres(Role::Psychologist),
        psychologist: actor.account().filter(|_| actor.is(Role::Psychologist)),
        reader: tx.reader(),
        centre,
        state,
    }
}

fn opened(tx: &mut Tx<'_>, id: MentorId, version: i64) -> Result<Mentor> {
    turn::take(tx)?;
    store::find(tx, id)?.open_at(tx, version)
}

/// Records, saves and remembers a change of a mentor; what else changes with it takes the record.
///
/// # Errors
/// `Stale` when the mentor was changed meanwhile.
pub fn keep(
    tx: &mut Tx<'_>,
    next: Mentor,
    what: What,
    note: Option<String>,
) -> Result<(Recorded<Mentor>, Mentor)> {
    let circle = circle(tx, &next)?;
    let line = what.word().map(|event| HistoryLine {
        at: tx.now,
        event: event.to_owned(),
        state: what.state(),
        by: tx.actor().account(),
        note,
    });
    let by = tx.actor().account();
    let event = MentorEvent { mentor: next.id, account: next.account, by, what, circle };
    let recorded = tx.record(next, &event)?;
    let saved = store::save(tx, &recorded)?;
    if let Some(line) = line {
        store::insert_history(tx, &recorded, line)?;
    }
    Ok((recorded, saved))
}

/// The people around a mentor.
///
/// # Errors
/// Whatever the database refuses.
pub fn circle(tx: &mut Tx<'_>, mentor: &Mentor) -> Result<Circle> {
    let psychologists = mentor.works_with().into_iter().collect();
    let mut coordinators = match mentor.centre().filter(|_| mentor.submitted_at.is_some()) {
        Some(centre) => accounts::store::staff_of(tx, Role::Coordinator, "centre", centre)?,
        None => Vec::new(),
    };
    // A coordinator who is the mentor hears what the mentor hears.
    coordinators.retain(|person| *person != mentor.account);
    Ok(Circle { psychologists, coordinators })
}
