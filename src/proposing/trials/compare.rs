//! Two rounds for the same people, compared. Pure; takes as long as both take.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::model::{Change, Side, Trial};
use crate::matching::Weights;
use crate::mentoring::referrals::model::ReferralId;
use crate::places::Places;
use crate::proposing::rounds::model::{Chosen, Solved};
use crate::proposing::rounds::snapshot::Snapshot;
use crate::proposing::rounds::solving::{self, Unsolved};

/// What `weights` would change for the people of a snapshot.
///
/// # Errors
/// When the snapshot makes no sound instance, which is a fault of ours.
pub fn trial(snapshot: &Snapshot, weights: Weights, places: &Places) -> Result<Trial, Unsolved> {
    let tried = Snapshot { weights, ..snapshot.clone() };
    let solve = |snapshot: &Snapshot| solving::solve(snapshot, places, &|_, _| true);
    Ok(compare(&solve(snapshot)?, &solve(&tried)?))
}

fn compare(now: &Solved, tried: &Solved) -> Trial {
    let by_person = |solved: &Solved| -> BTreeMap<ReferralId, Chosen> {
        solved.chosen.iter().map(|pair| (pair.referral, pair.clone())).collect()
    };
    let (before, after) = (by_person(now), by_person(tried));
    let mut trial = Trial { matched: [now.outcome.matched, tried.outcome.matched], ..Trial::default() };
    let mut changed: Vec<(i64, Change)> = Vec::new();
    let side = |pair: &Chosen| Side { mentor: pair.mentor, points: pair.points };
    for (referral, old) in &before {
        let new = after.get(referral);
        if new.is_some_and(|new| new.mentor == old.mentor) {
            trial.stay += 1;
        } else {
            let change = Change { referral: *referral, from: Some(side(old)), to: new.map(side) };
            changed.push((old.waiting_days, change));
        }
    }
    for (referral, new) in after.iter().filter(|(referral, _)| !before.contains_key(referral)) {
        changed.push((new.waiting_days, Change { referral: *referral, from: None, to: Some(side(new)) }));
    }
    changed.sort_by_key(|(days, change)| (Reverse(*days), change.referral));
    trial.changed = changed.into_iter().map(|(_, change)| change).collect();
    trial
}
