//! What would change in a round, and what for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::model::{Pairing, PairingId};
use crate::mentoring::referrals::model::{Reference, ReferralId};
use crate::proposing::choices::model::{Named, Suggested, mark};
use crate::proposing::rounds::model::{Round, Unmatched};
use crate::proposing::rounds::snapshot::Snapshot;

/// A round with everybody of its centre, as if its undecided proposals were not there.
#[derive(Clone, Debug)]
pub struct Market {
    pub round: Round,
    pub snapshot: Snapshot,
    pub proposals: Vec<Pairing>,
}

/// What the round would be now.
#[derive(Clone, Debug)]
pub struct Update {
    pub round: Round,
    /// The day for which places were counted.
    pub day: NaiveDate,
    /// The longest waiting first.
    pub changes: Vec<Change>,
    /// Who would have no proposal, and why.
    pub unmatched: Vec<Unmatched>,
}

/// Somebody who would have another proposal than now.
#[derive(Clone, Debug)]
pub struct Change {
    pub referral: ReferralId,
    pub reference: Reference,
    pub alias: String,
    pub waiting_days: i64,
    /// Their proposal now, at the version that was weighed, and its mentor; none when they have none.
    pub from: Option<(PairingId, i64, Named)>,
    /// None: they would go without.
    pub to: Option<Suggested>,
    /// Who gets the mentor whom they have now.
    pub because: Vec<Reference>,
}

impl Update {
    /// Every mentor who is named.
    #[must_use]
    pub fn mentors(&self) -> BTreeSet<MentorId> {
        let from =
            self.changes.iter().filter_map(|change| change.from.as_ref().map(|(_, _, mentor)| mentor.id));
        from.chain(self.changes.iter().filter_map(|change| change.to.as_ref().map(|to| to.mentor.id)))
            .collect()
    }

    /// Every person who would have another mentor, or none.
    #[must_use]
    pub fn referrals(&self) -> BTreeSet<ReferralId> {
        self.changes.iter().map(|change| change.referral).collect()
    }

    /// The mark of what is shown: another as soon as the round, a proposal that moves, or where it moves differ.
    #[must_use]
    pub fn mark(&self) -> Uuid {
        let round = (self.round.id.uuid(), self.round.version, None);
        let changes = self.changes.iter().map(|change| {
            let (what, version) = change
                .from
                .as_ref()
                .map_or((change.referral.uuid(), 0), |(id, version, _)| (id.uuid(), *version));
            (what, version, change.to.as_ref().map(|to| to.mentor.id))
        });
        mark([round].into_iter().chain(changes))
    }
}
