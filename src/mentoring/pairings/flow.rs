//! What staff do with a pairing up to the question to mentor and person, and what the clock does.

use chrono::NaiveDate;

use super::cards::{self, Filter};
use super::effects::{self, take};
use super::guards;
use super::history::{self, Why};
use super::model::{Card, Consent, Ending, Pairing, PairingId, PairingState as State, Propose, Rest, Step};
use super::record::Happened;
use super::{rules, store};
use crate::access::AccountId;
use crate::base::error::OnUnique;
use crate::base::page::{Ask, MOST};
use crate::base::{Code, Cursor, Error, Page, Result};
use crate::mentoring::{mentors, referrals, turn};
use crate::tx::{Tx, open_all};

/// Proposes a pairing; its psychologist is the mentor's supervisor.
///
/// # Errors
/// A conflict when the mentor has no supervisor, or the same two are proposed already.
pub fn propose(tx: &mut Tx<'_>, propose: Propose) -> Result<Pairing> {
    begin(tx, propose, Step::Proposed, None, None)
}

/// The same with the step by which it begins, who took it, and why.
///
/// # Errors
/// As [`propose`].
pub fn begin(
    tx: &mut Tx<'_>,
    propose: Propose,
    step: Step,
    by: Option<AccountId>,
    note: Option<String>,
) -> Result<Pairing> {
    let mentor = mentors::store::find(tx, propose.mentor)?.open(tx)?;
    let referral = referrals::store::find(tx, propose.referral)?.consult(tx)?;
    let supervisor = mentor.supervisor.ok_or_else(|| Error::refused(Code::SupervisorChanged))?;
    let pairing = Pairing {
        id: tx.fresh(),
        centre: referral.centre,
        mentor: mentor.id,
        mentor_account: mentor.account,
        referral: referral.id,
        psychologist: supervisor.by,
        referrer: referral.psychologist,
        supervised_by: Some(supervisor.by),
        accompanied_by: referral.psychologist,
        round: propose.round,
        state: State::Proposed,
        since: tx.now,
        points: propose.points,
        factors: propose.factors,
        endorsements: Vec::new(),
        approved_by: None,
        mentor_consent: Consent::None,
        pic_consent: Consent::None,
        paper: None,
        shared_goals: None,
        rest: Rest::NONE,
        ending: None,
        told: None,
        lapses_at: rules::lapses_at(State::Proposed, tx.now),
        created_at: tx.now,
        version: 1,
    };
    let event = Happened::to(&pairing, step, by, Vec::new());
    let recorded = tx.record(pairing, &event)?;
    store::insert(tx, &recorded).on_unique(Code::ProposedAlready)?;
    history::add(tx, &recorded, step, by, Why::said(note))?;
    Ok(recorded.into_inner())
}

/// A page of what the caller may see, by the filter.
///
/// # Errors
/// Whatever the database refuses.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, ask: Ask) -> Result<Page<Card>> {
    let rows = cards::list(tx, filter, ask)?;
    let cards = open_all(rows, tx)?;
    Ok(Page::cut(cards, ask.limit, |card| Cursor {
        at: filter.key(&card.pairing),
        id: card.pairing.id.uuid(),
    }))
}

/// How many proposals wait for the actor: for a coordinator's decision, and for a psychologist's own word.
///
/// # Errors
/// Whatever the database refuses.
pub fn waiting(tx: &mut Tx<'_>) -> Result<i64> {
    let filter = Filter::of(tx);
    let undecided = [State::Proposed, State::Endorsed];
    let to_decide = cards::count(tx, &filter, &undecided)?;
    let Some(reader) = filter.psychologist else { return Ok(to_decide) };
    let own = Filter { centres: Vec::new(), states: vec![State::Proposed], ..filter };
    let rows = cards::list(tx, &own, Ask { limit: MOST, after: None })?;
    let cards = open_all(rows, tx)?;
    let to_endorse = cards.iter().filter(|card| card.pairing.awaits(reader)).count();
    Ok(to_decide + i64::try_from(to_endorse).unwrap_or(i64::MAX))
}

/// A psychologist stands behind the pairing, or does not and says why.
///
/// # Errors
/// `Stale` when it was changed meanwhile; see [`rules::endorse`] and [`rules::decline`].
pub fn endorse(
    tx: &mut Tx<'_>,
    id: PairingId,
    version: i64,
    by: AccountId,
    endorse: bool,
    reason: Option<String>,
) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let (next, step) = if endorse {
        (rules::endorse(pairing, by, tx.now)?, Step::Endorsed)
    } else {
        (rules::decline(pairing, by, tx.now)?, Step::EndorsementDeclined)
    };
    take(tx, before, next, step, Some(by), reason)
}

/// A coordinator agrees: a place with mentor and psychologist is taken, nobody is told.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict with everything that forbids it.
pub fn approve(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let by = tx.actor().account();
    let next = rules::approve(pairing, by, tx.now)?;
    still_fit(tx, before, &next, State::Approved)?;
    take(tx, before, next, Step::Approved, by, None)
}

/// The coordinator takes the approval back.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict once consents were asked for.
pub fn undo_approval(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    step(tx, id, version, Step::ApprovalUndone, None, rules::undo_approval)
}

/// A coordinator says no and why.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict once it is approved.
pub fn refuse(tx: &mut Tx<'_>, id: PairingId, version: i64, reason: String) -> Result<Pairing> {
    step(tx, id, version, Step::Refused, Some(reason), rules::refuse)
}

/// The coordinator takes the no back.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict when the same two were proposed again since.
pub fn undo_refusal(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    step(tx, id, version, Step::RefusalUndone, None, rules::undo_refusal)
}

/// The coordinator asks mentor and person.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict with everything that forbids it.
pub fn request_consents(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rules::request_consents(pairing, tx.now)?;
    still_fit(tx, before, &next, State::Consenting)?;
    let by = tx.actor().account();
    take(tx, before, next, Step::ConsentsAsked, by, None)
}

/// Ends a pairing; the places are free again.
///
/// # Errors
/// `Stale` when it was changed meanwhile; a conflict unless it is under way.
pub fn end(tx: &mut Tx<'_>, id: PairingId, version: i64, ending: Ending) -> Result<Pairing> {
    step(tx, id, version, Step::Ended, None, |pairing, now| rules::end(pairing, ending, now))
}

/// Lets a pairing lapse that nobody moved in time, unless somebody did at the last moment.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn lapse(tx: &mut Tx<'_>, id: PairingId) -> Result<()> {
    turn::take(tx)?;
    let pairing = store::find(tx, id)?.open(tx)?;
    if pairing.lapses_at.is_none_or(|at| at > tx.now) {
        return Ok(());
    }
    let before = pairing.state;
    let next = rules::lapse(pairing, tx.now)?;
    take(tx, before, next, Step::Lapsed, None, None).map(|_| ())
}

/// The pairing of an id at the version that the caller saw, held until the change is done: two who decide at once
/// would otherwise each see half of what the other did.
///
/// # Errors
/// `Stale` when it has another version.
pub fn current(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<Pairing> {
    turn::take(tx)?;
    store::find(tx, id)?.open_at(tx, version)
}

/// Whether mentor and person may still meet.
///
/// # Errors
/// A conflict with every reason why not.
pub fn still_fit(tx: &mut Tx<'_>, before: State, pairing: &Pairing, next: State) -> Result<()> {
    let today = tx.today();
    still_fit_on(tx, before, pairing, next, today)
}

/// The same on a day.
///
/// # Errors
/// As [`still_fit`].
pub fn still_fit_on(
    tx: &mut Tx<'_>,
    before: State,
    pairing: &Pairing,
    next: State,
    day: NaiveDate,
) -> Result<()> {
    let sides = effects::sides(tx, pairing, day)?;
    let seen = Pairing { state: before, ..pairing.clone() };
    let reasons = guards::obstacles(&seen, &sides, next, day);
    if reasons.is_empty() { Ok(()) } else { Err(reasons.into()) }
}

fn step(
    tx: &mut Tx<'_>,
    id: PairingId,
    version: i64,
    step: Step,
    note: Option<String>,
    rule: impl FnOnce(Pairing, crate::base::Instant) -> Result<Pairing>,
) -> Result<Pairing> {
    let pairing = current(tx, id, version)?;
    let before = pairing.state;
    let next = rule(pairing, tx.now)?;
    let by = tx.actor().account();
    take(tx, before, next, step, by, note)
}
