//! From a snapshot to proposals: the engine's work and its words. Pure; takes as long as it takes.

use super::instance::build;
use super::model::{Chosen, Outcome, People, RoundStep, Solved};
use super::reasons;
use super::snapshot::Snapshot;
use crate::matching::{Options, Prepared, SolveError};
use crate::places::Places;

/// Told the step and how much of it is done, in thousandths; says whether to go on.
pub type Progress<'a> = &'a dyn Fn(RoundStep, i64) -> bool;

/// Why there is no outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// Somebody cancelled.
    Stopped,
    /// The instance is not sound, which is a fault of ours.
    Invalid(String),
}

/// Finds the best round for a snapshot, with the reasons for every pair and for everybody left.
///
/// # Errors
/// When `progress` says stop, or the snapshot makes no sound instance.
pub fn solve(snapshot: &Snapshot, places: &Places, progress: Progress<'_>) -> Result<Solved, Unsolved> {
    let go_on = |step, permille| if progress(step, permille) { Ok(()) } else { Err(Unsolved::Stopped) };
    go_on(RoundStep::Candidates, 0)?;
    let built = build(snapshot, places);
    let instance = &built.instance;
    let prepared = Prepared::of(instance).map_err(|fault| Unsolved::Invalid(fault.to_string()))?;
    go_on(RoundStep::Solving, 0)?;
    let told = |placed: usize, of: usize| progress(RoundStep::Solving, permille(placed, of));
    let solved = prepared.solve(&Options { progress: Some(&told) }).map_err(|error| match error {
        SolveError::Stopped => Unsolved::Stopped,
        SolveError::Invalid(fault) => Unsolved::Invalid(fault.to_string()),
    })?;
    let round = solved.round();
    let mut chosen = Vec::new();
    for (done, pair) in round.pairs.iter().enumerate() {
        go_on(RoundStep::Explaining, permille(done, round.pairs.len()))?;
        if let (Some(mentor), Some(referral)) = (built.mentor(pair.mentor), built.referral(pair.pic)) {
            chosen.push(Chosen {
                mentor,
                referral,
                waiting_days: built.waiting_days(pair.pic),
                points: i64::from(pair.score),
                factors: reasons::factors(instance, pair, places),
            });
        }
    }
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let outcome = Outcome {
        matched: round.matched,
        by_tier: round.by_tier,
        people: People {
            mentors: count(instance.mentors.len()),
            referrals: count(instance.pics.len()),
            psychologists: count(instance.psychologists.len()),
        },
        primal: round.certificate.primal,
        dual: round.certificate.dual,
        unmatched: built.unmatched(&round),
    };
    Ok(Solved { outcome, chosen })
}

fn permille(done: usize, of: usize) -> i64 {
    i64::try_from(done * 1000 / of.max(1)).unwrap_or(1000)
}
