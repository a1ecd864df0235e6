//! Reasons that people can read: why these two, and why nobody. Pure.

use serde_json::{Value, json};

use crate::base::{Code, Reason};
use crate::matching::{self as m, PerFactor};
use crate::mentoring::pairings::model::FactorLine;
use crate::places::{Choice, Places};

/// Kilometres of one step on the grid of districts, roughly.
const KM: u32 = 3;

/// The ten reasons for a pair, with points and facts.
#[must_use]
pub fn factors(instance: &m::Instance, pair: &m::Pair, places: &Places) -> Vec<FactorLine> {
    let weights = &instance.params.weights;
    let points = m::points(weights, &pair.factors).values();
    let facts = m::evidence(instance, pair.mentor, pair.pic).map(|found| facts(&found, places));
    PerFactor::<u32>::NAMES
        .iter()
        .zip(points)
        .zip(weights.values())
        .zip(facts.into_iter().flatten())
        .map(|(((code, points), weight), evidence)| FactorLine {
            code: (*code).to_owned(),
            points,
            // A factor is at most 1000, and a hundredth of weight times factor counts.
            max: weight * 10,
            evidence,
        })
        .collect()
}

/// The facts behind each factor, in the order of the factors' names.
fn facts(found: &m::Evidence, places: &Places) -> [Value; 10] {
    let codes = |indices: &[u8], find: &dyn Fn(u8) -> Option<String>| -> Vec<String> {
        indices.iter().filter_map(|index| find(*index)).collect()
    };
    // A theme of the person's that the mentor does not share is nobody's to read, whoever knows it well.
    let known: Vec<u8> = found.expertise.iter().copied().filter(|one| found.themes.contains(one)).collect();
    let interest = |index| at(places.interests(), index);
    let theme = |index| at(places.themes.iter(), index);
    let needs: Vec<Value> = ["belonging", "skill", "choice", "meaning"]
        .iter()
        .zip(found.needs)
        .map(|(need, (offer, wish))| {
            let gives = if offer >= 10 {
                "lot"
            } else if offer >= 6 {
                "some"
            } else {
                "little"
            };
            let wishes = if wish >= 10 {
                "much"
            } else if wish >= 5 {
                "some"
            } else {
                "not_now"
            };
            json!({ "need": need, "gives": gives, "wishes": wishes })
        })
        .collect();
    let comfort = if found.stage_exp >= 10 {
        "home"
    } else if found.stage_exp >= 6 {
        "fine"
    } else {
        "learning"
    };
    [
        json!({ "shared": codes(&found.interests, &interest) }),
        json!({ "shared": codes(&found.themes, &theme) }),
        json!({ "needs": needs }),
        json!({ "comfort": comfort }),
        json!({ "mentorOlderBy": found.age_gap }),
        json!({ "shared": found.langs, "preferred": found.speaks_preferred }),
        json!({ "km": found.travel * KM }),
        json!({ "overlapHalfHours": found.week.count(), "mask": found.week }),
        json!({ "withinYear": found.home.is_some(), "km": found.home.map(|steps| steps * KM) }),
        json!({ "shared": codes(&known, &theme) }),
    ]
}

fn at<'a>(mut choices: impl Iterator<Item = &'a Choice>, index: u8) -> Option<String> {
    choices.find(|choice| choice.index == index).map(|choice| choice.code.clone())
}

/// Why somebody stays unmatched, as every refusal is worded.
#[must_use]
pub fn unmatched(reason: &m::Reason) -> Reason {
    match reason {
        m::Reason::Consent => Reason::new(Code::Consent),
        // Kept apart, or too few hours in common: which of the two is told to nobody, and no count tells it.
        m::Reason::NoCandidate { first_empty_rule: m::Rule::AskStaff | m::Rule::Availability, .. } => {
            Reason::new(Code::NoCandidate)
        }
        m::Reason::NoCandidate { first_empty_rule, left_before, removed_by_rule } => Reason::with(
            Code::NoCandidate,
            json!({
                "firstEmptyRule": first_empty_rule.code(),
                "leftBefore": left_before,
                "removedByRule": removed_by_rule,
            }),
        ),
        m::Reason::CrowdedOut { suitable, mentors, psychologists, tiers, pinned } => Reason::with(
            Code::CrowdedOut,
            json!({
                "suitable": suitable,
                "mentors": mentors,
                "psychologists": psychologists,
                "tiers": tiers,
                "pinned": pinned,
            }),
        ),
    }
}

/// The same reason without what tells how many would suit.
#[must_use]
pub fn without_counts(reason: Reason) -> Reason {
    match reason.code {
        Code::CrowdedOut | Code::NoCandidate => Reason::new(Code::NoCandidate),
        _ => reason,
    }
}
