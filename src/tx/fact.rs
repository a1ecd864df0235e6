//! Facts: what a change makes true for others, answered in the same transaction by whoever stands below.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::Tx;
use crate::access::{AccountId, MentorId, OpeningId, PairId, ReferralId, SlotId};
use crate::base::{Error, Result};

/// What a change makes true for others. Small values only: whoever answers reads the rows as they are by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// What an opening asks of those who take its slots has changed.
    DemandChanged { opening: OpeningId, new: NewDemands },
    /// A slot has another meeting point.
    MeetingPointChanged(SlotId),
    /// A slot does not take place.
    SlotCalledOff(SlotId),
    /// A person's supervision, or what their officer has cleared, has changed. Before, their order forbade them to
    /// associate with people with records until `bound_until`.
    SupervisionChanged { person: AccountId, bound_until: Option<NaiveDate> },
    /// Another officer is in charge of a person.
    OfficerChanged { person: AccountId, officer: AccountId },
    /// What record checks a person has passed has changed.
    ChecksChanged(AccountId),
    /// What bears on whether a mentor may meet people has changed; `by` is whoever did it, where the history of a pairing
    /// may name them.
    MentorFitnessChanged { mentor: AccountId, by: Option<AccountId> },
    /// Another psychologist supervises a mentor.
    MentorHandedOver { mentor: MentorId, to: AccountId },
    /// What a referral says of a person in custody has changed.
    ReferralChanged(ReferralId),
    /// Another psychologist accompanies a person in custody.
    ReferralHandedOver { referral: ReferralId, to: AccountId },
    /// A person in custody withdrew, or left custody.
    PersonLeft { referral: ReferralId, released: bool },
    /// A centre keeps two people apart from now on.
    KeptApart(PairId),
    /// Two people are kept apart by that pair no longer.
    KeptApartEnded(PairId),
    /// What somebody may do, or whether a sign-in counts, has changed: nobody is remembered any more.
    RightsChanged,
    /// Somebody holds an office no longer, or may not act any more.
    StaffLeft(AccountId),
}

/// Which demands of an opening are new to those who have booked it already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewDemands {
    /// A least age, or a higher one.
    pub age: bool,
    /// A record check, or another one.
    pub check: bool,
    /// People with records are likely to meet there, or meet for something else than an officer cleared.
    pub company: bool,
}

/// Answers a fact; the page that does it for the whole house stands below every feature.
pub type Reactions = fn(&mut Tx<'_>, Fact) -> Result<()>;

/// How many facts may follow from each other; a longer chain is a circle.
const LONGEST_CHAIN: usize = 16;

/// The facts of a transaction that nobody has answered yet, each with how many led to it.
pub(super) struct Pending {
    reactions: Reactions,
    waiting: VecDeque<(Fact, usize)>,
    /// How many facts led to the one that is being answered.
    chain: usize,
}

impl Pending {
    pub(super) const fn answered_by(reactions: Reactions) -> Self {
        Self { reactions, waiting: VecDeque::new(), chain: 0 }
    }

    /// Keeps a fact; one that waits already is answered once.
    pub(super) fn raise(&mut self, fact: Fact) {
        if !self.waiting.iter().any(|(waiting, _)| *waiting == fact) {
            self.waiting.push_back((fact, self.chain + 1));
        }
    }

    /// How many wait: where a part of the transaction begins.
    pub(super) fn count(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets what a part raised that was taken back.
    pub(super) fn forget_after(&mut self, count: usize) {
        self.waiting.truncate(count);
    }

    /// The fact that has waited longest, and who answers it.
    pub(super) fn next(&mut self) -> Result<Option<(Reactions, Fact)>> {
        let Some((fact, chain)) = self.waiting.pop_front() else {
            self.chain = 0;
            return Ok(None);
        };
        if chain > LONGEST_CHAIN {
            return Err(Error::Internal(format!("facts go on following from each other: {fact:?}")));
        }
        self.chain = chain;
        Ok(Some((self.reactions, fact)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Instant};

    fn nothing(_: &mut Tx<'_>, _: Fact) -> Result<()> {
        Ok(())
    }

    #[test]
    fn a_fact_that_waits_is_answered_once() {
        let mut pending = Pending::answered_by(nothing);
        let (one, other) = (Id::fresh(Instant::default()), Id::fresh(Instant::default()));
        for slot in [one, other, one] {
            pending.raise(Fact::SlotCalledOff(slot));
        }
        let mut answered = Vec::new();
        while let Some((_, fact)) = pending.next().unwrap() {
            answered.push(fact);
        }
        assert_eq!(answered, [Fact::SlotCalledOff(one), Fact::SlotCalledOff(other)]);
    }

    #[test]
    fn facts_that_go_on_following_from_each_other_are_an_error() {
        let mut pending = Pending::answered_by(nothing);
        let fact = Fact::StaffLeft(Id::fresh(Instant::default()));
        pending.raise(fact);
        let mut answered = 0;
        while let Ok(Some(_)) = pending.next() {
            answered += 1;
            pending.raise(fact);
        }
        assert_eq!(answered, LONGEST_CHAIN);
        // The same fact a thousand times, each by itself, is no chain.
        let mut pending = Pending::answered_by(nothing);
        for _ in 0..1000 {
            pending.raise(fact);
            assert!(pending.next().unwrap().is_some());
            assert!(pending.next().unwrap().is_none());
        }
    }
}
