//! What applicants and mentors do: load, judge, record, save. `person` is whose application it is.

use super::rules::{self, OwnStep};
use crate::access::AccountId;
use crate::base::{Error, May, Result};
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::facts;
use crate::mentoring::mentors::flow::{circle, keep};
use crate::mentoring::mentors::gather::name;
use crate::mentoring::mentors::model::{HistoryLine, Mentor, Person};
use crate::mentoring::mentors::record::{MentorEvent, What};
use crate::mentoring::mentors::store;
use crate::mentoring::training;
use crate::mentoring::training::model::ModuleResult;
use crate::mentoring::turn;
use crate::people::accounts;
use crate::people::accounts::model::{Supervision, SupervisionAnswer};
use crate::people::consents;
use crate::people::consents::model::Party;
use crate::people::consents::rules::Given;
use crate::tx::Tx;

/// Everything people see of their own way.
#[derive(Debug)]
pub struct Overview {
    pub mentor: Mentor,
    pub results: Vec<ModuleResult>,
    pub history: Vec<HistoryLine>,
    /// The preferred name of the psychologist with whom they are shadowing.
    pub psychologist: Option<String>,
    /// What the person may do now.
    pub may: Vec<May<OwnStep>>,
}

/// Begins an application.
///
/// # Errors
/// A conflict `application_open` when there is one that is not over.
pub fn start(tx: &mut Tx<'_>, person: AccountId) -> Result<Mentor> {
    if let Some(latest) = store::latest(tx, person)? {
        rules::may(&latest.open(tx)?, OwnStep::BeginAgain, tx.today())?;
    }
    let card = accounts::store::card(tx, person)?.consult(tx)?;
    let said = accounts::store::find(tx, person)?.consult(tx)?.supervision_answer;
    let known = Answers {
        birth_month: card.birth_month,
        under_supervision: Some(rules::supervision_known(card.supervision, said)),
        ..Answers::default()
    };
    let about =
        Person { preferred_name: card.preferred_name, code: card.code, supervision: card.supervision };
    let standing = training::rules::standing(&facts::results(tx, person)?);
    let mentor = rules::start(tx.fresh(), person, about, known, &standing, tx.now);
    let circle = circle(tx, &mentor)?;
    let event =
        MentorEvent { mentor: mentor.id, account: person, by: Some(person), what: What::Started, circle };
    let recorded = tx.record(mentor, &event)?;
    store::insert(tx, recorded)
}

/// Saves some answers; they were checked.
///
/// # Errors
/// `NotFound` without an application, `Stale`, a conflict for answers that are settled.
pub fn answer(tx: &mut Tx<'_>, person: AccountId, patch: Answers, version: i64) -> Result<Mentor> {
    let mentor = own(tx, person, version)?;
    let what = What::Answered { answers: patch.given() };
    // An import tells what somebody answered long ago, and not which text they read.
    let words = if tx.imports() { Vec::new() } else { rules::words(&mentor.answers, &patch) };
    let next = rules::answer(mentor, patch)?;
    let (recorded, saved) = keep(tx, next, what, None)?;
    let language =
        accounts::store::find(tx, person)?.unchecked("the language in which they read it").language;
    for word in words {
        let how = Given::App { language: language.to_string() };
        let said = consents::rules::say(tx.fresh(), Party::Account(person), word, how, None, tx.now);
        consents::store::add(tx, &recorded, said)?;
    }
    Ok(saved)
}

/// Sends the application to the coordinators of the centre.
///
/// # Errors
/// `NotFound` without an application, `Stale`, a conflict for every section that is not done.
pub fn submit(tx: &mut Tx<'_>, person: AccountId, version: i64) -> Result<Mentor> {
    let mentor = own(tx, person, version)?;
    let next = rules::submit(mentor, tx.now)?;
    let what = What::Submitted { centre: next.centre().map(str::to_owned) };
    let (recorded, saved) = keep(tx, next, what, None)?;
    // Where somebody applies, there they are worked with from now on.
    accounts::store::belong(tx, &recorded, person, saved.centre())?;
    if let Some(month) = saved.answers.birth_month {
        accounts::store::note_birth_month(tx, &recorded, person, month)?;
    }
    // Whoever said no at sign-up and answers otherwise now is somebody whom staff must settle first.
    let said_no = saved.person.supervision == Supervision::None;
    if said_no && saved.answers.under_supervision.is_some_and(|answer| answer != SupervisionAnswer::No) {
        accounts::store::settle(tx, &recorded, person, Supervision::Unsettled)?;
    }
    Ok(saved)
}

/// Withdraws, pauses or comes back.
///
/// # Errors
/// `NotFound` without an application, `Stale`, a conflict where the state does not allow it.
pub fn change(tx: &mut Tx<'_>, person: AccountId, change: OwnStep, version: i64) -> Result<Mentor> {
    let mentor = own(tx, person, version)?;
    let facts = facts::gather(tx, &mentor, tx.today())?.facts;
    let from = mentor.state;
    let next = rules::change(mentor, change, &facts, tx.now)?;
    let what = What::Left { from, to: next.state };
    Ok(keep(tx, next, what, None)?.1)
}

/// The person's latest application with everything they may see of it.
///
/// # Errors
/// `NotFound` without one.
pub fn overview(tx: &mut Tx<'_>, person: AccountId) -> Result<Overview> {
    let mentor = store::latest(tx, person)?.ok_or(Error::NotFound)?.open(tx)?;
    gather(tx, mentor)
}

/// What belongs to one's own application, which the person has opened.
///
/// # Errors
/// Whatever the database refuses.
pub fn gather(tx: &mut Tx<'_>, mentor: Mentor) -> Result<Overview> {
    let results = facts::results(tx, mentor.account)?;
    let history = store::history_of(tx, mentor.id)?
        .into_iter()
        .map(|row| row.unchecked("only the days of the steps are shown"))
        .collect();
    let psychologist = mentor.psychologist.map(|one| name(tx, one)).transpose()?;
    let told = |what| May::told(what, rules::may(&mentor, what, tx.today()));
    let may = OwnStep::ALL.iter().copied().filter_map(told).collect();
    Ok(Overview { mentor, results, history, psychologist, may })
}

fn own(tx: &mut Tx<'_>, person: AccountId, version: i64) -> Result<Mentor> {
    turn::take(tx)?;
    store::latest(tx, person)?.ok_or(Error::NotFound)?.open_at(tx, version)
}
