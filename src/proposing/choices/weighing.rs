//! What each choice does to the others, found by the engine. Pure; takes as long as it takes.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::model::{Choice, Effect, FactorDifference, Impossible, Market, Weighed};
use super::standing::{Standing, named};
use crate::base::{Code, Error, Reason, Result};
use crate::matching::{self as m, Rule};
use crate::mentoring::pairings::model::{FactorLine, Pairing};
use crate::mentoring::referrals::model::ReferralId;
use crate::places::Places;
use crate::proposing::rounds::snapshot::Candidate;

/// How many of each kind are listed.
const MOST: usize = 5;

/// The best other mentors for the person of a proposal, cheapest for everybody else first.
///
/// # Errors
/// A conflict with what keeps the person from being matched at all.
pub fn weigh(market: Market, places: &Places) -> Result<Weighed> {
    let weighing = Weighing::of(market, places)?;
    let standing = &weighing.standing;
    let person = standing.pic(weighing.proposal.referral).ok_or_else(|| weighing.held_back())?;
    let found = m::alternatives(&standing.engine, person, MOST + 1)
        .map_err(|no| Error::Internal(format!("alternatives: {no}")))?;
    let now = standing.mentor(weighing.proposal.mentor);
    let choices = found
        .iter()
        .filter(|found| Some(found.mentor) != now)
        .take(MOST)
        .filter_map(|found| weighing.choice(person, found, places))
        .collect();
    Ok(Weighed { choices, impossible: weighing.impossible(person) })
}

/// The instance in which a choice for the proposal's person is priced.
///
/// # Errors
/// As [`weigh`].
pub fn instance(market: Market, places: &Places) -> Result<m::Instance> {
    Ok(Weighing::of(market, places)?.standing.built.instance)
}

/// The proposal for whose person somebody else may be chosen, among those that stand.
struct Weighing {
    proposal: Pairing,
    /// The others that may move.
    others: Vec<Pairing>,
    standing: Standing,
}

impl Weighing {
    fn of(market: Market, places: &Places) -> Result<Self> {
        let Market { mut snapshot, proposal, others } = market;
        let movable: BTreeSet<ReferralId> =
            others.iter().chain([&proposal]).map(|pairing| pairing.referral).collect();
        snapshot.referrals.retain(|referral| movable.contains(&referral.id));
        let all = others.into_iter().chain([proposal.clone()]).collect();
        let standing = Standing::of(snapshot, all, Some(proposal.referral), places)?;
        let others = standing.proposals.iter().filter(|one| one.id != proposal.id).cloned().collect();
        Ok(Self { proposal, others, standing })
    }

    /// Why the person is not in the instance.
    fn held_back(&self) -> Error {
        let person = self.standing.referral(self.proposal.referral);
        let code = person.and_then(|referral| self.standing.snapshot.referral_held_by(referral));
        Error::refused(code.unwrap_or(Code::ReferralNotEligible))
    }

    fn choice(&self, person: u32, found: &m::Alternative, places: &Places) -> Option<Choice> {
        let suggested = self.standing.suggested(found.mentor, person, places)?;
        let now = self
            .standing
            .mentor(self.proposal.mentor)
            .and_then(|mentor| self.standing.suggested(mentor, person, places));
        let (before, of_factors) = match now {
            Some(now) => (Some(now.points), now.factors),
            None => (self.proposal.points, self.proposal.factors.clone()),
        };
        let mut then = self.standing.chosen.clone();
        for step in &found.moves {
            if let Some(mentor) = usize::try_from(step.pic).ok().and_then(|pic| then.get_mut(pic)) {
                *mentor = step.to;
            }
        }
        let mut effects: Vec<Effect> =
            self.others.iter().filter_map(|other| self.effect(other, &then, places)).collect();
        effects.sort_by_key(|one| (one.to.is_some(), Reverse(one.waiting_days), one.instead_of.0));
        Some(Choice {
            instead_of: (self.proposal.id, self.proposal.version),
            referral: self.proposal.referral,
            round: self.proposal.round,
            day: self.standing.snapshot.day,
            difference: before.map(|before| suggested.points - before),
            factors: differences(&of_factors, &suggested.factors),
            suggested,
            effects,
        })
    }

    /// What becomes of another proposal when everybody has these mentors; `None` when it stands.
    fn effect(&self, other: &Pairing, then: &[Option<u32>], places: &Places) -> Option<Effect> {
        let pic = self.standing.pic(other.referral)?;
        let row = usize::try_from(pic).ok()?;
        let to = then.get(row).copied().flatten();
        if to == self.standing.mentor(other.mentor) {
            return None;
        }
        let referral = self.standing.referral(other.referral)?;
        Some(Effect {
            instead_of: (other.id, other.version),
            referral: referral.id,
            reference: referral.reference,
            alias: referral.alias.clone(),
            waiting_days: self.standing.built.waiting_days(pic),
            from: named(self.standing.candidate(self.standing.mentor(other.mentor)?)?),
            to: to.and_then(|mentor| self.standing.suggested(mentor, pic, places)),
        })
    }

    /// The mentors whom fewest rules forbid. Whoever is kept apart from the person stands among them as if the two had
    /// too few hours in common, so that no list tells who that is.
    fn impossible(&self, person: u32) -> Vec<Impossible> {
        let mut found: Vec<Impossible> = self
            .standing
            .mentor_at
            .values()
            .filter_map(|mentor| {
                let rules = self.standing.engine.broken_rules(*mentor, person);
                let candidate = self.standing.candidate(*mentor).filter(|_| !rules.is_empty())?;
                Some(Impossible {
                    mentor: named(candidate),
                    reasons: self.against(*mentor, person, candidate),
                })
            })
            .collect();
        found.sort_by(|one, other| {
            (one.reasons.len(), &one.mentor.name, one.mentor.id).cmp(&(
                other.reasons.len(),
                &other.mentor.name,
                other.mentor.id,
            ))
        });
        found.truncate(MOST);
        found
    }

    /// Everything that forbids the two, in the words of the desk.
    fn against(&self, mentor: u32, pic: u32, candidate: &Candidate) -> Vec<Reason> {
        let held = self.standing.snapshot.mentor_held_by(candidate).map(Reason::new);
        let somewhere = !candidate.mentor.institutions.is_empty();
        let institution = self.standing.referral(self.proposal.referral).map(|one| &one.facts.institution);
        let admitted = institution.is_some_and(|code| candidate.mentor.institutions.contains(code));
        let reason = |rule: Rule| match rule {
            Rule::PicConsent => Some(Reason::new(Code::ConsentRenewalDue)),
            Rule::Institution if admitted => Some(Reason::new(Code::SupervisorNotThere)),
            Rule::Institution => somewhere.then(|| Reason::new(Code::InstitutionNotCleared)),
            Rule::Gender => Some(Reason::new(Code::SameGenderWanted)),
            Rule::Language => Some(Reason::new(Code::LanguageNotShared)),
            // The mentor's own: told more exactly by what holds them back.
            Rule::MentorConsent | Rule::Certification | Rule::Supervisor | Rule::Capacity => None,
            // One word for both.
            Rule::AskStaff | Rule::Availability => None,
        };
        let rules = self.standing.engine.broken_rules(mentor, pic);
        let unsuited = rules.iter().any(|rule| matches!(rule, Rule::AskStaff | Rule::Availability));
        held.chain(rules.into_iter().filter_map(reason))
            .chain(unsuited.then(|| Reason::new(Code::NotSuitableNow)))
            .collect()
    }
}

/// By how much each factor differs; nothing where one side has none, as a pair that no round proposed.
fn differences(before: &[FactorLine], after: &[FactorLine]) -> Vec<FactorDifference> {
    let points = |line: &FactorLine| i64::from(line.points);
    after
        .iter()
        .filter_map(|line| {
            let earlier = before.iter().find(|one| one.code == line.code)?;
            Some(FactorDifference { code: line.code.clone(), points: points(line) - points(earlier) })
        })
        .filter(|one| one.points != 0)
        .collect()
}
