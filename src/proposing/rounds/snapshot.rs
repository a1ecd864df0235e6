//! Who is there on the day of a round, who can take part, and what holds the others back. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::model::{HeldBack, Qualifying};
use crate::access::AccountId;
use crate::base::Code;
use crate::matching::Weights;
use crate::mentoring::mentors;
use crate::mentoring::mentors::fitness::{self, Facts, Unfit};
use crate::mentoring::mentors::model::{Mentor, MentorId};
use crate::mentoring::pairings::model::Pairing;
use crate::mentoring::psychologists::model::Psychologist;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Referral, ReferralId};

/// Everybody of a centre, as the database knew them at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub day: NaiveDate,
    /// How much each factor counts.
    pub weights: Weights,
    pub mentors: Vec<Candidate>,
    /// Everybody who waits.
    pub referrals: Vec<Referral>,
    /// The supervisors of the mentors.
    pub psychologists: Vec<Psychologist>,
    /// Proposals that wait for a decision: they take no place yet, but may.
    pub proposed: Proposed,
    /// Who must not be proposed to whom, for whatever cause.
    pub exclusions: BTreeSet<(MentorId, ReferralId)>,
}

/// Who stands in a proposal that waits for a decision, and in how many.
#[derive(Clone, Debug, Default)]
pub struct Proposed {
    pub referrals: BTreeSet<ReferralId>,
    pub mentors: BTreeMap<MentorId, i64>,
    pub psychologists: BTreeMap<AccountId, i64>,
}

/// A mentor with what other books say of them.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub mentor: Mentor,
    pub facts: Facts,
}

impl Proposed {
    /// Counts one proposal more.
    pub fn add(&mut self, pairing: &Pairing) {
        self.referrals.insert(pairing.referral);
        *self.mentors.entry(pairing.mentor).or_default() += 1;
        *self.psychologists.entry(pairing.psychologist).or_default() += 1;
    }
}

impl Snapshot {
    /// The supervisor of a mentor, if that person still is a psychologist, with their index.
    #[must_use]
    pub fn supervisor(&self, mentor: &Mentor) -> Option<(usize, &Psychologist)> {
        let account = mentor.supervisor?.by;
        self.psychologists.iter().enumerate().find(|(_, psychologist)| psychologist.account == account)
    }

    /// Places a mentor still has beside pairings and proposals.
    #[must_use]
    pub fn places(&self, mentor: &Mentor) -> i64 {
        let proposed = self.proposed.mentors.get(&mentor.id).copied().unwrap_or(0);
        (self.room(mentor) - proposed).max(0)
    }

    /// Places a mentor has beside pairings.
    fn room(&self, mentor: &Mentor) -> i64 {
        mentors::rules::capacity(mentor, self.day) - mentor.active_pairings
    }

    /// Pairs that a psychologist can still accompany beside pairings and proposals.
    #[must_use]
    pub fn supervision(&self, psychologist: &Psychologist) -> i64 {
        let proposed = self.proposed.psychologists.get(&psychologist.account).copied().unwrap_or(0);
        (psychologist.capacity - psychologist.active_pairings - proposed).max(0)
    }

    /// Everything that keeps a mentor from meeting people, whatever room they have.
    #[must_use]
    pub fn unfit(&self, one: &Candidate) -> Vec<Unfit> {
        fitness::unfit(&one.mentor, &one.facts, self.supervisor(&one.mentor).is_some())
    }

    /// Everything that keeps a mentor out, first what weighs most.
    pub fn mentor_held_by(&self, one: &Candidate) -> impl Iterator<Item = Code> {
        let room = [
            (self.room(&one.mentor) > 0, Code::MentorNoCapacity),
            (self.places(&one.mentor) > 0, Code::MentorProposedAlready),
        ];
        let full = room.into_iter().find(|(holds, _)| !holds).map(|(_, code)| code);
        self.unfit(one).into_iter().map(Unfit::code).chain(full)
    }

    /// The first thing that keeps a waiting person out.
    #[must_use]
    pub fn referral_held_by(&self, referral: &Referral) -> Option<Code> {
        if self.proposed.referrals.contains(&referral.id) {
            return Some(Code::ProposedAlready);
        }
        referrals::rules::missing(referral, self.day).first().map(|reason| reason.code)
    }

    /// The mentors in the instance: also those the engine itself holds back, so that its reasons count them.
    pub fn matchable(&self) -> impl Iterator<Item = &Candidate> {
        self.mentors.iter().filter(|one| self.unfit(one).into_iter().all(is_counted))
    }

    /// The waiting in the instance: also who must renew their consent, so that the round says so.
    pub fn waiting(&self) -> impl Iterator<Item = &Referral> {
        self.referrals.iter().filter(|referral| {
            self.referral_held_by(referral).is_none_or(|code| code == Code::ConsentRenewalDue)
        })
    }

    /// How many mentors can take part.
    #[must_use]
    pub fn qualifying_mentors(&self) -> Qualifying {
        qualifying(self.mentors.iter().map(|one| self.mentor_held_by(one).next()))
    }

    /// How many waiting people can take part.
    #[must_use]
    pub fn qualifying_referrals(&self) -> Qualifying {
        qualifying(self.referrals.iter().map(|one| self.referral_held_by(one)))
    }

    /// Places that the supervisors of mentors who can take part still have.
    #[must_use]
    pub fn supervision_places(&self) -> i64 {
        let supervisors: BTreeSet<usize> = self
            .mentors
            .iter()
            .filter(|one| self.mentor_held_by(one).next().is_none())
            .filter_map(|one| self.supervisor(&one.mentor).map(|(at, _)| at))
            .collect();
        supervisors
            .into_iter()
            .filter_map(|at| self.psychologists.get(at))
            .map(|one| self.supervision(one))
            .sum()
    }
}

/// Whether the engine has a rule of its own for it, and so counts whom it keeps out.
const fn is_counted(unfit: Unfit) -> bool {
    match unfit {
        Unfit::NotActive | Unfit::ProfileIncomplete | Unfit::Untrained => false,
        Unfit::NoConsent
        | Unfit::Association
        | Unfit::Clearance
        | Unfit::Certification
        | Unfit::Supervisor
        | Unfit::Institutions => true,
    }
}

fn qualifying(held: impl Iterator<Item = Option<Code>>) -> Qualifying {
    let (mut qualify, mut total, mut by_code) = (0, 0, BTreeMap::<Code, u32>::new());
    for code in held {
        total += 1;
        match code {
            None => qualify += 1,
            Some(code) => *by_code.entry(code).or_default() += 1,
        }
    }
    let held_back = by_code.into_iter().map(|(code, count)| HeldBack { code, count }).collect();
    Qualifying { qualify, total, held_back }
}
