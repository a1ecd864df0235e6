//! Stores what the engine found. Time has passed since the people were read, so what may be proposed is asked again:
//! what may not is left out, and said so, and nothing of it keeps the round from its end.

use std::collections::BTreeSet;

use super::flow;
use super::instance::TIER_DAYS;
use super::model::{Chosen, Outcome, Round, RoundState, RoundStep, Solved, Unmatched};
use crate::base::{Code, Error, Reason, Result};
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::{Pairing, Propose};
use crate::mentoring::pairings::room;
use crate::mentoring::turn;
use crate::tx::Tx;

/// Stores the proposals, and the round as done; or as cancelled, if somebody asked for that meanwhile.
///
/// # Errors
/// `Stale` when somebody else has taken it up.
pub fn complete(tx: &mut Tx<'_>, round: Round, solved: Solved) -> Result<Round> {
    // Its row is written first and so held: nobody takes a round up that is being stored, however long that takes.
    let round = flow::progress(tx, round, RoundStep::Storing, 0)?;
    if round.cancel_asked {
        return flow::give_up(tx, round, RoundState::Cancelled);
    }
    turn::take(tx)?;
    let (mut outcome, mut concerned) = (solved.outcome, BTreeSet::new());
    for chosen in solved.chosen {
        match tx.savepoint(|tx| propose(tx, &round, &chosen)) {
            Ok(pairing) => concerned.extend([pairing.psychologist, pairing.referrer]),
            Err(error) => leave_out(&mut outcome, &chosen, why(error)?),
        }
    }
    let round = Round { outcome: Some(outcome), permille: 1000, ..round };
    flow::finish(tx, round, RoundState::Done, concerned)
}

fn propose(tx: &mut Tx<'_>, round: &Round, chosen: &Chosen) -> Result<Pairing> {
    // A choice, an update or another round may have proposed somebody meanwhile.
    if !pairings::store::open_of(tx, chosen.referral)?.is_empty() {
        return Err(Error::refused(Code::ProposedAlready));
    }
    let propose = Propose {
        mentor: chosen.mentor,
        referral: chosen.referral,
        round: Some(round.id),
        points: Some(chosen.points),
        factors: chosen.factors.clone(),
    };
    let pairing = pairings::flow::propose(tx, propose)?;
    room::fits_round(tx, &pairing, round.day)?;
    Ok(pairing)
}

/// Why a pair is left out; any other error is the database's.
fn why(error: Error) -> Result<Reason> {
    let proposed = |reasons: &[Reason]| reasons.iter().any(|reason| reason.code == Code::ProposedAlready);
    match error {
        Error::Conflict(reasons) if proposed(&reasons) => Ok(Reason::new(Code::ProposedAlready)),
        Error::Conflict(_) | Error::Stale | Error::Unique => Ok(Reason::new(Code::ChangedMeanwhile)),
        other => Err(other),
    }
}

fn leave_out(outcome: &mut Outcome, chosen: &Chosen, reason: Reason) {
    let tier = TIER_DAYS.iter().filter(|days| chosen.waiting_days >= i64::from(**days)).count();
    outcome.matched = outcome.matched.saturating_sub(1);
    if let Some(matched) = outcome.by_tier.get_mut(tier) {
        *matched = matched.saturating_sub(1);
    }
    let (referral, waiting_days) = (chosen.referral, chosen.waiting_days);
    outcome.unmatched.push(Unmatched { referral, waiting_days, reason });
}
