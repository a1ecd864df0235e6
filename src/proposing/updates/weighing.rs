//! What would change, found by the engine. Pure; takes as long as it takes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::model::{Change, Market, Update};
use crate::base::Result;
use crate::mentoring::pairings::model::Pairing;
use crate::mentoring::referrals::model::{Reference, ReferralId};
use crate::places::Places;
use crate::proposing::choices::standing::{Standing, named};

/// What the round would be now, and how that differs from its proposals.
///
/// # Errors
/// `Internal` when the snapshot makes no sound instance.
pub fn weigh(market: Market, places: &Places) -> Result<Update> {
    let Market { round, snapshot, proposals } = market;
    let day = snapshot.day;
    let standing = Standing::of(snapshot, proposals, None, places)?;
    let now: BTreeMap<ReferralId, &Pairing> =
        standing.proposals.iter().map(|pairing| (pairing.referral, pairing)).collect();
    let people = standing.built.referrals.iter().zip(0..);
    let mut changes: Vec<Change> = people
        .filter_map(|(referral, pic)| change(&standing, *referral, pic, now.get(referral).copied(), places))
        .collect();
    changes.sort_by_key(|one| (Reverse(one.waiting_days), one.reference));
    give_reasons(&mut changes);
    let unmatched = standing.built.unmatched(&standing.engine.round());
    Ok(Update { round, day, changes, unmatched })
}

fn change(
    standing: &Standing,
    id: ReferralId,
    pic: u32,
    now: Option<&Pairing>,
    places: &Places,
) -> Option<Change> {
    let before = now.and_then(|pairing| standing.mentor(pairing.mentor));
    let then = standing.chosen.get(usize::try_from(pic).ok()?).copied().flatten();
    if before == then {
        return None;
    }
    let referral = standing.referral(id)?;
    let from = match (now, before) {
        (Some(pairing), Some(mentor)) => {
            Some((pairing.id, pairing.version, named(standing.candidate(mentor)?)))
        }
        _ => None,
    };
    Some(Change {
        referral: id,
        reference: referral.reference,
        alias: referral.alias.clone(),
        waiting_days: standing.built.waiting_days(pic),
        from,
        to: then.and_then(|mentor| standing.suggested(mentor, pic, places)),
        because: Vec::new(),
    })
}

/// Somebody moves for whoever gets their mentor, or, where only a psychologist's place moves on, for whoever is new.
fn give_reasons(changes: &mut [Change]) {
    let goes: Vec<(Reference, bool, Option<_>)> = changes
        .iter()
        .map(|one| (one.reference, one.from.is_none(), one.to.as_ref().map(|to| to.mentor.id)))
        .collect();
    for change in changes {
        let Some((_, _, mentor)) = &change.from else { continue };
        let takers = goes.iter().filter(|(_, _, to)| *to == Some(mentor.id));
        change.because = takers.map(|(reference, ..)| *reference).collect();
        if change.because.is_empty() {
            change.because =
                goes.iter().filter(|(_, new, _)| *new).map(|(reference, ..)| *reference).collect();
        }
    }
}
