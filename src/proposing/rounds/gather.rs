//! Reads a snapshot of a centre in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::snapshot::{Candidate, Proposed, Snapshot};
use crate::access::AccountId;
use crate::base::Result;
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::PairingId;
use crate::mentoring::psychologists;
use crate::mentoring::psychologists::model::Psychologist;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Referral, ReferralId, ReferralState};
use crate::people::keep_apart;
use crate::proposing::weights;
use crate::tx::Tx;

const WHY: &str = "a round keeps apart who must not meet, and tells nobody whom";

/// Everybody of a centre on `day` but whoever asks.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre.
pub fn snapshot(tx: &mut Tx<'_>, centre: &str, day: NaiveDate) -> Result<Snapshot> {
    beside(tx, centre, day, &BTreeSet::new())
}

/// The same as if some proposals were not there, so that their people may be matched anew.
///
/// # Errors
/// As [`snapshot`].
pub fn beside(
    tx: &mut Tx<'_>,
    centre: &str,
    day: NaiveDate,
    without: &BTreeSet<PairingId>,
) -> Result<Snapshot> {
    let mut candidates = Vec::new();
    for mentor in mentors::store::of_centre(tx, centre)? {
        // Whoever weighs is not weighed.
        if mentor.is_about_reader(tx) {
            continue;
        }
        let mentor = mentor.weigh(tx)?;
        let facts = mentors::facts::gather(tx, &mentor, day)?.facts;
        candidates.push(Candidate { mentor, facts });
    }
    let mut waiting = Vec::new();
    for referral in referrals::store::in_state(tx, centre, ReferralState::Eligible)? {
        waiting.push(referral.weigh(tx)?);
    }
    let proposed = proposed(tx, without)?;
    let psychologists = supervisors(tx, &candidates)?;
    let exclusions = exclusions(tx, centre, &candidates, &waiting)?;
    let weights = weights::flow::of_centre(tx, centre)?.weights;
    Ok(Snapshot {
        day,
        weights,
        mentors: candidates,
        referrals: waiting,
        psychologists,
        proposed,
        exclusions,
    })
}

/// Notes of whom somebody was told who weighed a centre: by name they read these alone.
///
/// # Errors
/// `Hidden` for strangers.
pub fn shown(tx: &mut Tx<'_>, mentors: BTreeSet<MentorId>, referrals: BTreeSet<ReferralId>) -> Result<()> {
    for id in mentors {
        mentors::store::find(tx, id)?.consult(tx)?;
    }
    for id in referrals {
        referrals::store::find(tx, id)?.consult(tx)?;
    }
    Ok(())
}

/// Whom the proposals of all centres concern: a psychologist may work for several.
fn proposed(tx: &mut Tx<'_>, without: &BTreeSet<PairingId>) -> Result<Proposed> {
    let mut proposed = Proposed::default();
    for pairing in pairings::store::undecided(tx)? {
        let pairing = pairing.unchecked("a round gives away no place that a proposal may take");
        if !without.contains(&pairing.id) {
            proposed.add(&pairing);
        }
    }
    Ok(proposed)
}

fn supervisors(tx: &mut Tx<'_>, mentors: &[Candidate]) -> Result<Vec<Psychologist>> {
    let accounts: BTreeSet<AccountId> =
        mentors.iter().filter_map(|one| one.mentor.supervisor.map(|signed| signed.by)).collect();
    let mut found = Vec::new();
    for account in accounts {
        if let Some(psychologist) = psychologists::store::find(tx, account)? {
            let psychologist = psychologist.consult(tx)?;
            if psychologist.active {
                found.push(psychologist);
            }
        }
    }
    Ok(found)
}

/// Kept apart ∪ pairings of the two that ended or were turned down ∪ stated exclusions ∪ whoever accompanies the person.
fn exclusions(
    tx: &mut Tx<'_>,
    centre: &str,
    mentors: &[Candidate],
    waiting: &[Referral],
) -> Result<BTreeSet<(MentorId, ReferralId)>> {
    let mut exclusions = BTreeSet::new();
    for pairing in pairings::store::of_centre(tx, centre, &pairings::store::ENDED)? {
        let pairing = pairing.unchecked(WHY);
        exclusions.insert((pairing.mentor, pairing.referral));
    }
    let by_account: BTreeMap<_, _> =
        mentors.iter().map(|one| (one.mentor.account.uuid(), one.mentor.id)).collect();
    let by_referral: BTreeMap<_, _> = waiting.iter().map(|one| (one.id.uuid(), one.id)).collect();
    for pair in keep_apart::store::all(tx)? {
        let pair = pair.unchecked(WHY);
        if let (Some(mentor), Some(referral)) =
            (by_account.get(&pair.one.uuid()), by_referral.get(&pair.other.uuid()))
        {
            exclusions.insert((*mentor, *referral));
        }
    }
    // A psychologist who also is a mentor is nobody's mentor whom they accompany.
    for referral in waiting {
        let own = mentors.iter().filter(|one| one.mentor.account == referral.psychologist);
        exclusions.extend(own.map(|one| (one.mentor.id, referral.id)));
    }
    for referral in waiting.iter().filter(|one| !one.facts.stated_exclusions.is_empty()) {
        let named = mentors.iter().filter(|one| pairings::effects::stated(referral, &one.mentor.person.code));
        exclusions.extend(named.map(|one| (one.mentor.id, referral.id)));
    }
    Ok(exclusions)
}
