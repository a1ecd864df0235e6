//! The hard rules and factors once more, read straight from the instance: no masks, no prepared rows.
//!
//! [`verify`](super::verify) judges by this second reading, so that a slip in the fast one cannot vouch for
//! itself. Slow on purpose where that is plainer.

use std::collections::HashSet;

use super::factors::Factors;
use super::instance::{Instance, Mentor, Pic, Psychologist};
use super::model::ix;
use super::round::{Reason, RemovedByRule};
use super::rules::Rule;

/// An instance with its exclusions at hand.
pub struct Plain<'a> {
    pub instance: &'a Instance,
    excluded: HashSet<(u32, u32)>,
}

impl<'a> Plain<'a> {
    pub fn of(instance: &'a Instance) -> Self {
        Self { instance, excluded: instance.exclusions.iter().map(|e| (e.0, e.1)).collect() }
    }

    /// Does one rule allow the two to meet?
    pub fn allows(&self, rule: Rule, mentor: &Mentor, pic: &Pic) -> bool {
        let there = |institutions: &[u32]| institutions.contains(&pic.institution);
        match rule {
            Rule::PicConsent => pic.consent,
            Rule::MentorConsent => mentor.consent,
            Rule::Certification => self.instance.today <= mentor.cert_until,
            Rule::Supervisor => mentor.supervisor.is_some(),
            Rule::Capacity => mentor.capacity > 0,
            Rule::Institution => {
                there(&mentor.cleared)
                    && supervisor(self.instance, mentor).is_none_or(|c| there(&c.institutions))
            }
            Rule::Gender => !(pic.same_gender && pic.gender != mentor.gender),
            Rule::Language => mentor.langs.iter().any(|lang| pic.langs.contains(lang)),
            Rule::AskStaff => !self.excluded.contains(&(mentor.id, pic.id)),
            Rule::Availability => overlap(mentor, pic) >= self.instance.params.min_overlap_slots,
        }
    }

    /// The first rule that forbids the two to meet.
    pub fn broken(&self, mentor: &Mentor, pic: &Pic) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| !self.allows(*rule, mentor, pic))
    }

    /// What is to be said of a consenting person without candidates.
    pub fn no_candidate(&self, pic: &Pic) -> Reason {
        let mentors = &self.instance.mentors;
        let passing = |rules: &[Rule]| {
            let all = |mentor: &&Mentor| rules.iter().all(|rule| self.allows(*rule, mentor, pic));
            count(mentors.iter().filter(all))
        };
        let removed = |rule: Rule| count(mentors.iter()) - passing(&[rule]);
        // The person's own consent is the first rule; the others are about mentors.
        let mut first = 1;
        while first < Rule::ALL.len() - 1 && passing(Rule::ALL.get(..=first).unwrap_or_default()) > 0 {
            first += 1;
        }
        let before: Vec<Rule> =
            Rule::ALL.into_iter().take(first).filter(|rule| *rule != Rule::AskStaff).collect();
        Reason::NoCandidate {
            first_empty_rule: Rule::ALL.get(first).copied().unwrap_or(Rule::Availability),
            left_before: passing(&before),
            removed_by_rule: RemovedByRule {
                mentor_consent: removed(Rule::MentorConsent),
                certification: removed(Rule::Certification),
                supervisor: removed(Rule::Supervisor),
                capacity: removed(Rule::Capacity),
                institution: removed(Rule::Institution),
                gender: removed(Rule::Gender),
                language: removed(Rule::Language),
                availability: removed(Rule::Availability),
            },
        }
    }
}

fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap_or(u32::MAX)
}

/// The supervisor of a mentor.
pub fn supervisor<'a>(instance: &'a Instance, mentor: &Mentor) -> Option<&'a Psychologist> {
    mentor.supervisor.and_then(|id| instance.psychologists.get(ix(id)))
}

/// The ten factors of a pair.
pub fn factors(instance: &Instance, mentor: &Mentor, pic: &Pic) -> Factors {
    let institution = instance.institutions.get(ix(pic.institution)).map_or(0, |found| found.district);
    let own_themes = distinct(&pic.themes).max(1);
    let fewer = distinct(&mentor.interests).min(distinct(&pic.interests)).max(1);
    let sum_of_needs: u32 = pic.needs.iter().sum();
    let met: u32 = mentor.offers.iter().zip(pic.needs).map(|(offer, need)| offer * need).sum();
    let gap = mentor.age - pic.age;
    let steps = |a: u32, b: u32| manhattan(instance, a, b);
    Factors {
        interests: 1000 * shared(&mentor.interests, &pic.interests) / fewer,
        themes: 1000 * shared(&mentor.themes, &pic.themes) / own_themes,
        needs: 1000 * met / (10 * sum_of_needs).max(1),
        stage: 100 * mentor.stage_exp.get(usize::from(pic.stage)).copied().unwrap_or(0),
        age: falling(50, i64::from((3 - gap).max(gap - 15).max(0))),
        language: if mentor.langs.contains(&pic.pref_lang) { 1000 } else { 400 },
        travel: falling(100, steps(mentor.district, institution)),
        availability: (125 * overlap(mentor, pic)).min(1000),
        continuity: if pic.release_in_days > 365 {
            500
        } else {
            falling(250, steps(pic.home_district, mentor.district))
        },
        cp_expertise: 1000 * supervisor(instance, mentor).map_or(0, |c| shared(&c.expertise, &pic.themes))
            / own_themes,
    }
}

/// The score that the weights make of the factors.
pub fn score(instance: &Instance, factors: &Factors) -> u32 {
    let weights = instance.params.weights.values();
    let mut sum = 0;
    for (weight, factor) in weights.into_iter().zip(factors.values()) {
        sum += weight * factor;
    }
    sum / 100
}

fn overlap(mentor: &Mentor, pic: &Pic) -> u32 {
    mentor.avail.and(pic.free).count()
}

fn distinct<T: PartialEq>(list: &[T]) -> u32 {
    let firsts = list.iter().enumerate().filter(|(at, one)| !list.iter().take(*at).any(|x| x == *one));
    u32::try_from(firsts.count()).unwrap_or(u32::MAX)
}

fn shared<T: PartialEq + Copy>(mine: &[T], theirs: &[T]) -> u32 {
    let both: Vec<T> = mine.iter().copied().filter(|one| theirs.contains(one)).collect();
    distinct(&both)
}

fn manhattan(instance: &Instance, a: u32, b: u32) -> i64 {
    match (instance.districts.get(ix(a)), instance.districts.get(ix(b))) {
        (Some(a), Some(b)) => {
            (i64::from(a.x) - i64::from(b.x)).abs() + (i64::from(a.y) - i64::from(b.y)).abs()
        }
        _ => i64::MAX,
    }
}

/// 1000 less `step` for each of `times`, never below 0.
fn falling(step: i64, times: i64) -> u32 {
    u32::try_from(1000_i64.saturating_sub(step.saturating_mul(times)).max(0)).unwrap_or(0)
}
