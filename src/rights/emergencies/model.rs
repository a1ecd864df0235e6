//! An emergency access.

use crate::access::{AccountId, EmergencyId, ReferralId, Role, Seen, SubjectId};
use crate::base::{Id, Instant, text_enum};

text_enum! {
    /// Because of what somebody's file is opened who is not worked with.
    pub enum Cause {
        /// They did not come, and people worry.
        Missing = "missing",
        /// Life or health is in danger.
        Danger = "danger",
        /// Their own psychologist is away, and it cannot wait.
        Absence = "absence",
    }
}

text_enum! {
    /// What a privacy officer found.
    pub enum Verdict {
        Justified = "justified",
        Unjustified = "unjustified",
    }
}

text_enum! {
    /// Where an emergency access stands.
    pub enum EmergencyState {
        Open = "open",
        /// It was ended or has run out, and waits for its review.
        Over = "over",
        Reviewed = "reviewed",
    }
}

text_enum! {
    /// What may be done with an emergency access.
    pub enum EmergencyMove {
        End = "end",
        Review = "review",
    }
}

/// The one person whom an emergency access is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    Mentor(AccountId),
    InCustody(ReferralId),
}

impl Whom {
    /// The id by which looks and data keys know them.
    #[must_use]
    pub const fn subject(self) -> SubjectId {
        match self {
            Self::Mentor(account) => Id::from_uuid(account.uuid()),
            Self::InCustody(referral) => Id::from_uuid(referral.uuid()),
        }
    }
}

/// One access, for one person.
#[derive(Clone, Debug)]
pub struct Emergency {
    pub id: EmergencyId,
    pub reader: AccountId,
    /// The office under which it was opened, and the code of its centre.
    pub role: Role,
    pub scope: Option<String>,
    pub whom: Whom,
    pub cause: Cause,
    pub reason: String,
    pub opened_at: Instant,
    pub ends_at: Instant,
    /// When its reader ended it before its time.
    pub ended_at: Option<Instant>,
    pub review: Option<Review>,
    pub version: i64,
}

/// What somebody else found.
#[derive(Clone, Debug)]
pub struct Review {
    pub by: AccountId,
    pub at: Instant,
    pub verdict: Verdict,
    pub note: Option<String>,
}

impl Emergency {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, now: Instant) -> EmergencyState {
        match self.review {
            Some(_) => EmergencyState::Reviewed,
            None if self.over_at() <= now => EmergencyState::Over,
            None => EmergencyState::Open,
        }
    }

    /// From when on nothing is read by it.
    #[must_use]
    pub fn over_at(&self) -> Instant {
        self.ended_at.unwrap_or(self.ends_at)
    }
}

/// An access with the names that stand beside it.
#[derive(Clone, Debug)]
pub struct Named {
    pub emergency: Emergency,
    /// The preferred name of whoever opened it.
    pub reader: String,
    /// The member's code or the referral's reference.
    pub code: String,
    /// Who accompanies the person in custody.
    pub accompanied_by: Option<AccountId>,
}

/// Something that was read by it.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    pub seen: Seen,
    pub at: Instant,
}
