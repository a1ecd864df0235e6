//! The proposals of a round as they stand, solved again from the data of the moment. Pure; takes as long as it takes.
//!
//! Every proposal holds on to its mentor as firmly as the keep bonus can make it: it moves only so that fewer people,
//! above all fewer who wait long, go without.

use std::collections::BTreeMap;

use super::model::{Named, Suggested};
use crate::base::{Error, Result};
use crate::matching as m;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::model::Pairing;
use crate::mentoring::referrals::model::{Referral, ReferralId};
use crate::places::Places;
use crate::proposing::rounds::instance::{Built, build};
use crate::proposing::rounds::reasons;
use crate::proposing::rounds::snapshot::{Candidate, Snapshot};

/// As many points as a pair can have: what stands is kept unless somebody would go without.
const KEEP: u32 = 10_000;

/// Proposals that stand, and what the engine makes of them now.
pub struct Standing {
    pub snapshot: Snapshot,
    /// The proposals that may move.
    pub proposals: Vec<Pairing>,
    pub built: Built,
    pub engine: m::Solved,
    /// Whom the engine chooses as things stand, by person.
    pub chosen: Vec<Option<u32>>,
    pub mentor_at: BTreeMap<MentorId, u32>,
    referral_at: BTreeMap<ReferralId, u32>,
}

impl Standing {
    /// Solves a snapshot from which the given proposals are away. Those that could not be made today are for others to
    /// end; until then they hold their places, except the one that is to be replaced.
    ///
    /// # Errors
    /// `Internal` when the snapshot makes no sound instance.
    pub fn of(
        snapshot: Snapshot,
        proposals: Vec<Pairing>,
        replaced: Option<ReferralId>,
        places: &Places,
    ) -> Result<Self> {
        let mut standing = Self::solve(snapshot, proposals, places)?;
        loop {
            let Self { snapshot, proposals, .. } = &standing;
            let (stuck, free): (Vec<Pairing>, Vec<Pairing>) = proposals
                .iter()
                .cloned()
                .partition(|one| Some(one.referral) != replaced && !standing.may_meet(one));
            if stuck.is_empty() {
                return Ok(standing);
            }
            let mut snapshot = snapshot.clone();
            stuck.iter().for_each(|pairing| snapshot.proposed.add(pairing));
            standing = Self::solve(snapshot, free, places)?;
        }
    }

    fn solve(snapshot: Snapshot, proposals: Vec<Pairing>, places: &Places) -> Result<Self> {
        let mut built = build(&snapshot, places);
        let mentor_at: BTreeMap<_, _> = built.mentors.iter().copied().zip(0..).collect();
        let referral_at: BTreeMap<_, _> = built.referrals.iter().copied().zip(0..).collect();
        let stands = |pairing: &Pairing| {
            Some((*mentor_at.get(&pairing.mentor)?, *referral_at.get(&pairing.referral)?))
        };
        built.instance.params.keep_bonus = KEEP;
        built.instance.previous = proposals.iter().filter_map(stands).collect();
        let engine = m::Prepared::of(&built.instance)
            .map_err(m::SolveError::Invalid)
            .and_then(|prepared| prepared.solve(&m::Options::default()))
            .map_err(|error| Error::Internal(format!("standing proposals: {error}")))?;
        let chosen = engine.mentors_by_pic();
        Ok(Self { snapshot, proposals, built, engine, chosen, mentor_at, referral_at })
    }

    fn may_meet(&self, pairing: &Pairing) -> bool {
        let two = self.mentor(pairing.mentor).zip(self.pic(pairing.referral));
        two.is_some_and(|(mentor, pic)| self.engine.broken_rules(mentor, pic).is_empty())
    }

    /// A mentor in the instance.
    #[must_use]
    pub fn mentor(&self, id: MentorId) -> Option<u32> {
        self.mentor_at.get(&id).copied()
    }

    /// A person in the instance.
    #[must_use]
    pub fn pic(&self, id: ReferralId) -> Option<u32> {
        self.referral_at.get(&id).copied()
    }

    /// A person as they were referred.
    #[must_use]
    pub fn referral(&self, id: ReferralId) -> Option<&Referral> {
        self.snapshot.referrals.iter().find(|referral| referral.id == id)
    }

    /// Whom the instance calls by this number.
    #[must_use]
    pub fn candidate(&self, mentor: u32) -> Option<&Candidate> {
        let id = self.built.mentor(mentor)?;
        self.snapshot.mentors.iter().find(|one| one.mentor.id == id)
    }

    /// A pair that may meet, with what speaks for it.
    #[must_use]
    pub fn suggested(&self, mentor: u32, pic: u32, places: &Places) -> Option<Suggested> {
        let pair = self.engine.pair(mentor, pic)?;
        Some(Suggested {
            mentor: named(self.candidate(mentor)?),
            points: i64::from(pair.score),
            factors: reasons::factors(&self.built.instance, &pair, places),
        })
    }
}

/// A mentor by the name that people know them by.
#[must_use]
pub fn named(candidate: &Candidate) -> Named {
    Named { id: candidate.mentor.id, name: candidate.mentor.person.preferred_name.clone() }
}
