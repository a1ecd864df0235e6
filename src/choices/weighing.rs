//! What each choice does to the others, found by the engine. Pure; takes as long as it takes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::model::{Choice, Effect, Impossible, Market, Named, Suggested, Weighed};
use crate::base::{Error, Reason, Result};
use crate::matching::{self as m, Rule};
use crate::mentors::model::MentorId;
use crate::pairings::fit::MIN_OVERLAP;
use crate::pairings::model::Pairing;
use crate::places::Places;
use crate::referrals::model::{Referral, ReferralId};
use crate::rounds::instance::{Built, build};
use crate::rounds::reasons;
use crate::rounds::snapshot::{Candidate, Snapshot};

/// How many of each kind are listed.
const MOST: usize = 5;
/// As many points as a pair can have: what stands is kept unless somebody would go without.
const KEEP: u32 = 10_000;

/// The best other mentors for the person of a proposal, cheapest for everybody else first.
///
/// # Errors
/// A conflict with what keeps the person from being matched at all.
pub fn weigh(market: Market, places: &Places) -> Result<Weighed> {
    let solved = Solved::of(market, places)?;
    let person = solved.pic(solved.proposal.referral).ok_or_else(|| solved.held_back())?;
    let found = m::alternatives(&solved.engine, person, MOST + 1)
        .map_err(|no| Error::Internal(format!("alternatives: {no}")))?;
    let now = solved.mentor(solved.proposal.mentor);
    let choices = found
        .iter()
        .filter(|found| Some(found.mentor) != now)
        .take(MOST)
        .filter_map(|found| solved.choice(person, found, places))
        .collect();
    Ok(Weighed { choices, impossible: solved.impossible(person) })
}

/// The instance in which a choice for the proposal's person is priced.
///
/// # Errors
/// As [`weigh`].
pub fn instance(market: Market, places: &Places) -> Result<m::Instance> {
    Ok(Solved::of(market, places)?.built.instance)
}

/// The round as it stands, solved.
struct Solved {
    snapshot: Snapshot,
    proposal: Pairing,
    others: Vec<Pairing>,
    built: Built,
    engine: m::Solved,
    /// Whom the engine chooses as things stand, by person.
    chosen: Vec<Option<u32>>,
    mentor_at: BTreeMap<MentorId, u32>,
    referral_at: BTreeMap<ReferralId, u32>,
}

impl Solved {
    fn of(market: Market, places: &Places) -> Result<Self> {
        let Market { mut snapshot, proposal, others } = market;
        let movable: BTreeSet<ReferralId> =
            others.iter().chain([&proposal]).map(|pairing| pairing.referral).collect();
        snapshot.referrals.retain(|referral| movable.contains(&referral.id));
        let mut solved = Self::solve(snapshot, proposal, others, places)?;
        // Proposals that could not be made today are for others to end; until then they hold their places.
        loop {
            let Self { snapshot, proposal, others, .. } = &solved;
            let (stuck, free): (Vec<Pairing>, Vec<Pairing>) =
                others.iter().cloned().partition(|other| !solved.may_meet(other));
            if stuck.is_empty() {
                return Ok(solved);
            }
            let mut snapshot = snapshot.clone();
            stuck.iter().for_each(|pairing| snapshot.proposed.add(pairing));
            solved = Self::solve(snapshot, proposal.clone(), free, places)?;
        }
    }

    fn solve(snapshot: Snapshot, proposal: Pairing, others: Vec<Pairing>, places: &Places) -> Result<Self> {
        let mut built = build(&snapshot, places);
        let mentor_at: BTreeMap<_, _> = built.mentors.iter().copied().zip(0..).collect();
        let referral_at: BTreeMap<_, _> = built.referrals.iter().copied().zip(0..).collect();
        let stands = |pairing: &Pairing| {
            Some((*mentor_at.get(&pairing.mentor)?, *referral_at.get(&pairing.referral)?))
        };
        built.instance.params.keep_bonus = KEEP;
        built.instance.previous = others.iter().chain([&proposal]).filter_map(stands).collect();
        let engine = m::Prepared::of(&built.instance)
            .map_err(m::SolveError::Invalid)
            .and_then(|prepared| prepared.solve(&m::Options::default()))
            .map_err(|error| Error::Internal(format!("choices: {error}")))?;
        let chosen = engine.mentors_by_pic();
        Ok(Self { snapshot, proposal, others, built, engine, chosen, mentor_at, referral_at })
    }

    fn may_meet(&self, pairing: &Pairing) -> bool {
        let two = self.mentor(pairing.mentor).zip(self.pic(pairing.referral));
        two.is_some_and(|(mentor, pic)| self.engine.broken_rules(mentor, pic).is_empty())
    }

    fn mentor(&self, id: MentorId) -> Option<u32> {
        self.mentor_at.get(&id).copied()
    }

    fn pic(&self, id: ReferralId) -> Option<u32> {
        self.referral_at.get(&id).copied()
    }

    /// Why the person is not in the instance.
    fn held_back(&self) -> Error {
        let person = self.referral(self.proposal.referral);
        let code = person.and_then(|referral| self.snapshot.referral_held_by(referral));
        let code = code.unwrap_or_else(|| "referral_not_eligible".to_owned());
        Reason { code: code.into(), params: json!({}) }.into()
    }

    fn referral(&self, id: ReferralId) -> Option<&Referral> {
        self.snapshot.referrals.iter().find(|referral| referral.id == id)
    }

    fn candidate(&self, mentor: u32) -> Option<&Candidate> {
        let id = self.built.mentors.get(usize::try_from(mentor).ok()?)?;
        self.snapshot.mentors.iter().find(|one| one.mentor.id == *id)
    }

    fn choice(&self, person: u32, found: &m::Alternative, places: &Places) -> Option<Choice> {
        let suggested = self.suggested(found.mentor, person, places)?;
        let now = self.mentor(self.proposal.mentor).and_then(|mentor| self.engine.pair(mentor, person));
        let before = now.map(|pair| i64::from(pair.score)).or(self.proposal.points);
        let mut then = self.chosen.clone();
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
            day: self.snapshot.day,
            difference: before.map(|before| suggested.points - before),
            suggested,
            effects,
        })
    }

    /// What becomes of another proposal when everybody has these mentors; `None` when it stands.
    fn effect(&self, other: &Pairing, then: &[Option<u32>], places: &Places) -> Option<Effect> {
        let pic = self.pic(other.referral)?;
        let row = usize::try_from(pic).ok()?;
        let to = then.get(row).copied().flatten();
        if to == self.mentor(other.mentor) {
            return None;
        }
        let referral = self.referral(other.referral)?;
        Some(Effect {
            instead_of: (other.id, other.version),
            referral: referral.id,
            reference: referral.reference,
            alias: referral.alias.clone(),
            waiting_days: i64::from(self.built.instance.pics.get(row)?.waiting_days),
            from: named(self.candidate(self.mentor(other.mentor)?)?),
            to: to.and_then(|mentor| self.suggested(mentor, pic, places)),
        })
    }

    fn suggested(&self, mentor: u32, pic: u32, places: &Places) -> Option<Suggested> {
        let pair = self.engine.pair(mentor, pic)?;
        Some(Suggested {
            mentor: named(self.candidate(mentor)?),
            points: i64::from(pair.score),
            factors: reasons::factors(&self.built.instance, &pair, places),
        })
    }

    /// The mentors whom fewest rules forbid. Whoever is kept apart from the person is not among them, so that no list
    /// tells who that is.
    fn impossible(&self, person: u32) -> Vec<Impossible> {
        let mut found: Vec<Impossible> = self
            .mentor_at
            .values()
            .filter_map(|mentor| {
                let rules = self.engine.broken_rules(*mentor, person);
                let tells = !rules.is_empty() && !rules.contains(&Rule::AskStaff);
                let candidate = self.candidate(*mentor).filter(|_| tells)?;
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
        let held = self.snapshot.mentor_held_by(candidate).map(Reason::new);
        let facts = m::evidence(&self.built.instance, mentor, pic);
        let institution = self.referral(self.proposal.referral).map(|one| &one.facts.institution);
        let admitted = institution.is_some_and(|code| candidate.mentor.institutions.contains(code));
        let reason = |rule: Rule| match rule {
            Rule::PicConsent => Some(Reason::new("consent_renewal_due")),
            Rule::Institution if admitted => Some(Reason::new("supervisor_not_there")),
            Rule::Institution => Some(Reason::new("institution_not_cleared")),
            Rule::Gender => Some(Reason::new("same_gender_wanted")),
            Rule::Language => Some(Reason::new("language_not_shared")),
            Rule::Availability => Some(Reason::with(
                "availability_too_short",
                json!({ "halfHours": facts.as_ref().map(|found| found.week.count()), "least": MIN_OVERLAP }),
            )),
            // The mentor's own: told more exactly by what holds them back.
            Rule::MentorConsent | Rule::Certification | Rule::Supervisor | Rule::Capacity => None,
            Rule::AskStaff => None,
        };
        held.into_iter().chain(self.engine.broken_rules(mentor, pic).into_iter().filter_map(reason)).collect()
    }
}

fn named(candidate: &Candidate) -> Named {
    Named { id: candidate.mentor.id, name: candidate.mentor.person.preferred_name.clone() }
}
