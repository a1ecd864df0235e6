//! Is a round what it claims to be? Judged from the instance alone, without the solver.
//!
//! Three questions: does every pair obey the hard rules, places and pins; do all figures follow from the
//! pairs; and is no better round possible. The last is weak duality: if no price is negative and every
//! possible pair costs at least what it is worth, no round can exceed `dual`; a round that reaches it is the
//! best. So the proof holds whoever wrote the round.
//!
//! Not judged: the stability counts and the figures of `crowded_out`, which tell and do not decide.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use super::check::check;
use super::fault::Fault;
use super::instance::{Instance, Mentor, Pic};
use super::model::{ix, step, tier};
use super::plain::{self, Plain};
use super::round::{Pair, Reason, Round};

/// More faults than this say nothing new.
const MOST_FAULTS: usize = 50;

/// Checks a round against its instance.
///
/// # Errors
/// What is wrong, each with its path in the round; at most 50 faults.
pub fn verify(instance: &Instance, round: &Round) -> Result<(), Vec<Fault>> {
    verify_at(instance, round, step(instance))
}

/// Checks a round that came of changes and kept the `F` of the instance before them.
///
/// # Errors
/// As [`verify`].
pub fn verify_at(instance: &Instance, round: &Round, step: i64) -> Result<(), Vec<Fault>> {
    check(instance).map_err(|fault| vec![fault.inside("instance")])?;
    let mut audit = Audit {
        plain: Plain::of(instance),
        instance,
        round,
        step,
        previous: instance.previous.iter().copied().collect(),
        pinned: instance.pinned.iter().map(|pin| pin.1).collect(),
        faults: Vec::new(),
    };
    audit.pairs();
    audit.places();
    audit.pins();
    audit.figures();
    audit.unmatched();
    let edges = audit.edges();
    audit.equal("feasible_edges", round.feasible_edges, u64::try_from(edges.len()).unwrap_or(u64::MAX));
    audit.equal("edge_score_sum", round.edge_score_sum, edges.iter().map(|edge| u64::from(edge.2)).sum());
    audit.reasons(&edges);
    audit.prices(&edges);
    if audit.faults.is_empty() {
        return Ok(());
    }
    audit.faults.truncate(MOST_FAULTS);
    Err(audit.faults)
}

/// A mentor and a person who may meet, and their score.
type Scored<'a> = (&'a Mentor, &'a Pic, u32);

struct Audit<'a> {
    plain: Plain<'a>,
    instance: &'a Instance,
    round: &'a Round,
    step: i64,
    previous: HashSet<(u32, u32)>,
    pinned: HashSet<u32>,
    faults: Vec<Fault>,
}

impl<'a> Audit<'a> {
    fn fault(&mut self, path: impl Into<String>, what: impl Into<String>) {
        self.faults.push(Fault::new(path, what));
    }

    fn equal<T: PartialEq + Display + Copy>(&mut self, path: &str, says: T, is: T) {
        if says != is {
            self.fault(path, format!("{says}, {is} is true"));
        }
    }

    fn both(&self, pair: &Pair) -> Option<(&'a Mentor, &'a Pic)> {
        Some((self.instance.mentors.get(ix(pair.mentor))?, self.instance.pics.get(ix(pair.pic))?))
    }

    fn pairs(&mut self) {
        let mut seen = HashSet::new();
        for (at, pair) in self.round.pairs.iter().enumerate() {
            let path = format!("pairs[{at}]");
            if !seen.insert(pair.pic) {
                self.fault(&path, format!("person {} has a mentor already", pair.pic));
            }
            let Some((mentor, pic)) = self.both(pair) else {
                self.fault(&path, "no such mentor or person");
                continue;
            };
            if let Some(rule) = self.plain.broken(mentor, pic) {
                self.fault(&path, rule.code());
            }
            if mentor.supervisor != Some(pair.psychologist) {
                self.fault(format!("{path}.psychologist"), "not the mentor's supervisor");
            }
            let factors = plain::factors(self.instance, mentor, pic);
            if pair.factors != factors {
                self.fault(format!("{path}.factors"), "not those of this pair");
            }
            self.equal(&format!("{path}.score"), pair.score, plain::score(self.instance, &factors));
            let pinned = self.instance.pinned.contains(&(pair.mentor, pair.pic));
            self.equal(&format!("{path}.pinned"), pair.pinned, pinned);
        }
    }

    fn places(&mut self) {
        let mentors = self.instance.mentors.iter().map(|row| row.capacity).collect();
        let psychologists = self.instance.psychologists.iter().map(|row| row.capacity).collect();
        self.no_more_than("mentors", mentors, |pair| pair.mentor);
        self.no_more_than("psychologists", psychologists, |pair| pair.psychologist);
    }

    fn no_more_than(&mut self, name: &str, mut left: Vec<u32>, who: impl Fn(&Pair) -> u32) {
        for pair in &self.round.pairs {
            let place = left.get_mut(ix(who(pair)));
            match place.map(|left| left.checked_sub(1).map(|less| *left = less)) {
                Some(Some(())) => {}
                _ => self.fault(format!("{name}[{}]", who(pair)), "more pairs than places"),
            }
        }
    }

    fn pins(&mut self) {
        let pairs: HashSet<(u32, u32)> =
            self.round.pairs.iter().map(|pair| (pair.mentor, pair.pic)).collect();
        for (at, pin) in self.instance.pinned.iter().enumerate() {
            if !pairs.contains(pin) {
                self.fault(format!("pinned[{at}]"), "not among the pairs");
            }
        }
    }

    fn figures(&mut self) {
        let (mut by_tier, mut score, mut objective) = ([0_u32; 4], 0, 0_i128);
        for pair in &self.round.pairs {
            let Some((mentor, pic)) = self.both(pair) else { continue };
            if let Some(count) = by_tier.get_mut(tier(self.instance, pic)) {
                *count += 1;
            }
            score += u64::from(pair.score);
            objective += i128::from(self.worth(mentor, pic, pair.score));
        }
        self.equal("F", self.round.step, self.step);
        self.equal("matched", self.round.matched, by_tier.iter().sum());
        for (tier, (says, is)) in self.round.by_tier.into_iter().zip(by_tier).enumerate() {
            self.equal(&format!("by_tier[{tier}]"), says, is);
        }
        self.equal("score", self.round.score, score);
        self.equal("objective", i128::from(self.round.objective), objective);
    }

    fn unmatched(&mut self) {
        let mut seen: HashSet<u32> = self.round.pairs.iter().map(|pair| pair.pic).collect();
        for (at, unmatched) in self.round.unmatched.iter().enumerate() {
            if self.instance.pics.get(ix(unmatched.pic)).is_none() {
                self.fault(format!("unmatched[{at}].pic"), "no such person");
            } else if !seen.insert(unmatched.pic) {
                self.fault(format!("unmatched[{at}].pic"), "in the round already");
            }
        }
        for pic in self.instance.pics.iter().filter(|pic| !seen.contains(&pic.id)) {
            self.fault("unmatched", format!("person {} is neither matched nor unmatched", pic.id));
        }
    }

    fn edges(&self) -> Vec<Scored<'a>> {
        let instance = self.instance;
        let mut edges = Vec::new();
        for pic in instance.pics.iter().filter(|pic| pic.consent) {
            for mentor in &instance.mentors {
                if self.plain.broken(mentor, pic).is_none() {
                    edges.push((mentor, pic, plain::score(instance, &plain::factors(instance, mentor, pic))));
                }
            }
        }
        edges
    }

    fn reasons(&mut self, edges: &[Scored]) {
        let mut candidates = vec![0_u32; self.instance.pics.len()];
        for (_, pic, _) in edges {
            if let Some(count) = candidates.get_mut(ix(pic.id)) {
                *count += 1;
            }
        }
        for (at, unmatched) in self.round.unmatched.iter().enumerate() {
            let Some(pic) = self.instance.pics.get(ix(unmatched.pic)) else { continue };
            let found = candidates.get(ix(pic.id)).copied().unwrap_or(0);
            let true_reason = match unmatched.reason {
                Reason::Consent => !pic.consent,
                Reason::CrowdedOut { suitable, .. } => found > 0 && suitable == found,
                Reason::NoCandidate { .. } => {
                    pic.consent && found == 0 && unmatched.reason == self.plain.no_candidate(pic)
                }
            };
            if !true_reason {
                self.fault(format!("unmatched[{at}].reason"), "not true");
            }
        }
    }

    fn prices(&mut self, edges: &[Scored]) {
        let prices = &self.round.certificate.prices;
        let instance = self.instance;
        self.all_prices("pics", &prices.pics, instance.pics.len());
        self.all_prices("mentors", &prices.mentors, instance.mentors.len());
        self.all_prices("psychologists", &prices.psychologists, instance.psychologists.len());
        for (mentor, pic, score) in edges {
            if self.pinned.contains(&pic.id) {
                continue;
            }
            let gap = i128::from(self.worth(mentor, pic, *score)) - self.asked(mentor, pic);
            if gap > 0 && self.faults.len() < MOST_FAULTS {
                let what = format!("mentor {} and person {} are worth {gap} more", mentor.id, pic.id);
                self.fault("certificate.prices", what);
            }
        }
        self.runners_up(edges);
        let dual = self.dual();
        self.equal("certificate.dual", i128::from(self.round.certificate.dual), dual);
        self.equal("certificate.primal", self.round.certificate.primal, self.round.objective);
        if i128::from(self.round.objective) != dual {
            self.fault("objective", format!("{}, up to {dual} may be possible", self.round.objective));
        }
    }

    /// No runner-up may cost less than another mentor the person could have.
    fn runners_up(&mut self, edges: &[Scored]) {
        let chosen: HashMap<u32, &Pair> = self.round.pairs.iter().map(|pair| (pair.pic, pair)).collect();
        let mut least: HashMap<u32, i128> = HashMap::new();
        let mut named: HashMap<u32, i128> = HashMap::new();
        for (mentor, pic, score) in edges {
            let Some(pair) = chosen.get(&pic.id) else { continue };
            if pair.pinned || pair.mentor == mentor.id {
                continue;
            }
            let cost = self.asked(mentor, pic) - i128::from(self.worth(mentor, pic, *score));
            if pair.runner_up.is_some_and(|other| other.mentor == mentor.id) {
                named.insert(pic.id, cost);
            }
            least.entry(pic.id).and_modify(|least| *least = cost.min(*least)).or_insert(cost);
        }
        for (at, pair) in self.round.pairs.iter().enumerate() {
            let says = pair.runner_up.map(|other| i128::from(other.regret_at_least));
            let is = least.get(&pair.pic).copied();
            if says != is || named.get(&pair.pic).copied() != is {
                self.fault(format!("pairs[{at}].runner_up"), "not the next best");
            }
        }
    }

    /// What the prices ask for a pair.
    fn asked(&self, mentor: &Mentor, pic: &Pic) -> i128 {
        let prices = &self.round.certificate.prices;
        let price = |of: &[i64], id: u32| i128::from(of.get(ix(id)).copied().unwrap_or(0));
        price(&prices.pics, pic.id)
            + price(&prices.mentors, mentor.id)
            + mentor.supervisor.map_or(0, |id| price(&prices.psychologists, id))
    }

    fn all_prices(&mut self, name: &str, prices: &[i64], rows: usize) {
        let path = format!("certificate.prices.{name}");
        self.equal(&path, prices.len(), rows);
        for (at, _) in prices.iter().enumerate().filter(|(_, price)| **price < 0) {
            self.fault(format!("{path}[{at}]"), "negative");
        }
    }

    /// The bound that the prices set.
    fn dual(&self) -> i128 {
        let instance = self.instance;
        let prices = &self.round.certificate.prices;
        let mut dual: i128 = prices.pics.iter().map(|price| i128::from(*price)).sum();
        for (row, price) in instance.mentors.iter().zip(&prices.mentors) {
            dual += i128::from(row.capacity) * i128::from(*price);
        }
        for (row, price) in instance.psychologists.iter().zip(&prices.psychologists) {
            dual += i128::from(row.capacity) * i128::from(*price);
        }
        // A pinned pair adds what it is worth and takes one place of each.
        for pair in self.round.pairs.iter().filter(|pair| self.pinned.contains(&pair.pic)) {
            let Some((mentor, pic)) = self.both(pair) else { continue };
            dual += i128::from(self.worth(mentor, pic, pair.score));
            dual -= i128::from(prices.mentors.get(ix(pair.mentor)).copied().unwrap_or(0));
            dual -= i128::from(prices.psychologists.get(ix(pair.psychologist)).copied().unwrap_or(0));
        }
        dual
    }

    /// What a pair adds to the objective.
    fn worth(&self, mentor: &Mentor, pic: &Pic, score: u32) -> i64 {
        let kept = self.previous.contains(&(mentor.id, pic.id));
        let bonus = if kept { i64::from(self.instance.params.keep_bonus) } else { 0 };
        let tiers = i64::try_from(tier(self.instance, pic)).unwrap_or(0) + 1;
        self.step * tiers + i64::from(score) + bonus
    }
}
