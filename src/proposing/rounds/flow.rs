//! What coordinators do with rounds, and what whoever works on one writes.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use super::model::{Round, RoundAct, RoundId, RoundState, RoundStep, Shown};
use super::record::RoundEvent as Event;
use super::snapshot::Snapshot;
use super::{gather, reasons, rules, store};
use crate::access::Role;
use crate::base::error::OnUnique;
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Error, Fault, FaultCode, May, Page, Result};
use crate::mentoring::{mentors, pairings, referrals};
use crate::tx::{Tx, open_all};

/// How far ahead a round may look, in days.
pub const AHEAD: i64 = 31;
/// How long whoever works on a round has it for themselves without news. After a crash it is taken up again so soon.
const LEASE: TimeDelta = TimeDelta::seconds(20);
/// After so many tries a round is given up.
const MOST_ATTEMPTS: i64 = 3;

/// Who could take part in a round of a centre on a day.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre; `Invalid` for a day too near or too far.
pub fn preview(tx: &mut Tx<'_>, centre: &str, day: NaiveDate) -> Result<Snapshot> {
    check_day(tx, day)?;
    tx.works_for(centre)?;
    gather::snapshot(tx, centre, day)
}

/// Starts a round; the work is done by a loop of the server.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre; a conflict when one of the centre is under way.
pub fn start(tx: &mut Tx<'_>, centre: String, day: NaiveDate) -> Result<Round> {
    check_day(tx, day)?;
    tx.works_for(&centre)?;
    let round = Round {
        id: tx.fresh(),
        centre,
        day,
        state: RoundState::Queued,
        step: RoundStep::Reading,
        permille: 0,
        cancel_asked: false,
        asked_by: tx.actor().account(),
        lease_until: None,
        attempts: 0,
        created_at: tx.now,
        finished_at: None,
        outcome: None,
        version: 1,
    };
    let event = Event::Started(round.id);
    let recorded = tx.record(round, &event)?;
    store::insert(tx, recorded).on_unique(Code::RoundUnderWay)
}

fn check_day(tx: &Tx<'_>, day: NaiveDate) -> Result<()> {
    let today = tx.today();
    let fits = today <= day && day <= today + TimeDelta::days(AHEAD);
    if fits {
        return Ok(());
    }
    let range = json!({ "min": today, "max": today + TimeDelta::days(AHEAD) });
    Err(Error::Invalid(vec![Fault::with("date", FaultCode::OutOfRange, range)]))
}

/// One round of the caller's centres.
///
/// # Errors
/// `Hidden` for strangers.
pub fn read(tx: &mut Tx<'_>, id: RoundId) -> Result<Round> {
    store::find(tx, id)?.open(tx)
}

/// A round that the actor has opened, with what its page shows beside it.
///
/// # Errors
/// Whatever the database refuses.
pub fn shown(tx: &mut Tx<'_>, round: Round) -> Result<Shown> {
    let proposals = pairings::store::proposals_of_round(tx, round.id)?;
    // A mentor who reads it as staff could see by a count whether somebody is kept apart from them.
    let reader = tx.reader();
    let by_mentor = mentors::store::latest(tx, reader)?.is_some();
    let mut unmatched = Vec::new();
    for one in round.outcome.iter().flat_map(|outcome| &outcome.unmatched) {
        let referral = referrals::store::find(tx, one.referral)?.consult(tx)?;
        let mut one = one.clone();
        if by_mentor {
            one.reason = reasons::without_counts(one.reason);
        }
        unmatched.push((one, referral));
    }
    let may = RoundAct::ALL.iter().filter_map(|what| May::told(*what, rules::may(&round, *what))).collect();
    Ok(Shown { round, proposals, may, unmatched })
}

/// A page of the rounds of the caller's centres, or of one of them.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, centre: Option<&str>, ask: Ask) -> Result<Page<Round>> {
    let mut centres = tx.actor().centres(Role::Coordinator);
    centres.retain(|own| centre.is_none_or(|wanted| wanted == own));
    let rows = store::list(tx, &centres, ask)?;
    let rounds = open_all(rows, tx)?;
    Ok(Page::cut(rounds, ask.limit, |round| Cursor { at: round.created_at, id: round.id.uuid() }))
}

/// Asks that a round be given up: at once while it waits, before the next step while it runs.
///
/// # Errors
/// A conflict when it has ended.
pub fn cancel(tx: &mut Tx<'_>, id: RoundId) -> Result<Round> {
    let round = store::find(tx, id)?.open(tx)?;
    rules::may(&round, RoundAct::Cancel)?;
    if round.state == RoundState::Queued {
        return finish(tx, round, RoundState::Cancelled, BTreeSet::new());
    }
    let recorded = tx.record(Round { cancel_asked: true, ..round }, &Event::CancelAsked(id))?;
    store::ask_to_cancel(tx, &recorded)?;
    Ok(recorded.into_inner())
}

/// Takes the next round that waits, for a loop of the server; one that was tried too often is given up instead.
///
/// # Errors
/// `Stale` when another worker was faster.
pub fn claim(tx: &mut Tx<'_>) -> Result<Option<Round>> {
    let Some(round) = store::waiting(tx, LEASE)? else { return Ok(None) };
    let round = round.open(tx)?;
    if round.cancel_asked {
        finish(tx, round, RoundState::Cancelled, BTreeSet::new())?;
        return Ok(None);
    }
    if round.attempts >= MOST_ATTEMPTS {
        finish(tx, round, RoundState::Failed, BTreeSet::new())?;
        return Ok(None);
    }
    let event = Event::Claimed(round.id, round.attempts + 1);
    let claimed = Round {
        state: RoundState::Running,
        step: RoundStep::Reading,
        permille: 0,
        attempts: round.attempts + 1,
        lease_until: Some(tx.now.plus(LEASE)),
        ..round
    };
    let recorded = tx.record(claimed, &event)?;
    store::save(tx, recorded).map(Some)
}

/// News from whoever works on the round, which renews their lease; says in the round whether somebody cancelled.
///
/// # Errors
/// `Stale` when somebody else has taken it up.
pub fn progress(tx: &mut Tx<'_>, round: Round, step: RoundStep, permille: i64) -> Result<Round> {
    let cancel_asked = store::find(tx, round.id)?.open(tx)?.cancel_asked;
    let event = Event::Progressed(round.id, step);
    let lease_until = Some(tx.now.plus(LEASE));
    let recorded = tx.record(Round { step, permille, lease_until, cancel_asked, ..round }, &event)?;
    store::save(tx, recorded)
}

/// Gives a round back that could not be finished, so that it is taken up again at once: it failed, or the server was
/// told to stop, which is no try. Nothing happens when somebody else has taken it up meanwhile.
///
/// # Errors
/// `Stale` when that happens at this moment.
pub fn give_back(tx: &mut Tx<'_>, id: RoundId, attempt: i64, failed: bool) -> Result<()> {
    let round = store::find(tx, id)?.open(tx)?;
    if round.state != RoundState::Running || round.attempts != attempt {
        return Ok(());
    }
    let attempts = if failed { attempt } else { attempt - 1 };
    let waiting = Round { state: RoundState::Queued, attempts, lease_until: None, ..round };
    let recorded = tx.record(waiting, &Event::GivenBack(id))?;
    store::save(tx, recorded).map(|_| ())
}

/// Ends a round without proposals.
///
/// # Errors
/// `Stale` when somebody else has taken it up.
pub fn give_up(tx: &mut Tx<'_>, round: Round, state: RoundState) -> Result<Round> {
    finish(tx, round, state, BTreeSet::new())
}

/// Ends a round; `concerned` are told.
///
/// # Errors
/// `Stale` when somebody else has taken it up.
pub fn finish(
    tx: &mut Tx<'_>,
    round: Round,
    state: RoundState,
    concerned: BTreeSet<crate::access::AccountId>,
) -> Result<Round> {
    // Whoever cancels knows.
    let asked_by = round.asked_by.filter(|_| state != RoundState::Cancelled);
    let event = Event::Finished { id: round.id, state, asked_by, concerned };
    let ended = Round { state, lease_until: None, finished_at: Some(tx.now), ..round };
    let recorded = tx.record(ended, &event)?;
    store::save(tx, recorded)
}
