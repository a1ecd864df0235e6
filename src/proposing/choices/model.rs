//! A choice of another mentor and what it does.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::base::Reason;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::model::{FactorLine, Pairing, PairingId, RoundId};
use crate::mentoring::referrals::model::{Reference, ReferralId};
use crate::proposing::rounds::snapshot::Snapshot;

/// What is chosen from: everybody of the centre, as if the proposals that may move were not there.
#[derive(Clone, Debug)]
pub struct Market {
    pub snapshot: Snapshot,
    /// The proposal of the person for whom somebody else may be chosen.
    pub proposal: Pairing,
    /// The others that may move.
    pub others: Vec<Pairing>,
}

/// The best other mentors for a person, and the nearest who cannot be had.
#[derive(Clone, Debug)]
pub struct Weighed {
    pub choices: Vec<Choice>,
    pub impossible: Vec<Impossible>,
}

impl Weighed {
    /// Every mentor who is named.
    #[must_use]
    pub fn mentors(&self) -> BTreeSet<MentorId> {
        let impossible = self.impossible.iter().map(|one| one.mentor.id);
        let moved =
            |effect: &Effect| effect.to.as_ref().map(|to| to.mentor.id).into_iter().chain([effect.from.id]);
        let chosen = self
            .choices
            .iter()
            .flat_map(|choice| choice.effects.iter().flat_map(moved).chain([choice.suggested.mentor.id]));
        chosen.chain(impossible).collect()
    }

    /// Every person who would have another mentor, or none.
    #[must_use]
    pub fn referrals(&self) -> BTreeSet<ReferralId> {
        self.choices.iter().flat_map(|choice| choice.effects.iter().map(|effect| effect.referral)).collect()
    }
}

/// A mentor with the name that people know them by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    pub id: MentorId,
    pub name: String,
}

/// A person with a mentor, and what speaks for the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    pub mentor: Named,
    pub points: i64,
    pub factors: Vec<FactorLine>,
}

/// Another mentor for the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The proposal that it takes the place of, at the version that was weighed.
    pub instead_of: (PairingId, i64),
    pub referral: ReferralId,
    pub round: Option<RoundId>,
    /// The day for which places were counted.
    pub day: NaiveDate,
    pub suggested: Suggested,
    /// Points more or fewer than with the mentor proposed now.
    pub difference: Option<i64>,
    /// The factors that make the difference, in the order of their names.
    pub factors: Vec<FactorDifference>,
    /// Who else gets another mentor or none; whoever goes without first, then by the longest wait.
    pub effects: Vec<Effect>,
}

/// What one factor adds to the difference or takes from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FactorDifference {
    /// The factor's name, such as `interests`.
    pub code: String,
    /// Points more or fewer than with the mentor proposed now; never 0.
    pub points: i64,
}

/// Somebody else whom the choice concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Their proposal now, at the version that was weighed.
    pub instead_of: (PairingId, i64),
    pub referral: ReferralId,
    pub reference: Reference,
    pub alias: String,
    pub waiting_days: i64,
    pub from: Named,
    /// None: they go without.
    pub to: Option<Suggested>,
}

/// A mentor who cannot be chosen, and everything that forbids it.
#[derive(Clone, Debug, PartialEq)]
pub struct Impossible {
    pub mentor: Named,
    pub reasons: Vec<Reason>,
}

impl Choice {
    /// The mark of what is shown: another as soon as the mentor, the proposals that move, or where they move differ.
    #[must_use]
    pub fn mark(&self) -> Uuid {
        let own = (self.instead_of.0.uuid(), self.instead_of.1, Some(self.suggested.mentor.id));
        let moved = self.effects.iter().map(|effect| {
            (effect.instead_of.0.uuid(), effect.instead_of.1, effect.to.as_ref().map(|to| to.mentor.id))
        });
        mark([own].into_iter().chain(moved))
    }
}

/// The mark of what moves where: each with its version and the mentor it goes to.
#[must_use]
pub fn mark(moves: impl Iterator<Item = (Uuid, i64, Option<MentorId>)>) -> Uuid {
    let mut digest = Sha256::new();
    for (what, version, to) in moves {
        digest.update(what.as_bytes());
        digest.update(version.to_be_bytes());
        digest.update(to.map_or(Uuid::nil(), |mentor| mentor.uuid()).as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.finalize()).for_each(|(to, from)| *to = from);
    Uuid::from_bytes(bytes)
}
