//! Reading choices and taking one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::{Choice, Suggested};
use super::record::ChoiceEvent as Event;
use crate::access::AccountId;
use crate::base::{Error, Result};
use crate::mentors;
use crate::pairings;
use crate::pairings::effects;
use crate::pairings::flow::{begin, current, still_fit};
use crate::pairings::model::{Pairing, PairingId, PairingState, Propose, RoundId, Step};
use crate::pairings::rules;
use crate::psychologists;
use crate::referrals::model::ReferralId;
use crate::tx::Tx;

const WHY: &str = "whether a place is left is all that is looked for";

/// Writes down that the caller read what choosing somebody else would do to others.
///
/// # Errors
/// `Stale` when the proposal was changed since it was weighed.
pub fn read(tx: &mut Tx<'_>, id: PairingId, version: i64) -> Result<()> {
    let proposal = current(tx, id, version)?;
    tx.record(proposal, &Event::Weighed(id)).map(|_| ())
}

/// Takes a choice: the proposal gives way to the chosen pair, and whoever loses their mentor by it gets the pair that
/// was shown, or none and waits for the next round.
///
/// # Errors
/// `Stale` when a proposal or a place was changed meanwhile; a conflict when one of the new pairs may not begin.
pub fn choose(tx: &mut Tx<'_>, choice: Choice, reason: String) -> Result<Pairing> {
    let by = tx.actor().account();
    hold(tx, &choice)?;
    let mut concerned = BTreeSet::new();
    let without = choice.effects.iter().filter(|effect| effect.to.is_none()).count();
    for effect in &choice.effects {
        concerned.extend(give_way(tx, effect.instead_of, Step::GaveWay, None)?);
    }
    concerned.extend(give_way(tx, choice.instead_of, Step::Replaced, Some(reason.clone()))?);
    let (round, day, moved) = (choice.round, choice.day, choice.effects.len());
    let mut begun = Vec::new();
    for effect in choice.effects {
        if let Some(to) = effect.to {
            begun.push(propose(tx, (effect.referral, round), to, Step::Shifted, None)?);
        }
    }
    let chosen = propose(tx, (choice.referral, round), choice.suggested, Step::Chosen, Some(reason))?;
    for pairing in begun.iter().chain([&chosen]) {
        still_fit(tx, PairingState::Proposed, pairing, PairingState::Approved)?;
        check_places(tx, pairing, day)?;
        concerned.extend([pairing.psychologist, pairing.referrer]);
    }
    concerned.retain(|person| Some(*person) != by);
    let (id, instead_of) = (chosen.id, choice.instead_of.0);
    let event = Event::Made { id, instead_of, moved, without, concerned };
    Ok(tx.record(chosen, &event)?.into_inner())
}

/// Holds everything that the choice moves, in one order, before anything is written.
fn hold(tx: &mut Tx<'_>, choice: &Choice) -> Result<()> {
    let effects = choice.effects.iter();
    let pairings: BTreeSet<PairingId> =
        effects.clone().map(|effect| effect.instead_of.0).chain([choice.instead_of.0]).collect();
    let referrals: BTreeSet<ReferralId> =
        effects.clone().map(|effect| effect.referral).chain([choice.referral]).collect();
    let suggested = effects.filter_map(|effect| effect.to.as_ref()).chain([&choice.suggested]);
    let mentors: BTreeSet<_> = suggested.map(|to| to.mentor.id).collect();
    pairings.into_iter().try_for_each(|id| tx.hold(id))?;
    referrals.into_iter().try_for_each(|id| tx.hold(id))?;
    // Two choices at once must not both take a mentor's last place, or their supervisor's.
    let mut supervisors = BTreeSet::new();
    for id in mentors {
        tx.hold(id)?;
        supervisors.extend(mentors::store::find(tx, id)?.judge(WHY).supervisor.map(|signed| signed.by));
    }
    supervisors.into_iter().try_for_each(|id| tx.hold(id))
}

/// Ends a proposal that another takes the place of; whom it concerned.
fn give_way(
    tx: &mut Tx<'_>,
    (id, version): (PairingId, i64),
    step: Step,
    note: Option<String>,
) -> Result<[AccountId; 2]> {
    let proposal = current(tx, id, version)?;
    let (before, concerned) = (proposal.state, [proposal.psychologist, proposal.referrer]);
    let next = rules::replace(proposal, tx.now)?;
    let by = tx.actor().account();
    effects::take(tx, before, next, step, by, note)?;
    Ok(concerned)
}

fn propose(
    tx: &mut Tx<'_>,
    (referral, round): (ReferralId, Option<RoundId>),
    to: Suggested,
    step: Step,
    note: Option<String>,
) -> Result<Pairing> {
    let Suggested { mentor, points, factors } = to;
    let propose = Propose { mentor: mentor.id, referral, round, points: Some(points), factors };
    let by = tx.actor().account();
    begin(tx, propose, step, by, note)
}

/// Whether a new proposal leaves its mentor and supervisor with no more than they can take on `day`.
fn check_places(tx: &mut Tx<'_>, pairing: &Pairing, day: NaiveDate) -> Result<()> {
    let mentor = mentors::store::find(tx, pairing.mentor)?.judge(WHY);
    let proposed = pairings::store::proposals_of_mentor(tx, mentor.id)?;
    let mentor_left = mentors::rules::capacity(&mentor, day) - mentor.active_pairings - proposed;
    let supervisor = psychologists::store::find(tx, pairing.psychologist)?.map(|row| row.judge(WHY));
    let supervised = pairings::store::proposals_of_psychologist(tx, pairing.psychologist)?;
    let supervisor_left = supervisor.map_or(0, |one| one.capacity - one.active_pairings - supervised);
    if mentor_left < 0 || supervisor_left < 0 { Err(Error::Stale) } else { Ok(()) }
}
